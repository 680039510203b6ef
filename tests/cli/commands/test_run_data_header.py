"""The first line of a file of rows: the names of its columns, or else how many there are."""

from __future__ import annotations

import pytest
from command_line import Run
from csv_rows import DATA
from marked_lines import marked_line


def test_a_header_alone_gives_a_header_alone(fwdprop: Run) -> None:
    for stdin in ("children,accounts\n", "children,accounts", "accounts,children\r\n\r\n"):
        result = fwdprop(DATA, stdin=stdin)
        assert (result.stderr, result.stdout, result.status) == ("", "transactions\n", 0)


@pytest.mark.parametrize("stdin", ["", "\n", "\r\n\r\n", "\ufeff", "\ufeff\n"])
def test_an_empty_file_is_an_error(fwdprop: Run, stdin: str) -> None:
    result = fwdprop(DATA, stdin=stdin)
    assert result.stderr == (
        "error: <stdin> is empty\nhelp: its first line holds the names of the columns, or numbers\n"
    )
    assert (result.stdout, result.status) == ("", 2)


SEMICOLON = "the columns stand apart by ';': --delimiter ';'"
TAB = r"the columns stand apart by '\t': --delimiter '\t'"
NUMBERS = "the first line is taken for names; where it is a row, say --no-header"
COUNTED = "one for each input; without a header columns go by their position"


@pytest.mark.parametrize(
    ("words", "stdin", "names", "text", "help"),
    [
        ("", "accounts;children", ("children", "accounts"), None, SEMICOLON),
        ("", "2;3", ("children", "accounts"), None, SEMICOLON),
        ("", "children\taccounts", ("children", "accounts"), "children accounts", TAB),
        ("--header", "2,3", ("children", "accounts"), None, NUMBERS),
        ("", "1,x", ("children", "accounts"), None, NUMBERS),
        (
            "",
            "id,childen,accounts",
            ("children",),
            None,
            "did you mean childen? there are id, childen, accounts;"
            " --columns children=childen says so",
        ),
        (
            "",
            'accounts,"children, all"',
            ("children",),
            None,
            "did you mean children, all? there are accounts, children, all;"
            """ --columns 'children="children, all"' says so""",
        ),
        ("", "a,accounts", ("children",), None, "there are a, accounts"),
        (
            "--keep nope",
            "children,accounts,x y",
            ("nope",),
            None,
            "there are children, accounts, x y",
        ),
        ("--columns children=4", "1,2,3", ("4",), None, "there are 1, 2, 3"),
    ],
)
def test_a_missing_column_says_what_there_is(
    fwdprop: Run, words: str, stdin: str, names: tuple[str, ...], text: str | None, help: str
) -> None:
    result = fwdprop(f"{DATA} {words}", stdin=f"{stdin}\n1,2\n")
    text = text or stdin
    found = "is no column" if len(names) == 1 else "are no columns"
    missing = ", ".join(f"'{name}'" for name in names)
    fault = marked_line(f"there {found} {missing}", text, "^" * len(text), help)
    assert (result.stderr, result.stdout, result.status) == (fault, "", 2)


def test_a_column_that_is_there_twice_is_an_error_where_it_is_wanted(fwdprop: Run) -> None:
    head = "children,x,accounts,children,x"
    result = fwdprop(DATA, stdin=f"{head}\n1,2,3,4,5\n")
    help = "give each column a name of its own"
    assert result.stderr == marked_line(
        "2 columns are called 'children'", head, "^" * len(head), help
    )
    other = fwdprop(DATA, stdin="children,x,accounts,x\n1,2,3,4\n")
    assert (other.stderr, other.stdout) == ("", "transactions\n6\n")


@pytest.mark.parametrize(("stdin", "found"), [("1\n", "1 column"), ("1,2,3\n", "3 columns")])
def test_without_a_header_the_columns_are_counted(fwdprop: Run, stdin: str, found: str) -> None:
    line = stdin.strip()
    assert fwdprop(DATA, stdin=stdin).stderr == marked_line(
        f"{found}, expected 2, {COUNTED}",
        line,
        "^" * len(line),
        "the inputs are children, accounts",
    )


@pytest.mark.parametrize(
    ("stdin", "stderr"),
    [
        (b"\xff\xfec\0h\0", "error: <stdin> is UTF-16, expected UTF-8 text\n"),
        (b"a\0b,c\n1,2\n", "error: there is a NUL byte in the first line\n --> <stdin>:1:1\n"),
        (b"\xe9,children\n1,2\n", "error: the first line is not UTF-8\n --> <stdin>:1:1\n"),
        (b'"children,accounts\n1,2\n', "error: the quote is not closed\n --> <stdin>:1:1\n"),
        (b'"a"x,b\n1,2\n', "error: there is text behind the closing quote\n --> <stdin>:1:1\n"),
    ],
)
def test_a_first_line_that_is_no_text_is_an_error(fwdprop: Run, stdin: bytes, stderr: str) -> None:
    for words in ("", "--on-error skip"):
        result = fwdprop(f"{DATA} {words}", stdin=stdin)
        assert result.stderr.startswith(stderr)
        assert (result.stdout, result.status) == ("", 2)
