"""A node's arithmetic as one equation, the way a person writes it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from fwdprop import Layer, Network, bind
from fwdprop.terms import NodeTerms
from fwdprop.views.equation import Equations, equation
from fwdprop.views.latex import LATEX
from fwdprop.views.latex import lines as latex
from fwdprop.views.text import Traces


def node(
    weights: list[float],
    values: list[float],
    bias: float = 0,
    activation: str = "identity",
    listed: list[bool] | None = None,
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
        None if listed is None else np.array([listed]),
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
        (node([0, 2], [2, 3], 0, listed=[True, True]), "n = 2·b = 2·3 = 6"),
        (node([0, 0], [2, 3], 1, listed=[False, False]), "n = 1"),
        (node([0, 0], [2, 3], 0, listed=[False, False]), "n = 0"),
        (node([1e-5], [1e10]), "n = 1e-05·a = 1e-05·1e+10 = 100000"),
        (node([1], [math.inf]), "n = 1·a = 1·inf = inf"),
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


def test_latex_escapes_names_and_closes_what_it_opens() -> None:
    names = (r"a_b & 50% \x{y}", 'c^~<>|$#"')
    layer = Layer(
        "l_1", ("n#",), np.array([[1e-7, -2]]), np.zeros(1), bind("leaky_relu", alpha=0.1), (0,)
    )
    trace = Network(names, (layer,)).trace([math.inf, -1])
    text = "".join(latex(Traces([(1, trace)], False), [(1, [0])], Equations(6, None)))
    assert (
        text
        == r"""% needs \usepackage{amsmath}
% layer l_1
\begin{align*}
  \text{n\#} &= \operatorname{leaky\_relu[alpha=0.1]}(1 \cdot 10^{-7} \cdot \text{a\_b \& 50\% \textbackslash{}x\{y\}} - 2 \cdot \text{c\textasciicircum{}\textasciitilde{}\textless{}\textgreater{}\textbar{}\$\#''}) \\
  &= \operatorname{leaky\_relu}(1 \cdot 10^{-7} \cdot \infty - 2 \cdot (-1)) \\
  &= \operatorname{leaky\_relu}(\infty) \\
  &= \infty
\end{align*}
"""  # noqa: E501
    )
    assert text.count("{") == text.count("}")
    assert LATEX.number("-2.5e+16") == r"-2.5 \cdot 10^{16}"
