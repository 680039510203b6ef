"""Networks inside engines that hold rows in Arrow: Spark, Ray, Dask, DuckDB, Polars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from numbers import Real

from fwdprop.arrow.batches import ArrowScorer, type_name
from fwdprop.errors import UsageError, listed, shortened, suggestion
from fwdprop.forward.blocks import block_rows
from fwdprop.network.network import Network
from fwdprop.system.extras import package
from fwdprop.tables.columns import ALL, ColumnSpec

__all__ = ["ArrowScorer", "scorer"]


def scorer(
    net: Network,
    keep: str | Iterable[str] | None = None,
    layers: str | None = None,
    missing: float | None = None,
    columns: Mapping[str, str] | None = None,
) -> ArrowScorer:
    """A function of batches of rows, which pickle and cloudpickle carry to other processes.

    `keep` are names of columns that pass through in front of the results, `"all"` for every one;
    `layers` the layers whose values are the results, as `--layers` names them, the last one if
    None. `missing` is the number that stands for a null: without one, a null raises InputError.
    `columns` says, for inputs, what their columns are called otherwise: `{"age": "AGE"}`. Raises
    UsageError for names that the network does not have, InputError where pyarrow is not installed.
    """
    package("pyarrow", "scoring Arrow batches")
    if not isinstance(net, Network):
        help = "fwdprop.load reads one from a file"
        raise UsageError(f"net is {type_name(net)}, expected a network", help)
    if layers is not None and not isinstance(layers, str):
        help = "layers='hidden,output' names several"
        raise UsageError(f"layers is {type_name(layers)}, expected a text", help)
    depths = net.names.layers_named(layers, [len(net.layers)])
    spec = ColumnSpec(
        net.inputs,
        _renamed(net, {} if columns is None else columns),
        _kept(keep),
        None if missing is None else _number(missing),
        together=block_rows(net),
        dtype=net.dtype,
    )
    # What travels is what computes, and no examples.
    return ArrowScorer(replace(net, examples=()), tuple(depths), spec)


def _kept(keep: str | Iterable[str] | None) -> tuple[str, ...]:
    """The names of the columns that pass through, or ALL for `all`."""
    if isinstance(keep, str):
        return ALL if keep == "all" else (keep,)
    try:
        names = () if keep is None else tuple(keep)
    except TypeError:
        names = (keep,)  # type: ignore[assignment]
    wrong = [name for name in names if not isinstance(name, str)]
    if wrong:
        message = f"keep has {type_name(wrong[0])}, expected names of columns"
        raise UsageError(message, "keep=['id', 'date'], or keep='all'")
    return names


def _renamed(network: Network, columns: Mapping[str, str]) -> dict[str, str]:
    """What the columns of inputs are called that are called otherwise, by the network's names."""
    means = "columns={'age': 'AGE'} says what the column of age is called"
    if not isinstance(columns, Mapping):
        raise UsageError(f"columns is {type_name(columns)}, expected a dictionary", means)
    renamed: dict[str, str] = {}
    for name, column in columns.items():
        index = network.names.node(0, name) if isinstance(name, str) else None
        if index is None:
            help = suggestion(str(name), network.inputs, f"the inputs are {listed(network.inputs)}")
            raise UsageError(f"columns names '{name}', which is no input", help)
        if not isinstance(column, str):
            raise UsageError(
                f"columns has {type_name(column)} for '{name}', expected a name", means
            )
        if network.inputs[index] in renamed:
            message = f"columns names '{network.inputs[index]}' twice"
            raise UsageError(message, "name each of them once")
        renamed[network.inputs[index]] = column
    return renamed


def _number(missing: float) -> float:
    """The number that stands for a null."""
    try:
        if isinstance(missing, Real):
            return float(missing)
    except OverflowError:
        pass
    help = "missing=0, or missing=float('nan')"
    raise UsageError(f"missing is {shortened(repr(missing))}, expected a number", help)
