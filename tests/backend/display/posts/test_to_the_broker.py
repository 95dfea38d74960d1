"""The whole way: a club posts, the office accepts, the broker holds the display's plan with it."""

import asyncio
import logging
import time
import tomllib
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from hallenwart_backend.main import Backend
from hallenwart_backend.start import Options
from hallenwart_backend.web.app import create_app
from hallenwart_contract.codec import decode
from hallenwart_contract.signed import Signed, open_signed
from hallenwart_contract.view import View
from support.backends import AMT, HOUR_MS, JANA, SEED, Town
from support.databases import fresh
from support.locker_town import book
from support.scripted import CLOCK, LocalBroker, ScriptedDevice, until

DISPLAY = "nordpark-2"
_log = logging.getLogger(__name__)


def titles(broker, device):
    """Return the titles of the newest plan this device got."""
    credentials = tomllib.loads((broker.state / "devices" / DISPLAY / "credentials.toml").read_text())
    keys = {int(k): Ed25519PublicKey.from_public_bytes(bytes.fromhex(v)) for k, v in credentials["signing_keys"].items()}
    views = [payload for channel, payload, _ in device.down if channel == "view"]
    if not views:
        return None
    view = open_signed(decode(views[-1], Signed), View, topic=f"hall/v1/{DISPLAY}/view", keys=keys)
    return [post.title for post in view.posts]


def _noon_of_tomorrow_ms(now_ms: int) -> int:
    """At every hour of every day a time at which the hall is open, and not far off."""
    tomorrow = datetime.fromtimestamp(now_ms / 1_000, ZoneInfo("Europe/Berlin")) + timedelta(days=1)
    return round(tomorrow.replace(hour=12, minute=0, second=0, microsecond=0).timestamp() * 1_000)


@pytest.mark.mosquitto
async def test_what_the_office_accepts_is_held_by_the_broker_and_gone_when_it_is_taken_back(tmp_path):
    broker = LocalBroker(tmp_path, "mosquitto", ["nordpark-1", DISPLAY, "sued-1"])
    await broker.start()
    now = CLOCK.now_ms()
    start = _noon_of_tomorrow_ms(now)
    passwords = fresh(broker.backend, SEED, now)
    backend = Backend(Options(broker.backend, CLOCK, public_url="http://hallenwart.test"))
    app = create_app()
    await backend.load()
    app.state.parts = backend.parts()
    town = Town(backend, app, CLOCK, passwords)
    running = asyncio.gather(backend.devices.tasks()["command"](), backend.desk.run())
    try:
        await book(town, "nordpark", start, start + HOUR_MS, "tsv-lindenau")
        jana, amt = await town.signed_in(JANA), await town.signed_in(AMT)
        wish = {"kind": "event", "texts": {"de": {"title": "Turnfest"}}, "halls": ["nordpark"]}
        post = (await jana.post("/api/posts", json=wish | {"from_ms": now, "to_ms": start + HOUR_MS})).json()
        async with ScriptedDevice(broker, DISPLAY) as device:
            await until(lambda: titles(broker, device) == [])
            asked = time.monotonic()
            decided = await amt.post(f"/api/posts/{post['id']}/decision", json={"decision": "accept"})
            assert decided.status_code == 200, decided.text
            await until(lambda: titles(broker, device) == ["Turnfest"])
            held_s = time.monotonic() - asked
            asked = time.monotonic()
            assert (await amt.delete(f"/api/posts/{post['id']}")).status_code == 204
            await until(lambda: titles(broker, device) == [])
            gone_s = time.monotonic() - asked
        _log.info("held after %d ms, gone after %d ms", held_s * 1_000, gone_s * 1_000)
        async with ScriptedDevice(broker, DISPLAY) as late:
            await until(lambda: titles(broker, late) == [])
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await town.close()
        backend.close()
        await broker.stop()
