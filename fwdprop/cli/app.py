"""The command `fwdprop`: finds its commands, and is the one door where an error becomes text."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from typing import Annotated, Any

import typer

from fwdprop.cli.argv import asked_color, behind, gathered
from fwdprop.cli.commands import command, command_names, summary
from fwdprop.cli.options import COLOR, Options, Takes, single
from fwdprop.cli.parameters import for_typer
from fwdprop.cli.typer_parts import TyperCommand, TyperGroup, get_command, with_own_scripts
from fwdprop.cli.usage import usage_error
from fwdprop.errors import ExitStatus, FwdpropError, OutputError, UsageError, reason_of, suggestion
from fwdprop.system.files import noting
from fwdprop.system.interrupts import cleaning_up
from fwdprop.system.spool import clear
from fwdprop.system.terminal import Terminal


def main(words: Sequence[str], terminal: Terminal) -> int:
    """The exit status of a command line; results and messages go to the terminal's streams."""
    try:
        with noting(), cleaning_up(clear):
            status = _run(list(words), terminal)
        terminal.stdout.flush()
        return status
    except FwdpropError as error:
        return _refused(error, terminal)
    except BrokenPipeError:
        return ExitStatus.DONE
    except KeyboardInterrupt:
        return ExitStatus.INTERRUPTED
    except MemoryError:
        return _refused(FwdpropError("there is not enough memory for this"), terminal)
    except OSError as error:
        message = f"cannot write the results: {reason_of(error)}"
        return _refused(OutputError(message), terminal)


def _refused(error: FwdpropError, terminal: Terminal) -> int:
    terminal.report(error)
    return error.status


def _run(words: list[str], terminal: Terminal) -> int:
    app = get_command(_app)
    if words and words[0].startswith(("--install", "--show")):
        with_own_scripts()
    if "_FWDPROP_COMPLETE" in os.environ:
        app.main(words, "fwdprop")
    try:
        with (
            _printed_to(terminal),
            app.make_context("fwdprop", list(words), obj=terminal) as context,
        ):
            return app.invoke(context) or ExitStatus.DONE
    except typer.Exit as leave:
        return leave.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.TyperException as error:
        raise usage_error(error, words, command_names()) from None
    except SystemExit as leave:  # so the parser ends a request for completions
        return leave.code if isinstance(leave.code, int) else ExitStatus.DONE


@contextmanager
def _printed_to(terminal: Terminal) -> Iterator[None]:
    """Sends what the parser prints by itself (help, version, completions) to the terminal."""
    page = io.StringIO()
    try:
        with redirect_stdout(page):
            yield
    finally:
        terminal.stdout.write(terminal.encoded(page.getvalue()))


class ParsedCommand(TyperCommand):
    """A command, some of whose options take all words that follow: `--input 2 3`."""

    options: Options = ()

    def flags(self, *takes: Takes) -> list[str]:
        """The flags of the options that take this, long ones before short ones."""
        return [flag for each in single(self.options) if each.takes in takes for flag in each.flags]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parses the words after those of each such option were gathered into one."""
        if ctx.obj is not None:  # nobody reads what is only to be completed
            ctx.obj.color = asked_color(args) or ctx.obj.color
        valued = self.flags("value", "each")
        words = gathered(args, self.flags("words"), valued)
        if any(each.is_row for each in single(self.options)):
            words = behind(words, valued)
        return super().parse_args(ctx, words)


class Commands(TyperGroup):
    """The group that finds a command in its file, and imports that file alone."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of all commands."""
        return command_names()

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, or None."""
        if cmd_name not in command_names():
            return None
        function, declared = command(cmd_name)
        options = (*declared, COLOR)
        one = typer.Typer(rich_markup_mode=None, add_completion=False)
        declare = one.command(
            cmd_name, cls=ParsedCommand, short_help=summary(cmd_name), context_settings=_SETTINGS
        )
        declare(for_typer(function, options))
        parsed: Any = get_command(one)
        parsed.options = options
        return parsed

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first word names, or a UsageError with the nearest one."""
        name, *words = args
        # The page of a command is the parser's, which no command can ask for.
        if name == "help" and len(words) == 1 and words[0] in command_names():
            name, words = words[0], ["--help"]
        if words == ["help"] and not os.path.exists("help"):
            words = ["--help"]
        found = self.get_command(ctx, name)
        if found is None and (name == "-" or not name.startswith("-")):
            raise UsageError(f"there is no command '{name}'", _command_meant(args))
        return super().resolve_command(ctx, args) if found is None else (name, found, words)


def _command_meant(words: Sequence[str]) -> str:
    """What to type where the first word is no command."""
    from fwdprop.cli.other_words import meant_by
    from fwdprop.cli.rewritten import with_command

    if typed := with_command(words):
        return f"a command stands first: {typed}"
    if ours := meant_by(words[0]):
        return f"did you mean {ours}?"
    return suggestion(words[0], command_names(), "`fwdprop --help` lists the commands")


_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_app = typer.Typer(cls=Commands, rich_markup_mode=None, context_settings=_SETTINGS)


def _version(is_asked: bool) -> None:
    if is_asked:
        from fwdprop import __version__

        typer.echo(f"fwdprop {__version__}")
        raise typer.Exit


@_app.callback(invoke_without_command=True)
def _fwdprop(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Push numbers through a neural network and show every number on the way.

    \b
    Examples:
      fwdprop run networks/transactions.yaml --input 2 3
      fwdprop run networks/xor.yaml -i 0 1 -i 1 1 --format csv
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
