"""Webhooks over real sockets: signed, in order, again and again until taken, over restarts, never into private networks."""

import asyncio
import contextlib
import hashlib
import hmac
import socket

import pytest

from hallenwart_backend.access.partners import book, rules
from hallenwart_backend.adapters import webhook_http
from hallenwart_backend.adapters.webhook_http import HttpPost
from hallenwart_backend.webhook_rules import fault_of_url
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event
from support.backends import HOUR_MS, open_town
from support.partner_town import new_system
from support.webhook_receiver import receiving


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path, webhooks_here=True) as opened:
        yield opened


@pytest.fixture
async def receiver():
    async with receiving() as opened:
        yield opened


@pytest.fixture
async def system(town):
    return await new_system(town)


async def _listen(system, receiver):
    return (await system.done("PUT", "/webhook", {"url": receiver.url}))["secret"]


async def _send(town):
    while await town.backend.partner_desk.webhooks.send_due():
        pass


def _holds(came, secret):
    """The ten lines of docs/partners.md."""
    parts = [part.partition("=")[::2] for part in came.headers["hallenwart-signature"].split(",")]
    t_s = next(value for name, value in parts if name == "t")
    expected = hmac.new(secret.encode(), f"{t_s}.".encode() + came.body, hashlib.sha256).hexdigest()
    return any(hmac.compare_digest(value, expected) for name, value in parts if name == "v1")


async def _life_of_a_key(town, system):
    """A grant whose key goes out, is late and comes back."""
    grant = await system.done("POST", "/grants", system.wish())
    await town.backend.desk.publish_all()
    right = town.backend.publisher.wanted("nordpark-1", "grants").g[0].id
    town.clock.advance(6 * HOUR_MS)
    for kind, pause_ms in ((EventKind.AUTH_OK, 1_000), (EventKind.KEY_TAKEN, 3 * HOUR_MS), (EventKind.KEY_RETURNED, 0)):
        event = Event(kind=kind, t_ms=town.clock.now_ms(), c="locker", a={"slot": 1, "grant": right})
        for _ in range(2):  # a device tells an event again after a crash
            await town.backend.lockers.custody.on_event(town.arrival(), event)
            await town.backend.partner_desk.watch.on_event(town.arrival(), event)
        town.clock.advance(pause_ms)
        await town.backend.partner_desk.watch.look()
    return grant


async def test_what_happens_is_told_once_in_order_signed_and_without_the_code(town, system, receiver):
    secret = await _listen(system, receiver)
    grant = await _life_of_a_key(town, system)
    await system.ask("DELETE", f"/grants/{grant['id']}")
    await _send(town)
    assert receiver.types == ["used", "key_out", "overdue", "returned", "revoked"]
    assert all(_holds(came, secret) for came in receiver.came)
    assert not any(_holds(came, "whsec_other") for came in receiver.came)
    assert {came.told["grant"]["reference"] for came in receiver.came} == {"B-0"}
    assert receiver.came[1].told["compartment"] == {"locker": "nordpark-1", "number": 1}
    assert len({came.headers["hallenwart-event"] for came in receiver.came}) == 5
    assert not any(grant["code"].encode() in came.body for came in receiver.came)


async def test_what_is_not_taken_comes_again_later_and_keeps_its_place(town, system, receiver):
    await _listen(system, receiver)
    receiver.answer = lambda _came, number: 503 if number < 3 else 200
    await _life_of_a_key(town, system)
    await _send(town)
    assert receiver.types == ["used"]
    for pause_ms in (5_000, 10_000):
        town.clock.advance(pause_ms - 1)
        await _send(town)
        count = len(receiver.came)
        town.clock.advance(1)
        await _send(town)
        assert len(receiver.came) == count + 1
    log = (await system.done("GET", "/webhook/events"))["events"]
    assert [(one["type"], one["state"], one["attempts"], one["status"]) for one in log[-1:]] == [("used", "waiting", 3, 503)]
    town.clock.advance(20_000)
    await _send(town)
    assert receiver.types == ["used"] * 4 + ["key_out", "overdue", "returned"]
    assert len({came.headers["hallenwart-event"] for came in receiver.came[:4]}) == 1


async def test_one_stuck_grant_does_not_hold_up_another(town, system, receiver):
    await _listen(system, receiver)
    first, second = [await system.done("POST", "/grants", system.wish(number)) for number in (1, 2)]
    receiver.answer = lambda came, _number: 500 if came.told["grant"]["id"] == first["id"] else 204
    for grant in (first, second):
        await system.ask("DELETE", f"/grants/{grant['id']}")
    for _ in range(3):
        await town.backend.partner_desk.webhooks.send_due()
    assert [came.told["grant"]["id"] for came in receiver.came] == [first["id"], second["id"]]


async def test_what_waits_survives_a_restart_and_may_come_twice_with_one_id(tmp_path, receiver):
    async with open_town(tmp_path, webhooks_here=True) as town:
        system = await new_system(town)
        secret = await _listen(system, receiver)
        grant = await system.done("POST", "/grants", system.wish())
        await system.ask("DELETE", f"/grants/{grant['id']}")
        marks = []
        town.backend.partner_desk.webhooks._mark = _crash_before(marks)
        with pytest.raises(ExceptionGroup):
            await _send(town)
        now_ms = town.clock.now_ms()
    async with open_town(tmp_path, webhooks_here=True, keep=True, now_ms=now_ms) as town:
        await _send(town)
    assert receiver.types == ["revoked", "revoked"]
    assert len({came.headers["hallenwart-event"] for came in receiver.came}) == 1
    assert all(_holds(came, secret) for came in receiver.came)


def _crash_before(marks):
    async def mark(line, **values):
        marks.append((line, values))
        raise RuntimeError("the power goes before it is written down")

    return mark


async def test_after_three_days_it_waits_for_its_replay(town, system, receiver):
    await _listen(system, receiver)
    receiver.answer = lambda _came, _number: 500
    grant = await system.done("POST", "/grants", system.wish())
    await system.ask("DELETE", f"/grants/{grant['id']}")
    while (due := await town.backend.records.read(book.next_due_ms)) is not None:
        town.clock.advance(max(0, due - town.clock.now_ms()))
        await town.backend.partner_desk.webhooks.send_due()
    (event,) = (await system.done("GET", "/webhook/events"))["events"]
    assert (event["state"], event["error"]) == ("stopped", "answered 500")
    assert 70 < event["attempts"] < 90
    receiver.answer = lambda _came, _number: 200
    assert await system.done("POST", f"/webhook/events/{event['id']}/replay") == {"queued": 1}
    await _send(town)
    assert (await system.done("GET", "/webhook/events"))["events"][0]["state"] == "delivered"
    count = len(receiver.came)
    assert await system.done("POST", "/webhook/replay", {"since_ms": 0}) == {"queued": 1}
    await _send(town)
    assert len(receiver.came) == count + 1
    assert len({came.headers["hallenwart-event"] for came in receiver.came}) == 1


async def test_two_secrets_hold_for_a_day_after_a_change(town, system, receiver):
    old = await _listen(system, receiver)
    new = (await system.done("POST", "/webhook/secret"))["secret"]
    await system.done("POST", "/webhook/ping")
    await _send(town)
    assert [_holds(receiver.came[-1], secret) for secret in (old, new)] == [True, True]
    town.clock.advance(rules.SECRET_OVERLAP_MS)
    await system.done("POST", "/webhook/ping")
    await _send(town)
    assert [_holds(receiver.came[-1], secret) for secret in (old, new)] == [False, True]
    assert old not in (await system.ask("GET", "/webhook")).text


async def test_a_closed_key_is_told_nothing_more(town, system, receiver):
    await _listen(system, receiver)
    grant = await system.done("POST", "/grants", system.wish())
    await system.ask("DELETE", f"/grants/{grant['id']}")
    await town.backend.partner_desk.systems.revoke(system.id, by="Ada Admin")
    await _send(town)
    assert receiver.came == []


async def test_a_redirect_is_not_followed(town, system, receiver):
    async with receiving() as other:
        receiver.extra = f"Location: {other.url}\r\n"
        receiver.answer = lambda _came, _number: 307
        await _listen(system, receiver)
        await system.done("POST", "/webhook/ping")
        assert await town.backend.partner_desk.webhooks.send_due() == 1
        assert other.came == []
    assert (await system.done("GET", "/webhook/events"))["events"][0]["status"] == 307


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("http://buchung.example/x", "no_https"),
        ("ftp://buchung.example/x", "no_https"),
        ("https://", "bad_url"),
        ("https://user:geheim@buchung.example/", "bad_url"),
        ("https://buchung.example:99999/", "bad_url"),
        ("https://10.0.0.7/", "private_address"),
        ("https://192.168.1.1/", "private_address"),
        ("https://172.16.0.1/", "private_address"),
        ("https://169.254.169.254/latest/meta-data", "private_address"),
        ("https://100.64.0.1/", "private_address"),
        ("https://0.0.0.0/", "private_address"),
        ("https://[fd00::1]/", "private_address"),
        ("https://[fe80::1]/", "private_address"),
        ("https://[::ffff:10.0.0.1]/", "private_address"),
        ("https://[64:ff9b::a00:1]/", "private_address"),
        ("https://[2002:a00:1::]/", "private_address"),
        ("https://224.0.0.1/", "private_address"),
        ("https://127.0.0.1/", "private_address"),
        ("http://localhost:8000/", "private_address"),
        ("https://[::1]/", "private_address"),
        ("https://buchung.stadt.example/hallenwart", None),
        ("https://[2606:4700::1111]:8443/x", None),
    ],
)
def test_only_public_addresses_with_tls_are_entered(url, fault):
    assert fault_of_url(url, loopback=False) == fault


@pytest.mark.parametrize("address", ["10.1.2.3", "127.0.0.1", "169.254.1.1", "::1", "fd12::1"])
async def test_a_name_that_leads_into_a_private_network_is_not_called(monkeypatch, address):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    answers = [(socket.AF_INET, 1, 6, "", ("93.184.216.34", 443)), (family, 1, 6, "", (address, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: answers)
    monkeypatch.setattr(socket, "create_connection", lambda *_a, **_k: pytest.fail("connected"))
    post = HttpPost(loopback=False)
    with pytest.raises(OSError, match="private_address"):
        await post("https://buchung.example/", b"{}", {})
    post.close()


async def test_the_call_goes_to_the_address_that_was_looked_at(monkeypatch):
    """The name is resolved once: what it answers later leads nowhere."""
    asked, called = [], []

    def resolve(host, port, **_):
        asked.append(host)
        return [(socket.AF_INET, 1, 6, "", ("93.184.216.34" if len(asked) == 1 else "10.0.0.1", port))]

    def connect(address, *_):
        called.append(address)
        raise OSError("nobody there")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    post = HttpPost(loopback=False)
    with pytest.raises(OSError, match="nobody there"):
        await post("https://buchung.example/", b"{}", {})
    post.close()
    assert (asked, called) == (["buchung.example"], [("93.184.216.34", 443)])


async def test_without_leave_a_webhook_to_this_machine_is_refused(tmp_path, receiver):
    async with open_town(tmp_path) as town:
        refused = await (await new_system(town)).ask("PUT", "/webhook", {"url": receiver.url})
        assert (refused.status_code, refused.json()["code"]) == (422, "private_address")


async def test_an_answer_that_only_trickles_is_ended(monkeypatch):
    monkeypatch.setattr(webhook_http, "_WHOLE_S", 0.3)
    gone = asyncio.Event()

    async def trickle(reader, writer):
        with contextlib.suppress(ConnectionError):
            while not reader.at_eof() and not writer.is_closing():
                writer.write(b"H")
                await writer.drain()
                await asyncio.sleep(0.02)
        gone.set()

    server = await asyncio.start_server(trickle, "127.0.0.1", 0)
    async with server:
        post = HttpPost(loopback=True)
        with pytest.raises(OSError):  # noqa: PT011 - a TimeoutError has no text
            await post(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/", b"{}", {})
        async with asyncio.timeout(5):
            await gone.wait()
            await asyncio.to_thread(post._threads.shutdown)
