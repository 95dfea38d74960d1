"""What the API says and takes of tickets."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from hallenwart_backend.events.tickets.desk import DoorList, Shown
from hallenwart_backend.events.tickets.signs import Seen
from hallenwart_backend.web.fields import Body, Ms, Shape
from hallenwart_contract.tickets import MAX_AT_A_DOOR

Digest = Annotated[str, Field(pattern="^[0-9a-f]{18}$")]
DoorToken = Annotated[str, Field(pattern="^[A-Za-z0-9_-]{35}$")]
Rev = Annotated[str, Field(pattern="^([0-9a-f]{16})?$")]
Count = Annotated[int, Field(strict=True, ge=0, le=MAX_AT_A_DOOR)]


class TicketingBody(Body):
    """`places` none: as many as the hall allows."""

    open: bool
    places: Count | None = None


class HeldBackBody(Body):
    held_back: Annotated[int, Field(strict=True, ge=0, le=100_000)]


class OddCheckInOut(Shape):
    """A check-in that somebody should look at: `double`, `unproven` (a badge's digits), `returned` (given back before)."""

    at_ms: Ms
    door: str
    outcome: str


class TicketingOut(Shape):
    """`allowed`: how many people the hall takes; `capacity`: how many tickets there are; `link`: a door link holds."""

    event: str
    title: str
    open: bool
    places: int | None
    held_back: int
    allowed: int
    capacity: int
    given: int
    waiting: int
    came: int
    link: bool
    odd: list[OddCheckInOut]


class DoorLinkOut(Shape):
    url: str


class UsedOut(Shape):
    ticket: str
    at_ms: Ms
    door: str


class DoorListOut(Shape):
    """What a phone at the door needs without network: digests of tickets in hex, never a name.

    `admits` is none when the phone named the `rev` that still holds.
    """

    event: str
    title: str
    hall: str
    from_ms: Ms
    to_ms: Ms
    now_ms: Ms
    rev: str
    count: int
    admits: list[str] | None
    used: list[UsedOut]


class SeenBody(Body):
    """One ticket at the door. `badge` and `code` when a badge was shown."""

    ticket: Digest
    at_ms: Ms
    outcome: Literal["admitted", "again"]
    badge: Annotated[str, Field(pattern="^([0-9a-f]{16})?$")] = ""
    code: Annotated[str, Field(pattern="^([0-9]{8})?$")] = ""

    @property
    def seen(self) -> Seen:
        return Seen(bytes.fromhex(self.ticket), self.at_ms, self.outcome, self.badge, self.code)


class DoorBody(Body):
    """`door` is the name the phone drew for itself; `rev` the list it holds."""

    door: Annotated[str, Field(pattern="^phone-[0-9a-f]{8}$")]
    rev: Rev = ""
    seen: Annotated[list[SeenBody], Field(max_length=500, default_factory=list)]


def ticketing_out(one: Shown) -> TicketingOut:
    return TicketingOut(
        event=one.found.event.id,
        title=one.found.event.title,
        open=one.ticketing.open,
        places=one.ticketing.places,
        held_back=one.ticketing.held_back,
        allowed=one.allowed,
        capacity=one.capacity,
        given=one.given,
        waiting=one.waiting,
        came=one.came,
        link=one.ticketing.link_ms > 0,
        odd=[OddCheckInOut(at_ms=each.at_ms, door=each.door, outcome=each.outcome) for each in one.odd],
    )


def door_out(one: DoorList, hall: str, early_ms: int, known: str = "") -> DoorListOut:
    """`known` is the revision of the list that the phone has."""
    return DoorListOut(
        event=one.found.event.id,
        title=one.found.event.title,
        hall=hall,
        from_ms=one.found.date.start_ms - early_ms,
        to_ms=one.found.date.end_ms,
        now_ms=one.now_ms,
        rev=one.rev,
        count=len(one.admits),
        admits=None if known == one.rev else [digest.hex() for digest in one.admits],
        used=[UsedOut(ticket=digest.hex(), at_ms=at_ms, door=door) for digest, at_ms, door in one.used],
    )
