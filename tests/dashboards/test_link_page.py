"""The page behind the link of a message, by a real server in a real browser: readable, usable without script, honest."""

import asyncio
from functools import partial

import pytest
from sqlalchemy import insert, select

from hallenwart_backend.accounts.store import login_of
from hallenwart_backend.alerts.letters import letter_of
from hallenwart_backend.alerts.tables import outgoing
from hallenwart_backend.alerts.ways.tables import ways
from hallenwart_backend.ports import Cause
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Severity
from support.backends import KERN, MONDAY_NOON_MS, open_town
from support.chromium import chromium
from support.page_checks import assert_accessible, assert_no_sideways_scroll
from support.real_server import served


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:

        def give_kern_a_way(connection):
            person = login_of(connection, KERN).person
            connection.execute(insert(ways).values(person=person, address="json://first", verified_ms=1))

        await opened.backend.records.write(give_kern_a_way)
        fire = Cause(
            key="smoke:nordpark:geraeteraum",
            id="a1",
            kind=IncidentKind.SMOKE,
            sev=Severity.CRIT,
            site="nordpark",
            since_ms=MONDAY_NOON_MS - 700,
            zone="geraeteraum",
            measured="Rauch 4,1 %/m",
        )
        await opened.backend.incidents.report(fire)
        yield opened


async def token_of(town):
    rows = await town.backend.records.read(lambda connection: connection.execute(select(outgoing)).all())
    return town.backend.people.links.token(letter_of(rows[0]))


async def state(town):
    found = (await town.backend.incidents.open_incidents())[0]
    return found.acked_by, found.ack_word


def _answer(url, width):
    """Open the link as a phone does, look at it, and press."""
    seen = []
    with chromium() as browser:
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": 640}, color_scheme=scheme, java_script_enabled=scheme == "light"
            )
            page = context.new_page()
            page.on("console", lambda message: seen.append(message.text))
            page.goto(url)
            assert page.locator("h1").inner_text() == "Rauch / Smoke"
            assert_no_sideways_scroll(page)
            if scheme == "light":
                assert_accessible(page)
            else:
                page.get_by_role("button", name="Ich gehe hin").click()
                assert "✓ Eingetragen: M. Kern geht hin." in page.get_by_role("status").inner_text()
                assert_no_sideways_scroll(page)
            context.close()
    return seen


@pytest.mark.parametrize("width", [320, 375])
async def test_a_phone_reads_it_and_answers_without_script(town, width):
    token = await token_of(town)
    async with served(town.app) as url:
        complaints = await asyncio.to_thread(partial(_answer, f"{url}/a/{token}", width))
    assert complaints == []
    assert await state(town) == ("M. Kern", "going")


def _dark(url):
    with chromium() as browser:
        page = browser.new_context(viewport={"width": 375, "height": 640}, color_scheme="dark").new_page()
        page.goto(url)
        assert_accessible(page)
        return page.locator("h1").inner_text()


async def test_it_is_readable_in_the_dark_and_so_is_a_link_that_leads_nowhere(town):
    token = await token_of(town)
    async with served(town.app) as url:
        assert await asyncio.to_thread(_dark, f"{url}/a/{token}") == "Rauch / Smoke"
        assert (await asyncio.to_thread(_dark, f"{url}/a/x{token}"))[:27] == "Diesen Link gibt es nicht /"
    assert await state(town) == ("", "")
