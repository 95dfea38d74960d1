"""`/api/displays`: the list, how each is set, what it drew and showed."""

from __future__ import annotations

from itertools import zip_longest
from typing import Annotated, Final

import msgspec
from fastapi import Path, Query, Response

from hallenwart_backend.accounts.rules import EXIT_BLOCKERS, EXIT_RELEASERS, OFFICE_HANDS, PAGE_READERS, RELEASERS, Person, Role
from hallenwart_backend.display.screens.listing import Row
from hallenwart_backend.display.screens.refusals import no_picture
from hallenwart_backend.display.screens.shapes import (
    DisplayOut,
    DisplaysOut,
    ExitNowOut,
    ProofAskedOut,
    ScreenNowOut,
    ScreenProofOut,
    ScreenProofsOut,
    ScreenShape,
    ShownListOut,
    ShownOut,
    ThumbnailOut,
)
from hallenwart_backend.display.screens.store import Proof
from hallenwart_backend.web.fields import LATEST_MS, Id, Words
from hallenwart_backend.web.parts import PageReader, Parts, PartsOf, forbidden
from hallenwart_backend.web.routing import Router
from hallenwart_contract.view import OnTime, Screen, ScreenNow

router = Router(prefix="/api/displays", tags=["displays"])
Device = Annotated[Id, Path()]
DAY_MS: Final = 86_400_000
LONGEST_MS: Final = 32 * DAY_MS
From = Annotated[int, Query(alias="from", ge=0, le=LATEST_MS, description="from this time on, milliseconds since the epoch")]
To = Annotated[int | None, Query(alias="to", ge=0, le=LATEST_MS, description="before this time")]


def check(device: str, person: Person, parts: Parts, wanted: frozenset[Role] = PAGE_READERS) -> None:
    """Raise RefusedError 404 where there is no display, 403 where this person has no business."""
    site = parts.places.current.site_of_device(device)
    if site is not None and not person.has_at(wanted, site.id):
        raise forbidden()
    if not person.has(wanted):
        raise forbidden()
    parts.displays.screens.display(device)


@router.get("")
async def displays(person: PageReader, parts: PartsOf) -> DisplaysOut:
    """Return every display of the sites that are yours."""
    rows = await parts.displays.listing.all(person)
    return DisplaysOut(now_ms=parts.clock.now_ms(), displays=[_display(row, person) for row in rows])


@router.get("/{device}")
async def display(device: Device, person: PageReader, parts: PartsOf) -> DisplayOut:
    check(device, person, parts)
    return _display(await parts.displays.listing.one(device), person)


@router.put("/{device}/screen")
async def set_screen(device: Device, body: ScreenShape, person: PageReader, parts: PartsOf) -> ScreenShape:
    """Set how a display shows things: the office. Where it hangs otherwise now, its arrow is withdrawn."""
    check(device, person, parts, OFFICE_HANDS)
    on = [OnTime(**one.model_dump()) for one in body.on]
    wanted = Screen(**body.model_dump(exclude={"on", "languages"}), on=on, languages=tuple(body.languages))
    return _panel(await parts.displays.screens.set(device, wanted))


@router.post("/{device}/proof", status_code=202)
async def ask_proof(device: Device, person: PageReader, parts: PartsOf) -> ProofAskedOut:
    """Have the display send a picture of what its browser draws now."""
    check(device, person, parts)
    command, ref = await parts.displays.screens.ask_proof(device, person)
    return ProofAskedOut(id=command, ref=ref)


@router.get("/{device}/thumbnail", responses={200: {"content": {"image/jpeg": {}}}}, response_class=Response)
async def thumbnail(
    device: Device, person: PageReader, parts: PartsOf, proof: Annotated[Id | None, Query(alias="id")] = None
) -> Response:
    """Return the small picture of a proof, without `id` the newest."""
    check(device, person, parts)
    found = await parts.displays.proofs.picture(device, proof or "")
    if found is None:
        raise no_picture()
    picture, identity = found
    keep = "private, max-age=86400, immutable" if proof else "private, no-cache"
    return Response(picture, media_type="image/jpeg", headers={"Cache-Control": keep, "ETag": f'"{identity}"'})


@router.get("/{device}/proofs")
async def proofs(
    device: Device,
    person: PageReader,
    parts: PartsOf,
    from_ms: From = 0,
    to_ms: To = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> ScreenProofsOut:
    """Return what the browser drew, when it was looked at: on request, and at every alarm."""
    check(device, person, parts)
    to = parts.clock.now_ms() + DAY_MS if to_ms is None else to_ms
    found = await parts.displays.proofs.of(device, from_ms=from_ms, to_ms=to, limit=limit)
    return ScreenProofsOut(proofs=[_proof(one) for one in found])


MOST_SHOWN: Final = 2_000


@router.get("/{device}/shown")
async def shown(
    device: Device,
    person: PageReader,
    parts: PartsOf,
    from_ms: Annotated[int | None, Query(alias="from", ge=0, le=LATEST_MS)] = None,
    to_ms: To = None,
) -> ShownListOut:
    """Return what was shown when: the last day, or a time of at most 32 days."""
    check(device, person, parts)
    to = parts.clock.now_ms() + 1 if to_ms is None else to_ms
    begin = max(to - DAY_MS if from_ms is None else from_ms, to - LONGEST_MS)
    found = await parts.displays.proofs.shown(device, from_ms=begin, to_ms=to, limit=MOST_SHOWN + 1)
    pictures = await parts.displays.proofs.of(device, from_ms=begin, to_ms=to, limit=500)
    ends: list[int | None] = [one.t_ms for one in found[1:]]
    lines = []
    for one, end in zip_longest(found, ends):
        until = to if end is None else end
        proof = next((each.id for each in reversed(pictures) if one.t_ms <= each.t_ms < until and each.mode == one.mode), "")
        lines.append(ShownOut(t_ms=one.t_ms, to_ms=end, mode=one.mode, rung=one.rung, card=one.card, proof=proof))
    return ShownListOut(shown=lines[:MOST_SHOWN], more=len(lines) > MOST_SHOWN)


def _display(row: Row, person: Person) -> DisplayOut:
    now, proof, release, site = row.now, row.proof, row.release, row.site.id
    allowed = {
        "screen": person.has_at(OFFICE_HANDS, site),
        "proof": True,
        "release": person.has_at(EXIT_RELEASERS, site),
        "withdraw": person.has_at(RELEASERS, site),
        "block": person.has_at(EXIT_BLOCKERS, site),
    }
    return DisplayOut(
        device=row.display.device,
        title=row.display.title,
        site=site,
        site_name=row.site.name,
        halls=list(row.display.halls),
        hall_names=list(row.halls),
        state=row.state,
        online=row.online,
        last_ms=row.last_ms,
        screen=_now(now) if now else None,
        card=row.card,
        why=_words(row.why),
        fault=_words(row.fault) if row.fault else None,
        plan_rev=now.plan_rev if now and now.plan_rev else row.applied_rev,
        wanted_rev=row.wanted_rev,
        thumbnail=_thumbnail(proof) if proof else None,
        panel=_panel(row.panel),
        exit=ExitNowOut(
            way=release.way,
            place=release.place,
            protocol=release.id,
            kind=release.kind,
            from_ms=release.from_ms,
            until_ms=release.until_ms,
        )
        if release
        else None,
        reminder=row.reminder_ms,
        may=[act for act, may in allowed.items() if may],
    )


def _now(now: ScreenNow) -> ScreenNowOut:
    told = msgspec.structs.asdict(now)
    return ScreenNowOut(**{name: told[name] for name in ScreenNowOut.model_fields})


def _words(both: tuple[str, str]) -> Words:
    return Words(de=both[0], en=both[1])


def _panel(screen: Screen) -> ScreenShape:
    told = msgspec.to_builtins(screen)
    return ScreenShape.model_validate({name: told[name] for name in ScreenShape.model_fields})


def _thumbnail(proof: Proof) -> ThumbnailOut:
    return ThumbnailOut(id=proof.id, t_ms=proof.t_ms, why=proof.why, sha256=proof.sha256, path=_path(proof))


def _path(proof: Proof) -> str:
    return f"/api/displays/{proof.device}/thumbnail?id={proof.id}"


def _proof(proof: Proof) -> ScreenProofOut:
    return ScreenProofOut(
        id=proof.id,
        t_ms=proof.t_ms,
        why=proof.why,
        sha256=proof.sha256,
        path=_path(proof),
        received_ms=proof.received_ms,
        ref=proof.ref,
        mode=proof.mode,
        rung=proof.rung,
        card=proof.card,
        width=proof.width,
        height=proof.height,
        incident=proof.incident,
    )
