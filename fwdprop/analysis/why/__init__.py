"""Why two rows have different values at a node."""

from fwdprop.analysis.why.compare import of_rows, why
from fwdprop.analysis.why.result import Bending, ByInputs, Flows, Mixed, Why

__all__ = ["Bending", "ByInputs", "Flows", "Mixed", "Why", "of_rows", "why"]
