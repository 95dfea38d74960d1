"""Passkeys with a real server, in a real browser with a virtual authenticator: asked for, added, and signed in with."""

import asyncio
import re
from functools import partial

import pytest
from playwright.sync_api import expect

from hallenwart_backend.accounts.passkeys import store
from hallenwart_backend.accounts.passkeys.rules import Mode, Policy, address_of
from hallenwart_backend.web.app import create_app
from hallenwart_dashboards import static_root
from support.backends import KERN, open_town
from support.chromium import chromium
from support.page_checks import assert_accessible, assert_no_sideways_scroll
from support.real_server import served

pytestmark = [pytest.mark.chromium]
NEVER_BY_ITSELF = "PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false)"
INSIDE = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}


def _journey(url, email, password):
    """Be asked for a passkey, add one, sign out, sign in with it; return by which way the last session began."""
    with chromium() as browser:
        page = browser.new_page(locale="de-DE", viewport={"width": 390, "height": 844})
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        devtools.send(
            "WebAuthn.addVirtualAuthenticator",
            {"options": INSIDE | {"isUserVerified": True, "automaticPresenceSimulation": True}},
        )
        page.goto(f"{url}/login/")
        page.get_by_label("E-Mail").fill(email)
        page.get_by_label("Passwort", exact=True).fill(password)
        page.get_by_role("button", name="Anmelden", exact=True).click()
        expect(page.get_by_role("heading", name="Passkey anlegen")).to_be_visible(timeout=20_000)
        expect(page.get_by_text("Ihr Konto braucht einen Passkey. Melden Sie sich damit an")).to_be_visible()
        assert_accessible(page)
        assert_no_sideways_scroll(page)
        page.get_by_label("Wie soll er heißen?").fill("Diensthandy")
        page.get_by_role("button", name="Passkey anlegen").click()
        expect(page).to_have_url(re.compile("/manager/"), timeout=20_000)
        page.goto(f"{url}/manager/#/konto")
        kept = page.get_by_role("listitem").filter(has_text="Diensthandy")
        expect(kept).to_contain_text("noch nie benutzt", timeout=20_000)
        assert page.request.delete(f"{url}/api/session").ok
        page.add_init_script(NEVER_BY_ITSELF)
        page.goto(f"{url}/login/")
        page.get_by_role("button", name="Mit Passkey anmelden").click()
        expect(page).to_have_url(re.compile("/manager/"), timeout=20_000)
        sessions = page.request.get(f"{url}/api/sessions").json()["sessions"]
        return [one["way"] for one in sessions if one["here"]]


async def test_staff_is_asked_for_a_passkey_adds_it_and_signs_in_with_it(tmp_path):
    async with open_town(tmp_path) as town:
        app = create_app(static=static_root())
        app.state.parts = town.backend.parts()
        required = partial(store.set_policy, wanted=Policy(Mode.REQUIRED), by="", now_ms=town.clock.now_ms())
        await town.backend.records.write(required)
        async with served(app) as url:
            here = address_of(url)
            town.backend.account_room.passkeys.address = here
            assert here is not None
            ways = await asyncio.to_thread(_journey, here.origin, KERN, town.passwords[KERN])
    assert ways == ["passkey"]
