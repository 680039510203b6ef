"""What can go wrong, said as data: a message, its location, and what to do about it."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum


class ExitStatus(IntEnum):
    """The process's exit status, the same for every command."""

    DONE = 0
    NO = 1
    REFUSED = 2
    INTERRUPTED = 130


@dataclass(frozen=True)
class Location:
    """A spot in a text: `file:line:column`, with the line itself.

    `line` and `column` count characters from 1; `text` is the whole source line, and `width` the
    number of its characters that the mark covers, at least 1. A location without a line (a weights
    file, a folder) has `line` 0 and is shown by its name alone.
    """

    file: str
    line: int = 0
    column: int = 0
    text: str = ""
    width: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


Path = tuple[str | int, ...]
"""Where a value stands in a network as written: `("layers", 1, "nodes", "node_1", "weights")`."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: what it is, where it stands, and what would be right.

    `path` leads to it in the network as written, before a reader has turned that into a `location`
    in a file; `at_key` says that the fault is in the key itself and not in the value that it names.
    `numbers` says how many a list of numbers there is to hold, which holds another number of them.
    """

    message: str
    help: str | None = None
    location: Location | None = None
    path: Path | None = None
    at_key: bool = False
    numbers: int | None = None


FAULTS_SHOWN = 10
"""So many faults of an error are shown; the others are counted."""


class FwdpropError(Exception):
    """One or more faults in what the user gave; the command shows them and leaves with 2.

    `faults` are in the order in which they were found, the first ten of them; `more` counts the
    others, with those that were left out already.
    """

    status = ExitStatus.REFUSED

    def __init__(
        self, faults: str | Fault | Iterable[Fault], help: str | None = None, more: int = 0
    ) -> None:
        if isinstance(faults, str):
            faults = Fault(faults, help)
        found = (faults,) if isinstance(faults, Fault) else tuple(faults)
        self.faults: tuple[Fault, ...] = found[:FAULTS_SHOWN]
        self.more = more + len(found[FAULTS_SHOWN:])
        super().__init__(self.faults)
        for said in dict.fromkeys(fault.help for fault in self.faults if fault.help is not None):
            self.add_note(f"help: {said}")  # a traceback shows these, also that of an engine

    def __str__(self) -> str:
        return "\n".join(
            fault.message if fault.location is None else f"{fault.location}: {fault.message}"
            for fault in self.faults
        )


class UsageError(FwdpropError):
    """The command line asks for something that there is not."""


class NetworkError(FwdpropError):
    """The network file does not describe a network."""


class InputError(FwdpropError):
    """The numbers are not inputs of this network."""


class ActivationError(FwdpropError):
    """There is no such activation, or it takes no such parameter."""


class OutputError(FwdpropError):
    """The results could not be written."""


@contextmanager
def writing(what: str, help: str | None = None) -> Iterator[None]:
    """Turns the system's refusal within into an OutputError: `cannot write x: no space left`."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"cannot write {what}: {reason_of(error)}", help) from None


@contextmanager
def writing_results(what: str) -> Iterator[None]:
    """The same around work that may fail by other errors, which have no number, or by a pipe."""
    try:
        yield
    except OSError as error:
        if isinstance(error, BrokenPipeError) or (error.filename is None and error.errno is None):
            raise
        raise OutputError(f"cannot write {what}: {reason_of(error)}") from None


_QUOTES = "\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb"
"""Quotes of word processors, which are no letters of a word."""
_COMPARED = 2000
"""So many known words are looked at, roughly; so many of these, the most alike, exactly."""
_COMPARED_EXACTLY = 30
_LIKE = 0.66
"""Two words are near where they have this share of their letters in common: about two thirds."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` most likely stands for, or None where none is close.

    Words are close where at most a third of their letters is not the same; those with other digits
    never are, since `node_9` is no misspelt `node_1`. Of words that are equally close it is the one
    that begins like `word` for longest, then the first. Of many words, or long ones, not all are
    compared: it is quick whatever a file calls things.
    """
    import heapq
    from difflib import SequenceMatcher

    word = word[:100].strip().strip(_QUOTES).casefold()
    digits = _digits(word)
    matcher = SequenceMatcher(b=word)
    alike: list[tuple[float, int, str, str]] = []
    for index, candidate in enumerate(itertools.islice(known, _COMPARED)):
        if len(candidate) > 3 * len(word) or _digits(candidate) != digits:
            continue
        folded = candidate.strip().casefold()
        # A single letter is near to nothing but itself, in the other case or with spaces.
        if folded != word and min(len(folded), len(word)) < 2:
            continue
        matcher.set_seq1(folded)
        if matcher.real_quick_ratio() >= _LIKE and (most := matcher.quick_ratio()) >= _LIKE:
            alike.append((most, -index, folded, candidate))
    best: tuple[float, int, int] = (_LIKE, 0, -_COMPARED)
    found = None
    for _, place, folded, candidate in heapq.nlargest(_COMPARED_EXACTLY, alike):
        matcher.set_seq1(folded)
        measure = (matcher.ratio(), _beginning(word, folded), place)
        if measure > best:
            best, found = measure, candidate
    return found


def suggestion(word: str, known: Iterable[str], otherwise: str) -> str:
    """What to do about a word that is not known: `did you mean run?`, or `otherwise` if none is."""
    return did_you_mean(nearest(word, known)) or otherwise


def did_you_mean(near: str | None) -> str | None:
    """The question whether a word was meant; None where there is none to ask about."""
    return None if near is None else f"did you mean {spelled(near)}?"


def spelled(name: str) -> str:
    """The name as it stands in a sentence: in quotes where it would not be seen where it ends."""
    return f"'{name}'" if name != name.strip() or not name else name


def _beginning(word: str, other: str) -> int:
    """How many letters the words have in common from the start."""
    pairs = zip(word, other, strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


def _digits(word: str) -> str:
    return "".join(filter(str.isdigit, word))


def listed(words: Sequence[object], most: int = 8) -> str:
    """The words with commas between them, the middle of a long list left out, long ones cut."""
    if len(words) <= most:
        return ", ".join(spelled(shortened(str(word), 100)) for word in words)
    shown = [spelled(shortened(str(word), 100)) for word in (*words[: most - 2], words[-1])]
    return ", ".join([*shown[:-1], f"... {len(words) - most + 1} more ...", shown[-1]])


def shortened(text: str, most: int = 40) -> str:
    """The text, or its beginning where it is long."""
    return text if len(text) <= most else text[: most - 3] + "..."


def count(number: int, noun: str) -> str:
    """The number with its noun: `1 weight`, `3 weights`, `1,000,001 inputs`."""
    return f"{number:,} {noun if number == 1 else noun + 's'}"


def reason_of(error: Exception) -> str:
    """Why the system refused, in its words: `no space left on device`."""
    number = error.errno if isinstance(error, OSError) else None
    reason = os.strerror(number) if number else str(error)
    return reason[:1].lower() + reason[1:]
