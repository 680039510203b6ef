"""The words of the command line: where `--input` ends, and which word is the network."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command_line import NETWORKS, Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FIVE_ONE_NINE = "hidden.node_0,hidden.node_1,output.transactions\n5,1,9\n"


@pytest.fixture
def folder(folder: Path) -> Path:
    """A folder to work in, with the network `net.yaml`."""
    shutil.copy(NETWORKS / "transactions.yaml", folder / "net.yaml")
    return folder


@pytest.mark.parametrize(
    "words",
    [
        "net.yaml --input 2 3",
        "net.yaml --input 2,3",
        "net.yaml --input 2, 3",
        "net.yaml --input '2 3'",
        "net.yaml --input=2,3",
        "net.yaml --input='2 3'",
        "net.yaml -i 2 3",
        "net.yaml -i2,3",
        "net.yaml -i=2,3",
        "net.yaml --input 2 3 --",
        "net.yaml --input 2 3 --all",
        "net.yaml --all --input 2 3",
        "--input 2 3 net.yaml",
        "--input 2 net.yaml 3",
        "--input net.yaml 2 3",
        "--input=2,3 net.yaml",
        "-i2,3 net.yaml",
        "--input 2 3 -- net.yaml",
        "--input 2 3 --all net.yaml",
        "--format csv --input 2 3 net.yaml",
        "--format csv net.yaml --input 2 3",
        "--input children=2 accounts=3 net.yaml",
        "net.yaml --input accounts=3 children=2",
        "net.yaml --precision 17 --input 2 3",
        "net.yaml --input 2 3 --precision 17",
        "net.yaml --input 2 3 --precision=17",
        "net.yaml --input children=2 accounts=3 --precision=17",
    ],
)
def test_inputs_stand_before_or_after_the_network(folder: Path, fwdprop: Run, words: str) -> None:
    result = fwdprop(f"run {words}")
    assert (result.stderr, result.stdout, result.status) == ("", FIVE_ONE_NINE, 0)


@pytest.mark.parametrize(
    "words",
    [
        "net.yaml -i 2 3 -i -1 .5",
        "-i 2 3 -i -1 .5 net.yaml",
        "-i 2 3 net.yaml -i -1 .5",
        "-i net.yaml 2 3 -i -1 .5",
        "net.yaml -i2,3 --input=-1,.5",
        "net.yaml -i 2 3 --input=-1,.5",
        "net.yaml --input 2 3 -i-1,.5",
        "net.yaml -i 2 3 --all -i -1,.5 --",
    ],
)
def test_each_input_is_a_row(folder: Path, fwdprop: Run, words: str) -> None:
    result = fwdprop(f"run {words}")
    # -1 + 0.5 = -0.5, 1 + 0.5 = 1.5, 2 * -0.5 - 1.5 = -2.5
    assert (result.stderr, result.stdout) == ("", FIVE_ONE_NINE + "-0.5,1.5,-2.5\n")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("my net.yaml", "-i 2 3 'my net.yaml'"),
        ("a,b.yaml", "-i 2 3 a,b.yaml"),
        ("a=1.yaml", "-i 2 3 a=1.yaml"),
        ("2", "-i 2 3 -- 2"),
        ("2", "2 -i 2 3"),
        ("a=3", "-i 2 3 -- a=3"),
        ("a=3", "a=3 -i 2 3"),
        ("-net.yaml", "-i 2 3 -- -net.yaml"),
        ("-net.yaml", "-i 2 3 ./-net.yaml"),
        ("--input", "-i 2 3 -- --input"),
    ],
)
def test_a_network_may_have_an_odd_file_name(
    folder: Path, fwdprop: Run, name: str, words: str
) -> None:
    (folder / "net.yaml").rename(folder / name)
    result = fwdprop(f"run {words}")
    assert (result.stderr, result.stdout) == ("", FIVE_ONE_NINE)


SEE_HELP = "help: `fwdprop run --help` shows what there is\n"
BEHIND = "help: numbers stand behind --input: --input"
NO_PLACE = "error: there is no place for 2 3\nhelp: numbers stand behind --input: --input 2 3\n"
NO_NUMBERS = "error: there are no numbers behind --input\nhelp: the inputs are children, accounts\n"


@pytest.mark.parametrize(
    ("words", "stderr"),
    [
        ("-i 2 3", "error: missing argument NET\n" + SEE_HELP),
        ("-i 2 3 a=3", "error: missing argument NET\n" + SEE_HELP),
        ("--", "error: missing argument NET\n" + SEE_HELP),
        ("-i a b c", "error: there is no file c\n"),
        ("-i net.yaml nothing 2 3", "error: there is no file nothing\n"),
        ("-i 2 3 -net.yaml", "error: there is no option -n\n" + SEE_HELP),
        (
            "net.yaml 2 3",
            NO_PLACE,
        ),
        (
            "net.yaml --input",
            NO_NUMBERS,
        ),
        ("net.yaml -i", NO_NUMBERS),
        (
            "net.yaml --input -- 2 3",
            NO_PLACE,
        ),
        (
            "net.yaml --input --all 2 3",
            NO_PLACE,
        ),
        ("net.yaml -5 3", f"error: there is no option -5\n{BEHIND} -5 3\n"),
        ("net.yaml -.5 3", f"error: there is no option -.\n{BEHIND} -.5 3\n"),
        (
            "net.yaml --inptu 2 3",
            "error: there is no option --inptu\nhelp: did you mean --input?\n",
        ),
        ("net.yaml -i 2 3 -x", "error: there is no option -x\n" + SEE_HELP),
        ("net.yaml -i 2 3 --all=1", "error: option --all does not take a value\n" + SEE_HELP),
        ("net.yaml -i 2 3 --dtype", "error: option --dtype requires an argument\n" + SEE_HELP),
        ("net.yaml -i 2 3 -o", "error: option -o requires an argument\n" + SEE_HELP),
        (
            "net.yaml -i 2 3 net.yaml",
            "error: 'net.yaml' is not a number\n"
            " --> --input:1:5\n  |\n1 | 2 3 net.yaml\n  |     ^^^^^^^^\n",
        ),
    ],
)
def test_words_that_make_no_sense_are_refused(
    folder: Path, fwdprop: Run, words: str, stderr: str
) -> None:
    result = fwdprop(f"run {words}")
    assert (result.stderr, result.stdout, result.status) == (stderr, "", 2)


def test_help_is_shown_wherever_it_is_asked_for(folder: Path, fwdprop: Run) -> None:
    page = fwdprop("run --help")
    for words in ("run -h", "run net.yaml -i 2 3 -h", "run net.yaml --input -h", "run -h -i"):
        assert fwdprop(words) == page


COMMON = """
    net.yaml net.yaml - -- -i --input --input=2,3 -i2,3 2 3 2 3 2,3 -2 1/3 1/0 nan -inf 1e999 , = a=
    children=2 accounts=3 accounts=x --format --format=json csv tsv jsonl values table --layers all
    hidden,output inputs hiden --precision --precision=3 0 17 --dtype float32 -o --output out.csv
    out.json . --all --al -h --help --version --data -x -5 \x1b[31m [red]
"""
ANYTHING = st.text(st.characters(exclude_characters="/\0"), max_size=8)
WORDS = st.sampled_from(COMMON.split()) | ANYTHING


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, max_size=9), tty=st.booleans())
def test_any_words_lead_to_results_or_to_a_message(
    folder: Path, fwdprop: Run, words: list[str], tty: bool
) -> None:
    shutil.copy(NETWORKS / "transactions.yaml", folder / "net.yaml")
    columns = 80 if tty else None
    for line in (["run", *words], ["run", "net.yaml", "-i", "2", "3", *words]):
        result = fwdprop(*line, stdin=(NETWORKS / "xor.yaml").read_bytes(), columns=columns)
        assert result.status in (0, 1, 2)
        assert "Traceback" not in result.stderr
        assert "\x1b" not in result.stderr
        if result.status == 2:
            assert result.stdout == ""
            assert result.stderr.startswith("error: ")
        assert not [path for path in folder.iterdir() if path.name.startswith(".out")]
