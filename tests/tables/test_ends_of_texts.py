"""What stands behind the last row and is none: a Ctrl-Z, a line of spaces."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

TWO = {
    "csv": "a,b\n1,2\n3,4",
    "tsv": "a\tb\n1\t2\n3\t4",
    "jsonl": "[1, 2]\n[3, 4]",
    "json": "[[1, 2],\n[3, 4]]",
}
ONE = {"csv": "a\n1\n3", "jsonl": "[1]\n[3]"}


@pytest.fixture(params=[1, 2, 5, 1 << 20])
def net(folder: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Networks of one input and of two, whose rows come in chunks of some bytes."""
    for name in ("CHUNK", "CHUNK_OF_NUMPY"):
        monkeypatch.setattr(f"fwdprop.tables.source.{name}", request.param)
    (folder / "1.yaml").write_text("inputs: [a]\nlayers: [{nodes: {y: [2]}}]\n")
    (folder / "2.yaml").write_text("inputs: [a, b]\nlayers: [{nodes: {y: [2, 0]}}]\n")


@pytest.mark.usefixtures("net")
@pytest.mark.parametrize("end", ["\x1a", "\n\x1a", "\r\n\x1a", "\n\x1a\n", "\n\x1a\r\n"])
@pytest.mark.parametrize(("inputs", "form"), [*((2, f) for f in TWO), *((1, f) for f in ONE)])
def test_a_ctrl_z_ends_a_text(fwdprop: Run, inputs: int, form: str, end: str) -> None:
    stdin = (TWO if inputs == 2 else ONE)[form] + end
    result = fwdprop(f"run {inputs}.yaml --data - --from {form} --format values", stdin=stdin)
    assert (result.stdout, result.stderr) == ("2\n6\n", "")


@pytest.mark.usefixtures("net")
@pytest.mark.parametrize("option", ["", "--keep all"])
@pytest.mark.parametrize("end", ["\n  ", "\n   \n", "\r\n \r\n\r\n", "\n \n\n  \n\x1a"])
@pytest.mark.parametrize(("inputs", "form"), [(2, "csv"), (2, "tsv"), (2, "jsonl"), (1, "csv")])
def test_a_last_line_of_spaces_is_no_row(
    fwdprop: Run, inputs: int, form: str, end: str, option: str
) -> None:
    stdin = (TWO if inputs == 2 else ONE)[form] + end
    line = f"run {inputs}.yaml --data - --from {form} --format csv {option}"
    result = fwdprop(line, stdin=stdin)
    assert [row.split(",")[-1] for row in result.stdout.splitlines()] == ["y", "2", "6"]
    assert (result.stderr, result.status) == ("", 0)


@pytest.mark.usefixtures("net")
def test_spaces_that_are_delimiters_are_fields(fwdprop: Run) -> None:
    for option, space in (("--delimiter space", " "), ("--from tsv", "\t")):
        stdin = f"a{space}b\n1{space}2\n{space}\n"
        result = fwdprop(f"run 2.yaml --data - --format csv {option}", stdin=stdin)
        assert result.stderr.startswith("error: column a: the cell is empty\n")
        result = fwdprop(f"run 2.yaml --data - --format csv {option} --missing 7", stdin=stdin)
        assert (result.stdout, result.stderr) == ("y\n2\n14\n", "")


@pytest.mark.usefixtures("net")
@pytest.mark.parametrize("stdin", ["a,b\n1,2\n\x1a\n3,4\n", "a,b\n1,\x1a\n3,4\n"])
def test_a_ctrl_z_between_rows_is_refused(fwdprop: Run, stdin: str) -> None:
    result = fwdprop("run 2.yaml --data - --format csv", stdin=stdin)
    assert "\\x1a" in result.stderr
    assert result.status == 2


@pytest.mark.usefixtures("net")
def test_a_file_of_a_ctrl_z_is_empty(fwdprop: Run) -> None:
    for form in TWO:
        result = fwdprop(f"run 2.yaml --data - --from {form}", stdin="\x1a")
        assert result.stderr.startswith("error: <stdin> is empty\n")
