"""Names of files that go on from what is typed."""

from __future__ import annotations

import os
from itertools import islice

_NETWORKS = (".yaml", ".yml", ".json")
_MOST = 10_000


def files(typed: str) -> list[str]:
    """Files and folders, these with `/` at their ends."""
    return [path for path, _ in _found(typed)]


def network_files(typed: str) -> list[str]:
    """Network files, then folders, then all other files."""
    found = _found(typed)
    return [path for path, _ in sorted(found, key=lambda each: _rank(*each))]


def folders(typed: str) -> list[str]:
    """Folders alone."""
    return [path for path, is_folder in _found(typed) if is_folder]


def _rank(path: str, is_folder: bool) -> int:
    if is_folder:
        return 1
    return 0 if path.lower().endswith(_NETWORKS) else 2


def _found(typed: str) -> list[tuple[str, bool]]:
    """Paths that begin as typed, sorted, with whether each is a folder."""
    folder, start = typed[: typed.rfind("/") + 1], typed[typed.rfind("/") + 1 :]
    try:
        with os.scandir(os.path.expanduser(folder) or ".") as entries:
            found = [
                (each.name, each.is_dir())
                for each in islice(entries, _MOST)
                if each.name.startswith(start) and (start or not each.name.startswith("."))
            ]
    except (OSError, ValueError):
        return []
    return [
        # No command takes it for an option.
        (f"{'./' if name.startswith('-') and not folder else folder}{name}{'/' * is_dir}", is_dir)
        for name, is_dir in sorted(found)
    ]
