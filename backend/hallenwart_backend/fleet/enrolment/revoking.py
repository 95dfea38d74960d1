"""Ends a device's access, and believes that it is gone only when it is seen gone.

Records first: nobody gives it anything any more. Then the authority: revocation list, broker, the open session. Then what the
broker keeps for it, and the keys it shared. What could not be done is done again until it is.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.fleet.enrolment import store
from hallenwart_backend.fleet.enrolment.model import DeviceState, Ending, Membership
from hallenwart_backend.fleet.enrolment.papers import Papers
from hallenwart_backend.fleet.enrolment.ports import Documents, Keeper, KeeperAwayError, KeeperRefusedError, Presence, Rights
from hallenwart_backend.fleet.enrolment.refusals import refused
from hallenwart_backend.fleet.enrolment.site_keys import SiteKeys
from hallenwart_backend.ports import Cause, Evidence, EvidenceKind, Incidents, Where
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Severity

_log: Final = logging.getLogger(__name__)
RETRY_MS: Final = 10_000
SILENCE_MS: Final = 90_000
"""So long nothing is heard of a device that is gone, when no farewell came."""


class Revoking:
    """`changed` makes the desk draw new codes and publish what changed."""

    def __init__(
        self,
        papers: Papers,
        keeper: Keeper,
        documents: Documents,
        presence: Presence,
        rights: Rights,
        keys: SiteKeys,
        incidents: Incidents,
        evidence: Evidence,
        *,
        changed: Callable[[], None],
    ) -> None:
        self._papers = papers
        self._clock = papers.clock
        self._keeper = keeper
        self._documents = documents
        self._presence = presence
        self._rights = rights
        self._keys = keys
        self._incidents = incidents
        self._evidence = evidence
        self._changed = changed
        self._tried_ms: dict[str, int] = {}
        self._kicked_ms: dict[str, int] = {}
        self._gone_ms: dict[str, int] = {}

    async def load(self) -> None:
        """Wipe out anew what the broker may still keep for those who left."""
        for member in self._papers.revoked():
            await self._documents.forget(member.id)

    async def revoke(self, device: str, reason: str, by: Person) -> Ending:
        """End its access; return how far that is. Raises RefusedError 404, 409."""
        member = self._papers.of(device)
        if member.state is DeviceState.REVOKED:
            raise refused("revoked_already")
        now, had_access = self._clock.now_ms(), member.state is DeviceState.ENROLLED

        def change(connection: Connection) -> None:
            store.set_device(
                connection,
                device,
                state=DeviceState.REVOKED.value,
                ending=(Ending.PENDING if had_access else Ending.GONE).value,
                secret=None,
                salt=None,
                revoked_ms=now,
                reason=reason,
            )
            store.end_certificates(connection, device)
            store.burn_tickets(connection, device, now)
            store.drop_renewal(connection, device)
            self._rights.device_gone(connection, device, now)
            self._note(connection, EvidenceKind.DEVICE_REVOKED, member, by.id, reason)

        await self._papers.write(change)
        _log.warning("the access of %s was ended: %s", device, reason)
        await self._documents.forget(device)
        if had_access:
            await self._keys.turn(member.site)
            await self._press(device)
        self._changed()
        return self._papers.of(device).ending

    async def look(self) -> None:
        """Do again what could not be done, see who is gone and who came back; called every few seconds."""
        now_ms = self._clock.mono_ms()
        for member in self._papers.revoked():
            if (
                member.ending in {Ending.PENDING, Ending.HEARD}
                and now_ms - self._tried_ms.get(member.id, -RETRY_MS) >= RETRY_MS
            ):
                await self._press(member.id)
            elif member.ending is Ending.CONNECTED and self._is_gone(member.id):
                await self._seen_gone(member)
            elif member.ending is Ending.GONE:
                await self._listen(member)

    async def _press(self, device: str) -> None:
        """Let the authority do its part. That may be asked any number of times."""
        self._tried_ms[device] = self._clock.mono_ms()
        member = self._papers.of(device)
        try:
            done = await self._keeper.revoke(device, member.reason)
        except (KeeperAwayError, KeeperRefusedError) as error:
            _log.warning("%s is revoked in the records alone, the authority did not follow: %s", device, error)
            return
        if not (done.reloaded and done.kicked):
            _log.warning("%s stands on the revocation list, the broker did not follow: %s", device, done.reason)
            return
        self._kicked_ms[device] = self._clock.mono_ms()
        await self._set(device, Ending.CONNECTED)

    def _is_gone(self, device: str) -> bool:
        """Whether its farewell or last will came, or nothing was heard for long since it was thrown off."""
        heard_ms, kicked_ms = self._presence.heard_at(device), self._kicked_ms.setdefault(device, self._clock.mono_ms())
        if not self._presence.is_online(device):
            return True
        return self._clock.mono_ms() - max(kicked_ms, heard_ms or 0) >= SILENCE_MS

    async def _seen_gone(self, member: Membership) -> None:
        self._gone_ms[member.id] = self._clock.mono_ms()

        def change(connection: Connection) -> None:
            store.set_device(connection, member.id, ending=Ending.GONE.value)
            self._note(connection, EvidenceKind.DEVICE_GONE, member, "", "")

        await self._papers.write(change)
        await self._incidents.clear(_key(member.id), member.id, self._clock.now_ms())

    async def _listen(self, member: Membership) -> None:
        """Tell when somebody speaks as a device that was gone."""
        heard_ms, now = self._presence.heard_at(member.id), self._clock.now_ms()
        if heard_ms is None or heard_ms <= self._gone_ms.get(member.id, -1):
            return

        def change(connection: Connection) -> None:
            store.set_device(connection, member.id, ending=Ending.HEARD.value)
            self._note(connection, EvidenceKind.DEVICE_HEARD, member, "", "")

        await self._papers.write(change)
        kind, site = IncidentKind.REVOKED, member.site
        await self._incidents.report(
            Cause(key=_key(member.id), id=member.id, kind=kind, sev=Severity.CRIT, site=site, since_ms=now, device=member.id)
        )

    async def _set(self, device: str, ending: Ending) -> None:
        await self._papers.write(lambda connection: store.set_device(connection, device, ending=ending.value))

    def _note(self, connection: Connection, kind: str, member: Membership, who: str, said: str) -> None:
        self._evidence.keep(connection, kind, member.id, who, said, at=Where(site=member.site, device=member.id))


def _key(device: str) -> str:
    return f"revoked:{device}"
