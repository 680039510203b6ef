"""The cells of the table of results: text of every kind, and numbers to every digit."""

from __future__ import annotations

import numpy as np
import pytest
from rows_table import ODD, drawn

from fwdprop.tables.types import Column, Numeral


def test_text_that_looks_like_markup_or_controls_the_terminal_is_shown_as_it_is() -> None:
    numbers = np.array([[1 / 3, np.nan, np.inf]]).repeat(len(ODD), axis=0)
    text = drawn(["[bold]id[/bold]\x07", "[y]", "日本", ":z:"], [ODD], numbers)
    assert text == (
        """\
row   [bold]id[/bold]\\x07        [y]   日本   :z:
─────────────────────────────────────────────────
  1   [red]x[/red]          0.333333    nan   inf
  2   :smile:               0.333333    nan   inf
  3   日本                  0.333333    nan   inf
  4   [/]                   0.333333    nan   inf
  5   e\\x1b[31m             0.333333    nan   inf
  6   l\\nn                  0.333333    nan   inf
  7   \\                     0.333333    nan   inf
  8   \\u202ertl             0.333333    nan   inf
  9   e\u0301                     0.333333    nan   inf
 10                         0.333333    nan   inf
"""
    )


def test_kept_cells_keep_every_digit() -> None:
    number = 12345678901234567890
    kept: list[Column] = [[number, 0.1234567890123, 5.0, True, None, Numeral("1.50")]]
    assert drawn(["id", "y"], kept, np.zeros((6, 1))) == (
        """\
row   id                     y
──────────────────────────────
  1   12345678901234567890   0
  2   0.1234567890123        0
  3   5                      0
  4   true                   0
  5                          0
  6   1.50                   0
"""
    )


def test_columns_of_pyarrow_are_kept_too() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    texts = [f"00{k}" for k in range(50)]
    y = np.arange(50.0)[:, None]
    for block in (7, 50):
        assert drawn(["id", "y"], [pyarrow.array(texts)], y, block=block) == drawn(
            ["id", "y"], [texts], y
        )


def test_a_terminal_without_unicode_gets_a_plain_table() -> None:
    text = drawn(["名", "y"], [["é", "b"]], np.ones((2, 1)), encoding="ascii")
    assert text == (
        """\
row   \\u540d   y
----------------
  1   \\xe9     1
  2   b        1
"""
    )


def test_colours_set_numbers_apart_from_text() -> None:
    assert drawn(["id", "y"], [["a"]], np.ones((1, 1)), color=True) == (
        "\x1b[2mrow\x1b[0m   id\x1b[1;36m   y\x1b[0m\n"
        "────────────\n"
        "\x1b[2m  1\x1b[0m   a \x1b[1m   1\x1b[0m\n"
    )
