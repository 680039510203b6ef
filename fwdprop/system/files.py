"""Opening what a user names: a file's bytes, or a sentence that says why there are none."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import BinaryIO

from fwdprop.errors import FwdpropError, NetworkError, UsageError, did_you_mean, nearest, reason_of
from fwdprop.system import shell
from fwdprop.system.encodings import decoded, refusal, wide
from fwdprop.system.stores.url import shown, url

MAX_TEXT = 1 << 30
STANDARD_INPUT = "the file that standard input is"
"""What messages call it where nothing may be written to it."""
WEIGHTS = (".npy", ".npz", ".safetensors")
"""How files end that networks have their weights in."""
_CHUNK = 1 << 20
_noted: ContextVar[dict[tuple[int, int] | str, str] | None] = ContextVar("_noted", default=None)


@contextmanager
def noting() -> Iterator[None]:
    """Notes within which files are read, so that nothing is written over them."""
    before = _noted.set({})
    try:
        yield
    finally:
        _noted.reset(before)


def note(file: str | BinaryIO, name: str) -> None:
    """Notes a file that is read, or going to be, by its path or opened; `name` is for messages."""
    with suppress(OSError, ValueError):  # there is no such file, or it is bytes in memory
        _note(os.stat(file) if isinstance(file, str) else os.fstat(file.fileno()), name)


def note_url(place: str) -> None:
    """Notes a file of a store that is going to be read."""
    files = _noted.get()
    if files is not None:
        files[_without_options(place)] = shown(place)


def prove_url_not_read(option: str, place: str) -> None:
    """Raises UsageError where the file of a store, which an option names, is one that is read."""
    read = (_noted.get() or {}).get(_without_options(place))
    if read is not None:
        message = f"{option} {shown(place)} would overwrite {read}, which is read"
        raise UsageError(message, "name another file")


def _without_options(place: str) -> str:
    return str(url(place)._replace(user="", options=""))


def noted(status: os.stat_result) -> str | None:
    """The name of the file that is read, where this is one: by whatever path or link it is."""
    return (_noted.get() or {}).get((status.st_dev, status.st_ino))


def _note(status: os.stat_result, name: str) -> None:
    files = _noted.get()
    # A terminal is read from and written to, and so may a socket be.
    if files is not None and (stat.S_ISREG(status.st_mode) or stat.S_ISFIFO(status.st_mode)):
        files.setdefault((status.st_dev, status.st_ino), name)


def open_file(path: Path, refused: type[FwdpropError] = NetworkError) -> BinaryIO:
    """The file, open for reading; or the error: missing, a folder, a device, not permitted."""
    try:
        status = os.stat(path)
        mode = status.st_mode
        _note(status, str(path))
        if stat.S_ISDIR(mode):
            raise refused(f"{path} is a folder, not a file")
        if stat.S_ISBLK(mode) or stat.S_ISSOCK(mode):
            raise refused(f"{path} is a device, not a file")
        return open(path, "rb")
    except FileNotFoundError:
        help = _example_file(path) or _near_file(path)
        raise refused(f"there is no file {path}", help) from None
    except (OSError, ValueError) as error:
        raise unreadable(str(path), error, refused) from None


def text_of(
    source: Path | BinaryIO, file: str, holds: str, refused: type[FwdpropError] = NetworkError
) -> str:
    """The text of a file or of an open stream, in UTF-8 or marked UTF-16, of at most 1 GiB.

    Raises the error where it cannot be read or is no text; `holds` is what such a file is. Reading
    stops at once at a NUL byte. No text holds one, so endless devices and most binary files end
    there.
    """
    if not isinstance(source, Path):
        return decoded(_read(source, file, holds, refused), file, holds, refused)
    with open_file(source, refused) as stream:
        return decoded(_read(stream, file, holds, refused), file, holds, refused)


def _read(stream: BinaryIO, file: str, holds: str, refused: type[FwdpropError]) -> bytes:
    data = bytearray()
    try:
        while chunk := stream.read(_CHUNK):
            data += chunk
            if len(data) == len(chunk) and (encoding := wide(chunk)) not in (None, "utf-16"):
                what, help = refusal(encoding)
                raise refused(f"{file} is {what}", help)
            if b"\0" in chunk and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise refused(f"{file} is a binary file", holds)
            if len(data) > MAX_TEXT:
                raise refused(f"{file} is larger than {MAX_TEXT >> 30} GiB")
    except OSError as error:
        raise unreadable(file, error, refused) from None
    return bytes(data)


def unreadable(
    file: str, error: Exception, refused: type[FwdpropError] = NetworkError
) -> FwdpropError:
    """The error for a file that could not be read, in the system's words."""
    return refused(f"cannot read {file}: {reason_of(error)}")


def examples_folder() -> Path:
    """Where the example networks are: in the package that was installed, or beside a checkout's."""
    package = Path(__file__).parent.parent
    installed = package / "networks"
    return installed if installed.is_dir() else package.parent / "networks"


def _example_file(path: Path) -> str | None:
    """How to have the file, where it is called like an example that comes with fwdprop."""
    if not (examples_folder() / path.name).is_file() or path.suffix not in (".yaml", ".csv"):
        return None
    name = path.name.removesuffix(".yaml")
    folder, made = shell.path(str(path.parent)), ""
    if not path.parent.exists():
        made = f"mkdir -p {folder} && "
    copied = f"fwdprop new --example {name} -o {shell.path(str(path))}"
    return f"there is an example of that name: {made}{copied}"


def _near_file(path: Path) -> str | None:
    """The file in the same folder whose name is like this one's, best with the same ending."""
    try:
        names = [Path(name) for name in os.listdir(path.parent) if name != path.name]
    except (OSError, ValueError):
        return None
    names.sort(key=lambda name: (name.suffix != path.suffix, name))
    weights = path.suffix in WEIGHTS
    by_stem: dict[str, Path] = {}
    for name in names:
        if not weights or name.suffix == path.suffix:
            by_stem.setdefault(name.stem, name)
    near = nearest(path.stem, by_stem)
    return None if near is None else did_you_mean(str(path.parent / by_stem[near]))
