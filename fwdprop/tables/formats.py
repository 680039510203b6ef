"""What formats of rows are called: the names that users type, and the endings of files."""

from __future__ import annotations

TEXT = ("csv", "tsv", "jsonl", "json")
"""Formats of text that hold cells of all kinds."""

READ = (*TEXT, "npy", "parquet", "arrow")
"""Formats that rows are read from."""

_ALIASES = {"ndjson": "jsonl", "pq": "parquet", "feather": "arrow", "ipc": "arrow"}


def known_as(name: str) -> str:
    """What the format is called here that a user or an ending calls by that name."""
    return _ALIASES.get(name.lower(), name.lower())
