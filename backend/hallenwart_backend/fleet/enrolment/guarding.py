"""Looks whether the keeper still keeps: a list of revocations that ends would lock every device out."""

from __future__ import annotations

import logging
from typing import Final

from hallenwart_backend.fleet.enrolment.ports import Keeper, KeeperAwayError, KeeperRefusedError
from hallenwart_backend.ports import Cause, Incidents
from hallenwart_contract.clock import Clock
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Severity

LOOK_EVERY_MS: Final = 5 * 60_000
PATIENCE: Final = 3
"""Looks in a row without answer before anybody is told: a restart is no news."""
LIST_LEAST_MS: Final = 7 * 86_400_000
"""A list of revocations is made anew every day and lives 30; less than this left means that nobody makes it."""
_KEY: Final = "authority"
_log: Final = logging.getLogger(__name__)


class Guarding:
    """Tells one incident while the keeper is away or its list runs out. `used`: whether this town has certificates at all."""

    def __init__(self, keeper: Keeper, incidents: Incidents, clock: Clock, *, used: bool) -> None:
        self._keeper, self._incidents, self._clock, self._used = keeper, incidents, clock, used
        self._looked_ms = -LOOK_EVERY_MS
        self._missed = 0
        self._told: str | None = None

    async def look(self) -> None:
        now_ms = self._clock.mono_ms()
        if not self._used or now_ms - self._looked_ms < LOOK_EVERY_MS:
            return
        self._looked_ms = now_ms
        await self._tell(await self._wrong())

    async def _wrong(self) -> str:
        """Return what is wrong as a word, empty when all is well."""
        try:
            standing = await self._keeper.standing()
        except (KeeperAwayError, KeeperRefusedError) as error:
            self._missed += 1
            _log.warning("the keeper does not answer: %s", error)
            return "away" if self._missed >= PATIENCE else (self._told or "")
        self._missed = 0
        return "list" if standing.crl_until_ms - self._clock.now_ms() < LIST_LEAST_MS else ""

    async def _tell(self, wrong: str) -> None:
        if wrong == self._told:
            return
        now_ms = self._clock.now_ms()
        if wrong:
            sev = Severity.CRIT if wrong == "list" else Severity.WARN
            kind = IncidentKind.AUTHORITY
            await self._incidents.report(Cause(key=_KEY, id=_KEY, kind=kind, sev=sev, site="", since_ms=now_ms, detail=wrong))
        else:
            await self._incidents.clear(_KEY, _KEY, now_ms)
        self._told = wrong
