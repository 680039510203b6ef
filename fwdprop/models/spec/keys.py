"""The keys of a network file: what each may hold and what it means, declared once, as data."""

from __future__ import annotations

from fwdprop.models.spec.kinds import (
    ACTIVATION,
    DTYPE,
    FILE_NAME,
    FINITE,
    INPUT_VALUES,
    LAYER_NAME,
    LAYER_NAMES,
    NAME,
    NAMES,
    NAMES_OR_COUNT,
    OWN_ACTIVATION,
    ROW,
    TEXT,
    TOLERANCE,
    VALUES,
    WEIGHTS,
    YES_OR_NO,
)
from fwdprop.models.spec.sections import Key, Kind, Section

FILE = Section(
    "a file with weights",
    (
        Key(
            "file",
            FILE_NAME,
            "A .npy, .npz or .safetensors file in this file's folder or below.",
            True,
        ),
        Key("array", TEXT, "The array's name, where the file holds several."),
        Key("transpose", YES_OR_NO, "true for a matrix that is stored (inputs, nodes)."),
    ),
)
NODE = Section(
    "a node",
    (
        Key("weights", WEIGHTS, "One weight per node of the layer before, or name: weight.", True),
        Key("bias", FINITE, "The number added to the weighted sum; 0 if not given."),
        Key("activation", OWN_ACTIVATION, "This node's own activation; else the layer's."),
    ),
)
NODE_OR_ROW = Kind(
    "a list of weights, or a mapping",
    ("list", "mapping"),
    items=FINITE,
    values=NODE,
    limits=ROW.limits,
)
NODES = Kind(
    "a mapping from each node's name to its weights, or (beside weights) a list of names",
    ("mapping", "list"),
    items=NAME,
    values=NODE_OR_ROW,
    limits={"mapping": {"minProperties": 1, "propertyNames": NAME.limits["text"]}, **NAMES.limits},
)
MATRIX = Kind(
    "a list with one row of weights per node, or a file",
    ("list", "mapping"),
    items=ROW,
    values=FILE,
    limits=ROW.limits,
)
BIASES = Kind(
    "a list with one number per node, one number, or a file",
    ("list", "number", "mapping"),
    items=FINITE,
    values=FILE,
    limits={**ROW.limits, **FINITE.limits},
)
LAYER = Section(
    "a layer",
    (
        Key("name", LAYER_NAME, "The layer's name; else hidden_1, hidden_2, ..., and output."),
        Key("activation", ACTIVATION, "What every node makes of its sum; identity if not given."),
        Key("nodes", NODES, "Node by node: name and weights. Beside weights: the names alone."),
        Key("weights", MATRIX, "The matrix form: one row of weights per node."),
        Key("bias", BIASES, "The matrix form's biases: one per node, or one for all."),
    ),
    rules={
        "allOf": [
            # Node by node, or a matrix.
            {
                "if": {"required": ["nodes"], "properties": {"nodes": {"type": "object"}}},
                "then": {"properties": {"weights": False, "bias": False}},
                "else": {"required": ["weights"]},
            },
            # Beside an activation that needs the whole layer, no node has one of its own.
            {
                "if": {
                    "required": ["activation"],
                    "properties": {"activation": {"$ref": "#/$defs/whole_layer_activation"}},
                },
                "then": {
                    "properties": {
                        "nodes": {"additionalProperties": {"properties": {"activation": False}}}
                    }
                },
            },
        ]
    },
)
EXAMPLE = Section(
    "an example",
    (
        Key("input", INPUT_VALUES, "The inputs: a list in order, or name: value.", True),
        Key("tolerance", TOLERANCE, "How far a value may be off; else its printed digits decide."),
    ),
    others=VALUES,
    rules={
        "propertyNames": {"pattern": LAYER_NAMES["pattern"], "not": {"const": "inputs"}},
        # Something is expected beside the input and the tolerance.
        "if": {"required": ["tolerance"]},
        "then": {"minProperties": 3},
        "else": {"minProperties": 2},
    },
)
LAYERS = Kind("a list of layers", ("list",), items=LAYER, limits=ROW.limits)
EXAMPLES = Kind("a list of examples", ("list",), items=EXAMPLE)
NETWORK = Section(
    "a network",
    (
        Key("$schema", TEXT, "The JSON Schema that editors check this file with."),
        Key("name", TEXT, "The network's name; else the file's name without its ending."),
        Key("description", TEXT, "What the network computes, and where it comes from."),
        Key("dtype", DTYPE, "The floating-point type of all arithmetic; float64 if not given."),
        Key("inputs", NAMES_OR_COUNT, "The inputs' names, or a count (x0, x1, ...).", True),
        Key("layers", LAYERS, "The layers, from the inputs to the output.", True),
        Key("examples", EXAMPLES, "Inputs with the values that the layers must then have."),
    ),
)
