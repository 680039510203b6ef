"""What other programs write into delimited files beside rows, and how it is taken out.

Each help is a filter of the shell through which the file goes on its way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fwdprop.system import shell
from fwdprop.tables.columns import ColumnSpec
from fwdprop.tables.delimited.rows import Row
from fwdprop.tables.words import number

_SPELLED = {"\t": r"'\t'", " ": "space"}
# In fewer columns, numbers may begin so by chance.
_FEWEST_COUNTED = 3
_WITHOUT_SIGN, _WITHOUT_COMMENTS = "sed '1s/^[# ]*//' FILE", "grep -v '^#' FILE"
_excel = re.compile(rb'"?sep=([^\r\n])"?[\r\n]*+', re.IGNORECASE).fullmatch


def spelled(delimiter: str) -> str:
    """The delimiter as `--delimiter` takes it."""
    return _SPELLED.get(delimiter, shell.word(delimiter) if delimiter == "'" else f"'{delimiter}'")


def of_first_line(line: Row, names: Sequence[str], columns: ColumnSpec) -> str | None:
    """What helps where the first line is none of names, nor a row; None where it is open."""
    excel = _excel(line.raw)
    if excel is not None and excel[1].isascii():
        filter = f"tail -n +2 FILE | fwdprop ... --delimiter {spelled(excel[1].decode())}"
        return f"the first line tells Excel what stands between columns: {filter}"
    if line.raw.startswith(b"#"):
        if columns.has([names[0].lstrip("# "), *names[1:]] if names else ()):
            return f"a # stands before the names: {_through(_WITHOUT_SIGN, line)}"
        return comment(line)
    if len(names) < 2:
        return None
    if not names[-1] and None not in map(number, names[:-1]) and columns.fits(len(names) - 1):
        return _ends_so("each row ends", "", line)
    if not names[0] and counts(names[1:]) and columns.fits(len(names) - 1):
        filter = f"tail -n +2 FILE | cut -d{shell.word(line.delimiter.decode())} -f2-"
        return f"the columns are numbered, and so are the rows: {_through(filter, line)}"
    return None


def of_other_width(row: Row, names: Sequence[str]) -> str | None:
    """What helps where a row has fewer fields than there are names, or more; None if it is open."""
    if row.raw.startswith(b"#"):
        return comment(row)
    if row.count == len(names) + 1 and row.texts and not row.texts[-1].strip():
        return _ends_so("the row ends", "", row)
    if row.count == len(names) - 1 and not names[-1].strip():
        return _ends_so("the first line ends", "1", row)
    return None


def comment(row: Row) -> str:
    """What helps with a line that begins with a #."""
    return f"lines that begin with # are no rows: {_through(_WITHOUT_COMMENTS, row)}"


def counts(texts: Sequence[str]) -> bool:
    """Whether they are 0, 1, 2 and so on, as columns without names are numbered."""
    return [*texts] == [str(index) for index in range(len(texts))]


def warning_of(texts: Sequence[str], delimiter: str) -> str | None:
    """The warning that a first line which is read as a row may number the columns; or None."""
    if len(texts) < _FEWEST_COUNTED or not counts([text.strip() for text in texts]):
        return None
    filter = f"tail -n +2 FILE | fwdprop ...{_option(delimiter)}"
    found = "the first line counts 0, 1, 2 and is read as a row"
    return f"{found}; where it numbers the columns: {filter}"


def _ends_so(what: str, lines: str, row: Row) -> str:
    script = shell.word(f"{lines}s/{_pattern(row.delimiter.decode())}[[:space:]]*$//")
    return f"{what} with a delimiter: {_through(f'sed {script} FILE', row)}"


def _pattern(delimiter: str) -> str:
    """The delimiter in a pattern of sed."""
    if delimiter == "^":
        return r"\^"
    return delimiter if delimiter in ",;|:\t" else f"[{delimiter}]"


def _through(filter: str, row: Row) -> str:
    return f"{filter} | fwdprop ...{_option(row.delimiter.decode())}"


def _option(delimiter: str) -> str:
    return "" if delimiter == "," else f" --delimiter {spelled(delimiter)}"
