"""What commands declare of their options, which everything that stands in front of them reads."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys

import pytest
from command_line import ROOT

from fwdprop.cli.commands import command, command_names
from fwdprop.cli.options import Group, single


@pytest.mark.parametrize("name", command_names())
def test_a_commands_function_takes_what_it_declares(name: str) -> None:
    function, options = command(name)
    taken = list(inspect.signature(function).parameters)
    assert taken == ["terminal", *(each.name for each in options)]


@pytest.mark.parametrize("name", command_names())
def test_a_group_makes_its_value_of_its_options(name: str) -> None:
    for group in command(name)[1]:
        if isinstance(group, Group):
            taken = list(inspect.signature(group.make).parameters)
            assert taken == [each.name for each in group.options]


@pytest.mark.parametrize("name", command_names())
def test_every_option_has_a_flag_of_its_own_and_a_sentence(name: str) -> None:
    options = single(command(name)[1])
    flags = [flag for each in options for flag in each.flags]
    assert len(flags) == len(set(flags))
    assert len(options) == len({each.name for each in options})
    for each in options:
        assert each.help.endswith(".") or each.help[-1] in "'\"", each.help
        assert not each.flags or each.flags[0].startswith("--")
        assert (each.metavar is None) == (each.takes in ("flag", "switch"))


def completed(words: str, count: int) -> list[str]:
    """What a shell offers for the last of some words."""
    environ = {
        **os.environ,
        "_FWDPROP_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(count - 1),
    }
    ran = subprocess.run(
        [sys.executable, "-m", "fwdprop"],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout.split()


@pytest.mark.parametrize(
    ("words", "count", "offered"),
    [
        ("fwdprop run net.yaml --format j", 5, ["jsonl", "json"]),
        ("fwdprop run net.yaml --from a", 5, ["arrow"]),
        ("fwdprop run net.yaml --on-error s", 5, ["stop", "skip"]),
        ("fwdprop show net.yaml --dtype float3", 5, ["float32"]),
        (
            "fwdprop activations soft",
            3,
            ["softplus", "softsign", "softmax", "softmin", "soft_shrink"],
        ),
        ("fwdprop new 2-1 --init x", 5, ["xavier"]),
    ],
)
def test_a_shell_offers_the_words_that_an_option_knows(
    words: str, count: int, offered: list[str]
) -> None:
    assert completed(words, count) == offered
