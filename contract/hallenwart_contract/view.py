"""The plan of one device: what its hall display may show, and what its cameras may do. What counts *now* the Pi works out."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from hallenwart_contract.parking import ParkingNow
from hallenwart_contract.whole import Whole


class ViewEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the plan: club and group only, never a person's name. `change`: empty, moved or cancelled."""

    id: str
    hall: str
    sections: list[int]
    title: str
    start_ms: int
    end_ms: int
    change: str = ""
    was_start_ms: int | None = None


class PostKind(StrEnum):
    """What a post is, the most urgent first: the ladder of a screen goes by it."""

    SAFETY = "safety"
    """Something to act on now, said by a named person: a hall closed, glass on the floor."""
    NOTE = "note"
    """Keys and hand-over: the key for the next group is late, or waits elsewhere."""
    WARNING = "warning"
    """An official warning for the area of the site."""
    EVENT = "event"
    NEWS = "news"
    VOLUNTEER = "volunteer"


class PostText(msgspec.Struct, frozen=True, kw_only=True):
    """A post in another language: `en`, or `easy` for German that is easy to read."""

    title: str
    text: str = ""


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """Something to tell, beside the plan. It is shown from `from_ms` to `to_ms`, in `spans` (none: all that time).

    `kind` is a word of `PostKind`; an unknown one counts as news. `title` and `text` are German, `texts` the same in others.
    `picture` is the SHA-256 (hex) of a picture at `/device/v1/pictures/{sha}`, `alt` says what is to be seen on it. `by` is
    the club, office or authority who says it. `level` of an official warning: minor, moderate, severe, extreme. `link`
    becomes a QR code: `qr` are its squares, rows of 0 and 1 without a quiet zone.
    """

    kind: str
    title: str
    text: str = ""
    link: str = ""
    from_ms: int = 0
    to_ms: int = 2**52
    id: str = ""
    texts: dict[str, PostText] = {}
    picture: str = ""
    alt: str = ""
    by: str = ""
    level: str = ""
    spans: list[tuple[int, int]] = []
    qr: list[str] = []


class ViewHall(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    name: str
    sections: int
    capacity: int


class Way(StrEnum):
    """Where people leave, as seen by somebody who stands in front of the screen."""

    LEFT = "left"
    RIGHT = "right"
    STRAIGHT = "straight"
    BLOCKED = "blocked"
    """Not this way out."""


class Exit(msgspec.Struct, frozen=True, kw_only=True):
    """The fire-safety officer released the arrow of this screen at this very place, by the signed protocol `protocol`.

    Outside `from_ms` to `until_ms`, and while the clock is not trusted, there is no arrow. `place` is where the screen hangs.
    """

    way: str
    protocol: str
    place: str
    from_ms: int
    until_ms: int


class OnTime(msgspec.Struct, frozen=True, kw_only=True):
    """When a screen is on, in local wall time: minutes after midnight on these days (0 is Monday); `to_min` up to 1440."""

    days: list[int]
    from_min: int
    to_min: int
    brightness_pct: int = 100


class Screen(msgspec.Struct, frozen=True, kw_only=True):
    """How a display is to show things. `inches` is the diagonal, `distance_m` how far away its readers stand.

    `turned` in degrees: 0, 90, 180, 270. `languages` take turns in what is said twice. `easy`: words that are easy to read.
    `on` empty: always on. In an alarm a screen is on and bright whatever stands here. `stream`: matches may be shown.
    """

    inches: float = 55.0
    distance_m: float = 5.0
    turned: int = 0
    languages: tuple[str, ...] = ("de", "en")
    easy: bool = False
    spoken: bool = True
    on: list[OnTime] = []
    stream: bool = True
    exit: Exit | None = None


class StreamRight(msgspec.Struct, frozen=True, kw_only=True):
    """A camera of this device may send while this stands here, between `from_ms` and `to_ms`, once a person starts it.

    It is there only while the booking is a public event and every consent it needs is recorded and not withdrawn. `push` is
    an address outside (RTMP or SRT, with its key), sealed for this device about the stream's id.
    """

    id: str
    camera: str
    hall: str
    booking: str
    title: str
    from_ms: int
    to_ms: int
    height: int = 720
    push: bytes = b""


class ShownStream(msgspec.Struct, frozen=True, kw_only=True):
    """A match that is on now and may be shown at this display; fetched from `/device/v1/streams/{id}/`."""

    id: str
    hall: str
    title: str
    from_ms: int
    to_ms: int


class Idea(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody would change about a hall of this site, as the office let it be shown; never who said it.

    `kind` is a word of `participation.IdeaKind`, `state` of `participation.IdeaState`. `support`: so many said "me too".
    """

    id: str
    hall: str
    kind: str
    title: str
    text: str = ""
    state: str = "open"
    support: int = 0
    answer: str = ""
    answered_ms: int | None = None
    made_ms: int = 0


class Project(msgspec.Struct, frozen=True, kw_only=True):
    """Something of a participation platform that concerns a hall of this site or its district: read there, only shown here.

    `by` names the platform, `link` leads there and `qr` are its squares, as in `Post`. `read_ms`: when it was last read.
    """

    id: str
    title: str
    text: str = ""
    by: str = ""
    link: str = ""
    qr: list[str] = []
    until_ms: int | None = None
    read_ms: int = 0


class View(msgspec.Struct, frozen=True, kw_only=True):
    """The whole plan of one device for the coming days; what is shown and lit *now* the Pi works out by itself.

    `more` holds bookings of halls whose light or heating hangs at this device, without showing them. Up to `until_ms` nothing
    is missing; 0: an older backend did not say.
    """

    rev: int
    made_ms: int
    title: str
    halls: list[ViewHall]
    entries: list[ViewEntry]
    posts: list[Post] = []
    more: list[ViewEntry] = []
    until_ms: int = 0
    screen: Screen = Screen()
    streams: list[StreamRight] = []
    shown_streams: list[ShownStream] = []
    ideas: list[Idea] = []
    projects: list[Project] = []
    parking: list[ParkingNow] = []


class Rung(StrEnum):
    """The ladder of a screen, the highest first: whatever stands higher takes the place it needs."""

    FIRE = "fire"
    SAFETY = "safety"
    NOTE = "note"
    WARNING = "warning"
    PLAN = "plan"
    POST = "post"
    VOLUNTEER = "volunteer"
    IDLE = "idle"


class ScreenNow(msgspec.Struct, frozen=True, kw_only=True):
    """What a display shows, as its device knows it, and why: `rung` is the highest that has something, `card` a post's id.

    `page`: a browser is connected and draws; None: none was yet. `on` and `brightness_pct` as the panel took them, None where
    it cannot be asked. `sha256` of what the browser drew at `proof_ms`, when that was last looked at.
    """

    mode: str
    rung: str
    card: str = ""
    since_ms: Whole
    page: bool | None = None
    on: bool | None = None
    brightness_pct: Whole | None = None
    sha256: str = ""
    proof_ms: Whole | None = None
    plan_rev: Whole = 0


class CameraWord(StrEnum):
    OFF = "off"
    STARTING = "starting"
    LIVE = "live"
    STOPPING = "stopping"
    FAULT = "fault"
    """It should send and cannot; `fault` says why."""


class CameraNow(msgspec.Struct, frozen=True, kw_only=True):
    """A camera. `stream` is what it sends; `late_ms` how old the newest part at the server is, `waiting` how many wait here.

    `shutter`: closed (True) or open, None where there is none.
    """

    id: str
    hall: str
    word: str = CameraWord.OFF
    stream: str = ""
    since_ms: Whole
    fault: str = ""
    late_ms: Whole | None = None
    waiting: Whole = 0
    pushing: bool | None = None
    shutter: bool | None = None
