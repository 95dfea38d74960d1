"""A display as it would show a post, before anybody sees it: the card with the plan of that moment. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hallenwart_contract.display import BoardCard, BoardCount, BoardRow, CardText, Display, DisplayMode, Panel
from hallenwart_contract.view import Post, PostKind, Rung, View, ViewEntry

MOST_ROWS: Final = 6
_HOUR_MS: Final = 3_600_000
_ABOVE: Final = {PostKind.SAFETY: Rung.SAFETY, PostKind.NOTE: Rung.NOTE, PostKind.WARNING: Rung.WARNING}
_SAMPLES: Final = ((0, "Turnen · Kinder"), (1, "Volleyball · Mixed"), (2, "Badminton"))
PICTURES: Final = "/api/posts/pictures/"


def card_of(post: Post) -> BoardCard:
    """Return a post as a card; its picture lies at the server, for whoever looks at the preview."""
    texts = {"de": CardText(title=post.title, text=post.text)}
    texts |= {language: CardText(title=text.title, text=text.text) for language, text in post.texts.items()}
    return BoardCard(
        id=post.id,
        rung=rung_of(post.kind),
        kind=post.kind,
        texts=texts,
        by=post.by,
        level=post.level,
        link=post.link,
        qr=post.qr,
        picture=f"{PICTURES}{post.picture}" if post.picture else "",
        alt=post.alt,
        from_ms=post.from_ms,
        to_ms=post.to_ms,
    )


def rung_of(kind: str) -> Rung:
    if kind == PostKind.VOLUNTEER:
        return Rung.VOLUNTEER
    return _ABOVE.get(PostKind(kind), Rung.POST) if kind in set(PostKind) else Rung.POST


def preview(post: Post, view: View, zone: str, *, now_ms: int) -> Display:
    """Return what the display shows at the moment the post is first seen. Without bookings then, it has plausible ones."""
    at_ms = first_seen_ms(post, now_ms)
    card, rung = card_of(post), rung_of(post.kind)
    above = rung in set(_ABOVE.values())
    screen = view.screen
    return Display(
        now_ms=at_ms,
        zone=zone,
        mode=DisplayMode.BOARD,
        title=view.title,
        rung=rung if above or not view.halls else Rung.PLAN,
        rows=_rows(view, at_ms),
        counts=[
            BoardCount(hall=hall.id, name=hall.name, people=hall.capacity // 8, capacity=hall.capacity, t_ms=at_ms)
            for hall in view.halls
        ],
        above=[card] if above else [],
        cards=[] if above else [card],
        panel=Panel(
            inches=screen.inches,
            distance_m=screen.distance_m,
            turned=screen.turned,
            languages=screen.languages,
            easy=screen.easy,
        ),
        plan_ms=at_ms,
        online=True,
    )


def first_seen_ms(post: Post, now_ms: int) -> int:
    """Return the first moment from now on at which a post is on, its own beginning where it never is again."""
    coming = [max(start, now_ms) for start, end in post.spans or [(post.from_ms, post.to_ms)] if end > now_ms]
    return min(coming, default=post.from_ms)


def _rows(view: View, at_ms: int) -> list[BoardRow]:
    halls = {hall.id: hall for hall in view.halls}
    there = [one for one in view.entries if one.end_ms > at_ms and one.start_ms < at_ms + 6 * _HOUR_MS]
    entries: Sequence[ViewEntry] = there[:MOST_ROWS] or _samples(view, at_ms)
    return [
        BoardRow(
            hall=halls[one.hall].name,
            sections=one.sections,
            section_count=halls[one.hall].sections,
            title=one.title,
            start_ms=one.start_ms,
            end_ms=one.end_ms,
            now=one.start_ms <= at_ms,
            mark=one.change if one.change == "cancelled" else "",
        )
        for one in entries
        if one.hall in halls
    ]


def _samples(view: View, at_ms: int) -> list[ViewEntry]:
    hour = at_ms - at_ms % _HOUR_MS
    return [
        ViewEntry(
            id=f"sample-{hall.id}-{later}",
            hall=hall.id,
            sections=list(range(1, hall.sections + 1)),
            title=title,
            start_ms=hour + later * _HOUR_MS,
            end_ms=hour + (later + 1) * _HOUR_MS,
        )
        for later, title in _SAMPLES
        for hall in view.halls
    ][:MOST_ROWS]
