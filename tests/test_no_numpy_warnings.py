"""NumPy's warnings never reach a user: every command and call over the ends of the range."""

from __future__ import annotations

import io
import json
import warnings
from typing import Any

import numpy as np
import pytest
from command_line import Run
from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fwdprop import CATALOGUE, check, explain, load
from fwdprop.activations import Activation

ENDS = [
    0.0,
    -1.0,
    0.1,
    1e308,
    -1.7e308,
    5e-324,
    -1e-310,
    3e38,
    -1e-46,
    1e200,
    700.0,
    -745.2,
    -104.0,
]
NUMBERS = st.sampled_from(ENDS)
VALUES = st.sampled_from(["inf", "-inf", "nan", "1e39", *map(str, ENDS)])
FLOAT32 = 3.4e38


def weights(dtype: str) -> st.SearchStrategy[float]:
    return NUMBERS.filter(lambda number: dtype == "float64" or abs(number) < FLOAT32)


@st.composite
def activations(draw: st.DrawFn, entry: Activation) -> dict[str, Any]:
    """An activation with parameters at the ends of the range."""
    settings: dict[str, Any] = {"name": entry.name}
    for each in entry.parameters:
        if each.default is None or draw(st.booleans()):
            number = draw(NUMBERS)
            settings[each.name] = abs(number) or 1 if each.positive else number
        if each.choices:
            settings[each.name] = draw(st.sampled_from(each.choices))
    return settings


@st.composite
def networks(draw: st.DrawFn) -> dict[str, Any]:
    """A network of two layers with two inputs, the second one maybe sparse."""
    dtype = draw(st.sampled_from(["float64", "float32"]))
    numbers = weights(dtype)
    layers: list[dict[str, Any]] = []
    for names in (["a", "b"], ["x0", "a"]):
        entry = draw(st.sampled_from(list(CATALOGUE.values())))
        sources = names if not layers else ["a", "inputs.x0"]
        nodes = {
            node: {
                "weights": {
                    source: draw(numbers)
                    for source in (["x0", "x1"] if not layers else sources)
                    if draw(st.booleans())
                },
                "bias": draw(numbers),
            }
            for node in (["a", "b"] if not layers else ["y", "z"])
        }
        layers.append({"activation": draw(activations(entry)), "nodes": nodes})
    return {"inputs": 2, "dtype": dtype, "layers": layers}


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    networks(), st.lists(VALUES, min_size=2, max_size=2), st.lists(VALUES, min_size=2, max_size=2)
)
def test_no_command_lets_one_through(
    fwdprop: Run, file: dict[str, Any], x: list[str], y: list[str]
) -> None:
    row, text = ["-i", *x], json.dumps(file)
    for words in (
        ["run", "-", *row],
        *(["trace", "-", *row, *more.split()] for more in ("", "--top 0", "--format csv --top 1")),
        ["worksheet", "-", *row, "--hide", "all"],
        ["check", "-", *row, "--expect", *y],
        ["check", "-", *row, "--expect", *y, "--tolerance", "1e-320", "--format", "csv"],
        ["show", "-", "--weights"],
    ):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            result = fwdprop(*words, stdin=text, columns=80 if "csv" not in words else None)
        assert result.status in (0, 1), (words, result.stderr)
        assert "Warning" not in result.stderr


@settings(max_examples=examples(25))
@given(
    networks(), st.lists(VALUES, min_size=2, max_size=2), st.lists(NUMBERS, min_size=2, max_size=2)
)
def test_no_call_lets_one_through(file: dict[str, Any], x: list[str], y: list[float]) -> None:
    row = [float(value) for value in x]
    written = file | {"examples": [{"input": [1e300, -1], "output": y}]}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        network = load(io.BytesIO(json.dumps(written).encode()))
        network(row)
        network(np.array(row))
        network.forward(np.array([row, row]))
        network.run([row])
        for layer in network.trace(row):
            for node in layer:
                node.sum_of(node.largest(0)[1])
        explain([outcome for outcome in check(network) if not outcome.held])


@pytest.mark.parametrize("name", CATALOGUE)
def test_an_activation_of_numbers_too_large_for_its_type_does_not(name: str) -> None:
    entry = CATALOGUE[name]
    from fwdprop import bind

    given = {each.name: 1 for each in entry.parameters if each.default is None}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        bind(name, **given).at(np.array([1e308, -1e308, np.inf, np.nan], np.longdouble) * 10)
