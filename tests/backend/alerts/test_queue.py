"""Messages to people: durable, at least once, by real SMTP and by real Web Push bytes."""

import asyncio
import base64
import email
import json
import os
import sys
import threading
from email.header import decode_header, make_header
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import http_ece
import pytest
from aiosmtpd.controller import Controller
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import func, insert, select

from hallenwart_backend.alerts.history import Wanted, search
from hallenwart_backend.alerts.policy.rules import ESCALATE_S
from hallenwart_backend.alerts.queue import Queue
from hallenwart_backend.alerts.tables import outgoing
from hallenwart_backend.alerts.ways.tables import ways
from hallenwart_backend.errors import DeadAddressError, StoreUnavailableError
from hallenwart_backend.ports import Cause, Handed
from hallenwart_contract.live_incidents import IncidentKind, IncidentState
from hallenwart_contract.messages import Severity
from support.backends import JANA, KERN, MONDAY_NOON_MS, YILMAZ, open_town
from support.ports import free_port
from support.scripted import until

pytestmark = pytest.mark.usefixtures("each_database")

ESCALATE_MS = ESCALATE_S * 1_000


class Recorder:
    """A notifier that answers as told."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.notices = []

    async def notify(self, address, notice):
        self.notices.append((address, notice))
        answer = self.answers.pop(0) if self.answers else Handed()
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        for address, mail in (("json://first", KERN), ("json://second", YILMAZ)):
            person = await opened.backend.records.read(lambda connection, mail=mail: store_login(connection, mail))
            await opened.backend.records.write(
                lambda connection, row={"person": person, "address": address}: connection.execute(insert(ways).values(**row))
            )
        yield opened


def store_login(connection, mail):
    from hallenwart_backend.accounts.store import login_of

    return login_of(connection, mail).person


def _fire(**more):
    return Cause(
        key="smoke:nordpark:geraeteraum",
        id="a1",
        kind=IncidentKind.SMOKE,
        sev=Severity.CRIT,
        site="nordpark",
        since_ms=MONDAY_NOON_MS - 700,
        zone="geraeteraum",
        **more,
    )


def _queue(town, recorder):
    return Queue(town.backend.records, town.clock, {"apprise": recorder}, town.backend.spans)


async def _letters(town):
    return await town.backend.records.read(lambda connection: connection.execute(select(outgoing)).all())


async def test_a_failing_next_hop_is_tried_again_later_and_a_dead_address_never(town):
    recorder = Recorder(OSError("down"), TimeoutError(), Handed())
    queue = _queue(town, recorder)
    await town.backend.incidents.report(_fire())
    assert await queue.hand_over_due() == 1
    assert await queue.hand_over_due() == 0
    town.clock.advance(2_000)
    assert await queue.hand_over_due() == 1
    town.clock.advance(4_000)
    assert await queue.hand_over_due() == 1
    letter = (await _letters(town))[0]
    assert (letter.attempts, letter.accepted_ms) == (3, town.clock.now_ms())
    assert await queue.hand_over_due() == 0
    assert town.backend.spans.notify(0.5) == 700 + 2_000 + 4_000  # when it was taken, not when it was tried

    dead = Recorder(DeadAddressError("no such number"))
    town.clock.advance(ESCALATE_MS)
    await town.backend.incidents.escalate()
    assert await _queue(town, dead).hand_over_due() == 1
    town.clock.advance(ESCALATE_MS)
    assert await _queue(town, dead).hand_over_due() == 0


async def test_records_that_take_nothing_do_not_send_a_message_again_and_again(town, monkeypatch):
    recorder = Recorder()
    queue = _queue(town, recorder)
    monkeypatch.setattr("hallenwart_backend.due_work.WRITE_AGAIN_S", 0.01)
    await town.backend.incidents.report(_fire())
    records, write, refused = town.backend.records, town.backend.records.write, []

    async def full(fn):
        if len(refused) < 20:
            refused.append(fn)
            raise StoreUnavailableError("disk full")
        return await write(fn)

    running = asyncio.create_task(queue.run())
    try:
        monkeypatch.setattr(records, "write", full)
        queue.wake()
        await until(lambda: len(refused) == 20)
        await until(lambda: not queue._busy)
    finally:
        running.cancel()
    assert len(recorder.notices) == len([letter for letter in await _letters(town) if letter.accepted_ms is not None]) == 1


async def test_an_unanswered_fire_wakes_the_next_person_once(town):
    recorder = Recorder()
    queue = _queue(town, recorder)
    await town.backend.incidents.report(_fire())
    await queue.hand_over_due()
    town.clock.advance(ESCALATE_MS)
    for _ in range(3):
        await town.backend.incidents.escalate()
        await queue.hand_over_due()
    assert [address for address, _ in recorder.notices] == ["json://first", "json://second"]
    assert recorder.notices[0][1].tag == recorder.notices[1][1].tag
    assert recorder.notices[0][1].urgent


async def test_no_message_names_a_person(town):
    recorder = Recorder()
    await town.backend.incidents.report(_fire())
    await _queue(town, recorder).hand_over_due()
    told = " ".join(f"{notice.title} {notice.body}" for _, notice in recorder.notices)
    assert "Rauch" in told
    assert "Kern" not in told


CRASH = """
import asyncio, os, sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from hallenwart_backend.alerts.measure import Spans
from hallenwart_backend.alerts.queue import Queue
from support.backends import SetClock
from support.databases import open_at
class Dies:
    async def notify(self, address, notice):
        os.kill(os.getpid(), 9)
records = open_at(Path({folder!r}))
asyncio.run(Queue(records, SetClock({now}), {{"apprise": Dies()}}, Spans()).hand_over_due())
"""


async def test_the_queue_survives_a_kill_in_the_middle_of_handing_over(town, tmp_path):
    await town.backend.incidents.report(_fire())
    tests = str(Path(__file__).parents[2])
    script = CRASH.format(tests=tests, folder=str(tmp_path), now=town.clock.now_ms())
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", script)
    assert await process.wait() == -9
    recorder = Recorder()
    await _queue(town, recorder).hand_over_due()
    assert [address for address, _ in recorder.notices] == ["json://first"]


class _Inbox:
    def __init__(self):
        self.messages = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - the name aiosmtpd calls
        self.messages.append(email.message_from_bytes(envelope.content))
        return "250 OK"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # apprise imports what Python will remove
async def test_an_e_mail_reaches_a_real_smtp_server(town):
    inbox = _Inbox()
    port = free_port()
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        address = f"mailto://127.0.0.1:{port}?from=wart@stadt.example&to=kern@stadt.example&mode=insecure"
        await town.backend.records.write(lambda connection: connection.execute(ways.update().values(address=address)))
        await town.backend.incidents.report(_fire())
        assert await town.backend.queue.hand_over_due() == 1
    finally:
        controller.stop()
    assert len(inbox.messages) == 1
    assert str(make_header(decode_header(inbox.messages[0]["Subject"]))).startswith("Rauch · Sporthalle Nordpark")
    assert (await _letters(town))[0].accepted_ms == town.clock.now_ms()


class _PushService:
    """A push service on loopback: keeps what it was sent, answers with `status`."""

    def __init__(self):
        self.status, self.requests = 201, []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.requests.append((dict(self.headers), body))
                self.send_response(service.status)
                self.end_headers()

            def log_message(self, *_):
                """Keep quiet."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def _told(body, private, secret):
    return json.loads(http_ece.decrypt(body, private_key=private, auth_secret=secret, version="aes128gcm"))


async def test_a_push_can_be_read_by_its_browser_alone_and_a_dead_one_is_forgotten(town):
    private, secret = ec.generate_private_key(ec.SECP256R1()), os.urandom(16)
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    jana = await town.signed_in(JANA)
    with _PushService() as service:
        endpoint = f"http://127.0.0.1:{service.server.server_port}/push/1"
        keys = {
            name: base64.urlsafe_b64encode(raw).rstrip(b"=").decode() for name, raw in (("p256dh", point), ("auth", secret))
        }
        answer = await jana.post("/api/push/subscriptions", json={"endpoint": endpoint, "keys": keys})
        assert answer.status_code == 201
        assert (await jana.get("/api/push/key")).json()["key"] == town.backend.notifiers.push_key
        assert (await jana.post("/api/push/test")).status_code == 202
        await town.backend.queue.hand_over_due()
        # The first proves the way, the second was asked for.
        assert len(service.requests) == 2
        headers, body = next(one for one in service.requests if _told(one[1], private, secret)["tag"] == "test")
        told = _told(body, private, secret)
        assert (told["tag"], told["title"]) == ("test", "Test-Alarm / Test alarm")
        assert {"TTL", "Urgency", "Topic", "Authorization"} <= set(headers) or {"ttl", "urgency", "topic"} <= {
            name.lower() for name in headers
        }

        service.status = 410
        await jana.post("/api/push/test")
        await town.backend.queue.hand_over_due()
        count = select(func.count()).select_from(ways).where(ways.c.kind == "webpush")
        assert await town.backend.records.read(lambda connection: connection.scalar(count)) == 0
        assert (await jana.post("/api/push/test")).status_code == 409


async def test_a_resolved_cause_told_again_after_a_crash_is_no_news(town):
    await town.backend.incidents.report(_fire())
    incident = (await town.backend.incidents.open_incidents())[0]
    await town.backend.incidents.clear(_fire().key, "a1", town.clock.now_ms())
    await town.backend.incidents.resolve(incident.id, by="x", note="", may=lambda _: True)
    await town.backend.incidents.report(_fire())
    assert await town.backend.incidents.open_incidents() == []
    page = await town.backend.records.read(lambda connection: search(connection, Wanted(states=[IncidentState.RESOLVED])))
    resolved = page.incidents
    assert [one.id for one in resolved] == [incident.id]
