"""Whatever the reader accepts, the schema accepts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from network_files import ANY_NUMBERS, NAMES, Tree, networks, text_of
from schema_verdicts import is_read, network, one_node, refused

ACCEPTED = {
    "a JSON file": '{"inputs": ["a"], "layers": [{"weights": [[1.5e3]]}]}',
    "names that look like something else": network(
        "name: 1, nodes: [null], weights: [[1, 2]]", inputs="[yes, 1.5]"
    ),
    "names that differ in spelling alone": network(inputs="[1, 01]"),
    "a node without connections": one_node("{weights: {}, bias: 1}"),
    "no examples": network(examples="[]"),
    "choices in quotes": network('weights: {file: w.npy, transpose: "False"}', dtype='"float32"'),
    "endings in capitals": network("weights: {file: ./W.NPY}"),
    "a list of one for a node": one_node(
        "{weights: [1, 2], activation: {name: prelu, alpha: [1]}}"
    ),
}


@pytest.mark.parametrize("written", ACCEPTED.values(), ids=ACCEPTED)
def test_what_is_unusual_is_accepted_by_both(written: str, tmp_path: Path) -> None:
    for name in ("w.npy", "W.NPY"):
        with open(tmp_path / name, "wb") as file:
            np.save(file, [[1.0, 2.0]])
    assert is_read(written, tmp_path)
    assert refused(written) == []


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a matrix of each small size, and biases."""
    folder = tmp_path_factory.mktemp("weights")
    (folder / "a").mkdir()
    for rows in range(1, 4):
        np.save(folder / f"{rows}.npy", np.ones(rows))
        for columns in range(1, 4):
            np.save(folder / f"{rows}x{columns}.npy", np.ones((rows, columns)))
            with open(folder / "a" / f"{rows}x{columns}.NPZ", "wb") as file:
                np.savez(file, w=np.ones((rows, columns)), v=np.ones(1))
    return folder


@given(tree=networks())
def test_what_the_reader_accepts_the_schema_accepts(tree: Tree, folder: Path) -> None:
    written = text_of(tree)
    assume(is_read(written, folder))
    assert refused(written) == []


# --- Networks with a slip -------------------------------------------------------------------------

SLIPS: st.SearchStrategy[Tree] = st.recursive(
    ANY_NUMBERS | NAMES | st.sampled_from(["", "~", "relu", "softmax", "leaky_relu", "output"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(NAMES, inner, max_size=2),
    max_leaves=3,
)
KEYS = "name inputs layers nodes weights bias activation input output tolerance file alpha"


def spots(tree: Tree) -> list[tuple[Any, Any]]:
    """Every mapping or list in the tree with each of its keys or indices."""
    if isinstance(tree, str):
        return []
    pairs = list(tree.items()) if isinstance(tree, dict) else list(enumerate(tree))
    return [(tree, key) for key, _ in pairs] + [at for _, value in pairs for at in spots(value)]


@given(tree=networks(), data=st.data())
def test_nor_does_a_slip_part_the_two(tree: Tree, data: st.DataObject, folder: Path) -> None:
    around, key = data.draw(st.sampled_from(spots(tree)))
    slip = data.draw(st.sampled_from(["left out", "replaced", "renamed", "added"]))
    if slip == "left out":
        del around[key]
    elif slip == "replaced":
        around[key] = data.draw(SLIPS)
    elif isinstance(around, list):
        around.insert(key, data.draw(SLIPS))
    else:
        name = data.draw(st.sampled_from(KEYS.split()) | NAMES)
        around[name] = around.pop(key) if slip == "renamed" else data.draw(SLIPS)
    written = text_of(tree)
    if is_read(written, folder):
        assert refused(written) == []
