"""What a learner answers for nodes of one row -> what is right, and what explains the rest.

An answer may be worked out from the learner's other answers. Where these are right, and only
rounded, it is right, too; where one of them is wrong, that explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from fwdprop.analysis.examples import ComparedValue, Outcome, outcomes
from fwdprop.analysis.rounded_answers import rounding_of
from fwdprop.analysis.slips import Explanation, explain
from fwdprop.analysis.slips.rounding import HIDDEN, alone
from fwdprop.analysis.strictness import Strictness
from fwdprop.analysis.tolerances import Closeness
from fwdprop.analysis.verdicts import Verdict, explained
from fwdprop.forward.passes import run
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Example, Expected, Network

NOUN = "answer"
FOLLOWS = "the other answers are used, not all of which are right"


def judge(
    network: Network,
    file: str,
    x: Sequence[float],
    answers: Sequence[tuple[NodeRef, Expected | None]],
    tolerance: float | None = None,
    most: int | None = None,
) -> Verdict:
    """The verdict on answers for one row, each an example with one value, in their order.

    `file` holds the answers; None is one that is left out. `most` is how many wrong ones are
    explained, None for all.
    """
    given = tuple(each for _, each in answers if each is not None)
    (whole,) = outcomes(network, [(1, Example(tuple(x), given, tolerance))])
    is_finite = whole.computed.first_non_finite() is None
    right = _worked_out(whole, from_wrong=False)
    numbers: dict[tuple[int, int], int] = {ref: at for at, (ref, _) in enumerate(answers, 1)}
    single = {each.number: each for each in _one_by_one(whole, numbers, right)}
    missed = [single[number] for number in sorted(single) if not single[number].held]
    follow = _worked_out(whole, from_wrong=True) if missed else set()
    cut = [(at, each.values[0]) for at, each in sorted(single.items()) if each.values[0].is_cut_off]
    return Verdict(
        file,
        network,
        NOUN,
        len(answers),
        len(missed),
        explained(missed, _reasons(missed[:most], follow)),
        None if is_finite else (1, whole.computed),
        blank=len(answers) - len(given),
        left_out={at: ref for at, (ref, each) in enumerate(answers, 1) if each is None},
        strictness=Strictness.of(whole.close),
        cut_off=len(cut),
        first_cut_off=cut[0] if cut else None,
        values=tuple(
            single[at].values if at in single else () for at in range(1, len(answers) + 1)
        ),
    )


def _one_by_one(
    whole: Outcome, numbers: dict[tuple[int, int], int], right: set[NodeRef]
) -> Iterator[Outcome]:
    """An outcome of each answer alone, with its number; those of the `right` nodes hold."""
    for value, close in zip(whole.values, whole.close, strict=True):
        ref = NodeRef(value.expected.layer, value.expected.node)
        yield replace(
            whole,
            number=numbers[ref],
            example=replace(whole.example, expected=(value.expected,)),
            values=(value._replace(held=ref in right),),
            close=(close,),
        )


def _reasons(missed: Sequence[Outcome], follow: set[NodeRef]) -> list[Explanation]:
    """What explains each wrong answer: that it follows from another one, or a slip of its own."""
    refs = [NodeRef(each.values[0].expected.layer, each.values[0].expected.node) for each in missed]
    known: dict[NodeRef, Explanation] = {ref: Explanation((FOLLOWS,)) for ref in follow}
    rounded = {ref: rounding_of(each.values[0]) for ref, each in zip(refs, missed, strict=True)}
    for ref, rounding in rounded.items():
        if rounding is not None and rounding.is_near:  # no slip is blamed for it
            known.setdefault(ref, rounding.explanation)
    left = [(ref, each) for ref, each in zip(refs, missed, strict=True) if ref not in known]
    for (ref, _), slip in zip(left, explain([each for _, each in left]), strict=True):
        rounding = rounded[ref]
        is_own = not slip.slips or slip.trials[0].family == HIDDEN
        known[ref] = slip if rounding is None or not is_own else rounding.explanation
    return [known[ref] for ref in refs]


def _worked_out(whole: Outcome, from_wrong: bool) -> set[NodeRef]:
    """The nodes whose answers hold where they are worked out from the answers before them.

    `from_wrong` says whether from the wrong ones, too.
    """
    network = whole.computed.network
    found: set[NodeRef] = set()
    used = [whole.computed.x]
    at_depth: dict[int, list[tuple[ComparedValue, Closeness]]] = {}
    for value, close in zip(whole.values, whole.close, strict=True):
        at_depth.setdefault(value.expected.layer, []).append((value, close))
    for depth, layer in enumerate(network.layers, 1):
        source = np.concatenate([used[at] for at in layer.sources], axis=1)
        values = run(alone(layer, network), source).a[0].copy()
        for value, close in at_depth.get(depth, ()):
            node = value.expected.node
            holds = value.held or close.accepts(float(values[0, node]))
            if holds:
                found.add(NodeRef(depth, node))
            if holds or from_wrong:
                with np.errstate(over="ignore"):
                    values[0, node] = value.expected.value
        used.append(values)
    return found
