"""More than half of the first 512 characters are ASCII in a text that is said to be UTF-16."""

from __future__ import annotations

import pytest
from command_line import Run

IS_UTF_16 = (
    "error: <stdin> is UTF-16, expected UTF-8 text\n"
    "help: make it UTF-8: iconv -f utf-16le -t utf-8 FILE\n"
)


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("a" * 257 + "年" * 255, True),
        ("年" * 255 + "a" * 257, True),
        ("a" * 256 + "年" * 256, False),
        # What comes behind does not count, on either side.
        ("a" * 256 + "年" * 256 + "a" * 256, False),
        ("a" * 257 + "年" * 255 + "年" * 256, True),
        ("年" * 256 + "a" * 256, False),
    ],
)
def test_what_the_first_characters_are(fwdprop: Run, text: str, is_said: bool) -> None:
    stdin = f"{text}\n".encode("utf-16le")
    result = fwdprop("run networks/transactions.yaml", stdin=stdin)
    assert (result.stdout, result.status) == ("", 2)
    assert (result.stderr == IS_UTF_16) == is_said
