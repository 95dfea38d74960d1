"""Joins volunteering with places, the queue of messages and displays."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy import Connection

from hallenwart_backend.accounts.club_post import ClubPost
from hallenwart_backend.accounts.words import Mail
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.ports import PlanChanged
from hallenwart_backend.bucket import Buckets
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.runtime import every
from hallenwart_backend.volunteering.due import LOOK_EVERY_S, DueDesk
from hallenwart_backend.volunteering.following import Following
from hallenwart_backend.volunteering.hours.join import HoursRoom, Stands, join_hours
from hallenwart_backend.volunteering.letters import Dates
from hallenwart_backend.volunteering.line import Line
from hallenwart_backend.volunteering.model import Helper, Offer
from hallenwart_backend.volunteering.occasions import Occasions
from hallenwart_backend.volunteering.offering import Offers
from hallenwart_backend.volunteering.places import PlaceWords
from hallenwart_backend.volunteering.ports import Extras, Hook, Vault
from hallenwart_backend.volunteering.shown import OfferPosts
from hallenwart_backend.volunteering.signing import SignUps
from hallenwart_backend.volunteering.source import OfferSource
from hallenwart_contract.clock import Clock

_ASKS_AT_ONCE, _ASKS_PER_S = 6, 1 / 120
"""Sign-ups from one address of the net: a team at one table, and no flood of mails."""


class HelperPost:
    """Implements ports.Post over the one queue: members by their ways, guests by e-mail."""

    def __init__(self, filled: Callable[[], None]) -> None:
        self._post = ClubPost(filled, "volunteering")
        self.wake, self.ready = filled, self._post.ready

    def put(self, connection: Connection, helper: Helper, offer: Offer, mail: Mail, *, now_ms: int, once: str) -> None:
        person = helper.person
        if person is None or not self._post.by_ways(connection, person, mail, now_ms, once):
            self._post.guest(connection, offer.club, helper.email, mail, now_ms=now_ms, once=once, person=person)

    def club(self, connection: Connection, offer: Offer, mail: Mail, *, now_ms: int, once: str) -> None:
        self._post.club(connection, offer.club, mail, now_ms=now_ms, once=once)


@dataclass(frozen=True, slots=True)
class VolunteeringRoom:
    """Everything about offers and helpers. Others hang on it with `line.hooks`, `line.certificates` and `extras`."""

    offers: Offers
    signups: SignUps
    due: DueDesk
    occasions: Occasions
    line: Line
    following: Following
    words: PlaceWords
    posts: OfferPosts
    source: OfferSource
    hours: HoursRoom
    extras: list[Extras] = field(default_factory=list)
    ask_rate: Buckets = field(default_factory=lambda: Buckets(_ASKS_AT_ONCE, _ASKS_PER_S))

    def hang(self, hook: Hook) -> None:
        self.line.hooks.append(hook)

    async def _look(self) -> None:
        await self.due.look()

    def tasks(self) -> dict[str, Callable[[], Coroutine[Any, Any, None]]]:
        return {"volunteering": partial(every, LOOK_EVERY_S, self._look), **self.hours.tasks()}


def join_volunteering(
    records: Records,
    places: PlaceBook,
    clock: Clock,
    vault: Vault,
    filled: Callable[[], None],
    changed: PlanChanged,
    shown: Callable[[], Awaitable[set[str]]],
    stands: Stands,
) -> VolunteeringRoom:
    """`filled` wakes the queue of messages; `changed` makes displays and the club's pages follow.

    `shown` are the halls that everybody may see; `stands` is for keys and hours, and says where people reach this server.
    """
    base = stands.base
    words, post = PlaceWords(places), HelperPost(filled)
    dates = Dates(words.when, words.moment)
    line = Line(vault, post, dates)
    following = Following(line, dates)
    signups = SignUps(records, clock, vault, post, line, dates)
    dates.token = signups.token
    offers = Offers(records, clock, places, vault, line, following)
    posts = OfferPosts(offers, places, words, clock, shown, base)

    def told(club: str | None) -> None:
        posts.changed()
        changed("", club)

    offers.changed = line.changed = told
    hours = join_hours(
        records, places, clock, stands, line=line, signups=signups, dates=dates, pseudonym=vault.pseudonym, changed=told
    )
    return VolunteeringRoom(
        offers=offers,
        signups=signups,
        due=DueDesk(records, clock, line, dates, following),
        occasions=Occasions(records, clock, vault),
        line=line,
        following=following,
        words=words,
        posts=posts,
        source=OfferSource(offers, places, clock, shown, base),
        hours=hours,
        extras=[hours.extras],
    )
