"""A request that is repeated has one effect: known by its key, done in one transaction with what it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from hallenwart_backend.access.grants.vault import Drawn
from hallenwart_backend.access.partners import book, store
from hallenwart_backend.access.partners.codes import Codes
from hallenwart_backend.access.partners.refusals import refused
from hallenwart_backend.access.partners.store import Claim
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import CodeTakenError, RefusedError
from hallenwart_contract.clock import Clock

_DRAWS: Final = 5
KEPT_MS: Final = 7 * 86_400_000
"""How long an `Idempotency-Key` is remembered."""

T = TypeVar("T")
Act = Callable[[Connection, Drawn | None], Claim]
"""Does it inside the transaction; raises NeedsCodeError when it turns out that a code must be drawn first."""


class PlanChanged(Protocol):
    def __call__(self, hall: str, club: str | None, /) -> None:
        """Tell that the plan of a hall changed. Does not wait."""
        ...


@dataclass(frozen=True, slots=True)
class Once:
    """What makes a request the same as an earlier one: its `Idempotency-Key` (may be empty) and a digest of all it says."""

    key: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """How the audit log names what is done."""

    action: str
    reference: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What is seen afterwards, and the halls whose plan may have changed."""

    seen: T
    halls: frozenset[str]


class NeedsCodeError(Exception):
    """Raised inside a transaction that needs a code; `code` is the one to keep, empty for a new one."""

    def __init__(self, claim: Claim, code: str = "") -> None:
        super().__init__(claim.id)
        self._claim = claim
        self._code = code

    async def draw(self, codes: Codes) -> Drawn:
        """Hash for each locker; takes tens of milliseconds each, in a thread."""
        return await (codes.again(self._claim, self._code) if self._code else codes.draw(self._claim))


class Repeats:
    """Runs requests. Refused ones leave a line in the audit log and nothing else."""

    def __init__(self, records: Records, clock: Clock, codes: Codes) -> None:
        self._records = records
        self._clock = clock
        self._codes = codes

    async def run(self, partner: str, once: Once, deed: Deed, act: Act, look: Callable[[Connection, Claim], T]) -> Done[T]:
        """Do it once; draw a code outside the transaction when one is needed. Raises RefusedError."""
        drawn: Drawn | None = None
        for _ in range(_DRAWS):
            try:
                return await self._try(partner, once, deed, act, look, drawn)
            except NeedsCodeError as need:
                drawn = await need.draw(self._codes)
            except (IntegrityError, CodeTakenError):  # a code in use at that locker, or another process was quicker
                drawn = None
        raise refused("busy")

    async def _try(
        self,
        partner: str,
        once: Once,
        deed: Deed,
        act: Act,
        look: Callable[[Connection, Claim], T],
        drawn: Drawn | None,
    ) -> Done[T]:
        def change(connection: Connection) -> Done[T]:
            now = self._clock.now_ms()
            if (before := _done_before(connection, partner, once)) is not None:
                return Done(look(connection, before), frozenset())
            for gone in store.lapsed(connection, now_ms=now):
                store.lapse(connection, gone, now_ms=now)
            claim = act(connection, drawn)
            if once.key:
                book.remember(connection, partner, once.key, digest=once.digest, claim=claim.id, now_ms=now)
            fresh = store.one(connection, claim.id) or claim
            if fresh.seq != claim.seq:  # what changed nothing is no deed
                book.note(connection, partner, deed.action, now_ms=now, claim=claim.id, reference=claim.reference, by=deed.by)
            return Done(look(connection, fresh), frozenset({*claim.wish.halls, *fresh.wish.halls} or {""}))

        try:
            return await self._records.write(change)
        except RefusedError as refusal:
            await self._note_refusal(partner, deed, refusal.code)
            raise

    async def _note_refusal(self, partner: str, deed: Deed, code: str) -> None:
        now = self._clock.now_ms()

        def note(connection: Connection) -> None:
            book.note(connection, partner, deed.action, now_ms=now, reference=deed.reference, outcome=code, by=deed.by)

        await self._records.write(note)


def _done_before(connection: Connection, partner: str, once: Once) -> Claim | None:
    """Return what this key did. Raises RefusedError 422 when it was used for another request."""
    known = book.repeat(connection, partner, once.key) if once.key else None
    if known is None:
        return None
    digest, claim = known
    if digest != once.digest:
        raise refused("key_reused")
    return store.one(connection, claim)
