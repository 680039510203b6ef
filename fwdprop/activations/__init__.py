"""Every activation: function, parameters, formula, source. A new one is one entry in this file.

The functions overwrite `z` (rows, nodes), C-contiguous float64 or float32. They leave NumPy's
floating-point warnings to the caller (`Bound.apply` silences them). They are stable over the
whole range: no nan from a finite number, infinity only where the true value is beyond the range,
the limit at plus and minus infinity where there is one, nan for nan. A value never depends on its
neighbours, nor a row of a whole-layer activation on the other rows, to the last bit.

The first line of a function's docstring is the activation's description, and the rest is its
note: where the frameworks disagree, and what selects the other form.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce, wraps
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from fwdprop.errors import ActivationError, listed, nearest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[Any]
else:

    class _NumPy:
        """NumPy, imported at first use: names, parameters and formulas are readable without it."""

        def __getattr__(self, name: str) -> Any:
            import numpy

            value = getattr(numpy, name)
            setattr(self, name, value)
            return value

    np = _NumPy()

Setting = float | str | tuple[float, ...]
"""The value of a parameter: a number, a word, or one number per node."""


@dataclass(frozen=True)
class Parameter:
    """A parameter of an activation.

    `default` is None where the file must give it, and `missing` is what to tell someone who did
    not. With `choices` the value is one of these words, otherwise a number; `positive` ones are
    greater than 0. `per_node` ones may also be a list, one number per node of the layer.
    """

    name: str
    help: str
    default: float | str | None
    choices: tuple[str, ...] = ()
    per_node: bool = False
    positive: bool = False
    missing: str | None = None


@dataclass(frozen=True)
class Flat:
    """Where an activation saturates: z is so far out that its slope vanishes.

    Only where the value tells so. `lower` and `upper` are the bounds that the value nears for ever,
    or reaches where the activation `clips`; None on a side without one. `off` says that 0 is the
    value of a unit that is cut off, as a relu is at and below zero: these are zeros, not
    saturation.

    What has no such bound, although its values have one: a bound that is a turning point (sin, cos,
    abs, square, the top of gaussian); one that values near zero meet as well (gelu, silu, mish,
    hard_swish); step and sign, which are flat everywhere; the softmax family, where a value near 0
    is an answer; exp and reciprocal, whose values have no scale to be near 0 on.
    """

    lower: float | None = None
    upper: float | None = None
    clips: bool = False
    off: bool = False


NOWHERE = Flat()
"""The activation never saturates, or its value does not tell."""


@dataclass(frozen=True)
class Exponentials:
    """The arithmetic of a whole-layer activation that is made of the exponentials of its layer.

    Each node's exponent is `sign` times its z. The value is e^exponent over the sum of them all,
    or where it `is_log` the logarithm of that: the exponent − ln of the sum.
    """

    sign: int = 1
    is_log: bool = False


@dataclass(frozen=True, eq=False)
class Activation:
    """An activation: `function(z, **parameters)` overwrites `z` (rows, nodes) with its values.

    A `whole_layer` one needs every node of a row for the value of any. `frameworks` maps the name
    of a framework to what it calls this activation. `flat` is where it saturates, or the function
    of its parameters that says so. `exponentials` is the arithmetic that a trace shows between z
    and the value, where there is one. A `piecewise` one is 0 only where the formula gives 0; the 0
    of another may be a number too small to be kept.
    """

    name: str
    formula: str
    description: str
    source: str
    function: Callable[..., None]
    parameters: tuple[Parameter, ...] = ()
    aliases: tuple[str, ...] = ()
    whole_layer: bool = False
    frameworks: Mapping[str, str] = field(default_factory=dict)
    note: str | None = None
    flat: Flat | Callable[..., Flat] = NOWHERE
    exponentials: Exponentials | None = None
    piecewise: bool = False

    @property
    def defaults(self) -> dict[str, float | str]:
        """The values of the parameters that have a default."""
        return {p.name: p.default for p in self.parameters if p.default is not None}

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[str]]:
        # There is one of each: a copy of a network has the same activations, and equals say so.
        return find, (self.name,)


@dataclass(frozen=True)
class Bound:
    """An activation with all its parameters settled, in the activation's order; str() is `relu`."""

    activation: Activation
    parameters: tuple[tuple[str, Setting], ...] = ()

    @property
    def name(self) -> str:
        """The activation's name."""
        return self.activation.name

    @property
    def flat(self) -> Flat:
        """Where it saturates; each node's own where each has its own number, see `of_node`."""
        flat = self.activation.flat
        return flat if isinstance(flat, Flat) else flat(**dict(self.parameters))

    def apply(self, z: Array) -> None:
        """Overwrite `z` (rows, nodes), C-contiguous float64 or float32, with the values."""
        with np.errstate(all="ignore"):
            parameters = {
                name: np.array(value, z.dtype) if isinstance(value, tuple) else value
                for name, value in self.parameters
            }
            self.activation.function(z, **parameters)

    def of_node(self, node: int) -> Bound:
        """The activation as one node has it: with its own number where each node has one."""
        if not any(isinstance(value, tuple) for _, value in self.parameters):
            return self
        settings = (
            (name, value[node] if isinstance(value, tuple) else value)
            for name, value in self.parameters
        )
        return Bound(self.activation, tuple(settings))

    def at(self, values: ArrayLike) -> Array:
        """The activation of rows (rows, nodes), or of one row (nodes,), as a new array.

        float32 stays float32; anything else becomes float64.
        """
        given = np.asarray(values)
        dtype = np.float32 if given.dtype == np.float32 else np.float64
        with np.errstate(over="ignore"):  # a number too large for the type is an infinity
            z: Array = np.array(given, dtype, order="C", ndmin=2)
        self.apply(z)
        return z.reshape(given.shape)

    def brief(self, most: int = 4) -> str:
        """As str(), but for lists of more than so many numbers only that each node has its own."""
        lists = [value for _, value in self.parameters if isinstance(value, tuple)]
        if not lists or max(map(len, lists)) <= most:
            return str(self)
        return f"{self.name}({', '.join(name for name, _ in self.parameters)} of each node)"

    def __str__(self) -> str:
        defaults = self.activation.defaults
        shown = [
            f"{name}={_text(value)}"
            for name, value in self.parameters
            if name not in defaults or value != defaults[name]
        ]
        return f"{self.name}({', '.join(shown)})" if shown else self.name


def _text(value: Setting) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_text, value))}]"
    return value if isinstance(value, str) else repr(value).removesuffix(".0")


_catalogue: dict[str, Activation] = {}
_by_name: dict[str, Activation] = {}

CATALOGUE: Mapping[str, Activation] = MappingProxyType(_catalogue)
"""Every activation by its own name, in the order of the documentation."""


def find(name: str) -> Activation | None:
    """The activation of that name or alias, or None."""
    return _by_name.get(name)


def bind(name: str, /, **parameters: object) -> Bound:
    """The activation of that name or alias with these parameters, and the defaults of the others.

    Raises ActivationError where there is no such activation, or it does not take these parameters.
    """
    entry = find(name)
    if entry is None:
        near = nearest(name, NAMES)
        help = f"did you mean {near}?" if near else "`fwdprop activations` lists them all"
        raise ActivationError(f"there is no activation '{name}'", help)
    known = [parameter.name for parameter in entry.parameters]
    for given in parameters:
        if given not in known:
            raise _unknown(entry, given, known)
    return Bound(entry, tuple((p.name, _settled(entry, p, parameters)) for p in entry.parameters))


def _unknown(entry: Activation, given: str, known: list[str]) -> ActivationError:
    near = nearest(given, known)
    its = f"its parameters are {listed(known)}" if known else "it has none"
    message = f"{entry.name} has no parameter '{given}'"
    return ActivationError(message, f"did you mean {near}?" if near else its)


def _settled(entry: Activation, parameter: Parameter, given: Mapping[str, object]) -> Setting:
    """The parameter's value: the one given, or its default."""
    value = given.get(parameter.name, parameter.default)
    if value is None:
        message = f"{entry.name} needs '{parameter.name}', {parameter.help}"
        raise ActivationError(message, parameter.missing)
    if parameter.choices and value not in parameter.choices:
        expected = " or ".join(parameter.choices)
        raise ActivationError(f"'{parameter.name}' is {expected}, not {value}")
    if parameter.choices:
        return str(value)
    if parameter.per_node and isinstance(value, Iterable) and not isinstance(value, str):
        return tuple(_number(parameter, one) for one in value)
    return _number(parameter, value)


def _number(parameter: Parameter, value: Any) -> float:
    try:
        number = math.nan if isinstance(value, str | bool) else float(value)
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number):
        raise ActivationError(f"'{parameter.name}' is a finite number, not {value}")
    if parameter.positive and number <= 0:
        raise ActivationError(f"'{parameter.name}' is greater than 0, not {value}")
    return number


def activation(
    *,
    formula: str,
    source: str,
    parameters: tuple[Parameter, ...] = (),
    aliases: tuple[str, ...] = (),
    whole_layer: bool = False,
    frameworks: Mapping[str, str] | None = None,
    flat: Flat | Callable[..., Flat] = NOWHERE,
    exponentials: Exponentials | None = None,
    piecewise: bool = False,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Enter the function below into the catalogue, under its name without a final underscore."""

    def enter(function: Callable[..., None]) -> Callable[..., None]:
        name = function.__name__.removesuffix("_")
        first, _, rest = (function.__doc__ or "").partition("\n\n")
        entry = Activation(
            name,
            formula,
            " ".join(first.split()).removesuffix("."),
            source,
            function,
            parameters,
            aliases,
            whole_layer,
            MappingProxyType(dict(frameworks or {})),
            " ".join(rest.split()) or None,
            flat,
            exponentials,
            piecewise,
        )
        _catalogue[name] = entry
        _by_name.update(dict.fromkeys((name, *aliases), entry))
        return function

    return enter


# --- What several of them share ------------------------------------------------------------------

_INF = float("inf")
_NARROW = 32
_PIECE = 16384


def _in_pieces(function: Callable[..., None]) -> Callable[..., None]:
    """The same function, run on a few rows at a time, in float64 for float32 as well.

    For the functions of many steps: what they make on the way stays in the cache (and in memory
    that the process already has), and float32 would have no digits to spare for so many roundings.
    """

    @wraps(function)
    def pieced(z: Array, **parameters: Any) -> None:
        rows = max(1, _PIECE // z.shape[1])
        for start in range(0, len(z), rows):
            piece = z[start : start + rows]
            wide = piece.astype(np.float64, copy=False)
            function(wide, **parameters)
            if wide is not piece:
                piece[...] = wide

    return pieced


def _nodes_first(function: Callable[[Array], None]) -> Callable[[Array], None]:
    """The same function, for `z` (rows, nodes), of a function that overwrites (nodes, rows)."""

    @wraps(function)
    def turned(z: Array) -> None:
        if z.shape[1] > _NARROW:
            function(z.T)
            return
        # NumPy walks a few long rows in a third to a half of the time of many short ones.
        block = np.ascontiguousarray(z.T)
        function(block)
        z[...] = block.T

    return turned


def _total(block: Array) -> Array:
    """The sums (rows,) of a block (nodes, rows), each added up in the same order.

    That of NumPy's own sum changes where a narrow block has a single row.
    """
    return reduce(np.add, block) if len(block) <= _NARROW else block.sum(axis=0)


def _tail(z: Array, s: Array) -> tuple[Array, Array] | None:
    """Where exp(-s) overflows or nearly so, and z·sigmoid(s) there; None where it does nowhere.

    The value is z·exp(s), which may be a normal number where exp(s) alone is not: so in halves.
    """
    lowest = -87 if z.dtype == np.float32 else -708
    if s.min(initial=0) >= lowest:
        return None
    far = s < lowest
    half = np.exp(s[far].astype(np.float64) / 2)
    return far, z[far].clip(-1000, 0) * half * half


def _gate(z: Array, s: Array) -> None:
    """Overwrite `z` with z·sigmoid(s)."""
    tail = _tail(z, s)
    gate = np.negative(s)
    np.exp(gate, out=gate)
    gate += 1
    z /= gate
    if tail is not None:
        z[tail[0]] = tail[1]


def _bend(z: Array, slope: float | Array) -> None:
    """Overwrite `z` with slope·z where it is negative."""
    below = z.clip(-_INF, 0)
    below *= slope
    z.clip(0, _INF, out=z)
    z += below


def _polynomial(t: Array, coefficients: tuple[float, ...]) -> Array:
    """The polynomial at `t`; its coefficients begin with the highest power."""
    value = np.full_like(t, coefficients[0])
    for coefficient in coefficients[1:]:
        value *= t
        value += coefficient
    return value


# --- The catalogue -------------------------------------------------------------------------------


@activation(
    formula="z",
    source="B. Widrow and M. E. Hoff, 1960, Adaptive switching circuits",
    aliases=("linear", "none"),
    frameworks={
        "PyTorch": "nn.Identity()",
        "Keras": "linear",
        "JAX": "jax.nn.identity",
        "ONNX": "Identity",
        "scikit-learn": "identity",
    },
    piecewise=True,
)
def identity(z: Array) -> None:
    """The weighted sum itself."""


@activation(
    formula="max(0, z)",
    source="K. Fukushima, 1969, Visual feature extraction by a multilayered network of analog"
    " threshold elements; V. Nair and G. E. Hinton, 2010, Rectified linear units improve restricted"
    " Boltzmann machines",
    frameworks={
        "PyTorch": "nn.ReLU()",
        "Keras": "relu",
        "JAX": "jax.nn.relu",
        "ONNX": "Relu",
        "scikit-learn": "relu",
    },
    flat=Flat(off=True),
    piecewise=True,
)
def relu(z: Array) -> None:
    """Rectified linear unit: z where it is positive, else 0."""
    # NumPy's maximum with a single number takes three times as long.
    z.clip(0, _INF, out=z)


@activation(
    formula="min(max(0, z), 6)",
    source="A. Krizhevsky, 2010, Convolutional deep belief networks on CIFAR-10",
    frameworks={
        "PyTorch": "nn.ReLU6()",
        "Keras": "relu6",
        "JAX": "jax.nn.relu6",
        "ONNX": "Clip with min 0 and max 6",
    },
    flat=Flat(upper=6, clips=True, off=True),
    piecewise=True,
)
def relu6(z: Array) -> None:
    """Rectified linear unit that stops at 6."""
    z.clip(0, 6, out=z)


@activation(
    formula="z if z > 0 else alpha·z",
    source="A. L. Maas, A. Y. Hannun and A. Y. Ng, 2013, Rectifier nonlinearities improve neural"
    " network acoustic models",
    parameters=(
        Parameter(
            "alpha",
            "the slope below zero",
            None,
            missing="write the slope that the network was trained with, such as {name: leaky_relu,"
            " alpha: 0.01}: frameworks use 0.01 (PyTorch, JAX, ONNX), 0.2 and 0.3 (Keras)",
        ),
    ),
    frameworks={
        "PyTorch": "nn.LeakyReLU(negative_slope=0.01)",
        "Keras": "leaky_relu(negative_slope=0.2), layers.LeakyReLU(negative_slope=0.3)",
        "JAX": "jax.nn.leaky_relu(negative_slope=0.01)",
        "ONNX": "LeakyRelu(alpha=0.01)",
    },
    flat=lambda alpha: Flat(off=alpha == 0),
)
def leaky_relu(z: Array, alpha: float) -> None:
    """Rectified linear unit with a slope below zero that is given.

    Frameworks disagree about the slope: 0.01 in PyTorch, JAX and ONNX, 0.2 in the Keras function,
    0.3 in the Keras layer. There is no default here: alpha says it.
    """
    _bend(z, alpha)


@activation(
    formula="z if z > 0 else alpha·z",
    source="K. He, X. Zhang, S. Ren and J. Sun, 2015, Delving deep into rectifiers: surpassing"
    " human-level performance on ImageNet classification",
    parameters=(
        Parameter(
            "alpha",
            "the learned slope below zero, one number or one per node",
            None,
            per_node=True,
            missing="write the slope that was learned, such as {name: prelu, alpha: 0.25}, or a"
            " list with one number per node",
        ),
    ),
    frameworks={
        "PyTorch": "nn.PReLU(num_parameters=1)",
        "Keras": "layers.PReLU()",
        "ONNX": "PRelu",
    },
    flat=lambda alpha: Flat(off=alpha == 0),
)
def prelu(z: Array, alpha: float | Array) -> None:
    """Rectified linear unit with a slope below zero that was learned."""
    _bend(z, alpha)


@activation(
    formula="z if z > 0 else alpha·(exp(z) − 1)",
    source="D.-A. Clevert, T. Unterthiner and S. Hochreiter, 2016, Fast and accurate deep network"
    " learning by exponential linear units (ELUs)",
    parameters=(Parameter("alpha", "the depth that it falls to below zero", 1.0),),
    frameworks={
        "PyTorch": "nn.ELU(alpha=1.0)",
        "Keras": "elu(alpha=1.0)",
        "JAX": "jax.nn.elu(alpha=1.0)",
        "ONNX": "Elu(alpha=1.0)",
    },
    flat=lambda alpha: Flat(lower=-alpha) if alpha > 0 else Flat(off=alpha == 0),
)
def elu(z: Array, alpha: float) -> None:
    """Exponential linear unit: a smooth descent to -alpha below zero."""
    below = z.clip(-_INF, 0)
    np.expm1(below, out=below)
    below *= alpha
    z.clip(0, _INF, out=z)
    z += below


@activation(
    formula="λ·(z if z > 0 else α·(exp(z) − 1)), λ ≈ 1.0507, α ≈ 1.6733",
    source="G. Klambauer, T. Unterthiner, A. Mayr and S. Hochreiter, 2017, Self-normalizing neural"
    " networks",
    frameworks={"PyTorch": "nn.SELU()", "Keras": "selu", "JAX": "jax.nn.selu", "ONNX": "Selu"},
    flat=Flat(lower=-1.7580993408473766),
)
def selu(z: Array) -> None:
    """Scaled exponential linear unit: keeps mean 0 and variance 1 from layer to layer.

    The two constants are the published ones in full; ONNX writes them down as float32, so its
    values part after the seventh digit.
    """
    scale = 1.0507009873554804934193349852946
    elu(z, alpha=1.6732632423543772848170429916717)
    z *= scale


@activation(
    formula="max(0, z) + min(0, alpha·(exp(z/alpha) − 1))",
    source="J. T. Barron, 2017, Continuously differentiable exponential linear units",
    parameters=(Parameter("alpha", "the depth that it falls to below zero", 1.0, positive=True),),
    frameworks={
        "PyTorch": "nn.CELU(alpha=1.0)",
        "Keras": "celu(alpha=1.0)",
        "JAX": "jax.nn.celu(alpha=1.0)",
        "ONNX": "Celu(alpha=1.0)",
    },
    flat=lambda alpha: Flat(lower=-alpha),
)
def celu(z: Array, alpha: float) -> None:
    """Exponential linear unit whose slope at zero is 1 for every alpha."""
    below = z.clip(-_INF, 0)
    below /= alpha
    np.expm1(below, out=below)
    below *= alpha
    z.clip(0, _INF, out=z)
    z += below


@activation(
    formula="z·Φ(z); tanh: z/2·(1 + tanh(√(2/π)·(z + 0.044715·z³)))",
    source="D. Hendrycks and K. Gimpel, 2016, Gaussian error linear units (GELUs)",
    parameters=(
        Parameter("approximate", "exact, or through tanh", "none", choices=("none", "tanh")),
    ),
    frameworks={
        "PyTorch": 'nn.GELU(approximate="none")',
        "Keras": "gelu(approximate=False)",
        "JAX": "jax.nn.gelu(approximate=True)",
        "ONNX": 'Gelu(approximate="none")',
    },
)
@_in_pieces
def gelu(z: Array, approximate: str) -> None:
    """Gaussian error linear unit: z times the share of the normal distribution below z.

    PyTorch, Keras and ONNX compute it exactly unless told otherwise, JAX through tanh:
    `approximate: tanh` is that form. The two differ by up to 0.0005.
    """
    (_gelu_tanh if approximate == "tanh" else _gelu_exact)(z)


# exp(t²/2)·(1 − Φ(t)), the scaled tail of the normal distribution, for 0 ≤ t ≤ 40 as a ratio of
# polynomials. It was interpolated with mpmath at 60 digits, at the Chebyshev nodes of
# (t − 4)/(t + 4); the coefficients below, rounded, are off by at most 5e-17 of the value. All are
# positive: nothing cancels.
_TAIL_ABOVE = (
    2.206141608820233e-07,
    6.888404471046805e-06,
    0.00010550308358398394,
    0.0010313590966463827,
    0.007077350580471882,
    0.03548940042984599,
    0.13154403773894913,
    0.3563636068023978,
    0.6783918019176626,
    0.8271826026699026,
    0.5,
)
_TAIL_BELOW = (
    5.529976934507568e-07,
    1.7266669414247877e-05,
    0.0002650100100628648,
    0.002602500542560113,
    0.018003638082759107,
    0.0915094353867671,
    0.34694890025332376,
    0.9772321662020906,
    1.9973289481605838,
    2.8133958314729957,
    2.4522497661426708,
    1.0,
)


def _gelu_exact(z: Array) -> None:
    """Overwrite `z` with max(0, z) − |z|·(1 − Φ(|z|))."""
    t = np.abs(z).clip(0, 40)  # beyond that the tail is 0
    missing = t * _polynomial(t, _TAIL_ABOVE)
    missing /= _polynomial(t, _TAIL_BELOW)
    t *= t
    t *= -0.5
    missing *= np.exp(t, out=t)
    z.clip(0, _INF, out=z)
    z -= missing


def _gelu_tanh(z: Array) -> None:
    """Overwrite `z` with z·sigmoid(2u), which is z/2·(1 + tanh(u))."""
    s = z * z
    s *= 2 * 0.7978845608028654 * 0.044715  # √(2/π)
    s += 2 * 0.7978845608028654
    s *= z
    _gate(z, s)


@activation(
    formula="z / (1 + exp(−z))",
    source="S. Elfwing, E. Uchibe and K. Doya, 2018, Sigmoid-weighted linear units for neural"
    " network function approximation in reinforcement learning; P. Ramachandran, B. Zoph and Q. V."
    " Le, 2017, Searching for activation functions",
    aliases=("swish",),
    frameworks={
        "PyTorch": "nn.SiLU()",
        "Keras": "silu",
        "JAX": "jax.nn.silu",
        "ONNX": "Swish(alpha=1.0)",
    },
)
def silu(z: Array) -> None:
    """Sigmoid linear unit: z times its own sigmoid."""
    _gate(z, z)


@activation(
    formula="z·tanh(ln(1 + exp(z)))",
    source="D. Misra, 2019, Mish: a self regularized non-monotonic activation function",
    frameworks={"PyTorch": "nn.Mish()", "Keras": "mish", "JAX": "jax.nn.mish", "ONNX": "Mish"},
)
@_in_pieces
def mish(z: Array) -> None:
    """Self-regularized unit: z times the tanh of its softplus."""
    tail = _tail(z, z)
    n = z.clip(-_INF, 20)  # above that the factor is 1
    np.exp(n, out=n)
    n *= n + 2
    n /= n + 2
    z *= n
    if tail is not None:
        z[tail[0]] = tail[1]


@activation(
    formula="1 / (1 + exp(−z))",
    source="P.-F. Verhulst, 1845, Recherches mathématiques sur la loi d'accroissement de la"
    " population; D. E. Rumelhart, G. E. Hinton and R. J. Williams, 1986, Learning representations"
    " by back-propagating errors",
    aliases=("logistic",),
    frameworks={
        "PyTorch": "nn.Sigmoid()",
        "Keras": "sigmoid",
        "JAX": "jax.nn.sigmoid",
        "ONNX": "Sigmoid",
        "scikit-learn": "logistic",
    },
    flat=Flat(0, 1),
)
def sigmoid(z: Array) -> None:
    """Logistic function: an S-curve from 0 to 1."""
    z.clip(-_INF, 40, out=z)  # above that it is 1, and exp(z) would overflow
    np.exp(z, out=z)
    z /= z + 1


@activation(
    formula="−ln(1 + exp(−z))",
    source="D. R. Cox, 1958, The regression analysis of binary sequences",
    frameworks={"PyTorch": "nn.LogSigmoid()", "Keras": "log_sigmoid", "JAX": "jax.nn.log_sigmoid"},
    flat=Flat(upper=0),
)
def log_sigmoid(z: Array) -> None:
    """Logarithm of the sigmoid."""
    rest = np.abs(z)
    np.negative(rest, out=rest)
    np.exp(rest, out=rest)
    np.log1p(rest, out=rest)
    z.clip(-_INF, 0, out=z)
    z -= rest


@activation(
    formula="min(max(0, alpha·z + beta), 1)",
    source="M. Courbariaux, Y. Bengio and J.-P. David, 2015, BinaryConnect: training deep neural"
    " networks with binary weights during propagations; A. Howard and others, 2019, Searching for"
    " MobileNetV3",
    parameters=(
        Parameter("alpha", "the slope", 1 / 6, positive=True),
        Parameter("beta", "the value at zero", 0.5),
    ),
    frameworks={
        "PyTorch": "nn.Hardsigmoid()",
        "Keras": "hard_sigmoid",
        "JAX": "jax.nn.hard_sigmoid",
        "ONNX": "HardSigmoid(alpha=0.16666667)",
    },
    flat=Flat(0, 1, clips=True),
    piecewise=True,
)
def hard_sigmoid(z: Array, alpha: float, beta: float) -> None:
    """Sigmoid made of straight lines: 0 below -3, 1 above 3.

    PyTorch, JAX and Keras 3 have the slope 1/6, Keras before 3 and ONNX 0.2 unless told
    otherwise: `alpha: 0.2` is that form.
    """
    z += beta / alpha  # the sum first: next to the lower corner it is exact, a product is not
    z *= alpha
    z.clip(0, 1, out=z)


@activation(
    formula="z·min(max(0, z + 3), 6)/6",
    source="A. Howard and others, 2019, Searching for MobileNetV3",
    frameworks={
        "PyTorch": "nn.Hardswish()",
        "Keras": "hard_silu",
        "JAX": "jax.nn.hard_swish",
        "ONNX": "HardSwish",
    },
    piecewise=True,
)
def hard_swish(z: Array) -> None:
    """Swish made of straight lines: z times its hard sigmoid."""
    z.clip(-3, _INF, out=z)  # the value there is the 0 of all below, -inf among them
    gate = z + 3
    gate.clip(0, 6, out=gate)
    gate /= 6
    z *= gate


@activation(
    formula="min(max(min, z), max)",
    source="R. Collobert, 2004, Large scale machine learning",
    parameters=(
        Parameter("min", "the lowest value", -1.0),
        Parameter("max", "the highest value", 1.0),
    ),
    frameworks={
        "PyTorch": "nn.Hardtanh(min_val=-1.0, max_val=1.0)",
        "Keras": "hard_tanh",
        "JAX": "jax.nn.hard_tanh",
        "ONNX": "Clip with min -1 and max 1",
    },
    flat=lambda min, max: Flat(min, max, clips=True),
    piecewise=True,
)
def hard_tanh(z: Array, min: float, max: float) -> None:
    """Tanh made of straight lines: z between two bounds."""
    z.clip(min, max, out=z)


@activation(
    formula="tanh(z)",
    source="Y. LeCun, L. Bottou, G. B. Orr and K.-R. Müller, 1998, Efficient BackProp",
    frameworks={
        "PyTorch": "nn.Tanh()",
        "Keras": "tanh",
        "JAX": "jax.nn.tanh",
        "ONNX": "Tanh",
        "scikit-learn": "tanh",
    },
    flat=Flat(-1, 1),
)
def tanh(z: Array) -> None:
    """Hyperbolic tangent: an S-curve from -1 to 1."""
    np.tanh(z, out=z)


@activation(
    formula="ln(1 + exp(beta·z)) / beta",
    source="C. Dugas, Y. Bengio, F. Bélisle, C. Nadeau and R. Garcia, 2001, Incorporating"
    " second-order functional knowledge for better option pricing",
    parameters=(Parameter("beta", "how sharply it bends at zero", 1.0, positive=True),),
    frameworks={
        "PyTorch": "nn.Softplus(beta=1.0, threshold=20.0)",
        "Keras": "softplus",
        "JAX": "jax.nn.softplus",
        "ONNX": "Softplus",
    },
    flat=Flat(lower=0),
)
def softplus(z: Array, beta: float) -> None:
    """A smooth relu.

    PyTorch returns z itself where beta·z is above 20: its values there are low by up to 2e-9/beta.
    """
    rest = np.abs(z)
    rest *= -beta
    np.exp(rest, out=rest)
    np.log1p(rest, out=rest)
    rest /= beta
    z.clip(0, _INF, out=z)
    z += rest


@activation(
    formula="z / (1 + |z|)",
    source="D. L. Elliott, 1993, A better activation function for artificial neural networks",
    frameworks={
        "PyTorch": "nn.Softsign()",
        "Keras": "softsign",
        "JAX": "jax.nn.soft_sign",
        "ONNX": "Softsign",
    },
    flat=Flat(-1, 1),
)
def softsign(z: Array) -> None:
    """An S-curve from -1 to 1 with long tails."""
    z.clip(-1e30, 1e30, out=z)  # it has been 1 for long, and inf/inf is nan
    size = np.abs(z)
    size += 1
    z /= size


@activation(
    formula="exp(zⱼ) / Σₖ exp(zₖ)",
    source="J. S. Bridle, 1990, Probabilistic interpretation of feedforward classification network"
    " outputs, with relationships to statistical pattern recognition",
    whole_layer=True,
    frameworks={
        "PyTorch": "nn.Softmax(dim=-1)",
        "Keras": "softmax",
        "JAX": "jax.nn.softmax",
        "ONNX": "Softmax(axis=-1)",
        "scikit-learn": "softmax",
    },
    exponentials=Exponentials(),
)
@_nodes_first
def softmax(z: Array) -> None:
    """Shares of the layer: positive numbers that sum to 1."""
    z -= z.max(axis=0)
    np.exp(z, out=z)
    z /= _total(z)


@activation(
    formula="zⱼ − ln Σₖ exp(zₖ)",
    source="J. S. Bridle, 1990, Probabilistic interpretation of feedforward classification network"
    " outputs, with relationships to statistical pattern recognition",
    whole_layer=True,
    frameworks={
        "PyTorch": "nn.LogSoftmax(dim=-1)",
        "Keras": "log_softmax",
        "JAX": "jax.nn.log_softmax",
        "ONNX": "LogSoftmax(axis=-1)",
    },
    exponentials=Exponentials(is_log=True),
)
@_in_pieces
@_nodes_first
def log_softmax(z: Array) -> None:
    """Logarithm of the softmax."""
    z -= z.max(axis=0)
    largest = z == 0
    others = np.exp(z)
    # Without one of the largest, which is exp(0) = 1, log1p keeps what the others add to it.
    others -= largest
    z -= np.log1p(_total(others) + (np.count_nonzero(largest, axis=0) - 1))


@activation(
    formula="exp(−zⱼ) / Σₖ exp(−zₖ)",
    source="L. Boltzmann, 1868, Studien über das Gleichgewicht der lebendigen Kraft zwischen"
    " bewegten materiellen Punkten",
    whole_layer=True,
    frameworks={"PyTorch": "nn.Softmin(dim=-1)"},
    exponentials=Exponentials(sign=-1),
)
def softmin(z: Array) -> None:
    """Softmax of -z: the largest share goes to the smallest."""
    np.negative(z, out=z)
    softmax(z)


@activation(
    formula="z if z > threshold else value",
    source="K. Konda, R. Memisevic and D. Krueger, 2014, Zero-bias autoencoders and the benefits of"
    " co-adapting features",
    parameters=(
        Parameter("threshold", "what z must be above", None),
        Parameter("value", "what takes the place of a z that is not", None),
    ),
    frameworks={
        "PyTorch": "nn.Threshold(threshold, value)",
        "Keras": "threshold(threshold, default_value)",
        "ONNX": "ThresholdedRelu(alpha), with value 0",
    },
    flat=lambda threshold, value: Flat(off=value == 0),
    piecewise=True,
)
def threshold(z: Array, threshold: float, value: float) -> None:
    """Cut-off: z where it is above a threshold, else a fixed value."""
    np.copyto(z, value, where=z <= threshold)


@activation(
    formula="0 if z < 0, at_zero if z = 0, 1 if z > 0",
    source="W. S. McCulloch and W. Pitts, 1943, A logical calculus of the ideas immanent in nervous"
    " activity",
    parameters=(Parameter("at_zero", "the value where z is 0", 0.0),),
    aliases=("heaviside",),
    frameworks={"PyTorch": "torch.heaviside", "JAX": "jax.numpy.heaviside"},
    piecewise=True,
)
def step(z: Array, at_zero: float) -> None:
    """Unit step of the perceptron: fires or not.

    Books disagree about zero: here it does not fire. `at_zero: 1` makes it fire, `at_zero: 0.5` is
    halfway.
    """
    np.heaviside(z, at_zero, out=z)


@activation(
    formula="−1 if z < 0, 0 if z = 0, 1 if z > 0",
    source="M. Courbariaux, I. Hubara, D. Soudry, R. El-Yaniv and Y. Bengio, 2016, Binarized neural"
    " networks: training deep neural networks with weights and activations constrained to +1 or -1",
    frameworks={
        "PyTorch": "torch.sign",
        "Keras": "keras.ops.sign",
        "JAX": "jax.numpy.sign",
        "ONNX": "Sign",
    },
    piecewise=True,
)
def sign(z: Array) -> None:
    """Sign of z: -1, 0 or 1."""
    np.sign(z, out=z)


@activation(
    formula="z − min(max(−lambd, z), lambd)",
    source="D. L. Donoho, 1995, De-noising by soft-thresholding",
    parameters=(
        Parameter("lambd", "how much it takes off, on both sides of zero", 0.5, positive=True),
    ),
    frameworks={
        "PyTorch": "nn.Softshrink(lambd=0.5)",
        "Keras": "soft_shrink(threshold=0.5)",
        "ONNX": "Shrink(lambd=0.5, bias=0.5)",
    },
    flat=Flat(off=True),
    piecewise=True,
)
def soft_shrink(z: Array, lambd: float) -> None:
    """Soft threshold: z moved towards zero by lambd, and 0 where it was nearer than that."""
    z -= z.clip(-lambd, lambd)


@activation(
    formula="z if |z| > lambd else 0",
    source="D. L. Donoho and I. M. Johnstone, 1994, Ideal spatial adaptation by wavelet shrinkage",
    parameters=(Parameter("lambd", "what |z| must be above", 0.5, positive=True),),
    frameworks={
        "PyTorch": "nn.Hardshrink(lambd=0.5)",
        "Keras": "hard_shrink(threshold=0.5)",
        "ONNX": "Shrink(lambd=0.5, bias=0.0)",
    },
    flat=Flat(off=True),
    piecewise=True,
)
def hard_shrink(z: Array, lambd: float) -> None:
    """Hard threshold: z, and 0 where it is within lambd of zero."""
    np.copyto(z, 0, where=np.abs(z) <= lambd)


@activation(
    formula="z − tanh(z)",
    source="R. Collobert, K. Kavukcuoglu and C. Farabet, 2011, Torch7: a Matlab-like environment"
    " for machine learning",
    frameworks={"PyTorch": "nn.Tanhshrink()", "Keras": "tanh_shrink"},
)
@_in_pieces
def tanh_shrink(z: Array) -> None:
    """What tanh takes off z."""
    near = np.abs(z) < 1.5
    small = z[near]
    z -= np.tanh(z)
    z[near] = _tanh_shrink_near_zero(small)


def _tanh_shrink_near_zero(z: Array) -> Array:
    """The difference z − tanh(z) for |z| < 1.5, where subtracting would lose its leading digits.

    Lambert's continued fraction is tanh(z) = z·f/(f + z²) with f = 3 + z²/(5 + z²/(7 + ...)), which
    leaves z·z²/(f + z²). Cut after 21 it is off by less than 1e-18 of the value.
    """
    square = z * z
    f = np.full_like(z, 21)
    for odd in range(19, 1, -2):
        np.divide(square, f, out=f)
        f += odd
    f += square
    square /= f
    square *= z
    return square


@activation(
    formula="exp(−z²)",
    source="D. S. Broomhead and D. Lowe, 1988, Multivariable functional interpolation and adaptive"
    " networks",
    flat=Flat(lower=0),
)
def gaussian(z: Array) -> None:
    """Bell curve: 1 at zero, falling on both sides.

    Some write exp(−z²/2), and neat-python exp(−5z²): scale the weights and the bias by √½ or √5
    for these.
    """
    z *= z
    np.negative(z, out=z)
    np.exp(z, out=z)


@activation(
    formula="sin(z)",
    source="V. Sitzmann and others, 2020, Implicit neural representations with periodic activation"
    " functions",
    frameworks={
        "PyTorch": "torch.sin",
        "Keras": "keras.ops.sin",
        "JAX": "jax.numpy.sin",
        "ONNX": "Sin",
    },
)
def sin(z: Array) -> None:
    """Sine."""
    np.sin(z, out=z)


@activation(
    formula="cos(z)",
    source="A. Rahimi and B. Recht, 2007, Random features for large-scale kernel machines",
    frameworks={
        "PyTorch": "torch.cos",
        "Keras": "keras.ops.cos",
        "JAX": "jax.numpy.cos",
        "ONNX": "Cos",
    },
)
def cos(z: Array) -> None:
    """Cosine."""
    np.cos(z, out=z)


@activation(
    formula="exp(z)",
    source="J. A. Nelder and R. W. M. Wedderburn, 1972, Generalized linear models",
    frameworks={
        "PyTorch": "torch.exp",
        "Keras": "exponential",
        "JAX": "jax.numpy.exp",
        "ONNX": "Exp",
    },
)
def exp(z: Array) -> None:
    """Exponential function: the mean of a count whose logarithm is z."""
    np.exp(z, out=z)


@activation(
    formula="|z|",
    source="K. Jarrett, K. Kavukcuoglu, M. Ranzato and Y. LeCun, 2009, What is the best multi-stage"
    " architecture for object recognition?",
    frameworks={
        "PyTorch": "torch.abs",
        "Keras": "keras.ops.abs",
        "JAX": "jax.numpy.abs",
        "ONNX": "Abs",
    },
    piecewise=True,
)
def abs_(z: Array) -> None:
    """Absolute value."""
    np.abs(z, out=z)


@activation(
    formula="z²",
    source="R. Gilad-Bachrach and others, 2016, CryptoNets: applying neural networks to encrypted"
    " data with high throughput and accuracy",
    frameworks={"PyTorch": "torch.square", "Keras": "keras.ops.square", "JAX": "jax.numpy.square"},
)
def square(z: Array) -> None:
    """Square."""
    z *= z


@activation(
    formula="1 / z",
    source="J. A. Nelder and R. W. M. Wedderburn, 1972, Generalized linear models",
    frameworks={
        "PyTorch": "torch.reciprocal",
        "Keras": "keras.ops.reciprocal",
        "JAX": "jax.numpy.reciprocal",
        "ONNX": "Reciprocal",
    },
)
def reciprocal(z: Array) -> None:
    """One over z, infinite at zero with the sign of the zero."""
    np.divide(1, z, out=z)


NAMES: tuple[str, ...] = tuple(_by_name)
"""Every name and alias."""
