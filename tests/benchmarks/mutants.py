"""How many small changes to the package the suite notices, and which ones it does not.

    pip install coverage
    python tests/benchmarks/mutants.py --kind random --count 100 --seed 1
    python tests/benchmarks/mutants.py --kind boundaries --count 100 --seed 1

Draws changes by the seed, makes each one alone in a copy of the checkout, and runs there the tests
that run the changed line, the fastest first, until one fails. Prints a line for each, then the
score and the unnoticed ones. Of these, whoever reads them judges which leave behaviour as it was;
they do not count. `--kind texts` changes what is said to people, `--in tables/json` changes the
modules whose path has this in it, `--only json/exact.py:84` tries these lines of what is drawn
again. The first run maps which test runs which line, `--map` does that anew; it takes minutes.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import tempfile
from importlib import import_module
from pathlib import Path

from mutants_changes import KINDS, Change, drawn
from mutants_map import Map, mapped
from mutants_runs import copied, failing

ROOT = Path(__file__).parents[2]
FIRST = 20
"""So many tests run before the others: most changes are noticed here, with few files collected."""
HEAVY = ("hypothesis", "mpmath", "numpy", "rich.console", "rich.table", "typer", "yaml")
EXTRA = ("pyarrow.compute", "pyarrow.csv", "pyarrow.json", "pyarrow.parquet", "safetensors.numpy")
"""What each run imports anyway: it is imported once, and each run is a fork of that."""

_copy = Path()
"""The copy in which this process makes changes."""
_seconds: dict[str, float] = {}
"""How long each test takes."""


def main() -> None:
    """Draws, tries and prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kind", choices=KINDS, default=KINDS[0])
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=90, help="of tests for one change")
    parser.add_argument("--in", dest="places", action="append")
    parser.add_argument("--only", action="append")
    parser.add_argument("--map", action="store_true")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "mutants")
    asked = parser.parse_args()
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    for module in HEAVY + EXTRA:
        import_module(module)
    if asked.map or not (asked.work / "seconds.json").exists():
        mapped(asked.work)
    known = Map(asked.work)
    changes = drawn(ROOT, asked.places or [""], asked.kind, asked.seed, asked.count)
    if asked.only:
        changes = [each for each in changes if any(spot in each.place for spot in asked.only)]
    unnoticed = 0
    with multiprocessing.Pool(asked.jobs, start, [asked.work, known.seconds]) as pool:
        tasks = ((change, known.chosen(*change[:2], asked.seconds)) for change in changes)
        for change, by in pool.imap_unordered(tried, tasks):
            unnoticed += by.startswith("UN")
            print(f"{change.place}: {change.said}\n    {by}", flush=True)
    total = len(changes)
    print(f"{total - unnoticed} of {total} noticed, {100 * (total - unnoticed) / total:.1f} %")


def start(work: Path, seconds: dict[str, float]) -> None:
    """Gives the process a copy of its own."""
    global _copy, _seconds
    _seconds = seconds
    _copy = copied(work / f"copy-{multiprocessing.current_process().name}")


def tried(task: tuple[Change, list[str]]) -> tuple[Change, str]:
    """The change and what noticed it, or how many tests did not."""
    change, chosen = task
    file = _copy / change.path
    original, compiled = file.read_bytes(), file.stat()
    file.write_text(change.source, encoding="utf-8")
    try:
        for some in (chosen[:FIRST], chosen[FIRST:]):
            if some and (test := failing(_copy, some, _seconds)):
                return change, f"noticed by {test}"
        return change, f"UNNOTICED by {len(chosen)} tests"
    finally:
        file.write_bytes(original)
        os.utime(file, ns=(compiled.st_atime_ns, compiled.st_mtime_ns))


if __name__ == "__main__":
    main()
