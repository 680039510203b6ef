"""Groups of options that several commands share: a parameter of a command that stands for many."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import wraps
from typing import Any, get_type_hints


def spread(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with each parameter that is a dataclass of options as these options themselves.

    The dataclass has a field for each option, whose annotation declares it.
    """
    signature = inspect.signature(command, eval_str=True)
    groups: dict[str, Any] = {
        name: each.annotation
        for name, each in signature.parameters.items()
        if is_dataclass(each.annotation)
    }
    if not groups:
        return command
    parameters: list[inspect.Parameter] = []
    for name, each in signature.parameters.items():
        parameters += _parameters(groups[name]) if name in groups else [each]

    @wraps(command)
    def with_groups(**given: Any) -> Any:
        for name, group in groups.items():
            given[name] = group(**{each.name: given.pop(each.name) for each in fields(group)})
        return command(**given)

    by_name = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in parameters]
    vars(with_groups)["__signature__"] = signature.replace(parameters=by_name)
    with_groups.__annotations__ = {each.name: each.annotation for each in parameters}
    return with_groups


def _parameters(group: Any) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(
            each.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if each.default is MISSING else each.default,
            annotation=hints[each.name],
        )
        for each in fields(group)
    ]
