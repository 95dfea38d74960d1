"""What comes in and goes out of `/api/events`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from hallenwart_backend.booking.finding.sports import WORDS as SPORTS
from hallenwart_backend.events import rules
from hallenwart_backend.events.service import LONGEST_PUSH, Wish
from hallenwart_backend.web.fields import Body, Id, Line, Shape, Words, tidy

Party = Literal["club", "visitors", "guardians", "office"]


def _readable(text: str) -> str:
    """Raises ValueError for characters nobody can read."""
    if not all(one.isprintable() or one == "\n" for one in text):
        raise ValueError("characters nobody can read")
    return text.strip()


def _sport(text: str) -> str:
    if text and text not in SPORTS:
        raise ValueError("no sport we know")
    return text


def _link(text: str) -> str:
    if not text.startswith(("https://", "http://")) or not text.isprintable() or " " in text:
        raise ValueError("an address begins with https://")
    return text


Text = Annotated[str, StringConstraints(max_length=2_000), AfterValidator(_readable)]
Team = Annotated[str, StringConstraints(min_length=1, max_length=80), AfterValidator(tidy)]
Language = Literal["de", "en"]


class LinkBody(Body):
    label: Line
    url: Annotated[str, StringConstraints(max_length=500), AfterValidator(_link)]


class CameraName(Body):
    device: Id
    camera: Id


class EventBody(Body):
    """`visitors`: the visiting team, which has to agree itself. `record_days` 0: no recording.

    `shown_in`: halls of other sites whose displays show the stream too.
    """

    title: Annotated[str, StringConstraints(min_length=1, max_length=120), AfterValidator(tidy)]
    text: Text = ""
    sport: Annotated[str, StringConstraints(max_length=40), AfterValidator(_sport)] = ""
    teams: Annotated[list[Team], Field(max_length=12)] = Field(default_factory=list)
    visitors: Annotated[str, StringConstraints(max_length=80), AfterValidator(_readable)] = ""
    spectators: Annotated[int, Field(strict=True, ge=0, le=100_000)] | None = None
    links: Annotated[list[LinkBody], Field(max_length=6)] = Field(default_factory=list)
    minors: bool = False
    stream: bool = False
    camera: CameraName | None = None
    record_days: Annotated[int, Field(strict=True, ge=0, le=rules.LONGEST_RECORD_DAYS)] = 0
    shown_in: Annotated[list[Id], Field(max_length=50)] = Field(default_factory=list)

    @property
    def wish(self) -> Wish:
        return Wish(
            title=self.title,
            body=self.text,
            sport=self.sport,
            teams=tuple(self.teams),
            visitors=self.visitors.replace("\n", " "),
            spectators=self.spectators,
            links=tuple((one.label, one.url) for one in self.links),
            minors=self.minors,
            stream=self.stream,
            camera=(self.camera.device, self.camera.camera) if self.camera else ("", ""),
            record_days=self.record_days,
            shown_in=tuple(dict.fromkeys(self.shown_in)),
        )


class NewEventBody(EventBody):
    booking: Id


class ConsentBody(Body):
    """`version` of the text that was read."""

    party: Party
    version: Annotated[str, StringConstraints(max_length=20)]


class VisitorsBody(Body):
    """`email`: where the link goes; empty: it is only told here, to be passed on."""

    email: Annotated[str, StringConstraints(max_length=200, pattern=r"^([^@\s]+@[^@\s]+\.[^@\s]+)?$")] = ""


class LiveBody(Body):
    on: bool


class CaptionsBody(Body):
    """`text` empty: no captions any more."""

    language: Language
    text: Annotated[str, StringConstraints(max_length=500_000)]


class PushBody(Body):
    target: Annotated[str, StringConstraints(max_length=LONGEST_PUSH)]


class ConsentOut(Shape):
    """`state`: missing, given, withdrawn, outdated (a longer recording or another team is wanted now).

    `may`: who asks may agree; `may_not`: may take back.
    """

    party: str
    who: Words
    text: Words
    state: Literal["missing", "given", "withdrawn", "outdated"]
    t_ms: int | None
    way: str
    may: bool
    may_not: bool


class LedgerLine(Shape):
    party: str
    given: bool
    t_ms: int
    version: str
    record_days: int
    way: str


class ConsentsOut(Shape):
    version: str
    parties: list[ConsentOut]
    ledger: list[LedgerLine]


class EventOut(Shape):
    """`phase`: coming, now, over, gone. `hindered`: why no camera may run now, null: it may.

    `live`: parts come in; `push_host`: the computer it is sent to besides. `captions`: languages there are.
    """

    id: str
    booking: str
    hall: str
    hall_name: str
    site: str
    sections: list[int]
    start_ms: int
    end_ms: int
    club: str | None
    club_name: str
    title: str
    text: str
    sport: str
    teams: list[str]
    visitors: str
    spectators: int | None
    links: list[LinkBody]
    minors: bool
    stream: bool
    camera: CameraName | None
    record_days: int
    shown_in: list[str]
    push_host: str
    phase: str
    consents: list[ConsentOut]
    hindered: str | None
    hindered_words: Words | None
    live: bool
    viewers: int
    recorded: bool
    captions: list[str]
    may_edit: bool


class EventsOut(Shape):
    now_ms: int
    version: str
    events: list[EventOut]


class VisitorsLinkOut(Shape):
    url: str
    sent: bool


class LiveOut(Shape):
    command: str


class LogLineOut(Shape):
    """`by`: club, office, panel, camera, system, visitor."""

    t_ms: int
    deed: str
    by: str
    why: str


class StreamOut(Shape):
    started_ms: int
    ended_ms: int | None
    why: str
    peak: int
    keep_until_ms: int | None


class StreamLogOut(Shape):
    lines: list[LogLineOut]
    streams: list[StreamOut]


class CameraOut(Shape):
    """`word`: off, starting, live, stopping, fault."""

    device: str
    site: str
    camera: str
    hall: str
    hall_name: str
    word: str
    since_ms: int
    fault: str
    shutter: bool | None
    event: str | None


class CamerasOut(Shape):
    cameras: list[CameraOut]
