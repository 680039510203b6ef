"""Files that are not UTF-8: which encoding they are in is seen by their first bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import NETWORKS, Run

NET = (NETWORKS / "transactions.yaml").read_text()
TEXTS = {"csv": "children,accounts\n2,3\n", "jsonl": "[2, 3]\n", "json": "[[2, 3]]", "yaml": NET}


@pytest.mark.parametrize("form", TEXTS)
@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16le", "utf-16be", "utf-32", "utf-32le", "utf-32be"]
)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_encoding_is_named(fwdprop: Run, form: str, encoding: str, mark: str) -> None:
    text = TEXTS[form].encode(encoding)
    if mark and not encoding.endswith(("16", "32")):  # these begin with a mark of their own
        text = mark.encode(encoding) + text
        encoding = encoding[:6]
    line = "check -" if form == "yaml" else f"run networks/transactions.yaml --data - --from {form}"
    result = fwdprop(line, stdin=text)
    if (form, encoding) == ("yaml", "utf-16"):
        assert (result.stdout, result.stderr) == (
            "<stdin>: 3 examples hold, within 1e-09 relative or 1e-12\n",
            "",
        )
        return
    assert (result.stdout, result.stderr, result.status) == (
        "",
        f"error: <stdin> is {encoding[:6].upper()}, expected UTF-8 text\n"
        f"help: make it UTF-8: iconv -f {encoding} -t utf-8 FILE\n",
        2,
    )


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("\0children,accounts\n", "utf-8"),
        ("a\0b,c\n", "utf-8"),
        ("children,accounts\0\n", "utf-16le"),
        ("children,\x01\x02\n", "utf-16be"),
        ("年齢,身長\n", "utf-16le"),
    ],
)
def test_what_is_not_mostly_latin_letters_is_only_said_to_hold_a_nul(
    fwdprop: Run, text: str, encoding: str
) -> None:
    result = fwdprop("run networks/transactions.yaml", stdin=text.encode(encoding))
    message, help = result.stderr.splitlines()[0], result.stderr.splitlines()[-1]
    assert message in (
        "error: there is a NUL byte in the first line",
        "error: the first line is not UTF-8",
    )
    assert help in (
        "help: a file of another format needs --from",
        "help: make it UTF-8: iconv -f latin1 -t utf-8 FILE",
    )


@pytest.mark.parametrize("marks", [0, 1, 2, 3])
@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("csv", "children,accounts\n2,3\n"),
        ("csv", "2,3\n"),
        ("csv", '"children","x\n\ny",accounts\n2,,3\n'),
        ("jsonl", "[2, 3]\n"),
        ("json", "[[2, 3]]"),
        ("json", "\n\n [[2, 3]]"),
    ],
)
def test_marks_before_a_text_are_left_out(fwdprop: Run, form: str, text: str, marks: int) -> None:
    line = f"run networks/transactions.yaml --data - --from {form} --format values"
    result = fwdprop(line, stdin="\ufeff" * marks + text)
    assert (result.stdout, result.stderr) == ("9\n", "")


def test_a_row_of_json_that_is_no_text_is_an_error(fwdprop: Run) -> None:
    result = fwdprop("run networks/transactions.yaml --from jsonl", stdin=b'["\xe9", 3]\n')
    assert (result.stdout, result.stderr, result.status) == (
        "",
        "error: byte e9 is not UTF-8\n"
        " --> <stdin>:1:3\n"
        "  |\n"
        '1 | ["\\xe9", 3]\n'
        "  |   ^^^^\n"
        "help: make it UTF-8: iconv -f latin1 -t utf-8 FILE\n",
        2,
    )


def test_a_network_that_begins_like_a_binary_file_is_one(fwdprop: Run, folder: Path) -> None:
    (folder / "net.yaml").write_bytes(b"PK\x03\x04\0\0\0\0")
    assert fwdprop("check net.yaml").stderr == (
        "error: net.yaml is a binary file\nhelp: a network file is YAML or JSON\n"
    )
