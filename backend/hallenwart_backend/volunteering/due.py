"""What falls due: sign-ups nobody confirmed, places nobody answered for, who is next in line, reminders, dates that moved."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.volunteering import letters, rules, store
from hallenwart_backend.volunteering.following import Following
from hallenwart_backend.volunteering.letters import Dates
from hallenwart_backend.volunteering.line import Line
from hallenwart_backend.volunteering.model import COMING, Placed, Shift
from hallenwart_contract.clock import Clock

LOOK_EVERY_S: Final = 5.0


class DueDesk:
    """`look` is called every few seconds. What is done and that it is done are one transaction: no restart repeats it."""

    def __init__(self, records: Records, clock: Clock, line: Line, dates: Dates, following: Following) -> None:
        self._records = records
        self._clock = clock
        self._line = line
        self._dates = dates
        self._following = following

    async def look(self) -> int:
        """Work off what is due; return how much that was."""
        now = self._clock.now_ms()
        if not await self._records.read(lambda connection: self._anything(connection, now)):
            return 0
        done = await self._records.write(lambda connection: self._work(connection, self._clock.now_ms()))
        self._line.committed()
        return done

    def _anything(self, connection: Connection, now: int) -> bool:
        waiting = store.in_line(connection, now_ms=now)
        return bool(
            self._following.behind(connection, now)
            or store.unconfirmed(connection, before_ms=now - rules.CONFIRM_MS)
            or any(_expired(one, now) or self._moves(connection, one.shift, now) for one in waiting)
            or self._to_remind(connection, now)
        )

    @staticmethod
    def _moves(connection: Connection, shift: Shift, now: int) -> bool:
        entries = store.signups_of(connection, [shift.id]).get(shift.id, [])
        return bool(rules.next_up(entries, shift.wanted, shift.from_ms, now)) and shift.cancelled_ms is None

    @staticmethod
    def _to_remind(connection: Connection, now: int) -> list[Placed]:
        near = store.living(connection, tuple(COMING), now_ms=now, until_ms=now + rules.REMIND_MS[0])
        return [one for one in near if rules.due_reminder(one.signup.reminded, one.shift.from_ms, now)]

    def _work(self, connection: Connection, now: int) -> int:
        done = self._following.follow(connection, now)
        for one in store.unconfirmed(connection, before_ms=now - rules.CONFIRM_MS):
            store.drop_signup(connection, one.signup.id)
            store.drop_stranger(connection, one.helper.id)
            done += 1
        waiting = store.in_line(connection, now_ms=now)
        for one in waiting:
            if _expired(one, now):
                self._line.out(connection, one, now, letters.too_late(one, self._dates), "late")
                done += 1
        for shift in {one.shift.id: one for one in waiting}.values():
            done += self._line.advance(connection, shift.offer, shift.shift, now)
        for one in self._to_remind(connection, now):
            due = rules.due_reminder(one.signup.reminded, one.shift.from_ms, now)
            self._line.update(connection, one, one.signup.modified_ms, reminded=due)
            self._line.tell(connection, one, letters.reminder(one, self._dates), now, f"remind {due} {one.shift.from_ms}")
            done += 1
        return done


def _expired(one: Placed, now: int) -> bool:
    return one.signup.answer_by_ms is not None and now >= one.signup.answer_by_ms
