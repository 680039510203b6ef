"""What `fwdprop check` writes for programs: a row for each value that is expected."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from command_line import Run
from homework import BOB, write_homework

HEADER = (
    "file,example,held,layer,node,expected,found,difference,tolerance,digits,remark,"
    "explanation,untried\n"
)
ROWS = (
    "alice.yaml,1,true,hidden,node_0,5,5,0,5e-09,,,,\n"
    "alice.yaml,1,true,hidden,node_1,0,0,0,1e-12,,,,\n"
    "alice.yaml,1,true,output,transactions,10.5,10.5,0,0.05,3,,,\n"
    "alice.yaml,2,true,hidden,node_0,5,5,0,5e-09,,,,\n"
    "alice.yaml,2,false,hidden,node_1,3,1,-2,3.0000000000000004e-09,,,"
    "the bias of layer hidden is left out,\n"
    "alice.yaml,2,false,output,transactions,7.5,9.5,2,0.05,2,,"
    "the bias of layer hidden is left out,\n"
    "alice.yaml,3,false,output,transactions,8,8.5,0.5,8e-09,,,"
    "the bias of layer output is left out,\n"
)


@pytest.fixture
def folder(folder: Path) -> Path:
    """A folder of homework to work in."""
    write_homework(folder)
    return folder


def test_programs_get_a_row_for_each_value_that_is_expected(folder: Path, fwdprop: Run) -> None:
    result = fwdprop("check bob.yaml alice.yaml carol.yaml xor.yaml --format csv")
    places = ("hidden,h1", "hidden,h2", "output,y")
    floors = {0: "0,1e-12", 1: "0,1e-09", 2: "0,2e-09"}
    xor = "".join(
        f"xor.yaml,{number},true,{place},{value},{value},{floors[value]},,,,\n"
        for number, row in enumerate(((0, 0, 0), (1, 0, 1), (1, 0, 1), (2, 1, 0)), 1)
        for place, value in zip(places, row, strict=True)
    )
    none = "carol.yaml,,,,,,,,,,,,\n"  # it has no examples
    assert (result.stdout, result.stderr, result.status) == (HEADER + ROWS + none + xor, BOB, 2)
    assert fwdprop("check alice.yaml --format tsv").stdout == (HEADER + ROWS).replace(",", "\t")


def test_json_says_the_same(folder: Path, fwdprop: Run) -> None:
    objects = json.loads(fwdprop("check alice.yaml --format json").stdout)
    lines = fwdprop("check alice.yaml --format jsonl").stdout.splitlines()
    assert objects == [json.loads(line) for line in lines]
    rows = list(csv.reader(io.StringIO(HEADER + ROWS)))
    assert [list(each) for each in objects] == [rows[0]] * 7
    assert [each["held"] for each in objects] == [True] * 4 + [False] * 3
    assert [each["found"] for each in objects] == [5, 0, 10.5, 5, 1, 9.5, 8.5]
    assert objects[3]["explanation"] is None
    assert objects[4]["explanation"] == "the bias of layer hidden is left out"
    (none,) = json.loads(fwdprop("check carol.yaml --format json").stdout)
    assert none == dict.fromkeys(rows[0]) | {"file": "carol.yaml"}


def test_a_program_gets_every_digit_that_the_pass_has(fwdprop: Run) -> None:
    line = "check networks/mazur.yaml -i 0.05 0.1 --expect o1=0.7 --tolerance 0 --format jsonl"
    found = json.loads(fwdprop(line).stdout)["found"]
    # Published: 0.75136507
    assert found == pytest.approx(0.75136507, abs=1e-8)
    run = "run networks/mazur.yaml -i 0.05 0.1 --format values"
    assert str(found) == fwdprop(run).stdout.split()[0]
    text = fwdprop(f"{line} --dtype float32").stdout
    assert f'"found": {fwdprop(f"{run} --dtype float32").stdout.split()[0]},' in text


def test_a_file_takes_the_result_whole_or_not_at_all(folder: Path, fwdprop: Run) -> None:
    result = fwdprop("check alice.yaml bob.yaml -o report.csv")
    assert (result.stdout, result.stderr, result.status) == ("", BOB, 2)
    assert (folder / "report.csv").read_text() == HEADER + ROWS
    assert fwdprop("check alice.yaml -o nowhere/report.csv").status == 2
