"""Of what is wrong on a command line ten faults are shown in full, and the others are counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

NET = "networks/transactions.yaml"
FAULTS = [(9, ""), (10, ""), (11, "and 1 more\n"), (12, "and 2 more\n")]


def marked(option: str, message: str, line: str, at: int, width: int, help: str) -> str:
    return (
        f"error: {message}\n --> {option}:1:{at + 1}\n  |\n"
        f"1 | {line}\n  | {' ' * at}{'^' * width}\nhelp: {help}\n"
    )


@pytest.mark.parametrize(("faults", "more"), FAULTS)
@pytest.mark.parametrize("option", ["--input", "--expect"])
def test_names_that_there_are_not(fwdprop: Run, option: str, faults: int, more: str) -> None:
    names = "abcdefghijkl"[:faults]
    line = " ".join(f"{name}=1" for name in names)
    what, help = {
        "--input": ("input", "the inputs are children, accounts"),
        "--expect": (
            "node",
            "the nodes are hidden.node_0, hidden.node_1, output.transactions",
        ),
    }[option]
    where = {"--input": "", "--expect": " in a layer"}[option]
    given = ["--input", line] if option == "--input" else ["--input", "2 3", "--expect", line]
    command = "run" if option == "--input" else "check"
    result = fwdprop(command, NET, *given)
    shown = [
        marked(option, f"there is no {what} '{name}'{where}", line, 4 * at, 3, help)
        for at, name in enumerate(names[:10])
    ]
    assert (result.stdout, result.stderr, result.status) == ("", "".join(shown) + more, 2)


@pytest.mark.parametrize(
    ("absent", "more"), [(9, ""), (10, ""), (11, "and 1 more\n"), (12, "and 1 more\n")]
)
def test_columns_that_are_like_others(fwdprop: Run, folder: Path, absent: int, more: str) -> None:
    (folder / "net.yaml").write_text("inputs: [x]\nlayers: [{nodes: {y: [1]}}]\n")
    names = [letter * 5 for letter in "abcdefghijkl"[:absent]]
    header = ",".join(["x", *names])
    wanted = ",".join(f"{name}z" for name in names)
    result = fwdprop(f"run net.yaml --keep {wanted}", stdin=f"{header}\n{'1,' * absent}1\n")
    assert (result.stdout, result.status) == ("", 2)
    shown = [line for line in result.stderr.splitlines() if line.startswith("error: ")]
    assert shown == [f"error: there is no column '{name}z'" for name in names[:10]]
    asked = [line for line in result.stderr.splitlines() if line.startswith("help: ")]
    assert [line.partition("?")[0] for line in asked] == [
        f"help: did you mean {name}" for name in names[:10]
    ]
    assert result.stderr.endswith(more)
    assert more or not result.stderr.endswith(" more\n")
