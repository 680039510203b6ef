"""How much a network may still grow: the nodes and weights that are left of what it may have."""

from __future__ import annotations

from fwdprop.errors import count
from fwdprop.network.network import MAX_NODES, MAX_WEIGHTS


class Room:
    """The nodes, and the weights between every pair of nodes of connected layers, still allowed."""

    def __init__(self) -> None:
        self._nodes, self._weights = MAX_NODES, MAX_WEIGHTS

    def lacking(self, nodes: int, fan_in: int) -> tuple[str, str] | None:
        """Why a layer of so many nodes has no room, and what counts; None where it has."""
        if nodes > self._nodes:
            message = f"with this layer there are more than {count(MAX_NODES, 'node')}"
            return message, "the nodes of all layers count"
        if nodes * fan_in > self._weights:
            message = f"with this layer there are more than {count(MAX_WEIGHTS, 'weight')}"
            return message, "every pair of nodes of two connected layers counts"
        return None

    def take(self, nodes: int, fan_in: int) -> None:
        """Takes a layer in."""
        self._nodes -= nodes
        self._weights -= nodes * fan_in
