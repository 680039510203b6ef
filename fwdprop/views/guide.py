"""A page of the guide at a terminal: Markdown without its marks, as wide as the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, NamedTuple

from rich.cells import cell_len, chop_cells
from rich.console import Console, ConsoleOptions, Group, RenderResult
from rich.markdown import CodeBlock, Heading, Markdown, MarkdownElement, TableElement
from rich.padding import Padding
from rich.style import Style
from rich.text import Text
from rich.theme import Theme

from fwdprop.system.terminal import Terminal
from fwdprop.views.ascii import readable
from fwdprop.views.grid import table

_INDENT = 2
"""Code stands so many columns to the right, where the terminal is wide enough."""
_GAP = 3
"""So many spaces stand between two columns of a table."""
_STYLES = Theme(
    {"markdown.code": "bold cyan", "markdown.h1": "bold underline", "markdown.h2": "bold"}
)
_LINES = str.maketrans("─│→•✓", "-|>*v")


def page(text: str, terminal: Terminal) -> str:
    """The Markdown text as a person reads it. Nothing is cut: a table that is too wide is turned.

    Without colour, headings keep their `##` and code within a sentence its backquotes.
    """
    drawn = terminal.drawn(_Page(text, terminal.has_color(terminal.stdout))).strip("\n") + "\n"
    return readable(terminal.symbol(drawn, drawn.translate(_LINES)), terminal)


class _Page:
    def __init__(self, text: str, has_color: bool) -> None:
        self.markdown = _Markdown(text, hyperlinks=False)
        for token in self.markdown.parsed:
            token.children = _without_links_within(token.children or [])
        if not has_color:
            _keep_marks(self.markdown.parsed)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        with console.use_theme(_STYLES):
            yield from console.render(self.markdown, options)


def _without_links_within(children: Sequence[Any]) -> list[Any]:
    """The parts of a paragraph, where links to other pages of the guide are text alone."""
    kept, within = [], False
    for each in children:
        if each.type == "link_open":
            within = "://" not in each.attrs["href"]
        if not (within and each.type in ("link_open", "link_close")):
            kept.append(each)
    return kept


def _keep_marks(tokens: Sequence[Any]) -> None:
    """Puts the marks back that nothing but a colour would stand for."""
    for before, token in zip([None, *tokens], tokens, strict=False):
        for each in token.children:
            if each.type == "code_inline":
                each.content = f"`{each.content}`"
        if before is not None and before.type == "heading_open":
            token.children[0].content = f"{before.markup} {token.children[0].content}"


class _Heading(Heading):
    """A heading at the left."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self.text


class _Code(CodeBlock):
    """Code as it stands; a line that is too long goes on in the next one."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lines = str(self.text).expandtabs().rstrip().split("\n")
        widest = max(cell_len(line) for line in lines)
        indent = _INDENT if widest + _INDENT <= options.max_width else 0
        for line in lines:
            style = Style(bold=line.startswith("$ "))
            for piece in chop_cells(line, options.max_width) or [""]:
                yield Text(" " * indent + piece, style, no_wrap=True)


class _Table(TableElement):
    """A table; where a word would be cut, each row becomes a list of its cells."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        assert self.header is not None
        assert self.header.row is not None
        assert self.body is not None
        titles = [cell.content for cell in self.header.row.cells]
        rows = [[cell.content for cell in row.cells] for row in self.body.rows]
        columns = [_Extent.of(column) for column in zip(titles, *rows, strict=True)]
        room = options.max_width - _GAP * (len(columns) - 1)
        if sum(column.least for column in columns) > room:
            yield Group(*_turned(titles, rows))
            return
        drawn = table(header_style="bold")
        widths = _shared_out(room, columns)
        for title, cell, width in zip(titles, self.header.row.cells, widths, strict=True):
            drawn.add_column(title, justify=cell.justify, width=width)
        for row in rows:
            drawn.add_row(*row)
        yield drawn


class _Extent(NamedTuple):
    """The width of a column's longest word, and that of its longest cell."""

    least: int
    most: int

    @classmethod
    def of(cls, cells: Iterable[Text]) -> _Extent:
        texts = [cell.plain for cell in cells]
        words = [word for text in texts for word in text.split()]
        return cls(max(map(cell_len, words), default=1), max(map(cell_len, texts)))


def _shared_out(room: int, columns: Sequence[_Extent]) -> list[int]:
    """The width of each column: what it needs, or at least a fair share of what there is."""
    widths = [column.least for column in columns]
    left = room - sum(widths)
    lacking = sorted(range(len(columns)), key=lambda k: columns[k].most - columns[k].least)
    for done, k in enumerate(lacking):
        more = min(columns[k].most - columns[k].least, left // (len(columns) - done))
        widths[k] += more
        left -= more
    return widths


def _turned(titles: Sequence[Text], rows: Sequence[Sequence[Text]]) -> Iterator[Text | Padding]:
    """Each row as lines of a title and a cell, those behind the first a little to the right."""
    for number, row in enumerate(rows):
        if number:
            yield Text()
        for column, (title, cell) in enumerate(zip(titles, row, strict=True)):
            if cell.plain:
                named = Text.assemble((f"{title.plain}: ", "bold"), cell)
                yield Padding(named, (0, 0, 0, _INDENT if column else 0), expand=False)


class _Markdown(Markdown):
    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **Markdown.elements,
        "heading_open": _Heading,
        "fence": _Code,
        "table_open": _Table,
    }
