"""Which columns of a file the network reads, and which pass through untouched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import eq
from typing import NamedTuple

from fwdprop.errors import (
    FAULTS_SHOWN,
    Fault,
    InputError,
    Location,
    count,
    did_you_mean,
    listed,
    nearest,
)
from fwdprop.spelling import as_typed
from fwdprop.system.shell import word
from fwdprop.tables.header import Header


class _Every(tuple[str, ...]):
    """All columns, whatever they are called: one object, in whichever process it arrives."""

    __slots__ = ()

    def __reduce__(self) -> str:
        return "ALL"


ALL = _Every(("*all*",))
"""What `keep` is where every column is kept."""

LARGEST_PIECE = 16 << 20
MOST_KEPT = 100_000
"""So many columns pass through at most."""

Hint = Callable[[], str | None]
"""What may be to do about columns that are missing."""


class ColumnMap(NamedTuple):
    """The columns of a file: all `names`, and where the inputs and the kept ones stand."""

    names: tuple[str, ...]
    inputs: Sequence[int]
    kept: tuple[int, ...] = ()

    @property
    def kept_names(self) -> tuple[str, ...]:
        """The names of the kept columns."""
        return tuple(self.names[index] for index in self.kept)


class _TwiceError(InputError):
    """A column without a name is read for two inputs."""


@dataclass(frozen=True)
class ColumnSpec:
    """Which columns of a file are read, and how.

    `inputs` are the network's input names, and `columns` says what the file calls those that it
    calls otherwise. `keep` names the columns that pass through, or is ALL. `missing` is what an
    empty or `NA` cell stands for, None where there must not be one. `header` says whether a first
    line holds names, None where the line itself decides; `delimiter` replaces the format's own.
    `stop` says that reading ends at the first row that cannot be read. `together` is how many rows
    a block of the engine has, which are best read together. `dtype` is the type that the network
    computes in: numbers for float32 are such that it rounds them as it would their texts.
    """

    inputs: tuple[str, ...]
    names_in_file: Mapping[str, str] = field(default_factory=dict)
    keep: tuple[str, ...] = ()
    missing: float | None = None
    header: bool | None = None
    delimiter: str | None = None
    stop: bool = True
    together: int = 1
    dtype: str = "float64"

    def piece(self, rows: int, width: int) -> int:
        """How many rows of `width` bytes are best read at a time, where some so many were fine.

        Whole blocks of the engine, unless these are too large to be held a few at a time.
        """
        whole = -(-rows // self.together) * self.together
        return whole if whole * width <= LARGEST_PIECE else rows

    @property
    def text(self) -> int:
        """How many bytes of text hold two blocks of the engine, about; at most 16 MiB."""
        return min(2 * self.together * len(self.inputs) * 8, LARGEST_PIECE)

    def name_in_file(self, name: str) -> str:
        """What the file calls an input."""
        return self.names_in_file.get(name, name)

    def by_name(
        self, names: Sequence[str], location: Location, hint: Hint | None = None
    ) -> ColumnMap:
        """The columns of a file with names, in any order.

        Raises InputError for each column that is missing or stands there twice; `hint` says what
        else may be to do about it.
        """
        keep = names if self.keep is ALL else self.keep
        if len(keep) > MOST_KEPT:
            message = f"{len(keep):,} columns to keep, and no more than {MOST_KEPT:,} are kept"
            raise InputError(Fault(message, "name fewer of them with --keep", location))
        plain = not (keep or self.names_in_file) and len(names) == len(self.inputs)
        if plain and all(map(eq, names, self.inputs)):
            return ColumnMap(self.inputs, range(len(names)))
        read = [*map(self.name_in_file, self.inputs), *self.names_in_file.values()]
        header = Header(names, [*read, *keep])
        meant = {**{name: header.meant(name) for name in keep}, **header.apart(read)}
        called = dict(zip(read, (*self.inputs, *self.names_in_file), strict=True))
        faults = list(header.faults(meant, called, location))
        absent = [name for name in dict.fromkeys([*read, *keep]) if not meant[name]]
        whole = self._whole(names, absent)
        if whole and not faults:
            renamed = replace(self, names_in_file={**self.names_in_file, **whole})
            return ColumnSpec.by_name(renamed, names, location, hint)
        if faults or absent:
            said = None if hint is None else hint()
            raise InputError(
                [*faults, *self._missing(absent, dict.fromkeys(names), location, said)]
            )
        at = {name: header.index[found[0]] for name, found in meant.items()}
        return ColumnMap(
            tuple(names),
            tuple(at[self.name_in_file(name)] for name in self.inputs),
            tuple(dict.fromkeys(at[name] for name in keep)),
        )

    def _whole(self, names: Sequence[str], absent: Sequence[str]) -> dict[str, str]:
        """The absent inputs that the file calls `inputs.x`, as results with inputs do."""
        inputs = {name for name in absent if name in self.inputs} - self.names_in_file.keys()
        there = {f"inputs.{name}" for name in inputs}.intersection(names) if inputs else ()
        return {name: f"inputs.{name}" for name in inputs if f"inputs.{name}" in there}

    def has(self, names: Iterable[str]) -> bool:
        """Whether all inputs are among a file's names."""
        asked = {self.name_in_file(name).strip() for name in self.inputs}
        return asked <= {name.strip() for name in names}

    def fits(self, found: int) -> bool:
        """Whether so many columns without names are those that are read."""
        try:
            self.by_position(found, Location(""))
        except _TwiceError:
            return True
        except InputError:
            return False
        return True

    def by_position(self, found: int, location: Location, hint: Hint | None = None) -> ColumnMap:
        """The columns of a file without names: the inputs in order, or numbers from 1 as names.

        Raises InputError where there are not as many columns as inputs, and no `names_in_file`
        say which, or where these name the column of an input that goes by its position; `hint` says
        what may be to do about it.
        """
        if self.names_in_file or self.keep:
            self._prove_apart(location)
            numbers = [str(number) for number in range(1, found + 1)]
            named = {**dict(zip(self.inputs, numbers, strict=False)), **self.names_in_file}
            return ColumnSpec(self.inputs, named, self.keep).by_name(numbers, location)
        if found != len(self.inputs):
            message = (
                f"{count(found, 'column')}, expected {len(self.inputs)}, one for each input;"
                " without a header columns go by their position"
            )
            help = (hint and hint()) or f"the inputs are {listed(self.inputs)}"
            raise InputError(Fault(message, help, location))
        return ColumnMap(self.inputs, range(found))

    def _prove_apart(self, location: Location) -> None:
        named = {number: name for name, number in self.names_in_file.items()}
        for number, name in enumerate(self.inputs, 1):
            other = named.get(str(number))
            if other is not None and name not in self.names_in_file:
                message = f"column {number} is '{other}', and '{name}' by its position"
                help = f"say with --columns which column '{name}' is"
                raise _TwiceError(Fault(message, help, location))

    def _missing(
        self,
        absent: Iterable[str],
        where: Mapping[str, object],
        location: Location,
        hint: str | None,
    ) -> Iterator[Fault]:
        """A fault for each missing column that is like another one, and one for all others."""
        there = f"there are {listed(list(where), 20)}"
        others = []
        inputs = set(self.inputs)
        for number, name in enumerate(absent):
            # A file of something else lacks every column: the first ones are enough to tell.
            near = nearest(name, where) if hint is None and number < FAULTS_SHOWN else None
            if near is not None:
                help = f"{did_you_mean(near)} {there}"
                if name in inputs:
                    pair = word(f"{as_typed(name)}={as_typed(near)}")
                    help += f"; --columns {pair} says so"
                yield Fault(f"there is no column '{name}'", help, location)
            else:
                others.append(f"'{name}'")
        if others:
            column = "is no column" if len(others) == 1 else "are no columns"
            yield Fault(f"there {column} {listed(others)}", hint or there, location)
