"""The activation that a text in another form stands for: `leaky_relu(0.1)`, `{name: elu}`."""

from __future__ import annotations

import re

from fwdprop import numerals
from fwdprop.activations import NAMES, Bound, find
from fwdprop.activations.text import parse_activations
from fwdprop.errors import FwdpropError, nearest

_LONGEST = 1000
"""Nothing is proposed for a longer text."""
_word = re.compile(r"[A-Za-z_]\w*|[-+]?[.0-9][-+.0-9eE]*")


def activation_meant(text: str) -> Bound | None:
    """The activation, with parameters, that a text in another form stands for; None if unclear.

    Numbers without a name are those of the parameters in their order; one that is missing is 0.1.
    """
    words = _word.findall(text) if len(text) <= _LONGEST else []
    exact = [word for word in words if find(word)]
    near = [nearest(word, NAMES) for word in words if len(word) > 2]
    entry = next((find(word) for word in (*exact, *near) if word is not None), None)
    if entry is None:
        return None
    known = {parameter.name: parameter for parameter in entry.parameters}
    settings: dict[str, str] = {}
    name = None
    for word in words:
        if word in known:
            name = word
        elif numerals.parse_argument(word) is not None or word in _choices(known.values()):
            free = [each for each in known if each not in settings]
            name = name or next(iter(free), None)
            if name is not None:
                settings.setdefault(name, word)
            name = None
    settings |= {each: "0.1" for each in entry.required if each not in settings}
    inside = ",".join(f"{name}={value}" for name, value in settings.items())
    try:
        return parse_activations(f"{entry.name}({inside})", "")[0]
    except FwdpropError:
        return None


def _choices(parameters: object) -> set[str]:
    return {choice for each in parameters for choice in each.choices}  # type: ignore[attr-defined]
