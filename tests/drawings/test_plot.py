"""Charts as pictures: any reader can read them, labels never meet, and no colour is needed."""

from __future__ import annotations

import io
import json
import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from command_line import Run
from hypothesis import given
from hypothesis import strategies as st
from svg_files import SVG
from sweep_networks import JUMPING, POLE

from fwdprop.cli.app import main
from fwdprop.drawings.picture.labels import Box
from fwdprop.drawings.picture.parts import Text
from fwdprop.system.terminal import Terminal

BANK = "sweep networks/bank.yaml --input 40 10 0 --over age=20:80:5 --format svg"


def texts(root: ET.Element) -> list[str]:
    return ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]


def boxes(group: ET.Element) -> list[Box]:
    """The room that each text of a chart takes."""
    found = []
    for each in group.iter(f"{SVG}text"):
        x, y, size = (float(each.attrib[name]) for name in ("x", "y", "font-size"))
        anchor = each.attrib.get("text-anchor", "start")
        found.append(Text(each.text or "", x, y, size, anchor).box)  # type: ignore[arg-type]
    return found


def test_the_picture_has_the_words_of_the_terminal(fwdprop: Run) -> None:
    root = ET.fromstring(fwdprop(f"{BANK} --over retired=0,1").stdout)
    found = texts(root)
    assert found[:2] == ["transactions", "where balance = 10"]
    assert {"retired = 0", "retired = 1", "age", "20", "80", "node_1", "node_0"} <= {*found}
    titles = [each.text for each in root.iter(f"{SVG}title")]
    assert titles[0] == "transactions, where balance = 10: over age"
    assert "node_1 switches at age 62.7318" in titles
    assert found[-1].strip() == "retired = 1: 52.9599 (node_1)"


def test_lines_are_told_apart_without_colour(fwdprop: Run) -> None:
    root = ET.fromstring(fwdprop(f"{BANK} --over balance=0:25:5").stdout)
    lines = [each for each in root.iter(f"{SVG}g") if "data-line" in each.attrib]
    ways = [next(each.iter(f"{SVG}path")) for each in lines]
    assert len({way.attrib.get("stroke-dasharray") for way in ways}) == 6
    signs = [[child.attrib.get("points", "circle") for child in each][-4] for each in lines]
    assert len(lines) == 6
    assert len(signs) == 6


def test_the_dark_is_one_rule_or_plain(fwdprop: Run) -> None:
    auto, light, dark = (
        fwdprop(f"{BANK} --theme {theme}").stdout for theme in ("auto", "light", "dark")
    )
    assert auto.count("@media (prefers-color-scheme:dark)") == auto.count("<style>") == 1
    assert re.sub("<style>.*</style>\n", "", auto) == light
    assert "<style>" not in dark
    for svg in (auto, light, dark):
        assert "var(" not in svg
        assert " style=" not in svg


@pytest.mark.parametrize(
    "line",
    [
        "--over retired=0,1",
        "--over balance=0:25:5",
        "--over balance=0:0.5:0.1",
        "--over balance=0:30:5 --over retired=0,1",
        "",
        "--node hidden.node_0 --node hidden.node_1 --node hidden.node_2 --node hidden.node_3",
    ],
)
def test_no_label_stands_on_another(line: str, fwdprop: Run) -> None:
    root = ET.fromstring(fwdprop(f"{BANK} {line}").stdout)
    for chart in root.iter(f"{SVG}g"):
        if chart.attrib.get("class") == "plot":
            assert not [pair for pair in combinations(boxes(chart), 2) if pair[0].meets(pair[1])]


@pytest.mark.parametrize("net", [JUMPING, POLE])
def test_a_jump_and_a_pole_are_gaps(net: str, fwdprop: Run) -> None:
    svg = fwdprop("sweep - --over a=-2:3:0.5 -i b=0 --format svg", stdin=net).stdout
    (line,) = [each for each in ET.fromstring(svg).iter(f"{SVG}g") if "data-line" in each.attrib]
    ways = [each for each in line.iter(f"{SVG}path") if each.attrib["stroke-width"] == "2"]
    assert len(ways) == (3 if net is JUMPING else 2)
    assert "nan" not in svg
    assert "inf" not in svg


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30), st.integers(-300, 300))
def test_any_name_and_any_size_is_a_picture(name: str, power: int) -> None:
    net = {"inputs": [f"a{name}"], "layers": [{"nodes": {f"b{name}": [float(f"1e{power}")]}}]}
    streams = io.BytesIO(json.dumps(net).encode()), io.BytesIO(), io.BytesIO()
    line = ["sweep", "-", "--over", f"a{name}=0:5:1", "--format", "svg"]
    assert main(line, Terminal(*streams)) == 0, streams[2].getvalue()
    ET.fromstring(streams[1].getvalue().decode())


def test_a_picture_holds_some_charts(fwdprop: Run) -> None:
    net = "{inputs: [a, b, c], layers: [{nodes: {y: [1, 2, 3]}}]}"
    line = "sweep - --over a=0,1 --over b=0,1 --over c=0:24:1 --format svg"
    assert fwdprop(line, stdin=net).stdout.count('class="plot"') == 4
    assert fwdprop(f"{line} --all", stdin=net).stderr == (
        "error: 25 charts, and a picture holds 24\n"
        "help: leave --all out, or let fewer inputs vary\n"
    )


def test_images_are_made_of_it(folder: Path, fwdprop: Run) -> None:
    pytest.importorskip("vl_convert")
    net = "{inputs: [a], layers: [{nodes: {y: [1]}}]}"
    for format, beginning in (("png", b"\x89PNG"), ("pdf", b"%PDF")):
        result = fwdprop(f"sweep - --over a=0:3:1 -o out.{format}", stdin=net)
        assert (result.status, result.stderr) == (0, "")
        assert Path(f"out.{format}").read_bytes().startswith(beginning)
    small, large = (
        len(fwdprop_bytes(f"sweep - --over a=0:3:1 --format png --scale {scale}", net))
        for scale in (1, 3)
    )
    assert small < large
    result = fwdprop("sweep - --over a=0:3:1 -o big.png --scale 20", stdin=net)
    assert "million dots, more than 50" in result.stderr


def fwdprop_bytes(line: str, net: str) -> bytes:
    streams = io.BytesIO(net.encode()), io.BytesIO(), io.BytesIO()
    assert main(line.split(), Terminal(*streams)) == 0
    return streams[1].getvalue()
