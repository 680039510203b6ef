"""What is refused of a folder of results, before anything is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from command_line import Run
from folders import NET, contents, write

AT = f"run {NET} --data in/a.csv in/b.csv -o out/"
LONG = "n" * 251
HELP_FOLDER = "help: name one, with a / at its end: -o out/\n"
REFUSED = {
    f"run {NET} --data in/a.csv --resume": (
        f"error: --resume is for a folder of results\n{HELP_FOLDER}"
    ),
    f"run {NET} --data in/a.csv -o a.csv --overwrite": (
        f"error: --overwrite is for a folder of results\n{HELP_FOLDER}"
    ),
    f"run {NET} -i 2 3 --resume": (
        "error: --resume is for --data\n"
        "help: leave it out, or name a file of rows, - for standard input\n"
    ),
    f"run {NET} -i 2 3 -o out/": (
        "error: cannot write out/: a name that ends in / is that of a folder\nhelp: name a file\n"
    ),
    f"run {NET} --data - -o out/": (
        "error: results of standard input have no name in a folder\n"
        "help: write them to a file: -o FILE\n"
    ),
    f"{AT} --resume --overwrite": (
        "error: --resume and --overwrite exclude each other\nhelp: leave one of them out\n"
    ),
    f"{AT} --format table": (
        "error: --format has no 'table'\n"
        "help: there are csv, tsv, jsonl, json, values, npy, parquet, arrow\n"
    ),
    f"{AT} --rejects bad.tsv": (
        "error: --rejects bad.tsv is a file, and each file of rows has rejects of its own\n"
        "help: name a folder: --rejects rejects/\n"
    ),
    f"{AT} --rejects -": (
        "error: --rejects is a folder, not '-'\nhelp: name one: --rejects rejects/\n"
    ),
    f"{AT} --rejects memory://someone:s3cretkey@in/x": (
        "error: --rejects memory://in/x is a file, and each file of rows has rejects of its own\n"
        "help: name a folder: --rejects rejects/\n"
    ),
    f"{AT} --rejects full/": (
        "error: the folder full/ is not empty: it holds mine.txt\n"
        "help: --resume leaves what is complete as it is; --overwrite makes all anew\n"
    ),
    f"run {NET} --data in/ -o out/ --rejects in/": (
        "error: all files of rows in in/ lie in in/\n"
        "help: rejects go to another folder than the rows: --rejects FOLDER/\n"
    ),
    f"run {NET} --data in/a.csv bad/a.csv.tsv -o out/ --rejects bad/ --resume": (
        "error: --rejects bad/a.csv.tsv would overwrite bad/a.csv.tsv, which is read\n"
        "help: name another file\n"
    ),
    f"run {NET} --data in/a.csv bad/a.csv.tsv -o out/ --rejects in/../out/": (
        "error: --rejects in/../out/a.csv.tsv would overwrite the results\n"
        "help: name another folder\n"
    ),
    f"run {NET} --data in/a.jsonl tree -o out/ --format csv": (
        "error: in/a.jsonl would become a.csv, and tree/a.csv/b.csv a.csv/b.csv below it\n"
        "help: rename one of them, or write them to folders of their own\n"
    ),
    f"run {NET} --data in/{LONG}.csv -o out/ --format jsonl": (
        f"error: cannot write out/{LONG}.jsonl: file name too long\n"
    ),
    f"run {NET} --data in/k.xlsx -o out/": (
        "error: in/k.xlsx is in none of the formats that are read\nhelp: save it as CSV\n"
    ),
    f"{AT} --rejects file/": "error: cannot write file/: it is no folder\n",
    f"run {NET} --data in/a.csv -o pipes/ --resume": (
        "error: cannot write pipes/a.csv: it is a pipe or a device, and no file\n"
    ),
    f"run {NET} --data in/a.csv -o devices/ --resume": (
        "error: cannot write devices/a.csv: it is a pipe or a device, and no file\n"
    ),
    f"run {NET} --data in/a.csv in/sub/a.csv -o out/": (
        "error: in/a.csv and in/sub/a.csv would both become a.csv\n"
        "help: rename one of them, or write them to folders of their own\n"
    ),
    f"run {NET} --data in/a.csv in/a.tsv -o out/ --format csv": (
        "error: in/a.csv and in/a.tsv would both become a.csv\n"
        "help: rename one of them, or write them to folders of their own\n"
    ),
    f"run {NET} --data in/a.csv in/a.csv -o out/": (
        "error: in/a.csv is named twice in --data\nhelp: leave one of them out\n"
    ),
    f"{AT} --format npy --keep all": (
        "error: npy holds numbers alone, and --keep passes texts on\n"
        "help: choose another --format\n"
    ),
    f"run {NET} --data in/a.csv -o full": (
        "error: the folder full is not empty: it holds mine.txt\n"
        "help: --resume leaves what is complete as it is; --overwrite makes all anew\n"
    ),
    f"run {NET} --data in/a.csv -o file/": "error: cannot write file/: it is no folder\n",
    f"run {NET} --data in/a.csv -o in --overwrite": (
        "error: -o in/a.csv would overwrite in/a.csv, which is read\nhelp: name another file\n"
    ),
}


@pytest.fixture(autouse=True)
def rows(folder: Path) -> None:
    """Files of rows, a folder that holds files, and a file."""
    write(dict.fromkeys(("in/a.csv", "in/b.csv", "in/sub/a.csv", "in/a.tsv"), "2,3\n"))
    write({f"in/{LONG}.csv": "2,3\n", "in/a.jsonl": "[2, 3]\n", "tree/a.csv/b.csv": "2,3\n"})
    write({"in/k.xlsx": "", "bad/a.csv.tsv": "2\t3\n"})
    for name in ("pipes", "devices"):
        Path(name).mkdir()
    os.mkfifo("pipes/a.csv")
    os.symlink(os.devnull, "devices/a.csv")
    write({"full/mine.txt": "mine", "full/sub/too.txt": "mine", "file": "mine"})


@pytest.mark.parametrize("line", REFUSED)
def test_what_is_refused_writes_nothing(fwdprop: Run, line: str) -> None:
    before = contents(".")
    result = fwdprop(line)
    assert (result.stderr, result.stdout, result.status) == (REFUSED[line], "", 2)
    assert contents(".") == before


def test_a_hidden_file_does_not_fill_a_folder(fwdprop: Run) -> None:
    write({"out/.DS_Store": ""})
    assert fwdprop(AT).status == 0
