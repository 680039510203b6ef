"""Command lines whose help is about rows in files and how they are read."""

from __future__ import annotations

import bz2
import gzip
import lzma

import numpy as np
from npy_files import archive
from pasting import Case

RUN = "run net.yaml --data -"
HEAD = b"children,accounts\n"

ROWS = (
    # What stands for no value.
    Case(RUN, HEAD + b"2,\n"),
    Case(RUN, HEAD + b"2,NA\n"),
    Case(f"{RUN} --from jsonl", b"[2, null]\n"),
    # Columns that are called otherwise.
    Case(RUN, b"Children,accounts\n2,3\n"),
    Case(RUN, b"Children,Accounts\n2,3\n"),
    Case(RUN, b'"children, all",accounts\n2,3\n'),
    Case(RUN, b'"children ""all""",accounts\n2,3\n'),
    Case(RUN, b'"""children, all""",accounts\n2,3\n'),
    Case(RUN, b"children's,accounts\n2,3\n"),
    Case(RUN, "children\xa0,\ufeffaccounts\n2,3\n".encode()),
    Case(RUN, b"children\x1b,accounts\x07\n2,3\n"),
    Case(RUN, b"children\\,accounts\n2,3\n"),
    Case(f"{RUN} --from jsonl", b'{"Children": 2, "accounts": 3}\n'),
    Case(f"{RUN} --from json", '[{"children\u200b": 2, "accounts": 3}]'.encode()),
    # Columns that are alike but for spaces.
    Case(f"{RUN} --keep a", b'"  a"," a",children,accounts\n1,2,3,4\n'),
    Case(RUN, b'" children","  children",accounts\n1,2,3\n'),
    # Delimiters, and what else stands between columns.
    Case(RUN, b"children;accounts\n2;3\n"),
    Case(RUN, b'"children";"accounts"\n"2";"3"\n'),
    Case(RUN, b"2;3\n"),
    Case(RUN, b"children\taccounts\n2\t3\n"),
    Case(RUN, b"children|accounts\n2|3\n"),
    Case(RUN, b"children accounts\n2 3\n"),
    Case(RUN, b'"children" "accounts"\n2 3\n'),
    Case(f"{RUN} --from tsv", HEAD + b"2,3\n"),
    Case(f"{RUN} --delimiter ';'", HEAD + b"2,3\n"),
    Case(f"{RUN} --no-header", b"2;3\n"),
    Case("check net.yaml --data -", b"children;accounts;transactions\n2;3;9\n"),
    Case("check net.yaml --data -", b"2;3;9\n"),
    Case(RUN, b'"x";"y"\n2;3\n', leads_to=2),
    Case(RUN, b"children   accounts\n2          3\n"),
    Case(RUN, b"  2   3\n  4   5\n"),
    Case(f"{RUN} --delimiter space", b"  2   3\n"),
    Case(f"{RUN} --delimiter space", b"children accounts\n   2     3\n"),
    # What other programs write beside rows.
    Case(RUN, b"sep=;\nchildren;accounts\n2;3\n"),
    Case(RUN, b"sep=,\r\n2,3\r\n"),
    Case(RUN, b"sep=\t\n2\t3\n"),
    Case(RUN, b"# made by hand\nchildren,accounts\n2,3\n# the end\n"),
    Case(RUN, HEAD + b"2,3\n#\n4,5\n"),
    Case(RUN, HEAD + b"2,3\n#4,5\n"),
    Case(f"{RUN} --delimiter ';'", b"children;accounts\n2;3\n# b\n"),
    Case(RUN, b"# children,accounts\n2,3\n"),
    Case(f"{RUN} --delimiter '|'", b"#children|accounts\n2|3\n"),
    Case(RUN, HEAD + b"2,3,\n4,5,\n"),
    Case(RUN, b"children,accounts\r\n2,3,\r\n"),
    Case("run net.yaml --data rows.tsv", files={"rows.tsv": b"children\taccounts\n2\t3\t\n"}),
    Case(f"{RUN} --delimiter '^'", b"children^accounts\n2^3^\n"),
    Case(RUN, b"children,accounts,\n2,3\n"),
    Case(RUN, b"2,3,\n4,5,\n"),
    Case(RUN, b",0,1\n0,2,3\n"),
    Case(f"{RUN} --from tsv", b"\t0\t1\n0\t2\t3\n"),
    Case(f"{RUN} --from jsonl", b"[2, 3],\n[4, 5] ,\r\n[6, 7]\n"),
    # Decimals with a comma.
    Case(RUN, b"1,5;2,5\n"),
    Case(RUN, b"0,5 1,5\n"),
    Case(f"{RUN} --delimiter ';'", b"1,5;2,5\n"),
    Case("run net.yaml --data rows.tsv", files={"rows.tsv": b"1,5\t2,5\n"}),
    Case(f"{RUN} --delimiter ';'", b"children;accounts\n1,5;2,5\n"),
    # The first line.
    Case(f"{RUN} --header", b"2,3\n"),
    Case(RUN, b"2,x\n", leads_to=2),
    Case(RUN, b"children,accounts\r2,3\r"),
    Case("run net.yaml --data rows.tsv", files={"rows.tsv": b"children\taccounts\r2\t3\r"}),
    Case(
        "run net.yaml --data a.tsv b.tsv",
        files={"a.tsv": b"children\taccounts\n2\t3\n", "b.tsv": b"4\t5\n"},
    ),
    Case(
        "run net.yaml --data a.csv b.csv",
        files={"a.csv": HEAD + b"2,3\n", "b.csv": b"4,5\n"},
    ),
    # Several files.
    Case("run net.yaml --data '[ab].csv'", files={"a.csv": b"2,3\n", "b.csv": b"4,5\n"}),
    Case("run net.yaml --data .", files={"a.csv": b"2,3\n", "b.csv": b"4,5\n"}),
    Case("run net.yaml --data . --from csv", files={"a.log": b"2,3\n"}, leads_to=2),
    Case("run net.yaml --data '?.csv' -o here", files={"a.csv": b"2,3\n", "b.csv": b"4,5\n"}),
    Case(
        "run net.yaml --data 'my rows.npz' --format csv",
        files={"my rows.npz": archive(labels=np.ones(3), rows=np.ones((3, 2)))},
    ),
    # Other formats, encodings and compressions.
    Case(RUN, b"[2, 3]\n"),
    Case(RUN, b'{"children": 2, "accounts": 3}\n'),
    Case(RUN, b"[[2, 3]]"),
    Case(RUN, b'[\n  {"children": 2, "accounts": 3}\n]'),
    Case(f"{RUN} --from jsonl", b"[[2, 3]]"),
    Case(f"{RUN} --from jsonl", b"[\n[2, 3]\n]"),
    Case(f"{RUN} --from json", b'{"children": 2, "accounts": 3}\n'),
    Case("run net.yaml --data rows.dat", files={"rows.dat": b"2,3\n"}),
    Case(f"{RUN} --from csv", b"PAR1", leads_to=2),
    Case(f"{RUN} --from jsonl", b"ARROW1", leads_to=2),
    Case(f"{RUN} --from json", b"\x93NUMPY", leads_to=2),
    Case(f"{RUN} --from csv", b"\xff\xff\xff\xff", leads_to=2),
    Case(f"{RUN} --from parquet", b"ARROW1", leads_to=2),
    Case(f"{RUN} --from arrow", b"PAR1", leads_to=2),
    Case(f"{RUN} --from npy", b"PAR1..", leads_to=2),
    Case(RUN, bz2.compress(b"2,3\n")),
    Case(RUN, lzma.compress(b"2,3\n")),
    Case("run net.yaml --data rows.csv", files={"rows.csv": bz2.compress(b"2,3\n")}),
    Case("run net.yaml --data rows.jsonl", files={"rows.jsonl": lzma.compress(b"[2, 3]\n")}),
    Case("run net.yaml --data rows.csv.xz", files={"rows.csv.xz": lzma.compress(b"2,3\n")}),
    Case(
        "run net.yaml --data 'my rows.jsonl.bz2'",
        files={"my rows.jsonl.bz2": bz2.compress(b"[2, 3]\n")},
    ),
    Case("run net.yaml --data -x.tsv.xz", files={"-x.tsv.xz": lzma.compress(b"2\t3\n")}),
    Case(RUN, gzip.compress(b"\xff\xfe2\0,\x003\0\n\0"), leads_to=2),
    *(
        Case(f"{RUN} --from {form}", text.encode(encoding))
        for form, text in (("csv", "2,3\n"), ("jsonl", "[2, 3]\n"), ("json", "[[2, 3]]"))
        for encoding in ("utf-16", "utf-32", "utf-16le", "utf-16be", "utf-32le", "utf-32be")
    ),
    Case(RUN, "\ufeffgröße,accounts\n2,3\n".encode("utf-16be"), leads_to=2),
    Case(RUN, "children,accounts,größe\n2,3,4\n".encode("latin1")),
    Case(RUN, HEAD.rstrip() + b",x\n2,3,\xe9\n"),
    Case(f"{RUN} --from jsonl", b'{"children": 2, "accounts": 3, "x": "\xe9"}\n'),
)
