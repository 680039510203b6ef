"""Every process finds the same tests, whatever the time and the hash seed: workers compare ids."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

import pytest
from command_line import ROOT

# Fixed on purpose: ten hours later, and another order of sets, than in the other process.
COLLECT = """\
import sys, time
import pytest

late, now, local = float(sys.argv[1]), time.time, time.localtime
time.time = lambda: now() + late
time.localtime = lambda seconds=None: local(time.time() if seconds is None else seconds)
sys.exit(pytest.main(["--collect-only", "-n", "0", "-p", "no:cacheprovider", *sys.argv[2:]]))
"""


def collected(late: int, seed: int, places: Sequence[str]) -> list[str]:
    """The ids of all tests in these places that a process finds so many seconds later."""
    ran = subprocess.run(
        [sys.executable, "-c", COLLECT, str(late), *places],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.stderr, ran.returncode) == ("", 0), ran.stdout
    return [line for line in ran.stdout.splitlines() if "::" in line]


def test_tests_are_the_same_at_any_time_and_with_any_hash_seed(
    request: pytest.FixtureRequest,
) -> None:
    found = collected(36_001, 4711, request.config.args)
    here = {item.nodeid for item in request.session.items}
    assert [test for test in found if test in here] == [
        item.nodeid for item in request.session.items
    ]
    parameters = [line.partition("[")[2] for line in found]
    assert [each for each in parameters if len(each) > 100 or not each.isprintable()] == []
