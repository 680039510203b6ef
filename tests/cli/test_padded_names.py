"""Names with spaces at their ends: the exact name first, then the one without these spaces."""

from __future__ import annotations

import io
from collections.abc import Callable
from json import dumps
from pathlib import Path
from zipfile import ZipFile

import pytest
from command_line import Run
from marked_lines import marked_line

NET = """\
inputs: [" a", b]
layers:
- name: " hidden"
  nodes:
    " h": {weights: {a: 1, b: 1}}
    k: {weights: {" a": 1, " b": 2}}
- name: output
  nodes: {y: {weights: {h: 1, " hidden.k": 1}}}
examples:
- input: {a: 1, " b": 2}
  hidden: {"h ": 3}
  output: {" y": 8}
"""
BOTH = "inputs: [' a', a, b]\nlayers: [{nodes: {y: [1, 10, 100], ' y': [1, 0, 0]}}]\n"

pytestmark = pytest.mark.usefixtures("nets")


@pytest.fixture
def nets(folder: Path) -> None:
    """The networks `net.yaml`, with padded names, and `both.yaml`, with the same without spaces."""
    (folder / "net.yaml").write_text(NET)
    (folder / "both.yaml").write_text(BOTH)


@pytest.mark.parametrize(
    ("words", "stdout"),
    [
        (["run", "-i", " a=1", "b=2", "--layers", "output"], "y\n8\n"),
        (["run", "-i", "a=1", " b =2", "--layers", " output "], "y\n8\n"),
        (["run", "-i", " a = 1, b = 2", "--layers", "output"], "y\n8\n"),
        (["run", "-i", "1", "2", "--layers", "hidden"], " hidden. h, hidden.k\n3,5\n"),
        (
            ["run", "-i", "1", "2", "--layers", "output, hidden"],
            "output.y, hidden. h, hidden.k\n8,3,5\n",
        ),
        (["run", "-i", "1", "2", "--layers", " all"], " hidden. h, hidden.k,output.y\n3,5,8\n"),
        (["trace", "-i", "1", "2", "--node", "h"], " h = 1· a + 1·b = 1·1 + 1·2 = 3\n"),
        (["trace", "-i", "1", "2", "--node", " h"], " h = 1· a + 1·b = 1·1 + 1·2 = 3\n"),
        (["trace", "-i", "1", "2", "--node", "hidden.h"], " h = 1· a + 1·b = 1·1 + 1·2 = 3\n"),
        (["check"], "net.yaml: 1 example holds, within 1e-09 relative\n"),
        (
            ["check", "-i", "1", "2", "--expect", "h=3", " k=5"],
            "net.yaml: 1 answer holds, within 1e-09 relative\n",
        ),
        (
            ["check", "-i", "1", "2", "--expect", " hidden.h=3"],
            "net.yaml: 1 answer holds, within 1e-09 relative\n",
        ),
    ],
)
def test_every_option_finds_them(fwdprop: Run, words: list[str], stdout: str) -> None:
    result = fwdprop(words[0], "net.yaml", *words[1:])
    assert (result.stderr, result.stdout, result.status) == ("", stdout, 0)


def test_the_exact_name_comes_first(fwdprop: Run) -> None:
    line = ["run", "both.yaml", "--layers", "output", "-i"]
    for words in ([" a=1", "a=2", "b=3"], ["a=2", " a=1", "b=3"], [" a=1,a=2,b=3"]):
        assert fwdprop(*line, *words).stdout == "y, y\n321,1\n"
    # Between two items one space or comma is no part of the name, and another one is.
    assert fwdprop(*line, "b=3 a=2  a=1").stdout == "y, y\n321,1\n"
    assert fwdprop(*line, "b=3,a=2, a=1").stdout == "y, y\n321,1\n"
    check = ["check", "both.yaml", "-i", "1", "2", "3", "--expect"]
    assert (
        fwdprop(*check, "y=321", " y=1").stdout
        == "both.yaml: 1 answer holds, within 1e-09 relative\n"
    )
    result = fwdprop(*check, "y=321", "y =321")
    assert result.stderr.startswith("error: node 'y' is given twice\n")


def csv(header: list[str], row: list[int]) -> tuple[str, bytes]:
    line = ",".join('"' + name.replace('"', '""') + '"' for name in header)
    return "csv", f"{line}\n{','.join(map(str, row))}\n".encode()


def tsv(header: list[str], row: list[int]) -> tuple[str, bytes]:
    lines = ("\t".join(header), "\t".join(map(str, row)))
    return "tsv", f"{lines[0]}\n{lines[1]}\n".encode()


def jsonl(header: list[str], row: list[int]) -> tuple[str, bytes]:
    return "jsonl", f"{dumps(dict(zip(header, row, strict=True)))}\n".encode()


def json(header: list[str], row: list[int]) -> tuple[str, bytes]:
    return "json", b"[" + jsonl(header, row)[1] + b"]"


def parquet(header: list[str], row: list[int]) -> tuple[str, bytes]:
    pyarrow = pytest.importorskip("pyarrow")
    written = io.BytesIO()
    table = pyarrow.Table.from_arrays([pyarrow.array([cell]) for cell in row], names=header)
    pytest.importorskip("pyarrow.parquet").write_table(table, written)
    return "parquet", written.getvalue()


def arrow(header: list[str], row: list[int]) -> tuple[str, bytes]:
    pyarrow = pytest.importorskip("pyarrow")
    batch = pyarrow.RecordBatch.from_arrays([pyarrow.array([cell]) for cell in row], names=header)
    written = io.BytesIO()
    with pyarrow.ipc.new_file(written, batch.schema) as writer:
        writer.write_batch(batch)
    return "arrow", written.getvalue()


Write = Callable[[list[str], list[int]], tuple[str, bytes]]


@pytest.mark.parametrize("write", [csv, tsv, jsonl, json, parquet, arrow])
@pytest.mark.parametrize(
    ("net", "header", "words", "stdout"),
    [
        ("net", [" a", "b"], [], "y\n8\n"),
        ("net", ["a", "b "], [], "y\n8\n"),
        ("net", ["  a ", "b"], [], "y\n8\n"),
        # Several columns: the exact one.
        ("both", ["a", "b", " a"], [], "y, y\n213,3\n"),
        ("both", [" a", "a", "b"], [], "y, y\n321,1\n"),
        ("net", ["a", "b", " a"], [], "y\n12\n"),
        ("net", ["A ", "b"], ["--columns", "a=A"], "y\n8\n"),
        ("net", ["A ", "b"], ["--columns", ' a = "A "'], "y\n8\n"),
        ("net", ["x ", "b", " x"], ["--columns", 'a=" x"'], "y\n12\n"),
        ("net", [" a", "b", " id"], ["--keep", "id"], " id,y\n3,8\n"),
        ("net", [" a", "b", "id "], ["--keep", " a, id"], " a,id ,y\n1,3,8\n"),
        ("net", [" a", "b", "a"], ["--keep", "a"], "a,y\n3,8\n"),
        ("net", [" a", "b", "a"], ["--keep", " a,a , b"], " a,a,b,y\n1,3,2,8\n"),
        ("net", [" a", "b", "a"], ["--keep", "all"], " a,b,a,y\n1,2,3,8\n"),
        ("net", [" a", "b", ""], ["--keep", '""'], ",y\n3,8\n"),
        ("net", [" a", "b", "all"], ["--keep", '"all"'], "all,y\n3,8\n"),
        ("net", [" a", "b", 'x,=" '], ["--keep", '"x,="" "'], '"x,="" ",y\n3,8\n'),
    ],
)
def test_every_format_finds_them(
    fwdprop: Run, write: Write, net: str, header: list[str], words: list[str], stdout: str
) -> None:
    form, data = write(header, [1, 2, 3][: len(header)])
    line = ["run", f"{net}.yaml", "--data", "-", "--from", form, "--format", "csv", *words]
    result = fwdprop(*line, stdin=data)
    assert (result.stderr, result.stdout, result.status) == ("", stdout, 0)


@pytest.mark.parametrize(
    ("words", "name", "help", "mended"),
    [
        ([], "a", """--columns '" a"="  a"'""", ["--columns", '" a"="  a"']),
        (["--columns", "a=a"], "a", """--columns '" a"="  a"'""", ["--columns", '" a"="  a"']),
        (
            ["--columns", 'a="a "', "--keep", "a"],
            "a",
            """--keep '"  a"'""",
            ["--columns", 'a="a "', "--keep", '"  a"'],
        ),
    ],
)
def test_one_of_several_alike_is_asked_for_and_can_be_said(
    fwdprop: Run, words: list[str], name: str, help: str, mended: list[str]
) -> None:
    head = '"  a","a ",b'
    stdin = f"{head}\n1,3,2\n"
    line = ["run", "net.yaml", "--data", "-"]
    result = fwdprop(*line, *words, stdin=stdin)
    message = f"'{name}' is ambiguous: it may mean column '  a' or 'a '"
    mark = "^" * len(head)
    assert result.stderr == marked_line(message, head, mark, f"{help} says that it is the first")
    result = fwdprop(*line, *mended, stdin=stdin)
    assert (result.stderr, result.status) == ("", 0)


def test_two_inputs_do_not_read_one_column_for_its_spaces(fwdprop: Run) -> None:
    result = fwdprop("run both.yaml --data -", stdin="a,b\n1,2\n")
    assert result.stderr == marked_line(
        "there is no column ' a'",
        "a,b",
        "^^^",
        """did you mean a? there are a, b; --columns '" a"=a' says so""",
    )
    said = fwdprop("run", "both.yaml", "--data", "-", "--columns", '" a"=a', stdin="a,b\n1,2\n")
    assert (said.stderr, said.stdout) == ("", "y, y\n211,1\n")


def test_files_that_differ_in_such_spaces_are_read_together(fwdprop: Run, folder: Path) -> None:
    (folder / "1.csv").write_text("a,b,id\n1,2,x\n")
    (folder / "2.csv").write_text("a , b, id\n1,2,y\n")
    result = fwdprop("run net.yaml --data 1.csv 2.csv --keep id")
    assert (result.stderr, result.stdout) == ("", "id,y\nx,8\ny,8\n")
    (folder / "3.csv").write_text('a,b,"id"," id"\n1,2,x,y\n')
    (folder / "4.csv").write_text('a,b," id","id"\n1,2,x,y\n')
    result = fwdprop("run net.yaml --data 3.csv 4.csv --keep all")
    assert result.stderr.startswith("error: 4.csv has other columns than 3.csv: ")


def test_messages_show_the_spaces(fwdprop: Run) -> None:
    result = fwdprop("run net.yaml --data -", stdin=" a,b\nx,2\n")
    assert result.stderr == marked_line("column ' a': 'x' is not a number", "x,2", "^", line=2)
    result = fwdprop("run net.yaml --data -", stdin=" a,b\n,2\n")
    assert result.stderr.startswith("error: column ' a': the cell is empty\n")
    result = fwdprop("run net.yaml -i c=1 b=2")
    assert result.stderr.endswith("help: the inputs are ' a', b\n")
    result = fwdprop("run net.yaml -i 1 2 --layers hiden")
    assert result.stderr.endswith("help: did you mean ' hidden'?\n")


def test_two_names_of_one_node_are_refused_in_a_network_file(fwdprop: Run, folder: Path) -> None:
    text = NET.replace('"h ": 3', '"h ": 3, h: 4').replace('{a: 1, " b"', '{a: 1, " a": 2, " b"')
    (folder / "net.yaml").write_text(text)
    result = fwdprop("check net.yaml")
    first = marked_line(
        "' a' and 'a' are the same input",
        '- input: {a: 1, " a": 2, " b": 2}',
        " " * 16 + "^^^^",
        "keep one of the two",
        file="net.yaml",
        line=10,
    )
    second = marked_line(
        "'h' and 'h ' are the same node",
        '  hidden: {"h ": 3, h: 4}',
        " " * 20 + "^",
        "keep one of the two",
        file="net.yaml",
        line=11,
    )
    assert (result.stderr, result.status) == (first + second, 2)


def test_arrays_and_mappings_of_python_are_found_so_too(fwdprop: Run, folder: Path) -> None:
    import numpy as np

    import fwdprop as package

    np.savez(folder / "plain.npz", w=np.array([[2.0]]))
    with ZipFile(folder / "plain.npz") as plain, ZipFile(folder / "w.npz", "w") as padded:
        padded.writestr(" w.npy", plain.read("w.npy"))
    text = "inputs: [a]\nlayers: [{weights: {file: w.npz, array: w}}]\n"
    (folder / "file.yaml").write_text(text)
    assert fwdprop("run file.yaml -i 3 --format values").stdout == "6\n"
    net = package.load("net.yaml")
    assert net({"a": 1, " b ": 2}).tolist() == [8]
    with pytest.raises(package.errors.InputError, match="input ' a' is given twice"):
        net({"a": 1, " a": 1, "b": 2})
    assert net.run([1, 2])["hidden"].tolist() == [[3, 5]]
