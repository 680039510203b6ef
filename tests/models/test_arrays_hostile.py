"""Weights files that were made to do harm, or were damaged on the way."""

from __future__ import annotations

import io
import pickle
import struct
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from array_files import PICKLE, W, marked, refused
from command_line import Run
from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from npy_files import claiming, header, saved
from steps import peak_bytes_of

from fwdprop import FwdpropError, load

pytestmark = pytest.mark.usefixtures("folder")


def archive(method: int = zipfile.ZIP_DEFLATED, **members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as file:
        for name, content in members.items():
            file.writestr(f"{name}.npy", content)
    return stream.getvalue()


def patched(content: bytes, signature: bytes, offset: int, change: bytes) -> bytes:
    at = content.index(signature) + offset
    return content[:at] + change + content[at + len(change) :]


def assert_in_words(stderr: str) -> None:
    """That the message speaks of the file and not of the Python that read it."""
    message = stderr.splitlines()[0]
    for speech in ("<", " object at ", "eOF", "allow_pickle", "max_header_size", "module '", "np."):
        assert speech not in message


DAMAGED = "w.npz is damaged, or not what its ending says"
PLAIN = archive(zipfile.ZIP_STORED, w=saved(W))
PACKED = archive(w=saved(W))


@pytest.mark.parametrize(
    ("content", "message", "help"),
    [
        (b"", "w.npz is damaged, or not what its ending says", None),
        (PACKED[:-30], "w.npz is damaged, or not what its ending says", None),
        (pickle.dumps(W), PICKLE[0].replace("npy", "npz"), PICKLE[1]),
        (
            archive(w=saved(np.array([None]))),
            PICKLE[0].replace("w.npy", "w.npz, array w"),
            PICKLE[1],
        ),
        (
            archive(zipfile.ZIP_BZIP2, w=saved(W)),
            "w.npz is compressed in a way that is not read",
            None,
        ),
        (
            archive(w=claiming("(1000000000, 2)")),
            "w.npz, array w claims (1000000000, 2) numbers;"
            " a network has at most 100,000,000 weights",
            None,
        ),
        (
            archive(w=claiming("(10000, 2)", data=b"\0" * 100)),
            "w.npz, array w claims (10000, 2) numbers, more than the file has bytes for",
            None,
        ),
        (
            patched(PACKED, b"PK\1\2", 24, b"\xff\xff\xff\x7f"),
            "w.npz claims more data than it can hold",
            None,
        ),
    ],
)
def test_an_archive_that_is_not_what_it_claims_is_refused(
    fwdprop: Run, content: bytes, message: str, help: str | None
) -> None:
    Path("w.npz").write_bytes(content)
    told = []
    assert peak_bytes_of(lambda: told.append(refused(fwdprop, "file: w.npz"))) < 8 << 20
    assert told == [marked("file: w.npz", "w.npz", message, help)]


def test_an_encrypted_archive_is_refused_in_words(fwdprop: Run) -> None:
    encrypted = patched(patched(PACKED, b"PK\1\2", 8, b"\1"), b"PK\3\4", 6, b"\1")
    Path("w.npz").write_bytes(encrypted)
    assert_in_words(refused(fwdprop, "file: w.npz"))


@pytest.mark.parametrize(
    "content",
    [
        b"\x93NUMPY\x01\x00",
        b"\x93NUMPY\x02\x00\xff\xff\xff\xff",
        header(""),
        header("(" * 5000),
        header("{" * 300 + "\n"),
        header("-" * 5000 + "1"),
        header("1+" * 4000 + "1"),
        header("9" * 9000),
        header("x" * 60_000),
        header("__import__('os').system('echo ran')"),
        header("{'descr': '<f8', 'fortran_order': 3, 'shape': (3, 2)}"),
        claiming("3"),
        claiming("(3, 2"),
        claiming("(10**9, 2)"),
        claiming("(-1, 2)"),
        claiming("(True, 2)", data=bytes(16)),
        claiming("(0, 99999999999999999999999)"),
        claiming("(9223372036854775807, 0)"),
        claiming(f"({'1, ' * 100})", data=bytes(8)),
        claiming("(3, 2)", descr="'zz'"),
        claiming("(3, 2)", descr="''"),
        claiming("(3, 2)", descr="[('a', '<f8')]"),
        claiming("(3, 2)", descr="'V0'"),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_header_that_lies_or_is_none_is_refused_in_words(
    fwdprop: Run, content: bytes, packed: bool
) -> None:
    Path("w.npy").write_bytes(content)
    Path("w.npz").write_bytes(archive(w=content))
    file = "w.npz" if packed else "w.npy"
    stderr = refused(fwdprop, f"file: {file}")
    assert stderr.startswith(("error: cannot read ", f"error: {file}", "error: layer output"))
    assert_in_words(stderr)


def test_a_file_of_python_2_is_read_without_a_warning_of_python(fwdprop: Run) -> None:
    Path("w.npy").write_bytes(claiming("(3L, 2L)", data=W.tobytes()))
    Path("net.yaml").write_text("inputs: 2\nlayers: [{weights: {file: w.npy}}]\n")
    result = fwdprop("run net.yaml --input 1 10 --format values")
    assert (result.stderr, result.stdout) == ("", "21 43 65\n")


SAFE = b'{"w":{"dtype":"F64","shape":[3,2],"data_offsets":[0,48]}}'


@pytest.mark.parametrize(
    ("head", "data"),
    [
        (b"", b""),
        (b"[" * 1000, b""),
        (SAFE, W.tobytes()[1:]),
        (SAFE.replace(b"[3,2]", b"[1000000000,10]").replace(b"48", b"80000000000"), b""),
        (SAFE.replace(b"[3,2]", b"[0,18446744073709551615]").replace(b"48", b"0"), b""),
        (SAFE.replace(b"F64", b"BF16").replace(b"48", b"12"), bytes(12)),
        (SAFE.replace(b"F64", b"F8_E4M3").replace(b"48", b"6"), bytes(6)),
        (SAFE.replace(b"F64", b"BOOL").replace(b"48", b"6"), bytes(6)),
        (pickle.dumps(W), b""),
    ],
)
def test_safetensors_that_hold_no_weights_are_refused_in_words(
    fwdprop: Run, head: bytes, data: bytes
) -> None:
    pytest.importorskip("safetensors")
    Path("w.safetensors").write_bytes(struct.pack("<Q", len(head)) + head + data)
    assert_in_words(refused(fwdprop, "file: w.safetensors"))


def test_without_the_package_its_extra_is_named(
    fwdprop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "safetensors", None)
    Path("w.safetensors").write_bytes(b"")
    assert refused(fwdprop, "file: w.safetensors") == marked(
        "file: w.safetensors",
        "w.safetensors",
        "w.safetensors needs the safetensors package",
        "pip install 'fwdprop-cli[safetensors]'",
    )


SOUND = {".npy": saved(W), ".npz": PLAIN, ".Npz": PACKED}


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    suffix=st.sampled_from(sorted(SOUND)),
    changes=st.lists(
        st.tuples(st.integers(-200, 130), st.sampled_from(b"\x00\x01\xff(){}[],:'09-<fiOuSVL\n")),
        min_size=1,
        max_size=4,
    ),
    length=st.integers(0, 600),
)
def test_damage_anywhere_is_an_error_or_other_numbers_and_nothing_else(
    suffix: str, changes: list[tuple[int, int]], length: int
) -> None:
    content = bytearray(SOUND[suffix])
    for at, byte in changes:
        content[at % len(content)] = byte
    Path(f"w{suffix}").write_bytes(content[: length or None])
    Path("net.yaml").write_text(f"inputs: 2\nlayers: [{{weights: {{file: w{suffix}}}}}]\n")
    try:
        network = load("net.yaml")
    except FwdpropError:
        return
    assert network.layers[0].weights.shape[1] == 2
