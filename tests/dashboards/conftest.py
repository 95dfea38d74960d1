from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from support.chromium import chromium
from support.page_api import Stage
from support.page_server import serving


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def _served() -> Iterator[Stage]:
    with serving(Stage()) as stage:
        yield stage


@pytest.fixture
def stage(_served: Stage) -> Stage:
    """The stand-in as new: everything as in `Stage`, only the port stays."""
    fresh = Stage()
    vars(_served).update({name: value for name, value in vars(fresh).items() if name != "port"})
    return _served


@pytest.fixture
def errors() -> list[str]:
    """What the pages of this test complained about."""
    return []


@pytest.fixture
def page(browser: Browser, stage: Stage, errors: list[str]) -> Iterator[Page]:
    """A page far from Berlin: whoever shows the browser's time or zone is found out. Any error in it fails the test."""
    context = browser.new_context(base_url=stage.url, locale="en-US", timezone_id="America/New_York")
    opened = context.new_page()
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda message: errors.append(message.text) if "Content Security Policy" in message.text else None)
    yield opened
    context.close()
    assert errors == []
