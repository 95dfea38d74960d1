from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hallenwart_contract
from hallenwart_contract import channels, clock
from hallenwart_contract.channels import BY_NAME, CHANNELS, Service, checked_device, parse_topic
from hallenwart_contract.clock import SystemClock, TownClock, clock_from, to_ms, utc
from hallenwart_contract.errors import TopicError

devices = st.from_regex(r"[a-z0-9][a-z0-9-]{1,30}[a-z0-9]", fullmatch=True).filter(lambda one: not one.startswith("svc-"))


def test_the_names_of_the_wire_are_pinned():
    assert hallenwart_contract.__doc__
    assert (channels.ROOT, channels.ECHO_TOPIC) == ("hall/v1", "svc/echo")
    assert [service.value for service in Service] == ["svc-alarm", "svc-live", "svc-bulk", "svc-command"]
    assert {one.name: (one.direction.value, one.qos, one.retain, one.message.__name__) for one in CHANNELS} == {
        "conn": ("up", 1, True, "Conn"),
        "state": ("up", 1, True, "State"),
        "hb": ("up", 0, False, "Heartbeat"),
        "alarm": ("up", 1, False, "Batch"),
        "evt": ("up", 1, False, "Batch"),
        "t": ("up", 1, False, "Batch"),
        "bf": ("up", 1, False, "Batch"),
        "ack": ("up", 1, False, "Ack"),
        "rcpt": ("down", 1, False, "Receipt"),
        "cmd": ("down", 1, False, "Signed"),
        "cfg": ("down", 1, True, "Signed"),
        "grants": ("down", 1, True, "Signed"),
        "view": ("down", 1, True, "Signed"),
    }
    assert len(BY_NAME) == len(CHANNELS)


@given(devices, st.sampled_from(CHANNELS))
def test_topics_go_and_come_back(device: str, channel):
    assert parse_topic(channel.topic(device)) == (device, channel)


@given(st.text() | st.lists(st.sampled_from(["hall", "v1", "+", "#", "", "conn", "sued-1", "svc-live", "\n"])).map("/".join))
def test_a_topic_is_one_of_ours_or_refused(topic: str):
    try:
        device, channel = parse_topic(topic)
    except TopicError:
        return
    assert channel.topic(device) == topic


@pytest.mark.parametrize(
    "device", ["", "a", "ab", "svc-live", "svc-", "A-1", "a_1", "a/1", "+", "#", "-ab", "ab-", "a" * 33, "sued-1\n", "süd-1"]
)
def test_bad_device_ids_are_refused(device: str):
    with pytest.raises(TopicError):
        checked_device(device)
    with pytest.raises(TopicError):
        channels.CMD.topic(device)
    with pytest.raises(TopicError):
        parse_topic(f"hall/v1/{device}/cmd")


def test_town_time_runs_as_fast_as_asked(monkeypatch):
    town = TownClock(start_ms=1_790_000_000_000, anchor_mono_ms=5_000, speed=60)
    for mono_ms, expected in ((5_000, 0), (5_001, 60), (65_000, 3_600_000), (4_000, -60_000)):
        monkeypatch.setattr(clock.time, "monotonic_ns", lambda now=mono_ms: now * 1_000_000)
        assert town.now_ms() == 1_790_000_000_000 + expected
        assert town.mono_ms() == mono_ms


@given(st.integers(0, 2**41), st.integers(0, 2**41), st.floats(0.5, 60))
def test_a_clock_written_down_is_the_same_clock(start_ms: int, anchor_ms: int, speed: float):
    assert clock_from(f"town:{start_ms}:{anchor_ms}:{speed!r}") == TownClock(start_ms, anchor_ms, speed)


@pytest.mark.parametrize(
    "text", ["", "town", "town:1:2", "town:1:2:x", "sun:1:2:3", "town:1:2:0", "town:1:2:-1", "town:1:2:nan", "town:1:2:inf"]
)
def test_nonsense_is_no_clock(text: str):
    with pytest.raises(ValueError, match=r"clock|invalid|convert"):
        clock_from(text)


def test_the_system_clock_is_the_machines():
    now = SystemClock()
    assert clock_from("system").__class__ is SystemClock
    assert abs(now.now_ms() - to_ms(datetime.now(UTC))) < 5_000
    assert now.mono_ms() <= now.mono_ms()


@given(st.integers(0, 4_102_444_800_000))
def test_moments_go_and_come_back(ms: int):
    assert to_ms(utc(ms)) == ms
    assert to_ms(utc(ms).astimezone(timezone(timedelta(hours=2)))) == ms


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        to_ms(datetime(2026, 11, 22))  # noqa: DTZ001  the very thing that is refused
