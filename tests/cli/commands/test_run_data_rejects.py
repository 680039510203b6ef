"""Rows that cannot be read: they stop the run, or are skipped, told of and kept."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from command_line import NETWORKS, Run
from csv_rows import DATA, GOOD, SCORED
from marked_lines import marked_line

EMPTY = "--missing nan or --missing 0 says what to take for it"
TWICE = "a quote within a quoted field is written twice"
LATIN = "make it UTF-8: iconv -f latin1 -t utf-8 FILE"

DECIMALS = "decimals take a point, 0.5"


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
            DECIMALS,
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
        fault = marked_line(message, shown, mark, help, line=4)
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


def test_cut_gives_the_rejected_rows_back_as_they_were(fwdprop: Run, tmp_path: Path) -> None:
    rows = [
        b'x,1,"a\ttab"\n',
        b'2,"y","say ""tabs\t\t"", twice"\r\n',
        b"\tz\t,1,\t\n",
        b"3,4,caf\xe9\n",
        b'"5\n6",7,"a line,\nanother\r\nand a third"\n',
        b"8",
    ]
    stdin = b"children,accounts,note\n" + rows[0] + b"1,2,\n" + b"".join(rows[1:])
    rejects = tmp_path / "rejects.tsv"
    result = fwdprop(f"{DATA} --rejects {rejects}", stdin=stdin)
    assert (result.stdout, result.status) == ("transactions\n5\n", 1)
    cut = subprocess.run(["cut", "-f3-", rejects], capture_output=True, check=True)
    assert (cut.stdout, cut.stderr) == (b"".join(rows) + b"\n", b"")


def test_a_rejected_row_is_kept_with_the_tabs_of_all_its_lines(
    fwdprop: Run, tmp_path: Path
) -> None:
    row = 'x,1,"a\ttab,\nand\ttwo\tmore\n\t"\n'
    rejects = tmp_path / "rejects.tsv"
    fwdprop(f"{DATA} --rejects {rejects}", stdin=f"children,accounts,note\n{row}1,2,\n")
    # Each line behind the first would lose two fields to `cut -f3-`.
    reason = "column children: 'x' is not a number"
    assert rejects.read_bytes() == f"<stdin>:2\t{reason}\t{row}".encode()


def test_a_quote_that_is_never_closed_costs_its_line_alone(fwdprop: Run, tmp_path: Path) -> None:
    stdin = f'{GOOD}5,"6\n5,6\n1,"2"\n'
    fault = marked_line("the quote is not closed", '5,"6', "  ^^", TWICE, line=4)
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
    monkeypatch.setattr("fwdprop.tables.framing.LONGEST_ROW", 1 << 22)
    monkeypatch.setattr("fwdprop.tables.fallback.LONGEST_ROW", 1 << 22)
    stdin = GOOD.encode() + b"1" * (100 << 17) + b"\n5,6\n"
    result = fwdprop(f"{DATA} {words}", stdin=stdin)
    fault = marked_line(
        "the row is longer than 4 MiB", "1" * 76 + "...", "^",
        "are there line ends in the file?", line=4,
    )  # fmt: skip
    told = "warning: 1 row was skipped; the results are incomplete\n" if words else ""
    assert result.stderr == fault + told
    assert result.stdout == SCORED + ("21\n" if words else "")
    assert result.status == (1 if words else 2)


def test_a_first_row_that_is_too_long_is_told_of_before_the_next_one(
    fwdprop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fwdprop.tables.framing.LONGEST_ROW", 1 << 22)
    monkeypatch.setattr("fwdprop.tables.fallback.LONGEST_ROW", 1 << 22)
    stdin = b"1" * (100 << 17) + b'\n{"no": 5}\n'
    result = fwdprop(f"{DATA} --from jsonl", stdin=stdin)
    fault = marked_line(
        "the row is longer than 4 MiB", "1" * 76 + "...", "^",
        "are there line ends in the file?", line=1,
    )  # fmt: skip
    assert (result.stderr, result.status) == (fault, 2)


def test_a_line_of_100_mb_is_an_error(fwdprop: Run) -> None:
    result = fwdprop(DATA, stdin=GOOD.encode() + bytes(1) * (100 << 20))
    assert result.stdout == SCORED
    assert result.stderr.startswith("error: the row is longer than 32 MiB\n --> <stdin>:4:1\n")
    assert result.status == 2


def test_skipped_rows_are_counted_and_the_first_three_shown(fwdprop: Run, tmp_path: Path) -> None:
    stdin = "children,accounts\n1\nx,1\n1,2\n3,4,5\n\n7,y\n3,4\n"
    faults = (
        marked_line("1 field, expected 2 as in the header", "1", "^", line=2)
        + marked_line("column children: 'x' is not a number", "x,1", "^", line=3)
        + marked_line("3 fields, expected 2 as in the header", "3,4,5", "^^^^^", line=5)
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


@pytest.mark.parametrize("ending", [".csv.gz", ".ZST", ".xz", ".parquet", ".npy"])
def test_rows_are_not_kept_in_a_file_that_says_it_is_no_text(
    fwdprop: Run, folder: Path, ending: str
) -> None:
    result = fwdprop(f"run {NETWORKS}/xor.yaml --rejects r{ending}", stdin=b"x1,x2\n1,x\n")
    last = Path(f"r{ending}").suffix.lower()
    assert (result.stdout, result.stderr, result.status) == (
        "",
        f"error: --rejects keeps rows as plain text, which no file that ends in {last} holds\n"
        "help: name a file with another ending\n",
        2,
    )
    assert not list(folder.glob("r.*"))
