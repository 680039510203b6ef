"""The example networks in networks/ say what they promise."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import NETWORKS, Run

from fwdprop import check, load

FILES = sorted(NETWORKS.glob("*.yaml"))


def test_all_eight_networks_are_there() -> None:
    assert [path.stem for path in FILES] == [
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
