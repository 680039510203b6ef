"""A layer written as a matrix: weights and biases in lists, or in a file beside the network."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fwdprop.errors import Path, count
from fwdprop.models.spec import advice
from fwdprop.models.spec.home import Home
from fwdprop.models.spec.keys import FILE
from fwdprop.models.spec.room import Room
from fwdprop.models.spec.scope import Scope
from fwdprop.models.spec.values import (
    Faults,
    Value,
    finite_number,
    finite_numbers,
    is_list,
    is_mapping,
    items,
    number,
    shown,
)
from fwdprop.models.spec.weight_count import wrong_weight_count
from fwdprop.network.network import MAX_NODES

Array = NDArray[np.float64]
Shape = tuple[int, ...]
Wrong = Callable[[Shape], tuple[str, str | None] | None]
"""Says what is wrong with a shape, and what to do about it; None where it is right."""


class Beside(NamedTuple):
    """What a layer has beside its matrix: how many nodes that says, and whether biases are there.

    `nodes` is None where it does not say how many.
    """

    nodes: int | None
    has_bias: bool

    @classmethod
    def of(cls, fields: Mapping[str, Value]) -> Beside:
        """What the fields of a layer say."""
        lists = [fields[key] for key in ("nodes", "bias") if is_list(fields.get(key))]
        return cls(len(items(lists[0])) if lists else None, "bias" in fields)


class MatrixReader:
    """Reads the arrays of layers written as a matrix; `where` names the layer in messages."""

    def __init__(self, home: Home, room: Room, faults: Faults) -> None:
        self._home = home
        self._room = room
        self._faults = faults
        self._told: set[str] = set()

    def weights(
        self,
        where: str,
        value: Value,
        path: Path,
        scope: Scope,
        beside: Beside,
    ) -> Array | None:
        """Weights (nodes, fan_in) of the next layer; None where they have faults, which are noted.

        One column of them reads an input, or a node of the layer before.
        """
        fan_in = scope.size(scope.last)

        def wrong(shape: Shape) -> tuple[str, str | None] | None:
            found = _wrong_weights(where, shape, fan_in, scope.noun)
            if found is None or fan_in is None or len(shape) != 2:
                return found
            help = scope.names_apart(shape[1]) or _what_instead(value, shape, fan_in, beside)
            return found[0], help or found[1]

        if is_mapping(value):
            # What has no room is not read.
            return self._file(
                where, value, path, lambda shape: wrong(shape) or self._room.lacking(*shape)
            )
        matrix = self._rows(where, value, path)
        if matrix is None or (found := wrong(matrix.shape)) is None:
            return matrix
        self._faults.add(found[0], path, found[1], numbers=fan_in)
        return None

    def bias(self, where: str, value: Value, path: Path, nodes: int | None) -> Array | None:
        """Biases (nodes,), or None where they have faults; zeros where nothing is written.

        `nodes` is None where the weights do not say how many there are.
        """
        if value is None:
            return np.zeros(nodes or 0)
        if is_list(value):
            found = finite_numbers(value, path, "a bias", self._faults)
        elif is_mapping(value):
            return self._file(where, value, path, lambda shape: wrong_bias(where, shape, nodes))
        else:
            one = finite_number(value, path, "a bias", self._faults)
            return None if one is None else np.full(nodes or 0, one)
        if found is None or (wrong := wrong_bias(where, found.shape, nodes)) is None:
            return found
        self._faults.add(wrong[0], path, wrong[1], numbers=nodes)
        return None

    def _rows(self, where: str, value: Value, path: Path) -> Array | None:
        rows: list[Array | None] = []
        written = items(value)
        for index, row in enumerate(written):
            if is_list(row):
                rows.append(finite_numbers(row, (*path, index), "a weight", self._faults))
            else:
                self._not_a_row(where, row, written, (*path, index))
                return None
        good = [row for row in rows if row is not None]
        if len(good) < len(rows):
            return None
        for index, row in enumerate(good):
            if len(row) != len(good[0]):
                self._faults.add(
                    f"{where}: row {index + 1} has {count(len(row), 'weight')},"
                    f" row 1 has {len(good[0])}",
                    (*path, index),
                    "every row of a matrix has the same length",
                    numbers=len(good[0]),
                )
                return None
        return np.stack(good) if good else np.empty((0, 0))

    def _not_a_row(self, where: str, row: Value, written: Value, path: Path) -> None:
        help = "write one list per node: [[1, 2], [3, 4]]"
        if all(number(item) is not None for item in written):
            numbers = ", ".join([*written[:4], *["..."] * (len(written) > 4)])
            help = f"a layer with one node has one row: [[{numbers}]]"
        self._faults.add(f"{where}: a row of weights is a list, not {shown(row)}", path, help)

    def _file(self, where: str, value: Value, path: Path, wrong: Wrong) -> Array | None:
        if path[-1] == "weights" and (by_name := advice.row_by_name(value)):
            self._faults.add(f"{where}: a mapping in place of rows of weights", path, by_name)
            return None
        fields = FILE.read(value, path, self._faults)
        if fields is None or len(fields) < len(value) or "file" not in fields:
            return None
        from fwdprop.models.arrays import ArrayError, FileError, read_array

        name = str(fields["array"]) if "array" in fields else None
        transposed = _is_transposed(fields)

        def prove(shape: Shape) -> None:
            found = wrong(shape[::-1] if transposed else shape)
            if found is not None:
                raise ArrayError("shape", *found)

        try:
            array = read_array(self._home, str(fields["file"]), name, prove)
        except ArrayError as error:
            # A file that is missing, or a package, is so for all arrays that are in it.
            cause = error.cause if isinstance(error, FileError) else None
            if cause is None or cause not in self._told:
                fault = error.faults[0]
                self._faults.add(fault.message, (*path, error.key), fault.help)
            self._told.update(filter(None, [cause]))
            return None
        if not np.isfinite(array).all():
            position = ", ".join(str(index + 1) for index in np.argwhere(~np.isfinite(array))[0])
            self._faults.add(
                f"{where}: {fields['file']} holds {array[~np.isfinite(array)][0]} at ({position});"
                " weights are finite numbers",
                (*path, "file"),
            )
            return None
        return np.ascontiguousarray(array.T) if transposed else array


def _wrong_weights(
    where: str, shape: Shape, fan_in: int | None, before: str
) -> tuple[str, str | None] | None:
    if len(shape) != 2:
        found = " x ".join(map(str, shape)) or "one number"
        return f"{where}: weights are a matrix, not {found}", None
    rows, columns = shape
    if rows == 0:
        return f"{where} has no nodes: its weights have no rows", None
    if fan_in is None or columns == fan_in:
        return None
    return wrong_weight_count(where, shape, fan_in, before), None


def _what_instead(value: Value, shape: Shape, fan_in: int, beside: Beside) -> str | None:
    """What a matrix (nodes, inputs) may have been meant to be whose columns are too many or few."""
    rows, columns = shape
    has_biases = columns == fan_in + 1 and not beside.has_bias and beside.nodes in (None, rows)
    if rows == fan_in and beside.nodes in (None, columns):
        if is_list(value):
            apart = f", or {advice.biases_apart(value)}" if has_biases else ""
            return advice.turned(value) + apart
        if _is_transposed(value):
            return "leave transpose: true out: this matrix is stored (nodes, inputs)"
        return "transpose: true reads a matrix that is stored (inputs, nodes)"
    return advice.biases_apart(value) if has_biases and is_list(value) else None


def _is_transposed(fields: Mapping[str, Value]) -> bool:
    """Whether a file's matrix is to be read the other way round."""
    return str(fields.get("transpose", "false")).lower() == "true"


def wrong_bias(where: str, shape: Shape, nodes: int | None) -> tuple[str, str | None] | None:
    """What is wrong with so many biases of a layer, and what to do; None where nothing is."""
    found = f"{' x '.join(map(str, shape))} biases" if shape else "one number for a bias"
    if nodes is None:
        most = count(MAX_NODES, "node")
        many = math.prod(shape) > MAX_NODES
        return (f"{where}: {found}, and a network has at most {most}", None) if many else None
    if shape == (nodes,):
        return None
    return f"{where}: {found}, expected {nodes}, one for each node", None
