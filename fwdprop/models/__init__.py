"""Files <-> networks.

A format is one module, or package, of this folder: it has `read(source, dtype, root)`, `write`, or
both, and declares as ENDINGS how its files end, in small letters with the point. Nothing else lists
it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import PurePath
from types import ModuleType
from typing import TYPE_CHECKING, BinaryIO

from fwdprop.errors import NetworkError
from fwdprop.system.stores.url import is_remote, is_url, local_path, shown

if TYPE_CHECKING:
    from fwdprop.forward.callable import CallableNetwork
    from fwdprop.numerals import DType


def load(
    source: str | os.PathLike[str] | BinaryIO,
    dtype: DType | None = None,
    root: str | os.PathLike[str] | None = None,
) -> CallableNetwork:
    """The network that a file, or an open binary stream, describes.

    The file's ending says its format; a stream, and a file with any other ending, is YAML or JSON.
    `dtype` ("float64" or "float32") replaces the file's own. Weights files lie beside the file or
    below; with a `root` they lie below that folder, and their paths, relative to the file still,
    may have `..` in them. Raises FwdpropError with up to ten of the file's faults, each with its
    line and column.
    """
    if root is not None and not os.path.isdir(os.fspath(root)):
        message = f"the root of weights files is a folder, and there is none at '{root}'"
        raise NetworkError(message)
    if isinstance(source, str) and is_url(source):
        if is_remote(source):
            message = f"{shown(source)} is in a store: networks are read from files of this machine"
            raise NetworkError(message, "fetch it first")
        source = local_path(source)
    network: CallableNetwork = _format_of(source).read(source, dtype, root)
    return network


def formats() -> Iterator[ModuleType]:
    """Each format of network files: the modules of this folder with `read` or `write`."""
    from pkgutil import iter_modules

    for found in iter_modules(__path__):
        module = import_module(f"{__name__}.{found.name}")
        if hasattr(module, "read") or hasattr(module, "write"):
            yield module


def endings() -> tuple[str, ...]:
    """How network files of all formats end, such as `.yaml`."""
    return tuple(ending for module in formats() for ending in module.ENDINGS)


def _format_of(source: str | os.PathLike[str] | BinaryIO) -> ModuleType:
    """The module that reads the source."""
    from fwdprop.models import yaml

    ending = PurePath(source).suffix.lower() if isinstance(source, str | os.PathLike) else ""
    if not ending or ending in yaml.ENDINGS:
        return yaml
    readers = (module for module in formats() if hasattr(module, "read"))
    return next((module for module in readers if ending in module.ENDINGS), yaml)
