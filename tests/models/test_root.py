"""`--root DIR`: weights files lie anywhere below DIR, where paths and links lead, else nowhere."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from command_line import Run

from fwdprop import FwdpropError, load

COMMANDS = (
    "run NET -i 1 1",
    "trace NET -i 1 1",
    "check NET",
    "check NET -i 1 1 --expect 3",
    "check NET --data rows.csv",
    "show NET",
    "draw NET --format svg",
    "why NET 1,1 2,2",
    "region NET -i 1 1",
    "sweep NET --over a=0:1:1 -i b=1",
    "interactions NET --data rows.csv",
)


@pytest.fixture(autouse=True)
def files(folder: Path) -> None:
    """Networks in home/nets, weights in home/weights and outside of home."""
    for each in ("home/nets", "home/weights", "outside"):
        (folder / each).mkdir(parents=True)
    for each in ("home/nets/beside", "home/weights/w", "outside/w"):
        np.save(folder / f"{each}.npy", [[1.0, 2.0]])
    (folder / "rows.csv").write_text("a,b,node_0\n" + "1,1,3\n2,1,4\n0,3,6\n5,2,9\n")


def network(file: str) -> str:
    text = f"inputs: [a, b]\nlayers:\n  - weights: {{file: '{file}'}}\n"
    Path("home/nets/net.yaml").write_text(text)
    return "home/nets/net.yaml"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_reads_weights_below_the_root(fwdprop: Run, command: str) -> None:
    words = command.replace("NET", network("../weights/w.npy"))
    assert fwdprop(words).status == 2
    result = fwdprop(f"{words} --root home")
    assert (result.stderr, result.status) == ("", 0)


@pytest.mark.parametrize("root", ["home", "home/", "./home/nets/..", ".", "ABSOLUTE", "link"])
def test_a_root_may_be_written_in_any_way(fwdprop: Run, root: str) -> None:
    os.symlink("home", "link")
    root = root.replace("ABSOLUTE", os.path.abspath("home"))
    for file in ("beside.npy", "../weights/w.npy", "../../home/weights/w.npy"):
        assert fwdprop(f"run {network(file)} -i 1 1 --root {root}").stdout == "node_0\n3\n"
        assert load(network(file), root=root)([1, 1]) == [3]
        assert load(network(file), root=Path(root))([1, 1]) == [3]


def test_links_may_lead_anywhere_below_the_root(fwdprop: Run) -> None:
    os.symlink("../weights/w.npy", "home/nets/link.npy")
    os.symlink("../weights", "home/nets/folder")
    for file in ("link.npy", "folder/w.npy", "folder/../weights/w.npy"):
        assert fwdprop(f"run {network(file)} -i 1 1 --root home").stdout == "node_0\n3\n"


@pytest.mark.parametrize(
    ("file", "root"),
    [
        ("../../outside/w.npy", "home"),
        ("link.npy", "home"),
        ("folder/w.npy", "home"),
        ("../weights/out.npy", "home"),
        ("../weights/w.npy", "home/nets"),
        ("beside.npy", "home/weights"),
        ("../weights-2/w.npy", "home/weights"),
        ("../../missing.npy", "home"),
    ],
)
def test_what_leads_out_of_the_root_is_refused(fwdprop: Run, file: str, root: str) -> None:
    os.symlink("../../outside/w.npy", "home/nets/link.npy")
    os.symlink("../../outside", "home/nets/folder")
    os.symlink("../../outside/w.npy", "home/weights/out.npy")
    Path("home/weights-2").mkdir()
    np.save("home/weights-2/w.npy", [[1.0, 2.0]])
    result = fwdprop(f"run {network(file)} -i 1 1 --root {root}")
    message = f"'{file}' is not below the root, '{root}'"
    assert result.stderr.startswith(f"error: {message}\n --> home/nets/net.yaml:3:")
    assert (result.stdout, result.status) == ("", 2)
    with pytest.raises(FwdpropError, match=message):
        load("home/nets/net.yaml", root=root)


@pytest.mark.parametrize("root", ["home", "/"])
def test_absolute_paths_are_refused_always(fwdprop: Run, root: str) -> None:
    file = os.path.abspath("home/weights/w.npy")
    result = fwdprop(f"run {network(file)} -i 1 1 --root {root}")
    assert result.stderr.startswith(
        f"error: paths of weights files are relative to the network file, unlike '{file}'\n"
    )
    assert "help: give a path relative to the network file\n" in result.stderr


def test_from_standard_input_paths_begin_at_the_current_folder(fwdprop: Run) -> None:
    text = Path(network("../weights/w.npy")).read_text()
    os.chdir("home/nets")
    assert fwdprop("run - -i 1 1 --root ..", stdin=text).stdout == "node_0\n3\n"
    assert fwdprop("run - -i 1 1 --root .", stdin=text).status == 2


@pytest.mark.parametrize("root", ["nowhere", "rows.csv", "''"])
def test_a_root_that_is_no_folder_is_refused(fwdprop: Run, root: str) -> None:
    words = f"{network('../weights/w.npy')} --root {root}"
    message = f"--root is a folder, and there is none at '{root.strip(chr(39))}'"
    help = "name the folder that weights files lie in, or below"
    for command in ("run", "check"):
        result = fwdprop(f"{command} {words}")
        assert (result.stderr, result.status) == (f"error: {message}\nhelp: {help}\n", 2)
    with pytest.raises(FwdpropError, match="the root of weights files is a folder"):
        load("home/nets/net.yaml", root=root)


@pytest.mark.parametrize("root", [0, b"."])
def test_a_root_is_a_path(root: Any) -> None:
    with pytest.raises(TypeError, match="str"):
        load(network("../weights/w.npy"), root=root)


def test_weights_below_the_root_are_never_overwritten(fwdprop: Run) -> None:
    before = Path("home/weights/w.npy").read_bytes()
    net = network("../weights/w.npy")
    result = fwdprop(f"run {net} --data rows.csv --root home -o ./home/weights/w.npy")
    assert result.status == 2
    assert Path("home/weights/w.npy").read_bytes() == before
