"""`fwdprop run --data` on CSV and TSV: files as spreadsheets and other tools make them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from command_line import NETWORKS, Run
from csv_rows import DATA, GOOD, NET, SCORED


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


# The file at fault is left to the end of the process, while a thread may still be reading it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_several_files_follow_each_other_each_with_its_own_columns(
    fwdprop: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text(GOOD)
    (tmp_path / "b.tsv").write_text("accounts\tx\tchildren\n0\t,\t1\n")
    (tmp_path / "c.csv.gz").write_bytes(gzip.compress(b"children,accounts\n7,1\n"))
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


def test_a_file_without_names_does_not_follow_one_with_names(fwdprop: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("accounts,children\n1,10\n")
    second.write_text("3,30\n")
    result = fwdprop(f"{NET} --data {first} {second}")
    assert (result.stdout, result.status) == ("transactions\n31\n", 2)
    assert result.stderr == (
        f"error: {second} has no names for its columns, and {first} has\n"
        "help: are these parts of one file? cat puts them together: cat FILE... | fwdprop ...\n"
    )
    assert fwdprop(f"{NET} --data {second} {first}").stdout == "transactions\n39\n31\n"


@pytest.mark.parametrize("words", ["run", "trace", "interactions"])
def test_a_column_by_its_number_is_not_that_of_another_input_by_its_position(
    fwdprop: Run, tmp_path: Path, words: str
) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("2,3\n4,5\n")
    line = f"{words} {NETWORKS / 'transactions.yaml'} --data {rows} --columns"
    result = fwdprop(f"{line} children=2")
    assert (result.stdout, result.status) == ("", 2)
    assert result.stderr == (
        f"error: column 2 is 'children', and 'accounts' by its position\n --> {rows}:1:1\n"
        "  |\n1 | 2,3\n  | ^^^\nhelp: say with --columns which column 'accounts' is\n"
    )
    assert fwdprop(f"{line} children=2,accounts=1").status == 0


def test_a_target_by_its_number_is_no_input_by_its_position(fwdprop: Run) -> None:
    line = f"interactions {NETWORKS / 'transactions.yaml'} --data - --target"
    rows = "2,3,1\n4,5,0\n1,7,3\n2,2,2\n5,1,4\n"
    result = fwdprop(f"{line} 2", stdin=rows)
    assert (result.stdout, result.status) == ("", 2)
    assert result.stderr.startswith("error: column 2 is 'the target', and 'accounts' by its posi")
    assert fwdprop(f"{line} 3", stdin=rows).status == 0


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


FOR_DATA = "is for --data\nhelp: leave it out, or name a file of rows, - for standard input"
ONE_CHARACTER = "\nhelp: such as --delimiter ';', or tab"


@pytest.mark.parametrize(
    ("words", "stderr"),
    [
        ("--input 1 2 --keep a", f"--keep {FOR_DATA}"),
        ("--input 1 2 --no-header", f"--no-header {FOR_DATA}"),
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
        ("--data - --keep '\"a\"b'", '--keep has text behind the closing quote: "a"b'),
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
