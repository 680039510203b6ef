"""The house keeps its plan: who may import whom, and what start-up does not load."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from command_line import PACKAGE, ROOT

BASE = {"errors", "float32", "numerals", "meant", "arrays", "spelling"}
# What the modules of a room may import beside those of their own.
MAY_IMPORT = {
    "errors": set(),
    "float32": set(),
    "numerals": {"float32"},
    "meant": set(),
    "arrays": set(),
    "spelling": {"errors"},
    "system": BASE,
    "activations": BASE,
    "guide": set(),
    "network": BASE | {"activations"},
    "forward": BASE | {"activations", "network", "system"},
    "tables": BASE | {"system"},
    "models": BASE | {"activations", "network", "forward", "system", "tables"},
    "analysis": BASE | {"activations", "network", "forward"},
    # The package itself says which version it is.
    "pipeline": BASE | {"", "network", "forward", "system", "tables", "analysis"},
    "arrow": BASE | {"", "network", "forward", "system", "tables", "pipeline"},
    "views": BASE
    | {"activations", "network", "forward", "system", "tables", "models", "analysis", "pipeline"},
    "drawings": BASE | {"network", "forward", "system", "views"},
}
# The formats of one room do not know each other: what several need stands beside them. A format is
# a file or a folder of one of these rooms that reads or writes.
ROOMS_OF_FORMATS = ("tables", "models")
FORMAT_FUNCTIONS = {"read", "write"}
# The packages that stand behind a door of ours, and the rooms that may name them.
IN_ROOMS = {"typer": {"cli"}, "rich": {"views", "drawings", "system"}}
OPTIONAL = {
    "aiohttp",
    "backports",
    "cryptography",
    "dask",
    "distributed",
    "fsspec",
    "pyarrow",
    "safetensors",
    "vl_convert",
}


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


PATHS = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def room(module: str) -> str:
    return ([*module.split("."), ""])[1]


def imported(path: Path) -> Iterator[tuple[str, bool]]:
    """What a file imports, inside functions, too: the module, and whether it stands at the top."""
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((each.name, node in tree.body) for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            for each in node.names:
                whole = f"{node.module}.{each.name}"
                yield whole if whole in PATHS else str(node.module), node in tree.body


def ours(path: Path) -> set[str]:
    """The modules of this package that a file imports."""
    return {module for module, _ in imported(path) if module.split(".")[0] == "fwdprop"}


@pytest.mark.parametrize("module", PATHS)
def test_a_room_imports_what_stands_below_it(module: str) -> None:
    here = room(module)
    if here in ("", "__main__", "cli"):  # these may import all
        return
    assert {room(each) for each in ours(PATHS[module])} - MAY_IMPORT[here] - {here} == set()


def test_nothing_imports_in_a_circle() -> None:
    graph = {module: ours(path) - {module} for module, path in PATHS.items() if module != "fwdprop"}
    # These are imported by their names, which no statement shows.
    graph["fwdprop.cli.app"] |= {each for each in PATHS if each.startswith("fwdprop.cli.commands.")}
    TopologicalSorter(graph).prepare()  # raises CycleError with the circle


def defined(path: Path) -> Iterator[str]:
    """The names that stand at the top of a file: of its functions, and of what it assigns."""
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (each.id for each in node.targets if isinstance(each, ast.Name))


def in_folder(module: str, folder: str) -> bool:
    """Whether the module stands in that room, the room's own file not among them."""
    return module.startswith(f"fwdprop.{folder}.")


def formats(folder: str) -> set[str]:
    """The files and folders of a room that are formats."""
    return {
        module.split(".")[2]
        for module, path in PATHS.items()
        if in_folder(module, folder) and FORMAT_FUNCTIONS.intersection(defined(path))
    }


@pytest.mark.parametrize("name", ROOMS_OF_FORMATS)
def test_formats_of_one_room_do_not_import_each_other(name: str) -> None:
    known = formats(name)
    assert known
    for module, path in PATHS.items():
        where = module.split(".")
        if in_folder(module, name) and where[2] in known:
            beside = {each.split(".")[2] for each in ours(path) if in_folder(each, name)}
            assert beside & known - {where[2]} == set(), module


@pytest.mark.parametrize("module", PATHS)
def test_packages_are_imported_where_they_belong(module: str) -> None:
    for name, is_at_top in imported(PATHS[module]):
        package = name.split(".")[0]
        assert room(module) in IN_ROOMS.get(package, {room(module)}), f"{module} imports {package}"
        assert not (is_at_top and package in OPTIONAL), f"{module} imports {package} at its top"


def loaded(*words: str) -> set[str]:
    """The top-level packages that a command line loads, in a fresh interpreter."""
    code = (
        "import sys\n"
        "from fwdprop.cli.app import main\n"
        "from fwdprop.system.terminal import Terminal\n"
        "main(sys.argv[1:], Terminal.of_process())\n"
        "print(*{m.split('.')[0] for m in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "words",
    [["--help"], ["--version"], ["run", "--help"], ["help"], ["help", "run"], ["help", "rows"]],
    ids=" ".join,
)
def test_help_and_version_load_nothing_heavy(words: list[str]) -> None:
    assert not loaded(*words) & {"numpy", "yaml", "rich", "click", "safetensors", "pydantic"}


def test_run_into_a_pipe_does_not_load_rich() -> None:
    packages = loaded("run", "networks/transactions.yaml", "--input", "2", "3")
    assert {"numpy", "yaml"} <= packages
    assert not packages & {"rich", "click", "safetensors", "json.tool"}


# Each module is imported in a process of its own, which has all other packages already.
IMPORT_EACH = """\
import importlib, os, sys
import numpy, rich.console, rich.table, typer, typer.core, typer.main, yaml

for name in sys.argv[1:]:
    if os.fork() == 0:
        importlib.import_module(name)
        os._exit(0)
    if os.wait()[1] != 0:
        print(name)
"""


def test_every_module_can_be_imported_first() -> None:
    names = [name for name in PATHS if name != "fwdprop.__main__"]
    command = [sys.executable, "-c", IMPORT_EACH, *names]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == ("", "")


def test_importing_the_package_loads_no_numpy_and_keeps_the_environment() -> None:
    code = "import os, sys; before = dict(os.environ); import fwdprop; fwdprop.FwdpropError\n"
    code += "assert 'numpy' not in sys.modules; fwdprop.load; assert before == dict(os.environ)"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("module", PATHS)
def test_what_computes_prints_nothing(module: str) -> None:
    if room(module) not in ("network", "activations", "forward", "analysis", "tables", "models"):
        return
    calls = ast.walk(ast.parse(PATHS[module].read_text()))
    assert not [n for n in calls if isinstance(n, ast.Name) and n.id == "print"]


@pytest.mark.parametrize("module", PATHS)
def test_texts_are_read_and_written_in_a_known_encoding(module: str) -> None:
    for call in ast.walk(ast.parse(PATHS[module].read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute | ast.Name):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id
            if name in ("read_text", "write_text", "TextIOWrapper"):
                assert "encoding" in [word.arg for word in call.keywords], ast.unparse(call)


def test_every_name_of_the_package_leads_somewhere() -> None:
    import fwdprop

    assert [name for name in fwdprop.__all__ if getattr(fwdprop, name, None) is None] == []


def test_every_entry_at_the_top_is_explained_in_one_line() -> None:
    lines = (ROOT / "CONTRIBUTING.md").read_text().splitlines()
    explained = [line.split("`")[1] for line in lines if line.startswith("| `")]
    entries = [
        f"{path.name}/" if path.is_dir() else path.name
        for path in PACKAGE.iterdir()
        if not path.name.startswith("__") and path.name not in ("py.typed", "networks")
    ]
    assert sorted(explained) == sorted(entries)
    assert len(entries) <= 20
