"""`-o` and `--rejects`: what a path leads to, looked at as it is given."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest
from command_line import NETWORKS, Run
from piping import SHELL, in_shell

CSV = "transactions\n9\n"
ROWS = "printf '2,3\\n'"
RUN = "run net.yaml -i 2 3 --layers output"


@pytest.fixture(autouse=True)
def folder(folder: Path) -> Path:
    """A folder to work in, with the network `net.yaml`."""
    shutil.copy(NETWORKS / "transactions.yaml", folder / "net.yaml")
    return folder


@pytest.mark.parametrize("path", ["/dev/fd/{}", "/proc/self/fd/{}", "link", "hop"])
def test_a_descriptor_of_a_pipe_is_written_to(
    fwdprop: Run, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not os.path.isdir("/proc/self/fd"):
        pytest.skip("the system does not show descriptors in this way")
    reading, writing = os.pipe()
    Path("link").symlink_to(f"/dev/fd/{writing}")
    Path("hop").symlink_to("link")
    with open(reading, "rb") as pipe, open(writing, "wb", buffering=0):
        result = fwdprop(f"{RUN} -o {path.format(writing)}")
        assert (result.stdout, result.stderr, result.status) == ("", "", 0)
        assert os.read(pipe.fileno(), 100).decode() == CSV


@pytest.mark.parametrize("form", ["tsv", "jsonl", "json", "values", "npy", "arrow", "parquet"])
def test_every_format_goes_into_a_pipe_as_into_standard_output(form: str) -> None:
    if form in ("arrow", "parquet"):
        pytest.importorskip("pyarrow")
    feed = f"{ROWS} | {SHELL} --format {form}"
    line = (
        f"{feed} | cat > plain; {feed} -o /dev/fd/3 3>&1 >&2 | cat > piped; {feed} -o >(cat > sub)"
    )
    assert in_shell(
        f"{line}; wait; until [ -s sub ]; do sleep 0.01; done; cmp plain piped && cmp plain sub"
    ) == ("", "", 0)


@pytest.mark.parametrize("words", ["{} -i 2 3 --layers output", "{} --data - < rows"])
def test_a_process_substitution_is_written_to(words: str) -> None:
    Path("rows").write_text("2,3\n")
    line = f"{words.format(SHELL)} -o >(tr a-z A-Z > out; echo end > over)"
    assert in_shell(f"{line}; until [ -s over ]; do sleep 0.01; done; cat out") == (
        CSV.upper(),
        "",
        0,
    )


def test_rejects_go_through_a_process_substitution() -> None:
    line = f"printf '2,3\\nx,1\\n' | {SHELL} --rejects >(cut -f3- > out; echo end > over) 2>&1 >&2"
    in_shell(f"{line}; until [ -s over ]; do sleep 0.01; done")
    assert Path("out").read_text() == "x,1\n"


def test_a_reader_that_has_enough_is_no_error() -> None:
    line = f"yes 2,3 | head -n 100000 | {SHELL} -o >(head -n 1 > out; echo end > over)"
    assert in_shell(f"{line}; until [ -s over ]; do sleep 0.01; done; cat out") == (
        "transactions\n",
        "",
        0,
    )


@pytest.mark.parametrize("name", ["/dev/stderr", "/dev/fd/3"])
def test_a_file_that_somebody_else_writes_is_added_to_and_not_replaced(name: str) -> None:
    handle = "2" if name == "/dev/stderr" else "3"
    line = f"exec {handle}>log; echo before >&{handle}; {SHELL} -i 2 3 --layers output -o {name}"
    found = in_shell(f"{line} --format csv; echo behind >&{handle}")
    assert (found[0], found[2]) == ("", 0)
    assert Path("log").read_text() == f"before\n{CSV}behind\n"


def test_a_file_without_a_name_is_written_through_its_descriptor() -> None:
    line = f"exec 3<>gone 4<gone; rm gone; {SHELL} -i 2 3 --layers output -o /dev/fd/3; cat <&4; ls"
    assert in_shell(line) == (f"{CSV}net.yaml\n", "", 0)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("-o /dev/fd/77", "cannot write /dev/fd/77: bad file descriptor"),
        ("-o /dev/fd/0 < net.yaml", "cannot write /dev/fd/0: bad file descriptor"),
        ("-o /dev/stdin < net.yaml", "cannot write /dev/stdin: bad file descriptor"),
        ("-o /dev/fd/3 3< net.yaml", "cannot write /dev/fd/3: bad file descriptor"),
    ],
)
def test_a_descriptor_that_cannot_be_written_to_is_refused(line: str, message: str) -> None:
    net = Path("net.yaml").read_bytes()
    words = f"{SHELL} -i 2 3 {line}"
    assert in_shell(words) == ("", f"error: {message}\n", 2)
    assert Path("net.yaml").read_bytes() == net


def test_a_pipe_with_a_name_is_written_to() -> None:
    os.mkfifo("pipe")
    line = f"cat pipe > out & {SHELL} -i 2 3 --layers output -o pipe --format csv; wait; cat out"
    assert in_shell(line) == (CSV, "", 0)
    assert stat.S_ISFIFO(os.stat("pipe").st_mode)


FOLDER = "a name that ends in / is that of a folder\nhelp: name a file"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("out.csv/", FOLDER),
        ("results/", FOLDER),
        ("net.yaml/", FOLDER),
        ("there/", FOLDER),
        ("there", "it is a folder"),
        ("there/.", "it is a folder"),
        ("to-there", "it is a folder"),
        ("out.csv/.", "no such file or directory"),
        ("gone/../out.csv", "no such file or directory"),
        ("net.yaml/../out.csv", "not a directory"),
        ("loop.csv", "too many levels of symbolic links"),
        ("to-gone.csv", "no such file or directory"),
    ],
)
@pytest.mark.parametrize("words", [RUN + " -o", "run net.yaml --rejects"])
def test_a_folder_is_no_file(
    folder: Path, fwdprop: Run, words: str, path: str, reason: str
) -> None:
    Path("there").mkdir()
    Path("to-there").symlink_to("there")
    Path("loop.csv").symlink_to("loop.csv")
    Path("to-gone.csv").symlink_to("gone/out.csv")
    before = sorted(folder.rglob("*"))
    result = fwdprop(f"{words} {path}", stdin="2,3\n")
    assert (result.stderr, result.stdout, result.status) == (
        f"error: cannot write {path}: {reason}\n",
        "",
        2,
    )
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("command", ["schema", "new 2-1", "activations", "show net.yaml"])
@pytest.mark.parametrize("path", ["out/", "out.d/", "out.csv/"])
def test_every_command_refuses_the_name_of_a_folder(
    folder: Path, fwdprop: Run, command: str, path: str
) -> None:
    result = fwdprop(f"{command} -o {path}")
    message = f"error: cannot write {path}: {FOLDER}\n"
    assert (result.stderr, result.stdout, result.status) == (message, "", 2)
    assert [file.name for file in folder.iterdir()] == ["net.yaml"]


def test_a_pipe_of_another_process_is_written_to() -> None:
    line = f"exec 5> >(cat > out; echo end > over); {SHELL} -i 2 3 --layers output -o /proc/$$/fd/5"
    ended = "exec 5>&-; until [ -s over ]; do sleep 0.01; done; cat out"
    assert in_shell(f"{line} --format csv; {ended}") == (CSV, "", 0)
