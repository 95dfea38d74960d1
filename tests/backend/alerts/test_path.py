"""The alert path is proved: a test alarm a day from the sensor to the receipt, a sign of life outside, a watch over ways."""

import pytest

from hallenwart_backend.alerts import letters
from hallenwart_backend.alerts.path import rules, store
from hallenwart_backend.alerts.path.rules import Settings, State
from hallenwart_backend.alerts.queue import Queue
from hallenwart_backend.ports import Became, Handed
from hallenwart_contract.messages import Alarm
from hallenwart_contract.messages import State as DeviceState
from support.backends import ADMIN, AMT, HOUR_MS, KERN, MONDAY_NOON_MS, open_town
from support.http_double import http_double
from support.letters import give_way, write_letter


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


class Sensors:
    """Devices as the path sees them."""

    def __init__(self, *devices, unreceipted=0):
        self.devices, self.unreceipted, self.sent = list(devices), unreceipted, []

    def states(self):
        return {device: DeviceState(dev=device, unreceipted=self.unreceipted) for device in self.devices}

    def online(self, _device):
        return True

    def with_smoke(self):
        return self.devices

    async def send(self, device, op, arg, *, by):
        self.sent.append((device, op, arg["ref"], by))
        return "c1"


class Way:
    def __init__(self, *said):
        self.said, self.took = list(said), []

    async def notify(self, _address, notice):
        self.took.append(notice)
        said = self.said.pop(0) if self.said else Handed()
        if isinstance(said, Exception):
            raise said
        return said


class Followed(Way):
    async def follow(self, _address, _receipt):
        return Became.DELIVERED

    async def cancel(self, _address, _receipt): ...


def _path(town, *devices, **more):
    path = town.backend.channels.path
    path._sensors = Sensors(*devices, **more)
    path._followed = frozenset({"pushover"})
    return path


async def _off(town):
    """Switch the daily test off: these tests run their own."""
    await town.backend.records.write(lambda connection: store.keep(connection, Settings(test_on=False)))


async def _newest(town):
    return (await town.backend.records.read(store.newest))[0]


async def _kinds(town):
    return [one.what.detail for one in await town.backend.incidents.open_incidents() if one.what.kind == "alert_path"]


async def _answer(town, path, ref):
    alarm = Alarm(id="t1", type="smoke", phase="test", sev="crit", zone="z", c="melder-1", t_ms=1, test=True, ref=ref)
    await town.backend.fire.on_alarm(town.arrival(), alarm)
    await town.backend.fire.on_alarm(town.arrival(), alarm)


async def test_a_test_goes_from_the_sensor_to_the_receipt_and_wakes_nobody(town):
    await _off(town)
    await give_way(town, KERN, "pover://u@t")
    path, way = _path(town, "nordpark-1"), Followed(Handed("r1"))
    trial = await path.test(by="Ada Admin")
    assert path._sensors.sent == [("nordpark-1", "selftest", trial.id, "Ada Admin")]
    town.clock.advance(400)
    await _answer(town, path, trial.id)
    queue = Queue(town.backend.records, town.clock, {"pushover": way}, town.backend.spans)
    assert await queue.hand_over_due() == 1
    await path.look()
    assert (await _newest(town)).state is State.RUNNING
    town.clock.advance(5_000)
    await queue.follower.ask_due()
    await path.look()
    done = await _newest(town)
    assert (done.state, done.sensor, done.alarm_ms) == (State.OK, "melder-1", MONDAY_NOON_MS + 400)
    assert [(one.name, one.way, one.state) for one in done.letters] == [("M. Kern", "pushover", "delivered")]
    assert [notice.urgent for notice in way.took] == [False]
    view = await town.backend.build_view()
    assert (view.path.state, view.path.took_ms) == ("ok", 5_400)


async def test_without_a_way_that_can_tell_handing_over_is_all_there_is(town):
    await _off(town)
    await give_way(town, KERN, "json://x")
    path = _path(town)
    await path.test(by="x")
    await Queue(town.backend.records, town.clock, {"apprise": Way()}, town.backend.spans).hand_over_due()
    await path.look()
    assert (await _newest(town)).state is State.HANDED_OVER
    assert (await path.stands()).state == "ok"


async def test_a_silent_sensor_is_an_incident_until_a_test_succeeds(town):
    await _off(town)
    await give_way(town, KERN, "json://x")
    path = _path(town, "nordpark-1")
    await path.test(by="")
    await path.look()
    town.clock.advance(rules.ALARM_MS)
    await path.look()
    assert (await _newest(town)).error == "no_alarm"
    assert any("Melder hat nicht geantwortet" in detail for detail in await _kinds(town))
    assert (await path.stands()).state == "failed"
    town.clock.advance(60_000)
    trial = await path.test(by="x")
    await _answer(town, path, trial.id)
    await Queue(town.backend.records, town.clock, {"apprise": Way()}, town.backend.spans).hand_over_due()
    await path.look()
    (incident,) = await town.backend.incidents.open_incidents()
    assert incident.cleared_ms is not None


async def test_a_receipt_that_does_not_come_makes_the_test_late(town):
    await _off(town)
    await give_way(town, KERN, "pover://u@t")
    path = _path(town)
    await path.test(by="x")
    await Queue(town.backend.records, town.clock, {"pushover": Followed(Handed("r"))}, town.backend.spans).hand_over_due()
    await path.look()
    town.clock.advance(rules.LETTERS_MS)
    await path.look()
    assert (await _newest(town)).state is State.LATE
    assert await _kinds(town)


async def test_nobody_to_tell_fails_at_once(town):
    path = _path(town)
    trial = await path.test(by="x")
    assert (trial.state, trial.error) == (State.FAILED, "no_way")


async def test_the_daily_test_runs_once_a_day_and_survives_restarts(town):
    await give_way(town, KERN, "json://x")
    path = _path(town, "nordpark-1")
    await path.look()
    assert path._sensors.sent == []  # a new installation has nothing to test yet
    town.clock.advance(23 * HOUR_MS)
    for _ in range(3):
        await path.look()
    assert len(path._sensors.sent) == 1
    town.clock.advance(rules.ALARM_MS)
    await path.look()
    again = _path(town, "nordpark-1")
    town.clock.advance(23 * HOUR_MS)
    await again.look()
    assert again._sensors.sent == []
    town.clock.advance(HOUR_MS)
    await again.look()
    assert len(again._sensors.sent) == 1


async def test_alarms_of_a_device_that_are_not_confirmed_are_an_incident_after_half_a_minute(town):
    await _off(town)
    path = _path(town, "nordpark-1", unreceipted=2)
    await path.look()
    town.clock.advance(rules.UNRECEIPTED_MS)
    await path.look()
    assert await _kinds(town) == []
    town.clock.advance(1_000)
    await path.look()
    assert await _kinds(town) == ["2 Alarm-Zeilen nicht bestätigt. / 2 rows of alarms not confirmed."]
    path._sensors.unreceipted = 0
    await path.look()
    assert all(one.cleared_ms for one in await town.backend.incidents.open_incidents())


async def test_a_failing_way_is_an_incident_that_names_it(town):
    await _off(town)
    for number in range(rules.FAILURES):
        await write_letter(town, KERN, f"json://x/{number}")
    down = Queue(town.backend.records, town.clock, {"apprise": Way(*[OSError("503")] * 3)}, town.backend.spans)
    await down.hand_over_due()
    path = _path(town)
    await path.look()
    assert await _kinds(town) == ["apprise:json: 3 x · 503"]
    assert (await path.stands()).failing == ["apprise:json: 3 x · 503"]


async def _beating(town, url, *, method="GET"):
    await town.backend.records.write(
        lambda connection: store.keep(connection, Settings(heartbeat_url=url, heartbeat_method=method, test_on=False))
    )
    heartbeat = town.backend.channels.heartbeat
    heartbeat._fault = lambda: ""
    return heartbeat


async def test_a_sign_of_life_goes_out_only_while_the_path_is_alive(town):
    async with http_double() as outside:
        heartbeat = await _beating(town, f"{outside.url}/ping/1", method="POST")
        for _ in range(3):
            await heartbeat.look()
        assert [(one.method, one.target) for one in outside.asked] == [("POST", "/ping/1")]
        assert (await town.backend.records.read(store.beaten)).answered_ms == town.clock.now_ms()

        town.clock.advance(300_000)
        heartbeat._fault = lambda: "the broker does not answer"
        await heartbeat.look()
        assert len(outside.asked) == 1
        assert (await town.backend.records.read(store.beaten)).error == "the broker does not answer"

        heartbeat._fault = lambda: ""
        letter = await write_letter(town, KERN, "json://x")
        town.clock.advance(300_000)
        await heartbeat.look()
        assert len(outside.asked) == 1, "a waking message that nobody tried proves that the queue stands"
        await town.backend.records.write(lambda c: letters.mark(c, letter, accepted_ms=1))
        town.clock.advance(300_000)
        await heartbeat.look()
        assert len(outside.asked) == 2


async def test_a_sign_of_life_nobody_takes_is_an_incident(town):
    async with http_double(lambda _asked: (500, {})) as outside:
        heartbeat = await _beating(town, outside.url)
        for _ in range(rules.FAILURES):
            await heartbeat.look()
            town.clock.advance(300_000)
        path = _path(town)
        await path.look()
        assert await _kinds(town) == ["Lebenszeichen nach außen: answered 500"]
        outside.answer = lambda _asked: (200, {})
        await heartbeat.look()
        await path.look()
        assert all(one.cleared_ms for one in await town.backend.incidents.open_incidents())


async def test_the_settings_are_the_admins_and_the_test_a_managers(town):
    admin, office = await town.signed_in(ADMIN), await town.signed_in(AMT)
    wanted = {
        "heartbeat_url": "https://wacht.example/ping",
        "heartbeat_every_min": 10,
        "test_at": "09:30",
        "cap_public": True,
    }
    assert (await office.put("/api/alert-path", json=wanted)).status_code == 403
    told = (await admin.put("/api/alert-path", json=wanted)).json()
    assert {name: told[name] for name in wanted} == wanted
    assert (told["state"], told["tests"]) == ("never", [])
    assert (await office.get("/api/alert-path")).json()["heartbeat_url"] == "https://wacht.example"
    for wrong in ({"test_at": "25:00"}, {"heartbeat_url": "ftp://x"}, {"heartbeat_every_min": 0}):
        assert (await admin.put("/api/alert-path", json=wrong)).status_code == 422
    await give_way(town, KERN, "json://x")
    begun = await office.post("/api/alert-path/test")
    assert (begun.status_code, begun.json()["by"]) == (202, "Petra Amt")
    assert (await office.post("/api/alert-path/test")).status_code == 409
    assert (await office.get(f"/api/alert-path/tests/{begun.json()['id']}")).json()["state"] == "running"
    assert (await office.get("/api/alert-path/tests/none")).status_code == 404
