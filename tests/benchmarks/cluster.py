"""Many files on a cluster of one and of two workers, against one process with one thread and two.

    python tests/benchmarks/cluster.py [--format parquet] [--rows 20000000] [--files 16]
                                       [--rounds 3] [--data FOLDER]

Prints ratios of medians of whole commands that take turns, what is fixed (start, network, piece),
the peak memory of each worker, and how well the model of the guide's page on scale foretells two
other jobs. The clusters are there before the clock starts, as one that is shared would be; what
starting and closing a local one costs is printed apart. `--data` names a folder where the files are
kept for the next time; else they go to a temporary one (1 GB for 20 million rows of Parquet).
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from cluster_model import Model, fitted
from processes import Command, Cost, take_turns

PROGRAM = [sys.executable, "-m", "fwdprop"]
TINY = 200


class Data(NamedTuple):
    """The files of rows: so many, each with so many rows, in this format; `net` scores them."""

    net: Path
    folder: Path
    format: str
    files: int
    rows: int

    @property
    def all_rows(self) -> int:
        """The rows of all files."""
        return self.files * self.rows


class Pool(NamedTuple):
    """A cluster with its address, and the processes that work there."""

    address: str
    workers: Sequence[int]

    def peaks(self) -> list[float]:
        """The most memory that each worker has held so far, in MiB."""
        return [_peak(worker) for worker in self.workers]


def _peak(process: int) -> float:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    (kibibytes,) = [line.split()[1] for line in lines if line.startswith("VmHWM")]
    return int(kibibytes) / 1024


@contextmanager
def pool(workers: int) -> Iterator[Pool]:
    """A cluster on this machine with so many workers, each with one thread.

    Dask would set how its workers give memory back, which costs half of their speed, and does so in
    the environment of this process, too.
    """
    from dask import config
    from distributed import LocalCluster

    memory = {"distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": None}
    with (
        config.set(memory),
        LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=":0"
        ) as cluster,
    ):
        processes = [worker.pid for worker in cluster.workers.values()]
        yield Pool(cluster.scheduler_address, processes)


def written(folder: Path, format: str, rows: int, files: int) -> Data:
    """The files, which are made where they are not there."""
    import rows_data

    data = folder / f"{format}-{files}-{rows}"
    if not data.is_dir():
        made = folder / f"made.{format}"
        rows_data.write_networks(folder)
        rows_data.WRITERS[f".{format}"](made, rows, 8)
        data.mkdir()
        for number in range(files):
            shutil.copy(made, data / f"f{number:03}.{format}")
        made.unlink()
    return Data(folder / "net.yaml", data, format, files, rows)


def command(data: Data, out: Path, *more: str, cores: str | None = None) -> Command:
    """The whole command that scores the files into a folder, on these cores alone."""
    pinned = [] if cores is None else ["taskset", "-c", cores]
    words = [*PROGRAM, "run", str(data.net), "--data", str(data.folder), "-o", f"{out}/"]
    return Command([*pinned, *words, "--overwrite", "-q", *more], data.all_rows)


def compared(data: Data, out: Path, one: Pool, two: Pool, rounds: int) -> dict[str, Cost]:
    """What each way to score all files took."""
    commands = {
        "one thread": command(data, out / "a", cores="0"),
        "two threads": command(data, out / "b"),
        "one worker": command(data, out / "c", "--on", f"dask={one.address}"),
        "two workers": command(data, out / "d", "--on", f"dask={two.address}"),
    }
    return dict(zip(commands, take_turns(list(commands.values()), rounds), strict=True))


def ratios(costs: dict[str, Cost]) -> Iterator[str]:
    """The times of two workers, as shares of others."""
    seconds = {name: cost.seconds for name, cost in costs.items()}
    for other in ("one thread", "two threads", "one worker"):
        share = seconds["two workers"] / seconds[other]
        yield f"two workers take {share:.3f} of the time of {other}"
    for name, cost in costs.items():
        yield f"{name}: {cost.seconds:.2f} s, {cost.rate / 1e6:.2f} million rows a second"


def fixed(data: Data, out: Path, one: Pool, two: Pool, rounds: int) -> dict[str, float]:
    """The seconds that do not depend on rows: a local cluster, the start, a piece of two workers.

    What scheduling takes of a piece shows where one worker has the pieces one after the other.
    """
    few = written(data.folder.parent, "csv", 1, 1)
    many = written(data.folder.parent, "csv", 1, TINY)
    on = ("--on", f"dask={one.address}")
    commands = [
        command(few, out / "e", cores="0"),
        command(few, out / "f", *on),
        command(few, out / "g", "--on", "dask"),
        command(many, out / "h", cores="0"),
        command(many, out / "i", *on),
        command(many, out / "j", "--on", f"dask={two.address}"),
    ]
    alone, here, local, all_alone, all_here, all_shared = (
        cost.seconds for cost in take_turns(commands, rounds)
    )
    return {
        "start": here,
        "local cluster": local - here,
        "piece": (all_shared - here) / (TINY - 1),
        "scheduling": (all_here - here - (all_alone - alone)) / (TINY - 1),
    }


def foretold(model: Model, folder: Path, out: Path, two: Pool, format: str) -> Iterator[str]:
    """How the model and the clock agree on jobs that it was not fitted to."""
    for files, rows in ((40, 250_000), (6, 2_500_000)):
        data = written(folder, format, rows, files)
        line = command(data, out / "k", "--on", f"dask={two.address}")
        (cost,) = take_turns([line], 3)
        said = model.seconds(data.all_rows, workers=2, pieces=files)
        off = said / cost.seconds - 1
        yield (
            f"{files} files of {rows:,} rows: {said:.2f} s foretold,"
            f" {cost.seconds:.2f} s measured, {off:+.1%}"
        )


def main() -> None:
    """Prints what was measured."""
    parser = argparse.ArgumentParser(description="fwdprop run --on dask")
    parser.add_argument("--format", default="parquet", choices=["parquet", "csv"])
    parser.add_argument("--rows", type=int, default=20_000_000, help="rows of all files")
    parser.add_argument("--files", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=3, help="turns of each command")
    parser.add_argument("--data", type=Path, help="a folder that keeps the files")
    given = parser.parse_args()
    with ExitStack() as stack:
        folder = given.data or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(exist_ok=True)
        out = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=folder)))
        data = written(folder, given.format, given.rows // given.files, given.files)
        one, two = stack.enter_context(pool(1)), stack.enter_context(pool(2))
        costs = compared(data, out, one, two, given.rounds)
        print(*ratios(costs), sep="\n", flush=True)
        peaks = ", ".join(f"{peak:.0f}" for peak in (*one.peaks(), *two.peaks()))
        print(f"peak memory of the workers: {peaks} MiB", flush=True)
        costs_of = fixed(data, out, one, two, max(given.rounds, 3))
        for name, seconds in costs_of.items():
            print(f"{name}: {seconds * 1000:,.1f} ms", flush=True)
        model = fitted(costs["two workers"].seconds, data.all_rows, 2, data.files, costs_of)
        print(model, *foretold(model, folder, out, two, given.format), sep="\n", flush=True)
        print(
            f"computed, not measured: {model.seconds(10**9, 100, 1000):,.1f} s for a billion rows"
        )
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")


if __name__ == "__main__":
    main()
