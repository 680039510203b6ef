"""What the frameworks call the activations: from their names and arguments to ours."""

from __future__ import annotations

from typing import Any

import pytest

from fwdprop.activations import CATALOGUE, Bound, bind, bind_counterpart
from fwdprop.errors import ActivationError

TANH = {"approximate": "tanh"}
# What has no default in some framework, by our names.
NEEDED: dict[str, dict[str, float]] = {
    "prelu": {"alpha": 0.25},
    "threshold": {"threshold": 1, "value": 0},
}


@pytest.mark.parametrize(
    ("framework", "name", "arguments", "expected"),
    [
        ("ONNX", "Relu", {}, bind("relu")),
        ("ONNX", "LeakyRelu", {}, bind("leaky_relu", alpha=0.01)),
        ("ONNX", "LeakyRelu", {"alpha": 0.02}, bind("leaky_relu", alpha=0.02)),
        ("PyTorch", "nn.LeakyReLU", {"negative_slope": 0}, bind("leaky_relu", alpha=0)),
        ("Keras", "leaky_relu", {}, bind("leaky_relu", alpha=0.2)),
        ("Keras", "layers.LeakyReLU", {}, bind("leaky_relu", alpha=0.3)),
        ("ONNX", "PRelu", {"alpha": [1, 2]}, bind("prelu", alpha=[1, 2])),
        ("ONNX", "HardSigmoid", {}, bind("hard_sigmoid", alpha=0.2, beta=0.5)),
        ("ONNX", "HardSigmoid", {"beta": 0.25}, bind("hard_sigmoid", alpha=0.2, beta=0.25)),
        ("PyTorch", "nn.GELU", {}, bind("gelu")),
        ("Keras", "gelu", {}, bind("gelu")),
        ("Keras", "gelu", {"approximate": True}, bind("gelu", **TANH)),
        ("JAX", "jax.nn.gelu", {}, bind("gelu", **TANH)),
        ("ONNX", "Gelu", TANH, bind("gelu", **TANH)),
        ("ONNX", "Clip", {"min": 0, "max": 6}, bind("relu6")),
        ("ONNX", "Clip", {"min": 0, "max": 5}, bind("hard_tanh", min=0, max=5)),
        ("PyTorch", "nn.Hardtanh", {"max_val": 3}, bind("hard_tanh", max=3)),
        ("ONNX", "Shrink", {}, bind("hard_shrink")),
        ("ONNX", "Shrink", {"lambd": 2}, bind("hard_shrink", lambd=2)),
        ("ONNX", "Shrink", {"lambd": 2, "bias": 2}, bind("soft_shrink", lambd=2)),
        ("Keras", "soft_shrink", {"threshold": 2}, bind("soft_shrink", lambd=2)),
        ("ONNX", "ThresholdedRelu", {}, bind("threshold", threshold=1, value=0)),
        ("ONNX", "ThresholdedRelu", {"alpha": 3}, bind("threshold", threshold=3, value=0)),
        (
            "Keras",
            "threshold",
            {"threshold": 1, "default_value": 2},
            bind("threshold", threshold=1, value=2),
        ),
        ("PyTorch", "torch.heaviside", {"at_zero": 0.5}, bind("step", at_zero=0.5)),
        ("ONNX", "Softmax", {"axis": -1}, bind("softmax")),
        ("scikit-learn", "logistic", {}, bind("sigmoid")),
    ],
)
def test_a_framework_s_name_with_its_arguments_is_ours(
    framework: str, name: str, arguments: dict[str, Any], expected: Bound
) -> None:
    assert bind_counterpart(framework, name, arguments) == expected


@pytest.mark.parametrize(
    ("framework", "name", "arguments"),
    [
        ("ONNX", "relu", {}),
        ("Caffe", "Relu", {}),
        ("ONNX", "Relu", {"alpha": 1}),
        ("ONNX", "Softmax", {"axis": 1}),
        ("ONNX", "Swish", {"alpha": 2.0}),
        ("ONNX", "Shrink", {"lambd": 2, "bias": 1}),
        ("ONNX", "Clip", {}),
        ("ONNX", "Clip", {"min": 0}),
    ],
)
def test_what_is_another_function_is_none_of_ours(
    framework: str, name: str, arguments: dict[str, Any]
) -> None:
    assert bind_counterpart(framework, name, arguments) is None


def test_a_value_that_ours_does_not_take_says_so() -> None:
    with pytest.raises(ActivationError, match="'alpha' is greater than 0, not 0"):
        bind_counterpart("ONNX", "Celu", {"alpha": 0})
    with pytest.raises(ActivationError, match="threshold needs 'value'"):
        bind_counterpart("PyTorch", "nn.Threshold", {"threshold": 1})


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_counterpart_leads_back_to_its_activation(name: str) -> None:
    entry = CATALOGUE[name]
    for each in entry.counterparts:
        arguments = {**each.inputs, **NEEDED.get(name, {})}
        bound = bind_counterpart(each.framework, each.name, arguments)
        found = "hard_shrink" if (each.framework, each.name) == ("ONNX", "Shrink") else name
        assert bound is not None
        assert bound.name == found


def test_the_text_is_what_the_framework_s_users_write() -> None:
    assert CATALOGUE["leaky_relu"].frameworks == {
        "PyTorch": "nn.LeakyReLU(negative_slope=0.01)",
        "Keras": "leaky_relu(negative_slope=0.2), layers.LeakyReLU(negative_slope=0.3)",
        "JAX": "jax.nn.leaky_relu(negative_slope=0.01)",
        "ONNX": "LeakyRelu(alpha=0.01)",
    }
    assert CATALOGUE["threshold"].frameworks["ONNX"] == "ThresholdedRelu(alpha), with value 0"
    assert CATALOGUE["hard_tanh"].frameworks["ONNX"] == "Clip with min -1 and max 1"
    assert CATALOGUE["gelu"].frameworks["PyTorch"] == 'nn.GELU(approximate="none")'
    assert CATALOGUE["prelu"].frameworks["Keras"] == "layers.PReLU()"
    assert CATALOGUE["gaussian"].frameworks == {}
