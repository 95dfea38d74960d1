"""A match at the locker's screen: who has just shown the right of its booking starts it, anybody stops it."""

import asyncio
import contextlib

from hallenwart_contract.kiosk import KioskLive, KioskStep
from hallenwart_edge.bell import Bell
from support.locker import CODE, WRONG, Locker, hashed

MATCH, OTHER = "b-match", "b-other"
OTHERS_CODE = "81504711"


class Match:
    """A camera with a match of one booking."""

    def __init__(self):
        self.on, self.started, self.stopped, self.bell = False, [], 0, Bell()

    def live(self, booking=""):
        return KioskLive(id="s", title="Heim gegen Gast", word="live" if self.on else "off", may_start=booking == MATCH)

    async def start(self, booking):
        self.started.append(booking)
        self.on = booking == MATCH
        self.bell.ring()
        return self.on

    async def stop(self):
        self.stopped += 1
        self.on = False

    def changed(self):
        return self.bell.wait()


@contextlib.asynccontextmanager
async def a_locker(folder):
    locker = Locker(folder)
    locker.films = Match()
    mine = locker.papers.grant("g1", [1], pin=hashed(CODE), booking=MATCH)
    locker.papers.give(mine, locker.papers.grant("g2", [2], pin=hashed(OTHERS_CODE), booking=OTHER))
    await locker.start()
    try:
        yield locker
    finally:
        await locker.stop()


async def test_who_shows_the_right_of_the_booking_may_start_and_nobody_else(tmp_path):
    async with a_locker(tmp_path) as locker:
        assert locker.kiosk.live.word == "off"
        assert not locker.kiosk.live.may_start
        await locker.act("live_on")
        await locker.type(WRONG)
        await locker.act("live_on")
        await locker.type(OTHERS_CODE)
        assert locker.step is KioskStep.OPEN
        assert not locker.kiosk.live.may_start
        await locker.act("live_on")
        assert locker.films.started == [OTHER]
        assert not locker.films.on
        await locker.push_shut(2, key=False)
        await locker.type(CODE)
        assert locker.kiosk.live.may_start
        await locker.push_shut(1, key=False)
        assert locker.step is KioskStep.TAKEN
        await locker.act("live_on")
        assert locker.films.on
        await locker.clock.advance(30)
        assert locker.step is KioskStep.PIN
        assert not locker.kiosk.live.may_start


async def test_anybody_stops_it(tmp_path):
    async with a_locker(tmp_path) as locker:
        locker.films.on = True
        assert locker.kiosk.live.word == "live"
        await locker.act("live_off")
        assert locker.films.stopped == 1


async def test_a_door_that_sprang_open_from_afar_is_nobodys_right(tmp_path):
    async with a_locker(tmp_path) as locker:
        await locker.type(CODE)
        await locker.push_shut(1, key=False)
        await locker.clock.advance(30)
        opening = asyncio.create_task(locker.command("open", slot=3))
        await locker.clock.advance(1)
        assert await opening == "ok"
        await locker.clock.advance(1)
        assert locker.step is KioskStep.OPEN
        assert not locker.kiosk.live.may_start
