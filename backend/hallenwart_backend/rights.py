"""Joins what gives and follows rights: codes, credentials, spare codes, moves, the loop back from the lockers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hallenwart_backend.access.badges.service import Badges
from hallenwart_backend.access.credentials.service import Credentials
from hallenwart_backend.access.credentials.shares import Shares
from hallenwart_backend.access.custody.outages import outages_of
from hallenwart_backend.access.dark.service import DarkCodes
from hallenwart_backend.access.grants.locker_list import LockerLists
from hallenwart_backend.access.grants.service import Access
from hallenwart_backend.access.grants.vault import Vault
from hallenwart_backend.access.loop.service import ClosedLoop, Sent
from hallenwart_backend.access.office.service import AccessOffice
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.join import BookingRoom, join_booking
from hallenwart_backend.booking.ports import PlanChanged
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Changed, Incidents, Listener
from hallenwart_contract.clock import Clock


@dataclass(frozen=True, slots=True)
class Rights:
    access: Access
    booking: BookingRoom
    credentials: Credentials
    badges: Badges
    shares: Shares
    dark: DarkCodes
    office: AccessOffice
    loop: ClosedLoop
    lists: LockerLists
    shown_changed: Changed

    @property
    def listeners(self) -> tuple[Listener, ...]:
        return self.credentials, self.loop, self.badges

    async def before_lists(self) -> bool:
        """Bring credentials up to date before lists are built; return True when more of that waits."""
        await self.credentials.sweep()
        await self.badges.renew_leaked()
        return await self.shares.fill()

    async def look(self) -> None:
        """Look which rights did not arrive; called every few seconds."""
        await self.loop.look()
        if await self.dark.look():
            await self.shown_changed()


def join_rights(
    records: Records,
    places: PlaceBook,
    clock: Clock,
    vault: Vault,
    key: Ed25519PrivateKey,
    incidents: Incidents,
    sent: Sent,
    *,
    online: Callable[[str], bool],
    silent: Callable[[str], bool],
    lists_old: Callable[[], None],
    plan_changed: PlanChanged,
    shown_changed: Changed,
    loopback: bool,
) -> Rights:
    """`online`: a locker takes commands now; `silent`: it was not heard for long.

    `lists_old` makes the desk build the lockers' lists anew; `shown_changed` tells pages.
    `loopback` allows calendars of outside systems at addresses of this machine.
    """
    lists = LockerLists(records, places, clock, vault, outages_of)
    access = Access(records, places, clock, vault, lists, signing_key=key)
    booking = join_booking(records, places, clock, access, plan_changed, vault.mac, loopback=loopback)
    shares = Shares(records, places, vault)
    return Rights(
        access=access,
        booking=booking,
        credentials=Credentials(records, clock, vault, shares, lists_old),
        badges=Badges(records, clock, vault, lists_old),
        shares=shares,
        dark=DarkCodes(records, places, clock, vault, lists_old, online=online, silent=silent),
        office=AccessOffice(records, places, clock, vault, lists_old),
        loop=ClosedLoop(records, places, clock, incidents, sent, shown_changed),
        lists=lists,
        shown_changed=shown_changed,
    )
