"""A scorer of a network with two inputs, and what is said where it refuses something."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from fwdprop import FwdpropError, arrow, load

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = pytest.importorskip("pyarrow")

NET = load(io.BytesIO(b"inputs: [a, b]\nlayers: [{name: h, nodes: {y: [1, 1]}}]\n"))
SCORE = arrow.scorer(NET)
A = {"a": [1.0], "b": [2.0]}
"""A row of inputs, as columns."""


def said(call: Callable[[], object]) -> tuple[str, str | None]:
    """What is said of a call that is refused, and the help."""
    with pytest.raises(FwdpropError) as error:
        call()
    return str(error.value), error.value.faults[0].help


def scored(data: Any, **options: Any) -> list[Any]:
    """The results of batches, or of one that is given as its columns."""
    batches = data if isinstance(data, list) else [pa.record_batch(data)]
    return list(arrow.scorer(NET, **options)(batches))
