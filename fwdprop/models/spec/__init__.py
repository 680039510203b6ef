"""The network as written -> CallableNetwork: every check that a network file must pass."""

from __future__ import annotations

from fwdprop.errors import count
from fwdprop.forward.callable import CallableNetwork
from fwdprop.models.spec.examples import read_examples
from fwdprop.models.spec.home import Home
from fwdprop.models.spec.keys import NETWORK
from fwdprop.models.spec.layers import LayerReader
from fwdprop.models.spec.scope import Scope, names
from fwdprop.models.spec.values import (
    Faults,
    Value,
    is_list,
    is_missing,
    items,
    shown,
    whole_number,
)
from fwdprop.network.names import INPUTS
from fwdprop.network.network import MAX_EXAMPLES, MAX_INPUTS, MAX_LAYERS

__all__ = ["network_from"]

_MANY_EXAMPLES = "check many rows against expected columns: fwdprop check NET --data FILE"


def network_from(value: Value, home: Home, name: str, dtype: str | None = None) -> CallableNetwork:
    """The network that a value as written describes.

    `home` is where its weights files are, `name` its name where it has none, and
    `dtype` replaces the one written down. Raises NetworkError with the path of every fault.
    """
    faults = Faults()
    if is_missing(value):
        faults.add("the file is empty", (), "`inputs:` and `layers:` make a network")
        faults.raise_any()
    fields = NETWORK.read(value, (), faults)
    if fields is None:
        faults.raise_any()
        raise AssertionError
    faults.dtype = dtype or str(fields.get("dtype", faults.dtype))
    inputs = _inputs(fields["inputs"], faults) if "inputs" in fields else None
    written = items(fields.get("layers", ()))
    cases = items(fields.get("examples", ()))
    scope = Scope(inputs, written)
    reader = LayerReader(scope, written, home, faults)
    _prove_number("layers", len(written), MAX_LAYERS, None, faults)
    _prove_number("examples", len(cases), MAX_EXAMPLES, _MANY_EXAMPLES, faults)
    if "layers" in fields and not written:
        faults.add("a network has at least one layer", ("layers",))
    layers = [reader.read(index) for index in range(len(written))]
    examples = read_examples(cases, scope, faults)
    faults.raise_any()
    assert inputs is not None
    return CallableNetwork(
        inputs,
        tuple(layer for layer in layers if layer is not None),
        str(fields.get("name", name)),
        str(fields["description"]) if "description" in fields else None,
        faults.dtype,  # type: ignore[arg-type]
        examples,
    )


def _prove_number(key: str, found: int, most: int, help: str | None, faults: Faults) -> None:
    """Raises a NetworkError with the faults so far where there are too many of something."""
    if found > most:
        faults.add(f"a network has at most {most:,} {key}, not {found:,}", (key,), help)
        faults.raise_any()


def _inputs(value: Value, faults: Faults) -> tuple[str, ...] | None:
    """The input names: as listed, or x0, x1, ... for a count."""
    path = (INPUTS,)
    if is_list(value):
        return names(value, path, "input", faults)
    number = whole_number(value)
    if not number:
        faults.add("a network has at least one input, not 0", path)
        return None
    if number > MAX_INPUTS:
        faults.add(f"a network has at most {count(MAX_INPUTS, 'input')}, not {shown(value)}", path)
        return None
    return tuple(f"x{index}" for index in range(number))
