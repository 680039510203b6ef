"""Mermaid itself draws the flowcharts, with every name and number as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from command_line import NETWORKS, ROOT, Run

from fwdprop import load

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SCRIPT = ROOT / ".ci" / "mermaid.min.js"
pytestmark = pytest.mark.skipif(
    not SCRIPT.exists(), reason="no Mermaid: .ci/fetch-mermaid brings it"
)
Texts = Callable[[str], list[str]]
DRAW = """async (text) => {
  await mermaid.parse(text);
  const { svg } = await mermaid.render("drawn", text);
  const page = new DOMParser().parseFromString(svg, "text/html");
  const labels = [...page.querySelectorAll(".nodeLabel, .edgeLabel .edgeLabel")];
  return labels.flatMap((each) => {
    for (const end of each.querySelectorAll("br, p")) end.append("\\n");
    return each.textContent.split("\\n").map((line) => line.trim()).filter(Boolean);
  });
}"""


@pytest.fixture(scope="module")
def texts(browser: Browser) -> Iterator[Texts]:
    """The texts in the drawing that Mermaid makes of a flowchart."""
    page = browser.new_page()
    page.add_script_tag(path=str(SCRIPT))
    yield lambda chart: page.evaluate(DRAW, chart)
    page.close()


def test_mermaid_draws_every_value_and_weight(texts: Texts, fwdprop: Run) -> None:
    chart = fwdprop("draw networks/transactions.yaml -i 2 3 --format mermaid").stdout
    assert sorted(texts(chart)) == sorted(
        [
            *("children", "2", "accounts", "3", "node_0", "5", "node_1", "1", "transactions", "9"),
            *("1", "1", "-1", "1", "2", "-1"),
            *("inputs", "hidden identity", "output identity"),
        ]
    )


ODD = [
    *("</script><img onerror=f(1)>", "<!-- a -->", "]]>", "a\u2028b", "`b` **c** _d_"),
    *("__proto__", "constructor", "end", "subgraph x", "click a b", "%%{init: {}}%%", "a:::input"),
    *("direction TB", "1. a", "- a", "a\\nb", 'q"q', "&amp;", "#35;", "fa:fa-car", "$$x^2$$"),
    *("дети", "口座", "שלום עולם", "عدد", "(())", "a --> b", "style a", "e\u0301"),
]


def test_mermaid_shows_every_name_as_it_is(texts: Texts, fwdprop: Run) -> None:
    names = ", ".join(json.dumps(name) for name in ODD)
    net = f"inputs: [{names}]\nlayers: [{{nodes: {{y: {{weights: {{__proto__: 1}}}}}}}}]\n"
    shown = texts(fwdprop("draw - --all --format mermaid", stdin=net).stdout)
    expected = [name.replace("\u2028", "\\u2028") for name in ODD]
    assert sorted(shown) == sorted([*expected, "y", "1", "inputs", "output identity"])


@pytest.mark.parametrize("name", ["iris", "mazur", "xor"])
def test_mermaid_draws_every_number_of_an_example(texts: Texts, fwdprop: Run, name: str) -> None:
    net = str(NETWORKS / f"{name}.yaml")
    row = ["0.5"] * len(load(net).inputs)
    chart = fwdprop("draw", net, "-i", *row, "--format", "mermaid").stdout
    numbers = re.findall(r'\|"(.*?)"\||<[bi]>(.*?)</[bi]>', chart)
    shown = texts(chart)
    assert {label or value for label, value in numbers} <= {*shown}
    assert len(numbers) > 4
