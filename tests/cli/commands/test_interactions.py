"""`fwdprop interactions`: what a person reads, and what programs get."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run
from formula_networks import PARALLEL, PRODUCT_OF_THREE, SIGMOID

BANK = "interactions networks/bank.yaml --data networks/bank.csv"
XOR = "interactions networks/xor.yaml -i 0 0 -i 0 1 -i 1 0 -i 1 1"

MEANING = """\
interaction: change both inputs of a pair, and y is off by so much from the two
changes added up (root mean square over all pairs of rows). Without an
interaction it is 0: the lines are parallel.

largest: the most for any two rows. seen: the share of the comparisons whose
mixed rows are like one of the rows, about. H: the part of a pair's mean effect
that is interaction (Friedman's H). gain: what a linear regression explains in
addition with the product of the two.
"""


def test_a_bank_has_one_interaction(fwdprop: Run) -> None:
    result = fwdprop(BANK)
    assert (result.stderr, result.status) == ("", 0)
    assert (
        result.stdout
        == """\
transactions: 300 rows, each compared with every other

pair                interaction   largest   seen       H          gain
──────────────────────────────────────────────────────────────────────
age × retired                14      37.6    75%   1.094        24.32%
age × balance             0.337      2.17   100%   0.057   under 0.01%
balance × retired          0.27       1.4   100%   0.035         0.04%

"""
        + MEANING.replace("and y is off by so much from the two\nchanges", "and y is off").replace(
            "and y is off added up (root mean square over all pairs of rows). Without an\n"
            "interaction it is 0: the lines are parallel.",
            "and transactions is off by so much\n"
            "from the two changes added up (root mean square over all pairs of rows). Without\n"
            "an interaction it is 0: the lines are parallel.",
        )
        + """
age × retired arises at node_2 (53.8%), node_3 (28.6%), node_6 (13.6%), others
4.0%.
25% of its mixed rows are like none of the rows (age 18 with retired 1); without
them its interaction is 6.15.
That is also why H is above 1.

A linear regression, a straight line for each input, explains 75.5% of the
variation of these answers:
  transactions ≈ 10.27 + 0.1829·age + 0.2797·balance - 9.79·retired
It is off most in row 47: 13.3 where the network says 25.8.
With one more term, the product age·retired, it explains 99.82%.
"""
    )


def test_xor_is_nothing_but_interaction(fwdprop: Run) -> None:
    assert fwdprop(XOR).stdout == (
        """\
y: 4 rows, each compared with every other

pair      interaction   largest   seen       H   gain
─────────────────────────────────────────────────────
x1 × x2             1         2   100%   1.000   100%

"""
        + MEANING
        + """
x1 × x2 arises at h2 (100.0%).

A linear regression, a straight line for each input, explains 0% of the
variation of these answers:
  y ≈ 0.5 + 0·x1 + 0·x2
It is off most in row 1: 0.5 where the network says 0.
With one more term, the product x1·x2, it explains 100%.
"""
    )


def test_bent_lines_may_be_parallel(fwdprop: Run, folder: Path) -> None:
    (folder / "net.yaml").write_text(PARALLEL)
    result = fwdprop("interactions net.yaml --data -", stdin="a,b\n-1,0\n0,2\n2,1\n3,3\n")
    assert result.stdout.startswith(
        "y: 4 rows, each compared with every other\n\n"
        "pair    interaction   largest   seen       H    gain\n"
        "────────────────────────────────────────────────────\n"
        "a × b             0         0    25%   0.000   7.14%\n"
    )
    assert result.stdout.endswith(
        "No two of these inputs interact: y is the sum of what each of them does alone.\n\n"
        "A linear regression, a straight line for each input, explains 92.9% of the\n"
        "variation of these answers:\n"
        "  y ≈ 0.3 + 0.8·a + 0.6·b\n"
        "It is off most in row 1: -0.5 where the network says 0.\n"
        "What it misses is that single inputs bend: the lines are bent, and parallel all\n"
        "the same.\n"
    )


def test_the_nodes_that_make_each_interaction_have_a_table(fwdprop: Run) -> None:
    result = fwdprop(f"{BANK} --by-node --pairs age,retired --pairs retired,balance")
    assert (
        """
pair                made at   share
───────────────────────────────────
age × retired       node_2    53.8%
                    node_3    28.6%
                    node_6    13.6%
                    node_1     2.4%
                    node_0     1.6%
                    node_5     0.0%
balance × retired   node_0    87.3%
                    node_6    13.2%
                    node_1    -0.3%
                    node_5    -0.1%
"""
        in result.stdout
    )
    assert "age × balance" not in result.stdout


def test_programs_get_a_row_for_each_pair(fwdprop: Run) -> None:
    expected = {
        "csv": "output,input_1,input_2,interaction,largest,strength,h,seen,gain\n"
        "y,x1,x2,1,2,0.5,1,1,0.9999999999999998\n",
        "tsv": "output\tinput_1\tinput_2\tinteraction\tlargest\tstrength\th\tseen\tgain\n"
        "y\tx1\tx2\t1\t2\t0.5\t1\t1\t0.9999999999999998\n",
        "jsonl": '{"output": "y", "input_1": "x1", "input_2": "x2", "interaction": 1, "largest": 2,'
        ' "strength": 0.5, "h": 1, "seen": 1, "gain": 0.9999999999999998}\n',
    }
    for format, text in expected.items():
        assert fwdprop(f"{XOR} --format {format}").stdout == text
    assert json.loads(fwdprop(f"{XOR} --format json").stdout) == [json.loads(expected["jsonl"])]
    assert fwdprop(f"{XOR} --format csv --precision 3").stdout.endswith("y,x1,x2,1,2,0.5,1,1,1\n")


def test_programs_get_a_row_for_each_node(fwdprop: Run) -> None:
    assert fwdprop(f"{XOR} --by-node --format csv").stdout == (
        "output,input_1,input_2,layer,node,share\n"
        "y,x1,x2,hidden,h1,0\n"
        "y,x1,x2,hidden,h2,1\n"
        "y,x1,x2,output,y,0\n"
    )


def test_markdown_has_tables_and_sentences(fwdprop: Run) -> None:
    result = fwdprop(f"{XOR} --by-node --format markdown")
    assert result.stdout == (
        "### y: 4 rows, each compared with every other\n\n"
        "| pair | interaction | largest | seen | H | gain |\n"
        "|---|---:|---:|---:|---:|---:|\n"
        "| x1 × x2 | 1 | 2 | 100% | 1.000 | 100% |\n\n"
        "| pair | made at | share |\n|---|---|---|\n| x1 × x2 | h2 | 100.0% |\n\n"
        + MEANING.replace("\n\n", "\0").replace("\n", " ").replace("\0", "\n\n").rstrip()
        + "\n\nx1 × x2 arises at h2 (100.0%).\n\n"
        "A linear regression, a straight line for each input, explains 0% of the variation of these"
        " answers:\n\n    y ≈ 0.5 + 0·x1 + 0·x2\n\n"
        "It is off most in row 1: 0.5 where the network says 0.\n\n"
        "With one more term, the product x1·x2, it explains 100%.\n"
    )


def test_each_output_has_a_table_and_a_node_may_be_chosen(fwdprop: Run) -> None:
    line = "interactions networks/iris.yaml --data networks/iris.csv"
    headings = [f"{name}: 50 rows" for name in ("setosa", "versicolor", "virginica")]
    text = fwdprop(line).stdout
    assert [heading for heading in headings if heading in text] == headings
    assert text.count("root mean square") == 1
    assert "The output's softmax makes some of it; --scores looks at the sums before." in text
    rows = fwdprop(f"{line} --node versicolor --node hidden.node_3 --format csv").stdout
    assert [row.split(",")[0] for row in rows.splitlines()[1::6]] == ["versicolor", "hidden.node_3"]


def test_scores_are_the_sums_before_the_last_activation(fwdprop: Run, folder: Path) -> None:
    (folder / "net.yaml").write_text(SIGMOID)
    line = "interactions net.yaml -i 0 0 -i 1 1 --format csv"
    header = "output,input_1,input_2,interaction,largest,strength,h,seen,gain\n"
    # Two of the four comparisons are of a row with itself: the rest have the same difference.
    assert fwdprop(f"{line} --precision 5").stdout.startswith(header + "y,a,b,0.057502,0.08132,0,")
    assert fwdprop(f"{line} --scores").stdout == header + "y,a,b,0,0,0,0,0.5,\n"


def test_what_is_not_defined_is_a_dash_or_nothing(fwdprop: Run, folder: Path) -> None:
    (folder / "net.yaml").write_text(PRODUCT_OF_THREE)
    signs = "".join(f"{a},{b},{c}\n" for a in (-1, 1) for b in (-1, 1) for c in (-1, 1))
    line = "interactions net.yaml --data - --pairs a,c"
    assert (
        "\na × c             2         4   100%   -     0%\n" in fwdprop(line, stdin=signs).stdout
    )
    row = fwdprop(f"{line} --format csv", stdin=signs).stdout.splitlines()[1]
    assert row == "y,a,c,2,4,0,,1,0"


@pytest.mark.parametrize("columns", [20, 40])
def test_a_narrow_terminal_has_a_small_table_for_each_pair(fwdprop: Run, columns: int) -> None:
    text = fwdprop(XOR, columns=columns).stdout
    assert "x1 × x2\n" in text
    assert all(len(line) <= columns for line in text.splitlines())
