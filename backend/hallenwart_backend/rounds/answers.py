"""Gives rounds the form of the API."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.booking.wall import clock_of
from hallenwart_backend.halls.model import Places
from hallenwart_backend.rounds import fields
from hallenwart_backend.rounds.desk import clubs_of, is_office
from hallenwart_backend.rounds.editing import Edit, Proposal
from hallenwart_backend.rounds.explaining import WEEKDAYS
from hallenwart_backend.rounds.fields import RoundOut, RoundWeights
from hallenwart_backend.rounds.model import Assignment, Objection, Round, RoundEvent, Wish
from hallenwart_backend.rounds.proposing import Progress
from hallenwart_backend.rounds.publishing import Left, Published
from hallenwart_backend.rounds.replaying import Replay
from hallenwart_backend.rounds.rules import QUARTER_MIN, Hall, Score, points
from hallenwart_backend.web.fields import Words

_NOTHING = (0, 0, 0, 0)


def round_out(one: Round, now_ms: int, counts: tuple[int, int, int, int] = _NOTHING) -> RoundOut:
    wishes, clubs, placed, open_ = counts
    return RoundOut(
        id=one.id,
        title=one.title,
        from_date=one.from_date,
        to_date=one.to_date,
        state=one.state,
        announced=one.announced,
        wishing=one.takes_wishes(now_ms),
        objecting=one.takes_objections(now_ms),
        weights=RoundWeights(**asdict(one.weights)),
        halls=list(one.halls),
        wishes_until_ms=one.wishes_until_ms,
        objections_until_ms=one.objections_until_ms,
        made_ms=one.made_ms,
        published_ms=one.published_ms,
        wishes=wishes,
        clubs=clubs,
        placed=placed,
        objections_open=open_,
    )


def hall_out(hall: Hall, places: Places) -> fields.RoundHallOut:
    place = places.halls[hall.id]
    return fields.RoundHallOut(
        hall=hall.id,
        hall_name=place.name,
        site_name=place.site.name,
        sections=hall.sections,
        section_names=[place.words_of([one]) for one in range(1, hall.sections + 1)],
        hours=[_spans(one) for one in hall.open],
    )


def _spans(quarters: int) -> list[tuple[int, int]]:
    found, at = list[tuple[int, int]](), 0
    while quarters >> at:
        if quarters >> at & 1:
            begin = at
            while quarters >> at & 1:
                at += 1
            found.append((begin * QUARTER_MIN, at * QUARTER_MIN))
        at += 1
    return found


def wish_out(one: Wish, places: Places) -> fields.RoundWishOut:
    told = {name: value for name, value in asdict(one).items() if name in fields.RoundWishOut.model_fields}
    return fields.RoundWishOut(**told, club_name=places.clubs.get(one.club, one.club))


def wishes_csv(wishes: Sequence[Wish], places: Places) -> bytes:
    """Return wishes as a table that spreadsheets read: semicolons, with a mark of UTF-8."""
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";", lineterminator="\r\n")
    rows.writerow(
        ("Verein", "Gruppe", "Sportart", "Personen", "davon jung (%)", "Teile", "Tage", "frühestens", "spätestens", "Minuten",
         "Rang", "Hallen", "Linien", "stufenfrei", "Hinweis")
    )  # fmt: skip
    for one in wishes:
        days = ", ".join(WEEKDAYS[day][0] for day in one.weekdays)
        halls = ", ".join(places.halls[hall].name for hall in one.halls if hall in places.halls)
        told = (places.clubs.get(one.club, one.club), one.group, one.sport, one.people, one.youth, one.sections, days)
        more = (clock_of(one.earliest_min), clock_of(one.latest_min), one.minutes, one.priority, halls, one.marking)
        last = "ja" if one.step_free else "", one.note
        rows.writerow([_plain(each) for each in (*told, *more, *last)])
    return out.getvalue().encode("utf-8-sig")


def _plain(value: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


def score_out(score: Score) -> fields.RoundScoreOut:
    return fields.RoundScoreOut(total=score.total, terms=dict(score.terms))


def solver_out(one: Progress, now_ms: int) -> fields.SolverOut:
    seconds = ((one.ended_ms or now_ms) - one.since_ms) / 1_000 if one.since_ms else 0.0
    return fields.SolverOut(state=one.state, phase=one.phase, score=one.score, placed=one.placed, seconds=seconds)


def proposal_out(
    found: Proposal, person: Person | None, places: Places, progress: Progress, now_ms: int
) -> fields.RoundProposalOut:
    """`person` None: for everybody, without refusals."""
    book = found.book
    open_ = sum(one.state == "open" for one in book.objections)
    clubs = {one.club for one in book.stated}
    counts = len(book.stated), len(clubs), len(found.places), open_
    office = person is not None and is_office(person)
    mine = set(clubs) if office else set(clubs_of(person) if person else ())
    refusals = [one for one in book.stated if one.id in found.refusals and one.club in mine]
    return fields.RoundProposalOut(
        round=round_out(book.round, now_ms, counts),
        solver=solver_out(progress, now_ms),
        score=score_out(found.score),
        assignments=[_assignment_out(one, found, places) for one in book.assignments if one.wish in found.places],
        clubs=hours_out(found, places),
        refusals=[
            fields.WishRefusalOut(
                wish=one.id,
                club=one.club,
                club_name=places.clubs.get(one.club, one.club),
                group=one.group,
                code=found.refusals[one.id].code,
                sentence=Words(de=found.refusals[one.id].de, en=found.refusals[one.id].en),
            )
            for one in refusals
        ],
    )


def _assignment_out(one: Assignment, found: Proposal, places: Places) -> fields.AssignmentOut:
    want, hall = found.case.by_want()[one.wish], places.halls[one.hall or ""]
    worth = points(found.case.weights, want, found.case.by_hall()[hall.id], one.weekday, one.start_min // QUARTER_MIN)
    return fields.AssignmentOut(
        wish=one.wish,
        club=want.club,
        club_name=places.clubs.get(want.club, want.club),
        group=want.group,
        hall=hall.id,
        hall_name=hall.name,
        sections=list(one.sections),
        sections_name=Words(de=hall.words_of(one.sections), en=hall.words_of(one.sections, "en")),
        weekday=one.weekday,
        start_min=one.start_min,
        end_min=one.end_min,
        source=one.source,
        fixed=one.fixed,
        points=worth,
        series=one.series or "",
    )


def hours_out(found: Proposal, places: Places) -> list[fields.ClubHoursOut]:
    """Return by club what it wished and what it gets."""
    told: dict[str, list[float]] = {}
    for one in found.case.wants:
        row, hours, has = told.setdefault(one.club, [0, 0, 0, 0, 0]), one.length * QUARTER_MIN / 60, one.id in found.places
        for at, value in enumerate((one.people, hours, hours * has, 1, has)):
            row[at] += value
    ordered = sorted(told, key=lambda club: places.clubs.get(club, club).casefold())
    return [
        fields.ClubHoursOut(
            club=club,
            club_name=places.clubs.get(club, club),
            people=int(told[club][0]),
            wished_hours=told[club][1],
            hours=told[club][2],
            groups=int(told[club][3]),
            placed=int(told[club][4]),
        )
        for club in ordered
    ]


def edit_out(edit: Edit, places: Places) -> fields.RoundEditOut:
    wants = edit.case.by_want()
    return fields.RoundEditOut(
        written=edit.written,
        before=score_out(edit.before),
        after=score_out(edit.after),
        cost=edit.before.total - edit.after.total,
        touched=[
            fields.TouchedOut(
                wish=one, club=wants[one].club, club_name=places.clubs.get(wants[one].club, ""), group=wants[one].group
            )
            for one in edit.touched
        ],
        notes=[Words(de=one.de, en=one.en) for one in edit.notes],
    )


def objection_out(one: Objection, wishes: Sequence[Wish], places: Places) -> fields.ObjectionOut:
    group = next((wish.group for wish in wishes if wish.id == one.wish), "")
    return fields.ObjectionOut(
        id=one.id,
        club=one.club,
        club_name=places.clubs.get(one.club, one.club),
        wish=one.wish or "",
        group=group,
        text=one.text,
        answer=one.answer,
        state=one.state,
        made_ms=one.made_ms,
        answered_ms=one.answered_ms,
    )


def published_out(done: Published, wishes: Sequence[Wish], places: Places) -> fields.PublishOut:
    known = {one.id: one for one in wishes}
    return fields.PublishOut(
        written=done.written,
        state=done.round.state,
        series=done.series,
        dates=done.dates,
        skipped=[_left_out(one, known[one.wish], places) for one in done.skipped],
        conflicts=[_left_out(one, known[one.wish], places) for one in done.conflicts],
    )


def _left_out(one: Left, wish: Wish, places: Places) -> fields.LeftDateOut:
    return fields.LeftDateOut(
        wish=one.wish,
        club_name=places.clubs.get(wish.club, wish.club),
        group=wish.group,
        date=one.day,
        hall=one.hall,
        hall_name=places.halls[one.hall].name,
        why=one.why,
        title=one.by.title if one.by else "",
        by_club=places.clubs.get(one.by.club or "", "") if one.by else "",
    )


def replay_out(found: Replay, places: Places) -> fields.ReplayOut:
    return fields.ReplayOut(
        weights=RoundWeights(**asdict(found.weights)),
        clubs=[
            fields.ReplayClubOut(
                club=one.club,
                club_name=places.clubs.get(one.club, one.club),
                real=one.real,
                used=one.used,
                now=one.now,
                then=one.then,
                change=one.then - one.now,
            )
            for one in found.clubs
        ],
        rights=found.rights,
        dropped=found.dropped,
        new=found.new,
    )


def event_out(one: RoundEvent, places: Places) -> fields.RoundEventOut:
    return fields.RoundEventOut(
        t_ms=one.t_ms, deed=one.deed, who=one.who, club_name=places.clubs.get(one.club or "", ""), detail=dict(one.detail)
    )
