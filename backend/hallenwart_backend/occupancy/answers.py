"""What pages and programs are told of use. Times are milliseconds since the epoch, hours `_h` are hours of a whole hall."""

from __future__ import annotations

from hallenwart_backend.web.fields import Shape, Words


class HallUseOut(Shape):
    """One hall over some days. `booked_h` = `used_h` + `empty_h` + `unknown_h`; `unbooked_h`: used and not booked.

    `use_share`: used of what is booked and known, null when nothing is. `prime_pressure`: booked, asked and waited for, of
    the open prime time. `no_shows` null: not for this account. `known_share`: of the open time, sensors saw.
    """

    hall: str
    name: str
    site: str
    site_name: str
    open_h: float
    booked_h: float
    used_h: float
    empty_h: float
    unbooked_h: float
    unknown_h: float
    use_share: float | None
    prime_pressure: float | None
    mean_people: float | None
    peak_people: float | None
    no_shows: int | None
    known_share: float | None


class HallsUseOut(Shape):
    from_ms: int
    to_ms: int
    halls: list[HallUseOut]


class DayBookingOut(Shape):
    """`verdict` null: not judged yet, or not for this account (yet)."""

    id: str
    title: str
    club: str | None
    club_name: str
    sections: list[int]
    start_ms: int
    end_ms: int
    verdict: str | None
    p: float | None


class CountedDoorOut(Shape):
    """Passages of the day at one counter."""

    c: str
    name: str
    ins: int
    outs: int
    quality: str


class HallDayOut(Shape):
    """A day of a hall. `people`: time, count (null: not known), lower and upper bound. `usual`: what is usual then."""

    hall: str
    name: str
    zone: str
    from_ms: int
    to_ms: int
    people: list[tuple[int, float | None, float | None, float | None]]
    usual: list[tuple[int, float, float, float]]
    bookings: list[DayBookingOut]
    unbooked: list[tuple[int, int]]
    doors: list[CountedDoorOut]
    closing_error: float | None


class HeatCellOut(Shape):
    """`n`: on how many days it stands."""

    value: float
    n: int


class PrimeOut(Shape):
    from_h: int
    to_h: int
    pressure: float | None


class HeatOut(Shape):
    """`cells`: for each of `days` (Monday is 0) one cell per hour, null where nothing is known."""

    hours: list[int]
    days: list[int]
    cells: list[list[HeatCellOut | None]]
    unit: str
    prime: PrimeOut


class ClubUseOut(Shape):
    """One club over some days; `club` null: the town itself. Explained no-shows stand in `explained_n` alone.

    `hidden_n`: judged, and still the club's own to see.
    """

    club: str | None
    name: str
    slots: int
    booked_h: float
    used_h: float
    under_n: int
    no_show_n: int
    explained_n: int
    unknown_n: int
    use_share: float | None
    late_cancel_n: int
    hidden_n: int


class ClubsUseOut(Shape):
    clubs: list[ClubUseOut]


class ChancesOut(Shape):
    used: float
    under_used: float
    no_show: float
    unbooked: float


class ReasonOut(Shape):
    """`code` is a word of `slots.model.Why`; its figures by name. `words` says it."""

    code: str
    figures: dict[str, float]
    words: Words


class ExplanationOut(Shape):
    word: str
    text: str
    t_ms: int


class SlotUseOut(Shape):
    """One slot of the past. `booking` null: it was used without one. `office_from_ms`: when the office sees it at the latest.

    `used_share` is of the time between the graces.
    """

    id: str
    booking: str | None
    hall: str
    hall_name: str
    sections: list[int]
    section_words: Words
    club: str | None
    club_name: str
    title: str
    series: str | None
    start_ms: int
    end_ms: int
    verdict: str
    verdict_words: Words
    p: ChancesOut
    people_mean: float | None
    people_peak: float | None
    expected: float | None
    used_share: float | None
    covered: float
    reasons: list[ReasonOut]
    office_from_ms: int
    explanation: ExplanationOut | None
    may_explain: bool


class SlotsUseOut(Shape):
    """`next`: what to ask for with `after`, null at the end."""

    slots: list[SlotUseOut]
    next: str | None
