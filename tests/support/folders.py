"""Folders of files of rows, and what a run makes of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from command_line import NETWORKS

NET = str(NETWORKS / "transactions.yaml")
RUN = f"run {NET} --data in/ -o out/"


def write(files: Mapping[str, str]) -> None:
    """Writes each text under its path; folders on the way are made."""
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text)


def contents(folder: str = "out") -> dict[str, str]:
    """The text of each file below the folder that is not ours, by its path there."""
    found = {}
    for path in sorted(Path(folder).rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith("_fwdprop"):
            found[name] = path.read_text()
    return found


def record(name: str) -> dict[str, Any]:
    """The record of the file of results that is called so."""
    found: dict[str, Any] = json.loads(Path(f"out/_fwdprop/{name}.json").read_text())
    return found


def summary() -> dict[str, Any]:
    """What is said of all files of results."""
    found: dict[str, Any] = json.loads(Path("out/_fwdprop.json").read_text())
    return found
