"""fwdprop help: the list of commands and topics, one command's options, one page of the guide."""

from __future__ import annotations

import pytest
from command_line import PACKAGE, Run

from fwdprop.guide import topics

GUIDE = PACKAGE / "guide"
COMMANDS = sorted(path.stem for path in (PACKAGE / "cli/commands").glob("[a-z]*.py"))


def test_it_lists_commands_and_topics_one_in_a_line(fwdprop: Run) -> None:
    result = fwdprop("help")
    commands, pages = result.stdout.split("\n\n")
    assert (result.stderr, result.status) == ("", 0)
    assert [line.split()[0] for line in commands.splitlines()[1:]] == COMMANDS
    assert [line.split(maxsplit=1) for line in pages.splitlines()[1:]] == [
        [topic.name, topic.answers] for topic in topics().values()
    ]
    assert commands.splitlines()[0] == "Commands; `fwdprop help run` shows the options of one:"
    assert pages.splitlines()[0] == "Topics; `fwdprop help rows` shows the page about one:"


def test_it_says_of_a_command_what_the_list_of_commands_says(fwdprop: Run) -> None:
    listed = fwdprop("help").stdout.split("\n\n")[0].splitlines()[1:]
    summaries = fwdprop("--help", environ={"COLUMNS": "100"}).stdout.partition("Commands:\n")[2]
    assert " ".join("\n".join(listed).split()) == " ".join(summaries.split())


@pytest.mark.parametrize("width", [50, 80])
def test_the_list_is_as_wide_as_the_terminal(fwdprop: Run, width: int) -> None:
    drawn = fwdprop("help", columns=width).stdout
    entries = [line for line in drawn.splitlines() if line.startswith(" ")]
    assert max(map(len, entries)) <= width
    assert " ".join(drawn.split()) == " ".join(fwdprop("help").stdout.split())


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("columns", [None, 60])
def test_help_of_a_command_is_its_help_page(
    fwdprop: Run, command: str, columns: int | None
) -> None:
    assert fwdprop("help", command, columns=columns) == fwdprop(command, "--help", columns=columns)


@pytest.mark.parametrize("topic", topics())
def test_a_topic_in_a_pipe_is_its_markdown(fwdprop: Run, topic: str) -> None:
    result = fwdprop("help", topic)
    assert result.stdout == (GUIDE / f"{topic}.md").read_text(encoding="utf-8")
    assert (result.stderr, result.status) == ("", 0)


@pytest.mark.parametrize("topic", topics())
def test_a_topic_at_a_terminal_is_drawn(fwdprop: Run, topic: str) -> None:
    result = fwdprop("help", topic, columns=80)
    assert result.stdout.startswith("# ")
    assert (result.stderr, result.status) == ("", 0)


@pytest.mark.parametrize(
    ("word", "help"),
    [
        ("rows.md", "did you mean rows?"),
        ("Rows", "did you mean rows?"),
        ("activation", "did you mean activation-functions or activations?"),
        ("network", "did you mean network-file?"),
        ("outputs", "did you mean inputs-and-outputs?"),
        ("chekc", "did you mean check?"),
        ("pyhton", "did you mean python?"),
        ("x" * 1000, "`fwdprop help` lists all"),
        ("", "`fwdprop help` lists all"),
        ("../rows", "did you mean rows?"),
        ("-", "`fwdprop help` lists all"),
    ],
)
def test_a_word_that_there_is_not_leads_to_the_nearest(fwdprop: Run, word: str, help: str) -> None:
    result = fwdprop("help", word)
    shown = word if len(word) <= 40 else f"{word[:37]}..."
    message = f"error: there is no command or topic '{shown}'\nhelp: {help}\n"
    assert (result.stdout, result.stderr, result.status) == ("", message, 2)


def test_it_takes_one_word(fwdprop: Run) -> None:
    result = fwdprop("help run trace")
    message = (
        "error: there is no place for trace\nhelp: `fwdprop help --help` shows what there is\n"
    )
    assert (result.stdout, result.stderr, result.status) == ("", message, 2)
