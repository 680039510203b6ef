"""What is offered behind the words of a command line, whatever shell asks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fwdprop.activations import CATALOGUE
from fwdprop.cli.commands import command_names
from fwdprop.cli.completion import answer
from fwdprop.guide import topics

NET = """inputs: [age, size]
layers:
  - {name: first, activation: relu, nodes: {a: [1, 2], b: {weights: [3, 4], bias: 1}}}
  - {weights: [[1, 2], [3, 4], [5, 6]], bias: [1, 2, 3]}
  - {nodes: [y], weights: {file: w.npz}}
"""
NODES = ["y", "first.a", "first.b", "hidden_2.node_0", "hidden_2.node_1", "hidden_2.node_2"]


def offered(*words: str) -> list[str]:
    found = answer(words, {"_FWDPROP_COMPLETE": "complete_zsh"})
    assert found is not None
    return found.splitlines()


@pytest.fixture(autouse=True)
def _files(folder: Path) -> None:
    for name, content in {"net.yaml": NET, "b.csv": "", "a.txt": "", "-x.yml": NET}.items():
        Path(name).write_text(content)
    Path("sub/deep").mkdir(parents=True)
    Path("sub/z.yaml").write_text(NET)
    Path(".hidden").write_text("")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("run|net.yaml|--format|j", ["jsonl", "json"]),
        ("run|net.yaml|--on-error|", ["stop", "skip"]),
        ("run|net.yaml|--on-error=s", ["--on-error=stop", "--on-error=skip"]),
        ("run|net.yaml|--dtype|", ["float64", "float32"]),
        ("run|net.yaml|--color|a", ["auto", "always"]),
        ("run|net.yaml|--on|", ["dask"]),
        ("run|net.yaml|-i|", ["age=", "size="]),
        ("run|-i|age=1|net.yaml|s", ["size="]),
        ("run|net.yaml|-i|age=1,s", ["age=1,size="]),
        ("run|net.yaml|--input=a", ["--input=age="]),
        ("run|net.yaml|--columns|a", ["age="]),
        ("sweep|net.yaml|--over|", ["age=", "size="]),
        ("interactions|net.yaml|--pairs|age,", ["age,size"]),
        ("run|net.yaml|--layers|", ["first", "hidden_2", "output", "inputs", "all"]),
        ("show|net.yaml|--layers|first,o", ["first,output"]),
        ("trace|net.yaml|--node|", [*NODES, "output.y"]),
        ("trace|net.yaml|--node|first.a|--node|first.", ["first.a", "first.b"]),
        ("check|net.yaml|-i|1|2|--expect|y", ["y="]),
        ("check|net.yaml|-i|1|2|--answers|a", ["a.txt"]),
        ("worksheet|net.yaml|--hide|", ["25%", "50%", "75%", "all"]),
        ("worksheet|net.yaml|-i|1|2|--node|first.", ["first.a", "first.b"]),
        ("activations|soft", ["softplus", "softsign", "softmax", "softmin", "soft_shrink"]),
        ("activations|elu|--set|", ["alpha="]),
        (
            "run|net.yaml|--set|first.a",
            ["first.activation=", "first.a.activation=", "first.a.bias="],
        ),
        ("trace|net.yaml|--set|first.b.", ["first.b.activation=", "first.b.bias="]),
        ("run|net.yaml|--set|first.b.w", ["first.b.weights.age=", "first.b.weights.size="]),
        (
            "run|net.yaml|--set|hidden_2.node_0.weights.",
            [f"hidden_2.node_0.weights.{n}=" for n in "ab"],
        ),
        (
            "run|net.yaml|--set|output.activation=ta",
            [f"output.activation={n}" for n in ("tanh", "tanh_shrink")],
        ),
        (
            "run|net.yaml|--set=first.b",
            ["--set=first.bias=", "--set=first.b.activation=", "--set=first.b.bias="],
        ),
        ("run|net.yaml|--set|first.activation=le", ["first.activation=leaky_relu(alpha="]),
        ("run|net.yaml|--set|first.bias=1|--pre", ["--precision"]),
        ("activations|gelu|--set|", ["approximate=none", "approximate=tanh"]),
        ("new|2-1|--activation|relu,mi", ["relu,mish"]),
        ("new|--example|tr", ["transactions", "transactions-relu", "transactions-tanh"]),
        ("new|", []),
        ("run|n", ["net.yaml"]),
        ("run|", ["./-x.yml", "net.yaml", "sub/", "a.txt", "b.csv"]),
        ("run|sub/", ["sub/z.yaml", "sub/deep/"]),
        ("run|.", [".hidden"]),
        ("check|net.yaml|n", ["net.yaml"]),
        ("run|net.yaml|--data|b.csv|a", ["a.txt"]),
        ("run|net.yaml|-o|", ["./-x.yml", "a.txt", "b.csv", "net.yaml", "sub/"]),
        ("run|net.yaml|--precision|", []),
        ("run|net.yaml|--pre", ["--precision"]),
        ("run|net.yaml|--precision|3|--pre", []),
        ("run|net.yaml|--no", ["--no-header"]),
        ("run|net.yaml|-i|1|2|--pre", ["--precision"]),
        ("run|net.yaml|--|--pre", []),
        ("run|none.yaml|-i|a", []),
        ("nothing|", []),
        ("--v", ["--version"]),
        ("ru", ["run"]),
        ("help|ro", ["rows"]),
    ],
)
def test_words_that_may_stand_there(line: str, expected: list[str]) -> None:
    assert offered(*line.split("|")) == expected


def test_commands_topics_and_activations_are_all_offered() -> None:
    assert offered("") == command_names()
    assert offered("help", "") == [*command_names(), *topics()]
    assert offered("activations", "") == [*CATALOGUE]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"inputs: [a\n",
        b"\xff\xfe\0",
        b"[" * 5000,
        b"- " * 5000,
        b"inputs: 99999999999",
        b"inputs: {a: 1}\nlayers: 3",
        b"layers: [1, {nodes: 3}, {name: {a: b}, nodes: {[1]: 2}}]",
        b"a: &a [*a, *a]\ninputs: *a",
        b"inputs: [a" + b", a" * 400_000 + b"]",
    ],
)
def test_a_broken_file_offers_nothing_and_says_nothing(
    content: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("net.yaml").write_bytes(content)
    for option in ("-i", "--layers", "--node"):
        offered("run", "net.yaml", option, "zzz")
    assert capfd.readouterr() == ("", "")


def test_a_pipe_is_not_waited_for() -> None:
    os.mkfifo("pipe.yaml")
    assert offered("run", "pipe.yaml", "-i", "") == []


def test_a_file_of_the_kernel_is_not_waited_for() -> None:
    assert offered("trace", "/proc/self/status", "--node", "") == []


def test_counts_of_a_short_file_offer_some_names_only() -> None:
    Path("net.yaml").write_text("inputs: 99999\nlayers:\n" + "- nodes: 99999\n" * 3000)
    nodes = offered("trace", "net.yaml", "--node", "")
    assert (len(nodes), nodes[-1]) == (20_000, "output.node_9999")
    assert len(offered("run", "net.yaml", "-i", "")) == 10_000


def test_what_would_act_on_the_terminal_is_not_offered() -> None:
    Path("net.yaml").write_text('{"inputs": ["a\\u001b[31m", "b\\nc", "\\u202ed", "good"]}')
    assert offered("run", "net.yaml", "-i", "") == ["good="]


def test_neither_numpy_nor_the_parser_is_loaded() -> None:
    code = (
        "import os, sys; os.write = lambda *_: None\n"
        "os._exit = lambda _: print({'numpy', 'typer', 'rich'} & {*sys.modules}) or sys.exit(0)\n"
        "from fwdprop.__main__ import entry; entry()"
    )
    for line in ("run net.yaml -i", "activations gelu --set", "new --activation", "trace n --node"):
        ran = subprocess.run(
            [sys.executable, "-c", code, *line.split(), ""],
            env={**os.environ, "_FWDPROP_COMPLETE": "complete_zsh"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (ran.stdout, ran.stderr) == ("set()\n", "")
