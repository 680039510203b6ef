"""Every equation of `fwdprop trace` is read back, and what its signs say is worked out anew."""

from __future__ import annotations

import io
import json
import math
import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import count
from typing import Any

import numpy as np
import trace_reader as reader
from activation_oracles import CASES, WHOLE_LAYER, Case, mp
from command_line import Run
from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fwdprop import bind, load

AWKWARD = """
    0 1 -1 2 -3 0.5 0.1 0.35 2.47 -0.285 1.005 1/3 12345678.9 0.999999 99999.95 700 -745.2 88.9 -104
    1e10 1e-10 1e160 -1e-160 1e300 -1e300 1e-300 1.7976931348623157e308 -2.5e38 1e-40 1e-45 5e-324
"""
NUMBERS = st.sampled_from(AWKWARD.split())
WEIGHTS = NUMBERS | st.floats(-4, 4).map(repr) | st.integers(-9, 9).map(str)
VALUES = WEIGHTS | st.sampled_from(["inf", "-inf", "nan"])
LARGEST = float(np.finfo(np.float32).max)
ACTIVATIONS: list[Case | str] = [*CASES, *WHOLE_LAYER]


@st.composite
def traces(draw: st.DrawFn) -> tuple[str, list[str], list[Case | str]]:
    """A network file, the words of a command line, and each layer's activation or its name."""
    dtype = draw(st.sampled_from(["float64", "float32"]))
    weights = WEIGHTS.filter(
        lambda text: dtype == "float64" or abs(float(Fraction(text))) <= LARGEST
    )
    fan_in = draw(st.integers(1, 5))
    file: dict[str, Any] = {
        "dtype": dtype,
        "inputs": [f"x{k}" for k in range(fan_in)],
        "layers": [],
    }
    cases: list[Case | str] = []
    names, before = count(), file["inputs"]
    for place in range(draw(st.integers(1, 2))):
        case = draw(st.sampled_from(ACTIVATIONS))
        nodes = [
            f"n{next(names)}" for _ in range(draw(st.integers(2 if case in WHOLE_LAYER else 1, 6)))
        ]
        bound = bind(case) if isinstance(case, str) else case.bound
        rows: dict[str, Any] = {}
        for node in nodes:
            sources = draw(st.lists(st.sampled_from(before), unique=True))
            rows[node] = {
                "weights": {source: _number(draw(weights)) for source in sources},
                "bias": _number(draw(weights)),
            }
        layer: dict[str, Any] = {"nodes": rows}
        if not draw(st.booleans()):
            matrix = [[_number(draw(weights)) for _ in before] for _ in nodes]
            layer = {"weights": matrix, "nodes": nodes}
        settings = dict(bound.parameters)
        activation = {"name": bound.name, **settings}
        file["layers"].append({"name": f"layer{place}", "activation": activation, **layer})
        cases.append(case)
        before = nodes
    digits = draw(st.sampled_from([1, 2, 3, 6, 6, 9, 15, 16, 17]))
    top = draw(st.sampled_from([[], [], ["--all"], ["--top", "0"], ["--top", "1"], ["--top", "2"]]))
    row = [draw(VALUES) for _ in range(fan_in)]
    words = ["--input", *row, "--precision", str(digits), *top]
    return re.sub('"@([^"]*)"', r"\1", json.dumps(file)), words, cases


def _number(text: str) -> str:
    return f"@{text}"


@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(traces())
def test_every_sign_is_true(fwdprop: Run, drawn: tuple[str, list[str], list[Case | str]]) -> None:
    file, words, cases = drawn
    result = fwdprop("trace", "-", *words, stdin=file)
    assert result.status == 0, result.stderr
    check(result.stdout, file, words, cases)


def check(text: str, file: str, words: list[str], cases: list[Case | str]) -> None:
    """Reads the equations of a trace and compares them with the numbers behind them."""
    network = load(io.BytesIO(file.encode()))
    row = [float(Fraction(word)) if "/" in word else float(word) for word in _row(words)]
    trace = network.trace(row)
    digits = int(words[words.index("--precision") + 1])
    lines = iter(text.splitlines())
    for layer, case in zip(trace, cases, strict=True):
        for node in layer:
            line = next(lines)
            equation = reader.read(line)
            assert equation.sides[0] == node.name
            _sum_is_true(equation, node, digits)
            _value_is_true(equation, layer, node, case, digits)
    assert not list(lines)


def _row(words: list[str]) -> list[str]:
    return words[1 : words.index("--precision")]


def _sum_is_true(equation: reader.Read, node: Any, digits: int) -> None:
    """Symbols, numbers, and the sum with the sign that the printed digits deserve."""
    inner = equation.inner
    total = inner[-1][1]
    assert _is_rounded(total, float(node.sum), digits)
    if len(inner) == 1:  # all sides are alike
        assert reader.agree(total, total, digits)
        return
    symbols, numbers = (
        reader.terms(inner[0][1]),
        reader.terms(inner[-2][1] if len(inner) == 3 else inner[0][1]),
    )
    assert [term.weight for term in symbols] == [term.weight for term in numbers]
    values = dict(zip(node.sources, node.values.tolist(), strict=True))
    for symbol, number in zip(symbols, numbers, strict=True):
        if symbol.factor is not None:
            assert number.factor is not None
            assert _is_rounded(number.factor, values[symbol.factor], digits)
    shown = {term.factor for term in symbols if term.factor}
    hidden = [k for k, source in enumerate(node.sources) if source not in shown]
    more = sum(term.many for term in symbols)
    left_out = [k for k in hidden if node.is_sparse and node.weights[k] == 0]
    assert len(hidden) - len(left_out) <= more <= len(hidden)
    if not more:
        assert all(math.isfinite(node.values[k]) for k in left_out)
    else:
        _others_are_smaller(node, shown)
    sign, total = inner[-1]
    assert sign == ("=" if reader.agree(inner[-2][1], total, digits) else "≈"), equation


def _others_are_smaller(node: Any, shown: set[str]) -> None:
    sizes = {
        source: abs(product) if math.isfinite(product) else math.inf
        for source, product in zip(node.sources, node.products.tolist(), strict=True)
    }
    others = [size for source, size in sizes.items() if source not in shown]
    there = [sizes[source] for source in shown]
    assert not there or max(others) <= min(there) or node.is_sparse


def _is_rounded(text: str, number: float, digits: int) -> bool:
    if not math.isfinite(number):
        return text == str(number)
    return Fraction(text) == reader.rounded(Fraction(number), digits)


def _value_is_true(
    equation: reader.Read, layer: Any, node: Any, case: Case | str, digits: int
) -> None:
    if equation.function is None:
        return
    sign, printed = equation.outer[-1] if equation.outer else equation.inner[-1]
    assert _is_rounded(printed, float(node.result), digits)
    z = layer.sum.tolist()
    if not all(map(math.isfinite, z if isinstance(case, str) else [node.sum])):
        assert sign == "="
        return
    if isinstance(case, str):
        true = WHOLE_LAYER[case]([mp.mpf(each) for each in z])[node.node]
        # Each z is rounded on its way: e^z is off by as many ulp as z is large.
        spread = (
            max(abs(each - max(z)) for each in z)
            if case != "softmin"
            else max(abs(each - min(z)) for each in z)
        )
        ulps = 8 + 2 * min(spread, 800)
        _ratio_is_true(equation, layer, node, case, digits)
    else:
        true = case.true_value(float(node.sum))
        ulps = 4 + 2 * float(case.exponent(mp.mpf(float(node.sum))))
    dtype = layer.sum.dtype
    info = np.finfo(dtype)
    near = _near(printed, true, digits, mp.mpf(float(info.eps)) * ulps)
    if sign == "=":
        assert near, (equation, true)
    else:
        assert abs(true) > float(info.max) or abs(true) < float(info.tiny) * 2, (equation, true)


def _near(printed: str, true: Any, digits: int, relative: Any) -> bool:
    """Whether a number as printed is the true one, rounded, or that of a value so near to it."""
    if printed in ("inf", "-inf", "nan"):
        return printed == str(float(true))
    if true == 0:
        return float(printed) == 0
    unit = mp.mpf(10) ** (mp.floor(mp.log10(abs(true))) - digits + 1)
    most = unit / 2 * (1 + mp.mpf("1e-9")) + abs(true) * relative
    return bool(abs(mp.mpf(printed) - true) <= most)


_EXPONENT = r"(?:\((?P<bracketed>[^()]*)\)|(?P<bare>[^ ()]+))"


def _ratio_is_true(equation: reader.Read, layer: Any, node: Any, case: str, digits: int) -> None:
    """The exponentials and their sum, as printed."""
    z = [mp.mpf(each) for each in layer.sum.tolist()]
    exponents = [-each for each in z] if case == "softmin" else z
    own = exponents[node.node]
    rest = [side for _, side in equation.outer]
    if case == "log_softmax":
        found = re.fullmatch(r"(.+) - ln\((.+)\)", rest[0])
        assert found, rest
        shift = _shift(found[1], own, exponents, digits)
        total = mp.fsum(mp.exp(each - shift) for each in exponents)
        assert _near(found[2], total, digits, mp.mpf(2) ** -40)
        return
    found = re.fullmatch(rf"e\^{_EXPONENT} / (?:Σ e\^(?P<of>z|\(-z\))|\((?P<all>.*)\))", rest[0])
    assert found, rest
    shift = _shift(found["bracketed"] or found["bare"], own, exponents, digits)
    if found["of"] is not None:
        assert found["of"] == ("(-z)" if case == "softmin" else "z")
        assert len(exponents) > 4
        assert shift == 0
    else:
        powers = found["all"].split(" + e^")
        assert ("…" in found["all"]) == (len(exponents) > 4)
        for power, exponent in zip(powers, exponents, strict=False):
            inner = power.removeprefix("e^").removesuffix(" + …").strip("()")
            _shift(inner, exponent, exponents, digits)
    if len(rest) < 3:
        return  # the ratio is the value itself, as in 1 / 1
    over, under = rest[1].split(" / ")
    assert _near(over, mp.exp(own - shift), digits, mp.mpf(2) ** -40) or (
        over == "0" and equation.outer[1][0] == "≈"
    )
    total = mp.fsum(mp.exp(each - shift) for each in exponents)
    assert _near(under, total, digits, mp.mpf(2) ** -40)


def _shift(text: str, own: Any, exponents: Sequence[Any], digits: int) -> Any:
    """What was taken off an exponent, `999 - 1000`: the largest one, or nothing."""
    found = re.fullmatch(r"(-?[^ ]+)(?: ([+-]) ([^ ]+))?", text)
    assert found, text
    assert _is_rounded(found[1], float(own), digits)
    if found[3] is None:
        return mp.mpf(0)
    shift = float(max(exponents))
    assert _is_rounded(found[3], abs(shift), digits)
    assert found[2] == ("-" if shift > 0 else "+")
    return mp.mpf(shift)
