"""Optional packages: whether they can be used, and what to say where they cannot."""

from __future__ import annotations

import io
import threading
from contextlib import redirect_stderr
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from fwdprop.errors import InputError, shortened
from fwdprop.system.threads import can_start

# pyarrow reads text with threads of its own, and the process ends where one of them cannot start.
_THREADS_OF_PYARROW = 8
_loading = threading.Lock()


class PackageError(InputError):
    """An optional package is not installed, or cannot be loaded."""

    def __init__(self, package: str, message: str, help: str) -> None:
        super().__init__(message, help)
        self.package = package


@cache
def seems_to_have_pyarrow() -> bool:
    """Whether pyarrow is installed, without loading it."""
    spec = find_spec("pyarrow")
    return spec is not None and spec.origin is not None  # a folder of that name has none


def has_pyarrow() -> bool:
    """Whether pyarrow can be used, which does much of what NumPy does several times as fast.

    Where it cannot be loaded, or has no threads, NumPy does that work. The first call loads it.
    """
    with _loading:
        return seems_to_have_pyarrow() and _pyarrow_works()


@cache
def _pyarrow_works() -> bool:
    if not can_start(_THREADS_OF_PYARROW):
        return False
    try:
        # NumPy writes a page to standard error about a package that was built for another one.
        with redirect_stderr(io.StringIO()):
            import_module("pyarrow.csv")
            import_module("pyarrow.compute")
    except Exception:  # whatever a broken build comes up with
        return False
    return True


def package(
    module: str, what: str, name: str = "pyarrow", extra: str = "data", having: str = ""
) -> Any:
    """A module of a package in an extra, which `what` needs.

    Raises PackageError, with what to do, where it is not installed or cannot be loaded; `having` is
    a name that must be in it. A package in no extra is installed by its own name.
    """
    try:
        with redirect_stderr(io.StringIO()):
            found = import_module(module)
            if having and not hasattr(found, having):
                raise ModuleNotFoundError(name=module)
            return found
    except Exception as error:  # whatever a broken build comes up with
        absent = error.name if isinstance(error, ModuleNotFoundError) else None
        if absent is not None and f"{module}.".startswith(f"{absent}."):
            help = f"pip install 'fwdprop-cli[{extra}]'" if extra else f"pip install {name}"
            raise PackageError(name, f"{what} needs the {name} package", help) from None
        message = f"{what} needs the {name} package, which cannot be loaded: {_said(error)}"
        help = f"pip install --force-reinstall {name}, or let it have more memory"
        raise PackageError(name, message, help) from None


def _said(error: Exception) -> str:
    """The first line of what went wrong."""
    short_of = "there is not enough memory" if isinstance(error, MemoryError) else None
    lines = str(error).strip().splitlines() or [short_of or "its build is broken"]
    return shortened(lines[0], 200)
