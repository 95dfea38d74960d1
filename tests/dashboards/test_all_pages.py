"""The director page, and what all dashboards share."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from support import page_states as states
from support.page_api import TRAINER, Stage, bookings
from support.page_checks import (
    assert_accessible,
    assert_no_sideways_scroll,
    check_light_and_dark,
    check_widths,
)

pytestmark = pytest.mark.chromium


def test_director(page: Page, stage: Stage):
    page.goto("/director/")
    expect(page.locator(".run")).to_contain_text("84 ms")
    check_light_and_dark(page)
    check_widths(page)
    with page.expect_response("**/director/do"):
        page.get_by_role("button", name=re.compile("^Netz durchtrennen")).click()
    assert stage.posts == [("/director/do", {"what": "cut"})]
    with page.expect_response("**/director/do"):
        page.get_by_role("button", name=re.compile("^Jana zeigt ihre Karte")).click()
    assert stage.posts[1:] == [("/director/do", {"what": "card"})]
    heal = page.get_by_role("button", name="Netz heilen")
    expect(heal).to_be_disabled()
    expect(heal).to_contain_text("Erst das Netz durchtrennen.")


@pytest.mark.parametrize("path", ["/manager/", "/club/", "/login/", "/director/"])
def test_targets_are_large_and_forced_colours_keep_the_shapes(page: Page, stage: Stage, path: str):
    stage.manager = states.alarm()
    if path == "/club/":
        stage.session = dict(TRAINER)
        stage.bookings = bookings()
    if path == "/login/":
        stage.session = None
    page.set_viewport_size({"width": 375, "height": 812})
    page.goto(path)
    expect(page.locator("main").locator("h1, h2, button").first).to_be_attached()
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, a:not(.skip), select, input:not([type=radio]):not([type=checkbox])")]
          .filter((e) => e.getClientRects().length)
          .map((e) => [e.textContent.trim(), e.getBoundingClientRect()])
          .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
          .map(([text, box]) => `${text} ${box.width} ${box.height}`)"""
    )
    assert small == []
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    assert_accessible(page)
    assert_no_sideways_scroll(page)
