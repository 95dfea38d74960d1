"""The way out on the hall display."""

from __future__ import annotations

import msgspec
import pytest
from playwright.sync_api import Page, expect

from support import page_screens
from support.page_api import Stage
from support.page_checks import assert_fits_the_screen

pytestmark = pytest.mark.chromium


def test_the_agent_tells_the_way_out_where_the_address_does_not(page: Page, stage: Stage):
    evacuate = page_screens.display_modes()["evacuate"]
    stage.display = msgspec.structs.replace(evacuate, direction="left")
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto("/display/")
    expect(page.get_by_role("img", name="nach links")).to_be_visible()
    expect(page.locator(".evac")).to_contain_text("Links hinaus")
    stage.display = msgspec.structs.replace(evacuate, direction="sideways", drill=True)
    expect(page.locator(".evac.is-drill .no-arrow")).to_be_visible()
    assert_fits_the_screen(page)
