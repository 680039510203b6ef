"""Rows cut out of the text or read event by event: the same network or the same faults."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
import yaml
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from steps import calls_of

from fwdprop import FwdpropError, Network
from fwdprop.models import yaml as reader
from fwdprop.models.yaml import events

finite = st.floats(allow_nan=False, allow_infinity=False, width=64)
ROW = "[1.5, 2.5, 3.5, 4.5, 5.5, 6.5]"


def parse(text: str) -> Network:
    return reader.parse(text, "net.yaml", Path(), "net")


def picture(network: Network) -> object:
    """All of a network, numbers to the bit, for comparison."""
    layers = [
        (
            layer.name,
            layer.nodes,
            layer.weights.shape,
            layer.weights.tobytes(),
            layer.bias.tobytes(),
            str(layer.activation),
            layer.sources,
            sorted((node, str(own)) for node, own in layer.node_activations.items()),
            None if layer.connected is None else layer.connected.tobytes(),
        )
        for layer in network.layers
    ]
    head = (network.name, network.description, network.dtype, network.inputs)
    return head, layers, repr(network.examples)


def outcome(text: str) -> object:
    try:
        return picture(parse(text))
    except FwdpropError as error:
        return error.faults, error.more


def outcome_by_events(text: str) -> object:
    with patch.object(reader, "cut", lambda text: (text, [])):
        return outcome(text)


# --- Whatever the text ---------------------------------------------------------------------------

NUMBERS = ["0", "-7", "2.5", "-0.0", "1e5", "1e-05", "-2E+3", "123456789012345678901234567890"]
# fmt: off
PIECES = [
    "#", " # ", "'", '"', "\\", ",", "]", "[", "{", "}", "5", "0", "1", "+1", ".5", "5.", "010",
    "-0", "1e999", "0x1F", "1/3", "_", "e", "-", "- ", ": ", "? ", "&a ", "*a", "! ", "!!str ",
    "<<", "~", "null", "\n", "\n  ", "\n    ", "\r", "\t", " ", "\x85", "\u2028", "\xa0", "\x1f",
    "\x0c", "\ue000", "\ue0000", "\ue0010", "%", "@", "|", ">", "---\n", "...\n", ": |\n", "- - ",
    "[ ]", f"[{' ' * 30}]", ROW, f"{ROW}0", f"# {ROW}\n", f"# {ROW[:-9]}",
    *("\n    - 1" * n for n in (1, 9)),
]
# fmt: on


@st.composite
def networks(draw: st.DrawFn) -> str:
    """The text of a network with rows of many lengths, in one of the styles that people use."""
    inputs, nodes = draw(st.integers(1, 12)), range(draw(st.integers(1, 3)))
    rows = [[draw(st.sampled_from(NUMBERS)) for _ in range(inputs)] for _ in nodes]
    gap = draw(st.sampled_from([", ", ",", ",\n        ", " , "]))
    flow = ["[" + gap.join(row) + "]" for row in rows]
    block = ["\n".join(f"        - {number}" for number in row) for row in rows]
    styles = [
        "  - nodes:\n" + "".join(f"      n{i}: {flow[i]}\n" for i in nodes),
        "  - nodes:\n" + "".join(f"      n{i}:\n{block[i]}\n" for i in nodes),
        "  - nodes: {" + ", ".join(f"n{i}: {{weights: {flow[i]}}}" for i in nodes) + "}\n",
        "  - weights:\n" + "".join(f"      -\n{row}\n" for row in block),
        "  - weights:\n" + "".join(f"      - - {row[10:]}\n" for row in block),
        "  - weights: [" + ", ".join(flow) + "]\n    bias: 1\n",
        f"  - weights:\n      - &r {flow[0]}\n      - *r\n",
    ]
    names = draw(st.sampled_from([inputs, list(range(10_000, 10_000 + inputs))]))
    head = draw(st.sampled_from(["", "# {}\n", "name: '{}'\n", "name: a {}\n", "name: |\n  {}\n"]))
    tail = draw(st.sampled_from(["", "examples:\n  - input: {}\n    output: {{{}: 1.50}}\n"]))
    node = "n0" if "nodes" in (layer := draw(st.sampled_from(styles))) else "node_0"
    return f"{head.format(flow[0])}inputs: {names}\nlayers:\n{layer}{tail.format(flow[0], node)}"


@st.composite
def changed(draw: st.DrawFn) -> str:
    """Such a text with pieces put in, taken out or doubled, mostly beside brackets and breaks."""
    text = draw(networks())
    for _ in range(draw(st.integers(0, 3))):
        spots = [match.end() for match in re.finditer(r"[\[\],]|\n *(?:- )?", text)]
        at = draw(st.one_of(st.sampled_from(spots or [0]), st.integers(0, len(text))))
        piece, length = draw(st.sampled_from(PIECES)), draw(st.integers(0, 12))
        text = draw(
            st.sampled_from(
                [
                    text[:at] + piece + text[at:],
                    text[:at] + piece + text[at + length :],
                    text[:at] + text[at + length :],
                    text[:at] + text[at : at + length] * 2 + text[at + length :],
                ]
            )
        )
    return text


@settings(max_examples=examples(80))
@given(text=changed())
def test_any_text_means_the_same_either_way(text: str) -> None:
    assert outcome(text) == outcome_by_events(text)


@settings(max_examples=examples(40))
@given(text=networks())
def test_sound_networks_are_read_either_way(text: str) -> None:
    assert isinstance(outcome(text), tuple)
    assert outcome(text) == outcome_by_events(text)


START = "inputs: 6\nlayers:\n  - weights:\n"
LINE = f"    - {ROW}\n"
LOOKALIKES = {
    "the number of a row behind it": f"{START}    - {ROW}0\n",
    "the number of no row behind it": f"{START}    - {ROW}9\n",
    "digits behind a row in brackets": f"{START[:-1]} [{ROW}00]\n",
    "a number behind it": f"{START}    - {ROW} 0\n",
    "a number below it": f"{START}{LINE}      0\n",
    "a letter before it": f"{START}    - x{ROW}\n",
    "a remark behind it": f"{START}    - {ROW}# 0\n",
    "a tag before it": f"{START}    - !!str {ROW}\n",
    "a row as a key": f"{START}{LINE}? {ROW}\n: 1\n",
    "minus zeros": f"{START}    - [-0, 1, -0, 2.00000000000, -0, 3]\n",
    "minus zeros in a block": f"inputs: 9\n{START[10:]}    - - -0\n" + "      - -0\n" * 8,
    "a remark in a block": f"inputs: 9\n{START[10:]}    - - 1\n"
    + "      - 2\n" * 8
    + "      - 3 # 4\n",
    "a remark that goes on": f"{START}{LINE}# [1, 2, 3, 4, 5, 6, 7, 8,\n9, 10]\n",
    "a remark that cr ends": f"{START}{LINE}# [1, 2, 3, 4, 5, 6, 7, 8,\r9, 10]\n",
    "a remark that nel ends": f"{START}{LINE}# [1, 2, 3, 4, 5, 6, 7, 8,\x859, 10]\n",
    "a remark that ls ends": f"{START}{LINE}# [1, 2, 3, 4, 5, 6, 7, 8,\u20289, 10]\n",
    "a control character": f"{START}{LINE}# [1, 2, 3, 4, 5, 6, 7, 8,\x1f9, 10]\n",
    "numbers that JSON has not": f"{START}    - [+1, .5, 5., 010, 0x1F, 1/3]{' ' * 9}\n",
    "a comma at the end": f"{START}    - [1, 2, 3, 4, 5.5555555555, 6, ]\n",
    "an empty row": f"inputs: [{' ' * 30}]\n{START[10:]}{LINE}",
    "a mark of its own": f"name: \ue0000\n{START}{LINE}",
    "a mark in quotes": f'name: "\\ue0000"\n{START}{LINE}',
    "a plain text": "name: a" + "\n  - 2" * 9 + f"\n{START}{LINE}",
    "a quoted text": "name: '" + "\n  - 2" * 9 + f"'\n{START}{LINE}",
    "a block text": "name: |" + "\n  - 2" * 9 + f"\n{START}{LINE}",
    "aliases by the thousand": f"inputs: 999\nlayers:\n  - weights:\n    - &r [{'1, ' * 998}1]\n"
    + "    - *r\n" * 1001,
}


@pytest.mark.parametrize("text", LOOKALIKES.values(), ids=LOOKALIKES)
def test_what_looks_like_a_row_is_one_only_where_it_is(text: str) -> None:
    assert outcome(text) == outcome_by_events(text)


# --- What was written is what is read -----------------------------------------------------------

STYLES: dict[str, Callable[[object], str]] = {
    "minified JSON": lambda network: json.dumps(network, separators=(",", ":")),
    "JSON": json.dumps,
    "indented JSON": lambda network: json.dumps(network, indent=2),
    "YAML blocks": lambda network: yaml.safe_dump(network, default_flow_style=False),
    "YAML rows": lambda network: yaml.safe_dump(network, default_flow_style=None),
    "YAML flow": lambda network: yaml.safe_dump(network, default_flow_style=True),
}


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=examples(30))
@given(
    rows=st.integers(1, 20).flatmap(
        lambda size: st.lists(
            st.lists(finite | st.integers(-(10**30), 10**30), min_size=size, max_size=size),
            min_size=1,
            max_size=4,
        )
    )
)
def test_what_another_writer_wrote_is_read_to_the_bit(style: str, rows: list[list[float]]) -> None:
    layers = [{"weights": rows, "bias": [row[0] for row in rows]}]
    network = parse(STYLES[style]({"inputs": len(rows[0]), "layers": layers}))
    expected = [[float(number) for number in row] for row in rows]
    assert network.layers[0].weights.tobytes() == np.array(expected).tobytes()
    assert network.layers[0].bias.tobytes() == np.array([row[0] for row in expected]).tobytes()


# --- Long texts ---------------------------------------------------------------------------------


# tests/benchmarks/hostile.py shows that the time, too, grows no faster than the text.
@pytest.mark.parametrize(
    ("start", "middle", "end"),
    [
        ("", "- 1\n", "- 1 # one"),
        ("", "  - 1\n", "   - 1"),
        ("", "- 1\n" * 6 + "- x\n", ""),
        ("[", "1" * 40, ""),
        ("[", "1,", "x]"),
        ("", "[1,", ""),
        ("# ", "[]", ""),
    ],
    ids=["comment", "indented", "short runs", "digits", "row", "rows", "brackets"],
)
def test_a_text_that_is_twice_as_long_takes_twice_the_steps(
    start: str, middle: str, end: str
) -> None:
    def read(times: int) -> None:
        outcome(start + middle * times + end)

    read(1)  # what is imported is imported once
    assert calls_of(lambda: read(10_000)) < 3 * calls_of(lambda: read(5_000))


@pytest.mark.parametrize("style", STYLES)
def test_plain_numbers_are_read_the_quick_way_alone(style: str) -> None:
    layers = [
        {"weights": [[i + j / 4 for i in range(50)] for j in range(9)], "bias": list(range(9))}
    ]
    text = STYLES[style]({"inputs": 50, "layers": layers})
    with patch.object(reader, "Composer", wraps=events.Composer) as composer:
        parse(text)
    assert composer.call_count == 1
    assert len(composer.call_args.args[1]) >= 9
