"""Where an activation saturates or is cut off: the bounds against the functions."""

from __future__ import annotations

import numpy as np
import pytest
from tallies import layer_of, watched

from fwdprop import Layer, Network
from fwdprop.activations import CATALOGUE, Bound, Flat, bind
from fwdprop.analysis.health import Tally
from fwdprop.numerals import DType

INF = float("inf")

# Every activation that has a bound or is cut off at 0, with the textbook's numbers.
FLATS: list[tuple[str, dict[str, float], Flat]] = [
    ("sigmoid", {}, Flat(lower=0, upper=1)),
    ("tanh", {}, Flat(lower=-1, upper=1)),
    ("softsign", {}, Flat(lower=-1, upper=1)),
    ("hard_sigmoid", {}, Flat(lower=0, upper=1, clips=True)),
    ("hard_sigmoid", {"alpha": 0.2}, Flat(lower=0, upper=1, clips=True)),
    ("hard_tanh", {}, Flat(lower=-1, upper=1, clips=True)),
    ("hard_tanh", {"min": -0.1, "max": 7}, Flat(lower=-0.1, upper=7, clips=True)),
    ("relu6", {}, Flat(upper=6, clips=True, off=True)),
    ("elu", {}, Flat(lower=-1)),
    ("elu", {"alpha": 2.5}, Flat(lower=-2.5)),
    ("elu", {"alpha": 0}, Flat(off=True)),
    ("celu", {"alpha": 0.5}, Flat(lower=-0.5)),
    ("selu", {}, Flat(lower=-1.0507009873554805 * 1.6732632423543772)),
    ("log_sigmoid", {}, Flat(upper=0)),
    ("softplus", {}, Flat(lower=0)),
    ("softplus", {"beta": 3}, Flat(lower=0)),
    ("gaussian", {}, Flat(lower=0)),
    ("relu", {}, Flat(off=True)),
    ("leaky_relu", {"alpha": 0}, Flat(off=True)),
    ("prelu", {"alpha": 0}, Flat(off=True)),
    ("threshold", {"threshold": 1, "value": 0}, Flat(off=True)),
    ("soft_shrink", {}, Flat(off=True)),
    ("hard_shrink", {}, Flat(off=True)),
]
# Those whose values go to a limit, or are 0 for many z, and say nothing of it; the class says why.
NOT_TOLD = {
    *("gelu", "silu", "mish", "hard_swish"),
    *("step", "sign", "threshold"),
    *("exp", "reciprocal"),
}
NEEDED = {"leaky_relu": {"alpha": 0.2}, "prelu": {"alpha": 0.2}}
NEEDED["threshold"] = {"threshold": 1, "value": -2}
EVERY = [
    *(bind(name, **given) for name, given, _ in FLATS),
    *(bind(name, **NEEDED.get(name, {})) for name, each in CATALOGUE.items()),
]
OF_NODES = [bound for bound in EVERY if not bound.activation.whole_layer]


@pytest.mark.parametrize(("name", "given", "flat"), FLATS)
def test_bounds_are_those_of_the_textbook(name: str, given: dict[str, float], flat: Flat) -> None:
    assert bind(name, **given).flat == flat


@pytest.mark.parametrize("bound", OF_NODES, ids=str)
def test_values_really_go_to_the_bounds_and_beyond_none(bound: Bound) -> None:
    far, flat = bound.at([-1e6, 1e6]), bound.flat
    values = bound.at(np.linspace(-60, 60, 9999))
    if flat.lower is not None:
        assert far.min() == pytest.approx(flat.lower, abs=1e-5)
        assert values.min() >= flat.lower
    if flat.upper is not None:
        assert far.max() == pytest.approx(flat.upper, abs=1e-5)
        assert values.max() <= flat.upper
    for end in (flat.lower, flat.upper):
        if end is not None and bound.name != "gaussian":  # which underflows
            assert (values == end).any() >= flat.clips


@pytest.mark.parametrize("bound", OF_NODES, ids=str)
def test_an_activation_that_goes_to_a_limit_says_so_unless_its_value_does_not_tell(
    bound: Bound,
) -> None:
    if bound.name in NOT_TOLD or bound.name in ("sin", "cos"):
        return
    for side in (-1, 1):
        near, far = bound.at([side * 1e6, side * 1e9])
        bounds = (bound.flat.lower, bound.flat.upper, 0 if bound.flat.off else None)
        assert (abs(near - far) < 1e-5) == any(
            end is not None and abs(far - end) < 1e-5 for end in bounds
        )


@pytest.mark.parametrize("bound", OF_NODES, ids=str)
def test_an_activation_is_cut_off_where_it_is_0_for_many_z(bound: Bound) -> None:
    zeros = np.count_nonzero(bound.at(np.linspace(-20, 20, 1000)) == 0) > 10
    if bound.name in ("hard_sigmoid", "hard_swish", "step"):  # a bound, two meanings, flat
        assert zeros
    else:
        assert bound.flat.off == zeros


@pytest.mark.parametrize("bound", OF_NODES, ids=str)
def test_saturated_values_have_next_to_no_slope_outwards(bound: Bound) -> None:
    z = np.linspace(-100, 100, 20_002)  # without 0
    values, outwards = bound.at(z), bound.at(z + np.sign(z) * 1e-6)
    slope = np.abs(outwards - values) / 1e-6
    # A node for each z, and one row of their values.
    size = len(z)
    names = tuple(map(str, z))
    layer = Layer("h", names, np.zeros((size, 1)), np.zeros(size), bound, (0,))
    tally = Tally(Network(("x",), (layer,)))
    tally.watch([values.reshape(1, -1)])
    saturated = np.array([node.saturated for node in tally.nodes()])
    if bound.flat.lower is None and bound.flat.upper is None:
        assert set(saturated) == {None}
    else:
        assert slope[saturated == 1].max() <= 0.06 * slope.max()
        assert (slope[(saturated == 0) & ~(bound.flat.off & (values == 0))] > 0).all()


@pytest.mark.parametrize(
    ("name", "given", "not_yet", "saturated"),
    [
        # A hundredth of the way to the other bound: ln(99), artanh(0.98), 49, and so on.
        ("sigmoid", {}, [-4.59, 4.59], [-4.6, 4.6, 1000]),
        ("tanh", {}, [-2.29, 2.29], [-2.3, 2.3]),
        ("softsign", {}, [-48, 48], [-50, 50]),
        ("gaussian", {}, [0, 2.14, -2.14], [2.15, -2.15]),
        # A hundredth of the way to the value at zero, which is 0 or the logarithm of 2.
        ("elu", {"alpha": 3}, [-4.6, 0, 1000], [-4.61]),
        ("celu", {"alpha": 2}, [-9.2, 1000], [-9.22]),
        ("selu", {}, [-4.6], [-4.61]),
        ("softplus", {}, [-4.96, 1000], [-4.97]),
        ("log_sigmoid", {}, [4.96, -1000], [4.97, INF]),
        # Where it clips, only what was clipped.
        ("hard_tanh", {"min": -0.1, "max": 0.3}, [-0.0999, 0.2999], [-0.1, 0.3, 5, INF]),
        ("hard_sigmoid", {}, [-2.99, 2.99], [-3, 3, 3.1]),
        ("relu6", {}, [5.99, 0, -1], [6, 7]),
    ],
)
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_saturation_begins_where_the_input_is_far_out(
    name: str, given: dict[str, float], not_yet: list[float], saturated: list[float], dtype: DType
) -> None:
    network = Network(("x",), (layer_of(bind(name, **given)),), dtype=dtype)
    assert [watched(network, z).saturated for z in not_yet] == [0] * len(not_yet)
    assert [watched(network, z).saturated for z in saturated] == [1] * len(saturated)
    share = len(saturated) / len(not_yet + saturated)
    assert watched(network, not_yet + saturated).saturated == share
