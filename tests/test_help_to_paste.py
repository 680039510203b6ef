"""Whoever follows a help is rid of its message, and no help proposes a command without a test."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from advice_on_commands import COMMANDS, NET
from advice_on_rows import ROWS
from command_line import PACKAGE, Run
from pasting import Case, advice, followed

from fwdprop.models.examples import FOR_EDITORS

CASES = (*ROWS, *COMMANDS)
_NAME = "the reader says which"
_FILE = "the file is to be changed"
_MACHINE = "it depends on the machine"
_NO_HELP = "it is no help"
_LOOP = "a loop of the shell, which tests/cli/commands/test_answers_files.py pastes"
_WORDS = "it joins words, and what is pasted replaces one"
NOT_PASTED = {
    ", or allow it with --root, a folder that both are below": _NAME,
    "allow it with --root, a folder that both are below": _NAME,
    "--from says which format it has": _NAME,
    "a file of another format needs --from": _NAME,
    "check many rows against expected columns: fwdprop check NET --data FILE": _NAME,
    "choose another --format": _NAME,
    "does the header stand there again? --data takes several files": _NAME,
    "give {} numbers behind --input": _NAME,
    "give the other inputs behind --input, or a whole row": _NAME,
    "give the others one value each, behind --input": _NAME,
    "let what differs between them vary, with --over": _NAME,
    "leave it out of --keep, or call it otherwise in the file": _NAME,
    "name another column with --columns, or make it one of numbers": _NAME,
    "name a file of rows: --data FILE, or - for standard input": _NAME,
    "name the columns to keep with --keep": _NAME,
    "say with --columns which column '{}' is": _NAME,
    "show fewer nodes (--max-nodes) or layers, or draw an svg": _NAME,
    "name the others with --keep": _NAME,
    "name two rows of a file: fwdprop why {} --data FILE --row 1,2": _NAME,
    "results go to another folder than the rows: -o FOLDER/": _NAME,
    "rejects go to another folder than the rows: --rejects FOLDER/": _NAME,
    "their names end in {}; for others --from says the format": _NAME,
    "write them to a file: -o FILE": _NAME,
    "name the nodes to look at with --node, or compare fewer rows": _NAME,
    "name the pairs to look at: --pairs": _NAME,
    "an input and its values are one word: --over {}": _WORDS,
    "a name and its value are one word: --set {}": _WORDS,
    "--set stands in front of each: {}": _WORDS,
    "inputs stand behind --input: {}": _NAME,
    "a row stands on one line, as jq -c writes it": _FILE,
    "an empty cell or NA stands for a missing value, with --missing": _FILE,
    "give one stream a file, and --data once for each": _FILE,
    "--missing nan or --missing 0 reads each as a row": "it takes 8 MiB of blank lines",
    "name another file, or let it be written: chmod u+w FILE": _MACHINE,
    "{} {} complete; --resume goes on from there": "the error comes again until it is mended",
    "name the file itself: --data FILE": _MACHINE,
    "pip install 'fwdprop-cli[{}]'": _MACHINE,
    "pip install {}": _MACHINE,
    "pip install --force-reinstall {}, or let it have more memory": _MACHINE,
    "--resume goes on from the files that are complete": _MACHINE,
    "start some; --resume goes on from the complete files": _MACHINE,
    "fwdprop help scale says how a cluster is set up": _MACHINE,
    "if it speaks TLS, its address begins with tls://: fwdprop help scale": _MACHINE,
    "install the same there: pip install fwdprop-cli=={}": _MACHINE,
    "name a folder that all machines share, or an object store: -o s3://bucket/out/": _MACHINE,
    "run it without --on, on a machine that has the memory": _MACHINE,
    "run without --on, or end other programs": _MACHINE,
    "it is --on {}, or --on {}=ADDRESS": _NAME,
    "it looks like this: --on dask={}": _NAME,
    'fwdprop check {} --input {} --answers "$f"': _LOOP,
    FOR_EDITORS: _NO_HELP,
    "The output's {} makes {} of it; --scores looks at the sums before.": _NO_HELP,
    "#   fwdprop check net.yaml\n": _NO_HELP,
    "#   fwdprop run net.yaml --input {}\n": _NO_HELP,
    "#   fwdprop trace net.yaml --input {}\n": _NO_HELP,
    "\n# What must come out: `fwdprop check` works it out and compares.\nexamples:\n": _NO_HELP,
    "Commands; `fwdprop help run` shows the options of one:": _NO_HELP,
    "Topics; `fwdprop help rows` shows the page about one:": _NO_HELP,
    "Rows for the network {}, for --data.": _NO_HELP,
    "the ending of -o": _NO_HELP,
    "--hide {} --seed {}": _NO_HELP,
}
"""What names an option or a command and is not pasted here, with the reason."""


@pytest.fixture(autouse=True)
def net(folder: Path) -> None:
    """A network that all command lines can name."""
    (folder / "net.yaml").write_bytes(NET)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.line)
def test_whoever_follows_a_help_is_rid_of_the_message(fwdprop: Run, case: Case) -> None:
    found = list(advice(case.run(fwdprop)))
    assert found
    if any(" needs the pyarrow package" in message for message, _ in found):
        pytest.skip("there is no pyarrow")
    for message, help in found:
        ways = followed(case, help, fwdprop)
        assert ways, help
        for way in ways:
            result = way.run(fwdprop)
            lines = [line.removeprefix("error: ") for line in result.stderr.splitlines()]
            assert message not in [*lines, *result.stdout.splitlines()]
            # Where there was more than one message, the others are still there.
            assert len(found) > 1 or result.status == case.leads_to, result.stderr


_proposal = re.compile(
    r"(?<![\w`'/-])--?[a-z]"
    r"|fwdprop (activations|check|draw|help|interactions|new|region|run|schema|show|sweep|trace|why"
    r"|{}|-|\.)"
    r"|{}\| |\b(awk|bzip2|cat|chmod|grep|iconv|jq|pip|sed|tail|tr|unzip|xz) "
)
_MESSAGES = ("message", "what", "found")


def test_no_help_proposes_a_command_that_is_not_pasted_here(fwdprop: Run) -> None:
    helps = [help for case in CASES for _, help in advice(case.run(fwdprop))]
    pasted = {text for text in proposals() if any(map(pattern(text).search, helps))}
    assert set(proposals()) - pasted == set(NOT_PASTED)


def pattern(text: str) -> re.Pattern[str]:
    """What matches a text of the package with anything in place of each `{}`."""
    return re.compile(".*".join(map(re.escape, re.split(r"\{\}", text))))


def proposals() -> Iterator[str]:
    """The texts of the package that name an option or a command, but messages and options' help."""
    for path in PACKAGE.rglob("*.py"):
        if path.name == "scripts.py":  # what shells run, to complete words
            continue
        yield from filter(_proposal.search, _texts(ast.parse(path.read_text(encoding="utf-8"))))


def _texts(node: ast.AST) -> Iterator[str]:
    """The texts with a space in them in a piece of code, `{}` where something is put in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else "{}" for part in node.values]
        yield "".join(map(str, parts))
    else:
        for child in ast.iter_child_nodes(node):
            if child not in _left_out(node):
                yield from _texts(child)


def _left_out(node: ast.AST) -> list[ast.AST]:
    """The children of a node that hold no help: docstrings, messages, declared options."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return [node.value]
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in _MESSAGES:
        return [node.value]
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func)
        if called == "Option":
            return [*node.args, *node.keywords]
        if called.endswith(("Error", "Fault")):
            return [*node.args[:1]]
    return []
