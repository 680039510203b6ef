"""The catalogue of activations, and activations bound to their parameters."""

from __future__ import annotations

import copy
import pickle
import re
import subprocess
import sys

import numpy as np
import pytest
from activation_oracles import CASES, INF, NAN, WHOLE_LAYER
from command_line import ROOT

from fwdprop.activations import CATALOGUE, NAMES, Activation, Bound, bind, find
from fwdprop.errors import ActivationError

each_entry = pytest.mark.parametrize("entry", CATALOGUE.values(), ids=CATALOGUE)


@each_entry
def test_every_activation_has_an_oracle(entry: Activation) -> None:
    compared = WHOLE_LAYER.keys() if entry.whole_layer else {case.bound.name for case in CASES}
    assert entry.name in compared


@each_entry
def test_every_entry_says_all_that_the_documentation_needs(entry: Activation) -> None:
    for line in (entry.formula, entry.description, *(p.help for p in entry.parameters)):
        assert line == " ".join(line.split())
        assert line
        assert not line.endswith(".")
    assert re.search(r", 1[89]\d\d, |, 20[012]\d, ", entry.source)
    assert all(entry.frameworks.values())
    assert entry.note is None or entry.note.endswith(".")
    for parameter in entry.parameters:
        assert not parameter.choices or parameter.default in parameter.choices


def test_a_name_and_its_aliases_find_the_same_activation() -> None:
    assert find("linear") is find("none") is find("identity") is CATALOGUE["identity"]
    assert find("swish") is CATALOGUE["silu"]
    assert find("logistic") is CATALOGUE["sigmoid"]
    assert find("heaviside") is CATALOGUE["step"]
    assert find("rleu") is None
    assert sorted(NAMES) == sorted(set(NAMES))
    assert all(find(name) for name in NAMES)


def test_only_what_frameworks_agree_on_has_a_default() -> None:
    required = {p.name: entry.name for entry in CATALOGUE.values() for p in entry.parameters}
    for entry in CATALOGUE.values():
        for name in entry.defaults:
            required.pop(name, None)
    assert required == {"threshold": "threshold", "value": "threshold"}
    assert CATALOGUE["leaky_relu"].defaults == CATALOGUE["prelu"].defaults == {}
    assert CATALOGUE["hard_sigmoid"].defaults == {"alpha": 1 / 6, "beta": 0.5}
    assert CATALOGUE["gelu"].defaults == {"approximate": "none"}
    assert CATALOGUE["step"].defaults == {"at_zero": 0}


def test_names_parameters_and_formulas_are_readable_without_numpy() -> None:
    script = """
import sys
from fwdprop.activations import CATALOGUE, bind, find
assert find("swish").formula and CATALOGUE["elu"].defaults == {"alpha": 1}
assert str(bind("prelu", alpha=[1, 2])) == "prelu(alpha=[1, 2])"
print("numpy" in sys.modules, bind("relu").at([-1, 2]).tolist(), "numpy" in sys.modules)
"""
    result = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert (result.stdout, result.stderr) == ("False [0.0, 2.0] True\n", "")


@each_entry
def test_apply_overwrites_and_at_leaves_its_argument_alone(entry: Activation) -> None:
    needed = {p.name: 0.5 for p in entry.parameters if p.default is None}
    bound = bind(entry.name, **needed)
    z = np.array([[-1.5, 0.25, 3.0], [0.5, -0.125, 1.0]])
    before = z.copy()
    values = bound.at(z)
    assert (z == before).all()
    with np.errstate(all="raise"):  # whatever the caller has set
        bound.apply(z)
    assert (z == values).all()
    empty = np.empty((0, 3))
    bound.apply(empty)


def test_at_takes_what_looks_like_one_row_or_rows() -> None:
    softmax, relu = bind("softmax"), bind("relu")
    assert softmax.at([0, 0]).tolist() == [0.5, 0.5]
    assert softmax.at([[0, 0], [5, 5]]).tolist() == [[0.5, 0.5], [0.5, 0.5]]
    assert relu.at(range(-1, 2)).tolist() == [0, 0, 1]
    assert relu.at(-2) == 0
    assert relu.at(np.arange(-3, 3).reshape(2, 3).T).tolist() == [[0, 0], [0, 1], [0, 2]]
    assert [relu.at(np.ones(2, kind)).dtype for kind in ("f4", "f8", "i4", "f2")] == [
        np.float32,
        np.float64,
        np.float64,
        np.float64,
    ]


@pytest.mark.parametrize(
    ("bound", "text"),
    [
        (bind("relu"), "relu"),
        (bind("swish"), "silu"),
        (bind("leaky_relu", alpha=0.2), "leaky_relu(alpha=0.2)"),
        (bind("leaky_relu", alpha=1e-5), "leaky_relu(alpha=1e-05)"),
        (bind("prelu", alpha=(0.1, 2)), "prelu(alpha=[0.1, 2])"),
        (bind("elu", alpha=1), "elu"),
        (bind("elu", alpha=2), "elu(alpha=2)"),
        (bind("gelu"), "gelu"),
        (bind("gelu", approximate="tanh"), "gelu(approximate=tanh)"),
        (bind("hard_sigmoid", alpha=0.2), "hard_sigmoid(alpha=0.2)"),
        (bind("threshold", threshold=1, value=-0.5), "threshold(threshold=1, value=-0.5)"),
    ],
)
def test_a_bound_activation_prints_as_its_name_and_what_is_not_the_default(
    bound: Bound, text: str
) -> None:
    assert str(bound) == text


def test_bound_activations_compare_and_copy_by_value() -> None:
    one = bind("leaky_relu", alpha=0.2)
    assert one == bind("leaky_relu", alpha=0.2) != bind("leaky_relu", alpha=0.3)
    assert bind("swish") == bind("silu") != bind("sigmoid")
    assert len({bind("elu"), bind("elu", alpha=1), bind("prelu", alpha=[1, 2])}) == 2
    assert pickle.loads(pickle.dumps(one)) == copy.deepcopy(one) == one
    assert one.name == "leaky_relu"


SLOPE = (
    "write the slope that the network was trained with, such as {name: leaky_relu, alpha: 0.01}:"
    " frameworks use 0.01 (PyTorch, JAX, ONNX), 0.2 and 0.3 (Keras)"
)


@pytest.mark.parametrize(
    ("name", "parameters", "message", "help"),
    [
        ("rleu", {}, "there is no activation 'rleu'", "did you mean relu?"),
        ("q", {}, "there is no activation 'q'", "`fwdprop activations` lists them all"),
        ("relu", {"alpha": 1}, "relu has no parameter 'alpha'", "it has none"),
        ("elu", {"slope": 1}, "elu has no parameter 'slope'", "its parameters are alpha"),
        ("elu", {"alfa": 1}, "elu has no parameter 'alfa'", "did you mean alpha?"),
        ("leaky_relu", {}, "leaky_relu needs 'alpha', the slope below zero", SLOPE),
        (
            "threshold",
            {"threshold": 0},
            "threshold needs 'value', what takes the place of a z that is not",
            None,
        ),
        ("gelu", {"approximate": "erf"}, "'approximate' is none or tanh, not erf", None),
        ("celu", {"alpha": 0}, "'alpha' is greater than 0, not 0", None),
        ("elu", {"alpha": "1"}, "'alpha' is a finite number, not 1", None),
        ("elu", {"alpha": NAN}, "'alpha' is a finite number, not nan", None),
        ("elu", {"alpha": [1, 2]}, "'alpha' is a finite number, not [1, 2]", None),
        ("prelu", {"alpha": [1, INF]}, "'alpha' is a finite number, not inf", None),
    ],
)
def test_what_cannot_be_bound_says_why(
    name: str, parameters: dict[str, object], message: str, help: str | None
) -> None:
    with pytest.raises(ActivationError) as raised:
        bind(name, **parameters)
    (fault,) = raised.value.faults
    assert (fault.message, fault.help) == (message, help)
