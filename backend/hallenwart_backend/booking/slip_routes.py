"""`/api/bookings/{id}/slip`: the code on paper, for managers of the site and those of the club who read codes."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from fastapi.responses import HTMLResponse

from hallenwart_backend.access.dark.service import Spare
from hallenwart_backend.access.grants.service import NO_CODE, Code
from hallenwart_backend.booking.answers import may_look
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.refusals import gone, no_code, not_yours
from hallenwart_backend.booking.slip import STYLE, Language, Slip, SpareLine, Symbol, slip_html
from hallenwart_backend.display.rules import line, names
from hallenwart_backend.halls.model import Places
from hallenwart_backend.web.fields import Id
from hallenwart_backend.web.parts import PartsOf, SignedIn
from hallenwart_backend.web.plain import csp_of
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/bookings", tags=["booking"])


@router.get("/{booking}/slip", response_class=HTMLResponse)
async def slip(booking: Annotated[Id, Path()], person: SignedIn, parts: PartsOf, lang: Language = "de") -> HTMLResponse:
    """Return a page to print. Who printed it is noted. Raises RefusedError 403, 404, 409 when there is no code to print."""
    found = await parts.bookings.one(booking)
    if found is None:
        raise gone()
    if not may_look(person, found, parts.places.current):
        raise not_yours()
    code = (await parts.access.codes([booking])).get(booking, NO_CODE)
    if not code.code or found.state != "booked":
        raise no_code()
    spares = (await parts.rights.dark.for_bookings([booking])).get(booking, [])
    await parts.access.note_deed(person, "slip.printed", booking)
    page = slip_html(_slip(found, code, spares, parts.places.current, lang), lang)
    return HTMLResponse(page, headers={"Content-Security-Policy": csp_of(STYLE)})


def _slip(booking: Booking, code: Code, spares: list[Spare], places: Places, language: Language) -> Slip:
    hall = places.halls[booking.hall]
    labels = [
        f"{slot} ({place.label})" if (place := places.compartment(part.device, slot)) else str(slot)
        for part in code.parts
        for slot in part.slots
    ]
    return Slip(
        zone=hall.zone,
        site_name=hall.site.name,
        address=hall.site.address,
        help_phone=hall.site.help_phone,
        hall_name=hall.name,
        place=hall.words_of(booking.sections, language),
        line=line(names(places.clubs, booking.holder), booking.title),
        start_ms=booking.start_ms,
        end_ms=booking.end_ms,
        code=code.code or "",
        extra=code.extra,
        valid_from_ms=code.valid_from_ms or booking.start_ms,
        valid_to_ms=code.valid_to_ms or booking.end_ms,
        slots=labels,
        stored=code.state == "stored",
        symbols=[Symbol(one.slots, one.text) for one in code.passes],
        rooms=[places.halls[room].name for room in booking.rooms if room in places.halls],
        opens=[words for part in code.parts for slot in part.slots if (words := places.key_words(part.device, slot))],
        spares=[SpareLine(one.code.slot, one.digits, one.code.start_ms, one.code.end_ms) for one in spares],
    )
