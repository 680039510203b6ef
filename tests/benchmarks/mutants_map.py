"""Which test runs which line of the package."""

from __future__ import annotations

import ast
import json
import os
from collections import defaultdict
from functools import cache, cached_property
from itertools import accumulate
from pathlib import Path

import coverage
import pytest
from mutants_runs import WORDS, copied, forked

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


class Map:
    """Which tests run which line, and how long each takes."""

    def __init__(self, work: Path) -> None:
        self.seconds: dict[str, float] = json.loads((work / "seconds.json").read_text())
        self._work = work
        self._data = coverage.CoverageData(str(work / "coverage"))
        self._data.read()
        self._contexts = cache(self._read)

    def chosen(self, path: str, lines: range, longest: float) -> list[str]:
        """The tests of these lines, as many as take no longer than that.

        Those of the module's own room come first, and the fastest of them.

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
        room = str(Path("tests", *Path(path).parts[1:-1]))
        order = sorted(
            (not test.startswith(room), self.seconds[test], test)
            for test in found & self.seconds.keys()
        )
        tests = [test for *_, test in order]
        sums = accumulate(self.seconds[test] for test in tests)
        return [test for test, so_far in zip(tests, sums, strict=True) if so_far <= longest]

    def _tests(self, path: str, lines: range) -> set[str]:
        contexts = self._contexts(path)
        return {test for line in lines for test in contexts.get(line, ()) if test}

    def _read(self, path: str) -> dict[int, list[str]]:
        found: dict[int, list[str]]
        found = self._data.contexts_by_lineno(str(self._work / "copy" / path))
        return found

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
                    its = self._define(child, child.lineno, name)
                case ast.FunctionDef(name=name, body=body, decorator_list=made):
                    its = self._define(child, child.lineno, name)
                    if not any("cache" in ast.unparse(each) for each in made):
                        its = self._define(child, body[0].lineno)
                case ast.Assign() | ast.AnnAssign() if isinstance(node, ast.Module | ast.ClassDef):
                    stored = [n for n in ast.walk(child) if isinstance(n, ast.Name)]
                    more = (n.id for n in stored if isinstance(n.ctx, ast.Store))
                    its = self._define(child, child.lineno, *names, *more)
            self._read(child, its)

    def _define(self, node: ast.stmt, first: int, *names: str) -> tuple[str, ...]:
        """The names, which are now those of the node's lines from the first one on."""
        self._once |= dict.fromkeys(range(first, (node.end_lineno or first) + 1), names)
        return names
