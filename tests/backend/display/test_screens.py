"""Displays as they run: the list, how each is set, what it drew and showed."""

import pytest

from hallenwart_backend.display.screens.store import KEPT
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.ports import Cause
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Severity
from support.backends import AMT, HOUR_MS, JANA, KERN, WEHR, open_town
from support.display_town import DEVICE, draw, happen, jpeg, proof, stand, view
from support.locker_town import connect

pytestmark = pytest.mark.usefixtures("each_database")
PANEL = {"inches": 43, "distance_m": 4, "turned": 90, "on": [{"days": [0, 1], "from_min": 480, "to_min": 1320}]}


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def _get(town, path="", email=KERN, **params):
    return await (await town.signed_in(email)).get(f"/api/displays{path}", params=params)


async def test_the_list_says_what_each_display_shows_and_why(town):
    await connect(town, DEVICE)
    await stand(town)
    [shown] = (await _get(town)).json()["displays"]
    assert (shown["device"], shown["title"], shown["site_name"]) == (DEVICE, "Sporthalle Nordpark", "Sporthalle Nordpark")
    assert (shown["online"], shown["screen"]["mode"], shown["why"]["en"]) == (True, "board", "The plan of bookings.")
    assert (shown["thumbnail"], shown["exit"], shown["fault"]) == (None, None, None)
    assert shown["may"] == ["proof", "block"]
    everywhere = (await _get(town, email=AMT)).json()["displays"]
    assert [one["device"] for one in everywhere] == ["sued-1", DEVICE]
    assert everywhere[0]["why"]["de"] == "Diese Anzeige hat noch nie etwas gemeldet."
    assert (await _get(town, email=JANA)).status_code == 403


async def test_a_screen_that_does_not_do_is_said_so_and_counted(town):
    await connect(town, DEVICE)
    await stand(town, sensors={"screen": "fault"}, reasons={"screen": "der Browser zeichnet nicht / the browser does not draw"})
    [shown] = (await _get(town)).json()["displays"]
    assert shown["fault"]["en"] == "the browser does not draw"
    assert town.backend.displays.listing.drawn() == {DEVICE: True}
    await stand(town, None)
    assert b"hallenwart_displays_without_page 1.0" in await town.backend.figures.text()


async def test_the_office_sets_a_screen_and_the_device_is_told(town):
    amt = await town.signed_in(AMT)
    put = await amt.put(f"/api/displays/{DEVICE}/screen", json=PANEL)
    assert (put.status_code, put.json()["turned"], put.json()["languages"]) == (200, 90, ["de", "en"])
    told = (await view(town)).screen
    assert (told.inches, told.turned, told.on[0].to_min, told.exit) == (43.0, 90, 1320, None)
    refused = await amt.put(f"/api/displays/{DEVICE}/screen", json=PANEL | {"inches": 20, "turned": 0, "distance_m": 15})
    assert (refused.status_code, refused.json()["code"]) == (422, "too_far")
    assert "größeren Bildschirm" in refused.json()["message"]["de"]
    assert (await amt.put("/api/displays/nordpark-1/screen", json=PANEL)).json()["code"] == "no_display"
    assert (await (await town.signed_in(KERN)).put(f"/api/displays/{DEVICE}/screen", json=PANEL)).status_code == 403
    await town.backend.displays.load()
    assert town.backend.displays.screens.settings_of(DEVICE).turned == 90


async def test_a_proof_is_asked_for_comes_once_and_is_seen(town):
    wire = await connect(town, DEVICE)
    asked = await (await town.signed_in(WEHR)).post(f"/api/displays/{DEVICE}/proof")
    assert (asked.status_code, wire.sent[-1][1].op) == (202, "proof")
    assert wire.sent[-1][1].arg == {"ref": asked.json()["ref"]}
    assert (await _get(town, f"/{DEVICE}/thumbnail")).status_code == 404
    await draw(town, proof(town, ref=asked.json()["ref"]))
    [kept] = (await _get(town, f"/{DEVICE}/proofs")).json()["proofs"]
    assert (kept["ref"], kept["incident"], kept["width"]) == (asked.json()["ref"], "", 1920)
    picture = await (await town.signed_in(KERN)).get(kept["path"])
    assert (picture.headers["content-type"], picture.content) == ("image/jpeg", jpeg())
    assert "immutable" in picture.headers["cache-control"]
    [shown] = (await _get(town)).json()["displays"]
    assert (shown["thumbnail"]["id"], shown["thumbnail"]["sha256"]) == (kept["id"], "0" * 64)


@pytest.mark.parametrize(
    "changes",
    [
        {"picture": b"\x89PNG" * 9},
        {"picture": jpeg(3_000, 10)},
        {"sha256": "zz"},
        {"why": "later"},
        {"width": 0},
        {"mode": "m" * 17},
    ],
)
async def test_what_is_no_picture_of_a_screen_is_refused(town, changes):
    with pytest.raises(RefusedError, match="odd_proof"):
        await draw(town, proof(town, **changes))
    assert (await _get(town, f"/{DEVICE}/proofs")).json()["proofs"] == []


async def test_a_display_whose_clock_is_wrong_proves_by_the_server_s_time(town):
    await draw(town, proof(town, t_ms=5))
    [kept] = (await _get(town, f"/{DEVICE}/proofs")).json()["proofs"]
    assert kept["t_ms"] == town.clock.now_ms()


async def test_the_newest_stay_and_those_of_alarms_all(town):
    await draw(town, proof(town, 0, why="alarm", ref="a-1"))
    for number in range(1, KEPT + 3):
        await draw(town, proof(town, number))
    kept = (await _get(town, f"/{DEVICE}/proofs", limit=200)).json()["proofs"]
    assert [len(kept), kept[0]["ref"], kept[-2]["ref"], kept[-1]["why"]] == [KEPT + 1, f"r{KEPT + 2}", "r3", "alarm"]


async def test_what_was_drawn_in_an_alarm_hangs_on_it_and_stands_in_the_evidence(town):
    now = town.clock.now_ms()
    await town.backend.incidents.report(
        Cause("smoke:nordpark:geraeteraum", "a-1", IncidentKind.SMOKE, Severity.CRIT, "nordpark", now)
    )
    [burns] = await town.backend.incidents.open_incidents()
    town.clock.advance(2_000)
    await happen(town, "screen.proof", ref="a-1", why="alarm", mode="smoke", sha256="0" * 64)
    await draw(town, proof(town, why="alarm", ref="a-1", mode="smoke", rung="fire"))
    [kept] = (await _get(town, f"/{DEVICE}/proofs")).json()["proofs"]
    assert kept["incident"] == burns.id
    kern = await town.signed_in(KERN)
    steps = (await kern.get(f"/api/incidents/{burns.id}")).json()["steps"]
    [step] = [one for one in steps if one["kind"] == "proof"]
    assert step["text"].endswith(f"smoke · sha256 {'0' * 64}")
    links = (await (await town.signed_in(WEHR)).get("/api/evidence", params={"kind": "screen.proof"})).json()["links"]
    assert [(link["about"], link["device"], "0" * 64 in link["said"]) for link in links] == [
        (f"a-1:alarm:{DEVICE}", DEVICE, True)
    ]
    assert (await (await town.signed_in(WEHR)).get("/api/evidence/verify")).json()["whole"]


async def test_what_was_shown_when_is_kept_once_with_its_pictures(town):
    begin = town.clock.now_ms()
    for mode, rung in (("board", "plan"), ("smoke", "fire"), ("board", "plan")):
        await happen(town, "screen.shown", mode=mode, rung=rung)
        town.clock.advance(HOUR_MS)
    await draw(town, proof(town, t_ms=begin + HOUR_MS + 2_000, mode="smoke", rung="fire", why="alarm"))
    answer = (await _get(town, f"/{DEVICE}/shown", **{"from": begin + 60_000})).json()
    assert [(one["mode"], one["t_ms"] - begin, one["proof"] != "") for one in answer["shown"]] == [
        ("board", 0, False), ("smoke", HOUR_MS, True), ("board", 2 * HOUR_MS, False),
    ]  # fmt: skip
    assert (answer["shown"][0]["to_ms"], answer["shown"][-1]["to_ms"], answer["more"]) == (begin + HOUR_MS, None, False)
