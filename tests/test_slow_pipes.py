"""A slow producer is answered row by row, whatever the rows are like and whoever reads them.

The next rows are sent only when the ones before are answered: nothing here waits for a time.
"""

from __future__ import annotations

import subprocess

import pytest
from piping import LONG, NET, running

Talk = list[tuple[str, str]]
"""What is sent, and what comes back for it; the lines in both are whole."""


def talk(process: subprocess.Popen[bytes], turns: Talk) -> None:
    """Sends each part when the one before is answered, in its own words."""
    assert process.stdin is not None
    assert process.stdout is not None
    for sent, answer in turns:
        process.stdin.write(sent.encode())
        process.stdin.flush()
        found = b"".join(process.stdout.readline() for _ in range(answer.count("\n")))
        assert found.decode() == answer


@pytest.mark.parametrize(
    ("words", "turns"),
    [
        # Quoted cells, in the first rows and behind plain ones, with all that quotes are for.
        ("", [('"2","3"\n', "transactions\n9\n"), ('1,"4"\n', "7\n"), ("1,4\n", "7\n")]),
        (
            "--keep note",
            [
                ("children,accounts,note\n2,3,plain\n", "note,transactions\nplain,9\n"),
                ('1,4,"a,b"\n', '"a,b",7\n'),
                ('1,4,"two\nlines"\n', '"two\nlines",7\n'),
                ('2,3,"say ""x"""\n1,4,""\n', '"say ""x""",9\n,7\n'),
            ],
        ),
        # A row within quotes is whole only where these are closed.
        (
            "--keep note",
            [
                ('children,accounts,note\n2,3,"a\n', ""),
                ('b"\n1,4,c\n', 'note,transactions\n"a\nb",9\nc,7\n'),
            ],
        ),
        (
            "--from tsv --format jsonl --keep note",
            [
                (
                    'note\taccounts\tchildren\n"a\tb"\t3\t2\n',
                    '{"note": "a\\tb", "transactions": 9}\n',
                ),
                ('c\t4\t"1"\n', '{"note": "c", "transactions": 7}\n'),
            ],
        ),
        (
            "--from jsonl --keep note --format csv",
            [
                ('{"note": "a", "accounts": 3, "children": 2}\n', "note,transactions\na,9\n"),
                ('{"note": "b,c", "children": 1, "accounts": 4}\n', '"b,c",7\n'),
            ],
        ),
        (
            "--from json --format jsonl",
            [
                ("[[2, 3]", '{"transactions": 9}\n'),
                (",\n[1, 4]", '{"transactions": 7}\n'),
                ("]", ""),
            ],
        ),
        # nan and the infinities are answered like any other number.
        ("", [("nan,1\n", "transactions\nnan\n"), ("2,3\n", "9\n"), ("inf,0\n", "inf\n")]),
    ],
)
def test_rows_are_answered_one_by_one(words: str, turns: Talk) -> None:
    with running(*words.split()) as process:
        talk(process, turns)
        rest, _ = process.communicate(timeout=LONG)
        assert (rest, process.returncode) == (b"", 0)


HEADER = (
    "file,example,held,layer,node,expected,found,difference,tolerance,digits,remark,"
    "explanation,untried\n"
)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_expected_values_are_compared_row_by_row(form: str) -> None:
    first = f"{NET},1,true,output,transactions,4,4,0,4e-09,,,,\n"
    second = f"{NET},2,false,output,transactions,8,7,-1,8e-09,,,,\n"
    header = HEADER
    if form == "jsonl":
        rows = '{"file": "%s", "example": %d, "held": %s, "layer": "output", '
        rows += '"node": "transactions", "expected": %d, "found": %d, "difference": %d, '
        rows += '"tolerance": %s, "digits": null, "remark": null, '
        rows += '"explanation": null, "untried": null}\n'
        first = rows % (NET, 1, "true", 4, 4, 0, "4e-09")
        second = rows % (NET, 2, "false", 8, 7, -1, "8e-09")
        header = ""
    turns = [("children,accounts,transactions\n1,1,4\n", header + first), ("1,4,8\n", second)]
    with running("--data", "-", "--format", form, command="check") as process:
        talk(process, turns)
        rest, _ = process.communicate(timeout=LONG)
        assert (rest, process.returncode) == (b"", 1)


def test_what_does_not_hold_is_counted_at_the_end_of_a_slow_pipe() -> None:
    with running("--data", "-", command="check") as process:
        talk(process, [("2,3,9\n", ""), ("1,4,7\n", ""), ("2,3,9\n", "")])
        assert process.communicate(timeout=LONG) == (
            f"{NET}: 3 rows hold, within 1e-09 relative\n".encode(),
            b"",
        )
        assert process.returncode == 0


def test_a_trace_is_shown_row_by_row() -> None:
    with running("--data", "-", "--node", "transactions", command="trace") as process:
        line = "row 1\ntransactions = 2·node_0 - 1·node_1 = 2·5 - 1·1 = 9\n"
        other = "\nrow 2\ntransactions = 2·node_0 - 1·node_1 = 2·5 - 1·3 = 7\n"
        talk(process, [("2,3\n", line), ("1,4\n", other)])
        rest, _ = process.communicate(timeout=LONG)
        assert (rest, process.returncode) == (b"", 0)
