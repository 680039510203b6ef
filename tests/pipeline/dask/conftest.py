"""What all tests of clusters share."""

from __future__ import annotations

import pytest
from on_dask import LONG

from fwdprop.pipeline.dask import cluster


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may take long to answer; tests of what never answers say so themselves."""
    for limit in ("CONNECTING", "STARTING", "ANSWERING"):
        monkeypatch.setattr(cluster, limit, LONG)
