"""What a network file may be written in: encodings, line ends, JSON, anchors; and their faults."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run
from refusals import refusal

NET = "inputs: [a, b]\nlayers:\n  - nodes: {n: [1, 2]}\n"

pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize(
    "content",
    [
        NET.encode(),
        NET.replace("\n", "\r\n").encode(),
        NET.replace("\n", "\r").encode(),
        NET.rstrip().encode(),
        b"\xef\xbb\xbf" + NET.encode(),
        b"\xff\xfe" + NET.encode("utf-16-le"),
        b"\xfe\xff" + NET.encode("utf-16-be"),
        b"# first\n\n--- # second\n" + NET.encode() + b"... # third\n",
        b"%YAML 1.2\n---\n" + NET.encode(),
        NET.replace(", ", ",\t").encode(),
        NET.replace("[1, 2]", "[\n1,\n\n# two\n\t2,\n]").encode(),
        NET.replace("[a, b]", "!!seq [!!str a, ! 'b']").encode(),
        NET.replace("[1, 2]", "[!!int 1, !!float 2]").encode(),
        NET.replace("{n: [1, 2]}", "{? n : [1, 2]}").encode(),
        b'{"inputs":["a","b"],"layers":[{"nodes":{"n":[1,2]}}]}',
        b'{\n\t"inputs": ["\\u0061", "b"],\n\t"layers": [\n\t\t{"nodes": {"n": [1, 2]}}\n\t]\n}',
        b"inputs: &i [a, &n b]\nlayers: [&l {nodes: {n: {weights: {a: 1, *n : &two 2}}}}]\n",
    ],
)
def test_a_network_may_be_written_in_many_ways(fwdprop: Run, content: bytes) -> None:
    Path("net.yaml").write_bytes(content)
    result = fwdprop("run net.yaml --input 3 4")
    assert (result.stderr, result.stdout, result.status) == ("", "n\n11\n", 0)
    result = fwdprop("run - --input 3 4", stdin=content)
    assert (result.stderr, result.stdout, result.status) == ("", "n\n11\n", 0)


@pytest.mark.parametrize("value", ["true", "null"])
def test_the_tag_of_a_value_that_cannot_be_there_is_no_fault(fwdprop: Run, value: str) -> None:
    tag = {"true": "!!bool", "null": "!!null"}[value]
    plain, tagged = (
        fwdprop("run - -i 1", stdin=f"inputs: 1\nlayers: [{{nodes: {{y: {text}}}}}]\n").stderr
        for text in (value, f"{tag} {value}")
    )
    assert tagged.splitlines()[0] == plain.splitlines()[0]
    assert "error: the tag" not in tagged


def test_an_alias_stands_for_what_its_anchor_holds(fwdprop: Run) -> None:
    Path("net.yaml").write_text(
        "inputs: 2\nlayers:\n  - &l {weights: [&row [1, 2], *row]}\n  - *l\n"  # 3 3, then 9 9
    )
    assert fwdprop("run net.yaml -i 1 1 --format values").stdout == "9 9\n"


@pytest.mark.parametrize(
    "line_end", ["\n", "\r\n", "\r", "\x85", "\u2028"], ids=["lf", "crlf", "cr", "nel", "ls"]
)
def test_a_fault_is_found_whatever_ends_the_lines(fwdprop: Run, line_end: str) -> None:
    written = NET.replace("2]", "x]").replace("\n", line_end)
    assert refusal(fwdprop, written) == (
        """\
error: a weight is a number, not x
 --> net.yaml:3:20
  |
3 |   - nodes: {n: [1, x]}
  |                    ^
"""
    )


@pytest.mark.parametrize(
    ("content", "stderr"),
    [
        (
            "inputs: [a, b]\nlayers:\n\t- weights: [[1, 2]]\n",
            """\
error: this is not YAML: found character that cannot start any token while scanning for the next \
token
 --> net.yaml:3:1
  |
3 |  - weights: [[1, 2]]
  | ^
help: indent with spaces: YAML allows no tab there
""",
        ),
        (
            "inputs: [a, b]\nname: bell \x07\nlayers: []\n",
            """\
error: the character U+0007 is not allowed in YAML
 --> net.yaml:2:12
  |
2 | name: bell \\x07
  |            ^^^^
help: is this a text file?
""",
        ),
        (
            "inputs: [a, b]\nname: café\n".encode("latin-1"),
            """\
error: this is not a text file in UTF-8: byte 0xe9
 --> net.yaml:2:10
help: a network file is YAML or JSON
""",
        ),
        (
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
            "error: net.yaml is a binary file\nhelp: a network file is YAML or JSON\n",
        ),
        (
            b"\x1f\x8b\x08compressed",
            """\
error: this is not a text file in UTF-8: byte 0x8b
 --> net.yaml:1:2
help: a network file is YAML or JSON
""",
        ),
    ],
    ids=["tab", "control", "latin-1", "png", "gzip"],
)
def test_characters_that_do_not_belong_are_marked(
    fwdprop: Run, content: str | bytes, stderr: str
) -> None:
    assert refusal(fwdprop, content) == stderr


@pytest.mark.parametrize("content", [b"", b"\n", b"---\n", b"\xef\xbb\xbf", b"# a\n---\n...\n"])
def test_an_empty_network_is_no_network(fwdprop: Run, content: bytes) -> None:
    result = fwdprop("run - --input 1", stdin=content)
    assert (result.status, result.stdout) == (2, "")
    error, place, *_, help = result.stderr.splitlines()
    assert (error, help) == (
        "error: the file is empty",
        "help: `inputs:` and `layers:` make a network",
    )
    assert place.startswith(" --> <stdin>")


# --- Bombs -------------------------------------------------------------------------------------

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefghij", "bcdefghijk", strict=True)
)


def test_an_alias_bomb_does_not_go_off(fwdprop: Run) -> None:
    assert refusal(fwdprop, BOMB) == (
        """\
error: aliases expand to more than 1,000,000 values
 --> net.yaml:7:8
  |
7 | g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f]
  |        ^
"""
    )
