"""`/api/clubs/{club}/profile`: what a club says of itself; `/api/clubs/profiles`: all of them, for the office."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from hallenwart_backend.accounts.circle import may_lead
from hallenwart_backend.accounts.fields import Email, Phone, Text
from hallenwart_backend.clubs.profile.rules import Contact, ContactRole, Group, Level, Profile, Welcome
from hallenwart_backend.web.fields import Body, Id, Line, Shape
from hallenwart_backend.web.parts import InBrowser, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/clubs", tags=["clubs"])
Language = Literal["de", "en", "easy"]
Texts = dict[Language, Text]
Sport = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)]
Web = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400, pattern=r"^(https?://[^\s<>\"]+)?$")]
Age = Annotated[int, Field(ge=0, le=120)]


class GroupBodyOfClub(Body):
    """Who trains together. `plan`: what its dates are called in the plan of the halls; none: like the group."""

    name: Line
    sport: Sport = ""
    level: Level = Level.ALL
    min_age: Age | None = None
    max_age: Age | None = None
    trial: bool = False
    plan: Annotated[tuple[Line, ...], Field(max_length=8)] = ()
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""


class ContactBody(Body):
    """`name`: nobody's, that of the person who stands there already, or one's own. Nobody can name somebody else."""

    role: ContactRole
    email: Email | Literal[""] = ""
    phone: Phone = ""
    name: Literal["nobody", "as_it_is", "mine"] = "nobody"


class ProfileBody(Body):
    shown: bool = False
    about: Texts = Field(default_factory=dict)
    trial: Texts = Field(default_factory=dict)
    sports: Annotated[tuple[Sport, ...], Field(max_length=20)] = ()
    groups: Annotated[tuple[GroupBodyOfClub, ...], Field(max_length=60)] = ()
    contacts: Annotated[tuple[ContactBody, ...], Field(max_length=len(ContactRole))] = ()
    welcome: Annotated[tuple[Welcome, ...], Field(max_length=len(Welcome))] = ()
    web: Web = ""


class ClubGroupOut(Shape):
    name: str
    sport: str
    level: Level
    min_age: int | None
    max_age: int | None
    trial: bool
    plan: list[str]
    note: str


class ClubContactOut(Shape):
    """`name`: of who let it stand there; `mine`: that is who asks."""

    role: ContactRole
    email: str
    phone: str
    name: str
    mine: bool


class ClubProfileOut(Shape):
    """`titles`: what the club's coming dates are called in the plan. `hidden`: the office took it from the public pages."""

    club: str
    shown: bool
    hidden: bool
    hidden_why: str
    about: dict[str, str]
    trial: dict[str, str]
    sports: list[str]
    groups: list[ClubGroupOut]
    contacts: list[ClubContactOut]
    welcome: list[Welcome]
    web: str
    modified_ms: int
    titles: list[str]
    may_write: bool


class ProfileRow(Shape):
    club: str
    name: str
    shown: bool
    hidden: bool
    hidden_why: str
    modified_ms: int


class ProfilesOut(Shape):
    profiles: list[ProfileRow]


class HiddenBody(Body):
    hidden: bool
    why: Text = ""


@router.get("/profiles")
async def profiles(person: InBrowser, parts: PartsOf) -> ProfilesOut:
    found = await parts.clubs.profiles.all(person)
    return ProfilesOut(
        profiles=[
            ProfileRow(name=name, **{field: getattr(one, field) for field in ProfileRow.model_fields if field != "name"})
            for name, one in found
        ]
    )


@router.get("/{club}/profile")
async def profile(club: Id, person: InBrowser, parts: PartsOf) -> ClubProfileOut:
    found, titles = await parts.clubs.profiles.of(person, club)
    return ClubProfileOut(
        club=found.club,
        shown=found.shown,
        hidden=found.hidden,
        hidden_why=found.hidden_why,
        about=dict(found.about),
        trial=dict(found.trial),
        sports=list(found.sports),
        groups=[
            ClubGroupOut(**{name: getattr(one, name) for name in ClubGroupOut.model_fields} | {"plan": list(one.plan)})
            for one in found.groups
        ],
        contacts=[
            ClubContactOut(role=one.role, email=one.email, phone=one.phone, name=one.name, mine=one.person == person.id)
            for one in found.contacts
        ],
        welcome=list(found.welcome),
        web=found.web,
        modified_ms=found.modified_ms,
        titles=titles,
        may_write=may_lead(person, club),
    )


@router.put("/{club}/profile")
async def write(club: Id, body: ProfileBody, person: InBrowser, parts: PartsOf) -> ClubProfileOut:
    """Write the whole profile."""
    groups = tuple(Group(**one.model_dump()) for one in body.groups)
    contacts = {one.role: Contact(one.role, one.email, one.phone) for one in body.contacts}
    wanted = Profile(
        club=club,
        shown=body.shown,
        about={name: text for name, text in body.about.items() if text},
        trial={name: text for name, text in body.trial.items() if text},
        sports=tuple(dict.fromkeys(filter(None, body.sports))),
        groups=groups,
        contacts=tuple(contacts.values()),
        welcome=tuple(dict.fromkeys(body.welcome)),
        web=body.web,
    )
    by_name = {name: frozenset(one.role for one in body.contacts if one.name == name) for name in ("as_it_is", "mine")}
    await parts.clubs.profiles.put(person, wanted, by_name["as_it_is"], by_name["mine"])
    return await profile(club, person, parts)


@router.put("/{club}/profile/hidden", status_code=204)
async def hide(club: Id, body: HiddenBody, person: InBrowser, parts: PartsOf) -> None:
    """Take a profile from the public pages, or put it back; the club reads why."""
    await parts.clubs.profiles.hide(person, club, body.why, hidden=body.hidden)
