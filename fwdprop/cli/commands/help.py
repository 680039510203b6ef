"""fwdprop help: the commands, and the topics of the guide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import wrap

from fwdprop.cli.commands import command_names, summary
from fwdprop.cli.options import Option
from fwdprop.errors import UsageError, shortened, suggestion
from fwdprop.guide import Topic, topics
from fwdprop.system.output import page
from fwdprop.system.terminal import Terminal

COMMANDS_TITLE = "Commands; `fwdprop help run` shows the options of one:"
TOPICS_TITLE = "Topics; `fwdprop help rows` shows the page about one:"


def words() -> list[str]:
    """The commands and the topics."""
    return [*command_names(), *topics()]


OPTIONS = (Option("word", (), "[WORD]", "A command or a topic; none for a list.", completes=words),)


def help(terminal: Terminal, word: str | None) -> None:
    """Show a page of the guide or a command's options; list all of them.

    \b
    Examples:
      fwdprop help
      fwdprop help run
      fwdprop help network-file
      fwdprop help rows | less
      fwdprop help rows --color always | less -R

    At a terminal a page is as wide as that, in a pipe it is Markdown, unless --color always is set.
    """
    guide = topics()
    if word is None:
        text = _list({name: summary(name) for name in command_names()}, guide, terminal)
    elif word in guide:
        text = _page(guide[word], terminal)
    else:
        raise _unknown(word, [*guide, *command_names()])
    with page(terminal, None) as sheet:
        sheet.write([text])


def _page(topic: Topic, terminal: Terminal) -> str:
    """The topic's Markdown, drawn for a person."""
    if not terminal.is_laid_out:
        return topic.text

    from fwdprop.views import guide

    return guide.page(topic.text, terminal)


def _list(summaries: Mapping[str, str], guide: Mapping[str, Topic], terminal: Terminal) -> str:
    """A line for each command and for each topic; only at a terminal are long ones broken."""
    width = max(map(len, (*summaries, *guide)))
    most = terminal.width if terminal.is_person else None
    answers = {name: topic.answers for name, topic in guide.items()}
    lines = [COMMANDS_TITLE, *_entries(summaries, width, most)]
    lines += ["", TOPICS_TITLE, *_entries(answers, width, most)]
    return "\n".join(lines) + "\n"


def _entries(texts: Mapping[str, str], names_width: int, most: int | None) -> Iterator[str]:
    for name, text in texts.items():
        line = f"  {name:{names_width}}  {text}"
        indent = " " * (names_width + 4)
        if most is None or most < 2 * len(indent):
            yield line
        else:
            yield from wrap(line, most, subsequent_indent=indent)


def _unknown(word: str, known: list[str]) -> UsageError:
    """The error about a word that is neither a command nor a topic, with what it may stand for."""
    alike = [
        name for name in known if any(part.startswith(word.casefold()) for part in name.split("-"))
    ]
    if word and alike:
        hint = f"did you mean {' or '.join(alike)}?"
    else:
        hint = suggestion(word, known, "`fwdprop help` lists all")
    return UsageError(f"there is no command or topic '{shortened(word)}'", hint)
