"""A network's examples -> how many hold, and what explains those that do not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from fwdprop.analysis.examples import ComparedValue, Outcome, outcomes
from fwdprop.analysis.overall import Overall
from fwdprop.analysis.slips import Explanation, explain
from fwdprop.analysis.strictness import Strictness
from fwdprop.forward.passes import Pass
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Network

MOST_SHOWN = 10
"""How many missed examples of a file are shown to a person."""


@dataclass(frozen=True, eq=False)
class Verdict:
    """The result of a file's examples: `off` of its `total` examples do not hold.

    `missed` are these in order, or the first of them, each with what explains it. `noun` is what an
    example is called: example, answer where it came from the command line, row in a file of rows.
    `first_non_finite` is the number of the first example with a value that is not finite, and its
    pass. `numbered` are the numbers of the examples where they are not 1, 2, 3, ...: rows that are
    compared in parts, or some of which were skipped. `blank` examples expect no value at all;
    `left_out` are the nodes that these would be about, by their numbers, where that is known.
    `strictness` says how closely all values were compared; `cut_off` of them hold as numbers that
    were cut off, and `first_cut_off` is the first of these, with the number of its example.
    `values` are the compared values of each example; none where only those that miss are needed.
    `overall` is what the rows of files that do not hold have in common.
    """

    file: str
    network: Network
    noun: str
    total: int
    off: int
    missed: tuple[tuple[Outcome, Explanation], ...]
    first_non_finite: tuple[int, Pass] | None = None
    numbered: Sequence[int] | None = None
    blank: int = 0
    strictness: Strictness = field(default_factory=Strictness)
    cut_off: int = 0
    first_cut_off: tuple[int, ComparedValue] | None = None
    values: tuple[tuple[ComparedValue, ...], ...] = ()
    overall: Overall | None = None
    left_out: Mapping[int, NodeRef] = field(default_factory=dict)

    @property
    def numbers(self) -> Sequence[int]:
        """The number of each example."""
        return range(1, self.total + 1) if self.numbered is None else self.numbered


def judge(network: Network, file: str, noun: str = "example", most: int | None = None) -> Verdict:
    """The verdict on a network's examples.

    `most` is how many missed ones are explained. With None it is all of them, and the values of
    every example are kept.
    """
    values: list[tuple[ComparedValue, ...]] = []
    missed: list[Outcome] = []
    cut_off: list[tuple[int, ComparedValue]] = []
    strictness = Strictness()
    first, block, may_be_first = None, None, False
    for outcome in outcomes(network, enumerate(network.examples, 1)):
        if most is None:
            values.append(outcome.values)
        if not outcome.held:
            missed.append(outcome)
        strictness |= Strictness.of(outcome.close)
        cut_off += [(outcome.number, value) for value in outcome.values if value.is_cut_off]
        if outcome.block is not block:
            block = outcome.block
            may_be_first = first is None and block.first_non_finite() is not None
        if may_be_first and outcome.computed.first_non_finite() is not None:
            first, may_be_first = (outcome.number, outcome.computed), False
    total = len(network.examples)
    return Verdict(
        file,
        network,
        noun,
        total,
        len(missed),
        explained(missed, explain(missed[:most])),
        first,
        strictness=strictness,
        cut_off=len(cut_off),
        first_cut_off=cut_off[0] if cut_off else None,
        values=tuple(values),
    )


def explained(
    missed: Sequence[Outcome], explanations: Sequence[Explanation]
) -> tuple[tuple[Outcome, Explanation], ...]:
    """Each outcome with its explanation; those behind the last explanation have an empty one."""
    none = [Explanation()] * (len(missed) - len(explanations))
    return tuple(zip(missed, [*explanations, *none], strict=True))


def together(parts: Iterable[Verdict]) -> Verdict:
    """The verdict on a file that was judged in parts, at least one."""
    left = iter(parts)
    whole = next(left)
    for part in left:
        first = whole.first_non_finite
        whole = replace(
            whole,
            total=whole.total + part.total,
            off=whole.off + part.off,
            missed=(*whole.missed, *part.missed),
            first_non_finite=part.first_non_finite if first is None else first,
            blank=whole.blank + part.blank,
            strictness=whole.strictness | part.strictness,
            cut_off=whole.cut_off + part.cut_off,
            first_cut_off=whole.first_cut_off or part.first_cut_off,
        )
    return whole
