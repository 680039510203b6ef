"""Batches of rows in Arrow -> batches of results, each as long as the other, in any process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from fwdprop import __version__
from fwdprop.errors import InputError, listed, reason_of, shortened
from fwdprop.forward.engine import Engine
from fwdprop.network.network import Network
from fwdprop.pipeline.header import header
from fwdprop.tables import pyarrow_arrays
from fwdprop.tables.columnar.reader import Columnar, choose, damaged, needed
from fwdprop.tables.columns import ColumnMap, ColumnSpec

_MISSING = "missing=0 or missing=float('nan') says what to take for it"


class _Plan(NamedTuple):
    """What is read of batches of one `schema`, and the schema of their `results`."""

    schema: Any
    columns: ColumnMap
    results: Any


@dataclass(frozen=True, eq=False)
class ArrowScorer:
    """Gives each batch of rows its results: call it with an iterator of `pyarrow.RecordBatch`.

    It may be called in several threads and processes, again and again.
    """

    network: Network
    depths: tuple[int, ...]
    columns: ColumnSpec

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        """A record batch of results for each of the batches, as long as that one, as they come.

        Columns are found by name, in any order. Errors of `batches` are raised as they are.
        Raises InputError for a batch that lacks an input, has a column without numbers or a null
        there, or other kept columns than the first one.
        """
        try:
            found = iter(batches)
        except TypeError:
            raise _no_batch("this", batches) from None
        return self._each(found)

    def table(self, data: Any) -> Any:
        """The results of a whole table as a `pyarrow.Table`.

        `data` is one, or whatever Arrow can read: a record batch, a frame of pandas or Polars, a
        relation of DuckDB, a dictionary of columns. Raises InputError as a call does.
        """
        import pyarrow

        try:
            table = pyarrow.table(data)
        except (TypeError, ValueError, pyarrow.ArrowException) as error:
            reason = shortened(reason_of(error).split("\n")[0], 200)
            help = "give a table, a frame of pandas or Polars, or a dictionary of columns"
            raise InputError(f"{type_name(data)} is no table: {reason}", help) from None
        return pyarrow.Table.from_batches(self(table.to_batches()), self.schema(table.schema))

    def schema(self, schema: Any) -> Any:
        """The schema of the results for batches of that one, both of them `pyarrow.Schema`.

        Raises InputError where an input is missing or no number, UsageError where a kept column
        has the name of a result.
        """
        import pyarrow

        if not isinstance(schema, pyarrow.Schema):
            raise InputError(f"the schema is {type_name(schema)}, expected pyarrow.Schema")
        return self._plan(schema, "the schema").results

    def _each(self, batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow

        plan = None
        for number, batch in enumerate(batches, 1):
            name = f"batch {number}"
            if not isinstance(batch, pyarrow.RecordBatch):
                raise _no_batch(name, batch)
            if plan is None or not batch.schema.equals(plan.schema):
                first, plan = plan, self._plan(batch.schema, name)
                if first is not None:
                    _prove_alike(name, first.results, plan.results)
                    plan = plan._replace(results=first.results)
            yield self._results(batch, plan, name)

    def _plan(self, schema: Any, name: str) -> _Plan:
        """What is read of batches of that schema; `name` stands for them in an error."""
        import pyarrow

        try:
            column_map = choose(schema, self.columns, name)
            kept = [schema.field(index) for index in column_map.kept]
        except Exception as error:
            raise damaged(name, error) from None
        names = header(self.network, self.depths, column_map.kept_names)
        dtype = pyarrow.float32() if self.network.dtype == "float32" else pyarrow.float64()
        results = [pyarrow.field(each, dtype) for each in names[len(kept) :]]
        # What is noted beside the whole schema, such as Spark's own, is true of that one alone.
        return _Plan(schema, column_map, pyarrow.schema([*kept, *results]))

    def _results(self, batch: Any, plan: _Plan, name: str) -> Any:
        """The record batch of results for a batch."""
        import pyarrow

        kept = plan.columns.kept
        width = len(plan.results) - len(kept)
        values = np.empty((width, batch.num_rows), self.network.dtype)
        read = batch.select(needed(plan.columns))
        start = 0
        for piece in Columnar(name, plan.columns, self.columns, [read]).pieces():
            block = piece()
            if block.bad:
                raise InputError(replace(block.bad[0].fault(name, start), help=_MISSING))
            end = start + len(block.x)
            values[:, start:end] = self._engine.values(block.x).T
            start = end
        columns = [batch.column(index) for index in kept]
        columns += map(pyarrow_arrays.of_numbers, values)
        return pyarrow.RecordBatch.from_arrays(columns, schema=plan.results)

    @cached_property
    def _engine(self) -> Engine:
        return Engine(self.network, self.depths)

    def __repr__(self) -> str:
        return f"ArrowScorer({self.network!r})"

    def __reduce__(self) -> tuple[Callable[[str], ArrowScorer], tuple[str], dict[str, Any]]:
        # The version comes first, so that it is compared before anything else is read.
        state = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return _of_version, (__version__,), state


def _of_version(version: str) -> ArrowScorer:
    """A scorer of that version, still without what pickle gives it next; InputError for another."""
    if version != __version__:
        message = f"the scorer is of fwdprop {version}, and this process has fwdprop {__version__}"
        raise InputError(message, "install the same version on every machine")
    return object.__new__(ArrowScorer)


def _no_batch(name: str, found: object) -> InputError:
    help = "a scorer takes an iterator of batches; its method table takes tables and frames"
    return InputError(f"{name} is {type_name(found)}, expected pyarrow.RecordBatch", help)


def _prove_alike(name: str, first: Any, other: Any) -> None:
    """Raises InputError where a batch would have results of another schema than the first one."""
    if not other.equals(first):
        message = f"{name} has other kept columns than batch 1: {_columns(other)}"
        help = f"batch 1 has {_columns(first)}: give all batches the same types"
        raise InputError(message, help)


def _columns(schema: Any) -> str:
    """The names and types of the columns of a schema."""
    return listed(
        [f"{each.name} {each.type}{'' if each.nullable else ' not null'}" for each in schema]
    )


def type_name(value: object) -> str:
    """The type of a value, with its module."""
    return f"{type(value).__module__}.{type(value).__qualname__}".removeprefix("builtins.")
