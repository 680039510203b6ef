"""Rows that come block by block -> some of them, drawn by a seed, or all, in flat memory."""

from __future__ import annotations

import numpy as np

from fwdprop.analysis.interactions.result import Rows
from fwdprop.arrays import Array
from fwdprop.errors import InputError

SAMPLE = 300
"""So many rows are compared where nothing else is asked."""

MOST_ROWS = 20_000
"""So many rows are compared at most: each is compared with every other."""

MOST_BYTES = 1 << 25
"""So many bytes of rows are compared at most: sorted and fitted to, they take seven times that."""

FIRST_SHOWN = 8


class Sample:
    """`most` rows of those that it is shown, or all of them if None.

    Each row draws a number by the seed, and those with the smallest are kept: a permutation, of
    which nobody needs to know how long it is. What is kept does not depend on the blocks. Rows with
    an input or a target that is not finite are left out.
    """

    def __init__(self, most: int | None, seed: int) -> None:
        self._most = most
        self._drawn = np.random.default_rng(seed)
        self._parts: list[tuple[Array, Array, Array]] = []
        self._held = self._left_out = self.total = 0
        self._first: list[int] = []
        self._limit = np.inf

    def note(self, rows: Array, numbers: Array) -> None:
        """Takes a block of rows (n, columns), with their numbers (n,) from 1."""
        keys = self._drawn.random(len(rows))
        self.total += len(rows)
        finite = np.isfinite(rows).all(axis=1)
        bad = numbers[~finite]
        self._left_out += len(bad)
        self._first += bad[: FIRST_SHOWN - len(self._first)].tolist()
        some = finite & (keys < self._limit)
        self._parts.append((rows[some], numbers[some], keys[some]))
        self._held += int(some.sum())
        if self._most is None:
            _prove_few(self._held)
        elif self._held > 2 * self._most + 1000:
            self._prune()
        kept = self._held if self._most is None else min(self._held, self._most)
        _prove_small(kept, rows.shape[1])

    def rows(self, target: bool) -> Rows:
        """The rows that were kept, in their order; the last column is a `target` or an input."""
        if not self._parts:
            raise InputError("the data has no row")
        self._prune()
        columns, numbers, _ = self._parts[0]
        order = np.argsort(numbers)
        columns, numbers = columns[order], numbers[order]
        x = columns[:, :-1] if target else columns
        return Rows(
            # 0 and -0 are one value.
            np.ascontiguousarray(x) + x.dtype.type(0),
            numbers,
            self.total,
            columns[:, -1].astype(np.float64) if target else None,
            self._left_out,
            tuple(self._first),
        )

    def _prune(self) -> None:
        """Keeps no more rows than are asked for."""
        columns, numbers, keys = (np.concatenate(each) for each in zip(*self._parts, strict=True))
        if self._most is not None and len(keys) > self._most:
            best = np.argsort(keys, kind="stable")[: self._most]
            columns, numbers, keys = columns[best], numbers[best], keys[best]
            self._limit = keys[-1]
        self._parts, self._held = [(columns, numbers, keys)], len(keys)


def _prove_few(rows: int) -> None:
    if rows > MOST_ROWS:
        message = f"each row is compared with every other, and there are more than {MOST_ROWS:,}"
        raise InputError(message, f"compare fewer rows: --sample {SAMPLE}")


def _prove_small(rows: int, columns: int) -> None:
    if rows * columns * 8 > MOST_BYTES:
        most = MOST_BYTES // (columns * 8) // 4
        message = f"{rows:,} rows of {columns:,} numbers are more than fit in memory"
        raise InputError(message, f"compare fewer rows: --sample {max(most, 2)}")
