"""Arrows: released by the fire-safety officer alone, in a signed protocol, and gone as soon as they may be wrong."""

import hashlib
import json

import pytest
from sqlalchemy import update

from hallenwart_backend.display.exits.rules import BLOCKED, CONTEXT, DAY_MS, LONGEST_MS, REMIND_MS
from hallenwart_backend.display.exits.tables import display_exits
from hallenwart_backend.fleet.enrolment.tables import device as papers
from hallenwart_backend.halls.tables import displays
from support.backends import ADMIN, AMT, KERN, WEHR, open_town
from support.display_town import DEVICE, view
from support.locker_town import letters, open_kinds, reachable

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def _release(town, email=WEHR, days=700, **changes):
    until = town.clock.now_ms() + days * DAY_MS
    body = {"way": "left", "place": "Foyer, über der Tür", "until_ms": until, "statement": "1"} | changes
    return await (await town.signed_in(email)).post(f"/api/displays/{DEVICE}/exit", json=body)


async def _block(town, email=KERN, days=2):
    body = {"place": "Ausgang Nord", "until_ms": town.clock.now_ms() + days * DAY_MS}
    return await (await town.signed_in(email)).post(f"/api/displays/{DEVICE}/exit/blocked", json=body)


async def _drop(town, what="", email=WEHR):
    return (await (await town.signed_in(email)).delete(f"/api/displays/{DEVICE}/exit{what}")).status_code


async def _exit(town):
    found = (await view(town)).screen.exit
    return found.way if found else None


async def _exits(town, email=KERN):
    return (await (await town.signed_in(email)).get(f"/api/displays/{DEVICE}/exit")).json()


async def test_a_release_is_signed_told_to_the_device_and_proved(town):
    assert await _exit(town) is None
    given = await _release(town)
    assert (given.status_code, given.json()["given_by"], given.json()["holds"]) == (201, "Rolf Wehr", True)
    told = (await view(town)).screen.exit
    assert (told.way, told.place, told.protocol) == ("left", "Foyer, über der Tür", given.json()["protocol"])
    assert told.until_ms - told.from_ms == 700 * DAY_MS
    kept = await town.backend.displays.exits.one(DEVICE, "")
    town.backend.signing_key.public_key().verify(kept.signature, CONTEXT + kept.body)
    said = json.loads(kept.body)
    assert (said["way"], said["halls"], said["statement"]["version"]) == ("left", ["nordpark", "gymnastik"], "1")
    assert b"Wehr" not in kept.body
    assert hashlib.sha256(kept.body).hexdigest() == kept.digest == given.json()["digest"]
    wehr = await town.signed_in(WEHR)
    asked = {"about": kept.id, "from_ms": kept.given_ms, "to_ms": kept.given_ms + 1}
    [link] = (await wehr.get("/api/evidence", params=asked)).json()["links"]
    assert (link["kind"], kept.digest in link["said"], "Wehr" in link["said"]) == ("exit.released", True, False)
    paper = await wehr.get(f"/api/displays/{DEVICE}/exit/protocol.pdf")
    assert (paper.headers["content-type"], paper.content[:5]) == ("application/pdf", b"%PDF-")


@pytest.mark.parametrize("email", [KERN, AMT, ADMIN])
async def test_nobody_else_releases_an_arrow(town, email):
    assert (await _release(town, email)).status_code == 403
    assert await _exit(town) is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"statement": "0"}, "statement"), ({"days": 732}, "until"), ({"days": 0}, "until")],
)
async def test_a_release_needs_its_words_and_an_end(town, changes, code):
    refused = await _release(town, **changes)
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert await _exit(town) is None


async def test_a_release_ends_by_the_officer_by_a_new_one_and_by_itself(town):
    await _release(town)
    town.clock.advance(1_000)
    assert (await _release(town, way="right", days=10)).status_code == 201
    assert await _exit(town) == "right"
    assert await _drop(town, email=KERN) == 403
    assert await _drop(town) == 204
    assert (await _exit(town), await _drop(town)) == (None, 404)
    past = (await _exits(town))["past"]
    assert [(one["way"], one["ended_why"]["en"], one["ended_by"]) for one in past] == [
        ("right", "withdrawn", "Rolf Wehr"), ("left", "replaced by a new one", "Rolf Wehr"),
    ]  # fmt: skip
    await _release(town, days=1)
    town.clock.advance(DAY_MS)
    assert await _exit(town) is None


async def _exchanged(town):
    await town.backend.records.write(lambda c: c.execute(update(papers).where(papers.c.id == DEVICE).values(enrolled_ms=9)))
    await town.backend.enrolment.papers.load()


async def _revoked(town):
    change = update(papers).where(papers.c.id == DEVICE).values(state="revoked")
    await town.backend.records.write(lambda connection: connection.execute(change))
    await town.backend.enrolment.papers.load()


async def _moved(town):
    change = update(displays).where(displays.c.device == DEVICE).values(halls=["nordpark"])
    await town.backend.records.write(lambda connection: connection.execute(change))
    await town.backend.places.refresh()


async def _turned(town):
    put = await (await town.signed_in(AMT)).put(f"/api/displays/{DEVICE}/screen", json={"turned": 180})
    assert put.status_code == 200


@pytest.mark.parametrize(
    ("change", "why"), [(_exchanged, "exchanged"), (_moved, "moved"), (_turned, "turned"), (_revoked, "moved")]
)
async def test_what_no_longer_hangs_as_it_was_released_has_no_arrow_and_the_officer_hears(town, change, why):
    await reachable(town, WEHR)
    await _release(town)
    await change(town)
    assert town.backend.displays.exits.exit_of(DEVICE) is None  # at once, before anybody looked
    await town.backend.displays.exits.look()
    [kept] = await town.backend.displays.exits.all_of(DEVICE)
    assert (kept.ended_why, kept.ended_by) == (why, "")
    assert [title.split(":")[0] for _, title in await letters(town)] == ["Sporthalle Nordpark"]


async def test_whoever_sees_a_blocked_way_says_so_at_once_and_the_officer_hears(town):
    await reachable(town, WEHR)
    await _release(town)
    assert (await _block(town)).status_code == 201
    assert await _exit(town) == "blocked"
    assert [title for _, title in await letters(town)] == [
        "Sporthalle Nordpark: Ausgang gesperrt gemeldet / way out marked as blocked"
    ]
    assert (await _block(town, days=1)).json()["code"] == "shorter"
    assert (await _block(town, days=3)).status_code == 201
    assert await _drop(town, "/blocked", KERN) == 403
    assert await _drop(town, "/blocked") == 204
    assert await _exit(town) == "left"  # what was released stands again
    assert (await _block(town, days=32)).status_code == 422
    await _block(town, days=1)
    town.clock.advance(DAY_MS)
    assert await _exit(town) == "left"


async def test_a_blocked_way_stays_blocked_when_only_the_device_was_exchanged(town):
    await _block(town)
    await _exchanged(town)
    await town.backend.displays.exits.look()
    assert town.backend.displays.exits.now(DEVICE).kind == BLOCKED


async def test_a_month_before_its_end_somebody_is_reminded_until_it_is_renewed(town):
    await reachable(town, WEHR)
    await _release(town, days=LONGEST_MS // DAY_MS)
    town.clock.advance(LONGEST_MS - REMIND_MS - 1_000)
    await town.backend.displays.exits.look()
    assert (await open_kinds(town), await letters(town)) == ([], [])
    town.clock.advance(2_000)
    for _ in range(2):
        await town.backend.displays.exits.look()
    assert await open_kinds(town) == ["exit_ends"]
    told = [title for _, title in await letters(town) if "endet" in title]
    assert len(told) >= 1
    assert town.backend.displays.exits.reminder(DEVICE) == town.clock.now_ms() + REMIND_MS - 1_000
    town._clients.clear()
    await _release(town)
    await town.backend.displays.exits.look()
    assert (await open_kinds(town), town.backend.displays.exits.reminder(DEVICE)) == ([], None)


async def test_what_was_signed_is_true_without_the_name(town):
    await _release(town)
    erased = update(display_exits).values(given_by="gelöschte Person", person=None)
    await town.backend.records.write(lambda connection: connection.execute(erased))
    kept = await town.backend.displays.exits.one(DEVICE, "")
    town.backend.signing_key.public_key().verify(kept.signature, CONTEXT + kept.body)
    assert hashlib.sha256(kept.body).hexdigest() == kept.digest
