"""What may be typed behind `--input`, and what is said about everything else."""

from __future__ import annotations

import math
from functools import partial
from pathlib import Path

import pytest
from command_line import Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marked_lines import marked_line
from steps import calls_of

NET = "networks/transactions.yaml"
INPUTS = "inputs.children,inputs.accounts\n"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (["-2", "3e-1"], "-2,0.3"),
        (["+2", "-3E+2"], "2,-300"),
        ([".5", "5."], "0.5,5"),
        (["-.5e1", "0005"], "-5,5"),
        (["1/3", "-2/3"], "0.3333333333333333,-0.6666666666666666"),
        (["1.5/-3", "1e1/4"], "-0.5,2.5"),
        (["-0", "0"], "-0,0"),
        (["1e-400", "5e-324"], "0,5e-324"),
        (["9007199254740993", "1e22"], "9007199254740992,1e+22"),
        ([" 2 ", "\t3\n"], "2,3"),
        (["2 , 3"], "2,3"),
        (["2,", "3"], "2,3"),
        (["2", ",3"], "2,3"),
        (["2", ",", "3"], "2,3"),
        (["children=2,accounts=3"], "2,3"),
        (["accounts = 3", "children = 2"], "2,3"),
        (["accounts=3 children=-2"], "-2,3"),
        (["accounts=1/4", "children=1e3"], "1000,0.25"),
    ],
)
def test_numbers_mean_what_they_look_like(fwdprop: Run, typed: list[str], read: str) -> None:
    result = fwdprop("run", NET, "--layers", "inputs", "--input", *typed)
    assert (result.stderr, result.stdout) == ("", f"{INPUTS}{read}\n")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(x=st.tuples(*[st.floats(allow_nan=False, allow_infinity=False)] * 2), comma=st.booleans())
def test_every_number_of_python_is_read_to_the_bit(
    fwdprop: Run, x: tuple[float, float], comma: bool
) -> None:
    words = [repr(number) for number in x]
    result = fwdprop(
        "run", NET, "--layers", "inputs", "-i", *([",".join(words)] if comma else words)
    )
    read = [float(text) for text in result.stdout.splitlines()[1].split(",")]
    assert [math.copysign(1, number) for number in read] == [math.copysign(1, n) for n in x]
    assert read == list(x)


@pytest.mark.parametrize("text", ["nan", "NaN", "-NAN", "+nan", "inf", "-Inf", "+INFINITY"])
def test_numbers_that_are_not_finite_are_carried_with_a_warning(fwdprop: Run, text: str) -> None:
    result = fwdprop("run", NET, "--layers", "inputs", "-i", text, "3")
    shown = str(float(text))
    warning = f"warning: input children is {shown}, the first value that is not finite\n"
    assert (result.stdout, result.stderr, result.status) == (f"{INPUTS}{shown},3\n", warning, 0)


def test_names_may_hold_spaces_commas_and_equals_signs(fwdprop: Run, folder: Path) -> None:
    net = "inputs: [my input, 'x,y', a=b, '1', é]\nlayers: [{nodes: {n: [1, 10, 100, 1000, 1e4]}}]"
    (folder / "net.yaml").write_text(net, encoding="utf-8")
    result = fwdprop("run", "net.yaml", "-i", "é=5", "my input=1", "a=b=3", "x,y=2", "1=4")
    assert (result.stderr, result.stdout) == ("", "n\n54321\n")


marked = partial(marked_line, file="--input")
THE_INPUTS = "the inputs are children, accounts"
ARABIC = "U+0663 (arabic-indic digit three) is not '3': write 3"
NAME_ALL = f"name all of them or none; {THE_INPUTS}"


@pytest.mark.parametrize(
    ("typed", "stderr"),
    [
        (["2", "b"], marked("'b' is not a number", "2 b", "  ^")),
        (["2 1_0"], marked("'1_0' is not a number", "2 1_0", "  ^^^")),
        (["2", "0x10"], marked("'0x10' is not a number", "2 0x10", "  ^^^^")),
        (["2", "٣"], marked("'٣' is not a number", "2 ٣", "  ^", ARABIC)),
        (["2", "1/0"], marked("'1/0' is not a number", "2 1/0", "  ^^^")),
        (["2", "1.2.3"], marked("'1.2.3' is not a number", "2 1.2.3", "  ^^^^^")),
        (["2", "1e"], marked("'1e' is not a number", "2 1e", "  ^^")),
        (["2", "日本x"], marked("'日本x' is not a number", "2 日本x", "  ^^^^^")),
        (["2", "[red]x"], marked("'[red]x' is not a number", "2 [red]x", "  ^^^^^^")),
        (["2", "\x1b[31m"], marked(r"'\x1b[31m' is not a number", r"2 \x1b[31m", "  ^^^^^^^^")),
        (["2", "=3"], marked("'=3' is not a number", "2 =3", "  ^^")),
        (
            ["a", "3", "c"],
            marked("'a' is not a number", "a 3 c", "^")
            + marked("'c' is not a number", "a 3 c", "    ^"),
        ),
        (["2"], marked("1 number, expected 2, one for each input", "2", "^", THE_INPUTS)),
        (
            ["2", "3", "-4"],
            marked("3 numbers, expected 2, one for each input", "2 3 -4", "^^^^^^", THE_INPUTS),
        ),
        (
            [""],
            f"error: there are no numbers behind --input\nhelp: {THE_INPUTS}\n",
        ),
        (
            ["2", "3", "-i", "4", "-i", "5", "x"],
            marked("1 number, expected 2, one for each input", "4", "^", THE_INPUTS, line=2)
            + marked("'x' is not a number", "5 x", "  ^", line=3),
        ),
        (
            ["children=2", "3"],
            marked(
                "'3' has no name, and other values have one",
                "children=2 3",
                " " * 11 + "^",
                NAME_ALL,
            ),
        ),
        (
            ["accounts=3", "child=2"],
            marked(
                "there is no input 'child'",
                "accounts=3 child=2",
                " " * 11 + "^^^^^^^",
                "did you mean children?",
            ),
        ),
        (
            ["children=2", "accounts=3", "zzz=1"],
            marked(
                "there is no input 'zzz'",
                "children=2 accounts=3 zzz=1",
                " " * 22 + "^^^^^",
                THE_INPUTS,
            ),
        ),
        (["children=2"], marked("no value for accounts", "children=2", "^" * 10)),
        (
            ["children=2", "accounts=3", "children=2"],
            marked(
                "input 'children' is given twice",
                "children=2 accounts=3 children=2",
                " " * 22 + "^" * 10,
            ),
        ),
        (
            ["children=x", "accounts=3"],
            marked("'x' is not a number", "children=x accounts=3", "^" * 10),
        ),
    ],
)
def test_what_is_no_input_of_this_network_is_marked(
    fwdprop: Run, typed: list[str], stderr: str
) -> None:
    result = fwdprop("run", NET, "--input", *typed)
    assert (result.stderr, result.stdout, result.status) == (stderr, "", 2)


@pytest.mark.parametrize("word", ["children="])
def test_a_name_without_a_number_is_not_said_to_lack_a_name(fwdprop: Run, word: str) -> None:
    result = fwdprop("run", NET, "--input", word, "accounts=3")
    line = f"{word} accounts=3"
    assert result.stderr == marked(f"'{word}' is not a number", line, "^" * len(word))


def test_ten_faults_are_shown_and_the_others_counted(fwdprop: Run) -> None:
    result = fwdprop("run", NET, *["-i", "x"] * 12)
    faults = [marked("'x' is not a number", "x", "^", line=row) for row in range(1, 10)]
    tenth = "error: 'x' is not a number\n  --> --input:10:1\n   |\n10 | x\n   | ^\n"
    assert result.stderr == "".join(faults) + tenth + "and 2 more\n"


def test_a_long_line_is_cut_around_the_mark(fwdprop: Run) -> None:
    result = fwdprop("run", NET, "-i", *["1"] * 100, "x", *["1"] * 100)
    assert result.stderr == (
        "error: 'x' is not a number\n --> --input:1:201\n  |\n"
        f"1 | ...{' 1' * 12} x{' 1' * 25}...\n"
        f"  | {' ' * 28}^\n"
    )


@pytest.mark.parametrize("text", ["1 ", "a ", "a=1 ", "1/"])
def test_a_word_that_is_twice_as_long_takes_twice_the_steps(fwdprop: Run, text: str) -> None:
    def refused(times: int) -> None:
        assert fwdprop("run", NET, "-i", text * times).status == 2

    refused(1)  # what is imported is imported once
    assert calls_of(lambda: refused(20_000)) < 3 * calls_of(lambda: refused(10_000))
