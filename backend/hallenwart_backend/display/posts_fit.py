"""What a plan carries when there is more than fits one message. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import msgspec

from hallenwart_contract.codec import MAX_PAYLOAD_BYTES
from hallenwart_contract.view import Post, PostKind, View, ViewEntry

MOST_POSTS: Final = 40
MOST_BYTES: Final = 40_000
"""What posts may take of it."""
MOST_VIEW_BYTES: Final = MAX_PAYLOAD_BYTES * 3 // 4 - 2_048
"""A signed message carries its document as base64, four bytes for three, beside key and signature."""
_RANKS: Final = {str(kind): rank for rank, kind in enumerate(PostKind)}


@dataclass(frozen=True, slots=True)
class Fitted:
    """The posts that fit, the most urgent and soonest first, and the ids of those left out."""

    posts: list[Post]
    left_out: tuple[str, ...] = ()


def fitting(posts: Iterable[Post], now_ms: int) -> Fitted:
    """Return what fits; what is over is left out without a word. A large post does not keep smaller ones behind it out."""
    left, kept, out = MOST_BYTES, list[Post](), list[str]()
    for post in sorted((one for one in posts if one.to_ms > now_ms), key=_order):
        size = len(msgspec.json.encode(post))
        if len(kept) == MOST_POSTS or size > left:
            out.append(post.id)
            continue
        kept.append(post)
        left -= size
    return Fitted(kept, tuple(out))


def within(view: View) -> View:
    """Return the view with fewer bookings, the latest left out, where it would not fit one message; `until_ms` says so."""
    excess = len(msgspec.json.encode(view)) - MOST_VIEW_BYTES
    if excess <= 0:
        return view
    dropped: list[ViewEntry] = []
    for entry in sorted((*view.entries, *view.more), key=lambda one: (one.start_ms, one.id), reverse=True):
        if excess <= 0:
            break
        dropped.append(entry)
        excess -= len(msgspec.json.encode(entry)) + 1
    gone = {(one.id, one.hall) for one in dropped}
    return msgspec.structs.replace(
        view,
        entries=[one for one in view.entries if (one.id, one.hall) not in gone],
        more=[one for one in view.more if (one.id, one.hall) not in gone],
        until_ms=min(view.until_ms, *(one.start_ms for one in dropped)),
    )


def _order(post: Post) -> tuple[int, int, str]:
    return _RANKS.get(post.kind, _RANKS[PostKind.NEWS]), post.from_ms, post.id
