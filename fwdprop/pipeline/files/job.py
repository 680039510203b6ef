"""A job: what is the same for all its files, and the way of one file's rows through the network."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from fwdprop import numerals
from fwdprop.errors import Fault, FwdpropError
from fwdprop.network.network import Network
from fwdprop.pipeline.feed import Feed
from fwdprop.pipeline.header import columns_of_text, header, prove_holds_text
from fwdprop.pipeline.score import Findings, score
from fwdprop.pipeline.skipped import Rejects, Skipped
from fwdprop.tables import writer
from fwdprop.tables.columns import ALL, ColumnSpec
from fwdprop.tables.formats import read_formats
from fwdprop.tables.types import Writer

Advance = Callable[[int, int], None]
"""Takes how many more rows are done, and how many bytes of the file were read."""


@dataclass(frozen=True)
class Job:
    """What is done with every file; it can be sent to other processes.

    `depths` are those whose values are written, with so many `digits`. Rows are in `source_format`,
    None where the name of a file says it. The nodes' health is `watched` over all rows. Where rows
    are `labelled`, the name of the largest output stands before the values.
    """

    network: Network
    depths: tuple[int, ...]
    columns: ColumnSpec
    source_format: str | None
    digits: int | None
    watched: bool
    labelled: bool = False

    @property
    def options(self) -> Mapping[str, Any]:
        """What results depend on beside network, input and format, in words of the command line."""
        columns = self.columns
        return {
            "layers": [self.network.name_of(depth) for depth in self.depths],
            "keep": "all" if columns.keep is ALL else list(columns.keep),
            "columns": dict(columns.names_in_file),
            "missing": None if columns.missing is None else numerals.exact(columns.missing),
            "from": self.source_format,
            "header": columns.header,
            "delimiter": columns.delimiter,
            "precision": self.digits,
            "labels": self.labelled,
        }

    def writer(self, format: str, stream: Any, kept: Sequence[str]) -> Writer:
        """A writer of results behind these kept columns; UsageError where the format has none."""
        text = columns_of_text(kept, self.labelled)
        prove_holds_text(format, kept, self.labelled)
        return writer(format)(stream, header(self.network, self.depths, text), self.digits)


class Part(NamedTuple):
    """A file of rows, or some row groups of it where it is a Parquet file.

    Messages call it by its `name`, its place if None.
    """

    place: str
    groups: range | None = None
    name: str | None = None


@dataclass
class Outcome:
    """What came of a file, or of a part of it: what was found, and the rows that were skipped.

    `skipped` counts these, and `first` are the faults of the first of them; `warning` says what may
    be wrong with the way that the file was read.
    """

    findings: Findings = field(default_factory=Findings)
    skipped: int = 0
    first: tuple[Fault, ...] = ()
    warning: str | None = None

    def add(self, other: Outcome) -> None:
        """Takes in what came of the rows that come next."""
        self.findings.add(other.findings)
        skipped = Skipped(rows=self.skipped, first=[*self.first])
        skipped.add(other.skipped, other.first)
        self.skipped, self.first = skipped.rows, tuple(skipped.first)
        self.warning = self.warning or other.warning


class _Rows(NamedTuple):
    """Rows on their way."""

    feed: Feed
    skipped: Skipped
    advance: Advance


def score_part(
    job: Job,
    part: Part,
    writer_of: Callable[[Sequence[str]], Writer],
    rejects: Rejects | None,
    advance: Advance,
    workers: int | None = None,
) -> Outcome:
    """What came of the part's rows, whose results were written.

    `writer_of` makes the writer behind the kept columns of these names. So many `workers` compute,
    one per core if None. Raises InputError for what cannot be read, and where the job's columns say
    so for the first row that cannot be; what was written until then has no end.
    """
    stdin = io.BytesIO()  # no part is standard input
    paths, known = [part.place], read_formats()
    how = (part.groups, workers, part.name)
    feed = Feed(paths, stdin, job.source_format, known, job.columns, *how)
    with closing(feed):
        skipped = Skipped(job.columns.stop, rejects)
        results = writer_of(feed.kept)
        try:
            rows = _Rows(feed, skipped, advance)
            findings = score(job.network, job.depths, rows, results, job.watched, job.labelled)
        except FwdpropError:
            results.stop()
            raise
        results.close()
    return Outcome(findings, skipped.rows, tuple(skipped.first), feed.warning)
