"""What is coloured or bold on a terminal: in each kind of output, all of it."""

from __future__ import annotations

import re

import pytest
from command_line import NETWORKS, Run

NET = str(NETWORKS / "transactions.yaml")
STYLES = {"1": "bold", "2": "dim", "1;36": "title", "1;31": "fault", "36": "note"}


def styled(run: Run, words: str, columns: int, stdin: str) -> str:
    """What both streams show, each styled text as `<style text>`; spaces have no style."""
    environ = {"FORCE_COLOR": "1", "COLUMNS": str(columns)}
    ran = run(words.replace("NET", NET), columns=columns, stdin=stdin, environ=environ)

    def named(match: re.Match[str]) -> str:
        text = match[2].strip(" ")
        return match[2].replace(text, f"<{STYLES[match[1]]} {text}>") if text else match[2]

    shown = re.sub("\x1b\\[([0-9;]*)m(.*?)\x1b\\[0m", named, ran.stdout + ran.stderr)
    return "".join(f"{line.rstrip()}\n" for line in shown.splitlines())


CASES = [
    (
        "run NET --input 2 3 --layers output",
        80,
        "",
        """\
<title inputs>         <dim →>   <title output>         <dim identity>
──────────────────────────────────────────
children   <bold 2>       transactions          <bold 9>
accounts   <bold 3>
""",
    ),
    (
        "run NET --input 2 3 --layers inputs,output",
        30,
        "",
        """\
<title inputs>
────────────
children   <bold 2>
accounts   <bold 3>

<title output>         <dim identity>
───────────────────────
transactions          <bold 9>
""",
    ),
    (
        "run NET --data -",
        80,
        "2,3\n4,5\n",
        """\
<dim row>   <title transactions>
──────────────────
  <dim 1>              <bold 9>
  <dim 2>             <bold 17>
""",
    ),
    (
        "show NET --weights --layers output",
        40,
        "",
        """\
<bold transactions>: 2 inputs, 2 layers,
float64, 3 examples
How many bank transactions will a
customer make next year, judging by the
number of children and of accounts? Two
inputs, two hidden nodes, one output.
Source: the opening example of
DataCamp's "Introduction to Deep
Learning in Python".

<title output>
────────────────────────────
nodes        1: transactions
activation   identity
reads        hidden
weights      2
parameters   3

9 parameters in all: 6 weights and 3
biases; each node has a bias, 0 if not
given
6 multiply-adds for a row: one for each
weight; biases and activations are not
counted

<title output>         source   weight
──────────────────────────────
transactions   node_0        <bold 2>
               node_1       <bold -1>
               bias          <dim 0>
""",
    ),
    (
        "trace NET --input 2 3 --node transactions",
        80,
        "",
        """\
<title inputs>
  children = 2, accounts = 3

<title output>  <dim identity(z) = z>
  <bold transactions> = 2·node_0 - 1·node_1 = 2·5 - 1·1 = <bold 9>
""",
    ),
    (
        "trace NET --input 2 3 --node transactions",
        36,
        "",
        """\
<title inputs>
  children = 2, accounts = 3

<title output>  <dim identity(z) = z>
  <bold transactions> = 2·node_0 - 1·node_1
               = 2·5 - 1·1
               = <bold 9>
""",
    ),
    (
        "run NET --input 2",
        80,
        "",
        """\
<fault error:> 1 number, expected 2, one for each input
 --> --input:1:1
  |
1 | 2
  | ^
<note help:> the inputs are children, accounts
""",
    ),
    (
        "run - --input inf --layers output",
        80,
        "inputs: [a]\nlayers: [{weights: [[1]]}]\n",
        """\
<title inputs>         <dim →>   <title output>   <dim identity>
────────────────────────────────────
a        <bold inf>       node_0        <bold inf>
<note warning:> input a is inf, the first value that is not finite
""",
    ),
    (
        "activations step",
        44,
        "",
        """\
<title step>   <bold 0 if z < 0, at_zero if z = 0, 1 if z>
<bold > 0>
Unit step of the perceptron: fires or not

<dim 1>                  <title ⠈⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉>
                   <dim │>
                   <dim │>
                   <dim │>
                   <dim │>
                   <dim │>
                   <dim │>
                   <dim │>
                   <dim │>
                   <dim │>
                   <dim │>
                   <dim │>
<dim 0> <title ⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⡀><dim ─────────────────>
  <dim -4               0                4>

   <dim z>   <title step>
───────────
  -4      <bold 0>
  -2      <bold 0>
  -1      <bold 0>
-0.5      <bold 0>
   0      <bold 0>
 0.5      <bold 1>
   1      <bold 1>
   2      <bold 1>
   4      <bold 1>

<dim also>      heaviside
<dim at_zero>   the value where z is 0; 0 if not
          set
<dim PyTorch>   torch.heaviside
<dim JAX>       jax.numpy.heaviside
<dim source>    W. S. McCulloch and W. Pitts,
          1943, A logical calculus of the
          ideas immanent in nervous activity
<dim note>      Books disagree about zero: here it
          does not fire. `at_zero: 1` makes
          it fire, `at_zero: 0.5` is
          halfway.
""",
    ),
    (
        "run NET --data - --health",
        80,
        "-1,1\n4,5\n",
        """\
<dim row>   <title transactions>
──────────────────
  <dim 1>             <bold -2>
  <dim 2>             <bold 17>
<bold health of each node over 2 rows>

layer    node           min   mean   max   zeros   saturated
────────────────────────────────────────────────────────────
<title hidden>   node_0           0    4.5     9    50 %           -
         node_1           1    1.5     2     0 %           -
<title output>   transactions    -2    7.5    17     0 %           -
""",
    ),
]


@pytest.mark.parametrize(("words", "columns", "stdin", "expected"), CASES)
def test_styles_say_what_is_what(
    fwdprop: Run, words: str, columns: int, stdin: str, expected: str
) -> None:
    assert styled(fwdprop, words, columns, stdin) == expected


def test_a_wrong_answer_stands_out(fwdprop: Run) -> None:
    shown = styled(fwdprop, "check NET --input 2 3 --expect 8", 200, "")
    assert re.findall("<(.*?)>", shown) == [
        f"fault {NET}: 1 answer does not hold",
        "bold layer output, node transactions",
        "bold expected    8",
        "bold found       9",
        "bold transactions",
        "bold 9",
    ]


def test_weights_stand_out_where_each_node_has_a_table_of_its_own(fwdprop: Run) -> None:
    shown = styled(fwdprop, "show NET --weights --layers output", 24, "")
    assert shown.splitlines()[-3:] == [
        "node_0                 <bold 2>",
        "node_1                <bold -1>",
        "bias                   <dim 0>",
    ]
