"""JSON lines through the command: what is read, what passes through, and what is wrong where."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import pytest
from command_line import Run
from sum_rows import NET, RunRows, mark, runner

ROW = '{"a": 1, "b": 2}\n'
MISSING = "--missing nan or --missing 0 says what to take for it"


@pytest.fixture
def run(fwdprop: Run, folder: Path) -> RunRows:
    return runner(fwdprop, folder, "--from", "jsonl")


@pytest.mark.parametrize(
    "content",
    [
        '{"a": 1, "b": 2}\n{"a": -3.5, "b": 4e1}\n',
        '{"b":2,"a":1}\n{"z":"x","a":-3.5,"y":{"a":[0]},"b":40}',
        "[1, 2]\n[-3.5, 40]\n",
        "[1,2]\r\n[-3.5,40.0]\r\n",
        "\n\n \t\n[1, 2]\n\n\r\n[-35e-1, 4E+1]\n\n\n",
        "\ufeff[1, 2]\n[-3.5, 40]",
        '{"\\u0061": 1, "b": 2}\n{"a": -3.5, "b": 40}\n',
    ],
)
def test_rows_are_objects_by_name_or_arrays_by_position(run: RunRows, content: str) -> None:
    result = run(content)
    assert (result.stderr, result.stdout) == ("", '{"y": 21}\n{"y": 396.5}\n')


def test_options_say_what_an_input_is_called_and_what_a_missing_value_is(run: RunRows) -> None:
    content = '{"A": null, "b": 2}\n{"A": "", "b": 1}\n{"A": "NA", "b": 0}\n{"A": 5, "b": 0}\n'
    result = run(content, "--columns", "a=A", "--missing", "0", "--format", "values")
    assert (result.stderr, result.stdout) == ("", "20\n10\n0\n5\n")


KEPT = (
    '{"a": 1, "b": 2, "id": 12345678901234567890, "n": {"x" : [1.50, "a,b"]}, "t": "x, \\"é\\"",'
    ' "w": null, "f": true, "d": 1.10}\n{"a": 2, "b": 2}\n'
)


def test_kept_values_stay_as_they_were(run: RunRows) -> None:
    result = run(KEPT, "--keep", "id,n,t,w,f,d,b")
    assert (result.stderr, result.stdout) == (
        "",
        '{"id": 12345678901234567890, "n": {"x":[1.50,"a,b"]}, "t": "x, \\"é\\"", "w": null,'
        ' "f": true, "d": 1.10, "b": 2, "y": 21}\n'
        '{"id": null, "n": null, "t": null, "w": null, "f": null, "d": null, "b": 2, "y": 22}\n',
    )


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_kept_values_that_are_nested_are_quoted_in_a_row_of_cells(
    run: RunRows, form: str, delimiter: str
) -> None:
    result = run(KEPT, "--keep", "id,n,t,w,f,d", "--format", form)
    header, first, second = csv.reader(io.StringIO(result.stdout), delimiter=delimiter)
    assert header == ["id", "n", "t", "w", "f", "d", "y"]
    assert first == [
        "12345678901234567890", '{"x":[1.50,"a,b"]}', 'x, "é"', "", "true", "1.10", "21",
    ]  # fmt: skip
    assert second == ["", "", "", "", "", "", "22"]


def test_kept_positions_of_arrays_are_counted_from_1(run: RunRows) -> None:
    result = run("[1, 2, 007.5]\n".replace("007.5", '"007"'), "--keep", "3")
    assert (result.stderr, result.stdout) == ("", '{"3": "007", "y": 21}\n')


def test_kept_numbers_that_are_not_finite_are_null_in_json_and_words_elsewhere(
    run: RunRows,
) -> None:
    content = '{"a": 1, "b": 2, "n": NaN, "i": -Infinity, "l": [NaN, {"z": Infinity}]}'
    assert run(content, "--keep", "n,i,l").stdout == (
        '{"n": null, "i": null, "l": [null,{"z":null}], "y": 21}\n'
    )
    assert run(content, "--keep", "n,i", "--format", "csv").stdout == "n,i,y\nnan,-inf,21\n"


def test_a_surrogate_pair_is_one_character_and_half_of_one_is_none(run: RunRows) -> None:
    whole, half = '{"a":1,"b":2,"t":"\\ud83d\\ude00"}', '{"a":1,"b":2,"t":["\\ud83d"]}'
    result = run(f"{whole}\n{half}\n", "--keep", "t")
    assert result.stdout == '{"t": "😀", "y": 21}\n'
    message = "the text holds half of a surrogate pair, which is no character"
    assert result.stderr == mark(message, 2, half, 18, 10, None)


def test_a_key_with_half_of_a_surrogate_pair_is_not_kept(run: RunRows) -> None:
    row = '{"a":1,"b":2,"\\ude00":3}'
    assert run(row).stdout == '{"y": 21}\n'
    result = run(row, "--keep", "all")
    message = "the key '\\ude00' holds half of a surrogate pair"
    help = "name the others with --keep"
    assert result.stderr == mark(message, 1, row, 1, len(row), help)
    assert (result.stdout, result.status) == ("", 2)


WRONG = [
    ('{"a":1,"b":"2"}', 12, 3, "column b: a text, expected a number",
     "JSON numbers stand without quotes"),
    ('{"a":1,"b":[2]}', 12, 3, "column b: an array, expected a number", None),
    ('{"a":1,"b":{"b":2}}', 12, 7, "column b: an object, expected a number", None),
    ('{"a":1,"b":null}', 12, 4, "column b: null is a missing value", MISSING),
    ('{"a":1,"b":"NA"}', 12, 4, "column b: NA is a missing value", MISSING),
    ('{"a":1,"b":""}', 12, 2, "column b: the cell is empty", MISSING),
    ('{"a":1}', 1, 7, "no value for 'b'", None),
    ('{"a":1,"B":2}', 1, 13, "no value for 'b'", "did you mean B?"),
    ('{"a":1,"b":2,"b":3}', 18, 1, "there are two values for 'b'", None),
    ("[1,2]", 1, 5, "an array, expected an object as in the first row", None),
    ('[["a",1],["b",2]]', 1, 17, "an array, expected an object as in the first row", None),
    ("3", 1, 1, "a number, expected an object or an array", None),
    ('{"a":1,"b":', 12, 1, "broken JSON: the row ends, expected a value",
     "a row stands on one line, as jq -c writes it"),
    ('{"a":1,"b":01}', 13, 1, "broken JSON: '1', expected ',' or '}'", None),
    ('{"a":1,"b":1_0}', 13, 2, "broken JSON: '_0', expected ',' or '}'", None),
    ('{"a":1,"b":1,5}', 14, 1, "broken JSON: '5', expected a key in double quotes", None),
    ('{"a":1,"b":+1}', 12, 2, "broken JSON: '+1', expected a value",
     "a number begins with a digit, or with - and a digit"),
    ('{"a":1,"b":nan}', 12, 3, "broken JSON: 'nan', expected a value",
     "JSON writes true, false, null, NaN, Infinity and -Infinity"),
    ("{'a':1,'b':2}", 2, 3, "broken JSON: ''a'', expected a key in double quotes",
     "JSON has double quotes around keys and texts"),
    ('{"a":1,"b":"x', 12, 2, "broken JSON: the text has no closing quote", None),
    ('{"a":1,"b":"\\q"}', 13, 2, "broken JSON: '\\q' is no escape",
     "JSON writes a backslash twice"),
    ('{"a":1,"b":2} {}', 15, 2, "there is text behind the row", "a line holds one row"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "column", "width", "message", "help"), WRONG)
def test_a_bad_row_is_marked_and_what_came_before_it_is_there(
    run: RunRows, row: str, column: int, width: int, message: str, help: str | None
) -> None:
    result = run(f"{ROW}\n{row}\n{ROW}")
    assert result.stderr == mark(message, 3, row, column, width, help)
    assert (result.stdout, result.status) == ('{"y": 21}\n', 2)


@pytest.mark.parametrize(
    ("row", "shown", "column", "width", "message", "help"),
    [
        (b'{"a":1,"b":2,"c":"\xe9"}', '{"a":1,"b":2,"c":"\\xe9"}', 19, 4, "byte e9 is not UTF-8",
         "make it UTF-8: iconv -f latin1 -t utf-8 FILE"),
        (b'{"a":\x001,"b":2}', '{"a":\\x001,"b":2}', 6, 4, "there is a NUL byte in the row", None),
        ('{"é":1,"a":"x","b":1}'.encode(), '{"é":1,"a":"x","b":1}', 12, 3,
         "column a: a text, expected a number", "JSON numbers stand without quotes"),
        (b'{"a":1,"b":x}\r', '{"a":1,"b":x}', 12, 1, "broken JSON: 'x', expected a value", None),
    ],
)  # fmt: skip
def test_bytes_that_are_no_text_are_shown_escaped(
    run: RunRows, row: bytes, shown: str, column: int, width: int, message: str, help: str | None
) -> None:
    result = run(ROW.encode() + row + b"\n")
    assert result.stderr == mark(message, 2, shown, column, width, help)
    assert (result.stdout, result.status) == ('{"y": 21}\n', 2)


@pytest.mark.parametrize(
    ("row", "message", "help"),
    [
        ('{"a":1}', "there is no column 'b'", "there are a"),
        ('{"A":1,"b":2}', "there is no column 'a'",
         "did you mean A? there are A, b; --columns a=A says so"),
        ("{}", "the object has no keys", "the inputs are a, b"),
        ('{"a":1,"b":2,"b":3}', "2 columns are called 'b'", "give each column a name of its own"),
        ("[1,2,3]", "3 columns, expected 2, one for each input; without a header columns go by"
         " their position", "the inputs are a, b"),
        ("[[1,2],[3,4]]", "an array of rows, expected a row",
         "an array of rows is read with --from json"),
    ],
)  # fmt: skip
def test_the_first_row_says_what_columns_there_are(
    run: RunRows, row: str, message: str, help: str
) -> None:
    result = run(f"\n{row}\n{row}\n")
    assert result.stderr == mark(message, 2, row, 1, len(row), help)
    assert (result.stdout, result.status) == ("", 2)


@pytest.mark.parametrize("content", ["", "\n", " \n\r\n", "\ufeff"])
def test_nothing_at_all_is_an_error(run: RunRows, content: str) -> None:
    result = run(content)
    help = "help: each line holds a row, as in [2, 3]\n"
    assert (result.stderr, result.status) == (f"error: <stdin> is empty\n{help}", 2)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_another_encoding_is_named(run: RunRows, encoding: str) -> None:
    result = run(f"\ufeff{ROW}".encode(encoding))
    assert (result.stderr, result.status) == (
        "error: <stdin> is UTF-16, expected UTF-8 text\n"
        "help: make it UTF-8: iconv -f utf-16 -t utf-8 FILE\n",
        2,
    )


def test_bad_rows_are_skipped_counted_and_kept_as_they_were(run: RunRows, folder: Path) -> None:
    result = run(
        '\n[1,2]\n{"a":1}\r\n[1,2,3]\n[3,"x"]\n[0,0]\n[1',
        "--on-error", "skip", "--rejects", "bad.tsv",
    )  # fmt: skip
    assert (result.stdout, result.status) == ('{"y": 21}\n{"y": 0}\n', 1)
    assert result.stderr == (
        mark("an object, expected an array as in the first row", 3, '{"a":1}', 1, 7, None)
        + mark("3 values, expected 2 as in the first row", 4, "[1,2,3]", 1, 7, None)
        + mark("column b: a text, expected a number", 5, '[3,"x"]', 4, 3,
               "JSON numbers stand without quotes")
        + "warning: 4 rows were skipped and kept in bad.tsv, the first of them above;"
        " the results are incomplete\n"
    )  # fmt: skip
    rejected = (folder / "bad.tsv").read_text().splitlines()
    assert rejected == [
        '<stdin>:3\tan object, expected an array as in the first row\t{"a":1}',
        "<stdin>:4\t3 values, expected 2 as in the first row\t[1,2,3]",
        '<stdin>:5\tcolumn b: a text, expected a number\t[3,"x"]',
        "<stdin>:7\tbroken JSON: the row ends, expected ',' or ']'\t[1",
    ]


def test_a_first_row_that_is_bad_is_skipped_like_any_other(run: RunRows) -> None:
    result = run(f"[1,\n{ROW}", "--on-error", "skip")
    assert (result.stdout, result.status) == ('{"y": 21}\n', 1)


def test_files_are_read_one_after_the_other_packed_or_not(fwdprop: Run, folder: Path) -> None:
    (folder / "net.yaml").write_text(NET)
    (folder / "x.jsonl").write_text(ROW)
    (folder / "y.ndjson.gz").write_bytes(gzip.compress(b"[3, 4]\n"))
    result = fwdprop("run net.yaml --data x.jsonl --data y.ndjson.gz --format values")
    assert (result.stderr, result.stdout) == ("", "21\n43\n")


def test_many_rows_give_what_the_json_module_reads(run: RunRows) -> None:
    rows = [{"a": index / 7, "b": -index / 3, "t": f"row {index % 3}"} for index in range(20_000)]
    rows[15_000]["t"] = 'an escaped "quote", {1}'
    result = run("".join(json.dumps(row) + "\n" for row in rows), "--layers", "inputs")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert found == [{"inputs.a": row["a"], "inputs.b": row["b"]} for row in rows]


def test_a_bad_row_among_many_is_found(run: RunRows) -> None:
    lines = ['{"a": 1.5, "b": 2}'] * 20_000
    lines[15_000] = '{"a": 1.5, "b": 2,}'
    result = run("\n".join(lines), "--format", "values")
    assert result.stdout == "21.5\n" * 15_000
    message = "broken JSON: '}', expected a key in double quotes"
    marked = mark(message, 15_001, lines[15_000], 19, 1, None)
    assert result.stderr == marked


def test_a_first_row_without_a_key_is_skipped_like_any_other(fwdprop: Run) -> None:
    stdin = '{"accounts": 1}\n{"children": 2, "accounts": 3}\n'
    line = "run networks/transactions.yaml --from jsonl --on-error skip"
    result = fwdprop(line, stdin=stdin)
    assert (result.stdout, result.status) == ('{"transactions": 9}\n', 1)
    assert "1 row was skipped" in result.stderr


def test_keys_may_be_lacking_in_the_first_row_as_in_others(run: RunRows) -> None:
    text = '{"a":1,"b":2}\n{"id":"x","b":2,"a":1}\n'
    result = run(text, "--keep", "id")
    assert result.stdout == '{"id": null, "y": 21}\n{"id": "x", "y": 21}\n'
    result = run(text, "--keep", "all")
    assert (result.stdout, result.status) == ('{"a": 1, "b": 2, "y": 21}\n', 2)
    assert result.stderr == mark(
        "the first row has no 'id', and --keep all keeps its keys",
        2, '{"id":"x","b":2,"a":1}', 7, 3, "name the columns to keep with --keep",
    )  # fmt: skip
    result = run(text, "--keep", "B")
    assert result.stderr.endswith("help: did you mean b? there are a, b\n")
