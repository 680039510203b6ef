"""`true` and `false` in rows of text are 1 and 0, whichever reader reads them."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

from fwdprop.tables.delimited import fast
from fwdprop.tables.json import fast as fast_json

NET = "inputs: [a, b]\nlayers: [{activation: identity, nodes: {y: [10, 1]}}]\n"
WAYS = ("numpy", "pyarrow", "exact")


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, folder: Path) -> str:
    """The way that rows are read, however few they are."""
    (folder / "net.yaml").write_text(NET)
    if request.param == "pyarrow":
        pytest.importorskip("pyarrow")
    for module in (fast, fast_json):
        monkeypatch.setattr(module, "WORTH_IT", 0)
        monkeypatch.setattr(module, "has_pyarrow", lambda: request.param == "pyarrow")
    if request.param == "exact":
        for name in ("delimited", "json"):
            path = f"fwdprop.tables.{name}.reader.read_fast"
            monkeypatch.setattr(path, lambda part, layout: None)
    return str(request.param)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(
    ("options", "stdin", "numbers"),
    [
        ("", "a,b\ntrue,FALSE\nTrue,2\n0,tRUE\n", [10, 12, 1]),
        ("", "a,b\r\ntrue,FALSE\r\n\r\nTrue,2\r\n", [10, 12]),
        ("", 'a,b\n"true",false\n" TRUE ", 3\n', [10, 13]),
        ("--from tsv", "a\tb\nFalse\ttrue\n", [1]),
        ("--delimiter ;", "a;b\ntrue;5\n", [15]),
        ("--no-header", "true,false\n1,1\n", [10, 11]),
        ("--missing 7", "a,b\ntrue,\nNA,false\n", [17, 70]),
        ("--dtype float32", "a,b\ntrue,false\n", [10]),
        ("--from jsonl", '{"a": true, "b": false}\n{"a": 1, "b": true}\n', [10, 11]),
        ("--from jsonl", "[true, 2]\n[0.5, false]\n", [12, 5]),
        ("--from json", '[{"a": false, "b": true}, {"a": 2, "b": 3}]', [1, 23]),
        ("--from jsonl --missing 4", '{"a": true, "b": null}\n{"a": 1, "b": 2}\n', [14, 12]),
    ],
)
def test_true_and_false_are_1_and_0(
    fwdprop: Run, options: str, stdin: str, numbers: list[int]
) -> None:
    result = fwdprop(f"run net.yaml --data - --format values {options}", stdin=stdin)
    assert (result.stdout.split(), result.stderr) == (list(map(str, numbers)), "")


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_what_is_kept_stays_as_it_was(fwdprop: Run, form: str) -> None:
    stdin = {"csv": "a,b\nTRUE,2\n", "jsonl": '{"a": true, "b": 2}\n'}[form]
    line = f"run net.yaml --data - --from {form} --keep a --format csv"
    kept = {"csv": "TRUE", "jsonl": "true"}[form]
    assert fwdprop(line, stdin=stdin).stdout == f"a,y\n{kept},12\n"


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("delimiter", ["e", "1", "0", "T"])
def test_a_delimiter_may_be_a_letter_of_them(fwdprop: Run, delimiter: str) -> None:
    stdin = f"a{delimiter}b\n2{delimiter}true\n"
    result = fwdprop(f"run net.yaml --data - --delimiter {delimiter}", stdin=stdin)
    if delimiter in ("e", "T"):  # then they are two columns
        assert result.status == (2 if delimiter == "e" else 0)
    else:
        assert result.stdout.split() == ["y", "21"]


@pytest.mark.parametrize("cell", ["tru", "yes", "truefalse", "t", "true false", "nottrue"])
def test_nothing_else_is(way: str, fwdprop: Run, cell: str) -> None:
    result = fwdprop("run net.yaml --data -", stdin=f"a,b\n{cell},1\n")
    assert result.stderr.startswith(f"error: column a: '{cell}' is not a number\n")


def test_a_first_line_of_them_names_columns(way: str, fwdprop: Run) -> None:
    result = fwdprop("run net.yaml --data -", stdin="true,false\n1,2\n")
    assert result.stderr.endswith(
        "help: the first line is taken for names; where it is a row, say --no-header\n"
    )


def test_texts_in_json_are_none(fwdprop: Run, way: str) -> None:
    result = fwdprop("run net.yaml --data - --from jsonl", stdin='["true", 1]\n')
    assert result.stderr.startswith("error: column a: a text, expected a number\n")
    assert result.stderr.endswith("help: JSON has true and false without quotes\n")


def test_the_command_line_has_none(fwdprop: Run, way: str) -> None:
    assert fwdprop("run net.yaml -i true 1").status == 2
    assert fwdprop("run net.yaml --data - --missing true", stdin="1,2\n").status == 2


@pytest.mark.parametrize(("cell", "status"), [("TRUE", 0), ("false", 1), ("yes", 1)])
def test_expected_columns_have_them_too(fwdprop: Run, way: str, cell: str, status: int) -> None:
    result = fwdprop("check net.yaml --data -", stdin=f"a,b,y\n0,true,{cell}\n")
    assert result.status == status or (cell == "yes" and result.status == 2)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("cell", ["", "NA", "na", "<NA>", "#N/A", "#DIV/0!", "."])
@pytest.mark.parametrize("keep", ["", "--keep b"])
def test_what_stands_for_a_missing_value(fwdprop: Run, cell: str, keep: str) -> None:
    line = f"run net.yaml --data - --format csv {keep}"
    for stdin in (f"a,b\n{cell},2\n", f'a,b\n"{cell}",2\n', f"a,b\n {cell} ,2\n"):
        result = fwdprop(f"{line} --missing 3", stdin=stdin)
        assert (result.stdout.splitlines()[-1].split(",")[-1], result.stderr) == ("32", "")
    jsonl = f'{{"a": "{cell}", "b": 2}}\n'
    assert fwdprop(f"{line} --from jsonl --missing 3", stdin=jsonl).stdout.endswith("32\n")
    result = fwdprop(line, stdin=f"a,b\n{cell},2\n")
    found = "the cell is empty" if not cell else f"{cell} is a missing value"
    if cell and not cell.isalnum():
        found = f"'{cell}' is a missing value"
    assert result.stderr.startswith(f"error: column a: {found}\n")
    assert result.stderr.endswith("help: --missing nan or --missing 0 says what to take for it\n")


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("blank", ["", "\n", "\n\n"])
def test_columns_beside_them_are_kept_in_their_rows(fwdprop: Run, blank: str) -> None:
    stdin = f"n,a,m,b\np,true,é,1\n{blank}q, TRUE,false,2\n{blank}true,0,,false\nx\n"
    result = fwdprop("run net.yaml --data - --keep n,m --format csv", stdin=stdin)
    assert result.stdout == "n,m,y\np,é,11\nq,false,12\ntrue,,0\n"
    line = 5 + 2 * len(blank)
    assert f" --> <stdin>:{line}:1\n" in result.stderr


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("missing", ["", "--missing 5"])
def test_a_column_of_them_may_have_blank_lines(fwdprop: Run, folder: Path, missing: str) -> None:
    (folder / "net.yaml").write_text("inputs: [a]\nlayers: [{nodes: {y: [1]}}]\n")
    line = f"run net.yaml --data - --keep a --format csv {missing}"
    result = fwdprop(line, stdin="a\ntrue\n\nfalse\n")
    rows = "true,1\n,5\nfalse,0\n" if missing else "true,1\n"
    assert result.stdout == f"a,y\n{rows}"
