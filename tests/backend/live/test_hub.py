"""Pages get whole frames: incidents at once, the rest gathered; slow pages skip, foreign pages are refused."""

import asyncio
import json
from contextlib import asynccontextmanager

import pytest

from hallenwart_backend import live
from hallenwart_contract.codec import decode
from hallenwart_contract.live import Live, ManagerView
from hallenwart_contract.messages import Alarm
from support.backends import open_town


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        hub = asyncio.create_task(opened.backend.hub.run())
        yield opened
        hub.cancel()
        await asyncio.gather(hub, return_exceptions=True)


class Phone:
    """A page that keeps what it is sent; `stuck` takes nothing more."""

    def __init__(self):
        self.frames: asyncio.Queue[Live] = asyncio.Queue()
        self.stuck = False

    async def send(self, text: str) -> None:
        if self.stuck:
            await asyncio.Event().wait()
        self.frames.put_nowait(decode(text.encode(), Live))

    async def next(self, kind=ManagerView):
        async with asyncio.timeout(180):
            while not isinstance(frame := await self.frames.get(), kind):
                pass
        return frame


@asynccontextmanager
async def open_page(town, phone, club=None):
    task = asyncio.create_task(town.backend.hub.serve(phone.send, club))
    try:
        await phone.next(object)
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_what_changes_with_time_alone_is_shown_without_any_news(town):
    hub = live.Hub(town.clock, town.backend.build_view, town.backend.spans, look_every_s=0.05)
    running, phone = asyncio.create_task(hub.run()), Phone()
    page = asyncio.create_task(hub.serve(phone.send, None))
    frames = [await phone.next() for _ in range(3)]
    assert frames[0].now_ms <= frames[1].now_ms <= frames[2].now_ms
    for task in (page, running):
        task.cancel()
    await asyncio.gather(page, running, return_exceptions=True)


async def test_an_alarm_reaches_every_managers_page_and_is_measured(town):
    phones = [Phone(), Phone()]
    alarm = Alarm(id="a1", type="smoke", phase="raise", sev="crit", zone="geraeteraum", t_ms=town.clock.now_ms() - 250)
    async with open_page(town, phones[0]), open_page(town, phones[1]):
        await town.backend.fire.on_alarm(town.arrival(), alarm)
        for phone in phones:
            assert [one.kind for one in (await phone.next()).incidents] == ["smoke"]
    assert town.backend.spans.screen(0.5) == 250


async def test_an_alarm_does_not_wait_for_the_rest_of_the_page(town):
    parts, first, held = town.backend, asyncio.Event(), asyncio.Event()

    async def build():
        if first.is_set():
            await held.wait()
        return await parts.build_view()

    hub = parts.hub
    hub._build = build
    phone = Phone()
    alarm = Alarm(id="a1", type="smoke", phase="raise", sev="crit", zone="geraeteraum", t_ms=town.clock.now_ms())
    async with open_page(town, phone):
        await hub.changed()
        before = await phone.next()
        first.set()
        await parts.fire.on_alarm(town.arrival(), alarm)
        soon = await phone.next()
        assert [one.kind for one in soon.incidents] == ["smoke"]
        assert (soon.halls, soon.devices) == (before.halls, before.devices)
        held.set()
        whole = await phone.next()
        assert [one.kind for one in whole.incidents] == ["smoke"]
        assert whole.halls != before.halls, "the hall burns, too"


async def test_many_small_changes_become_one_frame(town):
    phone = Phone()
    async with open_page(town, phone):
        for _ in range(50):
            await town.backend.hub.changed()
        await phone.next()
        assert phone.frames.empty()


async def test_a_page_that_takes_nothing_is_let_go_and_holds_up_nobody(town, monkeypatch):
    monkeypatch.setattr(live, "SLOW_AFTER_S", 0.05)
    slow, quick = Phone(), Phone()
    async with open_page(town, slow) as gone, open_page(town, quick):
        slow.stuck = True
        await town.backend.hub.changed()
        await quick.next()
        with pytest.raises(TimeoutError):
            await gone
        assert town.backend.hub.open_pages == 1


async def test_a_clubs_page_is_told_to_read_anew_only_for_its_own_club(town):
    lindenau, bc04 = Phone(), Phone()
    async with open_page(town, lindenau, "tsv-lindenau"), open_page(town, bc04, "bc-04"):
        town.backend.followers.plan_changed("nordpark", "bc-04")
        await bc04.next(object)
        assert lindenau.frames.empty()


async def test_a_beat_comes_by_itself(tmp_path, monkeypatch):
    monkeypatch.setattr(live, "BEAT_EVERY_S", 0.01)
    async with open_town(tmp_path) as town:
        hub = asyncio.create_task(town.backend.hub.run())
        phone = Phone()
        async with open_page(town, phone):
            assert (await phone.next(live.Beat)).now_ms == town.clock.now_ms()
        hub.cancel()
        await asyncio.gather(hub, return_exceptions=True)


def test_the_frame_says_its_kind():
    assert json.loads(live._text(live.Beat(now_ms=1))) == {"type": "beat", "now_ms": 1, "fleet": 0}
