"""What was shown when: on the card in order, bounded, whole after a power cut, and told without a flood."""

import asyncio
import contextlib

import pytest

from hallenwart_edge.display.shown_log import AN_HOUR, SEGMENT_BYTES, SEGMENTS, Ring, Shown, ShownLog
from support.edge_time import KeptOutbox, ManualClock, until

DAY_MS = 86_400_000


def entry(t_ms, mode="board", **more):
    return Shown(t_ms=t_ms, mode=mode, **({"rung": "plan"} | more))


def test_a_line_that_a_power_cut_tore_costs_only_itself(tmp_path):
    ring = Ring(tmp_path)
    ring.add([entry(1), entry(2, "evacuate", way="left")])
    (segment,) = tmp_path.glob("*.jsonl")
    segment.write_bytes(segment.read_bytes()[:-9])
    Ring(tmp_path).add([entry(3)])
    assert [each.t_ms for each in ring.read()] == [1, 3]
    assert [each.t_ms for each in ring.read(from_ms=2, to_ms=4)] == [3]


def test_the_oldest_segments_go(tmp_path):
    ring = Ring(tmp_path)
    ring.add([entry(day * DAY_MS) for day in range(SEGMENTS + 5)])
    kept = [each.t_ms // DAY_MS for each in ring.read()]
    assert kept == list(range(5, SEGMENTS + 5))
    ring.add([entry((SEGMENTS + 5) * DAY_MS, card="k" * 2_000, no=number) for number in range(200)])
    sizes = [each.stat().st_size for each in tmp_path.glob("*.jsonl")]
    assert len(sizes) == SEGMENTS
    assert max(sizes) < SEGMENT_BYTES + 3_000
    assert [*ring.read()][-1].no == 199


class Journal:
    def __init__(self, folder):
        self.clock, self.outbox = ManualClock(), KeptOutbox()
        self.log = ShownLog(folder, self.outbox.event, mono_ms=self.clock.mono_ms, sleep=self.clock.sleep)

    def note(self, mode="board", **more):
        self.log.note(entry(self.clock.now_ms(), mode, **more))

    def told(self):
        return [(event.a["mode"], event.a["card"]) for event in self.outbox.events]

    async def told_after(self, seconds, count):
        await self.clock.advance(seconds)
        await until(lambda: len(self.outbox.events) >= count)

    async def taken(self):
        """Let time pass until everything noted is in hand."""
        while self.log._waiting:
            await self.clock.advance(1.1)
            await asyncio.sleep(0.001)


@pytest.fixture
async def journal(tmp_path):
    journal = Journal(tmp_path)
    task = asyncio.create_task(journal.log.run())
    yield journal
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def test_of_what_flickers_within_a_second_the_last_is_told_and_every_change_of_the_mode(journal):
    journal.note(card="a")
    await journal.told_after(0, 1)
    for card in "bcdb":
        journal.note(card=card)
    journal.note("smoke")
    journal.note("evacuate")
    journal.note(card="a")
    await journal.told_after(1.5, 5)
    assert journal.told() == [("board", "a"), ("board", "b"), ("smoke", ""), ("evacuate", ""), ("board", "a")]
    assert [each.mode for each in journal.log.ring.read()] == ["board", "board", "smoke", "evacuate", "board"]


async def test_the_same_again_is_no_news(journal):
    journal.note(card="a", no=1)
    journal.note(card="a", no=2)
    await journal.told_after(0, 1)
    journal.note(card="a", no=3)
    await journal.clock.advance(5)
    assert len([*journal.log.ring.read()]) == len(journal.outbox.events) == 1


async def test_a_restless_source_floods_nothing_and_hides_no_alarm(journal):
    for number in range(AN_HOUR + 50):
        journal.note(card=str(number))
        await journal.taken()
    assert AN_HOUR <= len(journal.outbox.events) <= AN_HOUR + 2
    journal.note("evacuate")
    await journal.taken()
    await until(lambda: journal.told()[-1] == ("evacuate", ""))


async def test_a_card_that_takes_nothing_keeps_no_event_back(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    journal = Journal(tmp_path / "file" / "shown")
    task = asyncio.create_task(journal.log.run())
    journal.note()
    await journal.told_after(0, 1)
    assert journal.told() == [("board", "")]
    (tmp_path / "file").unlink()  # there is room again
    async with asyncio.timeout(180):
        while not [*journal.log.ring.read()]:
            await journal.clock.advance(1.1)
            await asyncio.sleep(0.001)
    assert len([*journal.log.ring.read()]) == len(journal.outbox.events) == 1
    task.cancel()
