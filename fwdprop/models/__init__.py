"""Model files -> CallableNetwork: one module per format."""

from __future__ import annotations

import os
from typing import BinaryIO

from fwdprop.arrays import DType
from fwdprop.forward.callable import CallableNetwork
from fwdprop.models import yaml


def load(source: str | os.PathLike[str] | BinaryIO, dtype: DType | None = None) -> CallableNetwork:
    """The network that a file, or an open binary stream, describes.

    `dtype` ("float64" or "float32") replaces the file's own. Raises FwdpropError with up to ten of
    the file's faults, each with its line and column.
    """
    return yaml.read(source, dtype)
