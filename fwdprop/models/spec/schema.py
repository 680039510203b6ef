"""The keys of a network file and the activations -> a JSON Schema, for editors.

It says of a file what can be said without its names and numbers: what the reader accepts it
accepts. A scalar is judged as editors see it, by the core schema of YAML 1.2: a plain `1` is a
number there and a plain `true` a boolean, where the reader takes both for names too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from fwdprop.activations import CATALOGUE, Activation, Parameter
from fwdprop.models.spec.keys import EXAMPLE, FILE, LAYER, NETWORK, NODE
from fwdprop.models.spec.kinds import ACTIVATION, FINITE, NAME, NUMBER, OWN_ACTIVATION
from fwdprop.models.spec.sections import Key, Kind, Section

Schema = dict[str, object]

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_DECIMAL = r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)"
_EXPONENT = r"[eE][-+]?[0-9]+"
# What is a number here and a text elsewhere: fractions, and what YAML 1.1 takes for a text. A
# number in quotes, which the reader refuses, is none of these unless it has an exponent.
_NUMERAL = (
    rf"{_DECIMAL}{_EXPONENT}|[-+]\.[0-9]+|0o[0-7]+"
    rf"|{_DECIMAL}({_EXPONENT})?/(?=[^eE]*[1-9]){_DECIMAL}({_EXPONENT})?"
)
_NOT_FINITE = r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"

_SHAPES: dict[str, Schema] = {
    "text": {"type": ["string", "number", "boolean", "null"]},
    "number": {
        "type": ["number", "string"],
        "pattern": f"^({_NUMERAL})$",
        "errorMessage": "A number, without quotes, or a fraction such as 1/3.",
    },
    "count": {"type": "integer"},
    "list": {"type": "array"},
    "mapping": {"type": "object"},
}
_DEFINED: dict[Kind | Section, str] = {
    LAYER: "layer",
    NODE: "node",
    FILE: "file",
    EXAMPLE: "example",
    ACTIVATION: "activation",
    OWN_ACTIVATION: "own_activation",
    NAME: "name",
    FINITE: "number",
    NUMBER: "value",
}


def text() -> str:
    """The JSON Schema of a network file, as it is printed."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def schema() -> Schema:
    """The JSON Schema (draft 2020-12) of a network file, as JSON values."""
    whole = [entry for entry in CATALOGUE.values() if entry.whole_layer]
    single = [entry for entry in CATALOGUE.values() if not entry.whole_layer]
    made: dict[str, Schema] = {
        "activation": _activation(CATALOGUE.values()),
        "own_activation": _activation(single, nodes=1),
        "whole_layer_activation": _activation(whole),
        "value": {**_SHAPES["number"], "pattern": f"^({_NUMERAL}|{_NOT_FINITE})$"},
    }
    for defined, name in _DEFINED.items():
        if name not in made:
            made[name] = _section(defined) if isinstance(defined, Section) else _kind(defined)
    return {
        "$schema": DRAFT,
        "title": "fwdprop network",
        "description": "A feed-forward neural network, as fwdprop reads it.",
        **_section(NETWORK),
        "$defs": dict(sorted(made.items())),
    }


def _section(section: Section) -> Schema:
    """A mapping with the section's keys, and no others than it allows."""
    required = [key.name for key in section.keys if key.required]
    return {
        "type": "object",
        "properties": {key.name: _key(key) for key in section.keys},
        **({"required": required} if required else {}),
        "additionalProperties": False if section.others is None else _of(section.others),
        **section.rules,
    }


def _key(key: Key) -> Schema:
    return {"description": key.help, **_of(key.kind)}


def _of(what: Kind | Section) -> Schema:
    """What holds for a value: a reference to its definition, or where it has none, in full."""
    if what in _DEFINED:
        return _reference(_DEFINED[what])
    return _section(what) if isinstance(what, Section) else _kind(what)


def _reference(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _kind(kind: Kind) -> Schema:
    if kind.choices:
        return _choice(kind.choices)
    shapes = [_shape(kind, shape) for shape in kind.shapes]
    return shapes[0] if len(shapes) == 1 else {"anyOf": shapes}


def _choice(words: tuple[str, ...]) -> Schema:
    """One of these words; where they are those of a boolean, a boolean too."""
    if {word.lower() for word in words} == {"true", "false"}:
        pattern = f"^({'|'.join(words)})$"
        return {
            "type": ["boolean", "string"],
            "pattern": pattern,
            "errorMessage": "true or false.",
        }
    return {"enum": list(words)}


def _shape(kind: Kind, shape: str) -> Schema:
    limits = kind.limits.get(shape, {})
    if shape == "mapping" and isinstance(kind.values, Section):
        return {**_of(kind.values), **limits}
    inside: Schema = {}
    if shape == "list" and kind.items is not None:
        inside = {"items": _of(kind.items)}
    elif shape == "mapping" and kind.values is not None:
        inside = {"additionalProperties": _of(kind.values)}
    return {**_SHAPES[shape], **inside, **limits}


def _activation(entries: Iterable[Activation], nodes: int | None = None) -> Schema:
    """One of these activations, by name or with its parameters, for so many nodes if it is known.

    A name alone is enough where every parameter has a default.
    """
    entries = list(entries)
    alone = [entry for entry in entries if not entry.required]
    bare = [entry for entry in entries if not entry.parameters]
    names = {name: entry for entry in alone for name in (entry.name, *entry.aliases)}
    described = [f"{entry.description}; {entry.formula}" for entry in names.values()]
    variants = [
        {"enum": list(names), "enumDescriptions": described},
        _with_parameters(bare, (), nodes),
        *(
            _with_parameters([entry], entry.parameters, nodes)
            for entry in entries
            if entry.parameters
        ),
    ]
    return {"anyOf": variants}


def _with_parameters(
    entries: list[Activation], parameters: tuple[Parameter, ...], nodes: int | None
) -> Schema:
    """Activations written as a mapping, with these parameters."""
    names = [name for entry in entries for name in (entry.name, *entry.aliases)]
    about = {"description": entries[0].description} if len(entries) == 1 else {}
    return {
        **about,
        "type": "object",
        "properties": {
            "name": {"enum": names},
            **{parameter.name: _parameter(parameter, nodes) for parameter in parameters},
        },
        "required": ["name", *entries[0].required],
        "additionalProperties": False,
    }


def _parameter(parameter: Parameter, nodes: int | None) -> Schema:
    about: Schema = {"description": parameter.help}
    if parameter.default is not None:
        about["default"] = parameter.default
    if parameter.choices:
        return {**about, "enum": list(parameter.choices)}
    number = _reference("number")
    if parameter.positive:
        number["exclusiveMinimum"] = 0
    if not parameter.per_node:
        return {**about, **number}
    most = {} if nodes is None else {"maxItems": nodes}
    one_per_node = {"type": "array", "items": _reference("number"), "minItems": 1, **most}
    return {**about, "anyOf": [number, one_per_node]}
