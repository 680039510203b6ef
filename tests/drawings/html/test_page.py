"""What the page does under a reader's hands: inputs, weights, pointing, reset, copying."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from command_line import Run
from dense_networks import dense_network

if TYPE_CHECKING:
    from playwright.sync_api import Page

Opened = Callable[..., "Page"]
TRANSACTIONS = ("networks/transactions.yaml", "-i", "2", "3")


def values(page: Page) -> list[str]:
    """The values in the nodes of the picture."""
    return page.locator("[data-node] circle + text").all_text_contents()


def told(page: Page) -> str:
    """What stands below the picture."""
    return page.locator("#equation").inner_text().replace("\n", " ")


def label(page: Page, edge: str) -> str | None:
    return page.locator(f"[data-label='{edge}'] text").text_content()


def test_a_page_opens_with_the_values_of_its_row(opened: Opened) -> None:
    page = opened(*TRANSACTIONS)
    assert values(page) == ["2", "3", "5", "1", "9"]
    assert page.locator("#outputs").inner_text().split() == ["transactions", "9"]
    assert page.locator("#thickest").inner_text() == (
        "The thicker a line, the larger its weight: the thickest is 2."
    )


def test_a_number_typed_or_a_slider_moved_changes_every_value(opened: Opened) -> None:
    page = opened(*TRANSACTIONS)
    page.get_by_label("children", exact=True).first.fill("-1/2")
    assert values(page) == ["-0.5", "3", "2.5", "3.5", "1.5"]
    slider = page.get_by_label("accounts, slider")
    slider.focus()
    slider.press("ArrowRight")
    assert values(page) == ["-0.5", "4", "3.5", "4.5", "2.5"]
    assert page.get_by_label("accounts", exact=True).first.input_value() == "4"


def test_a_number_beyond_a_slider_widens_it(opened: Opened) -> None:
    page = opened(*TRANSACTIONS)
    slider = page.get_by_label("children, slider")
    assert [slider.get_attribute(end) for end in ("min", "max")] == ["0", "5"]
    field = page.get_by_label("children", exact=True).first
    field.fill("-40.5")
    assert [slider.get_attribute(end) for end in ("min", "max")] == ["-50", "50"]
    assert slider.input_value() == "-40.5"
    field.fill("120")
    assert [slider.get_attribute(end) for end in ("min", "max")] == ["0", "200"]
    assert slider.input_value() == "120"
    field.fill("3")
    assert [slider.get_attribute(end) for end in ("min", "max", "step")] == ["0", "5", "1"]


def test_the_arrow_keys_step_a_number(opened: Opened) -> None:
    page = opened(*TRANSACTIONS)
    field = page.get_by_label("children", exact=True).first
    field.press("ArrowUp")
    field.press("ArrowUp")
    field.press("ArrowDown")
    assert (field.input_value(), values(page)[0]) == ("3", "3")


def test_weights_and_biases_change_the_picture(opened: Opened) -> None:
    page = opened(*TRANSACTIONS)
    page.locator("[data-node='2.0']").click()
    page.get_by_label("weight from node_1 to transactions").fill("4")
    page.get_by_label("bias of transactions").fill("0.5")
    assert values(page) == ["2", "3", "5", "1", "14.5"]
    assert label(page, "1.1-2.0") == "4"
    edge = page.locator("[data-edge='1.1-2.0']")
    assert edge.get_attribute("class") == "positive"
    assert edge.get_attribute("stroke-width") == "4.0"
    assert page.locator("[data-node='2.0'] text.bias").text_content() == "bias 0.5"
    assert page.locator("[data-node='1.0'] text.bias").is_hidden()
    page.get_by_label("weight from node_1 to transactions").fill("0")
    assert edge.get_attribute("class") == "zero"


def test_reset_brings_back_every_number(opened: Opened) -> None:
    page = opened(*TRANSACTIONS)
    page.get_by_label("children", exact=True).first.fill("7")
    page.get_by_label("weight from children to node_0").fill("-3")
    page.get_by_label("bias of node_0").fill("1")
    assert values(page) != ["2", "3", "5", "1", "9"]
    page.get_by_role("button", name="Reset").click()
    assert values(page) == ["2", "3", "5", "1", "9"]
    assert page.get_by_label("weight from children to node_0").input_value() == "1"


def test_the_rows_of_the_examples_can_be_chosen(opened: Opened) -> None:
    page = opened("networks/xor.yaml")
    choice = page.get_by_label("Numbers")
    assert choice.locator("option").all_text_contents() == [
        *("as at first", "of example 1", "of example 2", "of example 3", "of example 4"),
        "other ones",
    ]
    choice.select_option("of example 3")
    assert values(page) == ["1", "0", "1", "0", "1"]
    page.get_by_label("x1, slider").press("ArrowLeft")
    assert choice.evaluate("choice => choice.selectedOptions[0].text") == "other ones"
    choice.select_option("as at first")
    assert values(page)[:2] == ["0", "0"]
    assert page.locator("#origin").is_visible()


def test_pointing_at_a_node_shows_its_equation_and_its_connections(opened: Opened) -> None:
    page = opened("networks/transactions-relu.yaml", "-i", "1", "1")
    page.locator("[data-node='1.1']").hover()
    assert told(page) == ("node_1 = relu(4·accounts - 5·children) = relu(4·1 - 5·1) = relu(-1) = 0")
    assert page.locator("#what").inner_text() == "hidden.node_1, relu(z) = max(0, z)"
    lit = page.locator("[data-lit]").evaluate_all("all => all.map((each) => each.dataset.lit)")
    assert lit == ["0.0-1.1", "0.1-1.1", "1.1-2.0"]
    page.get_by_role("heading", name="Inputs").hover()
    assert page.locator("[data-lit]").count() == 0
    assert told(page).startswith("node_1 = ")


def test_pointing_at_an_edge_shows_value_times_weight(opened: Opened) -> None:
    page = opened(*TRANSACTIONS)
    page.locator("[data-label='0.0-1.1']").hover()
    assert page.locator("#what").inner_text() == "inputs.children → hidden.node_1"
    assert told(page) == "value × weight = 2 × (-1) = -2"
    page.locator("[data-target='1.0-2.0']").first.click(position={"x": 20, "y": 4}, force=True)
    page.get_by_label("weight from node_0 to transactions").focus()
    assert told(page) == "value × weight = 5 × 2 = 10"


def test_what_is_copied_is_the_network_as_it_now_is(
    opened: Opened, fwdprop: Run, folder: Path
) -> None:
    (folder / "networks").symlink_to(Path(__file__).parents[3] / "networks")
    page = opened(*TRANSACTIONS)
    page.get_by_label("bias of node_0").fill("0.25")
    page.get_by_role("button", name="Copy as YAML").click()
    text = page.get_by_label("The network as YAML").input_value()
    assert re.search("^Cop", page.locator("#copied").inner_text())
    (folder / "copied.yaml").write_text(text)
    ran = fwdprop("run copied.yaml --input 2 3 --format values")
    assert (ran.stdout, ran.stderr) == ("9.5\n", "")
    assert (
        text
        == """\
# Written by the page of fwdprop draw.
#  fwdprop run FILE --input 2 3
name: transactions
description: "How many bank transactions will a customer make next year, judging by the number of \
children and of accounts? Two inputs, two hidden nodes, one output. Source: the opening example of \
DataCamp's \\"Introduction to Deep Learning in Python\\"."
inputs: [children, accounts]
layers:
  - name: hidden
    activation: identity
    nodes: [node_0, node_1]
    weights:
      - [1, 1]
      - [-1, 1]
    bias: [0.25, 0]
  - name: output
    activation: identity
    nodes: [transactions]
    weights:
      - [2, -1]
"""
    )


def test_what_was_copied_goes_with_the_numbers_that_it_had(opened: Opened) -> None:
    page = opened(*TRANSACTIONS)
    page.get_by_role("button", name="Copy as YAML").click()
    assert page.locator("#yaml").is_visible()
    page.get_by_label("bias of node_0").fill("0.5")
    assert page.locator("#yaml").is_hidden()
    assert page.locator("#copied").inner_text() == ""


def test_long_lists_grow_on_demand(opened: Opened) -> None:
    page = opened("networks/digits.yaml")
    inputs = page.locator("#inputs input[type=text]")
    assert inputs.count() == 50
    page.get_by_role("button", name="Show 14 of 14 more").first.click()
    assert inputs.count() == 64
    page.locator("[data-node='0.63'] circle").click()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "pixel_7_7"


def test_products_as_labels_follow_the_numbers(opened: Opened) -> None:
    page = opened(*TRANSACTIONS, "--color-by", "contribution")
    assert label(page, "1.0-2.0") == "10"
    page.get_by_label("children", exact=True).first.fill("0")
    assert label(page, "1.0-2.0") == "6"
    assert page.locator("[data-edge='0.0-1.1']").get_attribute("class") == "zero"


def test_very_many_lines_follow_when_the_typing_rests(opened: Opened, folder: Path) -> None:
    network = dense_network([46, 46])
    np.save("0.npy", network.layers[0].weights)
    Path("net.yaml").write_text("inputs: 46\nlayers: [{weights: {file: 0.npy}}]\n")
    page = opened("net.yaml", "--all")
    page.clock.install()
    line = page.locator("[data-edge='0.0-1.0']")
    before = line.get_attribute("class")
    number, after = ("-9", "negative") if before == "positive" else ("9", "positive")
    field = page.get_by_label("weight from x0 to node_0")
    field.focus()
    field.fill(number)
    assert page.locator("[data-lit='0.0-1.0']").get_attribute("class") == after
    assert line.get_attribute("class") == before
    page.clock.run_for(1000)
    assert line.get_attribute("class") == after


def test_a_longer_weight_keeps_to_the_room_of_its_label(opened: Opened) -> None:
    page = opened(*TRANSACTIONS)
    paper = page.locator("[data-label='0.0-1.0'] rect")
    for text, shown in [("-1234.56789", "-1234.6"), ("-1.25e-17", "-1.2e-17"), ("3", "3")]:
        page.get_by_label("weight from children to node_0").fill(text)
        assert label(page, "0.0-1.0") == shown
        assert float(paper.get_attribute("width") or 0) < 55
