"""A network's examples -> how many hold, and what explains those that do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fwdprop.analysis.examples import Outcome, Value, outcomes
from fwdprop.analysis.slips import Explanation, explain
from fwdprop.forward.passes import Pass
from fwdprop.network.network import Network

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
    """What became of a file: `off` of its `total` examples do not hold.

    `missed` are these in order, or the first of them. `noun` is what they are called: example,
    answer where they came from the command line, row where they stand in a file of rows. `odd` is
    the number of the first one with a value that is not finite, and its pass. `numbered` are the
    numbers of the examples where they are not those from 1 on: rows that are judged in parts, or
    some of which were skipped. Of the examples, `blank` say nothing of what is expected. `values`
    are those of each example, where all are wanted.
    """

    file: str
    network: Network
    noun: str
    total: int
    off: int
    missed: tuple[Missed, ...]
    odd: tuple[int, Pass] | None = None
    numbered: Sequence[int] | None = None
    blank: int = 0
    values: tuple[tuple[Value, ...], ...] = ()

    @property
    def numbers(self) -> Sequence[int]:
        """The number of each example."""
        return range(1, self.total + 1) if self.numbered is None else self.numbered


def judge(network: Network, file: str, noun: str = "example", most: int | None = None) -> Verdict:
    """The verdict on a network's examples.

    `most` is how many missed ones are explained. With None it is all of them, and the values of
    every example are kept.
    """
    total, odd = 0, None
    values: list[tuple[Value, ...]] = []
    block, is_finite = None, True
    missed: list[tuple[int, Outcome]] = []
    for total, outcome in enumerate(outcomes(network), 1):
        if most is None:
            values.append(outcome.values)
        if not outcome.held:
            missed.append((total, outcome))
        if outcome.block is not block:
            block = outcome.block
            is_finite = odd is not None or block.first_non_finite() is None
        if not is_finite and outcome.computed.first_non_finite() is not None:
            odd, is_finite = (total, outcome.computed), True
    explained = tuple(_explained(missed, most))
    return Verdict(file, network, noun, total, len(missed), explained, odd, values=tuple(values))


def together(parts: Iterable[Verdict]) -> Verdict:
    """The verdict on a file that was judged in parts, at least one."""
    left = iter(parts)
    whole = next(left)
    for part in left:
        whole = Verdict(
            whole.file,
            whole.network,
            whole.noun,
            whole.total + part.total,
            whole.off + part.off,
            (*whole.missed, *part.missed),
            part.odd if whole.odd is None else whole.odd,
            blank=whole.blank + part.blank,
        )
    return whole


def _explained(missed: list[tuple[int, Outcome]], most: int | None) -> Iterator[Missed]:
    explanations = explain([outcome for _, outcome in missed[:most]])
    for index, (number, outcome) in enumerate(missed):
        why = explanations[index] if index < len(explanations) else Explanation()
        yield Missed(number, outcome, why)
