"""Every activation against mpmath, at ordinary and at awkward points, in both number types."""

from __future__ import annotations

import copy
import pickle
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import MPContext

from fwdprop.activations import CATALOGUE, NAMES, Activation, Bound, bind, find
from fwdprop.errors import ActivationError

DOCUMENTED = """
    identity linear none, relu, relu6, leaky_relu, prelu, elu, selu, celu, gelu, silu swish, mish,
    sigmoid logistic, log_sigmoid, hard_sigmoid, hard_swish, hard_tanh, tanh, softplus, softsign,
    softmax, log_softmax, softmin, threshold, step heaviside, sign, soft_shrink, hard_shrink,
    tanh_shrink, gaussian, sin, cos, exp, abs, square, reciprocal
"""

INF, NAN = float("inf"), float("nan")
DTYPES = (np.float64, np.float32)

mp = MPContext()
mp.dps = 40


# --- The oracles: every formula a second time, with plenty of digits -----------------------------


more_digits = mp.workdps(700)  # for what cancels in the textbook's form


def elu(z, alpha):
    return z if z > 0 else alpha * mp.expm1(z)


def selu(z):
    scale = mp.mpf("1.0507009873554804934193349852946")
    return scale * elu(z, mp.mpf("1.6732632423543772848170429916717"))


@more_digits
def gelu_tanh(z):
    u = mp.sqrt(2 / mp.pi) * (z + mp.mpf("0.044715") * z**3)
    return z / 2 * (1 + mp.tanh(u))


def mish(z):
    return z * mp.tanh(mp.log1p(mp.exp(z)))


def hard_sigmoid(z, alpha, beta):
    slope = Fraction(float(alpha)).limit_denominator(1000)  # 1/6 means 1/6
    return min(max(z * slope.numerator / slope.denominator + beta, 0), 1)


def softplus(z, beta):
    return mp.log1p(mp.exp(beta * z)) / beta


def soft_shrink(z, lambd):
    return z - lambd if z > lambd else z + lambd if z < -lambd else 0


@more_digits
def tanh_shrink(z):
    return z - mp.tanh(z)


def softmax(row):
    powers = [mp.exp(z) for z in row]
    return [power / mp.fsum(powers) for power in powers]


@more_digits
def log_softmax(row):
    total = mp.fsum(mp.exp(z) for z in row)
    return [z - mp.log(total) for z in row]


def softmin(row):
    return softmax([-z for z in row])


class Case:
    """An activation with parameters, its oracle, and its limits at minus and plus infinity.

    `exponent` is the size of the exponent whose rounding the activation amplifies.
    """

    def __init__(self, name, oracle, limits, exponent=lambda z: 0, **parameters):
        self.bound = bind(name, **parameters)
        self.oracle, self.limits, self.exponent = oracle, limits, exponent

    def __repr__(self):
        return str(self.bound)

    def true_value(self, z):
        given = {k: v if isinstance(v, str) else mp.mpf(v) for k, v in self.bound.parameters}
        given.pop("approximate", None)
        return mp.mpf(self.oracle(mp.mpf(z), **given))


CASES = [
    Case("identity", lambda z: z, (-INF, INF)),
    Case("relu", lambda z: max(z, 0), (0, INF)),
    Case("relu6", lambda z: min(max(z, 0), 6), (0, 6)),
    Case("leaky_relu", lambda z, alpha: max(z, alpha * z), (-INF, INF), alpha=0.1),
    Case("leaky_relu", lambda z, alpha: z if z > 0 else alpha * z, (-INF, INF), alpha=2),
    Case("prelu", lambda z, alpha: z if z > 0 else alpha * z, (INF, INF), alpha=-0.25),
    Case("elu", elu, (-1, INF)),
    Case("elu", elu, (-0.3, INF), alpha=0.3),
    Case("selu", selu, (-1.7580993408473766, INF)),
    Case("celu", lambda z, alpha: z if z > 0 else alpha * mp.expm1(z / alpha), (-1, INF)),
    Case("celu", lambda z, alpha: z if z > 0 else alpha * mp.expm1(z / alpha), (-4, INF), alpha=4),
    Case("gelu", lambda z: z * mp.erfc(-z / mp.sqrt(2)) / 2, (0, INF), lambda z: z * z / 2),
    Case(
        "gelu",
        gelu_tanh,
        (0, INF),
        lambda z: abs(1.6 * z + 0.0714 * z**3),
        approximate="tanh",
    ),
    Case("silu", lambda z: z / (1 + mp.exp(-z)), (0, INF)),
    Case("mish", mish, (0, INF)),
    Case("sigmoid", lambda z: 1 / (1 + mp.exp(-z)), (0, 1)),
    Case("log_sigmoid", lambda z: -mp.log1p(mp.exp(-z)), (-INF, 0)),
    Case("hard_sigmoid", hard_sigmoid, (0, 1)),
    Case("hard_sigmoid", hard_sigmoid, (0, 1), alpha=0.2),
    Case("hard_swish", lambda z: z * min(max(z + 3, 0), 6) / 6, (0, INF)),
    Case("hard_tanh", lambda z, min, max: sorted((min, z, max))[1], (-1, 1)),
    Case("hard_tanh", lambda z, min, max: sorted((min, z, max))[1], (-2, 0.5), min=-2, max=0.5),
    Case("tanh", mp.tanh, (-1, 1)),
    Case("softplus", softplus, (0, INF)),
    Case("softplus", softplus, (0, INF), beta=0.5),
    Case("softsign", lambda z: z / (1 + abs(z)), (-1, 1)),
    Case(
        "threshold",
        lambda z, threshold, value: z if z > threshold else value,
        (-0.5, INF),
        threshold=1,
        value=-0.5,
    ),
    Case("step", lambda z, at_zero: 1 if z > 0 else 0 if z < 0 else at_zero, (0, 1)),
    Case("step", lambda z, at_zero: 1 if z > 0 else 0 if z < 0 else at_zero, (0, 1), at_zero=0.5),
    Case("sign", mp.sign, (-1, 1)),
    Case("soft_shrink", soft_shrink, (-INF, INF)),
    Case("soft_shrink", soft_shrink, (-INF, INF), lambd=2),
    Case("hard_shrink", lambda z, lambd: z if abs(z) > lambd else 0, (-INF, INF)),
    Case("tanh_shrink", tanh_shrink, (-INF, INF)),
    Case("gaussian", lambda z: mp.exp(-z * z), (0, 0), lambda z: z * z),
    Case("sin", mp.sin, (NAN, NAN)),
    Case("cos", mp.cos, (NAN, NAN)),
    Case("exp", mp.exp, (0, INF)),
    Case("abs", abs, (INF, INF)),
    Case("square", lambda z: z * z, (INF, INF)),
    Case("reciprocal", lambda z: 1 / z if z else mp.inf, (0, 0)),
]
WHOLE_LAYER = {"softmax": softmax, "log_softmax": log_softmax, "softmin": softmin}

each_case = pytest.mark.parametrize("case", CASES, ids=repr)
each_whole = pytest.mark.parametrize("name", WHOLE_LAYER)
each_dtype = pytest.mark.parametrize("dtype", DTYPES, ids=["float64", "float32"])
each_entry = pytest.mark.parametrize("entry", CATALOGUE.values(), ids=CATALOGUE)


# --- Points and distances ------------------------------------------------------------------------


def points(dtype: type[np.floating]) -> np.ndarray:
    """Ordinary numbers of several sizes, the prescribed ones, and the seams of the formulas."""
    random = np.random.default_rng(2)
    ordinary = [random.normal(size=60) * scale for scale in (1e-5, 0.01, 0.3, 1, 3, 10, 40, 300)]
    prescribed = [0.0, 1e-30, 1e-12, 1, 30, 700, 1000, *([1e-300] if dtype == np.float64 else [])]
    corners = [0.5, 1, 1.5, 2, 2.5, 3, 5, 6, 20, 40, 87, 708]
    near = [corner + step for corner in corners for step in (-1e-3, -1e-6, 0, 1e-6, 1e-3)]
    near += [np.nextafter(dtype(corner), dtype(9)) for corner in corners]
    tails = [8.3, 9.1, 9.4, 12.9, 13.5, 14.2, 21.5, 22.1, 26.5, 37.5, 38.3, 38.6, 39, 86.9, 88.5]
    tails += [89.5, 91, 95, 103.5, 104.5, 707.9, 708.3, 709.5, 709.9, 712.3, 714.8, 716, 745, 746]
    positive = np.abs(np.concatenate([*ordinary, prescribed, near, tails]))
    return np.unique(np.concatenate([positive, 0 - positive]).astype(dtype))


def ulp(true: mp.mpf, dtype: type[np.floating]) -> mp.mpf:
    """The distance of the numbers of this type next to a value; that of subnormals below them."""
    info = np.finfo(dtype)
    exponent = mp.frexp(true)[1] - 1 if true else info.minexp
    return mp.ldexp(1, max(exponent, info.minexp) - info.nmant)


def error(value: float, true: mp.mpf, dtype: type[np.floating]) -> float:
    """How far off the value is, in ulp; infinity is right beyond the largest number."""
    if abs(true) > float(np.finfo(dtype).max):
        return 0.0 if value == mp.sign(true) * mp.inf else INF
    return float(abs(mp.mpf(value) - true) / ulp(true, dtype)) if np.isfinite(value) else INF


def bits(values: np.ndarray) -> bytes:
    """The values to the bit, all nan alike."""
    return np.where(np.isnan(values), values.dtype.type(np.nan), values).tobytes()


# --- The catalogue -------------------------------------------------------------------------------


def test_the_catalogue_is_the_documented_list():
    documented = [tuple(names.split()) for names in DOCUMENTED.split(",")]
    assert [(entry.name, *entry.aliases) for entry in CATALOGUE.values()] == documented
    assert list(CATALOGUE) == [names[0] for names in documented]


@each_entry
def test_every_activation_has_an_oracle(entry: Activation):
    compared = WHOLE_LAYER.keys() if entry.whole_layer else {case.bound.name for case in CASES}
    assert entry.name in compared


@each_entry
def test_every_entry_says_all_that_the_documentation_needs(entry: Activation):
    for line in (entry.formula, entry.description, *(p.help for p in entry.parameters)):
        assert line == " ".join(line.split())
        assert line
        assert not line.endswith(".")
    assert re.search(r", 1[89]\d\d, |, 20[012]\d, ", entry.source)
    assert all(entry.frameworks.values())
    assert entry.note is None or entry.note.endswith(".")
    for parameter in entry.parameters:
        assert not parameter.choices or parameter.default in parameter.choices


def test_a_name_and_its_aliases_find_the_same_activation():
    assert find("linear") is find("none") is find("identity") is CATALOGUE["identity"]
    assert find("swish") is CATALOGUE["silu"]
    assert find("logistic") is CATALOGUE["sigmoid"]
    assert find("heaviside") is CATALOGUE["step"]
    assert find("rleu") is None
    assert sorted(NAMES) == sorted(set(NAMES))
    assert all(find(name) for name in NAMES)


def test_only_what_frameworks_agree_on_has_a_default():
    required = {p.name: entry.name for entry in CATALOGUE.values() for p in entry.parameters}
    for entry in CATALOGUE.values():
        for name in entry.defaults:
            required.pop(name, None)
    assert required == {"threshold": "threshold", "value": "threshold"}
    assert CATALOGUE["leaky_relu"].defaults == CATALOGUE["prelu"].defaults == {}
    assert CATALOGUE["hard_sigmoid"].defaults == {"alpha": 1 / 6, "beta": 0.5}
    assert CATALOGUE["gelu"].defaults == {"approximate": "none"}
    assert CATALOGUE["step"].defaults == {"at_zero": 0}


def test_names_parameters_and_formulas_are_readable_without_numpy():
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
        cwd=Path(__file__).parents[1],
        check=False,
    )
    assert (result.stdout, result.stderr) == ("False [0.0, 2.0] True\n", "")


# --- Values --------------------------------------------------------------------------------------


@each_dtype
@each_case
def test_values_are_within_4_ulp_and_twice_the_exponent_that_is_amplified(case: Case, dtype):
    z = points(dtype)
    for x, value in zip(z.tolist(), case.bound.at(z).tolist(), strict=True):
        allowed = 4 + 2 * case.exponent(x)
        assert error(value, case.true_value(x), dtype) <= allowed, f"at {x!r}: {value!r}"


@each_dtype
@each_case
def test_at_infinity_is_the_limit_and_nan_stays_nan(case: Case, dtype):
    values = case.bound.at(np.array([-INF, INF, NAN], dtype))
    np.testing.assert_allclose(values, [*case.limits, NAN], rtol=4 * np.finfo(dtype).eps)


@each_case
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_finite_number_never_gives_nan(case: Case, data: st.DataObject):
    width = data.draw(st.sampled_from((64, 32)))
    number = st.floats(allow_nan=False, allow_infinity=False, width=width)
    z = np.array(data.draw(st.lists(number, min_size=1, max_size=9)), f"f{width // 8}")
    assert not np.isnan(case.bound.at(z)).any()


@each_dtype
@each_case
def test_huge_numbers_give_infinity_only_where_the_true_value_is_out_of_range(case: Case, dtype):
    huge = np.finfo(dtype).max / 4
    beyond = {"exp": [0, INF], "square": [INF, INF]}.get(case.bound.name)
    values = case.bound.at(np.array([-huge, huge], dtype))
    assert values.tolist() == beyond if beyond else np.isfinite(values).all()


def test_no_digit_is_lost_where_a_straight_line_meets_zero():
    near = np.nextafter(-3, 0)
    assert bind("hard_sigmoid").at([-3, 3, 0, near]).tolist() == [0, 1, 0.5, (near + 3) / 6]
    assert bind("hard_sigmoid", alpha=0.2).at([-2.5, 2.5, 0]).tolist() == [0, 1, 0.5]
    assert bind("hard_swish").at([-3, 3, near]).tolist() == [0, 3, near * ((near + 3) / 6)]


def test_signed_zeros_and_steps_at_zero():
    assert bits(bind("reciprocal").at([0.0, -0.0])) == bits(np.array([INF, -INF]))
    assert bind("step").at([0.0, -0.0, 5e-324, -5e-324]).tolist() == [0, 0, 1, 0]
    assert bind("step", at_zero=1).at([0.0, -0.0]).tolist() == [1, 1]
    assert bind("sign").at([0.0, -0.0]).tolist() == [0, 0]
    assert bind("threshold", threshold=1, value=7).at([1, 1.5, -9]).tolist() == [7, 1.5, 7]
    for name in ("tanh", "softsign", "silu", "mish", "sin", "tanh_shrink"):
        assert bits(bind(name).at([0.0, -0.0])) == bits(np.array([0.0, -0.0]))


def test_prelu_takes_one_slope_per_node():
    slopes = bind("prelu", alpha=[0.5, 0.25])
    assert slopes.at([[-1, -1], [2, -4]]).tolist() == [[-0.5, -0.25], [2, -1]]
    assert slopes.at(np.float32([-1, -1])).dtype == np.float32
    assert slopes == bind("prelu", alpha=np.array([0.5, 0.25]))


# --- A value and its neighbours ------------------------------------------------------------------


@each_dtype
@each_case
def test_a_value_does_not_depend_on_its_neighbours(case: Case, dtype):
    z = points(dtype)[::7]
    z = np.concatenate([z, np.array([-INF, INF, NAN, -0.0, np.finfo(dtype).max], dtype)])
    alone = np.concatenate([case.bound.at(z[i : i + 1]) for i in range(len(z))])
    assert bits(case.bound.at(z)) == bits(alone)
    assert bits(case.bound.at(z.reshape(1, -1).repeat(400, axis=0))[399]) == bits(alone)


@each_dtype
@pytest.mark.parametrize("nodes", [2, 7, 8, 10, 16, 17, 32, 33, 100, 300])
@each_whole
def test_a_row_of_a_whole_layer_does_not_depend_on_the_others(name: str, nodes: int, dtype):
    random = np.random.default_rng(nodes)
    rows = (random.normal(size=(500, nodes)) * random.choice([1, 30, 700], (500, 1))).astype(dtype)
    rows[3, 0], rows[4, 1], rows[5, 0] = NAN, INF, -INF
    values = bind(name).at(rows)
    for some in (1, 2, 3, 64):
        assert bits(bind(name).at(rows[:some])) == bits(values[:some])
    shuffled = random.permutation(500)
    assert bits(bind(name).at(rows[shuffled])) == bits(values[shuffled])
    assert bits(bind(name).at(rows[6])) == bits(values[6])


# --- Whole layers --------------------------------------------------------------------------------


@each_dtype
@pytest.mark.parametrize("nodes", [1, 2, 5, 33])
@each_whole
def test_whole_layers_are_within_16_ulp_and_the_spread_of_their_inputs(name, nodes, dtype):
    random = np.random.default_rng(nodes)
    scales = np.array([1e-9, 0.1, 1, 1, 5, 30, 300, 1000])
    rows = (random.normal(size=(8, nodes)) * scales[:, None] + random.normal(size=(8, 1))).astype(
        dtype
    )
    rows[2] = rows[2, 0]
    rows[3, -1] += 40
    values = bind(name).at(rows)
    for row, found in zip(rows.tolist(), values.tolist(), strict=True):
        allowed = 16 + max(row) - min(row)
        for value, true in zip(found, WHOLE_LAYER[name](list(map(mp.mpf, row))), strict=True):
            assert error(value, true, dtype) <= allowed, f"{row}: {value!r}"


@each_dtype
@pytest.mark.parametrize("nodes", [2, 10, 100])
@pytest.mark.parametrize("name", ["softmax", "softmin"])
def test_shares_sum_to_1_within_rounding(name: str, nodes: int, dtype):
    rows = np.random.default_rng(1).normal(size=(200, nodes)).astype(dtype) * dtype(20)
    sums = bind(name).at(rows).sum(axis=1, dtype=np.float64)
    np.testing.assert_allclose(sums, 1, rtol=nodes * float(np.finfo(dtype).eps))


@each_whole
def test_huge_finite_layers_are_finite_and_infinite_ones_are_nan(name: str):
    huge = bind(name).at([[1.7e308, -1.7e308, 0], [1e300, 1e300, 1e300], [-1e300, 0, -1]])
    assert not np.isnan(huge).any()
    assert np.isnan(bind(name).at([INF if name != "softmin" else -INF, 1])).any()
    assert bind("softmax").at([-INF, 1, 1]).tolist() == [0, 0.5, 0.5]
    assert bind("log_softmax").at([-INF, 1]).tolist() == [-INF, 0]


# --- Bound ---------------------------------------------------------------------------------------


@each_entry
def test_apply_overwrites_and_at_leaves_its_argument_alone(entry: Activation):
    needed = {p.name: 0.5 for p in entry.parameters if p.default is None}
    bound = bind(entry.name, **needed)
    z = np.array([[-1.5, 0.25, 3.0], [0.5, -0.125, 1.0]])
    before = z.copy()
    values = bound.at(z)
    assert (z == before).all()
    with np.errstate(all="raise"):  # whatever the caller has set
        assert bound.apply(z) is None
    assert (z == values).all()
    empty = np.empty((0, 3))
    bound.apply(empty)


def test_at_takes_what_looks_like_one_row_or_rows():
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
def test_a_bound_activation_prints_as_its_name_and_what_is_not_the_default(bound: Bound, text):
    assert str(bound) == text


def test_bound_activations_compare_and_copy_by_value():
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
def test_what_cannot_be_bound_says_why(name, parameters, message, help):
    with pytest.raises(ActivationError) as raised:
        bind(name, **parameters)
    (fault,) = raised.value.faults
    assert (fault.message, fault.help) == (message, help)
