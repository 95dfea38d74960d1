"""Every display as the page of displays lists it: where it hangs, what it shows and why, its picture, its arrow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from hallenwart_backend.accounts.rules import PAGE_READERS, Person
from hallenwart_backend.display.exits.rules import Release
from hallenwart_backend.display.screens import rules
from hallenwart_backend.display.screens.proofs import Proofs
from hallenwart_backend.display.screens.service import ScreenDesk
from hallenwart_backend.display.screens.store import Proof
from hallenwart_backend.fleet.ports import LastHeard
from hallenwart_backend.fleet.watch.reasons import reason_words
from hallenwart_backend.halls.model import Display, Site
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.messages import Quality
from hallenwart_contract.view import Screen, ScreenNow, View

PARTS: Final = ("screen", "panel")
"""The components by which a device tells that its browser, or its panel, does not do."""
_BAD: Final = frozenset({Quality.FAULT.value, Quality.STALE.value})


class Heard(Protocol):
    """What supervision knows."""

    def last(self, device: str) -> LastHeard | None: ...

    def state_of(self, device: str) -> str: ...


class Released(Protocol):
    def now(self, device: str) -> Release | None: ...

    def reminder(self, device: str) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Row:
    """One display. `card` is the title of the post beside the plan; `fault` why its screen is not well, de and en."""

    display: Display
    site: Site
    halls: tuple[str, ...]
    state: str
    last_ms: int | None
    now: ScreenNow | None
    card: str
    why: tuple[str, str]
    fault: tuple[str, str] | None
    applied_rev: int
    wanted_rev: int
    proof: Proof | None
    panel: Screen
    release: Release | None
    reminder_ms: int | None

    @property
    def online(self) -> bool:
        return self.state == "online"


class Listing:
    """`view_of` returns the plan that a device should have."""

    def __init__(
        self,
        places: PlaceBook,
        screens: ScreenDesk,
        proofs: Proofs,
        exits: Released,
        heard: Heard,
        view_of: Callable[[str], View | None],
    ) -> None:
        self._places, self._screens, self._proofs = places, screens, proofs
        self._exits, self._heard, self._view_of = exits, heard, view_of

    async def all(self, person: Person) -> list[Row]:
        """Return the displays a person may see, by site and title."""
        newest = await self._proofs.newest()
        places = self._places.current
        rows = [
            self._row(display, site, newest)
            for device, display in places.displays.items()
            if (site := places.site_of_device(device)) is not None and person.has_at(PAGE_READERS, site.id)
        ]
        return sorted(rows, key=lambda row: (row.site.name, row.display.title, row.display.device))

    async def one(self, device: str) -> Row:
        """Raises RefusedError 404."""
        display, site = self._screens.display(device)
        return self._row(display, site, await self._proofs.newest())

    def drawn(self) -> dict[str, bool]:
        """Return for each display that is connected whether a browser draws for it; for the operator's figures."""
        told = {device: self._now(device) for device in self._places.current.displays if self._online(device)}
        return {device: now is not None and now.page is not False for device, now in told.items()}

    def _online(self, device: str) -> bool:
        return str(self._heard.state_of(device)) == "online"

    def _now(self, device: str) -> ScreenNow | None:
        last = self._heard.last(device)
        return last.state.screen if last and last.state else None

    def _row(self, display: Display, site: Site, newest: Mapping[str, Proof]) -> Row:
        device, places = display.device, self._places.current
        last, now, view = self._heard.last(device), self._now(device), self._view_of(device)
        card, online = self._card(view, now), self._online(device)
        conn = last.conn if last else None
        return Row(
            display=display,
            site=site,
            halls=tuple(places.halls[hall].name for hall in display.halls if hall in places.halls),
            state=str(self._heard.state_of(device)),
            last_ms=last.seen_ms if last else None,
            now=now,
            card=card,
            why=rules.why(now, card, online=online),
            fault=_fault(last),
            applied_rev=conn.revs.get("view", 0) if conn else 0,
            wanted_rev=view.rev if view else 0,
            proof=newest.get(device),
            panel=self._screens.settings_of(device),
            release=self._exits.now(device),
            reminder_ms=self._exits.reminder(device),
        )

    @staticmethod
    def _card(view: View | None, now: ScreenNow | None) -> str:
        if view is None or now is None or not now.card:
            return ""
        return next((post.title for post in view.posts if post.id == now.card), "")


def _fault(last: LastHeard | None) -> tuple[str, str] | None:
    state = last.state if last else None
    bad = [part for part in PARTS if state is not None and state.sensors.get(part) in _BAD]
    return reason_words(state.reasons.get(bad[0], "") or "fault") if state is not None and bad else None
