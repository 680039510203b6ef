"""Network files in UTF-8 and UTF-16: the byte that is no text is named where it stands."""

from __future__ import annotations

import codecs

import pytest
from command_line import Run

NET = "inputs: [é, b]\nlayers:\n  - nodes: {y: [1, 1]}\n"
ENCODINGS = [
    ("UTF-8", "utf-8", b""),
    ("UTF-8", "utf-8", codecs.BOM_UTF8),
    ("UTF-16", "utf-16-le", codecs.BOM_UTF16_LE),
    ("UTF-16", "utf-16-be", codecs.BOM_UTF16_BE),
]
each_encoding = pytest.mark.parametrize(
    ("name", "encoding", "mark"), ENCODINGS, ids=["utf-8", "marked utf-8", "le", "be"]
)
BROKEN = {"utf-8": b"\xff", "utf-16-le": b"\x00\xdc", "utf-16-be": b"\xdc\x00"}
"""No character alone, in any of them: half of a surrogate pair, and a byte that begins none."""


@each_encoding
def test_a_network_is_read(fwdprop: Run, name: str, encoding: str, mark: bytes) -> None:
    words = "run - --input 1 2 --layers inputs,output"
    ran = fwdprop(words, stdin=mark + NET.encode(encoding))
    assert (ran.stdout, ran.stderr, ran.status) == ("inputs.é,inputs.b,output.y\n1,2,3\n", "", 0)


@each_encoding
@pytest.mark.parametrize(
    ("before", "behind", "location"),
    [
        ("", "", "1:1"),
        ("", NET, "1:1"),
        ("éa", "\n", "1:3"),
        (NET, "", "4:1"),
        (NET + "a: ", "b", "4:4"),
    ],
)
def test_what_is_no_text_is_marked(
    fwdprop: Run, name: str, encoding: str, mark: bytes, before: str, behind: str, location: str
) -> None:
    wrong = BROKEN[encoding]
    ran = fwdprop("show -", stdin=mark + before.encode(encoding) + wrong + behind.encode(encoding))
    assert ran.stderr == (
        f"error: this is not a text file in {name}: byte 0x{wrong[0]:02x}\n"
        f" --> <stdin>:{location}\nhelp: a network file is YAML or JSON\n"
    )
    assert (ran.stdout, ran.status) == ("", 2)
