"""Model files -> Network: one module per format."""

from __future__ import annotations

import os
from typing import BinaryIO

from fwdprop.models import yaml
from fwdprop.network import DType, Network


def load(source: str | os.PathLike[str] | BinaryIO, dtype: DType | None = None) -> Network:
    """The network that a file, or an open binary stream, describes.

    `dtype` ("float64" or "float32") replaces the file's own. Raises FwdpropError with up to ten of
    the file's faults, each with its line and column.
    """
    return yaml.read(source, dtype)
