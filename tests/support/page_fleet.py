"""The stand-in's fleet: devices, one of them in full, tickets, wiring, updates, and how long what is kept."""

from __future__ import annotations

from typing import Any

import segno
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from support import page_fleet_data as data
from support.page_api import Stage, answer, refusal
from support.page_keys import Noting
from support.page_states import NOW_MS, at


class Fleet(Noting):
    """Answers as the stage's session may see it; `stage.fleet` and `stage.broker` say what there is."""

    def _caretaker(self) -> bool:
        return self.stage.session is None or not {"admin", "office"} & {*self.stage.session["roles"]}

    async def all(self, request: Request) -> Response:
        if request.method == "POST":
            body = await self._noted(request)
            self.stage.fleet = [*self.stage.fleet, data.device(**(body | {"state": "planned", "seen_ms": None}))]
            return answer({"id": body["id"]}, 201)
        rev = 7 + len(self.stage.posts)
        whole = request.query_params.get("since") != str(rev)
        told = {"now_ms": NOW_MS, "rev": rev, "whole": whole, "broker": self.stage.broker, "gone": []}
        return answer(told | {"devices": self.stage.fleet if whole else []})

    async def one(self, request: Request) -> Response:
        found = [one for one in self.stage.fleet if one["id"] == request.path_params["id"]]
        if not found:
            return refusal("no_device", "Dieses Gerät gibt es nicht.", "There is no such device.", 404)
        return answer(data.whole(found[0], caretaker=self._caretaker(), renewal=self.stage.renewal))

    async def ticket(self, request: Request) -> Response:
        await self._noted(request)
        name = request.path_params["id"]
        text = f"hallenwart:enrol?server=https://halle.example:8443&ca={'ab' * 32}&token={'k7qw' * 8}"
        ticket = {"id": "t-1", "device": name, "made_ms": NOW_MS, "until_ms": NOW_MS + data.DAY_MS}
        svg = segno.make(text, error="m", micro=False).svg_inline(border=4, scale=4, omitsize=True)
        told = {"ticket": ticket, "token": "k7qw k7qw", "server": "https://halle.example:8443", "fingerprint": "abab " * 16}
        return answer(
            told
            | {
                "command": "hallenwart-edge enrol --server https://halle.example:8443 --fingerprint ab --token K7QW",
                "text": text,
                "qr_svg": svg,
            },
            201,
        )

    async def tickets(self, _: Request) -> Response:
        return answer({"tickets": []})

    async def asked(self, request: Request) -> Response:
        await self._noted(request)
        return answer({"id": "c-9", "ref": "l-1"}, 202)

    async def log(self, _: Request) -> Response:
        return answer({"ref": "l-1", "received_ms": NOW_MS, "lines": ["18:43 smoke-1 ok", "18:44 air-1 no answer"]})

    async def renewed(self, request: Request) -> Response:
        await self._noted(request)
        self.stage.renewal = ""
        return Response(status_code=204)

    async def revoked(self, request: Request) -> Response:
        await self._noted(request)
        return answer({"ending": "connected"})

    async def settings(self, request: Request) -> Response:
        return answer(await self._noted(request))

    async def wiring(self, request: Request) -> Response:
        if request.method == "POST":
            body = await self._noted(request)
            return answer(self._checked(body["text"]) | {"number": 13}, 202)
        told = {
            "running": data.WIRING,
            "running_ms": at("18:41"),
            "rev": 12,
            "digest": "ab12",
            "wanted": data.WIRING,
            "wanted_number": 12,
        }
        return answer(told | {"same": True, "revisions": [{"number": 12, "made_ms": at("16:10"), "by": "B. Amrein"}]})

    async def check(self, request: Request) -> Response:
        return answer(self._checked((await request.json())["text"]))

    def _checked(self, text: str) -> dict[str, Any]:
        wrong = [n for n, line in enumerate(text.splitlines(), 1) if "pin = 99" in line]
        problems = [{"line": n, "de": "pin 99 gibt es nicht", "en": "there is no pin 99", "weight": "error"} for n in wrong]
        return {"problems": problems, "diff": ["@@ -4 +4 @@", "-pin = 17", "+pin = 18"], "number": None}

    async def protocols(self, _: Request) -> Response:
        made = {"ref": "p-1", "device": "nordpark-1", "made_ms": at("10:00"), "received_ms": at("10:01"), "person": "M. Kern"}
        return answer(
            {
                "protocols": [
                    made
                    | {
                        "agent": "0.6.0",
                        "wiring": "ab12",
                        "count": 24,
                        "bad": 1,
                        "digest": "",
                        "certificate": "",
                        "whole": True,
                    }
                ]
            }
        )

    async def rollouts(self, request: Request) -> Response:
        if request.method == "POST":
            body = await self._noted(request)
            made = data.rollout(id="r-2", version=body["version"], wave=0, note=body["note"], next_ms=None)
            self.stage.rollouts = [made, *self.stage.rollouts]
            return answer(made | {"targets": data.targets()}, 201)
        return answer({"releases": data.RELEASES, "rollouts": self.stage.rollouts})

    async def rollout(self, request: Request) -> Response:
        found = [one for one in self.stage.rollouts if one["id"] == request.path_params["id"]]
        if request.method == "POST":
            await self._noted(request)
            new = {"pause": "paused", "resume": "running", "stop": "stopped"}.get(request.path_params["act"], found[0]["state"])
            self.stage.rollouts = [one | {"state": new} if one is found[0] else one for one in self.stage.rollouts]
            found = [found[0] | {"state": new}]
        return answer(found[0] | {"targets": data.targets()})

    async def retention(self, request: Request) -> Response:
        days = (await self._noted(request))["days"] if request.method == "PUT" else {}
        return answer(data.kinds(days))

    async def sheet(self, request: Request) -> Response:
        if request.method == "PUT":
            return answer(data.SHEET | await self._noted(request) | {"rev": 3})
        return answer(data.SHEET)


def routes(stage: Stage) -> list[Route]:
    fleet = Fleet(stage)
    of = "/api/fleet/{id}"
    return [
        Route("/api/fleet", fleet.all, methods=["GET", "POST"]),
        Route("/api/fleet/rollouts", fleet.rollouts, methods=["GET", "POST"]),
        Route("/api/fleet/rollouts/{id}", fleet.rollout),
        Route("/api/fleet/rollouts/{id}/{act}", fleet.rollout, methods=["POST"]),
        Route(of, fleet.one),
        Route(f"{of}/ticket", fleet.ticket, methods=["POST"]),
        Route(f"{of}/tickets", fleet.tickets),
        *(Route(f"{of}/{act}", fleet.asked, methods=["POST"]) for act in ("identify", "restart", "logs")),
        Route(f"{of}/logs/{{ref}}", fleet.log),
        Route(f"{of}/renewal", fleet.renewed, methods=["POST"]),
        Route(f"{of}/revoke", fleet.revoked, methods=["POST"]),
        Route(f"{of}/settings", fleet.settings, methods=["PUT"]),
        Route(f"{of}/wiring", fleet.wiring, methods=["GET", "POST"]),
        Route(f"{of}/wiring/check", fleet.check, methods=["POST"]),
        Route(f"{of}/protocols", fleet.protocols),
        Route("/api/retention", fleet.retention, methods=["GET", "PUT"]),
        Route("/api/privacy", fleet.sheet, methods=["GET", "PUT"]),
    ]
