"""What the catalogue holds: an activation, and an activation with its parameters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from fwdprop.activations import slopes
from fwdprop.activations.frameworks import Counterpart
from fwdprop.activations.kernels import INF, np
from fwdprop.activations.straight import Straight

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from fwdprop.arrays import Array

Setting = float | str | tuple[float, ...]
"""The value of a parameter: a number, a word, or one number per node."""


class Parameter(NamedTuple):
    """A parameter of an activation.

    `default` is None where there is none, and `missing` is the help for a file that lacks the
    parameter then. With `choices` the value is one of these words, otherwise a number; `positive`
    ones are greater than 0. `per_node` ones may also be a list, one number per node of the layer.
    """

    name: str
    help: str
    default: float | str | None
    choices: tuple[str, ...] = ()
    per_node: bool = False
    positive: bool = False
    missing: str | None = None


class Flat(NamedTuple):
    """Where an activation saturates: z is so large or small that the slope vanishes.

    `lower` and `upper` are the bounds that the value approaches without end, or reaches where the
    activation `clips`; None on a side without one. `off` says that 0 is the value of a unit that is
    cut off, as a relu is at and below zero: these are zeros, not saturation.

    Only what can be seen from the value counts. So these have no bound here, although their values
    do: where the bound is a turning point (sin, cos, abs, square, the top of gaussian); where
    values near zero reach it as well (gelu, silu, mish, hard_swish); step and sign, which are flat
    everywhere; the softmax family, where a value near 0 is an answer; exp and reciprocal, whose
    values have no scale to be near 0 on.
    """

    lower: float | None = None
    upper: float | None = None
    clips: bool = False
    off: bool = False


NOWHERE = Flat()
"""The activation never saturates, or this cannot be seen from its value."""


class Exponentials(NamedTuple):
    """The arithmetic of a whole-layer activation that is made of the exponentials of its layer.

    Each node's exponent is `sign` times its z. The value is e^exponent over the sum of them all,
    or where it `is_log` the logarithm of that: the exponent − ln of the sum.
    """

    sign: int = 1
    is_log: bool = False


@dataclass(frozen=True, eq=False)
class Activation:
    """An activation: `function(z, **parameters)` overwrites `z` (rows, nodes) with its values.

    `source` is the paper or book that it comes from. A `whole_layer` one needs every node of a row
    for the value of any. `counterparts` are what the frameworks call it, as data, and `frameworks`
    as text. `flat` is where it saturates, or the function of its parameters that says so.
    `exponentials` is the arithmetic that a trace shows between z and the value, where there is one.
    A `piecewise` one is 0 only where the formula gives 0; the 0 of another may be a number too
    small to be kept. One that `halves` lets through about half of what reaches it, so that weights
    before it are usually drawn by He's rule. One that `jumps` changes its value at once somewhere.
    `straight` are the pieces of one that is made of straight lines, or the function of its
    parameters that says so; None for all others.

    `slope(z, **parameters)` is the derivative (rows, nodes) at float64 `z`, as a new array; at a
    break that of the piece to the left. `secant(low, high, **parameters)` is the slope of the line
    through two points of the curve, `low` < `high`, for those whose values there would lose their
    digits in a difference. Straight pieces have their slopes and secants from their data.
    before it are usually drawn by He's rule. One that `jumps` changes its value at once somewhere.
    """

    name: str
    formula: str
    description: str
    source: str
    function: Callable[..., None]
    parameters: tuple[Parameter, ...] = ()
    aliases: tuple[str, ...] = ()
    whole_layer: bool = False
    counterparts: tuple[Counterpart, ...] = ()
    note: str | None = None
    flat: Flat | Callable[..., Flat] = NOWHERE
    exponentials: Exponentials | None = None
    piecewise: bool = False
    halves: bool = False
    slope: Callable[..., Array] | None = None
    secant: Callable[..., Array] | None = None
    straight: Straight | Callable[..., Straight] | None = None
    jumps: bool = False

    @property
    def frameworks(self) -> dict[str, str]:
        """What each framework calls it, as its users write it: `{"ONNX": "LeakyRelu(alpha=0.01)"}`.

        Several names in one framework have commas between them.
        """
        names: dict[str, list[str]] = {}
        for counterpart in self.counterparts:
            names.setdefault(counterpart.framework, []).append(str(counterpart))
        return {framework: ", ".join(found) for framework, found in names.items()}

    @property
    def defaults(self) -> dict[str, float | str]:
        """The values of the parameters that have a default."""
        return {p.name: p.default for p in self.parameters if p.default is not None}

    @property
    def required(self) -> list[str]:
        """The names of the parameters that have no default."""
        return [p.name for p in self.parameters if p.default is None]


@dataclass(frozen=True)
class Bound:
    """An activation with the values of all its parameters, in its order; str() is `relu`."""

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

    @property
    def straight(self) -> Straight | None:
        """Its straight pieces, None where it is not made of such; see also `of_node`."""
        straight = self.activation.straight
        if straight is None or isinstance(straight, Straight):
            return straight
        return straight(**dict(self.parameters))

    def apply(self, z: Array) -> None:
        """Overwrite `z` (rows, nodes), C-contiguous float64 or float32, with the values."""
        with np.errstate(all="ignore"):
            self.activation.function(z, **self._settings(z.dtype))

    def slope(self, z: Array) -> Array:
        """The derivative (rows, nodes) at `z` (rows, nodes), in float64.

        At a break it is that of the piece to the left. An activation whose entry has no derivative
        has that of its values close by. A whole-layer one has none of its own.
        """
        z = np.asarray(z, np.float64)
        slope = self.activation.slope
        with np.errstate(all="ignore"):
            if self.straight is not None:
                return slopes.of_pieces(self.straight, z)
            if slope is not None:
                return slope(z, **self._settings())
            step = 1e-6 * np.abs(z).clip(1, INF)
            return (self.at(z + step) - self.at(z - step)) / (2 * step)

    def secant(self, low: Array, high: Array) -> Array | None:
        """The slopes (rows, nodes) of the lines through two points of the curve, `low` < `high`.

        None where the entry has no closed form.
        """
        secant = self.activation.secant
        with np.errstate(all="ignore"):
            if self.straight is not None:
                quotient = (self.at(high) - self.at(low)) / (high - low)
                jumps = self.activation.jumps
                return slopes.across_pieces(self.straight, low, high, quotient if jumps else None)
            return None if secant is None else secant(low, high, **self._settings())

    def _settings(self, dtype: Any = float) -> dict[str, Any]:
        """The parameters by name, lists of numbers as arrays."""
        return {
            name: np.array(value, dtype) if isinstance(value, tuple) else value
            for name, value in self.parameters
        }

    def of_node(self, node: int) -> Bound:
        """The activation as one node has it: with its own number where each node has one."""
        if not any(isinstance(value, tuple) for _, value in self.parameters):
            return self
        parameters = (
            (name, value[node] if isinstance(value, tuple) else value)
            for name, value in self.parameters
        )
        return Bound(self.activation, tuple(parameters))

    def at(self, values: ArrayLike) -> Array:
        """The activation of rows (rows, nodes), or of one row (nodes,), as a new array.

        float32 stays float32; anything else becomes float64.
        """
        before = np.asarray(values)
        dtype = np.float32 if before.dtype == np.float32 else np.float64
        with np.errstate(over="ignore"):  # a number too large for the type is an infinity
            z: Array = np.array(before, dtype, order="C", ndmin=2)
        self.apply(z)
        return z.reshape(before.shape)

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
