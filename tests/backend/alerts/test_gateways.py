"""Gateways on loopback that speak as far as apprise and Pushover's own adapter call them."""

import asyncio
import socket

import pytest

from hallenwart_backend.adapters.notify_apprise import AppriseNotifier, urgent
from hallenwart_backend.adapters.notify_pushover import EXPIRE_S, RETRY_S, PushoverNotifier
from hallenwart_backend.alerts.addresses import LONGEST_LANE, lane_of
from hallenwart_backend.apart import run_apart
from hallenwart_backend.errors import DeadAddressError
from hallenwart_backend.ports import Became, Notice
from support.http_double import http_double

FIRE = Notice("Rauch · Nordpark / Smoke", "Geräteraum", "incident-1", urgent=True, link="https://hallen.stadt.example/a/x")
QUIET = Notice("Test / Test", "nichts zu tun", "test-1", urgent=False)

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # apprise imports what Python will remove


def _sms_eagle(asked):
    return 200, {"result": {"message_id": "1", "status": "ok"}}


def _matrix(asked):
    if asked.path.endswith("/login"):
        return 200, {"access_token": "t", "home_server": "127.0.0.1", "user_id": "@wart:127.0.0.1"}
    if "/join/" in asked.path:
        return 200, {"room_id": "!room:127.0.0.1"}
    return 200, {"joined_rooms": [], "event_id": "$1"}


async def test_an_sms_gateway_gets_a_fire_with_high_priority_and_the_link():
    async with http_double(_sms_eagle) as gateway:
        await AppriseNotifier().notify(f"smseagle://token@127.0.0.1:{gateway.port}/+493022233344", FIRE)
        await AppriseNotifier().notify(f"smseagle://token@127.0.0.1:{gateway.port}/+493022233344", QUIET)
    first, second = (asked.json["params"] for asked in gateway.asked)
    assert first["to"].endswith("493022233344")
    assert (first["highpriority"], second["highpriority"]) == (1, 0)
    assert "Rauch" in first["message"]
    assert first["message"].rstrip().endswith("https://hallen.stadt.example/a/x")


async def test_signal_and_matrix_get_the_message():
    async with http_double() as gateway:
        await AppriseNotifier().notify(f"signal://127.0.0.1:{gateway.port}/+493011122233/+493022233344", FIRE)
    assert gateway.asked[0].path == "/v2/send"
    assert gateway.asked[0].json["recipients"] == ["+493022233344"]
    async with http_double(_matrix) as gateway:
        await AppriseNotifier().notify(f"matrix://wart:geheim@127.0.0.1:{gateway.port}/%21room:127.0.0.1?mode=off", FIRE)
    sent = [asked for asked in gateway.asked if "/send/m.room.message" in asked.path]
    assert len(sent) == 1
    assert "Rauch" in sent[0].json["body"]


@pytest.mark.parametrize(
    ("status", "error"), [(404, DeadAddressError), (401, DeadAddressError), (503, OSError), (429, OSError)]
)
async def test_a_refused_address_is_told_from_a_gateway_that_is_not_well(status, error):
    async with http_double(lambda _asked: (status, {})) as gateway:
        with pytest.raises(error, match=str(status)):
            await AppriseNotifier().notify(f"signal://127.0.0.1:{gateway.port}/+493011122233/+493022233344", FIRE)


async def test_a_gateway_that_is_gone_is_tried_again_and_nonsense_never():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(OSError, match="not reached"):
        await AppriseNotifier().notify(f"signal://127.0.0.1:{port}/+493011122233/+493022233344", FIRE)
    with pytest.raises(DeadAddressError):
        await AppriseNotifier().notify("nonsense://x", FIRE)


def test_an_address_that_says_its_priority_keeps_it():
    assert urgent("ntfy://thema") == "ntfy://thema?priority=max"
    assert urgent("ntfy://thema?priority=low") == "ntfy://thema?priority=low"
    assert urgent("json://x") == "json://x"


class Pushover:
    """The messages and receipts of Pushover's interface."""

    def __init__(self):
        self.receipts = {}

    def __call__(self, asked):
        if asked.path == "/1/messages.json":
            if asked.form["token"] != "app":
                return 400, {"status": 0, "errors": ["application token is invalid"]}
            if asked.form["priority"] != "2":
                return 200, {"status": 1}
            self.receipts["r1"] = {"status": 1, "acknowledged": 0, "expired": 0, "last_delivered_at": 0}
            return 200, {"status": 1, "receipt": "r1"}
        if asked.path.endswith("/cancel.json"):
            self.receipts["r1"]["expired"] = 1
            return 200, {"status": 1}
        return 200, self.receipts["r1"]


async def test_pushover_repeats_until_acknowledged_there_and_is_cancelled():
    service = Pushover()
    async with http_double(service) as double:
        notifier = PushoverNotifier(api=double.url)
        handed = await notifier.notify("pover://user@app/telefon", FIRE)
        sent = double.asked[0].form
        assert (sent["priority"], sent["retry"], sent["expire"]) == ("2", str(RETRY_S), str(EXPIRE_S))
        assert (sent["user"], sent["device"], sent["url"]) == ("user", "telefon", FIRE.link)
        assert await notifier.follow("", handed.receipt) is Became.WAITING
        service.receipts["r1"]["last_delivered_at"] = 1
        assert await notifier.follow("", handed.receipt) is Became.DELIVERED
        service.receipts["r1"]["acknowledged"] = 1
        assert await notifier.follow("", handed.receipt) is Became.ACKED
        await notifier.cancel("", handed.receipt)
        assert double.asked[-1].path == "/1/receipts/r1/cancel.json"
        assert (await notifier.notify("pover://user@app", QUIET)).receipt == ""
        with pytest.raises(DeadAddressError, match="token is invalid"):
            await notifier.notify("pover://user@other", FIRE)
        notifier.close()


async def test_pushover_that_is_down_is_tried_again():
    async with http_double(lambda _asked: (503, {})) as double:
        notifier = PushoverNotifier(api=double.url)
        with pytest.raises(OSError, match="503"):
            await notifier.notify("pover://user@app", FIRE)
        notifier.close()
    with pytest.raises(DeadAddressError):
        await PushoverNotifier().notify("pover://x", FIRE)


async def test_calls_that_hang_take_no_thread_from_others(monkeypatch):
    import threading

    from hallenwart_backend import apart

    monkeypatch.setattr(apart, "MOST", 3)
    gate = threading.Event()
    hanging = [asyncio.create_task(run_apart("hangs", gate.wait)) for _ in range(3)]
    await asyncio.sleep(0)
    async with asyncio.timeout(180):
        with pytest.raises(BlockingIOError):
            await run_apart("hangs", gate.wait)
        assert await run_apart("free", lambda: 7) == 7
        gate.set()
        assert await asyncio.gather(*hanging) == [True] * 3
        assert await run_apart("hangs", lambda: 8) == 8


def test_each_push_service_and_each_kind_of_gateway_hangs_alone():
    assert lane_of("webpush", "https://fcm.googleapis.com/fcm/send/1") == "webpush:fcm.googleapis.com"
    assert lane_of("apprise", "signals://h/1/2") == "apprise:signals"
    assert lane_of("voice", "tel:+4930") == "voice"
    assert len(lane_of("webpush", f"https://{'a' * 60}.example/x")) == LONGEST_LANE
