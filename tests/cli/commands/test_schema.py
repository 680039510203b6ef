"""fwdprop schema: the JSON Schema on standard output or in a file."""

from __future__ import annotations

import json
from pathlib import Path

from command_line import PACKAGE, Run

KEPT = (PACKAGE / "models/spec/network.schema.json").read_text(encoding="utf-8")


def test_it_prints_the_schema_that_the_repository_holds(fwdprop: Run) -> None:
    result = fwdprop("schema")
    assert (result.stdout, result.stderr, result.status) == (KEPT, "", 0)
    assert fwdprop("schema", columns=40).stdout == KEPT


def test_an_editor_reads_it(fwdprop: Run) -> None:
    schema = json.loads(fwdprop("schema").stdout)
    assert schema["title"] == "fwdprop network"
    assert list(schema["properties"]) == [
        *("$schema", "name", "description", "dtype", "inputs", "layers", "examples")
    ]


def test_it_is_written_to_a_file(fwdprop: Run, tmp_path: Path) -> None:
    result = fwdprop("schema", "-o", str(tmp_path / "a.json"))
    assert (result.stdout, result.stderr, result.status) == ("", "", 0)
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == KEPT


def test_it_is_not_written_over_a_network(fwdprop: Run) -> None:
    result = fwdprop("schema -o net.yaml")
    message = "error: the ending of -o has no 'yaml'\nhelp: there are json\n"
    assert (result.stdout, result.stderr, result.status) == ("", message, 2)


def test_it_takes_no_network(fwdprop: Run) -> None:
    result = fwdprop("schema networks/xor.yaml")
    message = "error: there is no place for networks/xor.yaml\n"
    help = "help: `fwdprop schema --help` shows what there is\n"
    assert (result.stdout, result.stderr, result.status) == ("", message + help, 2)
