"""Where lines bend, and whether they are parallel: closed forms, and the pass itself in between."""

from __future__ import annotations

import io
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from command_line import NETWORKS
from hypothesis import given
from hypothesis import strategies as st
from sweep_networks import ADDING, JUMPING, LINEAR, POLE, SMOOTH

import fwdprop
from fwdprop import Layer, Network, bind
from fwdprop.analysis.sweep.curves import Curve
from fwdprop.analysis.sweep.panels import Panel, panels

ACTIVATIONS = {
    "relu": {},
    "leaky_relu": {"alpha": 0.2},
    "abs": {},
    "hard_tanh": {},
    "relu6": {},
}


def loaded(text: str) -> Network:
    return fwdprop.load(io.BytesIO(text.encode()))


def panel(net: Network, over: Mapping[str, Any], row: Any = None) -> Panel:
    """The first panel of a sweep."""
    return panels(fwdprop.sweep(net, over, row))[0]


def kinks(curve: Curve) -> list[float]:
    assert curve.kinks is not None
    return [kink.at for kink in curve.kinks]


def test_a_relu_bends_where_its_sum_is_zero() -> None:
    # 4 a + 8 c = 52 holds at (3, 5) for a in [-10, 6.25].
    net = fwdprop.load(NETWORKS / "transactions-relu.yaml")
    curve = panel(net, {net.inputs[0]: "-9:6:1"}, [3, 5]).curve(0)
    assert kinks(curve) == []
    curve = panel(net, {net.inputs[0]: "-9:7:1"}, [3, 5]).curve(0)
    assert kinks(curve) == [6.25]
    curve = panel(net, {net.inputs[0]: "-11:6:1"}, [3, 5]).curve(0)
    assert kinks(curve) == [-10]


def test_a_step_jumps_and_its_curve_has_two_parts() -> None:
    curve = panel(loaded(JUMPING), {"a": "0:3:1", "b": [0]}).curve(0)
    assert [(kink.at, kink.is_jump) for kink in curve.kinks or ()] == [(0.5, True), (2, True)]
    assert [(x.tolist(), y.tolist()) for x, y in curve.parts] == [
        ([0, 0.5], [0, 0]),
        ([0.5, 2], [3, 3]),
        ([2, 3], [4, 4]),
    ]


def test_a_switch_at_an_end_counts_where_the_value_jumps() -> None:
    assert kinks(panel(loaded(ADDING), {"a": "0:3:1"}, {"b": 0}).curve(0)) == []
    curve = panel(loaded(JUMPING), {"a": "0.5:3:0.5"}, {"b": 9}).curve(0)
    assert kinks(curve) == [0.5]


def test_a_node_without_effect_bends_nothing() -> None:
    net = loaded(ADDING.replace("{y: [1, 1]}", "{y: [0, 1]}"))
    assert kinks(panel(net, {"a": "-3:3:1"}, {"b": 0}).curve(0)) == []
    hidden = panels(fwdprop.sweep(net, {"a": "-3:3:1"}, {"b": 0}, nodes=["p"]))[0]
    assert kinks(hidden.curve(0)) == [0]


def test_smooth_networks_have_no_kinks_and_those_with_a_smooth_end_the_ones_before() -> None:
    assert panel(loaded(SMOOTH), {"a": "-3:3:1"}, {"b": 0}).curve(0).kinks is None
    iris = fwdprop.load(NETWORKS / "iris.yaml")
    swept = {"petal_length": "1:7:1"}
    row = [5, 3, 4, 1]
    of_values = kinks(panel(iris, swept, row).curve(0))
    from fwdprop.network.scores import scores

    assert of_values == kinks(panel(scores(iris), swept, row).curve(0))
    assert of_values


def test_a_gap_is_where_values_are_not_finite() -> None:
    parts = panel(loaded(POLE), {"a": "-2:2:1", "b": [0]}).curve(0).parts
    assert len(parts) == 2
    assert [parts[0][0][0], parts[1][0][-1]] == [-2, 2]
    assert all(np.isfinite(y).all() for _, y in parts)


def random_network(seed: int, names: list[str], sizes: list[int], dtype: str) -> Network:
    rng = np.random.default_rng(seed)
    layers = []
    for depth, nodes in enumerate(sizes[1:], 1):
        sources = tuple(range(depth)) if rng.integers(2) else (depth - 1,)
        fan_in = sum(sizes[source] for source in sources)
        name = names[depth - 1] if depth < len(sizes) - 1 else "identity"
        bound = bind(name, **ACTIVATIONS.get(name, {}))
        weights = rng.standard_normal((nodes, fan_in)).round(2)
        bias = rng.standard_normal(nodes).round(1)
        labels = tuple(f"n{k}" for k in range(nodes))
        layers.append(Layer(f"l{depth}", labels, weights, bias, bound, sources))
    inputs = tuple(f"x{k}" for k in range(sizes[0]))
    return fwdprop.Network(inputs, tuple(layers), dtype=dtype)  # type: ignore[arg-type]


@given(
    st.integers(0, 10**6),
    st.lists(st.sampled_from(sorted(ACTIVATIONS)), min_size=2, max_size=2),
    st.sampled_from(["float64", "float32"]),
)
def test_between_kinks_the_pass_is_straight_and_at_kinks_it_is_not(
    seed: int, names: list[str], dtype: str
) -> None:
    net = random_network(seed, names, [2, 4, 3, 1], dtype)
    curve = panel(net, {"x0": "-3:3:1"}, {"x1": 0.7}).curve(0)

    def values(x: Any) -> Any:
        points = np.asarray(x, float)
        return net.forward(np.stack([points, np.full_like(points, 0.7)], 1))[:, 0].astype(float)

    x = np.linspace(-3, 3, 601)
    drawn = np.concatenate(
        [np.interp(x[(x >= a[0]) & (x <= a[-1])], *(a, b)) for a, b in curve.parts]
    )
    size = np.abs(drawn).max() + 1
    tolerance = size * (1e-12 if dtype == "float64" else 1e-5)
    assert len(curve.parts) == 1
    assert np.abs(drawn - values(x)).max() <= tolerance
    ends = [-3, *kinks(curve), 3]
    slopes = []
    for start, stop in pairwise(ends):
        low, middle, high = values([start, (start + stop) / 2, stop])
        assert abs(middle - (low + high) / 2) <= tolerance
        slopes.append((high - low) / (stop - start))
    wide = [stop - start > 1e-3 for start, stop in pairwise(ends)]
    for k, (before, after) in enumerate(pairwise(slopes)):
        if dtype == "float64" and wide[k] and wide[k + 1]:
            assert abs(after - before) > 1e-10 * size


@given(st.integers(0, 10**6), st.sampled_from(["float64", "float32"]))
def test_a_linear_network_has_parallel_lines(seed: int, dtype: str) -> None:
    net = random_network(seed, ["identity"] * 2, [3, 5, 4, 1], dtype)
    for divisor in (1, 7):
        values = np.random.default_rng(seed).permutation(2000)[:5] / divisor
        found = panel(net, {"x0": "-3:3:0.1", "x1": values.tolist()}, {"x2": 0.3})
        difference = found.difference([0])
        assert difference is not None
        assert difference.is_parallel


@pytest.mark.parametrize(
    ("text", "over", "is_parallel"),
    [
        (ADDING, {"a": "-3:3:1", "b": "0:3:1"}, True),
        (LINEAR, {"a": "0:9:0.1", "b": "0.1,0.2"}, True),
        (SMOOTH, {"a": "-3:3:1", "b": "0,1"}, False),
        (JUMPING, {"a": "0:3:1", "b": "0,0.5"}, False),
        # Where values are taken they are parallel, and between them not.
        (JUMPING, {"a": "0:3:3", "b": "0,1"}, False),
    ],
)
def test_lines_are_parallel_or_not(text: str, over: dict[str, object], is_parallel: bool) -> None:
    row = {"c": 1} if text is LINEAR else None
    difference = panel(loaded(text), over, row).difference([0, 1])
    assert difference is not None
    assert difference.is_parallel == is_parallel


def test_the_difference_of_the_bank_is_that_of_its_outputs() -> None:
    net = fwdprop.load(NETWORKS / "bank.yaml")
    found = panel(net, {"age": "20:80:5", "retired": "0,1"}, {"balance": 10}).difference([0, 1])
    assert found is not None
    assert found.x == (20, 80)
    expected = [net([age, 10, 1])[0] - net([age, 10, 0])[0] for age in (20, 80)]
    assert found.difference == pytest.approx(expected, rel=1e-12)


def test_one_line_or_one_place_has_no_difference() -> None:
    net = fwdprop.load(NETWORKS / "bank.yaml")
    assert panel(net, {"age": "20:80:5"}, [1, 2, 0]).difference([0]) is None
    assert panel(net, {"age": [20], "retired": [0, 1]}, [1, 2, 0]).difference([0, 1]) is None
