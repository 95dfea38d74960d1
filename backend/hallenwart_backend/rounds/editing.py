"""Edits a proposal by hand, and says what each change costs and whom it touches."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.rounds import store
from hallenwart_backend.rounds.casing import placed_in, read_case
from hallenwart_backend.rounds.desk import RoundDesk, check_office
from hallenwart_backend.rounds.explaining import Named, Reason, refusals, sentence
from hallenwart_backend.rounds.grid import Grid
from hallenwart_backend.rounds.model import Assignment, Book, Deed, RoundState, Source
from hallenwart_backend.rounds.proposing import ProposalDesk, assigned
from hallenwart_backend.rounds.refusals import refused
from hallenwart_backend.rounds.rules import QUARTER_MIN, Case, Score, Spot, Want, runs, score, span, suits


@dataclass(frozen=True, slots=True)
class Place:
    """Where the office puts a wish. `hall` None: it stays out. Not `fixed`: the search may move it again."""

    hall: str | None = None
    sections: tuple[int, ...] = ()
    weekday: int = 0
    start_min: int = 0
    fixed: bool = True


@dataclass(frozen=True, slots=True)
class Edit:
    """`touched` lose their place. `notes`: what the club wished otherwise. `written` is False for a preview."""

    case: Case
    before: Score
    after: Score
    touched: Sequence[str]
    notes: Sequence[Reason]
    written: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a round's proposal says; `refusals` by wish."""

    book: Book
    case: Case
    places: Mapping[str, Spot]
    score: Score
    refusals: Mapping[str, Reason]


class EditDesk:
    def __init__(self, desk: RoundDesk, proposals: ProposalDesk) -> None:
        self._desk = desk
        self._proposals = proposals

    def named(self) -> Named:
        places = self._desk.places.current
        return Named({one.id: one.name for one in places.halls.values()}, places.clubs)

    async def proposal(self, book: Book, clubs: Collection[str] | None = None) -> Proposal:
        """Return what the proposal says, with refusals of these clubs (None: of all).

        Worked out beside the event loop: hundreds of refusals take a while.
        """
        here, named = self._desk.places.current, self.named()

        def read(connection: Connection) -> Proposal:
            case = read_case(connection, book, here)
            places = placed_in(book, case)
            missing = refusals(case, places, named, clubs) if book.assignments else {}
            return Proposal(book, case, places, score(case, places), missing)

        return await self._desk.records.read(read)

    async def put(self, person: Person, name: str, wish: str, place: Place, *, dry: bool) -> Edit:
        """Put a wish somewhere; who is there loses the place. Raises RefusedError 403, 404, 409, 422."""
        check_office(person)
        if self._proposals.is_running(name) and not dry:
            raise refused("solving")

        def write(connection: Connection) -> Edit:
            book = store.book(connection, name)
            if book is None:
                raise refused("no_such_round")
            if book.round.state not in {RoundState.CLOSED, RoundState.PROPOSED}:
                raise refused("wrong_state")
            edit = self._edit(connection, book, wish, place)
            if dry:
                return edit
            store.drop_assignments(connection, [wish, *edit.touched])
            if made := self._made(name, edit.case, wish, place):
                store.put_assignment(connection, made)
            if book.round.state is RoundState.CLOSED:
                store.put_round(connection, replace(book.round, state=RoundState.PROPOSED))
            told = {"wish": wish, "hall": place.hall, "cost": edit.before.total - edit.after.total}
            store.note(connection, self._desk.event(name, Deed.EDITED, person, edit.case.by_want()[wish].club, **told))
            return replace(edit, written=True)

        return await (self._desk.records.read(write) if dry else self._desk.records.write(write))

    def _edit(self, connection: Connection, book: Book, wish: str, place: Place) -> Edit:
        case = read_case(connection, book, self._desk.places.current)
        want, places = case.by_want().get(wish), placed_in(book, case)
        if want is None:
            raise refused("no_such_wish")
        before = score(case, places)
        places.pop(wish, None)
        touched, notes = list[str](), list[Reason]()
        if place.hall is not None:
            spot = self._spot(case, want, place)
            grid = Grid(case, places)
            touched = _in_the_way(grid, want, spot)
            if held := [one for one in touched if one in case.fixed]:
                raise refused("fixed_there", group=grid.wants[held[0]].group)
            for one in touched:
                grid.take(one)
                places.pop(one)
            notes = _notes(grid, want, spot)
            places[wish] = spot
        return Edit(case, before, score(case, places), touched, notes, written=False)

    def _spot(self, case: Case, want: Want, place: Place) -> Spot:
        """Raises RefusedError 422 for what cannot be, whoever is there."""
        hall = case.by_hall().get(place.hall or "")
        if hall is None:
            raise refused("bad_halls")
        cells = tuple(sorted(set(place.sections)))
        if not cells or cells[0] < 1 or cells[-1] > hall.sections or place.start_min % QUARTER_MIN:
            raise refused("bad_times")
        start = place.start_min // QUARTER_MIN
        needed, busy = span(start, want.length), span(start, want.length + hall.buffer)
        if hall.open[place.weekday] & needed != needed:
            reason = sentence("closed", minutes=want.length * QUARTER_MIN)
            raise refused("not_fitting", de=reason.de, en=reason.en)
        if any(hall.taken[one - 1][place.weekday] & busy for one in cells):
            reason = sentence("taken_before")
            raise refused("not_fitting", de=reason.de, en=reason.en)
        return Spot(hall.id, place.weekday, start, cells)

    @staticmethod
    def _made(name: str, case: Case, wish: str, place: Place) -> Assignment | None:
        """Return the row to keep; None where nothing is left to say."""
        if place.hall is None:
            return Assignment(wish, name, None, (), 0, 0, 0, Source.HAND, fixed=True) if place.fixed else None
        spot = Spot(place.hall, place.weekday, place.start_min // QUARTER_MIN, tuple(sorted(set(place.sections))))
        return assigned(name, case, wish, spot, Source.HAND, fixed=place.fixed)


def _in_the_way(grid: Grid, want: Want, spot: Spot) -> list[str]:
    mask, cells = grid.mask(want.id, spot.hall, spot.start), set(spot.sections)
    return [
        name
        for name, other in grid.at.items()
        if (other.hall, other.weekday) == (spot.hall, spot.weekday)
        and cells & set(other.sections)
        and grid.mask(name, other.hall, other.start) & mask
    ]


_NOTES = {
    "other_time": ("Das liegt außerhalb der gewünschten Zeiten.", "That is outside the times that were wished for."),
    "other_hall": ("Diese Halle hat nicht alles, was die Gruppe braucht.", "This hall lacks something the group needs."),
    "other_sections": ("Die Hallenteile passen nicht zum Wunsch.", "The sections do not match the wish."),
    "twice": ("Diese Gruppe trainiert dann zweimal am Tag.", "This group then trains twice a day."),
    "over_limit": (
        "Der Verein kommt damit über die Höchstzahl an Stunden.",
        "The club gets more hours than the limit with it.",
    ),
}


def _notes(grid: Grid, want: Want, spot: Spot) -> list[Reason]:
    hall = grid.halls[spot.hall]
    checks = (
        ("other_time", spot.weekday not in want.weekdays or not want.earliest <= spot.start <= want.latest),
        ("other_hall", not suits(hall, want)),
        ("other_sections", suits(hall, want) and spot.sections not in runs(hall, want)),
        ("twice", not grid.day_free(want.id, spot.weekday)),
        ("over_limit", not grid.within_limit(want.id)),
    )
    return [Reason(code, *_NOTES[code]) for code, holds in checks if holds]
