"""How a device becomes one of the fleet: made in the page, invited by a one-time token, given its certificate and secrets."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row
from sqlalchemy.exc import IntegrityError

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.fleet.enrolment import store, tokens
from hallenwart_backend.fleet.enrolment.csr import public_key_of
from hallenwart_backend.fleet.enrolment.model import TICKET_MS, DeviceState, Ending, Held, Membership, Ticket
from hallenwart_backend.fleet.enrolment.papers import Papers
from hallenwart_backend.fleet.enrolment.ports import (
    Authority,
    Keeper,
    KeeperAwayError,
    KeeperRefusedError,
    SiteFacts,
    SitesBook,
)
from hallenwart_backend.fleet.enrolment.refusals import refused
from hallenwart_backend.fleet.enrolment.signing import Gate
from hallenwart_backend.fleet.enrolment.site_keys import SiteKeys
from hallenwart_backend.fleet.enrolment.taking_in import secret_owner
from hallenwart_backend.fleet.registry import SECRET_BYTES
from hallenwart_backend.ids import NOT_OF_DEVICES
from hallenwart_backend.ports import Evidence, EvidenceKind, Where
from hallenwart_contract.channels import checked_device
from hallenwart_contract.codes import SALT_BYTES
from hallenwart_contract.device_http import EnrolAnswer, EnrolAsk
from hallenwart_contract.errors import TopicError
from hallenwart_contract.keeper import Issued

_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A ticket with what is shown this once."""

    ticket: Ticket
    token: str
    server: str
    fingerprint: str

    @property
    def text(self) -> str:
        return tokens.invitation(self.server, self.fingerprint, self.token)

    @property
    def command(self) -> str:
        return tokens.command(self.server, self.fingerprint, self.token)


class Admission:
    """`joined` makes the desk publish what the new device is to know."""

    def __init__(
        self,
        papers: Papers,
        keeper: Keeper,
        gate: Gate,
        sites: SitesBook,
        keys: SiteKeys,
        evidence: Evidence,
        authority: Authority,
        *,
        pseudonym: Callable[[str], str],
        joined: Callable[[], None],
    ) -> None:
        self._papers = papers
        self._clock = papers.clock
        self._keeper = keeper
        self._gate = gate
        self._sites = sites
        self._keys = keys
        self._evidence = evidence
        self._authority = authority
        self._pseudonym = pseudonym
        self._joined = joined

    # --- in the page ---

    async def make(self, device: str, site: str, name: str, by: Person) -> None:
        """Put a device on paper; codes for it can be given from now on. Raises RefusedError 404, 409, 422."""
        self._need_authority()
        try:
            checked_device(device)
        except TopicError as error:
            raise refused("bad_device_id") from error
        if device.startswith(NOT_OF_DEVICES):
            raise refused("bad_device_id")
        if self._sites.site(site) is None:
            raise refused("no_such_site")

        def change(connection: Connection) -> None:
            values = {"made_ms": self._clock.now_ms(), "made_by": self._pseudonym(by.id)}
            sealed = self._fresh_secrets(device)
            store.add_device(connection, id=device, site=site, name=name, state=DeviceState.PLANNED.value, **values, **sealed)
            self._sites.place(connection, device, site)
            self._note(connection, EvidenceKind.DEVICE_MADE, device, site, by.id, name)

        try:
            await self._papers.write(change)
        except IntegrityError as error:
            raise refused("device_exists") from error
        await self._sites.refresh()
        self._joined()

    async def invite(self, device: str, by: Person) -> Invitation:
        """Draw a one-time token. Raises RefusedError 404, 409, 503."""
        self._may_enrol(self._papers.of(device))
        self._need_authority()
        now, token = self._clock.now_ms(), tokens.draw()
        ticket = Ticket(secrets.token_hex(8), device, now, self._pseudonym(by.id), now + TICKET_MS)

        def change(connection: Connection) -> None:
            store.add_ticket(connection, ticket, token)
            self._note(connection, EvidenceKind.DEVICE_INVITED, device, self._papers.of(device).site, by.id, ticket.id)

        await self._papers.write(change)
        return Invitation(ticket, token, self._authority.url, self._authority.fingerprint)

    async def cancel(self, device: str, ticket: str, by: Person) -> None:
        """Raises RefusedError 404."""
        site = self._papers.of(device).site

        def change(connection: Connection) -> None:
            if not store.cancel_tickets(connection, device, self._clock.now_ms(), ticket=ticket):
                raise refused("no_such_ticket")
            self._note(connection, EvidenceKind.DEVICE_UNINVITED, device, site, by.id, ticket)

        await self._papers.write(change)

    def open_tickets(self, device: str) -> list[Ticket]:
        """Return the tokens that may still be used. Raises RefusedError 404."""
        return [one for one in self._papers.of(device).tickets if one.until_ms > self._clock.now_ms()]

    # --- at the device ---

    async def enrol(self, ask: EnrolAsk, sender: str) -> EnrolAnswer:
        """Give a certificate for a token. Told twice with the same key, the answer is the same.

        Raises RefusedError 403, 409, 422, 429, 503; then the token is as good as before.
        """
        self._gate.calm(sender)
        self._need_authority()
        token, now = tokens.tidied(ask.token), self._clock.now_ms()
        try:
            key = store.key_hash(public_key_of(ask.csr))
        except ValueError as error:
            raise self._gate.failed(sender, "bad_csr") from error
        row = await self._papers.records.write(lambda connection: store.claim_ticket(connection, token, key, now))
        if row is None:
            raise self._gate.failed(sender, "bad_token")
        if row.used_ms is not None:
            return await self._again(row)
        try:
            self._may_enrol(self._papers.of(row.device))
            issued = await self._issue(row.device, ask.csr)
        except RefusedError:
            await self._papers.records.write(lambda connection: store.free_ticket(connection, token))
            raise
        return await self._admit(row.device, token, issued)

    async def _issue(self, device: str, csr: str) -> Issued:
        try:
            return await self._keeper.issue(device, csr)
        except KeeperAwayError as error:
            _log.warning("%s cannot be enrolled: %s", device, error)
            raise refused("keeper_away") from error
        except KeeperRefusedError as error:
            _log.warning("%s cannot be enrolled: %s: %s", device, error.code, error)
            raise refused("bad_csr" if error.code in {"bad_csr", "weak_key"} else "keeper_away") from error

    async def _admit(self, device: str, token: str, issued: Issued) -> EnrolAnswer:
        held, now = store.held_of_pem(issued.cert_pem), self._clock.now_ms()

        def change(connection: Connection) -> Held:
            row = store.ticket_row(connection, token)
            if row is None or row.cancelled_ms is not None:
                raise refused("bad_token")
            if row.used_ms is not None and (known := store.certificate(connection, row.serial)) is not None:
                return known  # the same device asked twice at the same time
            before = store.membership(connection, device)
            values: dict[str, Any] = {"state": DeviceState.ENROLLED.value, "enrolled_ms": now, "revoked_ms": None}
            if before is None or before.state is DeviceState.REVOKED:
                values |= self._fresh_secrets(device)
            store.set_device(connection, device, reason="", ending=Ending.NONE.value, **values)
            store.keep_certificate(connection, device, held, now, replace=True)
            store.drop_renewal(connection, device)
            store.use_ticket(connection, token, held.serial, now)
            site = before.site if before else ""
            self._note(connection, EvidenceKind.DEVICE_ENROLLED, device, site, "", f"{held.serial} {row.id}")
            return held

        kept = await self._papers.write(change)
        _log.info("%s was enrolled with certificate %s", device, kept.serial)
        self._joined()
        return await self._answer(device, kept)

    async def _again(self, row: Row[Any]) -> EnrolAnswer:
        """The answer was lost: the same key gets the same certificate."""
        held = await self._papers.records.read(lambda connection: store.certificate(connection, row.serial))
        if held is None or held.state != "valid" or self._papers.of(row.device).state is not DeviceState.ENROLLED:
            raise refused("bad_token")
        return await self._answer(row.device, held)

    async def _answer(self, device: str, held: Held) -> EnrolAnswer:
        entry, authority = self._papers.registry[device], self._authority
        facts = self._sites.site(entry.site) or SiteFacts(entry.site, "Europe/Berlin")
        return EnrolAnswer(
            device=device,
            site=entry.site,
            site_name=facts.name,
            zone=facts.zone,
            certificate=held.pem,
            ca=authority.ca,
            broker_host=authority.broker_host,
            broker_port=authority.broker_port,
            secret=entry.secret.hex(),
            site_key=(await self._keys.key_of(entry.site)).hex(),
            signing_keys=dict(authority.signing_keys),
            release_keys=dict(authority.release_keys),
            until_ms=held.until_ms,
        )

    # --- both ---

    def _need_authority(self) -> None:
        if not self._authority.fingerprint:
            raise refused("no_authority")
        if not self._authority.broker_host:
            raise refused("no_certificates")

    @staticmethod
    def _may_enrol(member: Membership) -> None:
        if member.state is DeviceState.ENROLLED:
            raise refused("revoke_first")
        if member.state is DeviceState.REVOKED and member.ending is not Ending.GONE:
            raise refused("still_connected")

    def _fresh_secrets(self, device: str) -> dict[str, bytes]:
        seal, owner = self._papers.sealing.seal_bytes, secret_owner(device)
        return {
            "secret": seal(secrets.token_bytes(SECRET_BYTES), owner),
            "salt": seal(secrets.token_bytes(SALT_BYTES), owner),
        }

    def _note(self, connection: Connection, kind: str, device: str, site: str, who: str, said: str) -> None:
        self._evidence.keep(connection, kind, device, who, said, at=Where(site=site, device=device))
