"""Which columns of a file hold the values that nodes must have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from shlex import quote

from fwdprop.errors import Fault, InputError, Location, count, listed, spelled
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Network
from fwdprop.spelling import as_typed
from fwdprop.tables.columns import ColumnMap, ColumnSpec, Hint
from fwdprop.tables.header import Header


@dataclass(frozen=True)
class ExpectedColumns(ColumnSpec):
    """Which columns of rows are read where some hold expected values: these pass through.

    Such a column is called like the output whose value it has, or like another node of which there
    is only one, or `layer.node`. Other columns, if they are not inputs, are left out. Without
    names, all inputs come first and then all outputs, in their order.
    """

    network: Network = field(kw_only=True)

    @classmethod
    def of(cls, columns: ColumnSpec, network: Network) -> ExpectedColumns:
        """The same with the expected values of this network's nodes."""
        return cls(**vars(columns), network=network)

    def nodes(self, names: Sequence[str]) -> list[NodeRef]:
        """The nodes whose values the columns of these names hold, each of them of one."""
        return [found[0] for found in self._nodes(names, self._called(names))]

    def unnamed(self, names: Sequence[str]) -> list[str]:
        """The outputs that no column of these names holds."""
        depth = len(self.network.layers)
        found = set(self.nodes(names))
        return [name for node, name in enumerate(self._outputs) if (depth, node) not in found]

    def by_name(
        self, names: Sequence[str], location: Location, hint: Hint | None = None
    ) -> ColumnMap:
        """The columns of the inputs, and those with expected values; InputError without these."""
        chosen = super().by_name(names, location, hint)
        inputs, called = frozenset(chosen.inputs), self._called(names)
        found: dict[NodeRef, list[int]] = {}
        for index, nodes in enumerate(self._nodes(names, called)):
            if index in inputs or not nodes:
                continue
            if len(nodes) > 1:
                raise InputError(self._several(names[index], nodes, location))
            found.setdefault(nodes[0], []).append(index)
        kept = [
            columns[0] if len(columns) == 1 else self._one(node, names, columns, called, location)
            for node, columns in found.items()
        ]
        if not kept:
            there = f"the outputs are {listed(self._outputs)}; there are {listed(names, 20)}"
            help = f"call a column like an output, or layer.node: {there}"
            raise InputError(Fault("no column holds expected values", help, location))
        return chosen._replace(kept=tuple(sorted(kept)))

    def _nodes(
        self, names: Sequence[str], called: Mapping[str, str]
    ) -> Iterator[Sequence[NodeRef]]:
        """The nodes that each of the columns may be called like: none, one, or several."""
        known = self.network.names
        return (
            known.nodes_named(called[name]) if name in called else known.result(name)
            for name in names
        )

    def _called(self, names: Sequence[str]) -> dict[str, str]:
        """The columns that `--columns` names as those of nodes, with the names of these."""
        header = Header(names, self.names_in_file.values())
        return {
            column: name
            for name, text in self.names_in_file.items()
            if name not in self.inputs
            for column in header.meant(text)
        }

    def _one(
        self,
        node: NodeRef,
        names: Sequence[str],
        columns: Sequence[int],
        called: Mapping[str, str],
        location: Location,
    ) -> int:
        """The column that holds a node's values, where several are called like the node.

        That is the one that `--columns` names, else the one that is called exactly so.
        """
        whole = self.network.names.whole_name(node)
        exact = {whole, self.network.nodes_of(node.depth)[node.node]}
        for best in (called, exact):
            some = [index for index in columns if names[index] in best]
            if len(some) == 1:
                return some[0]
        both = " and ".join(spelled(names[index]) for index in columns[:2])
        message = f"columns {both} hold the values of one node"
        raise InputError(Fault(message, "leave one of them out of the file", location))

    def _several(self, name: str, nodes: Sequence[NodeRef], location: Location) -> Fault:
        """The fault that it is not known which node's values a column holds."""
        known = [self.network.names.whole_name(node) for node in nodes]
        message = f"column {spelled(name)} may hold the values of {' or '.join(known)}"
        option = f"--columns {quote(f'{as_typed(known[0])}={as_typed(name)}')}"
        return Fault(message, f"{option} says that it is the first", location)

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
