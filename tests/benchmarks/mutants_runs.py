"""Runs of chosen tests in copies of the checkout, each in a process of its own."""

from __future__ import annotations

import os
import resource
import select
import shutil
import signal
import subprocess
import sys
import sysconfig
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORDS = ["-q", "-o", "addopts=", "--import-mode=importlib", "-p", "no:cacheprovider"]
WORDS += ["-p", "no:xdist", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
WORDS += ["--ignore=tests/drawings/html"]  # a browser reserves more addresses than MEMORY
MEMORY = 8 << 30
"""A change can ask for more and more: so many bytes of addresses each run may have."""


def copied(copy: Path) -> Path:
    """A copy of the checkout, with an environment of its own that runs the copy's package."""
    shutil.rmtree(copy, ignore_errors=True)
    left_out = shutil.ignore_patterns(".git", ".venv", ".*_cache", ".hypothesis", "__pycache__")
    shutil.copytree(ROOT, copy, ignore=left_out)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", copy / ".venv"], check=True)
    (site,) = (copy / ".venv/lib").glob("*/site-packages")
    (site / "copy.pth").write_text(f"{copy}\n{sysconfig.get_path('purelib')}\n")
    script = copy / ".venv/bin/fwdprop"
    script.write_text(f"#!{copy}/.venv/bin/python\nfrom fwdprop.__main__ import entry\nentry()\n")
    script.chmod(0o755)
    subprocess.run([sys.executable, "-m", "compileall", "-q", copy / "fwdprop"], check=True)
    return copy


def forked(copy: Path, work: Callable[[], int], seconds: float | None = None) -> int | None:
    """The status of a process that does this work in the copy; None when it took too long."""
    if (child := os.fork()) == 0:
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        said = os.open(copy.with_suffix(".log"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(said, 1)
        os.dup2(said, 2)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        os.chdir(copy)
        os.environ["PWD"] = str(copy)
        os.environ["PATH"] = f"{copy}/.venv/bin{os.pathsep}{os.environ['PATH']}"
        sys.path.insert(0, str(copy))
        sys.executable = f"{copy}/.venv/bin/python"
        sys.dont_write_bytecode = True
        status = 99
        try:
            status = int(work())
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
    ended, _, _ = select.select([os.pidfd_open(child)], [], [], seconds)
    with suppress(ProcessLookupError):
        if not ended:
            os.killpg(child, signal.SIGKILL)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        os.killpg(child, signal.SIGKILL)  # whatever a test has left behind
    return status if ended else None


class Selected:
    """Runs these tests in this order, and those that no map knows; says which one failed."""

    def __init__(self, chosen: list[str], known: dict[str, float], say: int) -> None:
        self._order = {test: index for index, test in enumerate(chosen)}
        self._known = known
        self._say = say

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leaves out the others."""
        its = [i for i in items if i.nodeid in self._order or i.nodeid not in self._known]
        items[:] = sorted(its, key=lambda item: self._order.get(item.nodeid, -1))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Says it."""
        if report.failed:
            os.write(self._say, report.nodeid.encode()[:4000])


def failing(copy: Path, chosen: list[str], known: dict[str, float]) -> str:
    """The first of the tests to fail in the copy, or what ended the run instead; '' if none did."""
    read, say = os.pipe()
    seconds = 60 + 4 * sum(known[test] for test in chosen)
    files = list(dict.fromkeys(test.partition("::")[0] for test in chosen))
    words = [*WORDS, "-x", "--hypothesis-seed=0", *files]
    plugin = Selected(chosen, known, say)
    status = forked(copy, lambda: pytest.main(words, plugins=[plugin]), seconds)
    os.close(say)
    with open(read, "rb") as said:
        test = said.read().decode()
    shutil.rmtree(copy / ".hypothesis", ignore_errors=True)
    if status in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        return ""
    return test or ("the time limit" if status is None else f"the start of pytest ({status})")
