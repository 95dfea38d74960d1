"""What a site and a compartment demand of whoever opens: grace, uses, a second person. Set by the office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select, update

from hallenwart_backend.access.grants.document import Right
from hallenwart_backend.access.grants.tables import compartment_access, device_access, site_access
from hallenwart_backend.halls.tables import devices

MINUTE_MS: Final = 60_000
MAX_GRACE_MIN: Final = 120
MAX_USES: Final = 20


@dataclass(frozen=True, slots=True)
class SiteAccess:
    """Grace before and after each window, and after how long a right that is not at its locker is late. Minutes."""

    before_min: int = 15
    after_min: int = 15
    late_min: int = 10

    @property
    def before_ms(self) -> int:
        return self.before_min * MINUTE_MS

    @property
    def after_ms(self) -> int:
        return self.after_min * MINUTE_MS


@dataclass(frozen=True, slots=True)
class CompartmentAccess:
    """`uses`: how often a key may be fetched within one right, 0 is no limit. `second`: a second person is demanded."""

    uses: int = 0
    second: bool = False


@dataclass(frozen=True, slots=True)
class DeviceAccess:
    """`dark_kid` numbers the key of algorithmic codes while they are on; `sun_meta` is sealed for the device."""

    dark_kid: int = 1
    sun_meta: bytes = b""
    dark_on: bool = True

    @property
    def kid(self) -> int:
        """The key number in force, 0 for none."""
        return self.dark_kid if self.dark_on else 0


@dataclass(frozen=True, slots=True)
class Demands:
    """All of it at one moment."""

    sites: Mapping[str, SiteAccess] = field(default_factory=dict)
    compartments: Mapping[tuple[str, int], CompartmentAccess] = field(default_factory=dict)
    devices: Mapping[str, DeviceAccess] = field(default_factory=dict)

    def site(self, site: str) -> SiteAccess:
        return self.sites.get(site, SiteAccess())

    def device(self, device: str) -> DeviceAccess:
        return self.devices.get(device, DeviceAccess())

    def applied(self, right: Right, device: str) -> Right:
        """Return the right as its compartments demand it: the smallest limit, a second person when one of them asks."""
        asked = [self.compartments.get((device, slot), CompartmentAccess()) for slot in right.slots]
        limits = [one.uses for one in asked if one.uses]
        return replace(right, uses=min(limits, default=0), second=any(one.second for one in asked))


def read(connection: Connection) -> Demands:
    return Demands(
        {row.site: SiteAccess(row.before_min, row.after_min, row.late_min) for row in connection.execute(select(site_access))},
        {
            (row.device, row.number): CompartmentAccess(row.uses, row.second)
            for row in connection.execute(select(compartment_access))
        },
        {
            row.device: DeviceAccess(row.dark_kid, row.sun_meta or b"", row.dark_on)
            for row in connection.execute(select(device_access))
        },
    )


def grace_ms(site: ColumnElement[Any]) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Return the grace before and after the windows of a site, for use inside a statement; milliseconds."""
    usual, of_site = SiteAccess(), site_access.c.site == site
    before = select(site_access.c.before_min).where(of_site).scalar_subquery()
    after = select(site_access.c.after_min).where(of_site).scalar_subquery()
    return func.coalesce(before, usual.before_min) * MINUTE_MS, func.coalesce(after, usual.after_min) * MINUTE_MS


def grace_ms_at(device: ColumnElement[str]) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Return the same for the site where a device is."""
    here = select(devices.c.site).where(devices.c.id == device).correlate_except(devices)  # two levels down it would not follow
    return grace_ms(here.scalar_subquery())


def set_site(connection: Connection, site: str, wanted: SiteAccess) -> None:
    values = {"before_min": wanted.before_min, "after_min": wanted.after_min, "late_min": wanted.late_min}
    _put(connection, site_access, {"site": site}, values)


def set_compartment(connection: Connection, device: str, number: int, wanted: CompartmentAccess) -> None:
    key = {"device": device, "number": number}
    if wanted == CompartmentAccess():
        connection.execute(delete(compartment_access).where(*_matches(compartment_access, key)))
    else:
        _put(connection, compartment_access, key, {"uses": wanted.uses, "second": wanted.second})


def set_device(connection: Connection, device: str, wanted: DeviceAccess) -> None:
    values = {"dark_kid": wanted.dark_kid, "sun_meta": wanted.sun_meta or None, "dark_on": wanted.dark_on}
    _put(connection, device_access, {"device": device}, values)


def _matches(table: Table, key: Mapping[str, Any]) -> Iterable[Any]:
    return [table.c[name] == value for name, value in key.items()]


def _put(connection: Connection, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    if not connection.execute(update(table).where(*_matches(table, key)).values(**values)).rowcount:
        connection.execute(insert(table).values(**key, **values))
