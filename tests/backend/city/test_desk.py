"""What the city's sensors become: readings of virtual devices, people counted, incidents of the right weight."""

import json

import pytest

from hallenwart_backend.city import service
from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_backend.ports import SeriesKey
from support.city_town import COUNTER, HEAD, WINDOW, city_house, running, until

APP = "17c82e96-be03-4f38-aef3-f83d48582d97"


def uplink(dev_eui, count=1, decoded=None, at=None, **more):
    said = {"deviceInfo": {"devEui": dev_eui}, "devAddr": "00189440", "fCnt": count, "object": decoded or {}, **more}
    return f"application/{APP}/device/{dev_eui}/event/up", json.dumps(said | ({"time": at} if at else {})).encode()


class Wire:
    """A broker's session that a test speaks through."""

    def __init__(self):
        self.connected, self.trouble = True, "refused"


@pytest.fixture
async def house(tmp_path):
    async with city_house(tmp_path) as house:
        for source in house.desk.sources.values():
            if source.session is not None:
                source.session = Wire()
        async with running(house.city, "city"):
            yield house


async def hears(house, source, topic, payload, *, waited=False):
    """Let a message come, and wait until it is stored."""
    house.desk._deliverer(source)(topic, payload, waited)
    await until(lambda: not house.desk._waiting)


async def test_an_uplink_is_a_reading_of_a_device_of_its_own_and_stands_on_the_page_with_its_age(house):
    await hears(house, "stadtwerke", *uplink(WINDOW, decoded={"door": "open"}, data="CJg=", fPort=2))
    assert house.figures("fenster") == {"open": 1, "temp_c": pytest.approx(22.0)}
    key = SeriesKey(f"lora-{WINDOW}", "fenster", "temp_c")
    assert await house.series.latest(key) == (house.clock.now_ms(), pytest.approx(22.0))
    now = house.shown("fenster")
    assert (now.word, now.heard_ms, now.device) == ("ok", house.clock.now_ms(), f"lora-{WINDOW}")
    assert house.shown("dachboden").word == "unheard"


async def test_what_says_nothing_is_counted_by_the_word_why_and_who_is_not_mapped_is_named(house):
    await hears(house, "stadtwerke", *uplink("0202020202020202"))
    await hears(house, "stadtwerke", *uplink(WINDOW, decoded={"door": []}))
    await hears(house, "stadtwerke", f"application/{APP}/device/{WINDOW}/event/up", b"\x00")
    await hears(house, "stadtwerke", *uplink(WINDOW, count=1))
    source = house.desk.sources["stadtwerke"]
    assert source.refused == {"no_sensor": 1, "figure:open": 1, "json": 1, "repeated": 1}
    assert [*source.taker.unknown] == ["0202020202020202"]


async def test_people_counted_outside_stand_where_people_counted_stand(house):
    said = {
        "end_device_ids": {"device_id": "tuer", "dev_eui": COUNTER},
        "uplink_message": {"session_key_id": "a", "f_cnt": 1, "decoded_payload": {"count": 31}},
    }
    await hears(house, "ttn", "v3/hallen@stadt/devices/tuer/up", json.dumps(said).encode())
    assert house.occupancy.now("nordpark").count == 31


async def test_a_smoke_head_of_the_city_is_a_late_pre_alarm_of_its_own_and_never_a_fire(house):
    await hears(house, "stadtwerke", *uplink(HEAD, decoded={"alarm": 1}))
    (cause,) = house.standing().values()
    assert (cause.kind, cause.sev, cause.sensor) == ("pre_alarm", "warn", "Rauchmelder Dachboden")
    assert (cause.zone, cause.siren, cause.replayed) == ("", False, False)
    assert "wird nicht überwacht" in cause.measured
    await hears(house, "stadtwerke", *uplink(HEAD, count=2, decoded={"alarm": 0}))
    assert house.standing() == {}


async def test_what_waited_at_a_broker_alarms_nobody_and_what_is_hours_old_is_not_told_as_new(house):
    await hears(house, "stadtwerke", *uplink(HEAD, decoded={"alarm": 1}), waited=True)
    assert house.standing() == {}
    assert house.shown("dachboden").word == "unheard"
    await hears(house, "stadtwerke", *uplink(HEAD, decoded={"alarm": 1}, count=2, at="2026-11-23T07:00:00Z"))
    assert [one.replayed for one in house.standing().values()] == [True]


async def test_what_waited_and_says_when_it_was_true_is_known_by_that_time(house):
    said = b'{"observedAt":"2026-11-23T10:40:00Z","pm25":{"value":7.5}}'
    await hears(house, "umwelt", "umwelt/nordpark/luft", said, waited=True)
    assert house.figures("luft") == {"pm2_5_ug_m3": 7.5}
    assert house.shown("luft").heard_ms == house.clock.now_ms() - 20 * 60_000
    await hears(house, "umwelt", "umwelt/nordpark/luft", b'{"pm25":{"value":9.5}}', waited=True)
    assert house.figures("luft") == {"pm2_5_ug_m3": 7.5}


async def test_silence_of_three_intervals_is_told_and_over_with_the_next_word(house):
    desk = house.desk
    await hears(house, "stadtwerke", *uplink(WINDOW, decoded={"door": 0}))
    await desk.look()
    assert house.standing() == {}
    house.clock.advance(3 * 600_000 + 61_000)
    await desk.look()
    silent = house.standing()[f"city_silent:lora-{WINDOW}"]
    assert (silent.kind, silent.sev, silent.detail, silent.hall) == ("sensor_fault", "info", "silent", "nordpark")
    assert house.shown("fenster").word == "silent"
    house.clock.advance(3 * 3_600_000)
    await desk.look()
    assert house.standing()[f"city_silent:lora-{HEAD}"].sev == "warn"
    await hears(house, "stadtwerke", *uplink(WINDOW, count=2, decoded={"door": 0}))
    await desk.look()
    assert f"city_silent:lora-{WINDOW}" not in house.standing()


async def test_a_network_that_is_away_is_one_word_and_its_sensors_are_not_blamed(house):
    desk = house.desk
    wire = desk.sources["stadtwerke"].session
    wire.connected = False
    for _ in range(8):
        await desk.look()
        house.clock.advance(3_600_000)
    stands = house.standing()
    assert stands["city_source:stadtwerke"].sev == "warn"
    assert "refused" in stands["city_source:stadtwerke"].measured
    assert not [key for key in stands if "lora-a840" in key or "lora-70b3" in key]
    assert house.shown("fenster").word == "away"
    wire.connected = True
    await desk.look()
    assert "city_source:stadtwerke" not in house.standing()
    assert house.shown("fenster").word == "unheard"


async def test_a_battery_that_ends_is_told_and_again_well_only_when_clearly_fuller(house):
    for pct, stands in ((30, False), (9, True), (15, True), (60, False)):
        said = {"deviceInfo": {"devEui": WINDOW}, "batteryLevel": pct}
        await hears(house, "stadtwerke", f"application/{APP}/device/{WINDOW}/event/status", json.dumps(said).encode())
        assert (f"city_battery:lora-{WINDOW}" in house.standing()) is stands
        house.clock.advance(1_000)


async def test_a_store_that_is_away_costs_nothing(house, monkeypatch):
    desk, series, tries = house.desk, house.series, []
    append = series.append

    async def failing(points):
        tries.append(points)
        if len(tries) < 3:
            raise StoreUnavailableError("full")
        await append(points)

    monkeypatch.setattr(series, "append", failing)
    monkeypatch.setattr(service, "RETRY_S", 0.01)
    await hears(house, "stadtwerke", *uplink(WINDOW, decoded={"door": 1}))
    assert len(tries) == 3
    assert house.figures("fenster") == {"open": 1}
    assert desk.sources["stadtwerke"].lost == 0


async def test_after_a_restart_what_was_known_is_known_and_who_fell_silent_meanwhile_is_missed(tmp_path):
    async with city_house(tmp_path) as house, running(house.city, "city"):
        await hears(house, "stadtwerke", *uplink(WINDOW, decoded={"door": 1}, at="2026-11-23T10:00:00Z"))
    async with city_house(tmp_path) as house:
        house.desk.sources["stadtwerke"].session = Wire()
        assert house.figures("fenster") == {"open": 1}
        await house.desk.look()
        assert house.shown("fenster").word == "silent"


async def test_a_file_with_mistakes_connects_nothing_and_says_so(tmp_path):
    async with city_house(tmp_path, change=lambda text: text.replace("every_s = 900", "every_s = 0")) as house:
        assert set(house.city.tasks()) == {"city", "city watch"}
        await house.desk.look()
        assert "luft: every_s 0; write 10" in house.standing()["city_file"].measured


async def test_a_hall_that_is_not_there_is_told_and_the_rest_works(tmp_path):
    async with city_house(tmp_path, change=lambda text: text.replace('hall = "nordpark"', 'hall = "west"', 1)) as house:
        assert house.desk.problems == ["[[sensor]] fenster: there is no hall 'west'"]
        assert "city stadtwerke" in house.city.tasks()


async def test_more_than_can_wait_is_lost_and_counted(house, monkeypatch):
    monkeypatch.setattr(service, "MOST_WAITING", 2)
    for count in range(5):
        house.desk._deliverer("stadtwerke")(*uplink(WINDOW, count=count, decoded={"door": 0}), False)
    assert house.desk.sources["stadtwerke"].lost == 3
