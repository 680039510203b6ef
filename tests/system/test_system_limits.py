"""How long messages, files and lines may be, and how wide a terminal is: at each and beyond it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command_line import Run, Stream

from fwdprop.errors import OutputError
from fwdprop.system import spool
from fwdprop.system.output import ENOUGH, Page
from fwdprop.system.terminal import Terminal


@pytest.mark.parametrize(
    ("columns", "width"),
    [
        ("9", 9),
        ("8", 8),
        ("7", 8),
        ("1", 8),
        ("0", 80),
        ("9999", 9999),
        ("0009", 9),
        ("10000", 80),
        ("00009", 80),
        ("", 80),
    ],
)
def test_columns_have_up_to_four_digits(columns: str, width: int) -> None:
    assert Terminal(Stream(), Stream(), Stream(), {"COLUMNS": columns}).width == width


@pytest.mark.parametrize("more", [0, 1])
def test_a_network_file_is_as_long_as_the_limit(
    fwdprop: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, more: int
) -> None:
    net = "inputs: [a]\nlayers: [{nodes: {y: [2]}}]\n"
    (folder / "net.yaml").write_text(net)
    monkeypatch.setattr("fwdprop.system.files.MAX_TEXT", len(net) - more)
    message = "error: net.yaml is larger than 0 GiB\n"
    result = fwdprop("run net.yaml --input 3 --format values")
    expected = ("", message, 2) if more else ("6\n", "", 0)
    assert (result.stdout, result.stderr, result.status) == expected


@pytest.mark.parametrize("more", [0, 1])
@pytest.mark.parametrize("before", [0, 600])
def test_a_temporary_file_is_as_long_as_the_limit(
    monkeypatch: pytest.MonkeyPatch, before: int, more: int
) -> None:
    monkeypatch.setattr(spool, "LONGEST", 1000)
    with spool.Spool("do something else") as held:
        held.write(bytes(before))
        if more:
            with pytest.raises(OutputError, match="a temporary file would be longer than 0 GiB"):
                held.write(bytes(1001 - before))
        else:
            held.write(bytes(1000 - before))
            assert held.rewound().read() == bytes(1000)


@pytest.mark.parametrize("more", [0, 1])
def test_as_much_of_a_disk_stays_free(monkeypatch: pytest.MonkeyPatch, more: int) -> None:
    room = 1 << 30
    free = room + 600 - more
    monkeypatch.setattr(
        shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(1 << 50, 0, free)
    )
    with spool.Spool("do something else") as held:
        if more:
            with pytest.raises(OutputError, match="would leave less than 1,024 MiB free"):
                held.write(bytes(600))
        else:
            held.write(bytes(600))
            assert held.rewound().read() == bytes(600)


class Noted(Stream):
    """A stream that knows what was written at once."""

    def __init__(self) -> None:
        super().__init__()
        self.sizes: list[int] = []

    def write(self, data: object) -> int:
        """Notes how much it is."""
        assert isinstance(data, bytes)
        self.sizes.append(len(data))
        return len(data)


@pytest.mark.parametrize(("piece", "sizes"), [(ENOUGH, [ENOUGH, 1]), (ENOUGH - 1, [ENOUGH, 0])])
def test_as_much_text_is_written_together(piece: int, sizes: list[int]) -> None:
    stream = Noted()
    Page(stream, Terminal(Stream(), Stream(), Stream(), {})).write(["x" * piece, "y"])
    assert stream.sizes == sizes


@pytest.mark.parametrize("more", [0, 1])
def test_a_sentence_has_up_to_2000_characters(fwdprop: Run, more: int) -> None:
    before, after = "two inputs are called '", "'"
    name = "k" * (2000 - len(before + after) + more)
    net = f"inputs: [{name}, {name}]\nlayers: [{{weights: [[1, 1]]}}]\n"
    message = f"{before}{name}{after}"
    if more:
        message = f"{message[:1000]} ... {message[-500:]}"
    error = fwdprop("show -", stdin=net).stderr.splitlines()[0]
    assert error == f"error: {message}"
