"""How the API tells rounds."""

from __future__ import annotations

import datetime as dt

from hallenwart_backend.rounds.model import Deed, ObjectionState, RoundState, Source
from hallenwart_backend.web.fields import Shape, Words


class WeightOut(Shape):
    """One weight: what it is called, and what it is where nobody set it."""

    id: str
    de: str
    en: str
    usual: int


class WeightsOut(Shape):
    terms: list[WeightOut]
    heaviest: int


class RoundWeights(Shape):
    youth: int
    use: int
    size: int
    fair: int
    priority: int
    same: int
    wanted: int
    most_hours: int


class RoundHallOut(Shape):
    """`hours`: when it can be given, by weekday (Monday first), as minutes after midnight."""

    hall: str
    hall_name: str
    site_name: str
    sections: int
    section_names: list[str]
    hours: list[list[tuple[int, int]]]


class RoundOut(Shape):
    """`announced`: clubs see the proposal. `wishing`, `objecting`: that is possible now. Counts of a club are its own."""

    id: str
    title: str
    from_date: dt.date
    to_date: dt.date
    state: RoundState
    announced: bool
    wishing: bool
    objecting: bool
    weights: RoundWeights
    halls: list[str]
    wishes_until_ms: int | None
    objections_until_ms: int | None
    made_ms: int
    published_ms: int | None
    wishes: int
    clubs: int
    placed: int
    objections_open: int


class RoundClubOut(Shape):
    id: str
    name: str


class RoundsOut(Shape):
    """`office`: who asks manages rounds. `clubs`: those who asks may wish for (the office: all)."""

    rounds: list[RoundOut]
    office: bool
    clubs: list[RoundClubOut]


class RoundDetailOut(Shape):
    round: RoundOut
    halls: list[RoundHallOut]


class RoundWishOut(Shape):
    id: str
    club: str
    club_name: str
    group: str
    sport: str
    people: int
    youth: int
    sections: int
    weekdays: list[int]
    earliest_min: int
    latest_min: int
    minutes: int
    priority: int
    halls: list[str]
    marking: str
    step_free: bool
    note: str
    made_ms: int


class RoundWishesOut(Shape):
    wishes: list[RoundWishOut]


class AssignmentOut(Shape):
    """`points`: what it is worth without fairness. `source`: solver, hand."""

    wish: str
    club: str
    club_name: str
    group: str
    hall: str
    hall_name: str
    sections: list[int]
    sections_name: Words
    weekday: int
    start_min: int
    end_min: int
    source: Source
    fixed: bool
    points: int
    series: str


class RoundScoreOut(Shape):
    total: int
    terms: dict[str, int]


class ClubHoursOut(Shape):
    """Hours a week, and how many groups have a place."""

    club: str
    club_name: str
    people: int
    wished_hours: float
    hours: float
    groups: int
    placed: int


class WishRefusalOut(Shape):
    wish: str
    club: str
    club_name: str
    group: str
    code: str
    sentence: Words


class SolverOut(Shape):
    """`state`: idle, running, done, failed. `phase`: waiting, greedy, solved, improved."""

    state: str
    phase: str
    score: int
    placed: int
    seconds: float


class RoundProposalOut(Shape):
    """`refusals` of a club are its own."""

    round: RoundOut
    solver: SolverOut
    score: RoundScoreOut
    assignments: list[AssignmentOut]
    clubs: list[ClubHoursOut]
    refusals: list[WishRefusalOut]


class TouchedOut(Shape):
    """Who loses the place through a change by hand."""

    wish: str
    club: str
    club_name: str
    group: str


class RoundEditOut(Shape):
    """`cost`: by how much the score falls; below 0 it rises. `notes`: what the club had wished otherwise."""

    written: bool
    before: RoundScoreOut
    after: RoundScoreOut
    cost: int
    touched: list[TouchedOut]
    notes: list[Words]


class ObjectionOut(Shape):
    id: str
    club: str
    club_name: str
    wish: str
    group: str
    text: str
    answer: str
    state: ObjectionState
    made_ms: int
    answered_ms: int | None


class ObjectionsOut(Shape):
    objections: list[ObjectionOut]


class LeftDateOut(Shape):
    """A date that a series does not get. `why`: the closure or holiday. `title`: what others have there."""

    wish: str
    club_name: str
    group: str
    date: dt.date
    hall: str
    hall_name: str
    why: str
    title: str
    by_club: str


class PublishOut(Shape):
    """`written` is False for a preview. `conflicts`: others have these dates; `skipped`: the hall is closed then."""

    written: bool
    state: RoundState
    series: int
    dates: int
    skipped: list[LeftDateOut]
    conflicts: list[LeftDateOut]


class ReplayClubOut(Shape):
    """Hours a week. `used` null: nobody knows. `change` is `then` less `now`."""

    club: str
    club_name: str
    real: float
    used: float | None
    now: float
    then: float
    change: float


class ReplayOut(Shape):
    """`rights` of last season were looked at, `dropped` of them were not used; `new` wishes had none then."""

    weights: RoundWeights
    clubs: list[ReplayClubOut]
    rights: int
    dropped: int
    new: int


class RoundEventOut(Shape):
    t_ms: int
    deed: Deed
    who: str
    club_name: str
    detail: dict[str, object]


class RoundHistoryOut(Shape):
    events: list[RoundEventOut]
