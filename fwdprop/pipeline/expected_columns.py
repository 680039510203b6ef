"""Which columns of a file hold the values that nodes must have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from fwdprop.errors import Fault, InputError, Location, count, listed
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Network
from fwdprop.tables.columns import ColumnMap, ColumnSpec, Hint


@dataclass(frozen=True)
class ExpectedColumns(ColumnSpec):
    """Which columns of rows are read where some hold expected values: these pass through.

    Such a column is called like the output whose value it has, or `layer.node` for any node. Other
    columns, if they are not inputs, are left out. Without names, all inputs come first and then all
    outputs, in their order.
    """

    network: Network = field(kw_only=True)

    @classmethod
    def of(cls, columns: ColumnSpec, network: Network) -> ExpectedColumns:
        """The same with the expected values of this network's nodes."""
        return cls(**vars(columns), network=network)

    def nodes(self, names: Sequence[str]) -> list[str]:
        """What the network calls the nodes whose values the columns of these names hold."""
        called = {
            column: name for name, column in self.names_in_file.items() if name not in self.inputs
        }
        return [called.get(name, name) for name in names]

    def unnamed(self, names: Sequence[str]) -> list[str]:
        """The outputs that no column of these names holds."""
        depth = len(self.network.layers)
        found = set(map(self.network.names.result, self.nodes(names)))
        outputs = enumerate(self._outputs)
        return [output for node, output in outputs if (depth, node) not in found]

    def by_name(
        self, names: Sequence[str], location: Location, hint: Hint | None = None
    ) -> ColumnMap:
        """The columns of the inputs, and those with expected values; InputError without these."""
        chosen = super().by_name(names, location, hint)
        called, inputs = self.nodes(names), frozenset(chosen.inputs)
        found: dict[NodeRef, int] = {}
        for index, name in enumerate(names):
            node = None if index in inputs else self.network.names.result(called[index])
            if node in found:
                message = f"columns {names[found[node]]} and {name} hold the values of one node"
                raise InputError(Fault(message, "leave one of them out of the file", location))
            if node is not None:
                found[node] = index
        if not found:
            there = f"the outputs are {listed(self._outputs)}; there are {listed(names, 20)}"
            help = f"call a column like an output, or layer.node: {there}"
            raise InputError(Fault("no column holds expected values", help, location))
        return chosen._replace(kept=tuple(found.values()))

    def by_position(self, found: int, location: Location, hint: Hint | None = None) -> ColumnMap:
        """The inputs and then the outputs; InputError where there are more columns, or fewer."""
        inputs, outputs = len(self.inputs), len(self._outputs)
        if self.names_in_file:
            message = "--columns names inputs, and the columns have no names"
            raise InputError(Fault(message, "give the file a header", location))
        if found != inputs + outputs:
            message = (
                f"{count(found, 'column')}, expected {inputs + outputs},"
                " one for each input and then one for each output;"
                " without a header columns go by their position"
            )
            there = f"{listed(self.inputs)}, then {listed(self._outputs)}"
            help = (hint and hint()) or f"the columns are {there}"
            raise InputError(Fault(message, help, location))
        last = self.network.layers[-1]
        names = (*self.inputs, *(f"{last.name}.{node}" for node in last.nodes))
        return ColumnMap(names, range(inputs), tuple(range(inputs, found)))

    @property
    def _outputs(self) -> Sequence[str]:
        return self.network.layers[-1].nodes
