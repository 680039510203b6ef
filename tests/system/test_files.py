"""Files that a user names: what can be opened, and a sentence for everything else."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from pathlib import Path

import pytest
from command_line import NETWORKS, Run

NET = b"inputs: [a, b]\nlayers:\n  - nodes: {n: [1, 2]}\n"


@pytest.fixture(autouse=True)
def _one_network(folder: Path) -> None:
    """There is one network in the folder."""
    shutil.copy(NETWORKS / "transactions.yaml", folder / "net.yaml")


@pytest.mark.parametrize(
    ("file", "stderr"),
    [
        ("nte.yaml", "error: there is no file nte.yaml\nhelp: did you mean net.yaml?\n"),
        ("NET.YAML", "error: there is no file NET.YAML\nhelp: did you mean net.yaml?\n"),
        ("digits.onnx", "error: there is no file digits.onnx\n"),
        ("nets/net.yaml", "error: there is no file nets/net.yaml\n"),
        ("../missing/net.yaml", "error: there is no file ../missing/net.yaml\n"),
        (".", "error: . is a folder, not a file\n"),
        ("..", "error: .. is a folder, not a file\n"),
        ("/", "error: / is a folder, not a file\n"),
        ("", "error: the name of the network file is empty\n"),
        ("net.yaml/x", "error: cannot read net.yaml/x: not a directory\n"),
        ("x" * 300, f"error: cannot read {'x' * 300}: file name too long\n"),
        ("a\x1b[31m.yml", "error: there is no file a\\x1b[31m.yml\n"),
        (
            "/dev/zero",
            "error: /dev/zero is a binary file\nhelp: a network file is YAML or JSON\n",
        ),
        (
            "/dev/null",
            "error: the file is empty\n --> /dev/null\n"
            "help: `inputs:` and `layers:` make a network\n",
        ),
        ("/proc/self/mem", "error: cannot read /proc/self/mem: input/output error\n"),
        ("loop", "error: cannot read loop: too many levels of symbolic links\n"),
        ("dangling", "error: there is no file dangling\n"),
    ],
)
def test_what_cannot_be_read_is_said(fwdprop: Run, file: str, stderr: str) -> None:
    os.symlink("loop", "loop")
    os.symlink("nowhere", "dangling")
    result = fwdprop("run", file, "--input", "2", "3")
    assert (result.stderr, result.stdout, result.status) == (stderr, "", 2)


def test_no_permission_is_said(fwdprop: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    # The superuser may read whatever its mode.
    monkeypatch.setattr("builtins.open", locked)
    result = fwdprop("run net.yaml --input 2 3")
    assert (result.stderr, result.stdout, result.status) == (
        "error: cannot read net.yaml: permission denied\n",
        "",
        2,
    )


def test_a_socket_is_no_file(fwdprop: Run) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("sock")
        result = fwdprop("run sock --input 2 3")
    assert (result.stdout, result.status) == ("", 2)
    assert result.stderr == "error: sock is a device, not a file\n"


def test_a_pipe_with_a_name_is_read(fwdprop: Run) -> None:
    os.mkfifo("pipe")
    writer = threading.Thread(target=Path("pipe").write_bytes, args=(NET,))
    writer.start()
    result = fwdprop("run pipe --input 1 2")
    writer.join()
    assert (result.stderr, result.stdout) == ("", "n\n5\n")


@pytest.mark.parametrize("name", ["net", "net.txt", "ä b.yml", "-net.yaml", "1e5", "a=b"])
def test_a_network_may_have_any_name(fwdprop: Run, name: str) -> None:
    Path(name).write_bytes(NET)
    result = fwdprop("run", f"./{name}", "--input", "1", "2")
    assert (result.stderr, result.stdout) == ("", "n\n5\n")


def test_an_endless_network_stops_at_once(fwdprop: Run) -> None:
    result = fwdprop("run - --input 1", stdin=bytes(10_000_000))
    assert (result.stdout, result.status) == ("", 2)
    assert result.stderr == (
        "error: <stdin> is a binary file\nhelp: a network file is YAML or JSON\n"
    )
