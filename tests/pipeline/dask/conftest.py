"""What all tests of clusters share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command_line import NETWORKS
from on_dask import LONG

from fwdprop.pipeline.dask import cluster


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may take long to answer; tests of what never answers say so themselves."""
    for limit in ("CONNECTING", "STARTING", "ANSWERING"):
        monkeypatch.setattr(cluster, limit, LONG)


@pytest.fixture
def one_file(folder: Path) -> None:
    """A network, and a folder with a file of rows."""
    shutil.copy(NETWORKS / "transactions.yaml", "net.yaml")
    Path("in").mkdir()
    Path("in/a.csv").write_text("children,accounts\n2,3\n")
