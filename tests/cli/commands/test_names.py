"""Names that would act on a terminal or break a line are escaped wherever a person reads them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command_line import Run

# Escape, carriage return, right-to-left override, line ends, next line, a space without width, CSI.
EVIL = "\x1b[31m\r\u202e\n\u2028\x85\u200b\x9bz"
ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")


def name(start: str) -> str:
    return start + EVIL


NETWORK = {
    "name": name("net"),
    "inputs": [name("a"), name("b")],
    "layers": [
        {
            "name": name("h"),
            "activation": "relu",
            "nodes": {name("p"): {"weights": [1, -1], "activation": "tanh"}, name("q"): [1, 2]},
        },
        {
            "name": name("m"),
            "activation": "softmax",
            "nodes": {name("s"): [1, 2], name("t"): [2, 1]},
        },
        {"nodes": {name("y"): {"weights": {f"{name('h')}.{name('p')}": 1, name("s"): 0.5}}}},
    ],
    "examples": [{"input": [1, 2], "output": [5]}],
}
ROWS = ",".join(f'"{each}"' for each in (name("a"), name("b"), name("y"))) + "\n1,2,3\n1,inf,3\n"
ROW = ["-i", "1", "2"]
LINES = [
    ["run", *ROW],
    ["run", *ROW, "-i", "inf", "1"],
    ["trace", *ROW, "-i", "2", "inf"],
    ["trace", *ROW, "--format", "markdown"],
    ["trace", *ROW, "--format", "latex"],
    ["trace", *ROW, "--node", name("x")],
    ["trace", *ROW, "--layers", name("x")],
    ["trace"],
    ["run", "-i", name("x") + "=1"],
    ["run", *ROW, "--format", name("x")],
    ["run", *ROW, "-o", name("x").replace("\n", "") + "/y.csv"],
    ["run", "--data", "-", "--health"],
    ["run", "--data", "-", "--format", "table", "--keep", "all"],
    ["run", "--data", "-", "--keep", name("x")],
    ["trace", "--data", "-"],
    ["check"],
    ["check", *ROW, "--expect", "1"],
    ["check", *ROW, "--expect", name("x") + "=1"],
    ["check", "--data", "-"],
    ["worksheet", *ROW, "--hide", "all"],
    ["worksheet", *ROW, "--hide", "all", "--format", "markdown"],
    ["worksheet", *ROW, "--hide", "all", "--format", "latex"],
    ["worksheet", *ROW, "--hide", "all", "--key"],
    ["show"],
    ["show", "--weights", "--all"],
]


@pytest.mark.parametrize("columns", [100, 20, None], ids=["wide", "narrow", "pipe"])
@pytest.mark.parametrize(
    "words", LINES, ids=lambda words: " ".join(w[:9] for w in words if EVIL not in w)
)
def test_no_name_acts_on_what_shows_it(
    fwdprop: Run, folder: Path, words: list[str], columns: int | None
) -> None:
    file = "net\x1b\u202e.yaml"
    (folder / file).write_text(json.dumps(NETWORK))
    command, *rest = words
    result = fwdprop(command, file, *rest, stdin=ROWS, columns=columns)
    assert result.status in (0, 1, 2)
    assert not ACTS.search(result.stderr)
    is_for_programs = columns is None and command in ("run", "show") and "table" not in words
    if not is_for_programs:
        assert not ACTS.search(result.stdout)


@pytest.mark.parametrize("ending", ["txt", "md", "tex"])
def test_no_name_acts_on_a_file_of_a_trace(fwdprop: Run, folder: Path, ending: str) -> None:
    (folder / "net.yaml").write_text(json.dumps(NETWORK))
    assert fwdprop("trace", "net.yaml", *ROW, "-o", f"out.{ending}").status == 0
    text = (folder / f"out.{ending}").read_text()
    assert not ACTS.search(text)
    assert text.count("u202e") > 5
