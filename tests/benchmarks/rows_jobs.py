"""The jobs that rows.py measures: each does its rounds and yields lines of the table."""

from __future__ import annotations

import importlib.util
import json
import math
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from pathlib import Path

import rows_peers
from pairs import Contestant
from processes import Command, Cost, cost, run, take_turns
from rows_peers import CSV, JSON_BARE, JSON_LINES, PARQUET, Peer

HERE = Path(__file__).parent
FWDPROP = str(Path(sys.executable).with_name("fwdprop"))
TOLERANCE = 1e-6
JSON_ROWS = 1_000_000
ARRAY_ROWS = 100_000
# Each with its number of inputs; both have ten outputs.
ARRAY_NETWORKS = {"64-32-10": ("digits.yaml", 64), "784-512-512-10": ("wide.yaml", 784)}
# The peers that fwdprop is compared with where it has NumPy alone.
WITHOUT_PYARROW = ("pandas", "gawk")
NUMPY_ALONE = "CSV to CSV, NumPy alone"
AS_THE_COMMAND = {"OPENBLAS_NUM_THREADS": "1"}
HAS_PYARROW = importlib.util.find_spec("pyarrow") is not None


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    job: str
    peer: str
    ours: Cost
    theirs: Cost

    def __str__(self) -> str:
        rows = f"{self.ours.rows:,}"
        if self.theirs.rows != self.ours.rows:
            rows += f" (it {self.theirs.rows:,})"
        ratio = self.ours.rate / self.theirs.rate
        cells = [self.job, rows, self.peer, f"{ratio:.3g}", str(self.ours), str(self.theirs)]
        return f"| {' | '.join(cells)} |"


def write_data(*words: object) -> None:
    """Has rows_data.py write, in a process of its own, so that this one stays small."""
    run(Command([sys.executable, str(HERE / "rows_data.py"), *map(str, words)], rows=0))


def fwdprop(network: Path, source: Path, rows: int, *options: str) -> Command:
    """The command measured; the result goes to standard output or, with options, to `-o`."""
    output = source.with_name("ours" + source.suffix)
    words = [FWDPROP, "run", str(network), "--data", str(source), *options]
    if options:
        words += ["-o", str(output)]
    return Command(words, rows, output, to_stdout=not options)


def without_pyarrow(command: Command, folder: Path) -> Command:
    """The same command where pyarrow cannot be imported, nor found."""
    (folder / "sitecustomize.py").write_text("import sys\n\nsys.modules['pyarrow'] = None\n")
    return replace(command, environ={"PYTHONPATH": str(folder)})


def values(path: Path) -> Iterator[float]:
    """The results in a CSV or JSON lines file."""
    with path.open() as lines:
        if path.suffix == ".jsonl":
            yield from (json.loads(line)["y"] for line in lines)
        else:
            assert next(lines) == "y\n", f"{path} begins otherwise"
            yield from map(float, lines)


def check(ours: Command, theirs: Command) -> None:
    """Exits unless both have as many results as rows and these agree, as far as both go."""
    found = values(ours.result), values(theirs.result)
    if ours.rows != theirs.rows:
        found = (islice(found[0], theirs.rows), found[1])
    row = 0
    for row, (mine, its) in enumerate(zip_longest(*found, fillvalue=math.nan), 1):
        if not abs(mine - its) <= TOLERANCE:
            sys.exit(f"row {row}: {mine} and {its} from {' '.join(theirs.words)[:200]}")
    if row != theirs.rows:
        sys.exit(f"{row} results for {theirs.rows} rows from {' '.join(theirs.words)[:200]}")


def against(job: str, ours: Command, peer: Peer, source: Path, rows: int, rounds: int) -> Line:
    """Both on their files, a turn each in every round, their results compared at the end."""
    theirs = peer.command(source, rows)
    line = Line(job, peer.title, *take_turns([ours, theirs], rounds))
    if theirs.result.exists() and theirs.result.suffix != ".parquet":
        check(ours, theirs)
    return line


def csv_to_csv(folder: Path, counts: list[int], rounds: int) -> Iterator[Line]:
    """CSV to CSV with every peer, at each size; the slow ones at the smallest, on fewer rows."""
    for count in counts:
        source = folder / f"rows{count}.csv"
        write_data(source, count)
        ours = fwdprop(folder / "net.yaml", source, count)
        bare = without_pyarrow(ours, folder)
        for name, peer in CSV.items():
            rows = min(count, peer.at_most or count)
            if not peer.installed or (peer.at_most is not None and count != min(counts)):
                continue
            part = head(source, rows)
            if HAS_PYARROW:
                yield against("CSV to CSV", ours, peer, part, rows, rounds)
            if name in WITHOUT_PYARROW:
                yield against(NUMPY_ALONE, bare, peer, part, rows, rounds)
        source.unlink()


def head(source: Path, rows: int) -> Path:
    """A file of the header and the first so many rows."""
    path = source.with_name(f"rows{rows}.csv")
    if not path.exists():
        with source.open() as lines, path.open("w") as file:
            file.writelines(islice(lines, rows + 1))
    return path


def parquet_to_parquet(folder: Path, counts: list[int], rounds: int) -> Iterator[Line]:
    """Parquet to Parquet at the largest size."""
    if not PARQUET.installed:
        return
    count = max(counts)
    source = folder / "rows.parquet"
    write_data(source, count)
    ours = fwdprop(folder / "net.yaml", source, count, "--format", "parquet")
    yield against("Parquet to Parquet", ours, PARQUET, source, count, rounds)
    checking = rows_peers.script("check_parquet")(folder, source, ours.result)
    run(Command(checking, count))


def json_lines(folder: Path, counts: list[int], rounds: int) -> Iterator[Line]:
    """JSON lines to JSON lines, flat objects of numbers; then with a text that passes through."""
    count = min(max(counts), JSON_ROWS)
    source = folder / "rows.jsonl"
    write_data(source, count)
    ours = fwdprop(folder / "net.yaml", source, count)
    for peer in (JSON_LINES, JSON_BARE):
        yield against("JSON lines", ours, peer, source, count, rounds)
    source.unlink()
    source = folder / "ids.jsonl"
    write_data(source, count)
    ours = fwdprop(folder / "net.yaml", source, count, "--keep", "id", "--format", "jsonl")
    yield against("JSON lines, an id kept", ours, JSON_LINES, source, count, rounds)


def arrays(folder: Path, counts: list[int], rounds: int) -> Iterator[Line]:
    """Array to array, against the forward pass in a process that has it all in memory.

    A second line leaves out what the command takes on one row, with more turns because the
    difference is small.
    """
    count = min(max(counts), ARRAY_ROWS)
    for sizes, (network, width) in ARRAY_NETWORKS.items():
        single, source, expected = (folder / f"{n}.npy" for n in ("row", "rows", "expected"))
        write_data(single, 1, width)
        write_data(source, count, width)
        one = fwdprop(folder / network, single, 1, "--format", "npy")
        ours = fwdprop(folder / network, source, count, "--format", "npy")
        words = ["forward", str(folder / network), str(source), str(expected)]
        with Contestant(rows_peers.__file__, words, AS_THE_COMMAND) as inside:
            turns = [(run(one), run(ours), inside.seconds()) for _ in range(4 * rounds)]
        if bare_array(folder / "ours.npy", count) != bare_array(expected, count):
            sys.exit(f"{sizes}: the command and the forward pass differ")
        less = statistics.median(whole[0] - start[0] for start, whole, _ in turns)
        theirs = Cost(count, statistics.median(seconds for *_, seconds in turns))
        peer, job = "`Network.forward` in memory", f"npy, {sizes}"
        yield Line(job, peer, cost(count, [whole for _, whole, _ in turns]), theirs)
        yield Line(f"{job}, less a run on one row", peer, Cost(count, less), theirs)


def bare_array(path: Path, rows: int) -> bytes:
    """The numbers of an .npy file of ten columns, without its header."""
    return path.read_bytes()[-rows * 10 * 8 :]


JOBS = {"csv": csv_to_csv, "parquet": parquet_to_parquet, "jsonl": json_lines, "npy": arrays}
