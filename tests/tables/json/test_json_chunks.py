"""JSON rows give the same results and the same errors in whatever pieces their text arrives."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Result, Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sum_rows import NET

OBJECTS = ['{"a":1,"b":2}', '{"b": 2.5, "a": 3}', '{"a":1,"b":"x"}', '{"a":1,"b":2,"z":3,"z":4}']
ROWS = st.sampled_from([*OBJECTS, "[1, 2]", "[1]"])
SPACES = st.sampled_from(["", " ", "\n", "\n\n", "\r\n", " \n "])


@st.composite
def arrays(draw: st.DrawFn) -> str:
    rows = draw(st.lists(st.tuples(SPACES, ROWS, SPACES), max_size=6))
    inside = ",".join("".join(row) for row in rows)
    return f"{draw(SPACES)}[{inside}]{draw(SPACES)}"


@st.composite
def lines(draw: st.DrawFn) -> str:
    return "\n".join(draw(st.lists(ROWS | SPACES | st.just("no"), max_size=9)))


def ran(
    fwdprop: Run, folder: Path, form: str, text: str, words: str, chunk: int
) -> tuple[Result, str]:
    """What the command makes of the text in such chunks, and the rejects file."""
    (folder / "net.yaml").write_text(NET)
    (folder / "rejects").unlink(missing_ok=True)
    names = [f"fwdprop.tables.{name}" for name in ("source.CHUNK", "source.CHUNK_OF_NUMPY")]
    with pytest.MonkeyPatch.context() as patch:
        for name in (*names, "json.array.CHUNK"):
            patch.setattr(name if name in names else f"fwdprop.tables.{name}", chunk)
        line = f"run {folder}/net.yaml --from {form} --data - --format csv {words}"
        result = fwdprop(line, stdin=text)
    rejects = folder / "rejects"
    return result, rejects.read_text() if rejects.exists() else ""


@pytest.mark.parametrize("form", ["json", "jsonl"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), chunk=st.integers(1, 30), words=st.sampled_from(["", "--rejects"]))
def test_the_size_of_chunks_changes_nothing(
    fwdprop: Run, tmp_path: Path, form: str, data: st.DataObject, chunk: int, words: str
) -> None:
    text = data.draw(arrays() if form == "json" else lines())
    words = words and f"{words} {tmp_path}/rejects"
    whole, kept = ran(fwdprop, tmp_path, form, text, words, 1 << 20)
    parts, kept_then = ran(fwdprop, tmp_path, form, text, words, chunk)
    assert (parts.stdout, parts.status, kept_then) == (whole.stdout, whole.status, kept)
    assert places(parts) == places(whole)


def places(result: Result) -> list[str]:
    """The messages and their places, without the lines, which may not have arrived as a whole."""
    return [line for line in result.stderr.splitlines() if " | " not in line]


@pytest.mark.parametrize("joint", [",", ",\n", ", "])
def test_no_row_is_lost_where_others_cannot_be_read_at_once(
    fwdprop: Run, tmp_path: Path, joint: str
) -> None:
    rows = [f'{{"a": {number}, "b": 0}}' for number in range(400)]
    rows[90] = '{"a": 90, "b": 0, "z": 1, "z": 2}'
    expected = "y\n" + "".join(f"{number}\n" for number in range(400))
    found, _ = ran(fwdprop, tmp_path, "json", f"[{joint.join(rows)}]", "", 1 << 20)
    assert (found.stdout, found.stderr, found.status) == (expected, "", 0)
    rows[200:200] = ['{"a": "x", "b": 0}']
    found, kept = ran(
        fwdprop, tmp_path, "json", f"[{joint.join(rows)}]", f"--rejects {tmp_path}/rejects", 1 << 20
    )
    assert (found.stdout, found.status) == (expected, 1)
    assert kept.count("\n") == 1
    assert kept.endswith(f"\tcolumn a: a text, expected a number\t{rows[200]}\n")


def test_a_key_with_an_escape_is_no_other_key(fwdprop: Run, tmp_path: Path) -> None:
    (tmp_path / "net.yaml").write_text(
        'inputs: ["a--b"]\nlayers:\n- {activation: identity, nodes: {y: [1]}}\n'
    )
    text = '{"a--b":1}\n{"a\\"b":2}\n'
    result = fwdprop(f"run {tmp_path}/net.yaml --from jsonl --data - --format csv", stdin=text)
    assert (result.stdout, result.status) == ("y\n1\n", 2)
    assert "error: no value for 'a--b'\n --> <stdin>:2:1\n" in result.stderr


def test_a_quote_that_is_escaped_closes_nothing(fwdprop: Run, tmp_path: Path) -> None:
    text = '{"a":1,"b":2,"d":"x"}\n{"a":2,"b":2,"d":"y\\"}\n'
    found, _ = ran(fwdprop, tmp_path, "jsonl", text, "--keep d", 1 << 20)
    assert (found.stdout, found.status) == ("d,y\nx,21\n", 2)
    assert found.stderr.startswith("error: broken JSON: the text has no closing quote\n")
