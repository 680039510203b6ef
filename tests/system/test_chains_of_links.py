"""Links are followed to a descriptor as long as the system follows them, and no further."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from command_line import NETWORKS, Run

LOOP = "error: cannot write link_0: too many levels of symbolic links\n"


@pytest.mark.parametrize(("links", "is_written"), [(1, True), (39, True), (40, False), (41, False)])
def test_a_descriptor_behind_many_links(
    fwdprop: Run, folder: Path, links: int, is_written: bool
) -> None:
    if not os.path.isdir("/proc/self/fd"):
        pytest.skip("the system does not show descriptors in this way")
    reading, writing = os.pipe()
    for index in range(links - 1):
        Path(f"link_{index}").symlink_to(f"link_{index + 1}")
    Path(f"link_{links - 1}").symlink_to(f"/proc/self/fd/{writing}")
    with open(reading, "rb") as pipe, open(writing, "wb", buffering=0):
        net = NETWORKS / "transactions.yaml"
        result = fwdprop(f"run {net} -i 2 3 --layers output --format csv -o link_0")
        assert (result.stdout, result.status) == ("", 0 if is_written else 2)
        assert result.stderr == ("" if is_written else LOOP)
        if is_written:
            assert os.read(pipe.fileno(), 100).decode() == "transactions\n9\n"
