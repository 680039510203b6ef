"""An activation over the whole layer that is one entry more in the catalogue, in every command."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import numpy as np
import pytest
import trace_reader as reader
import yaml
from command_line import Run

from fwdprop.activations import (
    NAMES,
    Exponentials,
    Parameter,
    activation,
    bind,
    bind_counterpart,
    catalogue,
)
from fwdprop.arrays import Array

NET = """\
inputs: [x]
layers:
  - activation: {activation}
    nodes: {{a: [1], b: [2], c: [-3], d: [4], e: [0]}}
"""
Z = [1, 2, -3, 4, 0]


@pytest.fixture(autouse=True)
def entries() -> Iterator[None]:
    """Two entries: z over the sum of all |z|, and the logarithm of softmin."""
    before = set(NAMES)

    @activation(
        formula="scale·zⱼ / Σₖ |zₖ|",
        source="A. Author, 1999, A share of the size",
        parameters=(Parameter("scale", "the sum of all sizes", 1.0, positive=True),),
        aliases=("l1_share",),
        whole_layer=True,
        frameworks=(("Torch7", "nn.L1Share", {"total": 1.0}), ("ONNX", "Share", {"scale": 1.0})),
    )
    def share_of_size(z: Array, scale: float) -> None:
        """Each z over the sum of all sizes."""
        z *= scale / np.abs(z).sum(axis=1, keepdims=True)

    @activation(
        formula="−zⱼ − ln Σₖ exp(−zₖ)",
        source="A. Author, 1999, The smallest of all",
        whole_layer=True,
        exponentials=Exponentials(sign=-1, is_log=True),
    )
    def log_softmin(z: Array) -> None:
        """Logarithm of softmin."""
        z[...] = -z - np.log(np.exp(-z).sum(axis=1, keepdims=True))

    yield
    for name in set(NAMES) - before:
        del catalogue._by_name[name]
        catalogue._entries.pop(name, None)


VALUES = {
    "share_of_size": [z / 10 for z in Z],
    "log_softmin": [-z - math.log(math.fsum(math.exp(-each) for each in Z)) for z in Z],
}
BETWEEN: dict[str, list[str | None]] = {
    "share_of_size": [],
    "log_softmin": [f"{-z} - ln(21.6071)" for z in Z],
}


each_name = pytest.mark.parametrize("name", VALUES)


@each_name
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
    lines = fwdprop(f"{line} --format jsonl", stdin=net).stdout.splitlines()
    results = [each["result"] for each in map(json.loads, lines) if each["source"] is None]
    assert results == pytest.approx(VALUES[name], rel=1e-12)


def numbers(text: str) -> list[float]:
    """The numbers of a CSV file's second line."""
    return [float(cell) for cell in text.splitlines()[1].split(",")]


@each_name
def test_run_computes_it_for_a_row_and_for_files_of_rows(
    fwdprop: Run, folder: Path, name: str
) -> None:
    net = NET.format(activation=name)
    (folder / "rows.csv").write_text("x\n1\n")
    for words in ("-i 1", "--data rows.csv"):
        done = fwdprop(f"run - {words} --format csv", stdin=net)
        assert (done.stderr, done.status) == ("", 0)
        assert numbers(done.stdout) == pytest.approx(VALUES[name], rel=1e-12)
    table = fwdprop("run - -i 1 --format table", stdin=net).stdout
    assert all(f"{value:.6g}" in table for value in VALUES[name])


def test_run_takes_its_parameter_and_its_alias(fwdprop: Run) -> None:
    net = NET.format(activation="{name: l1_share, scale: 5}")
    done = fwdprop("run - -i 1 --format csv", stdin=net)
    assert numbers(done.stdout) == pytest.approx([z / 2 for z in Z], rel=1e-12)
    assert " share_of_size(scale=5) " in fwdprop("show -", stdin=net, columns=120).stdout
    equation = reader.read(fwdprop("trace - -i 1", stdin=net).stdout.splitlines()[0])
    assert (equation.function, equation.sides[-1]) == ("share_of_size", "0.5")


@each_name
def test_check_compares_its_values(fwdprop: Run, name: str) -> None:
    right = [float(f"{value:.6g}") for value in VALUES[name]]
    for values, status in ((right, 0), ([9.0, *right[1:]], 1)):
        net = NET.format(activation=name) + f"examples:\n  - {{input: [1], output: {values}}}\n"
        for format in ("text", "csv", "json"):
            done = fwdprop(f"check - --format {format}", stdin=net)
            assert (done.stderr, done.status) == ("", status)


@each_name
def test_check_compares_an_answer_and_files_of_rows(fwdprop: Run, folder: Path, name: str) -> None:
    net, expected = NET.format(activation=name), ",".join(f"{value:.6g}" for value in VALUES[name])
    (folder / "rows.csv").write_text(f"x,a,b,c,d,e\n1,{expected}\n")
    for words in (f"--input 1 --expect {expected}", "--data rows.csv"):
        done = fwdprop(f"check - {words}", stdin=net)
        assert (done.stderr, done.status) == ("", 0)


@each_name
def test_the_health_of_its_nodes_is_known(fwdprop: Run, folder: Path, name: str) -> None:
    (folder / "rows.csv").write_text("x\n1\n2\n")
    done = fwdprop("run - --data rows.csv --health -q", stdin=NET.format(activation=name))
    assert done.status == 0
    assert all(node in done.stderr for node in "abcde")


@each_name
def test_show_names_it(fwdprop: Run, name: str) -> None:
    net = NET.format(activation=name)
    for words in ("show -", "show - --format table", "show - --weights"):
        done = fwdprop(words, stdin=net)
        assert (done.stderr, done.status) == ("", 0)
    assert name in fwdprop("show - --format table", stdin=net).stdout


def test_activations_lists_it_with_its_names_in_the_frameworks(fwdprop: Run) -> None:
    listed = fwdprop("activations --format csv").stdout
    rows = {row["name"]: row for row in csv.DictReader(io.StringIO(listed))}
    row = rows["share_of_size"]
    assert (row["aliases"], row["parameters"], row["whole_layer"]) == (
        "l1_share",
        "scale=1",
        "true",
    )
    assert (row["Torch7"], row["ONNX"]) == ("nn.L1Share(total=1.0)", "Share(scale=1.0)")
    assert rows["log_softmin"]["Torch7"] == ""
    assert "log_softmin" in fwdprop("activations --format table").stdout
    page = fwdprop("activations l1_share", columns=100).stdout
    assert page.startswith("share_of_size   scale·zⱼ / Σₖ |zₖ|\nEach z over the sum of all sizes\n")
    assert "Torch7        nn.L1Share(total=1.0)\n" in page
    words = "activations l1_share --set scale=2 --at 1 -3 --format csv"
    assert fwdprop(words).stdout == "row,z,value\n1,1,0.5\n1,-3,-1.5\n"


def test_a_framework_s_name_finds_it() -> None:
    assert bind_counterpart("ONNX", "Share", {"scale": 2}) == bind("share_of_size", scale=2)
    assert bind_counterpart("Torch7", "nn.L1Share") == bind("share_of_size")
    assert bind_counterpart("Torch7", "nn.L1Share", {"total": 2}) is None


def test_new_writes_a_network_with_it_that_holds_its_own_example(fwdprop: Run) -> None:
    words = ["new", "2-3-4", "--activation", "log_softmin,share_of_size(scale=2)"]
    done = fwdprop(*words)
    assert (done.stderr, done.status) == ("", 0)
    assert "activation: {name: share_of_size, scale: 2}" in done.stdout
    checked = fwdprop("check -", stdin=done.stdout)
    assert (checked.stderr, checked.status) == ("", 0)
    assert fwdprop("trace - -i 1 2", stdin=done.stdout).status == 0


def test_the_schema_allows_it_for_a_layer_alone(fwdprop: Run) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(fwdprop("schema").stdout))
    for written in ("log_softmin", "l1_share", "{name: share_of_size, scale: 2}"):
        assert validator.is_valid(yaml.safe_load(NET.format(activation=written)))
    assert not validator.is_valid(yaml.safe_load(NET.format(activation="log_softmean")))
    of_node = "inputs: [x]\nlayers: [{nodes: {n: {weights: [1], activation: log_softmin}}}]"
    assert not validator.is_valid(yaml.safe_load(of_node))


def test_mistakes_name_it(fwdprop: Run) -> None:
    done = fwdprop("run - -i 1", stdin=NET.format(activation="shareofsize"))
    assert done.stderr.endswith("help: did you mean share_of_size?\n")
    done = fwdprop("run - -i 1", stdin=NET.format(activation="{name: l1_share, scale: 0}"))
    assert done.stderr.startswith("error: 'scale' is greater than 0, not 0\n")
    of_node = "inputs: [x]\nlayers: [{nodes: {n: {weights: [1], activation: l1_share}}}]"
    done = fwdprop("run - -i 1", stdin=of_node)
    assert done.stderr.startswith("error: share_of_size takes all nodes of a layer together")
