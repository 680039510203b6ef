"""How long a job takes on a cluster: the model of the guide's page on scale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Model(NamedTuple):
    """time = start + rows / (rate x workers) + pieces x cost, in seconds and rows a second."""

    start: float
    rate: float
    piece: float

    def seconds(self, rows: int, workers: int, pieces: int) -> float:
        """The time of a job."""
        return self.start + rows / (self.rate * workers) + pieces * self.piece

    def __str__(self) -> str:
        rate, piece = self.rate / 1e6, self.piece * 1000
        return (
            f"time = {self.start:.2f} s + rows / ({rate:.2f} million a second x workers)"
            f" + pieces x {piece:.1f} ms"
        )


def fitted(
    seconds: float, rows: int, workers: int, pieces: int, fixed: Mapping[str, float]
) -> Model:
    """The model by one job, and by the seconds of a `start` and of a `piece`."""
    left = seconds - fixed["start"] - pieces * fixed["piece"]
    return Model(fixed["start"], rows / (left * workers), fixed["piece"])
