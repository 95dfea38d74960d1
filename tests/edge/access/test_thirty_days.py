"""A locker without a network for thirty days: rights hold to the minute, end when they end, and change at the next contact."""

import random

import pytest

from hallenwart_contract.channels import BY_NAME
from hallenwart_contract.codec import encode
from hallenwart_contract.documents import Grants
from hallenwart_contract.signed import sign
from hallenwart_edge.access import guard as guard_module
from hallenwart_edge.access.rules import Purpose, Refusal
from hallenwart_edge.uplink.documents import SignedDocuments
from support.gate import DAY, HOUR, MINUTE, SALT, SIGNER, Gate, quick_hash

GRACE = 15 * MINUTE
STAFF = "903175248810"


class Locker(Gate):
    """A gate whose rights come as signed documents and stay on the card."""

    def __init__(self, folder):
        self.folder = folder / "documents"
        super().__init__(folder, hashing=quick_hash)

    def restart(self):
        super().restart()
        keys = dict(self.secrets.signers)
        self.documents = SignedDocuments(self.folder, device="nordpark-1", keys=keys, clock=self.clock)
        self.documents.load()

    @property
    def grants(self):
        return self.documents.grants if hasattr(self, "documents") else None

    @grants.setter
    def grants(self, _):
        """Only a signed document changes them."""

    async def contact(self, rev, *rights, **changes):
        document = Grants(rev=rev, salt=SALT, g=list(rights), **changes)
        signed = sign(document, topic=BY_NAME["grants"].topic("nordpark-1"), key=SIGNER)
        return await self.documents.offer("grants", encode(signed))

    async def until(self, at_ms):
        assert at_ms >= self.now_ms
        await self.clock.advance((at_ms - self.now_ms) / 1000)


@pytest.fixture
def locker(tmp_path, monkeypatch):
    monkeypatch.setattr(guard_module, "code_hash", quick_hash)
    return Locker(tmp_path)


def trainings(locker):
    """Three groups: daily, every Monday as a series in one grant, and one date near the end. Codes by group."""
    midnight = locker.now_ms - locker.now_ms % DAY + DAY
    evening = [(midnight + day * DAY + 18 * HOUR, midnight + day * DAY + 19 * HOUR + 30 * MINUTE) for day in range(30)]
    morning = [(midnight + day * DAY + 7 * HOUR + MINUTE, midnight + day * DAY + 8 * HOUR) for day in range(0, 30, 7)]
    once = [(midnight + 28 * DAY + 11 * HOUR, midnight + 28 * DAY + 12 * HOUR + 17 * MINUTE)]
    return {"47110815": ("daily", evening), "58291347": ("monday", morning), "90317524": ("once", once)}


def rights_of(locker, plan, *without):
    rights = [locker.grant(name, f"{code}0000", w=windows) for code, (name, windows) in plan.items() if name not in without]
    return [*rights, locker.grant("hausmeister", STAFF, staff=True, w=[(0, locker.now_ms + 90 * DAY)])]


def probes(plan):
    """Every edge of every window, a minute inside and outside, in order of time: (time, code, opens)."""
    for code, (_, windows) in plan.items():
        for start_ms, end_ms in windows:
            first_ms, last_ms = start_ms - GRACE, end_ms + GRACE
            for at_ms in (first_ms - MINUTE, first_ms, start_ms, end_ms, last_ms, last_ms + MINUTE):
                yield at_ms, code, first_ms <= at_ms <= last_ms


async def test_synced_rights_hold_to_the_minute_for_thirty_days_and_restarts(locker):
    plan, luck = trainings(locker), random.Random(30)
    assert (await locker.contact(1, *rights_of(locker, plan))).fresh
    opened = 0
    for at_ms, code, opens in sorted(probes(plan)):
        await locker.until(at_ms)
        if luck.random() < 0.2:
            await locker.settle()
            locker.restart()
        decision = await locker.type(code)
        assert decision.granted is opens, (at_ms, code, decision)
        opened += decision.granted
    assert opened == 4 * (30 + 5 + 1)


async def test_a_revoked_right_ends_at_the_next_contact_and_no_older_list_brings_it_back(locker):
    plan = trainings(locker)
    code, (_, windows) = next(iter(plan.items()))
    await locker.contact(1, *rights_of(locker, plan))
    await locker.until(windows[19][0])
    fetched = await locker.type(code)
    assert fetched.granted  # nobody could tell the locker
    await locker.take(fetched)
    assert (await locker.contact(2, *rights_of(locker, plan, "daily"), deny=["daily"])).fresh
    assert (await locker.type(code)).purpose is Purpose.RETURN
    locker.held.clear()
    assert not (await locker.type(code)).granted
    assert "is not above 2" in (await locker.contact(1, *rights_of(locker, plan))).reason
    locker.restart()
    for _, (start_ms, _) in zip(range(5), windows[20:], strict=False):
        await locker.until(start_ms)
        assert not (await locker.type(code)).granted
        assert not (await locker.scan(locker.a_pass("daily"))).granted


async def test_what_is_over_never_opens_again_not_even_on_a_clock_that_fell_back(locker):
    plan = trainings(locker)
    await locker.contact(1, *rights_of(locker, plan))
    code, (_, windows) = next(iter(plan.items()))
    await locker.until(windows[10][0])
    await locker.take(await locker.type(code))
    await locker.until(windows[13][0] + 3 * HOUR)
    fell_back_ms = windows[12][0] + MINUTE
    locker.clock._offset_ms -= locker.now_ms - fell_back_ms  # a reboot without RTC: the last time that was written down
    locker.trust = "held"
    locker.restart()
    home = await locker.type(code)
    assert (home.purpose, home.clk) == (Purpose.RETURN, "held")
    locker.held.clear()
    assert (await locker.type(code)).refusal is Refusal.NO_CLOCK
    assert (await locker.scan(locker.a_pass("guest"))).refusal is Refusal.NO_CLOCK
    await locker.clock.advance(5)
    assert (await locker.type(STAFF)).staff
    locker.clock._offset_ms += windows[13][0] + 4 * HOUR - locker.now_ms
    locker.trust = "rtc"
    assert (await locker.type(code)).refusal is not None
    await locker.until(windows[14][0])
    assert (await locker.type(code)).granted


async def test_a_month_of_drift_moves_windows_by_seconds_not_minutes(locker):
    """A DS3231 may be off by 2 ppm: 5.2 s in thirty days. A minute inside or outside of a window it changes nothing."""
    plan = trainings(locker)
    await locker.contact(1, *rights_of(locker, plan))
    code, (_, windows) = next(iter(plan.items()))
    start_ms = windows[-1][0]
    drift_ms = 30 * DAY * 2 // 1_000_000
    for true_ms, opens in ((start_ms - GRACE - MINUTE, False), (start_ms - GRACE + MINUTE, True)):
        for off_ms in (-drift_ms, drift_ms):
            await locker.clock.advance((true_ms + off_ms - locker.now_ms) / 1000)
            assert (await locker.type(code)).granted is opens
