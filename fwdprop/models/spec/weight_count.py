"""What is said of a wrong number of weights, whichever way they are written."""

from __future__ import annotations

from fwdprop.errors import count


def wrong_weight_count(where: str, shape: tuple[int, ...], fan_in: int, noun: str) -> str:
    """The message for weights of a node, (found,), or of a layer, (nodes, found).

    `where` names the node or the layer; each weight into a node stands for one of `fan_in` values,
    which are called `noun`: input, or node of a layer.
    """
    if len(shape) == 1:
        found, expected = f" has {count(shape[0], 'weight')}", f"{fan_in}"
    else:
        found, expected = f": weights are {shape[0]} x {shape[1]}", count(fan_in, "column")
    return f"{where}{found}, expected {expected}, one for each {noun}"
