"""Networks beyond the limits are refused before they cost memory, and many faults cost little."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from command_line import PACKAGE, Run
from comparisons import comparisons
from marked_lines import marked_line
from refusals import refusal

from fwdprop import load
from fwdprop.models.yaml import events
from fwdprop.network.network import MAX_EXAMPLES, MAX_INPUTS, MAX_LAYERS, MAX_NODES, MAX_WEIGHTS

pytestmark = pytest.mark.usefixtures("folder")


def test_the_guide_states_every_limit() -> None:
    guide = (PACKAGE / "guide/limits-and-errors.md").read_text(encoding="utf-8")
    limits = (
        f"{events.MAX_DEPTH} levels of nesting, {MAX_LAYERS:,} layers, {MAX_EXAMPLES:,} examples,"
        f" {MAX_INPUTS:,} inputs, {MAX_NODES:,} nodes in all, {MAX_WEIGHTS:,} weights"
    )
    assert limits in guide.replace("\n", " ")
    assert f" {events.MAX_SIZE:,} names and values in the file" in guide.replace("\n", " ")


def nodes(number: int) -> str:
    return "".join(f"      n{index}: {{weights: {{x0: 1}}}}\n" for index in range(number))


def test_a_million_inputs_are_not_too_many() -> None:
    Path("net.yaml").write_text(
        "inputs: 1000000\nlayers:\n  - nodes: {n: {weights: {x999999: 2}, bias: 1}}\n"
    )
    network = load("net.yaml")
    assert len(network.inputs) == 1_000_000
    assert network([0] * 999_999 + [3]).tolist() == [7]


def test_more_than_a_hundred_million_weights_are_refused(fwdprop: Run) -> None:
    written = f"inputs: 1000000\nlayers:\n  - name: wide\n    nodes:\n{nodes(101)}"
    assert refusal(fwdprop, written) == (
        """\
error: with this layer there are more than 100,000,000 weights
 --> net.yaml:3:5
  |
3 |   - name: wide
  |     ^
help: every pair of nodes of two connected layers counts
"""
    )


# --- A million nodes in all ----------------------------------------------------------------------


def zeros(shape: tuple[int, ...]) -> bytes:
    """An archive of zeros as numpy.savez_compressed writes it: a thousandth of their size."""
    stream = io.BytesIO()
    np.savez_compressed(stream, w=np.zeros(shape, np.int8))
    return stream.getvalue()


def test_a_small_file_that_makes_ten_million_nodes_is_refused_unread(fwdprop: Run) -> None:
    Path("w.npz").write_bytes(zeros((1, 10_000_000)))
    tracemalloc.start()
    line = "layers: [{weights: {file: w.npz, transpose: true}}]"
    stderr = refusal(fwdprop, f"inputs: 1\n{line}\n")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert stderr == marked_line(
        "with this layer there are more than 1,000,000 nodes",
        line,
        " " * 19 + "^",
        "the nodes of all layers count",
        line=2,
        file="net.yaml",
    )
    assert peak < 5_000_000


def test_nodes_of_all_layers_count(fwdprop: Run) -> None:
    Path("w.npz").write_bytes(zeros((1, 600_000)))
    Path("v.npz").write_bytes(zeros((1, 1)))
    first = "- {weights: {file: w.npz, transpose: true}}\n"
    back = "- nodes: {n: {weights: {x0: 1}}}\n"
    Path("net.yaml").write_text(f"inputs: 1\nlayers:\n{first}")
    assert len(load("net.yaml").layers[0].nodes) == 600_000
    stderr = refusal(fwdprop, f"inputs: 1\nlayers:\n{first}{back}{first}")
    assert stderr.startswith("error: with this layer there are more than 1,000,000 nodes\n")
    assert " --> net.yaml:5:13\n" in stderr


def test_biases_are_no_way_around_the_limit(fwdprop: Run) -> None:
    Path("w.npz").write_bytes(zeros((10_000_000,)))
    stderr = refusal(fwdprop, "inputs: 1\nlayers: [{weights: [[x]], bias: {file: w.npz}}]\n")
    assert (
        "error: layer output: 10000000 biases, and a network has at most 1,000,000 nodes\n"
    ) in stderr


# --- Names, lists and mappings -------------------------------------------------------------------

START = "inputs: 1\nlayers:\n"


# Each stands at the place that goes over 1,000.
@pytest.mark.parametrize(
    ("written", "place"),
    [
        # 9 before the names: the mapping, its key and the list
        ("inputs: [" + "a, " * 1000, f"1:{10 + 3 * 991}"),
        # 11 in the first two lines, 9 in the third: 245 rows have room
        (START + "- weights:\n" + "  - [1]\n" * 1000, "249:5"),
        (START + "- {}\n" * 1000, "250:3"),
        ("{" + "".join(f"k{index}: 1, " for index in range(100, 1100)), f"1:{2 + 9 * 498}"),
        (START + "- &a {}\n" + "- *a\n" * 1000, "989:3"),
        (START + f"- weights: [[{'1, ' * 5000}1], [{'x, ' * 1000}]]", f"3:{15019 + 3 * 972}"),
    ],
    ids=["names", "rows", "mappings", "keys", "aliases", "texts"],
)
def test_more_than_a_network_needs_is_not_gathered(
    fwdprop: Run, written: str, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "MAX_SIZE", 1000)
    error, where, *_, help = refusal(fwdprop, written).splitlines()
    assert error == "error: there are more than 1,000 names and values"
    assert where.strip() == f"--> net.yaml:{place}"
    assert help == (
        "help: a list or a mapping counts as four, a number in a list as none; weights may stand"
        " in a file beside this one"
    )


def test_numbers_in_lists_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    row = f"[{', '.join(['.5'] * 1000)}]"  # no JSON: read event by event
    monkeypatch.setattr(events, "MAX_SIZE", 1000)
    rows = "".join(f"  - {row}\n" for _ in range(20))
    Path("net.yaml").write_text(f"inputs: 1000\nlayers:\n- weights:\n{rows}")
    assert load("net.yaml").layers[0].weights.sum() == 20 * 500


@pytest.mark.parametrize(
    ("key", "item", "help"),
    [
        ("layers", "{weights: [[1]]}", ""),
        (
            "examples",
            "{input: [1], output: [1]}",
            "help: check many rows against expected columns: fwdprop check NET --data FILE\n",
        ),
    ],
)
def test_a_list_has_a_limit_of_its_own(fwdprop: Run, key: str, item: str, help: str) -> None:
    layers = "" if key == "layers" else "layers: [{weights: [[1]]}]\n"
    stderr = refusal(fwdprop, f"inputs: 1\n{layers}{key}:\n" + f"  - {item}\n" * 10_001)
    assert stderr.startswith(f"error: a network has at most 10,000 {key}, not 10,001\n")
    assert stderr.endswith(f"\n{help}" if help else "^\n")


# --- Many faults ---------------------------------------------------------------------------------

UNKNOWN = ", ".join(f"pixel_{index}: 0.5" for index in range(6000))
PIXELS = "inputs: 784\nlayers:\n  - nodes:\n      n: {weights: {x0: 1}}\n"
NODES = "".join(
    f"      n{index}: {{weights: {{x0: 1}}, activation: leaky_rlu{index}}}\n"
    for index in range(6000)
)


@pytest.mark.parametrize(
    "written",
    [
        PIXELS + f"      m: {{weights: {{{UNKNOWN}}}}}\n",
        PIXELS + f"examples: [{{input: {{{UNKNOWN}}}, output: [1]}}]\n",
        PIXELS + f"examples: [{{input: {{x0: 1}}, {UNKNOWN.replace('0.5', '[1]')}}}]\n",
        PIXELS + UNKNOWN.replace(", ", "\n") + "\n",
        PIXELS + f"    activation: {{name: elu, {UNKNOWN}}}\n",
        PIXELS + NODES,
    ],
    ids=["weights", "example inputs", "example layers", "keys", "parameters", "activations"],
)
def test_names_are_compared_for_the_faults_that_are_shown(
    fwdprop: Run, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = comparisons(monkeypatch, "quick_ratio", "ratio")
    stderr = refusal(fwdprop, written)
    assert stderr.splitlines()[-1].endswith(" more")
    assert len(compared) <= 2 * 10 * 2030


def test_names_in_ten_thousand_layers_are_found_by_an_index(
    fwdprop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fwdprop.network.names import Names, NodeRef

    asked: list[int] = []
    bare = Names.bare

    def counted(self: Names, name: str) -> list[NodeRef]:
        found = bare(self, name)
        asked.append(len(found))
        return found

    monkeypatch.setattr(Names, "bare", counted)
    layers = "".join(f"- nodes: {{n{index}: {{weights: {{x0: 1}}}}}}\n" for index in range(2000))
    Path("net.yaml").write_text(f"inputs: 1\nlayers:\n{layers}")
    assert fwdprop("run net.yaml -i 3 --layers output --format values").stdout == "3\n"
    assert asked == [1] * 1999  # the first layer finds x0 in the place before it


def test_an_ambiguous_name_lists_three_places(fwdprop: Run) -> None:
    layers = "- nodes: {n: [1]}\n" * 2000
    stderr = refusal(
        fwdprop,
        f"inputs: 1\nlayers:\n{layers}- nodes: {{m: [1]}}\n- nodes: {{o: {{weights: {{n: 1}}}}}}\n",
    )
    assert stderr.startswith(
        "error: 'n' is ambiguous: it may mean hidden_2000.n or hidden_1999.n or hidden_1998.n"
        " or 1,997 more\n"
    )


def test_a_name_that_speaks_of_ambiguity_is_not_ambiguous(fwdprop: Run) -> None:
    stderr = refusal(fwdprop, "inputs: [a, b]\nlayers: [{nodes: {n: {weights: {ambiguous: 1}}}}]\n")
    assert stderr.endswith("help: the inputs are a, b\n")


def test_names_of_a_million_letters_do_not_flood_the_terminal(fwdprop: Run) -> None:
    long = "k" * 1_000_000
    keys = "".join(f"? {long}{index}\n: 1\n" for index in range(12))
    stderr = refusal(fwdprop, f"inputs: [{long}, {long}]\n{keys}")
    assert len(stderr) < 60_000
    assert stderr.splitlines()[-1] == "and 4 more"


def test_faults_on_one_long_line_share_its_text(fwdprop: Run) -> None:
    text = "x" * 5_000_000
    keys = ", ".join(f'"k{index}": 1' for index in range(10))
    Path("net.json").write_text(f'{{{keys}, "name": "{text}", "inputs": 1, "layers": []}}')
    tracemalloc.start()
    fwdprop("run net.json -i 1")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 12 * len(text)
