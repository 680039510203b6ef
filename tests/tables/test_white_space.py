"""Megabytes of nothing between rows: read in flat memory, or refused where nobody writes them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from command_line import Result, Run
from steps import peak_bytes_of

MANY = 70_000_000
BLANK = 18_000_000
SPACE = "error: more than 8 MiB of white space\n"
HELP = "help: is this the file that was meant?\n"


@pytest.fixture
def net(folder: Path) -> Path:
    (folder / "one.yaml").write_text("inputs: [a]\nlayers: [{nodes: {y: [2]}}]\n")
    (folder / "two.yaml").write_text("inputs: [a, b]\nlayers: [{nodes: {y: [2, 1]}}]\n")
    return folder


def read(fwdprop: Run, line: str, content: bytes) -> tuple[Result, int]:
    """What came of reading the content, and the most bytes that were held for it."""
    found: list[Result] = []
    packed = gzip.compress(content, 1)
    del content
    peak = peak_bytes_of(lambda: found.append(fwdprop(f"run {line} --format csv", stdin=packed)))
    return found[0], peak


@pytest.mark.parametrize(
    ("before", "behind", "stdout", "place"),
    [
        (b"", b"[[1]]", "", " --> <stdin>:1:1\n"),
        (b"[[1],", b"[2]]", "y\n2\n", " --> <stdin>:1:6\n  |\n1 | [[1],\n  |      ^\n"),
        (b"[[1]", b",[2]]", "y\n2\n", " --> <stdin>:1:5\n  |\n1 | [[1]\n  |     ^\n"),
        (b"[[1]", b"]", "y\n2\n", " --> <stdin>:1:5\n  |\n1 | [[1]\n  |     ^\n"),
    ],
)
def test_an_array_with_that_much_white_space_is_refused_in_flat_memory(
    fwdprop: Run, net: Path, before: bytes, behind: bytes, stdout: str, place: str
) -> None:
    result, peak = read(fwdprop, "one.yaml --from json", before + b" " * MANY + behind)
    assert (result.stdout, result.status) == (stdout, 2)
    assert result.stderr.startswith(SPACE)
    assert result.stderr.endswith(HELP)
    assert peak < 50 << 20


def test_an_array_may_have_as_much_behind_it_as_there_is(fwdprop: Run, net: Path) -> None:
    result, peak = read(fwdprop, "one.yaml --from json", b"[[1],[2]]" + b"\n" * MANY)
    assert (result.stdout, result.stderr, result.status) == ("y\n2\n4\n", "", 0)
    assert peak < 20 << 20


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("one.yaml --from jsonl", b"[1]", b"[2]"),
        ("two.yaml", b"1,0", b"1,2"),
        ("two.yaml --missing 0", b"1,0", b"1,2"),
    ],
)
def test_blank_lines_take_no_memory_and_are_counted(
    fwdprop: Run, net: Path, line: str, first: bytes, last: bytes, end: bytes
) -> None:
    lines = BLANK // len(end)
    content = first + b"\n" + end * lines + last + b"\nx\n"
    result, peak = read(fwdprop, line, content)
    assert (result.stdout, result.status) == ("y\n2\n4\n", 2)
    assert f" --> <stdin>:{lines + 3}:1\n" in result.stderr
    assert peak < 120 << 20


@pytest.fixture
def byte_by_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CHUNK", "CHUNK_OF_NUMPY"):
        monkeypatch.setattr(f"fwdprop.tables.source.{name}", 1)


@pytest.mark.usefixtures("byte_by_byte")
@pytest.mark.parametrize("many", [64, 65])
@pytest.mark.parametrize(
    "text", ["[[1],@[2]]", "[[1]@,[2]]", "[[1],[2]@]", "[@[1],[2]]", "@[[1],[2]]"]
)
def test_an_array_may_have_white_space_up_to_a_limit(
    fwdprop: Run, net: Path, monkeypatch: pytest.MonkeyPatch, text: str, many: int
) -> None:
    monkeypatch.setattr("fwdprop.tables.json.array._MOST_SPACE", 64)
    # A comma beside it belongs to what is looked at.
    spaces = many - text.count(",@") - text.count("@,")
    content = text.replace("@", " " * spaces)
    result = fwdprop("run one.yaml --from json --format csv", stdin=content)
    if many == 64:
        assert (result.stdout, result.stderr, result.status) == ("y\n2\n4\n", "", 0)
    else:
        assert result.status == 2
        assert result.stderr.startswith("error: more than 0 MiB of white space\n")


@pytest.mark.usefixtures("byte_by_byte")
@pytest.mark.parametrize("many", [64, 65])
def test_blank_lines_between_rows_of_one_column_are_held_up_to_a_limit(
    fwdprop: Run, net: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr("fwdprop.tables.framing.MOST_BLANK", 64)
    result = fwdprop("run one.yaml --format csv", stdin="1\n" + "\n" * many)
    if many == 64:
        assert (result.stdout, result.stderr, result.status) == ("y\n2\n", "", 0)
        return
    message = (
        "error: <stdin> has more than 0 MiB of blank lines one after the other\n"
        "help: --missing nan or --missing 0 reads each as a row\n"
    )
    assert (result.stdout, result.stderr, result.status) == ("y\n2\n", message, 2)


@pytest.mark.usefixtures("byte_by_byte")
@pytest.mark.parametrize("longer", [0, 1])
@pytest.mark.parametrize(
    ("line", "before", "row", "behind"),
    [
        ("one.yaml", "a\n1\n", "2", "\n"),
        ("one.yaml --from jsonl", "[1]\n", "[2]", "\n"),
        ("one.yaml --from json", "[[1],", "[2]", "]"),
    ],
)
def test_a_row_may_be_as_long_as_the_limit(
    fwdprop: Run,
    net: Path,
    monkeypatch: pytest.MonkeyPatch,
    line: str,
    before: str,
    row: str,
    behind: str,
    longer: int,
) -> None:
    for name in ("framing", "json.array", "json.reader", "fallback"):
        monkeypatch.setattr(f"fwdprop.tables.{name}.LONGEST_ROW", 300)
    padding = " " * (300 - len(row) + longer)
    content = before + row[:1] + padding + row[1:] + behind
    result = fwdprop(f"run {line} --format csv", stdin=content)
    if not longer:
        assert (result.stdout, result.stderr, result.status) == ("y\n2\n4\n", "", 0)
        return
    assert (result.stdout, result.status) == ("y\n2\n", 2)
    assert "is longer than 0 MiB\n" in result.stderr
