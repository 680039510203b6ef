"""`fwdprop check --input ... --expect ...`: answers from the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command_line import NETWORKS, Run
from homework import HOMEWORK, write_homework
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


@pytest.fixture
def folder(folder: Path) -> Path:
    """A folder of homework to work in."""
    write_homework(folder)
    return folder


@pytest.mark.parametrize(
    "words",
    [
        "xor.yaml --input 0 1 --expect 1",
        "xor.yaml --expect 1 --input 0 1",
        "--input 0 1 --expect 1 xor.yaml",
        "--expect 1 --input 0 1 xor.yaml",
        "--input 0 1 xor.yaml --expect 1",
        "--input 0 1 --expect xor.yaml 1",
        "--input 0 1 --expect 1 -- xor.yaml",
        "-i0,1 --expect=1 xor.yaml",
        "xor.yaml -i x2=1 x1=0 --expect y=1",
        "xor.yaml -i 0 1 --expect output.y=1",
        "xor.yaml -i 0 1 --expect hidden.h1=1 hidden.h2=0 y=1",
        "xor.yaml -i 0 1 --expect 1.0",
        "xor.yaml -i 0 1 --expect 3/3",
        "xor.yaml -i 0 1 --expect 1.2 --tolerance 0.25",
        "xor.yaml -i 0 1 --expect 1.2 --tolerance 1/4",
        "xor.yaml -i 0 1 --expect y=1 --dtype float32",
    ],
)
def test_an_answer_is_checked_from_the_command_line(folder: Path, fwdprop: Run, words: str) -> None:
    result = fwdprop(f"check {words}")
    assert result.stdout.startswith("xor.yaml: 1 answer holds, ")
    assert (result.stdout.count("\n"), result.stderr, result.status) == (1, "", 0)


@pytest.mark.parametrize(
    "words",
    [
        "--expect 2",
        "--expect 0.9",  # 0.85 to 0.95
        "--expect 0.98",
        "--expect 1.0002",
        "--expect 1/3",
        "--expect 1.2 --tolerance 0.1",
        "--expect 0.9 --tolerance 0",
        "--expect nan",
        "--expect hidden.h1=0 y=1",
    ],
)
def test_an_answer_that_is_wrong_does_not_hold(folder: Path, fwdprop: Run, words: str) -> None:
    result = fwdprop(f"check xor.yaml -i 0 1 {words}")
    assert (result.stderr, result.status) == ("", 1)
    start = "xor.yaml: 1 answer does not hold\n  answer 1: x1 = 0, x2 = 1\n"
    assert result.stdout.startswith(start)


def test_several_answers_are_checked_in_pairs(folder: Path, fwdprop: Run) -> None:
    words = "-i 0 1 --expect 1 -i 1 1 --expect 0 -i 0 0 --expect 3"
    result = fwdprop(f"check xor.yaml {words}")
    assert result.stdout == (
        "xor.yaml: 1 of 3 answers does not hold\n"
        "  answer 3: x1 = 0, x2 = 0\n"
        "    layer output, node y\n"
        "      expected    3\n"
        "      found       0\n"
        "      difference  -3\n"
        "      tolerance   3e-09\n"
        "    y = 1·h1 - 2·h2 = 1·0 - 2·0 = 0\n"
    )
    assert result.status == 1


@pytest.mark.parametrize(
    ("words", "stderr"),
    [
        (
            "-i 0 1 --expect 1 2",
            "error: 2 numbers, expected 1, one for each output\n"
            " --> --expect:1:1\n  |\n1 | 1 2\n  | ^^^\n"
            "help: the outputs are y; or name some: name=number\n",
        ),
        (
            "-i 0 1 --expect",
            "error: there are no numbers behind --expect\nhelp: the outputs are y\n",
        ),
        (
            "-i 0 1 -i 0 0 --expect 1 --expect z=1",
            "error: there is no node 'z' in a layer\n --> --expect:2:1\n  |\n2 | z=1\n  | ^^^\n"
            "help: the nodes are hidden.h1, hidden.h2, output.y\n",
        ),
        (
            "-i 0 1 --expect hiden.h1=1",
            "error: there is no node 'hiden.h1' in a layer\n"
            " --> --expect:1:1\n  |\n1 | hiden.h1=1\n  | ^^^^^^^^^^\n"
            "help: did you mean hidden.h1?\n",
        ),
        (
            "-i 0 1 --expect inputs.x1=1",
            "error: there is no node 'inputs.x1' in a layer\n"
            " --> --expect:1:1\n  |\n1 | inputs.x1=1\n  | ^^^^^^^^^^^\n"
            "help: the nodes are hidden.h1, hidden.h2, output.y\n",
        ),
        (
            "-i 0 1 --expect y=1 output.y=1",
            "error: node 'output.y' is given twice\n"
            " --> --expect:1:5\n  |\n1 | y=1 output.y=1\n  |     ^^^^^^^^^^\n",
        ),
        (
            "-i 0 1 --expect y=1 2",
            "error: '2' has no name, and other values have one\n"
            " --> --expect:1:5\n  |\n1 | y=1 2\n  |     ^\n"
            "help: name all of them or none; the outputs are y\n",
        ),
        (
            "-i 0 1 --expect one",
            "error: 'one' is not a number\n --> --expect:1:1\n  |\n1 | one\n  | ^^^\n",
        ),
        (
            "-i 0 --expect 1",
            "error: 1 number, expected 2, one for each input\n"
            " --> --input:1:1\n  |\n1 | 0\n  | ^\nhelp: the inputs are x1, x2\n",
        ),
    ],
)
def test_an_answer_that_makes_no_sense_is_shown_where_it_stands(
    folder: Path, fwdprop: Run, words: str, stderr: str
) -> None:
    result = fwdprop(f"check xor.yaml {words}")
    assert (result.stderr, result.stdout, result.status) == (stderr, "", 2)


def test_a_tolerance_on_the_command_line_replaces_that_of_the_files(
    folder: Path, fwdprop: Run
) -> None:
    # The examples are off by 2, 2 and 0.5.
    assert fwdprop("check alice.yaml --tolerance 2").stdout == (
        "alice.yaml: 3 examples hold, within 2\n"
    )
    assert fwdprop("check alice.yaml --tolerance 1.9").stdout.startswith(
        "alice.yaml: 1 of 3 examples does not hold\n"
    )


COMMON = """
    net.yaml net.yaml alice.yaml bob.yaml - -- -i --input --input=0,1 --expect --expect=1 0 1 0 1
    y=1 hidden.h1=1 x1=0 1/3 nan 1e999 , = --tolerance --tolerance=0 0.5 --format json csv text
    --precision 3 --dtype float32 -o out.csv . -h -5
"""
ANYTHING = st.text(st.characters(exclude_characters="/\0"), max_size=6)
WORDS = st.sampled_from(COMMON.split()) | ANYTHING


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, max_size=8), tty=st.booleans())
def test_any_words_lead_to_a_verdict_or_to_a_message(
    folder: Path, fwdprop: Run, words: list[str], tty: bool
) -> None:
    shutil.copy(NETWORKS / "xor.yaml", folder / "net.yaml")
    (folder / "alice.yaml").write_text(HOMEWORK)
    result = fwdprop("check", "net.yaml", *words, stdin=HOMEWORK, columns=80 if tty else None)
    assert result.status in (0, 1, 2)
    assert "Traceback" not in result.stderr
    assert "\x1b" not in result.stderr + result.stdout
    assert (result.status == 2) == ("error: " in result.stderr)
