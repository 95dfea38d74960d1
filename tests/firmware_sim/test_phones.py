"""The town's telephones: gateways on loopback that ring, read out, take keys and can be out of order."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hallenwart_contract.clock import SystemClock
from hallenwart_contract.director import OnPhone, Received
from hallenwart_sim.phones import calls, twiml
from hallenwart_sim.phones.phones import Phones
from hallenwart_sim.phones.texts import Outside

NUMBER, NAME, SECRET = "+491713920001", "M. Kern", "geheim"
HERE, THERE = "http://town", "http://server"
RING = f"{calls.BASE}{twiml.CALLS.format(account=calls.ACCOUNT)}.json"
MENU = '<Response><Gather timeout="5" action="/voice/1?turn=2"><Say language="de-DE">Rauch im Foyer.</Say></Gather></Response>'
THANKS = '<Response><Say language="de-DE">Danke.</Say><Hangup/></Response>'


class Server:
    """Whoever is called back: keeps what it was told, and looks at every signature."""

    def __init__(self) -> None:
        self.told: list[dict[str, str]] = []
        self.ended = asyncio.Event()

    async def take(self, request: Request) -> Response:
        form = dict(httpx.QueryParams((await request.body()).decode()))
        assert request.headers[twiml.SIGNATURE] == twiml.signature(str(request.url), form, SECRET)
        self.told.append(form)
        if request.url.path.endswith("/status"):
            if form["CallStatus"] != "in-progress":
                self.ended.set()
            return Response(status_code=204)
        return Response(THANKS if "Digits" in form else MENU)


@pytest.fixture
async def server() -> Server:
    return Server()


@asynccontextmanager
async def opened(server: Server) -> AsyncIterator[tuple[Phones, httpx.AsyncClient]]:
    phones = Phones(SystemClock(), {NUMBER: NAME}, SECRET)
    back = Starlette(routes=[Route("/voice/{rest:path}", server.take, methods=["POST"])])
    async with aclosing(phones):
        phones.calls._http = httpx.AsyncClient(transport=httpx.ASGITransport(app=back))
        town = Starlette(routes=list(phones.routes(origins=frozenset({HERE}))))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=town), base_url=HERE) as client:
            yield phones, client


async def ring(client: httpx.AsyncClient, *, to: str = NUMBER, ring_s: float = 30, secret: str = SECRET) -> httpx.Response:
    form = {"To": to, "Url": f"{THERE}/voice/1", "StatusCallback": f"{THERE}/voice/1/status", "Timeout": str(ring_s)}
    return await client.post(RING, data=form, headers={"Authorization": twiml.login(calls.ACCOUNT, secret)})


async def arrived(phones: Phones, state: str, text: str = "") -> Received:
    await phones.inbox.next_since(0, lambda one: one.state == state and text in one.text)
    return phones.inbox.received[0]


async def test_a_call_is_answered_read_out_and_takes_a_key(server: Server):
    async with opened(server) as (phones, client):
        sid = (await ring(client)).json()["sid"]
        call = await arrived(phones, "ringing")
        assert (call.person, call.way) == (NAME, "call")
        with pytest.raises(LookupError):
            phones.calls.on_phone(OnPhone(call=call.id, press="1"))
        phones.calls.on_phone(OnPhone(call=call.id, press="answer"))
        await arrived(phones, "talking", "Rauch im Foyer.")
        phones.calls.on_phone(OnPhone(call=call.id, press="1"))
        await arrived(phones, "over", "Danke.")
        await asyncio.wait_for(server.ended.wait(), 60)
        assert [(one["CallStatus"], one.get("Digits")) for one in server.told] == [
            ("in-progress", None),
            ("in-progress", None),
            ("in-progress", "1"),
            ("completed", None),
        ]
        told = await client.get(
            RING.replace(".json", f"/{sid}.json"), headers={"Authorization": twiml.login(calls.ACCOUNT, SECRET)}
        )
        assert told.json()["status"] == "completed"
        with pytest.raises(LookupError):
            phones.calls.on_phone(OnPhone(call=call.id, press="1"))


@pytest.mark.parametrize(("ring_s", "press", "ended"), [(0.0, "", "no-answer"), (30.0, "hang_up", "canceled")])
async def test_a_call_that_nobody_takes_says_how_it_ended(server: Server, ring_s: float, press: str, ended: str):
    async with opened(server) as (phones, client):
        await ring(client, ring_s=ring_s)
        if press:
            phones.calls.on_phone(OnPhone(call=(await arrived(phones, "ringing")).id, press=press))
        await arrived(phones, "over")
        await asyncio.wait_for(server.ended.wait(), 60)
        assert [one["CallStatus"] for one in server.told] == [ended]


async def test_gateways_refuse_strangers_and_fail_while_they_are_out_of_order(server: Server):
    async with opened(server) as (phones, client):
        assert (await ring(client, secret="falsch")).status_code == 401
        assert (await ring(client, to="+491713920099")).status_code == 400
        assert (await client.post("/phones/sms/+491713920099", json={})).status_code == 400
        phones.down = True
        assert (await ring(client)).status_code == 503
        assert (await client.post(f"/phones/sms/{NUMBER}", json={})).status_code == 503
        assert phones.inbox.received == []


async def test_a_text_shows_its_link_and_whether_it_sounds(server: Server):
    async with opened(server) as (phones, client):
        said = {"title": "PROBE: Rauch", "message": "Foyer\nhttp://127.0.0.1/a/1", "type": "failure"}
        assert (await client.post(f"/phones/sms/{NUMBER}", json=said)).status_code == 200
        (one,) = phones.inbox.received
        assert (one.person, one.text, one.link, one.silent, one.drill) == (NAME, "Foyer", "http://127.0.0.1/a/1", False, True)


async def test_only_the_director_s_page_presses_keys(server: Server):
    async with opened(server) as (_, client):
        body = {"call": "m1", "press": "answer"}
        assert (await client.post("/director/phone", json=body)).status_code == 403
        assert (await client.post("/director/phone", json=body, headers={"Origin": HERE})).status_code == 409
        assert (await client.post("/director/phone", json={}, headers={"Origin": HERE})).status_code == 422


async def test_somebody_outside_notes_when_the_sign_of_life_stays_away_and_comes_back():
    lines: asyncio.Queue[str] = asyncio.Queue()
    outside = Outside(lines.put_nowait, missed_after_s=0.05)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=Starlette(routes=[outside.route()])), base_url=HERE
    ) as client:
        watching = asyncio.create_task(outside.watch())
        for word in ("gibt Lebenszeichen", "kein Lebenszeichen", "lebt wieder"):
            if word != "kein Lebenszeichen":
                await client.get("/phones/heartbeat")
            assert word in await asyncio.wait_for(lines.get(), 60)
        watching.cancel()


async def test_whoever_ends_while_a_phone_rings_leaves_nothing_behind(server: Server):
    lost: list[str] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: lost.append(context["message"]))
    async with opened(server) as (phones, client):
        await ring(client)
        await arrived(phones, "ringing")
        talks = [task for task in asyncio.all_tasks() if task.get_name().startswith("call ")]
        assert len(talks) == 1
    assert all(talk.done() and not talk.exception() for talk in talks)
    assert not lost
