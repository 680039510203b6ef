"""What other programs write beside rows: where it stands, and what takes it out."""

from __future__ import annotations

import pytest
from command_line import Run
from marked_lines import marked_line

NET = "networks/transactions.yaml"
HEAD = "children,accounts\n2,3\n"
COMMENTS = "lines that begin with # are no rows: grep -v '^#' FILE | fwdprop ..."
EXCEL = "the first line tells Excel what stands between columns: tail -n +2 FILE | fwdprop ..."
NONE = "there are no columns 'children', 'accounts'"


@pytest.mark.parametrize(
    ("stdin", "message", "line", "help"),
    [
        ("sep=;\nchildren;accounts\n2;3\n", NONE, 1, f"{EXCEL} --delimiter ';'"),
        ("SEP=\t\nchildren\taccounts\n", NONE, 1, f"{EXCEL} --delimiter '\\t'"),
        ("# by hand\nchildren,accounts\n2,3\n", NONE, 1, COMMENTS),
        (HEAD + "# end\n", "1 field, expected 2 as in the header", 3, COMMENTS),
        (HEAD + "#4,5\n", "column children: '#4' is not a number", 3, COMMENTS),
        (
            "# children,accounts\n2,3\n",
            "there is no column 'children'",
            1,
            "a # stands before the names: sed '1s/^[# ]*//' FILE | fwdprop ...",
        ),
        (
            HEAD + "4,5,\n",
            "3 fields, expected 2 as in the header",
            3,
            "the row ends with a delimiter: sed 's/,[[:space:]]*$//' FILE | fwdprop ...",
        ),
        (
            "children,accounts,\n2,3\n",
            "2 fields, expected 3 as in the header",
            2,
            "the first line ends with a delimiter: sed '1s/,[[:space:]]*$//' FILE | fwdprop ...",
        ),
        (
            "2,3,\n",
            NONE,
            1,
            "each row ends with a delimiter: sed 's/,[[:space:]]*$//' FILE | fwdprop ...",
        ),
        (
            ",0,1\n0,2,3\n",
            NONE,
            1,
            "the columns are numbered, and so are the rows:"
            " tail -n +2 FILE | cut -d, -f2- | fwdprop ...",
        ),
    ],
)
def test_what_is_no_row_is_told_with_a_filter(
    fwdprop: Run, stdin: str, message: str, line: int, help: str
) -> None:
    result = fwdprop(f"run {NET}", stdin=stdin)
    error, place, *_, last = result.stderr.splitlines()
    assert error == f"error: {message}"
    assert place.startswith(f" --> <stdin>:{line}:1")
    assert (last, result.status) == (f"help: {help}", 2)


def test_json_lines_have_no_commas_between_them(fwdprop: Run) -> None:
    result = fwdprop(f"run {NET} --from jsonl", stdin="[2, 3],\n[4, 5]\n")
    assert (result.stdout, result.status) == ("", 2)
    assert result.stderr == (
        marked_line("there is a comma behind the row", "[2, 3],", "      ^")
        + "help: the lines end without one: sed 's/,[[:space:]]*$//' FILE"
        " | fwdprop ... --from jsonl\n"
    )


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_first_line_that_counts_is_warned_of(fwdprop: Run, delimiter: str) -> None:
    rows = ["0,1,2,3", "5.1,3.5,1.4,0.2"]
    stdin = "".join(f"{row}\n" for row in rows).replace(",", delimiter)
    option = "" if delimiter == "," else " --delimiter ';'"
    line = f"run networks/iris.yaml --format csv{option.replace(chr(39), '')}"
    result = fwdprop(line, stdin=stdin)
    assert result.stderr == (
        "warning: <stdin>: the first line counts 0, 1, 2 and is read as a row;"
        f" where it numbers the columns: tail -n +2 FILE | fwdprop ...{option}\n"
    )
    assert (len(result.stdout.splitlines()), result.status) == (3, 0)
    assert fwdprop(f"{line} --no-header", stdin=stdin).stderr == ""


@pytest.mark.parametrize("first", ["0,1", "1,2"])
def test_two_numbers_may_well_be_a_row(fwdprop: Run, first: str) -> None:
    result = fwdprop(f"run {NET}", stdin=f"{first}\n2,3\n")
    assert (result.stderr, result.status) == ("", 0)
