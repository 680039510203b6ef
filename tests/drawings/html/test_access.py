"""The page is for everyone: by keyboard alone, for screen readers, at any width, light and dark."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

Opened = Callable[..., "Page"]
ODD = """\
name: "</title><script>alert(1)</script>"
inputs: ["</script><img src=x onerror=alert(1)>", "عدد الأطفال", a long name in euros]
layers:
  - name: h
    activation: {name: leaky_relu, alpha: 0.2}
    nodes: {"</text><b>&\\"'": [1, -2, 0], "שלום עולם": [1, 2, 3]}
  - name: out
    activation: softmax
    nodes:
      "an output with a name that is much too long to stand in the picture":
        weights: {h.שלום עולם: 1}
      z: {weights: {inputs.عدد الأطفال: -1}, bias: 2}
"""
NETWORKS = ("networks/transactions.yaml", "networks/iris.yaml", "networks/digits.yaml", "odd.yaml")


@pytest.fixture
def shown(opened: Opened, folder: Path) -> Opened:
    """Opens the page of an example, or of a network with odd names."""
    (folder / "networks").symlink_to(Path(__file__).parents[3] / "networks")
    (folder / "odd.yaml").write_text(ODD, encoding="utf-8")
    return opened


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core, which finds what a page keeps from some of its readers."""
    package = find_spec("axe_playwright_python")
    assert package is not None
    assert package.origin is not None
    return (Path(package.origin).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe-core calls serious or critical, with the elements."""
    found: dict[str, Any] = page.evaluate("axe.run({ resultTypes: ['violations'] })")
    return [
        (each["id"], [node["html"] for node in each["nodes"]])
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize(("net", "width"), [(NETWORKS[0], 1600), (NETWORKS[3], 400)])
def test_axe_finds_nothing_serious(shown: Opened, axe: str, net: str, width: int) -> None:
    page = shown(net, width=width)
    page.evaluate(axe)
    assert violations(page) == []


def test_axe_finds_nothing_serious_in_the_dark_and_in_any_mode(shown: Opened, axe: str) -> None:
    page = shown(NETWORKS[0], width=400, scheme="dark")
    page.evaluate(axe)
    page.locator("#inputs input[type=text]").first.fill("x")
    page.get_by_role("button", name="Copy as YAML").click()
    assert violations(page) == []
    page.get_by_role("button", name="Step by step").click()
    page.get_by_role("button", name="Next").click()
    assert violations(page) == []
    page.get_by_role("button", name="Practice").click()
    page.get_by_role("button", name="Check").click()
    assert violations(page) == []


@pytest.mark.parametrize("net", NETWORKS)
def test_nothing_is_wider_than_the_page(shown: Opened, net: str) -> None:
    page = shown(net, width=400)
    wide = "document.documentElement.scrollWidth"
    seen = []
    for mode in ("Explore", "Practice"):
        page.get_by_role("button", name=mode).click()
        for width in (400, 700, 1600):
            page.set_viewport_size({"width": width, "height": 900})
            seen.append(page.evaluate(wide))
        if mode == "Practice":
            page.get_by_role("button", name="Show it").click()
            seen.append(page.evaluate(wide))
    assert seen == [400, 700, 1600, 400, 700, 1600, 1600]


def focused(page: Page) -> str:
    """The name of what has the focus."""
    name: str = page.evaluate(
        "(at => at.getAttribute('aria-label') || at.id || at.textContent)(document.activeElement)"
    )
    return name


def test_every_part_is_reached_by_the_keyboard(shown: Opened) -> None:
    page = shown("networks/transactions.yaml", "-i", "2", "3")
    names = []
    for _ in range(17):
        page.keyboard.press("Tab")
        names.append(focused(page))
    assert names == [
        *("Explore", "Step by step", "Practice", "inputs.children: 2", "Arithmetic"),
        *("example", "children", "children, slider", "accounts", "accounts, slider"),
        *("layer", "node"),
        *("bias of node_0", "weight from children to node_0", "weight from accounts to node_0"),
        *("reset", "copy"),
    ]


def test_the_arrow_keys_walk_through_the_picture(shown: Opened) -> None:
    page = shown("networks/transactions.yaml", "-i", "2", "3")
    page.locator("[data-node='0.0']").focus()
    told = []
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        told.append(focused(page))
    assert told == [
        *("inputs.accounts: 3", "hidden.node_1: 1", "output.transactions: 9"),
        *("output.transactions: 9", "hidden.node_0: 5", "hidden.node_0: 5"),
    ]
    assert page.locator("#equation").text_content() == (
        "node_0 = 1·children + 1·accounts = 1·2 + 1·3 = 5"
    )
    page.keyboard.press("Enter")
    assert focused(page) == "bias of node_0"


def test_practice_goes_by_keyboard_alone(shown: Opened) -> None:
    page = shown("networks/transactions.yaml", "-i", "2", "3")
    for key in ("Tab", "Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    assert page.locator("#verdict").text_content() == "Right: 5."


def test_what_is_focused_is_not_behind_the_arithmetic(shown: Opened) -> None:
    page = shown("networks/digits.yaml", width=1600)
    page.locator("[data-node='0.0']").focus()
    for _ in range(9):
        page.keyboard.press("ArrowDown")
    node = page.locator("[data-node='0.63'] circle").bounding_box()
    told = page.locator(".told").bounding_box()
    assert node is not None
    assert told is not None
    assert node["y"] + node["height"] <= told["y"]


def test_names_that_look_like_elements_stay_text(shown: Opened) -> None:
    page = shown("odd.yaml")
    assert page.title() == "</title><script>alert(1)</script>"
    assert page.locator("img, b").count() == 0
    page.locator("[data-node='1.0'] circle").hover()
    assert page.locator("#equation").text_content() == (
        "</text><b>&\"' = leaky_relu[alpha=0.2](1·</script><img src=x onerror=alert(1)> "
        "- 2·عدد الأطفال + 0·a long name in euros) "
        "= leaky_relu(1·0 - 2·0 + 0·0) = leaky_relu(0) = 0"
    )


def test_a_small_picture_fits_a_narrow_page_with_letters_of_a_size_to_read(shown: Opened) -> None:
    page = shown("networks/transactions.yaml", width=400)
    frame = page.locator(".picture")
    assert frame.evaluate("at => at.scrollWidth - at.clientWidth") == 0
    scale = page.locator(".picture svg").evaluate("at => at.getScreenCTM().a")
    size = "parseFloat(getComputedStyle(at).fontSize)"
    for part in ("[data-label] text", ".heads text", "[data-node] text"):
        sizes = page.locator(part).evaluate_all(f"all => all.map((at) => {size})")
        assert min(sizes) * scale > 8.5


def test_a_wide_picture_shows_that_it_goes_on(shown: Opened) -> None:
    page = shown("networks/iris.yaml", width=400)
    frame = page.locator(".picture")
    assert frame.evaluate("at => at.scrollWidth > at.clientWidth")
    assert "gradient" in frame.evaluate("at => getComputedStyle(at).backgroundImage")
