"""Lines and texts on a grid of characters: lines of Braille dots, or of ASCII signs."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

# The bits of a Braille character, by the column and the row of the dot.
_BITS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
_BRAILLE = 0x2800
_DASH = 6
_FLAT, _STEEP = 0.3, 2.5

Cell = tuple[int, int]


class Canvas:
    """A page of characters that grows to the right and down; (x, y) are a column and a line from 0.

    What is written stands in front of the lines, and only once in each place.
    """

    def __init__(self, is_ascii: bool) -> None:
        self._is_ascii = is_ascii
        self._lines: dict[Cell, str] = {}
        self._dots: dict[Cell, int] = {}
        self._texts: dict[Cell, str] = {}

    def write(self, x: int, y: int, text: str) -> None:
        """Writes a text from x on."""
        for letter in text:
            wide = cell_len(letter)
            if wide:
                self._texts[x, y] = letter
                if wide > 1:
                    self._texts[x + 1, y] = ""
                x += wide
            elif (x - 1, y) in self._texts:
                self._texts[x - 1, y] += letter  # an accent on the letter before it

    def is_free(self, x: int, y: int, width: int) -> bool:
        """Whether nothing is written there."""
        return not any((each, y) in self._texts for each in range(x, x + width))

    def line(self, start: tuple[float, float], end: tuple[float, float], dashed: bool) -> None:
        """Draws a straight line from the middle of one cell to that of another."""
        (self._signs if self._is_ascii else self._braille)(start, end, dashed)

    def arrow(self, width: int) -> str:
        """An arrow to the right of that width."""
        return "=" * (width - 1) + ">" if self._is_ascii else "═" * (width - 1) + "▶"

    @property
    def lines(self) -> int:
        """The last line that something is written on."""
        return max((y for _, y in self._texts), default=0)

    def text(self) -> Iterator[str]:
        """The lines of the page, without spaces at their ends."""
        cells = {*self._lines, *self._dots, *self._texts}
        width = max((x for x, _ in cells), default=-1) + 1
        for y in range(max((y for _, y in cells), default=-1) + 1):
            yield "".join(self._cell((x, y)) for x in range(width)).rstrip()

    def _cell(self, at: Cell) -> str:
        if at in self._texts:
            return self._texts[at]
        if at in self._dots:
            return chr(_BRAILLE + self._dots[at])
        return self._lines.get(at, " ")

    def _braille(self, start: tuple[float, float], end: tuple[float, float], dashed: bool) -> None:
        x, y = 2 * start[0] + 0.5, 4 * start[1] + 2.0
        dx, dy = 2 * (end[0] - start[0]), 4 * (end[1] - start[1])
        steps = max(1, round(max(abs(dx), abs(dy))))
        for step in range(steps + 1):
            if dashed and step % _DASH >= _DASH // 2:
                continue
            column, row = int(x + dx * step / steps), int(y + dy * step / steps)
            at = column // 2, row // 4
            self._dots[at] = self._dots.get(at, 0) | _BITS[column % 2][row % 4]

    def _signs(self, start: tuple[float, float], end: tuple[float, float], dashed: bool) -> None:
        dx, dy = end[0] - start[0], end[1] - start[1]
        slope = abs(dy / dx) if dx else _STEEP
        sign = "-" if slope < _FLAT / 4 else "|" if slope >= _STEEP else "\\" if dy > 0 else "/"
        steps = max(1, round(max(abs(dx), abs(dy))))
        for step in range(steps + 1):
            at = round(start[0] + dx * step / steps), round(start[1] + dy * step / steps)
            flat = sign in "\\/" and slope < _FLAT and step % 3
            if not (dashed and step % 2):
                self._lines[at] = "-" if flat else sign
