"""Takes QoS 1 messages of MQTT 3.1.1 straight out of the bytes that came; what else came goes the library's way. Pure."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

_PUBLISH_QOS_1: Final = 0x32
_WITHOUT_DUP_AND_RETAIN: Final = 0xF6
_MORE: Final = 0x80
_MAX_LENGTH_BYTES: Final = 4
MALFORMED: Final = -1

Publish = Callable[[int, bytes, str], None]
"""Packet id, payload, topic."""
Other = Callable[[int, bytes], None]
"""Fixed header's first byte, what follows the length."""


def take_packets(data: bytes, publish: Publish, other: Other) -> int:
    """Hand over every whole packet in `data`, in order.

    Returns how many bytes those were, `MALFORMED` when a length follows that cannot be.
    """
    at, end = 0, len(data)
    while end - at >= 2:
        head, size, start = data[at], data[at + 1], at + 2
        if size & _MORE:
            size, start = _length(data, at + 1, end)
            if start == 0:
                return size if size == MALFORMED else at
        stop = start + size
        if stop > end:
            break
        if head & _WITHOUT_DUP_AND_RETAIN != _PUBLISH_QOS_1 or not _published(data, start, stop, publish):
            other(head, data[start:stop])
        at = stop
    return at


def _published(data: bytes, start: int, stop: int, publish: Publish) -> bool:
    """Hand over a message; False when it is not sound."""
    if stop - start < 2:
        return False
    topic_end = start + 2 + (data[start] << 8 | data[start + 1])
    if topic_end + 2 > stop:
        return False
    topic = _text(data[start + 2 : topic_end])
    if topic:
        publish(data[topic_end] << 8 | data[topic_end + 1], data[topic_end + 2 : stop], topic)
    return topic != ""


def _length(data: bytes, at: int, end: int) -> tuple[int, int]:
    """Return a length of several bytes and where it ends; (0, 0) while it is not whole, (MALFORMED, 0) when it cannot be."""
    size = 0
    for count in range(_MAX_LENGTH_BYTES):
        if at + count >= end:
            return 0, 0
        byte = data[at + count]
        size |= (byte & ~_MORE) << 7 * count
        if not byte & _MORE:
            return size, at + count + 1
    return MALFORMED, 0


@lru_cache(maxsize=8_192)
def _text(topic: bytes) -> str:
    """Return a topic as text, empty when it is none."""
    try:
        return topic.decode()
    except UnicodeDecodeError:
        return ""
