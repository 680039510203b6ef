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
    return find_spec("pyarrow") is not None


def data_package(module: str, what: str) -> Any:
    """A module of pyarrow, which `what` needs; an InputError that names the extra without it."""
    try:
        return import_module(module)
    except ModuleNotFoundError:
        help = "pip install 'fwdprop-cli[data]'"
        raise InputError(f"{what} needs the pyarrow package", help) from None
