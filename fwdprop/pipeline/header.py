"""What the columns of results are called, beside the columns that pass through."""

from __future__ import annotations

from collections.abc import Sequence

from fwdprop.errors import UsageError
from fwdprop.network.labels import LABEL
from fwdprop.network.network import Network
from fwdprop.tables.formats import named


def columns_of_text(kept: Sequence[str], labelled: bool) -> list[str]:
    """The names of the columns before the values: kept ones, and that of labels where it is there.

    Raises UsageError where a kept column is called like that one.
    """
    if labelled and LABEL in kept:
        raise _called_alike(LABEL)
    return [*kept, *[LABEL] * labelled]


def prove_holds_text(format: str, kept: Sequence[str], labelled: bool) -> None:
    """Raises UsageError where columns of text are to be written in a format that holds none."""
    known = named(format)
    assert known is not None
    if known.holds_text or not (kept or labelled):
        return
    what = "--keep passes texts on" if kept else "--labels adds texts"
    raise UsageError(f"{format} holds numbers alone, and {what}", "choose another --format")


def header(network: Network, depths: Sequence[int], kept: Sequence[str] = ()) -> list[str]:
    """The columns' names: `layer.node`, or just `node` where only the output layer is shown.

    The names of `kept` columns go before; a node that is called like one of these is `layer.node`,
    too. Raises UsageError where that is the name of a kept column as well.
    """
    nodes = [(depth, node) for depth in depths for node in network.nodes_of(depth)]
    taken = set(kept)
    short = list(depths) == [len(network.layers)]
    results = [
        node if short and node not in taken else f"{network.name_of(depth)}.{node}"
        for depth, node in nodes
    ]
    twice = next((name for name in results if name in taken), None)
    if twice is not None:
        raise _called_alike(twice)
    return [*kept, *results]


def _called_alike(name: str) -> UsageError:
    message = f"the kept column '{name}' has the name of a result"
    return UsageError(message, "leave it out of --keep, or call it otherwise in the file")
