"""What a sweep says in words is what is known: of lines not drawn, and between their values."""

from __future__ import annotations

import pytest
from command_line import Run

# Around b = 10 alone the line has a bump between a = 0 and a = 1: 1 - 10 |a - 0.5| - |b - 10|.
BUMP = """
inputs: [a, b]
layers:
  - name: h0
    activation: abs
    nodes: {u: {weights: [1, 0], bias: -0.5}, v: {weights: [0, 1], bias: -10}}
  - name: h
    activation: relu
    nodes: {p: {weights: [-10, -1], bias: 1}}
  - nodes: {y: {weights: {p: 1, inputs.a: 1}}}
"""
# A peak so narrow that none of the values compared is near it: it is as high as b.
PEAK = """
inputs: [a, b]
layers:
  - name: h
    activation: gaussian
    nodes: {p: {weights: [100000, 0], bias: -34567}}
  - name: g
    activation: relu
    nodes: {q: {weights: {p: 100, inputs.b: 1}, bias: -100}}
  - nodes: {y: [1]}
"""
# The difference of the two lines is 0 wherever the nodes jump and halfway between: 0.5 - a in all
# of (0.25, 0.75), and 0 else.
JUMPS = """
inputs: [a, b]
layers:
  - name: low
    activation: {name: threshold, threshold: 0.25, value: 0.25}
    nodes: {l: [1, 0]}
  - name: s
    activation: step
    nodes: {f: {weights: {inputs.a: 1}, bias: -0.25}, g: {weights: {inputs.a: -1}, bias: 0.75}}
  - name: both
    activation: relu
    nodes:
      w: {weights: {f: 1, g: 1}, bias: -1}
  - name: gate
    activation: relu
    nodes:
      up: {weights: {w: 10, inputs.a: 1, inputs.b: 10}, bias: -20.5}
      down: {weights: {w: 10, inputs.a: -1, inputs.b: 10}, bias: -19.5}
  - nodes: {y: {weights: {up: -1, down: 1}}}
"""
LARGE = """
inputs: [a, b]
layers:
  - name: h
    activation: relu
    nodes: {p: [1.0e+200, 0], q: [1, 1]}
  - name: g
    activation: relu
    nodes: {r: {weights: {p: 1.0e+200, inputs.b: 1}}, s: {weights: {q: 1}}}
  - nodes: {y: [0, 1]}
"""


def words(fwdprop: Run, net: str, line: str) -> str:
    """What stands below the drawing."""
    result = fwdprop(f"sweep - {line}", stdin=net, columns=200)
    assert result.status == 0
    return result.stdout.rpartition("\n\n")[2]


@pytest.mark.parametrize(
    ("net", "line", "said"),
    [
        (
            BUMP,
            "--over a=0,1 --over b=0:19:1",
            "6 of 20 values of b are drawn.\n"
            "Parallel: the lines that are drawn are as far apart at every a, the others at the "
            "values of a that you gave.\n"
            "No node bends any line that is drawn: all are straight.\n",
        ),
        (
            BUMP,
            "--over a=0,1 --over b=0,10",
            "Not parallel: from b = 0 to 10 the value changes by 0 at a = 0 and by +1 at a = 0.5. "
            "Parallel lines would have the same difference everywhere.\n"
            "○ The lines bend where a node switches, at this a:\n"
            "  b = 0: nowhere\n"
            "  b = 10: 0.4 (p), 0.5 (u), 0.6 (p)\n",
        ),
        (
            PEAK,
            "--over a=0,1 --over b=0,50",
            "The lines are the same: b changes nothing at the 257 values of a where they were "
            "compared.\n",
        ),
        (
            PEAK,
            "--over a=0,1 --over b=100,150",
            "Parallel: from b = 100 to 150 the value changes by +50 at the 257 values of a where "
            "they were compared.\n",
        ),
        (
            PEAK,
            "--over a=0,1 --over b=0,25,50",
            "Parallel: the lines are as far apart at the 257 values of a where they were "
            "compared.\n",
        ),
    ],
)
def test_parallel_is_said_of_what_was_compared(
    net: str, line: str, said: str, fwdprop: Run
) -> None:
    assert words(fwdprop, net, line) == said


@pytest.mark.parametrize("ends", ["0,1", "0:1:0.5", "0.25,0.75"])
def test_lines_that_jump_are_compared_inside_each_part(ends: str, fwdprop: Run) -> None:
    said = words(fwdprop, JUMPS, f"--over a={ends} --over b=0,1")
    assert said.startswith("Not parallel: ")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--over a=-1:0:1 -i b=0", "No node bends the line: it is straight.\n"),
        (
            "--over a=0:1:1 -i b=0 --node h.q",
            "Where nodes switch is not known: layer g, node r is not finite on the way.\n",
        ),
        (
            "--over a=-1e308:1e308:1e308 -i b=0 --node h.q",
            "Where nodes switch is not known: the ends of a are too far apart for float64.\n",
        ),
    ],
)
def test_nodes_that_cannot_be_followed_are_named(line: str, said: str, fwdprop: Run) -> None:
    assert words(fwdprop, LARGE, line) == said


def test_of_some_lines_it_is_known(fwdprop: Run) -> None:
    net = "inputs: [a, b]\nlayers:\n  - activation: relu\n    nodes: {p: [1, 1]}\n"
    net += "  - nodes: {y: [1.0e+300]}\n"
    said = words(fwdprop, net, "--over a=-2:2:1 --over b=1,1e9")
    assert said.endswith(
        "Where nodes switch is not known on 1 of the lines: layer output, node y is not finite on "
        "the way.\n○ The line bends where a node switches, at this a:\n  b = 1: -1 (p)\n"
    )


def test_values_near_the_end_of_float64_bend_where_they_do(fwdprop: Run) -> None:
    net = "inputs: [a]\nlayers:\n  - activation: abs\n    nodes: {p: {weights: [1], bias: -0.5}}\n"
    net += "  - nodes: {y: {weights: [1.7e+308], bias: -1.5e+308}}\n"
    said = words(fwdprop, net, "--over a=0:1:1")
    assert said == "○ The line bends where a node switches, at this a: 0.5 (p).\n"


def test_a_slope_beyond_float64_is_that_of_a_straight_line(fwdprop: Run) -> None:
    net = "inputs: [a]\nlayers:\n  - activation: relu\n    nodes: {p: [1], q: {weights: [-1], "
    net += "bias: 1}}\n  - nodes: {y: [1.0e+308, -1.0e+308]}\n"
    said = words(fwdprop, net, "--over a=0:1:1")
    assert said == "No node bends the line: it is straight.\n"


@pytest.mark.parametrize("over", ["a=1", "a=0:1:1", "a=1 --over b=0,1"])
@pytest.mark.parametrize("weight", ["1.7e+308", "-1.7e+308"])
@pytest.mark.parametrize("format", ["table", "svg", "markdown"])
def test_the_largest_numbers_are_drawn(over: str, weight: str, format: str, fwdprop: Run) -> None:
    net = f"inputs: [a, b]\nlayers:\n  - nodes: {{y: [{weight}, 0]}}\n"
    result = fwdprop(f"sweep - --over {over} --format {format} -i 0 0", stdin=net)
    assert (result.status, result.stderr) == (0, "")


def test_lines_too_far_apart_to_be_compared_are_drawn(fwdprop: Run) -> None:
    net = "inputs: [a, b]\nlayers:\n  - nodes: {y: [0, 1.7e+308]}\n"
    assert words(fwdprop, net, "--over a=0:1:1 --over b=-1,1") == "The lines are straight.\n"
