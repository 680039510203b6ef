"""fwdprop activations NAME --at: values, and what is refused."""

from __future__ import annotations

import json
import math

import pytest
from command_line import Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fwdprop.activations import CATALOGUE

# What leaves no parameter open.
NEEDED = {
    "leaky_relu": ["--set", "alpha=0.2"],
    "prelu": ["--set", "alpha=0.25"],
    "threshold": ["--set", "threshold=1", "--set", "value=-1"],
}

AT = "-1 0 2.5"
EXPECTED = {
    "tanh": [math.tanh(-1), 0.0, math.tanh(2.5)],
    "sigmoid": [1 / (1 + math.e), 0.5, 1 / (1 + math.exp(-2.5))],
    "softplus --set beta=2": [math.log1p(math.exp(2 * z)) / 2 for z in (-1, 0, 2.5)],
    "leaky_relu --set alpha=0.2": [-0.2, 0.0, 2.5],
    "leaky_relu --set alpha=1/4": [-0.25, 0.0, 2.5],
    "step --set at_zero=0.5": [0.0, 0.5, 1.0],
    "gaussian": [math.exp(-1), 1.0, math.exp(-6.25)],
}


@pytest.mark.parametrize("words", EXPECTED)
def test_it_evaluates_at_numbers(fwdprop: Run, words: str) -> None:
    result = fwdprop(f"activations {words} --at {AT} --format jsonl")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["z"] for row in rows] == [-1, 0, 2.5]
    assert [row["value"] for row in rows] == pytest.approx(EXPECTED[words], rel=1e-14)
    assert result.stderr == ""


@pytest.mark.parametrize(
    "words",
    [
        "tanh --at -1 0 2.5",
        "tanh --at -1,0,2.5",
        "tanh --at=-1,0,2.5",
        "tanh --at -1 --at 0 2.5",
        "--at -1 0 2.5 tanh",
        "--at -1 tanh 0 2.5",
        "--at tanh -1 0 2.5",
        "--at -1 0 2.5 -- tanh",
        "--at -1 0 5/2 --precision 3 tanh",
        "--precision 3 tanh --at -1 0 2.5 --",
    ],
)
def test_the_name_stands_before_or_behind_the_numbers(fwdprop: Run, words: str) -> None:
    short = "--precision" in words
    expected = (
        "z,value\n-1,-0.762\n0,0\n2.5,0.987\n"
        if short
        else "z,value\n-1,-0.7615941559557649\n0,0\n2.5,0.9866142981514303\n"
    )
    assert fwdprop(f"activations {words}").stdout == expected


def test_a_table_of_values_says_how_the_parameters_were_set(fwdprop: Run) -> None:
    result = fwdprop("activations leaky_relu --set alpha=0.2 --at -1 0 2.5", columns=80)
    assert result.stdout == (
        "  z   leaky_relu(alpha=0.2)\n"
        "───────────────────────────\n"
        " -1                    -0.2\n"
        "  0                       0\n"
        "2.5                     2.5\n"
    )


def test_each_at_is_a_layer_of_its_own_for_a_whole_layer_activation(fwdprop: Run) -> None:
    result = fwdprop("activations softmax --at 0 0 --at 3 3 3,3 --format csv")
    assert result.stdout == (
        "row,z,value\n1,0,0.5\n1,0,0.5\n2,3,0.25\n2,3,0.25\n2,3,0.25\n2,3,0.25\n"
    )
    result = fwdprop("activations softmax --at 0 0 --at 3 3 3,3", columns=80)
    assert result.stdout == (
        "row 1\nz   softmax\n───────────\n0       0.5\n0       0.5\n"
        "row 2\nz   softmax\n───────────\n"
        "3      0.25\n3      0.25\n3      0.25\n3      0.25\n"
    )


def test_without_numbers_a_program_gets_the_values_of_the_page(fwdprop: Run) -> None:
    result = fwdprop("activations relu --format tsv")
    assert result.stdout == (
        "z\tvalue\n-4\t0\n-2\t0\n-1\t0\n-0.5\t0\n0\t0\n0.5\t0.5\n1\t1\n2\t2\n4\t4\n"
    )
    assert fwdprop("activations softmax --format csv").stdout.startswith("row,z,value\n1,-1,0.03")


def test_what_is_not_finite_is_carried_and_null_in_json_is_warned_of(fwdprop: Run) -> None:
    result = fwdprop("activations reciprocal --at 0 -inf nan")
    assert (result.stdout, result.stderr) == ("z,value\n0,inf\n-inf,-0\nnan,nan\n", "")
    result = fwdprop("activations reciprocal --at 1 0 --format json")
    assert result.stdout == '[\n  {"z": 1, "value": 1},\n  {"z": 0, "value": null}\n]\n'
    assert result.stderr == "warning: reciprocal(0) = inf: what is not finite is null in JSON\n"
    assert result.status == 0


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_activation_has_a_page_and_values(fwdprop: Run, name: str) -> None:
    words = ["activations", name, *NEEDED.get(name, [])]
    page = fwdprop(*words, columns=80)
    assert (page.stderr, page.status) == ("", 0)
    whole_layer = CATALOGUE[name].whole_layer
    assert ("│" in page.stdout) == (not whole_layer)
    values = fwdprop(*words).stdout.splitlines()
    assert len(values) == (5 if whole_layer else 10)


SEE_HELP = "help: `fwdprop activations --help` shows what there is\n"


@pytest.mark.parametrize(
    ("words", "stderr"),
    [
        ("rleu", "error: there is no activation 'rleu'\nhelp: did you mean relu?\n"),
        ("SiLU", "error: there is no activation 'SiLU'\nhelp: did you mean silu?\n"),
        (
            "zzzzz",
            "error: there is no activation 'zzzzz'\nhelp: `fwdprop activations` lists them all\n",
        ),
        (
            "'a\x1b[31m'",
            "error: there is no activation 'a\\x1b[31m'\n"
            "help: `fwdprop activations` lists them all\n",
        ),
        (
            "--at 1 2",
            "error: --at is for one activation\nhelp: name it: fwdprop activations tanh\n",
        ),
        (
            "--set alpha=1",
            "error: --set is for one activation\nhelp: name it: fwdprop activations tanh\n",
        ),
        ("tanh --set a=1", "error: tanh has no parameter 'a'\nhelp: it has none\n"),
        (
            "elu --set alhpa=1",
            "error: elu has no parameter 'alhpa'\nhelp: did you mean alpha?\n",
        ),
        (
            "threshold --set vlaue=1",
            "error: threshold has no parameter 'vlaue'\nhelp: did you mean value?\n",
        ),
        ("gelu --set approximate=x", "error: 'approximate' is none or tanh, not x\n"),
        ("elu --set alpha=x", "error: 'alpha' is a finite number, not x\n"),
        (
            "elu --set alpha",
            "error: --set takes name=value, not 'alpha'\nhelp: write it as alpha=0.2\n",
        ),
        (
            "elu --set =2",
            "error: --set takes name=value, not '=2'\nhelp: write it as alpha=0.2\n",
        ),
        ("elu --set alpha=1 --set alpha=2", "error: --set has 'alpha' twice\n"),
        (
            "leaky_relu --at 1",
            "error: leaky_relu needs 'alpha', the slope below zero\nhelp: add --set alpha=0.1\n",
        ),
        (
            "threshold --format csv",
            "error: threshold needs 'threshold', what z must be above, and 'value', what takes the"
            " place of a z that is not\nhelp: add --set threshold=0.1,value=0.1\n",
        ),
        (
            "tanh --at",
            "error: there are no numbers behind --at\nhelp: write them there: --at -1 0 2.5\n",
        ),
        (
            "tanh --at 1 --at ,",
            "error: there are no numbers behind --at\nhelp: write them there: --at -1 0 2.5\n",
        ),
        (
            "tanh --at 1 x 2 --at a=1",
            "error: 'x' is not a number\n --> --at:1:3\n  |\n1 | 1 x 2\n  |   ^\n"
            "error: 'a=1' is not a number\n --> --at:2:1\n  |\n2 | a=1\n  | ^^^\n",
        ),
        (
            "tanh --at 1 2 relu",
            "error: 'relu' is not a number\n --> --at:1:5\n  |\n1 | 1 2 relu\n  |     ^^^^\n",
        ),
        ("tanh -5", "error: there is no option -5\nhelp: numbers stand behind --at: --at -5\n"),
        (
            "tanh --format values",
            "error: --format has no 'values'\nhelp: there are table, csv, tsv, jsonl, json\n",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(fwdprop: Run, words: str, stderr: str) -> None:
    result = fwdprop(f"activations {words}")
    assert (result.stderr, result.stdout, result.status) == (stderr, "", 2)


COMMON = """
    tanh relu leaky_relu threshold softmax gelu rleu --at --at=1,2 -1 0 2.5 1/3 nan -inf 1e999 , x
    --set alpha=0.2 alpha= =1 beta=-1 min=5 threshold=1,value=2 approximate=tanh alpha=1e308
    alpha=-1e308 --set=alpha=1e-320 lambd=1e300 --format --format=json csv table --precision=3 -- -
    -h -x -5 [red] \x1b[31m
"""
ANYTHING = st.text(st.characters(exclude_characters="\0"), max_size=8)
WORDS = st.sampled_from(COMMON.split()) | ANYTHING


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, max_size=7), columns=st.sampled_from([None, 8, 40, 80]))
def test_any_words_lead_to_results_or_to_a_message(
    fwdprop: Run, words: list[str], columns: int | None
) -> None:
    for line in (words, ["elu", "--set", *words], ["hard_tanh", "--at", *words]):
        result = fwdprop("activations", *line, columns=columns)
        assert result.status in (0, 2)
        assert "\x1b" not in result.stdout + result.stderr
        if result.status == 2:
            assert result.stdout == ""
            assert result.stderr.startswith("error: ")
