"""What is sent to change the roster."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from hallenwart_backend.alerts.duty.rules import Shift, Weekly
from hallenwart_backend.web.fields import Body, Id, Ms

Note = Annotated[str, StringConstraints(max_length=120, strip_whitespace=True)]
Minute = Annotated[int, Field(strict=True, ge=0, le=1440, description="minutes after local midnight")]
Weekday = Annotated[int, Field(strict=True, ge=0, le=6, description="Monday is 0")]
Sites = Annotated[list[Id], Field(max_length=200, description="empty: all")]
Position = Annotated[int, Field(strict=True, ge=1, le=3)]


class WeeklyFields(Body):
    """Local wall time of each site: begins on these weekdays, ends `end_day` days later."""

    weekdays: Annotated[list[Weekday], Field(min_length=1, max_length=7)]
    start_min: Minute
    end_min: Minute
    end_day: Annotated[int, Field(strict=True, ge=0, le=7)]
    first: dt.date
    last: dt.date | None = None


class ShiftBody(Body):
    """Either `from_ms` and `to_ms`, or `weekly`."""

    person: Id
    sites: Sites = Field(default_factory=list)
    position: Position = 1
    from_ms: Ms | None = None
    to_ms: Ms | None = None
    weekly: WeeklyFields | None = None
    note: Note = ""

    @model_validator(mode="after")
    def _one_of_both(self) -> ShiftBody:
        if (self.weekly is None) != (self.from_ms is not None and self.to_ms is not None):
            raise ValueError("either from_ms and to_ms, or weekly")
        return self


class ChainBody(Body):
    people: Annotated[list[Id], Field(max_length=50)]


class StandInBody(Body):
    """`absent` empty: whoever asks. `person` empty: nobody yet, the turn passes to the next."""

    absent: Id | None = None
    person: Id | None = None
    from_ms: Ms
    to_ms: Ms
    note: Note = ""


def _weekly(body: WeeklyFields) -> Weekly:
    return Weekly(frozenset(body.weekdays), body.start_min, body.end_min, body.end_day, body.first, body.last)


def shift_of(body: ShiftBody, identity: str = "") -> Shift:
    weekly = _weekly(body.weekly) if body.weekly else None
    times = body.from_ms or 0, body.to_ms or 0
    return Shift(identity, body.person, frozenset(body.sites), body.position, *times, weekly, note=body.note)
