"""What only the embedded broker needs proof of: it stays up, stays on loopback and keeps its limits."""

import asyncio
import random
import socket

import pytest

from hallenwart_broker.conf import MAX_PACKET_BYTES
from hallenwart_broker.embedded import EmbeddedBroker
from hallenwart_broker.passwords import PasswordHash
from hallenwart_broker.verifier import Verifier
from support.brokers import LocalBroker, local_broker
from support.mqtt_peer import Heard, Peer, RefusedError
from support.ports import free_port

CMD, CONN, HB = "hall/v1/nordpark-1/cmd", "hall/v1/nordpark-1/conn", "hall/v1/nordpark-1/hb"


@pytest.fixture
def embedded(tmp_path):
    with local_broker(tmp_path / "state", "amqtt") as running:
        yield running


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])  # noqa: S104  the very thing that is refused
async def test_it_refuses_to_serve_other_machines(host: str):
    with pytest.raises(ValueError, match="loopback only"):
        EmbeddedBroker(Verifier({}), host=host, port=free_port())


async def test_more_connections_than_allowed_are_closed_at_once():
    port = free_port()
    broker = EmbeddedBroker(Verifier({}), port=port, max_connections=3)
    await broker.start()
    try:
        held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        async with asyncio.timeout(180):
            assert await reader.read() == b""
        for one in (writer, *(kept for _, kept in held)):
            one.close()
            await one.wait_closed()
    finally:
        await broker.shutdown()


async def test_a_flood_of_right_passwords_is_stretched_once():
    calls = []

    class Counted(PasswordHash):
        def fits(self, password: str) -> bool:
            calls.append(password)
            return super().fits(password)

    known = PasswordHash.of("right")
    verifier = Verifier({"u": Counted(known.iterations, known.salt, known.digest)})
    assert await verifier.is_right("u", "right")
    assert all([await verifier.is_right("u", "right") for _ in range(100)])
    assert not await verifier.is_right("u", "wrong")
    assert not await verifier.is_right("v", "right")
    assert not await verifier.is_right("u", None)
    assert calls == ["right"]


def test_a_hash_it_can_not_check_keeps_it_from_starting(tmp_path):
    with local_broker(tmp_path / "state", "amqtt") as running:
        running.stop()
        passwords = running.state_dir / "broker/passwords"
        passwords.write_text(passwords.read_text() + "sued-2:$6$c2FsdA==$aGFzaA==\n")
        with pytest.raises(RuntimeError, match=r"line 8 of the password file"):
            running.start()


def connect_packet(user: str, password: str) -> bytes:
    def field(text: str) -> bytes:
        return len(text).to_bytes(2, "big") + text.encode()

    body = field("MQTT") + bytes([4, 0b1100_0010, 0, 60]) + field(user) + field(user) + field(password)
    return bytes([0x10, len(body)]) + body


def test_garbage_ends_a_connection_and_nothing_else(embedded: LocalBroker):
    dice = random.Random(20261122)
    hello = connect_packet("sued-1", embedded.password("sued-1"))
    with Peer(embedded, "nordpark-1") as device, Peer(embedded, "svc-live") as live:
        live.subscribe(HB)
        for number in range(300):
            garbage = dice.randbytes(dice.randrange(1, 60))
            with socket.create_connection((embedded.host, embedded.port), timeout=180) as line:
                line.sendall((hello if number % 2 else b"") + garbage)
        device.publish(HB, "unharmed")
        assert live.hear_until("unharmed") == []
        assert not device.gone.is_set()
    with Peer(embedded, "sued-1"):
        pass


def test_a_packet_too_large_ends_its_connection(embedded: LocalBroker):
    with Peer(embedded, "svc-live") as live:
        live.subscribe(CONN)
        with Peer(embedded, "nordpark-1", will=(CONN, "lost")) as device:
            device.publish(CONN, "x" * (MAX_PACKET_BYTES + 1), wait=False)
            assert device.gone.wait(10)
        assert live.hear_until("lost") == []


def test_a_forbidden_kind_of_topic_ends_the_connection_with_its_will(embedded: LocalBroker):
    with Peer(embedded, "svc-live") as live:
        live.subscribe(CONN)
        with Peer(embedded, "nordpark-1", will=(CONN, "lost")) as device:
            device.publish("$SYS/broker/version", "mine", wait=False)
            assert device.gone.wait(10)
        live.hear_until("lost")
    with Peer(embedded, "nordpark-1"):
        pass


def test_subscribing_to_what_is_not_allowed_is_told_in_the_suback(embedded: LocalBroker):
    with Peer(embedded, "nordpark-1") as device, Peer(embedded, "svc-bulk") as bulk:
        assert device.subscribe(CMD, "#", "hall/v1/+/cmd", "hall/v1/sued-1/cmd", "svc/echo", CONN) == [1, *[128] * 5]
        assert bulk.subscribe("hall/v1/+/t", "svc/echo", "hall/v1/+/evt", "hall/v1/#") == [1, 1, 128, 128]


def test_reconnecting_brings_no_retained_documents_unless_subscribed_anew(embedded: LocalBroker):
    with Peer(embedded, "svc-command") as command:
        command.publish("hall/v1/nordpark-1/cfg", "rev 7", retain=True)
        with Peer(embedded, "nordpark-1", clean=False) as device:
            device.subscribe("hall/v1/nordpark-1/cfg", CMD)
            device.hear_until("rev 7")
        with Peer(embedded, "nordpark-1", clean=False) as device:
            command.publish(CMD, "end")
            assert device.hear_until("end") == []
            device.subscribe("hall/v1/nordpark-1/cfg")
            assert device.inbox.get(timeout=180) == Heard("hall/v1/nordpark-1/cfg", "rev 7", retain=True)


def test_mqtt_5_is_told_to_use_an_older_version(embedded: LocalBroker):
    body = b"\x00\x04MQTT\x05\x02\x00\x3c\x00\x00\x06sued-1"
    with socket.create_connection((embedded.host, embedded.port), timeout=180) as line:
        line.sendall(bytes([0x10, len(body)]) + body)
        assert line.recv(4)[:1] in (b"\x20", b"")


def test_many_refusals_do_not_wear_it_out(embedded: LocalBroker):
    for _ in range(250):
        with pytest.raises(RefusedError), Peer(embedded, "sued-1", password="wrong"):
            pass
    with Peer(embedded, "sued-1"):
        pass
