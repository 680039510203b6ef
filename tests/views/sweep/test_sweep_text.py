"""A sweep at a terminal: what is shown of much, names of all kinds, terminals of all kinds."""

from __future__ import annotations

import re

import pytest
from command_line import Run
from sweep_networks import ADDING, JUMPING, LINEAR, NAMED, POLE, SMOOTH
from terminal_cells import cells

BANK = "sweep networks/bank.yaml --input 40 10 0"


def shown(fwdprop: Run, line: str, net: str = "", columns: int = 80) -> str:
    result = fwdprop(line, stdin=net, columns=columns)
    assert (result.status, result.stderr) == (0, "")
    return result.stdout


def test_the_words_say_what_is_to_be_seen(fwdprop: Run) -> None:
    text = shown(fwdprop, f"{BANK} --over age=20:80:5 --over retired=0,1")
    assert text.endswith("""
Not parallel: from retired = 0 to 1 the value changes by +20.5567 at age = 20
and by -14.024 at age = 80. Parallel lines would have the same difference
everywhere.
○ The lines bend where a node switches, at this age:
  retired = 0: 62.7318 (node_1), 66.108 (node_0)
  retired = 1: 52.9599 (node_1)
""")


@pytest.mark.parametrize(
    ("net", "line", "words"),
    [
        (
            ADDING,
            "--over a=-2:2:2 --over b=0,2",
            "Parallel: from b = 0 to 2 the value changes by +1 at every a.\n"
            "○ The lines bend where a node switches, at this a: 0 (p).\n",
        ),
        (
            ADDING,
            "--over a=1:3:1 --over b=0,1",
            "The lines are the same: b changes nothing here.\n"
            "No node bends either line: both are straight.\n",
        ),
        (
            ADDING,
            "--over a=1:3:1 --over b=0,1,2",
            "Parallel: the lines are as far apart at every a.\n"
            "No node bends any line: all are straight.\n",
        ),
        (ADDING, "--over a=1:3:1 -i b=0", "No node bends the line: it is straight.\n"),
        (
            ADDING,
            "--over a=-1:1:1 -i b=0",
            "○ The line bends where a node switches, at this a: 0 (p).\n",
        ),
        (
            JUMPING,
            "--over a=0:3:1 -i b=0",
            "○ The line jumps where a node switches, at this a: 0.5 (s), 2 (t).\n",
        ),
        (LINEAR, "--over a=0:3:1 -i b=0 c=0 --node y", "The line is straight.\n"),
        (
            SMOOTH,
            "--over a=0:3:3 --over b=0,1",
            "Not parallel: from b = 0 to 1 the value changes by -0.761594 at a = 0 and by "
            "-0.0577798\nat a = 3. Parallel lines would have the same difference everywhere.\n",
        ),
    ],
)
def test_each_kind_of_network_has_its_words(net: str, line: str, words: str, fwdprop: Run) -> None:
    text = shown(fwdprop, f"sweep - {line}", net, columns=87)
    assert text.rpartition("\n\n")[2] == words


def test_a_smooth_network_has_no_word_about_nodes(fwdprop: Run) -> None:
    text = shown(fwdprop, "sweep - --over a=0:3:1 -i b=0", SMOOTH)
    assert "switch" not in text
    assert "bend" not in text


def test_one_value_is_a_table_alone(fwdprop: Run) -> None:
    text = shown(fwdprop, f"{BANK} --over age=40:40:5")
    assert text == (
        "transactions, where balance = 10, retired = 0\n\n"
        "age   transactions\n──────────────────\n 40        20.1024\n"
    )


def test_a_long_table_is_shortened_in_the_middle(fwdprop: Run) -> None:
    line = f"{BANK} --over age=0:99:1"
    short, whole = shown(fwdprop, line), shown(fwdprop, f"{line} --all")
    assert "\n... 84 more rows ...\n" in short
    assert len(re.findall(r"^ *\d+ +\d+\.\d{4}$", short, re.MULTILINE)) == 16
    assert len(re.findall(r"^ *\d+ +\d+\.\d{4}$", whole, re.MULTILINE)) == 100


def test_many_lines_are_some_in_the_table_and_in_the_drawing(fwdprop: Run) -> None:
    line = f"{BANK} --over age=20:80:30 --over balance=0:40:2"
    text = shown(fwdprop, line)
    assert "6 of 21 values of balance are in the table; --all shows all\n" in text
    assert "6 of 21 values of balance are drawn.\n" in text
    titles = ["age", "balance = 0", "= 8", "= 16", "= 24", "= 32", "= 40"]
    assert re.split(" {3,}", text.splitlines()[2])[:7] == titles
    whole = shown(fwdprop, f"{line} --all")
    assert all(re.search(rf"= {balance}\b", whole) for balance in range(2, 41, 2))
    assert "6 of 21 values of balance are drawn.\n" in whole


def test_of_many_nodes_those_with_the_largest_values_are_drawn(fwdprop: Run) -> None:
    net = "{inputs: [a], layers: [{weights: [[1], [-9], [2], [3], [4], [5], [6]]}]}"
    text = shown(fwdprop, "sweep - --over a=1,2", net)
    assert "6 of 7 nodes, those with the largest values, are drawn.\n" in text
    ends = [line.rpartition(" ")[2] for line in text.splitlines() if "│" in line]
    assert [end for end in ends if end.startswith("node_")] == [
        *("node_6", "node_5", "node_4", "node_3", "node_2", "node_1")
    ]


def test_charts_are_some_of_many(fwdprop: Run) -> None:
    line = "sweep - --over a=0,1 --over b=0,1 --over c=0:9:1 --node y"
    text = shown(fwdprop, line, LINEAR)
    assert re.findall("where (c = .)", text) == ["c = 0", "c = 3", "c = 6", "c = 9"]
    assert text.endswith("\n4 of 10 charts are shown; --all shows all\n")
    whole = shown(fwdprop, f"{line} --all", LINEAR)
    assert re.findall("where (c = .)", whole) == [f"c = {c}" for c in range(10)]


def test_charts_of_a_node_have_one_scale(fwdprop: Run) -> None:
    text = shown(fwdprop, "sweep - --over a=0,1 --over b=0,1 --over c=0,10 --node y", LINEAR)
    scales = [re.findall(r"^ *(\S+) │", part, re.MULTILINE) for part in text.split("where")[1:]]
    assert scales[0] == scales[1]


@pytest.mark.parametrize("columns", [8, 20, 40, 80, 120])
def test_no_line_is_wider_than_the_terminal(columns: int, fwdprop: Run) -> None:
    line = "sweep - -i 1 2 3 4 --over 'Account balance=0:3:0.5' --over 名前=-1:1:0.5"
    text = shown(fwdprop, line, NAMED, columns=columns)
    assert max(map(cells, text.splitlines())) <= columns
    is_said = "there is no room for the drawing" in " ".join(text.split())
    assert is_said == (columns < 40)


@pytest.mark.parametrize(
    "environ", [{"TERM": "dumb", "COLUMNS": "60", "NO_COLOR": "1"}], ids=["dumb"]
)
def test_a_dumb_terminal_has_signs_for_lines(
    environ: dict[str, str], fwdprop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fwdprop.system import terminal

    monkeypatch.setattr(terminal.Terminal, "shows_unicode", property(lambda self: False))
    text = fwdprop("sweep - --over a=-2:2:1 --over b=0,2", stdin=ADDING, columns=60).stdout
    drawing = text.split("\n\n")[2]
    assert drawing.isascii()
    assert "* b = 0" in drawing
    assert "+ b = 2" in drawing
    assert "o The lines bend where a node switches" in text


def test_gaps_are_left_where_values_are_not_finite(fwdprop: Run) -> None:
    text = fwdprop("sweep - --over a=-2:2:1 --over b=0,1", stdin=POLE, columns=80).stdout
    assert "inf" in text
    assert "2 values are not finite: they are left out of the drawing.\n" in text


@pytest.mark.parametrize("net", [LINEAR, JUMPING, SMOOTH, POLE], ids=["l", "j", "s", "p"])
@pytest.mark.parametrize(
    "values", ["-1.7e308:1.7e308:1e308", "5e-324:2e-323:5e-324", "1e6:1000000.0001:0.00001"]
)
@pytest.mark.parametrize("format", ["table", "svg", "markdown"])
def test_axes_of_any_size_are_drawn(format: str, values: str, net: str, fwdprop: Run) -> None:
    others = ["b=0", "c=0"] if net is LINEAR else ["b=0"]
    words = ["--over", f"a={values}", "--format", format, "-i", *others]
    result = fwdprop("sweep", "-", *words, stdin=net)
    assert result.status == 0
    assert result.stdout


def test_markdown_has_tables_and_words(fwdprop: Run) -> None:
    line = "sweep - -i 1 2 3 4 --over a=b=0:1:1 --over 名前=-1,1 --format markdown"
    assert fwdprop(line, stdin=NAMED).stdout == (
        "### a very long name of an output that goes on and on \\<\\&\\>, where Account balance "
        "= 1, x = 4\n\n| a=b | 名前 = -1 | 名前 = 1 | difference |\n|---|---:|---:|---:|\n"
        "| 0 | 0 | 0 | 0 |\n| 1 | 0 | 1 | 1 |\n\n"
        "Not parallel: from 名前 = -1 to 1 the value changes by 0 at a=b = 0 and by +1 at a=b = 1. "
        "Parallel lines would have the same difference everywhere.\n"
        "○ The lines bend where a node switches, at this a=b:\n"
        "- 名前 = -1: nowhere\n- 名前 = 1: 0.5 (a very long name of a node that goes on)\n"
    )


def test_a_narrow_drawing_has_numbers_below_it(fwdprop: Run) -> None:
    text = shown(fwdprop, f"{BANK} --over age=20:80:5 --over retired=0,1", columns=40)
    assert "─\n   20     40      60     80\n              age\n" in text
