"""Faults: every one with its place, in the file's order, up to ten, and the words for them."""

from __future__ import annotations

import io
import pickle
from pathlib import Path
from traceback import format_exception_only

import pytest
from command_line import Run
from comparisons import comparisons
from refusals import refusal

from fwdprop import FwdpropError, load
from fwdprop.errors import count, listed, nearest

pytestmark = pytest.mark.usefixtures("folder")


def unknown_key(number: int) -> str:
    line = number + 2
    margin = " " * len(str(line))
    return (
        f"error: a network has no key 'k{number}'\n"
        f"{margin}--> net.yaml:{line}:1\n"
        f"{margin} |\n"
        f"{line} | k{number}: 1\n"
        f"{margin} | {'^' * len(f'k{number}')}\n"
        "help: its keys are $schema, name, description, dtype, inputs, layers, examples\n"
    )


@pytest.mark.parametrize(
    ("faults", "more"),
    [(9, ""), (10, ""), (11, "and 1 more\n"), (12, "and 2 more\n"), (1510, "and 1,500 more\n")],
)
def test_ten_faults_are_shown_and_the_others_counted(fwdprop: Run, faults: int, more: str) -> None:
    keys = "".join(f"k{number}: 1\n" for number in range(faults))
    stderr = refusal(fwdprop, f"inputs: [a, b]\n{keys}layers: [{{weights: [[1, 2]]}}]\n")
    assert stderr == "".join(unknown_key(number) for number in range(min(faults, 10))) + more


FAULTS_ALL_OVER = """\
tags: [x]
inputs: [a, a]
layers:
  - {weights: [[1, x]], activation: rleu}
  - {weights: [[1]], activation: tanh, activation: relu}
name: []
examples: 1
"""


def test_all_faults_are_told_at_once_in_the_order_of_the_file(fwdprop: Run) -> None:
    assert refusal(fwdprop, FAULTS_ALL_OVER) == (
        """\
error: a network has no key 'tags'
 --> net.yaml:1:1
  |
1 | tags: [x]
  | ^^^^
help: its keys are $schema, name, description, dtype, inputs, layers, examples
error: two inputs are called 'a'
 --> net.yaml:2:13
  |
2 | inputs: [a, a]
  |             ^
help: the first is input 1
error: a weight is a number, not x
 --> net.yaml:4:20
  |
4 |   - {weights: [[1, x]], activation: rleu}
  |                    ^
error: there is no activation 'rleu'
 --> net.yaml:4:37
  |
4 |   - {weights: [[1, x]], activation: rleu}
  |                                     ^^^^
help: did you mean relu?
error: 'activation' is here a second time
 --> net.yaml:5:40
  |
5 |   - {weights: [[1]], activation: tanh, activation: relu}
  |                                        ^^^^^^^^^^
help: it is first in line 5; keep one of the two
error: 'name' is text, not a list
 --> net.yaml:6:7
  |
6 | name: []
  |       ^
error: 'examples' is a list of examples, not 1
 --> net.yaml:7:11
  |
7 | examples: 1
  |           ^
"""
    )


def test_python_gets_the_same_faults_as_one_line_each() -> None:
    Path("net.yaml").write_text(FAULTS_ALL_OVER)
    with pytest.raises(FwdpropError) as caught:
        load("net.yaml")
    assert str(caught.value).splitlines() == [
        "net.yaml:1:1: a network has no key 'tags'",
        "net.yaml:2:13: two inputs are called 'a'",
        "net.yaml:4:20: a weight is a number, not x",
        "net.yaml:4:37: there is no activation 'rleu'",
        "net.yaml:5:40: 'activation' is here a second time",
        "net.yaml:6:7: 'name' is text, not a list",
        "net.yaml:7:11: 'examples' is a list of examples, not 1",
    ]


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("rleu", ["relu", "elu", "tanh"], "relu"),
        ("ReLU", ["elu", "relu"], "relu"),
        ("X", ["x", "y"], "x"),
        ("softmin", ["softmax", "softmin"], "softmin"),
        ("fromat", ["float", "format"], "format"),
        ("child", ["children"], "children"),
        ("run.py", ["run"], "run"),
        ("alfa", ["alpha"], "alpha"),
        ("cvs", ["tsv", "csv"], "csv"),
        # Of two that are equally close: the one that begins alike for longest, then the first.
        ("tst", ["est", "test", "tsts"], "tsts"),
        ("softm", ["softmin", "softmax"], "softmin"),
        ("softm", ["softmax", "softmin"], "softmax"),
        ("Ab", ["AB", "ab"], "AB"),
        # More than a third of the letters is another.
        ("markdown", ["arrow", "csv"], None),
        ("activation", ["precision"], None),
        ("top", ["dtype"], None),
        ("train", ["trace"], None),
        ("ab", ["ac"], None),
        ("cc", ["c"], None),
        ("c", ["cc"], None),
        ("ccc", ["cc"], "cc"),
        # Two thirds are the same, and one letter fewer is not enough.
        ("abc", ["abx"], "abx"),
        ("abcd", ["abxy"], None),
        ("abcdef", ["abcdxy"], "abcdxy"),
        ("abcde", ["abcxy"], None),
        # Another number is another thing.
        ("node_9", ["node_0", "node_1"], None),
        ("float16", ["float64", "float32"], None),
        ("x", ["x1"], None),
        ("layer1", ["layer"], None),
        ("nod_1", ["node_0", "node_1"], "node_1"),
        ("node1", ["node_1"], "node_1"),
        ("children", ["a", "b"], None),
        ("", ["a"], None),
        ("a", [], None),
        ("layers" * 100_000, ["layers"], None),
    ],
)
def test_a_word_is_nearest_only_where_one_is_near(
    word: str, known: list[str], expected: str | None
) -> None:
    assert nearest(word, known) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (list("abcdefgh"), "a, b, c, d, e, f, g, h"),
        (list("abcdefghi"), "a, b, c, d, e, f, ... 2 more ..., i"),
        (range(1000), "0, 1, 2, 3, 4, 5, ... 993 more ..., 999"),
    ],
)
def test_a_long_list_is_shortened_in_the_middle(words: list[object], expected: str) -> None:
    assert listed(list(words)) == expected


def test_a_count_agrees_with_its_noun() -> None:
    counted = [count(number, "weight") for number in (0, 1, 2, 1_000_000)]
    assert counted == ["0 weights", "1 weight", "2 weights", "1,000,000 weights"]


def test_few_words_are_compared_exactly(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = comparisons(monkeypatch, "ratio")
    known = [f"pixel_{row}_{column}" for row in range(40) for column in range(40)]
    assert nearest("pixle_12_30", known) == "pixel_12_30"
    assert nearest("ab" * 10_000, ["ba" * (50 + index) for index in range(10_000)]) is not None
    assert len(compared) <= 2 * 30
    assert max(compared) <= 300


def test_long_words_are_listed_by_their_beginning() -> None:
    assert listed(["a" * 1000, "b"]) == f"{'a' * 97}..., b"


def test_a_traceback_shows_what_to_do_as_well() -> None:
    network = load(io.BytesIO(b"inputs: [a, b]\nlayers: [{nodes: {y: [1, 1]}}]\n"))
    with pytest.raises(FwdpropError) as caught:
        network([1, 2, 3])
    for error in (caught.value, pickle.loads(pickle.dumps(caught.value))):
        assert "".join(format_exception_only(error)) == (
            "fwdprop.errors.InputError: 3 numbers, expected 2\nhelp: the inputs are a, b\n"
        )
