"""A page of the guide at a terminal: nothing is cut, whatever its width."""

from __future__ import annotations

import re

import pytest
from command_line import Stream
from terminal_cells import cells

from fwdprop.guide import topics
from fwdprop.system.terminal import Terminal
from fwdprop.views.guide import page

PAGE = """\
# Title of it

One sentence with `--input` and *stress*; see [`fwdprop help rows`](rows.md) or
[uv](https://docs.astral.sh/uv/).

## Part

- one
- two of a list

```console
$ fwdprop run net.yaml --input 2 3
9  [red]
```

| option | what it does |
|---|--:|
| `--keep COLUMNS` | columns to pass a\\|b |
| `-q` | |
"""


def drawn(text: str, width: int, environ: dict[str, str] | None = None) -> str:
    terminal = Terminal(
        Stream(),
        Stream(tty=True),
        Stream(tty=True),
        {"COLUMNS": str(width), **({"NO_COLOR": "1"} if environ is None else environ)},
    )
    return page(text, terminal)


def test_without_colour_headings_and_code_keep_their_marks() -> None:
    assert (
        drawn(PAGE, 48)
        == """\
# Title of it

One sentence with `--input` and stress; see
`fwdprop help rows` or uv
(https://docs.astral.sh/uv/).

## Part

 • one
 • two of a list

  $ fwdprop run net.yaml --input 2 3
  9  [red]

option                    what it does
──────────────────────────────────────
`--keep COLUMNS`   columns to pass a|b
`-q`
"""
    )


def test_a_table_that_is_too_wide_is_turned_and_code_goes_on_in_the_next_line() -> None:
    assert (
        drawn(PAGE.partition("- two of a list\n\n")[2], 16)
        == """\
$ fwdprop run ne
t.yaml --input 2
 3
9  [red]

option: `--keep
COLUMNS`
  what it does:
  columns to
  pass a|b

option: `-q`
"""
    )


def test_with_colour_there_are_no_marks() -> None:
    text = drawn(PAGE, 80, {"TERM": "xterm"})
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert text != plain
    assert "`" not in plain
    assert "#" not in plain
    assert "\x1b[1;36m--input\x1b[0m" in text
    assert "\x1b[1m  $ fwdprop run net.yaml --input 2 3\x1b[0m" in text
    assert "\x1b[1;4mTitle of it\x1b[0m" in text


def test_a_terminal_without_other_characters_shows_ascii() -> None:
    terminal = Terminal(
        Stream(), Stream(tty=True), Stream(tty=True), {"NO_COLOR": "1", "COLUMNS": "60"}, "ascii"
    )
    for topic in topics().values():
        assert page(topic.text, terminal).isascii()
    assert " * two of a list\n" in page(PAGE, terminal)


@pytest.mark.parametrize("width", [20, 50, 80, 200])
@pytest.mark.parametrize("topic", topics())
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(topic: str, width: int) -> None:
    text = topics()[topic].text
    shown = drawn(text, width)
    assert max(cells(line) for line in shown.splitlines()) <= width
    together = re.sub(r"\s", "", shown)
    source = re.sub(r"\]\([^)]*\)|^\|[-:|]+\|$|^```\w*$", "", text, flags=re.MULTILINE)
    words = re.findall(r"[\w.:;,!?=+~−²-]+", source)
    assert [word for word in words if word not in together.replace("`", "")] == []
