"""Where the weights files of a network file lie."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Home(NamedTuple):
    """The `folder` that paths are relative to, and the `root` that files lie in or below.

    Without a root that is the folder, and then paths do not lead up.
    """

    folder: Path
    root: Path | None = None
