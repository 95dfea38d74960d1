"""How the API takes and tells rounds."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from hallenwart_backend.accounts.fields import Text
from hallenwart_backend.rounds.model import Deed, ObjectionState, RoundState, Source
from hallenwart_backend.rounds.weights import HEAVIEST, Weights
from hallenwart_backend.web.fields import Body, Id, Line, Ms, Section, Words

Weight = Annotated[int, Field(strict=True, ge=0, le=HEAVIEST)]
DayMinute = Annotated[int, Field(strict=True, ge=0, le=1_439)]
Weekday = Annotated[int, Field(strict=True, ge=0, le=6)]
Short = Annotated[str, StringConstraints(max_length=40, pattern=r"^[a-z_]*$")]
Said = Annotated[Text, StringConstraints(min_length=1, strip_whitespace=True)]


class WeightsBody(Body):
    """See `GET /api/rounds/weights` for what each means. `most_hours` a week is all a club can get; 0: no limit."""

    youth: Weight = 5
    use: Weight = 4
    size: Weight = 3
    fair: Weight = 5
    priority: Weight = 4
    same: Weight = 3
    wanted: Weight = 3
    most_hours: Annotated[int, Field(strict=True, ge=0, le=168)] = 0

    def weights(self) -> Weights:
        return Weights(**self.model_dump())


class RoundBody(Body):
    """Setting `objections_until_ms` of a proposed round shows clubs the proposal."""

    title: Line
    from_date: dt.date
    to_date: dt.date
    halls: Annotated[list[Id], Field(min_length=1, max_length=200)]
    weights: WeightsBody = WeightsBody()
    wishes_until_ms: Ms | None = None
    objections_until_ms: Ms | None = None


class RoundWishBody(Body):
    """`youth` in percent; `halls` the dearest first, none: any. It may begin from `earliest_min` to `latest_min`."""

    club: Id
    group: Line
    sport: Short = ""
    people: Annotated[int, Field(strict=True, ge=1, le=500)]
    youth: Annotated[int, Field(strict=True, ge=0, le=100)] = 0
    sections: Section = 1
    weekdays: Annotated[list[Weekday], Field(min_length=1, max_length=7)]
    earliest_min: DayMinute
    latest_min: DayMinute
    minutes: Annotated[int, Field(strict=True, ge=30, le=480)]
    priority: Annotated[int, Field(strict=True, ge=1, le=3)] = 2
    halls: Annotated[list[Id], Field(max_length=5)] = []
    marking: Short = ""
    step_free: bool = False
    note: Text = ""


class ProposeBody(Body):
    """`keep`: only improve the proposal there is."""

    keep: bool = False


class PublishBody(Body):
    """`skip`: leave dates out that others have already."""

    skip: bool = False


class AssignmentBody(Body):
    """`hall` null: the wish stays without a place. Not `fixed`: the search may move it again."""

    hall: Id | None = None
    sections: Annotated[list[Section], Field(max_length=16)] = []
    weekday: Weekday = 0
    start_min: DayMinute = 0
    fixed: bool = True


class ObjectionBody(Body):
    club: Id
    wish: Id | None = None
    text: Said


class ObjectionAnswerBody(Body):
    state: ObjectionState
    answer: Said


class ReplayBody(Body):
    weights: WeightsBody


class WeightOut(BaseModel):
    """One weight: what it is called, and what it is where nobody set it."""

    id: str
    de: str
    en: str
    usual: int


class WeightsOut(BaseModel):
    terms: list[WeightOut]
    heaviest: int


class RoundWeights(BaseModel):
    youth: int
    use: int
    size: int
    fair: int
    priority: int
    same: int
    wanted: int
    most_hours: int


class RoundHallOut(BaseModel):
    """`hours`: when it can be given, by weekday (Monday first), as minutes after midnight."""

    hall: str
    hall_name: str
    site_name: str
    sections: int
    section_names: list[str]
    hours: list[list[tuple[int, int]]]


class RoundOut(BaseModel):
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


class RoundClubOut(BaseModel):
    id: str
    name: str


class RoundsOut(BaseModel):
    """`office`: who asks manages rounds. `clubs`: those who asks may wish for (the office: all)."""

    rounds: list[RoundOut]
    office: bool
    clubs: list[RoundClubOut]


class RoundDetailOut(BaseModel):
    round: RoundOut
    halls: list[RoundHallOut]


class RoundWishOut(BaseModel):
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


class RoundWishesOut(BaseModel):
    wishes: list[RoundWishOut]


class AssignmentOut(BaseModel):
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


class RoundScoreOut(BaseModel):
    total: int
    terms: dict[str, int]


class ClubHoursOut(BaseModel):
    """Hours a week, and how many groups have a place."""

    club: str
    club_name: str
    people: int
    wished_hours: float
    hours: float
    groups: int
    placed: int


class WishRefusalOut(BaseModel):
    wish: str
    club: str
    club_name: str
    group: str
    code: str
    sentence: Words


class SolverOut(BaseModel):
    """`state`: idle, running, done, failed. `phase`: waiting, greedy, solved, improved."""

    state: str
    phase: str
    score: int
    placed: int
    seconds: float


class RoundProposalOut(BaseModel):
    """`refusals` of a club are its own."""

    round: RoundOut
    solver: SolverOut
    score: RoundScoreOut
    assignments: list[AssignmentOut]
    clubs: list[ClubHoursOut]
    refusals: list[WishRefusalOut]


class TouchedOut(BaseModel):
    """Who loses the place through a change by hand."""

    wish: str
    club: str
    club_name: str
    group: str


class RoundEditOut(BaseModel):
    """`cost`: by how much the score falls; below 0 it rises. `notes`: what the club had wished otherwise."""

    written: bool
    before: RoundScoreOut
    after: RoundScoreOut
    cost: int
    touched: list[TouchedOut]
    notes: list[Words]


class ObjectionOut(BaseModel):
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


class ObjectionsOut(BaseModel):
    objections: list[ObjectionOut]


class LeftDateOut(BaseModel):
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


class PublishOut(BaseModel):
    """`written` is False for a preview. `conflicts`: others have these dates; `skipped`: the hall is closed then."""

    written: bool
    state: RoundState
    series: int
    dates: int
    skipped: list[LeftDateOut]
    conflicts: list[LeftDateOut]


class ReplayClubOut(BaseModel):
    """Hours a week. `used` null: nobody knows. `change` is `then` less `now`."""

    club: str
    club_name: str
    real: float
    used: float | None
    now: float
    then: float
    change: float


class ReplayOut(BaseModel):
    """`rights` of last season were looked at, `dropped` of them were not used; `new` wishes had none then."""

    weights: RoundWeights
    clubs: list[ReplayClubOut]
    rights: int
    dropped: int
    new: int


class RoundEventOut(BaseModel):
    t_ms: int
    deed: Deed
    who: str
    club_name: str
    detail: dict[str, object]


class RoundHistoryOut(BaseModel):
    events: list[RoundEventOut]
