"""Every text format, as a program reads it."""

from __future__ import annotations

import csv
import io
import json
import math
from pathlib import Path

import numpy as np
import pytest
from command_line import Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

NET = "networks/transactions.yaml"
FORMATS = ("csv", "tsv", "jsonl", "json", "values")


@pytest.mark.parametrize(
    ("format", "stdout"),
    [
        (
            "csv",
            "hidden.node_0,hidden.node_1,output.transactions\n5,1,9\n0.375,0.125,0.625\n",
        ),
        (
            "tsv",
            "hidden.node_0\thidden.node_1\toutput.transactions\n5\t1\t9\n0.375\t0.125\t0.625\n",
        ),
        (
            "jsonl",
            '{"hidden.node_0": 5, "hidden.node_1": 1, "output.transactions": 9}\n'
            '{"hidden.node_0": 0.375, "hidden.node_1": 0.125, "output.transactions": 0.625}\n',
        ),
        (
            "json",
            '[\n  {"hidden.node_0": 5, "hidden.node_1": 1, "output.transactions": 9},\n'
            '  {"hidden.node_0": 0.375, "hidden.node_1": 0.125, "output.transactions": 0.625}\n]\n',
        ),
        ("values", "9\n0.625\n"),
    ],
)
def test_each_format_is_written_as_it_should_be(fwdprop: Run, format: str, stdout: str) -> None:
    result = fwdprop(f"run {NET} -i 2 3 -i 1/8 1/4 --format {format}")
    assert (result.stderr, result.stdout, result.status) == ("", stdout, 0)


@pytest.mark.parametrize(
    ("format", "stdout"),
    [
        ("csv", "hidden.node_0,hidden.node_1,output.transactions\nnan,nan,nan\ninf,-inf,inf\n"),
        (
            "tsv",
            "hidden.node_0\thidden.node_1\toutput.transactions\nnan\tnan\tnan\ninf\t-inf\tinf\n",
        ),
        ("values", "nan\ninf\n"),
        (
            "jsonl",
            '{"hidden.node_0": null, "hidden.node_1": null, "output.transactions": null}\n' * 2,
        ),
    ],
)
def test_values_that_are_not_finite_are_null_in_json_and_words_elsewhere(
    fwdprop: Run, format: str, stdout: str
) -> None:
    result = fwdprop(f"run {NET} -i nan 1 -i inf 1 --format {format}")
    warning = "warning: input children is nan in row 1, the first value that is not finite\n"
    assert (result.stderr, result.stdout, result.status) == (warning, stdout, 0)


def read_back(text: str, format: str) -> list[float]:
    """The numbers of the one row that was written, by a reader of the format."""
    if format == "values":
        return [float(number) for number in text.split()]
    if format in ("csv", "tsv"):
        delimiter = "," if format == "csv" else "\t"
        _, row = csv.reader(io.StringIO(text), delimiter=delimiter)
        return [float(number) for number in row]
    parsed = json.loads(text, parse_int=float)
    (pairs,) = parsed if format == "json" else [parsed]
    return [math.nan if number is None else number for number in pairs.values()]


def same_bits(found: np.ndarray, expected: np.ndarray) -> bool:
    nans = np.isnan(expected)
    return bool(
        np.array_equal(np.isnan(found), nans)
        and np.array_equal(
            found[~nans].view(f"i{found.itemsize}"), expected[~nans].view(f"i{found.itemsize}")
        )
    )


FLOATS = st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=2, max_size=2)
FLOATS32 = st.lists(
    st.floats(width=32, allow_nan=False, allow_infinity=False), min_size=2, max_size=2
)


@pytest.mark.parametrize("format", FORMATS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(x=FLOATS)
def test_what_is_written_reads_back_as_the_same_float64(
    fwdprop: Run, format: str, x: list[float]
) -> None:
    words = [repr(number) for number in x]
    result = fwdprop("run", NET, "--layers", "inputs", "--format", format, "-i", *words)
    assert same_bits(np.array(read_back(result.stdout, format)), np.array(x))
    for word in words:
        assert word.removesuffix(".0") in result.stdout


@pytest.mark.parametrize("format", FORMATS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(x=FLOATS32)
def test_what_is_written_reads_back_as_the_same_float32(
    fwdprop: Run, format: str, x: list[float]
) -> None:
    words = [repr(number) for number in x]
    line = ["run", NET, "--layers", "inputs", "--dtype", "float32", "--format", format]
    found = read_back(fwdprop(*line, "-i", *words).stdout, format)
    assert same_bits(np.array(found, np.float32), np.array(x, np.float32))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(x=FLOATS32)
def test_a_float32_is_written_with_as_few_digits_as_tell_it_apart(
    fwdprop: Run, x: list[float]
) -> None:
    line = f"run {NET} --layers inputs --dtype float32 --format values"
    texts = fwdprop(*line.split(), "-i", *map(repr, x)).stdout.split()
    for text, number in zip(texts, x, strict=True):
        assert repr(float(text)).removesuffix(".0") == text  # spelled as Python spells numbers
        with np.errstate(over="ignore"):
            digits = next(
                n for n in range(9) if np.float32(f"{number:.{n}e}") == np.float32(number)
            )
        assert float(f"{float(text):.{digits}e}") == float(text)


@pytest.mark.parametrize(
    ("dtype", "stdout"),
    [("float32", "0.1 16777216 1e-05 1e+16\n"), ("float64", "0.1 16777217 1e-05 1e+16\n")],
)
def test_numbers_are_spelled_alike_in_both_precisions(
    fwdprop: Run, tmp_path: Path, dtype: str, stdout: str
) -> None:
    (tmp_path / "net.yaml").write_text(
        f"inputs: 4\ndtype: {dtype}\nlayers: [{{nodes: {{n: [1, 1, 1, 1]}}}}]"
    )
    line = f"run {tmp_path}/net.yaml -i 0.1 16777217 1e-5 1e16 --layers inputs --format values"
    assert fwdprop(line).stdout == stdout


NAMES = [
    "a,b",
    'say "x"',
    "two\nlines",
    "back\rfeed",
    "tab\there",
    "[red]x[/red]",
    " lead",
    "é日本",
    "\x1b[31m",
]


@pytest.fixture
def odd_names(tmp_path: Path) -> str:
    net = {"inputs": NAMES, "layers": [{"nodes": {"n": [1] * len(NAMES)}}]}
    (tmp_path / "net.json").write_text(json.dumps(net))
    numbers = ",".join(map(str, range(len(NAMES))))
    return f"run {tmp_path}/net.json --layers inputs -i {numbers} --format"


@pytest.mark.parametrize(("format", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_names_with_delimiters_quotes_and_line_breaks_are_quoted(
    fwdprop: Run, odd_names: str, format: str, delimiter: str
) -> None:
    text = fwdprop(f"{odd_names} {format}").stdout
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    assert rows == [
        [f"inputs.{name}" for name in NAMES],
        [str(number) for number in range(len(NAMES))],
    ]


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_names_are_escaped_in_json(fwdprop: Run, odd_names: str, format: str) -> None:
    text = fwdprop(f"{odd_names} {format}").stdout
    parsed = json.loads(text)
    expected = {f"inputs.{name}": number for number, name in enumerate(NAMES)}
    assert parsed == ([expected] if format == "json" else expected)
    assert "é日本" in text


def test_only_names_that_need_it_are_quoted(fwdprop: Run, odd_names: str) -> None:
    header = fwdprop(f"{odd_names} csv").stdout
    assert header.startswith('"inputs.a,b","inputs.say ""x""","inputs.two\nlines",')
    assert ",inputs.[red]x[/red],inputs. lead,inputs.é日本," in header


@pytest.mark.parametrize(
    ("precision", "csv_row"),
    [(1, "0.3,0.1,0.6"), (3, "0.333,0.111,0.556"), (6, "0.333333,0.111111,0.555556")],
)
def test_precision_rounds_programs_numbers_too(fwdprop: Run, precision: int, csv_row: str) -> None:
    # 1/9 + 2/9 = 1/3; 2/9 - 1/9 = 1/9; 2/3 - 1/9 = 5/9
    line = f"run {NET} -i 1/9 2/9 --precision {precision}"
    assert fwdprop(line).stdout.splitlines()[1] == csv_row
    found = json.loads(fwdprop(f"{line} --format jsonl").stdout)
    assert list(found.values()) == [float(text) for text in csv_row.split(",")]
