"""What is proposed for a word that there is not: something close, or the list of what there is."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

RUN = "run networks/transactions.yaml -i 2 3"
SEE_RUN = "`fwdprop run --help` shows what there is"
RUN_FORMATS = "there are table, csv, tsv, jsonl, json, values, npy, parquet, arrow, markdown, latex"


@pytest.mark.parametrize(
    ("words", "message", "help"),
    [
        (f"{RUN} --format html", "--format has no 'html'", RUN_FORMATS),
        (f"{RUN} --format cvs", "--format has no 'cvs'", "did you mean csv?"),
        (f"{RUN} --activation relu", "there is no option --activation", SEE_RUN),
        (f"{RUN} --top 3", "there is no option --top", SEE_RUN),
        (f"{RUN} --nothing", "there is no option --nothing", SEE_RUN),
        (f"{RUN} --no-heder", "there is no option --no-heder", "did you mean --no-header?"),
        (f"{RUN} --heder", "there is no option --heder", "did you mean --header?"),
        (f"{RUN} --layer all", "there is no option --layer", "did you mean --layers?"),
        (f"{RUN} --dtype float16", "--dtype has no 'float16'", "there are float64, float32"),
        (f"{RUN} --dtype flaot32", "--dtype has no 'flaot32'", "did you mean float32?"),
        (f"{RUN} --layers out", "there is no layer 'out'", "did you mean output?"),
        (f"{RUN} --layers first", "there is no layer 'first'", "the layers are hidden, output"),
        ("train", "there is no command 'train'", "`fwdprop --help` lists the commands"),
        ("predict net.yaml", "there is no command 'predict'", "did you mean run?"),
        ("Version", "there is no command 'Version'", "did you mean --version?"),
        ("-V", "there is no option -V", "did you mean --version?"),
        ("run -V", "there is no option -V", SEE_RUN),
        ("chekc", "there is no command 'chekc'", "did you mean check?"),
        (
            "trace networks/transactions.yaml -i 2 3 --node hidden.node_7",
            "there is no node 'hidden.node_7' in a layer",
            "the nodes are hidden.node_0, hidden.node_1, output.transactions",
        ),
        (
            "trace networks/transactions.yaml -i 2 3 --node hiden.node_1",
            "there is no node 'hiden.node_1' in a layer",
            "did you mean hidden.node_1?",
        ),
        (
            "trace networks/transactions.yaml -i 2 3 --node hiden.nod_1",
            "there is no node 'hiden.nod_1' in a layer",
            "did you mean hidden.node_1?",
        ),
        (
            "trace networks/mazur.yaml -i 1 2 --node hidden.output",
            "there is no node 'hidden.output' in a layer",
            "the nodes are hidden.h1, hidden.h2, output.o1, output.o2",
        ),
    ],
)
def test_only_what_is_close_is_proposed(fwdprop: Run, words: str, message: str, help: str) -> None:
    result = fwdprop(words)
    assert (result.stderr, result.stdout, result.status) == (
        f"error: {message}\nhelp: {help}\n",
        "",
        2,
    )


def test_of_two_near_files_the_one_with_the_same_ending_is_proposed(
    fwdprop: Run, folder: Path
) -> None:
    (folder / "net.yaml").write_text("inputs: [a]\nlayers: [{nodes: {y: [1]}}]\n")
    for name in ("rosw.csv", "rows.json", "rows.csv", "rowt.csv"):
        (folder / name).write_text("")
    for ending in ("csv", "json"):
        result = fwdprop(f"run net.yaml --data roows.{ending}")
        expected = f"error: there is no file roows.{ending}\nhelp: did you mean rows.{ending}?\n"
        assert (result.stderr, result.stdout, result.status) == (expected, "", 2)


@pytest.mark.parametrize(
    ("words", "help"),
    [
        ("show networks/xor.yaml --weihts", "did you mean --weights?"),
        ("show networks/xor.yaml --dtyp float32", "did you mean --dtype?"),
        ("draw networks/xor.yaml ---roww 1", "did you mean --row?"),
        ("show networks/xor.yaml --x", "`fwdprop show --help` shows what there is"),
    ],
)
def test_dashes_make_no_two_options_alike(fwdprop: Run, words: str, help: str) -> None:
    option = words.split()[2]
    expected = f"error: there is no option {option}\nhelp: {help}\n"
    result = fwdprop(words)
    assert (result.stderr, result.stdout, result.status) == (expected, "", 2)


def test_a_type_that_there_is_not_is_told_once_for_all_networks(fwdprop: Run) -> None:
    result = fwdprop("check networks/xor.yaml networks/iris.yaml --dtype float16")
    expected = "error: --dtype has no 'float16'\nhelp: there are float64, float32\n"
    assert (result.stderr, result.stdout, result.status) == (expected, "", 2)
