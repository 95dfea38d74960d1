"""The stand-in's `/api/usage`: what pages ask of use, and what they send. Told by the backend's own answers."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hallenwart_backend.occupancy import answers as told
from hallenwart_backend.occupancy import answers_more as more
from hallenwart_backend.occupancy.policy.routes import UsageRulesOut
from support import page_usage_data as data
from support.page_api import Stage, answer
from support.page_states import at


def said(model: type[BaseModel], content: Any) -> Response:
    return answer(model.model_validate(content).model_dump(mode="json"))


class Usage:
    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    async def _note(self, request: Request) -> dict[str, Any]:
        body = await request.json() if await request.body() else {}
        self.stage.posts.append((f"{request.method} {request.url.path}", body))
        return dict(body)

    async def halls(self, _: Request) -> Response:
        return said(told.HallsUseOut, data.halls())

    async def day(self, request: Request) -> Response:
        return said(told.HallDayOut, data.day(request.query_params["day"]))

    async def heat(self, request: Request) -> Response:
        self.stage.usage_asked.append(dict(request.query_params))
        return said(told.HeatOut, data.heat(request.query_params["measure"]))

    async def clubs(self, _: Request) -> Response:
        club = (self.stage.session or {}).get("club")
        known = data.clubs()
        return said(told.ClubsUseOut, {"clubs": [one for one in known if club is None or one["club"] == club["id"]]})

    async def slots(self, request: Request) -> Response:
        asked = request.query_params
        self.stage.usage_asked.append(dict(asked))
        known = [one for one in self.stage.usage_slots if asked.get("verdict", one["verdict"]) == one["verdict"]]
        later = asked.get("after", "")
        page = {"slots": known[3:] if later else known[:3], "next": None if later or len(known) <= 3 else "1~u"}
        return said(told.SlotsUseOut, page)

    async def explain(self, request: Request) -> Response:
        note = {**await self._note(request), "t_ms": at("18:44")}
        found = next(one for one in self.stage.usage_slots if one["id"] == request.path_params["id"])
        found["explanation"] = note
        return said(told.SlotUseOut, found)

    async def rights(self, _: Request) -> Response:
        open_ = {one["series"]: one for one in self.stage.usage_proposals if one["state"] in {"made", "accepted", "objected"}}
        return said(more.RightsUseOut, {"rights": [one | {"proposal": open_.get(one["series"])} for one in data.rights()]})

    async def propose(self, request: Request) -> Response:
        sent = await self._note(request)
        made = data.proposal(series=request.path_params["series"], kind=sent["kind"], text=sent["text"])
        self.stage.usage_proposals = [made, *self.stage.usage_proposals]
        return said(more.UseProposalsOut, {"proposals": [made]})

    async def proposals(self, _: Request) -> Response:
        return said(more.UseProposalsOut, {"proposals": self.stage.usage_proposals})

    async def deed(self, request: Request) -> Response:
        sent = await self._note(request)
        found = next(one for one in self.stage.usage_proposals if one["id"] == request.path_params["id"])
        deeds = {"withdraw": "withdrawn", "carry_out": "done"}
        found["state"] = deeds.get(request.path_params["deed"]) or ("accepted" if sent["accept"] else "objected")
        found["answer"] = sent.get("text") or found["answer"]
        return said(more.UseProposalsOut, {"proposals": [found]})

    async def unusual(self, _: Request) -> Response:
        return said(more.UnusualsOut, {"events": data.unusual()})

    async def forecast(self, _: Request) -> Response:
        return said(more.ForecastOut, data.forecast())

    async def hints(self, _: Request) -> Response:
        return said(more.HintsOut, data.hints())

    async def sensors(self, _: Request) -> Response:
        return said(more.SensorsOut, {"sensors": data.sensors()})

    async def rules(self, request: Request) -> Response:
        if request.method == "PUT":
            sent = await self._note(request)
            return said(UsageRulesOut, data.rules() | sent | {"rev": sent["rev"] + 1})
        return said(UsageRulesOut, data.rules())


def routes(stage: Stage) -> list[Route]:
    usage = Usage(stage)
    return [
        Route("/api/usage/halls", usage.halls),
        Route("/api/usage/halls/{hall}/day", usage.day),
        Route("/api/usage/heat", usage.heat),
        Route("/api/usage/clubs", usage.clubs),
        Route("/api/usage/slots", usage.slots),
        Route("/api/usage/slots/{id}/explanation", usage.explain, methods=["POST"]),
        Route("/api/usage/rights", usage.rights),
        Route("/api/usage/rights/{series}/proposal", usage.propose, methods=["POST"]),
        Route("/api/usage/proposals", usage.proposals),
        Route("/api/usage/proposals/{id}/{deed}", usage.deed, methods=["POST"]),
        Route("/api/usage/unusual", usage.unusual),
        Route("/api/usage/forecast", usage.forecast),
        Route("/api/usage/hints", usage.hints),
        Route("/api/usage/sensors", usage.sensors),
        Route("/api/usage/rules", usage.rules, methods=["GET", "PUT"]),
    ]
