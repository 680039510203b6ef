"""Weights files that are missing, broken, dangerous or of another shape are refused in words."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from array_files import PICKLE, W, marked, refused
from command_line import Run
from npy_files import claiming, header, saved
from refusals import refusal


@pytest.fixture(autouse=True)
def _watchdog(folder: Path) -> Iterator[None]:
    """In an empty folder: a test that waits for a file that never comes is stopped."""
    signal.alarm(30)
    yield
    signal.alarm(0)


@pytest.mark.parametrize(
    ("content", "message", "help"),
    [
        (b"", "w.npy is not a .npy file of version 1, 2 or 3", None),
        (b"1 2 3\n", "w.npy is not a .npy file of version 1, 2 or 3", None),
        (saved(W)[:-1], "w.npy ends before its last number", None),
        (pickle.dumps(W), *PICKLE),
        (header("", version=4), "w.npy is not a .npy file of version 1, 2 or 3", None),
        (header("(" * 5000), "w.npy has a header that makes no sense", None),
        (claiming("(-1, 2)"), "w.npy has a header that makes no sense", None),
        (claiming("(3, 2)", descr="'zz'"), "w.npy has a header that makes no sense", None),
        (saved(np.zeros((3, 2), "f8,f8")), "w.npy holds records, not numbers", None),
        (saved(np.array([None, 1])), *PICKLE),
        (claiming("(3, 2)", pickle.dumps(W), "'|O'"), *PICKLE),
        (saved(W > 2), "w.npy holds bool, not numbers", None),
        (saved(W + 1j), "w.npy holds complex128, not numbers", None),
        (saved(["a"]), "w.npy holds str32, not numbers", None),
        (
            claiming("(1000000000, 2)"),
            "w.npy claims (1000000000, 2) numbers; a network has at most 100,000,000 weights",
            None,
        ),
        (
            claiming("(10000, 2)"),
            "w.npy claims (10000, 2) numbers, more than the file has bytes for",
            None,
        ),
        (
            saved([[1, np.nan], [np.inf, 2]]),
            "layer output: w.npy holds nan at (1, 2); weights are finite numbers",
            None,
        ),
    ],
)
def test_an_npy_file_that_holds_no_weights_is_refused(
    fwdprop: Run, content: bytes, message: str, help: str | None
) -> None:
    Path("w.npy").write_bytes(content)
    assert refused(fwdprop, "file: w.npy") == marked("file: w.npy", "w.npy", message, help)


@pytest.mark.parametrize(
    ("fields", "mark", "message", "help"),
    [
        ("file: w.npz", "w.npz", "which array of w.npz?", "add array: NAME; w.npz holds w, b"),
        (
            "file: w.npz, array: weights",
            "weights",
            "there is no array 'weights' in w.npz",
            "w.npz holds w, b",
        ),
        (
            "file: w.npz, array: W",
            "W",
            "there is no array 'W' in w.npz",
            "did you mean w? w.npz holds w, b",
        ),
        (
            "file: w.npy, array: b",
            "b",
            "a .npy file holds one array without a name, so 'b' is not in w.npy",
            "leave 'array' out",
        ),
        ("file: w.npy, transpose: yes", "yes", "'transpose' is true or false, not yes", None),
        (
            "file: w.npy, Transpose: true",
            "Transpose",
            "a file with weights has no key 'Transpose'",
            "did you mean transpose?",
        ),
        ("array: w", "{", "a file with weights has no 'file'", "add file: text"),
        (
            "file: v.npy",
            "{",
            "layer output: weights are 2 x 3, expected 2 columns, one for each input",
            "transpose: true reads a matrix that is stored (inputs, nodes)",
        ),
        (
            "file: w.npy, transpose: true",
            "{",
            "layer output: weights are 2 x 3, expected 2 columns, one for each input",
            "leave transpose: true out: this matrix is stored (nodes, inputs)",
        ),
        ("file: cube.npy", "{", "layer output: weights are a matrix, not 1 x 3 x 2", None),
        ("file: one.npy", "{", "layer output: weights are a matrix, not one number", None),
        ("file: none.npy", "{", "layer output has no nodes: its weights have no rows", None),
        ("file: cub.npy", "cub.npy", "there is no file cub.npy", "did you mean cube.npy?"),
        ("file: folder.npy", "folder.npy", "folder.npy is not a regular file", None),
        ("file: pipe.npy", "pipe.npy", "pipe.npy is not a regular file", None),
        ("file: to-nowhere.npy", "to-nowhere.npy", "there is no file to-nowhere.npy", None),
        (
            "file: loop.npy",
            "loop.npy",
            "cannot read loop.npy: too many levels of symbolic links",
            None,
        ),
        (
            "file: w.pkl",
            "w.pkl",
            "weights are read from .npy, .npz, .safetensors files, not from 'w.pkl'",
            None,
        ),
        (
            'file: "w\\0.npy"',
            '"w\\0.npy"',
            "a file name holds no NUL character",
            None,
        ),
    ],
)
def test_a_file_that_is_not_as_asked_for_is_refused(
    fwdprop: Run, fields: str, mark: str, message: str, help: str | None
) -> None:
    np.savez("w.npz", w=W, b=W[0])
    arrays = {"w": W, "v": W.T, "cube": np.array([W]), "one": np.array(1.0), "none": W[:0]}
    for name, array in arrays.items():
        np.save(f"{name}.npy", array)
    Path("folder.npy").mkdir()
    os.mkfifo("pipe.npy")
    os.symlink("gone.npy", "to-nowhere.npy")
    os.symlink("loop.npy", "loop.npy")
    assert refused(fwdprop, fields) == marked(fields, mark, message, help)


@pytest.mark.parametrize(
    "file", ["/w.npy", "../w.npy", "nets/../w.npy", "../nets/w.npy", "/dev/zero", ".."]
)
def test_a_path_that_could_leave_the_folder_is_refused(fwdprop: Run, file: str) -> None:
    np.save("w.npy", W)
    Path("nets").mkdir()
    os.chdir("nets")
    message = f"weights files are beside the network file or below, not at '{file}'"
    help = "give a path relative to the network file, without '..'"
    help += (
        "" if file.startswith("/") else ", or allow it with --root, a folder that both are below"
    )
    assert refused(fwdprop, f"file: {file}") == marked(f"file: {file}", file, message, help)


@pytest.mark.parametrize("file", ["link.npy", "folder/w.npy", "zero.npy", "above.npy"])
def test_a_link_that_leaves_the_folder_is_refused(fwdprop: Run, file: str) -> None:
    Path("nets").mkdir()
    Path("nets-2").mkdir()
    np.save("nets-2/w.npy", W)
    os.chdir("nets")
    for link, target in {
        "link.npy": "../nets-2/w.npy",
        "folder": "../nets-2",
        "zero.npy": "/dev/zero",
        "above.npy": "../missing.npy",
    }.items():
        os.symlink(target, link)
    message = f"'{file}' is a link that leaves the network file's folder"
    help = "allow it with --root, a folder that both are below"
    assert refused(fwdprop, f"file: {file}") == marked(f"file: {file}", file, message, help)


def test_biases_of_another_shape_are_refused(fwdprop: Run) -> None:
    np.savez("b.npz", matrix=W, one=1.0)
    start = "inputs: 2\nlayers:\n  - weights: [[1, 2]]\n    bias: {file: b.npz, array: "
    assert refusal(fwdprop, f"{start}matrix}}\n") == (
        "error: layer output: 3 x 2 biases, expected 1, one for each node\n --> net.yaml:4:11\n"
        "  |\n4 |     bias: {file: b.npz, array: matrix}\n  |           ^\n"
    )
    assert "  biases" not in refusal(fwdprop, f"{start}one}}\n").splitlines()[0]
