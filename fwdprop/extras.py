"""Optional packages: whether they are there, and what to say where they are not."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from fwdprop.errors import InputError


@cache
def has_pyarrow() -> bool:
    """Whether pyarrow is installed, which does much of what NumPy does several times as fast."""
    spec = find_spec("pyarrow")
    return spec is not None and spec.origin is not None  # a folder of that name has none


def data_package(module: str, what: str, package: str = "pyarrow") -> Any:
    """A module of the extra `data`, which `what` needs; an InputError that names it without it."""
    try:
        return import_module(module)
    except ImportError as error:
        message = f"{what} needs the {package} package"
        if not isinstance(error, ModuleNotFoundError):
            message += f", which cannot be loaded: {error}"
        raise InputError(message, "pip install 'fwdprop-cli[data]'") from None
