"""What clubs offer to everybody: themselves, and trainings that newcomers may try."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hallenwart_backend.booking.finding.sports import words_of
from hallenwart_backend.clubs.profile import rules
from hallenwart_backend.clubs.profile.rules import TOLD_DAYS, Date, Group, Profile
from hallenwart_backend.clubs.profile.service import Profiles, Shown
from hallenwart_backend.exchange.model import Item, ItemKind, Spot
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock

_DAY_MS: Final = 86_400_000


class ClubOffers:
    """Implements exchange.model.Source. `base` is where people reach this server."""

    def __init__(self, profiles: Profiles, places: PlaceBook, clock: Clock, base: str) -> None:
        self._profiles = profiles
        self._places = places
        self._clock = clock
        self._base = base.rstrip("/")

    async def items(self, kind: ItemKind) -> Sequence[Item]:
        if kind is ItemKind.CLUB:
            gone_after = self._clock.now_ms() - TOLD_DAYS * _DAY_MS
            hidden = [one for one in await self._profiles.not_shown() if one.modified_ms > gone_after]
            return [*(self._club(one) for one in await self._profiles.shown()), *(self._gone(one) for one in hidden)]
        if kind is ItemKind.SESSION:
            return [item for one in await self._profiles.shown() for item in self._sessions(one)]
        return []

    def _club(self, one: Shown) -> Item:
        profile, url = one.profile, f"{self._base}/vereine/{one.profile.club}"
        return Item(
            id=profile.club,
            kind=ItemKind.CLUB,
            modified_ms=profile.modified_ms,
            title=one.name,
            text=rules.text_in(profile.about, "de")[0],
            url=url,
            same_as=tuple(filter(None, (profile.web,))),
            contact=next((each.email for each in profile.contacts if each.email), url),
            spot=self._spot(self._places.current.halls[one.halls[0]]) if one.halls else Spot(),
            sport=", ".join(words_of(sport)[0] for sport in profile.all_sports),
        )

    def _gone(self, profile: Profile) -> Item:
        return Item(id=profile.club, kind=ItemKind.CLUB, modified_ms=profile.modified_ms, deleted=True)

    def _sessions(self, one: Shown) -> list[Item]:
        found: dict[str, Item] = {}
        for group in one.profile.groups:
            if group.trial:
                for date in rules.dates_of(group, one.dates):
                    found.setdefault(date.id, self._session(one, group, date))
        return list(found.values())

    def _session(self, one: Shown, group: Group, date: Date) -> Item:
        hall = self._places.current.halls[date.hall]
        url = f"{self._base}/vereine/{one.profile.club}"
        trial, about = (rules.text_in(texts, "de")[0] for texts in (one.profile.trial, one.profile.about))
        return Item(
            id=f"session-{date.id}",
            kind=ItemKind.SESSION,
            modified_ms=max(one.profile.modified_ms, date.changed_ms),
            title=group.name,
            text=group.note or trial or about,
            url=url,
            deleted=date.cancelled,
            by=one.name,
            by_id=one.profile.club,
            contact=next(
                (each.email for each in one.profile.contacts if each.role is rules.ContactRole.TRIAL and each.email), url
            ),
            spot=self._spot(hall),
            from_ms=date.start_ms,
            to_ms=date.end_ms,
            sport=words_of(group.sport)[0] if group.sport else "",
            sections=date.sections,
            min_age=group.min_age,
        )

    def _spot(self, hall: Hall) -> Spot:
        site, access = hall.site, hall.facts.access
        known = {
            name: told for name in ("step_free", "lift", "toilet", "parking") if (told := getattr(access, name)) is not None
        }
        return Spot(hall.name, site.address, site.lat, site.lon, hall.id, known)
