"""`/mitmachen`: offers for everybody, signing up with or without an account, and each helper's own page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Annotated, Final
from urllib.parse import parse_qs

from fastapi import Path, Request
from fastapi.responses import RedirectResponse, Response

from hallenwart_backend.errors import RefusedError
from hallenwart_backend.exchange.model import ItemKind
from hallenwart_backend.halls.facts import distance_km
from hallenwart_backend.public.answers import CACHED, CALM, frame_of, html
from hallenwart_backend.public.frame import Frame, Said, nowhere
from hallenwart_backend.volunteering.elsewhere import found_elsewhere
from hallenwart_backend.volunteering.fields import Token
from hallenwart_backend.volunteering.model import SignState
from hallenwart_backend.volunteering.offering import Whole
from hallenwart_backend.volunteering.public import page
from hallenwart_backend.volunteering.public.page import LIST, MINE, Own, Shown, Typed
from hallenwart_backend.volunteering.public.words import WORDS
from hallenwart_backend.volunteering.searching import Ask, Open, search
from hallenwart_backend.volunteering.signing import Guest
from hallenwart_backend.web.parts import Parts, PartsOf, session_token
from hallenwart_backend.web.routing import Router
from hallenwart_contract.clock import to_ms

router = Router(prefix=LIST, include_in_schema=False, dependencies=CALM)
Offer = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
_DAY_MS: Final = 86_400_000
_AHEAD_DAYS: Final = 180
_FIELDS: Final = ("ab", "bis", "aufgabe", "sportart", "sprache", "km", "wo", "alter", "stufenlos", "sitzend", "frei")
_MOST_FORM_BYTES: Final = 4_096
_MOST_FIELDS: Final = 60
_MOST_ELSEWHERE: Final = 30
_EMAIL: Final = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s]+")
NO_STORE: Final = "no-store"


@router.get("")
async def listed(request: Request, parts: PartsOf) -> Response:
    frame = await frame_of(request, parts, LIST)
    asked = {name: request.query_params.get(name, "").strip()[:80] for name in _FIELDS}
    ask = _ask(asked, frame)
    shown = [one for one in await _public(parts, ask.from_ms, ask.to_ms) if one.whole.shifts]
    halls = parts.places.current.halls
    centre = next(
        (
            hall.site.position
            for hall in halls.values()
            if ask.where and ask.where.casefold() in _names(hall.name, hall.site.address)
        ),
        None,
    )
    opened = [_open(one, centre) for one in shown]
    by_offer = {one.whole.offer.id: one for one in shown}
    found = [(one, by_offer[one.open.offer.id]) for one in search(opened, ask)]
    named = sorted({hall.name for hall in halls.values() if hall.id in await parts.booking.public.shown()})
    told = [(one.item, one.sources) for one in await parts.exchange.desk.shown(ItemKind.OFFER)]
    others = found_elsewhere(told, ask)[:_MOST_ELSEWHERE]
    return html(request, page.list_page(frame, found, asked, named, others, opened=any(asked.values())), csp=page.csp())


def _names(*names: str) -> str:
    return " ".join(names).casefold()


def _open(one: Shown, centre: tuple[float, float] | None) -> Open:
    there = one.hall.site.position if one.hall else None
    km = distance_km(centre, there) if centre and there else None
    return Open(one.whole.offer, [(shift, one.whole.free(shift)) for shift in one.whole.shifts], one.where, km)


def _ask(asked: Mapping[str, str], frame: Frame) -> Ask:
    first = _day(asked["ab"])
    last = _day(asked["bis"])
    from_ms = max(frame.now_ms, _midnight(first, frame)) if first else frame.now_ms
    to_ms = _midnight(last + timedelta(days=1), frame) if last else frame.now_ms + _AHEAD_DAYS * _DAY_MS
    return Ask(
        from_ms=from_ms,
        to_ms=to_ms,
        task=asked["aufgabe"],
        sport=asked["sportart"],
        language=asked["sprache"],
        age=int(asked["alter"]) if asked["alter"].isascii() and asked["alter"].isdigit() else None,
        step_free=bool(asked["stufenlos"]),
        seated=bool(asked["sitzend"]),
        free_only=bool(asked["frei"]),
        where=asked["wo"],
        km=float(asked["km"]) if asked["km"] in page.KM else None,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _midnight(day: date, frame: Frame) -> int:
    return to_ms(datetime.combine(day, time(), frame.zone))


async def _public(parts: Parts, from_ms: int, to_ms: int) -> list[Shown]:
    halls = await parts.booking.public.shown()
    found = await parts.volunteering.offers.public(from_ms, to_ms)
    return [_shown(one, parts) for one in found if not one.offer.hall or one.offer.hall in halls]


def _shown(whole: Whole, parts: Parts) -> Shown:
    offer, words = whole.offer, parts.volunteering.words
    hall = parts.places.current.halls.get(offer.hall)
    return Shown(whole, hall, parts.places.current.clubs.get(offer.club or "", ""), words.where(offer), words.zone(offer))


async def _one(offer: str, parts: Parts) -> Shown | None:
    """Return what everybody may see: nothing of drafts, nor of halls that are not shown."""
    try:
        found = await parts.volunteering.offers.one(offer)
    except RefusedError:
        return None
    hidden = found.offer.hall and found.offer.hall not in await parts.booking.public.shown()
    return None if found.offer.state == "draft" or hidden else _shown(found, parts)


# --- each helper's own page; before the offers, whose path would take it too ---


@router.get("/meine/{token}")
async def mine(token: Annotated[Token, Path()], request: Request, parts: PartsOf) -> Response:
    frame = await frame_of(request, parts, f"{MINE}/{token}")
    kind = request.query_params.get("said", "")
    said = Said("note", WORDS[frame.lang][kind]) if kind in {"confirmed", "done", "swapped", "joined", "queued"} else None
    return await _mine(token, request, parts, frame, said)


async def _mine(
    token: str, request: Request, parts: Parts, frame: Frame, said: Said | None = None, status: int = 200
) -> Response:
    room = parts.volunteering
    try:
        helper, placed = await room.signups.mine(token)
    except RefusedError:
        return html(request, page.no_link(frame), 404, csp=page.csp(), cache=NO_STORE)
    since = frame.now_ms - 30 * _DAY_MS
    own = [
        Own(
            one,
            room.words.where(one.offer),
            room.words.zone(one.offer),
            room.signups.mark_of(one),
            [extra for more in room.extras for extra in await more.of(one, frame.lang)],
        )
        for one in placed
        if one.shift.to_ms > since or one.signup.state == SignState.DONE
    ]
    return html(request, page.mine_page(frame, helper.name, own, said=said), status, csp=page.csp(), cache=NO_STORE)


@router.post("/meine/{token}")
async def act(token: Annotated[Token, Path()], request: Request, parts: PartsOf) -> Response:
    """Confirm, sign off, pass on, answer, delete."""
    frame, room = await frame_of(request, parts, f"{MINE}/{token}"), parts.volunteering
    form = await _form(request)
    wanted = form.get("act", [""])[0]
    try:
        helper, _ = await room.signups.mine(token)
        if wanted == "delete":
            await room.signups.forget(helper.id)
            said = Said("note", WORDS[frame.lang]["deleted"])
            gone = Frame(frame.lang, frame.now_ms, frame.zone, frame.contact, frame.base, LIST)
            return html(request, page.no_link_said(gone, said), csp=page.csp(), cache=NO_STORE)
        if wanted == "confirm":
            await room.signups.confirm(token)
        else:
            await room.signups.act(helper.id, form.get("signup", [""])[0][:16], wanted)
    except RefusedError as error:
        return await _mine(token, request, parts, frame, _error(error, frame), error.status)
    said_now = {"confirm": "confirmed", "swap": "swapped"}.get(wanted, "done")
    return _see(f"{MINE}/{token}?lang={frame.lang}&said={said_now}")


# --- an offer ---


@router.get("/{offer}")
async def shown(offer: Offer, request: Request, parts: PartsOf) -> Response:
    frame, found = await frame_of(request, parts, f"{LIST}/{offer}"), await _one(offer, parts)
    if found is None:
        return html(request, nowhere(frame), 404)
    kind = request.query_params.get("said", "")
    said = Said("note", WORDS[frame.lang]["sent"]) if kind == "sent" else None
    member = await _member(request, parts)
    text = page.offer_page(frame, found, said=said, member=member)
    return html(request, text, csp=page.csp(), cache=NO_STORE if member or said else CACHED)


@router.post("/{offer}")
async def sign_up(offer: Offer, request: Request, parts: PartsOf) -> Response:
    frame, found = await frame_of(request, parts, f"{LIST}/{offer}"), await _one(offer, parts)
    if found is None:
        return html(request, nowhere(frame), 404)
    form, room, words = await _form(request), parts.volunteering, WORDS[frame.lang]
    own = {one.id for one in found.whole.shifts}
    typed = Typed(
        " ".join(form.get("name", [""])[0].split())[:80],
        form.get("email", [""])[0].strip().lower()[:254],
        [one for one in form.get("shift", []) if one in own],
    )
    of_age = form.get("of_age", [""])[0] == "1"
    person = await parts.accounts.who(session_token(request, parts))
    if not typed.shifts or (person is None and not (typed.name.isprintable() and typed.name and _EMAIL.fullmatch(typed.email))):
        return _again(request, frame, found, Said("error", words["missing"]), typed, 422, person.name if person else "")
    sender = request.client.host if request.client else ""
    if person is None and room.ask_rate.take(sender, parts.clock.mono_ms()) > 0:
        return _again(request, frame, found, Said("error", words["too_often"]), typed, 429)
    try:
        if person is None:
            await room.signups.ask(typed.shifts, Guest(typed.name, typed.email, frame.lang), of_age=of_age)
            return _see(f"{LIST}/{offer}?lang={frame.lang}&said=sent")
        placed = await room.signups.join(person, typed.shifts, of_age=of_age, lang=frame.lang)
    except RefusedError as error:
        return _again(request, frame, found, _error(error, frame), typed, error.status, person.name if person else "")
    is_in = all(one.signup.state == SignState.IN for one in placed)
    return _see(f"{MINE}/{room.signups.token(placed[0].helper.id)}?lang={frame.lang}&said={'joined' if is_in else 'queued'}")


def _again(request: Request, frame: Frame, found: Shown, said: Said, typed: Typed, status: int, member: str = "") -> Response:
    text = page.offer_page(frame, found, said=said, typed=typed, member=member)
    return html(request, text, status, csp=page.csp(), cache=NO_STORE)


async def _member(request: Request, parts: Parts) -> str:
    person = await parts.accounts.who(session_token(request, parts))
    return person.name if person else ""


async def _form(request: Request) -> dict[str, list[str]]:
    """Return the fields of a small urlencoded form; nothing for anything else."""
    body = await request.body()
    if len(body) > _MOST_FORM_BYTES:
        return {}
    try:
        return parse_qs(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return {}


def _error(error: RefusedError, frame: Frame) -> Said:
    return Said("error", error.en if frame.lang == "en" else error.de)


def _see(path: str) -> Response:
    return RedirectResponse(path, 303, headers={"Cache-Control": NO_STORE})
