"""Letters about what a club does: to guests at their address, to who leads the club by the ways they chose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.accounts import store as people
from hallenwart_backend.accounts.join import QueuedPost
from hallenwart_backend.accounts.rules import ADMINS, CLUB_ADMINS, Role
from hallenwart_backend.accounts.words import Mail
from hallenwart_backend.alerts import letters as queue
from hallenwart_backend.ports import Notice

_TRAINERS: Final = frozenset({Role.TRAINER})
_OFFICE: Final = frozenset({Role.OFFICE})


class ClubPost:
    """A guest's letter belongs to who leads the club: it ends with that account. `tag` groups notices on phones."""

    def __init__(self, filled: Callable[[], None], tag: str) -> None:
        self._post, self._tag = QueuedPost(filled), tag
        self.wake = filled

    def ready(self, connection: Connection) -> bool:
        return self._post.ready(connection)

    def guest(
        self,
        connection: Connection,
        club: str | None,
        address: str,
        mail: Mail,
        *,
        now_ms: int,
        once: str,
        person: str | None = None,
    ) -> None:
        """Write to an address; `person` is whose account it is, where it has one."""
        owner = person or next(iter(self._leads(connection, club)), None)
        if owner is not None and self.ready(connection):
            self._post.put(connection, owner, address, mail, now_ms=now_ms, once=once)

    def club(self, connection: Connection, club: str | None, mail: Mail, *, now_ms: int, once: str) -> None:
        for person in self._leads(connection, club):
            known = people.one(connection, person)
            sent = self.by_ways(connection, person, mail, now_ms, once)
            if known is not None and not sent and self.ready(connection):
                self._post.put(connection, person, known.person.email, mail, now_ms=now_ms, once=once)

    def by_ways(self, connection: Connection, person: str, mail: Mail, now_ms: int, once: str) -> int:
        """Write to a person by the ways they chose; return how many letters that were."""
        notice = Notice(mail.title, mail.body, tag=self._tag, urgent=False, link=mail.link, signed=mail.signed)
        return queue.enqueue(
            connection,
            incident=None,
            person=person,
            step=0,
            notice=asdict(notice),
            since_ms=0,
            now_ms=now_ms,
            once=once,
            urgency=queue.TELL,
        )

    @staticmethod
    def _leads(connection: Connection, club: str | None) -> list[str]:
        if club is not None:
            for roles in (CLUB_ADMINS, _TRAINERS):
                if found := people.people_with(connection, roles, club):
                    return found
        return people.people_with(connection, _OFFICE, "") or people.people_with(connection, ADMINS, "")
