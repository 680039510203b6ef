"""Activations on the command line: parameters, lists of activations, numbers."""

from __future__ import annotations

import pytest

from fwdprop.activations import bind
from fwdprop.activations.text import parse_activations, parse_parameters
from fwdprop.cli.argv import JOINT
from fwdprop.cli.at import numbers
from fwdprop.errors import FwdpropError, InputError


def test_parameters_stand_apart_by_commas_spaces_or_options() -> None:
    expected = {"threshold": 1.0, "value": -2.5}
    for texts in (
        ["threshold=1", "value=-2.5"],
        ["threshold=1,value=-2.5"],
        ["threshold=1 , value=-2.5"],
        ["threshold=1\nvalue=-2.5"],
    ):
        assert parse_parameters(texts, "--set") == expected
    assert parse_parameters(["alpha=1/4"], "--set") == {"alpha": 0.25}
    assert parse_parameters(["approximate=tanh"], "--set") == {"approximate": "tanh"}
    assert parse_parameters([], "--set") == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("relu", [bind("relu")]),
        ("relu,swish", [bind("relu"), bind("silu")]),
        (" relu , tanh ", [bind("relu"), bind("tanh")]),
        ("relu ,\n tanh", [bind("relu"), bind("tanh")]),
        ("leaky_relu(alpha=0.2)", [bind("leaky_relu", alpha=0.2)]),
        (
            "threshold(threshold=1, value=0),gelu (approximate=tanh)",
            [bind("threshold", threshold=1, value=0), bind("gelu", approximate="tanh")],
        ),
        ("relu()", [bind("relu")]),
        ("", None),
        (",", None),
        ("relu,", None),
        (",relu", None),
        ("relu,,tanh", None),
        ("relu tanh", None),
        ("elu(alpha=1", None),
        ("elu(alpha=(1))", None),
        ("elu)", None),
        ("elu(alpha=1)tanh", None),
        ("(alpha=1)", None),
    ],
)
def test_activations_are_called_by_name(text: str, expected: list[object] | None) -> None:
    if expected is not None:
        assert parse_activations(text, "--activation") == expected
        return
    with pytest.raises(FwdpropError) as refused:
        parse_activations(text, "--activation")
    assert str(refused.value) == f"--activation is no list of activations: '{text}'"


def test_what_an_activation_prints_is_what_calls_it() -> None:
    bounds = [
        bind("threshold", threshold=1e-300, value=-1 / 3),
        bind("gelu", approximate="tanh"),
        bind("tanh"),
    ]
    assert parse_activations(",".join(map(str, bounds)), "--activation") == bounds


def test_numbers_stand_apart_by_commas_or_spaces() -> None:
    texts = [f"1{JOINT}-2,3", " 1/4 "]
    assert numbers("--at", texts) == [[1, -2, 3], [0.25]]
    assert numbers("--at", []) == []


def test_ten_faults_are_shown_and_the_others_counted() -> None:
    with pytest.raises(InputError) as refused:
        numbers("--at", [JOINT.join("x" * 25)])
    assert (len(refused.value.faults), refused.value.more) == (10, 15)
