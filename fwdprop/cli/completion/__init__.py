"""Words that a shell offers while a command line is typed, without NumPy or Typer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SHELLS = ("bash", "zsh", "fish")


def answer(words: Sequence[str], environ: Mapping[str, str]) -> str | None:
    """The lines for the shell that asks in the environment; None where none does, or another.

    `words` are those of the command line for zsh and fish, the last one as far as it is typed; bash
    has its line in the environment. Whatever is wrong with a file, the user's line stays as it is.
    """
    asked, _, shell = environ.get("_FWDPROP_COMPLETE", "").partition("_")
    if asked != "complete" or shell not in SHELLS:
        return None
    try:
        # fish names the program once more, for want of a list without its first word.
        found = _of_bash(environ) if shell == "bash" else _offered(words[shell == "fish" :])
    except Exception:  # there is no one who reads a message in the middle of a line
        return ""
    return "".join(f"{each}\n" for each in found)


def _offered(words: Sequence[str]) -> list[str]:
    from fwdprop.cli.completion.offer import offered
    from fwdprop.system.report import visible

    # What would act on the terminal, a line break above all, is typed by who wants it.
    return [each for each in offered(words[:-1], words[-1]) if each == visible(each)]


def _of_bash(environ: Mapping[str, str]) -> list[str]:
    from fwdprop.cli.completion.bash import BREAKS, Line

    if "COMP_LINE" in environ:
        text = environ["COMP_LINE"][: int(environ.get("COMP_POINT", "1000000"))]
        line = Line(text, environ.get("COMP_WORDBREAKS", BREAKS))
        return line.replacements(_offered([*line.words[1:], line.last]))
    typed = environ["COMP_WORDS"].split(" ")
    place = int(environ["COMP_CWORD"])
    return _offered([*typed[1:place], "".join(typed[place : place + 1])])
