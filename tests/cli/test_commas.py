"""Commas of lists on the command line with nothing on one side."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run
from marked_lines import marked_line

RUN = "run networks/transactions.yaml"
CHECK = "check networks/transactions.yaml -i 2 3"
BETWEEN = "there is nothing between two commas"
FRONT = "there is nothing in front of the first comma"
BEHIND = "there is nothing behind the last comma"
HELP = "leave the comma out, or write what is missing"


@pytest.mark.parametrize(
    ("words", "option", "value", "message", "mark"),
    [
        (RUN, "--input", "1,,2", BETWEEN, " ^^"),
        (RUN, "--input", "1, ,2", BETWEEN, " ^^^"),
        (RUN, "--input", "1,,,2", BETWEEN, " ^^"),
        (RUN, "--input", ",1 2", FRONT, "^"),
        (RUN, "--input", "1 2,", BEHIND, "   ^"),
        (RUN, "--input", "1,2 ,", BEHIND, "    ^"),
        (RUN, "--input", "1,,2,3", BETWEEN, " ^^"),
        (RUN, "--input", "children=1,,accounts=2", BETWEEN, " " * 10 + "^^"),
        ("trace networks/transactions.yaml", "--input", "1,,2", BETWEEN, " ^^"),
        (CHECK, "--expect", "9,", BEHIND, " ^"),
        (CHECK, "--expect", "node_0=5,,node_1=1", BETWEEN, " " * 8 + "^^"),
        ("activations relu", "--at", "1,,2", BETWEEN, " ^^"),
        ("activations elu", "--set", "alpha=1,,", BEHIND, " " * 7 + "^"),
        ("activations threshold", "--set", "threshold=1, ,value=2", BETWEEN, " " * 11 + "^^^"),
        (f"{RUN} -i 2 3", "--layers", "hidden,,output", BETWEEN, " " * 6 + "^^"),
        (f"{RUN} -i 2 3", "--layers", ",output", FRONT, "^"),
        ("show networks/transactions.yaml", "--layers", "hidden, ", BEHIND, "      ^"),
        ("trace networks/transactions.yaml -i 2 3", "--layers", ",hidden", FRONT, "^"),
        (f"{RUN} --data -", "--keep", "id,,date", BETWEEN, "  ^^"),
        (f"{RUN} --data -", "--keep", "id,", BEHIND, "  ^"),
        (f"{RUN} --data -", "--keep", '"a,,b",,c', BETWEEN, " " * 6 + "^^"),
        (f"{RUN} --data -", "--columns", "children=a,,accounts=b", BETWEEN, " " * 10 + "^^"),
        (f"{RUN} --data -", "--columns", ",children=a", FRONT, "^"),
    ],
)
def test_nothing_beside_a_comma_is_marked(
    fwdprop: Run, words: str, option: str, value: str, message: str, mark: str
) -> None:
    result = fwdprop(*words.split(), option, value, stdin="")
    shown = value.rstrip()  # as every marked line
    fault = marked_line(message, shown, mark, HELP, file=option)
    assert (result.stderr, result.stdout, result.status) == (fault, "", 2)


def test_each_such_place_is_marked_in_the_value_that_it_stands_in(fwdprop: Run) -> None:
    result = fwdprop(*RUN.split(), "-i", "2", "3", "-i", "1,,2,")
    assert result.stderr == marked_line(
        BETWEEN, "1,,2,", " ^^", HELP, file="--input", line=2
    ) + marked_line(BEHIND, "1,,2,", "    ^", HELP, file="--input", line=2)


@pytest.mark.parametrize(
    ("option", "message", "help"),
    [
        ("--keep", "there is no name behind --keep", ""),
        ("--columns", "there is no name behind --columns", ""),
        ("--layers", "there is no layer behind --layers", "help: the layers are hidden, output\n"),
    ],
)
@pytest.mark.parametrize("value", ["", " ", ",", " , "])
def test_a_list_of_nothing_names_nothing(
    fwdprop: Run, option: str, value: str, message: str, help: str
) -> None:
    result = fwdprop(*RUN.split(), "--data", "-", option, value, stdin="children,accounts\n2,3\n")
    assert (result.stderr, result.status) == (f"error: {message}\n{help}", 2)


def test_commas_within_names_are_part_of_them(fwdprop: Run, tmp_path: Path) -> None:
    net = tmp_path / "net.yaml"
    net.write_text('inputs: ["x,,y", b]\nlayers: [{nodes: {n: [1, 10]}}]\n')
    result = fwdprop("run", str(net), "-i", "x,,y=2,b=1")
    assert (result.stdout, result.stderr) == ("n\n12\n", "")
    result = fwdprop("run", str(net), "--columns", '"x,,y"=",a"', stdin='",a",b\n2,1\n')
    assert (result.stdout, result.stderr) == ("n\n12\n", "")
