"""To how many digits, or to which tolerance, values were compared, all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fwdprop.analysis.tolerances import Closeness, Rule


@dataclass(frozen=True)
class Strictness:
    """The least and the greatest amount of each rule that decided: `{"digits": (3, 6)}`."""

    ranges: Mapping[Rule, tuple[float, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, each: Iterable[Closeness]) -> Strictness:
        """That of some values."""
        ranges: dict[Rule, tuple[float, float]] = {}
        for one in each:
            _widen(ranges, one.rule, (one.amount, one.amount))
        return cls(ranges)

    def __or__(self, other: Strictness) -> Strictness:
        """That of these values and of others."""
        ranges = dict(self.ranges)
        for rule, amounts in other.ranges.items():
            _widen(ranges, rule, amounts)
        return Strictness(ranges)


def _widen(
    ranges: dict[Rule, tuple[float, float]], rule: Rule, amounts: tuple[float, float]
) -> None:
    low, high = ranges.get(rule, amounts)
    ranges[rule] = min(low, amounts[0]), max(high, amounts[1])
