"""What pages and programs are told of rights, proposals, usual weeks, hints and sensors; see `answers`."""

from __future__ import annotations

from hallenwart_backend.web.fields import Shape, Words


class RightUseOut(Shape):
    """A weekly right of which dates stayed empty. `of`: how many of its last dates were looked at, `no_shows` of them empty
    and not explained. `p_next`: how likely its next date stays empty, `next_ms`. `suggested`: what the rules propose.
    """

    series: str
    club: str | None
    club_name: str
    hall: str
    hall_name: str
    title: str
    weekday: int
    start: str
    slots: int
    of: int
    no_shows: int
    explained: int
    last_ms: int | None
    next_ms: int | None
    p_next: float
    suggested: str | None
    proposal: UseProposalOut | None


class RightsUseOut(Shape):
    rights: list[RightUseOut]


class UseProposalOut(Shape):
    """`kind`: lend (single dates, the right stays) or release (dates are given up). `state`: made, accepted, objected, done,
    withdrawn. `dates`: how many dates it is about still; `done`: how many were carried out.
    """

    id: str
    series: str
    club: str
    club_name: str
    hall: str
    hall_name: str
    title: str
    kind: str
    from_date: str
    to_date: str
    text: str
    no_shows: int
    of: int
    p_next: float
    state: str
    made_ms: int
    answer: str
    answered_ms: int | None
    ended_ms: int | None
    dates: int
    done: int
    words: Words


class UseProposalsOut(Shape):
    proposals: list[UseProposalOut]


RightUseOut.model_rebuild()


class UnusualOut(Shape):
    """More or fewer people than usual over some time."""

    hall: str
    hall_name: str
    from_ms: int
    to_ms: int
    people: float
    usual: float
    p: float
    words: Words


class UnusualsOut(Shape):
    events: list[UnusualOut]


class ForecastPointOut(Shape):
    """People expected, with the bounds nine of ten lie within."""

    t_ms: int
    low: float
    mid: float
    high: float


class ForecastOut(Shape):
    hall: str
    points: list[ForecastPointOut]
    learned_ms: int | None


class EnergyHintOut(Shape):
    """Lit or heated while nobody was there. `kwh` and `eur` null: nobody stated the power, or the price."""

    hall: str
    hall_name: str
    what: str
    empty_h: float
    on_h: float
    kwh: float | None
    eur: float | None
    worst_day: str | None
    words: Words


class AirHintOut(Shape):
    """CO2 above the limit for long. `days`: on how many days; `worst_ppm` the highest."""

    hall: str
    hall_name: str
    limit_ppm: int
    over_h: float
    days: int
    worst_ppm: float
    worst_ms: int
    weekday: int
    hour: int
    words: Words


class HintsOut(Shape):
    energy: list[EnergyHintOut]
    air: list[AirHintOut]


class SensorOut(Shape):
    """The health of one sensor. `closing_error_mean` people and `closing_error_pct` of who came, over 30 days."""

    device: str
    c: str
    kind: str
    hall: str
    hall_name: str
    name: str
    quality: str
    reason: str
    last_ms: int | None
    resets_7d: int
    closing_error_mean: float | None
    closing_error_pct: float | None
    counted_wrong: int


class SensorsOut(Shape):
    sensors: list[SensorOut]
