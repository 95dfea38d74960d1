"""What the office sets for sites and compartments, and what it may look up. Every change is noted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.access import audit
from hallenwart_backend.access.audit import Deed
from hallenwart_backend.access.grants import demands
from hallenwart_backend.access.grants.demands import CompartmentAccess, Demands, SiteAccess
from hallenwart_backend.access.grants.vault import Vault
from hallenwart_backend.accounts import store as accounts
from hallenwart_backend.accounts.rules import ADMINS, Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock

_MOST_DEEDS: Final = 200


class AccessOffice:
    """`changed` marks the lockers' lists as old."""

    def __init__(self, records: Records, places: PlaceBook, clock: Clock, vault: Vault, changed: Callable[[], None]) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._vault = vault
        self._changed = changed

    async def demands(self) -> Demands:
        return await self._records.read(demands.read)

    async def set_site(self, actor: Person, site: str, wanted: SiteAccess) -> None:
        """Raises RefusedError 403, 404."""
        _only_admins(actor)
        if site not in self._places.current.sites:
            raise no_such_site()
        said = f"-{wanted.before_min}/+{wanted.after_min} min, late {wanted.late_min} min"
        await self._change(actor, "site.set", site, said, lambda connection: demands.set_site(connection, site, wanted))

    async def set_compartment(self, actor: Person, device: str, number: int, wanted: CompartmentAccess) -> None:
        """Raises RefusedError 403, 404."""
        _only_admins(actor)
        if self._places.current.compartment(device, number) is None:
            raise RefusedError("no_such_compartment", "Dieses Fach gibt es nicht.", "There is no such compartment.", status=404)
        said = f"uses {wanted.uses}, second {wanted.second}"

        def change(connection: Connection) -> None:
            demands.set_compartment(connection, device, number, wanted)

        await self._change(actor, "compartment.set", f"{device}.{number}", said, change)

    async def sun_meta(self, actor: Person) -> str:
        """Return the key that is written into every NTAG 424 card, in hex. Raises RefusedError 403."""
        _only_admins(actor)
        await self._change(actor, "sun_meta.read", "", "", lambda _connection: None)
        return self._vault.sun_meta_key().hex()

    async def deeds(self, actor: Person) -> tuple[list[Deed], dict[str, str]]:
        """Return what was done last, and the names of those whose accounts still exist. Raises RefusedError 403."""
        _only_admins(actor)
        found, people = await self._records.read(
            lambda connection: (audit.newest(connection, _MOST_DEEDS), accounts.everybody(connection))
        )
        return found, {self._vault.pseudonym(person.id): person.name for person in people}

    async def _change(self, actor: Person, act: str, subject: str, said: str, change: Callable[[Connection], None]) -> None:
        deed = Deed(self._clock.now_ms(), self._vault.pseudonym(actor.id), act, subject, said)

        def write(connection: Connection) -> None:
            change(connection)
            audit.note(connection, deed)

        await self._records.write(write)
        self._changed()


def no_such_site() -> RefusedError:
    return RefusedError("no_such_site", "Diesen Standort gibt es nicht.", "There is no such site.", status=404)


def _only_admins(actor: Person) -> None:
    if not actor.has(ADMINS):
        raise RefusedError("forbidden", "Das darf dieses Konto nicht.", "This account may not do that.", status=403)
