"""`/api/rounds`: the office's side of rounds, and what clubs see of them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query

from hallenwart_backend.errors import RefusedError
from hallenwart_backend.rounds import answers, bodies, fields
from hallenwart_backend.rounds.casing import halls_of
from hallenwart_backend.rounds.desk import LEADS, Wanted, clubs_of, is_office
from hallenwart_backend.rounds.editing import Place
from hallenwart_backend.rounds.model import Deed
from hallenwart_backend.rounds.publishing import Published
from hallenwart_backend.rounds.refusals import refused
from hallenwart_backend.rounds.weights import HEAVIEST, NAMES, Weights
from hallenwart_backend.web.fields import Id
from hallenwart_backend.web.parts import InBrowser, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/rounds", tags=["rounds"])
Dry = Annotated[bool, Query()]


def _wanted(body: bodies.RoundBody) -> Wanted:
    told: dict[str, Any] = {name: getattr(body, name) for name in bodies.RoundBody.model_fields}
    return Wanted(**told | {"halls": tuple(dict.fromkeys(body.halls)), "weights": body.weights.weights()})


@router.get("")
async def rounds(person: InBrowser, parts: PartsOf) -> fields.RoundsOut:
    found, counts = await parts.rounds.desk.listed(person)
    now, office, names = parts.clock.now_ms(), is_office(person), parts.places.current.clubs
    clubs = names if office else [one for one in clubs_of(person) if person.has_at(LEADS, one)]
    return fields.RoundsOut(
        rounds=[answers.round_out(one, now, counts.get(one.id, (0, 0, 0, 0))) for one in found],
        office=office,
        clubs=sorted(
            (fields.RoundClubOut(id=one, name=names.get(one, one)) for one in clubs), key=lambda one: one.name.casefold()
        ),
    )


@router.get("/weights")
async def weights(_: InBrowser) -> fields.WeightsOut:
    """Return what the weights mean."""
    usual = Weights()
    told = [fields.WeightOut(id=one, de=de, en=en, usual=getattr(usual, one)) for one, (de, en) in NAMES.items()]
    return fields.WeightsOut(terms=told, heaviest=HEAVIEST)


@router.post("", status_code=201)
async def open_round(body: bodies.RoundBody, person: InBrowser, parts: PartsOf) -> fields.RoundOut:
    made = await parts.rounds.desk.open(person, _wanted(body))
    return answers.round_out(made, parts.clock.now_ms())


@router.get("/{season}")
async def one_round(season: Id, person: InBrowser, parts: PartsOf) -> fields.RoundDetailOut:
    book = await parts.rounds.desk.book(person, season)
    mine = book.stated if is_office(person) else [one for one in book.stated if one.club in clubs_of(person)]
    ids, seen = {one.id for one in mine}, is_office(person) or book.round.announced
    placed = sum(one.hall is not None and one.wish in ids for one in book.assignments) if seen else 0
    objections = [one for one in book.objections if is_office(person) or one.club in clubs_of(person)]
    counts = len(mine), len({one.club for one in mine}), placed, sum(one.state == "open" for one in objections)
    places = parts.places.current
    halls = halls_of(places, book.round.halls, (), book.round.from_date, book.round.to_date)
    return fields.RoundDetailOut(
        round=answers.round_out(book.round, parts.clock.now_ms(), counts),
        halls=[answers.hall_out(one, places) for one in halls],
    )


@router.put("/{season}")
async def change_round(season: Id, body: bodies.RoundBody, person: InBrowser, parts: PartsOf) -> fields.RoundOut:
    made = await parts.rounds.desk.change(person, season, _wanted(body))
    return answers.round_out(made, parts.clock.now_ms())


@router.post("/{season}/close")
async def close_round(season: Id, person: InBrowser, parts: PartsOf) -> fields.RoundOut:
    """Take no more wishes."""
    return answers.round_out(await parts.rounds.desk.step(person, season, Deed.CLOSED), parts.clock.now_ms())


@router.post("/{season}/reopen")
async def reopen_round(season: Id, person: InBrowser, parts: PartsOf) -> fields.RoundOut:
    """Go one state back: clubs do not see the proposal any more, or may wish again."""
    return answers.round_out(await parts.rounds.desk.step(person, season, Deed.REOPENED), parts.clock.now_ms())


@router.post("/{season}/propose", status_code=202)
async def propose(season: Id, body: bodies.ProposeBody, person: InBrowser, parts: PartsOf) -> fields.SolverOut:
    """Begin to work out a proposal; `GET …/proposal` says how far it is."""
    begun = await parts.rounds.proposals.propose(person, season, keep=body.keep)
    return answers.solver_out(begun, parts.clock.now_ms())


@router.get("/{season}/proposal")
async def proposal(season: Id, person: InBrowser, parts: PartsOf) -> fields.RoundProposalOut:
    """Return the proposal; clubs see it once it was announced, with their own refusals."""
    room = parts.rounds
    book = await room.desk.book(person, season)
    if not (is_office(person) or book.round.announced):
        raise refused("not_yet")
    found = await room.edits.proposal(book, None if is_office(person) else clubs_of(person))
    return answers.proposal_out(found, person, parts.places.current, room.proposals.progress(season), parts.clock.now_ms())


@router.put("/{season}/assignments/{round_wish}")
async def assign(
    season: Id,
    round_wish: Id,
    person: InBrowser,
    parts: PartsOf,
    body: bodies.AssignmentBody | None = None,
    dry: Dry = False,
) -> fields.RoundEditOut:
    """Put a wish somewhere by hand (null: nowhere); with `dry` only say what that costs and whom it touches."""
    told = body or bodies.AssignmentBody(sections=[])
    place = Place(told.hall, tuple(told.sections), told.weekday, told.start_min, told.fixed)
    edit = await parts.rounds.edits.put(person, season, round_wish, place, dry=dry)
    return answers.edit_out(edit, parts.places.current)


@router.post("/{season}/publish")
async def publish(
    season: Id, body: bodies.PublishBody, person: InBrowser, parts: PartsOf, dry: Dry = False
) -> fields.PublishOut:
    """Make the series. Where others have a date nothing is booked, unless such dates are to be left out."""
    wishes = (await parts.rounds.desk.book(person, season)).wishes
    places = parts.places.current
    try:
        done = await parts.rounds.publishing.publish(person, season, skip=body.skip, dry=dry)
    except RefusedError as refusal:
        if isinstance(outcome := refusal.extra.pop("dates", None), Published):
            refusal.extra["outcome"] = answers.published_out(outcome, wishes, places).model_dump(mode="json")
        raise
    return answers.published_out(done, wishes, places)


@router.post("/{season}/replay")
async def replay(season: Id, body: bodies.ReplayBody, person: InBrowser, parts: PartsOf) -> fields.ReplayOut:
    """Return who would have gained or lost hours last season by other weights. Nothing of it is kept."""
    found = await parts.rounds.replays.replay(person, season, body.weights.weights())
    return answers.replay_out(found, parts.places.current)


@router.get("/{season}/history")
async def history(season: Id, person: InBrowser, parts: PartsOf) -> fields.RoundHistoryOut:
    found = await parts.rounds.desk.history(person, season)
    return fields.RoundHistoryOut(events=[answers.event_out(one, parts.places.current) for one in found])
