"""A node's arithmetic as one equation, the way a person writes it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from fwdprop import Layer, Network, bind
from fwdprop.forward.trace import NodeTerms
from fwdprop.numerals import DIGITS
from fwdprop.views.trace.equation import written
from fwdprop.views.trace.notation import PLAIN


def equation(terms: NodeTerms, digits: int = DIGITS, top: int | None = 8) -> str:
    """The node's equation in plain text."""
    return str(written(terms, PLAIN, digits, top))


def node(
    weights: list[float],
    values: list[float],
    bias: float = 0,
    activation: str = "identity",
    connected: list[bool] | None = None,
    names: str = "abcdefghij",
    **parameters: float,
) -> NodeTerms:
    """The terms of a single node over the given values."""
    layer = Layer(
        "l",
        ("n",),
        np.array([weights], float),
        np.array([bias], float),
        bind(activation, **parameters),
        (0,),
        {},
        None if connected is None else np.array([connected]),
    )
    return Network(tuple(names[: len(values)]), (layer,)).trace(values)["l"][0]


@pytest.mark.parametrize(
    ("terms", "text"),
    [
        (node([1, 1], [2, 3], 0, "relu"), "n = relu(1·a + 1·b) = relu(1·2 + 1·3) = relu(5) = 5"),
        (node([5, -1], [1, 3]), "n = 5·a - 1·b = 5·1 - 1·3 = 2"),
        (node([-5, 1], [1, -3]), "n = -5·a + 1·b = -5·1 + 1·(-3) = -8"),
        (node([1], [2], 0.5), "n = 1·a + 0.5 = 1·2 + 0.5 = 2.5"),
        (node([1], [2], -0.5), "n = 1·a - 0.5 = 1·2 - 0.5 = 1.5"),
        (node([0], [2], -0.5), "n = 0·a - 0.5 = 0·2 - 0.5 = -0.5"),
        (node([0, 2], [2, 3], 0, connected=[True, True]), "n = 2·b = 2·3 = 6"),
        (node([0, 0], [2, 3], 1, connected=[False, False]), "n = 1"),
        (node([0, 0], [2, 3], 0, connected=[False, False]), "n = 0"),
        (node([1e-5], [1e10]), "n = 1e-05·a = 1e-05·1e+10 = 100000"),
        (node([1], [math.inf]), "n = 1·a = 1·inf = inf"),
        (node([1e10], [1e300]), "n = 1e+10·a = 1e+10·1e+300 ≈ inf"),
        (node([1e-200], [1e-200]), "n = 1e-200·a = 1e-200·1e-200 ≈ 0"),
        (node([1], [1000], 0, "exp"), "n = exp(1·a) = exp(1·1000) = exp(1000) ≈ inf"),
        (
            node([1], [-800], 0, "sigmoid"),
            "n = sigmoid(1·a) = sigmoid(1·(-800)) = sigmoid(-800) ≈ 0",
        ),
        (node([1], [-8], 0, "relu"), "n = relu(1·a) = relu(1·(-8)) = relu(-8) = 0"),
        (
            node([0, 2], [math.inf, 3], 0, connected=[True, True]),
            "n = 0·a + 2·b = 0·inf + 2·3 = nan",
        ),
        (node([1, 1], [math.inf, -math.inf]), "n = 1·a + 1·b = 1·inf + 1·(-inf) = nan"),
        (
            node([1], [-1], 0, "sigmoid"),
            "n = sigmoid(1·a) = sigmoid(1·(-1)) = sigmoid(-1) = 0.268941",
        ),
        (
            node([1], [-1], 0, "leaky_relu", alpha=0.2),
            "n = leaky_relu[alpha=0.2](1·a) = leaky_relu(1·(-1)) = leaky_relu(-1) = -0.2",
        ),
    ],
)
def test_signs_and_brackets_stand_where_a_person_writes_them(terms: NodeTerms, text: str) -> None:
    assert equation(terms) == text


def test_of_many_connections_the_largest_are_shown_and_the_rest_s_exact_sum() -> None:
    terms = node([1, -8, 3, 0.5, -5], [1, 1, 1, 1, 1])
    assert equation(terms, top=2) == (
        "n = -8·b - 5·e + (3 more: 4.5) = -8·1 - 5·1 + (3 more: 4.5) = -8.5"
    )
    assert equation(terms, top=0) == "n = -(5 more: 8.5) = -8.5"


def test_a_sum_that_the_printed_digits_do_not_give_stands_behind_about() -> None:
    terms = node([1 / 3, 1 / 3, 1 / 3], [1, 1, 1])
    assert equation(terms, digits=2) == (
        "n = 0.33·a + 0.33·b + 0.33·c = 0.33·1 + 0.33·1 + 0.33·1 ≈ 1"
    )
    assert " = 0.25·1 + 0.75·1 = 1" in equation(node([0.25, 0.75], [1, 1]))


def test_a_tie_is_decided_by_terms_however_small() -> None:
    assert equation(node([5], [2.47]), digits=3) == "n = 5·a = 5·2.47 = 12.4"
    text = "n = 5·a + 1·b = 5·2.47 + 1·({}) {} 12.4"
    assert equation(node([5, 1], [2.47, -1e-40]), digits=3) == text.format("-1e-40", "≈")
    text = "n = 5·a + 1·b = 5·2.47 + 1·1e-40 = 12.4"
    assert equation(node([5, 1], [2.47, 1e-40]), digits=3) == text


@pytest.mark.parametrize(
    ("activation", "text"),
    [
        # Of z = 1, 2, -3, 4, 0, by hand: e^-1 + e^-2 + e^3 + e^-4 + 1 = 21.6071
        ("softmin", "= e^(-1) / Σ e^(-z) = 0.367879 / 21.6071 = 0.0170259"),
        ("softmax", "= e^1 / Σ e^z = 2.71828 / 65.7553 = 0.0413394"),
        ("log_softmax", "= 1 - ln(65.7553) = -3.18594"),
    ],
)
def test_the_sum_over_many_nodes_is_that_of_the_exponentials(activation: str, text: str) -> None:
    weights = np.array([[1.0], [2], [-3], [4], [0]])
    layer = Layer("l", tuple("abcde"), weights, np.zeros(5), bind(activation), (0,))
    assert equation(Network(("x",), (layer,)).trace([1])["l"]["a"]).endswith(text)


def test_an_exponential_too_small_for_a_float_is_shown_as_it_is() -> None:
    layer = Layer("l", ("a", "b"), np.array([[1.0], [8]]), np.zeros(2), bind("softmax"), (0,))
    trace = Network(("x",), (layer,)).trace([-100])["l"]
    # By mpmath: e^-800, e^-100, e^-700
    assert equation(trace["b"]).endswith(
        "= e^(-800) / (e^(-100) + e^(-800)) = 3.66787e-348 / 3.72008e-44 = 9.85968e-305"
    )


def test_softmax_shows_the_exponentials_and_their_sum() -> None:
    weights = np.array([[1.0], [0.0]])
    layer = Layer("l", ("a", "b"), weights, np.zeros(2), bind("softmax"), (0,))
    trace = Network(("x",), (layer,)).trace([1])
    assert equation(trace["l"]["a"]) == (
        "a = softmax(1·x) = softmax(1·1) = softmax(1) = e^1 / (e^1 + e^0)"
        " = 2.71828 / 3.71828 = 0.731059"
    )


def test_large_exponents_are_shown_with_what_was_taken_off() -> None:
    weights = np.array([[1000.0], [999.0]])
    layer = Layer("l", ("a", "b"), weights, np.zeros(2), bind("softmax"), (0,))
    trace = Network(("x",), (layer,)).trace([1])
    assert equation(trace["l"]["b"]) == (
        "b = softmax(999·x) = softmax(999·1) = softmax(999)"
        " = e^(999 - 1000) / (e^(1000 - 1000) + e^(999 - 1000)) = 0.367879 / 1.36788 = 0.268941"
    )


@pytest.mark.parametrize(
    ("activation", "text"),
    [
        ("log_softmax", "= 1 - ln(3.71828) = -0.313262"),
        ("softmin", "= e^(-1) / (e^(-1) + e^0) = 0.367879 / 1.36788 = 0.268941"),
    ],
)
def test_other_whole_layer_activations_show_their_own_arithmetic(
    activation: str, text: str
) -> None:
    layer = Layer("l", ("a", "b"), np.array([[1.0], [0.0]]), np.zeros(2), bind(activation), (0,))
    assert equation(Network(("x",), (layer,)).trace([1])["l"]["a"]).endswith(text)
