"""Practice: the page judges what a learner types, and names the slip behind a wrong number."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

Opened = Callable[..., "Page"]
TRANSACTIONS = ("networks/transactions.yaml", "-i", "2", "3")


def practising(page: Page) -> Page:
    page.get_by_role("button", name="Practice").click()
    return page


def values(page: Page) -> list[str]:
    return page.locator("[data-node] circle + text").all_text_contents()


def verdict(page: Page, typed: str) -> str | None:
    """What the page says of an answer."""
    page.locator("#answer").fill(typed)
    page.locator("#answer").press("Enter")
    return page.locator("#verdict").text_content()


def test_one_value_after_the_other_is_asked_for(opened: Opened) -> None:
    page = practising(opened(*TRANSACTIONS))
    assert values(page) == ["2", "3", "?", "", ""]
    assert page.locator("#question").text_content() == "What is the value of hidden.node_0?"
    assert page.locator("#equation").text_content() == "node_0 = ?"
    assert verdict(page, "5") == "Right: 5."
    assert values(page) == ["2", "3", "5", "", ""]
    assert page.locator("#equation").text_content() == (
        "node_0 = 1·children + 1·accounts = 1·2 + 1·3 = 5"
    )
    for _ in range(2):
        page.get_by_role("button", name="Next node").click()
    assert values(page) == ["2", "3", "5", "1", "?"]
    assert verdict(page, "9.0") == "Right: 9."
    page.get_by_role("button", name="Start again").click()
    assert values(page) == ["2", "3", "?", "", ""]


def test_a_wrong_number_leads_to_the_equation_in_symbols(opened: Opened) -> None:
    page = practising(opened("networks/transactions-relu.yaml", "-i", "4", "1"))
    assert verdict(page, "-77") == (
        "It is not -77. Put in the values, multiply each by its weight, add it all up, "
        "and apply relu to the sum."
    )
    assert page.locator("#equation").text_content() == "node_0 = relu(2·accounts + 4·children) = ?"
    page.get_by_role("button", name="Show it").click()
    assert page.locator("#verdict").text_content() == "It is 12."
    assert values(page)[2] == "12"


NET = """\
inputs: [a, b]
layers:
  - {name: hidden, activation: tanh, nodes: [p, q], weights: [[1, 2], [3, 4]], bias: [0.5, -1]}
  - {name: out, activation: sigmoid, nodes: {y: {weights: [1, -2], bias: 0.25}}}
"""


def test_the_slip_behind_a_number_is_named(opened: Opened, folder: Path) -> None:
    Path("net.yaml").write_text(NET)
    page = practising(opened("net.yaml", "-i", "0.2", "-0.2"))
    for typed, slip in [
        ("0.300", "the activation of layer hidden is left out"),
        ("-0.1974", "the bias of layer hidden is left out"),
        ("0.664", "the bias of layer hidden is added twice"),
        ("0.5744", "sigmoid is used in layer hidden in place of tanh"),
        ("0.0997", "the weights of layer hidden are transposed"),
        ("0.6044", "the inputs a and b are swapped"),
        ("0.8005", "the minus of b is left out"),
    ]:
        said = verdict(page, typed) or ""
        assert said.startswith(f"{typed} is what you get when ")
        assert "all layers" not in said
        assert slip in said


def test_rounding_to_the_digits_typed_is_enough(opened: Opened, folder: Path) -> None:
    Path("net.yaml").write_text("inputs: 1\nlayers: [{activation: tanh, nodes: {y: [1]}}]\n")
    page = practising(opened("net.yaml", "-i", "0.29999999"))
    for typed, expected in [
        ("0", "Nearly: it is not a whole number. Type some decimals."),
        ("zero", "zero is not a number such as 2, -0.5, 1e-3 or 1/3"),
        ("0,29", "decimals take a point: 0.29"),
        ("", "Type a number: decimals, or a fraction such as 1/3."),
        ("0.29", "Right: 0.291313."),
        ("0.3", "Right: 0.291313."),
        ("0.2913126", "Right: 0.291313."),
        ("0.291", "Right: 0.291313."),
    ]:
        assert verdict(page, typed) == expected


def test_digits_that_were_cut_off_are_right_with_a_remark(opened: Opened, folder: Path) -> None:
    Path("net.yaml").write_text("inputs: 1\nlayers: [{nodes: {y: [1]}}]\n")
    page = practising(opened("net.yaml", "-i", "-2/3"))
    assert verdict(page, "-0.666") == "Right, but cut off and not rounded: it is -0.666667."
    page.get_by_role("button", name="Start again").click()
    assert (verdict(page, "-0.66") or "").startswith("It is not -0.66. ")


def test_a_click_asks_for_that_node_and_new_numbers_ask_again(opened: Opened) -> None:
    page = practising(opened(*TRANSACTIONS))
    page.locator("[data-node='2.0'] circle").click()
    assert values(page) == ["2", "3", "5", "1", "?"]
    assert verdict(page, "9") == "Right: 9."
    page.get_by_label("children", exact=True).first.fill("4")
    assert values(page) == ["4", "3", "7", "-1", "?"]
    assert page.locator("#verdict").text_content() == ""
    assert verdict(page, "15") == "Right: 15."


def test_slips_in_the_arithmetic_of_one_node_are_named(opened: Opened, folder: Path) -> None:
    Path("net.yaml").write_text(NET)
    page = practising(opened("net.yaml", "-i", "0.4", "0.1"))
    page.locator("[data-node='2.0'] circle").click()
    assert values(page)[2:4] == ["0.800499", "0.53705"]
    for typed, slip in [
        ("0.30705", "the values of p and q are swapped"),
        ("0.89327", "the minus of the weight from q is left out"),
        ("0.5125", "the hidden values are rounded to 1 decimal"),
    ]:
        assert slip in (verdict(page, typed) or ""), page.locator("#verdict").text_content()


def test_an_answer_from_the_numbers_as_they_are_shown_is_right(
    opened: Opened, folder: Path
) -> None:
    Path("net.yaml").write_text(
        "inputs: [a]\nlayers:\n  - {nodes: [p, q], weights: [[1], [1]], bias: [0, 1e-6]}\n"
        "  - nodes: {y: [100000, -99999.93]}\n"
    )
    page = practising(opened("net.yaml", "-i", "1/3"))
    page.locator("[data-node='2.0'] circle").click()
    assert values(page)[1:3] == ["0.333333", "0.333334"]
    # 100000·0.333333 - 99999.9·0.333334: with all digits it is -0.0766666.
    assert verdict(page, "-0.0666666") == "Right: -0.0766666."
    page.locator("[data-node='2.0'] circle").click()
    assert verdict(page, "-0.0767") == "Right: -0.0766666."
