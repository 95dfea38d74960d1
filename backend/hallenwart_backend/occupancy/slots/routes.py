"""`/api/usage/slots` and `/api/usage/clubs`: whether booked time was used. The club sees its own first."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import Path, Query
from pydantic import StringConstraints
from sqlalchemy import Row

from hallenwart_backend.halls.model import Places
from hallenwart_backend.occupancy.answers import (
    ChancesOut,
    ClubsUseOut,
    ClubUseOut,
    ExplanationOut,
    ReasonOut,
    SlotsUseOut,
    SlotUseOut,
)
from hallenwart_backend.occupancy.sight import AskedDays, ClubSight, VerdictSight
from hallenwart_backend.occupancy.slots import finding
from hallenwart_backend.occupancy.slots.explaining import EXPLAINABLE
from hallenwart_backend.occupancy.slots.finding import Asked
from hallenwart_backend.occupancy.slots.model import Verdict, Word
from hallenwart_backend.occupancy.slots.words import VERDICTS, reason
from hallenwart_backend.web.fields import Body, Words
from hallenwart_backend.web.parts import PartsOf, SignedIn
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/usage", tags=["usage"])
Wanted = Annotated[str, Query(max_length=64)]
SlotId = Annotated[str, Path(max_length=40, pattern=r"^[A-Za-z0-9._-]+$")]
_TOWN: Final = "Stadt"


class ExplanationBody(Body):
    """`text` is needed for the word `other`."""

    word: Word
    text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)] = ""


@router.get("/slots")
async def slots(
    sight: VerdictSight,
    parts: PartsOf,
    days: AskedDays,
    hall: Wanted = "",
    club: Wanted = "",
    verdict: Annotated[Verdict | None, Query()] = None,
    series: Wanted = "",
    after: Annotated[str, Query(max_length=80)] = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> SlotsUseOut:
    """Return judged slots, the newest first: a club its own, the office what is due."""
    asked = Asked(days.from_ms, days.to_ms, hall, club, verdict or "", sight.club, series)
    now = parts.clock.now_ms()
    rows, more = await parts.records.read(
        lambda connection: finding.page(connection, asked, after=after, limit=limit, now_ms=now)
    )
    return SlotsUseOut(slots=[slot_out(row, parts.places.current, own=sight.club) for row in rows], next=more)


@router.post("/slots/{slot}/explanation")
async def explain(slot: SlotId, body: ExplanationBody, sight: ClubSight, person: SignedIn, parts: PartsOf) -> SlotUseOut:
    """Explain a slot of the own club; the office sees it with the explanation from then on."""
    row = await parts.usage.explaining.explain(person, sight.club or "", slot, body.word, body.text)
    return slot_out(row, parts.places.current, own=sight.club)


@router.get("/clubs")
async def clubs(sight: VerdictSight, parts: PartsOf, days: AskedDays) -> ClubsUseOut:
    """Return per club what was booked and used; a club its own."""
    asked = Asked(days.from_ms, days.to_ms, own=sight.club)
    now = parts.clock.now_ms()
    sums = await parts.records.read(lambda connection: finding.per_club(connection, asked, now))
    names = parts.places.current.clubs
    found = [_club(one, names.get(one.club, one.club) if one.club else _TOWN) for one in sums]
    return ClubsUseOut(clubs=sorted(found, key=lambda one: (-one.no_show_n, one.name)))


def _club(one: finding.ClubSum, name: str) -> ClubUseOut:
    return ClubUseOut(
        club=one.club,
        name=name,
        slots=one.slots,
        booked_h=round(one.booked_h, 1),
        used_h=round(one.used_h, 1),
        under_n=one.under,
        no_show_n=one.no_shows,
        explained_n=one.explained,
        unknown_n=one.unknown,
        use_share=round(one.used_h / one.known_h, 3) if one.known_h else None,
        late_cancel_n=one.late,
        hidden_n=one.hidden,
    )


def slot_out(row: Row[Any], places: Places, *, own: str | None) -> SlotUseOut:
    hall = places.halls.get(row.hall)
    sections = list(row.sections)
    return SlotUseOut(
        id=row.id,
        booking=row.booking,
        hall=row.hall,
        hall_name=hall.name if hall else row.hall,
        sections=sections,
        section_words=Words(de=hall.words_of(sections) if hall else "", en=hall.words_of(sections, "en") if hall else ""),
        club=row.club,
        club_name=places.clubs.get(row.club, row.club) if row.club else _TOWN if row.booking else "",
        title=row.title,
        series=row.series,
        start_ms=row.start_ms,
        end_ms=row.end_ms,
        verdict=row.verdict,
        verdict_words=_words(VERDICTS.get(row.verdict, (row.verdict, row.verdict))),
        p=ChancesOut(used=row.p_used, under_used=row.p_under, no_show=row.p_no_show, unbooked=row.p_unbooked),
        people_mean=row.people_mean,
        people_peak=row.people_peak,
        expected=row.expected,
        used_share=row.used_share,
        covered=row.covered,
        reasons=[ReasonOut(code=code, figures=figures, words=_words(reason(code, figures))) for code, figures in row.reasons],
        office_from_ms=row.office_from_ms,
        explanation=ExplanationOut(word=row.word, text=row.text, t_ms=row.t_ms) if row.word else None,
        may_explain=own is not None and row.club == own and row.verdict in EXPLAINABLE,
    )


def _words(said: tuple[str, str]) -> Words:
    return Words(de=said[0], en=said[1])
