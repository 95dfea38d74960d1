"""`/api/rounds/{season}/wishes` and `…/objections`: what clubs say in a round."""

from __future__ import annotations

from typing import Any

from fastapi.responses import Response

from hallenwart_backend.rounds import answers, bodies, fields
from hallenwart_backend.rounds.desk import check_office
from hallenwart_backend.rounds.wishing import Stated
from hallenwart_backend.web.fields import Id
from hallenwart_backend.web.parts import InBrowser, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/rounds/{season}", tags=["rounds"])


def _stated(body: bodies.RoundWishBody) -> Stated:
    told: dict[str, Any] = body.model_dump()
    return Stated(**told | {"weekdays": tuple(body.weekdays), "halls": tuple(body.halls)})


@router.get("/wishes")
async def wishes(season: Id, person: InBrowser, parts: PartsOf) -> fields.RoundWishesOut:
    """Return the wishes of the own clubs; the office sees all."""
    _, found = await parts.rounds.wishes.listed(person, season)
    return fields.RoundWishesOut(wishes=[answers.wish_out(one, parts.places.current) for one in found])


@router.post("/wishes", status_code=201)
async def state_wish(season: Id, body: bodies.RoundWishBody, person: InBrowser, parts: PartsOf) -> fields.RoundWishOut:
    made = await parts.rounds.wishes.state(person, season, _stated(body))
    return answers.wish_out(made, parts.places.current)


@router.put("/wishes/{round_wish}")
async def change_wish(
    season: Id, round_wish: Id, body: bodies.RoundWishBody, person: InBrowser, parts: PartsOf
) -> fields.RoundWishOut:
    made = await parts.rounds.wishes.change(person, season, round_wish, _stated(body))
    return answers.wish_out(made, parts.places.current)


@router.delete("/wishes/{round_wish}", status_code=204)
async def withdraw_wish(season: Id, round_wish: Id, person: InBrowser, parts: PartsOf) -> None:
    await parts.rounds.wishes.withdraw(person, season, round_wish)


@router.get("/wishes.csv")
async def wishes_table(season: Id, person: InBrowser, parts: PartsOf) -> Response:
    """Return all wishes as a table."""
    check_office(person)
    of, found = await parts.rounds.wishes.listed(person, season)
    named = {"Content-Disposition": f'attachment; filename="wuensche-{of.from_date}.csv"'}
    return Response(answers.wishes_csv(found, parts.places.current), media_type="text/csv; charset=utf-8", headers=named)


@router.get("/objections")
async def objections(season: Id, person: InBrowser, parts: PartsOf) -> fields.ObjectionsOut:
    """Return the objections of the own clubs; the office sees all."""
    found = await parts.rounds.objections.listed(person, season)
    _, known = await parts.rounds.wishes.listed(person, season)
    return fields.ObjectionsOut(objections=[answers.objection_out(one, known, parts.places.current) for one in found])


@router.post("/objections", status_code=201)
async def object_to(season: Id, body: bodies.ObjectionBody, person: InBrowser, parts: PartsOf) -> fields.ObjectionOut:
    made = await parts.rounds.objections.object(person, season, body.club, body.wish, body.text)
    _, known = await parts.rounds.wishes.listed(person, season)
    return answers.objection_out(made, known, parts.places.current)


@router.put("/objections/{objection}")
async def answer_objection(
    season: Id, objection: Id, body: bodies.ObjectionAnswerBody, person: InBrowser, parts: PartsOf
) -> fields.ObjectionOut:
    made = await parts.rounds.objections.answer(person, season, objection, body.state, body.answer)
    _, known = await parts.rounds.wishes.listed(person, season)
    return answers.objection_out(made, known, parts.places.current)
