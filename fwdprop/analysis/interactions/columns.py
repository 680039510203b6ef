"""Columns of inputs: their distinct values, alone and in pairs, and which cells rows fall into."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from fwdprop.arrays import Array

BINS = 5


class Distinct(NamedTuple):
    """The distinct values of some columns: `values` (u, columns), and how many rows have each.

    `of_row` (n,) says which of them a row has, `rows` (u,) how many rows have each.
    """

    values: Array
    of_row: Array
    rows: Array


def distinct(column: Array) -> Distinct:
    """The distinct values of a column (n,)."""
    values, of_row, rows = np.unique(column, return_inverse=True, return_counts=True)
    return Distinct(values[:, None], of_row, rows)


class Pair(NamedTuple):
    """The distinct pairs of values of two columns, and which value of each column they have.

    `one` (u,) and `other` (u,) are indices of the columns' own distinct values.
    """

    both: Distinct
    one: Array
    other: Array


def pair(one: Distinct, other: Distinct) -> Pair:
    """The distinct pairs of two columns' values."""
    keys = one.of_row * len(other.rows) + other.of_row
    found, of_row, rows = np.unique(keys, return_inverse=True, return_counts=True)
    ones, others = np.divmod(found, len(other.rows))
    values = np.concatenate([one.values[ones], other.values[others]], axis=1)
    return Pair(Distinct(values, of_row, rows), ones, others)


def cells(column: Distinct) -> Array:
    """The cell of each distinct value: its own, or that of the quantiles where these are many."""
    if len(column.rows) <= BINS:
        return np.arange(len(column.rows))
    values = column.values[:, 0] / 4  # what lies between the largest numbers is a number
    edges = np.quantile(values[column.of_row], np.arange(1, BINS) / BINS)
    return np.searchsorted(edges, values, side="right")


class Occupied(NamedTuple):
    """The cells of a pair: `one` (u_j,) and `other` (u_k,) of the distinct values.

    `taken` (cells, cells) says which of them have a row.
    """

    one: Array
    other: Array
    taken: Array


def occupied(one: Distinct, other: Distinct) -> Occupied:
    """Which cells of two columns have a row."""
    first, second = cells(one), cells(other)
    taken = np.zeros((first.max() + 1, second.max() + 1), bool)
    taken[first[one.of_row], second[other.of_row]] = True
    return Occupied(first, second, taken)
