"""A command line in one child after the other, each with a signal at a later step of its way.

Run as `python every_step.py SIGNAL AGAIN EVERY WORDS...` in a folder, which is as before for each
child. Steps are the calls, lines and returns of the modules that make, protect and place files; one
of EVERY so many is tried. With AGAIN over 0 the signal comes once more, so many calls or returns
later. Prints `[status, stderr, files]` for each child, the last one of which got no signal.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any, NoReturn

import numpy  # noqa: F401 - the children have it
import yaml  # noqa: F401

from fwdprop import __main__
from fwdprop.pipeline import (
    feed,  # noqa: F401
    rejects,
)
from fwdprop.system import atomic, interrupts, spool, target
from fwdprop.system import output as destination

WATCHED = {
    module.__file__
    for module in (atomic, contextlib, destination, interrupts, rejects, spool, target)
}
NO_SIGNAL = 99


class Steps:
    """Counts the steps of this process, and sends it the signal at one of them, and once more."""

    def __init__(self, number: int, step: int, again: int) -> None:
        self._number, self._left, self._again = number, step, again
        self._is_on = self.came = False

    def trace(self, frame: Any, event: str, argument: object) -> Any:
        """Is called at each step of the modules."""
        file = frame.f_code.co_filename
        self._is_on = self._is_on or file == target.__file__  # nothing is written before
        if not self._is_on or file not in WATCHED:
            return None
        self._left -= 1
        if self._left == 0:
            self.came = True
            if self._again:
                sys.setprofile(self.profile)
            signal.raise_signal(self._number)
        return None if file == contextlib.__file__ else self.trace

    def profile(self, frame: Any, event: str, argument: object) -> None:
        """Is called at each call and return from the signal on."""
        self._again -= 1
        if self._again == 0:
            sys.setprofile(None)
            signal.raise_signal(self._number)


def run(steps: Steps, words: list[str]) -> None:
    """Runs the command line as this process, which ends in it; it says whether a signal came."""
    leave = os._exit

    def left(status: int) -> NoReturn:
        sys.settrace(None)
        sys.setprofile(None)
        leave(status if steps.came else NO_SIGNAL)

    os._exit = left
    sys.argv = ["fwdprop", *words]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.settrace(steps.trace)
    __main__.entry()


def child(number: int, step: int, again: int, words: list[str]) -> tuple[int, str]:
    """The exit status of a child with the signal at that step, and what it said."""
    process = os.fork()
    if not process:
        error = os.open("stderr", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(error, 2)
        run(Steps(number, step, again), words)
    _, status = os.waitpid(process, 0)
    said = Path("stderr").read_text()
    os.unlink("stderr")
    return os.waitstatus_to_exitcode(status), said


def main() -> None:
    number, again, every, *words = sys.argv[1:]
    step, status = 0, 0
    before = {name: Path(name).read_text() for name in os.listdir()}
    while status != NO_SIGNAL:
        step += int(every)
        status, said = child(int(number), step, int(again), words)
        found = {name: Path(name).read_text() for name in os.listdir()}
        print(json.dumps([status, said, found]))
        for name in os.listdir():
            os.unlink(name)
        for name, text in before.items():
            Path(name).write_text(text)


if __name__ == "__main__":
    main()
