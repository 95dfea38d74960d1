"""The reader at the locker lets people in to an event: without a network, each ticket once, also after the plug was pulled."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_contract import badges, tickets
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.kiosk import KioskStep
from hallenwart_contract.tickets import EventDoor, TicketWord
from hallenwart_edge.access.ticket_rules import open_doors, said_to
from hallenwart_edge.ports import Signal
from support.edge_time import settle
from support.locker import CODE, Locker

EVENT, TICKET, OTHER = "9a0b1c2d3e4f5061", "HALLE-T1-" + "A" * 26, "HALLE-T1-" + "B" * 26
HOUR_MS = 3_600_000
HANDLE, KEY = "ab" * 8, b"k" * badges.KEY_BYTES


def door(from_ms: int, to_ms: int, *texts: str, event: str = EVENT, handles: tuple[str, ...] = ()) -> EventDoor:
    digests = [tickets.digest_of(text) or b"" for text in texts] + [tickets.badge_digest(event, one) for one in handles]
    return EventDoor(event=event, title="Pokalspiel", from_ms=from_ms, to_ms=to_ms, admits=tickets.joined(digests))


@pytest.fixture
async def locker(tmp_path):
    locker = Locker(tmp_path)
    now = locker.clock.now_ms()
    grants = locker.papers.grants
    doors = [door(now - HOUR_MS, now + HOUR_MS, TICKET, handles=(HANDLE,))]
    locker.papers.grants = msgspec.structs.replace(grants, doors=doors)
    await locker.start()
    yield locker
    await locker.stop()


async def show(locker: Locker, text: str) -> str:
    """Hold a symbol to the reader; return the word on the screen."""
    locker.codes.pressed.put_nowait(text)
    for _ in range(20):
        await settle()
        await locker.clock.advance(0.1)
    return locker.kiosk.ticket if locker.step is KioskStep.TICKET else f"step {locker.step}"


async def test_a_ticket_lets_in_once_tells_its_digest_and_opens_nothing(locker):
    assert await show(locker, TICKET) == TicketWord.ADMITTED
    assert (locker.kiosk.ticket_title, locker.wall.pulses) == ("Pokalspiel", [])
    assert locker.lamps.shown[-1] is Signal.DONE
    digest = tickets.digest_of(TICKET).hex()
    told = {"event": EVENT, "ticket": digest, "outcome": "admitted", "badge": "", "code": ""}
    assert locker.told(EventKind.TICKET_SHOWN) == [told]
    assert TICKET not in repr(locker.outbox.events)
    await locker.clock.advance(30)
    assert locker.step is KioskStep.PIN
    assert await show(locker, TICKET.lower()) == TicketWord.AGAIN
    assert locker.lamps.shown[-1] is Signal.REFUSED
    assert [each["outcome"] for each in locker.told(EventKind.TICKET_SHOWN)] == ["admitted", "again"]


async def test_a_symbol_held_still_is_answered_as_before_and_told_once(locker):
    for _ in range(3):
        assert await show(locker, TICKET) == TicketWord.ADMITTED
    assert len(locker.told(EventKind.TICKET_SHOWN)) == 1


async def test_who_came_in_is_remembered_after_the_plug_was_pulled(locker):
    assert await show(locker, TICKET) == TicketWord.ADMITTED
    await locker.stop()
    await locker.start()
    assert await show(locker, TICKET) == TicketWord.AGAIN


async def test_another_ticket_or_another_time_is_for_elsewhere_and_counts_as_no_wrong_code(locker):
    assert await show(locker, OTHER) == TicketWord.ELSEWHERE
    for _ in range(6):
        await show(locker, tickets.draw())
    now = locker.clock.now_ms()
    over = door(now - 2 * HOUR_MS, now - 1, TICKET)
    locker.papers.grants = msgspec.structs.replace(locker.papers.grants, doors=[over])
    assert await show(locker, TICKET) == TicketWord.ELSEWHERE
    assert locker.told(EventKind.TICKET_SHOWN) == locker.told(EventKind.AUTH_DENIED) == []
    assert not locker.kiosk.capped


async def test_without_any_list_a_ticket_is_answered_all_the_same(locker):
    locker.papers.grants = None
    assert await show(locker, TICKET) == TicketWord.ELSEWHERE


async def test_a_badge_with_a_ticket_lets_in_and_its_digits_are_told_for_the_server(locker):
    text = badges.text_of(HANDLE, KEY, locker.clock.now_ms())
    assert await show(locker, text) == TicketWord.ADMITTED
    (told,) = locker.told(EventKind.TICKET_SHOWN)
    assert (told["badge"], told["code"]) == (HANDLE, badges.read(text)[1])
    await locker.clock.advance(60)
    assert await show(locker, badges.text_of(HANDLE, KEY, locker.clock.now_ms())) == TicketWord.AGAIN
    assert locker.told(EventKind.BADGE_SHOWN) == []
    stranger = badges.text_of("cd" * 8, KEY, locker.clock.now_ms())
    assert await show(locker, stranger) == f"step {KioskStep.CHECKED_IN}"
    assert len(locker.told(EventKind.BADGE_SHOWN)) == 1


async def test_the_screen_welcomes_nobody_before_it_is_safe_and_a_full_card_turns_nobody_away(locker, monkeypatch):
    def full(*_):
        raise OSError(28, "no space left")

    monkeypatch.setattr("hallenwart_edge.small_file.SmallFile.save", full)
    assert await show(locker, TICKET) == TicketWord.ADMITTED
    await locker.clock.advance(10)
    assert await show(locker, TICKET) == TicketWord.AGAIN


async def test_a_ticket_waits_for_nobody_at_an_open_door(locker):
    await locker.type(CODE)
    await show(locker, TICKET)
    assert (locker.step, len(locker.told(EventKind.TICKET_SHOWN))) == (KioskStep.OPEN, 1)


def test_without_a_clock_the_event_that_begins_next_is_on():
    doors = [door(5_000, 9_000, OTHER, event="b" * 16), door(1_000, 2_000, TICKET)]
    assert [each.event for each in open_doors(doors, 0, trusted=False)] == [EVENT]
    assert open_doors(doors, 3_000, trusted=True) == []
    assert len(open_doors(doors, 5_000, trusted=True)) == 1


@settings(max_examples=25)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=20))
def test_whatever_is_shown_each_ticket_is_let_in_once(shown):
    texts = [tickets.draw() for _ in range(6)]
    doors, used = [door(0, 10, *texts[:4])], set()
    came = []
    for number in shown:
        said = said_to(texts[number], doors, {EVENT: used})
        if said.word is TicketWord.ADMITTED:
            came.append(number)
            used.add(said.digest)
    assert sorted(came) == sorted({number for number in shown if number < 4})
