"""What the page makes of what is typed into a field, and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

Opened = Callable[..., "Page"]
TRANSACTIONS = ("networks/transactions.yaml", "-i", "2", "3")
SUCH = "a number such as 2, -0.5, 1e-3 or 1/3"


def values(page: Page) -> list[str]:
    return page.locator("[data-node] circle + text").all_text_contents()


def children(page: Page) -> Locator:
    return page.get_by_label("children", exact=True).first


def said(page: Page) -> list[str]:
    """What the page says of the fields."""
    return [text for text in page.locator(".fault").all_text_contents() if text]


def test_what_is_no_number_changes_nothing_and_says_what_to_type(opened: Opened) -> None:
    page = opened(*TRANSACTIONS)
    field = children(page)
    for text, message in [
        ("", f"type {SUCH}"),
        ("1,5", "decimals take a point: 1.5"),
        ("-", f"- is not {SUCH}"),
        ("0x10", f"0x10 is not {SUCH}"),
        ("1/0", f"1/0 is not {SUCH}"),
        ("1e", f"1e is not {SUCH}"),
        ("\N{ARABIC-INDIC DIGIT ONE}", f"\N{ARABIC-INDIC DIGIT ONE} is not {SUCH}"),
        ("1 000", f"1 000 is not {SUCH}"),
        ("<b>" * 2000, f"{'<b>' * 10}\N{HORIZONTAL ELLIPSIS} is not {SUCH}"),
    ]:
        field.fill(text)
        assert (said(page), values(page)) == ([message], ["2", "3", "5", "1", "9"])
        assert field.get_attribute("aria-invalid") == "true"
    field.fill("1,5")
    field.press("Tab")
    assert said(page) == ["decimals take a point: 1.5; it is still 2"]
    assert (field.input_value(), field.get_attribute("aria-invalid")) == ("2", None)
    field.fill("4")
    assert said(page) == []


def test_a_number_is_read_as_run_reads_it(opened: Opened) -> None:
    page = opened(*TRANSACTIONS)
    field = children(page)
    long = f"{'9' * 30}\N{HORIZONTAL ELLIPSIS}"
    for typed, shown, left, message in [
        (" 2 ", "2", "2", []),
        ("1/3", "0.333333", "0.3333333333333333", []),
        ("\N{MINUS SIGN}7", "-7", "-7", []),
        ("1e400", "inf", "inf", ["1e400 is beyond the range of numbers"]),
        ("9" * 400, "inf", "inf", [f"{long} is beyond the range of numbers"]),
        ("-INF", "-inf", "-inf", []),
        ("nan", "nan", "nan", []),
        ("-0", "-0", "-0.0", []),
        ("1e-320", "1e-320", "1e-320", []),
        ("0." + "0" * 5000 + "1", "0", "0", []),
    ]:
        field.fill(typed)
        assert (values(page)[0], said(page)) == (shown, message)
        field.press("Tab")
        assert field.input_value() == left


def test_weights_and_biases_are_finite_numbers_of_the_type(opened: Opened) -> None:
    page = opened(*TRANSACTIONS, "--dtype", "float32")
    weight = page.get_by_label("weight from children to node_0")
    for text in ("inf", "nan", "1e39"):
        weight.fill(text)
        assert said(page) == ["weights and biases are finite numbers"]
    weight.fill("1e38")
    weight.press("ArrowUp")
    weight.fill("0.1")
    weight.press("ArrowUp")
    assert (weight.input_value(), values(page)[2], said(page)) == ("0.2", "3.4", [])


def test_the_arrow_keys_keep_every_digit(opened: Opened) -> None:
    page = opened(*TRANSACTIONS)
    weight = page.get_by_label("weight from children to node_0")
    for text, up in [("0.2", "0.3"), ("123456789.12345679", "123456789.22345679")]:
        weight.fill(text)
        weight.press("ArrowUp")
        assert float(weight.input_value()) == float(up)


def test_a_slider_stays_of_use_whatever_is_typed(opened: Opened) -> None:
    page = opened(*TRANSACTIONS)
    field, slider = children(page), page.get_by_label("children, slider")
    seen = []
    for text in ("1e300", "1.7e308", "-1e308", "inf", "-5", "0", "4"):
        field.fill(text)
        ends = [slider.get_attribute(end) for end in ("min", "max", "step")]
        seen.append([*ends, slider.input_value()])
    assert seen == [
        ["0", "1e+300", "any", "1e+300"],
        ["0", "8e+307", "any", "8e+307"],
        ["-8e+307", "8e+307", "any", "-8e+307"],
        ["-8e+307", "8e+307", "any", "-8e+307"],
        ["-5", "5", "any", "-5"],
        ["0", "5", "1", "0"],
        ["0", "5", "1", "4"],
    ]


def test_changes_are_taken_back_one_after_the_other(opened: Opened) -> None:
    page = opened(*TRANSACTIONS)
    undo = page.get_by_role("button", name="Undo")
    assert undo.is_disabled()
    children(page).fill("7")
    children(page).fill("70")
    page.get_by_label("bias of node_0").fill("1")
    page.get_by_label("weight from children to node_0").fill("-3")
    page.get_by_role("button", name="Reset").click()
    assert values(page) == ["2", "3", "5", "1", "9"]
    seen = []
    for _ in range(4):
        undo.click()
        seen.append(values(page))
    assert seen == [
        ["70", "3", "-206", "-67", "-345"],
        ["70", "3", "74", "-67", "215"],
        ["70", "3", "73", "-67", "213"],
        ["2", "3", "5", "1", "9"],
    ]
    assert children(page).input_value() == "2"
    assert page.get_by_label("children, slider").get_attribute("max") == "5"
    assert undo.is_disabled()


def test_undo_by_keyboard_takes_back_the_number_of_the_field(opened: Opened) -> None:
    page = opened(*TRANSACTIONS)
    field = children(page)
    field.fill("8")
    field.press("Tab")
    field.fill("x")
    field.press("Control+z")
    assert (field.input_value(), values(page), said(page)) == ("2", ["2", "3", "5", "1", "9"], [])
    slider = page.get_by_label("children, slider")
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    assert values(page)[0] == "4"
    slider.press("Control+z")
    slider.press("Control+z")
    assert (field.input_value(), slider.input_value()) == ("2", "2")
    page.keyboard.press("Control+z")
    assert values(page)[0] == "2"


def test_the_page_of_a_float32_network_has_its_numbers(opened: Opened, folder: Path) -> None:
    Path("net.yaml").write_text("dtype: float32\ninputs: [a]\nlayers: [{nodes: {y: [0.1]}}]\n")
    page = opened("net.yaml", "-i", "1")
    page.get_by_label("a, slider").evaluate(
        "slider => { slider.value = 0.3; slider.dispatchEvent(new Event('input')); }"
    )
    assert page.get_by_label("a", exact=True).first.input_value() == "0.3"
    assert page.evaluate("document.querySelector('#outputs dd').textContent") == "0.03"
