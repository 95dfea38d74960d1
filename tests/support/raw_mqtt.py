"""MQTT 3.1.1 written byte by byte: for clients that are cut off before they could say a proper word."""

from __future__ import annotations

import socket
import ssl
import struct

ACCEPTED = b"\x20\x02\x00\x00"


def connect(
    client_id: str, *, will: tuple[str, str] | None = None, user: str = "", password: str = "", retain: bool = False
) -> bytes:
    """Return a CONNECT with a clean session and a keepalive of a minute."""
    flags, payload = 0x02, _text(client_id)
    if will is not None:
        flags |= 0x04 | 0x08 | (0x20 if retain else 0)  # QoS 1
        payload += _text(will[0]) + _text(will[1])
    if user:
        flags |= 0x80 | 0x40
        payload += _text(user) + _text(password)
    return _packet(0x10, _text("MQTT") + bytes([4, flags]) + struct.pack("!H", 60) + payload)


def publish(topic: str, payload: str, *, retain: bool = False) -> bytes:
    """Return a PUBLISH with QoS 0."""
    return _packet(0x31 if retain else 0x30, _text(topic) + payload.encode())


def subscribe(*filters: str) -> bytes:
    return _packet(0x82, struct.pack("!H", 1) + b"".join(_text(one) + b"\x01" for one in filters))


def say(port: int, context: ssl.SSLContext | None, packets: bytes, *, within_s: float = 180) -> bytes:
    """Connect, say all at once, return the first answer, and cut the connection. Raises OSError when refused below MQTT."""
    with socket.create_connection(("127.0.0.1", port), timeout=within_s) as link:
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if context is None:
            return _said(link, packets)
        with context.wrap_socket(link, server_hostname="localhost") as tls:
            return _said(tls, packets)


def _said(link: socket.socket, packets: bytes) -> bytes:
    link.sendall(packets)
    return link.recv(4)


def _packet(kind: int, body: bytes) -> bytes:
    length, digits = len(body), bytearray()
    while True:
        length, digit = divmod(length, 128)
        digits.append(digit | (0x80 if length else 0))
        if not length:
            return bytes([kind]) + bytes(digits) + body


def _text(text: str) -> bytes:
    encoded = text.encode()
    return struct.pack("!H", len(encoded)) + encoded
