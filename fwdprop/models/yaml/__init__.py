"""A network file in YAML (or JSON) -> CallableNetwork."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from fwdprop.errors import Fault, NetworkError
from fwdprop.forward.callable import CallableNetwork
from fwdprop.models.spec import network_from
from fwdprop.models.spec.home import Home
from fwdprop.models.spec.values import Unusual
from fwdprop.models.yaml.cut import cut
from fwdprop.models.yaml.events import Composer
from fwdprop.models.yaml.source import Source
from fwdprop.models.yaml.surrogates import as_written, joined
from fwdprop.system import files

HOLDS = "a network file is YAML or JSON"
ENDINGS = (".yaml", ".yml")
"""How such files end; one with an ending of no format is read as YAML, too."""


def read(
    source: str | os.PathLike[str] | BinaryIO,
    dtype: str | None = None,
    root: str | os.PathLike[str] | None = None,
) -> CallableNetwork:
    """The network that a file, or an open binary stream, describes.

    `dtype` replaces the file's own. Raises NetworkError with up to ten of the file's faults, each
    with its line and column. Paths of weights files are relative to the file's folder, to the
    current one for a stream; the files lie in it, or in the folder `root`, or below.
    """
    if source == "":
        raise NetworkError("the name of the network file is empty")
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        file, folder, name = str(path), path.parent, path.stem
        text = files.text_of(path, file, HOLDS)
    else:
        file, folder, name = "<stdin>", Path(), "network"
        text = files.text_of(source, file, HOLDS)
    return parse(text, file, folder, name, dtype, root)


def parse(
    text: str,
    file: str,
    folder: Path,
    name: str,
    dtype: str | None = None,
    root: str | os.PathLike[str] | None = None,
) -> CallableNetwork:
    """The network that a text describes; `file` is what messages call it.

    Rows of plain numbers are cut out and read apart, which is many times as fast as the parser's
    events. What is unusual or at fault goes through the events alone, which know every location.
    """
    plain = joined(text)
    home = Home(folder, None if root is None else Path(root))
    left, rows = cut(plain)
    if rows:
        composer = Composer(Source(file, left), rows)
        try:
            value = composer.compose()
            if not composer.faults:
                return network_from(value, home, name, dtype)
        except (Unusual, NetworkError):
            pass
        del composer
    try:
        return _exact(Source(file, plain), home, name, dtype)
    except NetworkError as error:
        if plain == text:
            raise
        raise NetworkError(as_written(error.faults, text), more=error.more) from None


def _exact(source: Source, home: Home, name: str, dtype: str | None) -> CallableNetwork:
    """The network, through the parser's events alone; every fault with its location."""
    composer = Composer(source)
    value = composer.compose()
    try:
        network = network_from(value, home, name, dtype)
    except NetworkError as error:
        from fwdprop.models.yaml.commas import with_points
        from fwdprop.models.yaml.locate import located

        found = map(with_points, located(error.faults, source))
        faults = sorted([*composer.faults, *found], key=_order)
        raise NetworkError(faults, more=composer.more + error.more) from None
    if composer.faults:
        raise NetworkError(composer.faults, more=composer.more)
    return network


def _order(fault: Fault) -> tuple[int, int]:
    return (fault.location.line, fault.location.column) if fault.location is not None else (0, 0)
