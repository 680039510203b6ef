"""The network that users hold, `fwdprop.Network`: it can be called, run and traced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fwdprop.arrays import Array
from fwdprop.errors import InputError
from fwdprop.forward.inputs import Inputs, as_rows
from fwdprop.forward.passes import Pass, outputs, run
from fwdprop.network.network import Network

if TYPE_CHECKING:
    from fwdprop.forward.trace import Trace


class CallableNetwork(Network):
    """A feed-forward network: call it with a row of inputs to get the row of outputs.

    `inputs` are the input names; `layers` run in order, the last one is the output. All arithmetic
    is in `dtype`. Making one proves every shape and raises NetworkError where one does not fit.
    """

    def __call__(self, row: Inputs) -> Array:
        """The outputs (outputs,) for one row of inputs (inputs,); rows (n, inputs) give rows.

        A mapping from input names to numbers is one row, here and in the other methods.
        """
        x, single = as_rows(self, row)
        y = outputs(self, x)
        return y[0] if single else y

    def forward(self, rows: Inputs) -> Array:
        """The outputs (n, outputs) for rows of inputs (n, inputs)."""
        return outputs(self, as_rows(self, rows)[0])

    def run(self, rows: Inputs) -> Pass:
        """Every layer's values, before and after its activation, for one row or for rows."""
        return run(self, as_rows(self, rows)[0])

    def trace(self, row: Inputs) -> Trace:
        """The arithmetic of every node for one row of inputs: `trace["hidden"].value`.

        Raises InputError for several rows; `forward.trace.trace` takes a row of a pass.
        """
        from fwdprop.forward.trace import trace

        computed = self.run(row)
        if len(computed.x) != 1:
            raise InputError(f"a trace is of one row, not of {len(computed.x)}")
        return trace(computed)
