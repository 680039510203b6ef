"""The house keeps its direction: what may import what, and what start-up does not load."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import PACKAGE, ROOT

# Each room may import the rooms before it, and its own.
ROOMS = [
    ["errors", "halfway", "numerals", "formats", "threads", "extras"],
    ["activations", "sealed"],
    ["network"],
    ["given", "blocks", "products", "exact"],
    ["engine"],
    ["forward"],
    ["terms", "examples", "summary", "wiring", "health"],
    ["slips"],
    ["verdicts"],
    ["files"],
    ["spec"],
    ["models"],
    [
        "report",
        "terminal",
        "interrupts",
        "spool",
        "target",
        "atomic",
        "destination",
        "rejects",
        "words",
        "typer_parts",
        "usage",
        "typed",
        "answers",
        "columns",
        "selection",
    ],
    ["rowtypes", "columnar"],
    ["writing"],
    ["reading"],
    ["rows"],
    ["flow"],
    ["settings", "curve", "catalogue", "starter"],
    ["views"],
    ["options"],
    ["commands"],
    ["cli"],
    ["__main__"],
]
# The doors of a Network import the engine when they are first used; so does the package itself.
DOORS = {("network", "forward"), ("network", "given"), ("network", "terms")}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room(module: str) -> str:
    return ([*module.split("."), ""])[1]


def imports(path: Path) -> set[str]:
    """The modules of this package that a file imports, at its top or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "fwdprop":
            whole = node.module == "fwdprop"
            found |= {f"fwdprop.{n.name}" for n in node.names} if whole else {str(node.module)}
    return found


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_nothing_imports_what_stands_above_it(path: Path) -> None:
    here = room(module_name(path))
    if not here:
        return
    order = {name: floor for floor, names in enumerate(ROOMS) for name in names}
    for imported in imports(path):
        there = room(imported)
        if there and not there.startswith("__") and (here, there) not in DOORS:
            assert order[there] <= order[here], f"{here} imports {there}"


def loaded(*words: str) -> set[str]:
    """The top-level packages that a command line loads, in a fresh interpreter."""
    code = (
        "import sys\n"
        "from fwdprop.cli import main\n"
        "from fwdprop.terminal import Terminal\n"
        "main(sys.argv[1:], Terminal.of_process())\n"
        "print(*{m.split('.')[0] for m in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["run", "--help"]], ids=" ".join)
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
    names = [name for name in map(module_name, MODULES) if name != "fwdprop.__main__"]
    command = [sys.executable, "-c", IMPORT_EACH, *names]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == ("", "")


def test_importing_the_package_loads_no_numpy_and_keeps_the_environment() -> None:
    code = "import os, sys; before = dict(os.environ); import fwdprop; fwdprop.FwdpropError\n"
    code += "assert 'numpy' not in sys.modules; fwdprop.load; assert before == dict(os.environ)"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("module", ["network", "activations", "engine", "forward"])
def test_the_engine_prints_nothing(module: str) -> None:
    calls = ast.walk(ast.parse((PACKAGE / f"{module}.py").read_text()))
    assert not [n for n in calls if isinstance(n, ast.Name) and n.id == "print"]


def test_every_name_of_the_package_leads_somewhere() -> None:
    import fwdprop

    assert [name for name in fwdprop.__all__ if getattr(fwdprop, name, None) is None] == []
