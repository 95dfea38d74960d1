"""New certificates for devices that have one: at once while it holds, after its end when a person agrees."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.fleet.enrolment import store
from hallenwart_backend.fleet.enrolment.csr import public_key_of
from hallenwart_backend.fleet.enrolment.model import DAY_MS, LATE_MS, DeviceState, Held
from hallenwart_backend.fleet.enrolment.papers import Papers
from hallenwart_backend.fleet.enrolment.ports import Keeper, KeeperAwayError, KeeperRefusedError
from hallenwart_backend.fleet.enrolment.refusals import refused
from hallenwart_backend.fleet.enrolment.signing import Sent
from hallenwart_backend.ports import Evidence, EvidenceKind, Where
from hallenwart_contract.device_http import RenewAnswer, RenewAsk, RenewState

_log: Final = logging.getLogger(__name__)
_MOST_A_DAY: Final = 10
_REFUSED: Final = "Nicht erlaubt. / Not allowed."
_TOO_LATE: Final = "Zu lange abgelaufen: bitte neu aufnehmen. / Ended too long ago: please enrol anew."


class Renewing:
    def __init__(self, papers: Papers, keeper: Keeper, evidence: Evidence, *, pseudonym: Callable[[str], str]) -> None:
        self._papers = papers
        self._clock = papers.clock
        self._keeper = keeper
        self._evidence = evidence
        self._pseudonym = pseudonym

    async def renew(self, sent: Sent, ask: RenewAsk) -> RenewAnswer:
        """Answer a device. Asked again with the same key, the answer is the same. Raises RefusedError 422, 429, 503."""
        try:
            public_key = public_key_of(ask.csr)
        except ValueError as error:
            raise refused("bad_csr") from error
        known = await self._papers.records.read(
            lambda connection: store.certificate_of_key(connection, sent.device, public_key)
        )
        if known is not None and known.state == "valid" and known.until_ms > sent.t_ms:
            return _done(known)
        if sent.expired and (waits := await self._late(sent, store.key_hash(public_key))) is not None:
            return waits
        self._not_too_often(sent.device)
        try:
            issued = await self._keeper.issue(sent.device, ask.csr)
        except KeeperAwayError as error:
            _log.warning("%s cannot renew: %s", sent.device, error)
            raise refused("keeper_away") from error
        except KeeperRefusedError as error:
            raise refused("bad_csr" if error.code in {"bad_csr", "weak_key"} else "keeper_away") from error
        return await self._keep(sent.device, store.held_of_pem(issued.cert_pem))

    async def _keep(self, device: str, held: Held) -> RenewAnswer:
        now, site = self._clock.now_ms(), self._papers.of(device).site

        def change(connection: Connection) -> None:
            member = store.membership(connection, device)
            if member is None or member.state is not DeviceState.ENROLLED:
                raise refused("device_revoked")
            store.keep_certificate(connection, device, held, now, replace=True)
            store.drop_renewal(connection, device)
            at = Where(site=site, device=device)
            self._evidence.keep(connection, EvidenceKind.DEVICE_RENEWED, device, "", held.serial, at=at)

        try:
            await self._papers.write(change)
        except RefusedError:  # revoked in between: what was just issued is not handed out, and not left good
            with contextlib.suppress(KeeperAwayError, KeeperRefusedError):
                await self._keeper.revoke(device, "revoked while it renewed")
            raise
        return _done(held)

    async def _late(self, sent: Sent, key: str) -> RenewAnswer | None:
        """Return what a device is told whose certificate has ended, None when it may have a new one."""
        ended = next((one.until_ms for one in self._papers.of(sent.device).certificates if one.serial == sent.serial), 0)
        if sent.t_ms - ended > LATE_MS:
            return RenewAnswer(state=RenewState.REFUSED, reason=_TOO_LATE)
        row = await self._papers.records.read(lambda connection: store.renewal_row(connection, sent.device))
        if row is None or row.key_hash != key:
            await self._papers.write(lambda connection: store.ask_renewal(connection, sent.device, key, sent.t_ms))
            return RenewAnswer(state=RenewState.WAITING)
        if row.state == "refused":
            return RenewAnswer(state=RenewState.REFUSED, reason=_REFUSED)
        return None if row.state == "agreed" else RenewAnswer(state=RenewState.WAITING)

    async def decide(self, device: str, by: Person, *, agree: bool) -> None:
        """Say whether a device whose certificate has ended may have a new one. Raises RefusedError 404."""
        now, site, state = self._clock.now_ms(), self._papers.of(device).site, "agreed" if agree else "refused"

        def change(connection: Connection) -> None:
            if not store.decide_renewal(connection, device, state, now, self._pseudonym(by.id)):
                raise refused("no_renewal")
            at = Where(site=site, device=device)
            self._evidence.keep(connection, EvidenceKind.DEVICE_RENEWAL, device, by.id, state, at=at)

        await self._papers.write(change)

    def _not_too_often(self, device: str) -> None:
        since = self._clock.now_ms() - DAY_MS
        if sum(one.made_ms > since for one in self._papers.of(device).certificates) >= _MOST_A_DAY:
            raise refused("too_many", wait_s=3_600)


def _done(held: Held) -> RenewAnswer:
    return RenewAnswer(state=RenewState.DONE, certificate=held.pem, until_ms=held.until_ms)
