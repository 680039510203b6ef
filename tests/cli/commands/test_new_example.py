"""fwdprop new --example: the networks that come with fwdprop, wherever it was installed."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from shlex import quote
from tempfile import TemporaryFile

import pytest
from command_line import NETWORKS, Run

from fwdprop import load

NAMES = [
    "bank",
    "bank.csv",
    "digits",
    "iris",
    "iris.csv",
    "mazur",
    "transactions",
    "transactions-relu",
    "transactions-tanh",
    "two-hidden",
    "xor",
]

pytestmark = pytest.mark.usefixtures("folder")


def test_the_examples_are_listed_with_their_descriptions(fwdprop: Run) -> None:
    result = fwdprop("new --example")
    rows = [*csv.reader(io.StringIO(result.stdout))]
    assert [name for name, _ in rows] == ["name", *NAMES]
    described = dict(rows)["xor"]
    assert described == " ".join((load(NETWORKS / "xor.yaml").description or "").split())
    assert dict(rows)["iris.csv"] == "Rows for the network iris, for --data."
    assert (result.stderr, result.status) == ("", 0)


def test_a_person_sees_names_and_first_sentences(fwdprop: Run) -> None:
    assert fwdprop("new --example", columns=80).stdout == (
        """\
name                description
────────────────────────────────────────────────────────────────────────────────
bank                How many transactions a bank customer makes in a month, from
                    age, balance and retirement.
bank.csv            Rows for the network bank, for --data.
digits              Which digit a handwritten one is, from 8 by 8 grey pixels.
iris                Which of three species an iris belongs to, from four lengths
                    in centimetres, unscaled.
iris.csv            Rows for the network iris, for --data.
mazur               The forward pass of a well-known walk through
                    backpropagation: two inputs, two hidden and two output
                    nodes, sigmoid, one bias for all nodes of a layer.
transactions        How many bank transactions will a customer make next year,
                    judging by the number of children and of accounts?
transactions-relu   Bank transactions once more, with ReLU: a sum below zero
                    becomes 0, any other stays as it is.
transactions-tanh   The network of transactions.yaml with tanh in the hidden
                    layer: a hidden node still adds up its products, but then
                    bends the sum into the range from -1 to 1.
two-hidden          Two hidden layers: the values of the first are the inputs of
                    the second.
xor                 Exclusive or: 1 where exactly one input is 1.
"""
    )


@pytest.mark.parametrize("name", [name for name in NAMES if not name.endswith(".csv")])
def test_every_example_network_can_be_copied_and_holds(fwdprop: Run, name: str) -> None:
    result = fwdprop("new", "--example", name, "-o", "net.yaml")
    weights = ["digits.npz"] if name == "digits" else []
    note = f"note: written to {', '.join(['net.yaml', *weights])}\n"
    assert (result.stdout, result.stderr, result.status) == ("", note, 0)
    assert fwdprop("check net.yaml").status == 0
    assert sorted(path.name for path in Path().iterdir()) == [*weights, "net.yaml"]
    head, _, rest = Path("net.yaml").read_text().partition("\n\n")
    assert head.splitlines()[:2] == [
        "# yaml-language-server: $schema=network.schema.json",
        "# The line above is for editors: `fwdprop schema -o network.schema.json` writes it.",
    ]
    assert (NETWORKS / f"{name}.yaml").read_text().endswith(rest)


def test_an_example_goes_to_standard_output_and_into_a_run(fwdprop: Run) -> None:
    copied = fwdprop("new --example xor")
    result = fwdprop("run - -i 0 1 --format values", stdin=copied.stdout)
    assert (result.stdout, result.stderr) == ("1\n", "")


def test_rows_are_copied_as_they_are(fwdprop: Run) -> None:
    assert fwdprop("new --example iris.csv").stdout == (NETWORKS / "iris.csv").read_text()
    assert fwdprop("new --example iris.csv -o rows.csv").status == 0
    assert Path("rows.csv").read_bytes() == (NETWORKS / "iris.csv").read_bytes()


@pytest.mark.parametrize(
    ("line", "stderr"),
    [
        ("--example xro", "error: there is no example 'xro'\nhelp: did you mean xor?\n"),
        (
            "--example ../xyz",
            "error: there is no example '../xyz'\nhelp: `fwdprop new --example` lists them\n",
        ),
        (
            "--example digits",
            "error: digits has its weights in a file of its own\n"
            "help: write both: fwdprop new --example digits -o digits.yaml\n",
        ),
        (
            "--example digits -o /dev/null",
            "error: digits has its weights in a file of its own\n"
            "help: write both: fwdprop new --example digits -o digits.yaml\n",
        ),
        (
            "--example xor --seed 3",
            "error: --seed is for a network to start from, not for --example\nhelp: leave it out\n",
        ),
        (
            "--example digits -o /dev/fd/{open_file}",
            "error: digits has its weights in a file of its own\n"
            "help: write both: fwdprop new --example digits -o digits.yaml\n",
        ),
        ("--example digits -o .", "error: cannot write .: it is a folder\n"),
        (
            "--example xor -o xor.csv",
            "error: the ending of -o has no 'csv'\nhelp: there are yaml\n",
        ),
        (
            "",
            "error: missing argument SIZES\n"
            "help: write the inputs, nodes of each hidden layer, outputs: fwdprop new 2-3-1\n",
        ),
    ],
)
def test_what_cannot_be_copied_is_refused(fwdprop: Run, line: str, stderr: str) -> None:
    with TemporaryFile() as file:
        result = fwdprop(f"new {line.format(open_file=file.fileno())}")
        assert file.read() == b""
    assert (result.stderr, result.stdout, result.status) == (stderr, "", 2)
    assert list(Path().iterdir()) == []


def test_weights_go_beside_the_file_that_a_link_leads_to(fwdprop: Run) -> None:
    Path("sub").mkdir()
    Path("link.yaml").symlink_to("sub/real.yaml")
    assert fwdprop("new --example digits -o link.yaml").status == 0
    assert sorted(path.name for path in Path("sub").iterdir()) == ["digits.npz", "real.yaml"]
    assert fwdprop("check sub/real.yaml").status == 0


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("xor.yaml", ""),
        ("networks/xor.yaml", "mkdir -p networks && "),
        ("my nets/xor.yaml", "mkdir -p 'my nets' && "),
    ],
)
def test_a_file_of_the_readme_that_is_not_there_can_be_had(
    fwdprop: Run, name: str, made: str
) -> None:
    result = fwdprop("check", name)
    copied = f"fwdprop new --example xor -o {quote(name)}"
    assert result.stderr == (
        f"error: there is no file {name}\nhelp: there is an example of that name: {made}{copied}\n"
    )
    Path(name).parent.mkdir(exist_ok=True)
    assert fwdprop("check", name).stderr == (
        f"error: there is no file {name}\nhelp: there is an example of that name: {copied}\n"
    )
    assert fwdprop(copied.removeprefix("fwdprop ")).status == 0
    assert fwdprop("check", name).status == 0


def test_weights_that_are_there_already_serve_a_second_copy(fwdprop: Run) -> None:
    assert fwdprop("new --example digits -o one.yaml").status == 0
    result = fwdprop("new --example digits -o two.yaml")
    assert (result.stdout, result.stderr, result.status) == ("", "note: written to two.yaml\n", 0)
    assert fwdprop("check one.yaml two.yaml").status == 0


@pytest.mark.parametrize("there", ["net.yaml", "digits.npz"])
def test_no_file_that_is_there_is_replaced(fwdprop: Run, there: str) -> None:
    Path(there).write_text("mine")
    result = fwdprop("new --example digits -o net.yaml")
    assert result.stderr == (
        f"error: {there} is there already\nhelp: name another file, or remove it first\n"
    )
    assert result.status == 2
    assert [path.read_text() for path in Path().iterdir()] == ["mine"]
