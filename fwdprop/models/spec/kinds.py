"""What a single value in a network file may be, declared once, as data."""

from __future__ import annotations

import sys

from fwdprop.models.spec.sections import Kind
from fwdprop.network.network import MAX_INPUTS
from fwdprop.numerals import DTYPES

RESERVED = ("input", "inputs", "tolerance")
"""Words that mean something of their own in an example, so that no layer can be called so."""

_NOT_EMPTY = {"list": {"minItems": 1}}
_NAME = {"pattern": r"\S", "errorMessage": "A name is text that is not blank."}
# Texts are compared as they stand; whether 1 and 01 are two names, JSON cannot tell.
_NAMES = {"minItems": 1, "if": {"items": {"type": "string"}}, "then": {"uniqueItems": True}}
_FINITE = {"minimum": -sys.float_info.max, "maximum": sys.float_info.max}
LAYER_NAMES = {
    "pattern": r"^\s*[^\s.,][^.,]*$",
    "not": {"enum": list(RESERVED)},
    "errorMessage": f"A layer's name has no '.' and no ',', and is none of {', '.join(RESERVED)}.",
}
# Relative, without "..", and with one of the endings that are read.
_FILE_NAME = {
    "type": "string",
    "pattern": r"^(?!/)(?!(.*/)?\.\.(/|$)).*\.([nN][pP][yYzZ]|[sS][aA][fF][eE]"
    r"[tT][eE][nN][sS][oO][rR][sS])(/\.?)*$",
    "errorMessage": "A .npy, .npz or .safetensors file in this file's folder or below.",
}

TEXT = Kind("text", ("text",))
NAME = Kind("a name", ("text",), limits={"text": _NAME})
LAYER_NAME = Kind("text", ("text",), limits={"text": LAYER_NAMES})
FILE_NAME = Kind("text", ("text",), limits={"text": _FILE_NAME})
NUMBER = Kind("a number", ("number",))
FINITE = Kind("a number", ("number",), limits={"number": _FINITE})
TOLERANCE = Kind("a number", ("number",), limits={"number": {**_FINITE, "minimum": 0}})
DTYPE = Kind(" or ".join(DTYPES), ("text",), DTYPES)
YES_OR_NO = Kind("true or false", ("text",), ("true", "True", "TRUE", "false", "False", "FALSE"))
NAMES_OR_COUNT = Kind(
    "a list of names, or how many there are",
    ("list", "count"),
    items=NAME,
    limits={"list": _NAMES, "count": {"minimum": 1, "maximum": MAX_INPUTS}},
)
NAMES = Kind("a list of names", ("list",), items=NAME, limits={"list": _NAMES})
ROW = Kind("a list of numbers", ("list",), items=FINITE, limits=_NOT_EMPTY)
WEIGHTS = Kind(
    "a list of numbers, or a mapping from names to numbers",
    ("list", "mapping"),
    items=FINITE,
    values=FINITE,
    limits=_NOT_EMPTY,
)
VALUES = Kind(
    "a list of numbers, or a mapping from names to numbers",
    ("list", "mapping"),
    items=NUMBER,
    values=NUMBER,
    limits=_NOT_EMPTY,
)
INPUT_VALUES = Kind(
    VALUES.words,
    VALUES.shapes,
    items=NUMBER,
    values=NUMBER,
    limits={**_NOT_EMPTY, "mapping": {"minProperties": 1}},
)
ACTIVATION = Kind("a name, or a mapping with a name and parameters", ("text", "mapping"))
OWN_ACTIVATION = Kind(ACTIVATION.words, ACTIVATION.shapes)
