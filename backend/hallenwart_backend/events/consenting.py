"""The ledger of consents: who said yes or no when, to which text. Rows are only added, each with a link in the evidence."""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import OFFICE_HANDS, Person
from hallenwart_backend.accounts.words import Mail
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.ports import PlanChanged
from hallenwart_backend.events import rules, store
from hallenwart_backend.events.ports import Post, Streams, Vault
from hallenwart_backend.events.rules import TEXT_VERSION, Consent, Party, Phase
from hallenwart_backend.events.service import acts_for, may_lead
from hallenwart_backend.events.store import Dated, Link
from hallenwart_backend.events.words import refusal
from hallenwart_backend.ports import Evidence, EvidenceKind
from hallenwart_contract.clock import Clock

PATH: Final = "/z/"
_PURPOSE: Final = b"hallenwart event consent 1\n"
_TAG_BYTES: Final = 16
_ID_BYTES: Final = 8


@dataclass(frozen=True, slots=True)
class Looked:
    """What is behind a link: `state` open, given, withdrawn, other (another team plays now), over, unknown."""

    state: str
    found: Dated | None = None
    link: Link | None = None


class Consents:
    """`post` carries the link to a visiting team."""

    def __init__(
        self,
        records: Records,
        clock: Clock,
        vault: Vault,
        evidence: Evidence,
        streams: Streams,
        post: Post,
        changed: PlanChanged,
    ) -> None:
        self._records = records
        self._clock = clock
        self._vault = vault
        self._evidence = evidence
        self._streams = streams
        self._post = post
        self._changed = changed

    async def record(self, person: Person, found: Dated, party: Party, *, given: bool, version: str) -> None:
        """Write what a signed-in person says for a party. Raises RefusedError 403, 409."""
        club, office = acts_for(person, found.event), person.has(OFFICE_HANDS)
        if not may_lead(person, found.event):
            raise refusal("not_yours")
        if not rules.may_record(party, given, club=club, office=office):
            raise refusal("not_their_consent")
        await self._record(found, party, given=given, version=version, who=person.id, way="account")

    async def _record(
        self, found: Dated, party: Party, *, given: bool, version: str, who: str, way: str, link: str = ""
    ) -> None:
        event, now = found.event, self._clock.now_ms()
        if party not in rules.required(event):
            raise refusal("not_needed")
        if given and version != TEXT_VERSION:
            raise refusal("old_text", version=TEXT_VERSION)
        if given and rules.phase(event, found.date, now) in {Phase.OVER, Phase.GONE}:
            raise refusal("event_over")
        team = event.visitors if party is Party.VISITORS else ""
        consent = Consent(party, given, now, version if given else TEXT_VERSION, team, event.record_days, way)

        def add(connection: Connection) -> None:
            store.say(connection, event.id, consent, self._vault.pseudonym(who) if who else "")
            if link and given:
                store.use_link(connection, link, now)
            kind, said = evident(consent)
            self._evidence.keep(connection, kind, event.id, who, said, t_ms=now)

        await self._records.write(add)
        self._changed(found.date.hall, event.club)
        if not given:
            await self._streams.withdraw(event.stream_id, event.id)

    # --- the visiting team, without an account ---

    async def invite(self, person: Person, found: Dated, address: str) -> tuple[str, bool]:
        """Return the path of a one-time link for the visiting team, and whether it goes to the address by e-mail.

        Raises RefusedError 403, 409.
        """
        event, now = found.event, self._clock.now_ms()
        if not may_lead(person, event):
            raise refusal("not_yours")
        if not event.visitors:
            raise refusal("no_visitors")
        if rules.phase(event, found.date, now) in {Phase.OVER, Phase.GONE}:
            raise refusal("event_over")
        link = Link(secrets.token_hex(_ID_BYTES), event.id, event.visitors, None)
        path = PATH + self._token(link.id)

        def add(connection: Connection) -> bool:
            store.add_link(connection, link, made_ms=now, made_by=self._vault.pseudonym(person.id))
            sends = bool(address) and self._post.ready(connection)
            if sends:
                self._post.put(connection, person.id, address, _mail(found, path), now_ms=now, once=f"event-link {link.id}")
            return sends

        sent = await self._records.write(add)
        if sent:
            self._post.wake()
        return path, sent

    def _token(self, link: str) -> str:
        body = bytes.fromhex(link)
        return base64.urlsafe_b64encode(body + self._vault.mac(_PURPOSE, body)[:_TAG_BYTES]).rstrip(b"=").decode()

    def _link_of(self, token: str) -> str:
        """Return the id of a link that this server signed, else nothing."""
        try:
            octets = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return ""
        body, tag = octets[:_ID_BYTES], octets[_ID_BYTES:]
        return body.hex() if hmac.compare_digest(tag, self._vault.mac(_PURPOSE, body)[:_TAG_BYTES]) else ""

    async def look(self, token: str) -> Looked:
        """Return what a link shows; looking changes nothing."""
        identity = self._link_of(token)
        if not identity:
            return Looked("unknown")

        def read(connection: Connection) -> tuple[Link | None, Dated | None]:
            link = store.link(connection, identity)
            return link, store.one(connection, link.event) if link else None

        link, found = await self._records.read(read)
        if link is None or found is None:
            return Looked("unknown")
        event, now = found.event, self._clock.now_ms()
        said = [one for one in found.ledger if one.party == Party.VISITORS and one.team == link.team]
        if link.team != event.visitors:
            return Looked("other", found, link)
        if said and said[-1].given and link.used_ms is not None:
            covered = event.record_days <= said[-1].record_days
            return Looked("given" if covered else "open", found, link)
        if rules.phase(event, found.date, now) in {Phase.OVER, Phase.GONE}:
            return Looked("over", found, link)
        return Looked("withdrawn" if link.used_ms is not None else "open", found, link)

    async def say_by_link(self, token: str, *, given: bool, version: str) -> Looked:
        """Agree or withdraw by a link; yes counts once, no always. Raises RefusedError 409."""
        looked = await self.look(token)
        acts = {"open": True, "given": False}
        if looked.found is not None and looked.link is not None and acts.get(looked.state) is given:
            await self._record(
                looked.found, Party.VISITORS, given=given, version=version, who="", way="link", link=looked.link.id
            )
        return await self.look(token)


def evident(consent: Consent) -> tuple[str, str]:
    """Return under which kind the evidence keeps a consent, and what was said."""
    kind = EvidenceKind.STREAM_AGREED if consent.given else EvidenceKind.STREAM_WITHDRAWN
    return kind, f"{consent.party} {consent.version} {consent.record_days}"


def _mail(found: Dated, path: str) -> Mail:
    title = found.event.title
    return Mail(
        "Dürfen wir Ihr Spiel übertragen?",
        f"Die Gastgeber von „{title}“ möchten das Spiel live übertragen. Ohne Ihre Zustimmung läuft keine Kamera. Sie brauchen"
        " kein Konto; mit demselben Link nehmen Sie die Zustimmung auch zurück.",
        f"The hosts of “{title}” would like to stream the match live. Without your consent no camera runs. You need no"
        " account; with the same link you also withdraw the consent.",
        path,
        signed=False,
    )
