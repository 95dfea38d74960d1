"""Takes what people answer by the message itself: a key of the telephone, Pushover's own acknowledgement."""

from __future__ import annotations

import logging
from typing import Final

from sqlalchemy import Connection, select

from hallenwart_backend.accounts.tables import people
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts import letters, traces
from hallenwart_backend.alerts.addresses import APPRISE, scheme_of
from hallenwart_backend.alerts.letters import Letter
from hallenwart_backend.alerts.model import Incident
from hallenwart_backend.alerts.service import IncidentDesk
from hallenwart_backend.errors import RefusedError
from hallenwart_contract.clock import Clock

_COMING: Final = frozenset({"going", "there"})
"""Whoever goes finds out, whatever it has become."""
_FORBIDDEN: Final = 403
_log: Final = logging.getLogger(__name__)


class Answers:
    def __init__(self, records: Records, clock: Clock, incidents: IncidentDesk) -> None:
        self._records = records
        self._clock = clock
        self._incidents = incidents

    async def acknowledged(self, letter: Letter, word: str) -> bool:
        """Note that the person the letter was for takes care. Too late is no mistake: the incident is settled then.

        False when it does not count: the message told of an earlier stage, and who only has seen that, or calls it a false
        alarm, does not know yet how it grew.
        """
        if letter.incident is None:
            return True
        name = await self._records.read(lambda connection: _name(connection, letter.person))
        way = scheme_of(letter.address) if letter.way == APPRISE else letter.way
        try:
            await self._incidents.acknowledge(
                letter.incident, by=name, person=letter.person, word=word, may=lambda one: _counts(one, letter, word), way=way
            )
        except RefusedError as error:
            _log.info("answer to message %s: %s", letter.id, error.code)
            return error.status != _FORBIDDEN
        return True

    async def passed_on(self, letter: Letter) -> None:
        """Note that the person cannot go: as with somebody no message reaches, the next is told now."""
        now = self._clock.now_ms()

        def note(connection: Connection) -> None:
            if letter.incident is not None:
                letters.give_up(connection, letter.incident, letter.person, "passed_on", now_ms=now)
                traces.failed(connection, letter, "passed_on", now_ms=now)

        await self._records.write(note)
        await self._incidents.escalate()


def _counts(incident: Incident, letter: Letter, word: str) -> bool:
    return word in _COMING or letter.created_ms >= incident.stage_ms


def _name(connection: Connection, person: str) -> str:
    return connection.scalar(select(people.c.name).where(people.c.id == person)) or ""
