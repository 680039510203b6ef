"""`fwdprop run --data` on CSV and TSV: files as spreadsheets and other tools make them."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import pytest
from conftest import Run

# The network's answer is 3 * children + accounts.
NET = "run networks/transactions.yaml"
DATA = f"{NET} --data -"
GOOD = "children,accounts\n1,2\n3,4\n"
SCORED = "transactions\n5\n13\n"


@pytest.mark.parametrize(
    ("words", "stdin"),
    [
        ("", GOOD),
        ("", "1,2\n3,4\n"),
        ("", "1,2\n3,4"),
        ("", "accounts,note,children\n2,x,1\n4,,3\n"),
        ("", '"accounts","children"\n"2","1"\n4,"3"\n'),
        ("", " accounts , children\n 2 ,1\n4, 3 \n"),
        ("", "\ufeff" + GOOD),
        ("", '\ufeff"children","accounts"\r\n1,2\r\n3,4\r\n'),
        ("", "\ufeff1,2\n3,4\n"),
        ("", "children,accounts\r\n1,2\r\n3,4\n"),
        ("", "children,accounts\r\n1,2\r\n\r\n3,4\r\n\r\n\r\n"),
        ("", f"\n\n{GOOD}\n\n\n"),
        ("", "\n1,2\n\n3,4\n\n"),
        ("--header", GOOD),
        ("--no-header", "1,2\n3,4\n"),
        ("--header --columns children=1,accounts=2", "1,2\n1,2\n3,4\n"),
        ("--delimiter ;", "children;accounts\n1;2\n3;4\n"),
        ("--delimiter tab", "1\t2\n3\t4\n"),
        ("--delimiter space", "1 2\n3 4\n"),
        ("--delimiter |", 'accounts|note|children\n2|"a|b"|1\n4|"\n"|3\n'),
        ("--from tsv", 'accounts\tnote, of\tchildren\n2\t"\t"\t1\n4\ta,b\t3\n'),
        ("--columns children=kids", "kids,accounts\n1,2\n3,4\n"),
        ('--columns children="a, b",accounts="say =x"', 'say =x,"a, b"\n2,1\n4,3\n'),
        ("--columns children=kids --columns accounts=n", "n,kids\n2,1\n4,3\n"),
        ("--columns children=3,accounts=1", "2,0,1\n4,0,3\n"),
        ("--no-header --columns children=3,accounts=1", "2,x,1\n4,x,3\n"),
    ],
)
def test_rows_are_found_however_they_are_written(fwdprop: Run, words: str, stdin: str) -> None:
    option, _, names = words.partition(" ")
    # A quote within a word would be the shell's.
    given = [option, names] if '"' in words else words.split()
    result = fwdprop(*DATA.split(), *given, stdin=stdin)
    assert (result.stderr, result.stdout, result.status) == ("", SCORED, 0)


def test_a_header_alone_gives_a_header_alone(fwdprop: Run) -> None:
    for stdin in ("children,accounts\n", "children,accounts", "accounts,children\r\n\r\n"):
        result = fwdprop(DATA, stdin=stdin)
        assert (result.stderr, result.stdout, result.status) == ("", "transactions\n", 0)


def test_one_column_needs_no_delimiter(fwdprop: Run, tmp_path: Path) -> None:
    net = tmp_path / "net.yaml"
    net.write_text("inputs: [a]\nlayers: [{nodes: {y: [2]}}]\n")
    for stdin in ("a\n1\n2\n", "1\n2\n\n\n", "\n\n1\n2\n", '"a"\r\n1\r\n2\r\n'):
        result = fwdprop(f"run {net} --data -", stdin=stdin)
        assert (result.stderr, result.stdout, result.status) == ("", "y\n2\n4\n", 0)
    assert fwdprop(f"run {net}", stdin="1\n\n2\n").stderr == (
        "error: column a: the cell is empty\n --> <stdin>:2:1\n"
        "help: --missing nan or --missing 0 says what to take for it\n"
    )


def marked(message: str, text: str, mark: str, help: str | None = None, at: str = "1:1") -> str:
    line = at.split(":")[0]
    end = "" if help is None else f"help: {help}\n"
    return f"error: {message}\n --> <stdin>:{at}\n  |\n{line} | {text}\n  | {mark}\n" + end


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
    fault = marked(f"there {found} {missing}", text, "^" * len(text), help)
    assert (result.stderr, result.stdout, result.status) == (fault, "", 2)


def test_a_column_that_is_there_twice_is_an_error_where_it_is_wanted(fwdprop: Run) -> None:
    head = "children,x,accounts,children,x"
    result = fwdprop(DATA, stdin=f"{head}\n1,2,3,4,5\n")
    help = "give each column a name of its own"
    assert result.stderr == marked("2 columns are called 'children'", head, "^" * len(head), help)
    other = fwdprop(DATA, stdin="children,x,accounts,x\n1,2,3,4\n")
    assert (other.stderr, other.stdout) == ("", "transactions\n6\n")


@pytest.mark.parametrize(("stdin", "found"), [("1\n", "1 column"), ("1,2,3\n", "3 columns")])
def test_without_a_header_the_columns_are_counted(fwdprop: Run, stdin: str, found: str) -> None:
    line = stdin.strip()
    assert fwdprop(DATA, stdin=stdin).stderr == marked(
        f"{found}, expected 2, {COUNTED}",
        line,
        "^" * len(line),
        "the inputs are children, accounts",
    )


KEPT = (
    'id,accounts,date,note,children\n98765432109876543210,3,2026-01-02,"a, ""b""\r\nc",2\n'
    "007,5,NA,é\t[red],4\n-0.10,0,, x ,0\n"
)
TEXTS = [
    ["98765432109876543210", "2026-01-02", 'a, "b"\r\nc', "9"],
    ["007", "NA", "é\t[red]", "17"],
    ["-0.10", "", " x ", "0"],
]
NAMES = ["id", "date", "note", "transactions"]


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_kept_columns_are_the_text_that_they_were(fwdprop: Run, form: str) -> None:
    result = fwdprop(f"{DATA} --keep id,date,note --format {form}", stdin=KEPT)
    text = io.StringIO(result.stdout, newline="")
    rows = list(csv.reader(text, delimiter="," if form == "csv" else "\t"))
    assert (result.stderr, rows, result.status) == ("", [NAMES, *TEXTS], 0)


@pytest.mark.parametrize("form", ["jsonl", "json"])
def test_kept_columns_are_texts_in_json(fwdprop: Run, form: str) -> None:
    result = fwdprop(f"{DATA} --keep id,date,note --format {form}", stdin=KEPT)
    read = json.loads(result.stdout) if form == "json" else None
    rows = read or [json.loads(line) for line in result.stdout.splitlines()]
    texts = [[*kept, int(number)] for *kept, number in TEXTS]
    assert rows == [dict(zip(NAMES, each, strict=True)) for each in texts]


def test_kept_columns_come_in_the_order_named_or_all_of_them(fwdprop: Run) -> None:
    stdin = 'a,children,"b, c",accounts\n1,1,2,2\n'
    named = fwdprop(*DATA.split(), "--keep", '"b, c",accounts,a', stdin=stdin)
    assert named.stdout == '"b, c",accounts,a,transactions\n2,2,1,5\n'
    whole = fwdprop(f"{DATA} --keep all", stdin=stdin)
    assert whole.stdout == 'a,children,"b, c",accounts,transactions\n1,1,2,2,5\n'
    numbered = fwdprop(f"{DATA} --keep all --no-header", stdin="1,2,x\n")
    assert numbered.stdout == "1,2,3,transactions\n1,2,x,5\n"


def test_a_result_with_the_name_of_a_kept_column_says_its_layer(fwdprop: Run) -> None:
    clash = fwdprop(f"{DATA} --keep all", stdin="transactions,children,accounts\nt,1,2\n")
    assert clash.stdout == ("transactions,children,accounts,output.transactions\nt,1,2,5\n")
    stdin = "transactions,output.transactions,children,accounts\nt,u,1,2\n"
    twice = fwdprop(f"{DATA} --keep all", stdin=stdin)
    assert twice.stderr == (
        "error: the kept column 'output.transactions' has the name of a result\n"
        "help: leave it out of --keep, or call it otherwise in the file\n"
    )
    assert (twice.stdout, twice.status) == ("", 2)


# The file at fault is left to the end of the process, while a thread may still be reading it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_several_files_follow_each_other_each_with_its_own_columns(
    fwdprop: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text(GOOD)
    (tmp_path / "b.tsv").write_text("accounts\tx\tchildren\n0\t,\t1\n")
    (tmp_path / "c.csv.gz").write_bytes(gzip.compress(b"7,1\n"))
    names = " ".join(str(tmp_path / name) for name in ("a.csv", "b.tsv", "c.csv.gz"))
    expected = "transactions\n5\n13\n3\n22\n5\n13\n"
    assert fwdprop(f"{NET} --data {names} -", stdin=GOOD).stdout == expected
    one_by_one = " ".join(f"--data {name}" for name in [*names.split(), "-"])
    assert fwdprop(f"{NET} {one_by_one}", stdin=GOOD).stdout == expected
    (tmp_path / "b.tsv").write_text("accounts\tchildren\n0\t1\nx\t1\n")
    bad = fwdprop(f"{NET} --data {names}")
    assert bad.stdout == "transactions\n5\n13\n3\n"
    assert bad.stderr == (
        f"error: column accounts: 'x' is not a number\n --> {tmp_path / 'b.tsv'}:3:1\n"
        "  |\n3 | x 1\n  | ^\n"
    )


def test_rows_come_through_a_pipe_that_nobody_names(fwdprop: Run) -> None:
    assert fwdprop(NET, stdin=GOOD).stdout == SCORED


@pytest.mark.parametrize("packed", ["gz", "zst"])
def test_compressed_rows_are_read_through(fwdprop: Run, tmp_path: Path, packed: str) -> None:
    path = tmp_path / f"rows.csv.{packed}"
    if packed == "gz":
        data = gzip.compress(GOOD.encode())
    else:
        data = pytest.importorskip("pyarrow").compress(GOOD.encode(), "zstd", asbytes=True)
    path.write_bytes(data)
    assert fwdprop(f"{NET} --data {path}").stdout == SCORED
    assert fwdprop(DATA, stdin=data).stdout == SCORED


def test_a_gzip_file_that_is_cut_short_gives_its_rows_and_an_error(fwdprop: Run) -> None:
    content = "children,accounts\n" + "".join(f"{k},{k * k % 997}\n" for k in range(9000))
    whole = fwdprop(DATA, stdin=content).stdout
    packed = gzip.compress(content.encode())
    for cut in (packed[: len(packed) // 2], packed[:-5]):
        result = fwdprop(DATA, stdin=cut)
        assert result.stderr == (
            "error: <stdin> is cut short: its compressed data have no end\n"
            "help: make it or fetch it again\n"
        )
        assert whole.startswith(result.stdout)
        assert result.stdout.count("\n") > 100
        assert result.status == 2


@pytest.mark.parametrize(
    ("cell", "value"),
    [("+5", 5), (".5", 0.5), ("5.", 5), ("1e5", 1e5), ("  5 ", 5), ("-0", 0), ("2.5E-1", 0.25)],
)
def test_numbers_are_read_in_every_spelling(fwdprop: Run, cell: str, value: float) -> None:
    result = fwdprop(DATA, stdin=f"children,accounts\n0,{cell}\n")
    assert float(result.stdout.split()[1]) == value


@pytest.mark.parametrize("cell", ["INF", "inf", "-Infinity", "NaN", "1e400"])
def test_numbers_that_are_not_finite_are_read_and_told_of(fwdprop: Run, cell: str) -> None:
    result = fwdprop(DATA, stdin=f"children,accounts\n{cell},0\n")
    found = str(float(cell))
    assert result.stdout == f"transactions\n{found}\n"
    assert result.stderr == (
        "warning: 1 of 1 row has a result that is not finite;"
        f" in the first, row 1, input children is {found}\n"
    )
    assert result.status == 0


@pytest.mark.parametrize(
    "cell",
    ["1_000", "0x10", "nan(1)", "- 5", "1.2.3", ".", "e5", "١", "5 6", "1e", "true", "5f", "na"],
)
def test_nothing_else_is_a_number(fwdprop: Run, cell: str) -> None:
    result = fwdprop(DATA, stdin=f"children,accounts\n1,2\n0,{cell}\n1,2\n")
    assert result.stdout == "transactions\n5\n"
    assert result.stderr == marked(
        f"column accounts: '{cell}' is not a number", f"0,{cell}", "  " + "^" * len(cell), at="3:3"
    )
    assert result.status == 2


EMPTY = "--missing nan or --missing 0 says what to take for it"
TWICE = "a quote within a quoted field is written twice"
LATIN = "make it UTF-8: iconv -f latin1 -t utf-8 FILE"


@pytest.mark.parametrize(
    ("row", "message", "shown", "mark", "help"),
    [
        (b"5", "1 field, expected 2 as in the header", "5", "^", None),
        (b"5,6,7", "3 fields, expected 2 as in the header", "5,6,7", "^^^^^", None),
        (b"5,six", "column accounts: 'six' is not a number", "5,six", "  ^^^", None),
        (
            b'"1,5",6',
            "column children: '1,5' is not a number",
            '"1,5",6',
            "^^^^^",
            "decimals take a point, 0.5",
        ),
        (b"5,", "column accounts: the cell is empty", "5,", "  ^", EMPTY),
        (b"NA,6", "column children: NA is a missing value", "NA,6", "^^", EMPTY),
        (b"5,\xe96", "byte e9 is not UTF-8", r"5,\xe96", "  ^^^^", LATIN),
        (b"5,\x006", "there is a NUL byte in the row", r"5,\x006", "  ^^^^", None),
        (b'5,"6"x', "there is text behind the closing quote", '5,"6"x', "  ^^^^", TWICE),
        (b'5,"6\n7"', r"column accounts: '6\n7' is not a number", '5,"6', "  ^^", None),
    ],
)
def test_a_bad_row_stops_the_run_or_is_skipped(
    fwdprop: Run, tmp_path: Path, row: bytes, message: str, shown: str, mark: str, help: str | None
) -> None:
    for end in (b"\n", b"\r\n"):
        stdin = GOOD.encode() + row + end + b"5,6\n"
        at = f"4:{len(mark) - len(mark.lstrip()) + 1}"
        fault = marked(message, shown, mark, help, at)
        stopped = fwdprop(DATA, stdin=stdin)
        assert (stopped.stderr, stopped.stdout, stopped.status) == (fault, SCORED, 2)
        skipped = fwdprop(f"{DATA} --on-error skip", stdin=stdin)
        assert skipped.stderr == f"{fault}warning: 1 row was skipped; the results are incomplete\n"
        assert (skipped.stdout, skipped.status) == (f"{SCORED}21\n", 1)
        rejects = tmp_path / "bad"
        kept = fwdprop(f"{DATA} --rejects {rejects}", stdin=stdin)
        assert (kept.stdout, kept.status) == (f"{SCORED}21\n", 1)
        assert kept.stderr.endswith(
            f"warning: 1 row was skipped and kept in {rejects}; the results are incomplete\n"
        )
        assert rejects.read_bytes() == f"<stdin>:4\t{message}\t".encode() + row + end


def test_a_quote_that_is_never_closed_costs_its_line_alone(fwdprop: Run, tmp_path: Path) -> None:
    stdin = f'{GOOD}5,"6\n5,6\n1,"2"\n'
    fault = marked("the quote is not closed", '5,"6', "  ^^", TWICE, "4:3")
    stopped = fwdprop(DATA, stdin=stdin.replace('"2"', "2"))
    assert (stopped.stderr, stopped.stdout, stopped.status) == (fault, SCORED, 2)
    words = f"--rejects {tmp_path / 'bad'}"
    assert fwdprop(f"{DATA} {words}", stdin=stdin).stdout == f"{SCORED}21\n5\n"
    assert fwdprop(f"{DATA} {words}", stdin=stdin.replace('"2"', "2")).stdout == f"{SCORED}21\n5\n"
    assert (tmp_path / "bad").read_text() == '<stdin>:4\tthe quote is not closed\t5,"6\n'


@pytest.mark.parametrize("words", ["", "--on-error skip"])
def test_a_row_without_an_end_stops_before_memory_does(
    fwdprop: Run, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setattr("fwdprop.framing.LONGEST_ROW", 1 << 22)
    monkeypatch.setattr("fwdprop.rows.LONGEST_ROW", 1 << 22)
    stdin = GOOD.encode() + b"1" * (100 << 17) + b"\n5,6\n"
    result = fwdprop(f"{DATA} {words}", stdin=stdin)
    fault = marked(
        "the row is longer than 4 MiB", "1" * 76 + "...", "^",
        "are there line ends in the file?", "4:1",
    )  # fmt: skip
    told = "warning: 1 row was skipped; the results are incomplete\n" if words else ""
    assert result.stderr == fault + told
    assert result.stdout == SCORED + ("21\n" if words else "")
    assert result.status == (1 if words else 2)


def test_a_line_of_100_mb_is_an_error(fwdprop: Run) -> None:
    result = fwdprop(DATA, stdin=GOOD.encode() + bytes(1) * (100 << 20))
    assert result.stdout == SCORED
    assert result.stderr.startswith("error: the row is longer than 64 MiB\n --> <stdin>:4:1\n")
    assert result.status == 2


def test_skipped_rows_are_counted_and_the_first_three_shown(fwdprop: Run, tmp_path: Path) -> None:
    stdin = "children,accounts\n1\nx,1\n1,2\n3,4,5\n\n7,y\n3,4\n"
    faults = (
        marked("1 field, expected 2 as in the header", "1", "^", at="2:1")
        + marked("column children: 'x' is not a number", "x,1", "^", at="3:1")
        + marked("3 fields, expected 2 as in the header", "3,4,5", "^^^^^", at="5:1")
    )
    rejects = tmp_path / "bad.txt"
    for words, where in [
        ("--on-error skip", ""),
        (f"--rejects {rejects}", f" and kept in {rejects}"),
    ]:
        result = fwdprop(f"{DATA} {words}", stdin=stdin)
        assert result.stderr == faults + (
            f"warning: 4 rows were skipped{where}, the first of them above;"
            " the results are incomplete\n"
        )
        assert (result.stdout, result.status) == (SCORED, 1)
    assert rejects.read_text() == (
        "<stdin>:2\t1 field, expected 2 as in the header\t1\n"
        "<stdin>:3\tcolumn children: 'x' is not a number\tx,1\n"
        "<stdin>:5\t3 fields, expected 2 as in the header\t3,4,5\n"
        "<stdin>:7\tcolumn accounts: 'y' is not a number\t7,y\n"
    )


@pytest.mark.parametrize(("value", "results"), [("nan", "nan nan nan 5"), ("0", "3 2 0 5"),
                                                ("1.5", "4.5 6.5 6 5")])  # fmt: skip
def test_missing_cells_are_what_they_are_said_to_be(fwdprop: Run, value: str, results: str) -> None:
    stdin = "children,accounts\n1,\nNA,2\n , NA \n1,2\n"
    assert fwdprop(f"{DATA} --missing {value}", stdin=stdin).stdout.split()[1:] == results.split()
    kept = fwdprop(f"{DATA} --missing 0 --keep id", stdin="children,accounts,id\nNA,1,NA\n,1,\n")
    assert kept.stdout == "id,transactions\nNA,1\n,1\n"


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


FOR_DATA = "is for --data\nhelp: leave it out, or name a file of rows, - for standard input"
ONE_CHARACTER = "\nhelp: such as --delimiter ';', or tab"


@pytest.mark.parametrize(
    ("words", "stderr"),
    [
        ("--input 1 2 --keep a", f"--keep {FOR_DATA}"),
        ("--input 1 2 --no-header", f"--header {FOR_DATA}"),
        ("--input 1 2 --on-error skip", f"--on-error {FOR_DATA}"),
        ("--input 1 2 --from csv", f"--from {FOR_DATA}"),
        (
            "--input 1 2 --data -",
            "--input and --data exclude each other\nhelp: leave one of them out",
        ),
        (
            "--data - -",
            "standard input can be read only once\nhelp: name - once, and a file for the other",
        ),
        ("--data - --from parquett", "--from has no 'parquett'\nhelp: did you mean parquet?"),
        ("--data - --on-error go", "--on-error has no 'go'\nhelp: there are stop, skip"),
        (
            "--data - --missing x",
            "--missing is a number, not 'x'\nhelp: --missing nan, or --missing 0",
        ),
        ("--data - --delimiter ab", f"--delimiter is one character, not 'ab'{ONE_CHARACTER}"),
        ("--data - --delimiter é", f"--delimiter is one character, not 'é'{ONE_CHARACTER}"),
        (
            "--data - --columns x",
            "--columns: 'x' is not INPUT=COLUMN\n"
            "help: write the input, then what the file calls it: age=AGE",
        ),
        (
            "--data - --columns kids=a",
            "--columns names 'kids', which is no input\nhelp: the inputs are children, accounts",
        ),
        (
            "--data - --columns chidren=a",
            "--columns names 'chidren', which is no input\nhelp: did you mean children?",
        ),
        ("--data - --keep a,,b", "--keep has an empty name: 'a,,b'"),
        ("--data - --keep '\"a'", '--keep has a quote that is not closed: "a'),
        ("--data ''", "there is no file behind --data\nhelp: name one, or - for standard input"),
        (
            "--data - --on-error stop --rejects bad",
            "--rejects keeps rows that are skipped\nhelp: leave out --on-error stop",
        ),
        (
            "--data - --keep children --format values",
            "values holds numbers alone, and --keep passes texts on\nhelp: choose another --format",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(fwdprop: Run, words: str, stderr: str) -> None:
    result = fwdprop(f"{NET} {words}", stdin=GOOD)
    assert (result.stderr, result.stdout, result.status) == (f"error: {stderr}\n", "", 2)


def test_the_network_and_the_rows_cannot_share_standard_input(fwdprop: Run) -> None:
    assert fwdprop("run - --data -", stdin=GOOD).stderr == (
        "error: standard input can be read only once\nhelp: name - once, and a file for the other\n"
    )
