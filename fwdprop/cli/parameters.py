"""Declared options -> what Typer makes a parser of."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import partial
from typing import Annotated, Any

import typer

from fwdprop.cli.options import Command, Option, Options, call, single

_TYPES: dict[str, Any] = {
    "value": str | None,
    "each": list[str] | None,
    "words": list[str] | None,
    "flag": bool,
    "switch": bool | None,
}


def for_typer(command: Command, options: Options) -> Command:
    """A function with a parameter for each option, as Typer reads it; it calls the command."""

    def called(context: typer.Context, **values: Any) -> Any:
        return call(command, options, context.obj, values)

    keyword = partial(inspect.Parameter, kind=inspect.Parameter.KEYWORD_ONLY)
    parameters = [keyword("context", annotation=typer.Context)]
    for each in single(options):
        default = inspect.Parameter.empty if each.is_required else each.default
        parameters.append(keyword(each.name, annotation=_annotation(each), default=default))
    called.__doc__ = command.__doc__
    called.__name__ = command.__name__
    called.__annotations__ = {each.name: each.annotation for each in parameters}
    vars(called)["__signature__"] = inspect.Signature(parameters)
    return called


def _annotation(option: Option) -> Any:
    """The type of the option's value, with all that Typer is to know of it."""
    kind = _TYPES[option.takes] if option.parser is None else Any
    if option.is_required:
        kind = list[str] if option.takes == "words" else str
    said: dict[str, Any] = {"metavar": option.metavar, "help": option.help}
    if option.parser is not None:
        said["parser"] = option.parser
    if option.completes is not None:
        said["autocompletion"] = _completion(option.completes)
    if not option.flags:
        return Annotated[kind, typer.Argument(**said, show_default=False)]
    flags = option.flags
    if option.takes == "switch":
        flags = (f"{flags[0]}/--no-{flags[0][2:]}",)
    return Annotated[kind, typer.Option(*flags, **said)]


def _completion(words: Callable[[], Iterable[str]]) -> Callable[[str], list[str]]:
    """A function that Typer asks for the words that begin so."""

    def beginning(incomplete: str) -> list[str]:
        return [word for word in words() if word.startswith(incomplete)]

    return beginning
