"""`fwdprop interactions --data`: rows as they come, a target, samples, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from command_line import NETWORKS, Result, Run

LINE = f"interactions {NETWORKS}/transactions.yaml --data -"
RELU = f"interactions {NETWORKS}/transactions-relu.yaml --data -"
HEAD = "children,accounts"


@pytest.fixture
def of(fwdprop: Run) -> Run:
    def run(options: str, rows: str, line: str = LINE) -> Result:
        return fwdprop(f"{line} {options}", stdin=rows)

    return run


def test_the_regression_is_fitted_to_a_column(of: Run) -> None:
    rows = f"{HEAD},sales\n1,2,3\n2,1,4\n3,4,9\n3,5,7\n2,2,1\n5,1,\n"
    result = of("--target sales --on-error skip", rows)
    assert result.status == 1
    assert "column sales: the cell is empty" in result.stderr
    assert result.stdout.endswith(
        "A linear regression, a straight line for each input, explains 65.5% of the\n"
        "variation of column sales; the network explains nothing:\n"
        "  sales ≈ -1.254 + 1.762·children + 0.7778·accounts\n"
        "It is off most in row 5: 3.83 where the file says 1.\n"
    )


@pytest.mark.parametrize(
    ("options", "rows", "message", "help"),
    [
        ("", "2,3\n", "1 row to compare with each other", "two rows at least are compared"),
        (
            "--missing nan",
            "2,3\n4,NA\n",
            "1 row to compare, 1 row with numbers that are not finite left out",
            "two rows at least are compared",
        ),
        ("", f"{HEAD}\n", "the data has no row", None),
        (
            "--target children",
            f"{HEAD}\n2,3\n",
            "--target names 'children', which is an input",
            "name another column",
        ),
        (
            "--pairs children",
            "2,3\n",
            "a pair is two inputs, not children",
            "such as children,accounts",
        ),
        (
            "--pairs children,chidren",
            "2,3\n",
            "there is no input 'chidren'",
            "did you mean children?",
        ),
        (
            "--top 2 --pairs children,accounts",
            "2,3\n",
            "--top and --pairs exclude each other",
            "leave one of them out",
        ),
        (
            "--sample most",
            "2,3\n",
            "--sample is a whole number of at least 2, not most",
            "--sample all takes every row",
        ),
        ("--sample 1", "2,3\n", "--sample is a whole number of at least 2, not 1", None),
        ("--top 1", "2,3\n", "--top is a whole number of at least 2, not 1", None),
    ],
)
def test_what_makes_no_sense_is_refused(
    of: Run, options: str, rows: str, message: str, help: str | None
) -> None:
    result = of(options, rows)
    assert (result.stdout, result.status) == ("", 2)
    lines = [line for line in result.stderr.splitlines() if line.startswith(("error", "help"))]
    assert lines[0] == f"error: {message}"
    if help is not None:
        assert lines[1] == f"help: {help}"


def test_without_rows_there_is_a_hint(fwdprop: Run) -> None:
    result = fwdprop("interactions networks/bank.yaml")
    assert (result.stdout, result.status) == ("", 2)
    assert result.stderr == (
        "error: there are no rows to compare\n"
        "help: name a file of rows: --data FILE, or - for standard input\n"
    )
    result = fwdprop("interactions networks/bank.yaml -i 1 2 0 -i 1 3 0 --target transactions")
    assert result.stderr.startswith("error: --target is for --data\n")


def test_an_input_that_is_the_same_in_every_row_is_named(of: Run) -> None:
    rows = f"{HEAD}\n2,3\n2,4\n2,6\n"
    result = of("", rows)
    assert "children × accounts             -         -      -   -      -\n" in result.stdout
    assert "children is the same in every row: its interactions cannot be seen.\n" in result.stdout
    result = of("--format csv", rows)
    assert result.stdout.splitlines()[1] == "transactions,children,accounts,,,,,,"
    assert result.stderr == (
        "note: children is the same in every row: its interactions cannot be seen\n"
    )
    result = of("", f"{HEAD}\n2,3\n2,3\n")
    assert "children, accounts are the same in every row" in result.stdout
    assert result.stdout.endswith("These answers have no variation to explain.\n")


def test_inputs_that_follow_from_each_other_are_named(of: Run) -> None:
    result = of("", f"{HEAD}\n1,2\n2,4\n4,8\n5,10\n")
    assert (
        "Its slopes are one choice among many: in these rows children, accounts follow\n"
        "from each other.\n" in result.stdout
    )


def test_one_input_has_no_pairs(fwdprop: Run, folder: Path) -> None:
    (folder / "net.yaml").write_text("inputs: [a]\nlayers: [{activation: tanh, nodes: {y: [1]}}]\n")
    line = "interactions net.yaml --data -"
    assert fwdprop(line, stdin="a\n1\n2\n3\n7\n").stdout == (
        "y: 4 rows, each compared with every other\n\n"
        "There is one input, and so there are no pairs.\n\n"
        "A linear regression, a straight line for each input, explains 42.3% of the\n"
        "variation of these answers:\n"
        "  y ≈ 0.8389 + 0.02808·a\n"
        "It is off most in row 1: 0.867 where the network says 0.762.\n"
    )
    result = fwdprop(f"{line} --format csv", stdin="a\n1\n2\n")
    assert result.stdout.count("\n") == 1


def test_rows_that_are_not_finite_are_left_out_and_named(of: Run) -> None:
    result = of("--format csv", f"{HEAD}\n1,2\nnan,3\ninf,4\n3,5\n2,2\n")
    assert result.stdout.splitlines()[1].startswith("transactions,children,accounts,0,0,0,0,")
    assert result.stderr == (
        "warning: 2 rows have a number or a result that is not finite and were left out: row 2,"
        " row 3\n"
    )
    assert result.status == 0
    assert of("", f"{HEAD}\n1,2\nnan,3\n3,5\n2,2\n").stdout.startswith("transactions: 3 of 4 rows,")


def test_mixed_rows_that_are_not_finite_are_left_out_and_counted(
    fwdprop: Run, folder: Path
) -> None:
    (folder / "net.yaml").write_text(
        "inputs: [a, b]\nlayers: [{activation: reciprocal, nodes: {y: [1, 1]}}]\n"
    )
    rows = "a,b\n1,1\n2,1\n3,-2\n2,3\n-1,2\n"
    result = fwdprop("interactions net.yaml --data - --format csv", stdin=rows)
    assert result.stderr == (
        "warning: a and b: 8 of 25 comparisons were left out, since a result for a mixed row is not"
        " finite\n"
    )
    x = np.array([line.split(",") for line in rows.split()[1:]], float)
    with np.errstate(divide="ignore", invalid="ignore"):
        a, b = x.T
        d = 1 / (a + b)[:, None] - 1 / (a + b[:, None]) - 1 / (a[:, None] + b) + 1 / (a + b)
    d = d[np.isfinite(d)]
    assert len(d) == 17
    figures = [float(cell) for cell in result.stdout.splitlines()[1].split(",")[3:5]]
    assert figures == pytest.approx([np.sqrt((d**2).mean()), np.abs(d).max()], rel=1e-12)


def test_a_sample_is_the_same_however_the_rows_come(of: Run, fwdprop: Run, folder: Path) -> None:
    rng = np.random.default_rng(5)
    rows = [f"{a},{b}" for a, b in rng.integers(-9, 9, (5000, 2))]
    text = f"{HEAD}\n" + "\n".join(rows) + "\n"
    result = of("--sample 40", text, RELU)
    assert result.stdout.startswith("transactions: 40 of 5,000 rows, each compared")
    for name, part in (("one.csv", rows[:7]), ("two.csv", rows[7:])):
        (folder / name).write_text(f"{HEAD}\n" + "\n".join(part) + "\n")
    parts = fwdprop(f"{RELU[:-2]} one.csv two.csv --sample 40")
    assert parts.stdout == result.stdout
    named = (dict(zip(HEAD.split(","), map(int, row.split(",")), strict=True)) for row in rows)
    lines = "".join(json.dumps(row) + "\n" for row in named)
    assert of("--sample 40 --from jsonl", lines, RELU).stdout == result.stdout
    assert of("--sample 40 --seed 1", text, RELU).stdout != result.stdout
    assert (
        of("--sample all --format csv", f"{HEAD}\n" + "\n".join(rows[:40]), RELU).stdout
        == of("--sample 40 --format csv", f"{HEAD}\n" + "\n".join(rows[:40]), RELU).stdout
    )


def test_too_many_rows_or_pairs_are_refused_with_what_to_do(of: Run, fwdprop: Run) -> None:
    rows = f"{HEAD}\n" + "1,2\n2,1\n" * 10_001
    assert of("--sample all", rows).stderr == (
        "error: each row is compared with every other, and there are more than 20,000\n"
        "help: compare fewer rows: --sample 300\n"
    )
    line = f"interactions {NETWORKS}/digits.yaml --data - --no-header"
    rng = np.random.default_rng(1)
    rows = "".join(",".join(map(str, row)) + "\n" for row in rng.random((300, 64)).tolist())
    assert fwdprop(line, stdin=rows).stderr == (
        "error: 2,016 pairs of inputs over 300 rows take 187,200,300 rows through the network,"
        " which is too much\n"
        "help: keep the inputs that interact most: --top 10\n"
    )


def test_the_inputs_of_the_strongest_pairs_are_kept(fwdprop: Run, folder: Path) -> None:
    (folder / "net.yaml").write_text(
        "inputs: 30\n"
        "layers:\n"
        "  - activation: relu\n"
        "    nodes:\n"
        "      one: {weights: {x3: 5, x17: 5}}\n"
        "      two: {weights: {x8: 2, x17: 2}}\n"
        "  - nodes: {y: {weights: {hidden_1.one: 1, hidden_1.two: 1, inputs.x1: 9}}}\n"
    )
    rng = np.random.default_rng(2)
    rows = "".join(",".join(map(str, row)) + "\n" for row in rng.normal(size=(40, 30)).tolist())
    line = "interactions net.yaml --data -"
    result = fwdprop(f"{line} --top 3", stdin=rows)
    table = [row.split("  ")[0] for row in result.stdout.split("\n\n")[1].splitlines()[2:]]
    assert table == ["x3 × x17", "x8 × x17", "x3 × x8"]
    assert (
        "These are the 3 of 30 inputs in the strongest pairs, which were found with 200\n"
        "comparisons of two rows for each of 435 pairs.\n" in result.stdout
    )
    every = fwdprop(f"{line} --format csv", stdin=rows).stdout.splitlines()
    some = fwdprop(f"{line} --top 3 --format csv", stdin=rows).stdout.splitlines()
    assert some[1:3] == every[1:3]
