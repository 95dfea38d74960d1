"""Makes letters of news about bookings, reminds of dates, and keeps how each person wants to be told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import news
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.letters import choices, reminders, store
from hallenwart_backend.booking.letters.rules import Channel, Choices, Group
from hallenwart_backend.booking.letters.store import Sent
from hallenwart_backend.booking.letters.writing import Writer
from hallenwart_backend.booking.news import News, NewsKind
from hallenwart_backend.due_work import DueWork
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock

CONFIRMED_FOR_MS: Final = 3_600_000
"""A confirmation older than this (the server was off) is no news any more: the date's page shows it."""
NEWS_KEPT_MS: Final = 120 * 86_400_000
LETTERS_KEPT_MS: Final = 180 * 86_400_000
REMIND_EVERY_MS: Final = 30_000
FORGET_EVERY_MS: Final = 3_600_000
MOST_SHOWN: Final = 100


class LetterDesk:
    """`filled` wakes the queue. `look` may be called at any time: what was told is not told again."""

    def __init__(self, records: Records, places: PlaceBook, clock: Clock, filled: Callable[[], None]) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._filled = filled
        self._due = DueWork("messages about bookings", records, clock, work=self.look, next_due_ms=lambda _: None)
        self._remind_ms = 0
        self._forget_ms = 0

    async def run(self) -> None:
        """Work until cancelled."""
        await self._due.run()

    async def look(self) -> int:
        """Write what is due; return 0: the next look is in a few seconds."""
        now = self._clock.now_ms()
        await self._note_codes(now)
        count = await self._write_news(now) + await self._write_collected(now)
        if now >= self._remind_ms:
            self._remind_ms = now + REMIND_EVERY_MS
            count += await self._remind(now)
        if now >= self._forget_ms:
            self._forget_ms = now + FORGET_EVERY_MS
            await self._forget(now)
        if count:
            self._filled()
        return 0

    def _writer(self, connection: Connection, now_ms: int) -> Writer:
        return Writer(connection, self._places.current, now_ms)

    async def _note_codes(self, now_ms: int) -> None:
        """Take it up as news once all lockers of a booking have its code."""

        def fresh(connection: Connection) -> list[tuple[str, int]]:
            found = store.confirmed_since(connection, now_ms - CONFIRMED_FOR_MS, now_ms)
            known = store.codes_told(connection, [name for name, _ in found])
            return [one for one in found if one not in known]

        def note(connection: Connection) -> None:
            for name, start_ms in fresh(connection):
                booking = bookings.one(connection, name)
                if booking is not None:
                    kind, detail = NewsKind.CODE_AT_LOCKER, {"start_ms": start_ms}
                    about = booking.id, booking.series, booking.holder, booking.person
                    news.tell(connection, News(kind, now_ms, *about, detail))

        if await self._records.read(fresh):
            await self._records.write(note)

    async def _write_news(self, now_ms: int) -> int:
        if not await self._records.read(store.waiting):
            return 0
        return await self._records.write(lambda connection: self._writer(connection, now_ms).write())

    async def _write_collected(self, now_ms: int) -> int:
        if not await self._records.read(lambda connection: store.due(connection, now_ms)):
            return 0
        return await self._records.write(lambda connection: self._writer(connection, now_ms).write_due())

    async def _remind(self, now_ms: int) -> int:
        found = await self._records.read(lambda connection: reminders.due(self._writer(connection, now_ms)))
        if not found:
            return 0
        return await self._records.write(lambda connection: reminders.write(self._writer(connection, now_ms), found))

    async def _forget(self, now_ms: int) -> None:
        times = {"news_before_ms": now_ms - NEWS_KEPT_MS, "letters_before_ms": now_ms - LETTERS_KEPT_MS}
        await self._records.write(lambda connection: store.forget(connection, **times))

    # --- how people want to be told ---

    async def choices_of(self, person: Person) -> tuple[Choices, frozenset[Channel]]:
        """Return what a person chose, and which channels there are for them."""

        def read(connection: Connection) -> tuple[Choices, frozenset[Channel]]:
            there = frozenset(channel for channel, hops in choices.hops(connection, person.id).items() if hops)
            return choices.of_person(connection, person.id), there

        return await self._records.read(read)

    async def choose(self, person: Person, wanted: Choices) -> None:
        await self._records.write(lambda connection: choices.put(connection, person.id, wanted))

    async def leave(self, person: str, group: Group) -> None:
        """End e-mails of a group, as the link in them asks."""

        def put(connection: Connection) -> None:
            if choices.exists(connection, person):
                choices.put(connection, person, choices.without(choices.of_person(connection, person), group, Channel.EMAIL))

        await self._records.write(put)

    # --- what became of it ---

    async def sent_to(self, person: Person) -> list[Sent]:
        return await self._records.read(lambda connection: store.sent_to(connection, person.id, most=MOST_SHOWN))

    async def told_of(self, booking: str) -> list[Sent]:
        return await self._records.read(lambda connection: store.told_of(connection, booking, most=MOST_SHOWN))
