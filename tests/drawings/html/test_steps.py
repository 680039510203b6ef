"""Step by step: one node at a time, by buttons, by arrow keys, by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

Opened = Callable[..., "Page"]
TRANSACTIONS = ("networks/transactions.yaml", "-i", "2", "3")


def stepping(page: Page) -> Page:
    page.get_by_role("button", name="Step by step").click()
    return page


def values(page: Page) -> list[str]:
    return page.locator("[data-node] circle + text").all_text_contents()


def told(page: Page) -> str | None:
    return page.locator("#equation").text_content()


def progress(page: Page) -> str | None:
    return page.locator("#progress").text_content()


def test_each_step_computes_one_node_and_shows_how(opened: Opened) -> None:
    page = stepping(opened(*TRANSACTIONS))
    assert (values(page), told(page)) == (["2", "3", "", "", ""], "")
    assert progress(page) == "3 nodes, from the inputs on"
    following = page.get_by_role("button", name="Next")
    seen = []
    for _ in range(3):
        following.click()
        seen.append((values(page)[2:], progress(page), told(page)))
    assert seen == [
        (["5", "", ""], "node 1 of 3", "node_0 = 1·children + 1·accounts = 1·2 + 1·3 = 5"),
        (["5", "1", ""], "node 2 of 3", "node_1 = -1·children + 1·accounts = -1·2 + 1·3 = 1"),
        (["5", "1", "9"], "node 3 of 3", "transactions = 2·node_0 - 1·node_1 = 2·5 - 1·1 = 9"),
    ]
    assert following.is_disabled()
    page.get_by_role("button", name="Back").click()
    assert values(page)[2:] == ["5", "1", ""]


def test_the_arrow_keys_go_on_and_back(opened: Opened) -> None:
    page = stepping(opened(*TRANSACTIONS))
    for key, expected in [
        ("ArrowLeft", "3 nodes, from the inputs on"),
        ("ArrowRight", "node 1 of 3"),
        ("ArrowRight", "node 2 of 3"),
        ("ArrowLeft", "node 1 of 3"),
    ]:
        page.keyboard.press(key)
        assert progress(page) == expected
    page.get_by_label("children, slider").press("ArrowRight")
    assert (progress(page), values(page)[:3]) == ("node 1 of 3", ["3", "3", "6"])


def test_it_plays_by_itself_to_the_end_and_can_be_stopped(opened: Opened) -> None:
    page = opened(*TRANSACTIONS)
    page.clock.install()
    stepping(page)
    button = page.locator("#play")
    button.click()
    assert (progress(page), button.text_content()) == ("node 1 of 3", "Pause")
    page.clock.run_for(2_000)
    assert progress(page) == "node 2 of 3"
    button.click()
    page.clock.run_for(10_000)
    assert (progress(page), button.text_content()) == ("node 2 of 3", "Play")
    button.click()
    page.clock.run_for(10_000)
    assert (progress(page), button.text_content()) == ("node 3 of 3", "Play")
    button.click()
    assert progress(page) == "node 1 of 3"


def test_what_is_not_computed_yet_is_not_shown_elsewhere(opened: Opened) -> None:
    page = stepping(opened(*TRANSACTIONS))
    page.get_by_role("button", name="Next").click()
    page.locator("[data-node='2.0'] circle").hover()
    assert told(page) == "transactions = 2·node_0 - 1·node_1 = ?"
    page.locator("[data-label='1.1-2.0']").hover()
    assert told(page) == "? × (-1) = ?"
    assert page.locator("#outputs").inner_text().split() == ["transactions", "?"]
    page.get_by_role("button", name="Explore").click()
    assert values(page) == ["2", "3", "5", "1", "9"]


def test_the_node_of_a_step_is_brought_into_sight(opened: Opened) -> None:
    page = stepping(opened(*TRANSACTIONS, width=400))
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    box = page.locator("[data-node='2.0'] circle").bounding_box()
    assert box is not None
    assert 0 < box["x"] < box["x"] + box["width"] < 400


def test_nodes_of_a_tall_picture_are_brought_above_the_arithmetic(opened: Opened) -> None:
    page = opened("networks/digits.yaml")
    seen = [0.0]
    for mode, key, node in [("Practice", "", "1.0"), ("Step by step", "ArrowRight", "1.31")]:
        page.get_by_role("button", name=mode).click()
        for _ in range(10 if key else 0):
            page.keyboard.press(key)
        circle = page.locator(f"[data-node='{node}'] circle").bounding_box()
        told = page.locator(".told").bounding_box()
        assert circle is not None
        assert told is not None
        assert 0 < circle["y"] < circle["y"] + circle["height"] <= told["y"]
        seen.append(page.evaluate("scrollY"))
    page.locator("[data-node='1.30'] circle").hover()
    assert page.evaluate("scrollY") == seen[-1]


def test_large_layers_go_by_the_nodes_that_are_in_the_picture(opened: Opened) -> None:
    page = stepping(opened("networks/digits.yaml", "--max-nodes", "2"))
    assert progress(page) == "4 nodes, from the inputs on"
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert values(page)[4:] == ["0.999912", ""]


def test_a_picture_of_the_inputs_alone_has_no_steps(opened: Opened) -> None:
    page = opened(*TRANSACTIONS, "--layers", "inputs")
    assert page.get_by_role("button", name="Step by step").is_disabled()
    assert page.get_by_role("button", name="Practice").is_disabled()
    assert page.locator("#outputs").inner_text().split() == ["transactions", "9"]


def test_layers_that_are_not_in_the_picture_are_computed_all_the_same(opened: Opened) -> None:
    page = stepping(opened(*TRANSACTIONS, "--layers", "inputs,output"))
    page.get_by_role("button", name="Next").click()
    assert values(page) == ["2", "3", "9"]
    assert told(page) == "transactions = 2·node_0 - 1·node_1 = 2·5 - 1·1 = 9"
