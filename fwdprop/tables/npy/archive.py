"""An .npz archive where rows are expected: which arrays it holds, and how one is taken out."""

from __future__ import annotations

import zipfile
import zlib
from itertools import islice

from fwdprop.errors import UsageError, listed, shortened
from fwdprop.system import shell
from fwdprop.system.stores.url import is_remote, local_path, shown
from fwdprop.tables.npy.header import HeaderError, read_header

# The first ones are looked at: an archive may hold very many.
_LOOKED_AT = 20
_SAVE = "save the array of rows alone, with numpy.save"


def not_one_array(path: str) -> UsageError:
    """The error for an archive that is named for rows, with its arrays where these can be seen."""
    message = f"{shown(path)} is an archive of arrays, and rows are read from one array"
    try:
        shapes = {} if is_remote(path) else _shapes(local_path(path))
    except (OSError, ValueError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error):
        shapes = {}
    if not shapes:
        return UsageError(message, _SAVE)
    there = [f"{shortened(name)} {shape}" for name, shape in shapes.items()]
    likely = [name for name, shape in shapes.items() if len(shape) == 2] or [*shapes]
    member = shell.word(f"{likely[0]}.npy")
    take = f"unzip -p {shell.path(path)} {member} | fwdprop ... --from npy"
    return UsageError(f"{message}: it holds {listed(there)}", f"take it out: {take}")


def _shapes(path: str) -> dict[str, tuple[int, ...]]:
    """The shape of each of the first arrays, by their names."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        for info in islice(archive.infolist(), _LOOKED_AT):
            if not info.filename.endswith(".npy"):
                continue
            try:
                with archive.open(info) as member:
                    found[info.filename.removesuffix(".npy")] = read_header(member.read).shape
            except (HeaderError, NotImplementedError):
                continue
    return found
