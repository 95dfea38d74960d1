"""What a session says of a broker that is away: why, once, though it is tried again and again."""

import asyncio
import contextlib
import logging

from hallenwart_backend.adapters import mqtt_session
from hallenwart_backend.adapters.mqtt_session import Login, MqttSession
from hallenwart_contract.clock import SystemClock


class Refusing:
    """Hangs up on everybody, as a broker does that trusts nobody; counts them."""

    def __init__(self):
        self.came = 0
        self.news = asyncio.Condition()

    async def serve(self, _reader, writer):
        writer.close()
        async with self.news:
            self.came += 1
            self.news.notify_all()

    async def until(self, count):
        async with self.news:
            await self.news.wait_for(lambda: self.came >= count)


async def test_a_broker_that_stays_away_is_said_once_and_again_after_a_while(monkeypatch, caplog):
    monkeypatch.setattr(mqtt_session, "LONGEST_WAIT_S", 0.01)
    monkeypatch.setattr(mqtt_session, "FIRST_WAIT_S", 0.01)
    refusing = Refusing()
    server = await asyncio.start_server(refusing.serve, "127.0.0.1", 0)
    login = Login(*server.sockets[0].getsockname()[:2], "ingest", "secret")
    with caplog.at_level(logging.WARNING):
        async with server:
            running = asyncio.create_task(MqttSession(login, SystemClock()).run())
            await refusing.until(5)
            assert caplog.text.count("ingest: no broker at 127.0.0.1") == 1
            monkeypatch.setattr(mqtt_session, "SAID_EVERY_S", 0.0)
            await refusing.until(refusing.came + 3)
            running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await running
    assert caplog.text.count("ingest: no broker at 127.0.0.1") > 1
    assert "secret" not in caplog.text
