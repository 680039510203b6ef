"""Escaped pairs that stay as they are, and faults beside a pair: where marks stand."""

from __future__ import annotations

import pytest
from command_line import Run

PAIR = r"\ud83d\ude00"


@pytest.mark.parametrize(
    "inputs",
    [
        f"['{PAIR}', \"{PAIR}\"]",
        f'[{PAIR}, "{PAIR}"]',
        f'[\'"{PAIR}\', "{PAIR}"]',
        f'["{PAIR}", b]',
        f'["\n {PAIR}",\n "{PAIR}", b]',
    ],
)
def test_only_pairs_in_double_quotes_are_longer_than_their_character(
    fwdprop: Run, inputs: str
) -> None:
    text = f'{{"inputs": {inputs}, "foo": 1}}'
    last = text.splitlines()[-1]
    shown = f"{text.count(chr(10)) + 1} | {last}\n  | {'^^^^^'.rjust(last.index('foo') + 4)}\n"
    assert shown in fwdprop("show -", stdin=text).stderr


@pytest.mark.parametrize("before", ["", PAIR, "a" + PAIR])
@pytest.mark.parametrize("behind", ["", PAIR, PAIR + "a"])
def test_a_mark_before_a_pair_does_not_cover_it(fwdprop: Run, before: str, behind: str) -> None:
    text = rf'{{"inputs": ["{PAIR}", "{before}\q{behind}"]}}'
    ran = fwdprop("show -", stdin=text)
    assert ran.stderr == (
        "error: this is not YAML: found unknown escape character while parsing a quoted scalar\n"
        f" --> <stdin>:1:{text.index('q')}\n  |\n1 | {text}\n"
        f"  | {'^'.rjust(text.index('q'))}\n"
    )
    assert (ran.stdout, ran.status) == ("", 2)
