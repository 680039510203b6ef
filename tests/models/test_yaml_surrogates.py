"""JSON's escaped surrogate pairs: names come out whole, faults stand where the file has them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command_line import Run
from hypothesis import given
from hypothesis import strategies as st
from refusals import refusal

from fwdprop import FwdpropError
from fwdprop.models import yaml as reader
from fwdprop.models.yaml import surrogates
from fwdprop.models.yaml.surrogates import _strings

pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize("name", ["\U0001f600", 'a\U0001f600b/\\"', "\\ud83d\\ude00", "é\n\x1b"])
@pytest.mark.parametrize("ascii", [True, False])
def test_json_means_the_same_as_to_a_json_reader(fwdprop: Run, name: str, ascii: bool) -> None:
    network = {"inputs": [name, "b"], "layers": [{"nodes": {"n": {"weights": {name: 3}}}}]}
    Path("net.json").write_text(json.dumps(network, ensure_ascii=ascii), encoding="utf-8")
    rows = fwdprop("run net.json --layers inputs,output --input 2 0 --format json").stdout
    assert json.loads(rows) == [{f"inputs.{name}": 2, "inputs.b": 0, "output.n": 6}]


def test_a_fault_behind_an_escaped_emoji_stands_where_the_file_has_it(fwdprop: Run) -> None:
    assert refusal(fwdprop, '{"inputs": ["\\ud83d\\ude00"], "foo": 1, "layers": []}\n') == (
        """\
error: a network has no key 'foo'
 --> net.yaml:1:30
  |
1 | {"inputs": ["\\ud83d\\ude00"], "foo": 1, "layers": []}
  |                              ^^^^^
help: its keys are $schema, name, description, dtype, inputs, layers, examples
error: a network has at least one layer
 --> net.yaml:1:50
  |
1 | {"inputs": ["\\ud83d\\ude00"], "foo": 1, "layers": []}
  |                                                  ^
"""
    )


def test_half_a_surrogate_pair_is_no_character(fwdprop: Run) -> None:
    assert refusal(fwdprop, '{"inputs": ["\\ud83d"]}\n') == (
        """\
error: this is not YAML: found invalid Unicode character escape code while parsing a quoted scalar
 --> net.yaml:1:16
  |
1 | {"inputs": ["\\ud83d"]}
  |                ^
"""
    )


def test_a_mark_covers_the_whole_of_an_escaped_name(fwdprop: Run) -> None:
    name = '"\\ud83d\\ude00"'
    written = f'{{"inputs":[{name},{name}],"layers":[{{"weights":[[1,2]]}}]}}\n'
    assert refusal(fwdprop, written) == (
        f"error: two inputs are called '\U0001f600'\n --> net.yaml:1:27\n  |\n1 | {written}"
        f"  | {' ' * 26}{'^' * 14}\nhelp: the first is input 1\n"
    )


def test_a_file_that_ends_too_soon_is_refused(fwdprop: Run) -> None:
    stderr = refusal(fwdprop, '{"inputs": ["\\ud83d\\ude00"], "layers": [')
    assert stderr.startswith("error: this is not YAML: ")


def test_single_quotes_keep_backslashes(fwdprop: Run) -> None:
    Path("net.yaml").write_text("{inputs: ['\\ud83d\\ude00'], layers: [{weights: [[1]]}]}")
    stdout = fwdprop("run net.yaml --layers inputs --input 1").stdout
    assert stdout == "inputs.\\ud83d\\ude00\n1\n"


@given(
    names=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), max_size=5),
    indent=st.sampled_from([None, 2]),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_a_fault_stands_where_the_file_has_it(
    names: list[str], indent: int | None, line_end: str
) -> None:
    text = json.dumps({"inputs": names, "foo": 1}, indent=indent).replace("\n", line_end)
    with pytest.raises(FwdpropError) as caught:
        reader.parse(text, "net.json", Path(), "net")
    (location,) = (fault.location for fault in caught.value.faults if "'foo'" in fault.message)
    assert location is not None
    assert location.text == text.split(line_end)[location.line - 1]
    assert location.text[location.column - 1 :][: location.width] == '"foo"'


@given(
    st.lists(st.sampled_from(['"', "'", "\\", "\\ud83d", "\\ude00", "a", "\n", ":"])).map("".join)
)
def test_every_quote_begins_a_string_or_stands_in_one(text: str) -> None:
    # Where a quote began none, because nothing closes it, every later one was tried to the end.
    assert not set("\"'") & set(_strings.sub("", text))


def test_a_string_that_is_never_closed_is_told_as_one(fwdprop: Run) -> None:
    stderr = refusal(fwdprop, '{"a": "\\ud83d\\ude00", "b": "' + '\\"' * 80_000)
    error, location, *_, help = stderr.splitlines()
    assert error == (
        "error: this is not YAML: found unexpected end of stream while scanning a quoted scalar"
    )
    assert location == " --> net.yaml:1:28"
    assert help == "help: is the quote at 1:28 closed?"


def test_many_faults_behind_escaped_pairs_look_at_the_text_once(
    monkeypatch: pytest.MonkeyPatch, fwdprop: Run
) -> None:
    decoded: list[str] = []
    decode = surrogates._character

    def counted(match: re.Match[str]) -> str:
        decoded.append(match[0])
        return decode(match)

    monkeypatch.setattr(surrogates, "_character", counted)
    pairs = ", ".join(f'"k{index}": "\\ud83d\\ude00"' for index in range(500))
    assert "and 492 more\n" in refusal(fwdprop, f"{{{pairs}}}")
    assert len(decoded) == 2 * 500
