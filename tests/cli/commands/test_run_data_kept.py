"""`--keep`: columns that pass through in front of the results, as the texts that they were."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from command_line import Run
from csv_rows import DATA

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


NUMBERLIKE = ["007", "98765432109876543210", "", *(f"{k:05}" for k in range(20_000))]
IDS = "id,children,accounts\n" + "".join(f"{each},1,2\n" for each in NUMBERLIKE)


@pytest.mark.parametrize(
    ("form", "before", "between", "after"),
    [("jsonl", "", "\n", "\n"), ("json", "[\n  ", ",\n  ", "\n]\n")],
)
def test_kept_texts_that_look_like_numbers_stay_texts_in_json(
    fwdprop: Run, form: str, before: str, between: str, after: str
) -> None:
    result = fwdprop(f"{DATA} --keep id --format {form}", stdin=IDS)
    rows = between.join(f'{{"id": "{each}", "transactions": 5}}' for each in NUMBERLIKE)
    assert result.stdout == before + rows + after
    assert (result.stderr, result.status) == ("", 0)


def test_kept_texts_that_look_like_numbers_stay_texts_in_parquet(
    fwdprop: Run, tmp_path: Path
) -> None:
    pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    result = fwdprop(f"{DATA} --keep id -o {tmp_path / 'out.parquet'}", stdin=IDS)
    assert (result.stdout, result.stderr, result.status) == ("", "", 0)
    table = parquet.read_table(tmp_path / "out.parquet")
    assert [(field.name, str(field.type)) for field in table.schema] == [
        ("id", "string"),
        ("transactions", "double"),
    ]
    assert table.to_pydict() == {"id": NUMBERLIKE, "transactions": [5] * len(NUMBERLIKE)}


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
