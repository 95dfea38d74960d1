"""Who may say and hear what on the wire, written by hand beside the channel table, so that a slip in one of them shows."""

from support.brokers import FLEET
from support.mqtt_peer import Heard, Peer

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
