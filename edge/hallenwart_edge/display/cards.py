"""Posts of the city and the clubs: which of them stand over the plan, and which take turns below it. Pure."""

from __future__ import annotations

from typing import Final

from hallenwart_contract.display import BoardCard, CardText
from hallenwart_contract.view import Post, PostKind, Rung, View

PICTURES: Final = "/display/pictures/"
_RUNGS: Final = {
    PostKind.SAFETY: Rung.SAFETY,
    PostKind.NOTE: Rung.NOTE,
    PostKind.WARNING: Rung.WARNING,
    PostKind.VOLUNTEER: Rung.VOLUNTEER,
}
_ABOVE: Final = (Rung.SAFETY, Rung.NOTE, Rung.WARNING)
_LEVELS: Final = ("extreme", "severe", "moderate", "minor")
_FOR_EVER_MS: Final = 2**52
_LADDER: Final = tuple(Rung)


def cards(view: View, now_ms: int) -> list[BoardCard]:
    """Return what is to be told now, the most urgent first."""
    now = [post for post in view.posts if is_shown(post, now_ms)]
    now.sort(key=lambda post: (_LADDER.index(_rung(post)), _level(post), post.from_ms, post.id, post.title))
    return [_card(post) for post in now]


def is_above(card: BoardCard) -> bool:
    """Say whether a card stands over the plan."""
    return card.rung in _ABOVE


def is_shown(post: Post, now_ms: int) -> bool:
    """Say whether it is time for a post."""
    within = not post.spans or any(begin <= now_ms < end for begin, end in post.spans)
    return post.from_ms <= now_ms < post.to_ms and within


def moments(view: View) -> list[int]:
    """Return when the cards change by themselves."""
    return [
        moment for post in view.posts for moment in (post.from_ms, post.to_ms, *(edge for span in post.spans for edge in span))
    ]


def _rung(post: Post) -> Rung:
    return _RUNGS.get(PostKind(post.kind), Rung.POST) if post.kind in tuple(PostKind) else Rung.POST


def _level(post: Post) -> int:
    return _LEVELS.index(post.level) if post.level in _LEVELS else len(_LEVELS)


def _card(post: Post) -> BoardCard:
    texts = {language: CardText(title=text.title, text=text.text) for language, text in post.texts.items()}
    return BoardCard(
        id=post.id,
        rung=_rung(post),
        kind=post.kind,
        texts={**texts, "de": CardText(title=post.title, text=post.text)},
        by=post.by,
        level=post.level,
        link=post.link,
        qr=post.qr,
        picture=f"{PICTURES}{post.picture}" if post.picture else "",
        alt=post.alt,
        from_ms=post.from_ms or None,
        to_ms=post.to_ms if post.to_ms < _FOR_EVER_MS else None,
    )
