"""Which node a name means: in `--node`, in `--expect`, and as that of a column to check."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run
from marked_lines import marked_line

# `n` is in every layer, `m` in both hidden ones, `h` and `y` in one layer each.
NET = """\
inputs: [a, n]
layers:
- {name: first, nodes: {h: [1, 1], m: [1, 2], n: [1, 3]}}
- {name: second, nodes: {m: [1, 0, 0], n: [0, 1, 0]}}
- {name: last, nodes: {n: [1, 1], y: [1, 2]}}
"""
# With a = 1 and n = 2: first 3, 5, 7; second 3, 5; last 8, 13.
INPUT = "-i 1 2"
HOLDS = "net.yaml: 1 answer holds, within 1e-09 relative\n"
ROW_HOLDS = "net.yaml: 1 row holds, within 1e-09 relative\n"

pytestmark = pytest.mark.usefixtures("net")


@pytest.fixture
def net(folder: Path) -> None:
    """The network `net.yaml`, several nodes of which have the same name."""
    (folder / "net.yaml").write_text(NET)


@pytest.mark.parametrize(
    ("name", "value", "layer"),
    [
        ("h", 3, "first"),
        ("y", 13, "last"),
        ("output.n", 8, "last"),
        ("last.n", 8, "last"),
        ("second.m", 3, "second"),
        ("first.n", 7, "first"),
    ],
)
def test_every_option_means_the_same_node(fwdprop: Run, name: str, value: int, layer: str) -> None:
    shown = fwdprop(f"trace net.yaml {INPUT} --node {name} --format csv")
    assert shown.stdout.splitlines()[-1].startswith(f"1,{layer},{name.split('.')[-1]},")
    assert shown.stdout.endswith(f",{value}\n")
    result = fwdprop(f"check net.yaml {INPUT} --expect {name}={value}")
    assert (result.stderr, result.stdout) == ("", HOLDS)
    line = "check net.yaml --data -"
    for words, column in ((line, name), (f"{line} --columns {name}=other", "other")):
        result = fwdprop(words, stdin=f"a,n,{column}\n1,2,{value}\n")
        assert (result.stdout, result.status) == (ROW_HOLDS, 0)
        wrong = fwdprop(words, stdin=f"a,n,{column}\n1,2,{value + 1}\n")
        assert f"    layer {layer}, node {name.split('.')[-1]}\n" in wrong.stdout


@pytest.mark.parametrize(
    ("name", "which"),
    [("n", "first.n, second.n, last.n"), ("m", "first.m, second.m")],
)
def test_a_name_that_several_layers_have_is_asked_about(
    fwdprop: Run, name: str, which: str
) -> None:
    message, help = f"several nodes are called '{name}'", f"say which: {which}"
    result = fwdprop(f"trace net.yaml {INPUT} --node {name}")
    assert (result.stderr, result.status) == (f"error: {message}\nhelp: {help}\n", 2)
    result = fwdprop(f"check net.yaml {INPUT} --expect y=13 {name}=8")
    line, mark = f"y=13 {name}=8", "     ^^^"
    assert result.stderr == marked_line(message, line, mark, help, file="--expect")
    assert (result.stdout, result.status) == ("", 2)


def test_a_column_that_several_hidden_layers_have_is_asked_about(fwdprop: Run) -> None:
    line = "check net.yaml --data -"
    stdin = "a,n,y,m\n1,2,13,5\n"
    result = fwdprop(line, stdin=stdin)
    assert result.stderr == marked_line(
        "column m may hold the values of first.m or second.m",
        "a,n,y,m",
        "^" * 7,
        "--columns first.m=m says that it is the first",
    )
    assert fwdprop(f"{line} --columns first.m=m", stdin=stdin).stdout == ROW_HOLDS
    assert fwdprop(f"{line} --columns second.m=m", stdin=stdin).status == 1
    result = fwdprop(f"{line} --columns m=m", stdin=stdin)
    help = "help: say which: first.m, second.m\n"
    assert result.stderr == f"error: several nodes are called 'm'\n{help}"


def test_a_column_called_like_an_output_is_the_output(fwdprop: Run, folder: Path) -> None:
    text = NET.replace("[a, n]", "[a, b]").replace("first, nodes: {h", "first, nodes: {y")
    (folder / "net.yaml").write_text(text)
    # As `run` writes it: what one command wrote the other takes.
    for words in ("", "--layers output", "--layers inputs,all", "--layers first,last"):
        rows = fwdprop(f"run net.yaml --data - --keep a,b {words}", stdin="a,b\n1,2\n3,4\n").stdout
        result = fwdprop("check net.yaml --data -", stdin=rows)
        assert (result.stdout, result.status) == (
            "net.yaml: 2 rows hold, within 1e-09 relative\n",
            0,
        )
    result = fwdprop("check net.yaml --data -", stdin="a,b,y,n\n1,2,13,8\n")
    assert (result.stdout, result.stderr) == (ROW_HOLDS, "")
    result = fwdprop("check net.yaml --data - --columns y=z,n=n", stdin="a,b,z,n\n1,2,13,8\n")
    assert (result.stdout, result.stderr) == (ROW_HOLDS, "")


def test_the_column_that_is_named_or_called_exactly_so_is_compared(fwdprop: Run) -> None:
    line = "check net.yaml --data -"
    assert fwdprop(line, stdin='a,n,h,"h "\n1,2,3,0\n').stdout == ROW_HOLDS
    assert fwdprop(line, stdin='a,n,"h ",h\n1,2,0,3\n').stdout == ROW_HOLDS
    assert fwdprop(f"{line} --columns h=z", stdin="a,n,h,z\n1,2,0,3\n").stdout == ROW_HOLDS
    assert fwdprop(line, stdin="a,n, h\n1,2,3\n").stdout == ROW_HOLDS
    result = fwdprop(line, stdin='a,n," h","h "\n1,2,3,3\n')
    assert result.stderr.startswith("error: columns ' h' and 'h ' hold the values of one node\n")
    result = fwdprop(line, stdin="a,n,h,first.h\n1,2,3,3\n")
    assert result.stderr.startswith("error: columns h and first.h hold the values of one node\n")


def test_a_column_that_is_named_must_be_there(fwdprop: Run) -> None:
    line = "check net.yaml --data - --columns h=hh"
    result = fwdprop(line, stdin="a,n,y\n1,2,13\n")
    there = "there are a, n, y"
    assert result.stderr == marked_line("there is no column 'hh'", "a,n,y", "^" * 5, there)
    result = fwdprop(f"{line},first.h=y", stdin="a,n,y\n1,2,13\n")
    error = "error: --columns names 'first.h' twice\nhelp: name each of them once\n"
    assert (result.stderr, result.status) == (error, 2)
    result = fwdprop("check net.yaml --data - --columns zz=y", stdin="a,n,y\n1,2,13\n")
    error = "error: --columns names 'zz', which is neither input nor node\n"
    assert result.stderr == f"{error}help: the inputs are a, n\n"


# `b.n` is a node of `a` and, whole, that of `b`; `a.n` is an output and, whole, the node of `a`.
DOTTED = """\
inputs: [x]
layers:
- {name: a, nodes: {n: [1], b.n: [2]}}
- {name: b, nodes: {n: {weights: {a.n: 3}}}}
- {name: last, nodes: {a.n: {weights: {b.n: 5}}}}
"""
# With x = 1: a 1, 2; b 3; last 15.


@pytest.mark.parametrize(
    ("name", "value"), [("a.n", 1), ("a.b.n", 2), ("b.n", 3), ("last.a.n", 15), ("output.a.n", 15)]
)
def test_a_whole_name_is_never_ambiguous(fwdprop: Run, folder: Path, name: str, value: int) -> None:
    (folder / "net.yaml").write_text(DOTTED)
    shown = fwdprop(f"trace net.yaml -i 1 --node {name} --format csv")
    assert shown.stdout.endswith(f",{value}\n")
    for words, stdin, holds in (
        (f"-i 1 --expect {name}={value}", "", HOLDS),
        (f"--data - --columns {name}=y", f"x,y\n1,{value}\n", ROW_HOLDS),
    ):
        result = fwdprop(f"check net.yaml {words}", stdin=stdin)
        assert (result.stderr.partition("warning")[0], result.stdout) == ("", holds)


def test_a_column_that_run_calls_like_two_nodes_is_asked_about(fwdprop: Run, folder: Path) -> None:
    (folder / "net.yaml").write_text(DOTTED)
    rows = fwdprop("run net.yaml --data - --keep x --layers all", stdin="x\n1\n").stdout
    assert rows == "x,a.n,a.b.n,b.n,last.a.n\n1,1,2,3,15\n"
    line = "check net.yaml --data -"
    result = fwdprop(line, stdin=rows)
    help = "--columns a.n=a.n says that it is the first"
    message = "column a.n may hold the values of a.n or last.a.n"
    assert result.stderr == marked_line(message, rows.splitlines()[0], "^" * 24, help)
    assert fwdprop(f"{line} --columns a.n=a.n", stdin=rows).stdout == ROW_HOLDS
    rows = fwdprop("run net.yaml --data - --keep x", stdin="x\n1\n").stdout
    assert fwdprop(f"{line} --columns last.a.n=a.n", stdin=rows).stdout == ROW_HOLDS
