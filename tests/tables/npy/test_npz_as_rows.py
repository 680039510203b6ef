"""An .npz archive in the place of rows: its arrays are named, with what takes one out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from command_line import ROOT, Run
from npy_files import archive

NET = f"{ROOT}/networks/transactions.yaml"
WHAT = "is an archive of arrays, and rows are read from one array"
SAVE = "help: save the array of rows alone, with numpy.save"


def test_the_arrays_of_an_archive_are_named(fwdprop: Run, folder: Path) -> None:
    content = archive(y=np.ones(3), **{"my x": np.ones((3, 2))})
    (folder / "x.npz").write_bytes(content)
    for line in (f"run {NET} --data x.npz", f"check {NET} --data x.npz"):
        assert fwdprop(line).stderr == (
            f"error: x.npz {WHAT}: it holds y (3,), my x (3, 2)\n"
            "help: take it out: unzip -p x.npz 'my x.npy' | fwdprop ... --from npy\n"
        )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 of something else",
        archive(x=np.ones((3, 2)))[:-20],
        archive(),
        archive(x=np.ones((3, 2))).replace(b"x.npy", b"x.txt"),
        archive(x=np.array([None])),
    ],
)
def test_whatever_is_in_it_is_refused(fwdprop: Run, folder: Path, content: bytes) -> None:
    (folder / "x.npz").write_bytes(content)
    result = fwdprop(f"run {NET} --data x.npz")
    assert result.stderr == f"error: x.npz {WHAT}\n{SAVE}\n"
    assert (result.stdout, result.status) == ("", 2)
