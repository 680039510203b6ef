"""What sweep refuses: the message says what, where, and what to do."""

from __future__ import annotations

import re

import pytest
from command_line import NETWORKS, Run

import fwdprop as package

FORM = "help: a range is start:stop:step, such as 20:80:5, and a list 0,1,2\n"
MARKED = {
    "age=20:80:0": ("the step of 20:80:0 is 0", 5, 7, FORM),
    "age=20:80": ("'20:80' is no range", 5, 5, "help: say the step, too: 20:80:1\n"),
    "age=80:20": ("'80:20' is no range", 5, 5, "help: say the step, too: 80:20:-1\n"),
    "age=0:1": ("'0:1' is no range", 5, 3, "help: say the step, too: 0:1:0.1\n"),
    "age=5:5": ("'5:5' is no range", 5, 3, "help: say the step, too: 5:5:1\n"),
    "age=1:0.5": ("'1:0.5' is no range", 5, 5, "help: say the step, too: 1:0.5:-0.05\n"),
    "age=0:1e9": ("'0:1e9' is no range", 5, 5, "help: say the step, too: 0:1e9:100000000\n"),
    "age=1:2:3:4": ("'1:2:3:4' is no range", 5, 7, FORM),
    "age=80:20:5": (
        "80:20:5 never comes to its stop",
        5,
        7,
        "help: from 80 down to 20 the step is negative: 80:20:-5\n",
    ),
    "age=20:80:-5": (
        "20:80:-5 never comes to its stop",
        5,
        8,
        "help: from 20 up to 80 the step is positive: 20:80:5\n",
    ),
    "age=0:b:1": ("'b' is not a number", 7, 1, FORM),
    "age=0:1:": ("'' is not a number", 9, 1, FORM),
    "age=1/0": ("'1/0' is not a number", 5, 3, FORM),
    "age=nan,1": ("nan is not a finite number", 5, 3, FORM),
    "age=0:inf:1": ("inf is not a finite number", 7, 3, FORM),
    "age=1e400": ("1e400 leaves the range of float64", 5, 5, ""),
    "age=1e4000": ("1e4000 is not a finite number", 5, 6, FORM),
    "age=1,2,1.0": (
        "1,2,1.0 has the same number twice",
        5,
        7,
        "help: every value stands there once, and steps are not too small to be told apart\n",
    ),
    "age=": ("there are no values", 5, 1, FORM),
    "age=1,,2": (
        "there is nothing between two commas",
        6,
        2,
        "help: leave the comma out, or write what is missing\n",
    ),
    "aeg=1,2": ("there is no input 'aeg'", 1, 3, "help: did you mean age?\n"),
    "age": (
        "'age' has no values",
        1,
        3,
        "help: write the input and its values: --over age=0:10:1\n",
    ),
    "age:20:80:5": (
        "'age:20:80:5' names no input",
        1,
        11,
        "help: write the input and its values: --over age=20:80:5\n",
    ),
    "age 0,1": (
        "'age 0,1' names no input",
        1,
        7,
        "help: write the input and its values: --over age=0,1\n",
    ),
    "20:80:5": (
        "'20:80:5' names no input",
        1,
        7,
        "help: write the input and its values: --over age=0:10:1\n",
    ),
}


@pytest.mark.parametrize("over", MARKED)
def test_what_is_wrong_is_marked(over: str, fwdprop: Run) -> None:
    message, column, width, help = MARKED[over]
    result = fwdprop("sweep", "networks/bank.yaml", "-i", "40", "10", "0", "--over", over)
    assert (result.status, result.stdout) == (2, "")
    assert result.stderr == (
        f"error: {message}\n --> --over:1:{column}\n  |\n1 | {over}\n"
        f"  | {' ' * (column - 1)}{'^' * width}\n{help}"
    )


PLAIN = {
    "--over age=0:1000000:1": "error: 1,000,001 combinations, more than 100,000\n"
    "help: take larger steps, or vary fewer inputs\n",
    "--over age=0:999:1 --over balance=0:999:1": "error: 1,000,000 combinations, "
    "more than 100,000\n"
    "help: take larger steps, or vary fewer inputs\n",
    "--over age=0:1e300:1e-300": "error: about 10^600 combinations, more than 100,000\n"
    "help: take larger steps, or vary fewer inputs\n",
    "--over age=1,2 --over age=3,4": "error: input 'age' varies twice\n"
    "help: write all its values in one list: 0,1,2\n",
    "--over age=1 --over balance=1 --over retired=1 --over age=2": "error: --over stands there 4 "
    "times, and at most 3 inputs can vary\nhelp: give the others one value each, behind --input\n",
    "-i 1 2 3 --over age=1": "error: a sweep starts from one row, and there are 2 times --input\n"
    "help: let what differs between them vary, with --over\n",
    "": "error: no input varies\nhelp: say which one, and how: fwdprop sweep networks/bank.yaml "
    "--input balance=10 retired=0 --over age=0:10:1\n",
    "--over age=1 --node nix": "error: there is no node 'nix' in a layer\nhelp: the nodes are "
    "hidden.node_0, hidden.node_1, hidden.node_2, hidden.node_3, hidden.node_4, hidden.node_5, "
    "... 2 more ..., output.transactions\n",
    "--over age=1 --theme dark": "error: --theme is for svg, png, pdf, not for csv\n"
    "help: leave it out\n",
    "--over age=1 --format svg --scale 2": "error: --scale is for png, not for svg\n"
    "help: leave it out\n",
}


@pytest.mark.parametrize("words", PLAIN)
def test_what_is_not_there_is_said(words: str, fwdprop: Run) -> None:
    result = fwdprop(f"sweep networks/bank.yaml -i 40 10 0 {words}")
    assert (result.stderr, result.stdout, result.status) == (PLAIN[words], "", 2)


def test_an_input_that_stays_needs_a_value(fwdprop: Run) -> None:
    result = fwdprop("sweep networks/bank.yaml --over age=20:80:5")
    assert result.stderr == (
        "error: no value for balance, retired\nhelp: fwdprop sweep networks/bank.yaml --input "
        "balance=10 retired=0 --over age=20:80:5\n"
    )
    named = fwdprop("sweep networks/bank.yaml -i balance=1 --over age=20:80:5")
    assert named.stderr.startswith("error: no value for retired\n --> --input:1:1\n")


def test_an_input_has_a_value_or_varies(fwdprop: Run) -> None:
    result = fwdprop("sweep networks/bank.yaml -i age=4 balance=1 retired=0 --over age=1,2")
    assert result.stderr == (
        "error: input 'age' varies, and has a value, too\n --> --input:1:1\n  |\n"
        "1 | age=4 balance=1 retired=0\n  | ^^^^^\nhelp: leave one of the two out\n"
    )


def test_a_row_that_is_too_short_can_be_said_by_name(fwdprop: Run) -> None:
    result = fwdprop("sweep networks/bank.yaml -i 10 --over age=1,2 --over retired=0,1")
    assert result.stderr.endswith(
        "help: the inputs are age, balance, retired; by name it is enough to say balance\n"
    )


def test_a_picture_is_not_for_a_terminal(fwdprop: Run) -> None:
    result = fwdprop("sweep networks/bank.yaml -i 1 2 3 --over age=1,2 --format png", columns=80)
    assert result.stderr == "error: png is not for a terminal\nhelp: write it to a file: -o FILE\n"


@pytest.mark.parametrize(
    ("over", "row", "message"),
    [
        ({}, None, "no input varies"),
        ({"aeg": [1]}, [1, 2, 3], "there is no input 'aeg'"),
        ({"age": ["x"]}, [1, 2, 3], "the values of age are not numbers"),
        ({"age": []}, [1, 2, 3], "the values of age are to be finite numbers in one dimension"),
        ({"age": [1, 1]}, [1, 2, 3], "the values of age are the same twice"),
        ({"age": "1:2"}, [1, 2, 3], "over:1:5: '1:2' is no range"),
        (
            {"age": [1]},
            {"age": 1, "balance": 1, "retired": 1},
            "input 'age' varies, and has a value",
        ),
        ({"age": [1]}, {"balance": 1}, "no value for retired"),
        ({"age": [1]}, [[1, 2, 3], [4, 5, 6]], "a sweep starts from one row, not from 2"),
        ({"age": [1]}, [1, float("nan"), 3], "no finite number for balance"),
    ],
)
def test_python_refuses_alike(over: dict[str, object], row: object, message: str) -> None:
    net = package.load(NETWORKS / "bank.yaml")
    with pytest.raises(package.FwdpropError, match=re.escape(message)):
        package.sweep(net, over, row)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("over", "error", "one"),
    [
        ("age 20:80:5", "there is no place for 20:80:5", "age=20:80:5"),
        ("age = 20:80:5", "there is no place for = 20:80:5", "age=20:80:5"),
        ("age= 20:80:5", "there is no place for 20:80:5", "age=20:80:5"),
        ("age =20:80:5", "there is no place for =20:80:5", "age=20:80:5"),
        ("ag=e 20:80:5", "there is no place for 20:80:5", "ag=e=20:80:5"),
        ("age=20 30", "there is no place for 30", "age=20,30"),
        ("age 20, 80, 5", "there is no place for 20, 80, 5", "age=20,80,5"),
        ("age=-5 -3", "there is no option -3", "age=-5,-3"),
        ("age -5:3:1", "there is no option -5", "age=-5:3:1"),
        ("age=1 --over balance 0,1", "there is no place for 0,1", "balance=0,1"),
    ],
)
def test_an_input_and_its_values_are_one_word(
    over: str, error: str, one: str, fwdprop: Run
) -> None:
    help = f"help: an input and its values are one word: --over {one}\n"
    for line in (f"sweep networks/bank.yaml --over {over}", f"sweep --over {over} net.yaml"):
        result = fwdprop(line)
        assert (result.status, result.stdout) == (2, "")
        assert result.stderr.endswith(help)
    assert fwdprop(f"sweep networks/bank.yaml --over {over}").stderr == f"error: {error}\n{help}"


@pytest.mark.parametrize(
    ("over", "error"),
    [
        ("age=20 old", "error: there is no place for old\n"),
        ("age=20 --over", "error: option --over requires an argument\n"),
    ],
)
def test_other_words_have_no_place(over: str, error: str, fwdprop: Run) -> None:
    result = fwdprop(f"sweep networks/bank.yaml --over {over}")
    assert result.stderr == f"{error}help: `fwdprop sweep --help` shows what there is\n"
