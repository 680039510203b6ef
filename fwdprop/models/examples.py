"""The example networks that come with fwdprop: their names, what they are, and their files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fwdprop.errors import UsageError, suggestion
from fwdprop.system.files import examples_folder

FOR_EDITORS = """\
# yaml-language-server: $schema=network.schema.json
# The line above is for editors: `fwdprop schema -o network.schema.json` writes it.
"""
"""How a network file begins."""
SCHEMA_COMMENT = "# yaml-language-server: "


@dataclass(frozen=True)
class Example:
    """A file to copy: a network, called by its name alone, or rows for one, called `iris.csv`.

    `weights` is the file that a network has its weights in, which belongs beside it; None where
    they stand in the network file itself.
    """

    name: str
    description: str
    file: Path
    weights: Path | None = None

    def content(self) -> bytes:
        """The file as it is to be written: its comment for editors fits any folder."""
        text = self.file.read_text(encoding="utf-8")
        if text.startswith(SCHEMA_COMMENT):
            text = FOR_EDITORS + text.partition("\n")[2]
        return text.encode()


def examples() -> list[Example]:
    """All examples, in the order of their names, rows behind the network that they are for."""
    return [
        example
        for file in sorted(examples_folder().glob("*.yaml"), key=lambda file: file.stem)
        for example in (_network(file), *map(_rows, file.parent.glob(f"{file.stem}.csv")))
    ]


def example(name: str) -> Example:
    """The example of that name; a UsageError that names the nearest one where there is none."""
    found = {each.name: each for each in examples()}
    if name not in found:
        help = suggestion(name, found, "`fwdprop new --example` lists them")
        raise UsageError(f"there is no example '{name}'", help)
    return found[name]


def _network(file: Path) -> Example:
    from fwdprop.models import load

    description = " ".join((load(file).description or "").split())
    weights = file.with_suffix(".npz")
    return Example(file.stem, description, file, weights if weights.exists() else None)


def _rows(file: Path) -> Example:
    return Example(file.name, f"Rows for the network {file.stem}, for --data.", file)
