"""Alarms on the phone: what the page offers, what it sends, and what the service worker shows. No push service is involved."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from support.chromium import WHOLE, chromium
from support.page_api import PUSH_KEY, TRAINER, Stage
from support.page_checks import assert_accessible

pytestmark = pytest.mark.chromium

# Chromium without a push service never answers `subscribe`; everything around it is the page's own.
BROWSER_WITH_PUSH = """
  let held = null;
  const made = (options) => ({
    endpoint: "https://push.example/abc",
    options,
    toJSON: () => ({ keys: { p256dh: "p256dh-of-this-phone", auth: "auth-of-this-phone" } }),
    unsubscribe: async () => { held = null; return true; },
  });
  PushManager.prototype.subscribe = async function (options) { window.asked = options; return (held = made(options)); };
  PushManager.prototype.getSubscription = async function () { return held; };
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The whole Chromium: without windows it has no notifications."""
    with chromium(WHOLE) as started:
        yield started


def allow(page: Page, permission: str) -> None:
    page.add_init_script(f"Object.defineProperty(Notification, 'permission', {{ get: () => '{permission}' }});")


def test_turning_alarms_on_and_off_tells_the_server(page: Page, stage: Stage):
    allow(page, "granted")
    page.add_init_script(BROWSER_WITH_PUSH)
    page.goto("/manager/#/wege")
    section = page.locator(".pushes")
    section.get_by_role("button", name="Alarm aufs Telefon einschalten").click()
    expect(section).to_contain_text("eingeschaltet")
    assert page.evaluate("window.asked") == {"userVisibleOnly": True, "applicationServerKey": PUSH_KEY}
    keys = {"p256dh": "p256dh-of-this-phone", "auth": "auth-of-this-phone"}
    assert stage.posts == [("POST /api/push/subscriptions", {"endpoint": "https://push.example/abc", "keys": keys})]
    assert_accessible(page)
    section.get_by_role("button", name="Test-Nachricht senden").click()
    expect(section).to_contain_text("Test-Nachricht ist gesendet.")
    section.get_by_role("button", name="Ausschalten").click()
    expect(section.get_by_role("button", name="Alarm aufs Telefon einschalten")).to_be_visible()
    assert stage.posts[1:] == [
        ("/api/push/test", None),
        ("DELETE /api/push/subscriptions", {"endpoint": "https://push.example/abc"}),
    ]


@pytest.mark.parametrize("state", ["blocked", "impossible"])
def test_why_there_can_be_no_alarm_on_this_phone(page: Page, stage: Stage, state: str):
    if state == "blocked":
        allow(page, "denied")
    else:
        page.add_init_script("delete window.PushManager")
    page.goto("/manager/#/wege")
    words = "Der Browser verbietet Nachrichten" if state == "blocked" else "Die Seite muss über HTTPS geöffnet sein"
    expect(page.locator(".pushes")).to_contain_text(words)
    expect(page.locator(".pushes button")).to_have_count(0)
    assert_accessible(page)


def test_the_worker_shows_an_alarm_once_per_tag(page: Page, stage: Stage):
    stage.session = dict(TRAINER)
    page.context.grant_permissions(["notifications"], origin=stage.url)
    devtools = page.context.new_cdp_session(page)
    known: list[str] = []

    def remember(event: dict[str, object]) -> None:
        known.extend(one["registrationId"] for one in event["registrations"])  # type: ignore[attr-defined]

    devtools.on("ServiceWorker.workerRegistrationUpdated", remember)
    devtools.send("ServiceWorker.enable")
    page.goto("/club/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    for body in ("Sporthalle Nordpark", "Sporthalle Nordpark, Geräteraum"):
        message = {"title": "▲ Rauch gemeldet", "body": body, "tag": "i-smoke", "link": "/manager/#/lage", "urgent": True}
        told = {"origin": stage.url, "registrationId": known[0], "data": json.dumps(message)}
        devtools.send("ServiceWorker.deliverPushMessage", told)
        page.wait_for_function(
            """async (body) => {
              const registration = await navigator.serviceWorker.ready;
              return (await registration.getNotifications()).some((one) => one.body === body);
            }""",
            arg=body,
        )
    shown = page.evaluate(
        """async () => (await (await navigator.serviceWorker.ready).getNotifications())
             .map(({ title, body, tag, requireInteraction, data }) => ({ title, body, tag, requireInteraction, data }))"""
    )
    assert shown == [
        {
            "title": "▲ Rauch gemeldet",
            "body": "Sporthalle Nordpark, Geräteraum",
            "tag": "i-smoke",
            "requireInteraction": True,
            "data": "/manager/#/lage",
        }
    ]
