"""The page as a file: one script, one style sheet, nothing from elsewhere, names that stay text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from command_line import NETWORKS, Run
from dense_networks import dense_network

from fwdprop.activations import CATALOGUE
from fwdprop.drawings.html.document import FOLDER, SCRIPTS, script_of

TRANSACTIONS = "networks/transactions.yaml --input 2 3"


class Parts(HTMLParser):
    """The elements of a page, with their attributes and the text right in them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.found:
            tag, attributes, text = self.found[-1]
            self.found[-1] = (tag, attributes, text + data)

    def handle_endtag(self, tag: str) -> None:
        self.found.append(("", {}, ""))

    def of(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(attributes, text) for name, attributes, text in self.found if name == tag]


def page(fwdprop: Run, words: str) -> str:
    drawn = fwdprop(f"draw {words} --format html")
    assert (drawn.stderr, drawn.status) == ("", 0)
    return drawn.stdout


def data(text: str) -> dict[str, Any]:
    """What the page says of the network."""
    (found,) = [text for attributes, text in Parts(text).of("script") if "type" in attributes]
    network: dict[str, Any] = json.loads(found)
    return network


def test_a_page_allows_its_own_script_and_style_sheet_and_nothing_else(fwdprop: Run) -> None:
    parts = Parts(page(fwdprop, TRANSACTIONS))
    (script,) = [text for attributes, text in parts.of("script") if not attributes]
    ((_, style),) = parts.of("style")
    policy = [a["content"] for a, _ in parts.of("meta") if "http-equiv" in a]
    hashes = [
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for text in (script, style)
    ]
    assert policy == [
        f"default-src 'none'; script-src 'sha256-{hashes[0]}'; style-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    ]
    names = {name for _, attributes, _ in parts.found for name in attributes}
    assert not names & {"style", "src", "href"}
    assert not [name for name in names if name.startswith("on")]


def test_a_small_page_is_small(fwdprop: Run) -> None:
    assert len(page(fwdprop, TRANSACTIONS).encode()) < 80_000


def test_every_file_of_the_script_is_in_it() -> None:
    assert sorted(SCRIPTS) == sorted(path.stem for path in FOLDER.glob("*.js"))
    assert "</script" not in script_of(SCRIPTS)


def test_every_activation_has_its_form_in_the_script() -> None:
    text = script_of(("activations",))
    single, whole = (
        re.findall(r"^(\w+): \(", block, re.MULTILINE) for block in text.split("WHOLE_LAYER")
    )
    assert single == [entry.name for entry in CATALOGUE.values() if not entry.whole_layer]
    assert whole == [entry.name for entry in CATALOGUE.values() if entry.whole_layer]


def test_the_colours_follow_the_system_or_the_theme(fwdprop: Run) -> None:
    auto, light, dark = (
        page(fwdprop, f"{TRANSACTIONS} --theme {theme}") for theme in ("auto", "light", "dark")
    )
    assert [text.count("prefers-color-scheme") for text in (auto, light, dark)] == [1, 0, 0]
    assert [":root{color-scheme:" + each in dark for each in ("dark;", "light")] == [True, False]
    assert auto == page(fwdprop, TRANSACTIONS)


ODD = """\
name: "</title><b>"
description: "<!-- <script> {{data}}"
inputs: ["</script><img src=x onerror=alert(1)>", "{{script}}"]
layers: [{nodes: {"<!--": [1, 2], "a&amp;b\\u0007": [3, 4]}}]
"""


def test_names_stay_text(fwdprop: Run, folder: Path) -> None:
    Path("odd.yaml").write_text(ODD)
    text = page(fwdprop, "odd.yaml")
    assert data(text)["inputs"] == ["</script><img src=x onerror=alert(1)>", "{{script}}"]
    parts = Parts(text)
    assert [tag for tag, *_ in parts.found if tag in ("img", "b")] == []
    assert [text for _, text in parts.of("h1")] == ["</title><b>"]
    assert "<!--" not in text.replace("&lt;!--", "")


@pytest.mark.parametrize(
    ("words", "x", "origin"),
    [
        ("networks/xor.yaml --input 1 0", [1, 0], False),
        ("networks/xor.yaml", [0, 0], "The inputs are those of the network's first example."),
        ("net.yaml", [0, 0], "The inputs start at 0."),
        ("net.yaml --input nan -inf", ["NaN", "-Infinity"], False),
    ],
)
def test_a_page_starts_with_inputs_and_says_whose(
    fwdprop: Run, folder: Path, words: str, x: list[object], origin: str | bool
) -> None:
    Path("networks").symlink_to(NETWORKS)
    Path("net.yaml").write_text("inputs: 2\nlayers: [{nodes: {y: [1, 2]}}]\n")
    drawn = fwdprop(f"draw {words} --format html")
    assert data(drawn.stdout)["x"] == x
    said = [
        text for attributes, text in Parts(drawn.stdout).of("p") if attributes == {"id": "origin"}
    ]
    assert said == ([origin] if origin else [])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0, 0.5], [0, 1, 0.01]),
        ([2], [0, 5, 1]),
        ([-0.25, 0.5], [-1, 1, 0.01]),
        ([5.5, 3], [0, 10, 0.1]),
        ([-16, 12], [-20, 20, 1]),
        ([1e6], [0, 2e6, 2e4]),
        ([1.7e308], [0, 1e308, 1e306]),
    ],
    ids=str,
)
def test_sliders_reach_a_little_farther_than_the_inputs(
    fwdprop: Run, folder: Path, values: list[float], expected: list[float]
) -> None:
    first, *others = values
    examples = [{"input": [value], "output": [value]} for value in others]
    Path("net.json").write_text(
        json.dumps({"inputs": 1, "layers": [{"nodes": {"y": [1]}}], "examples": examples})
    )
    drawn = fwdprop("draw", "net.json", f"--input={first}", "--format", "html")
    ((*ends, step),) = data(drawn.stdout)["ranges"]
    assert ends == expected[:2]
    assert step == pytest.approx(expected[2])


def test_a_page_holds_every_weight_although_its_picture_does_not(fwdprop: Run) -> None:
    text = page(fwdprop, "networks/digits.yaml --max-nodes 2")
    layers = data(text)["layers"]
    assert [np.shape(layer["weights"]) for layer in layers] == [(32, 64), (10, 32)]
    assert text.count("data-edge=") == 8


def test_very_many_lines_have_no_titles(fwdprop: Run, folder: Path) -> None:
    np.save("0.npy", dense_network([46, 46]).layers[0].weights)
    Path("net.yaml").write_text("inputs: 46\nlayers: [{weights: {file: 0.npy}}]\n")
    assert page(fwdprop, "net.yaml --all").count("</title></path>") == 0
    assert page(fwdprop, "net.yaml").count("</title></path>") == 100


def test_a_network_too_large_for_a_page_is_refused(fwdprop: Run, folder: Path) -> None:
    network = dense_network([250, 200, 1])
    for index, layer in enumerate(network.layers):
        np.save(f"{index}.npy", layer.weights)
    layers = "{weights: {file: 0.npy}}, {weights: {file: 1.npy}}"
    Path("large.yaml").write_text(f"inputs: 250\nlayers: [{layers}]\n")
    drawn = fwdprop("draw large.yaml -o large.html")
    assert (drawn.stdout, drawn.status) == ("", 2)
    assert drawn.stderr == (
        "error: a page holds up to 50,000 weights, and the network has 50,200\n"
        "help: draw it as a picture: --format svg\n"
    )
    assert not Path("large.html").exists()
