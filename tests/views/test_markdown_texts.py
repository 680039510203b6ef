"""Names and descriptions are text in every Markdown, wherever they begin a line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run
from markdown_it import MarkdownIt

ODD = (
    *("- a", "+ b", "-", "+", "* c", "- - -", "---", "2) d", "12345) e", "    code", "# f", "==="),
    *("~~~", "```x", "[l](u)", "<b>x</b>", "<!-- c", "a | b", "\\", "&amp;", "_i_", "$x$", "> q"),
)
TEXT = {"heading_open", "paragraph_open", "inline", "paragraph_close", "heading_close"}
INLINE = {"text", "text_special", "softbreak"}


@pytest.fixture(scope="module")
def parser() -> MarkdownIt:
    """Markdown with tables."""
    return MarkdownIt("commonmark").enable("table")


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize(
    "command", ["run -i 1 2", "show", "trace -i 1 2", "worksheet -i 1 2 --hide all", "why 1,2 2,3"]
)
def test_a_name_is_text(
    folder: Path, fwdprop: Run, parser: MarkdownIt, command: str, name: str
) -> None:
    layers = [{"name": f"{name} 1", "nodes": {name: [1, 2]}}, {"nodes": {f"{name} 2": [1]}}]
    net = {"description": name, "inputs": [name, "z"], "layers": layers}
    (folder / "net.json").write_text(json.dumps(net))
    verb, *options = command.split()
    result = fwdprop(verb, "net.json", *options, "--format", "markdown")
    assert (result.stderr, result.status) == ("", 0)
    tokens = parser.parse(result.stdout)
    blocks = {each.type for each in tokens if each.type[:2] not in ("ta", "th", "tr", "td", "tb")}
    assert blocks <= TEXT | ({"code_block"} if verb == "worksheet" else set())
    inline = [part for each in tokens for part in each.children or ()]
    assert {part.type for part in inline} <= INLINE
    texts = ("".join(part.content for part in each.children or ()) for each in tokens)
    assert any(name.strip() in text for text in texts)


@pytest.mark.parametrize("number", ["-1.5", "-0", "1.5", "-1e-07"])
def test_a_number_is_written_as_it_is(fwdprop: Run, number: str) -> None:
    result = fwdprop(f"trace networks/xor.yaml -i {number} 1 --format markdown")
    assert f"x1 = {float(number):g}, x2 = 1" in result.stdout
