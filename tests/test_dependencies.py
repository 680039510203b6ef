"""What is installed beside fwdprop: each version is written down, the newest and the lowest."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import requires

import pytest
from command_line import PACKAGE, ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]


def needed(requirement: Requirement, known: set[str]) -> Iterator[str]:
    """The names of all packages that an installed requirement brings along, itself included."""
    name = canonicalize_name(requirement.name)
    if name not in known:
        known.add(name)
        yield name
    for text in requires(name) or []:
        each = Requirement(text)
        extras = requirement.extras or {""}
        if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in extras):
            brings = canonicalize_name(each.name)
            if brings not in known or each.extras:
                yield from needed(each, known)


def constrained(file: str = "constraints.txt") -> set[str]:
    """The names in a file of constraints, each with one version and nothing else."""
    lines = (ROOT / ".ci" / file).read_text().splitlines()[1:]
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    return {canonicalize_name(line.partition("==")[0]) for line in lines}


def test_the_constraints_name_every_package_that_the_readme_installs() -> None:
    known: set[str] = set()
    brought = set(needed(Requirement("fwdprop-cli[data,safetensors,test]"), known))
    assert {"numpy", "pyarrow", "pytest", "mdurl"} < brought
    later = [Requirement(text).name for text in (*EXTRAS["lint"], *EXTRAS["browser"])]
    assert brought.union(map(canonicalize_name, later)) - constrained() == {"fwdprop-cli"}


def test_the_engines_have_their_versions_beside_those_of_the_tests() -> None:
    known: set[str] = set()
    brought = set(needed(Requirement("fwdprop-cli[data,safetensors,test]"), known))
    lines = (ROOT / ".ci" / "engines.in").read_text().splitlines()
    engines = {Requirement(line).name for line in lines if not line.startswith("#")}
    assert {"pyspark", "ray", "dask", "duckdb", "polars"} < engines
    assert (brought | engines) - constrained("engines.txt") == {"fwdprop-cli"}


def test_both_commands_of_the_readme_install_these_versions() -> None:
    commands = re.findall(r"^python3 -m venv .*", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert len(commands) == 2
    for command in commands:
        assert " pip install -q -c .ci/constraints.txt " in command.replace(".venv/bin/pip", "pip")


def test_the_lowest_version_of_every_requirement_is_tried() -> None:
    lowest = [sys.executable, str(ROOT / ".ci" / "lowest")]
    pins = subprocess.run(lowest, capture_output=True, text=True, check=True).stdout.splitlines()
    pinned = {canonicalize_name(Requirement(pin).name): pin for pin in pins}
    groups = [group for name, group in EXTRAS.items() if name != "lint"]
    written = [Requirement(text) for group in (PROJECT["dependencies"], *groups) for text in group]
    names = {canonicalize_name(each.name) for each in written}
    assert set(pinned) == names - {"fwdprop-cli"} | {"hatchling"}
    assert pinned[canonicalize_name("numpy")] == "numpy==2.0"
    assert all(Requirement(pin).specifier for pin in pins)


def test_the_package_says_that_it_is_typed() -> None:
    assert (PACKAGE / "py.typed").read_bytes() == b""


@pytest.mark.parametrize("classifier", [each for each in PROJECT["classifiers"] if "3." in each])
def test_a_classifier_names_no_python_older_than_the_oldest_one(classifier: str) -> None:
    oldest = int(PROJECT["requires-python"].removeprefix(">=3."))
    assert int(classifier.rpartition(".")[2]) >= oldest
