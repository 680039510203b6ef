"""What is to be seen in a panel, in words: whether lines are parallel, and where they bend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from fwdprop import numerals
from fwdprop.analysis.sweep.curves import Curve
from fwdprop.analysis.sweep.panels import Panel
from fwdprop.errors import count, listed
from fwdprop.views.sweep import names

_MOST_KINKS = 6


def sentences(
    panel: Panel, shown: Sequence[int], curves: Sequence[Curve], digits: int
) -> Iterator[str]:
    """The sentences, a line or more each; the curves are those of the lines that are shown."""
    if len(shown) < panel.lines:
        yield f"{len(shown)} of {panel.lines:,} {_lines_are(panel)} are drawn."
    missing = int((~np.isfinite(panel.y)).sum())
    if missing:
        have, it = ("is", "it") if missing == 1 else ("are", "they")
        yield f"{count(missing, 'value')} {have} not finite: {it} {have} left out of the drawing."
    yield from _parallel(panel, shown, digits)
    yield from _kinks(panel, shown, curves, digits)


def some_columns(panel: Panel, left_out: int) -> str:
    """How many lines have a column of the table."""
    what = _lines_are(panel)
    message = f"{panel.lines - left_out} of {panel.lines:,} {what}"
    return f"{message} are in the table; --all shows all"


def _lines_are(panel: Panel) -> str:
    return (
        "nodes, those with the largest values,"
        if panel.are_nodes
        else f"values of {panel.sweep.axes[1].name}"
    )


def difference(panel: Panel) -> str | None:
    """The name of the column that says how far lines are apart; None for one line, or for nodes."""
    if panel.are_nodes or panel.lines < 2:
        return None
    return "difference" if panel.lines == 2 else "spread"


def differences(panel: Panel) -> Sequence[float]:
    """How far the second of two lines is above the first, or the highest above the lowest."""
    y = panel.y.astype(np.float64)
    with np.errstate(invalid="ignore", over="ignore"):
        apart = y[:, 1] - y[:, 0] if panel.lines == 2 else y.max(axis=1) - y.min(axis=1)
    found: Sequence[float] = apart.tolist()
    return found


def _parallel(panel: Panel, shown: Sequence[int], digits: int) -> Iterator[str]:
    found = panel.difference(shown)
    if found is None:
        return
    second, x_name = panel.sweep.axes[1], names.first_axis(panel).name
    values = names.texts(second.values)
    ends = f"from {second.name} = {values[found.other]} to {values[found.line]}"
    at = [names.short(x, digits) for x in found.x]
    by = [_signed(difference, digits) for difference in found.difference]
    if not found.is_parallel:
        yield (
            f"Not parallel: {ends} the value changes by {by[0]} at {x_name} = {at[0]} and by "
            f"{by[1]} at {x_name} = {at[1]}. Parallel lines would have the same difference "
            "everywhere."
        )
        return
    where = f"at every {x_name}"
    if found.places is not None:
        where = f"at the {found.places} values of {x_name} where they were compared"
    if panel.lines > 2:
        drawn = len(shown) == panel.lines
        lines = "lines" if drawn else "lines that are drawn"
        others = "" if drawn else f", the others at the values of {x_name} that you gave"
        yield f"Parallel: the {lines} are as far apart {where}{others}."
    elif found.difference[0] == 0:
        here = "here" if found.places is None else where
        yield f"The lines are the same: {second.name} changes nothing {here}."
    else:
        yield f"Parallel: {ends} the value changes by {by[0]} {where}."


def _kinks(
    panel: Panel, shown: Sequence[int], curves: Sequence[Curve], digits: int
) -> Iterator[str]:
    walk = panel.walk
    refused = [curve.refused for curve in curves if curve.refused is not None]
    if refused:
        which = "" if len(refused) == len(curves) else f" on {len(refused)} of the lines"
        yield f"Where nodes switch is not known{which}: {refused[0]}."
        known = [k for k, curve in enumerate(curves) if curve.refused is None]
        shown, curves = [shown[k] for k in known], [curves[k] for k in known]
        if not any(curve.kinks for curve in curves):
            return
    if walk is None or any(curve.kinks is None or not curve.parts for curve in curves):
        return
    if not any(curve.kinks for curve in curves):
        drawn = " that is drawn" if len(curves) < panel.lines else ""
        if walk.is_whole:
            yield _straight(len(curves), "No node bends " if walk.has_breaks else "", drawn)
        elif walk.has_breaks:
            yield f"No node bends {_which(len(curves))}{drawn} by switching."
        return
    x_name = names.first_axis(panel).name
    are_jumps = all(kink.is_jump for curve in curves for kink in curve.kinks or ())
    places = [_places(panel, curve, digits, are_jumps) for curve in curves]
    what = "The line" if len(curves) == 1 else "The lines"
    start = f"{_SIGN} {what} {_verb(curves)} where a node switches, at this {x_name}:"
    if len({*places}) == 1 and not refused:
        yield f"{start} {places[0]}."
        return
    labels = names.lines(panel)
    yield start
    for line, place in zip(shown, places, strict=True):
        yield f"  {labels[line]}: {place}"


_SIGN = "○"


def _straight(lines: int, node: str, drawn: str) -> str:
    """The sentence that the lines are straight; `drawn` says that there are others."""
    if node:
        are = (
            "it is straight"
            if lines == 1
            else "both are straight"
            if lines == 2
            else "all are straight"
        )
        return f"{node}{_which(lines)}{drawn}: {are}."
    return "The line is straight." if lines == 1 else "The lines are straight."


def _which(lines: int) -> str:
    return "the line" if lines == 1 else "either line" if lines == 2 else "any line"


def _verb(curves: Sequence[Curve]) -> str:
    """What lines do where a node switches."""
    jumps = {kink.is_jump for curve in curves for kink in curve.kinks or ()}
    s = "s" if len(curves) == 1 else ""
    return " or ".join(
        f"{verb}{s}" for verb, is_jump in (("bend", 0), ("jump", 1)) if is_jump in jumps
    )


def _places(panel: Panel, curve: Curve, digits: int, are_jumps: bool) -> str:
    """Where a line bends: `54.9444 (node_3), 65.0455 (node_2)`."""
    network = panel.sweep.network
    places = []
    for kink in curve.kinks or ():
        nodes = listed([names.node(network, ref) for ref in kink.nodes], 3)
        jump = ", a jump" if kink.is_jump and not are_jumps else ""
        places.append(f"{names.short(kink.at, digits)} ({nodes}{jump})")
    more = len(places) - _MOST_KINKS
    return (
        ", ".join(places[:_MOST_KINKS]) + (f", and {more:,} more" if more > 0 else "") or "nowhere"
    )


def _signed(number: float, digits: int) -> str:
    text = numerals.rounded(number, digits)
    return text if text.startswith("-") or not number else f"+{text}"
