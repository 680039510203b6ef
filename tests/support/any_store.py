"""What every store far away does, whatever package speaks to it."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from contextlib import suppress

import pytest
from kept_files import content, names, put

from fwdprop.errors import InputError
from fwdprop.system.stores import shown, store_of

Place = Callable[[str], str]
"""The URL of a path in an empty store."""
STRANGE = ["a b.csv", "c#%25?[1]*.csv", "d@:+&=.csv", "é.csv", "f=g/h.csv"]


def keeps_files(at: Place) -> None:
    """Files are written, listed, read, moved and removed."""
    store = pickle.loads(pickle.dumps(store_of(at("x"))))
    for name in STRANGE:
        put(store.join(at("in"), name), name)
    assert names(at("in")) == sorted(STRANGE)
    for each in store.files_under(at("in")):
        assert content(each.place).decode() == store.name_under(at("in"), each.place)
        assert store.entry(each.place) == each
        assert each.stamp
    store.move(at("in/a b.csv"), at("moved/to/x.csv"))
    assert names(at("moved")) == ["to/x.csv"]
    for _ in range(2):
        store.remove(at("moved/to/x.csv"))
        store.remove_folder(at("in"))
    assert names(at("")) == []


def knows_folders(at: Place) -> None:
    """Folders are none of the files, and what is missing is said."""
    store = store_of(at("x"))
    for name in ("x", "a/y", "a/b/z", "_a/x", "a/.x"):
        put(at(name), b"")
    assert [store.is_folder(at(name)) for name in ("a", "a/", "x", "none", "")] == [
        *(True, True, False, False, True)
    ]
    assert (store.entry(at("a")), store.entry(at("none"))) == (None, None)
    seen = store.files_under(at(""), lambda name: name[0] not in "_.", 1)
    assert [store.name_under(at(""), each.place) for each in seen] == ["a/y", "x"]
    for place, message in (
        (at("none"), f"there is no file {shown(at('none'))}"),
        (at("a"), f"{shown(at('a'))} is a folder, not a file"),
    ):
        with pytest.raises(InputError) as refused:
            store.open(place)
        assert str(refused.value) == message


def replaces_whole_files(at: Place) -> None:
    """A file is complete or as before, and nothing else is left."""
    put(at("x.csv"), b"before")
    store = store_of(at("x"))
    with suppress(RuntimeError), store.replacing(at("x.csv")) as stream:
        stream.write(b"half")
        raise RuntimeError
    with suppress(KeyboardInterrupt), store.replacing(at("y.csv")) as stream:
        stream.write(b"half")
        raise KeyboardInterrupt
    assert (names(at("")), content(at("x.csv"))) == (["x.csv"], b"before")
    put(at("x.csv"), b"after")
    assert (names(at("")), content(at("x.csv"))) == (["x.csv"], b"after")


def reads_anywhere(at: Place) -> None:
    """Bytes are read one after the other, and from anywhere, as those of a file."""
    data = os.urandom(3 << 20)
    put(at("x"), data)
    with store_of(at("x")).open(at("x")) as stream:
        assert stream.seekable()
        assert data.startswith(stream.peek(1))  # type: ignore[attr-defined]
        parts = [stream.read(10)]
        while part := stream.read1(1 << 20):  # type: ignore[attr-defined]
            parts.append(part)
        assert b"".join(parts) == data
        assert (stream.tell(), stream.read(1)) == (len(data), b"")
        assert (stream.seek(-5, os.SEEK_END), stream.read()) == (len(data) - 5, data[-5:])
        assert (stream.seek(7), stream.read(5)) == (7, data[7:12])
        assert (stream.seek(-2, os.SEEK_CUR), stream.read(2)) == (10, data[10:12])
        assert (stream.seek(0), stream.read()) == (0, data)
        assert (stream.seek(len(data) + 9), stream.read(4)) == (len(data) + 9, b"")
