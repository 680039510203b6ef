"""Which columns are read travels to other processes as it is."""

from __future__ import annotations

import pickle

from fwdprop.errors import Location
from fwdprop.tables.columns import ALL, ColumnSpec


def test_that_all_columns_are_kept_is_known_in_other_processes_too() -> None:
    spec = pickle.loads(pickle.dumps(ColumnSpec(("a",), keep=ALL)))
    assert spec.keep is ALL
    assert spec.by_name(["b", "a"], Location("x.csv")).kept == (0, 1)
