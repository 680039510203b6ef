"""Names stay text everywhere on the page, whatever is in them, and come back from it the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from command_line import Run

from fwdprop import load

if TYPE_CHECKING:
    from playwright.sync_api import Page

Opened = Callable[..., "Page"]
HOSTILE = [
    *("</script><img src=x onerror=alert(1)>", "<!--", "]]>", "a\u2028b", "`${alert(1)}`"),
    *("__proto__", "constructor", "toString", "a\u202eb", "'\"&amp;", "{{data}}", "0.1", "a-b"),
    *("שלום עולם", "عدد الأطفال", "口座", "дети", "e\u0301", "\U0001f600", "n" * 300),
]


def net_of(names: list[str]) -> str:
    listed = json.dumps(names)
    weights = [[1 if row == column else 0 for column in names] for row in names]
    layers = [
        {"name": f"{at} </title><b>", "nodes": names, "weights": weights} for at in ("x", "y")
    ]
    return f'{{"name": "</h1><b>", "inputs": {listed}, "layers": {json.dumps(layers)}}}'


def test_names_stay_text_and_come_back_the_same(opened: Opened, fwdprop: Run, folder: Path) -> None:
    Path("net.json").write_text(net_of(HOSTILE), encoding="utf-8")
    row = [str(k + 1) for k in range(len(HOSTILE))]
    page = opened("net.json", "-i", *row, "--all")
    shown = page.locator("#outputs dt").all_text_contents()
    assert shown[:5] == [*HOSTILE[:3], r"a\u2028b", HOSTILE[4]]
    page.get_by_label("Layer", exact=True).select_option("y </title><b>")
    page.get_by_label("Node", exact=True).select_option("__proto__")
    weight = page.get_by_label("weight from __proto__ to __proto__")
    weight = weight.or_(page.get_by_label("weight from x </title><b>.__proto__ to __proto__"))
    weight.fill("2")
    assert page.locator("[data-node='2.5'] circle + text").text_content() == "12"
    page.get_by_role("button", name="Step by step").click()
    for _ in HOSTILE:
        page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Practice").click()
    page.get_by_role("button", name="Show it").click()
    assert page.locator("#verdict").text_content() == "It is 1."
    assert page.locator("img, b, main script").count() == 0
    page.get_by_role("button", name="Copy as YAML").click()
    text = page.get_by_label("The network as YAML").input_value()
    Path("copied.yaml").write_text(text, encoding="utf-8")
    copied = load("copied.yaml")
    assert (copied.inputs, copied.layers[0].nodes) == (tuple(HOSTILE), tuple(HOSTILE))
    assert copied.layers[1].weights.diagonal()[5] == 2
    ran = fwdprop("run", "copied.yaml", "-i", *row, "--format", "values")
    assert ran.stdout.split() == [*row[:5], "12", *row[6:]]
