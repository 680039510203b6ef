"""An opened file of JSON rows: what its first row says, and the rows in pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from fwdprop.errors import Fault, InputError, Location, listed, nearest, shortened
from fwdprop.tables.columns import ALL, Wanted
from fwdprop.tables.fallback import Reading, UnreadableError, too_long
from fwdprop.tables.framing import LONGEST_ROW, LongRow
from fwdprop.tables.json.exact import Outline, one_by_one, outline, refused
from fwdprop.tables.json.fast import quickly
from fwdprop.tables.json.layout import Form, of_arrays, of_objects, unseen
from fwdprop.tables.json.part import Part, Spot
from fwdprop.tables.types import Piece, WithoutHeader


@dataclass(frozen=True)
class JsonRows(WithoutHeader):
    """An opened file: `parts` hold its rows."""

    form: Form
    parts: Iterable[Part | LongRow]

    @property
    def kept(self) -> Sequence[str]:
        """The names of the columns that pass through."""
        return self.form.kept_names

    def pieces(self) -> Iterator[Piece]:
        """The parts, each to be read by whoever has time."""
        read = _reading(self.form).read
        for part in self.parts:
            if isinstance(part, LongRow):
                yield partial(too_long, part, len(self.form.inputs), len(self.kept))
            else:
                yield partial(read, part)


def opened(parts: Iterator[Part | LongRow], wanted: Wanted, file: str) -> JsonRows:
    """The rows of a file in the form of the first one that can be read.

    Raises InputError where that row does not have the columns that are wanted; where bad rows are
    skipped, only if no row has them among those that are looked at.
    """
    taken: list[Part | LongRow] = []
    size = lines = 0
    refused: InputError | None = None
    for part in parts:
        taken.append(part)
        if isinstance(part, LongRow):
            form, is_blank = None, False
            lines += 1
        else:
            form, found = _form(part, wanted, file, lines)
            refused = refused or found
            is_blank = not len(part.starts)
            size += len(part.data)
            lines += part.took
        if form is not None or size > LONGEST_ROW or (wanted.stop and not is_blank):
            break
    else:
        form = None
    if form is None and refused is not None:
        raise refused
    return JsonRows(unseen(wanted) if form is None else form, chain(taken, parts))


def _form(
    part: Part, wanted: Wanted, file: str, before: int
) -> tuple[Form | None, InputError | None]:
    """The form of the first row that can be read, None where there is none or it is a bad one.

    Where bad rows are skipped, so are those without the columns that are wanted; the error is that
    of the first of them. `before` lines came before the part.
    """
    refused: InputError | None = None
    for start, raw in zip(part.starts.tolist(), part.rows(), strict=True):
        if not raw.strip(b" \t\r"):
            continue
        try:
            return _form_of(outline(raw), wanted, _location(part, start, raw, file, before)), None
        except UnreadableError:
            if wanted.stop:
                return None, None
        except InputError as error:
            if wanted.stop:
                raise
            refused = refused or error
    return None, refused


def _form_of(row: Outline, wanted: Wanted, location: Location) -> Form:
    if row.kind == "an object":
        if not row.keys:
            help = f"the inputs are {listed(wanted.inputs)}"
            raise InputError(Fault("the object has no keys", help, location))
        names = list(map(str, row.keys))
        # Rows of a program may lack keys, the first one like any other.
        absent = [name for name in wanted.keep if name not in names]
        names += [] if wanted.keep is ALL else [key for key in absent if not nearest(key, names)]
        chosen = wanted.by_name(names, location)
        _prove_names(chosen.kept_names, location)
        return of_objects(wanted, chosen)
    if isinstance(row.first, (tuple, list)):
        message = "an array of rows, expected a row"
        raise InputError(Fault(message, "an array of rows is read with --from json", location))
    return of_arrays(wanted, wanted.by_position(len(row.keys), location))


def _prove_names(names: Sequence[str], location: Location) -> None:
    """Raises InputError where a name that is to be written is no text."""
    for name in names:
        try:
            name.encode()
        except UnicodeEncodeError:
            message = f"the key '{shortened(name)}' holds half of a surrogate pair"
            help = "name the columns to keep without it, --keep id,date"
            raise InputError(Fault(message, help, location)) from None


def _location(part: Part, start: int, raw: bytes, file: str, before: int) -> Location:
    spot = Spot(part.data, part.indent)
    spot.move(start)
    first = raw.decode().split("\n")[0].rstrip("\r")
    return Location(file, before + spot.lines + 1, spot.column + 1, spot.text, max(len(first), 1))


def _reading(form: Form) -> Reading[Part]:
    """How parts of the form are read."""

    return Reading(
        partial(quickly, form=form),
        partial(one_by_one, form=form),
        partial(refused, form=form),
        form.wanted.stop,
    )
