"""Lists at a terminal: bold titles, names that stand out, and the rest plain."""

from __future__ import annotations

import re

import pytest
from command_line import Run

TITLE, NAME = "\x1b[1m", "\x1b[1;36m"


@pytest.mark.parametrize(
    ("words", "titles", "first"),
    [
        ("activations", ["name", "formula"], "identity"),
        ("new --example", ["name", "description"], "bank"),
    ],
)
def test_titles_and_names_have_a_style(
    fwdprop: Run, words: str, titles: list[str], first: str
) -> None:
    shown = fwdprop(words, environ={"FORCE_COLOR": "1", "COLUMNS": "100"}, columns=100).stdout
    head, line, row, *_ = shown.splitlines()
    styled = re.findall("(\x1b\\[[0-9;]+m)([^\x1b]*)\x1b\\[0m", head)
    assert [text.strip() for style, text in styled if text.strip()] == titles
    assert {style for style, _ in styled} == {TITLE}
    assert set(line) == {"─"}
    assert row.startswith(f"{NAME}{first}")
    assert "\x1b" not in re.sub("^(\x1b\\[[0-9;]+m[^\x1b]*\x1b\\[0m)+", "", row)
