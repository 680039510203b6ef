"""Where the project is, and what a command line that a test runs gives back."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import fwdprop

ROOT = Path(__file__).parents[2]
NETWORKS = ROOT / "networks"
PACKAGE = Path(fwdprop.__file__).parent
"""The package that is tested: in this checkout, or installed from a wheel."""


@dataclass(frozen=True)
class Result:
    """What a command line did."""

    stdout: str
    stderr: str
    status: int


class Stream(io.BytesIO):
    """Bytes in memory that may say they are a terminal."""

    def __init__(self, content: bytes = b"", *, tty: bool = False) -> None:
        super().__init__(content)
        self._tty = tty

    def isatty(self) -> bool:
        return self._tty


Run = Callable[..., Result]
