"""What a message proposes, at the edge where it would propose something else."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

NET = "networks/transactions.yaml"


def marked(message: str, line: str, width: int, help: str | None) -> str:
    """The whole of an error that marks so many characters from the beginning of an --input."""
    text = f"error: {message}\n --> --input:1:1\n  |\n1 | {line}\n  | {'^' * width}\n"
    return text + (f"help: {help}\n" if help else "")


INPUTS = "the inputs are children, accounts"
POINTS = "are commas meant as decimal points? --input"


@pytest.mark.parametrize(
    ("words", "stderr"),
    [
        # A name without a number, with the next name behind it.
        (
            "children= accounts=2",
            marked("'children=' is not a number", "children= accounts=2", 9, None),
        ),
        # With points there are as many numbers as inputs; else a comma is something else.
        (
            "0,5 1,5",
            marked("4 numbers, expected 2, one for each input", "0,5 1,5", 7, f"{POINTS} 0.5 1.5"),
        ),
        (
            "0,5 1",
            marked("3 numbers, expected 2, one for each input", "0,5 1", 5, f"{POINTS} 0.5 1"),
        ),
        ("0,5 1,5 2", marked("5 numbers, expected 2, one for each input", "0,5 1,5 2", 9, INPUTS)),
        ("0 5 1 5", marked("4 numbers, expected 2, one for each input", "0 5 1 5", 7, INPUTS)),
    ],
)  # fmt: skip
def test_what_stands_behind_input(fwdprop: Run, words: str, stderr: str) -> None:
    # As words of the shell, and as one of them.
    for given in (words.split(), [words]):
        result = fwdprop("run", NET, "--input", *given)
        assert (result.stdout, result.stderr, result.status) == ("", stderr, 2)


ARRAY = "this looks like an array of rows in JSON: --from json"
LINES = "this looks like JSON, a row a line: --from jsonl"


@pytest.mark.parametrize(
    ("words", "stdin", "help"),
    [
        (
            "",
            "[[2,3],[1,4]]\n",
            ARRAY,
        ),
        (
            "",
            '{"children":2,"accounts":3}\n',
            LINES,
        ),
        ("--from jsonl", "[[2,3],[1,4]]\n", "an array of rows is read with --from json"),
        (
            "--from jsonl",
            "[\n[2,3]]\n",
            "an array of rows over several lines is read with --from json",
        ),
        (
            "--from jsonl",
            '{"children":2,\n"accounts":3}\n',
            "a row stands on one line, as jq -c writes it",
        ),
        (
            "--from json",
            '{"children":2,"accounts":3}\n',
            "JSON lines are read with --from jsonl; an array in an object is taken out by jq",
        ),
    ],
)  # fmt: skip
def test_the_other_way_to_write_json_is_named(
    fwdprop: Run, words: str, stdin: str, help: str
) -> None:
    result = fwdprop(f"run {NET} {words}", stdin=stdin)
    assert (result.stdout, result.status) == ("", 2)
    assert result.stderr.endswith(f"help: {help}\n")


@pytest.mark.parametrize(
    ("files", "typed", "near"),
    [
        (["net_a.yaml", "net_b.yaml"], "net_aa.yaml", "net_a.yaml"),
        (["net_a.yaml", "net_b.yaml"], "net_bb.yaml", "net_b.yaml"),
        (["digit.yaml", "digits.yaml"], "digitss.yaml", "digits.yaml"),
        (["digit.yaml", "digits.yaml"], "digi.yaml", "digit.yaml"),
        (["net.json", "other.yaml"], "net.yaml", "net.json"),
        (["Net.yaml", "nets.yaml"], "net.yaml", "Net.yaml"),
        (["unlike.yaml"], "net.yaml", None),
    ],
)
def test_of_two_files_the_nearer_one_is_proposed(
    fwdprop: Run, folder: Path, files: list[str], typed: str, near: str | None
) -> None:
    for name in files:
        (folder / name).write_text("inputs: 1\nlayers: [{nodes: {y: [1]}}]\n")
    result = fwdprop(f"run {typed} -i 1")
    help = "" if near is None else f"help: did you mean {near}?\n"
    assert result.stderr == f"error: there is no file {typed}\n{help}"
    assert (result.stdout, result.status) == ("", 2)


@pytest.mark.parametrize("form", ["csv", "jsonl", "npy"])
@pytest.mark.parametrize(
    ("name", "holds"),
    [("out.npz", "weights"), ("out.safetensors", "weights"), ("out.yaml", "a network")],
)
@pytest.mark.parametrize("rows", [("-i", "2", "3"), ("--data", "-")])
def test_results_are_not_written_under_another_ending(
    fwdprop: Run, folder: Path, form: str, name: str, holds: str, rows: tuple[str, ...]
) -> None:
    (folder / "net.yaml").write_text("inputs: 2\nlayers: [{nodes: {y: [1, 1]}}]\n")
    result = fwdprop("run", "net.yaml", *rows, "-o", name, "--format", form, stdin="1,2\n")
    message = (
        f"error: -o {name} has the ending of a file with {holds}\n"
        "help: name a file with another ending\n"
    )
    assert (result.stdout, result.stderr, result.status) == ("", message, 2)
    assert [path.name for path in folder.iterdir()] == ["net.yaml"]


@pytest.mark.parametrize("inputs", [100, 101])
def test_a_command_to_type_has_at_most_a_hundred_numbers(
    fwdprop: Run, folder: Path, inputs: int
) -> None:
    (folder / "net.yaml").write_text(
        f"inputs: {inputs}\nlayers: [{{nodes: {{y: {[1] * inputs}}}}}]\n"
    )
    result = fwdprop("trace net.yaml")
    ones = " ".join(["1"] * inputs)
    typed = f"fwdprop trace net.yaml --input {ones}"
    help = typed if inputs == 100 else "give 101 numbers behind --input"
    assert result.stderr.endswith(f"help: {help}\n")


@pytest.mark.parametrize("count", [10, 11])
def test_of_many_wrong_names_ten_are_shown(fwdprop: Run, count: int) -> None:
    words = [f"childre{letter}=1" for letter in "abcdefghijk"[:count]]
    result = fwdprop("run", NET, "--input", *words)
    assert result.stderr.count("error: ") == 10
    assert result.stderr.count("did you mean children?") == 10
    assert ("1 more" in result.stderr) == (count == 11)
