"""What the API takes for rounds."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field, StringConstraints

from hallenwart_backend.accounts.fields import Text
from hallenwart_backend.rounds.model import ObjectionState
from hallenwart_backend.rounds.weights import HEAVIEST, Weights
from hallenwart_backend.web.fields import Body, Id, Line, Ms, Section

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
    halls: Annotated[list[Id], Field(max_length=5, default_factory=list)]
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
    sections: Annotated[list[Section], Field(max_length=16, default_factory=list)]
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
