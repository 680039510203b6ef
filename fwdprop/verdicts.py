"""A network's examples -> how many hold, and what explains those that do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fwdprop.examples import Outcome, outcomes
from fwdprop.network import Network
from fwdprop.slips import Explanation, explain

MOST_SHOWN = 10
"""How many missed examples of a file are shown to a person."""


@dataclass(frozen=True, eq=False)
class Missed:
    """An example that does not hold: its `number` from 1, what became of it, and why."""

    number: int
    outcome: Outcome
    explanation: Explanation


@dataclass(frozen=True, eq=False)
class Verdict:
    """What became of a file: of its `total` examples those that were `missed`, in order.

    `noun` is what they are called: example, or answer where they came from the command line.
    `odd` is the first example with a value that is not finite, and its number.
    """

    file: str
    noun: str
    total: int
    missed: tuple[Missed, ...]
    odd: tuple[int, Outcome] | None = None


def judge(network: Network, file: str, noun: str = "example", most: int | None = None) -> Verdict:
    """The verdict on a network's examples; `most` is how many missed ones are explained."""
    total, odd = 0, None
    block, is_finite = None, True
    missed: list[tuple[int, Outcome]] = []
    for total, outcome in enumerate(outcomes(network), 1):
        if not outcome.held:
            missed.append((total, outcome))
        if outcome.block is not block:
            block = outcome.block
            is_finite = odd is not None or block.first_non_finite() is None
        if not is_finite and outcome.computed.first_non_finite() is not None:
            odd, is_finite = (total, outcome), True
    return Verdict(file, noun, total, tuple(_explained(missed, most)), odd)


def _explained(missed: list[tuple[int, Outcome]], most: int | None) -> Iterator[Missed]:
    explanations = explain([outcome for _, outcome in missed[:most]])
    for index, (number, outcome) in enumerate(missed):
        why = explanations[index] if index < len(explanations) else Explanation()
        yield Missed(number, outcome, why)
