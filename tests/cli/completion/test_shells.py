"""Tab in bash, zsh and fish: the word that is completed is the one that the program gets."""

from __future__ import annotations

from pathlib import Path

import pytest
from shells import STARTS, typed

NET = """inputs: [age, body size, "it's", "a:b", "cost$x", "می\u200cرود"]
layers:
  - {name: hidden, nodes: {n 1: [1, 2, 3, 4, 5, 6], "q\\"x": [1, 2, 3, 4, 5, 6], "!!`$(x!": 0}}
  - nodes: {y: [1, 2, 3]}
"""
CASES = [
    ("fwdprop sho", ["show"]),
    ("fwdprop run m", ["run", "my net.yaml"]),
    ('fwdprop run "m', ["run", "my net.yaml"]),
    ("fwdprop run 'm", ["run", "my net.yaml"]),
    ("fwdprop run my\\ net.yaml -i bo", ["run", "my net.yaml", "-i", "body size="]),
    ("fwdprop run n.yml -i it", ["run", "n.yml", "-i", "it's="]),
    ("fwdprop run n.yml -i a:", ["run", "n.yml", "-i", "a:b="]),
    ("fwdprop run n.yml -i co", ["run", "n.yml", "-i", "cost$x="]),
    ("fwdprop run n.yml -i می", ["run", "n.yml", "-i", "می\u200cرود="]),
    ("fwdprop trace n.yml --node hidden.q", ["trace", "n.yml", "--node", 'hidden.q"x']),
    ('fwdprop trace n.yml --node "hidden.!', ["trace", "n.yml", "--node", "hidden.!!`$(x!"]),
    ("fwdprop trace n.yml --node hidden.!", ["trace", "n.yml", "--node", "hidden.!!`$(x!"]),
    ("fwdprop run n.yml --format=js", ["run", "n.yml", "--format=json"]),
    ("fwdprop run n.yml --layers hidden,ou", ["run", "n.yml", "--layers", "hidden,output"]),
    ("fwdprop run broken.yaml -i a", ["run", "broken.yaml", "-i", "a"]),
    ("fwdprop run none.yaml -i a", ["run", "none.yaml", "-i", "a"]),
]


@pytest.mark.parametrize("shell", STARTS)
@pytest.mark.parametrize(("line", "words"), CASES)
def test_a_word_is_completed(tmp_path: Path, shell: str, line: str, words: list[str]) -> None:
    for name in ("my net.yaml", "n.yml"):
        (tmp_path / name).write_text(NET)
    (tmp_path / "broken.yaml").write_text("inputs: [a\nlayers: {{")
    assert typed(shell, tmp_path, line) == words
