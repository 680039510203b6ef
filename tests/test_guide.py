"""README and guide are executed: sessions at a terminal of 80 columns, Python, YAML, tables."""

from __future__ import annotations

import os
import pty
import re
import struct
import subprocess
import sys
import termios
from fcntl import ioctl
from pathlib import Path

import pytest
from command_line import NETWORKS, PACKAGE, ROOT, Run
from guide_pages import PAGES, blocks, folder_of, programs

from fwdprop.activations import CATALOGUE
from fwdprop.guide import Topic, topics

COMMANDS = sorted(path.stem for path in (PACKAGE / "cli/commands").glob("[a-z]*.py"))
ENVIRON = {
    "PATH": f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}",
    "NO_COLOR": "1",
    "TERM": "xterm",
    "LANG": "C.UTF-8",
}


# --- Sessions ------------------------------------------------------------------------------------


# A command goes on in the next line behind a bar or a backslash.
_SESSION = r"((?:[^\n]*[|\\]\n)*[^\n]*)\n(.*)"


def sessions() -> list[tuple[str, str, str]]:
    """Each `$ command` with the output that its page shows."""
    found = []
    for page, block in blocks("console"):
        for session in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            parts = re.fullmatch(_SESSION, session, re.DOTALL)
            assert parts is not None
            command, output = parts.groups()
            found.append((page, command, output))
    return found


def at_a_terminal(command: str, folder: Path = ROOT) -> str:
    """What a person at a terminal of 80 columns sees of a command."""
    person, program = pty.openpty()
    ioctl(program, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 80, 0, 0))
    process = subprocess.Popen(
        ["bash", "-c", command],
        cwd=folder,
        env=ENVIRON,
        stdin=subprocess.DEVNULL,
        stdout=program,
        stderr=program,
    )
    os.close(program)
    seen = b""
    while True:
        try:
            piece = os.read(person, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        seen += piece
    process.wait()
    os.close(person)
    return seen.decode().replace("\r\n", "\n")


SESSION_IDS = [re.sub(r"\W+", " ", f"{page} {command}")[:70] for page, command, _ in sessions()]


@pytest.mark.parametrize(("page", "command", "output"), sessions(), ids=SESSION_IDS)
def test_a_session_shows_what_happens(page: str, command: str, output: str, tmp_path: Path) -> None:
    assert at_a_terminal(command, folder_of(page, tmp_path)) == output


# --- Python and YAML -----------------------------------------------------------------------------


# Those of this page need the engines that it is about: tests/engines/test_page.py runs them.
ELSEWHERE = "engines"


@pytest.mark.parametrize(
    ("page", "code", "output"), [each for each in programs() if each[0] != ELSEWHERE]
)
def test_python_prints_what_its_page_says(
    page: str, code: str, output: str, tmp_path: Path
) -> None:
    folder = folder_of(page, tmp_path)
    ran = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True)
    assert (ran.stdout, ran.stderr) == (output, "")


def test_each_python_block_has_its_output() -> None:
    assert [(page, code) for page, code, _ in programs()] == blocks("python")


@pytest.mark.parametrize(("page", "text"), blocks("yaml"))
def test_examples_of_network_files_hold(
    page: str, text: str, fwdprop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(NETWORKS)  # which has the files of weights
    checked = fwdprop("check", "-", stdin=text)
    assert (checked.status, checked.stderr) == (0, "")


# --- Tables --------------------------------------------------------------------------------------


def activations_table() -> str:
    lines = ["| name | formula | parameters |", "|---|---|---|"]
    for activation in CATALOGUE.values():
        names = ", ".join(f"`{name}`" for name in (activation.name, *activation.aliases))
        formula = activation.formula.replace("|", "\\|")
        parameters = ", ".join(
            f"`{p.name}`"
            if p.default is None
            else f"`{p.name}` = {p.default:.6g}"
            if isinstance(p.default, float | int)
            else f"`{p.name}` = {p.default}"
            for p in activation.parameters
        )
        lines.append(f"| {names} | {formula} | {parameters} |")
    return "\n".join(lines) + "\n"


def test_the_guide_lists_the_activations_that_there_are() -> None:
    assert activations_table() in PAGES["activation-functions"]


def options_in_tables(title: str) -> set[str]:
    """The options in the first column of the guide's table with that title."""
    head = rf"^\| {re.escape(title)} \| what it does \|\n\|---\|---\|\n((?:\|.*\n)+)"
    (rows,) = re.findall(head, "\n".join(PAGES.values()), re.MULTILINE)
    cells = [re.split(r"(?<!\\)\|", row)[1] for row in rows.splitlines()]
    return {option for cell in cells for option in re.findall(r"`(--?[a-z-]+)", cell)}


FOR_RUN_ALONE = {"--keep", "--health", "--resume", "--overwrite", "--on"}


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "help"])
def test_the_guide_explains_every_option(command: str, fwdprop: Run) -> None:
    expected = options_in_tables(f"option of `{command}`")
    expected |= options_in_tables("option of every command")
    if command == "run":
        expected |= options_in_tables("option of rows")
    elif command in ("trace", "check", "draw", "interactions", "region", "why", "worksheet"):
        expected |= options_in_tables("option of rows") - FOR_RUN_ALONE
    page = fwdprop(command, "--help", environ={"COLUMNS": "200"}).stdout
    lines = re.findall(r"^  (-.*?)  ", page.partition("Options:\n")[2], re.MULTILINE)
    found = {option for line in lines for option in re.findall(r"--?[a-z-]+", line)}
    assert found - {"-h", "--help"} == expected


def test_the_readme_lists_every_command() -> None:
    rows = re.findall(r"^\| `fwdprop ([a-z]+)", PAGES["README"], re.MULTILINE)
    assert sorted(rows) == COMMANDS


# --- Pages ---------------------------------------------------------------------------------------


def test_the_readme_is_a_front_door() -> None:
    assert len(PAGES["README"].splitlines()) <= 205


def test_the_readme_leads_to_every_topic() -> None:
    linked = re.findall(r"\]\(fwdprop/guide/([a-z-]+)\.md\)", PAGES["README"])
    assert sorted(linked) == list(topics())


def test_the_readme_says_what_each_topic_answers() -> None:
    for topic in topics().values():
        assert (
            f"[{topic.name}](fwdprop/guide/{topic.name}.md) | {topic.answers} |" in PAGES["README"]
        )


def test_no_topic_has_the_name_of_a_command() -> None:
    assert set(topics()) & set(COMMANDS) == set()


@pytest.mark.parametrize("topic", topics().values(), ids=list(topics()))
def test_a_page_begins_with_its_title_and_what_it_answers(topic: Topic) -> None:
    assert re.match(r"# [A-Z].*\n\n[A-Z].*\.\n\n", topic.text)
    assert re.fullmatch(r"[A-Z][^.]{,55}\.", topic.answers)  # fits a line of the list of topics
    assert len(topic.text.splitlines()) <= 200


def linked_file(page: str, link: str) -> Path:
    """The file that a link leads to; the package may be installed elsewhere than its README."""
    if page != "README":
        return PACKAGE / "guide" / link
    inside = link.removeprefix("fwdprop/")
    return ROOT / link if inside == link else PACKAGE / inside


@pytest.mark.parametrize("page", topics())
def test_what_a_user_copies_fits_a_terminal(page: str) -> None:
    commands = [f"$ {command}" for name, command, _ in sessions() if name == page]
    code = [text for name, text in (*blocks("yaml"), *blocks("python")) if name == page]
    lines = [line for text in (*commands, *code) for line in text.splitlines()]
    assert [line for line in lines if len(line) > 80] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_within_leads_somewhere(page: str) -> None:
    links = [link for link in re.findall(r"\]\(([^)]*)\)", PAGES[page]) if "://" not in link]
    assert [link for link in links if not linked_file(page, link).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_help_that_is_named_is_there(page: str) -> None:
    words = re.findall(r"`fwdprop help ([a-z-]+)`", PAGES[page])
    assert set(words) - set(topics()) - set(COMMANDS) == set()


@pytest.mark.parametrize("page", PAGES)
def test_code_is_in_a_language_that_is_tested(page: str) -> None:
    languages = re.findall(r"^```(\w*)\n(?:.*\n)*?```$", PAGES[page], re.MULTILINE)
    assert set(languages) <= {"console", "python", "yaml", "text", "sh"}
