"""What comes in and goes out of `/api/volunteering`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from hallenwart_backend.booking.finding.sports import WORDS as SPORTS
from hallenwart_backend.volunteering import rules
from hallenwart_backend.volunteering.model import HelpOfferState, SignState, Task
from hallenwart_backend.volunteering.offering import OfferWish, ShiftWish
from hallenwart_backend.volunteering.words import LANGUAGES
from hallenwart_backend.web.fields import Body, Id, Ms, Shape, Words, tidy


def _readable(text: str) -> str:
    """Raises ValueError for characters nobody can read."""
    if not all(one.isprintable() or one == "\n" for one in text):
        raise ValueError("characters nobody can read")
    return text.strip()


def _sport(text: str) -> str:
    if text and text not in SPORTS:
        raise ValueError("no sport we know")
    return text


def _language(text: str) -> str:
    if text not in LANGUAGES:
        raise ValueError("no language we know")
    return text


Token = Annotated[str, StringConstraints(max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
Title = Annotated[str, StringConstraints(min_length=1, max_length=120), AfterValidator(tidy)]
Skill = Annotated[str, StringConstraints(min_length=1, max_length=60), AfterValidator(tidy)]
Spoken = Annotated[str, AfterValidator(_language)]


class HelpShiftBody(Body):
    """Without `id` it is a new shift."""

    from_ms: Ms
    to_ms: Ms
    wanted: Annotated[int, Field(strict=True, ge=1, le=rules.MOST_WANTED)] = 1
    id: Annotated[str, StringConstraints(max_length=16, pattern=r"^[0-9a-f]*$")] = ""


class HelpOfferBody(Body):
    """`contact`: the address of a role, never of a person. `place`: in words, where it is no hall of the town."""

    title: Title
    role: Task
    shifts: Annotated[list[HelpShiftBody], Field(min_length=1, max_length=rules.MOST_SHIFTS)]
    text: Annotated[str, StringConstraints(max_length=2_000), AfterValidator(_readable)] = ""
    needs: Annotated[str, StringConstraints(max_length=400), AfterValidator(_readable)] = ""
    sport: Annotated[str, StringConstraints(max_length=40), AfterValidator(_sport)] = ""
    skills: Annotated[list[Skill], Field(max_length=10)] = Field(default_factory=list)
    languages: Annotated[list[Spoken], Field(max_length=len(LANGUAGES))] = Field(default_factory=list)
    min_age: Annotated[int, Field(strict=True, ge=0, le=rules.OLDEST_MIN_AGE)] = 0
    step_free: bool = False
    seated: bool = False
    youth: bool = False
    contact: Annotated[str, StringConstraints(max_length=200), AfterValidator(_readable)] = ""
    hall: Annotated[str, StringConstraints(max_length=64, pattern=r"^[A-Za-z0-9._-]*$")] = ""
    place: Annotated[str, StringConstraints(max_length=200), AfterValidator(_readable)] = ""
    booking: Id | None = None
    key: bool = False

    @property
    def wish(self) -> OfferWish:
        same = (
            "title",
            "needs",
            "sport",
            "min_age",
            "step_free",
            "seated",
            "youth",
            "contact",
            "hall",
            "place",
            "booking",
            "key",
        )
        return OfferWish(
            **{name: getattr(self, name) for name in same},
            role=str(self.role),
            body=self.text,
            skills=tuple(dict.fromkeys(self.skills)),
            languages=tuple(dict.fromkeys(self.languages)),
            shifts=tuple(ShiftWish(one.from_ms, one.to_ms, one.wanted, one.id) for one in self.shifts),
        )


class NewHelpOfferBody(HelpOfferBody):
    """`club` None: the town itself. `open`: everybody sees it at once."""

    club: Id | None = None
    open: bool = False


class HelpStateBody(Body):
    state: Literal["open", "closed", "cancelled", "draft"]


class HelpJoinBody(Body):
    shifts: Annotated[list[Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]], Field(min_length=1, max_length=10)]
    of_age: bool = False


class HelpActBody(Body):
    act: Literal["cancel", "swap", "keep", "accept", "decline"]


class HelperOut(Shape):
    """Somebody who signed up. Only who leads the club sees it."""

    signup: str
    name: str
    email: str
    state: SignState
    member: bool
    since_ms: int
    answer_by_ms: int | None


class HelpShiftOut(Shape):
    """`free` places may be taken now; `waiting` people are in line. `helpers` is empty for who may not see names."""

    id: str
    from_ms: int
    to_ms: int
    wanted: int
    free: int
    counted: int
    waiting: int
    cancelled: bool
    helpers: list[HelperOut]


class HelpOfferOut(Shape):
    id: str
    club: str | None
    club_name: str
    title: str
    role: Task
    text: str
    needs: str
    sport: str
    skills: list[str]
    languages: list[str]
    min_age: int
    step_free: bool
    seated: bool
    youth: bool
    contact: str
    hall: str
    hall_name: str
    place: str
    booking: str | None
    key: bool
    state: HelpOfferState
    modified_ms: int
    shifts: list[HelpShiftOut]
    may_edit: bool


class HelpOffersOut(Shape):
    now_ms: int
    offers: list[HelpOfferOut]


class MySignUpOut(Shape):
    """One's own place. `mark` is what the QR code says at the hall, empty without a place."""

    signup: str
    offer: str
    shift: str
    title: str
    where: str
    from_ms: int
    to_ms: int
    state: SignState
    answer_by_ms: int | None
    mark: str


class MySignUpsOut(Shape):
    now_ms: int
    signups: list[MySignUpOut]


class HelpProposalOut(Shape):
    """`optional`: only where the club wants it. `key`: its shift carries a key."""

    role: Task
    from_ms: int
    to_ms: int
    wanted: int
    key: bool
    optional: bool
    why: Words


class HelpOccasionOut(Shape):
    """A coming match or event of the club with the help it needs."""

    booking: str
    title: str
    hall: str
    hall_name: str
    sport: str
    start_ms: int
    end_ms: int
    proposals: list[HelpProposalOut]


class HelpProposalsOut(Shape):
    now_ms: int
    occasions: list[HelpOccasionOut]


class HelpDismissBody(Body):
    booking: Id
    role: Task
