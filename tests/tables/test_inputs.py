"""Which files a folder, a pattern or a name stands for, and what their results are called."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from kept_files import put

from fwdprop.errors import FwdpropError, InputError, UsageError
from fwdprop.system.stores import shown
from fwdprop.tables.inputs import inputs_of

FILES = [
    "a.csv",
    "b.csv.gz",
    "day=1/hour=2/c.parquet",
    "README.md",
    "_tmp/q.csv",
    ".h.csv",
    "d/_x.csv",
    "d/e/f.jsonl",
    "x[1].csv",
    "ü ?.csv",
    "out/r.csv",
]
OF_ROWS = [
    "a.csv",
    "b.csv.gz",
    "d/e/f.jsonl",
    "day=1/hour=2/c.parquet",
    "out/r.csv",
    "x[1].csv",
    "ü ?.csv",
]
OF_CSV = ["a.csv", "x[1].csv", "ü ?.csv"]


@pytest.fixture(params=["path", "file", "memory"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A folder with these files in `in`: a path, and URLs of two stores."""
    if request.param != "memory":
        for name in FILES:
            put(f"{tmp_path}/in/{name}", b"")
        yield str(tmp_path) if request.param == "path" else f"file://{tmp_path}"
        return
    fsspec = pytest.importorskip("fsspec")
    for name in FILES:
        put(f"memory://inputs/in/{name.replace('?', '%3F')}", b"")
    yield "memory://inputs"
    fsspec.filesystem("memory").rm("/inputs", recursive=True)


def written(output: str | None) -> dict[str, str]:
    return {} if output is None else {"results": output}


def names(*words: str, asked: str | None = None, output: str | None = None) -> list[str]:
    """The names of the inputs; each is the file that it says."""
    found = inputs_of(words, asked, written(output))
    assert all(each.entry.size == 0 and each.place == each.entry.place for each in found)
    return [each.name for each in found]


def refusal(*words: str, asked: str | None = None, output: str | None = None) -> FwdpropError:
    """The error that these words are refused with."""
    with pytest.raises(FwdpropError) as refused:
        inputs_of(words, asked, written(output))
    return refused.value


def test_a_folder_gives_its_files_of_rows(root: str) -> None:
    assert names(f"{root}/in") == names(f"{root}/in/") == OF_ROWS
    assert names(f"{root}/in", asked="csv") == sorted([*OF_ROWS, "README.md"])


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.csv", OF_CSV),
        ("[!ax]*.csv", ["ü ?.csv"]),
        ("x[[]1].csv", ["x[1].csv"]),
        ("x[1].csv", ["x[1].csv"]),
        ("*/*", ["out/r.csv"]),
        ("**/*.csv", ["a.csv", "out/r.csv", "x[1].csv", "ü ?.csv"]),
        ("**/[cf].*", ["d/e/f.jsonl", "day=1/hour=2/c.parquet"]),
        ("d*/**/c.*", ["day=1/hour=2/c.parquet"]),
        ("day=*/hour=?/*", ["day=1/hour=2/c.parquet"]),
        ("d/**", ["e/f.jsonl"]),
        ("**", sorted([*OF_ROWS, "README.md"])),
    ],
)
def test_a_pattern_gives_what_matches(pattern: str, found: list[str], root: str) -> None:
    assert names(f"{root}/in/{pattern}") == found


def test_partitions_stay_in_the_names(root: str) -> None:
    expected = ["day=1/hour=2/c.parquet"]
    for word in ("day=1", "day=1/hour=2", "day=1/hour=2/c.parquet", "day=1/*/*.parquet"):
        assert names(f"{root}/in/{word}") == expected
    assert names(f"{root}/in/d/e/f.jsonl") == ["f.jsonl"]


def test_words_keep_their_order(root: str) -> None:
    words = [f"{root}/in/{name}" for name in ("d", "a.csv", "*.gz")]
    assert names(*words) == ["e/f.jsonl", "a.csv", "b.csv.gz"]


def test_the_folder_of_results_is_never_read(root: str) -> None:
    left = [name for name in OF_ROWS if name != "out/r.csv"]
    assert names(f"{root}/in", output=f"{root}/in/out/") == left
    assert names(f"{root}/in", output=f"{root}/in/ou") == OF_ROWS
    for word in ("in", "in/**/*.csv"):
        refused = refusal(f"{root}/{word}", output=f"{root}/in")
        place = f"{root}/{word}"
        assert str(refused) == f"all files of rows in {place} lie in {root}/in"
        assert refused.faults[0].help == "results go to another folder than the rows: -o FOLDER/"


def test_what_names_no_file_is_refused(root: str) -> None:
    assert str(refusal(f"{root}/in/*.npy")) == f"no file matches {root}/in/*.npy"
    assert str(refusal(f"{root}/none/*")) == (
        f"no file matches {root}/none/*: there is no folder {root}/none"
    )
    assert isinstance(refusal(f"{root}/in/none.csv"), InputError)
    assert str(refusal(f"{root}/in/d/_x.csv")) == (
        f"{root}/in/d/_x.csv is no input: its name begins with _"
    )


def test_a_folder_without_rows_is_refused(tmp_path: Path) -> None:
    put(f"{tmp_path}/notes.txt", b"")
    refused = refusal(str(tmp_path))
    assert str(refused) == f"the folder {tmp_path} holds no files of rows"
    assert refused.faults[0].help == (
        "their names end in .csv, .tsv, .jsonl, .json, .npy, .parquet, .arrow;"
        " for others --from says the format"
    )
    os.remove(tmp_path / "notes.txt")
    assert str(refusal(str(tmp_path), asked="csv")) == f"the folder {tmp_path} holds no files"


def test_rows_that_are_packed_otherwise_are_not_left_out(tmp_path: Path) -> None:
    put(f"{tmp_path}/a.csv", b"")
    put(f"{tmp_path}/b.csv.bz2", b"")
    refused = refusal(str(tmp_path))
    assert str(refused) == f"{tmp_path}/b.csv.bz2 is in none of the formats that are read"


def test_standard_input_is_no_file_of_many() -> None:
    refused = refusal("-")
    assert isinstance(refused, UsageError)
    assert str(refused) == "results of standard input have no name in a folder"


def test_results_behind_a_link_are_not_read(tmp_path: Path) -> None:
    put(f"{tmp_path}/in/a.csv", b"")
    put(f"{tmp_path}/in/out/b.csv", b"")
    (tmp_path / "link").symlink_to(tmp_path / "in" / "out")
    assert names(f"{tmp_path}/in", output=f"{tmp_path}/link") == ["a.csv"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    put(f"{tmp_path}/a.csv", b"")
    assert str(refusal(f"{tmp_path}/a.csv/")) == f"{tmp_path}/a.csv/ is a file, not a folder"


def test_a_thousand_stars_are_soon_matched(tmp_path: Path) -> None:
    put(f"{tmp_path}/{'a/' * 30}{'a' * 200}", b"")
    pattern = f"{tmp_path}/{'**/' * 30}{'*a' * 90}b"
    assert str(refusal(pattern)) == f"no file matches {shown(pattern)}"


def test_the_working_folder_is_one_like_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(f"{tmp_path}/here/in/a.csv", b"")
    monkeypatch.chdir(tmp_path / "here")
    assert names(".") == names("*/*.csv") == names("**/*.csv") == ["in/a.csv"]
    assert names("in/*.csv") == names("../*/in/a.csv")[0].split("/")[-1:] == ["a.csv"]


def test_a_key_never_leads_out_of_the_folder_of_results() -> None:
    fsspec = pytest.importorskip("fsspec")
    store = fsspec.filesystem("memory")
    try:
        for name in ("/keys/in/a.csv", "/keys/in/../../b.csv", "/keys/in/./c.csv"):
            store.store[name] = store.open("/keys/scratch", "wb")
        assert names("memory://keys/in") == ["a.csv"]
        store.store["/keys/in//etc/d.csv"] = store.store["/keys/in/a.csv"]
        refused = refusal("memory://keys/in")
        # Some versions of fsspec name the empty part itself.
        assert str(refused).startswith("memory://keys/in holds ")
        assert str(refused).endswith(", a name with an empty part")
    finally:
        store.store.clear()
