"""Other systems are told of incidents by signed webhooks: in order, again until taken, and nothing of people."""

import hashlib
import hmac

import pytest

from support.backends import ADMIN, AMT, open_town
from support.letters import fire, incident_of
from support.webhook_receiver import receiving


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path, webhooks_here=True) as opened:
        yield opened


@pytest.fixture
async def receiver():
    async with receiving() as opened:
        yield opened


async def _listen(town, receiver, site=""):
    admin = await town.signed_in(ADMIN)
    answer = await admin.post("/api/alert-webhooks", json={"name": "Leitstelle", "url": receiver.url, "site": site})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def _tell(town):
    await town.backend.channels.webhooks.look()
    while await town.backend.channels.webhooks.sender.send_due():
        pass


async def test_raise_acknowledge_resolve_are_told_signed_and_without_names(town, receiver):
    hook = await _listen(town, receiver)
    await town.backend.incidents.report(fire())
    await _tell(town)
    incident = await incident_of(town)
    await town.backend.incidents.acknowledge(incident.id, by="M. Kern", word="going", may=lambda _: True)
    await _tell(town)
    await town.backend.incidents.clear(fire().key, "a1", town.clock.now_ms())
    await _tell(town)
    await town.backend.incidents.resolve(incident.id, by="M. Kern", note="nichts", may=lambda _: True)
    await _tell(town)
    await _tell(town)
    assert receiver.types == ["incident.raised", "incident.acknowledged", "incident.updated", "incident.resolved"]
    assert [one.told["incident"]["acknowledged"] for one in receiver.came] == ["", "going", "going", "going"]
    assert not any(b"Kern" in one.body or b"nichts" in one.body for one in receiver.came)
    for came in receiver.came:
        t_s, mark = (part.split("=")[1] for part in came.headers["hallenwart-signature"].split(","))
        wanted = hmac.new(hook["secret"].encode(), f"{t_s}.".encode() + came.body, hashlib.sha256).hexdigest()
        assert hmac.compare_digest(mark, wanted)


async def test_a_receiver_that_is_down_gets_everything_later_in_order(town, receiver):
    await _listen(town, receiver)
    receiver.answer = lambda _came, _number: 503
    await town.backend.incidents.report(fire())
    await _tell(town)
    incident = await incident_of(town)
    await town.backend.incidents.acknowledge(incident.id, by="x", word="there", may=lambda _: True)
    await _tell(town)
    assert set(receiver.types) == {"incident.raised"}
    receiver.answer = lambda _came, _number: 200
    receiver.came.clear()
    town.clock.advance(3_600_000)
    await _tell(town)
    assert receiver.types == ["incident.raised", "incident.acknowledged"]


async def test_what_happened_while_the_server_was_down_is_told_after_the_start(tmp_path, receiver):
    async with open_town(tmp_path, webhooks_here=True) as town:
        await _listen(town, receiver)
        await town.backend.incidents.report(fire())
        now = town.clock.now_ms()
    async with open_town(tmp_path, webhooks_here=True, keep=True, now_ms=now + 1) as again:
        await _tell(again)
    assert receiver.types == ["incident.raised"]


async def test_a_site_of_its_own_and_an_end_of_listening(town, receiver):
    hook = await _listen(town, receiver, site="sued")
    await town.backend.incidents.report(fire())
    await _tell(town)
    assert receiver.came == []
    admin = await town.signed_in(ADMIN)
    assert (await admin.post(f"/api/alert-webhooks/{hook['id']}/ping")).status_code == 202
    await _tell(town)
    assert receiver.types == ["ping"]
    events = (await admin.get(f"/api/alert-webhooks/{hook['id']}/events")).json()["events"]
    assert [(one["type"], one["state"]) for one in events] == [("ping", "delivered")]
    assert (await admin.delete(f"/api/alert-webhooks/{hook['id']}")).status_code == 204
    assert (await admin.get("/api/alert-webhooks")).json() == {"webhooks": []}
    assert (await admin.delete(f"/api/alert-webhooks/{hook['id']}")).status_code == 404


async def test_only_an_admin_and_only_public_addresses(tmp_path, receiver):
    async with open_town(tmp_path) as town:
        body = {"name": "x", "url": receiver.url}
        assert (await (await town.signed_in(AMT)).post("/api/alert-webhooks", json=body)).status_code == 403
        refused = await (await town.signed_in(ADMIN)).post("/api/alert-webhooks", json=body)
        assert (refused.status_code, refused.json()["code"]) == (422, "private_address")
