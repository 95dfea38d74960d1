"""The fleet by HTTP: one line per device, and one device in full."""

import pytest

from hallenwart_contract.machine import Trial, TrialOf, Vitals
from hallenwart_contract.messages import Heartbeat, State
from support.backends import ADMIN, AMT, HOUR_MS, JANA, KERN, YILMAZ, open_town


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


def beat(device="nordpark-1", **more):
    told = {"sensors": {"smk1": "ok", "keypad": "fault"}, "temp_cpu_c": 51.5, "disk_free_mb": 9_000, "clk": "ntp", "fw": "1.0"}
    return Heartbeat(dev=device, epoch="e", boot="b", conn=1, mono_ms=1, **told | more)


async def tell(town, message):
    arrival = town.arrival(message.dev)
    for listener in (*town.backend.devices.listeners, *town.backend.fleet_room.listeners):
        await (listener.on_state if isinstance(message, State) else listener.on_heartbeat)(arrival, message)


async def fleet(town, email=ADMIN, since=0):
    answer = await (await town.signed_in(email)).get("/api/fleet", params={"since": since})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def lines(town, email=ADMIN):
    return {line["id"]: line for line in (await fleet(town, email))["devices"]}


async def whole(town, device="nordpark-1", email=ADMIN):
    answer = await (await town.signed_in(email)).get(f"/api/fleet/{device}")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_device_that_was_never_heard_stands_in_its_site_all_the_same(town):
    found = await lines(town)
    assert {name: (line["site"], line["state"], line["seen_ms"]) for name, line in found.items()} == {
        "nordpark-1": ("nordpark", "never", None),
        "nordpark-2": ("nordpark", "never", None),
        "sued-1": ("sued", "never", None),
    }
    assert (await whole(town))["vitals"] is None


async def test_a_heartbeat_fills_the_line(town):
    vitals = Vitals(disk_total_mb=30_000, wear_pct=10.0, throttled=["voltage"], off_ms=-40, written_mb=12, load=0.5)
    await tell(town, beat(vitals=vitals))
    line = (await lines(town))["nordpark-1"]
    assert (line["state"], line["temp_c"], line["disk_total_mb"], line["wear_pct"]) == ("online", 51.5, 30_000, 10.0)
    assert line["troubles"] == ["voltage", "component"]
    assert [bad["c"] for bad in line["bad"]] == ["keypad"]
    assert line["components"] == 2


async def test_reasons_come_with_the_snapshot_and_since_stays_while_nothing_changes(town):
    began = town.clock.now_ms()
    await tell(town, beat())
    town.clock.advance(60_000)
    await tell(
        town,
        State(dev="nordpark-1", rev=1, sensors={"smk1": "ok", "keypad": "fault"}, reasons={"keypad": "kein Gerät / no device"}),
    )
    await tell(town, beat())
    [keypad, smoke] = (await whole(town))["components"]
    assert keypad == {"c": "keypad", "quality": "fault", "reason": "kein Gerät / no device"} | {
        "de": "kein Gerät",
        "en": "no device",
        "since_ms": began,
    }
    assert (smoke["quality"], smoke["reason"]) == ("ok", "")


async def test_only_what_changed_comes_to_who_asks_since(town):
    await tell(town, beat())
    first = await fleet(town)
    assert first["whole"]
    town.clock.advance(1_000)
    await tell(town, beat(temp_cpu_c=51.6))
    assert (await fleet(town, since=first["rev"]))["devices"] == []
    await tell(town, beat(sensors={"smk1": "ok", "keypad": "ok"}))
    later = await fleet(town, since=first["rev"])
    assert not later["whole"]
    assert [line["id"] for line in later["devices"]] == ["nordpark-1"]
    assert (await fleet(town, since=later["rev"] + 1_000))["whole"], "a rev of another run of the server"


async def test_a_device_is_behind_until_it_applied_what_it_should_have(town):
    await town.backend.desk.publish_all()
    rev = town.backend.publisher.wanted("nordpark-1", "cfg").rev
    began = town.clock.now_ms()
    await tell(town, beat(revs={"cfg": rev - 1}))
    town.clock.advance(HOUR_MS)
    await tell(town, beat(revs={"cfg": rev - 1}))
    line = (await lines(town))["nordpark-1"]
    config = next(document for document in line["documents"] if document["kind"] == "cfg")
    assert (config["wanted"], config["applied"], config["behind_ms"]) == (rev, rev - 1, began)
    assert "documents" in line["troubles"]
    revs = {
        kind: town.backend.publisher.wanted("nordpark-1", kind).rev for kind in town.backend.publisher.wanted_revs("nordpark-1")
    }
    await tell(town, beat(revs=revs))
    assert (await lines(town))["nordpark-1"]["behind_ms"] is None


async def test_what_is_on_trial_is_shown(town):
    await tell(town, beat())
    trial = Trial(of=TrialOf.CONFIG, rev=7, until_ms=town.clock.now_ms() + 1_000)
    await tell(town, State(dev="nordpark-1", rev=1, trial=trial, about={"os": "Debian"}))
    assert (await lines(town))["nordpark-1"]["trial"]["rev"] == 7
    assert (await whole(town))["about"] == {"os": "Debian"}


async def test_a_caretaker_sees_the_own_site_and_does_little(town):
    assert set(await lines(town, KERN)) == {"nordpark-1", "nordpark-2"}
    assert set(await lines(town, YILMAZ)) == {"nordpark-1", "nordpark-2", "sued-1"}
    assert (await whole(town, email=KERN))["may"] == ["identify", "logs"]
    assert "wiring" in (await whole(town, email=AMT))["may"]
    kern, jana = await town.signed_in(KERN), await town.signed_in(JANA)
    assert (await kern.get("/api/fleet/sued-1")).status_code == 403
    assert (await jana.get("/api/fleet")).status_code == 403
    assert (await (await town.signed_in(ADMIN)).get("/api/fleet/niemand")).status_code == 404
