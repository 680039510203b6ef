"""Optional packages that are there and broken: NumPy does what it can, and the rest is said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from command_line import NETWORKS

PAGE = "A module that was compiled using NumPy 1.x cannot be run in NumPy 2\\nTraceback: ..."
BROKEN = {
    "raise ImportError('libarrow.so: cannot open shared object file')": (
        "libarrow.so: cannot open shared object file"
    ),
    "raise OSError(12, 'Cannot allocate memory')": "[Errno 12] Cannot allocate memory",
    "raise MemoryError": "there is not enough memory",
    "raise SystemError('initialization failed')": "initialization failed",
    "raise RuntimeError('first line\\nsecond line')": "first line",
    "raise AttributeError": "its build is broken",
    f"import sys; sys.stderr.write('{PAGE}'); raise ImportError('_ARRAY_API not found')": (
        "_ARRAY_API not found"
    ),
    "import a_part_that_is_not_there": "No module named 'a_part_that_is_not_there'",
}
RUN = """
import io, json, sys
from fwdprop.cli.app import main
from fwdprop.system.terminal import Terminal

for line in sys.stdin:
    out, err = io.BytesIO(), io.BytesIO()
    status = main(json.loads(line), Terminal(io.BytesIO(), out, err, {}))
    print(json.dumps([out.getvalue().decode(), err.getvalue().decode(), int(status)]))
"""


def ran(folder: Path, *commands: list[str]) -> list[list[object]]:
    """What each command does in a process of its own that finds packages in the folder first."""
    environ = {**os.environ, "PYTHONPATH": str(folder)}
    lines = "".join(json.dumps(each) + "\n" for each in commands)
    done = subprocess.run(
        [sys.executable, "-c", RUN],
        env=environ,
        cwd=folder,
        input=lines,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


def package(folder: Path, name: str, code: str) -> None:
    """Puts a package there that runs this code when it is imported."""
    path = folder.joinpath(*name.split("."))
    path.mkdir(parents=True)
    # The oldest backports.zstd makes `backports` a package of its own, which hides folders.
    (folder / name.partition(".")[0] / "__init__.py").touch()
    (path / "__init__.py").write_text(code)


@pytest.mark.parametrize(("code", "reason"), BROKEN.items(), ids=range(len(BROKEN)))
def test_numpy_does_the_work_of_a_broken_pyarrow_and_what_needs_it_says_so(
    tmp_path: Path, code: str, reason: str
) -> None:
    package(tmp_path, "pyarrow", code)
    rng = np.random.default_rng(7)
    rows = "".join(f"{a},{b}\n" for a, b in rng.integers(-99, 99, (40_000, 2)))
    (tmp_path / "rows.csv").write_text("children,accounts\n" + rows)
    for name in ("rows.parquet", "rows.arrow"):
        (tmp_path / name).write_bytes(b"PAR1 ARROW1")
    net = str(NETWORKS / "transactions.yaml")
    run = ["run", net, "--data"]
    text, *others = ran(
        tmp_path,
        [*run, "rows.csv", "--keep", "all"],
        [*run, "rows.parquet"],
        [*run, "rows.arrow"],
        [*run, "rows.csv", "--format", "parquet"],
        [*run, "rows.csv", "-o", "out.arrow"],
        [*run, "rows.csv", "--rejects", "bad.tsv", "-o", "out.parquet"],
    )
    assert text[1:] == ["", 0]
    out = np.loadtxt(str(text[0]).splitlines()[1:], delimiter=",")
    # 2 (children + accounts) - (accounts - children), all of it exact.
    assert np.array_equal(out[:, 2], 3 * out[:, 0] + out[:, 1])
    what = [
        "rows.parquet is a Parquet file, and reading it",
        "rows.arrow is Arrow data, and reading it",
        "writing Parquet",
        "writing Arrow",
        "writing Parquet",
    ]
    help = "help: pip install --force-reinstall pyarrow, or let it have more memory\n"
    cause = f"needs the pyarrow package, which cannot be loaded: {reason}\n{help}"
    assert others == [["", f"error: {each} {cause}", 2] for each in what]
    assert {path.name for path in tmp_path.iterdir() if path.suffix in (".arrow", ".tsv")} == {
        "rows.arrow"
    }


@pytest.mark.parametrize("form", ["parquet", "arrow"])
def test_a_part_of_pyarrow_that_was_not_built_is_no_missing_package(
    tmp_path: Path, form: str
) -> None:
    package(tmp_path, "pyarrow", "")
    module = {"parquet": "parquet", "arrow": "ipc"}[form]
    package(tmp_path, f"pyarrow.{module}", "import pyarrow._part")
    ((out, err, status),) = ran(
        tmp_path, ["run", str(NETWORKS / "transactions.yaml"), "-i", "2", "3", "--format", form]
    )
    said = f"writing {form.title()} needs the pyarrow package, which cannot be loaded"
    assert err == (
        f"error: {said}: No module named 'pyarrow._part'\n"
        "help: pip install --force-reinstall pyarrow, or let it have more memory\n"
    )
    assert (out, status) == ("", 2)


@pytest.mark.parametrize(("code", "reason"), list(BROKEN.items())[:4], ids=range(4))
def test_a_broken_package_for_zstd_is_told_of(tmp_path: Path, code: str, reason: str) -> None:
    if sys.version_info >= (3, 14):
        pytest.skip("Python has it itself")
    package(tmp_path, "backports.zstd", code)
    (tmp_path / "rows.csv.zst").write_bytes(b"\x28\xb5\x2f\xfd")
    net = str(NETWORKS / "transactions.yaml")
    ((out, err, status),) = ran(tmp_path, ["run", net, "--data", "rows.csv.zst"])
    assert err == (
        "error: rows.csv.zst is compressed with zstd, and reading it needs the backports.zstd"
        f" package, which cannot be loaded: {reason}\n"
        "help: pip install --force-reinstall backports.zstd, or let it have more memory\n"
    )
    assert (out, status) == ("", 2)


@pytest.mark.parametrize(("code", "reason"), list(BROKEN.items())[:4], ids=range(4))
def test_a_broken_package_for_weights_is_told_of_with_its_place(
    tmp_path: Path, code: str, reason: str
) -> None:
    package(tmp_path, "safetensors", code)
    (tmp_path / "w.safetensors").write_bytes(b"")
    text = "inputs: 2\nlayers:\n  - weights: {file: w.safetensors}\n"
    (tmp_path / "net.yaml").write_text(text)
    ((out, err, status),) = ran(tmp_path, ["run", "net.yaml", "-i", "1", "2"])
    assert err == (
        "error: w.safetensors needs the safetensors package, which cannot be loaded:"
        f" {reason}\n"
        " --> net.yaml:3:21\n  |\n3 |   - weights: {file: w.safetensors}\n"
        "  |                     ^^^^^^^^^^^^^\n"
        "help: pip install --force-reinstall safetensors, or let it have more memory\n"
    )
    assert (out, status) == ("", 2)
