"""What a Home Assistant of the city sees: on a real Mosquitto, kept up to date, taken away when gone, also over a restart."""

import asyncio

import pytest

from hallenwart_backend.city import home_assistant as rules
from hallenwart_backend.city import home_desk
from hallenwart_backend.city.home_assistant import HallDevice
from hallenwart_contract.doors import DoorState
from hallenwart_contract.messages import State
from hallenwart_contract.zones import Zone
from support.brokers import needs_mosquitto
from support.city_town import city_house, running, until
from support.house_broker import house_broker
from support.mqtt_listener import Listening

HOME = '\n[home_assistant]\nhost = "127.0.0.1"\nport = {port}\ntls = false\n'
CONFIG = "homeassistant/device/hallenwart-{}/config"


def state(device="nordpark-1", **more):
    zones = [Zone(id="geraeteraum", word="normal", sensors=["rauch"])]
    doors = [DoorState(c=1, closed=True, key=True)]
    return State(dev=device, **{"zones": zones, "doors": doors, "people": {"nordpark": 12}, "sensors": {"rauch": "ok"}, **more})


def device(**more):
    names = {"zones": {"geraeteraum": "Geräteraum"}, "doors": {1: "Drittel 1"}, "halls": {"nordpark": "Halle Nordpark"}}
    return HallDevice("nordpark-1", "Nordpark", "Sporthalle", True, state(**more), **names)


def test_the_document_is_what_home_assistant_documents():
    document = rules.document_of(device(), prefix="hallenwart", version="1.2.3")
    assert document["dev"]["ids"] == ["hallenwart-nordpark-1"]
    assert document["o"] == {"name": "Hallenwart", "sw": "1.2.3"}
    assert document["stat_t"] == "hallenwart/nordpark-1/state"
    assert document["avty"] == [{"t": "hallenwart/status"}, {"t": "hallenwart/nordpark-1/availability"}]
    entities = document["cmps"]
    assert {key: (one["p"], one.get("dev_cla")) for key, one in entities.items()} == {
        "zone_geraeteraum": ("binary_sensor", "smoke"),
        "zone_geraeteraum_word": ("sensor", "enum"),
        "door_1": ("binary_sensor", "door"),
        "people_nordpark": ("sensor", None),
        "fault": ("binary_sensor", "problem"),
    }
    assert entities["door_1"]["val_tpl"] == "{{ value_json.door_1 }}"
    assert len({one["uniq_id"] for one in entities.values()}) == len(entities)
    assert not any("cmd" in name or "command" in name for one in (document, *entities.values()) for name in one)


@pytest.mark.parametrize(
    ("changes", "key", "value"),
    [
        ({}, "zone_geraeteraum", "OFF"),
        ({"zones": [Zone(id="geraeteraum", word="fire")]}, "zone_geraeteraum", "ON"),
        ({"zones": [Zone(id="geraeteraum", word="fault")]}, "zone_geraeteraum", None),
        ({"zones": [Zone(id="geraeteraum", word="disabled")]}, "zone_geraeteraum", None),
        ({"zones": [Zone(id="geraeteraum", word="from the future")]}, "zone_geraeteraum_word", None),
        ({}, "door_1", "OFF"),
        ({"doors": [DoorState(c=1, closed=False, key=True)]}, "door_1", "ON"),
        ({"doors": [DoorState(c=1, closed=True, key=True, known=False)]}, "door_1", None),
        ({}, "people_nordpark", 12),
        ({"people": {"nordpark": None}}, "people_nordpark", None),
        ({}, "fault", "OFF"),
        ({"sensors": {"rauch": "stale"}}, "fault", "ON"),
    ],
)
def test_what_nobody_knows_is_unknown_and_never_well(changes, key, value):
    assert rules.state_of(device(**changes))[key] == value


def test_names_that_look_alike_stay_apart_and_no_name_reaches_a_template():
    zones = [Zone(id="Flur 1"), Zone(id="flur_1"), Zone(id="{{ 1 }}")]
    entities = rules.document_of(device(zones=zones), prefix="hallenwart", version="1")["cmps"]
    assert [key for key in entities if key.startswith("zone_") and "word" not in key] == [
        "zone_flur_1",
        "zone_flur_1_2",
        "zone____1___",
    ]


def test_only_what_this_town_wrote_is_its_own():
    ours = {"o": {"name": "Hallenwart"}}
    assert rules.is_ours("hallenwart", "hallenwart-nordpark-1", ours)
    assert not rules.is_ours("hallenwart", "hallenwart2-nordpark-1", ours)
    assert not rules.is_ours("hallenwart", "hallenwart-nordpark-1", {"o": {"name": "Zigbee2MQTT"}})
    assert not rules.is_ours("hallenwart", "hallenwart-nordpark-1", {"o": 7})


@pytest.fixture(scope="module")
def broker(tmp_path_factory):
    with house_broker(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture
async def home(broker, monkeypatch):
    monkeypatch.setattr(home_desk, "LOOK_EVERY_S", 0.05)
    listening = Listening(broker.port)
    await listening.start()
    yield listening
    await listening.clear()
    await listening.stop()


@needs_mosquitto
@pytest.mark.mosquitto
async def test_devices_appear_change_and_go_and_all_is_told_anew_at_a_birth(tmp_path, broker, home):
    await home.put("homeassistant/device/zigbee_1/config", {"o": {"name": "Zigbee2MQTT"}})
    async with city_house(tmp_path, more=HOME.format(port=broker.port)) as house:
        house.fleet.told = {"nordpark-1": state(), "nordpark-2": state("nordpark-2")}
        async with running(house.city, "home assistant connection", "home assistant"):
            await until(lambda: home.said("hallenwart/nordpark-2/state"))
            assert home.said("hallenwart/nordpark-1/state")["people_nordpark"] == 12
            assert home.said(CONFIG.format("nordpark-1"))["cmps"]["door_1"]["name"] == "Fach 1 Drittel 1"
            assert (home.kept["hallenwart/status"], home.kept["hallenwart/nordpark-1/availability"]) == (b"online", b"online")
            house.fleet.told["nordpark-1"] = state(zones=[Zone(id="geraeteraum", word="fire")])
            house.fleet.offline.add("nordpark-2")
            await until(lambda: home.said("hallenwart/nordpark-1/state")["zone_geraeteraum"] == "ON")
            await until(lambda: home.kept["hallenwart/nordpark-2/availability"] == b"offline")
            home.heard.clear()
            await home.tell("homeassistant/status", b"online")
            await until(lambda: CONFIG.format("nordpark-1") in home.heard)
            del house.fleet.told["nordpark-2"]
            await until(lambda: not any("nordpark-2" in topic for topic in home.kept))
            assert "homeassistant/device/zigbee_1/config" in home.kept
            house.fleet.told["nordpark-1"] = state(doors=[])
            home.heard.clear()
            await until(lambda: home.heard.count(CONFIG.format("nordpark-1")) == 2)  # once named as gone, then without it
            assert "door_1" not in home.said(CONFIG.format("nordpark-1"))["cmps"]
        await until(lambda: home.kept["hallenwart/status"] == b"offline")


@needs_mosquitto
@pytest.mark.mosquitto
async def test_what_went_while_the_server_was_away_is_taken_away_by_the_next_run(tmp_path, broker, home):
    gone = rules.document_of(device(), prefix="hallenwart", version="0") | {"dev": {"ids": ["hallenwart-alt-1"]}}
    await home.put(CONFIG.format("alt-1"), gone)
    await home.put("hallenwart/alt-1/state", {})
    await home.put(CONFIG.format("nordpark-1"), rules.document_of(device(), prefix="hallenwart", version="0"))
    await home.put("homeassistant/device/hallenwart-west/config", {"o": {"name": "somebody else"}})
    async with city_house(tmp_path, more=HOME.format(port=broker.port)) as house:
        house.fleet.told = {"nordpark-1": state(people={})}
        async with running(house.city, "home assistant connection", "home assistant"):
            await until(lambda: CONFIG.format("alt-1") not in home.kept)
            await until(lambda: "people_nordpark" not in (home.said(CONFIG.format("nordpark-1")) or {}).get("cmps", {}))
            await until(lambda: "hallenwart/alt-1/state" not in home.kept)
            assert "homeassistant/device/hallenwart-west/config" in home.kept
            await asyncio.sleep(0)


@needs_mosquitto
@pytest.mark.mosquitto
async def test_a_broker_that_comes_back_empty_is_told_all_of_it(tmp_path, monkeypatch):
    monkeypatch.setattr(home_desk, "LOOK_EVERY_S", 0.05)
    with house_broker(tmp_path / "home") as broker:
        async with city_house(tmp_path, more=HOME.format(port=broker.port)) as house:
            house.fleet.told = {"nordpark-1": state()}
            async with running(house.city, "home assistant connection", "home assistant"):
                session = house.city.home.session
                await until(lambda: session.connected)
                broker.kill9()
                await until(lambda: not session.connected)
                broker.start()
                home = Listening(broker.port)
                await home.start()
                await until(lambda: home.said("hallenwart/nordpark-1/state"))
                await home.stop()
