"""No way holds up another; what wakes goes first; the end of an incident ends its messages."""

import asyncio

import pytest

from hallenwart_backend.alerts import letters
from hallenwart_backend.alerts.queue import AT_ONCE, Queue
from hallenwart_backend.errors import DeadAddressError
from hallenwart_backend.ports import Became, Handed
from support.backends import KERN, YILMAZ, open_town
from support.letters import fire, incident_of, row, rows, steps_of, until, write_letter

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


class Way:
    """A notifier that keeps what it was given; `gate` holds it up."""

    def __init__(self, *, gate=None, said=None, receipt=""):
        self.gate, self.said, self.receipt = gate, said, receipt
        self.took, self.arrived = [], asyncio.Event()

    async def notify(self, _address, notice):
        self.took.append(notice)
        self.arrived.set()
        if self.gate is not None:
            await self.gate.wait()
        if self.said is not None:
            raise self.said
        return Handed(self.receipt)


async def _accepted(town, letter=None):
    found = [one for one in await rows(town) if letter in {None, one.id}]
    return all(one.accepted_ms is not None for one in found)


class Followed(Way):
    def __init__(self, *became, **more):
        super().__init__(receipt="r1", **more)
        self.became, self.cancelled = list(became), []

    async def follow(self, _address, _receipt):
        return self.became.pop(0) if self.became else Became.WAITING

    async def cancel(self, _address, receipt):
        self.cancelled.append(receipt)


async def test_a_hanging_gateway_holds_up_no_other_not_even_of_the_same_kind(town):
    gate, free = asyncio.Event(), Way()

    class Split:
        """apprise: one gateway hangs, the other answers."""

        async def notify(self, address, notice):
            return await (hanging if address.startswith("signal") else free).notify(address, notice)

    hanging = Way(gate=gate)
    for number in range(3 * AT_ONCE):
        await write_letter(town, KERN, f"signal://127.0.0.1/+491/{number}")
    last = await write_letter(town, KERN, "json://gateway")
    queue = Queue(town.backend.records, town.clock, {"apprise": Split()}, town.backend.spans)
    running = asyncio.create_task(queue.run())
    async with asyncio.timeout(180):
        await free.arrived.wait()
    await until(lambda: _accepted(town, last))
    assert len(hanging.took) <= AT_ONCE
    gate.set()
    await until(lambda: _accepted(town))
    running.cancel()
    assert len(hanging.took) == 3 * AT_ONCE


async def test_a_message_that_takes_too_long_is_tried_again_later(town):
    letter = await write_letter(town, KERN, "json://gateway")
    queue = Queue(
        town.backend.records, town.clock, {"apprise": Way(gate=asyncio.Event())}, town.backend.spans, hand_over_s=0.05
    )
    assert await queue.hand_over_due() == 1
    late = await row(town, letter)
    assert (late.attempts, late.accepted_ms, late.next_ms > town.clock.now_ms()) == (1, None, True)


async def test_what_wakes_goes_before_what_tells(town):
    for number in range(20):
        await write_letter(town, KERN, f"json://one/{number}", urgent=False)
    await write_letter(town, KERN, "json://one/x", title="Feuer")
    due = await town.backend.records.read(lambda c: letters.due_letters(c, now_ms=town.clock.now_ms(), most=4))
    assert due[0].notice["title"] == "Feuer"


async def _alarm(town, way, *, address="json://first"):
    await town.backend.incidents.report(fire())
    incident = await incident_of(town)
    letter = await write_letter(town, KERN, address, incident=incident.id)
    queue = Queue(town.backend.records, town.clock, {"apprise": way, "pushover": way}, town.backend.spans)
    return incident, letter, queue


async def _resolve(town, incident):
    await town.backend.incidents.clear(fire().key, "a1", town.clock.now_ms())
    await town.backend.incidents.resolve(incident.id, by="x", note="", may=lambda _: True)


async def test_a_resolved_incident_withdraws_what_was_not_sent(town):
    way = Way(said=OSError("down"))
    incident, letter, queue = await _alarm(town, way)
    await queue.hand_over_due()
    await _resolve(town, incident)
    town.clock.advance(60_000)
    assert await queue.hand_over_due() == 0
    assert (await row(town, letter)).withdrawn_ms is not None
    assert len(way.took) == 1


async def test_whoever_was_woken_is_told_that_it_is_over_once_with_the_same_tag(town):
    way = Way()
    incident, _, queue = await _alarm(town, way)
    await queue.hand_over_due()
    await _resolve(town, incident)
    for _ in range(3):
        await queue.hand_over_due()
    assert [notice.over for notice in way.took] == [False, True]
    assert way.took[0].tag == way.took[1].tag
    assert not way.took[1].urgent


async def test_an_emergency_message_stops_repeating_when_somebody_else_answers(town):
    way = Followed()
    incident, letter, queue = await _alarm(town, way, address="pover://u@t")
    await queue.hand_over_due()
    await town.backend.incidents.acknowledge(incident.id, by="Yilmaz", word="going", may=lambda _: True)
    await queue.hand_over_due()
    await queue.follower.ask_due()
    assert way.cancelled == ["r1"]
    assert (await row(town, letter)).ask_ms is None


async def test_a_message_resolved_while_under_way_is_taken_back_and_told_to_be_over(town):
    gate = asyncio.Event()
    way = Followed(gate=gate)
    incident, letter, queue = await _alarm(town, way, address="pover://u@t")
    sending = asyncio.create_task(queue.hand_over_due())
    async with asyncio.timeout(180):
        await way.arrived.wait()
    await _resolve(town, incident)
    other = Queue(town.backend.records, town.clock, {"apprise": Way()}, town.backend.spans)
    await town.backend.records.write(lambda c: letters.mark(c, letter, next_ms=town.clock.now_ms() + 1))
    await other.hand_over_due()
    gate.set()
    await sending
    await queue.follower.ask_due()
    await queue.hand_over_due()
    assert way.cancelled == ["r1"]
    assert way.took[-1].over


async def test_an_acknowledgement_by_the_message_itself_is_that_persons(town):
    incident, letter, queue = await _alarm(town, Followed(Became.DELIVERED, Became.ACKED), address="pover://u@t")
    queue.follower.answered = town.backend.queue.follower.answered
    await queue.hand_over_due()
    for _ in range(2):
        town.clock.advance(5_000)
        await queue.follower.ask_due()
    now = await incident_of(town)
    assert (now.state, now.acked_by) == ("acknowledged", "M. Kern")
    got = await row(town, letter)
    assert got.delivered_ms < got.acked_ms
    kinds = [kind for kind, who, way in await steps_of(town, incident.id) if who == "M. Kern" and way == "pushover"]
    assert kinds[:2] == ["handed_over", "delivered"]


async def test_a_dead_address_is_a_step_of_the_timeline_and_never_tried_again(town):
    way = Way(said=DeadAddressError("refused: 404"))
    incident, letter, queue = await _alarm(town, way)
    await queue.hand_over_due()
    town.clock.advance(3_600_000)
    await queue.hand_over_due()
    assert len(way.took) == 1
    assert (await row(town, letter)).dead_ms is not None
    assert ("failed", "M. Kern", "json") in await steps_of(town, incident.id)


async def test_a_way_that_keeps_failing_is_named_until_something_comes_through(town):
    for number in range(3):
        await write_letter(town, YILMAZ, f"json://gateway/{number}")
    down = Queue(
        town.backend.records, town.clock, {"apprise": Way(said=OSError("the gateway answered 503"))}, town.backend.spans
    )
    await down.hand_over_due()
    failing = await town.backend.records.read(lambda c: letters.failing(c, now_ms=town.clock.now_ms()))
    assert [(one.lane, one.failures, one.error) for one in failing] == [("apprise:json", 3, "the gateway answered 503")]
    town.clock.advance(10_000)
    up = Queue(town.backend.records, town.clock, {"apprise": Way()}, town.backend.spans)
    assert await up.hand_over_due() == 3
    assert await town.backend.records.read(lambda c: letters.failing(c, now_ms=town.clock.now_ms())) == []
