"""The example networks in networks/ say what they promise."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from command_line import NETWORKS, Run

from fwdprop import check, load
from fwdprop.arrays import Array

FILES = sorted(NETWORKS.glob("*.yaml"))


def test_all_nine_networks_are_there() -> None:
    assert [path.stem for path in FILES] == [
        "bank",
        "digits",
        "iris",
        "mazur",
        "transactions-relu",
        "transactions-tanh",
        "transactions",
        "two-hidden",
        "xor",
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_network_has_a_description_and_examples_that_hold(path: Path) -> None:
    network = load(path)
    outcomes = check(network)
    assert network.description
    assert outcomes
    assert [outcome.misses for outcome in outcomes] == [()] * len(outcomes)


def test_an_example_that_is_off_by_more_than_its_last_digit_does_not_hold(tmp_path: Path) -> None:
    written = (NETWORKS / "mazur.yaml").read_text()
    (tmp_path / "net.yaml").write_text(written.replace("0.75136507", "0.75136505"))
    (outcome,) = check(load(tmp_path / "net.yaml"))
    (miss,) = outcome.misses
    assert (miss.expected.layer, miss.expected.node, miss.expected.value) == (2, 0, 0.75136505)
    assert miss.found == pytest.approx(0.75136507, abs=1e-8)
    assert (miss.tolerance, miss.digits) == (5e-9, 8)


@pytest.mark.parametrize(
    ("name", "numbers", "output"),
    [
        ("transactions", "2 3", "9"),
        ("transactions-tanh", "2 3", "1.2382242525694254"),
        ("transactions-relu", "3 5", "52"),
        ("transactions-relu", "1 -1", "63"),
        ("transactions-relu", "0 0", "0"),
        ("transactions-relu", "8 4", "148"),
        ("xor", "0 1", "1"),
        ("xor", "1 1", "0"),
    ],
)
def test_published_results_come_out_to_the_last_digit(
    fwdprop: Run, name: str, numbers: str, output: str
) -> None:
    result = fwdprop(f"run networks/{name}.yaml --input {numbers} --format values")
    assert result.stdout == output + "\n"


def explained(target: Array, answers: Array) -> str:
    """The share of the target's variation that the answers explain, as the description has it."""
    return f"{1 - ((target - answers) ** 2).sum() / ((target - target.mean()) ** 2).sum():.1%}"


def bank(fwdprop: Run, words: str) -> Array:
    """What a run on all customers writes as CSV, without its header."""
    result = fwdprop(f"run networks/bank.yaml --data networks/bank.csv {words}")
    assert (result.stderr, result.status) == ("", 0)
    return np.loadtxt(result.stdout.splitlines(), delimiter=",", skiprows=1)


def test_the_bank_explains_what_it_says_of_its_customers(fwdprop: Run) -> None:
    age, balance, retired, transactions, answers = bank(fwdprop, "--keep all").T
    description = " ".join((load(NETWORKS / "bank.yaml").description or "").split())
    assert f"it explains {explained(transactions, answers)} of the variation" in description
    columns = np.column_stack([np.ones(300), age, balance, retired])
    straight = columns @ np.linalg.lstsq(columns, transactions)[0]
    assert f"A linear regression explains {explained(transactions, straight)} and" in description


def test_each_hidden_node_of_the_bank_is_on_for_as_many_customers_as_it_says(
    fwdprop: Run,
) -> None:
    on = (bank(fwdprop, "--layers hidden") > 0).sum(axis=0)
    said = re.findall(r"# (node_\d) is on for (\d+) cust", (NETWORKS / "bank.yaml").read_text())
    assert said == [(f"node_{node}", str(count)) for node, count in enumerate(on)]
