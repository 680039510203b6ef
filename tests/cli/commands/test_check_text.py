"""What `fwdprop check` writes for a person, of every width and with every name."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from command_line import NETWORKS, Run
from homework import ALICE, write_homework


@pytest.fixture
def folder(folder: Path) -> Path:
    """A folder of homework to work in."""
    write_homework(folder)
    return folder


@pytest.mark.parametrize("columns", [80, 40])
def test_a_terminal_has_no_line_that_is_too_wide(folder: Path, fwdprop: Run, columns: int) -> None:
    result = fwdprop("check alice.yaml", columns=columns)
    assert max(map(len, result.stdout.splitlines())) <= columns
    assert " ".join(result.stdout.split()).replace(" = ", " ") == " ".join(ALICE.split()).replace(
        " = ", " "
    )


def test_a_wide_equation_has_a_line_for_each_side_at_a_terminal(fwdprop: Run) -> None:
    result = fwdprop("check networks/mazur.yaml -i 0.05 0.1 --expect o1=0.6238", columns=60)
    # sigmoid(0.4 h1 + 0.45 h2) = 0.6238 without the bias of 0.6
    assert result.stdout == (
        "networks/mazur.yaml: 1 answer does not hold\n"
        "  answer 1: i1 = 0.05, i2 = 0.1\n"
        "    layer output, node o1\n"
        "      expected    0.6238\n"
        "      found       0.751365\n"
        "      difference  0.127565\n"
        "      tolerance   5e-05\n"
        "    o1 = sigmoid(0.4·h1 + 0.45·h2 + 0.6)\n"
        "       = sigmoid(0.4·0.59327 + 0.45·0.596884 + 0.6)\n"
        "       = sigmoid(1.10591)\n"
        "       = 0.751365\n"
        "    0.6238 is what you get when the bias of layer output is\n"
        "    left out\n"
    )


def test_colour_is_at_a_terminal_alone(folder: Path, fwdprop: Run) -> None:
    environ = {"COLUMNS": "80", "TERM": "xterm"}
    assert "\x1b[1;31malice.yaml" in fwdprop("check alice.yaml", columns=80, environ=environ).stdout
    assert "\x1b" not in fwdprop("check alice.yaml", environ=environ).stdout
    fwdprop("check alice.yaml -o report", columns=80, environ=environ)
    assert (folder / "report").read_text() == ALICE


def test_enough_digits_are_shown_to_see_the_difference(fwdprop: Run, tmp_path: Path) -> None:
    written = (NETWORKS / "mazur.yaml").read_text()
    (tmp_path / "net.yaml").write_text(written.replace("0.75136507", "0.75136505"))
    result = fwdprop("check", str(tmp_path / "net.yaml"))
    assert "expected    0.75136505\n      found       0.7513650696\n" in result.stdout
    assert "difference  1.95523e-08\n      tolerance   5e-09\n" in result.stdout
    assert "sigmoid(1.105905967) = 0.7513650696\n" in result.stdout
    result = fwdprop("check", str(tmp_path / "net.yaml"), "--precision", "3")
    assert "found       0.751\n      difference  1.96e-08\n" in result.stdout
    line = "check networks/mazur.yaml -i 0.05123 1/3 --expect o1=0 --precision"
    assert "answer 1: i1 = 0.051, i2 = 0.33\n" in fwdprop(f"{line} 2").stdout
    assert "answer 1: i1 = 0.05123, i2 = 0.33333333\n" in fwdprop(f"{line} 8").stdout


def test_of_many_missed_examples_ten_are_shown_and_the_others_counted(
    folder: Path, fwdprop: Run
) -> None:
    examples = [{"input": [k, 1], "output": [k + 4]} for k in range(12)]
    network = {"inputs": 2, "layers": [{"weights": [[1, 1]]}], "examples": examples}
    (folder / "net.yaml").write_text(json.dumps(network))
    result = fwdprop("check net.yaml")
    assert result.stdout.startswith("net.yaml: 12 of 12 examples do not hold\n  example 1: ")
    assert result.stdout.endswith("  and 2 more that do not hold; --format csv has them all\n")
    assert result.stdout.count("\n  example ") == 10
    assert len(fwdprop("check net.yaml --format csv").stdout.splitlines()) == 13


def test_slips_that_are_too_much_work_are_named(
    folder: Path, fwdprop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = {
        "inputs": 300,
        "layers": [{"weights": [[0.5] * 300]}],
        "examples": [{"input": list(range(300)), "output": [0]}],
    }
    (folder / "net.yaml").write_text(json.dumps(network))
    # 300 · 299 / 2 pairs
    assert fwdprop("check net.yaml").stdout.endswith(
        "    not tried, as it is too much work here: inputs in another order (44,850 ways)\n"
    )
    (row,) = csv.DictReader(io.StringIO(fwdprop("check net.yaml --format csv").stdout))
    assert (row["explanation"], row["untried"]) == ("", "inputs in another order")


def test_values_that_are_not_finite_are_warned_of_with_file_and_example(
    folder: Path, fwdprop: Run
) -> None:
    network = {
        "inputs": ["x"],
        "layers": [{"activation": "exp", "nodes": {"y": [1]}}],
        "examples": [{"input": [0], "output": [1]}, {"input": [1000], "output": [5]}],
    }
    (folder / "net.yaml").write_text(json.dumps(network))
    result = fwdprop("check net.yaml xor.yaml")
    warning = (
        "warning: net.yaml, example 2: layer output, node y is inf, "
        "the first value that is not finite\n"
    )
    assert (result.stderr, result.status) == (warning, 1)
    assert "      found       inf\n      difference  inf\n" in result.stdout
    result = fwdprop("check net.yaml --format json")
    assert result.stderr == warning
    assert json.loads(result.stdout)[1]["found"] is None


def test_a_trace_whose_digits_do_not_add_up_says_so(folder: Path, fwdprop: Run) -> None:
    network = {
        "inputs": 2,
        "layers": [{"weights": [["1/3", "1/3"]], "nodes": ["y"]}],
        "examples": [{"input": [1, 1], "output": [0.5]}],
    }
    (folder / "net.yaml").write_text(json.dumps(network).replace('"1/3"', "1/3"))
    result = fwdprop("check net.yaml --precision 3")
    assert "y = 0.333·x0 + 0.333·x1 = 0.333·1 + 0.333·1 ≈ 0.667\n" in result.stdout
    assert result.stderr.startswith("note: ≈ stands where the digits as printed add up")


def test_names_are_shown_as_they_are_and_never_act_on_the_terminal(
    folder: Path, fwdprop: Run
) -> None:
    network = {
        "inputs": ["[red]"],
        "layers": [{"name": "\x1b[31m", "nodes": {"重み": {"weights": [2], "bias": 1}}}],
        "examples": [{"input": [3], "output": [6]}],
    }
    (folder / "net.yaml").write_text(json.dumps(network))
    for columns in (None, 80):
        result = fwdprop("check net.yaml", columns=columns)
        assert result.stdout == (
            "net.yaml: 1 example does not hold\n"
            "  example 1: [red] = 3\n"
            "    layer \\x1b[31m, node 重み\n"
            "      expected    6\n"
            "      found       7\n"
            "      difference  1\n"
            "      tolerance   6e-09\n"
            "    重み = 2·[red] + 1 = 2·3 + 1 = 7\n"
            "    6 is what you get when the bias of layer \\x1b[31m is left out\n"
        )


SPARSE = """\
inputs: [a, b]
layers:
  - name: wide
    weights: [[1, 2], [3, 4], [5, 6]]
  - name: sparse
    nodes:
      p: {weights: {node_0: 1}}
      q: {weights: {node_1: 1}}
      r: {weights: {node_0: 2, node_2: 1}, bias: 1}
"""


@pytest.mark.parametrize(
    ("words", "noun", "row"),
    [
        ("", "example", "  - {input: [1, 1], output: [3, 7, 17]}\n"),
        ("-i 1 1 --expect 3 7 17", "answer", ""),
        ("--data rows.csv", "row", ""),
    ],
)
def test_gaps_in_a_square_layer_behind_a_full_one_that_is_not_never_end_a_check(
    folder: Path, fwdprop: Run, words: str, noun: str, row: str
) -> None:
    (folder / "net.yaml").write_text(SPARSE + "examples:\n" * bool(row) + row)
    (folder / "rows.csv").write_text("a,b,p,q,r\n1,1,3,7,17\n")
    result = fwdprop(f"check net.yaml {words}")
    assert (result.stderr, result.status) == ("", 1)
    assert result.stdout == (
        f"net.yaml: 1 {noun} does not hold\n"
        f"  {noun} 1: a = 1, b = 1\n"
        "    layer sparse, node r\n"
        "      expected    17\n"
        "      found       18\n"
        "      difference  1\n"
        "      tolerance   1.7e-08\n"
        "    r = 2·node_0 + 1·node_2 + 1 = 2·3 + 1·11 + 1 = 18\n"
        "    17 is what you get when the bias of layer sparse is left out\n"
    )
    (*_, told) = json.loads(fwdprop(f"check net.yaml {words} --format json").stdout)
    assert (told["node"], told["expected"], told["found"]) == ("r", 17, 18)


@pytest.mark.parametrize(
    ("words", "found", "difference", "tolerance"),
    [
        ("-i 1e308 --expect 1", "1e+308", "1e+308", "1e-09"),
        ("-i 1 --expect 2 --tolerance 1e-320", "1", "-1", "9.99989e-321"),
        ("-i 1e308 --expect -1e308", "1e+308", "inf", "1e+299"),
        (
            "-i 1e308 --expect -1e308 --tolerance 1.7976931348623157e308",
            *("1e+308", "inf", "1.79769e+308"),
        ),
        ("-i 1e308 --expect 1 --tolerance 0", "1e+308", "1e+308", "0"),
        ("-i 5e-324 --expect 1e-323 --tolerance 0", "4.94066e-324", "-4.94066e-324", "0"),
        ("-i 5e-324 --expect 1 --tolerance 5e-324", "4.94066e-324", "-1", "4.94066e-324"),
        ("-i 1 --expect inf", "1", "-inf", "0"),
        ("-i 1 --expect nan", "1", "nan", "0"),
        ("-i 1 --expect 1.5e308", "1", "-1.5e+308", "5e+306"),
    ],
)
def test_no_number_is_too_large_or_too_small_to_be_compared(
    folder: Path, fwdprop: Run, words: str, found: str, difference: str, tolerance: str
) -> None:
    (folder / "net.yaml").write_text("{inputs: [x], layers: [{nodes: {y: [1]}}]}")
    result = fwdprop(f"check net.yaml {words}")
    assert (result.stderr, result.status) == ("", 1)
    assert (
        f"      found       {found}\n"
        f"      difference  {difference}\n"
        f"      tolerance   {tolerance}\n"
    ) in result.stdout
