"""Whoever changes something stands in the audit log, by pseudonym, before the answer says that it is done."""

import pytest
from sqlalchemy import select

from hallenwart_backend.audit.tables import acts
from support.backends import ADMIN, HOUR_MS, JANA, KERN, MONDAY_NOON_MS, OSMAN, open_town
from support.partner_town import new_system


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def noted(town):
    rows = await town.backend.records.read(lambda connection: connection.execute(select(acts).order_by(acts.c.id)).all())
    return [(row.who, row.program, row.act, row.about) for row in rows]


async def id_of(town, email):
    return (await (await town.signed_in(email)).get("/api/session")).json()["id"]


def wish(**more):
    start = MONDAY_NOON_MS + 6 * HOUR_MS
    return {"hall": "nordpark", "sections": [1], "start_ms": start, "end_ms": start + HOUR_MS, "title": "Geheim"} | more


async def test_a_change_is_noted_by_pseudonym_and_reading_is_not(town):
    jana = await town.signed_in(JANA)
    who = town.backend.audit._pseudonym(await id_of(town, JANA))
    booking = (await jana.post("/api/bookings", json=wish())).json()["id"]
    await jana.get("/api/bookings")
    await jana.patch(f"/api/bookings/{booking}", json={"title": "Anders"})
    assert await noted(town) == [
        (who, "", "sign_in.password", ""),
        (who, "", "POST /api/bookings", ""),
        (who, "", "PATCH /api/bookings/{booking}", f"booking={booking}"),
    ]
    told = repr(await noted(town))
    assert not any(secret in told for secret in ("Geheim", "Jana", JANA))


async def test_what_was_refused_changed_nothing_and_is_not_noted(town):
    kern = await town.signed_in(KERN)
    assert (await kern.post("/api/bookings", json=wish())).status_code == 403
    assert (await kern.put("/api/me", json={})).status_code == 422
    assert [act for _, _, act, _ in await noted(town)] == ["sign_in.password"]


async def test_wrong_sign_ins_and_ends_are_noted(town):
    stranger = town.stranger()
    await stranger.post("/api/session", json={"email": JANA, "password": "falsch"})
    await stranger.post("/api/session", json={"email": "niemand@stadt.example", "password": "falsch"})
    jana = await town.signed_in(OSMAN)
    await jana.delete("/api/session")
    found = await noted(town)
    assert [act for _, _, act, _ in found] == ["sign_in.failed", "sign_in.failed", "sign_in.password", "DELETE /api/session"]
    assert bool(found[0][0]) is True
    assert found[1][0] == ""
    assert found[2][0] == found[3][0] != ""


async def test_a_program_is_named_by_its_key(town):
    osman, program = await town.signed_in(OSMAN), town.stranger()
    made = (await osman.post("/api/api-keys", json={"name": "Seite", "writes": True})).json()
    key = {"Authorization": f"Bearer {made['secret']}"}
    assert (await program.post("/api/bookings", headers=key, json=wish(hall="sued"))).status_code == 201
    system = await new_system(town)
    await system.done("POST", "/holds", system.wish())
    found = await noted(town)
    assert found[-2][1:] == (f"key:{made['key']['id']}", "POST /api/bookings", "")
    assert found[-2][0] == found[-3][0]  # the person whose key it is
    assert found[-1] == ("", f"partner:{system.id}", "POST /partner/v1/holds", "")
    assert made["secret"] not in repr(found)


async def test_an_administrator_reads_it_and_nobody_else(town):
    jana, ada = await town.signed_in(JANA), await town.signed_in(ADMIN)
    await jana.post("/api/bookings", json=wish())
    told = (await ada.get("/api/audit")).json()
    assert [one["act"] for one in told["acts"]] == ["POST /api/bookings", "sign_in.password", "sign_in.password"]
    assert (await ada.get(f"/api/audit?before={told['acts'][1]['number']}")).json()["acts"] == told["acts"][2:]
    assert (await jana.get("/api/audit")).status_code == 403
