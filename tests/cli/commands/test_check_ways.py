"""Examples of a file, answers of the command line and rows are compared alike, to the last case."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from command_line import Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

NET = "inputs: [x]\ndtype: {}\nlayers: [{{nodes: {{y: [1]}}}}]\n"
# How many half units a value is off, and by what hair.
OFF = st.tuples(
    st.integers(-3, 3), st.sampled_from([0.0, 1e-15, -1e-15, 1e-10, -1e-10, 1e-7, -1e-7, 0.1])
)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """An expected number as it is printed, and a value that is near it."""
    places = draw(st.integers(0, 9))
    mantissa = f"{draw(st.integers(-20_000, 20_000)) / 10**places:.{places}f}"
    power = draw(st.sampled_from([0, 0, 0, 3, -4, 300, -300, -320]))
    text = f"{mantissa}e{power}" if power else mantissa
    halves, hair = draw(OFF)
    value = float(text)
    return text, repr((value + halves / 2 * float(f"1e{power - places}")) * (1 + hair))


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(written=st.lists(pairs(), min_size=1, max_size=30))
def test_examples_and_rows_hold_alike(
    fwdprop: Run, folder: Path, dtype: str, written: list[tuple[str, str]]
) -> None:
    net = NET.format(dtype)
    examples = "".join(f"  - {{input: [{x}], output: [{y}]}}\n" for y, x in written)
    alone = told(fwdprop("check - --format csv", stdin=f"{net}examples:\n{examples}").stdout)
    assert len(alone) == len(written)
    (folder / "net.yaml").write_text(net)
    rows = "x,y\n" + "".join(f"{x},{y}\n" for y, x in written)
    together = fwdprop("check net.yaml --data - --format csv", stdin=rows)
    assert told(together.stdout) == alone
    # A space beside a number has the cells read one by one.
    spaced = fwdprop("check net.yaml --data - --format csv", stdin=rows + "1, 2\n")
    assert told(spaced.stdout)[:-1] == alone


def told(table: str) -> list[dict[str, str]]:
    """The rows, without the name of the file and what explains them."""
    rows = list(csv.DictReader(io.StringIO(table)))
    return [{key: row[key] for key in row if key not in ("file", "explanation")} for row in rows]
