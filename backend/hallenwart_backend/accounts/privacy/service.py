"""What is known of a person is handed out, and forgotten: names and addresses go, logs keep pseudonyms and stay whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection

from hallenwart_backend.accounts import store as people
from hallenwart_backend.accounts.circle import Circle
from hallenwart_backend.accounts.ports import Leaving, Mentions
from hallenwart_backend.accounts.privacy import store
from hallenwart_backend.accounts.refusals import refused
from hallenwart_backend.accounts.rules import ADMINS, INVITED, Person
from hallenwart_backend.accounts.store import Listed
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.ports import EvidenceKind
from hallenwart_contract.clock import Clock


class Privacy:
    def __init__(
        self,
        records: Records,
        clock: Clock,
        circle: Circle,
        leaving: Leaving,
        mentions: Mentions,
        pseudonym: Callable[[str], str],
    ) -> None:
        self._records = records
        self._clock = clock
        self._circle = circle
        self._leaving = leaving
        self._mentions = mentions
        self._pseudonym = pseudonym

    async def export(self, person: str) -> dict[str, Any]:
        """Return everything that is known of a person, by table. Raises RefusedError 404."""

        def look(connection: Connection) -> dict[str, Any]:
            who = _found(connection, person).person
            return {
                "made_ms": self._clock.now_ms(),
                "person": {"id": who.id, "name": who.name, "email": who.email, "pseudonym": self._pseudonym(who.id)},
                "tables": store.rows_about(connection, who, self._pseudonym),
                "evidence": self._mentions.of(connection, self._pseudonym(who.id), _texts(who)),
            }

        return await self._records.read(look)

    async def erase(self, actor: Person, person: str) -> None:
        """Forget a person for good. Raises RefusedError 403, 404, 409 with keys that are out or what nobody else manages."""

        def forget(connection: Connection) -> None:
            who = _found(connection, person).person
            if actor.id != who.id:
                _may_erase(actor, who)
            if held := self._leaving.keys_held(connection, who.id):
                raise refused("keys_held", keys=held)
            alone = self._circle.leads_alone(connection, who)
            if alone:
                raise refused("last_admin" if "" in alone else "last_club_admin", clubs=[club for club in alone if club])
            self._circle.forget_codes(connection, who, now_ms=self._clock.now_ms())
            self._mentions.erase(connection, _texts(who))
            store.forget(connection, who)
            by = "" if actor.id == who.id else actor.id  # nobody is left who did it
            self._circle.keep(connection, who.id, "erased", by=by, kind=EvidenceKind.PERSON_ERASED)
            people.drop_person(connection, who.id)

        await self._records.write(forget)
        self._leaving.changed("")


def _texts(who: Person) -> tuple[str, ...]:
    return who.name, who.email


def _may_erase(actor: Person, who: Person) -> None:
    if any(role not in INVITED for role in who.roles) and not actor.has_at(ADMINS, ""):
        raise refused("staff_only")


def _found(connection: Connection, person: str) -> Listed:
    found = people.one(connection, person)
    if found is None:
        raise refused("no_such_person")
    return found
