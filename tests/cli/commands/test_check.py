"""`fwdprop check`: files and their examples, and what they say together."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command_line import NETWORKS, Run
from homework import ALICE, BOB, HOMEWORK, write_homework

XOR = "networks/xor.yaml"
HOLDS = f"{XOR}: 4 examples hold, within 1e-09 relative or 1e-12\n"
SEE_HELP = "help: `fwdprop check --help` shows what there is\n"


@pytest.fixture
def folder(folder: Path) -> Path:
    """A folder of homework to work in."""
    write_homework(folder)
    return folder


def test_every_network_of_the_repository_holds(fwdprop: Run) -> None:
    files = sorted(path.name for path in NETWORKS.glob("*.yaml"))
    result = fwdprop("check", *(f"networks/{name}" for name in files))
    assert (result.stderr, result.status) == ("", 0)
    assert [line.split(": ")[0] for line in result.stdout.splitlines()] == [
        f"networks/{name}" for name in files
    ]
    assert result.stdout.count(" hold") == len(files)
    assert (
        "networks/mazur.yaml: 1 example holds, to 8 digits or within 1e-09 relative\n"
        in result.stdout
    )
    assert HOLDS in result.stdout


def test_an_example_that_does_not_hold_is_shown_with_its_trace_and_explained(
    folder: Path, fwdprop: Run
) -> None:
    result = fwdprop("check alice.yaml")
    assert (result.stdout, result.stderr, result.status) == (ALICE, "", 1)


def test_a_wrong_file_does_not_stop_the_others(folder: Path, fwdprop: Run) -> None:
    result = fwdprop("check xor.yaml bob.yaml alice.yaml carol.yaml")
    carol = "carol.yaml: no examples\n"
    assert result.stdout == HOLDS.removeprefix("networks/") + ALICE + carol
    assert (result.stderr, result.status) == (BOB, 2)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("xor.yaml carol.yaml", 0),
        ("carol.yaml", 0),
        ("xor.yaml alice.yaml", 1),
        ("alice.yaml bob.yaml", 2),
        ("bob.yaml alice.yaml", 2),
        ("nothing.yaml xor.yaml", 2),
    ],
)
def test_the_worst_of_the_files_decides_the_status(
    folder: Path, fwdprop: Run, words: str, status: int
) -> None:
    assert fwdprop(f"check {words}").status == status
    assert fwdprop(f"check {words} --format jsonl").status == status


@pytest.mark.parametrize(
    ("words", "stderr"),
    [
        ("check", "error: missing argument NET...\n" + SEE_HELP),
        ("check nothing.json", "error: there is no file nothing.json\n"),
        ("check '*.yml'", "error: there is no file *.yml\n"),
        (
            "check .",
            "error: . is a folder, not a file\nhelp: name the files in it: ./*.yaml\n",
        ),
        (
            "check 'my folder'",
            "error: my folder is a folder, not a file\n"
            "help: name the files in it: 'my folder/'*.yaml\n",
        ),
        (
            "check -",
            "error: the file is empty\n --> <stdin>\n"
            "help: `inputs:` and `layers:` make a network\n",
        ),
        ("check - -", "error: standard input can be read only once\nhelp: name - once\n"),
        (
            "check xor.yaml --dtype float16",
            "error: --dtype has no 'float16'\nhelp: there are float64, float32",
        ),
        ("check xor.yaml --format xml", "error: --format has no 'xml'\nhelp: "),
        (
            "check xor.yaml --input 0 1",
            "error: --input needs an --expect, its answer\n"
            "help: say what should come out: --input 2 3 --expect 9\n",
        ),
        (
            "check xor.yaml --expect 1",
            "error: --expect needs an --input, whose answer it is\n"
            "help: say what goes in: --input 2 3 --expect 9\n",
        ),
        (
            "check xor.yaml -i 0 1 -i 1 1 --expect 1",
            "error: 2 times --input and 1 times --expect: each row has its answer\n"
            "help: repeat the one or the other\n",
        ),
        (
            "check xor.yaml xor.yaml -i 0 1 --expect 1",
            "error: --input and --expect are for one network, not 2\n"
            "help: name one network, or leave out --input and --expect to check the files' "
            "examples\n",
        ),
        (
            "check xor.yaml --tolerance -1",
            "error: --tolerance is a finite number of at least 0, not '-1'\n"
            "help: write how far a value may be off: --tolerance 0.001\n",
        ),
        (
            "check xor.yaml --tolerance much",
            "error: --tolerance is a finite number of at least 0, not 'much'\n"
            "help: write how far a value may be off: --tolerance 0.001\n",
        ),
        (
            "check xor.yaml -i 0 1 --expect z=1 --tolerance inf",
            "error: --tolerance is a finite number of at least 0, not 'inf'\n"
            "help: write how far a value may be off: --tolerance 0.001\n",
        ),
        (
            "check alice.yaml xor.yaml --format json -o xor.yaml",
            "error: -o xor.yaml has the ending of a file with a network\n"
            "help: name a file with another ending\n",
        ),
    ],
)
def test_what_cannot_be_checked_is_refused(
    folder: Path, fwdprop: Run, words: str, stderr: str
) -> None:
    (folder / "my folder").mkdir()
    result = fwdprop(words)
    assert result.stderr.startswith(stderr)
    assert (result.stdout, result.status) == ("", 2)


def test_a_network_comes_from_standard_input_beside_files(folder: Path, fwdprop: Run) -> None:
    result = fwdprop("check xor.yaml - xor.yaml", stdin=HOMEWORK)
    line = HOLDS.removeprefix("networks/")
    assert result.stdout == line + ALICE.replace("alice.yaml", "<stdin>") + line
    assert (result.stderr, result.status) == ("", 1)


def test_a_hundred_files_are_a_hundred_lines(folder: Path, fwdprop: Run) -> None:
    names = [f"{index:03}.yaml" for index in range(100)]
    for name in names:
        shutil.copy(folder / "xor.yaml", folder / name)
    result = fwdprop("check", *names)
    assert result.stdout == "".join(HOLDS.replace(XOR, name) for name in names)
