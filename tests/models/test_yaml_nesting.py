"""Absurd nesting is refused at its 65th level, whichever version of the parser notices it first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from command_line import Run
from marked_lines import marked_line
from refusals import refusal

from fwdprop.models.yaml.source import Source

pytestmark = pytest.mark.usefixtures("folder")

TOO_DEEP = "brackets and indentation are nested more than 64 deep"


def tower(step: str, levels: int) -> str:
    """Block keys or dashes, each on a line of its own and further in than the one before."""
    return "".join(f"{'    ' * level}{step}\n" for level in range(levels))


# The column of the 65th level is counted by hand: 64 levels of so many characters, and its bracket.
@pytest.mark.parametrize(
    ("written", "column"),
    [
        ("[" * 65, 65),
        ("[" * 1000, 65),
        ("[" * 1001, 65),
        ("[" * 100_000, 65),
        ("[" * 1_000_000, 65),
        ("{" * 1001, 65),
        ("{a: " * 100_000, 257),
        ('{"a":[' * 1001 + "1" + "]}" * 1001, 32 * 6 + 1),
        ("- " * 100_000, 129),
        ("? " * 100_000, 129),
        ("[? " * 1001, 97),
        ("[[1]," * 1001, 317),
        ("&a [" * 1001, 257),
        ("- " * 32 + "[" * 1001, 32 * 2 + 33),
        ("[" * 70 + "@", 65),
        ("[" * 1001 + "@", 65),
        ("[" * 1001 + '"', 65),
        ("[" * 70 + '"a' + "\\" * 5, 65),
        ('"[[[" : ' + "{" * 1001, 8 + 64),
    ],
    ids=[
        "65 brackets",
        "1,000 brackets",
        "1,001 brackets",
        "100,000 brackets",
        "a million brackets",
        "braces",
        "braces with keys",
        "JSON",
        "dashes",
        "question marks",
        "keys in brackets",
        "lists before",
        "anchors",
        "dashes, then brackets",
        "a character that cannot be behind 70",
        "a character that cannot be behind 1,001",
        "an open quote behind 1,001",
        "an open quote behind 70",
        "quoted brackets before",
    ],
)
def test_absurd_nesting_is_refused_at_its_65th_level(
    fwdprop: Run, written: str, column: int
) -> None:
    stderr = refusal(fwdprop, written)
    error, location, *_, line, mark = stderr.splitlines()
    assert (error, location) == (f"error: {TOO_DEEP}", f" --> net.yaml:1:{column}")
    marked = line[mark.index("^")]
    assert marked == written[column - 1]


@pytest.mark.parametrize(
    ("step", "levels"),
    [("a:", 1), ("-", 1), ("- a:", 2), ("?", 1), ("- ?", 2)],
    ids=["keys", "dashes", "keys in lists", "question marks", "question marks in lists"],
)
def test_indentation_is_nesting(fwdprop: Run, step: str, levels: int) -> None:
    last, column = (65, 4 * 64 + 1) if levels == 1 else (33, 4 * 32 + 1)
    for lines in (last, 2000):
        written = tower(step, lines)
        assert refusal(fwdprop, written).startswith(
            f"error: {TOO_DEEP}\n  --> net.yaml:{last}:{column}\n"
        )
    assert TOO_DEEP not in refusal(fwdprop, tower(step, last - 1))


def test_few_events_are_read_of_absurd_nesting(
    fwdprop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Any] = []
    events = Source.events

    class Counted:
        def __init__(self, source: Source) -> None:
            self._events = events(source)

        def get_event(self) -> Any:
            read.append(self)
            return self._events.get_event()

    monkeypatch.setattr(Source, "events", lambda source: Counted(source))
    refusal(fwdprop, "[" * 1_000_000)
    assert 0 < len(read) < 64 * 10


def test_brackets_in_texts_and_comments_are_no_nesting(fwdprop: Run) -> None:
    many = "[{" * 2000
    names = f'''["{many}", 'd{many}', c]'''
    Path("net.yaml").write_text(
        f"name: a{many}  # {many}\ndescription: |\n  {many}\ninputs: &anchor {names} # {many}\n"
        f"layers:\n- nodes: {{n: {{weights: {{c: 2, ? 'd{many}' : 3}}}}}}\n"
    )
    result = fwdprop("run net.yaml --input 1 10 100 --format values")
    assert (result.stderr, result.stdout, result.status) == ("", "230\n", 0)


def test_a_question_mark_without_a_key_is_refused_by_every_version(fwdprop: Run) -> None:
    line = "inputs: [? ]"
    assert refusal(fwdprop, f"{line}\n") == marked_line(
        "there is no key behind this question mark", line, " " * 9 + "^", file="net.yaml"
    )
