"""What of the city's sensors becomes an incident, and how heavy: information or a warning, never a fire alarm.

LoRaWAN and feeds are late by minutes and may lose what they carry, so a smoke head behind them is no detector of this system.
Its word is a pre-alarm of its own that says so; it starts no siren, confirms no zone and is never critical.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hallenwart_backend.city.plan import Figure, Means, Sensor
from hallenwart_backend.city.silence import battery_is_low
from hallenwart_backend.ports import Cause, Incidents
from hallenwart_contract.clock import Clock
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Severity

_LATE = (
    "Fremder Melder: kommt Minuten zu spät oder gar nicht, wird nicht überwacht"
    " / foreign detector: minutes late or never, not supervised"
)


class CityIncidents:
    """Tells each change once; what stands since before a restart is told again, which changes nothing."""

    def __init__(self, incidents: Incidents, clock: Clock) -> None:
        self._incidents, self._clock = incidents, clock
        self._told: dict[str, bool] = {}

    async def file(self, problems: Sequence[str]) -> None:
        """The file with the connections has mistakes: none of them runs."""
        text = f"{problems[0]}{f' (+{len(problems) - 1})' if len(problems) > 1 else ''}" if problems else ""
        await self._stand("city_file", "feeds.toml", bool(problems), self._fault("", "feeds.toml", text, Severity.WARN))

    async def source(self, name: str, *, away: bool, why: str) -> None:
        """A network or broker of the city is not reached: one word instead of many."""
        text = f"{name}: nicht erreichbar / not reached ({why})"[:200]
        await self._stand(f"city_source:{name}", name, away, self._fault("", name, text, Severity.WARN))

    async def sensor(self, sensor: Sensor, *, silent: bool, heard_ms: int | None) -> None:
        """A sensor was missed three times, or is heard again."""
        sev = Severity.WARN if sensor.is_smoke else Severity.INFO
        fault = self._fault(sensor.site, sensor.name, f"{sensor.name}: meldet sich nicht / silent", sev, sensor, heard_ms)
        await self._stand(f"city_silent:{sensor.device}", sensor.id, silent, fault, detail="silent")

    async def figure(self, sensor: Sensor, figure: Figure, value: float, at_ms: int, *, replayed: bool) -> None:
        if figure.means is Means.BATTERY:
            await self._battery(sensor, value, at_ms)
        elif figure.means is Means.SMOKE:
            await self._smoke(sensor, figure, at_ms, on=value != 0, replayed=replayed)

    async def _battery(self, sensor: Sensor, pct: float, at_ms: int) -> None:
        key = f"city_battery:{sensor.device}"
        low = battery_is_low(pct, was_low=self._told.get(key, False))
        cause = self._cause(key, IncidentKind.BATTERY, Severity.INFO, sensor, at_ms, f"{sensor.name}: {pct:.0f} %")
        await self._stand(key, sensor.id, low, cause)

    async def _smoke(self, sensor: Sensor, figure: Figure, at_ms: int, *, on: bool, replayed: bool) -> None:
        key = f"city_smoke:{sensor.device}:{figure.component}"
        text = f"{sensor.name}: {_LATE}"
        cause = self._cause(key, IncidentKind.PRE_ALARM, Severity.WARN, sensor, at_ms, text, replayed=replayed)
        await self._stand(key, sensor.id, on, cause)

    async def _stand(self, key: str, cause_id: str, stands: bool, cause: Cause, *, detail: str = "") -> None:
        if self._told.get(key) is stands:
            return
        if stands:
            await self._incidents.report(replace(cause, key=key, id=cause_id, detail=detail))
        else:
            await self._incidents.clear(key, cause_id, self._clock.now_ms())
        self._told[key] = stands

    def _fault(
        self,
        site: str,
        name: str,
        text: str,
        sev: Severity,
        sensor: Sensor | None = None,
        heard_ms: int | None = None,
    ) -> Cause:
        since_ms = self._clock.now_ms() if heard_ms is None else heard_ms
        kind = IncidentKind.SENSOR_FAULT
        if sensor is not None:
            return self._cause("", kind, sev, sensor, since_ms, text)
        return Cause(
            key="", id="", kind=kind, sev=sev, site=site, since_ms=since_ms, measured=text, sensor=name, sensors=(name,)
        )

    def _cause(
        self,
        key: str,
        kind: IncidentKind,
        sev: Severity,
        sensor: Sensor,
        since_ms: int,
        text: str,
        *,
        replayed: bool = False,
    ) -> Cause:
        return Cause(
            key=key,
            id=sensor.id,
            kind=kind,
            sev=sev,
            site=sensor.site,
            hall=sensor.hall,
            since_ms=since_ms,
            device=sensor.device,
            measured=text,
            sensor=sensor.name,
            sensors=(sensor.name,),
            replayed=replayed,
        )
