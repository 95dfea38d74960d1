"""The keeper: the only process that reads the authority's key. It issues, revokes, and keeps lists and certificates fresh.

Ending access has five steps, each repeated until it succeeds: the journal; the revocation list; the broker reads it, which
is proven by a certificate revoked with it being refused; the open session is taken over; the password of the local listener
is gone. What a kill interrupts is taken up at the next start, from the journal.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hallenwart_broker.files import write_shared
from hallenwart_broker.passwords import PasswordFileError, parse_file, render_file
from hallenwart_broker.pki import certificates, holdings
from hallenwart_broker.pki.ca import CertificateAuthority, made_at
from hallenwart_broker.pki.certificates import CertificateError
from hallenwart_broker.pki.kick import BrokerAddress, Identity, Outcome, take_over
from hallenwart_broker.pki.reload import Reload, ReloadError
from hallenwart_contract.channels import checked_device
from hallenwart_contract.errors import TopicError
from hallenwart_contract.keeper import Answer, Ask, Issue, Issued, Refused, Revoke, Revoked, Standing

EVERY_S: Final = 30.0
_BY: Final = "keeper"
_CONNECT_WITHIN_S: Final = 5.0
_ASK_TIMES: Final = 100
_ASK_AGAIN_S: Final = 0.1

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`state`: the folder of provisioning; `pki`: where the broker reads its files; `broker`: None where none is known."""

    state: Path
    pki: Path
    reload: Reload
    broker: BrokerAddress | None


class Keeper:
    """Answers asks one after the other; `look_after` runs beside."""

    def __init__(self, ca: CertificateAuthority, around: Surroundings) -> None:
        self._ca = ca
        self._around = around
        self._one_at_a_time = asyncio.Lock()
        self._told = False

    async def answer(self, ask: Ask, *, by: str) -> Answer:
        """Never raises for what an asker or a disk does wrong: that is `Refused`."""
        async with self._one_at_a_time:
            try:
                match ask:
                    case Issue():
                        return self._issue(ask, by)
                    case Revoke():
                        return await self._revoke(ask, by)
                    case _:
                        return self._standing()
            except TopicError as error:
                return self._refused("bad_id", str(error), by)
            except CertificateError as error:
                return self._refused(error.code, str(error), by)
            except (OSError, ValueError) as error:
                log.exception("could not do what was asked")
                return Refused(code="failed", text=str(error))

    async def look_after(self, *, every_s: float = EVERY_S) -> None:
        """Keep list and certificates fresh, and finish what could not be finished, until cancelled."""
        while True:
            async with self._one_at_a_time:
                try:
                    await self._look_after()
                except (OSError, ValueError):
                    log.exception("could not look after certificates; trying again")
            await asyncio.sleep(every_s)

    async def _look_after(self) -> None:
        """The list comes first: without a fresh one the broker refuses everybody."""
        changed = self._publish()
        renewed = self._renew()
        if changed or not self._told or any(path.parent == self._around.pki for path in renewed):
            await self._tell()
        owing = self._ca.refresh().to_kick if self._around.broker else {}
        for name, reason in list(owing.items()):
            log.info("ending what %s has open (%s)", name, reason)
            if problem := await self._end_session(name):
                log.warning("%s may still be connected: %s", name, problem)

    def _renew(self) -> list[Path]:
        try:
            with self._ca.held():
                renewed = holdings.renew_due(self._ca, self._around.state, pki=self._around.pki, by=_BY)
        except OSError as error:
            log.warning("%s", error)
            return []
        for path in renewed:
            log.info("renewed %s", path)
        return renewed

    def _issue(self, ask: Issue, by: str) -> Issued:
        key = certificates.requested_key(ask.csr_pem)
        device = checked_device(ask.device)
        with self._ca.held():
            made = self._ca.issue_device(device, key, by=by)
        entry = self._ca.index.issued[certificates.serial_text(made.serial_number)]
        log.info("issued %s to %s for %s", entry.serial, device, by)
        return Issued(
            device=device,
            serial=entry.serial,
            cert_pem=certificates.pem(made),
            ca_pem=self._ca.certificate_pem,
            from_ms=entry.from_ms,
            until_ms=entry.until_ms,
        )

    async def _revoke(self, ask: Revoke, by: str) -> Revoked:
        device = checked_device(ask.device)
        with self._ca.held() as index:
            serials = ask.serials or [entry.serial for entry in index.of(device)]
            if strange := set(serials) - {entry.serial for entry in index.of(device)}:
                raise CertificateError("unknown_serial", f"{device} never had {', '.join(sorted(strange))}")
            self._ca.revoke(serials, by=by, reason=ask.reason)
            if not ask.serials:
                self._forget_password(device)
        log.info("revoked %s of %s for %s: %s", ", ".join(serials) or "nothing", device, by, ask.reason)
        problem = await self._end_session(device)
        return Revoked(device=device, serials=serials, kicked=not problem, reloaded=self._told, reason=problem)

    async def _end_session(self, name: str) -> str:
        """Make the broker read the list, then take the session over. Returns what was in the way, empty when nothing was.

        A certificate of that name that is on the list, too, must be refused first: only then whoever is cut off stays away.
        """
        if problem := await self._out_of_reach():
            self._publish()
            await self._tell()
            return problem
        with self._ca.held():
            probe, hand = self._identity(name), self._identity(name)
            self._ca.revoke([probe.serial], by=_BY, reason="made to be refused")
        self._publish()
        await self._tell()
        try:
            problem = await self._cut(probe, hand)
        finally:
            with self._ca.held():
                self._ca.revoke([hand.serial], by=_BY, reason="used")
        if not problem:
            with self._ca.held():
                self._ca.note("kicked", by=_BY, name=name)
        self._publish()
        await self._tell()
        return problem

    async def _out_of_reach(self) -> str:
        address = self._around.broker
        if address is None:
            return "the keeper was not told where the broker is (--broker)"
        try:
            async with asyncio.timeout(_CONNECT_WITHIN_S):
                _, writer = await asyncio.open_connection(address.host, address.port)
        except (OSError, TimeoutError):
            return f"the broker at {address.host}:{address.port} does not answer"
        writer.close()
        return ""

    async def _cut(self, probe: Identity, hand: Identity) -> str:
        address = self._around.broker
        if address is None or not self._told:
            return "the broker could not be told to read the revocation list"
        outcome = await self._until_refused(address, probe)
        if outcome is Outcome.TAKEN_OVER:
            return "the broker still accepts what is on the revocation list"
        if outcome is Outcome.REFUSED:
            outcome = await take_over(address, hand, self._ca_file)
        return "" if outcome is Outcome.TAKEN_OVER else f"the broker at {address.host}:{address.port}: {outcome}"

    async def _until_refused(self, address: BrokerAddress, probe: Identity) -> Outcome:
        """Try until the broker has read the list: a signal is heard when it next comes round."""
        for _ in range(_ASK_TIMES):
            outcome = await take_over(address, probe, self._ca_file)
            if outcome is not Outcome.TAKEN_OVER:
                return outcome
            await asyncio.sleep(_ASK_AGAIN_S)
        return Outcome.TAKEN_OVER

    def _identity(self, name: str) -> Identity:
        key = certificates.new_key()
        return Identity(name, self._ca.issue_kick(name, key.public_key(), by=_BY), key)

    def _publish(self) -> bool:
        with self._ca.held():
            changed = holdings.publish_list(self._ca, self._around.pki, by=_BY)
        self._told = self._told and not changed
        return changed

    async def _tell(self) -> None:
        try:
            await self._around.reload.tell()
        except ReloadError as error:
            self._told = False
            log.warning("the broker was not told to read the revocation list: %s", error)
        else:
            self._told = True

    def _forget_password(self, device: str) -> None:
        """Close the local listener to it, which asks for passwords. In production there is none, and the file is root's."""
        path = self._around.state / "broker/passwords"
        try:
            users = parse_file(path.read_text(encoding="utf-8"))
            if users.pop(device, None) is not None:
                write_shared(path, render_file(users))
        except FileNotFoundError:
            pass
        except (OSError, PasswordFileError) as error:
            log.warning("the password of %s stays in %s: %s", device, path, error)

    def _standing(self) -> Standing:
        index, now_ms = self._ca.refresh(), self._ca.now_ms()
        crl = self._ca.list_on_disk()
        until = crl.next_update_utc if crl is not None else None
        good = [
            entry
            for entry in index.issued.values()
            if entry.kind == "device" and entry.serial not in index.revoked and entry.until_ms > now_ms
        ]
        return Standing(
            ca_until_ms=_ms(self._ca.certificate.not_valid_after_utc.timestamp()),
            ca_fingerprint=certificates.fingerprint(self._ca.certificate),
            crl_until_ms=_ms(until.timestamp()) if until else 0,
            crl_made_ms=_ms(made_at(crl).timestamp()) if crl is not None else 0,
            broker_reloaded=self._told,
            issued=len(good),
            revoked=sum(1 for serial in index.listed(now_ms) if index.is_somebodys(serial)),
        )

    def _refused(self, code: str, text: str, by: str) -> Refused:
        log.warning("refused %s: %s (%s)", by, text, code)
        with self._ca.held():
            self._ca.note("refused", by=by, reason=f"{code}: {text}"[:500])
        return Refused(code=code, text=text)

    @property
    def _ca_file(self) -> Path:
        return self._around.state / "ca/ca.crt"


def _ms(at_s: float) -> int:
    return round(at_s * 1000)
