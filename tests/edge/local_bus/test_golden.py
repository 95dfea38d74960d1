"""Documented messages of Zigbee2MQTT, Shelly and Tasmota, read as the configuration names them; anything else as nonsense."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_edge.local_bus.sensors import said
from hallenwart_edge.local_bus.sensors.kinds import Kind
from hallenwart_edge.local_bus.sensors.mapping import ABSENT, NONSENSE, Field, at, value_of

GOLDEN = Path(__file__).parent / "golden"
STATUS = "status/switch:0"


@pytest.mark.parametrize(
    ("system", "end", "file", "path", "kind", "value"),
    [
        ("zigbee2mqtt", "", "zigbee_heiman_hs1sa", "temperature", Kind.TEMPERATURE, 22.1),
        ("zigbee2mqtt", "", "zigbee_heiman_hs1sa", "battery", Kind.BATTERY, 100),
        ("zigbee2mqtt", "", "zigbee_aqara_rtcgq11lm", "occupancy", Kind.PRESENCE, 1),
        ("zigbee2mqtt", "", "zigbee_aqara_rtcgq11lm", "illuminance_lux", Kind.LIGHT, 38),
        ("zigbee2mqtt", "", "zigbee_aqara_rtcgq11lm", "occupancy", Kind.PARKING, 1),
        ("zigbee2mqtt", "", "zigbee_aqara_mccgq11lm", "contact", Kind.CONTACT, 0),  # true is closed
        ("shelly", "events/rpc", "shelly_notify_status", "switch:0.voltage", Kind.NUMBER, 232.7),
        ("shelly", "events/rpc", "shelly_notify_status", "switch:0.apower", Kind.POWER, None),
        ("shelly", STATUS, "shelly_status_switch", "switch:0.apower", Kind.POWER, 0),
        ("shelly", STATUS, "shelly_status_switch", "switch:0.temperature.tC", Kind.TEMPERATURE, 39.2),
        ("shelly", STATUS, "shelly_status_switch", "switch:0.output", Kind.SWITCH, 0),
        ("shelly", STATUS, "shelly_status_switch", "switch:0.aenergy.by_minute.2", Kind.ENERGY, 0),
        ("shelly", STATUS, "shelly_status_switch", "switch:0.aenergy.by_minute.3", Kind.ENERGY, None),
        ("shelly", "status/input:0", "shelly_status_input", "input:0.state", Kind.CONTACT, 1),
        ("tasmota", "SENSOR", "tasmota_sensor_ds18b20", "DS18B20.Temperature", Kind.TEMPERATURE, 20.6),
        ("tasmota", "SENSOR", "tasmota_sensor_switch", "Switch1", Kind.SWITCH, 1),
        ("tasmota", "STATE", "tasmota_state", "POWER", Kind.SWITCH, 0),
        ("tasmota", "STATE", "tasmota_state", "Wifi.Signal", Kind.NUMBER, -78),
        ("tasmota", "RESULT", "tasmota_result", "POWER", Kind.SWITCH, 1),
    ],
)
def test_a_documented_message_is_read(system, end, file, path, kind, value):
    heard = said.read(system, end, (GOLDEN / f"{file}.json").read_bytes(), 0)
    assert heard.alive
    assert not heard.nonsense
    assert value_of(heard.content, Field(path, kind, "x")) == (ABSENT if value is None else value)


def test_when_a_message_was_true_is_read_where_it_says_so():
    payload = (GOLDEN / "shelly_notify_status.json").read_bytes()
    assert said.read("shelly", "events/rpc", payload, None).stamp_ms == 1_661_517_385_440
    unset = payload.replace(b"1661517385.44", b"1.61")
    assert said.read("shelly", "events/rpc", unset, None).stamp_ms is None
    assert said.read("tasmota", "SENSOR", (GOLDEN / "tasmota_sensor_switch.json").read_bytes(), None).stamp_ms is None
    assert said.read("zigbee2mqtt", "", b'{"contact":true,"last_seen":1795634100000}', None).stamp_ms == 1_795_634_100_000


@pytest.mark.parametrize(
    ("system", "end", "payload", "reachable"),
    [
        ("zigbee2mqtt", "availability", b'{"state":"offline"}', False),
        ("zigbee2mqtt", "availability", b"online", True),
        ("shelly", "online", b"false", False),
        ("shelly", "online", b"true", True),
        ("tasmota", "LWT", b"Online", True),
        ("tasmota", "LWT", b"Offline", False),
        ("tasmota", "LWT", b"", None),
    ],
)
def test_whether_a_device_is_there_is_read_in_every_way_it_is_told(system, end, payload, reachable):
    heard = said.read(system, end, payload, 0)
    assert heard.reachable is reachable
    assert heard.nonsense is (reachable is None)


def test_the_topics_of_each_are_those_of_the_documentation():
    assert said.topics("zigbee2mqtt", "zigbee2mqtt/Halle/Tor", []) == [
        "zigbee2mqtt/Halle/Tor",
        "zigbee2mqtt/Halle/Tor/availability",
    ]
    assert said.topics("shelly", "shelly-1", ["switch:0.apower", "switch:0.output"]) == [
        "shelly-1/online",
        "shelly-1/events/rpc",
        "shelly-1/status/switch:0",
    ]
    assert said.topics("tasmota", "keller", ["POWER2"], full_topic="%topic%/%prefix%") == [
        *(f"keller/tele/{end}" for end in ("LWT", "SENSOR", "STATE")),
        *(f"keller/stat/{end}" for end in ("RESULT", "STATUS10", "POWER2")),
    ]


@pytest.mark.parametrize(
    ("content", "kind", "value"),
    [
        (True, Kind.TEMPERATURE, NONSENSE),
        ("warm", Kind.TEMPERATURE, NONSENSE),
        (float("nan"), Kind.TEMPERATURE, NONSENSE),
        (10**400, Kind.TEMPERATURE, NONSENSE),
        (-127, Kind.TEMPERATURE, NONSENSE),
        ("21.5", Kind.TEMPERATURE, 21.5),
        (None, Kind.TEMPERATURE, ABSENT),
        (101, Kind.HUMIDITY, NONSENSE),
        ("maybe", Kind.PRESENCE, NONSENSE),
        (2, Kind.PRESENCE, NONSENSE),
        ("ON", Kind.PRESENCE, 1),
        ([], Kind.CONTACT, NONSENSE),
    ],
)
def test_what_cannot_be_is_no_value(content, kind, value):
    assert value_of({"a": content}, Field("a", kind)) == value


def test_figures_are_scaled_and_polarity_may_be_turned():
    assert value_of({"t": 215}, Field("t", Kind.TEMPERATURE, scale=0.1, offset=-1)) == pytest.approx(20.5)
    assert value_of({"c": True}, Field("c", Kind.CONTACT, closed_when=False)) == 1
    assert at({"a.b": {"c": 1}, "a": {"b": {"c": 2}}}, "a.b.c") == 1


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "params", "ts", "last_seen", "0"]), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=60)
@given(
    st.sampled_from(["zigbee2mqtt", "shelly", "tasmota"]),
    st.sampled_from(["", "availability", "events/rpc", "status/switch:0", "online", "LWT", "SENSOR", "STATUS10", "POWER"]),
    st.binary(max_size=40) | ANY.map(lambda value: json.dumps(value).encode()),
    st.sampled_from(list(Kind)),
    st.text(max_size=12),
)
def test_whatever_comes_is_one_value_or_a_word_why_not(system, end, payload, kind, path):
    heard = said.read(system, end, payload, None)
    for found in (value_of(heard.content, Field(path, kind)), value_of(heard.content, Field("a.b.0", kind))):
        assert isinstance(found, float) or found in (ABSENT, NONSENSE)
