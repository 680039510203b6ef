"""Help lines as a person follows them: what they propose is typed, or pasted into a shell."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path

import pytest
from command_line import Result, Run

from fwdprop.cli.options import Option, single

_WORD = r"""(?:\$'(?:\\.|[^'\\])*'|'[^']*'|"[^"]*"|[^\s;,'"|`])+"""
_option = re.compile(rf"(?<!\S)(--?[a-z][a-z-]*):?((?: (?!--){_WORD})*)")
_filter = re.compile(r"(?:.*: )?(\S+ .*?)(?: \| fwdprop \.\.\.(.*))?")
_pipe = re.compile(r".*: (--format \w+ )?\| \w+ > .*")
_command = re.compile(r"(?:.*?: |.*`)?(mkdir [^&]*&& )?fwdprop ?([^`]*?)(?:` .*)?")
_FILTERS = ("iconv", "tr", "awk", "cat", "bzip2", "xz", "sed", "grep", "tail", "unzip")


@dataclass(frozen=True)
class Case:
    """A command line that gives advice, and the status of the command that follows it.

    `files` stand in its folder; `columns` makes standard output a terminal of that width.
    """

    line: str
    stdin: bytes = b""
    files: Mapping[str, bytes] = field(default_factory=dict)
    columns: int | None = None
    leads_to: int = 0

    def run(self, run: Run) -> Result:
        """What the command does."""
        for name, content in self.files.items():
            Path(name).parent.mkdir(exist_ok=True)
            Path(name).write_bytes(content)
        return run(*shlex.split(self.line), stdin=self.stdin, columns=self.columns)

    @property
    def words(self) -> list[str]:
        """The words of the command line."""
        return shlex.split(self.line)


def advice(result: Result) -> Iterator[tuple[str, str]]:
    """Each message of a command with its help; a note, and a line of results, has both in it."""
    message = ""
    for line in result.stderr.splitlines():
        kind, _, text = line.partition(": ")
        if kind == "error":
            message = text
        elif kind in ("help", "note"):
            yield message if kind == "help" else text, text
    yield from ((line, line) for line in result.stdout.splitlines() if " --" in line)


def followed(case: Case, help: str, run: Run) -> list[Case]:
    """The commands that the help proposes, each of which is to be without the message.

    What it tells a person to do first is done: a filter is run, a file that was missing written.
    """
    if found := _pipe.fullmatch(help):
        return [_with(_without(case, ["-o"]), found[1] or "")]
    if (found := _filter.fullmatch(help)) and found[1].split()[0] in _FILTERS:
        return [_filtered(case, found[1], found[2])]
    if (found := _command.fullmatch(help)) and re.search("fwdprop", help):
        return [_typed(case, run, *found.groups())]
    parts = re.split(r"; |,? or ", help)
    return [_applied(case, part) for part in parts if _option.search(part)]


def _typed(case: Case, run: Run, made: str | None, line: str) -> Case:
    """A whole command; where it writes a file that was missing, the same command once more."""
    typed = replace(case, line=shlex.join(_shell_words(line)))
    if " -o " not in line or case.words[0] == "new":
        return typed
    _shell(f"{made or ''} true")
    assert typed.run(run).status == 0
    return case


def _filtered(case: Case, command: str, options: str | None) -> Case:
    """What went in goes through another program first, from where it is piped if so proposed."""
    if shutil.which(command.split()[0]) is None:
        pytest.skip(f"there is no {command.split()[0]}")
    files = [word for word in case.words if word in case.files]
    if not files:
        files = ["FILE"]
        Path("FILE").write_bytes(case.stdin)
    shell = re.sub(r"FILE(\.\.\.)?", " ".join(files), command)
    content = _shell(shell)
    if options is None:
        if files == ["FILE"]:
            return replace(case, stdin=content)
        return replace(case, files={**case.files, files[0]: content})
    return replace(_with(_without(case, ["--data"]), options), stdin=content)


def _applied(case: Case, part: str) -> Case:
    """The same command with the options that a part of a help names, or without them."""
    names = [name for name, _ in _option.findall(part)]
    if re.search(r"\bleave\b.* out\b|\bleave out\b", part):
        return _without(case, names)
    found = [word for name, words in _option.findall(part) for word in _taken(case, name, words)]
    return _with(case, shlex.join(found))


def _taken(case: Case, name: str, behind: str) -> list[str]:
    """The option with its value, out of the words behind it; nothing where it is only spoken of."""
    option = _options(case)[name]
    words = _shell_words(behind)
    if option.takes in ("flag", "switch"):
        return [name]
    return [name, *(words if option.takes == "words" else words[:1])] if words else []


def _with(case: Case, options: str) -> Case:
    """The same command with these options, in place of what they said before."""
    found = shlex.split(options)
    known = _options(case)
    # Pairs of --columns stand beside those that are there; anything else takes their place.
    once = [word for word in found if word in known and word != "--columns"]
    case = _without(case, [flag for word in once for flag in _flags(known[word])])
    # Words that had no place stand behind their option now.
    moved = {word for word in found if any(known[each].takes == "words" for each in once)}
    return replace(case, line=shlex.join([w for w in case.words if w not in moved] + found))


def _without(case: Case, names: Sequence[str]) -> Case:
    """The same command without these options and what stands behind them."""
    known, kept, words = _options(case), list[str](), case.words
    while words:
        word = words.pop(0)
        if word not in names:
            kept.append(word)
        elif known[word].takes == "words":
            while words and not words[0].startswith("--"):
                words.pop(0)
        elif known[word].takes in ("value", "each"):
            words.pop(0)
    return replace(case, line=shlex.join(kept))


def _options(case: Case) -> dict[str, Option]:
    """The options of the command, by all their names."""
    found = single(import_module(f"fwdprop.cli.commands.{case.words[0]}").OPTIONS)
    return {flag: each for each in found for flag in _flags(each)}


def _flags(option: Option) -> list[str]:
    opposite = [f"--no-{option.flags[0][2:]}"] if option.takes == "switch" else []
    return [*option.flags, *opposite]


def _shell_words(text: str) -> list[str]:
    """The words of a shell command, as bash reads them."""
    if not text.strip():
        return []
    return _shell(f"printf '%s\\0' {text}").decode().split("\0")[:-1]


def _shell(command: str) -> bytes:
    """What a command of bash writes, in a language whose texts are UTF-8."""
    environ = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        ["bash", "-c", command], capture_output=True, check=True, env=environ
    ).stdout
