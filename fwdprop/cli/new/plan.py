"""What a user asks of a new network: its sizes, activations, and where its weights come from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from fwdprop.activations import Bound, bind
from fwdprop.activations.text import parse_activations
from fwdprop.errors import UsageError, count, listed, shortened
from fwdprop.network.network import MAX_INPUTS
from fwdprop.system import shell

INITS = ("he", "xavier", "zeros", "ones")
# A file to start from holds every weight as text, and a row for each node.
MAX_LAYERS = 1000
MAX_NODES = 250_000
MAX_WEIGHTS = 10_000_000

_SIZES = "write the inputs, the nodes of each hidden layer, and the outputs: 2-3-1"


@dataclass(frozen=True)
class Plan:
    """What to make: `inputs`, and for each layer its nodes, activation and init.

    `seed` decides every number that is drawn. With `integers` these are whole, and so are the
    hidden values of the example; `inits` say nothing then.
    """

    inputs: int
    nodes: tuple[int, ...]
    activations: tuple[Bound, ...]
    inits: tuple[str, ...]
    seed: int
    integers: bool = False


def plan(
    sizes: str, activation: str | None, init: str | None, seed: int, integers: bool = False
) -> Plan:
    """The plan for sizes such as `2-3-1`; None stands for what is usual.

    Raises UsageError where they make no network, or one that is too large.
    """
    inputs, *nodes = _sizes(sizes)
    chosen = _activations(activation, len(nodes))
    inits = tuple(usual(bound) if init is None else init for bound in chosen)
    planned = Plan(inputs, tuple(nodes), chosen, inits, seed, integers)
    if integers:
        _prove_whole(planned)
    return planned


def _prove_whole(planned: Plan) -> None:
    """Raises UsageError where a hidden layer makes no whole numbers of whole numbers."""
    from fwdprop.cli.new.whole import keeping_whole, keeps_whole

    bad = [bound for bound in planned.activations[:-1] if not keeps_whole(bound)]
    if bad:
        message = f"{bad[0]} in a hidden layer makes no small whole numbers of whole numbers"
        kept = [bound if keeps_whole(bound) else bind("relu") for bound in planned.activations[:-1]]
        typed = ",".join(map(str, [*kept, planned.activations[-1]]))
        help = f"{listed(keeping_whole(), 20)} do: --activation {shell.word(typed)}"
        raise UsageError(message, help)


def usual(bound: Bound) -> str:
    """The init that weights before this activation usually have."""
    return "he" if bound.activation.halves else "xavier"


def _sizes(text: str) -> list[int]:
    words = text.split("-")
    for word in words:
        if not (word.isascii() and word.isdigit()):
            found = (
                f"'{shortened(word)}' in '{shortened(text)}'"
                if len(words) > 1
                else f"'{shortened(text)}'"
            )
            raise UsageError(f"{found} is not a number of nodes", _with_dashes(text) or _SIZES)
    if len(words) < 2:
        raise UsageError(f"'{shortened(text)}' has no layer, only inputs", _SIZES)
    if len(words) - 1 > MAX_LAYERS:
        raise UsageError(f"{count(len(words) - 1, 'layer')}, expected at most {MAX_LAYERS:,}")
    sizes = [_size(word, "node" if index else "input") for index, word in enumerate(words)]
    if sum(sizes[1:]) > MAX_NODES:
        most = f"a new network has at most {count(MAX_NODES, 'node')}"
        raise UsageError(f"'{shortened(text)}' has {count(sum(sizes[1:]), 'node')}", most)
    weights = sum(before * after for before, after in pairwise(sizes))
    if weights > MAX_WEIGHTS:
        most = f"a new network has at most {count(MAX_WEIGHTS, 'weight')}"
        raise UsageError(f"'{shortened(text)}' has {count(weights, 'weight')}", most)
    return sizes


def _with_dashes(text: str) -> str | None:
    """What is to be typed for sizes with something else than `-` between them."""
    bare = text.strip("[]() ")
    if len(text) > 100 or not re.fullmatch("[0-9]+(?:[^0-9a-wyzA-WYZ.]+|[xX])[0-9].*", bare):
        return None
    sizes = re.split(r"\s*(?:->|[-,;:/|>xX×*→–—−‐‑\s_])\s*", bare)
    if not all(size.isascii() and size.isdigit() for size in sizes):
        return None
    return f"sizes have - between them: fwdprop new {'-'.join(sizes)}"


def _size(word: str, noun: str) -> int:
    """How many inputs, or nodes of one layer: at least 1, and no more than there may be."""
    digits = word.lstrip("0")
    if not digits:
        raise UsageError(f"0 {noun}s, expected at least 1", _SIZES)
    # So few digits that reading them takes no time.
    where, most = ("a network", MAX_INPUTS) if noun == "input" else ("a new layer", MAX_NODES)
    if len(digits) > 9 or int(digits) > most:
        raise UsageError(f"{where} has at most {count(most, noun)}, not {shortened(digits)}")
    return int(digits)


def _activations(text: str | None, layers: int) -> tuple[Bound, ...]:
    """The activation of each layer: one for all hidden layers, or one for each layer."""
    found = [bind("relu")] if text is None else parse_activations(text, "--activation")
    if len(found) == 1 and (layers > 1 or text is None):
        return (*found * (layers - 1), bind("identity"))
    if len(found) != layers:
        hidden = ",".join([str(found[0])] * (layers - 1))
        raise UsageError(
            f"{count(len(found), 'activation')} for {count(layers, 'layer')}",
            f"give one for all hidden layers, or one for each layer: {hidden},identity"
            if layers > 1
            else "give one",
        )
    return tuple(found)
