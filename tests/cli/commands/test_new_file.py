"""fwdprop new -o FILE: a file is made only where there is none, in one step."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from command_line import Run

OLD = "what was there before\n"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_new_makes_its_file_only_where_there_is_none(
    fwdprop: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal = "is there already\nhelp: name another file, or remove it first\n"
    Path("old.yaml").write_text(OLD)
    Path("link.yaml").symlink_to("old.yaml")
    for name in ("old.yaml", "link.yaml"):
        result = fwdprop(f"new 2-1 -o {name}")
        assert (result.stderr, result.status) == (f"error: {name} {refusal}", 2)
    assert Path("old.yaml").read_text() == OLD

    # It comes while the command is at work.
    def drawn(plan: Any) -> Any:
        Path("late.yaml").write_text(OLD)
        return draw(plan)

    from fwdprop.cli.new.weights import draw

    monkeypatch.setattr("fwdprop.cli.new.weights.draw", drawn)
    result = fwdprop("new 2-1 -o late.yaml")
    assert (result.stderr, result.status) == (f"error: late.yaml {refusal}", 2)
    assert Path("late.yaml").read_text() == OLD
    assert names(folder) == ["late.yaml", "link.yaml", "old.yaml"]


@pytest.mark.parametrize("number", [errno.EPERM, errno.EOPNOTSUPP])
def test_new_does_without_links_where_a_file_has_one_name_alone(
    fwdprop: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    written = fwdprop("new 2-1").stdout

    def refused(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("os.link", refused)
    assert fwdprop("new 2-1 -o a.yaml").status == 0
    assert Path("a.yaml").read_text() == written
    result = fwdprop("new 2-1 -o a.yaml")
    assert result.stderr.startswith("error: a.yaml is there already\n")
    assert names(folder) == ["a.yaml"]


def test_a_new_file_of_new_has_the_mode_of_any_new_file(folder: Path, fwdprop: Run) -> None:
    assert fwdprop("new 2-1 -o a.yaml").status == 0
    Path("other").touch()
    assert Path("a.yaml").stat().st_mode == Path("other").stat().st_mode
