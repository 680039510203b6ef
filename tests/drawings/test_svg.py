"""SVG: the numbers in it are those of the network and of its pass, and any reader can read it."""

from __future__ import annotations

import io
import json
import re

import pytest
from command_line import NETWORKS, ROOT, Run
from hypothesis import given
from hypothesis import strategies as st
from svg_files import SKIPPING, numbers, parsed

import fwdprop as fwdprop_package
from fwdprop.cli.app import main
from fwdprop.system.terminal import Terminal

CUSTOMER = "draw networks/transactions.yaml --input 2 3 --format svg"


def test_the_readme_opens_with_what_draw_draws(fwdprop: Run) -> None:
    picture = (ROOT / "pictures/transactions.svg").read_text()
    assert fwdprop(CUSTOMER).stdout == picture
    assert "](pictures/transactions.svg)" in (ROOT / "README.md").read_text()


def test_values_names_and_weights_are_in_the_picture(fwdprop: Run) -> None:
    picture = parsed(fwdprop(CUSTOMER).stdout)
    assert picture.nodes() == {
        "0.0": ["2", "children"],
        "0.1": ["3", "accounts"],
        "1.0": ["5", "node_0"],
        "1.1": ["1", "node_1"],
        "2.0": ["9", "transactions"],
    }
    weights = {"0.0-1.0": "1", "0.1-1.0": "1", "0.0-1.1": "-1", "0.1-1.1": "1"}
    assert picture.labels() == weights | {"1.0-2.0": "2", "1.1-2.0": "-1"}
    assert [*picture.texts()][:5] == ["inputs", "hidden", "identity", "output", "identity"]


def test_without_inputs_no_value_is_shown(fwdprop: Run) -> None:
    picture = parsed(fwdprop("draw networks/transactions.yaml --format svg").stdout)
    assert picture.nodes() == {
        "0.0": ["children"],
        "0.1": ["accounts"],
        "1.0": ["node_0"],
        "1.1": ["node_1"],
        "2.0": ["transactions"],
    }


@pytest.mark.parametrize("name", [path.stem for path in sorted(NETWORKS.glob("*.yaml"))])
def test_values_are_those_of_run(name: str, fwdprop: Run) -> None:
    net = fwdprop_package.load(NETWORKS / f"{name}.yaml")
    inputs = [f"{number / 7:.3g}" for number in range(1, len(net.inputs) + 1)]
    line = ["run", f"networks/{name}.yaml", "--layers", "all", "--format", "jsonl", "-i", *inputs]
    values = list(json.loads(fwdprop(*line).stdout).values())
    line = ["draw", f"networks/{name}.yaml", "--all", "--format", "svg", "-i", *inputs]
    shown = [texts for key, texts in parsed(fwdprop(*line).stdout).nodes().items() if key[0] != "0"]
    found = [next(text for text in texts if not text.startswith("bias")) for texts in shown]
    assert found == [f"{value:.6g}" for value in values]


def test_signs_are_told_apart_without_colour(fwdprop: Run) -> None:
    edges = parsed(fwdprop("draw networks/transactions-tanh.yaml --format svg").stdout).edges()
    weights = parsed(fwdprop("draw networks/transactions-tanh.yaml --format svg").stdout).labels()
    for key, path in edges.items():
        assert path.attrib["class"] == ("negative" if weights[key][0] == "-" else "positive")
        assert ("stroke-dasharray" in path.attrib) == (weights[key][0] == "-")


def test_the_larger_a_weight_the_thicker_its_line(folder: object, fwdprop: Run) -> None:
    net = "{inputs: [a, b, c], layers: [{nodes: {y: [1, -4, 0]}}]}"
    picture = parsed(fwdprop("draw - --format svg", stdin=net).stdout)
    widths = {key: float(path.attrib["stroke-width"]) for key, path in picture.edges().items()}
    assert widths == {"0.0-1.0": 1.8, "0.1-1.0": 4.0, "0.2-1.0": 1.0}
    assert picture.edges()["0.2-1.0"].attrib["class"] == "zero"


def test_lines_by_contribution_show_value_times_weight(fwdprop: Run) -> None:
    picture = parsed(fwdprop(f"{CUSTOMER} --color-by contribution").stdout)
    products = {"0.0-1.0": "2", "0.1-1.0": "3", "0.0-1.1": "-2", "0.1-1.1": "3"}
    assert picture.labels() == products | {"1.0-2.0": "10", "1.1-2.0": "-1"}
    assert "positive value × weight" in picture.texts()


def test_pointing_at_a_part_says_what_it_is(fwdprop: Run) -> None:
    svg = fwdprop(CUSTOMER).stdout
    titles = re.findall(r"<title[^>]*>(.*?)</title>", svg)
    assert titles == [
        "transactions: inputs 2, hidden 2, output 1",
        "inputs.children → hidden.node_0: 1·2 = 2",
        "inputs.accounts → hidden.node_0: 1·3 = 3",
        "inputs.children → hidden.node_1: -1·2 = -2",
        "inputs.accounts → hidden.node_1: 1·3 = 3",
        "hidden.node_0 → output.transactions: 2·5 = 10",
        "hidden.node_1 → output.transactions: -1·1 = -1",
        "inputs.children: 2",
        "inputs.accounts: 3",
        "hidden.node_0, identity: 5",
        "hidden.node_1, identity: 1",
        "output.transactions, identity: 9",
    ]


def test_a_connection_that_skips_a_layer_goes_below_its_nodes(fwdprop: Run) -> None:
    picture = parsed(fwdprop("draw - --format svg", stdin=SKIPPING).stdout)
    assert picture.nodes()["1.0"] == ["bias 0.5", "p"]
    assert picture.nodes()["1.1"] == ["q", "tanh"]
    assert picture.labels()["0.0-2.0"] == "7"
    assert set(picture.edges()) == {"0.0-1.0", "0.1-1.1", "1.0-2.0", "1.1-2.0", "0.0-2.0"}
    lowest = max(numbers(picture.edges()["0.0-2.0"].attrib["d"])[1::2])
    circles = [each for each in picture.root.iter() if each.tag.endswith("circle")]
    assert lowest > max(float(each.attrib["cy"]) + float(each.attrib["r"]) for each in circles)


def test_too_many_numbers_are_left_out_and_the_picture_says_so(fwdprop: Run) -> None:
    picture = parsed(fwdprop("draw networks/digits.yaml --format svg").stdout)
    assert picture.labels() == {}
    texts = [*picture.texts()]
    assert texts[-2:] == [
        "inputs → hidden: 100 connections, drawn without numbers.",
        "hidden → output: 100 connections, drawn without numbers.",
    ]
    assert [text for text in texts if text.endswith(" more")] == ["54 more", "22 more"]
    assert "relu, 32 nodes" in texts


def test_the_dark_is_one_rule_or_plain(fwdprop: Run) -> None:
    auto, light, dark = (
        fwdprop(f"{CUSTOMER} --theme {theme}").stdout for theme in ("auto", "light", "dark")
    )
    assert auto.count("@media (prefers-color-scheme:dark)") == auto.count("<style>") == 1
    assert re.sub("<style>.*</style>\n", "", auto) == light
    assert "<style>" not in dark
    assert 'fill="#ffffff"' in light
    assert 'fill="#0d1117"' in dark
    for svg in (auto, light, dark):
        assert "var(" not in svg
        assert " style=" not in svg


def test_many_pairs_of_layers_without_numbers_are_said_together(fwdprop: Run) -> None:
    layers = ", ".join(
        f"{{name: h{depth}, nodes: {{{', '.join(f'n{k}: [{row}]' for k in range(7))}}}}}"
        for depth, row in enumerate([", ".join(["1"] * 7)] * 6)
    )
    inputs = ", ".join(f"x{k}" for k in range(7))
    shown = fwdprop("draw - --format svg", stdin=f"{{inputs: [{inputs}], layers: [{layers}]}}")
    assert [*parsed(shown.stdout).texts()][-4:] == [
        "inputs → h0: 49 connections, drawn without numbers.",
        "h0 → h1: 49 connections, drawn without numbers.",
        "h1 → h2: 49 connections, drawn without numbers.",
        "3 more pairs of layers: 147 connections, drawn without numbers.",
    ]


def svg_of(name: str) -> str:
    """The picture of a network with that name in all places, through the command line."""
    net = {
        "inputs": [name],
        "layers": [{"name": "h", "nodes": {name: [1]}}, {"nodes": {name: [1]}}],
    }
    streams = io.BytesIO(json.dumps(net).encode()), io.BytesIO(), io.BytesIO()
    status = main(["draw", "-", "--format", "svg", "--input", "1"], Terminal(*streams))
    assert status == 0, streams[2].getvalue()
    return streams[1].getvalue().decode()


LETTERS = st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S"])


@given(st.text(LETTERS, min_size=1, max_size=20))
def test_a_name_stays_the_text_that_it_is(name: str) -> None:
    shown = parsed(svg_of(name)).nodes()["1.0"][1]
    assert shown == name or (shown.endswith("…") and name.startswith(shown[:-1]))


@given(st.text(st.characters(codec="utf-8"), max_size=5))
def test_no_character_makes_it_unreadable(text: str) -> None:
    assert "1.0" in parsed(svg_of(f"a{text}b")).nodes()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\u202eb", r"a\u202eb"),
        ("a\nb\t", r"a\nb\t"),
        ("a\x1b\x00\x9f", r"a\x1b\x00\x9f"),
        ("a\ufffe\u00ad", r"a\ufffe\xad"),
        ("a\u200db", r"a\u200db"),
        ("می\u200cشود", "می\u200cشود"),
        ("👩\u200d👧", "👩\u200d👧"),
    ],
)
def test_what_cannot_be_seen_is_shown_by_its_number(name: str, shown: str) -> None:
    svg = svg_of(name)
    assert [*parsed(svg).texts()].count(shown) == 3
    assert f"<title>h.{shown}, identity: 1</title>" in svg


def test_markup_in_names_is_shown(fwdprop: Run) -> None:
    name = "</text><b>&amp;"
    picture = parsed(svg_of(name))
    assert picture.nodes()["0.0"] == ["1", name]
