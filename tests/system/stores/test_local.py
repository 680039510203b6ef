"""The files of this machine as a store."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from kept_files import content, names, put

from fwdprop.errors import InputError, OutputError
from fwdprop.system.stores import Entry, store_of


def test_what_is_written_is_read_by_path_and_by_url(tmp_path: Path) -> None:
    path, url = f"{tmp_path}/a/b c%20.csv", f"file://{tmp_path}/a/b%20c%2520.csv"
    put(url, b"rows")
    assert content(path) == content(url) == b"rows"
    stamp = f"mtime:{os.stat(path).st_mtime_ns}"
    assert store_of(url).entry(url) == store_of(path).entry(path) == Entry(path, 4, stamp)


def test_the_store_can_be_pickled() -> None:
    assert pickle.loads(pickle.dumps(store_of("x"))).is_folder("/")


def test_a_file_is_complete_or_as_before(tmp_path: Path) -> None:
    place = str(tmp_path / "x.csv")
    put(place, b"before")
    with suppress(RuntimeError), store_of(place).replacing(place) as stream:
        stream.write(b"half")
        raise RuntimeError
    assert (content(place), os.listdir(tmp_path)) == (b"before", ["x.csv"])


def test_folders_and_pipes_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    store = store_of(str(tmp_path))
    assert store.entry(str(tmp_path)) is None
    assert store.entry(f"{tmp_path}/none") is None
    assert store.entry(f"{tmp_path}/pipe/none") is None
    found = store.entry(f"{tmp_path}/pipe")
    assert found is not None
    assert found.size is None
    assert names(str(tmp_path)) == []


def test_links_are_followed_and_no_folder_is_read_twice(tmp_path: Path) -> None:
    for name in ("a/x", "b/y", "elsewhere/z"):
        put(f"{tmp_path}/in/{name}" if name[0] != "e" else f"{tmp_path}/{name}", b"")
    inside = tmp_path / "in"
    (inside / "a" / "up").symlink_to("..")
    (inside / "0").symlink_to("b")
    (inside / "far").symlink_to(tmp_path / "elsewhere")
    (inside / "c").symlink_to("nowhere")
    (inside / "link").symlink_to("a/x")
    assert names(str(inside)) == ["a/x", "b/y", "c", "far/z", "link"]


def test_names_need_be_no_text(tmp_path: Path) -> None:
    strange = ["\udcff.csv", "a\nb", " x ", "#?%25", "[*]"]
    for name in strange:
        put(f"{tmp_path}/{name}", b"")
    assert names(str(tmp_path)) == sorted(strange)


def test_depth_and_names_limit_what_is_looked_for(tmp_path: Path) -> None:
    for name in ("x", "a/x", "a/b/x", "_a/x", "a/_x"):
        put(f"{tmp_path}/{name}", b"")
    store, folder = store_of(str(tmp_path)), str(tmp_path)
    found = store.files_under(folder, lambda name: name[0] != "_", 1)
    assert [each.place for each in found] == [f"{folder}/a/x", f"{folder}/x"]


@pytest.mark.parametrize(
    ("folder", "place", "name"),
    [
        ("in", "in/a/b", "a/b"),
        ("in/", "in//a/./b", "a/b"),
        ("in", "in", None),
        ("in", "input/a", None),
        ("in", "in/../a", None),
        ("/", "/a/b", "a/b"),
        ("in", "s3://in/a", None),
    ],
)
def test_the_name_below_a_folder(folder: str, place: str, name: str | None) -> None:
    assert store_of(folder).name_under(folder, place) == name


def test_moving_and_removing(tmp_path: Path) -> None:
    store, folder = store_of("x"), str(tmp_path)
    put(f"{folder}/x", b"new")
    put(f"{folder}/a/y", b"old")
    store.move(f"{folder}/x", f"{folder}/a/y")
    store.move(f"{folder}/a/y", f"{folder}/b/c/z")
    assert (names(folder), content(f"{folder}/b/c/z")) == (["b/c/z"], b"new")
    for _ in range(2):
        store.remove(f"{folder}/b/c/z")
        store.remove_folder(f"{folder}/a")
    store.make_folder(f"{folder}/d/e")
    assert sorted(os.listdir(folder)) == ["b", "d"]


def test_refusals_are_in_the_words_of_the_system(tmp_path: Path) -> None:
    store, file = store_of("x"), f"{tmp_path}/file"
    put(file, b"")
    with pytest.raises(OutputError) as refused:
        store.make_folder(f"{file}/a")
    assert str(refused.value) == f"cannot write {file}/a: not a directory"
    with pytest.raises(OutputError) as refused:
        put(f"{file}/a", b"")
    assert str(refused.value) == f"cannot write {file}: file exists"
    with pytest.raises(OutputError) as refused:
        store.move(f"{tmp_path}/none", f"{tmp_path}/to")
    message = f"cannot move {tmp_path}/none to {tmp_path}/to: no such file or directory"
    assert str(refused.value) == message
    with pytest.raises(InputError) as missing:
        list(store.files_under(f"{tmp_path}/none"))
    assert str(missing.value) == f"cannot read {tmp_path}/none: no such file or directory"


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    store, place = store_of("x"), f"{tmp_path}/a\0b"
    acts: list[Callable[[str], None]] = [store.make_folder, store.remove, store.remove_folder]
    acts += [partial(put, data=b""), partial(store.move, str(tmp_path))]
    for act in acts:
        with pytest.raises(OutputError) as refused:
            act(place)
        assert str(refused.value).endswith(f"{place}: embedded null byte")
