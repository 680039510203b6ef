"""Names as users write them: with spaces at their ends or without, and lists with commas between.

A name means what is called exactly so; where nothing is, what is called so but for spaces at the
ends.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from fwdprop.errors import Fault, Location, UsageError


class Spellings:
    """The names of some things, and which of them a name that was written means.

    Those without spaces at their ends need not be taken in.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._padded: dict[str, list[str]] = {}
        self._new = [names]

    def add(self, names: Iterable[str]) -> None:
        """Takes in more names."""
        self._new.append(names)

    def of(self, name: str) -> Iterator[Sequence[str]]:
        """The names that are looked for, the best first; only one of them, or several alike."""
        yield (name,)
        bare = name.strip()
        yield (bare,)
        # Most networks and files have no such name, and need not be looked through.
        while self._new:
            for each in self._new.pop(0):
                if each != each.strip():
                    self._padded.setdefault(each.strip(), []).append(each)
        yield self._padded.get(bare, ())

    def meant(self, name: str, known: Container[str]) -> Sequence[str]:
        """The known names that a name may mean: one, or none, or several that differ in spaces."""
        return next(
            (found for found in self.of(name) if any(each in known for each in found)),
            (),
        )


def between_commas(text: str, option: str, index: int = 0) -> list[str]:
    """The names in one value of an option, the one of that index, with the spaces around them.

    Raises UsageError where there is nothing between two commas.
    """
    parts = text.split(",")
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part) + 1)
    named = [
        (start, start + len(part))
        for start, part in zip(starts, parts, strict=False)
        if part.strip()
    ]
    faults = list(lone_commas(text, named, option, index))
    if faults:
        raise UsageError(faults)
    return parts


def lone_commas(
    text: str, items: Sequence[tuple[int, int]], option: str, index: int
) -> Iterator[Fault]:
    """A fault for each comma of a list that has no item on one side, but for a list of nothing.

    `items` are the start and the end of each; `text` is one value of the option.
    """
    if not items:
        return
    ends = [0, *(end for _, end in items)]
    starts = [*(start for start, _ in items), len(text)]
    for number, (end, start) in enumerate(zip(ends, starts, strict=True)):
        commas = [at for at in range(end, start) if text[at] == ","]
        is_inside = 0 < number < len(items)
        if len(commas) > is_inside:
            where = "between two commas" if is_inside else "behind the last comma"
            where = where if number else "in front of the first comma"
            last = commas[1] if is_inside else commas[0]
            spot = Location(option, index + 1, commas[0] + 1, text, last - commas[0] + 1)
            yield Fault(
                f"there is nothing {where}", "leave the comma out, or write what is missing", spot
            )


def as_typed(name: str) -> str:
    """A name as `--columns`, `--keep` and `--pairs` take it: in quotes where it needs them."""
    is_plain = name and name == name.strip() and name != "all" and not set(name) & {*',="'}
    return name if is_plain else '"' + name.replace('"', '""') + '"'


def are_alike(names: Sequence[str], others: Sequence[str]) -> bool:
    """Whether each name means the other one at its place, and no other of them."""
    bare = [name.strip() for name in names]
    return list(names) == list(others) or (
        bare == [name.strip() for name in others] and len({*bare}) == len(bare)
    )
