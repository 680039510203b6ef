"""The names of a file's columns -> which column each name that is asked for means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from fwdprop.errors import Fault, Location
from fwdprop.spelling import Spellings, as_typed
from fwdprop.system.shell import word

Meant = Mapping[str, Sequence[str]]
"""The names of the columns that each name may mean: one, or none, or several."""


class Header:
    """The columns that some names may mean: the `index` of the first of each name.

    `times` counts the columns of names that are there more than once. Other columns are left out,
    of which there may be very many.
    """

    def __init__(self, names: Iterable[str], asked: Iterable[str]) -> None:
        alike = {name.strip() for name in asked}
        self.index: dict[str, int] = {}
        self.times: dict[str, int] = {}
        for index, name in enumerate(names):
            if name.strip() in alike and self.index.setdefault(name, index) != index:
                self.times[name] = self.times.get(name, 1) + 1
        self._spellings = Spellings(self.index)

    def meant(self, name: str) -> Sequence[str]:
        """The columns that a name may mean."""
        return self._spellings.meant(name, self.index)

    def apart(self, names: Iterable[str]) -> Meant:
        """What each of the names means, so that no two of them mean the same column.

        That is the one that is called so, and none of the others.
        """
        found = {name: self.meant(name) for name in names}
        loose = {name for name, columns in found.items() if columns != (name,)}
        if loose:
            times = Counter(each for columns in found.values() for each in columns)
            for name in loose:
                if any(times[each] > 1 for each in found[name]):
                    found[name] = ()
        return found

    def faults(
        self, meant: Meant, called: Mapping[str, str], location: Location
    ) -> Iterator[Fault]:
        """A fault for each name that several columns have, or may have.

        `called` are the inputs whose columns have these names; all others are kept.
        """
        for name, found in meant.items():
            if len(found) > 1:
                first = as_typed(found[0])
                option = f"--keep {word(first)}"
                if name in called:
                    option = f"--columns {word(f'{as_typed(called[name])}={first}')}"
                columns = " or ".join(f"'{each}'" for each in found)
                message = f"'{name.strip()}' is ambiguous: it may mean column {columns}"
                yield Fault(message, f"{option} says that it is the first", location)
            elif found and found[0] in self.times:
                message = f"{self.times[found[0]]} columns are called '{found[0]}'"
                yield Fault(message, "give each column a name of its own", location)
