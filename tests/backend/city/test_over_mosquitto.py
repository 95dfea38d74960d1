"""The city's networks on a real Mosquitto: ChirpStack, The Things Stack at QoS 0 as `app@tenant`, topics; lost, back; TLS."""

import asyncio
import datetime as dt
import ipaddress

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from hallenwart_backend.adapters.mqtt_city import MqttCity
from hallenwart_backend.city.plan import Broker, System
from hallenwart_sim.devices.lorawan import EmulatedChirpStack, EmulatedThingsStack
from hallenwart_sim.devices.mqtt_wire import Account, MqttPublisher
from support.brokers import HOST, needs_mosquitto
from support.city_town import COUNTER, HEAD, WINDOW, city_house, running, until
from support.house_broker import house_broker

pytestmark = [needs_mosquitto, pytest.mark.mosquitto]


@pytest.fixture(scope="module")
def open_broker(tmp_path_factory):
    with house_broker(tmp_path_factory.mktemp("city")) as broker:
        yield broker


@pytest.fixture(scope="module")
def things_broker(tmp_path_factory):
    with house_broker(tmp_path_factory.mktemp("things"), password="geheim", user="hallen@stadt") as broker:
        yield broker


@pytest.fixture
async def house(tmp_path, open_broker, things_broker):
    async with city_house(tmp_path, chirpstack=open_broker.port, things=things_broker.port) as house, running(house.city):
        await until(house.all_up)
        yield house


async def test_all_of_them_arrive_as_they_are_documented(house, open_broker, things_broker):
    chirpstack = EmulatedChirpStack(Account(HOST, open_broker.port), clock=house.clock)
    things = EmulatedThingsStack(Account(HOST, things_broker.port, "hallen@stadt", "geheim"), clock=house.clock)
    topics = MqttPublisher(Account(HOST, open_broker.port), "umwelt")
    for one in (chirpstack, things):
        await one.start()
    await topics.connect()
    await chirpstack.uplink(WINDOW, b"\x08\x98", decoded={"door": "open"}, port=2, times=3)
    await until(lambda: house.figures("fenster") == {"open": 1, "temp_c": 22.0})
    await things.uplink("tuer-nord", COUNTER, {"count": 900}, simulated=True)
    await things.uplink("tuer-nord", COUNTER, {"count": 12})
    await until(lambda: house.figures("zaehler") == {"people": 12})
    await topics.publish("umwelt/nordpark/luft", b'{"observedAt":"2026-11-23T10:58:00Z","pm25":{"value":7.5}}')
    await until(lambda: house.figures("luft") == {"pm2_5_ug_m3": 7.5})
    assert house.shown("luft").heard_ms == house.clock.now_ms() - 120_000
    desk = house.desk
    assert desk.sources["stadtwerke"].refused == {"repeated": 2}
    assert desk.sources["ttn"].refused == {"simulated": 1}
    await chirpstack.uplink(HEAD, decoded={"alarm": True})
    await until(lambda: f"city_smoke:lora-{HEAD}:dachboden" in house.standing())
    await chirpstack.publish(WINDOW, "up", b"\x0a\x24\xff", retain=True)
    await chirpstack.status(WINDOW, 4.0)
    await until(lambda: f"city_battery:lora-{WINDOW}" in house.standing())
    for one in (chirpstack, things):
        await one.stop()
    await topics.kill()


async def test_a_broker_that_is_killed_is_told_as_one_and_heals(tmp_path, things_broker):
    with house_broker(tmp_path / "city") as broker:
        async with city_house(tmp_path, chirpstack=broker.port, things=things_broker.port) as house, running(house.city):
            await until(house.all_up)
            chirpstack = EmulatedChirpStack(Account(HOST, broker.port), clock=house.clock)
            broker.kill9()
            source = house.desk.sources["stadtwerke"]
            await until(lambda: not source.session.connected)
            await house.desk.look()
            house.clock.advance(61_000)
            await house.desk.look()
            assert "city_source:stadtwerke" in house.standing()
            broker.start()
            await until(house.all_up)
            await chirpstack.start()
            await chirpstack.uplink(WINDOW, decoded={"door": "closed"}, port=1)
            await until(lambda: house.figures("fenster") == {"open": 0})
            await chirpstack.stop()


def certificate(folder):
    """Return certificate and key that a broker on loopback shows."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "city")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "ca.crt").write_bytes(made.public_bytes(Encoding.PEM))
    (folder / "ca.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return folder / "ca.crt", folder / "ca.key"


async def test_tls_is_held_to_its_authority_and_a_wrong_password_is_told_as_such(tmp_path):
    crt, key = certificate(tmp_path)
    with house_broker(tmp_path / "city", password="geheim", tls=(crt, key)) as broker:
        for ca_file, password, words in (
            (crt, "geheim", None),
            (None, "geheim", "certificate verify failed"),
            (crt, "falsch", "not authori"),
        ):
            account = Broker("stadt", System.TOPICS, HOST, broker.port, True, ca_file, "hallenwart", password)
            client, heard = MqttCity(account, "hallenwart-stadt", ["a/b"]), []
            client.deliver = lambda *message, heard=heard: heard.append(message)
            task = asyncio.create_task(client.run())
            if words is None:
                await until(lambda client=client: client.connected)
                assert client.publish("a/b", b"1", retain=False)
                await until(lambda heard=heard: heard)
                assert heard == [("a/b", b"1", False)]
            else:
                await until(lambda client=client: client.trouble not in ("", "not tried yet"))
                assert words in client.trouble.lower()
                assert not client.publish("a/b", b"1", retain=False)
            task.cancel()
            await asyncio.wait([task])
