"""Names of inputs as systems allow them, and what becomes of them in a folder of results."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from command_line import Run
from folders import NET, RUN, contents, write

NAMES = ["a b.csv", "new\nline.csv", "caf\udce9.csv", f"{'n' * 251}.csv", f"{'é' * 125}.csv"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_that_of_results_record_and_rejects(fwdprop: Run, name: str) -> None:
    write({f"in/{name}": "2,3\n4,x\n"})
    assert fwdprop(f"{RUN} --rejects bad/").status == 1
    assert contents() == {name: "transactions\n9\n"}
    assert json.loads(Path("out/_fwdprop.json").read_text())["outputs"] == [name]
    [rejects] = contents("bad").values()
    assert rejects.endswith("\t4,x\n")
    again = fwdprop(f"{RUN} --rejects bad/ --resume").stderr
    assert again == (
        "note: 0 files with 0 rows written to out/; 1 file complete before, without 1 row\n"
    )


@pytest.mark.usefixtures("folder")
def test_long_names_that_begin_alike_have_records_of_their_own(fwdprop: Run) -> None:
    names = [f"{'n' * 250}{end}.csv" for end in "ab"]
    write({f"in/{name}": "2,3\n4,x\n" for name in names})
    assert fwdprop(f"{RUN} --rejects bad/").status == 1
    assert [len(os.listdir(folder)) for folder in ("out/_fwdprop", "bad")] == [2, 2]


@pytest.mark.usefixtures("folder")
def test_names_that_differ_in_capitals_alone(fwdprop: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write({"in/a.csv": "2,3\n", "in/sub/A.csv": "1,1\n"})
    if len(os.listdir("in")) != 2 or os.path.exists("in/A.csv"):
        pytest.skip("this system does not tell them apart")
    run = f"run {NET} --data in/a.csv in/sub/A.csv -o out/"
    assert fwdprop(run).status == 0
    assert list(contents()) == ["A.csv", "a.csv"]
    assert [name for name in os.listdir("out") if name.startswith(".")] == []
    monkeypatch.setattr("fwdprop.pipeline.files.ready.tells_case", lambda folder: False)
    assert fwdprop(f"{run} --resume").stderr == (
        "error: a.csv and A.csv are one file in the folder out/\n"
        "help: rename one of them, or write them to folders of their own\n"
    )


@pytest.mark.usefixtures("folder")
def test_a_number_behind_a_point_is_no_ending(fwdprop: Run) -> None:
    write(dict.fromkeys(("in/log.20260101", "in/log.20260102", "in/x.txt"), "2,3\n"))
    assert fwdprop(f"{RUN} --from csv").status == 0
    assert list(contents()) == ["log.20260101.csv", "log.20260102.csv", "x.csv"]


@pytest.mark.usefixtures("folder")
def test_rejects_among_the_rows_are_never_read(fwdprop: Run) -> None:
    write({"in/a.csv": "2,3\n4,x\n", "in/b.csv": "1,1\n"})
    for more in ("", "--resume"):
        assert fwdprop(f"run {NET} --data in/ -o out/ --rejects in/bad/ {more}").status == 1
        assert list(contents()) == ["a.csv", "b.csv"]
