"""What routes of hours take and give."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field, StringConstraints

from hallenwart_backend.volunteering.hours.rules import Basis, SignKind
from hallenwart_backend.volunteering.model import SignState, Task
from hallenwart_backend.web.fields import Body, Id, Line, Ms, Shape

Reason = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)]


class SignOut(Shape):
    """Something that was seen; `by` is the name of the person who saw it, where one did."""

    kind: SignKind
    at_ms: Ms
    by: str


class HoursOut(Shape):
    """Confirmed hours. `reason`: why they are other than what was seen."""

    id: str
    from_ms: Ms
    to_ms: Ms
    minutes: int
    basis: Basis
    reason: str
    made_ms: Ms


class WorkedOut(Shape):
    """What the signs say."""

    from_ms: Ms
    to_ms: Ms
    minutes: int
    basis: Basis


class KnownOut(Shape):
    """The club knows this person by name, until."""

    at_ms: Ms
    until_ms: Ms


class CertificateOut(Shape):
    """A certificate was seen on a day by a person of the club; `seen_by` is their name."""

    seen_on: dt.date
    seen_by: str
    until_ms: Ms


class AttendanceOut(Shape):
    signup: str
    helper: str
    name: str
    state: SignState
    offer: str
    title: str
    role: Task
    key: bool
    youth: bool
    place: str
    from_ms: Ms
    to_ms: Ms
    signs: list[SignOut]
    worked: WorkedOut | None
    hours: HoursOut | None
    known: KnownOut | None
    certificate: CertificateOut | None


class AttendancesOut(Shape):
    now_ms: Ms
    zone: str
    rows: list[AttendanceOut]
    minutes_of_year: int


class ConfirmBody(Body):
    """Without `minutes`: what the signs say."""

    minutes: int | None = Field(default=None, strict=True, ge=1, le=1_440)
    reason: Reason = ""


class WhyBody(Body):
    reason: Reason


class MarkBody(Body):
    """`club` None: the town."""

    club: Id | None = None
    text: Annotated[str, StringConstraints(max_length=60)]


class KnownBody(Body):
    club: Id | None = None
    until_ms: Ms


class SeenBody(Body):
    club: Id | None = None
    seen_on: dt.date
    until_ms: Ms


class PersonYearOut(Shape):
    name: Line
    minutes: int
    shifts: int
    roles: list[str]
    first_ms: Ms
    last_ms: Ms


class RecordOut(Shape):
    """A signed record: `record` are the bytes that are signed, after the line `hallenwart hours 1`."""

    id: str
    record: str
    signature: str
    withdrawn: bool


class HoursYearOut(Shape):
    """A club's year. `minutes` counts everybody, also those whose names were deleted."""

    club: str
    year: int
    minutes: int
    people: list[PersonYearOut]
    records: list[RecordOut]
    public_key: str
