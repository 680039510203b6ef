"""A network with some of it set anew, in the words of its file: `hidden.activation=tanh`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from fwdprop.errors import FAULTS_SHOWN, Fault, UsageError
from fwdprop.network.network import Network

if TYPE_CHECKING:
    from fwdprop.forward.callable import CallableNetwork
    from fwdprop.models.settings.target import Setting

N = TypeVar("N", bound=Network)


class Settings(NamedTuple):
    """Where settings stand: the texts, and what messages call the option or argument."""

    texts: Sequence[str]
    option: str


def what_if(network: CallableNetwork, *settings: str) -> CallableNetwork:
    """The network with each of the settings: `what_if(net, "hidden.activation=tanh")`.

    A setting is `LAYER.activation`, `LAYER.bias`, `NODE.activation`, `NODE.bias`, `NODE.weights` or
    `NODE.weights.SOURCE`, then `=` and the value. Raises UsageError with up to ten faults, for what
    there is not and for what the file could not say either.
    """
    return altered(network, Settings(settings, "setting"))[0]


def altered(network: N, settings: Settings) -> tuple[N, list[str]]:
    """The network with the settings, and notes on what they do not reach.

    Raises UsageError with every fault, each with its location.
    """
    from fwdprop.models.settings.layers import with_values
    from fwdprop.models.settings.values import Values

    faults: list[Fault] = []
    values = Values(network, settings.option, faults)
    found = [values.read(text, index) for index, text in enumerate(settings.texts)]
    read = [each for each in found if each is not None]
    faults += _twice(network, read)
    if faults:
        raise UsageError(faults)
    return with_values(network, read)


def _twice(network: Network, settings: Sequence[Setting]) -> list[Fault]:
    """A fault for each setting of what another one sets before it."""
    faults: list[Fault] = []
    seen: dict[tuple[int, ...], Setting] = {}
    for each in settings:
        cells = list(each.target.cells(network))
        before = next((seen[cell] for cell in cells if cell in seen), None)
        if before is None:
            seen.update(dict.fromkeys(cells, each))
        elif len(faults) <= FAULTS_SHOWN:
            message = f"{each.target.name(network)} is set already"
            if before.target != each.target:
                message += f", by {before.target.name(network)}"
            faults.append(Fault(message, "keep one of the two", each.name_spot))
    return faults
