"""What fwdprop takes from inside Typer is there, and public names do for all the rest."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from command_line import PACKAGE

PARTS = PACKAGE / "cli/typer_parts.py"
INSIDE = [
    ("typer.core", "TyperCommand"),
    ("typer.core", "TyperGroup"),
    ("typer.main", "get_command"),
    ("typer._completion_shared", "_completion_scripts"),
]


@pytest.mark.parametrize(("module", "name"), INSIDE)
def test_typer_still_has_what_is_taken_from_inside_it(module: str, name: str) -> None:
    gone = f"Typer {typer.__version__} has no {module}.{name}: fwdprop/cli/typer_parts.py needs it"
    assert hasattr(importlib.import_module(module), name), gone


def refused(line: list[str]) -> typer.TyperException:
    """The error of Typer's own parser for a command line of a command with one option."""

    def command(number: int = 0) -> None:
        pass

    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    app.command()(command)
    with pytest.raises(typer.TyperException) as raised:
        typer.main.get_command(app).main(line, "name", standalone_mode=False)
    return raised.value


def test_an_error_of_the_parser_says_which_option_there_is_not_and_which_there_are() -> None:
    from fwdprop.cli.typer_parts import command_context, known_options, unknown_option

    gone = f"an error of Typer {typer.__version__} does not say this any more"
    error = refused(["--nubmer", "1"])
    assert unknown_option(error) == "--nubmer", gone
    assert "--number" in known_options(error), gone
    assert command_context(error).command_path == "name", gone
    assert unknown_option(refused(["--number", "x"])) is None


def names_of_typer(path: Path) -> Iterator[str]:
    """The names of Typer that a file uses: `Option` for typer.Option, `.core` for an import."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "typer":
            yield node.attr
        elif isinstance(node, ast.ImportFrom) and str(node.module).split(".")[0] == "typer":
            yield str(node.module).removeprefix("typer")


def test_all_other_files_use_public_names_of_typer_alone() -> None:
    tree = ast.parse(Path(typer.__file__).read_text())
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    public = {each.name for node in imports for each in node.names if each.asname == each.name}
    files = set(PACKAGE.rglob("*.py")) - {PARTS}
    assert {name for path in files for name in names_of_typer(path)} <= public
