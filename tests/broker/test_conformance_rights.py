"""Who may say and hear what, played out on every engine with every identity and every channel.

The table here is written by hand, beside the channel table, so that a slip in one of them shows.
"""

from contextlib import ExitStack

import pytest

from hallenwart_contract.channels import CHANNELS
from support.brokers import FLEET, LocalBroker
from support.mqtt_peer import Heard, Peer, RefusedError

DEVICES = [member.id for member in FLEET]
SERVICES = ["svc-alarm", "svc-live", "svc-bulk", "svc-command"]
READERS_OF_UP = {
    "conn": {"svc-live", "svc-alarm"},
    "state": {"svc-live"},
    "hb": {"svc-live"},
    "alarm": {"svc-alarm"},
    "evt": {"svc-live"},
    "t": {"svc-bulk"},
    "bf": {"svc-bulk"},
    "ack": {"svc-live"},
}
WRITERS_OF_DOWN = {
    "rcpt": {"svc-alarm", "svc-live", "svc-bulk"},
    "cmd": {"svc-command"},
    "cfg": {"svc-command"},
    "grants": {"svc-command"},
    "view": {"svc-command"},
}
TOPICS = [f"hall/v1/{device}/{channel}" for device in DEVICES for channel in [*READERS_OF_UP, *WRITERS_OF_DOWN]]
FORBIDDEN = [
    "hall/v1/svc-live/conn",
    "hall/v1/svc-command/cmd",
    "hall/v2/nordpark-1/conn",
    "hall/v1/nordpark-1/other",
    "svc/other",
]


def hearers(writer: str, topic: str) -> set[str]:
    if topic == "svc/echo":
        return set(SERVICES) if writer == "svc-live" else set()
    root, _, rest = topic.partition("/v1/")
    device, _, channel = rest.partition("/")
    if root != "hall" or device not in DEVICES:
        return set()
    if channel in READERS_OF_UP:
        return READERS_OF_UP[channel] if writer == device else set()
    return {device} if writer in WRITERS_OF_DOWN.get(channel, ()) else set()


def round_trip(peers: dict[str, Peer]) -> dict[str, list[Heard]]:
    """Return what each heard so far: each writer's last word was heard, and then a last word came to each."""
    for device in DEVICES:
        peers[device].publish(f"hall/v1/{device}/hb", f"last of {device}")
    for service in ("svc-alarm", "svc-live", "svc-bulk"):
        peers[service].publish("hall/v1/sued-1/rcpt", f"last of {service}")
    for device in DEVICES:
        peers["svc-command"].publish(f"hall/v1/{device}/cmd", f"to {device}")
    heard: dict[str, list[Heard]] = {user: [] for user in peers}
    heard["svc-live"] += peers["svc-live"].hear_until(*(f"last of {device}" for device in DEVICES))
    heard["sued-1"] += peers["sued-1"].hear_until("last of svc-alarm", "last of svc-live", "last of svc-bulk", "to sued-1")
    peers["svc-command"].publish("hall/v1/sued-1/cmd", "to sued-1")
    for device in DEVICES:
        heard[device] += peers[device].hear_until(f"to {device}")
    peers["svc-live"].publish("svc/echo", "to services")
    for service in SERVICES:
        heard[service] += peers[service].hear_until("to services")
    return heard


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
            heard.add(live.inbox.get(timeout=10).payload)


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
