"""Words that a shell takes as they were meant."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fwdprop.system.shell import path, word

MANY = 'plain it\'s back\\slash $x `y` "z" \t\n\x1b[0m\x7f\x80\xa0é\u2028年\ufeff\U000e0001😀'


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("age", "age"),
        ("my age", "'my age'"),
        ("größe", "'größe'"),
        ("a\x1bb", r"$'a\x1bb'"),
        ("a\xa0'b\\", r"$'a\u00a0\'b\\'"),
        ("\U000e0001", r"$'\U000e0001'"),
        ("\udce9", r"$'\xe9'"),
    ],
)
def test_a_word_is_printable(text: str, spelled: str) -> None:
    assert word(text) == spelled


@given(st.lists(st.text(st.sampled_from(MANY), max_size=8), max_size=8))
def test_bash_reads_each_word_as_it_was(words: list[str]) -> None:
    line = " ".join(map(word, ["", *words]))
    assert line.isprintable()
    environ = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    command = ["bash", "-c", f"printf '%s\\0' {line}"]
    read = subprocess.run(command, capture_output=True, check=True, env=environ).stdout
    assert read.decode().split("\0")[:-1] == ["", *words]


@pytest.mark.parametrize(
    ("file", "spelled"), [("-x.csv", "./-x.csv"), ("-", "-"), ("a b", "'a b'"), ("x/-y", "x/-y")]
)
def test_no_file_is_taken_for_an_option(file: str, spelled: str) -> None:
    assert path(file) == spelled
