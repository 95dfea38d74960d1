"""Passkeys: added by who is signed in, used to sign in, asked of staff by the office."""

from __future__ import annotations

import hmac
import logging
import secrets
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Final

from sqlalchemy import Connection

from hallenwart_backend.accounts import store as people
from hallenwart_backend.accounts.circle import Circle
from hallenwart_backend.accounts.passkeys import rules, store
from hallenwart_backend.accounts.passkeys.rules import Address, Mode, Policy
from hallenwart_backend.accounts.passkeys.store import Passkey
from hallenwart_backend.accounts.passkeys.told import Made, NotProvenError, Proven, Shown
from hallenwart_backend.accounts.refusals import refused
from hallenwart_backend.accounts.rules import ADMINS, Person
from hallenwart_backend.accounts.service import Accounts, Came
from hallenwart_backend.accounts.throttle import Rate, Throttle
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.evidence.kinds import EvidenceKind
from hallenwart_backend.secret_hash import secret_hash
from hallenwart_contract.clock import Clock

_ASKS: Final = 120
_ASKS_WITHIN_MS: Final = 10 * 60_000
_log: Final = logging.getLogger(__name__)


def _ceremony() -> ModuleType:
    """Its library takes 14 MB, which a town without passkeys need not have."""
    from hallenwart_backend.accounts.passkeys import ceremony

    return ceremony


@dataclass(frozen=True, slots=True)
class _Flow:
    """A challenge under way; `browser` is the hash of its cookie, `person` who adds a passkey, empty for sign-in."""

    challenge: bytes
    browser: str
    person: str
    until_ms: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """A new passkey as its owner calls it."""

    name: str
    made: Made
    transports: tuple[str, ...]
    browser: str | None


class Passkeys:
    """Challenges are kept in memory: a restart asks people to press the button once more."""

    def __init__(self, records: Records, clock: Clock, accounts: Accounts, circle: Circle, public_url: str) -> None:
        self.address = rules.address_of(public_url)
        self._records = records
        self._clock = clock
        self._accounts = accounts
        self._circle = circle
        self._throttle = Throttle(clock)
        self._asks = Rate(clock, _ASKS, _ASKS_WITHIN_MS)
        self._flows: dict[str, _Flow] = {}

    def _here(self) -> Address:
        if self.address is None:
            raise refused("passkey_no_name")
        return self.address

    # --- one's own passkeys ---

    async def of(self, person: Person) -> list[Passkey]:
        return await self._records.read(lambda connection: store.of(connection, person.id))

    async def ask_new(self, person: Person, password: str, token: str | None, browser: str) -> dict[str, Any]:
        """Return the options for a new passkey, once it is sure who asks. Raises RefusedError 401, 403, 409, 429."""
        address, known = self._here(), await self.of(person)
        if known and await self.held_up(person):
            raise refused("passkey_needed")
        if len(known) >= rules.MOST_PASSKEYS:
            raise refused("too_many_passkeys")
        if not await self._accounts.began_lately(person, token, rules.FRESH_MS):
            await self._accounts.confirm(person, password, token)
        options: dict[str, Any] = _ceremony().new_options(address, person, known, self._begin(browser, person.id))
        return options

    async def add(self, person: Person, wanted: Wanted, token: str) -> Passkey:
        """Keep a new passkey; this session then counts as begun by it. Raises RefusedError 400, 409."""
        address, now = self._here(), self._clock.now_ms()
        try:
            flow = self._answered(wanted.made.client_data, wanted.browser, person.id)
            proven = _ceremony().check_new(address, wanted.made, flow.challenge)
        except NotProvenError as error:
            _log.info("a new passkey was refused: %s", error)
            raise refused("passkey_not_proven") from error
        passkey = Passkey(
            id=secrets.token_hex(8),
            person=person.id,
            credential_id=wanted.made.credential_id,
            public_key=proven.public_key,
            sign_count=proven.sign_count,
            name=wanted.name,
            transports=wanted.transports,
            created_ms=now,
            used_ms=None,
            backed_up=proven.backed_up,
        )

        def enter(connection: Connection) -> None:
            if store.by_credential(connection, passkey.credential_id) is not None:
                raise refused("passkey_known")
            store.add(connection, passkey)
            people.set_way(connection, secret_hash(token), rules.WAY)
            self._circle.keep(connection, person.id, passkey.name, by=person.id, kind=EvidenceKind.PASSKEY_ADDED)

        await self._records.write(enter)
        return passkey

    async def rename(self, person: Person, passkey: str, name: str) -> None:
        """Raises RefusedError 404."""
        if not await self._records.write(lambda connection: store.rename(connection, person.id, passkey, name)):
            raise refused("no_such_passkey")

    async def remove(self, person: Person, passkey: str) -> None:
        """Raises RefusedError 403, 404."""
        if await self.held_up(person):
            raise refused("passkey_needed")
        await self._records.write(lambda connection: self._remove(connection, person.id, passkey, by=person.id))

    async def forget_all(self, person: str) -> int:
        """Remove every passkey of somebody who lost them; return how many there were."""

        def forget(connection: Connection) -> int:
            found = store.of(connection, person)
            for one in found:
                self._remove(connection, person, one.id, by="")
            return len(found)

        return await self._records.write(forget)

    def _remove(self, connection: Connection, person: str, passkey: str, *, by: str) -> None:
        named = {one.id: one.name for one in store.of(connection, person)}
        if not store.drop(connection, person, passkey):
            raise refused("no_such_passkey")
        self._circle.keep(connection, person, named[passkey], by=by, kind=EvidenceKind.PASSKEY_REMOVED)

    # --- sign-in ---

    def ask_sign_in(self, browser: str, sender: str) -> dict[str, Any]:
        """Return the options to sign in, the same whoever asks. Raises RefusedError 409, 429."""
        address = self._here()
        self._asks.check(sender)
        options: dict[str, Any] = _ceremony().sign_in_options(address, self._begin(browser, ""))
        return options

    async def sign_in(self, shown: Shown, browser: str | None, sender: str, came: Came) -> tuple[str, Person]:
        """Begin a session for whose passkey this is. Raises RefusedError 401, 409, 429."""
        address, name = self._here(), f"sender:{sender}"
        self._throttle.check(name)
        known = await self._records.read(lambda connection: store.by_credential(connection, shown.credential_id))
        try:
            flow = self._answered(shown.client_data, browser, "")
            known, proven = _checked(address, known, shown, flow.challenge)
        except NotProvenError as error:
            self._throttle.failed(name)
            _log.info("a sign-in by passkey was refused: %s", error)
            await self._accounts.note("sign_in.failed", who=known.person if known else "")
            raise refused("passkey_wrong") from error
        await self._count(known, proven.sign_count, backed_up=proven.backed_up, sender=name)
        self._throttle.succeeded(name)
        return await self._accounts.open(known.person, came)

    async def _count(self, known: Passkey, sign_count: int, *, backed_up: bool, sender: str) -> None:
        """Keep the counter, in one step with the look at it. Raises RefusedError 401 for a copy and for a closed account."""
        now = self._clock.now_ms()

        def count(connection: Connection) -> str:
            fresh = store.by_credential(connection, known.credential_id)
            if fresh is None or people.person_of(connection, known.person) is None:
                return "passkey_wrong"
            if rules.went_back(fresh.sign_count, sign_count):
                self._circle.keep(connection, known.person, known.name, by="", kind=EvidenceKind.PASSKEY_COPIED)
                return "passkey_copied"
            store.note_used(connection, known.id, sign_count=sign_count, backed_up=backed_up, now_ms=now)
            return ""

        if code := await self._records.write(count):
            self._throttle.failed(sender)
            await self._accounts.note("sign_in.failed", who=known.person)
            raise refused(code)

    # --- what the office asks of staff ---

    async def policy(self) -> Policy:
        return await self._records.read(store.policy)

    async def set_policy(self, person: Person, wanted: Policy) -> None:
        """Raises RefusedError 409 where nobody could add a passkey."""
        if wanted.mode is not Mode.OFF:
            self._here()
        now = self._clock.now_ms()

        def enter(connection: Connection) -> None:
            store.set_policy(connection, wanted, by=person.name, now_ms=now)
            self._circle.note(connection, EvidenceKind.PASSKEY_POLICY, "", person.id, str(wanted.mode))

        await self._records.write(enter)

    async def lacks(self, person: Person) -> bool:
        """Say whether an act that asks for a passkey of whoever does it, of whatever role, has to be refused."""
        if self.address is None or person.way == rules.WAY:
            return False
        now = self._clock.now_ms()
        return await self._records.read(lambda connection: store.policy(connection).holds(now))

    async def held_up(self, person: Person) -> bool:
        """Say whether this session may do no more than add a passkey.

        Nobody is where passkeys cannot be made, nor an administrator as long as no administrator has one.
        """
        if self.address is None or not person.has(rules.HELD_TO) or person.way == rules.WAY or person.key:
            return False
        now = self._clock.now_ms()

        def look(connection: Connection) -> bool:
            if not rules.is_held_up(person, store.policy(connection), now):
                return False
            return not person.has_at(ADMINS, "") or store.any_of(connection, ADMINS, "")

        return await self._records.read(look)

    # --- challenges ---

    def _begin(self, browser: str, person: str) -> bytes:
        now, challenge = self._clock.mono_ms(), secrets.token_bytes(32)
        self._flows = {key: flow for key, flow in self._flows.items() if flow.until_ms > now}
        if len(self._flows) >= rules.MOST_FLOWS:
            self._flows.pop(next(iter(self._flows)))
        flow = _Flow(challenge, secret_hash(browser), person, now + rules.FLOW_MS)
        self._flows[_ceremony().text_of(challenge)] = flow
        return challenge

    def _answered(self, client_data: str, browser: str | None, person: str) -> _Flow:
        """Return the challenge that is answered, which is used up by it. Raises NotProvenError."""
        flow = self._flows.pop(_ceremony().text_of(_ceremony().challenge_in(client_data)), None)
        if flow is None or flow.until_ms <= self._clock.mono_ms():
            raise NotProvenError("no such challenge, or no longer")
        if not hmac.compare_digest(flow.browser, secret_hash(browser or "")) or flow.person != person:
            raise NotProvenError("the challenge of another browser or person")
        return flow


def _checked(address: Address, known: Passkey | None, shown: Shown, challenge: bytes) -> tuple[Passkey, Proven]:
    """Return the passkey that was shown. Raises NotProvenError."""
    if known is None or shown.user_handle not in {"", _ceremony().handle_of(known.person)}:
        raise NotProvenError("no such passkey")
    return known, _ceremony().check_shown(address, shown, challenge, known.public_key)
