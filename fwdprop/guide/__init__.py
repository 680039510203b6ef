"""The guide: one Markdown file a topic, which `fwdprop help TOPIC` shows."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Topic(NamedTuple):
    """A page of the guide: the `name` that a user types, the question it `answers`, its `text`.

    The file is called like the topic. It begins with a line `# Title`; its second paragraph is the
    one sentence that says what it answers.
    """

    name: str
    answers: str
    text: str


def topics() -> dict[str, Topic]:
    """All topics by name, in alphabetical order."""
    return {file.stem: _topic(file) for file in sorted(Path(__file__).parent.glob("*.md"))}


def _topic(file: Path) -> Topic:
    text = file.read_text(encoding="utf-8")
    _title, answers, _rest = text.split("\n\n", 2)
    return Topic(file.stem, " ".join(answers.split()), text)
