"""The digest of a network: another one wherever a number or a name is, and the same otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from fwdprop import load
from fwdprop.network.digest import digest

TEXT = """\
inputs: [a, b]
layers:
  - name: hidden
    activation: {name: leaky_relu, alpha: 0.1}
    nodes:
      h: {weights: [1, 2], bias: 3}
      g: {weights: {a: 4}, activation: tanh}
  - name: output
    nodes:
      y: [5, 6]
"""
CHANGES = {
    "an input's name": ("[a, b]", "[a, c]"),
    "a layer's name": ("hidden", "inner"),
    "a node's name": (" h:", " k:"),
    "an activation": ("tanh", "sigmoid"),
    "a parameter": ("alpha: 0.1", "alpha: 0.2"),
    "a weight": ("[5, 6]", "[5, 6.000000000000001]"),
    "a weight's sign": ("{a: 4}", "{a: -4}"),
    "a bias": ("bias: 3", "bias: 2"),
    "a connection that has no weight": ("{a: 4}", "{a: 4, b: 0}"),
    "the type of the numbers": ("inputs:", "dtype: float32\ninputs:"),
}
ALIKE = {
    "its own name": ("inputs:", "name: another\ninputs:"),
    "its description": ("inputs:", "description: another\ninputs:"),
    "how a number is written": ("[5, 6]", "[5.0, 6e0]"),
    "examples": ("inputs:", "examples: [{input: [1, 2], output: [3]}]\ninputs:"),
}


def digest_of(text: str, folder: Path) -> str:
    (folder / "net.yaml").write_text(text)
    return digest(load(folder / "net.yaml"))


@pytest.mark.parametrize("what", CHANGES)
def test_other_numbers_or_names_have_another_digest(what: str, tmp_path: Path) -> None:
    changed = TEXT.replace(*CHANGES[what])
    assert changed != TEXT
    assert digest_of(changed, tmp_path) != digest_of(TEXT, tmp_path)


@pytest.mark.parametrize("what", ALIKE)
def test_what_changes_no_number_does_not_change_the_digest(what: str, tmp_path: Path) -> None:
    assert digest_of(TEXT.replace(*ALIKE[what]), tmp_path) == digest_of(TEXT, tmp_path)
