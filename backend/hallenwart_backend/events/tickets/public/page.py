"""The page of an order: its tickets as symbols, for whoever has the link. Works without script; prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from hallenwart_backend.events.rules import Phase
from hallenwart_backend.events.tickets.public.words import WORDS, places_words
from hallenwart_backend.events.tickets.rules import EARLY_MS, MOST_EACH, OrderState
from hallenwart_backend.events.tickets.service import Held, Room
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.public import frame as frames
from hallenwart_backend.public.frame import Frame, Said
from hallenwart_backend.qr import module_rows, path_of, size_of
from hallenwart_contract.clock import utc
from hallenwart_contract.tickets import PREFIX

LIST: Final = "/veranstaltungen"
_GROUP: Final = 4


def style() -> str:
    return frames.style(__package__ or "", "ticket.css")


def csp() -> str:
    return frames.csp(style())


def order_form(room: Room | None, lang: str, *, badge: bool, member: bool, email: str = "") -> dict[str, Any] | None:
    """Return what the page of an event asks of whoever wants tickets; None where there are none now."""
    if room is None or not room.open:
        return None
    words: Mapping[str, Any] = WORDS[lang]
    left = words["full" if not room.free else "left_one" if room.free == 1 else "left"]
    return {
        "t": words,
        "left": left.format(free=room.free, all=room.capacity),
        "get": words["get" if room.free else "wait"],
        "member": words["member" if badge else "member_plain"] if member else "",
        "most": list(range(1, MOST_EACH + 1)),
        "email": email,
    }


def no_link(frame: Frame) -> str:
    words = WORDS[frame.lang]
    return frames.render(frame, str(words["no_link"]), here=LIST, own_style=style(), hint=str(words["no_link_hint"]))


def page(frame: Frame, held: Held, hall: Hall, phase: Phase, *, has_badge: bool, said: str = "", error: str = "") -> str:
    """Return the tickets of an order. `said` is what became of what somebody pressed, `error` why it did not."""
    words: Mapping[str, Any] = WORDS[frame.lang]
    order, event, date = held.order, held.found.event, held.found.date
    start, end, opens = (utc(ms).astimezone(hall.zone) for ms in (date.start_ms, date.end_ms, date.start_ms - EARLY_MS))
    living = [one for one in held.tickets if one.cancelled_ms is None]
    is_on = phase in {Phase.COMING, Phase.NOW}
    shown = living if is_on and order.state == OrderState.VALID else []
    tickets = [
        {
            "id": one.id,
            "name": words["ticket"].format(n=number, all=len(living)),
            "used": one.id in held.used,
            "badge": bool(one.badge),
            "first": number == 1,
            **_symbol(held.texts.get(one.id, "")),
        }
        for number, one in enumerate(shown, start=1)
    ]
    note = Said("note", words[said]) if said in {"confirmed", "returned", "moved_badge"} else None
    return frames.render(
        frame,
        str(words["mine"]),
        package=__package__ or "",
        template="ticket.html",
        here=LIST,
        own_style=style(),
        said=Said("error", error) if error else note,
        t=words,
        event=event,
        when=f"{start:%d.%m.%Y, %H:%M}\u2013{end:%H:%M} {words['clock']}".strip(),
        where=", ".join(dict.fromkeys(filter(None, (hall.name, hall.site.address)))),
        opens=words["from"].format(time=f"{opens:%H:%M} {words['clock']}".strip()),
        confirm=words["confirm_lead"].format(places=places_words(frame.lang, order.places))
        if is_on and order.state == OrderState.ASKED
        else "",
        state=_state(order.state, order.places, phase, frame.lang),
        waiting=is_on and order.state == OrderState.WAITING,
        tickets=tickets,
        has_badge=has_badge,
        back_all=len([one for one in shown if one.id not in held.used]) > 1,
    )


def _state(state: str, places: int, phase: Phase, lang: str) -> str:
    words: Mapping[str, Any] = WORDS[lang]
    if phase in {Phase.GONE, Phase.OVER}:
        return str(words[phase])
    if state == OrderState.WAITING:
        return str(words["waiting"]).format(places=places_words(lang, places))
    return str(words["cancelled"]) if state == OrderState.CANCELLED else ""


def _symbol(said: str) -> dict[str, Any]:
    rows = module_rows(said) if said else ()
    letters = said.removeprefix(PREFIX)
    groups = [letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP)]
    return {"path": path_of(rows), "size": size_of(rows), "typed": groups}
