"""What fwdprop takes from inside Typer, where no public name leads to it. Nothing else is taken.

A release of Typer may take such a name away: tests/cli/test_typer_parts.py then says which one.
"""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

__all__ = [
    "TyperCommand",
    "TyperGroup",
    "command_context",
    "get_command",
    "known_options",
    "unknown_option",
    "with_own_scripts",
]


def with_own_scripts() -> None:
    """Lets `--install-completion` and `--show-completion` write our scripts."""
    from typer import _completion_shared

    from fwdprop.cli.completion.scripts import SCRIPTS

    _completion_shared._completion_scripts.update(SCRIPTS)


def unknown_option(error: typer.TyperException) -> str | None:
    """The option of an error about an option that there is not; None for other errors."""
    name: str | None = getattr(error, "option_name", None)
    return name if type(error).__name__ == "NoSuchOption" else None


def known_options(error: typer.TyperException) -> list[str]:
    """The options of the command that an error is about; none where no command was reached."""
    context = command_context(error)
    parameters = [] if context is None else context.command.params
    names = [name for each in parameters for name in (*each.opts, *each.secondary_opts)]
    return [name for name in names if name.startswith("-")]


def command_context(error: typer.TyperException) -> Any:
    """The context of the command that an error is about, with its `command_path`; or None."""
    return getattr(error, "ctx", None)
