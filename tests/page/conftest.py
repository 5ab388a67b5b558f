"""A browser without a screen and without a network, and pages opened in it."""

import functools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from newsweave.exports.page.html import page as make_page
from newsweave.graph import Graph

Open: TypeAlias = Callable[[Graph], Page]

# Chromium as root, with WebGL in software, and without its own errands on the network.
_OPTIONS = (
    "--no-sandbox",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--ignore-gpu-blocklist",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)
_NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the Chromium of the system."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    assert found, "tests marked browser need Chromium: install it, or leave them out with -m 'not browser'"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=list(_OPTIONS))
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open a graph's page; at the end it has asked for nothing but itself and met no error."""
    context = browser.new_context(offline=True, viewport={"width": 1300, "height": 800}, reduced_motion="reduce")
    tab = context.new_page()
    asked: list[str] = []
    errors: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    file = tmp_path / "page.html"
    yield functools.partial(_open, tab, file)
    assert set(asked) <= {file.as_uri()}
    assert errors == []
    context.close()


def _open(tab: Page, file: Path, graph: Graph) -> Page:
    file.write_text(make_page(graph), "utf-8")
    tab.goto(file.as_uri())
    tab.wait_for_selector("html[data-settled]", state="attached", timeout=60_000)
    return tab
