"""Lost keys, spares, compartments out of service: who may say so, and what the locker learns of it."""

import pytest

from hallenwart_contract.documents import Grants
from hallenwart_contract.event_kinds import EventKind
from support.backends import ADMIN, AMT, HOUR_MS, JANA, KERN, MEMBER, MONDAY_NOON_MS, OSMAN, SEED, YILMAZ, open_town
from support.locker_town import book, incident, letters, open_kinds, reachable, take, tell

pytestmark = pytest.mark.usefixtures("each_database")

END_MS = MONDAY_NOON_MS + HOUR_MS
LOST = "/api/compartments/nordpark-1/1/lost"


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def _list(town) -> Grants:
    await town.backend.desk.publish_all()
    grants = town.backend.publisher.wanted("nordpark-1", "grants")
    assert isinstance(grants, Grants)
    return grants


async def _states(town) -> dict[int, str]:
    return {one.number: one.state for one in (await town.backend.build_view()).lockers[0].compartments}


async def test_the_rights_to_a_lost_key_open_its_spare_until_it_is_replaced(town):
    await reachable(town, OSMAN)
    await book(town, "nordpark", MONDAY_NOON_MS, END_MS, "bc-04")
    kern = await town.signed_in(KERN)
    spare = await kern.put("/api/compartments/nordpark-1/1/spare", json={"spare": 8})
    assert spare.status_code == 204
    assert (await kern.put(LOST, json={"note": "im Bus liegen geblieben"})).status_code == 204
    grants = await _list(town)
    assert [grant.slots for grant in grants.g] == [[8]]
    assert (grants.spares, grants.out_of_service) == ({1: 8}, [1])
    assert (await incident(town, "key_lost")).what.detail == "Nordpark Drittel 1: im Bus liegen geblieben"
    assert (await _states(town))[1] == "lost"
    assert "verloren" in (await letters(town))[0][1]
    (shown,) = [one for one in (await kern.get("/api/compartments")).json()["compartments"] if one["slot"] == 1]
    assert (shown["lost"], shown["spare"], shown["out_of_service"]) == ("im Bus liegen geblieben", 8, None)

    assert (await kern.put(LOST, json={})).status_code == 204  # said twice
    assert len(await letters(town)) == 1
    assert (await kern.delete(LOST)).status_code == 204
    grants = await _list(town)
    assert ([grant.slots for grant in grants.g], grants.out_of_service) == ([[1]], [])
    assert await open_kinds(town) == []
    assert (await kern.delete(LOST)).json()["code"] == "not_lost"


async def test_without_a_spare_the_locker_refuses_in_words(town):
    await book(town, "nordpark", MONDAY_NOON_MS, END_MS, "bc-04")
    await (await town.signed_in(KERN)).put(LOST, json={})
    grants = await _list(town)
    assert ([grant.slots for grant in grants.g], grants.out_of_service) == ([[1]], [1])


async def test_the_club_that_holds_a_key_may_report_it_lost_and_no_other(town):
    await take(town, await book(town, "nordpark", MONDAY_NOON_MS, END_MS, "bc-04"))
    statuses = [(await (await town.signed_in(email)).put(LOST, json={})).status_code for email in (JANA, MEMBER, OSMAN)]
    assert statuses == [403, 403, 204]
    assert (await (await town.signed_in(OSMAN)).delete(LOST)).status_code == 403


async def test_a_key_that_is_lost_is_no_longer_late_and_is_over_with_its_replacement(town):
    await take(town, await book(town, "nordpark", MONDAY_NOON_MS, END_MS, "bc-04"))
    town.clock.wall_ms = END_MS + HOUR_MS
    await town.backend.lockers.look()
    assert await open_kinds(town) == ["key_overdue"]
    kern = await town.signed_in(KERN)
    await kern.put(LOST, json={})
    await town.backend.lockers.look()
    assert await open_kinds(town) == ["key_lost"]
    await kern.delete(LOST)
    assert (await open_kinds(town), await town.backend.access.held_keys()) == ([], [])


async def test_a_compartment_goes_out_of_service_and_comes_back(town):
    amt = await town.signed_in(AMT)
    url = "/api/compartments/nordpark-1/2/service"
    assert (await amt.put(url, json={"out": True, "note": "Schloss klemmt"})).status_code == 204
    assert ((await _list(town)).out_of_service, (await _states(town))[2]) == ([2], "out_of_service")
    assert (await amt.put(url, json={"out": False})).status_code == 204
    assert ((await _list(town)).out_of_service, (await _states(town))[2]) == ([], "unknown")


@pytest.mark.parametrize(
    ("url", "body", "status"),
    [
        ("/api/compartments/nordpark-1/77/lost", {}, 404),
        ("/api/compartments/nordpark-1/1/spare", {"spare": 77}, 404),
        ("/api/compartments/nordpark-1/1/spare", {"spare": 1}, 422),
        ("/api/compartments/sued-1/1/lost", {}, 404),
        ("/api/compartments/nordpark-1/1/lost", {"note": "x" * 501}, 422),
    ],
)
async def test_what_is_no_compartment_is_refused_in_words(town, url, body, status):
    answer = await (await town.signed_in(ADMIN)).put(url, json=body)
    assert (answer.status_code, set(answer.json()["message"])) == (status, {"de", "en"})


async def test_who_holds_which_key_is_read_by_its_club_and_the_managers(town):
    booking = await book(town, "nordpark", MONDAY_NOON_MS, END_MS, "tsv-lindenau")
    jana = await town.signed_in(JANA)
    names = {name: who for who, name in (await town.backend.lockers.keys.names()).items()}
    await take(town, booking, who=names["Jana Lindner"], cred="c1")
    await tell(town, EventKind.KEY_UNKNOWN, 3)
    await tell(town, EventKind.KEY_TAKEN, 8, grant="staff.x", who=names["M. Kern"])
    shown = {one.number: one.holder for one in (await town.backend.build_view()).lockers[0].compartments}
    assert (shown[1], shown[3], shown[8]) == ("TSV Lindenau · Gruppe tsv-lindenau", "", "M. Kern")
    town.clock.wall_ms = END_MS + HOUR_MS
    (key,) = (await jana.get("/api/keys")).json()["keys"]
    assert (key["slot"], key["label"], key["holder"], key["club"]) == (1, "Nordpark Drittel 1", "Jana Lindner", "TSV Lindenau")
    assert (key["due_ms"], key["overdue"], key["lost"]) == (END_MS, True, False)
    assert (await (await town.signed_in(OSMAN)).get("/api/keys")).json()["keys"] == []
    for email, slots in ((KERN, [1, 3, 8]), (YILMAZ, [1, 3, 8])):
        seen = (await (await town.signed_in(email)).get("/api/keys")).json()["keys"]
        assert [one["slot"] for one in seen] == slots


async def test_a_lost_key_that_comes_back_is_told_and_a_person_decides(town):
    await take(town, await book(town, "nordpark", MONDAY_NOON_MS, END_MS, "bc-04"))
    kern = await town.signed_in(KERN)
    await kern.put(LOST, json={"note": "im Bus"})
    town.clock.advance(1_000)
    await tell(town, EventKind.KEY_RETURNED)
    assert "liegt wieder im Fach" in (await incident(town, "key_lost")).what.detail
    assert (await _list(town)).out_of_service == [1]
    await kern.delete(LOST)
    assert ((await _list(town)).out_of_service, await open_kinds(town)) == ([], [])


async def test_a_seed_says_where_spares_hang(tmp_path):
    with_spare = SEED.replace('label = "Nordpark Drittel 2", hall', 'label = "Nordpark Drittel 2", spare = 8, hall')
    async with open_town(tmp_path, seed=with_spare) as opened:
        assert await opened.backend.lockers.keys.spares(["nordpark-1"]) == {"nordpark-1": {2: 8}}
