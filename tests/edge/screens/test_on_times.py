from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_contract.clock import to_ms
from hallenwart_contract.view import OnTime
from hallenwart_edge.screens.on_times import Lit, wanted

ZONE = "Europe/Berlin"
WEEKDAYS = OnTime(days=[0, 1, 2, 3, 4], from_min=8 * 60, to_min=22 * 60, brightness_pct=60)
NIGHT = OnTime(days=[4], from_min=20 * 60, to_min=60, brightness_pct=90)


def at(text: str) -> int:
    return to_ms(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)))


def lit(text: str, *times: OnTime, clock_ok: bool = True, alarm: bool = False) -> Lit:
    return wanted(times, zone=ZONE, now_ms=at(text), clock_ok=clock_ok, alarm=alarm)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2026-03-27T07:59:59", Lit(on=False)),
        ("2026-03-27T08:00", Lit(on=True, brightness_pct=60)),
        ("2026-03-27T21:00", Lit(on=True, brightness_pct=90)),  # Friday: the brighter of two
        ("2026-03-28T00:59:59", Lit(on=True, brightness_pct=90)),  # over midnight
        ("2026-03-28T01:00", Lit(on=False)),
        ("2026-03-30T08:00", Lit(on=True, brightness_pct=60)),  # Monday after the clocks changed: local time
        ("2026-03-29T12:00", Lit(on=False)),
    ],
)
def test_times_are_local_wall_time_and_may_go_over_midnight(when: str, expected: Lit):
    assert lit(when, WEEKDAYS, NIGHT) == expected


def test_without_times_without_a_clock_and_in_an_alarm_it_is_on_and_bright():
    bright = Lit(on=True, brightness_pct=100)
    assert lit("2026-03-29T03:00") == bright
    assert lit("2026-03-29T03:00", WEEKDAYS, clock_ok=False) == bright
    assert lit("2026-03-29T03:00", WEEKDAYS, alarm=True) == bright


minutes = st.integers(0, 1440)


@given(
    times=st.lists(
        st.builds(
            OnTime, days=st.lists(st.integers(0, 6)), from_min=minutes, to_min=minutes, brightness_pct=st.integers(-5, 900)
        ),
        max_size=4,
    ),
    now_ms=st.integers(1_700_000_000_000, 1_900_000_000_000),
)
@settings(max_examples=60)
def test_a_panel_that_is_on_can_be_read_and_an_alarm_always_lights_it(times: list[OnTime], now_ms: int):
    said = wanted(times, zone=ZONE, now_ms=now_ms, clock_ok=True, alarm=False)
    assert not said.on or 10 <= said.brightness_pct <= 100
    assert wanted(times, zone=ZONE, now_ms=now_ms, clock_ok=True, alarm=True) == Lit(on=True)
