"""The JSON Schema says of a network file what the reader says, as far as JSON Schema can tell."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import NETWORKS, PACKAGE
from core_yaml import json_value
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from schema_verdicts import SCHEMA, VALIDATOR, network, refused

from fwdprop import numerals
from fwdprop.activations import CATALOGUE, NAMES
from fwdprop.models.spec.schema import text


def test_the_schema_in_the_repository_is_the_one_of_this_reader() -> None:
    # Written by: fwdprop schema > fwdprop/models/spec/network.schema.json
    assert (PACKAGE / "models/spec/network.schema.json").read_text(encoding="utf-8") == text()


def test_the_schema_is_one_of_draft_2020_12() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", sorted(NETWORKS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_example_network_names_the_schema_and_passes(path: Path) -> None:
    written = path.read_text()
    first = written.splitlines()[0]
    assert first == "# yaml-language-server: $schema=../fwdprop/models/spec/network.schema.json"
    assert refused(written) == []


def test_every_key_and_every_parameter_is_described() -> None:
    for name, section in {"network": SCHEMA, **SCHEMA["$defs"]}.items():
        for key, said in section.get("properties", {}).items():
            assert said["description"], f"{name}.{key}"
    described = {
        (name, parameter): said["description"]
        for form in SCHEMA["$defs"]["activation"]["anyOf"][1:]
        for name in form["properties"]["name"]["enum"]
        for parameter, said in form["properties"].items()
        if parameter != "name"
    }
    assert described == {
        (name, parameter.name): parameter.help
        for entry in CATALOGUE.values()
        for name in (entry.name, *entry.aliases)
        for parameter in entry.parameters
    }


def test_every_activation_is_known_by_each_of_its_names() -> None:
    alone, *forms = SCHEMA["$defs"]["activation"]["anyOf"]
    known = [name for form in forms for name in form["properties"]["name"]["enum"]]
    assert sorted(known) == sorted(NAMES)
    assert set(NAMES) - set(alone["enum"]) == {"leaky_relu", "prelu", "threshold"}
    assert len(alone["enum"]) == len(alone["enumDescriptions"])


def test_a_number_that_another_parser_takes_for_a_text_is_accepted() -> None:
    # What YAML 1.1 makes of 1e-5, -.5 and 0o17, and everybody of 1/3.
    written = json_value(network("weights: [[w, 2]]"))
    for word in ("1e-5", "1.5E3", "-.5", "+.5", "0o17", "1/3", "-1.5/-.5e3", "1/0.1"):
        written["layers"][0]["weights"][0][0] = word
        assert VALIDATOR.is_valid(written), word
    for word in ("1", "-1.5", "1/0", "1/0.0", "1/0e5", "1e", "1/", "/2", "1/2/3", ".inf", " 1/2"):
        written["layers"][0]["weights"][0][0] = word
        assert not VALIDATOR.is_valid(written), word


@given(st.from_regex(SCHEMA["$defs"]["number"]["pattern"]))
def test_a_text_that_the_schema_takes_for_a_number_is_one(word: str) -> None:
    word = word.removesuffix("\n")
    under = word.partition("/")[2]
    # A divisor so small that it is read as 0 is beyond a pattern.
    assert numerals.parse_yaml(word) is not None or numerals.parse_yaml(under) == 0
