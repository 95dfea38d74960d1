"""What a content is known by to whoever has it already (RFC 9110, 8.8.3 and 13.1.2)."""

from __future__ import annotations

import hashlib


def etag(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def fits(etags: str, tag: str) -> bool:
    """Say whether `If-None-Match` names what there is."""
    named = {one.strip().removeprefix("W/") for one in etags.split(",")}
    return "*" in named or tag in named
