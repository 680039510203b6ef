"""An activation over the whole layer that is one entry more in the catalogue, traced."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator

import numpy as np
import pytest
import trace_reader as reader
from command_line import Run

from fwdprop import activations
from fwdprop.activations import Exponentials, activation
from fwdprop.arrays import Array

NET = """\
inputs: [x]
layers:
  - activation: {activation}
    nodes: {{a: [1], b: [2], c: [-3], d: [4], e: [0]}}
"""
Z = [1, 2, -3, 4, 0]


@pytest.fixture
def entries(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two entries: z over the sum of all |z|, and the logarithm of softmin."""
    monkeypatch.setattr(activations, "_catalogue", dict(activations._catalogue))
    before = dict(activations._by_name)

    @activation(formula="zⱼ / Σₖ |zₖ|", source="nobody", whole_layer=True)
    def share_of_size(z: Array) -> None:
        """Each z over the sum of all sizes."""
        z /= np.abs(z).sum(axis=1, keepdims=True)

    @activation(
        formula="−zⱼ − ln Σₖ exp(−zₖ)",
        source="nobody",
        whole_layer=True,
        exponentials=Exponentials(sign=-1, is_log=True),
    )
    def log_softmin(z: Array) -> None:
        """Logarithm of softmin."""
        z[...] = -z - np.log(np.exp(-z).sum(axis=1, keepdims=True))

    yield
    for name in set(activations._by_name) - set(before):
        del activations._by_name[name]


VALUES = {
    "share_of_size": [z / 10 for z in Z],
    "log_softmin": [-z - math.log(math.fsum(math.exp(-each) for each in Z)) for z in Z],
}
BETWEEN = {"share_of_size": [], "log_softmin": [f"{-z} - ln(21.6071)" for z in Z]}


@pytest.mark.usefixtures("entries")
@pytest.mark.parametrize("name", VALUES)
def test_its_trace_shows_what_its_entry_says_and_nothing_else(fwdprop: Run, name: str) -> None:
    line, net = "trace - -i 1", NET.format(activation=name)
    printed = [f"{value:.6g}" for value in VALUES[name]]
    between = BETWEEN[name] or [None] * 5
    equations = [reader.read(each) for each in fwdprop(line, stdin=net).stdout.splitlines()]
    for equation, z, step, value in zip(equations, Z, between, printed, strict=True):
        sides = [f"{name}({z}·x)", f"{name}({z}·1)", f"{name}({z})", step, value]
        assert equation.sides[1:] == [side for side in sides if side is not None]
        assert set(equation.relations) == {"="}
    table = fwdprop(f"{line} --format markdown", stdin=net).stdout.splitlines()[-5:]
    escaped = name.replace("_", "\\_")
    for row, z, step, value in zip(table, Z, between, printed, strict=True):
        assert row.endswith(f" = {escaped}({z}){f' = {step}' if step else ''} | {value} |")
    latex = fwdprop(f"{line} --format latex", stdin=net).stdout
    for z, step, value in zip(Z, between, printed, strict=True):
        log = "" if step is None else "  &= " + step.replace("ln", "\\operatorname{ln}") + " \\\\\n"
        last = f"  &= \\operatorname{{{escaped}}}({z}) \\\\\n{log}  &= {value}"
        assert last in latex
    rows = csv.DictReader(io.StringIO(fwdprop(f"{line} --format csv", stdin=net).stdout))
    nodes = [row for row in rows if not row["source"]]
    assert [row["activation"] for row in nodes] == [name] * 5
    assert [float(row["result"]) for row in nodes] == pytest.approx(VALUES[name], rel=1e-12)
    objects = json.loads(fwdprop(f"{line} --format json", stdin=net).stdout)
    assert [each["result"] for each in objects] == pytest.approx(VALUES[name], rel=1e-12)
