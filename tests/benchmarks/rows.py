"""A prediction on every row of a file: `fwdprop run --data` against the other ways to get one.

    python tests/benchmarks/rows.py [--rows 1000000,10000000] [--rounds 5]
                                    [--jobs csv,parquet,jsonl,npy]

Prints a Markdown table of ratios, rates and peak memory. Everything is a whole process, from its
start to its exit, and takes turns with the one that it is compared with: the ratio is one of rows
a second, by the medians of the rounds; the memory is the highest peak. The results are compared.
The files are in the system's cache, in a temporary folder (3 GB at 10 million rows; TMPDIR moves
it) that is removed at the end. Peers that are not installed are left out and named.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rows_jobs import HAS_PYARROW, JOBS, Line, write_data
from rows_peers import CSV, PARQUET


def memory(lines: list[Line]) -> Iterator[str]:
    """How fwdprop's own peak memory depends on the number of rows, a sentence for each job."""
    for job in dict.fromkeys(line.job for line in lines if line.job.startswith("CSV")):
        peaks: dict[int, float] = {}
        for line in lines:
            if line.job == job and line.ours.mebibytes is not None:
                rows = line.ours.rows
                peaks[rows] = max(line.ours.mebibytes, peaks.get(rows, 0))
        sizes = ", ".join(f"{peak:.0f} MiB at {rows:,} rows" for rows, peak in peaks.items())
        yield f"Peak memory of fwdprop, {job}: {sizes}."


def surroundings() -> str:
    """The versions of everything, and the cores."""
    from importlib import metadata

    packages = {package for peer in CSV.values() if peer.installed for package in peer.packages}
    packages |= {"numpy", "pyarrow"} if HAS_PYARROW else {"numpy"}
    versions = [f"{package} {metadata.version(package)}" for package in sorted(packages)]
    python = sys.version.split()[0]
    return f"{os.cpu_count()} cores, Python {python}, {', '.join(versions)}."


HEADER = """\
| job | rows | against | times as fast | fwdprop | the other |
|---|--:|---|--:|--:|--:|"""
NOTES = """
M/s: million rows a second. (it N): the other is slow and had the first N rows; rates are compared.
"""


def counts(text: str) -> list[int]:
    """The sizes, ascending."""
    return sorted(int(count) for count in text.split(","))


def jobs(text: str) -> list[str]:
    """The names of jobs; ValueError for one that does not exist."""
    names = text.split(",")
    if not set(names) <= set(JOBS):
        raise ValueError
    return names


def main() -> None:
    """Prints the table as it grows, and what it does not say."""
    parser = argparse.ArgumentParser(description="fwdprop run --data against its peers")
    parser.add_argument("--rows", type=counts, default="1000000,10000000", help="sizes of the CSV")
    parser.add_argument("--rounds", type=int, default=5, help="turns of each pair")
    parser.add_argument("--jobs", type=jobs, default=",".join(JOBS), help=", ".join(JOBS))
    given = parser.parse_args()
    print(HEADER, flush=True)
    lines = []
    for name in given.jobs:
        with tempfile.TemporaryDirectory() as folder:
            write_data(folder)
            for line in JOBS[name](Path(folder), given.rows, given.rounds):
                print(line, flush=True)
                lines.append(line)
    print(NOTES)
    missing = [peer.title for peer in (*CSV.values(), PARQUET) if not peer.installed]
    if missing:
        print(f"Left out, not installed: {', '.join(missing)}.")
    print(*memory(lines), surroundings(), sep="\n")


if __name__ == "__main__":
    main()
