"""What a user names to be written, and where that leads: a file, a device, an open descriptor."""

from __future__ import annotations

import errno
import os
import stat
from typing import BinaryIO, NamedTuple

from fwdprop.errors import OutputError, UsageError, reason_of
from fwdprop.system.files import noted
from fwdprop.system.stores.url import is_remote, local_path, path_of, shown

_MOST_LINKS = 40


class Target(NamedTuple):
    """What an `option` names by a `path`: the `file` behind the links at its end.

    `status` is None where there is none yet. `descriptor` is that of this process which a path such
    as /dev/fd/3 stands for: a pipe, or a file that the process which opened it may go on writing.
    """

    option: str
    path: str
    file: str
    status: os.stat_result | None
    descriptor: int | None = None

    @property
    def is_file(self) -> bool:
        """Whether it is a file, or one to be; devices and pipes are written to as they are."""
        is_stream = self.status is not None and not stat.S_ISREG(self.status.st_mode)
        return self.descriptor is None and not is_stream

    def prove_not_read(self) -> None:
        """Raises UsageError where the file is one of those that are read."""
        read = None if self.status is None else noted(self.status)
        if read is not None:
            message = f"{self.option} {self.path} would overwrite {read}, which is read"
            raise UsageError(message, "name another file")

    def is_same_as(self, status: os.stat_result | None) -> bool:
        """Whether it is that file or pipe; a terminal takes all that is written to it."""
        if self.status is None or status is None or stat.S_ISCHR(status.st_mode):
            return False
        return os.path.samestat(self.status, status)

    def prove_writable(self) -> None:
        """Raises OutputError or OSError where the file that is there cannot be written to."""
        if self.status is None:
            return
        # The superuser may write a read-only file, and seldom means to.
        if not self.status.st_mode & 0o222:
            message = f"cannot write {self.path}: it is read-only"
            raise OutputError(message, "name another file, or let it be written: chmod u+w FILE")
        os.close(os.open(self.file, os.O_WRONLY))

    def opened(self) -> BinaryIO:
        """A stream into what is there, of which nothing is taken away; OSError where that fails."""
        if self.descriptor is not None:
            return open(os.dup(self.descriptor), "wb")
        return open(os.open(self.path, os.O_WRONLY), "wb")


def prove_name(option: str, path: str) -> None:
    """Raises an error for what cannot be the name of a file, whatever is there."""
    if not path:
        raise UsageError(f"{option} has an empty name", "name a file")
    if path_of(path).endswith(os.sep):
        message = f"cannot write {shown(path)}: a name that ends in {os.sep} is that of a folder"
        raise OutputError(message, "name a file")


def target(option: str, path: str) -> Target:
    """What the path leads to; an error where that is a folder, or a file that is read.

    Nothing is changed, and whether a file can be written is not looked at.
    """
    prove_name(option, path)
    if is_remote(path):
        message = f"cannot write {shown(path)}: what {option} names is a file of this machine"
        raise OutputError(message)
    path = local_path(path)
    try:
        found = _behind_links(option, path)
        if found.descriptor is not None:
            _prove_open_for_writing(found.descriptor)
    except (OSError, ValueError) as error:
        raise OutputError(f"cannot write {path}: {reason_of(error)}") from None
    if found.status is not None and stat.S_ISDIR(found.status.st_mode):
        raise OutputError(f"cannot write {path}: it is a folder")
    found.prove_not_read()
    return found


def _behind_links(option: str, path: str) -> Target:
    """The target, reached one link at a time: those to descriptors lead nowhere by name."""
    file = path
    for _ in range(_MOST_LINKS):
        folder, name = os.path.split(file)
        if name.isdecimal() and os.path.realpath(folder) in ("/dev/fd", f"/proc/{os.getpid()}/fd"):
            return Target(option, path, file, os.fstat(int(name)), int(name))
        if not os.path.islink(file):
            break
        file = os.path.join(folder, os.readlink(file))
    try:
        return Target(option, path, file, os.stat(path))
    except FileNotFoundError:
        return Target(option, path, file, None)


def _prove_open_for_writing(descriptor: int) -> None:
    try:
        import fcntl
    except ImportError:
        return
    if fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
