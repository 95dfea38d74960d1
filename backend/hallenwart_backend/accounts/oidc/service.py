"""Sign-in with the city's account: there and back, once, in one browser; and whose account that is here."""

from __future__ import annotations

import hmac
import logging
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from hallenwart_backend.accounts import store as people
from hallenwart_backend.accounts.circle import Circle
from hallenwart_backend.accounts.oidc.ports import Provider, ProviderError
from hallenwart_backend.accounts.oidc.rules import (
    FLOW_MS,
    GUEST,
    MOST_FLOWS,
    Settings,
    Told,
    club_roles_in,
    roles_wanted,
    told_of,
)
from hallenwart_backend.accounts.oidc.tables import oidc_club_roles, oidc_identities
from hallenwart_backend.accounts.rules import Person, Role
from hallenwart_backend.accounts.service import Accounts, Came
from hallenwart_backend.accounts.store import Listed
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.secret_hash import secret_hash
from hallenwart_contract.clock import Clock

CALLBACK: Final = "/api/session/oidc/callback"
_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Flow:
    """One sign-in under way; `browser` is the hash of its cookie."""

    nonce: str
    verifier: str
    browser: str
    until_ms: int


@dataclass(frozen=True, slots=True)
class Answered:
    """What the provider sent the browser back with."""

    state: str
    code: str
    error: str
    issuer: str | None


class CityAccounts:
    """Flows are kept in memory: a restart asks people to press the button once more."""

    def __init__(
        self,
        records: Records,
        clock: Clock,
        accounts: Accounts,
        circle: Circle,
        settings: Settings,
        provider: Provider,
        public_url: str,
    ) -> None:
        self._records = records
        self._clock = clock
        self._accounts = accounts
        self._circle = circle
        self._settings = settings
        self._provider = provider
        self._redirect_uri = f"{public_url}{CALLBACK}"
        self._flows: dict[str, _Flow] = {}
        self.clubs: Callable[[], Collection[str]] = tuple
        """The clubs that are here."""

    @property
    def name(self) -> str:
        return self._settings.name

    async def start(self) -> tuple[str, str]:
        """Return where to send the browser, and the cookie that binds the answer to it. Raises RefusedError 503."""
        state, browser = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        nonce, verifier = secrets.token_urlsafe(24), secrets.token_urlsafe(48)
        now = self._clock.mono_ms()
        self._flows = {key: flow for key, flow in self._flows.items() if flow.until_ms > now}
        if len(self._flows) >= MOST_FLOWS:
            self._flows.pop(next(iter(self._flows)))
        try:
            url = await self._provider.sign_in_url(redirect_uri=self._redirect_uri, state=state, nonce=nonce, verifier=verifier)
        except ProviderError as error:
            raise self._unreachable(error) from error
        self._flows[state] = _Flow(nonce, verifier, secret_hash(browser), now + FLOW_MS)
        return url, browser

    async def answer(self, answered: Answered, browser: str | None, came: Came) -> tuple[str, Person]:
        """Begin a session for who signed in there. Raises RefusedError 400, 403, 503."""
        flow = self._flows.pop(answered.state, None)
        bound = flow is not None and bool(browser) and hmac.compare_digest(flow.browser, secret_hash(browser or ""))
        if flow is None or not bound or flow.until_ms <= self._clock.mono_ms():
            raise _again()
        if answered.error or not answered.code:
            _log.info("the provider refused: %s", answered.error[:80])
            raise RefusedError("oidc_refused", "Die Anmeldung wurde abgebrochen.", "The sign-in was cancelled.", status=400)
        try:
            if not await self._provider.answers_by(answered.issuer):
                raise _again()
            claims = await self._provider.claims(
                answered.code, redirect_uri=self._redirect_uri, nonce=flow.nonce, verifier=flow.verifier
            )
        except ProviderError as error:
            raise self._unreachable(error) from error
        told = told_of(claims, issuer=self._settings.issuer, claim=self._settings.claim)
        person = await self._records.write(lambda connection: self._person(connection, told))
        return await self._accounts.open(person, came)

    def _person(self, connection: Connection, told: Told) -> str:
        """Return whose account that is: by the provider's own id, first time by the proved address."""
        key = oidc_identities.c.issuer == told.issuer, oidc_identities.c.subject == told.subject
        linked = connection.scalar(select(oidc_identities.c.person).where(*key))
        who = people.one(connection, linked) if linked else None
        if who is None:
            who = self._link(connection, told)
        if not who.active:
            raise RefusedError("oidc_closed", "Dieses Konto ist gesperrt.", "This account is closed.", status=403)
        self._take_over_roles(connection, who, told)
        return who.person.id

    def _link(self, connection: Connection, told: Told) -> Listed:
        now, who = self._clock.now_ms(), people.by_email(connection, told.email) if told.email else None
        if who is not None and who.active:
            other = oidc_identities.c.issuer == told.issuer, oidc_identities.c.person == who.person.id
            if connection.execute(select(oidc_identities.c.subject).where(*other)).first() is not None:
                raise _other_account(told.email)
        elif who is None and told.email and self._settings.create == GUEST:
            who = people.one(connection, people.add_person(connection, told.email, told.name, now_ms=now))
            if who is not None:
                self._circle.give(connection, who.person.id, Role.GUEST, "", by="")
        if who is None or who.pending:
            raise _unknown(told.email, invited=who is not None)
        row = {"issuer": told.issuer, "subject": told.subject, "person": who.person.id, "linked_ms": now}
        if who.active:
            connection.execute(insert(oidc_identities).values(**row))
        return who

    def _take_over_roles(self, connection: Connection, who: Listed, told: Told) -> None:
        """Give and take the roles the provider decides on; the last administrator stays."""
        give, take = roles_wanted(self._settings, told.groups)
        for role, scope in sorted(give):
            self._circle.give(connection, who.person.id, role, scope, by="")
        for role, scope in sorted(take):
            if scope in who.person.roles.get(role, ()) and (role, scope) not in self._circle.held_alone(connection, who.person):
                self._circle.take(connection, who.person.id, role, scope, by="", now_ms=self._clock.now_ms())

        self._take_over_clubs(connection, who, told)

    def _take_over_clubs(self, connection: Connection, who: Listed, told: Told) -> None:
        """Give the roles in clubs that the provider names; take those it gave before and names no more.

        What a club gave itself stays, and so does whoever leads a club alone. Who has no role left there leaves it at once.
        """
        wanted, person = club_roles_in(self._settings, told.groups, self.clubs()), who.person.id
        if not self._settings.club_group:
            return
        now, rows = self._clock.now_ms(), oidc_club_roles.c.person == person
        given = {row.club: Role(row.role) for row in connection.execute(select(oidc_club_roles).where(rows))}
        for club, role in sorted(wanted.items()):
            if given.get(club) is role or self._circle.give(connection, person, role, club, by=""):
                connection.execute(delete(oidc_club_roles).where(rows, oidc_club_roles.c.club == club))
                connection.execute(insert(oidc_club_roles).values(person=person, club=club, role=str(role)))
        for club, role in sorted(given.items()):
            here = people.one(connection, person)
            if (
                wanted.get(club) is role
                or here is None
                or (Role.CLUB_ADMIN, club) in self._circle.held_alone(connection, here.person)
            ):
                continue
            if club not in wanted:
                connection.execute(delete(oidc_club_roles).where(rows, oidc_club_roles.c.club == club))
            if here.person.roles_in(club) == (role,):
                self._circle.leave(connection, here.person, club, successor=None, by="", now_ms=now)
            else:
                self._circle.take(connection, person, role, club, by="", now_ms=now)

    def _unreachable(self, error: ProviderError) -> RefusedError:
        _log.warning("%s: %s", self._settings.name, error)
        return RefusedError(
            "oidc_unreachable",
            f"Die Anmeldung mit „{self.name}“ klappt gerade nicht. Bitte melden Sie sich anders an.",
            f"Signing in with “{self.name}” does not work now. Please sign in another way.",
            status=503,
        )


def _again() -> RefusedError:
    return RefusedError(
        "oidc_again",
        "Diese Anmeldung ist abgelaufen oder begann in einem anderen Browser. Bitte versuchen Sie es noch einmal.",
        "This sign-in has run out or began in another browser. Please try again.",
        status=400,
    )


def _other_account(email: str) -> RefusedError:
    return RefusedError(
        "oidc_other",
        f"Das Konto {email} gehört hier schon zu einer anderen Anmeldung der Stadt. Bitte fragen Sie das Sportamt.",
        f"The account {email} belongs to another account of the city here. Please ask the sports office.",
        status=403,
    )


def _unknown(email: str, *, invited: bool) -> RefusedError:
    if not email:
        return RefusedError(
            "oidc_no_email",
            "Ihr Konto der Stadt nennt keine bestätigte E-Mail-Adresse. Bitte bestätigen Sie sie dort.",
            "Your account of the city names no verified e-mail address. Please verify it there.",
            status=403,
        )
    if invited:
        return RefusedError(
            "oidc_invited",
            f"{email} ist eingeladen. Bitte öffnen Sie zuerst den Link aus der Einladung.",
            f"{email} is invited. Please open the link of the invitation first.",
            status=403,
        )
    return RefusedError(
        "oidc_unknown",
        f"Für {email} gibt es hier kein Konto. Bitte lassen Sie sich von Ihrem Verein einladen, oder fragen Sie das Sportamt.",
        f"There is no account for {email} here. Please let your club invite you, or ask the sports office.",
        status=403,
    )
