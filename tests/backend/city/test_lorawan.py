"""What networks tell, from documented messages; and everything else as a word why it says nothing."""

import base64
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_backend.city.lorawan import chirpstack, things_stack
from hallenwart_backend.city.lorawan.frames import Joined, Refused, Status, Uplink
from hallenwart_backend.city.lorawan.seen import KEPT, Seen
from hallenwart_backend.city.moments import AHEAD_MS, believed, moment
from hallenwart_backend.city.paths import ABSENT, Absent
from hallenwart_backend.city.plan import Bits, Figure, Sensor, System
from hallenwart_backend.city.taking import Taker

GOLDEN = Path(__file__).parent / "golden"
APP, EUI = "17c82e96-be03-4f38-aef3-f83d48582d97", "0101010101010101"
CHIRPSTACK = f"application/{APP}/device/{EUI}/event/"
THINGS = "v3/app1@tenant/devices/dev1/"
DEV = "0004a30b001c0530"


def golden(name):
    return (GOLDEN / f"{name}.json").read_bytes()


def changed(name, **changes):
    said = json.loads(golden(name))
    for path, value in changes.items():
        *way, last = path.split("__")
        inner = said
        for step in way:
            inner = inner[step]
        if value is None:
            inner.pop(last, None)
        else:
            inner[last] = value
    return json.dumps(said).encode()


@pytest.mark.parametrize(
    ("topic", "file", "frame"),
    [
        (f"{CHIRPSTACK}up", "chirpstack_up", Uplink(EUI, "00189440", 0, 1, b"\xaa", {}, 1_658_136_855_775)),
        (f"{CHIRPSTACK}status", "chirpstack_status", Status(EUI, 75.19685, 1_658_136_975_775)),
        (f"{CHIRPSTACK}join", "chirpstack_join", Joined(EUI, 1_658_136_808_824)),
        (
            f"{THINGS}up",
            "things_stack_up",
            Uplink(
                DEV,
                "AXA50tHUGUucuzS/bCGMNw==",
                1,
                1,
                b"\x82\x41\xde",
                {"temperature": 1.0, "luminosity": 0.64},
                1_581_520_545_815,
            ),
        ),
        (f"{THINGS}join", "things_stack_join", Joined(DEV, 1_581_520_535_015)),
        ("v3/app1/devices/dev1/join", "things_stack_join", Joined(DEV, 1_581_520_535_015)),  # the open-source server
    ],
)
def test_a_documented_message_is_read(topic, file, frame):
    read = chirpstack.read if topic.startswith("application") else things_stack.read
    assert read(topic, golden(file)) == frame


def test_what_protobuf_leaves_out_is_zero():
    frame = chirpstack.read(f"{CHIRPSTACK}up", changed("chirpstack_up", fPort=None, data=None, time=None))
    assert frame == Uplink(EUI, "00189440", 0, 0, b"", {}, None)
    frame = things_stack.read(f"{THINGS}up", changed("things_stack_up", uplink_message__f_cnt=None))
    assert frame.f_cnt == 0


@pytest.mark.parametrize(
    "changes", [{"batteryLevel": None}, {"externalPowerSource": True}, {"batteryLevelUnavailable": True}, {"batteryLevel": 255}]
)
def test_a_battery_that_is_not_told_is_not_empty(changes):
    assert chirpstack.read(f"{CHIRPSTACK}status", changed("chirpstack_status", **changes)).battery_pct is None


def test_the_things_stack_tells_the_battery_beside_an_uplink():
    told = changed("things_stack_up", uplink_message__last_battery_percentage={"value": 94.5, "f_cnt": 7})
    assert things_stack.read(f"{THINGS}up", told).battery_pct == 94.5


@pytest.mark.parametrize(
    ("topic", "payload", "why"),
    [
        (f"{CHIRPSTACK}up", b"\x0a\x24protobuf", "json"),
        (f"{CHIRPSTACK}up", b"[]", "not_a_message"),
        (f"{CHIRPSTACK}up", b"{}", "no_device"),
        (f"{CHIRPSTACK}up", changed("chirpstack_up", deviceInfo__devEui="0202020202020202"), "wrong_device"),
        (f"{CHIRPSTACK}up", changed("chirpstack_up", deviceInfo__devEui="01"), "no_device"),
        (f"{CHIRPSTACK}up", changed("chirpstack_up", data="not base64!"), "payload"),
        (f"{CHIRPSTACK}up", changed("chirpstack_up", data=7), "payload"),
        (f"{THINGS}up", changed("things_stack_up", simulated=True), "simulated"),
        (f"{THINGS}up", changed("things_stack_up", end_device_ids__device_id="dev2"), "wrong_device"),
        (f"{THINGS}up", changed("things_stack_up", end_device_ids__dev_eui=None), "no_device"),
        (f"{THINGS}up", b"{" * 5000, "json"),
    ],
)
def test_what_says_nothing_says_why(topic, payload, why):
    read = chirpstack.read if topic.startswith("application") else things_stack.read
    assert read(topic, payload) == Refused(why)


@pytest.mark.parametrize("end", ["ack", "txack", "log", "location", "integration"])
def test_other_events_are_none_of_ours(end):
    assert chirpstack.read(f"{CHIRPSTACK}{end}", golden("chirpstack_up")) is None
    assert things_stack.read("v3/app1@tenant/devices/dev1/down/sent", golden("things_stack_up")) is None


@pytest.mark.parametrize(
    ("told", "at_ms"),
    [
        ("2022-07-18T09:34:15.775023242+00:00", 1_658_136_855_775),
        ("2020-02-12T15:15:46.014773143Z", 1_581_520_546_015),
        ("2020-02-12T15:15:46Z", 1_581_520_546_000),
        ("2020-02-12T16:15:46.5+01:00", 1_581_520_546_500),
        ("2020-02-12T15:15:46", 1_581_520_546_000),
        (1_581_520_546, 1_581_520_546_000),
        (1_581_520_546.5, 1_581_520_546_500),
        (1_581_520_546_000, 1_581_520_546_000),
        ("yesterday", None),
        (True, None),
        (float("nan"), None),
        (-5, None),
        (None, None),
    ],
)
def test_times_are_read_in_every_way_they_are_told(told, at_ms):
    assert moment(told) == at_ms


def test_a_time_that_cannot_be_is_when_it_came():
    now_ms = 1_790_000_000_000
    assert believed(now_ms - 60_000, now_ms) == now_ms - 60_000
    assert believed(now_ms + AHEAD_MS + 1, now_ms) == now_ms
    assert believed(0, now_ms) == believed(None, now_ms) == now_ms


# --- bytes and figures ---


@pytest.mark.parametrize(
    ("bits", "payload", "value"),
    [
        (Bits(0, 2, signed=True), b"\xff\x38", -200),
        (Bits(0, 2), b"\xff\x38", 65_336),
        (Bits(1, 2, big_endian=False), b"\x00\x34\x12", 0x1234),
        (Bits(0, 1, mask=0b0111_0000), b"\x5a", 5),
        (Bits(0, 1, mask=0x80), b"\x80", 1),
        (Bits(0, 2, mask=0x3FFF), b"\xcb\xb8", 3_000),  # the battery of many sensors: 14 bits in mV
        (Bits(2, 2), b"\x01\x02\x03", None),
        (Bits(0, 1, ports=(2, 3)), b"\x01", None),
        (Bits(1, 1, lead=b"\x01"), b"\x01\x07", 7),
        (Bits(1, 1, lead=b"\x02"), b"\x01\x07", None),
    ],
)
def test_bytes_are_read_as_described(bits, payload, value):
    assert bits.read(payload, 1) == value


def test_figures_are_scaled_bounded_and_worded():
    warm = Figure("a", "temp_c", bits=Bits(0, 2, signed=True), scale=0.01, low=-40, high=85)
    assert warm.of({}, b"\x08\x98") == pytest.approx(22.0)
    assert warm.of({}, b"\x7f\xff") is None
    assert isinstance(warm.of({}, b"\x08"), Absent)
    door = Figure("a", "open", path="door", words={"ajar": 1})
    assert [door.of({"door": said}) for said in ("ajar", "Closed", True, 0, "?", [])] == [1, 0, 1, 0, None, None]
    assert isinstance(door.of({"door": None}), Absent)
    assert Figure("a", "t", path=".").of("21.5") == 21.5


def sensor(**changes):
    figure = Figure("fenster", "temp_c", path="temperature", low=-40, high=85)
    return replace(Sensor("fenster", f"lora-{DEV}", "netz", "Fenster", "nordpark", "", 600, (figure,), DEV), **changes)


NOW_MS = 1_581_520_550_000


def test_a_frame_told_twice_is_one_and_an_old_count_at_a_new_time_is_new():
    taker = Taker(System.THINGS_STACK, [sensor()])
    first = taker.take(f"{THINGS}up", golden("things_stack_up"), NOW_MS)
    assert [(one.at_ms, one.figures[0][1]) for one in first] == [(1_581_520_545_815, 1.0)]
    assert taker.take(f"{THINGS}up", golden("things_stack_up"), NOW_MS + 3_600_000) == "repeated"
    again = changed("things_stack_up", uplink_message__received_at="2020-02-12T16:15:45.815Z")
    assert isinstance(taker.take(f"{THINGS}up", again, NOW_MS + 3_600_000), list)


def test_who_is_not_mapped_is_remembered_so_that_a_missing_line_is_found():
    taker = Taker(System.CHIRPSTACK, [sensor()])
    assert taker.take(f"{CHIRPSTACK}up", golden("chirpstack_up"), NOW_MS) == "no_sensor"
    assert taker.unknown == {EUI: NOW_MS}


def test_a_join_is_a_sign_of_life_and_a_status_a_battery():
    taker = Taker(System.CHIRPSTACK, [sensor(key=EUI)])
    (joined,) = taker.take(f"{CHIRPSTACK}join", golden("chirpstack_join"), NOW_MS)
    assert joined.figures == ()
    (status,) = taker.take(f"{CHIRPSTACK}status", golden("chirpstack_status"), NOW_MS)
    assert [(figure.quantity, value) for figure, value in status.figures] == [("battery_pct", 75.19685)]


def test_frames_are_remembered_so_long_and_no_longer():
    seen = Seen()
    assert seen.is_new("a", "s", 0, 0)
    assert seen.is_new("b", "s", 0, 0)
    assert not seen.is_new("a", "s", 0, 200_000)
    assert seen.is_new("a", "t", 0, 0)
    for count in range(1, KEPT + 1):
        assert seen.is_new("a", "s", count, 0)
    assert len(seen._frames["a"]) == KEPT


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
NAMED = ["deviceInfo", "data", "fCnt", "fPort", "object", "time", "uplink_message", "end_device_ids", "received_at"]


@settings(max_examples=80)
@given(
    st.sampled_from([*(f"{CHIRPSTACK}{end}" for end in ("up", "status", "join")), f"{THINGS}up", f"{THINGS}join", "x", ""]),
    st.binary(max_size=40)
    | ANY.map(lambda value: json.dumps(value).encode())
    | st.dictionaries(st.sampled_from(NAMED), ANY, max_size=5).map(
        lambda rest: json.dumps(
            {"deviceInfo": {"devEui": EUI}, "end_device_ids": {"dev_eui": DEV, "device_id": "dev1"}, **rest}
        ).encode()
    ),
)
def test_whatever_comes_is_figures_or_a_word_why_not(topic, payload):
    for system, key in ((System.CHIRPSTACK, EUI), (System.THINGS_STACK, DEV), (System.TOPICS, topic)):
        taken = Taker(system, [sensor(key=key, time="time", only=("a.b", "1")), sensor(key=key)]).take(topic, payload, NOW_MS)
        assert isinstance(taken, str) or all(abs(one.at_ms - NOW_MS) <= 8 * 86_400_000 for one in taken)


@settings(max_examples=60)
@given(st.integers(0, 20), st.integers(1, 8), st.booleans(), st.booleans(), st.integers(0, 255), st.binary(max_size=24))
def test_any_bytes_are_a_figure_within_what_they_can_be_or_none(at, length, big, signed, mask, payload):
    found = Bits(at, length, big_endian=big, signed=signed, mask=mask).read(payload, 1)
    assert (found is None) is (len(payload) < at + length)
    assert found is None or -(2 ** (8 * length - 1)) <= found < 2 ** (8 * length)


def test_base64_and_hexadecimal_of_any_case_are_taken():
    assert chirpstack.read(
        f"{CHIRPSTACK}up".replace(EUI, "AABB010101010101"),
        changed("chirpstack_up", deviceInfo__devEui="aabb010101010101", data=base64.b64encode(b"\0\1").decode()),
    ) == Uplink("aabb010101010101", "00189440", 0, 1, b"\0\1", {}, 1_658_136_855_775)
    assert ABSENT is not None
