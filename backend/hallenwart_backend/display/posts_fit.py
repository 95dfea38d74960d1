"""Which posts a plan carries when there are more than fit one message. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from hallenwart_contract.view import Post, PostKind

MOST_POSTS: Final = 40
MOST_BYTES: Final = 40_000
"""A message to a device holds 128 KiB; the bookings of a week take most of it."""
_RANKS: Final = {str(kind): rank for rank, kind in enumerate(PostKind)}


def fitting(posts: Iterable[Post], now_ms: int) -> list[Post]:
    """Return what fits, the most urgent and soonest first; what is over is left out."""
    left, kept = MOST_BYTES, []
    for post in sorted((one for one in posts if one.to_ms > now_ms), key=_order)[:MOST_POSTS]:
        size = len(msgspec.json.encode(post))
        if size <= left:
            kept.append(post)
            left -= size
    return kept


def _order(post: Post) -> tuple[int, int, str]:
    return _RANKS.get(post.kind, _RANKS[PostKind.NEWS]), post.from_ms, post.id
