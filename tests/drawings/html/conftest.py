"""A real browser, and pages that are open in it. Without one these tests are skipped by name."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command_line import Run

from fwdprop.drawings.html.document import ARITHMETIC, script_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_BROWSER = "no browser: these need the extra 'browser' and Chromium (apt-get install chromium)"


PROGRAM = next(filter(None, map(shutil.which, BROWSERS)), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips what needs the browser where there is none, or nothing to drive it."""
    if PROGRAM is not None and find_spec("playwright") and find_spec("axe_playwright_python"):
        return
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.skip(NO_BROWSER))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser, for all tests of a process: to start it takes longer than most of them."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=PROGRAM)
        yield launched
        launched.close()


Opened = Callable[..., "Page"]
"""`opened("networks/xor.yaml", width=400, scheme="dark")` draws a network and opens its page."""


@pytest.fixture
def opened(browser: Browser, fwdprop: Run, tmp_path: Path) -> Iterator[Opened]:
    """Draws a network, and opens the page from its file; the page must do nothing wrong."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_page(*words: str, width: int = 1280, scheme: str = "light") -> Page:
        file = tmp_path / f"page{len(contexts)}.html"
        drawn = fwdprop("draw", *words, "-o", str(file))
        assert (drawn.stdout, drawn.stderr, drawn.status) == ("", "", 0)
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            offline=True,
        )
        contexts.append(context)
        page = context.new_page()
        # A broken rule of the Content-Security-Policy is an error there, and so is a failed load.
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture(scope="session")
def arithmetic(browser: Browser) -> Page:
    """A page on which `compute(expression, given)` is a function, with the page's arithmetic."""
    page = browser.new_page()
    page.evaluate(
        f"""() => {{ {script_of(ARITHMETIC)}
        globalThis.compute = (expression, given) => eval(expression); }}"""
    )
    return page


@pytest.fixture(scope="session")
def computes(arithmetic: Page) -> Callable[[str, object], object]:
    """The value of an expression of the page's arithmetic, in which `given` stands for a value."""

    def compute(expression: str, given: object) -> object:
        return arithmetic.evaluate(
            "([expression, given]) => compute(expression, given)", [expression, given]
        )

    return compute
