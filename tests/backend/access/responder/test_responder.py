"""Releases for the responders and emergency openings: by whom, until when, and the log that proves it."""

import pytest
from sqlalchemy import delete, insert, update

from hallenwart_backend.accounts.store import login_of
from hallenwart_backend.accounts.tables import roles
from hallenwart_backend.evidence.tables import evidence, evidence_said
from hallenwart_contract.documents import Grants
from hallenwart_contract.event_kinds import EventKind
from support.backends import ADMIN, AMT, HOUR_MS, KERN, MONDAY_NOON_MS, open_town
from support.locker_town import connect, tell

BODY = {
    "device": "nordpark-1",
    "slots": [8, 8],
    "from_ms": MONDAY_NOON_MS,
    "to_ms": MONDAY_NOON_MS + 24 * HOUR_MS,
    "protocol": "Begehung mit der Feuerwehr am 23.11.",
}


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def _give(town, email, role, scope):
    def write(connection):
        person = login_of(connection, email).person
        connection.execute(insert(roles).values(person=person, role=role, scope=scope))

    await town.backend.records.write(write)


async def _release(town):
    await town.backend.desk.publish_all()
    grants = town.backend.publisher.wanted("nordpark-1", "grants")
    assert isinstance(grants, Grants)
    return grants.responder


async def test_a_release_is_at_the_locker_from_its_giving_to_its_end_and_both_are_kept(town):
    await _give(town, KERN, "fire_officer", "nordpark")
    kern = await town.signed_in(KERN)
    assert await _release(town) is None
    given = await kern.post("/api/releases", json=BODY)
    assert (given.status_code, given.json()["slots"], given.json()["given_by"]) == (201, [8], "M. Kern")
    held = await _release(town)
    assert held is not None
    assert (held.slots, held.to_ms) == ([8], BODY["to_ms"])
    assert (await kern.post("/api/releases", json=BODY)).json()["code"] == "released"

    end = f"/api/releases/{given.json()['id']}/end"
    assert (await kern.post(end, json={"protocol": "Übung vorbei"})).status_code == 204
    assert await _release(town) is None
    assert (await kern.post(end, json={"protocol": "noch einmal"})).json()["code"] == "ended"
    (shown,) = (await kern.get("/api/releases")).json()["releases"]
    assert (shown["ended_by"], shown["ended_ms"]) == ("M. Kern", town.clock.now_ms())
    links = (await kern.get("/api/evidence")).json()["links"]
    assert [(one["kind"], one["about"]) for one in links] == [
        ("release.ended", shown["id"]),
        ("release.given", shown["id"]),
    ]
    assert "Begehung mit der Feuerwehr" in links[1]["said"]
    assert all("Kern" not in one["who"] and one["who"] for one in links)


async def test_a_release_ends_by_itself(town):
    await (await town.signed_in(ADMIN)).post("/api/releases", json=BODY)
    town.clock.wall_ms = BODY["to_ms"]
    assert await _release(town) is None


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"slots": [77]}, 404),
        ({"device": "sued-1"}, 403),
        ({"to_ms": MONDAY_NOON_MS}, 422),
        ({"to_ms": MONDAY_NOON_MS + 401 * 24 * HOUR_MS}, 422),
        ({"from_ms": MONDAY_NOON_MS - 2 * HOUR_MS, "to_ms": MONDAY_NOON_MS - HOUR_MS}, 422),
        ({"protocol": "  "}, 422),
    ],
)
async def test_a_release_names_compartments_of_the_own_site_a_time_and_a_protocol(town, change, status):
    await _give(town, KERN, "fire_officer", "nordpark")
    assert (await (await town.signed_in(KERN)).post("/api/releases", json=BODY | change)).status_code == status
    assert await _release(town) is None


async def test_an_emergency_opening_needs_both_rights_and_is_kept(town):
    wire = await connect(town)
    body = {"slot": 3, "reason": "Kind eingeschlossen"}
    url = "/api/devices/nordpark-1/emergency"
    kern = await town.signed_in(KERN)
    assert (await kern.post(url, json=body)).status_code == 403
    await _give(town, KERN, "emergency", "nordpark")
    await _give(town, AMT, "emergency", "")
    assert (await (await town.signed_in(AMT)).post(url, json=body)).status_code == 403
    answer = await kern.post(url, json=body)
    assert answer.status_code == 202
    ((_, command),) = wire.sent
    assert (command.op, command.arg, command.by) == ("open", {"slot": 3, "emergency": True}, "")
    await tell(town, EventKind.EMERGENCY_OPENED, 3, grant="", cred="", who="")
    links = (await (await town.signed_in(ADMIN)).get("/api/evidence")).json()["links"]
    assert [one["kind"] for one in links] == ["emergency.opened", "emergency.ordered"]
    assert links[1]["about"] == answer.json()["id"]


async def test_a_plain_opening_is_no_emergency(town):
    wire = await connect(town)
    await (await town.signed_in(KERN)).post("/api/devices/nordpark-1/open", json={"slot": 3, "reason": "Probe"})
    assert [command.arg for _, command in wire.sent] == [{"slot": 3}]


async def _proof(town):
    return (await (await town.signed_in(ADMIN)).get("/api/evidence/verify")).json()


async def test_tampering_with_the_log_is_found_and_erasing_names_is_none(town):
    for at in range(4):
        await tell(town, EventKind.RESPONDER_OPENED, 8, at_ms=MONDAY_NOON_MS + at, release="r1")
    whole = await _proof(town)
    assert (whole["whole"], whole["links"], whole["fault_at"]) == (True, 4, None)

    write, admin = town.backend.records.write, await town.signed_in(ADMIN)
    assert (await admin.delete("/api/evidence/1/said")).status_code == 204
    assert (await admin.delete("/api/evidence/1/said")).status_code == 404
    erased = await _proof(town)
    assert (erased["whole"], erased["links"]) == (True, 5)
    links = (await admin.get("/api/evidence")).json()["links"]
    assert [(one["kind"], one["said"]) for one in (links[0], links[-1])] == [("said.erased", ""), ("responder.opened", None)]

    await write(
        lambda connection: connection.execute(update(evidence_said).where(evidence_said.c.number == 2).values(said="x"))
    )
    assert (await _proof(town))["fault_at"] == 2
    await write(lambda connection: connection.execute(delete(evidence_said)))
    assert (await _proof(town))["whole"]

    await write(lambda connection: connection.execute(update(evidence).where(evidence.c.number == 3).values(about="other")))
    assert (await _proof(town))["fault_at"] == 3
    await write(lambda connection: connection.execute(delete(evidence).where(evidence.c.number == 1)))
    assert (await _proof(town))["fault_at"] == 1
