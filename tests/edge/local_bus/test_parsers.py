"""What Zigbee2MQTT and Shelly heads say, from documented and captured messages; and what is nonsense."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_edge.local_bus import shelly, zigbee2mqtt
from hallenwart_edge.local_bus.head import HeadReport

HEIMAN = (
    b'{"smoke":false,"battery":100,"battery_low":false,"test":false,"temperature":22.1,"fault_state":"normal",'
    b'"muted":"normal","linkquality":120}'
)
WOKEN = {
    "src": "shellyplussmoke-80646fd1a0b0",
    "dst": "shellyplussmoke-80646fd1a0b0/events",
    "method": "NotifyFullStatus",
    "params": {
        "ts": 2.46,
        "ble": {},
        "devicepower:0": {"id": 0, "battery": {"V": 2.94, "percent": 85}},
        "smoke:0": {"id": 0, "alarm": False, "mute": False},
        "sys": {"wakeup_reason": {"boot": "poweron", "cause": "button"}, "wakeup_period": 86400},
        "wifi": {"rssi": -79},
    },
}


def test_a_documented_head_is_understood():
    assert zigbee2mqtt.state(HEIMAN, 0) == HeadReport(
        smoke=False, test=False, faulty=False, battery_pct=100, battery_low=False, link_quality=120
    )


@pytest.mark.parametrize(
    ("last_seen", "stamp_ms"),
    [
        ("2026-11-25T20:15:00+01:00", 1_795_634_100_000),
        ("2026-11-25T19:15:00.000Z", 1_795_634_100_000),
        (1_795_634_100_000,) * 2,
    ],
)
def test_when_it_was_last_seen_is_understood_in_every_way_it_is_told(last_seen, stamp_ms):
    assert zigbee2mqtt.state(json.dumps({"smoke": True, "last_seen": last_seen}).encode(), None).stamp_ms == stamp_ms


@pytest.mark.parametrize(
    ("payload", "online"),
    [(b'{"state":"online"}', True), (b"offline", False), (b"online", True), (b'{"state":"gone"}', None), (b"\xff", None)],
)
def test_availability_is_understood_in_both_its_forms(payload, online):
    assert zigbee2mqtt.online(payload) is online


@pytest.mark.parametrize(
    "changes",
    [
        {"battery": float("nan")},
        {"battery": 300},
        {"battery": "voll"},
        {"tamper": "yes"},
        {"last_seen": "gestern"},
        {"linkquality": True},
        {"fault_state": 7},
    ],
)
def test_a_bad_field_costs_itself_and_hides_no_smoke(changes):
    payload = json.dumps({"smoke": True, **changes}).replace("NaN", "1e999").encode()
    report = zigbee2mqtt.state(payload, 0)
    assert report.smoke is True or report == HeadReport(nonsense=True)
    assert report.nonsense


@pytest.mark.parametrize("smoke", ["true", 1, None, [], {"a": 1}])
def test_only_true_is_smoke(smoke):
    assert zigbee2mqtt.state(json.dumps({"smoke": smoke}).encode(), 0).smoke is None


@given(st.binary(max_size=200))
def test_no_bytes_make_smoke_or_an_error(payload):
    ends = ("events/rpc", "status/smoke:0", "status/devicepower:0", "online", "status/sys")
    for report in (zigbee2mqtt.state(payload, 0), *(shelly.report(end, payload, 0) for end in ends)):
        assert report is None or not report.smoke


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "battery", "percent", "x"]), inner),
    max_leaves=10,
)
names = st.sampled_from(["params", "ts", "events", "method", "smoke:0", "devicepower:0", "battery", "last_seen", "fault_state"])


@given(st.dictionaries(names, anything | st.dictionaries(names, anything)))
def test_no_message_of_the_wrong_shape_makes_smoke_or_an_error(message):
    payload = json.dumps(message).encode()
    assert not zigbee2mqtt.state(payload, 0).smoke
    for method in ("NotifyStatus", "NotifyFullStatus", "NotifyEvent", None):
        report = shelly.report("events/rpc", json.dumps({**message, "method": method}).encode(), 0)
        assert not report.smoke


def rpc(message):
    return shelly.report("events/rpc", json.dumps(message).encode(), 0)


def test_a_captured_waking_is_understood_and_its_unset_clock_kept_as_it_is():
    assert rpc(WOKEN) == HeadReport(smoke=False, battery_pct=85, stamp_ms=2_460)


def test_a_partial_status_leaves_the_rest_open():
    message = {"method": "NotifyStatus", "params": {"ts": 1716232627.7, "smoke:0": {"id": 0, "alarm": True}}}
    assert rpc(message) == HeadReport(smoke=True, stamp_ms=1_716_232_627_700)
    message = {"method": "NotifyStatus", "params": {"ts": 1716232627.7, "wifi": {"rssi": -60}}}
    assert rpc(message) == HeadReport(stamp_ms=1_716_232_627_700)


@pytest.mark.parametrize(
    ("event", "report"),
    [
        ("alarm", HeadReport(smoke=True, stamp_ms=1_000)),
        ("alarm_off", HeadReport(smoke=False, test=False, stamp_ms=1_000)),
        ("alarm_test", HeadReport(test=True, stamp_ms=1_000)),
        ("mute", HeadReport(stamp_ms=1_000)),
    ],
)
def test_events_are_understood(event, report):
    events = [{"component": "smoke:0", "id": 0, "event": event}, {"component": "sys", "event": "alarm"}]
    assert rpc({"method": "NotifyEvent", "params": {"ts": 1, "events": events}}) == report


def test_full_states_and_the_will_are_understood():
    assert shelly.report("status/smoke:0", b'{"id":0,"alarm":true,"mute":false}', 0) == HeadReport(smoke=True)
    assert shelly.report("status/devicepower:0", b'{"id":0,"battery":{"V":2.9,"percent":12}}', 0) == HeadReport(battery_pct=12)
    assert shelly.report("online", b"true", 0) == HeadReport()
    assert shelly.report("online", b"false", 0) is None
    assert shelly.report("status/sys", b"{}", 0) is None
