"""What the agent tells the hall display that it serves on the Pi. One whole state per message.

The page draws, the agent decides. Messages go over one WebSocket per page (`/display/live`); a
`beat_ms` older than 10 s means the page must show itself as stale.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from hallenwart_contract.view import Rung


class DisplayMode(StrEnum):
    """`smoke`: this system's own sensors alone; `evacuate`: the panel's contact, a named person, or a drill.

    `safety`: another danger that clears the hall (carbon monoxide). `setup`: never was there a plan; what is missing is said.
    """

    BOARD = "board"
    SMOKE = "smoke"
    EVACUATE = "evacuate"
    SAFETY = "safety"
    SETUP = "setup"


class BoardRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the board. `mark`: empty, moved or cancelled."""

    hall: str
    sections: list[int]
    section_count: int
    title: str
    start_ms: int
    end_ms: int
    now: bool
    mark: str = ""
    new_start_ms: int | None = None


class BoardCount(msgspec.Struct, frozen=True, kw_only=True):
    """People in one hall. `people` None: not known."""

    hall: str
    name: str
    people: int | None
    capacity: int
    use: str = ""
    """A word of `people.Use`; empty: nobody can say."""
    t_ms: int | None = None
    """When it was so."""


class CardText(msgspec.Struct, frozen=True, kw_only=True):
    title: str
    text: str = ""


class NoteWord(StrEnum):
    """What a device with a locker says by itself about its keys, and the `values` that belong into it.

    `slot` is the compartment, `label` what its key opens, `until` and `at` local times (18:30), `next` the group that comes.
    """

    KEY_DUE = "key_due"
    """The key of a booking that is over is not back: slot, label, until."""
    KEY_NEXT = "key_next"
    """The same, and somebody waits for it or soon will: slot, label, until, next, at."""
    HANDOVER = "handover"
    """A booking ends, its key is out, and another group begins right after it: slot, label, until, next, at."""


class Missing(StrEnum):
    """What a new device still needs before it can show a plan; the first word is what is to be done first."""

    NETWORK = "network"
    """No network: no cable, no address, no way out."""
    ENROLMENT = "enrolment"
    """It has no certificate yet, or its own has run out."""
    SERVER = "server"
    """There is a network, the server does not answer."""
    CLOCK = "clock"
    """It does not know what time it is."""
    DISPLAY_UNKNOWN = "display_unknown"
    """The server answers, and nobody has told it what this display is to show."""


class BoardCard(msgspec.Struct, frozen=True, kw_only=True):
    """Something told beside the plan. `texts` per language: `de`, `en`, `easy`; German is always there.

    What the device says by itself has a `word` of `NoteWord` instead, with what belongs into it in `values`. `picture` is a
    path on this Pi, `qr` the squares of a QR code for `link`, without the quiet zone: rows of 0 and 1. `from_ms`, `to_ms`:
    when it holds.
    """

    id: str
    rung: str
    kind: str
    texts: dict[str, CardText] = {}
    word: str = ""
    values: dict[str, str] = {}
    by: str = ""
    level: str = ""
    link: str = ""
    qr: list[str] = []
    picture: str = ""
    alt: str = ""
    from_ms: int | None = None
    to_ms: int | None = None


class BoardCamera(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a camera of this hall sends. `on` None: not known, so it may."""

    hall: str
    name: str
    on: bool | None
    title: str = ""


class BoardStream(msgspec.Struct, frozen=True, kw_only=True):
    """A match to be shown; `path` is its playlist on this Pi."""

    id: str
    title: str
    hall: str
    path: str


class Panel(msgspec.Struct, frozen=True, kw_only=True):
    """The screen itself: diagonal, how far away readers stand, how it is turned (degrees), and how things are said."""

    inches: float = 55.0
    distance_m: float = 5.0
    turned: int = 0
    languages: tuple[str, ...] = ("de", "en")
    easy: bool = False


class Display(msgspec.Struct, frozen=True, kw_only=True):
    """The hall display. `alarm_link` says whether every alarm source of the site is heard; `plan_ms` the plan's age.

    `no` rises with every change; the page says it back when it has drawn it. `above` stands over the plan (safety, notes,
    warnings), the highest rung first; `cards` take turns below it (posts, volunteers). `say` are sound files under
    `/display/speech/`, to be played once when `say_no` rises. `missing`: what a new device still needs, as words of `Missing`.
    `way` is empty unless the arrow of this screen is released. While `alarm_ended_ms` is told, `drill` and `alarm_kind` say
    of what it was the end.
    """

    now_ms: int
    zone: str
    mode: DisplayMode
    title: str
    no: int = 0
    rung: str = Rung.PLAN
    rows: list[BoardRow] = []
    counts: list[BoardCount] = []
    above: list[BoardCard] = []
    cards: list[BoardCard] = []
    cameras: list[BoardCamera] = []
    stream: BoardStream | None = None
    panel: Panel = Panel()
    say: list[str] = []
    say_no: int = 0
    speaks: bool = False
    """Whoever asks to hear it is answered: it is recorded here, and the screen may speak."""
    missing: list[str] = []
    off: bool = False
    """The screen is to be dark now, by its times."""
    plan_ms: int | None = None
    plan_until_ms: int | None = None
    """Where the plan ends before this day does: what comes after is not known, and not free. None: it reaches."""
    online: bool = False
    alarm_link: bool = True
    alarm_zone: str = ""
    alarm_since_ms: int | None = None
    alarm_ended_ms: int | None = None
    address: str = ""
    assembly_point: str = ""
    drill: bool = False
    alarm_kind: str = ""
    """What is reported: `co` where it is carbon monoxide."""
    way: str = ""
    """A word of `view.Way`; empty: the screen says so in words."""
    identify: str = ""
    """The name of this device, in large letters, while somebody looks for it."""


class DisplayAction(msgspec.Struct, frozen=True, kw_only=True):
    """What the page of a display tells: `drawn` (`no` stands on the screen), or `speak` (somebody wants to hear it)."""

    do: str
    no: int = 0
