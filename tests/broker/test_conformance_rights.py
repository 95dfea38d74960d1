"""Who may say and hear what, played out on every engine with every identity and every channel."""

from contextlib import ExitStack

import pytest

from hallenwart_contract.channels import CHANNELS
from support.brokers import LocalBroker
from support.mqtt_peer import Peer, RefusedError
from support.rights import DEVICES, FORBIDDEN, READERS_OF_UP, SERVICES, TOPICS, WRITERS_OF_DOWN, hearers, round_trip


def test_the_hand_written_table_knows_every_channel():
    assert {*READERS_OF_UP, *WRITERS_OF_DOWN} == {channel.name for channel in CHANNELS}


def test_each_identity_says_and_hears_exactly_what_it_may(shared_broker: LocalBroker):
    said = [*TOPICS, "svc/echo", *FORBIDDEN]
    with ExitStack() as stack:
        peers = {user: stack.enter_context(Peer(shared_broker, user)) for user in [*DEVICES, *SERVICES]}
        for peer in peers.values():
            peer.subscribe("#")
            peer.subscribe("hall/v1/+/cmd", "hall/v1/+/conn", "+/+/+/+")
            for topic in said:
                peer.subscribe(topic)
        for writer, peer in peers.items():
            for topic in said:
                peer.publish(topic, f"{writer} on {topic}", wait=False)
        heard = round_trip(peers)
    for reader in peers:
        expected = {(topic, f"{writer} on {topic}") for writer in peers for topic in said if reader in hearers(writer, topic)}
        assert {(one.topic, one.payload) for one in heard[reader] if " on " in one.payload} == expected, reader


def test_services_hear_all_devices_with_one_filter(shared_broker: LocalBroker):
    with Peer(shared_broker, "svc-live") as live, ExitStack() as stack:
        assert live.subscribe("hall/v1/+/evt", "hall/v1/+/state", "svc/echo") == [1, 1, 1]
        for device in DEVICES:
            stack.enter_context(Peer(shared_broker, device)).publish(f"hall/v1/{device}/evt", device)
        heard: set[str] = set()
        while heard != set(DEVICES):
            heard.add(live.inbox.get(timeout=180).payload)


@pytest.mark.parametrize("user", [*DEVICES, *SERVICES])
def test_a_wrong_password_is_refused(shared_broker: LocalBroker, user: str):
    with pytest.raises(RefusedError), Peer(shared_broker, user, password="wrong"):
        pass
    with pytest.raises(RefusedError), Peer(shared_broker, user, password=""):
        pass


@pytest.mark.parametrize("user", [None, "nobody", "svc-", "#", "+"])
def test_strangers_are_refused(shared_broker: LocalBroker, user: str | None):
    with pytest.raises(RefusedError), Peer(shared_broker, user, password="x", client_id="nordpark-1"):
        pass


def test_the_password_of_another_is_wrong(shared_broker: LocalBroker):
    with pytest.raises(RefusedError), Peer(shared_broker, "sued-1", password=shared_broker.password("nordpark-1")):
        pass


def test_a_foreign_client_id_harms_nobody(shared_broker: LocalBroker):
    with Peer(shared_broker, "nordpark-1", clean=False) as victim, Peer(shared_broker, "svc-command") as command:
        victim.subscribe("hall/v1/nordpark-1/cmd")
        with Peer(shared_broker, "sued-1", client_id="nordpark-1") as spoofer:
            spoofer.subscribe("hall/v1/nordpark-1/cmd", "hall/v1/sued-1/cmd")
            command.publish("hall/v1/nordpark-1/cmd", "for the victim")
            command.publish("hall/v1/sued-1/cmd", "for the spoofer")
            assert spoofer.hear_until("for the spoofer") == []
        assert victim.hear_until("for the victim") == []
        assert not victim.gone.is_set()
    with Peer(shared_broker, "nordpark-1"):
        pass  # ends the lasting session


def test_a_wrong_password_does_not_deafen_its_victim(shared_broker: LocalBroker):
    with Peer(shared_broker, "nordpark-1") as victim, Peer(shared_broker, "svc-command") as command:
        victim.subscribe("hall/v1/nordpark-1/cmd")
        for clean in (True, False):
            with pytest.raises(RefusedError), Peer(shared_broker, "nordpark-1", password="wrong", clean=clean):
                pass
        command.publish("hall/v1/nordpark-1/cmd", "still there?")
        assert victim.hear_until("still there?") == []
