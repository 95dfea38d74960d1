"""Helpers sign up, wait, pass on and sign off: by their link or with an account."""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.volunteering import letters, rules, store
from hallenwart_backend.volunteering.letters import Dates
from hallenwart_backend.volunteering.line import Line
from hallenwart_backend.volunteering.model import COMING, Helper, Offer, Placed, Shift, SignState
from hallenwart_backend.volunteering.ports import Post, Vault
from hallenwart_backend.volunteering.tables import signups as signups_table
from hallenwart_backend.volunteering.words import refusal
from hallenwart_contract.clock import Clock

CLUB_PAGE: Final = "/verein/#/mitmachen"
SOON_MS: Final = 48 * rules.HOUR_MS
"""Whoever signs off later than this before the shift: the club is told by a message."""
_PURPOSE: Final = b"hallenwart helper 1\n"
_TAG_BYTES: Final = 16
_ID_BYTES: Final = 8
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Guest:
    """What somebody without an account says of themselves."""

    name: str
    email: str
    lang: str = "de"


class SignUps:
    def __init__(self, records: Records, clock: Clock, vault: Vault, post: Post, line: Line, dates: Dates) -> None:
        self._records = records
        self._clock = clock
        self._vault = vault
        self._post = post
        self._dates = dates
        self.line = line

    # --- links ---

    def token(self, helper: str) -> str:
        body = bytes.fromhex(helper)
        return base64.urlsafe_b64encode(body + self._vault.mac(_PURPOSE, body)[:_TAG_BYTES]).rstrip(b"=").decode()

    def helper_of(self, token: str) -> str:
        """Return the id a link stands for; empty for one this server never made."""
        try:
            octets = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return ""
        body, tag = octets[:_ID_BYTES], octets[_ID_BYTES:]
        genuine = len(body) == _ID_BYTES and hmac.compare_digest(tag, self._vault.mac(_PURPOSE, body)[:_TAG_BYTES])
        return body.hex() if genuine else ""

    def mark_of(self, placed: Placed) -> str:
        """Return the mark a helper shows at the hall; empty without a place."""
        signup = placed.signup
        return self._vault.open_bytes(signup.mark, signup.id).decode() if signup.mark else ""

    # --- reading ---

    async def mine(self, token: str) -> tuple[Helper, list[Placed]]:
        """Return what a link shows. Raises RefusedError 404."""
        identity = self.helper_of(token)

        def read(connection: Connection) -> tuple[Helper, list[Placed]] | None:
            helper = store.helper(connection, identity) if identity else None
            return (helper, store.of_helper(connection, helper.id)) if helper else None

        found = await self._records.read(read)
        if found is None:
            raise refusal("no_such_link")
        return found

    async def of_person(self, person: Person) -> tuple[Helper | None, list[Placed]]:
        def read(connection: Connection) -> tuple[Helper | None, list[Placed]]:
            helper = store.helper_of_person(connection, person.id)
            return helper, store.of_helper(connection, helper.id) if helper else []

        return await self._records.read(read)

    async def one(self, signup: str) -> Placed:
        """Raises RefusedError 404."""
        wanted = signups_table.c.id == signup
        found = await self._records.read(lambda connection: store.placed(connection, wanted))
        if not found:
            raise refusal("no_such_signup")
        return found[0]

    # --- signing up ---

    async def ask(self, shifts: Sequence[str], guest: Guest, *, of_age: bool) -> list[Placed]:
        """Take sign-ups of a guest; they count once the link in the mail is pressed. Raises RefusedError 404, 409, 422, 503."""

        def add(connection: Connection, now: int) -> list[Placed]:
            if not self._post.ready(connection):
                raise refusal("no_mail")
            helper = self._known(connection, guest, now)
            wished = self._wished(connection, shifts, of_age=of_age)
            taken = [self._asked(connection, offer, shift, helper, now) for offer, shift in wished]
            self.line.tell(connection, taken[0], letters.confirm(taken[0], self._dates), now, f"confirm {now}")
            return taken

        return await self._write(add)

    async def join(self, person: Person, shifts: Sequence[str], *, of_age: bool, lang: str = "de") -> list[Placed]:
        """Sign somebody with an account up at once. Raises RefusedError 404, 409, 422."""

        def add(connection: Connection, now: int) -> list[Placed]:
            helper = self._member(connection, person, lang, now)
            wished = self._wished(connection, shifts, of_age=of_age)
            return [self.line.take(connection, offer, shift, helper, now, confirmed=True) for offer, shift in wished]

        return await self._write(add)

    def _asked(self, connection: Connection, offer: Offer, shift: Shift, helper: Helper, now: int) -> Placed:
        """Note a wish. Nothing here says whether this address helps already: whoever types it may be somebody else."""
        before = store.signup_for(connection, shift.id, helper.id)
        if before is not None and (before.state not in {SignState.OUT, SignState.ASKED} or before.confirmed_ms is not None):
            self.line.check_open(offer, shift, now)
            return Placed(before, helper, shift, offer)
        return self.line.take(connection, offer, shift, helper, now, confirmed=False)

    def _wished(self, connection: Connection, shifts: Sequence[str], *, of_age: bool) -> list[tuple[Offer, Shift]]:
        wished = []
        for identity in sorted(set(shifts)):  # always in one order, so that two who want the same never wait for each other
            shift = store.shift(connection, identity, lock=True)
            offer = store.offer(connection, shift.offer) if shift else None
            if shift is None or offer is None or offer.state == "draft":
                raise refusal("no_such_shift")
            if offer.min_age and not of_age:
                raise refusal("too_young")
            wished.append((offer, shift))
        if not wished:
            raise refusal("no_shift")
        return wished

    @staticmethod
    def _known(connection: Connection, guest: Guest, now: int) -> Helper:
        """Return the helper with this address; what an unproved form says changes nothing of a proved one."""
        before = store.helper_of_email(connection, guest.email)
        if before is None:
            helper = Helper(secrets.token_hex(8), guest.name, guest.email, None, guest.lang, None, now, now)
        elif before.confirmed_ms is None:
            helper = replace(before, name=guest.name, lang=guest.lang, seen_ms=now)
        else:
            helper = replace(before, seen_ms=now)
        store.put_helper(connection, helper)
        return helper

    @staticmethod
    def _member(connection: Connection, person: Person, lang: str, now: int) -> Helper:
        before = store.helper_of_person(connection, person.id) or store.helper_of_email(connection, person.email)
        identity, made = (before.id, before.made_ms) if before else (secrets.token_hex(8), now)
        confirmed = (before.confirmed_ms if before else None) or now
        other = store.helper_of_email(connection, person.email)
        email = person.email if other is None or other.id == identity else before.email if before else person.email
        helper = Helper(identity, person.name[:80], email, person.id, lang, confirmed, made, now)
        store.put_helper(connection, helper)
        return helper

    async def confirm(self, token: str) -> list[Placed]:
        """Let the sign-ups behind a link count. Those that cannot any more stay as they are. Raises RefusedError 404, 409."""

        def settle(connection: Connection, now: int) -> list[Placed]:
            helper = self._by_token(connection, token)
            store.put_helper(connection, replace(helper, confirmed_ms=helper.confirmed_ms or now, seen_ms=now))
            asked = [one for one in store.of_helper(connection, helper.id) if _is_asked(one)]
            return self._entered(connection, asked, now)

        return await self._write(settle)

    async def settle(self, helper: str) -> list[Placed]:
        """Look again at what a helper asked for: a certificate was seen."""

        def enter(connection: Connection, now: int) -> list[Placed]:
            asked = [one for one in store.of_helper(connection, helper) if one.signup.state == SignState.ASKED]
            return self._entered(connection, [one for one in asked if one.signup.confirmed_ms is not None], now)

        return await self._write(enter)

    def _entered(self, connection: Connection, asked: Sequence[Placed], now: int) -> list[Placed]:
        entered, hindered = [], None
        for one in asked:
            store.shift(connection, one.shift.id, lock=True)
            try:
                with connection.begin_nested():
                    entered.append(self.line.enter(connection, one, now))
            except RefusedError as error:
                hindered = error
        if hindered is not None and not entered:
            raise hindered
        return entered

    # --- by the helper ---

    async def act(self, helper: str, signup: str, act: str) -> Placed:
        """Cancel, swap, keep, accept or decline one's own sign-up. Raises RefusedError 404, 409."""

        def change(connection: Connection, now: int) -> Placed:
            placed = self._one(connection, signup)
            if placed.helper.id != helper or act not in {"cancel", "swap", "keep", "accept", "decline"}:
                raise refusal("no_such_signup")
            if act == "accept":
                return self.line.accept(connection, placed, now)
            if act in {"swap", "keep"}:
                done = self.line.swap(connection, placed, now, on=act == "swap")
            else:
                done = self._cancel(connection, placed, now)
            self.line.advance(connection, placed.offer, placed.shift, now)
            return done

        return await self._write(change)

    def _cancel(self, connection: Connection, placed: Placed, now: int) -> Placed:
        self.line.check_open(placed.offer, placed.shift, now, open_only=False)
        if placed.signup.state == SignState.OUT:
            raise refusal("not_now")
        if placed.signup.state in COMING and placed.shift.from_ms - now < SOON_MS:
            mail = letters.club_lacks(placed, self._dates, CLUB_PAGE)
            once = f"help-lacks {placed.signup.id} {placed.signup.in_ms}"
            self._post.club(connection, placed.offer, mail, now_ms=now, once=once)
        return self.line.out(connection, placed, now)

    async def forget(self, helper: str) -> None:
        """Delete a helper and every sign-up; others move up."""

        def delete(connection: Connection, now: int) -> None:
            for one in store.of_helper(connection, helper):
                store.shift(connection, one.shift.id, lock=True)
                self.line.lose(connection, one, now)
            held = store.of_helper(connection, helper)
            store.forget_helper(connection, helper)
            for one in held:
                store.touch(connection, one.offer.id, now)
                if one.shift.from_ms > now:
                    self.line.advance(connection, one.offer, one.shift, now)

        await self._write(delete)

    # --- by the club ---

    async def sign_off(self, signup: str) -> Placed:
        """Take somebody out of a shift; they are told. Raises RefusedError 404, 409. Who may, the caller says."""

        def change(connection: Connection, now: int) -> Placed:
            placed = self._one(connection, signup)
            if placed.signup.state in {SignState.OUT, SignState.DONE, SignState.ABSENT}:
                raise refusal("not_now")
            gone = self.line.out(connection, placed, now, letters.signed_off(placed, self._dates), "off")
            self.line.advance(connection, placed.offer, placed.shift, now)
            return gone

        return await self._write(change)

    # --- what all stand on ---

    async def _write(self, fn: Callable[[Connection, int], T]) -> T:
        done = await self._records.write(lambda connection: fn(connection, self._clock.now_ms()))
        self.line.committed()
        return done

    def _by_token(self, connection: Connection, token: str) -> Helper:
        identity = self.helper_of(token)
        helper = store.helper(connection, identity) if identity else None
        if helper is None:
            raise refusal("no_such_link")
        return helper

    @staticmethod
    def _one(connection: Connection, signup: str) -> Placed:
        known = store.signup(connection, signup)
        if known is None:
            raise refusal("no_such_signup")
        store.shift(connection, known.shift, lock=True)
        return next(iter(store.placed(connection, signups_table.c.id == signup)))


def _is_asked(one: Placed) -> bool:
    return one.signup.state == SignState.ASKED and one.signup.confirmed_ms is None
