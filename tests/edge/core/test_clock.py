"""How far the clock is trusted: disciplined, vouched for by a clock chip, merely running on, never set."""

from datetime import UTC, datetime

import pytest

from hallenwart_contract.clock import TownClock
from hallenwart_contract.messages import ClockTrust
from hallenwart_edge.fleet import clock as fleet_clock
from hallenwart_edge.fleet.clock import ASK_RTC_EVERY_MS, AgentClock
from hallenwart_edge.fleet.rtc import Rtc, find_rtcs
from hallenwart_sim.devices.ds3231 import EmulatedDs3231

NOW_MS = int(datetime(2026, 11, 25, 18, 0, tzinfo=UTC).timestamp()) * 1000


class HandClock:
    def __init__(self) -> None:
        self.wall_ms, self.run_ms = NOW_MS, 5_000

    def now_ms(self) -> int:
        return self.wall_ms

    def mono_ms(self) -> int:
        return self.run_ms

    def pass_ms(self, ms: int) -> None:
        self.wall_ms += ms
        self.run_ms += ms


@pytest.fixture
def hand() -> HandClock:
    return HandClock()


@pytest.fixture(autouse=True)
def _no_network_time(monkeypatch):
    monkeypatch.setattr(fleet_clock, "_disciplined", lambda: False)


async def chip(tmp_path, clock, **how) -> EmulatedDs3231:
    chip = EmulatedDs3231(tmp_path, clock, **how)
    chip.unplug()  # no ticking: the test moves the time
    chip.plug_in()
    chip._beat.cancel()
    return chip


async def test_a_chip_that_set_the_system_and_agrees_is_trusted(tmp_path, hand):
    await chip(tmp_path, hand)
    assert AgentClock(hand, rtc_base=tmp_path).trust() is ClockTrust.RTC


async def test_network_time_is_trusted_more(tmp_path, hand, monkeypatch):
    await chip(tmp_path, hand)
    monkeypatch.setattr(fleet_clock, "_disciplined", lambda: True)
    assert AgentClock(hand, rtc_base=tmp_path).trust() is ClockTrust.NTP


async def test_without_a_chip_the_clock_is_held(tmp_path, hand):
    assert AgentClock(hand, rtc_base=tmp_path / "none").trust() is ClockTrust.HELD
    assert AgentClock(hand).trust() is ClockTrust.HELD


async def test_a_chip_that_did_not_set_the_system_vouches_for_nothing(tmp_path, hand):
    await chip(tmp_path, hand, set_the_system=False)
    assert AgentClock(hand, rtc_base=tmp_path).trust() is ClockTrust.HELD


@pytest.mark.parametrize(("off_s", "trust"), [(2, "rtc"), (-3, "rtc"), (3, "held"), (-4, "held"), (86_400, "held")])
async def test_a_chip_must_agree_within_two_seconds(tmp_path, hand, off_s, trust):
    fake = await chip(tmp_path, hand)
    fake.ahead_s = off_s
    fake._show()
    assert AgentClock(hand, rtc_base=tmp_path).trust() == trust


async def test_a_chip_that_lost_its_power_makes_the_clock_bad(tmp_path, hand):
    fake = await chip(tmp_path, hand)
    fake.lose_power()
    assert find_rtcs(tmp_path)[0].epoch_s == 946_684_800
    assert AgentClock(hand, rtc_base=tmp_path).trust() is ClockTrust.HELD
    hand.wall_ms = 946_684_800_000  # the kernel starts from what the chip says
    assert find_rtcs(tmp_path)[0].vouches(hand.wall_ms)
    assert AgentClock(hand, rtc_base=tmp_path).trust() is ClockTrust.BAD


async def test_a_chip_that_dies_is_noticed_and_one_put_back_too(tmp_path, hand):
    fake = await chip(tmp_path, hand)
    clock = AgentClock(hand, rtc_base=tmp_path)
    assert clock.trust() is ClockTrust.RTC
    fake.unplug()
    hand.pass_ms(ASK_RTC_EVERY_MS)
    assert clock.trust() is ClockTrust.HELD
    fake.plug_in()
    fake._beat.cancel()
    assert clock.trust() is ClockTrust.HELD
    hand.pass_ms(ASK_RTC_EVERY_MS)
    fake._show()
    assert clock.trust() is ClockTrust.RTC


async def test_a_wall_clock_that_is_set_loses_its_trust_at_once(tmp_path, hand):
    await chip(tmp_path, hand)
    clock = AgentClock(hand, rtc_base=tmp_path)
    assert clock.trust() is ClockTrust.RTC
    hand.wall_ms += 60_000
    assert clock.trust() is ClockTrust.HELD


async def test_other_clocks_and_broken_files_are_passed_over(tmp_path, hand):
    for number, (name, since) in enumerate(
        [("rpi-rtc soc:rpi_rtc", "1"), ("rtc-ds1307 1-0068", "x"), ("rtc-ds1307 1-0068", None)]
    ):
        folder = tmp_path / f"rtc{number}"
        folder.mkdir()
        (folder / "name").write_text(name)
        (folder / "hctosys").write_text("1\n")
        if since:
            (folder / "since_epoch").write_text(since)
    assert find_rtcs(tmp_path) == []
    await chip(tmp_path, hand, number=3)
    assert find_rtcs(tmp_path) == [Rtc("rtc3", "rtc-ds1307 1-0068", True, NOW_MS // 1000)]


def test_a_demo_town_has_the_time_it_was_given(tmp_path):
    assert AgentClock(TownClock(NOW_MS, 0), rtc_base=tmp_path).trust() is ClockTrust.NTP
