"""The one place where messages become bytes and bytes become messages. JSON, UTF-8, at most 128 KiB."""

from __future__ import annotations

from typing import Any, Final, TypeVar

import msgspec

from hallenwart_contract.errors import OversizeError, UndecodableError

MAX_PAYLOAD_BYTES: Final = 128 * 1024

M = TypeVar("M")
_encoder: Final = msgspec.json.Encoder()
_decoders: Final[dict[Any, msgspec.json.Decoder[Any]]] = {}


def encode(message: object) -> bytes:
    """Return the wire form. Raises OversizeError above `MAX_PAYLOAD_BYTES`."""
    payload = _encoder.encode(message)
    if len(payload) > MAX_PAYLOAD_BYTES:
        raise OversizeError(f"{type(message).__name__} has {len(payload)} bytes, allowed are {MAX_PAYLOAD_BYTES}")
    return payload


def decode(payload: bytes | bytearray | memoryview | msgspec.Raw, kind: type[M]) -> M:
    """Return the message. Unknown fields are ignored. Raises OversizeError or UndecodableError, never anything else."""
    if len(memoryview(payload)) > MAX_PAYLOAD_BYTES:
        raise OversizeError(f"{len(memoryview(payload))} bytes, allowed are {MAX_PAYLOAD_BYTES}")
    decoder = _decoders.get(kind)
    if decoder is None:
        decoder = _decoders[kind] = msgspec.json.Decoder(kind)
    try:
        message: M = decoder.decode(payload)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise UndecodableError(f"not a {getattr(kind, '__name__', kind)}: {error}") from error
    return message
