"""`-o FILE` over a file that is there: what a careful editor keeps is kept."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest
from command_line import NETWORKS, Run

from fwdprop.system import atomic

CSV = "transactions\n9\n"
RUN = "run net.yaml -i 2 3 --layers output -o"
OLD = "what was there before, and is longer than what comes\n"


@pytest.fixture(autouse=True)
def folder(folder: Path) -> Path:
    """A folder to work in, with the network `net.yaml`."""
    shutil.copy(NETWORKS / "transactions.yaml", folder / "net.yaml")
    return folder


@pytest.fixture
def old(folder: Path) -> Path:
    """The file `out.csv`, which is there already."""
    file = folder / "out.csv"
    file.write_text(OLD)
    return file


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refuse(monkeypatch: pytest.MonkeyPatch, name: str, number: int, times: int = 1) -> list[Any]:
    """Lets the system refuse so many calls of a function; the list of what it was called with."""
    real, calls = getattr(os, name), []

    def call(*given: Any, **named: Any) -> Any:
        calls.append(given)
        if len(calls) <= times:
            raise OSError(number, os.strerror(number))
        return real(*given, **named)

    monkeypatch.setattr(f"os.{name}", call)
    return calls


@pytest.mark.parametrize("mode", [0o444, 0o400, 0o555, 0o000])
@pytest.mark.parametrize("words", [RUN, "run net.yaml --rejects"])
def test_a_read_only_file_is_not_replaced(fwdprop: Run, old: Path, mode: int, words: str) -> None:
    old.chmod(mode)
    result = fwdprop(f"{words} out.csv", stdin="2,3\n")
    help = "help: name another file, or let it be written: chmod u+w FILE\n"
    message = f"error: cannot write out.csv: it is read-only\n{help}"
    assert (result.stderr, result.stdout, result.status) == (message, "", 2)
    old.chmod(0o600)
    assert old.read_text() == OLD


def test_a_file_that_the_system_lets_nobody_write_is_refused_before_anything_is_computed(
    fwdprop: Run, old: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fwdprop.forward.passes.run", None)
    refuse(monkeypatch, "open", errno.EACCES)
    result = fwdprop(f"{RUN} out.csv")
    message = "error: cannot write out.csv: permission denied\n"
    assert (result.stderr, result.status) == (message, 2)
    assert old.read_text() == OLD
    assert names(folder) == ["net.yaml", "out.csv"]


def test_the_owner_and_the_mode_stay(
    fwdprop: Run, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    monkeypatch.setattr("os.fchown", lambda handle, *owner: calls.append(owner))
    monkeypatch.setattr("os.geteuid", lambda: os.getuid() + 1)  # as if it were another's
    old.chmod(0o664)
    assert fwdprop(f"{RUN} out.csv").status == 0
    assert calls == [(old.stat().st_uid, old.stat().st_gid)]
    assert stat.S_IMODE(old.stat().st_mode) == 0o664


def test_what_a_group_may_no_other_group_may(
    fwdprop: Run, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = refuse(monkeypatch, "fchown", errno.EPERM, times=2)
    monkeypatch.setattr("os.geteuid", lambda: os.getuid() + 1)
    old.chmod(0o674)
    assert fwdprop(f"{RUN} out.csv").status == 0
    assert [owner for _, *owner in calls] == [
        [old.stat().st_uid, old.stat().st_gid],
        [-1, old.stat().st_gid],
    ]
    assert stat.S_IMODE(old.stat().st_mode) == 0o644


def test_nobody_reads_on_the_way_what_is_private_at_the_end(
    fwdprop: Run, old: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old.chmod(0o600)
    modes = []
    real = os.fsync

    def fsync(handle: int) -> None:
        modes.append(stat.S_IMODE(os.fstat(handle).st_mode))
        real(handle)

    monkeypatch.setattr("os.fsync", fsync)
    before = os.umask(0)
    try:
        assert fwdprop(f"{RUN} out.csv").status == 0
    finally:
        os.umask(before)
    assert modes[0] == 0o600


def test_extended_attributes_stay(fwdprop: Run, old: Path) -> None:
    try:
        os.setxattr(old, "user.origin", b"the field")
    except (OSError, AttributeError):
        pytest.skip("this file system has none")
    assert fwdprop(f"{RUN} out.csv").status == 0
    assert os.getxattr(old, "user.origin") == b"the field"


def test_the_bytes_are_on_the_disk_before_they_take_their_place(
    fwdprop: Run, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = []
    fsync, replace = os.fsync, os.replace

    def synced(handle: int) -> None:
        found = os.fstat(handle)
        steps.append(("fsync", "folder" if stat.S_ISDIR(found.st_mode) else found.st_size))
        fsync(handle)

    def replaced(name: str, file: str) -> None:
        steps.append(("replace", file))
        replace(name, file)

    monkeypatch.setattr("os.fsync", synced)
    monkeypatch.setattr("os.replace", replaced)
    assert fwdprop(f"{RUN} out.csv").status == 0
    assert steps == [("fsync", len(CSV)), ("replace", "out.csv"), ("fsync", "folder")]


def test_a_disk_that_fails_leaves_the_file_as_it_was(
    fwdprop: Run, old: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, "fsync", errno.EIO)
    result = fwdprop(f"{RUN} out.csv")
    message = "error: cannot write out.csv: input/output error\n"
    assert (result.stderr, result.status) == (message, 2)
    assert old.read_text() == OLD
    assert names(folder) == ["net.yaml", "out.csv"]


@pytest.mark.parametrize("number", [errno.EINVAL, errno.EOPNOTSUPP])
def test_a_system_that_does_not_know_fsync_does_without(
    fwdprop: Run, old: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    refuse(monkeypatch, "fsync", number, times=2)
    assert fwdprop(f"{RUN} out.csv").status == 0
    assert old.read_text() == CSV


# A mount of its own; a folder with the sticky bit; another file system.
@pytest.mark.parametrize("number", [errno.EBUSY, errno.EPERM, errno.EACCES, errno.EXDEV])
@pytest.mark.parametrize("before", [OLD, "", "short\n"])
def test_a_file_that_cannot_be_replaced_is_written_over(
    fwdprop: Run,
    old: Path,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    before: str,
) -> None:
    old.write_text(before)
    inode = old.stat().st_ino
    refuse(monkeypatch, "replace", number)
    result = fwdprop(f"{RUN} out.csv")
    assert (result.stderr, result.stdout, result.status) == ("", "", 0)
    assert (old.read_text(), old.stat().st_ino) == (CSV, inode)
    assert names(folder) == ["net.yaml", "out.csv"]


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_a_file_in_a_folder_that_takes_no_new_ones_is_written_over(
    fwdprop: Run, old: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def locked(name: str, mode: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(atomic, "new_file", locked)
    result = fwdprop(f"{RUN} out.csv")
    assert (result.stderr, result.stdout, result.status) == ("", "", 0)
    assert old.read_text() == CSV
    result = fwdprop(f"{RUN} new.csv")
    message = f"error: cannot write new.csv: {os.strerror(number).lower()}\n"
    assert (result.stderr, result.status) == (message, 2)
    assert names(folder) == ["net.yaml", "out.csv"]


@pytest.mark.skipif(not hasattr(os, "posix_fallocate"), reason="room cannot be reserved")
def test_a_file_is_not_written_over_where_there_is_no_room(
    fwdprop: Run, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old.write_text("1\n")
    refuse(monkeypatch, "replace", errno.EBUSY)
    refuse(monkeypatch, "posix_fallocate", errno.ENOSPC)
    result = fwdprop(f"{RUN} out.csv")
    message = "error: cannot write out.csv: no space left on device\n"
    assert (result.stderr, result.status) == (message, 2)
    assert old.read_text() == "1\n"


@pytest.mark.parametrize("stop", ["run net.yaml -i 2 x -o out.csv", "run net.yaml -o out.csv"])
def test_a_file_to_be_written_over_stays_at_an_error(
    fwdprop: Run, old: Path, monkeypatch: pytest.MonkeyPatch, stop: str
) -> None:
    refuse(monkeypatch, "replace", errno.EBUSY)
    assert fwdprop(stop, stdin="2,3\nx,1\n").status == 2
    assert old.read_text() == OLD


@pytest.mark.parametrize("letter", ["x", "é", "数", "𝛼", "e\u0301"])
@pytest.mark.parametrize("size", [64, 81, 255])
def test_a_name_may_be_as_long_as_the_system_allows(
    fwdprop: Run, folder: Path, letter: str, size: int
) -> None:
    width = len(letter.encode())
    name = letter * min(size, 255 // width)
    for content in ("", OLD):
        if content:
            Path(name).write_text(content)
        result = fwdprop(f"{RUN} {name}")
        assert (result.stderr, result.stdout, result.status) == ("", "", 0)
        assert Path(name).read_text() == CSV
    assert names(folder) == sorted(["net.yaml", name])


def test_a_name_that_is_no_text_is_a_name(fwdprop: Run, folder: Path) -> None:
    name = os.fsdecode(b"caf\xe9")
    assert fwdprop("run", "net.yaml", "-i", "2", "3", "-o", name, "--layers", "output").status == 0
    assert Path(name).read_text() == CSV
