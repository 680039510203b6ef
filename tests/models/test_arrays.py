"""Weights in files beside the network: what is read, from where, and to which digit."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from command_line import Run

W = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
B = np.array([0.5, 1.0, 2.0])
# Behind the inputs 1 and 10.
ANSWER = "21 43 65\n"
ANSWER_WITH_BIAS = "21.5 44 67\n"

pytestmark = pytest.mark.usefixtures("folder")


def network(weights: str, bias: str = "0") -> str:
    return f"inputs: [a, b]\nlayers:\n  - weights: {weights}\n    bias: {bias}\n"


def output(fwdprop: Run, weights: str, bias: str = "0", file: str = "net.yaml") -> str:
    Path(file).write_text(network(weights, bias))
    result = fwdprop("run", file, "--input", "1", "10", "--format", "values")
    assert (result.stderr, result.status) == ("", 0)
    return result.stdout


@pytest.mark.parametrize(
    "dtype", ["<f8", ">f8", "<f4", ">f4", "<f2", "i1", "u1", "<i2", ">u4", "<i8", "<u8"]
)
def test_every_type_of_plain_numbers_is_read(fwdprop: Run, dtype: str) -> None:
    np.save("w.npy", W.astype(dtype))
    assert output(fwdprop, "{file: w.npy}") == ANSWER


@pytest.mark.parametrize(
    ("stored", "transpose"),
    [
        (W, ""),
        (W, ", transpose: false"),
        (np.asfortranarray(W), ""),
        (W.T, ", transpose: true"),
        (np.ascontiguousarray(W.T), ", transpose: true"),
        (np.ascontiguousarray(W.T), ", transpose: TRUE"),
    ],
)
def test_rows_are_nodes_unless_the_file_says_that_columns_are(
    fwdprop: Run, stored: np.ndarray, transpose: str
) -> None:
    np.save("w.npy", stored)
    assert output(fwdprop, f"{{file: w.npy{transpose}}}") == ANSWER


@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
def test_arrays_of_an_archive_go_by_name(fwdprop: Run, save: Callable[..., None]) -> None:
    save("w.npz", coefs=W.T, intercepts=B)
    found = output(
        fwdprop,
        "{file: w.npz, array: coefs, transpose: true}",
        "{file: w.npz, array: intercepts}",
    )
    assert found == ANSWER_WITH_BIAS


def test_the_only_array_of_an_archive_needs_no_name(fwdprop: Run) -> None:
    np.savez("w.npz", W)
    np.save("b.npy", B)
    assert output(fwdprop, "{file: w.npz}", "{file: b.npy}") == ANSWER_WITH_BIAS


@pytest.mark.parametrize("dtype", ["f8", "f4", "f2", "i8", "i4", "i2", "i1", "u1"])
def test_safetensors_are_read(fwdprop: Run, dtype: str) -> None:
    numpy = pytest.importorskip("safetensors.numpy")
    numpy.save_file({"w": W.astype(dtype), "b": B}, "w.safetensors", metadata={"format": "np"})
    found = output(fwdprop, "{file: w.safetensors, array: w}", "{file: w.safetensors, array: b}")
    assert found == ANSWER_WITH_BIAS


def test_every_digit_of_a_stored_number_is_kept(fwdprop: Run) -> None:
    np.save("w.npy", np.array([[0.1, 5e-324]]))
    assert output(fwdprop, "{file: w.npy}", "1/3") == f"{0.1 + 1 / 3!r}\n"


def test_files_are_looked_for_beside_the_network(fwdprop: Run) -> None:
    Path("nets/weights").mkdir(parents=True)
    np.save("nets/w.npy", W)
    np.save("nets/weights/b.npy", B)
    found = output(fwdprop, "{file: ./w.npy}", "{file: weights/b.npy}", "nets/net.yaml")
    assert found == ANSWER_WITH_BIAS


def test_files_of_a_network_on_standard_input_are_looked_for_in_the_current_folder(
    fwdprop: Run,
) -> None:
    Path("weights").mkdir()
    np.save("weights/w.npy", W)
    written = network("{file: weights/w.npy}")
    assert fwdprop("run - -i 1 10 --format values", stdin=written).stdout == ANSWER


def test_a_link_within_the_folder_is_followed(fwdprop: Run) -> None:
    Path("weights").mkdir()
    np.save("weights/w.npy", W)
    os.symlink("weights/w.npy", "link.npy")
    os.symlink("weights", "folder")
    assert output(fwdprop, "{file: link.npy}") == ANSWER
    assert output(fwdprop, "{file: folder/w.npy}") == ANSWER


def test_the_network_itself_may_be_a_link(fwdprop: Run) -> None:
    Path("real").mkdir()
    np.save("w.npy", W)
    Path("real/net.yaml").write_text(network("{file: w.npy}"))
    os.symlink("real/net.yaml", "net.yaml")
    assert fwdprop("run net.yaml -i 1 10 --format values").stdout == ANSWER


def test_layers_may_share_a_file(fwdprop: Run) -> None:
    np.savez("w.npz", first=W, second=W.T)
    Path("net.yaml").write_text(
        "inputs: 2\nlayers:\n"
        "  - weights: {file: w.npz, array: first}\n"  # 21 43 65
        "  - weights: {file: w.npz, array: second}\n"  # 21 + 129 + 325, 42 + 172 + 390
    )
    assert fwdprop("run net.yaml -i 1 10 --format values").stdout == "475 604\n"
