"""`fwdprop check --data`: a network against files of rows with what is expected of them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import numpy as np
import pytest
from conftest import NETWORKS, Run

from fwdprop import load

XOR = "check networks/xor.yaml --data -"
HEADER = "file,example,held,layer,node,expected,found,difference,tolerance,explanation,untried\n"
# The third is 1, the fifth 0.
ROWS = """\
note,x2,x1,y,hidden.h1
a,1,0,1,1
b,1,1,0,2
c,0,1,0.7,1
d,0,0,,NA
e,0,0,3,0
"""
THIRD = """\
  row 3: x1 = 1, x2 = 0
    layer output, node y
      expected    0.7
      found       1
      difference  0.3
      tolerance   0.1
    y = 1·h1 - 2·h2 = 1·1 - 2·0 = 1
    0.7 is what you get when sigmoid is used in layer output in place of identity
    0.7 is what you get when tanh is used in layer output in place of identity
"""
FIFTH = """\
    layer output, node y
      expected    3
      found       0
      difference  -3
      tolerance   3e-09
    y = 1·h1 - 2·h2 = 1·0 - 2·0 = 0
"""
PART = "fwdprop.compared.PART"


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Twenty thousand rows of a network: those whose number is a multiple of 700 do not hold.

    `y` is off by 0.01 in these, and printed with nine digits.
    """
    network = load(NETWORKS / "mazur.yaml")
    x = np.random.default_rng(4).normal(size=(20_000, 2)).round(3)
    y = network.forward(x)[:, 0]
    y[699::700] += 0.01
    lines = [f"{a},{b},{value:.9f}\n" for (a, b), value in zip(x, y, strict=True)]
    path = tmp_path / "many.csv"
    path.write_text("i1,i2,o1\n" + "".join(lines))
    return path


@pytest.mark.parametrize("part", [1, 2, 4096])
def test_rows_that_do_not_hold_are_shown_with_their_traces_and_explained(
    fwdprop: Run, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    monkeypatch.setattr(PART, part)
    result = fwdprop(XOR, stdin=ROWS)
    fifth = f"  row 5: x1 = 0, x2 = 0\n{FIFTH}"
    first = "networks/xor.yaml: 2 of 5 rows do not hold\n"
    assert (result.stdout, result.stderr, result.status) == (first + THIRD + fifth, "", 1)


@pytest.mark.parametrize("part", [1, 2, 4096])
def test_programs_get_every_row(fwdprop: Run, monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    monkeypatch.setattr(PART, part)
    result = fwdprop(f"{XOR} --format csv", stdin=ROWS)
    held = [f"networks/xor.yaml,{number},true,,,,,,,,\n" for number in range(1, 6)]
    why = (
        "sigmoid is used in layer output in place of identity; "
        "tanh is used in layer output in place of identity"
    )
    held[2] = f"networks/xor.yaml,3,false,output,y,0.7,1,0.30000000000000004,0.1,{why},\n"
    held[4] = "networks/xor.yaml,5,false,output,y,3,0,-3,3.0000000000000004e-09,,\n"
    assert (result.stdout, result.stderr, result.status) == (HEADER + "".join(held), "", 1)
    objects = json.loads(fwdprop(f"{XOR} --format json", stdin=ROWS).stdout)
    assert [each["held"] for each in objects] == [True, True, False, True, False]


def test_rows_that_hold_are_counted(fwdprop: Run) -> None:
    result = fwdprop(XOR, stdin=ROWS[: ROWS.index("c,")])
    line = "networks/xor.yaml: 2 rows hold\n"
    assert (result.stdout, result.stderr, result.status) == (line, "", 0)
    line = "networks/xor.yaml: 1 row holds\n"
    assert fwdprop(XOR, stdin="x1,x2,y\n0,1,1\n").stdout == line
    result = fwdprop(XOR, stdin="x1,x2,y\n")
    assert (result.stdout, result.status) == ("networks/xor.yaml: no rows\n", 0)


def test_of_many_rows_ten_are_shown_and_the_others_counted(fwdprop: Run, many: Path) -> None:
    result = fwdprop(f"check networks/mazur.yaml --data {many}")
    lines = result.stdout.splitlines()
    assert lines[0] == "networks/mazur.yaml: 28 of 20,000 rows do not hold"
    shown = [line.split(":")[0] for line in lines if line.startswith("  row ")]
    assert shown == [f"  row {number:,}" for number in range(700, 7001, 700)]
    assert lines[-1] == "  and 18 more that do not hold; --format csv has them all"
    differences = [float(line.split()[1]) for line in lines if "difference" in line]
    assert differences == pytest.approx([-0.01] * 10, abs=1e-8)
    assert result.status == 1
    table = fwdprop(f"check networks/mazur.yaml --data {many} --format csv").stdout
    off = [row for row in csv.DictReader(io.StringIO(table)) if row["held"] == "false"]
    assert [int(row["example"]) for row in off] == list(range(700, 20_001, 700))


def test_a_tolerance_replaces_the_printed_digits(fwdprop: Run, many: Path) -> None:
    line = f"check networks/mazur.yaml --data {many} --tolerance"
    assert fwdprop(f"{line} 0.0101").stdout == "networks/mazur.yaml: 20,000 rows hold\n"
    assert fwdprop(f"{line} 0.0099").stdout.startswith("networks/mazur.yaml: 28 of 20,000 rows ")
    assert fwdprop(f"{line} 0").status == 1


def test_rows_are_numbered_over_all_files(fwdprop: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x1,x2,y\n0,1,1\n1,1,0\n")
    (tmp_path / "b.csv").write_text("y,x1,x2\n0,0,0\n3,0,0\n")
    files = f"{tmp_path / 'a.csv'} {tmp_path / 'b.csv'}"
    result = fwdprop(f"check networks/xor.yaml --data {files}")
    assert result.stdout == (
        f"networks/xor.yaml: 1 of 4 rows does not hold\n  row 4: x1 = 0, x2 = 0\n{FIFTH}"
    )


def test_a_row_that_is_off_in_several_places_tells_of_the_first(fwdprop: Run) -> None:
    stdin = "x1,x2,y,hidden.h2,hidden.h1\n0,1,5,0,6\n"
    result = fwdprop(XOR, stdin=stdin)
    assert "layer hidden, node h1, the first of 2 values that are off\n" in result.stdout
    table = fwdprop(f"{XOR} --format csv", stdin=stdin).stdout
    places = [(row["layer"], row["node"]) for row in csv.DictReader(io.StringIO(table))]
    assert places == [("hidden", "h1"), ("output", "y")]


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
        ("missing", [None, 0.6], "float64", 2),
        ("text", ["0.2", "NA"], "string", 2),
        ("text_off", ["0.20", ""], "string", 1),
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
error: line 4: column y: 'one' is not a number
 --> <stdin>
help: an expected value is a number, or nothing
"""


@pytest.mark.parametrize("form", ["text", "csv"])
def test_an_expected_text_that_is_no_number_is_a_bad_row(fwdprop: Run, form: str) -> None:
    stdin = ROWS.replace("0.7", "one")
    result = fwdprop(f"{XOR} --format {form}", stdin=stdin)
    assert (result.stderr, result.status) == (NO_NUMBER, 2)
    assert result.stdout.count(",true,") == (2 if form == "csv" else 0)
    result = fwdprop(f"{XOR} --format {form} --on-error skip", stdin=stdin)
    assert result.stderr == NO_NUMBER + "warning: 1 row was skipped; the results are incomplete\n"
    assert result.status == 1
    if form == "csv":
        assert result.stdout.count(",true,") == 3
    else:
        assert result.stdout.startswith("networks/xor.yaml: 1 of 4 rows does not hold\n  row 4: ")


def test_bad_rows_of_both_kinds_are_counted_in_lines(fwdprop: Run) -> None:
    stdin = "x1,x2,y\n0,1,1\n0,one,1\n0,1,bad\n1\n0,1,worse\n0,1,1\n"
    result = fwdprop(f"{XOR} --on-error skip", stdin=stdin)
    assert result.stdout == "networks/xor.yaml: 2 rows hold\n"
    assert " --> <stdin>:3:3\n" in result.stderr
    assert "error: line 4: column y: 'bad' is not a number\n" in result.stderr
    assert " --> <stdin>:5:1\n" in result.stderr
    assert "warning: 4 rows were skipped" in result.stderr
    assert result.status == 1


@pytest.mark.parametrize("word", ["nan", "inf", "-inf", "1e999"])
def test_a_value_that_is_not_finite_may_be_expected(
    fwdprop: Run, tmp_path: Path, word: str
) -> None:
    (tmp_path / "net.yaml").write_text("inputs: [a]\nlayers: [{nodes: {y: [1]}}]")
    result = fwdprop(f"check {tmp_path / 'net.yaml'} --data -", stdin=f"a,y\n1,1\n{word},{word}\n")
    assert result.stdout.endswith("net.yaml: 2 rows hold\n")
    found = word if word != "1e999" else "inf"
    assert result.stderr == (
        f"warning: {tmp_path / 'net.yaml'}, row 2: input a is {found}, "
        "the first value that is not finite\n"
    )


@pytest.mark.parametrize(
    ("words", "stderr"),
    [
        (
            "networks/xor.yaml --data - --expect 1",
            "error: --expect is for --input, not for --data\n"
            "help: in a file, columns called like the outputs say what is expected\n",
        ),
        (
            "networks/xor.yaml networks/mazur.yaml --data -",
            "error: --data is for one network, not 2\nhelp: name one network\n",
        ),
        ("networks/xor.yaml --data - --keep note", "error: --keep is for fwdprop run\n"),
        ("networks/xor.yaml --data - -i 0 1", "error: --input and --data exclude each other\n"),
        ("- --data -", "error: standard input can be read only once\n"),
        ("networks/xor.yaml --data - --tolerance x", "error: --tolerance is a finite number"),
        ("networks --data -", "error: networks is a folder, not a file\n"),
        ("networks/xor.yaml --data nothing.csv", "error: there is no file nothing.csv\n"),
    ],
)
def test_what_cannot_be_checked_is_refused(fwdprop: Run, words: str, stderr: str) -> None:
    result = fwdprop(f"check {words}", stdin=ROWS)
    assert result.stderr.startswith(stderr)
    assert (result.stdout, result.status) == ("", 2)


def test_the_network_comes_from_standard_input_beside_a_file(fwdprop: Run, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("x1,x2,y\n0,1,1\n")
    net = (NETWORKS / "xor.yaml").read_text()
    result = fwdprop(f"check - --data {tmp_path / 'rows.csv'}", stdin=net)
    assert (result.stdout, result.status) == ("<stdin>: 1 row holds\n", 0)


def test_what_run_wrote_holds_to_the_last_digit(fwdprop: Run, many: Path) -> None:
    written = fwdprop(f"run networks/mazur.yaml --data {many} --layers all --format csv").stdout
    inputs = [line.rsplit(",", 1)[0] for line in many.read_text().splitlines()]
    lines = [f"{a},{b}\n" for a, b in zip(inputs, written.splitlines(), strict=True)]
    line = "check networks/mazur.yaml --data - --tolerance 0"
    assert fwdprop(line, stdin="".join(lines)).stdout == "networks/mazur.yaml: 20,000 rows hold\n"


def test_a_file_takes_the_result_whole_or_not_at_all(fwdprop: Run, tmp_path: Path) -> None:
    out = tmp_path / "report.csv"
    assert fwdprop(f"{XOR} -o {out}", stdin=ROWS.replace("0.7", "one")).status == 2
    assert not out.exists()
    assert fwdprop(f"{XOR} -o {out}", stdin=ROWS).status == 1
    assert out.read_text() == fwdprop(f"{XOR} --format csv", stdin=ROWS).stdout
