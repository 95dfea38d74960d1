"""Documents of a club: taken in after a look at what they are, read by whom they are for."""

from __future__ import annotations

import asyncio
import hashlib
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, insert, select

from hallenwart_backend.accounts.rules import CLUB_ADMINS, CLUB_ROLES, Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.clubs.documents import rules
from hallenwart_backend.clubs.documents.rules import DocumentError, Readers
from hallenwart_backend.clubs.documents.tables import club_documents as documents
from hallenwart_backend.clubs.refusals import refused
from hallenwart_contract.clock import Clock

FOLDER: Final = "documents"


@dataclass(frozen=True, slots=True)
class Document:
    id: str
    club: str
    title: str
    kind: str
    size: int
    sha256: str
    readers: Readers
    made_ms: int


class Documents:
    """`folder` holds the content, each under the id of its document: no name anybody typed is ever a path."""

    def __init__(self, records: Records, clock: Clock, folder: Path, pseudonym: Callable[[str], str]) -> None:
        self._records = records
        self._clock = clock
        self._folder = folder
        self._pseudonym = pseudonym

    async def of(self, actor: Person, club: str) -> list[Document]:
        """Return what this person may read, by title. Raises RefusedError 404 for whoever does not belong to the club."""
        self._belongs(actor, club)
        wanted = select(documents).where(documents.c.club == club)
        found = await self._records.read(lambda connection: [_document(row) for row in connection.execute(wanted)])
        seen = [one for one in found if rules.may_read(actor, club, one.readers)]
        return sorted(seen, key=lambda one: (one.title.casefold(), one.id))

    async def add(self, actor: Person, club: str, title: str, readers: Readers, content: bytes) -> Document:
        """Raises RefusedError 403, 404, 409, 413, 422."""
        self._leads(actor, club)
        try:
            kind = await asyncio.to_thread(rules.kind_of, content)
        except DocumentError as error:
            raise refused(f"document_{error.code}") from error
        digest = hashlib.sha256(content).hexdigest()
        made = Document(secrets.token_hex(16), club, title, kind, len(content), digest, readers, self._clock.now_ms())
        by = self._pseudonym(actor.id)

        def enter(connection: Connection) -> None:
            sizes = select(func.count(), func.coalesce(func.sum(documents.c.size), 0)).where(documents.c.club == club)
            count, size = connection.execute(sizes).one()
            if count >= rules.MOST_OF_CLUB or size + len(content) > rules.MOST_BYTES_OF_CLUB:
                raise refused("documents_full", most=rules.MOST_OF_CLUB)
            self._keep(made.id, content)
            row = {name: getattr(made, name) for name in Document.__dataclass_fields__} | {"readers": str(readers)}
            connection.execute(insert(documents).values(**row, made_by=by))

        await self._records.write(enter)
        return made

    async def content(self, actor: Person, club: str, document: str) -> tuple[Document, bytes]:
        """Raises RefusedError 404."""
        found = next((one for one in await self.of(actor, club) if one.id == document), None)
        if found is None:
            raise refused("no_such_document")
        try:
            content = await asyncio.to_thread(self._path(found.id).read_bytes)
        except FileNotFoundError as error:
            raise refused("no_such_document") from error
        if hashlib.sha256(content).hexdigest() != found.sha256:
            raise refused("no_such_document")
        return found, content

    async def remove(self, actor: Person, club: str, document: str) -> None:
        """Raises RefusedError 403, 404."""
        self._leads(actor, club)
        here = documents.c.club == club, documents.c.id == document
        gone = await self._records.write(lambda connection: connection.execute(delete(documents).where(*here)).rowcount)
        if not gone:
            raise refused("no_such_document")
        await asyncio.to_thread(self._path(document).unlink, missing_ok=True)

    async def tidy(self) -> None:
        """Delete content that no document names: its club is gone, or the server stopped half way."""
        known = await self._records.read(lambda connection: set(connection.scalars(select(documents.c.id))))
        old_s = self._clock.now_ms() / 1000 - 3_600

        def sweep() -> None:
            for path in self._folder.glob("*"):
                if path.name not in known and path.is_file() and path.stat().st_mtime < old_s:
                    path.unlink(missing_ok=True)

        await asyncio.to_thread(sweep)

    def _belongs(self, actor: Person, club: str) -> None:
        if not any(club in actor.roles.get(role, ()) for role in CLUB_ROLES):
            raise refused("no_such_club")

    def _leads(self, actor: Person, club: str) -> None:
        self._belongs(actor, club)
        if not any(club in actor.roles.get(role, ()) for role in CLUB_ADMINS):
            raise refused("forbidden")

    def _path(self, document: str) -> Path:
        return self._folder / document

    def _keep(self, document: str, content: bytes) -> None:
        """Write the content whole or not at all, for this server's eyes alone."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        half = self._folder / f"{document}.part"
        descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.replace(self._path(document))


def _document(row: Row[Any]) -> Document:
    told = {name: getattr(row, name) for name in Document.__dataclass_fields__}
    return Document(**told | {"readers": Readers(row.readers)})
