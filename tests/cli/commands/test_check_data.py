"""`fwdprop check --data`: a network against files of rows with what is expected of them."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import numpy as np
import pytest
from command_line import NETWORKS, Run
from xor_rows import FIFTH, ROWS, XOR

from fwdprop import load

HEADER = (
    "file,example,held,layer,node,expected,found,difference,tolerance,digits,remark,"
    "explanation,untried\n"
)


THIRD = """\
  row 3: x1 = 1, x2 = 0
    layer output, node y
      expected    0.7
      found       1
      difference  0.3
      tolerance   0.05
    y = 1·h1 - 2·h2 = 1·1 - 2·0 = 1
    0.7 is what you get when sigmoid is used in layer output in place of identity
"""
PART = "fwdprop.pipeline.compare.PART"


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
    first = "networks/xor.yaml: 2 of 4 rows do not hold; 1 without an expected value\n"
    assert (result.stdout, result.stderr, result.status) == (first + THIRD + fifth, "", 1)


@pytest.mark.parametrize("part", [1, 2, 4096])
def test_programs_get_every_row(fwdprop: Run, monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    monkeypatch.setattr(PART, part)
    result = fwdprop(f"{XOR} --format csv", stdin=ROWS)
    # sigmoid(1) = 0.731, tanh(1) = 0.762
    why = "sigmoid is used in layer output in place of identity"
    rows = (
        "networks/xor.yaml,1,true,hidden,h1,1,1,0,1e-09,,,,\n"
        "networks/xor.yaml,1,true,output,y,1,1,0,1e-09,,,,\n"
        "networks/xor.yaml,2,true,hidden,h1,2,2,0,2e-09,,,,\n"
        "networks/xor.yaml,2,true,output,y,0,0,0,1e-12,,,,\n"
        "networks/xor.yaml,3,true,hidden,h1,1,1,0,1e-09,,,,\n"
        f"networks/xor.yaml,3,false,output,y,0.7,1,0.30000000000000004,0.05,1,,{why},\n"
        "networks/xor.yaml,4,,,,,,,,,,,\n"
        "networks/xor.yaml,5,true,hidden,h1,0,0,0,1e-12,,,,\n"
        "networks/xor.yaml,5,false,output,y,3,0,-3,3.0000000000000004e-09,,,,\n"
    )
    assert (result.stdout, result.stderr, result.status) == (HEADER + rows, "", 1)
    table = fwdprop(f"{XOR} --format tsv", stdin=ROWS).stdout
    assert table == (HEADER + rows).replace(",", "\t")
    objects = json.loads(fwdprop(f"{XOR} --format json", stdin=ROWS).stdout)
    lines = fwdprop(f"{XOR} --format jsonl", stdin=ROWS).stdout.splitlines()
    assert objects == [json.loads(line) for line in lines]
    found = [(each["example"], each["held"], each["found"]) for each in objects]
    assert found == [
        *((1, True, 1), (1, True, 1), (2, True, 2), (2, True, 0), (3, True, 1), (3, False, 1)),
        *((4, None, None), (5, True, 0), (5, False, 0)),
    ]


def test_rows_that_hold_are_counted(fwdprop: Run) -> None:
    result = fwdprop(XOR, stdin=ROWS[: ROWS.index("c,")])
    line = "networks/xor.yaml: 2 rows hold, within 1e-09 relative or 1e-12\n"
    assert (result.stdout, result.stderr, result.status) == (line, "", 0)
    line = "networks/xor.yaml: 1 row holds, within 1e-09 relative\n"
    assert fwdprop(XOR, stdin="x1,x2,y\n0,1,1\n").stdout == line


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("", "no rows"),
        ("0,1,\n", "no rows; 1 without an expected value"),
        ("0,1,NA\n1,1,\n", "no rows; 2 without an expected value"),
    ],
)
def test_nothing_to_compare_is_no_success(fwdprop: Run, rows: str, told: str) -> None:
    result = fwdprop(XOR, stdin=f"x1,x2,y\n{rows}")
    assert result.stdout == f"networks/xor.yaml: {told}\n"
    assert (result.stderr, result.status) == ("warning: nothing was compared\n", 1)


def test_of_many_rows_the_first_is_shown_and_the_others_counted(fwdprop: Run, many: Path) -> None:
    result = fwdprop(f"check networks/mazur.yaml --data {many}")
    lines = result.stdout.splitlines()
    head, rest = lines[:3], lines[3:-3]
    assert head == lines[-3:]
    assert head[0] == "networks/mazur.yaml: 28 of 20,000 rows do not hold"
    mean, largest = re.findall(r"off by (\S+) on average and (\S+) at most", head[1])[0]
    assert [float(mean), float(largest)] == pytest.approx([0.01, 0.01], abs=1e-8)
    assert head[2] == "  no known slip explains any of the first 10"
    assert [line.split(":")[0] for line in rest if line.startswith("  row ")] == ["  row 700"]
    assert rest[-1] == (
        "  and 27 more that do not hold: rows 1,400, 2,100, 2,800, ...; --format csv has them all"
    )
    assert result.status == 1
    table = fwdprop(f"check networks/mazur.yaml --data {many} --format csv").stdout
    off = [row for row in csv.DictReader(io.StringIO(table)) if row["held"] == "false"]
    assert [int(row["example"]) for row in off] == list(range(700, 20_001, 700))


def test_a_tolerance_replaces_the_printed_digits(fwdprop: Run, many: Path) -> None:
    line = f"check networks/mazur.yaml --data {many} --tolerance"
    assert fwdprop(f"{line} 0.0101").stdout == (
        "networks/mazur.yaml: 20,000 rows hold, within 0.0101\n"
    )
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
    rows = csv.DictReader(io.StringIO(table))
    places = [(row["held"], row["layer"], row["node"]) for row in rows]
    assert places == [
        ("false", "hidden", "h1"),
        ("true", "hidden", "h2"),
        ("false", "output", "y"),
    ]


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
        ("networks/xor.yaml --data - --keep note", "error: there is no option --keep\n"),
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
    assert (result.stdout, result.status) == ("<stdin>: 1 row holds, within 1e-09 relative\n", 0)


def test_what_run_wrote_holds_to_the_last_digit(fwdprop: Run, many: Path) -> None:
    written = fwdprop(f"run networks/mazur.yaml --data {many} --layers all --format csv").stdout
    inputs = [line.rsplit(",", 1)[0] for line in many.read_text().splitlines()]
    lines = [f"{a},{b}\n" for a, b in zip(inputs, written.splitlines(), strict=True)]
    line = "check networks/mazur.yaml --data - --tolerance 0"
    told = fwdprop(line, stdin="".join(lines)).stdout
    assert told == "networks/mazur.yaml: 20,000 rows hold, exactly\n"


def test_a_file_takes_the_result_whole_or_not_at_all(fwdprop: Run, tmp_path: Path) -> None:
    out = tmp_path / "report.csv"
    assert fwdprop(f"{XOR} -o {out}", stdin=ROWS.replace("0.7", "one")).status == 2
    assert not out.exists()
    assert fwdprop(f"{XOR} -o {out}", stdin=ROWS).status == 1
    assert out.read_text() == fwdprop(f"{XOR} --format csv", stdin=ROWS).stdout
