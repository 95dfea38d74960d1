"""Who may publish, receive, leave a last will and retain on which channel, with certificates, on a real Mosquitto.

The broker runs on the lines of production. Every identity tries everything on every topic of the channel table and some
that are not in it; what counts is what is delivered, since the broker acknowledges and grants whatever it is asked.
"""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from paho.mqtt.enums import MQTTProtocolVersion

from hallenwart_contract.channels import CHANNELS
from support import raw_mqtt
from support.brokers import needs_mosquitto
from support.mqtt_peer import Heard, Peer
from support.production import ProductionBroker, production_broker
from support.rights import DEVICES, FORBIDDEN, SERVICES, TOPICS, hearers, round_trip

pytestmark = [needs_mosquitto, pytest.mark.mosquitto]

EVERYBODY = [*DEVICES, *SERVICES]
SAID = [*TOPICS, "svc/echo", *FORBIDDEN]
GREEDY = ["#", "+/+/+/+", "hall/v1/+/cmd", "hall/v1/+/conn", "$SYS/#", "$SYS/broker/version", "$SYS/broker/clients/connected"]
SHARED = ["$share/all/#", "$share/all/hall/v1/+/cmd", "$share/all/hall/v1/+/grants"]


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProductionBroker]:
    with production_broker(tmp_path_factory.mktemp("production")) as running:
        yield running


def peer(broker: ProductionBroker, user: str, version: MQTTProtocolVersion = MQTTProtocolVersion.MQTTv311) -> Peer:
    return Peer(broker, user, tls=broker.tls(user), version=version)


def greedy(
    broker: ProductionBroker,
    stack: ExitStack,
    users: list[str],
    version: MQTTProtocolVersion = MQTTProtocolVersion.MQTTv311,
) -> dict[str, Peer]:
    """Connect some; each subscribes to everything."""
    peers = {user: stack.enter_context(peer(broker, user, version)) for user in users}
    for one in peers.values():
        one.subscribe(*GREEDY, *SHARED, *SAID)
    return peers


def told(heard: list[Heard], word: str) -> set[tuple[str, str]]:
    return {(one.topic, one.payload) for one in heard if word in one.payload}


def expected(reader: str, word: str) -> set[tuple[str, str]]:
    return {(topic, f"{writer} {word} {topic}") for writer in EVERYBODY for topic in SAID if reader in hearers(writer, topic)}


def test_the_table_is_tried_whole():
    assert len(TOPICS) == len(DEVICES) * len(CHANNELS)
    assert {topic.rpartition("/")[2] for topic in TOPICS} == {channel.name for channel in CHANNELS}


@pytest.mark.parametrize("version", [MQTTProtocolVersion.MQTTv311, MQTTProtocolVersion.MQTTv5])
def test_each_identity_says_and_hears_exactly_what_it_may(broker: ProductionBroker, version: MQTTProtocolVersion):
    with ExitStack() as stack:
        peers = greedy(broker, stack, EVERYBODY, version)
        for writer, one in peers.items():
            for topic in SAID:
                one.publish(topic, f"{writer} says on {topic}", wait=False)
        heard = round_trip(peers)
    for reader in EVERYBODY:
        assert told(heard[reader], "says on") == expected(reader, "says on"), reader
        assert [one for one in heard[reader] if one.topic.startswith("$")] == [], reader


@pytest.mark.parametrize("dying", EVERYBODY)
def test_each_identity_leaves_a_last_will_exactly_where_it_may(broker: ProductionBroker, dying: str):
    with ExitStack() as stack:
        peers = greedy(broker, stack, [user for user in EVERYBODY if user != dying])
        tls = broker.tls(dying)
        for topic in SAID:
            packet = raw_mqtt.connect(dying, will=(topic, f"{dying} dies on {topic}"))
            assert raw_mqtt.say(broker.port, tls, packet) == raw_mqtt.ACCEPTED
        peers |= greedy(broker, stack, [dying])  # ends the last of them for good
        heard = round_trip(peers)
    for reader in peers.keys() - {dying}:
        wills = {(topic, f"{dying} dies on {topic}") for topic in SAID if reader in hearers(dying, topic)}
        assert told(heard[reader], "dies on") == wills, reader


def test_with_the_certificate_of_another_device_its_session_is_not_taken_over(broker: ProductionBroker):
    """Neither by client id, nor by user name and password, nor by both; and what waits for the victim waits for it alone."""
    with Peer(broker, "nordpark-1", tls=broker.tls("nordpark-1"), clean=False) as victim:
        victim.subscribe("hall/v1/nordpark-1/cmd")
        with peer(broker, "svc-command") as command:
            for user, password in (("", ""), ("nordpark-1", "x"), ("nordpark-1", broker.password("nordpark-1"))):
                packets = raw_mqtt.connect("nordpark-1", user=user, password=password)
                assert raw_mqtt.say(broker.port, broker.tls("sued-1"), packets) == raw_mqtt.ACCEPTED
            with Peer(broker, "sued-1", client_id="nordpark-1", tls=broker.tls("sued-1"), clean=False) as spoofer:
                assert not spoofer.session_present
                spoofer.subscribe("hall/v1/nordpark-1/cmd", "hall/v1/sued-1/cmd")
                command.publish("hall/v1/nordpark-1/cmd", "for the victim")
                command.publish("hall/v1/sued-1/cmd", "for the spoofer")
                assert spoofer.hear_until("for the spoofer") == []
            assert victim.hear_until("for the victim") == []
            assert not victim.gone.is_set()
    with peer(broker, "svc-command") as command:
        command.publish("hall/v1/nordpark-1/cmd", "while it was away")
    with Peer(broker, "sued-1", client_id="nordpark-1", tls=broker.tls("sued-1"), clean=False) as spoofer:
        assert spoofer.inbox.empty()
    with Peer(broker, "nordpark-1", tls=broker.tls("nordpark-1"), clean=False) as victim:
        assert victim.session_present
        victim.hear_until("while it was away")
    for user in ("nordpark-1", "sued-1"):
        with peer(broker, user):
            pass  # ends the lasting session


def test_a_service_is_no_device_of_its_name_and_a_device_no_service(broker: ProductionBroker):
    with peer(broker, "svc-live") as live, peer(broker, "nordpark-1") as device:
        live.subscribe("hall/v1/+/conn", "hall/v1/+/hb", "svc/echo")
        live.publish("hall/v1/svc-live/hb", "posing")
        device.publish("svc/echo", "posing")
        device.publish("hall/v1/nordpark-1/hb", "end")
        assert [one for one in live.hear_until("end") if not one.retain] == []


def test_each_identity_retains_exactly_where_it_may_and_erases_nothing_else(broker: ProductionBroker):
    for writer in EVERYBODY:
        with peer(broker, writer) as one:
            for topic in SAID:
                one.publish(topic, f"{writer} keeps on {topic}", retain=True, wait=False)
            one.publish(SAID[0], "", wait=True)  # answered after all before it
    for writer in EVERYBODY:
        with peer(broker, writer) as one:
            for topic in SAID:
                if not hearers(writer, topic):
                    one.publish(topic, "", retain=True, wait=False)
            one.publish(SAID[0], "", wait=True)
    with ExitStack() as stack:
        heard = round_trip(greedy(broker, stack, EVERYBODY))
    for reader in EVERYBODY:
        last = {topic: writer for writer in EVERYBODY for topic in SAID if reader in hearers(writer, topic)}
        kept = {(topic, f"{writer} keeps on {topic}") for topic, writer in last.items()}
        assert told([one for one in heard[reader] if one.retain], "keeps on") == kept, reader
