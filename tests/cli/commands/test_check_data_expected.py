"""What rows say is expected: in which columns, how exactly, and what is no number."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from command_line import NETWORKS, Run
from xor_rows import FIFTH, ROWS, XOR

from fwdprop import load


def test_without_names_the_outputs_follow_the_inputs(fwdprop: Run, tmp_path: Path) -> None:
    result = fwdprop(XOR, stdin="0,1,1\n1,1,0\n0,0,3\n")
    assert result.stdout == (
        f"networks/xor.yaml: 1 of 3 rows does not hold\n  row 3: x1 = 0, x2 = 0\n{FIFTH}"
    )
    result = fwdprop(XOR, stdin="0,1\n1,1\n")
    assert result.stderr == (
        "error: 2 columns, expected 3, one for each input and then one for each output; "
        "without a header columns go by their position\n"
        " --> <stdin>:1:1\n  |\n1 | 0,1\n  | ^^^\nhelp: the columns are x1, x2, then y\n"
    )


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_an_array_of_numpy_is_as_exact_as_its_type(
    fwdprop: Run, tmp_path: Path, dtype: str
) -> None:
    x = np.random.default_rng(1).normal(size=(50, 4))
    y = load(NETWORKS / "iris.yaml").forward(x)
    y[7, 0] += 1e-4
    rows = np.concatenate([x.astype(dtype), y], axis=1).astype(dtype)
    np.save(tmp_path / "rows.npy", rows)
    result = fwdprop(f"check networks/iris.yaml --data {tmp_path / 'rows.npy'}")
    first = "networks/iris.yaml: 1 of 50 rows does not hold\n  row 8: "
    assert result.stdout.startswith(first)


def test_a_column_of_a_parquet_file_is_as_exact_as_its_type(fwdprop: Run, tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    (tmp_path / "net.yaml").write_text("inputs: [a]\nlayers: [{nodes: {y: [0.3]}}]")
    for name, values, kind, held in (
        ("double", [0.3, 0.6], "float64", 2),
        ("double_off", [0.3, 0.60000001], "float64", 1),
        ("single", [0.3, 0.6], "float32", 2),
        ("single_off", [0.3, 0.6001], "float32", 1),
        ("missing", [None, 0.6], "float64", 1),
        ("text", [None, "0.6"], "string", 1),
        ("text_off", ["", "0.59"], "string", 0),
    ):
        rows = pyarrow.table({"a": [1.0, 2.0], "y": pyarrow.array(values, kind)})
        parquet.write_table(rows, tmp_path / f"{name}.parquet")
        words = f"--data {tmp_path / name}.parquet --format csv"
        table = fwdprop(f"check {tmp_path / 'net.yaml'} {words}").stdout
        assert (name, table.count(",true,")) == (name, held)


def test_a_name_is_the_input_unless_the_file_says_the_layer(fwdprop: Run, tmp_path: Path) -> None:
    net = tmp_path / "net.yaml"
    net.write_text("inputs: [x]\nlayers: [{nodes: {x: [2]}}]")
    line = f"check {net} --data - --format csv"
    assert ",true," in fwdprop(line, stdin="x,output.x\n3,6\n").stdout
    result = fwdprop(line, stdin="x\n3\n")
    assert result.stderr.startswith("error: no column holds expected values\n")
    # The input is another column, and x is free to be the output.
    assert ",true," in fwdprop(f"{line} --columns x=in", stdin="x,in\n6,3\n").stdout


def test_columns_that_hold_no_expected_values_are_an_error(fwdprop: Run) -> None:
    result = fwdprop(XOR, stdin="x1,x2,z\n0,1,1\n")
    assert result.stderr == (
        "error: no column holds expected values\n"
        " --> <stdin>:1:1\n  |\n1 | x1,x2,z\n  | ^^^^^^^\n"
        "help: call a column like an output, or layer.node: the outputs are y; "
        "there are x1, x2, z\n"
    )
    result = fwdprop(XOR, stdin="x1,x2,y,output.y\n0,1,1,1\n")
    assert result.stderr == (
        "error: columns y and output.y hold the values of one node\n"
        " --> <stdin>:1:1\n  |\n1 | x1,x2,y,output.y\n  | ^^^^^^^^^^^^^^^^\n"
        "help: leave one of them out of the file\n"
    )
    assert result.status == 2


NO_NUMBER = """\
error: column y: 'one' is not a number
 --> <stdin>:4:7
  |
4 | c,0,1,one,1
  |       ^^^
help: an expected value is a number, or nothing
"""


@pytest.mark.parametrize("form", ["text", "csv"])
def test_an_expected_text_that_is_no_number_is_a_bad_row(fwdprop: Run, form: str) -> None:
    stdin = ROWS.replace("0.7", "one")
    result = fwdprop(f"{XOR} --format {form}", stdin=stdin)
    assert (result.stderr, result.status) == (NO_NUMBER, 2)
    assert result.stdout.count(",true,output,") == (2 if form == "csv" else 0)
    result = fwdprop(f"{XOR} --format {form} --on-error skip", stdin=stdin)
    assert result.stderr == NO_NUMBER + "warning: 1 row was skipped; the results are incomplete\n"
    assert result.status == 1
    if form == "csv":
        assert result.stdout.count(",true,output,") == 2
    else:
        told = (
            "networks/xor.yaml: 1 of 3 rows does not hold; 1 without an expected value\n  row 5: "
        )
        assert result.stdout.startswith(told)


def test_bad_rows_of_both_kinds_are_counted_in_lines(fwdprop: Run) -> None:
    stdin = "x1,x2,y\n0,1,1\n0,one,1\n0,1,bad\n1\n0,1,worse\n0,1,1\n"
    result = fwdprop(f"{XOR} --on-error skip", stdin=stdin)
    assert result.stdout == "networks/xor.yaml: 2 rows hold, within 1e-09 relative\n"
    assert " --> <stdin>:3:3\n" in result.stderr
    assert "error: column y: 'bad' is not a number\n --> <stdin>:4:5\n" in result.stderr
    assert " --> <stdin>:5:1\n" in result.stderr
    assert "warning: 4 rows were skipped" in result.stderr
    assert result.status == 1


@pytest.mark.parametrize("word", ["nan", "inf", "-inf", "1e999"])
def test_a_value_that_is_not_finite_may_be_expected(
    fwdprop: Run, tmp_path: Path, word: str
) -> None:
    (tmp_path / "net.yaml").write_text("inputs: [a]\nlayers: [{nodes: {y: [1]}}]")
    result = fwdprop(f"check {tmp_path / 'net.yaml'} --data -", stdin=f"a,y\n1,1\n{word},{word}\n")
    assert result.stdout.endswith("net.yaml: 2 rows hold, within 1e-09 relative or exactly\n")
    found = word if word != "1e999" else "inf"
    assert result.stderr == (
        f"warning: {tmp_path / 'net.yaml'}, row 2: input a is {found}, "
        "the first value that is not finite\n"
    )


@pytest.mark.parametrize(
    ("form", "rows", "kept"),
    [
        (
            "csv",
            'x1,x2,y,note\n0,1,bad,"a\n"\n\n0,x,1,b\n0,1,1,c\n0,1,worse,d\n',
            "<stdin>:2\tcolumn y: 'bad' is not a number\t0,1,bad,\"a\n\"\n"
            "<stdin>:5\tcolumn x2: 'x' is not a number\t0,x,1,b\n"
            "<stdin>:7\tcolumn y: 'worse' is not a number\t0,1,worse,d\n",
        ),
        (
            "jsonl",
            '{"x1": 0, "x2": 1, "y": 1}\n{"x1": 0, "x2": 1, "y": "é"}\n\n[1]\n{"x1": 0}\n',
            "<stdin>:2\tcolumn y: 'é' is not a number\t"
            '{"x1": 0, "x2": 1, "y": "é"}\n'
            "<stdin>:4\tan array, expected an object as in the first row\t[1]\n"
            "<stdin>:5\tno value for 'x2'\t{\"x1\": 0}\n",
        ),
    ],
)
def test_rows_with_a_bad_expected_value_are_kept_as_they_were(
    fwdprop: Run, tmp_path: Path, form: str, rows: str, kept: str
) -> None:
    rejects = tmp_path / "rejects"
    result = fwdprop(f"{XOR} --from {form} --rejects {rejects}", stdin=rows)
    told = "networks/xor.yaml: 1 row holds, within 1e-09 relative\n"
    assert (result.stdout, result.status) == (told, 1)
    assert rejects.read_text() == kept


def test_what_float32_makes_of_numbers_is_told_of(fwdprop: Run) -> None:
    x = np.random.default_rng(1).uniform(1, 6, (50, 4)).round(1)
    network = load(NETWORKS / "iris.yaml", dtype="float32")
    header = ",".join([*network.inputs, *network.layers[-1].nodes])
    pairs = zip(x.tolist(), network.forward(x), strict=True)
    rows = "".join(f"{','.join(map(str, [*row, *y]))}\n" for row, y in pairs)
    line = "check networks/iris.yaml --data -"
    result = fwdprop(line, stdin=f"{header}\n{rows}")
    note = (
        "note: no value is further off than float32 makes it;"
        " compare with --dtype float32 or --tolerance 1e-06\n"
    )
    assert result.stderr.endswith(note)
    assert result.status == 1
    assert fwdprop(f"{line} --dtype float32", stdin=f"{header}\n{rows}").status == 0
    wrong = rows.replace("0.9", "0.8", 1)
    assert note not in fwdprop(line, stdin=f"{header}\n{wrong}").stderr
