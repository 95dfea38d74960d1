"""Offers at displays and kiosks of the site; implements `display.ports.PostSource`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from hallenwart_backend.display.ports import Span
from hallenwart_backend.display.posts.rules import LONGEST_TITLE
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.qr import module_rows
from hallenwart_backend.volunteering.model import Shift, Task
from hallenwart_backend.volunteering.offering import Offers, Whole
from hallenwart_backend.volunteering.places import PlaceWords
from hallenwart_backend.volunteering.words import TASKS
from hallenwart_contract.clock import Clock, utc
from hallenwart_contract.view import Post, PostKind, PostText

AHEAD_MS: Final = 14 * 86_400_000
FRESH_MS: Final = 2_000
"""So long the list of offers is the same for all displays."""
MOST: Final = 4
_HOW: Final = ("Mitmachen geht ohne Konto.", "You need no account.")
_DAYS: Final = (("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"), ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))


class OfferPosts:
    """`shown` are the halls that everybody may see; `base` is where people reach this server. Nobody's name is in a post."""

    def __init__(
        self,
        offers: Offers,
        places: PlaceBook,
        words: PlaceWords,
        clock: Clock,
        shown: Callable[[], Awaitable[set[str]]],
        base: str,
    ) -> None:
        self._offers = offers
        self._places = places
        self._words = words
        self._clock = clock
        self._shown = shown
        self._base = base.rstrip("/")
        self._known: tuple[int, list[Whole]] | None = None

    def changed(self) -> None:
        self._known = None

    async def of(self, device: str, span: Span) -> Sequence[Post]:
        site = self._places.current.site_of_device(device)
        if site is None or device not in self._places.current.displays:
            return ()
        halls = {hall.id for hall in self._places.current.halls.values() if hall.site.id == site.id}
        told = (self._post(one, span) for one in await self._coming() if one.offer.hall in halls)
        return [post for post in told if post is not None][:MOST]

    async def _coming(self) -> list[Whole]:
        mono = self._clock.mono_ms()
        if self._known is None or not 0 <= mono - self._known[0] < FRESH_MS:
            now, shown = self._clock.now_ms(), await self._shown()
            found = [one for one in await self._offers.public(now, now + AHEAD_MS) if one.offer.hall in shown]
            self._known = mono, sorted(found, key=_first)
        return self._known[1]

    def _post(self, one: Whole, span: Span) -> Post | None:
        offer, now = one.offer, self._clock.now_ms()
        coming = [
            shift
            for shift in one.shifts
            if shift.cancelled_ms is None and now < shift.from_ms < now + AHEAD_MS and one.free(shift) > 0
        ]
        if not coming:
            return None
        last = max(shift.from_ms for shift in coming)
        link = f"{self._base}/mitmachen/{offer.id}"
        german, english = (self._text(one, coming[0], english=wanted) for wanted in (False, True))
        return Post(
            kind=PostKind.VOLUNTEER,
            title=shortened(offer.title),
            text=german,
            link=link,
            from_ms=min(span[0], coming[0].from_ms),
            to_ms=last,
            id=f"help-{offer.id}",
            texts={"en": PostText(title=shortened(offer.title), text=english)},
            by=self._places.current.clubs.get(offer.club or "", ""),
            qr=list(module_rows(link)),
        )

    def _text(self, one: Whole, shift: Shift, *, english: bool) -> str:
        start = utc(shift.from_ms).astimezone(self._words.zone(one.offer))
        when = f"{_DAYS[english][start.weekday()]} {start:%d.%m.}, {start:%H:%M}{'' if english else ' Uhr'}"
        return f"{when}: {TASKS[Task(one.offer.role)][english]}. {_HOW[english]}"


def shortened(title: str) -> str:
    """Return a title that a display shows whole."""
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}\u2026"


def _first(one: Whole) -> int:
    return min((shift.from_ms for shift in one.shifts), default=0)
