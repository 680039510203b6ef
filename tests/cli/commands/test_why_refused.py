"""What `fwdprop why` refuses, and what it says to do."""

from __future__ import annotations

import pytest
from command_line import Run

RELU = "networks/transactions-relu.yaml"
EXAMPLE = f"help: fwdprop why {RELU} 3,5 1,-1\n"
IRIS = "networks/iris.yaml --data networks/iris.csv"
CASES = {
    RELU: f"error: two rows are compared, and there is none\n{EXAMPLE}",
    f"{RELU} 1,2": f"error: two rows are compared, and there is 1 row\n{EXAMPLE}",
    f"{RELU} 1,2 3,4 5,6": f"error: two rows are compared, and there are 3 rows\n{EXAMPLE}",
    f"{RELU} 1 2 -3 4": "error: two rows are compared, and there are 4 rows\n"
    f"help: write each as one word: fwdprop why {RELU} 1,2 -3,4\n",
    f"{RELU} -i 1 2": f"error: two rows are compared, and there is --input once\n{EXAMPLE}",
    f"{RELU} -i 1 2 -i 3 4 -i 5 6": "error: two rows are compared, and there are 3 times --input\n"
    + EXAMPLE,
    f"{RELU} 1,2 1.0,2": "error: the two rows are equal\nhelp: change an input in one of them\n",
    f"{RELU} 1,2,3 3,4": """\
error: 3 numbers, expected 2, one for each input
 --> row:1:1
  |
1 | 1,2,3
  | ^^^^^
help: the inputs are accounts, children
""",
    f"{RELU} 3,4 -1,x": """\
error: 'x' is not a number
 --> row:2:4
  |
2 | -1,x
  |    ^
""",
    f"{RELU} 1,2 accounts=3": """\
error: no value for children
 --> row:2:1
  |
2 | accounts=3
  | ^^^^^^^^^^
""",
    f"{RELU} '' 1,2": "error: there are no numbers in row 1\n"
    "help: the inputs are accounts, children\n",
    f"{RELU} -inf,1 2,3": "error: input accounts is -inf for the first row: there is no difference"
    "\nhelp: choose rows whose values are all numbers\n",
    f"{RELU} 1,2 1e308,1e308": "error: layer hidden, node node_0 is inf for the second row: there"
    " is no difference\nhelp: choose rows whose values are all numbers\n",
    f"{RELU} 1,2 -i 3 4": "error: rows are words or --input, not both\nhelp: leave --input out\n",
    f"{RELU} 1,2 3,4 --data rows.csv": "error: rows are words or come from --data, not both\n"
    "help: leave --data out\n",
    f"{RELU} 1,2 3,4 --row 1,2": "error: --row is for --data\n"
    "help: leave it out, or name a file of rows, - for standard input\n",
    f"{RELU} 1,2 3,4 --node node_0 --node node_1": "error: the value of one node is looked at, and"
    " --node names 2\nhelp: name one: --node node_0\n",
    f"{RELU} 1,2 3,4 --table inputs": "error: --table is for csv, tsv, jsonl, json, not for text\n"
    "help: choose one: --format csv\n",
    IRIS: "error: the data has more than 2 rows\nhelp: choose two: --row 1 --row 2\n",
    f"{IRIS} --row 3": "error: two rows are compared, and --row names 1\n"
    "help: name two: --row 1 --row 2\n",
    f"{IRIS} --row 3,3": "error: --row names row 3 twice\nhelp: name two: --row 1 --row 2\n",
    f"{IRIS} --row 3,4,5": "error: two rows are compared, and --row names 3\n"
    "help: name two: --row 1 --row 2\n",
    f"{IRIS} --row 3,99": "error: there is no row 99: the data has 50 rows\n",
    f"{IRIS} --row 3,x": "error: --row is a whole number of at least 1, not x\n",
    f"{IRIS} --row": "error: option --row requires an argument\n"
    "help: `fwdprop why --help` shows what there is\n",
    f"{IRIS} --row 1,2 --rejects x": "error: --rejects keeps rows that are skipped, and two rows"
    " are compared\nhelp: leave it out\n",
}


@pytest.mark.parametrize("words", CASES)
def test_what_is_no_two_rows_is_refused(fwdprop: Run, words: str) -> None:
    result = fwdprop(f"why {words}")
    assert (result.stdout, result.stderr, result.status) == ("", CASES[words], 2)


def test_one_row_of_data_has_no_other(fwdprop: Run) -> None:
    result = fwdprop(f"why {RELU} --data -", stdin="1,2\n")
    assert result.stderr == "error: the data has 1 row, and 2 are compared\n"
    assert fwdprop(f"why {RELU} --data -", stdin="accounts,children\n").status == 2


def test_many_inputs_are_not_written_out(fwdprop: Run) -> None:
    result = fwdprop("why networks/digits.yaml")
    assert result.stderr == (
        "error: two rows are compared, and there is none\n"
        "help: name two rows of a file: fwdprop why networks/digits.yaml --data FILE --row 1,2\n"
    )
