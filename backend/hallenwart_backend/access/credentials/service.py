"""Season credentials and staff codes: given, learnt at a locker, renewed, blocked. Digits are told once, then never again."""

from __future__ import annotations

import base64
import binascii
import logging
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from hallenwart_backend.access import audit
from hallenwart_backend.access.audit import Deed
from hallenwart_backend.access.credentials import rules, store
from hallenwart_backend.access.credentials.refusals import refused
from hallenwart_backend.access.credentials.shares import Shares
from hallenwart_backend.access.credentials.store import ACTIVE, BLOCKED, STAFF, WAITING, Card
from hallenwart_backend.access.grants.vault import Vault
from hallenwart_backend.accounts import store as accounts
from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import CodeTakenError, RefusedError, StoreUnavailableError
from hallenwart_backend.ports import Arrival, ListenerBase
from hallenwart_contract.clock import Clock
from hallenwart_contract.codes import draw_code, draw_extra
from hallenwart_contract.documents import CredentialKind
from hallenwart_contract.errors import BadSignatureError
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event

_log: Final = logging.getLogger(__name__)
_DRAWS: Final = 5
_DIGITS: Final = frozenset({CredentialKind.PIN, STAFF})


@dataclass(frozen=True, slots=True)
class Given:
    """A credential just given. `digits` (12) and `key` (hex) are told here and never again."""

    card: Card
    digits: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    person: Person
    cards: tuple[Card, ...]


class Credentials(ListenerBase):
    """`changed` marks the lockers' lists as old. As a listener it takes in cards that were learnt."""

    def __init__(self, records: Records, clock: Clock, vault: Vault, shares: Shares, changed: Callable[[], None]) -> None:
        self._records = records
        self._clock = clock
        self._vault = vault
        self._shares = shares
        self._changed = changed

    # --- who has what ---

    async def holders(self, actor: Person) -> list[Holder]:
        """Return the people whose credentials this person may manage, with those that are not blocked."""

        def look(connection: Connection) -> list[Holder]:
            people = [one for one in accounts.everybody(connection) if rules.may_manage(actor, one)]
            cards = store.of_people(connection, [one.id for one in people])
            return [Holder(one, tuple(card for card in cards if card.person == one.id)) for one in people]

        return await self._records.read(look)

    async def _holder(self, person: str) -> Person:
        found = await self._records.read(lambda connection: accounts.person_of(connection, person))
        if found is None:
            raise refused("no_such_person")
        return found

    async def find(self, actor: Person, credential: str) -> Card:
        """Return a credential this person may manage. Raises RefusedError 403, 404."""
        card = await self._records.read(lambda connection: store.one(connection, credential))
        if card is None:
            raise refused("no_such_credential")
        if not rules.may_manage(actor, await self._holder(card.person)):
            raise refused("forbidden")
        return card

    # --- digits ---

    async def give_pin(self, actor: Person, person: str) -> Given:
        """Give a personal PIN; the one before it ends at once. Raises RefusedError 403, 404."""
        if not rules.may_manage(actor, await self._holder(person)):
            raise refused("forbidden")
        return await self._give_digits(actor, self._fresh(CredentialKind.PIN, person))

    async def give_staff_code(self, actor: Person, person: str, site: str) -> Given:
        """Give a staff code of 12 digits for one site; the one before it ends. Raises RefusedError 403, 404, 409."""
        holder = await self._holder(person)
        if not rules.may_manage(actor, holder):
            raise refused("forbidden")
        if not rules.may_have_staff_code(actor, holder, site):
            raise refused("not_a_manager_there")
        return await self._give_digits(actor, self._fresh(STAFF, person, site=site))

    async def _give_digits(self, actor: Person, fresh: Card) -> Given:
        for _ in range(_DRAWS):
            digits = draw_code(()) + draw_extra()
            card = replace(fresh, secret=self._vault.seal(digits, fresh.id), state=ACTIVE)
            shared = await self._shares.first(card)

            def give(connection: Connection, card: Card = card, shared: Shares.Made = shared) -> None:
                for old in store.of_people(connection, [card.person]):
                    if (old.kind, old.site) == (card.kind, card.site):
                        store.block(connection, old.id, now_ms=self._clock.now_ms())
                store.add(connection, card)
                store.share(connection, card.id, shared)
                self._note(connection, actor, f"{card.kind}.given", card.id)

            try:
                await self._records.write(give)
            except CodeTakenError:
                continue
            self._changed()
            return Given(card, digits)
        raise StoreUnavailableError("no free code was drawn in five attempts")

    def _fresh(self, kind: str, person: str, *, label: str = "", site: str | None = None) -> Card:
        now = self._clock.now_ms()
        return Card(secrets.token_hex(8), kind, person, site, label, WAITING, None, now, now)

    # --- cards ---

    async def give_card(
        self, actor: Person, person: str, *, kind: CredentialKind, label: str, uid: str = "", key: str = ""
    ) -> Given:
        """Give a card: by its number, or waiting to be learnt at a locker. Raises RefusedError 403, 404, 409, 422."""
        holder = await self._holder(person)
        if not rules.may_give_card(actor, holder):
            raise refused("forbidden")
        fresh = self._fresh(kind, person, label=label)
        secret, mark, shown = self._card_secret(kind, uid, key)
        card = replace(fresh, state=ACTIVE, secret=self._vault.seal_bytes(secret, fresh.id)) if secret else fresh

        def give(connection: Connection) -> None:
            held = [one for one in store.of_people(connection, [person]) if one.kind not in _DIGITS]
            if len(held) >= rules.MAX_CARDS:
                raise refused("too_many_cards")
            store.add(connection, card, mark=mark)
            self._note(connection, actor, f"{kind}.given", card.id)

        try:
            await self._records.write(give)
        except IntegrityError as error:
            raise refused("card_known") from error
        self._changed()
        return Given(card, key=shown)

    def _card_secret(self, kind: str, uid_text: str, key_text: str) -> tuple[bytes, bytes | None, str]:
        """Return what is kept of a card, its mark, and the key that was drawn for it."""
        if kind == CredentialKind.CARD and not uid_text:
            return b"", None, ""
        uid = rules.uid_of(uid_text)
        if uid is None or (kind == CredentialKind.SUN and len(uid) != rules.SUN_UID_BYTES):
            raise refused("bad_card")
        if kind == CredentialKind.CARD:
            return uid, self._vault.mark(uid), ""
        drawn = "" if key_text else secrets.token_hex(rules.SUN_KEY_BYTES)
        key = rules.hex_of(key_text or drawn, rules.SUN_KEY_BYTES)
        if key is None:
            raise refused("bad_key")
        return uid + key, self._vault.mark(uid), drawn

    async def name_card(self, actor: Person, credential: str, uid: str) -> Card:
        """Take in the number of a waiting card by hand. Raises RefusedError 403, 404, 409, 422."""
        card = await self.waiting(actor, credential)
        read = rules.uid_of(uid)
        if read is None:
            raise refused("bad_card")
        await self._take_in(card, read, self._vault.pseudonym(actor.id))
        return await self.find(actor, credential)

    async def waiting(self, actor: Person, credential: str) -> Card:
        """Return a credential that waits for its card. Raises RefusedError 403, 404, 409."""
        card = await self.find(actor, credential)
        if card.state != WAITING:
            raise refused("blocked" if card.state == BLOCKED else "not_waiting")
        return card

    async def _take_in(self, card: Card, uid: bytes, who: str) -> None:
        now, secret = self._clock.now_ms(), self._vault.seal_bytes(uid, card.id)

        def learn(connection: Connection) -> None:
            store.activate(connection, card.id, secret=secret, mark=self._vault.mark(uid), now_ms=now)
            audit.note(connection, Deed(now, who, "card.learnt", card.id))

        try:
            await self._records.write(learn)
        except IntegrityError as error:
            raise refused("card_known") from error
        self._changed()

    async def on_event(self, arrival: Arrival, event: Event) -> None:
        if event.kind != EventKind.CARD_LEARNT or not self._vault.knows(arrival.device):
            return
        credential = str(event.a.get("cred") or "")
        card = await self._records.read(lambda connection: store.one(connection, credential))
        if card is None or card.state != WAITING:
            return
        try:
            sealed = base64.b64decode(str(event.a.get("card") or ""), validate=True)
            uid = self._vault.unseal_from(arrival.device, sealed, credential)
        except (binascii.Error, ValueError, BadSignatureError):
            _log.warning("%s: a learnt card cannot be read", arrival.device)
            return
        if len(uid) in rules.UID_BYTES:
            await self._learnt(arrival.device, card, uid)

    async def _learnt(self, device: str, card: Card, uid: bytes) -> None:
        try:
            await self._take_in(card, uid, "")
        except RefusedError:
            _log.warning("%s: the card shown for %s belongs to somebody already", device, card.id)

    # --- the end ---

    async def block(self, actor: Person, credential: str) -> None:
        """Block at once; offline lockers at their next contact. Raises RefusedError 403, 404."""
        card = await self.find(actor, credential)
        await self._block([card], f"{card.kind}.blocked", self._vault.pseudonym(actor.id))

    async def replace(self, actor: Person, credential: str) -> Given:
        """Block a credential and give its holder a new one of the kind. Raises RefusedError 403, 404, 409."""
        card = await self.find(actor, credential)
        if card.state == BLOCKED:
            raise refused("blocked")
        if card.kind == STAFF:
            return await self.give_staff_code(actor, card.person, card.site or "")
        if card.kind == CredentialKind.PIN:
            return await self.give_pin(actor, card.person)
        if not rules.may_give_card(actor, await self._holder(card.person)):
            raise refused("forbidden")
        await self.block(actor, credential)
        return await self.give_card(actor, card.person, kind=CredentialKind.CARD, label=card.label)

    async def sweep(self) -> None:
        """Block staff codes of people who no longer open at that site, and everything of closed accounts."""

        def look(connection: Connection) -> list[Card]:
            people, cards = {one.id: one for one in accounts.everybody(connection)}, store.living(connection)
            return [card for card in cards if not _holds(people.get(card.person), card)]

        if over := await self._records.read(look):
            await self._block(over, "role.ended", "")

    async def _block(self, cards: Collection[Card], act: str, who: str) -> None:
        now = self._clock.now_ms()

        def change(connection: Connection) -> None:
            for card in cards:
                store.block(connection, card.id, now_ms=now)
                audit.note(connection, Deed(now, who, act, card.id))

        await self._records.write(change)
        self._changed()

    def _note(self, connection: Connection, actor: Person, act: str, subject: str) -> None:
        audit.note(connection, Deed(self._clock.now_ms(), self._vault.pseudonym(actor.id), act, subject))


def _holds(person: Person | None, card: Card) -> bool:
    return person is not None and (card.kind != STAFF or rules.may_have_staff_code(person, person, card.site or ""))
