"""What the agent tells the pages it serves on the Pi: kiosk and hall display. One whole state per message.

The page draws, the agent decides. Messages go over one WebSocket per page (`/kiosk/live`, `/display/live`); a
`beat_ms` older than 10 s means the page must show itself as stale.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from hallenwart_contract.view import Idea, Post, Project, Rung


class KioskStep(StrEnum):
    """One question or answer per screen.

    `wait_second`: a second person must show a right. `choose`: which compartment (staff). `key_gone`: the right is good,
    the key is not there. `inside`: the key is back while people are counted inside. `report`: how was the hall? `learn`:
    hold the new card to the reader. `taken`: the key is out and the door shut. `checked_in`: a helper showed the mark of a
    shift or a badge, and it is noted. `ticket`: a ticket was shown, `Kiosk.ticket` says what came of it. `leave`: alarm at
    this site, the screen says to leave the building.
    `more` to `projects`: what else is to be read and said here while nobody wants a key: help that is wanted, ideas about the
    halls, projects of the town; a code, a card or an alarm ends it at once.
    """

    PIN = "pin"
    CHECKING = "checking"
    WRONG = "wrong"
    LOCKED_OUT = "locked_out"
    WAIT_SECOND = "wait_second"
    CHOOSE = "choose"
    OPEN = "open"
    JAMMED = "jammed"
    KEY_GONE = "key_gone"
    WRONG_KEY = "wrong_key"
    INSIDE = "inside"
    REPORT = "report"
    RETURNED = "returned"
    TAKEN = "taken"
    LEARN = "learn"
    LEARNT = "learnt"
    CHECKED_IN = "checked_in"
    TICKET = "ticket"
    LEAVE = "leave"
    MORE = "more"
    OFFERS = "offers"
    IDEAS = "ideas"
    IDEA_WRITE = "idea_write"
    IDEA_DONE = "idea_done"
    PROJECTS = "projects"


class DoorTile(msgspec.Struct, frozen=True, kw_only=True):
    """A compartment on the drawing of the wall; `column` and `row` count from 1. `label` names what its keys open."""

    number: int
    column: int
    row: int
    open: bool
    key: bool
    label: str = ""
    out_of_service: bool = False


class KioskLive(msgspec.Struct, frozen=True, kw_only=True):
    """The stream of this hall. `word` is one of `view.CameraWord`; anybody at the panel may stop it, `may_start` who has just
    shown the right of its booking.
    """

    id: str
    title: str
    word: str
    may_start: bool = False


class KioskMore(msgspec.Struct, frozen=True, kw_only=True):
    """What the menu beside the keys holds. Lists are filled at the step that shows them, the numbers always.

    `halls` are names by id. `counted` are ideas somebody just said "me too" to. `plan_ms`: when all this came from the server.
    """

    offer_count: int = 0
    idea_count: int = 0
    project_count: int = 0
    offers: list[Post] = []
    ideas: list[Idea] = []
    projects: list[Project] = []
    halls: dict[str, str] = {}
    counted: list[str] = []
    plan_ms: int | None = None


class Kiosk(msgspec.Struct, frozen=True, kw_only=True):
    """The locker's screen.

    `digits` is how many were entered, never which; `lengths` how many a code may have now: after too many wrong entries
    only the long ones (`capped`). `tries_left` and `wait_s` explain a refusal. `slot` is the compartment that is open;
    `close_in_s` when the reminder comes; `due_ms` when the key is due. `choices` are the compartments of `choose`,
    `all_allowed` the emergency opening. `before` and `before_until_ms` say which group has the key of `key_gone` and until
    when; `spare` the compartment with a spare. `people` are those counted inside. `help`: empty, asked, seen, call;
    `help_ms` since when.
    `ticket` is a word of `tickets.TicketWord`, `ticket_title` the event it was shown for.
    `data_ms`: without connection, the time of the newest rights. `readers`: what stands beside the digits (card, qr).
    """

    now_ms: int
    zone: str
    site_name: str
    step: KioskStep
    digits: int = 0
    code_length: int = 8
    lengths: tuple[int, ...] = (8, 12)
    capped: bool = False
    tries_left: int | None = None
    wait_s: int = 0
    slot: int | None = None
    also: list[int] = []
    due_ms: int | None = None
    close_in_s: int | None = None
    choices: list[int] = []
    all_allowed: bool = False
    before: str = ""
    before_until_ms: int | None = None
    spare: int | None = None
    people: int | None = None
    help: str = ""
    help_ms: int | None = None
    ticket: str = ""
    ticket_title: str = ""
    doors: list[DoorTile] = []
    online: bool = False
    data_ms: int | None = None
    clock_ok: bool = True
    help_phone: str = ""
    address: str = ""
    fault: str = ""
    readers: list[str] = []
    live: KioskLive | None = None
    identify: str = ""
    """The name of this device, in large letters, while somebody looks for it."""
    more: KioskMore | None = None
    """None: this locker has nothing but keys."""


class KioskAction(msgspec.Struct, frozen=True, kw_only=True):
    """What a finger does.

    `digit` (0-9), `erase`, `clear`, `enter`, `done`, `key_missing`, `help`, `help_end`, `spare`, `all` (emergency opening),
    `live_on`, `live_off`, `choose` (with `slot`), `report` (with `word`: good, untidy, damaged), `scan` (with `text`, what a
    reader typed). In the menu: `more`, `offers`, `ideas`, `projects`, `idea_write`, `back`, `here` (somebody still types),
    `idea` (`text`, `word` its kind, `of` a hall), `support` (`of` an idea).
    """

    do: str
    digit: int | None = None
    slot: int | None = None
    word: str = ""
    text: str = ""
    of: str = ""


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
