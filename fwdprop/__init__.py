"""fwdprop pushes numbers through a neural network and shows every number on the way.

`load` reads a network file; the Network that it gives is called with a row of inputs. Everything
here is resolved on first use, so that `import fwdprop` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fwdprop import arrow
    from fwdprop.activations import CATALOGUE, Activation, bind
    from fwdprop.analysis.examples import check
    from fwdprop.analysis.interactions.ask import interactions
    from fwdprop.analysis.region import Region, region, tangent
    from fwdprop.analysis.slips import explain
    from fwdprop.analysis.sweep.call import sweep
    from fwdprop.analysis.why import Why, why
    from fwdprop.drawings.draw import draw
    from fwdprop.errors import FwdpropError
    from fwdprop.forward.callable import CallableNetwork as Network
    from fwdprop.forward.passes import Pass
    from fwdprop.forward.trace import Trace
    from fwdprop.models import load
    from fwdprop.models.settings import what_if
    from fwdprop.network.network import Example, Layer
    from fwdprop.pipeline.score import stream

__version__ = "0.1.0"

_HOMES = {
    "CATALOGUE": "activations.CATALOGUE",
    "Activation": "activations.Activation",
    "Example": "network.network.Example",
    "FwdpropError": "errors.FwdpropError",
    "Layer": "network.network.Layer",
    "Network": "forward.callable.CallableNetwork",
    "Pass": "forward.passes.Pass",
    "Region": "analysis.region.Region",
    "Trace": "forward.trace.Trace",
    "Why": "analysis.why.Why",
    "arrow": "arrow",
    "bind": "activations.bind",
    "check": "analysis.examples.check",
    "draw": "drawings.draw.draw",
    "explain": "analysis.slips.explain",
    "interactions": "analysis.interactions.ask.interactions",
    "load": "models.load",
    "region": "analysis.region.region",
    "stream": "pipeline.score.stream",
    "sweep": "analysis.sweep.call.sweep",
    "tangent": "analysis.region.tangent",
    "what_if": "models.settings.what_if",
    "why": "analysis.why.why",
}

__all__ = [
    "CATALOGUE",
    "Activation",
    "Example",
    "FwdpropError",
    "Layer",
    "Network",
    "Pass",
    "Region",
    "Trace",
    "Why",
    "__version__",
    "arrow",
    "bind",
    "check",
    "draw",
    "explain",
    "interactions",
    "load",
    "region",
    "stream",
    "sweep",
    "tangent",
    "what_if",
    "why",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, attribute = _HOMES[name].rpartition(".")
    if not module:
        return import_module(f"{__name__}.{attribute}")
    return getattr(import_module(f"{__name__}.{module}"), attribute)


def __dir__() -> list[str]:
    return __all__
