"""The access list, generated from the channel table: as Mosquitto's file, and as a question the embedded broker asks.

A device may use its own topics, a service what its row of the table says; nobody else anything.
"""

from __future__ import annotations

from typing import Final

from hallenwart_contract.channels import CHANNELS, ECHO_TOPIC, ROOT, Channel, Direction, Service, parse_topic
from hallenwart_contract.errors import TopicError

ECHO_WRITER: Final = Service.LIVE
"""The service whose echo tells that the broker passes messages on; all services hear it."""

_SERVICES: Final = frozenset(service.value for service in Service)


def render() -> str:
    """Return Mosquitto's ACL file. The user name of a device stands for `%u`."""
    lines = ["# Generated from the channel table; do not edit."]
    for service in Service:
        lines += ["", f"user {service.value}", *_service_rules(service)]
    return "\n".join([*lines, "", *(_device_rule(channel) for channel in CHANNELS), ""])


def may_write(user: str, topic: str) -> bool:
    """Say whether `user` may publish on `topic`; also decides about retained messages and last wills."""
    if topic == ECHO_TOPIC:
        return user == ECHO_WRITER
    return _granted(user, topic, service_writes=Direction.DOWN)


def may_read(user: str, topic: str) -> bool:
    """Say whether `user` may be told what is published on `topic`."""
    if topic == ECHO_TOPIC:
        return user in _SERVICES
    return _granted(user, topic, service_writes=Direction.UP)


def may_subscribe(user: str, topic_filter: str) -> bool:
    """Say whether a filter may be subscribed: one of our topics, or one channel of all devices. `#` never."""
    if topic_filter == ECHO_TOPIC:
        return may_read(user, topic_filter)
    if user in _SERVICES:
        wanted = {channel.filter for channel in CHANNELS if channel.direction is Direction.UP and user in channel.services}
        return topic_filter in wanted or may_read(user, topic_filter)
    return may_read(user, topic_filter)


def _granted(user: str, topic: str, *, service_writes: Direction) -> bool:
    try:
        device, channel = parse_topic(topic)
    except TopicError:
        return False
    if user in _SERVICES:
        return channel.direction is service_writes and user in channel.services
    return user == device and channel.direction is not service_writes


def _service_rules(service: Service) -> list[str]:
    # Patterns hold for services too; the denial keeps a service from posing as a device of its own name.
    rules = [f"topic deny {ROOT}/{service.value}/#"]
    for channel in CHANNELS:
        if service in channel.services:
            access = "read" if channel.direction is Direction.UP else "write"
            rules.append(f"topic {access} {channel.filter}")
    access = "readwrite" if service is ECHO_WRITER else "read"
    return [*rules, f"topic {access} {ECHO_TOPIC}"]


def _device_rule(channel: Channel) -> str:
    access = "write" if channel.direction is Direction.UP else "read"
    return f"pattern {access} {ROOT}/%u/{channel.name}"
