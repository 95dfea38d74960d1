"""How the API tells bookings, free slots and conflicts."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TypedDict, cast

from hallenwart_backend.access.dark.service import Spare
from hallenwart_backend.access.grants.service import NO_CODE, Code
from hallenwart_backend.access.office.routes import SpareOut, spare_out
from hallenwart_backend.accounts.rules import CODE_READERS, MANAGERS, Person
from hallenwart_backend.booking.history import Entry, ended_by
from hallenwart_backend.booking.model import HOLDING, Booking, Leader
from hallenwart_backend.booking.ports import CODE_AHEAD_MS
from hallenwart_backend.booking.rules import Slot
from hallenwart_backend.booking.store import leaders as leaders_of
from hallenwart_backend.display.rules import line
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls.model import Hall, Places
from hallenwart_backend.halls.parts import free_parts
from hallenwart_backend.qr import module_rows
from hallenwart_backend.web.fields import Shape
from hallenwart_backend.web.parts import Parts
from hallenwart_contract.live import GrantStep


class PassOut(Shape):
    """The QR of one locker: a signed pass, drawn as rows of modules without quiet zone."""

    device: str
    slots: list[int]
    qr: list[str]


class StepOut(Shape):
    """`step`: planned, delivered, applied, used, key_out, key_back. `t_ms` null: nobody was told when."""

    step: GrantStep
    t_ms: int | None


class OpensOut(Shape):
    """A key, and the doors it opens: `Schlüssel 3 öffnet Eingang Nord und Geräteraum`; `words` empty where none was entered."""

    device: str
    number: int
    doors: list[str]
    words: str


class BookingOut(Shape):
    """`code_state`: stored (the locker confirmed it), waiting, none (there is one from `code_due_ms` on).
    `qr`: the first pass, as rows of modules.

    `club` is the name of who has the date now, `owner` of whose right it is where it is lent. `partner`: the system
    that leads it elsewhere, `partner_ms` when that last told its plan, `partner_link` where it is booked.
    `offer`: its open offer to other clubs, by which it is taken.
    `extra` are the four digits behind the code that a pad asks for after too many wrong entries. `dark` are codes
    of nine digits, one per compartment, told when the locker is silent and does not have the code. `steps` are those reached;
    `place` names the sections in German as the office calls them (`Drittel 1`, `ganze Halle`); `opens` what the keys open.
    `offer` is the open offer to lend it. `ended`: cancelled, displaced or declined, and `ended_why`.
    `locker_ms` when the oldest of its lockers last confirmed a list, `locker_current` whether all have the newest.
    """

    id: str
    hall: str
    hall_name: str
    site_name: str
    address: str
    sections: list[int]
    section_count: int
    place: str
    title: str
    club: str
    holder_id: str
    owner: str
    series: str
    kind: str
    rooms: list[str]
    room_names: list[str]
    on_behalf: bool
    note: str
    partner: str
    start_ms: int
    end_ms: int
    was_start_ms: int | None
    state: str
    code: str | None
    extra: str | None
    passes: list[PassOut]
    qr: list[str] | None
    code_state: str
    code_ms: int | None
    code_due_ms: int
    valid_from_ms: int | None
    valid_to_ms: int | None
    dark: list[SpareOut]
    slots: list[int]
    opens: list[OpensOut]
    step: str
    steps: list[StepOut]
    locker_ms: int | None
    locker_current: bool
    effects: list[str]
    offer: str = ""
    ended: str = ""
    ended_why: str = ""
    partner_ms: int | None = None
    partner_link: str = ""


class SlotOut(Shape):
    """`state`: free, taken, past, closed. `free_parts`: the ids of the parts that are free as a whole."""

    start_ms: int
    end_ms: int
    state: str
    free_sections: list[int]
    free_parts: list[str]
    section_count: int


class TakenExtra(TypedDict):
    conflicts: list[Booking]
    nearest: list[Slot]


class ConflictOut(Shape):
    """Who has the time. `line`: club and group, as displays show it; `place`: the sections as the office calls them."""

    line: str
    hall: str
    sections: list[int]
    place: str
    start_ms: int
    end_ms: int


def place_words(booking: Booking, places: Places) -> str:
    """Return what people call a booking's sections; nothing for a hall that has but one."""
    hall = places.halls.get(booking.hall)
    return hall.words_of(booking.sections) if hall else ""


def _opens(code: Code, places: Places) -> list[OpensOut]:
    keys = [(part.device, slot) for part in code.parts for slot in part.slots]
    return [OpensOut(device=key[0], number=key[1], doors=places.opened_by(*key), words=places.key_words(*key)) for key in keys]


def conflict_out(booking: Booking, places: Places) -> ConflictOut:
    return ConflictOut(
        line=line(places.clubs.get(booking.holder or "", ""), booking.title),
        hall=booking.hall,
        sections=list(booking.sections),
        place=place_words(booking, places),
        start_ms=booking.start_ms,
        end_ms=booking.end_ms,
    )


def _out(
    booking: Booking,
    parts: Parts,
    code: Code,
    spares: list[Spare],
    offer: str,
    end: Entry | None,
    leader: Leader | None,
    *,
    may_read: bool,
) -> BookingOut:
    hall = parts.places.current.halls[booking.hall]
    readable = may_read and booking.state == "booked"
    shown = code.code if readable else None
    passes = [
        PassOut(device=one.device, slots=list(one.slots), qr=list(module_rows(one.text))) for one in code.passes if readable
    ]
    return BookingOut(
        id=booking.id,
        hall=hall.id,
        hall_name=hall.name,
        site_name=hall.site.name,
        address=hall.site.address,
        sections=list(booking.sections),
        section_count=hall.sections,
        place=place_words(booking, parts.places.current),
        title=booking.title,
        club=parts.places.current.clubs.get(booking.holder or "", ""),
        holder_id=booking.holder or "",
        owner=parts.places.current.clubs.get(booking.club or "", "") if booking.borrower else "",
        series=booking.series or "",
        kind=booking.kind,
        rooms=list(booking.rooms),
        room_names=[room.name for name in booking.rooms if (room := parts.places.current.halls.get(name))],
        on_behalf=booking.on_behalf,
        note=booking.note if may_read else "",
        partner=leader.name if leader else booking.partner or "",
        partner_ms=leader.as_of_ms if leader else None,
        partner_link=leader.link if leader else "",
        start_ms=booking.start_ms,
        end_ms=booking.end_ms,
        was_start_ms=booking.was_start_ms,
        state=booking.state,
        code=shown,
        extra=code.extra or None if readable else None,
        passes=passes,
        qr=passes[0].qr if passes else None,
        code_state=code.state,
        code_ms=code.stored_ms,
        code_due_ms=booking.start_ms - CODE_AHEAD_MS,
        valid_from_ms=code.valid_from_ms,
        valid_to_ms=code.valid_to_ms,
        dark=[spare_out(spare) for spare in spares if readable],
        slots=sorted(code.slots),
        opens=_opens(code, parts.places.current) if may_read else [],
        step=code.steps[-1].step if code.steps else "",
        steps=[StepOut(step=one.step, t_ms=one.t_ms) for one in code.steps],
        locker_ms=code.list_ms,
        locker_current=code.list_current,
        effects=list(booking.effects),
        offer=offer,
        ended=end.act if end else "",
        ended_why=end.why if end else "",
    )


async def answers_of(found: list[Booking], person: Person, parts: Parts) -> list[BookingOut]:
    wanted = [booking.id for booking in found]
    codes, spares = await parts.access.codes(wanted), await parts.rights.dark.for_bookings(wanted)
    offers = await parts.booking.lending.open_of(wanted)
    over = [booking.id for booking in found if booking.state not in HOLDING]
    ends = await parts.records.read(lambda connection: ended_by(connection, over)) if over else {}
    leaders = await parts.records.read(leaders_of) if any(booking.partner for booking in found) else {}
    return [
        _out(
            booking,
            parts,
            codes.get(booking.id, NO_CODE),
            spares.get(booking.id, []),
            offers.get(booking.id, ""),
            ends.get(booking.id),
            leaders.get(booking.partner or ""),
            may_read=may_read(person, booking),
        )
        for booking in found
        if booking.hall in parts.places.current.halls
    ]


def may_read(person: Person, booking: Booking) -> bool:
    """A code is read by trainers and admins of the booking's club, and by who booked it."""
    own = booking.holder is not None and person.has_at(CODE_READERS, booking.holder)
    return own or booking.person == person.id


def may_look(person: Person, booking: Booking, places: Places) -> bool:
    """How a right stands is seen by who reads its code, and by managers of the hall's site."""
    hall = places.halls.get(booking.hall)
    return may_read(person, booking) or (hall is not None and person.has_at(MANAGERS, hall.site.id))


def slot_out(slot: Slot, hall: Hall) -> SlotOut:
    return SlotOut(
        start_ms=slot.start_ms,
        end_ms=slot.end_ms,
        state=slot.state,
        free_sections=list(slot.free_sections),
        free_parts=free_parts(slot.free_sections, hall.parts),
        section_count=hall.sections,
    )


@contextlib.contextmanager
def nearest_told(parts: Parts) -> Iterator[None]:
    """Give the conflicts and nearest free slots of a refusal the form of the API: club and group, never a person."""
    try:
        yield
    except RefusedError as refusal:
        places = parts.places.current
        hall = places.halls.get(str(refusal.extra.get("hall", "")))
        if hall is not None and "nearest" in refusal.extra:
            told = cast("TakenExtra", refusal.extra)
            refusal.extra["conflicts"] = [conflict_out(one, places).model_dump() for one in told["conflicts"]]
            refusal.extra["nearest"] = [slot_out(slot, hall).model_dump() for slot in told["nearest"]]
        raise
