"""Booked, moved, cancelled: what a locker hears over a real broker, and what the page shows when it answers."""

import asyncio
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from hallenwart_backend.accounts.store import everybody
from hallenwart_backend.booking.moving import Change
from hallenwart_backend.booking.rules import local_day, local_ms
from hallenwart_backend.booking.service import Wish
from hallenwart_backend.main import Backend
from hallenwart_backend.start import Options
from hallenwart_contract import passes
from hallenwart_contract.codec import decode
from hallenwart_contract.codes import code_hash, duress_of, pepper_of
from hallenwart_contract.documents import Grants
from hallenwart_contract.messages import Conn
from hallenwart_contract.signed import Signed, open_signed
from support.backends import DEVICES, HOUR_MS, SEED
from support.databases import fresh
from support.scripted import CLOCK, LocalBroker, ScriptedDevice, until

LOCKER = "nordpark-1"
RUNNING = ("ingest", "command", "fleet", "desk", "live", "watch")


@pytest.fixture(params=[pytest.param("mosquitto", marks=pytest.mark.mosquitto), "amqtt"])
async def broker(request, tmp_path) -> AsyncIterator[LocalBroker]:
    running = LocalBroker(tmp_path, request.param, list(DEVICES))
    await running.start()
    yield running
    await running.stop()


@asynccontextmanager
async def running_backend(broker: LocalBroker) -> AsyncIterator[Backend]:
    fresh(broker.backend, SEED)
    backend = Backend(Options(broker.backend, CLOCK))
    await backend.load()
    try:
        async with asyncio.TaskGroup() as group:
            wanted = {name: run for name, run in backend.tasks().items() if name in RUNNING}
            tasks = [group.create_task(run(), name=name) for name, run in wanted.items()]
            try:
                await until(lambda: backend.devices.sender.connected and backend.ingest.connected)
                yield backend
            finally:
                for task in tasks:
                    task.cancel()
    finally:
        backend.close()


class Locker(ScriptedDevice):
    """Opens its lists as a Pi does and says which it applied."""

    def __init__(self, broker: LocalBroker) -> None:
        super().__init__(broker, LOCKER)
        self.own = tomllib.loads((broker.state / "devices" / LOCKER / "credentials.toml").read_text())
        keys = self.own["signing_keys"].items()
        self.keys = {int(kid): Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)) for kid, key in keys}

    @property
    def grants(self) -> Grants | None:
        heard = [payload for channel, payload, _ in self.down if channel == "grants"]
        topic = f"hall/v1/{LOCKER}/grants"
        return open_signed(decode(heard[-1], Signed), Grants, topic=topic, keys=self.keys) if heard else None

    def hashed(self, digits: str) -> bytes:
        assert self.grants is not None
        return code_hash(digits, salt=self.grants.salt, pepper=pepper_of(bytes.fromhex(self.own["secret"])))

    def confirm(self) -> None:
        assert self.grants is not None
        self.say("conn", Conn(**self.up, online=True, revs={"grants": self.grants.rev}))


async def test_a_locker_hears_of_every_change_and_its_answer_closes_the_loop(broker):
    async with running_backend(broker) as backend, Locker(broker) as locker:
        zone = backend.places.current.halls["nordpark"].zone
        start_ms = local_ms(local_day(CLOCK.now_ms(), zone) + timedelta(days=1), 18 * 60, zone)
        wish = Wish("nordpark", (1,), start_ms, start_ms + HOUR_MS, "A")
        booking = await backend.bookings.enter(wish, club="tsv-lindenau", person=None)
        await until(lambda: locker.grants and locker.grants.g)
        code = (await backend.access.codes([booking.id]))[booking.id]
        (grant,) = locker.grants.g
        long = f"{code.code}{code.extra}"
        assert (grant.pin, grant.long, grant.duress) == tuple(
            locker.hashed(digits) for digits in (code.code, long, duress_of(long))
        )
        shown = passes.read(code.passes[0].text, keys=locker.keys)
        assert (shown.serial, shown.device) == (passes.serial_of(grant.id), passes.tag_of(LOCKER))

        async def step() -> str:
            return (await backend.access.codes([booking.id]))[booking.id].steps[-1].step

        await until(lambda: reached(step, "delivered"))
        locker.confirm()
        await until(lambda: reached(step, "applied"))

        moved = await backend.booking.moving.apply(booking, Change(start_ms + HOUR_MS, start_ms + 2 * HOUR_MS, (2,)))
        await until(lambda: [one.w for one in locker.grants.g] == [[(moved.start_ms, moved.end_ms)]])
        assert (locker.grants.g[0].slots, locker.grants.g[0].pin, locker.grants.deny) == ([2], grant.pin, [grant.id])
        assert await step() in {"planned", "delivered"}
        locker.confirm()
        await until(lambda: reached(step, "applied"))

        admin = await backend.records.read(everybody_by_name("Ada Admin"))
        await backend.bookings.cancel(admin, booking.id)
        await until(lambda: locker.grants.g == [])
        assert len(locker.grants.deny) == 2


async def reached(step, wanted) -> bool:
    return await step() == wanted


def everybody_by_name(name):
    return lambda connection: next(person for person in everybody(connection) if person.name == name)
