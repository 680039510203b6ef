"""Every reader, and every other way in, rounds a number to float32 once, from what was written.

What is right is worked out with fractions: the nearer of the two float32 on either side.
"""

from __future__ import annotations

import io
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from command_line import Run
from effort import examples
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from nearest_float32 import OF_THE_ISSUE, nearest, texts
from row_readers import READERS, read_by

ONCE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(20)
)
ID = "inputs: [a]\ndtype: float32\nlayers: [{nodes: {y: [1]}}]\n"


@pytest.fixture
def net(folder: Path) -> Path:
    (folder / "id.yaml").write_text(ID)
    return folder


@pytest.fixture(params=READERS)
def by(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The reader that takes every row which it can, however little there is to read."""
    read_by(request.param, monkeypatch)
    return str(request.param)


def results(text: str) -> list[bytes]:
    """The numbers behind a header as float32, which their text is the shortest of."""
    with np.errstate(over="ignore"):
        return [np.float32(line.split(",")[-1]).tobytes() for line in text.splitlines()[1:]]


def expected(rows: list[str]) -> list[bytes]:
    return [(nearest(Fraction(text)) + np.float32(0)).tobytes() for text in rows]


@ONCE
@given(rows=st.lists(texts(), min_size=1, max_size=6))
@example([OF_THE_ISSUE, "16777217", "16777217.0000000001", "9007199791611905", "-1e-46"])
def test_rows_of_text_are_rounded_once_by_every_reader(
    fwdprop: Run, net: Path, by: str, rows: list[str]
) -> None:
    lines = "".join(f"{text}\n" for text in rows)
    forms = {
        "csv": "a\n" + lines,
        "csv --missing 1": "a\n" + lines,
        "csv --keep a": "a\n" + lines,
        "csv --no-header": "".join(f'"{text}"\r\n' for text in rows),
        "jsonl": "".join(f'{{"a": {text}}}\n' for text in rows),
        "json": "[" + ",\n".join(f"[{text}]" for text in rows) + "]",
        "jsonl --keep a": "".join(f'{{"b": "x", "a": {text}}}\n' for text in rows),
    }
    for format, stdin in forms.items():
        line = f"run id.yaml --data - --format csv --from {format}"
        result = fwdprop(line, stdin=stdin)
        assert (format, results(result.stdout)) == (format, expected(rows))
        checked = (
            fwdprop(line.replace("run", "trace"), stdin=stdin) if "keep" not in format else None
        )
        assert checked is None or checked.status == 0
    stdin = "a,y\n" + "".join(f"{text},{text}\n" for text in rows)
    result = fwdprop("check id.yaml --data - --tolerance 0", stdin=stdin)
    assert (result.status, result.stdout.count("hold")) == (0, 1)


@ONCE
@given(text=texts())
@example(OF_THE_ISSUE)
def test_what_is_typed_is_rounded_once(fwdprop: Run, net: Path, text: str) -> None:
    for word in (text, f"a={text}"):
        result = fwdprop("run", "id.yaml", "--format", "csv", f"--input={word}")
        assert results(result.stdout) == expected([text])
        words = [f"--input={word}", f"--expect={text}", "--tolerance", "0"]
        assert fwdprop("check", "id.yaml", *words).status == 0
    stdin = "a,b\n,1\nNA,1\n"
    for words in (["--format", "csv"], ["--format", "csv", "--keep", "b"]):
        line = ["run", "id.yaml", "--data", "-", f"--missing={text}", *words]
        assert results(fwdprop(*line, stdin=stdin).stdout) == 2 * expected([text])


NETWORKS = {
    "a matrix": "weights: [[{}, 0], [0, {}]]",
    "nodes": "nodes: {{y: [{}, 0], z: [0, {}]}}",
    "names": "nodes: {{y: {{weights: {{a: {}}}}}, z: {{weights: {{b: {}}}}}}}",
    "biases": "weights: [[1, 0], [0, 1]], bias: [{}, {}]",
    "a node's bias": (
        "nodes: {{y: {{weights: [0, 0], bias: {}}}, z: {{weights: [0, 0], bias: {}}}}}"
    ),
}


@pytest.mark.parametrize("way", NETWORKS)
@ONCE
@given(text=texts().filter(lambda text: np.isfinite(nearest(Fraction(text)))))
@example(OF_THE_ISSUE)
def test_network_files_are_rounded_once(fwdprop: Run, net: Path, way: str, text: str) -> None:
    layer = NETWORKS[way].format(text, text)
    x = 0 if "bias" in way else 1
    stdin = f"inputs: [a, b]\ndtype: float32\nlayers: [{{{layer}}}]\n"
    for content, words in (
        (stdin, []),
        (stdin.replace("dtype: float32\n", ""), ["--dtype", "float32"]),
    ):
        result = fwdprop("run", "-", *words, "-i", f"{x} {x}", "--format", "values", stdin=content)
        assert results("\n" + "\n".join(result.stdout.split())) == 2 * expected([text])
    given_example = f"{ID}examples: [{{input: [{text}], output: [{text}], tolerance: 0}}]\n"
    assert fwdprop("check -", stdin=given_example).stdout == "<stdin>: 1 example holds, exactly\n"


WHOLE = st.one_of(
    st.integers(-(2**63), 2**63 - 1),
    st.builds(
        lambda high, low, power: ((high * 2 + 1 << power - 1) + low) % 2**63,
        st.integers(2**23, 2**24 - 1),
        st.integers(-1, 1),
        st.integers(30, 39),
    ),
)


@ONCE
@given(rows=st.lists(WHOLE, min_size=1, max_size=5))
@example([2**53 + 1, 2**62 + 2**38 + 1])
def test_whole_numbers_of_programs_are_rounded_once(
    fwdprop: Run, net: Path, rows: list[int]
) -> None:
    right = expected([str(number) for number in rows])
    kinds = [np.int64, np.uint64] if min(rows) >= 0 else [np.int64]
    for kind in kinds:
        stored = io.BytesIO()
        np.save(stored, np.array(rows, kind).reshape(-1, 1))
        result = fwdprop("run id.yaml --format csv", stdin=stored.getvalue())
        assert results(result.stdout) == right
        (net / "x.npy").write_bytes(stored.getvalue())
        assert results(fwdprop("run id.yaml --data x.npy --format csv").stdout) == right
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    decimals = [Decimal(number) for number in rows]
    columns = [
        pyarrow.array(rows, pyarrow.int64()),
        pyarrow.array(rows, pyarrow.int64()).dictionary_encode(),
        pyarrow.array(decimals, pyarrow.decimal128(38, 0)),
        pyarrow.array([each.scaleb(-18) for each in decimals], pyarrow.decimal128(38, 18)),
        pyarrow.array(decimals, pyarrow.decimal256(40, 2)),
    ]
    for index, column in enumerate(columns):
        parquet.write_table(pyarrow.table({"a": column}), net / "x.parquet")
        found = results(fwdprop("run id.yaml --data x.parquet --format csv").stdout)
        if index == 3:
            assert found == expected([str(each.scaleb(-18)) for each in decimals])
        else:
            assert found == right


def test_numbers_of_json_beyond_float64_are_rounded_once(fwdprop: Run, net: Path) -> None:
    rows = [2**53 + 1, 2**62 + 2**38 + 1, -(2**62) - 2**38 - 1]
    stdin = "".join(json.dumps([number]) + "\n" for number in rows)
    result = fwdprop("run id.yaml --from jsonl --format csv", stdin=stdin)
    assert results(result.stdout) == expected([str(number) for number in rows])
