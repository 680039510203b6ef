"""Command lines as people mistype them: what is said, with the line as it is to be typed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from command_line import NETWORKS, Run
from marked_lines import marked_line

NET = NETWORKS / "transactions.yaml"
BRACKETS = "numbers stand without brackets"
SEMICOLON = "spaces or commas stand between numbers, no semicolons"
EQUALS = "no spaces stand around ="
COLON = "a name has = behind it, and not a colon"
TYPED = "--input children=2 accounts=3"


@pytest.fixture(autouse=True)
def net(folder: Path) -> None:
    """A network that all command lines can name."""
    (folder / "net.yaml").write_bytes(NET.read_bytes())


@pytest.mark.parametrize(
    ("typed", "message", "help"),
    [
        (["[2, 3]"], BRACKETS, "--input 2 3"),
        (["[2,3]"], BRACKETS, "--input 2 3"),
        (["[2", "3]"], BRACKETS, "--input 2 3"),
        (["(2, -3)"], BRACKETS, "--input 2 -3"),
        (["{children: 2, accounts: 3}"], BRACKETS, TYPED),
        (['{"children": 2, "accounts": 3}'], BRACKETS, TYPED),
        (["2;3"], SEMICOLON, "--input 2 3"),
        (["2,5; 3"], SEMICOLON, "--input 2.5 3"),
        (["children", "=", "2", "accounts", "=", "3"], EQUALS, TYPED),
        (["children=", "2", "accounts", "=3"], EQUALS, TYPED),
        (["children:2", "accounts:3"], COLON, TYPED),
        (["children:", "2", "accounts:", "3"], COLON, TYPED),
    ],
)
def test_a_row_is_shown_as_it_is_to_be_typed(
    fwdprop: Run, typed: list[str], message: str, help: str
) -> None:
    result = fwdprop("run", "net.yaml", "--input", *typed)
    line = " ".join(typed)
    expected = marked_line(message, line, "^" * len(line), help, file="--input")
    assert (result.stderr, result.stdout, result.status) == (expected, "", 2)
    assert fwdprop(f"run net.yaml {help}").status == 0


marked = partial(marked_line, file="--input")


@pytest.mark.parametrize(
    ("typed", "stderr"),
    [
        (
            ["−2", "3"],
            marked(
                "'−2' is not a number", "−2 3", "^^", "U+2212 (minus sign) is not '-': write -2"
            ),
        ),
        (
            ["0,5", "3"],
            marked(
                "3 numbers, expected 2, one for each input",
                "0,5 3",
                "^^^^^",
                "are commas meant as decimal points? --input 0.5 3",
            ),
        ),
        (
            ["“children”=2", "accounts=3"],
            marked(
                "there is no input '“children”'",
                "“children”=2 accounts=3",
                "^" * 12,
                "did you mean children?",
            ),
        ),
    ],
)
def test_a_number_or_a_name_is_shown_as_it_is_to_be_typed(
    fwdprop: Run, typed: list[str], stderr: str
) -> None:
    result = fwdprop("run", "net.yaml", "--input", *typed)
    assert (result.stderr, result.stdout, result.status) == (stderr, "", 2)


@pytest.mark.parametrize(
    ("name", "typed"), [("a:1", "a:1=3"), ("[a", "[a=3"), ("x;1", "x;1=3"), ("a ", "a =3")]
)
def test_a_name_that_looks_like_a_slip_is_a_name(fwdprop: Run, name: str, typed: str) -> None:
    Path("net.yaml").write_text(f"inputs: ['{name}']\nlayers: [{{nodes: {{y: [2]}}}}]\n")
    result = fwdprop("run", "net.yaml", "--input", typed)
    assert (result.stderr, result.stdout) == ("", "y\n6\n")


@pytest.mark.parametrize(
    ("words", "stderr"),
    [
        (
            ["check", "net.yaml", "-i", "2", "3", "--expect", "[9]"],
            marked_line(BRACKETS, "[9]", "^^^", "--expect 9", file="--expect"),
        ),
        (
            ["check", "net.yaml", "-i", "2", "3", "--expect", "transactions", "=", "9"],
            marked_line(
                EQUALS,
                "transactions = 9",
                "^" * 16,
                "--expect transactions=9",
                file="--expect",
            ),
        ),
        (
            ["activations", "tanh", "--at", "[1, 2]"],
            marked_line(BRACKETS, "[1, 2]", "^^^^^^", "--at 1 2", file="--at"),
        ),
        (
            ["activations", "tanh", "--at", "–1"],
            marked_line(
                "'–1' is not a number",
                "–1",
                "^^",
                "U+2013 (en dash) is not '-': write -1",
                file="--at",
            ),
        ),
        (
            ["sweep", "net.yaml", "--over", "children=[1, 2]", "-i", "accounts=1"],
            marked_line(
                "values stand without brackets",
                "children=[1, 2]",
                " " * 9 + "^" * 6,
                "--over children=1,2",
                file="--over",
            ),
        ),
        (
            ["sweep", "net.yaml", "--over", "children=−1,2", "-i", "accounts=1"],
            marked_line(
                "'−1' is not a number",
                "children=−1,2",
                " " * 9 + "^^",
                "U+2212 (minus sign) is not '-': write -1",
                file="--over",
            ),
        ),
        (
            ["why", "net.yaml", "[1,2]", "3,4"],
            marked_line(BRACKETS, "[1,2]", "^^^^^", "write 1,2", file="row"),
        ),
        (
            ["activations", "leaky_relu", "--set", "alpha=−1"],
            "error: 'alpha' is a finite number, not −1\n"
            "help: U+2212 (minus sign) is not '-': write -1\n",
        ),
        (
            ["activations", "leaky_relu", "--set", "alpha=0,25"],
            "error: --set takes name=value, not '25'\nhelp: decimals take a point: alpha=0.25\n",
        ),
        (
            ["check", "net.yaml", "-i", "2", "3", "--expect", "9", "--tolerance", "0,1"],
            "error: --tolerance is a finite number of at least 0, not '0,1'\n"
            "help: decimals take a point: 0.1\n",
        ),
    ],
    ids=lambda each: " ".join(each[:1]) if isinstance(each, list) else "",
)
def test_a_value_of_another_option_is_shown_as_it_is_to_be_typed(
    fwdprop: Run, words: list[str], stderr: str
) -> None:
    result = fwdprop(*words)
    assert (result.stderr, result.stdout, result.status) == (stderr, "", 2)


@pytest.mark.parametrize(
    ("words", "message", "help"),
    [
        ("net.yaml -i 2 3", "no command 'net.yaml'", "fwdprop run net.yaml -i 2 3"),
        ("net.yaml 2 3", "no command 'net.yaml'", "fwdprop run net.yaml --input 2 3"),
        ("net.yaml '[2, 3]'", "no command 'net.yaml'", "fwdprop run net.yaml --input 2 3"),
        ("net.yaml", "no command 'net.yaml'", "fwdprop show net.yaml"),
        ("-i 2 3 net.yaml", "no option -i", "fwdprop run -i 2 3 net.yaml"),
        (
            "net.yaml -i 2 3 --expect 9",
            "no command 'net.yaml'",
            "fwdprop check net.yaml -i 2 3 --expect 9",
        ),
    ],
)
def test_a_line_without_its_command_is_shown_with_it(
    fwdprop: Run, words: str, message: str, help: str
) -> None:
    result = fwdprop(words)
    expected = f"error: there is {message}\nhelp: a command stands first: {help}\n"
    assert (result.stderr, result.stdout, result.status) == (expected, "", 2)
    assert fwdprop(help.removeprefix("fwdprop ")).status == 0


NUMBERS = "numbers stand behind --input: "


@pytest.mark.parametrize(
    ("words", "message", "help"),
    [
        ("run net.yaml 2 3", "place for 2 3", f"{NUMBERS}--input 2 3"),
        ("run net.yaml -2 3", "option -2", f"{NUMBERS}--input -2 3"),
        ("run net.yaml '[2, 3]'", "place for [2, 3]", f"{NUMBERS}--input 2 3"),
        ("run 2 3 net.yaml", "place for 3 net.yaml", f"{NUMBERS}fwdprop run net.yaml --input 2 3"),
        ("run net.yaml --input=2 3", "place for 3", "spaces stand between numbers: --input 2 3"),
        ("run net.yaml —input 2 3", "place for —input 2 3", "did you mean --input?"),
        ("new 3 4 2", "place for 4 2", "sizes are one word: fwdprop new 3-4-2"),
        (
            "new 3 4 2 --integers --seed 7",
            "place for 4 2",
            "sizes are one word: fwdprop new 3-4-2 --integers --seed 7",
        ),
        (
            "activations elu --set alpha = 0.2",
            "place for = 0.2",
            "a name and its value are one word: --set alpha=0.2",
        ),
        (
            "activations threshold --set threshold=1 value=2",
            "place for value=2",
            "--set stands in front of each: --set threshold=1 --set value=2",
        ),
        (
            "run net.yaml -i 2 3 --set hidden.activation = tanh",
            "place for = tanh",
            "a name and its value are one word: --set hidden.activation=tanh",
        ),
        (
            "run net.yaml -i 2 3 --set hidden.bias=1 output.bias=2",
            "place for output.bias=2",
            "--set stands in front of each: --set hidden.bias=1 --set output.bias=2",
        ),
        (
            "activations elu --set alpha 0.2",
            "place for 0.2",
            "a name and its value are one word: --set alpha=0.2",
        ),
    ],
)
def test_words_without_a_place_are_shown_where_they_belong(
    fwdprop: Run, words: str, message: str, help: str
) -> None:
    result = fwdprop(words)
    expected = f"error: there is no {message}\nhelp: {help}\n"
    assert (result.stderr, result.stdout, result.status) == (expected, "", 2)


@pytest.mark.parametrize("sizes", ["3,4,2", "3x4x2", "3 4 2", "[3, 4, 2]", "3–4–2", "3->4->2"])
def test_sizes_of_a_new_network_are_shown_with_their_dashes(fwdprop: Run, sizes: str) -> None:
    result = fwdprop("new", sizes)
    assert result.stderr.splitlines()[1] == "help: sizes have - between them: fwdprop new 3-4-2"
    assert (result.stdout, result.status) == ("", 2)


def test_the_help_of_a_command_may_be_asked_for_behind_it(fwdprop: Run) -> None:
    expected = fwdprop("run --help")
    assert fwdprop("run help") == fwdprop("help run") == expected
    assert expected.status == 0
