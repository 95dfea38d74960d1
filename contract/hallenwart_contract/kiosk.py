"""What the agent tells the locker's screen that it serves on the Pi, and what fingers do there. One whole state per message.

The page draws, the agent decides. Messages go over one WebSocket per page (`/kiosk/live`); a
`beat_ms` older than 10 s means the page must show itself as stale.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from hallenwart_contract.view import Idea, Post, Project


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
