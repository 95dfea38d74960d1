"""Settings, wiring, logs and acts of a device from the page."""

import pytest
from sqlalchemy import insert

from hallenwart_backend.fleet.enrolment.tables import uploads
from hallenwart_backend.ports import Arrival
from hallenwart_contract.codec import encode
from hallenwart_contract.device_http import LogLines, WiringText
from hallenwart_contract.messages import Conn, Event, State
from hallenwart_contract.wiring import digest, unmarked
from hallenwart_contract.zones import Zone
from support.backends import ADMIN, AMT, KERN, open_town

WIRING = """# Foyer
[[zone]]
id = "foyer"
name = "Foyer"

[[fire_contact]]
id = "panel"
zone = "foyer"
pin = 5
means = "co"
"""


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def ask(town, method, path, email=ADMIN, **more):
    return await (await town.signed_in(email)).request(method, f"/api/fleet/nordpark-1{path}", **more)


async def upload(town, kind, ref, body):
    values = {"device": "nordpark-1", "kind": kind, "ref": ref, "t_ms": town.clock.now_ms(), "body": encode(body)}
    values |= {"covered": b"", "signature": b"", "serial": "1"}
    await town.backend.records.write(lambda connection: connection.execute(insert(uploads).values(values)))


async def config(town):
    await town.backend.desk.publish_all()
    return town.backend.publisher.wanted("nordpark-1", "cfg")


# --- settings ---


async def test_settings_reach_the_device_with_its_configuration(town):
    before = (await config(town)).rev
    answer = await ask(town, "PUT", "/settings", AMT, json={"hb_every_s": 30, "log_level": "debug"})
    assert answer.status_code == 200
    sent = await config(town)
    assert (sent.settings.hb_every_s, sent.settings.log_level, sent.rev) == (30, "debug", before + 1)
    assert (await ask(town, "GET", "")).json()["settings"]["hb_every_s"] == 30
    await town.backend.fleet_room.load()
    assert town.backend.fleet_room.desk.settings_of("nordpark-1").hb_every_s == 30


async def test_a_rhythm_by_which_it_would_count_as_silent_is_refused(town):
    assert (await ask(town, "PUT", "/settings", json={"hb_every_s": 60})).json()["code"] == "bad_rhythm"
    await town.backend.fleet.on_state(town.arrival(), State(dev="nordpark-1", rev=1, zones=[Zone(id="foyer")]))
    assert (await ask(town, "PUT", "/settings", json={"hb_every_s": 30})).json()["code"] == "bad_rhythm"
    assert (await ask(town, "PUT", "/settings", json={"hb_every_s": 15})).status_code == 200
    assert (await ask(town, "PUT", "/settings", json={"hb_every_s": -1})).status_code == 422


# --- wiring ---


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("pin = 5", "pin = 5\nodd = 1"), 10, "odd is not known"),
        (("pin = 5", 'pin = "5"'), 9, "whole number"),
        (('means = "co"', 'means = "door"'), 10, "one of"),
        (("pin = 5", "pin = 5 5"), 9, "Not TOML"),
        (('zone = "foyer"', 'zone = "keller"'), 8, "zone keller is missing"),
        (('name = "Foyer"', 'name = "Foyer"\nhall = "mond"'), 5, "there is no hall mond here"),
    ],
)
async def test_what_is_wrong_is_named_with_its_line_and_nothing_is_sent(town, change, line, words):
    answer = await ask(town, "POST", "/wiring", json={"text": WIRING.replace(*change)})
    assert answer.status_code == 422
    first = answer.json()["problems"][0]
    assert (first["line"], first["weight"]) == (line, "error")
    assert words in first["en"]
    assert (await config(town)).wiring == ""


async def test_a_wiring_is_kept_with_who_and_when_and_sent_marked_by_its_number(town):
    checked = (await ask(town, "POST", "/wiring/check", json={"text": WIRING})).json()
    assert [problem["weight"] for problem in checked["problems"]] == ["warning"]
    assert "1, 2, 3" in checked["problems"][0]["en"], "people hold keys of compartments that it would not have"
    answer = await ask(town, "POST", "/wiring", AMT, json={"text": WIRING})
    assert (answer.status_code, answer.json()["number"]) == (202, 1)
    assert "+[[zone]]" in answer.json()["diff"]
    sent = (await config(town)).wiring
    assert unmarked(sent) == WIRING
    await ask(town, "POST", "/wiring", json={"text": WIRING.replace("pin = 5", "pin = 6")})
    known = (await ask(town, "GET", "/wiring")).json()
    assert [(one["number"], one["by"]) for one in known["revisions"]] == [(2, "Ada Admin"), (1, "Petra Amt")]
    assert not known["same"]
    old = (await ask(town, "GET", "/wiring/1")).json()
    assert old["text"] == WIRING
    assert (await ask(town, "GET", "/wiring/2")).json()["diff"][-3:] == ["-pin = 5", "+pin = 6", ' means = "co"']
    again = await ask(town, "POST", "/wiring", json={"text": old["text"]})
    assert again.json()["number"] == 3
    assert (await config(town)).wiring != sent, "put back is tried again, though it was tried before"
    await town.backend.fleet_room.load()
    assert unmarked(town.backend.fleet_room.desk.wiring_of("nordpark-1")) == WIRING


async def test_what_it_runs_by_is_what_it_told(town):
    assert (await ask(town, "GET", "/wiring")).json()["running"] is None
    await upload(town, "wiring", "", WiringText(text=WIRING, digest=digest(WIRING)))
    known = (await ask(town, "GET", "/wiring")).json()
    assert (known["running"], known["same"], known["rev"]) == (WIRING, True, 0)
    gone = (await ask(town, "POST", "/wiring/check", json={"text": WIRING.partition("[[fire")[0]})).json()
    assert "Gone afterwards: panel" in [problem["en"] for problem in gone["problems"]]
    await ask(town, "POST", "/wiring", json={"text": WIRING})
    sent = (await config(town)).wiring
    await town.backend.fleet.on_conn(town.arrival(), Conn(dev="nordpark-1", online=True, wiring=digest(sent)))
    assert (await ask(town, "GET", "/wiring")).json()["same"]


async def test_how_trials_went_is_told(town):
    arrival = Arrival("nordpark-1", town.clock.now_ms())
    for kind, more in (("trial.begun", {"until_ms": 5}), ("trial.back", {"why": "no receipt"}), ("trial.confirmed", {})):
        event = Event(kind=kind, t_ms=1_000, a={"of": "config", "rev": 7, "version": "", **more})
        await town.backend.fleet_room.desk.on_event(arrival, event)
    [trial] = (await ask(town, "GET", "")).json()["trials"]
    assert (trial["rev"], trial["state"], trial["why"], trial["until_ms"]) == (7, "rolled_back", "no receipt", 5)


# --- logs, acts ---


async def test_log_lines_are_kept_for_a_week(town):
    await upload(town, "logs", "r1", LogLines(ref="r1", lines=["a", "b"]))
    [head] = (await ask(town, "GET", "", KERN)).json()["logs"]
    assert (head["ref"], head["lines"]) == ("r1", 2)
    assert (await ask(town, "GET", "/logs/r1", KERN)).json()["lines"] == ["a", "b"]
    town.clock.advance(7 * 24 * 3_600_000 + 1)
    await town.backend.fleet_room.logs.erase_old()
    assert (await ask(town, "GET", "/logs/r1")).status_code in {401, 404}


async def test_an_act_goes_to_a_device_that_is_connected_and_to_no_other(town):
    assert (await ask(town, "POST", "/identify", KERN, json={})).json()["code"] == "device_offline"
    await town.backend.fleet.on_conn(town.arrival(), Conn(dev="nordpark-1", online=True, boot="b", conn=1, mono_ms=1))
    for path, body, email in (("/identify", {}, KERN), ("/logs", {"lines": 10}, KERN), ("/restart", {"what": "machine"}, AMT)):
        answer = await ask(town, "POST", path, email, json=body)
        assert answer.status_code == 202, answer.text
        assert answer.json()["id"]
    assert (await ask(town, "POST", "/restart", KERN, json={})).status_code == 403
    assert [one["op"] for one in (await ask(town, "GET", "")).json()["commands"]].count("identify") == 1
