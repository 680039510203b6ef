"""A file that is complete or not there at all, even where the power goes off."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from fwdprop.errors import UsageError
from fwdprop.system.interrupts import signals_blocked
from fwdprop.system.locks import taken
from fwdprop.system.spool import new_file, random_name, remove, stays
from fwdprop.system.target import Target

# What a system says where a file cannot give way to another one: it is mounted on its own, or its
# folder takes no files, or not over those of others.
_STAYS = (errno.EBUSY, errno.EXDEV, errno.EPERM, errno.EACCES, errno.EROFS)
# What it says where a file cannot have two names.
_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV)
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def replacing(target: Target, *, lasting: bool = True) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file at the end, with owner and mode of one that was there.

    They are on the disk before they take its place, unless they need not be `lasting`. A file that
    cannot be replaced, but written, is written over once all bytes are there. Raises OSError; the
    file is then as it was, unless the disk fails while it is written over.
    """
    target.prove_writable()
    with _beside(target) as (stream, name):
        yield stream
        _bring_to_disk(stream) if lasting else stream.flush()
        target.prove_not_read()  # by now more may have been read
        with signals_blocked():
            try:
                if name is None:
                    raise OSError(errno.EROFS, os.strerror(errno.EROFS))
                if target.status is not None:
                    _make_alike(stream.fileno(), target.file, target.status)
                os.replace(name, target.file)
                stays(name)
            except OSError as error:
                if target.status is None or error.errno not in _STAYS:
                    raise
                _write_over(target.file, stream)
    if lasting:
        bring_folder_to_disk(target.file)


@contextmanager
def creating(target: Target) -> Iterator[BinaryIO]:
    """A stream whose bytes become a new file at the end, in one step.

    Raises UsageError where there is a file, or is one by then, which stays as it is.
    """
    there = UsageError(f"{target.path} is there already", "name another file, or remove it first")
    if target.status is not None:
        raise there
    with _beside(target) as (stream, name):
        yield stream
        _bring_to_disk(stream)
        with signals_blocked():
            try:
                _make_new(target.file, stream, str(name))
            except FileExistsError:
                raise there from None
    bring_folder_to_disk(target.file)


@contextmanager
def _beside(target: Target) -> Iterator[tuple[BinaryIO, str | None]]:
    """A temporary file with its name, beside the target; without a name where that cannot be."""
    folder, name = os.path.split(target.file)
    beside: str | None = random_name(folder, f".{name}")
    try:
        # Others may not read on the way what they may not read at the end.
        stream = new_file(str(beside), 0o666 if target.status is None else 0o600)
        taken(stream.fileno())  # as long as it is locked, nobody clears it away
    except OSError as error:
        if target.status is None or error.errno not in _STAYS:
            raise
        from tempfile import TemporaryFile

        stream, beside = TemporaryFile(), None  # noqa: SIM115 - it is closed below
    try:
        yield stream, beside
    finally:
        with suppress(OSError):  # what could not be written has been reported
            stream.close()
        if beside is not None:
            remove(beside)


def _make_alike(handle: int, file: str, status: os.stat_result) -> None:
    """Gives a new file the owner, the mode and the lists of rights of `file`, where it may."""
    mode = stat.S_IMODE(status.st_mode)
    if (status.st_uid, status.st_gid) != (os.geteuid(), os.fstat(handle).st_gid):
        try:
            os.fchown(handle, status.st_uid, status.st_gid)
        except OSError:
            try:
                os.fchown(handle, -1, status.st_gid)
            except OSError:
                # What the one group may, the other may not: it may what all may.
                mode = mode & ~0o070 | (mode & 0o007) << 3
    with suppress(OSError, AttributeError):  # few systems have them
        for name in os.listxattr(file):
            os.setxattr(handle, name, os.getxattr(file, name))
    with suppress(OSError):
        os.fchmod(handle, mode)


def _write_over(file: str, stream: BinaryIO) -> None:
    """Writes the stream's bytes over the file's, which are lost only where there is room."""
    size = stream.seek(0, os.SEEK_END)
    with open(file, "r+b") as there:
        before = os.fstat(there.fileno()).st_size
        if size > before and hasattr(os, "posix_fallocate"):
            try:
                os.posix_fallocate(there.fileno(), 0, size)
            except OSError as error:
                os.ftruncate(there.fileno(), before)
                if error.errno in _NO_ROOM:
                    raise
        _copy(stream, there)
        there.truncate(size)
        _bring_to_disk(there)


def _make_new(file: str, stream: BinaryIO, name: str) -> None:
    """Makes the stream's bytes, which have a name already, a new file, where there is none."""
    try:
        os.link(name, file)
        return
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
    with new_file(file, 0o666) as there:
        try:
            _copy(stream, there)
            _bring_to_disk(there)
            stays(file)
        finally:
            remove(file)


def _copy(stream: BinaryIO, there: BinaryIO) -> None:
    import shutil

    stream.seek(0)
    shutil.copyfileobj(stream, there, 1 << 20)


def _bring_to_disk(stream: BinaryIO) -> None:
    stream.flush()
    try:
        os.fsync(stream.fileno())
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.EOPNOTSUPP):  # some systems have no such thing
            raise


def bring_folder_to_disk(file: str) -> None:
    """The same for the name of a file; where the system does not let us, that is all it can do."""
    with suppress(OSError):
        handle = os.open(os.path.dirname(file) or ".", os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
