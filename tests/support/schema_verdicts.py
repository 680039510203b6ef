"""What the schema and the reader say of a network file, and files to ask them about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from core_yaml import json_value
from jsonschema import Draft202012Validator

from fwdprop.errors import FwdpropError
from fwdprop.models.spec.schema import schema
from fwdprop.models.yaml import parse

SCHEMA: Any = schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def refused(written: str) -> list[str]:
    """Where the schema refuses a network file: the paths of the values, none if it accepts it."""
    return [error.json_path for error in VALIDATOR.iter_errors(json_value(written))]


def is_read(written: str, folder: Path) -> bool:
    """Whether the reader accepts a network file."""
    try:
        parse(written, "net.yaml", folder, "net")
    except FwdpropError:
        return False
    return True


def network(layer: str = "weights: [[1, 2]]", **keys: str) -> str:
    """A network of two inputs and this layer, with these keys added or in place of its own."""
    written = {"inputs": "[a, b]", "layers": f"[{{{layer}}}]", **keys}
    return "\n".join(f"{name}: {value}" for name, value in written.items()) + "\n"


def one_node(node: str) -> str:
    """A network whose layer has the node n, written so."""
    return network(f"nodes: {{n: {node}}}")


def exemplified(example: str) -> str:
    """A network with this example."""
    return network(examples=f"[{example}]")
