"""Pictures of one network that has everything; as a script, writes `tests/drawings/pictures/` anew.

Look at each picture that has changed before it is committed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import fwdprop

FOLDER = Path(__file__).parents[1] / "drawings/pictures"
ROW = [1, 2, 3]
FILES: dict[str, dict[str, Any]] = {
    "values": {"row": ROW, "max_nodes": 4},
    "plain": {"max_nodes": 4, "theme": "light"},
    "products": {"row": ROW, "color_by": "contribution"},
}
FORMATS = {"svg": "svg", "dot": "dot", "mermaid": "mmd", "tikz": "tex", "text": "txt"}


def pictures() -> dict[str, str]:
    """The text of each picture by the name of its file."""
    net = fwdprop.load(FOLDER / "net.yaml")
    found = {}
    for name, asked in FILES.items():
        for format, ending in FORMATS.items():
            own = {key: value for key, value in asked.items() if key != "theme" or format == "svg"}
            found[f"{name}.{ending}"] = str(fwdprop.draw(net, format=format, **own))
    return found


if __name__ == "__main__":
    for name, text in pictures().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
