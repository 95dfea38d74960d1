"""The channel table: every topic, who may use it, and which message it carries. Nobody writes a topic elsewhere.

    hall/v1/{device}/{channel}

MQTT 3.1.1, QoS <= 1. Brokers' access lists and the AsyncAPI document are generated from this table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hallenwart_contract.errors import TopicError
from hallenwart_contract.messages import Ack, Batch, Conn, Heartbeat, Receipt, State
from hallenwart_contract.signed import Signed

ROOT: Final = "hall/v1"
SERVICE_PREFIX: Final = "svc-"
ECHO_TOPIC: Final = "svc/echo"

_DEVICE_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]{1,30}[a-z0-9]")


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"


class Service(StrEnum):
    """The four identities of the backend; each is a connection of its own."""

    ALARM = "svc-alarm"
    LIVE = "svc-live"
    BULK = "svc-bulk"
    COMMAND = "svc-command"


@dataclass(frozen=True, slots=True)
class Channel:
    """One row of the table. `services` read an up channel or write a down channel."""

    name: str
    direction: Direction
    qos: int
    retain: bool
    message: type
    services: tuple[Service, ...]
    about: str

    def topic(self, device: str) -> str:
        """Return the topic of this channel for one device. Raises TopicError for a bad id."""
        return f"{ROOT}/{checked_device(device)}/{self.name}"

    @property
    def filter(self) -> str:
        """The subscription that matches this channel of every device."""
        return f"{ROOT}/+/{self.name}"


_UP, _DOWN = Direction.UP, Direction.DOWN
_WRITERS = (Service.ALARM, Service.LIVE, Service.BULK)

CONN: Final = Channel("conn", _UP, 1, True, Conn, (Service.LIVE, Service.ALARM), "birth and last will of a device")
STATE: Final = Channel("state", _UP, 1, True, State, (Service.LIVE,), "whole snapshot of doors, keys, alarms, sensors")
HB: Final = Channel("hb", _UP, 0, False, Heartbeat, (Service.LIVE,), "heartbeat: what supervision stands on")
ALARM: Final = Channel("alarm", _UP, 1, False, Batch, (Service.ALARM,), "alarms, sent before anything else")
EVT: Final = Channel("evt", _UP, 1, False, Batch, (Service.LIVE,), "events: doors, keys, access, clock, faults")
T: Final = Channel("t", _UP, 1, False, Batch, (Service.BULK,), "telemetry as it is measured")
BF: Final = Channel("bf", _UP, 1, False, Batch, (Service.BULK,), "telemetry backlog, replayed slowly")
ACK: Final = Channel("ack", _UP, 1, False, Ack, (Service.LIVE,), "progress and outcome of a command or document")
RCPT: Final = Channel("rcpt", _DOWN, 1, False, Receipt, _WRITERS, "what the backend has committed")
CMD: Final = Channel("cmd", _DOWN, 1, False, Signed, (Service.COMMAND,), "short-lived command, never retained")
CFG: Final = Channel("cfg", _DOWN, 1, True, Signed, (Service.COMMAND,), "wanted configuration")
GRANTS: Final = Channel("grants", _DOWN, 1, True, Signed, (Service.COMMAND,), "rights to open compartments")
VIEW: Final = Channel("view", _DOWN, 1, True, Signed, (Service.COMMAND,), "what the hall display shows")

CHANNELS: Final[tuple[Channel, ...]] = (CONN, STATE, HB, ALARM, EVT, T, BF, ACK, RCPT, CMD, CFG, GRANTS, VIEW)
BY_NAME: Final[dict[str, Channel]] = {channel.name: channel for channel in CHANNELS}


def checked_device(device: str) -> str:
    """Return `device` unchanged. Raises TopicError when it is no valid device id (it would break topics and access lists)."""
    if not _DEVICE_ID.fullmatch(device) or device.startswith(SERVICE_PREFIX):
        raise TopicError(f"not a device id: {device!r}; use 3 to 32 of a-z, 0-9 and -, not beginning with {SERVICE_PREFIX}")
    return device


def parse_topic(topic: str) -> tuple[str, Channel]:
    """Return device and channel of a topic. Raises TopicError for anything that is not in the table."""
    head, _, name = topic.rpartition("/")
    root, _, device = head.rpartition("/")
    channel = BY_NAME.get(name)
    if root != ROOT or channel is None:
        raise TopicError(f"not one of our topics: {topic!r}")
    return checked_device(device), channel
