"""The commands: a file each, with the function of its name and what it declares."""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path

from fwdprop.cli.options import Command, Options


def command_names() -> list[str]:
    """The commands there are: one file each."""
    return sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))


def command(name: str) -> tuple[Command, Options]:
    """The function of the command of that name, and what it declares."""
    module = import_module(f"fwdprop.cli.commands.{name}")
    return getattr(module, name), module.OPTIONS


def summary(name: str) -> str:
    """The first sentence about a command."""
    function, _ = command(name)
    return " ".join((inspect.getdoc(function) or "").partition("\n\n")[0].split())
