"""Which test runs which line of the package, and runs of chosen tests in a copy of it."""

from __future__ import annotations

import ast
import json
import os
import resource
import select
import shutil
import signal
import subprocess
import sys
import sysconfig
import traceback
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from functools import cache, cached_property
from itertools import accumulate
from pathlib import Path

import coverage
import pytest

ROOT = Path(__file__).parents[2]
WORDS = ["-q", "-o", "addopts=", "--import-mode=importlib", "-p", "no:cacheprovider"]
WORDS += ["-p", "no:xdist", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
MEMORY = 8 << 30
"""A change can ask for more and more: so many bytes of addresses each run may have."""
SETTINGS = """[run]
parallel = true
data_file = {0}/coverage
source = {0}/copy/fwdprop
context = $TEST
patch = _exit
disable_warnings = no-data-collected, module-not-measured
"""
# What a process of the mapped copy does first, whatever its environment says.
START = """import os, coverage; os.environ.update(COVERAGE_PROCESS_START={0!r}, \
TEST=open({1!r}).read()); coverage.process_startup()"""


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


class Recorder:
    """Notes how long each test takes, and makes it the context of the lines that it runs."""

    def __init__(self, measured: coverage.Coverage, now: Path) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._measured = measured
        self._now = now

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Begins a test."""
        self._now.write_text(nodeid)
        self._measured.switch_context(nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Ends a part of a test."""
        self.seconds[report.nodeid] += report.duration


def mapped(work: Path) -> None:
    """Runs the whole suite once in the folder's copy, and leaves there what each test runs."""
    copy = copied(work / "copy")
    settings, now = work / "settings.ini", work / "now"
    settings.write_text(SETTINGS.format(work))
    now.write_text("")
    (site,) = (copy / ".venv/lib").glob("*/site-packages")
    (site / "coverage.pth").write_text(START.format(str(settings), str(now)))

    def suite() -> int:
        measured = coverage.Coverage(config_file=str(settings))
        recorder = Recorder(measured, now)
        os.environ["TEST"] = ""
        measured.start()
        pytest.main(WORDS, plugins=[recorder])
        measured.stop()
        measured.save()
        (work / "seconds.json").write_text(json.dumps(recorder.seconds))
        return 0

    forked(copy, suite)
    (site / "coverage.pth").unlink()
    whole = coverage.Coverage(config_file=str(settings))
    whole.combine([str(work)])
    whole.save()


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


class Map:
    """Which tests run which line, and how long each takes."""

    def __init__(self, work: Path) -> None:
        self.seconds: dict[str, float] = json.loads((work / "seconds.json").read_text())
        self._work = work
        self._data = coverage.CoverageData(str(work / "coverage"))
        self._data.read()
        self._contexts = cache(self._read)

    def chosen(self, path: str, lines: range, longest: float) -> list[str]:
        """The tests of these lines, the fastest first, until they would take longer than that.

        A line that runs when its module is imported, or whose result is kept, counts as run by all
        tests that run a line with the name that it defines.
        """
        found = self._tests(path, lines)
        seen: set[str] = set()
        names = list(self._modules[path].once(lines.start))
        while names:
            if (name := names.pop()) in seen:
                continue
            seen.add(name)
            for other, module in self._modules.items():
                for line in module.uses[name]:
                    if once := module.once(line):
                        names += once
                    else:
                        found |= self._tests(other, range(line, line + 1))
        tests = sorted(found & self.seconds.keys(), key=self.seconds.__getitem__)
        sums = accumulate(self.seconds[test] for test in tests)
        return [test for test, so_far in zip(tests, sums, strict=True) if so_far <= longest]

    def _tests(self, path: str, lines: range) -> set[str]:
        contexts = self._contexts(path)
        return {test for line in lines for test in contexts.get(line, ()) if test}

    def _read(self, path: str) -> dict[int, list[str]]:
        return self._data.contexts_by_lineno(str(self._work / "copy" / path))

    @cached_property
    def _modules(self) -> dict[str, Module]:
        files = (self._work / "copy").rglob("fwdprop/**/*.py")
        return {str(file.relative_to(self._work / "copy")): Module(file) for file in files}


class Module:
    """Where a module uses names, and what its lines define that run only once."""

    def __init__(self, file: Path) -> None:
        self.uses: dict[str, list[int]] = defaultdict(list)
        self._once: dict[int, tuple[str, ...]] = {}
        self._read(ast.parse(file.read_text(encoding="utf-8")), ())

    def once(self, line: int) -> tuple[str, ...]:
        """The names that this line defines; none where it runs whenever a function is called."""
        return self._once.get(line, ())

    def _read(self, node: ast.AST, names: tuple[str, ...]) -> None:
        for child in ast.iter_child_nodes(node):
            its = names
            match child:
                case ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr=name):
                    self.uses[name].append(child.lineno)
                case ast.ClassDef(name=name):
                    its = (name,)
                case ast.FunctionDef(name=name, decorator_list=made):
                    its = (name,) if any("cache" in ast.unparse(each) for each in made) else ()
                case ast.Assign() | ast.AnnAssign() if isinstance(node, ast.Module | ast.ClassDef):
                    stored = [n for n in ast.walk(child) if isinstance(n, ast.Name)]
                    its += tuple(n.id for n in stored if isinstance(n.ctx, ast.Store))
            if its:
                first = getattr(child, "lineno", 0)
                last = getattr(child, "end_lineno", -1)
                self._once |= dict.fromkeys(range(first, last + 1), its)
            self._read(child, its)
