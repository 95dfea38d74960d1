"""Badges, from the page to the locker's list: checked with what a Pi computes, and with what lockers tell back."""

import base64
import re

import pytest
from sqlalchemy import select, update

from hallenwart_backend.access.badges.rules import counted
from hallenwart_backend.access.badges.tables import badge_shares, badges
from hallenwart_backend.access.grants.leaving import device_gone
from hallenwart_backend.access.tables import audit
from hallenwart_backend.accounts.tables import people
from hallenwart_backend.retention.kinds import KINDS
from hallenwart_contract import badges as contract
from hallenwart_contract import sealed
from hallenwart_contract.documents import CredentialKind
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event
from support.backends import AMT, HOUR_MS, JANA, KERN, MEMBER, MONDAY_NOON_MS, OSMAN, open_town
from support.helping_town import join, offer, person

on_each_database = pytest.mark.usefixtures("each_database")


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def book(town, email, *, start_ms=MONDAY_NOON_MS + 6 * HOUR_MS):
    client = await town.signed_in(email)
    wish = {"hall": "nordpark", "sections": [1], "start_ms": start_ms, "end_ms": start_ms + 2 * HOUR_MS, "title": "Training"}
    answer = await client.post("/api/bookings", json=wish)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def handed(town, email, way=""):
    answer = await (await town.signed_in(email)).post(f"/api/me/badge{way}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    return answer.json()["badge"]["handle"], base64.b64decode(answer.json()["key"])


async def document(town, device="nordpark-1"):
    await town.backend.desk.publish_all()
    return town.backend.publisher.wanted(device, "grants")


def opened(town, cred, device="nordpark-1"):
    return sealed.unseal(cred.key, device_secret=town.backend.devices.registry[device].secret, about=cred.id)


async def shown(town, handle, code, *, at_ms=None, device="nordpark-1"):
    event = Event(kind=EventKind.BADGE_SHOWN, t_ms=at_ms or town.clock.now_ms(), c="qr", a={"badge": handle, "code": code})
    await town.backend.rights.badges.on_event(town.arrival(device), event)


@on_each_database
async def test_a_badge_opens_what_its_person_may_open_and_no_more(town):
    ours, theirs = await book(town, JANA), await book(town, OSMAN, start_ms=MONDAY_NOON_MS + 9 * HOUR_MS)
    handle, key = await handed(town, JANA)
    made = await document(town)
    (cred,) = made.creds
    assert (cred.id, cred.kind, opened(town, cred), len(cred.who)) == (handle, CredentialKind.BADGE, key, 12)
    assert {grant.booking: grant.creds for grant in made.g} == {ours["id"]: [handle], theirs["id"]: []}
    rev = made.rev
    assert (await document(town)).rev == rev, "the same list is not published again"


async def test_the_key_is_told_by_a_post_alone_is_noted_and_is_kept_encrypted(town):
    handle, key = await handed(town, JANA)
    own = (await (await town.signed_in(JANA)).get("/api/me/badge")).json()
    assert (own["badge"]["handle"], own["badge"]["why"], own["now_ms"]) == (handle, "made", town.clock.now_ms())
    assert base64.b64encode(key).decode() not in str(own)
    assert await handed(town, JANA) == (handle, key)
    acts = await town.backend.records.read(lambda connection: list(connection.scalars(select(audit.c.act))))
    assert [act for act in acts if act.startswith("badge.")] == ["badge.made", "badge.handed", "badge.handed"]
    (row,) = await town.backend.records.read(lambda connection: connection.execute(select(badges)).all())
    assert key not in row.secret


async def test_another_key_ends_the_one_before_under_the_same_handle(town):
    await book(town, JANA)
    handle, key = await handed(town, JANA)
    await document(town)
    again, other = await handed(town, JANA, "/renew")
    made = await document(town)
    assert (again, opened(town, made.creds[0]), other == key) == (handle, other, False)


@on_each_database
async def test_a_sheet_is_drawn_once_and_the_next_ends_it(town):
    await book(town, JANA)
    jana = await town.signed_in(JANA)
    assert (await jana.post("/api/me/badge/paper")).json()["code"] == "no_badge"
    handle, _ = await handed(town, JANA)
    answer = await jana.post("/api/me/badge/paper?lang=en")
    assert (answer.headers["content-type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    first = await town.backend.rights.badges.paper(await person(town, JANA))
    second = await town.backend.rights.badges.paper(await person(town, JANA))
    made = await document(town)
    sheet = next(cred for cred in made.creds if cred.kind == CredentialKind.PAPER)
    assert (sheet.id, sheet.hash) == (f"{handle}.p", contract.paper_hash(second))
    assert made.g[0].creds == [handle, f"{handle}.p"]
    assert contract.paper_hash(first) != sheet.hash
    assert (await jana.delete("/api/me/badge/paper")).status_code == 204
    assert (await document(town)).g[0].creds == [handle]


async def test_staff_open_by_the_phone_and_never_by_a_sheet(town):
    handle, _ = await handed(town, KERN)
    await town.backend.rights.badges.paper(await person(town, KERN))
    staff = next(grant for grant in (await document(town)).g if grant.staff)
    assert staff.creds == [handle]


@pytest.mark.parametrize("by", [JANA, AMT])
async def test_a_lost_phone_is_out_of_all_lists_at_once_and_denied(town, by):
    await book(town, JANA)
    handle, _ = await handed(town, JANA)
    assert (await document(town)).g[0].creds == [handle]
    client = await town.signed_in(by)
    listed = (await client.get("/api/badges")).json()["badges"]
    assert handle in [one["handle"] for one in listed]
    assert (await client.delete(f"/api/badges/{handle}")).status_code == 204
    made = await document(town)
    assert (made.creds, made.g[0].creds, made.deny) == ([], [], [handle])
    assert (await client.delete(f"/api/badges/{handle}")).json()["code"] == "no_such_badge"
    assert (await handed(town, JANA))[0] != handle


async def test_nobody_takes_a_strangers_badge(town):
    handle, _ = await handed(town, KERN)
    for email in (MEMBER, JANA, OSMAN):
        client = await town.signed_in(email)
        assert (await client.delete(f"/api/badges/{handle}")).status_code == 403
        assert handle not in (await client.get("/api/badges")).text


async def test_whose_account_is_closed_opens_nothing(town):
    await book(town, JANA)
    await handed(town, JANA)
    close = update(people).where(people.c.email == JANA).values(active=False)
    await town.backend.records.write(lambda connection: connection.execute(close))
    assert (await document(town)).creds == []


@on_each_database
async def test_keys_that_lay_in_a_revoked_locker_are_drawn_anew(town):
    await book(town, JANA)
    handle, key = await handed(town, JANA)
    other, kept = await handed(town, MEMBER)
    await document(town)
    rows = await town.backend.records.read(lambda connection: connection.execute(select(badge_shares)).all())
    assert [tuple(row) for row in rows] == [(handle, "nordpark-1")]
    now = town.clock.now_ms()
    await town.backend.records.write(lambda connection: device_gone(connection, "nordpark-1", now))
    await town.backend.rights.badges.renew_leaked()
    answer = (await (await town.signed_in(JANA)).get("/api/me/badge")).json()["badge"]
    assert (answer["handle"], answer["why"]) == (handle, "device")
    assert (await handed(town, JANA))[1] != key
    assert await handed(town, MEMBER) == (other, kept)


async def test_a_badge_at_a_reader_checks_its_person_in_for_a_shift_once(town):
    placed = await join(town, await offer(town, starts_h=0.2, lasts_h=3), MEMBER)
    handle, key = await handed(town, MEMBER)
    now = town.clock.now_ms()
    await shown(town, handle, contract.totp(key, contract.step_of(now)))
    await shown(town, handle, "00000000")
    signs = (await town.backend.volunteering.hours.desk.one(placed.signup.id)).signs
    assert [(row.kind, row.at_ms, row.device) for row in signs] == [("badge", now, "nordpark-1")]
    own = (await (await town.signed_in(MEMBER)).get("/api/me/badge")).json()["badge"]
    assert own["used_ms"] == now


async def test_what_a_locker_tells_late_is_judged_by_its_own_time(town):
    placed = await join(town, await offer(town, starts_h=0.2, lasts_h=3), MEMBER)
    handle, key = await handed(town, MEMBER)
    then = town.clock.now_ms()
    town.clock.advance(5 * HOUR_MS)
    await shown(town, handle, contract.totp(key, contract.step_of(then)), at_ms=then)
    await shown(town, handle, contract.totp(key, contract.step_of(then)), at_ms=then + HOUR_MS)
    signs = (await town.backend.volunteering.hours.desk.one(placed.signup.id)).signs
    assert [row.at_ms for row in signs] == [then]


@on_each_database
async def test_a_sheet_checks_in_as_well_and_a_strange_one_nobody(town):
    placed = await join(town, await offer(town, starts_h=0.2, lasts_h=3), MEMBER)
    await handed(town, MEMBER)
    text = await town.backend.rights.badges.paper(await person(town, MEMBER))
    for each in (text, contract.draw_paper()):
        await shown(town, "", contract.paper_hash(each).hex())
    await shown(town, "", "no digest")
    signs = (await town.backend.volunteering.hours.desk.one(placed.signup.id)).signs
    assert [row.kind for row in signs] == ["badge"]


async def test_a_badge_that_opened_says_that_its_person_is_there(town):
    placed = await join(town, await offer(town, starts_h=0.2, lasts_h=3), JANA)
    handle, _ = await handed(town, JANA)
    told = {"grant": "g", "method": "badge", "cred": handle, "who": ""}
    event = Event(kind=EventKind.AUTH_OK, t_ms=town.clock.now_ms(), c="locker", a=told)
    await town.backend.rights.badges.on_event(town.arrival(), event)
    signs = (await town.backend.volunteering.hours.desk.one(placed.signup.id)).signs
    assert [row.kind for row in signs] == ["badge"]


async def test_a_program_gets_no_badge(town):
    jana = await town.signed_in(JANA)
    made = await jana.post("/api/api-keys", json={"name": "Vereins-Programm", "writes": True})
    assert made.status_code == 201, made.text
    headers = {"Authorization": f"Bearer {made.json()['secret']}"}
    assert (await jana.post("/api/me/badge", headers=headers)).status_code == 403


def test_a_step_counts_once_around_the_last_one_and_late_ones_are_believed():
    key, now = bytes(20), 1_800_000_000_000
    step = contract.step_of(now)
    code = contract.totp(key, step)
    assert counted(code, key, now, last=-1) == step
    assert counted(code, key, now + 30_000, last=step) is None
    assert counted(contract.totp(key, step + 1), key, now + 30_000, last=step) == step + 1
    assert counted(code, key, now, last=step + 500) == step
    assert counted("00000000", key, now, last=-1) is None


def test_denied_handles_are_kept_as_long_as_lists_need_them():
    kind = next(one for one in KINDS if one.id == "badge_denials")
    assert (kind.least, kind.people) == (14, False)
    assert re.fullmatch(r"[A-ZÄÖÜ].*", kind.de)
