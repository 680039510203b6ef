"""README and guide as texts, and the blocks of code in them."""

from __future__ import annotations

import re
from pathlib import Path

from command_line import NETWORKS, ROOT

from fwdprop.guide import topics

PAGES = {"README": (ROOT / "README.md").read_text(encoding="utf-8")} | {
    topic.name: topic.text for topic in topics().values()
}


def blocks(language: str) -> list[tuple[str, str]]:
    """Each block of code in that language, behind the name of its page."""
    pattern = re.compile(rf"^```{language}\n(.*?)^```", re.DOTALL | re.MULTILINE)
    return [(page, block) for page, text in PAGES.items() for block in pattern.findall(text)]


def programs() -> list[tuple[str, str, str]]:
    """Each Python block, behind its page, with the text block behind it."""
    pattern = re.compile(r"^```python\n(.*?)^```\n\n```text\n(.*?)^```", re.DOTALL | re.MULTILINE)
    return [(page, *found) for page, text in PAGES.items() for found in pattern.findall(text)]


def folder_of(page: str, empty: Path) -> Path:
    """Where the page's commands run: an empty folder with the example networks.

    For the README it has the network file, too, that is shown there.
    """
    if page == "README":
        (text,) = [block for name, block in blocks("yaml") if name == page]
        (empty / "net.yaml").write_text(text, encoding="utf-8")
    (empty / "networks").symlink_to(NETWORKS)
    return empty
