"""Files put into a store, and read from it again."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np

from fwdprop.system.stores import store_of

ROWS = "children,id,accounts\n2,a,3\n4,b,5\n6,c,7\n"
RESULTS = "id,transactions\na,9\nb,17\nc,25\n"
"""What `run networks/transactions.yaml --keep id` makes of these rows."""


def put(place: str, data: bytes | str) -> None:
    """Makes these bytes the file."""
    with store_of(place).replacing(place) as stream:
        stream.write(data.encode() if isinstance(data, str) else data)


def content(place: str) -> bytes:
    """The bytes of the file."""
    with store_of(place).open(place) as stream:
        return stream.read()


def names(folder: str) -> list[str | None]:
    """The paths of all files below the folder."""
    store = store_of(folder)
    return [store.name_under(folder, each.place) for each in store.files_under(folder)]


def rows_in_every_format(folder: Path) -> list[str]:
    """The names of files in the folder, which hold the same rows in all that can be read."""
    import pyarrow
    from pyarrow import csv, parquet

    (folder / "rows.csv").write_text(ROWS)
    (folder / "rows.csv.gz").write_bytes(gzip.compress(ROWS.encode()))
    table = csv.read_csv(folder / "rows.csv")
    parquet.write_table(table, folder / "rows.parquet", row_group_size=1)
    (folder / "packed.parquet.gz").write_bytes(
        gzip.compress((folder / "rows.parquet").read_bytes())
    )
    with pyarrow.ipc.new_file(str(folder / "rows.arrow"), table.schema) as writer:
        writer.write_table(table)
    x = np.array([[2.0, 3.0], [4.0, 5.0], [6.0, 7.0]])
    np.save(folder / "rows.npy", x)
    np.save(folder / "columns.npy", np.asfortranarray(x))
    return sorted(path.name for path in folder.iterdir())
