"""Asking for links and using them. Whether an address is known shows neither in the answer nor in its time."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.accounts import passwords, words
from hallenwart_backend.accounts import store as people
from hallenwart_backend.accounts.links import store
from hallenwart_backend.accounts.links.rules import MOST_PER_ADDRESS, MOST_PER_SENDER, WITHIN_MS, LinkKind, parted
from hallenwart_backend.accounts.links.store import Link
from hallenwart_backend.accounts.ports import Post, Signer
from hallenwart_backend.accounts.refusals import refused
from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.accounts.service import Accounts, Came
from hallenwart_backend.accounts.store import Listed
from hallenwart_backend.accounts.throttle import Rate
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.secret_hash import secret_hash
from hallenwart_contract.clock import Clock

PATH: Final = "/login/link/"
_MOST_WAITING: Final = 500
_MAILS: Final = {LinkKind.SIGN_IN: words.sign_in, LinkKind.RESET: words.reset}


@dataclass(frozen=True, slots=True)
class Asked:
    kind: LinkKind
    email: str
    browser: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What is behind a token: `state` live, over or unknown. `same_browser`: it is the one that asked."""

    state: str
    link: Link | None = None
    who: Listed | None = None
    same_browser: bool = False


class MailLinks:
    """What is asked for is worked on by a task of its own, so that an answer takes no longer for an address that is known."""

    def __init__(self, records: Records, clock: Clock, accounts: Accounts, post: Post, signer: Signer) -> None:
        self._records = records
        self._clock = clock
        self._accounts = accounts
        self._post = post
        self._signer = signer
        self._waiting: asyncio.Queue[Asked] = asyncio.Queue(_MOST_WAITING)
        self._addresses = Rate(clock, MOST_PER_ADDRESS, WITHIN_MS)
        self._senders = Rate(clock, MOST_PER_SENDER, WITHIN_MS)
        self._looks = Rate(clock, MOST_PER_SENDER * 6, WITHIN_MS)
        self.confirmed: Callable[[Connection, str, int], str] = _nothing
        """Takes a club's request whose address is proved; returns the club's name."""

    async def ready(self) -> bool:
        return await self._records.read(self._post.ready)

    async def ask(self, kind: LinkKind, email: str, *, browser: str, sender: str) -> None:
        """Send a link if the address is known. Raises RefusedError 409 without e-mail, 429 for who asks too often."""
        self._senders.check(sender)
        if not await self.ready():
            raise refused("no_mail")
        if self._addresses.wait_ms(email.strip().lower()) == 0 and not self._waiting.full():
            self._waiting.put_nowait(Asked(kind, email, secret_hash(browser)))

    async def run(self) -> None:
        while True:
            await self._send(await self._waiting.get())

    async def work(self) -> None:
        """Do what waits now."""
        while not self._waiting.empty():
            await self._send(self._waiting.get_nowait())

    async def _send(self, asked: Asked) -> None:
        now = self._clock.now_ms()

        def put(connection: Connection) -> None:
            found = people.by_email(connection, asked.email)
            if found is None or not found.active:
                return
            person = found.person
            identity = store.add(connection, asked.kind, person.id, browser=asked.browser, now_ms=now)
            self._post.put(connection, person.id, person.email, _MAILS[asked.kind](identity), now_ms=now)

        await self._records.write(put)
        self._post.wake()

    async def ask_address(self, person: Person, email: str) -> None:
        """Send a link that proves a new address of one's own. Raises RefusedError 409, 429."""
        self._addresses.check(f"own {person.id}")
        now, wanted = self._clock.now_ms(), email.strip().lower()

        def put(connection: Connection) -> None:
            if not self._post.ready(connection):
                raise refused("no_mail")
            if people.by_email(connection, wanted) is not None:
                return  # the answer is the same, whoever has the address
            identity = store.add(connection, LinkKind.ADDRESS, person.id, about=wanted, now_ms=now)
            self._post.put(connection, person.id, wanted, words.new_address(identity), now_ms=now)

        await self._records.write(put)
        self._post.wake()

    # --- used ---

    async def look(self, token: str, browser: str | None, sender: str) -> Looked:
        """Return what a token leads to; looking uses nothing up. Raises RefusedError 429."""
        identity, proof = parted(token)
        if not identity or not self._signer.proves(f"{PATH}{identity}", proof):
            self._looks.check(sender)
            return Looked("unknown")
        now = self._clock.now_ms()

        def read(connection: Connection) -> Looked:
            link = store.one(connection, identity)
            if link is None:
                return Looked("over")
            who = people.one(connection, link.person)
            same = bool(browser) and hmac.compare_digest(link.browser, secret_hash(browser or ""))
            return Looked("live" if link.is_live(now) else "over", link, who, same)

        return await self._records.read(read)

    async def sign_in(self, link: Link, came: Came) -> tuple[str, Person] | None:
        """Use a link up and begin a session; None when somebody was quicker. Raises RefusedError 401."""
        now = self._clock.now_ms()
        if not await self._records.write(lambda connection: store.use(connection, link.id, now_ms=now)):
            return None
        return await self._accounts.open(link.person, came)

    async def reset(self, link: Link, who: Person, password: str, came: Came) -> tuple[str, Person] | None:
        """Use a link up, set the password, end all sessions and links, begin one. Raises RefusedError 422."""
        passwords.check(password, email=who.email, name=who.name)
        made, now = await self._accounts.hashed(password), self._clock.now_ms()

        def change(connection: Connection) -> bool:
            if not store.use(connection, link.id, now_ms=now):
                return False
            store.end(connection, who.id)
            people.set_person(connection, who.id, password_hash=made)
            people.end_sessions(connection, who.id)
            if self._post.ready(connection):
                self._post.put(connection, who.id, who.email, words.password_changed(), now_ms=now)
            return True

        if not await self._records.write(change):
            return None
        self._post.wake()
        await self._accounts.note("password.set_by_link", who=who.id)
        return await self._accounts.open(who.id, came)

    async def confirm(self, link: Link, who: Person) -> str | None:
        """Use a link up that proves an address; return whose it is now: the address or the club. None: too late."""
        now = self._clock.now_ms()

        def change(connection: Connection) -> str | None:
            if not store.use(connection, link.id, now_ms=now):
                return None
            if link.kind is LinkKind.CLUB:
                return self.confirmed(connection, link.about, now)
            if people.by_email(connection, link.about) is not None:
                return None
            people.set_person(connection, who.id, email=link.about)
            self._post.put(connection, who.id, who.email, words.address_changed(link.about), now_ms=now)
            return link.about

        done = await self._records.write(change)
        self._post.wake()
        if done is not None:
            await self._accounts.note(f"link.{link.kind}", who=who.id)
        return done

    async def forget(self) -> None:
        """Forget links that ended a day ago."""
        before = self._clock.now_ms() - 86_400_000
        await self._records.write(lambda connection: store.forget(connection, before_ms=before))


def _nothing(_connection: Connection, _request: str, _now_ms: int) -> str:
    raise RefusedError("no_such_request", "Das gibt es nicht mehr.", "That no longer exists.", status=404)
