"""A club explains a slot of its own; the office sees the slot from then on."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.occupancy.slots import finding
from hallenwart_backend.occupancy.slots.model import Verdict, Word
from hallenwart_backend.occupancy.tables import usage_explanations, usage_slots
from hallenwart_contract.clock import Clock

EXPLAINABLE = frozenset({Verdict.NO_SHOW, Verdict.UNDER_USED, Verdict.UNKNOWN})


def counted_wrong(connection: Connection, since_ms: int) -> dict[str, int]:
    """Return per hall how often clubs said of slots since then that the counting was wrong."""
    said = usage_explanations.c.slot == usage_slots.c.id
    query = select(usage_slots.c.hall, func.count()).join(usage_explanations, said)
    asked = query.where(usage_explanations.c.word == Word.COUNTED_WRONG, usage_slots.c.start_ms >= since_ms)
    return {str(hall): int(number) for hall, number in connection.execute(asked.group_by(usage_slots.c.hall))}


class Explaining:
    def __init__(self, records: Records, clock: Clock) -> None:
        self._records = records
        self._clock = clock

    async def explain(self, person: Person, club: str, slot: str, word: Word, text: str) -> Row[Any]:
        """Write or replace an explanation; return the slot. Raises RefusedError 404 (not theirs), 409 (used), 422."""
        if word is Word.OTHER and not text:
            raise RefusedError(
                "text_needed", "Bitte schreiben Sie kurz, was war.", "Please write briefly what happened.", status=422
            )
        now = self._clock.now_ms()

        def put(connection: Connection) -> Row[Any]:
            found = finding.one(connection, slot)
            if found is None or found.club != club:
                raise RefusedError("no_slot", "Diesen Termin gibt es nicht.", "There is no such date.", status=404)
            if found.verdict not in EXPLAINABLE:
                raise RefusedError(
                    "nothing_to_explain",
                    "Dieser Termin gilt als genutzt; es gibt nichts zu erklären.",
                    "This date counts as used; there is nothing to explain.",
                    status=409,
                )
            connection.execute(delete(usage_explanations).where(usage_explanations.c.slot == slot))
            row = {"slot": slot, "club": club, "word": word, "text": text, "person": person.id, "t_ms": now}
            connection.execute(insert(usage_explanations).values(**row))
            return finding.one(connection, slot) or found

        return await self._records.write(put)
