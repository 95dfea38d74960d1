"""Joins the rooms of accounts, and gives them what they need of messages, bookings and keys."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection, or_, select, update

from hallenwart_backend.access import audit
from hallenwart_backend.access.audit import Deed
from hallenwart_backend.access.credentials import store as credentials
from hallenwart_backend.access.credentials.store import BLOCKED
from hallenwart_backend.access.custody import store as custody_store
from hallenwart_backend.access.custody.tables import custody
from hallenwart_backend.access.dark import store as dark_store
from hallenwart_backend.access.dark.tables import dark_codes
from hallenwart_backend.access.grants import store as grants
from hallenwart_backend.accounts.circle import Circle
from hallenwart_backend.accounts.clubs.service import ClubBook
from hallenwart_backend.accounts.directory import Directory
from hallenwart_backend.accounts.invites import store as invite_store
from hallenwart_backend.accounts.invites.service import Invitations
from hallenwart_backend.accounts.keys.service import ApiKeys
from hallenwart_backend.accounts.links.service import MailLinks
from hallenwart_backend.accounts.oidc.config import load as load_oidc
from hallenwart_backend.accounts.oidc.ports import Provider
from hallenwart_backend.accounts.oidc.rules import Settings
from hallenwart_backend.accounts.oidc.service import CityAccounts
from hallenwart_backend.accounts.passkeys.service import Passkeys
from hallenwart_backend.accounts.ports import Signer
from hallenwart_backend.accounts.privacy.service import Privacy
from hallenwart_backend.accounts.service import Accounts
from hallenwart_backend.accounts.words import Mail
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.adapters.webhook_http import HttpCall
from hallenwart_backend.alerts import letters
from hallenwart_backend.alerts.addresses import way_of
from hallenwart_backend.alerts.ways import store as ways
from hallenwart_backend.alerts.ways.rules import Kind, url_for
from hallenwart_backend.alerts.ways.store import Hop
from hallenwart_backend.booking import history
from hallenwart_backend.booking.history import Act, Entry
from hallenwart_backend.booking.model import State
from hallenwart_backend.booking.tables import bookings, holder, series
from hallenwart_backend.evidence import store as evidence_store
from hallenwart_backend.halls.model import Places
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Evidence, Notice
from hallenwart_backend.runtime import every
from hallenwart_backend.start import Options
from hallenwart_contract.clock import Clock

FORGET_EVERY_S: Final = 3_600.0
Run = Callable[[], Coroutine[Any, Any, None]]


class QueuedPost:
    """Implements ports.Post over the one queue: the gateway for e-mail carries it, the person's ways have no say."""

    def __init__(self, filled: Callable[[], None]) -> None:
        self.wake = filled

    def ready(self, connection: Connection) -> bool:
        return Kind.EMAIL in ways.gateways(connection)

    def put(self, connection: Connection, person: str, address: str, mail: Mail, *, now_ms: int, once: str = "") -> None:
        template = ways.gateways(connection).get(Kind.EMAIL, "")
        url = url_for(Kind.EMAIL, address, template)
        notice = Notice(mail.title, mail.body, tag="account", urgent=False, link=mail.link, signed=mail.signed)
        letters.put(
            connection,
            Hop("", way_of(url), url),
            now_ms=now_ms,
            incident=None,
            person=person,
            step=0,
            notice=asdict(notice),
            since_ms=0,
            urgency=letters.TELL,
            once=once or None,
        )


class HallLeaving:
    """Implements ports.Leaving over bookings, credentials and custody."""

    def __init__(self, places: PlaceBook, pseudonym: Callable[[str], str], changed: Callable[[str], None]) -> None:
        self._places = places
        self._pseudonym = pseudonym
        self.changed = changed

    def left(self, connection: Connection, person: str, club: str, *, successor: str | None, by: str, now_ms: int) -> int:
        theirs = bookings.c.person == person, holder == club, bookings.c.end_ms > now_ms
        moved = list(connection.scalars(select(bookings.c.id).where(*theirs)))
        connection.execute(update(bookings).where(*theirs).values(person=successor))
        connection.execute(update(series).where(series.c.person == person, series.c.club == club).values(person=successor))
        detail = {"person": self._pseudonym(successor or "")}
        who = self._pseudonym(by)
        entries = (Entry(Act.CHANGED, now_ms, who, booking=one, club=club, detail=detail) for one in moved)
        history.note(connection, *entries)
        return len(moved)

    def renew_codes(self, connection: Connection, club: str, *, now_ms: int) -> None:
        coming = holder == club, bookings.c.state == State.BOOKED, bookings.c.end_ms > now_ms
        found = list(connection.scalars(select(bookings.c.id).where(*coming)))
        out = custody_store.taken_for(connection, found, out=True)
        for booking in found:
            if booking not in out:
                dark_store.deny(connection, dark_codes.c.booking == booking, now_ms=now_ms)
                grants.revoke(connection, booking)

    def end_credentials(self, connection: Connection, person: str, *, by: str, now_ms: int) -> None:
        for card in credentials.of_people(connection, [person]):
            if card.state != BLOCKED:
                credentials.block(connection, card.id, now_ms=now_ms)
                audit.note(connection, Deed(now_ms, self._pseudonym(by), "role.ended", card.id))

    def keys_held(self, connection: Connection, person: str) -> list[str]:
        cards = [card.id for card in credentials.of_people(connection, [person])]
        made = select(bookings.c.id).where(bookings.c.person == person)
        mine = or_(custody.c.who == self._pseudonym(person), custody.c.cred.in_(cards), custody.c.booking.in_(made))
        out = select(custody.c.device, custody.c.slot).where(custody.c.returned_ms.is_(None), mine)
        return [_place(self._places.current, row.device, row.slot) for row in connection.execute(out)]


class EvidenceWords:
    """Implements ports.Mentions."""

    def of(self, connection: Connection, pseudonym: str, texts: Sequence[str]) -> list[dict[str, str | int | None]]:
        return [
            {"number": one.link.number, "t_ms": one.link.t_ms, "kind": one.link.kind, "said": one.said}
            for one in evidence_store.naming(connection, pseudonym, texts)
        ]

    def erase(self, connection: Connection, texts: Sequence[str]) -> int:
        return evidence_store.erase_words(connection, texts)


def _place(places: Places, device: str, slot: int) -> str:
    found = places.compartment(device, slot)
    return found.label if found else f"{device} {slot}"


@dataclass(frozen=True, slots=True)
class AccountRoom:
    """Everything about people; `accounts` are sign-in and sessions."""

    accounts: Accounts
    links: MailLinks
    invites: Invitations
    clubs: ClubBook
    directory: Directory
    keys: ApiKeys
    passkeys: Passkeys
    privacy: Privacy
    circle: Circle
    leaving: HallLeaving
    post: QueuedPost
    public_url: str
    oidc: CityAccounts | None
    http: HttpCall

    @property
    def oidc_name(self) -> str | None:
        return self.oidc.name if self.oidc else None

    def close(self) -> None:
        self.http.close()

    async def forget(self) -> None:
        """Forget what is over."""
        await self.links.forget()
        await self.directory.forget()

    def tasks(self) -> dict[str, Run]:
        """Return what runs, by name."""
        return {"account-links": self.links.run, "accounts-forget": partial(every, FORGET_EVERY_S, self.forget)}


def join_accounts(
    options: Options,
    records: Records,
    places: PlaceBook,
    evidence: Evidence,
    signer: Signer,
    pseudonym: Callable[[str], str],
    filled: Callable[[], None],
    plan_changed: Callable[[str, str | None], None],
) -> AccountRoom:
    """`filled` wakes the queue of messages, `plan_changed` tells that rights in a club changed. Raises ConfigError."""
    clock: Clock = options.clock
    post, leaving = QueuedPost(filled), HallLeaving(places, pseudonym, partial(plan_changed, ""))
    circle = Circle(evidence, leaving, pseudonym, invite_store.may_book_soon)
    accounts = Accounts(records, clock)
    links = MailLinks(records, clock, accounts, post, signer)
    clubs = ClubBook(records, clock, places, circle, post)
    links.confirmed = clubs.confirmed
    settings, http = load_oidc(options.state), HttpCall("oidc")
    provider = _provider(settings, clock, http) if settings else None
    city = (
        CityAccounts(records, clock, accounts, circle, settings, provider, options.public_url)
        if settings and provider
        else None
    )
    if city is not None:
        city.clubs = lambda: places.current.clubs
    return AccountRoom(
        accounts=accounts,
        links=links,
        invites=Invitations(records, clock, places, accounts, circle, leaving, post, signer),
        clubs=clubs,
        directory=Directory(records, clock, places, circle, leaving, post),
        keys=ApiKeys(records, clock),
        passkeys=Passkeys(records, clock, accounts, circle, options.public_url),
        privacy=Privacy(records, clock, circle, leaving, EvidenceWords(), pseudonym),
        circle=circle,
        leaving=leaving,
        post=post,
        public_url=options.public_url,
        oidc=city,
        http=http,
    )


def _provider(settings: Settings, clock: Clock, http: HttpCall) -> Provider:
    """Return the city's accounts; what checks their tokens is loaded only where there are any."""
    from hallenwart_backend.adapters.oidc_http import OidcProvider

    return OidcProvider(settings, clock, http)
