"""Rounds as everybody may see them: weights from the first day on, hours and plan once clubs see the proposal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict

from hallenwart_backend.halls.parts import Language
from hallenwart_backend.rounds import store
from hallenwart_backend.rounds.desk import RoundDesk
from hallenwart_backend.rounds.editing import EditDesk, Proposal
from hallenwart_backend.rounds.model import Round, RoundState, Source
from hallenwart_backend.rounds.public.page import ClubShare, Place, Shown
from hallenwart_backend.rounds.rules import QUARTER_MIN


class PublicRounds:
    """`halls_shown` are the halls that everybody may see."""

    def __init__(self, desk: RoundDesk, edits: EditDesk, halls_shown: Callable[[], Awaitable[set[str]]]) -> None:
        self._desk = desk
        self._edits = edits
        self._halls_shown = halls_shown

    async def listed(self) -> list[Shown]:
        """Return all rounds, the newest first, without what came out of them."""
        return [self._bare(one) for one in await self._desk.records.read(store.all_rounds)]

    async def one(self, name: str, language: Language) -> Shown | None:
        book = await self._desk.records.read(lambda connection: store.book(connection, name))
        if book is None:
            return None
        if not book.round.announced:
            return self._bare(book.round)
        found = await self._edits.proposal(book, ())
        plan = self._plan(found, await self._halls_shown(), language)
        by_hand = sum(one.source is Source.HAND and one.wish in found.places for one in book.assignments)
        return self._bare(book.round, clubs=self._shares(found), plan=plan, by_hand=by_hand)

    @staticmethod
    def _bare(one: Round, clubs: Sequence[ClubShare] = (), plan: Sequence[Place] = (), by_hand: int = 0) -> Shown:
        weights = asdict(one.weights)
        most = weights.pop("most_hours")
        state = RoundState.CLOSED if one.state is RoundState.PROPOSED and not one.announced else one.state
        until = {
            RoundState.OPEN: one.wishes_until_ms,
            RoundState.PROPOSED: one.objections_until_ms,
            RoundState.PUBLISHED: one.published_ms,
        }
        return Shown(
            id=one.id,
            title=one.title,
            from_date=one.from_date,
            to_date=one.to_date,
            state=str(state),
            until_ms=until.get(state),
            weights=weights,
            clubs=clubs,
            plan=plan,
            by_hand=by_hand,
            most_hours=most,
        )

    def _shares(self, found: Proposal) -> list[ClubShare]:
        names, rows = self._desk.places.current.clubs, dict[str, list[int]]()
        for one in found.case.wants:
            row, minutes, placed = rows.setdefault(one.club, [0, 0, 0, 0]), one.length * QUARTER_MIN, one.id in found.places
            for at, value in enumerate((minutes, minutes * placed, 1, placed)):
                row[at] += value
        return [ClubShare(club, names.get(club, club), *row) for club, row in rows.items()]

    def _plan(self, found: Proposal, shown: set[str], language: Language) -> list[Place]:
        places, wants = self._desk.places.current, found.case.by_want()
        return [
            Place(
                hall=one.hall,
                part=places.halls[one.hall].words_of(one.sections, language),
                weekday=one.weekday,
                start_min=one.start_min,
                end_min=one.end_min,
                who=places.clubs.get(wants[one.wish].club, ""),
                group=wants[one.wish].group,
            )
            for one in found.book.assignments
            if one.hall is not None and one.hall in shown and one.wish in found.places
        ]
