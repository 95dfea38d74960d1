"""SQL of posts, of when clubs have a place, and of whom the office trusts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from hallenwart_backend.booking.tables import bookings, holder
from hallenwart_backend.display.posts.model import Decided, HallPost, State, Where, Wish
from hallenwart_backend.display.posts.rules import Span, Trust
from hallenwart_backend.display.posts.tables import post_pictures, post_rules, posts
from hallenwart_contract.view import PostKind, PostText

_BOOKED: Final = "booked"
Hour = tuple[str, int, int]
"""Hall, from, to."""


def _values(post: HallPost) -> dict[str, Any]:
    wish, where = post.wish, post.wish.where
    return {
        "id": post.id,
        "kind": str(wish.kind),
        "texts": {language: {"title": text.title, "text": text.text} for language, text in wish.texts.items()},
        "link": wish.link,
        "picture": wish.picture,
        "alt": wish.alt,
        "sender": wish.sender,
        "level": wish.level,
        "club": post.club,
        "everywhere": where.everywhere,
        "sites": list(where.sites),
        "halls": list(where.halls),
        "displays": list(where.displays),
        "from_ms": wish.from_ms,
        "to_ms": wish.to_ms,
        "own_hours": wish.own_hours,
        "state": str(post.stored),
        "author": post.author,
        "made_ms": post.made_ms,
        "changed_ms": post.changed_ms,
        "decided_by": post.decided.by,
        "decided_ms": post.decided.at_ms,
        "why": post.decided.why,
        "recalled_ms": post.recalled_ms,
    }


def post_of(row: Row[Any]) -> HallPost:
    wish = Wish(
        kind=PostKind(row.kind),
        texts={language: PostText(**text) for language, text in row.texts.items()},
        where=Where(row.everywhere, tuple(row.sites), tuple(row.halls), tuple(row.displays)),
        from_ms=row.from_ms,
        to_ms=row.to_ms,
        link=row.link,
        picture=row.picture,
        alt=row.alt,
        sender=row.sender,
        level=row.level,
        own_hours=row.own_hours,
    )
    decided = Decided(row.decided_by, row.decided_ms, row.why)
    state = State(row.state)
    return HallPost(row.id, wish, row.club, row.author, state, row.made_ms, row.changed_ms, decided, row.recalled_ms)


def put(connection: Connection, post: HallPost) -> None:
    """Write a post whether it is there or not."""
    values = _values(post)
    if not connection.execute(update(posts).where(posts.c.id == post.id).values(values)).rowcount:
        connection.execute(insert(posts).values(values))


def remove(connection: Connection, post: str) -> None:
    connection.execute(delete(posts).where(posts.c.id == post))


def one(connection: Connection, post: str) -> HallPost | None:
    row = connection.execute(select(posts).where(posts.c.id == post)).first()
    return post_of(row) if row else None


def newest(connection: Connection, *, clubs: Collection[str] | None, limit: int) -> list[HallPost]:
    """Return the posts changed last: of these clubs, or (None) of everybody."""
    wanted = select(posts) if clubs is None else select(posts).where(posts.c.club.in_(clubs))
    return [post_of(row) for row in connection.execute(wanted.order_by(posts.c.changed_ms.desc(), posts.c.id).limit(limit))]


def living(connection: Connection, club: str | None, now_ms: int) -> list[HallPost]:
    """Return what a club (None: the town) has that is not over."""
    theirs = posts.c.club.is_(None) if club is None else posts.c.club == club
    wanted = select(posts).where(theirs, posts.c.to_ms > now_ms, posts.c.recalled_ms.is_(None))
    return [post_of(row) for row in connection.execute(wanted)]


def shown(connection: Connection, from_ms: int, to_ms: int) -> list[HallPost]:
    """Return what is accepted and touches the time."""
    where = posts.c.state == State.SHOWN, posts.c.to_ms > from_ms, posts.c.from_ms < to_ms, posts.c.recalled_ms.is_(None)
    return [post_of(row) for row in connection.execute(select(posts).where(*where).order_by(posts.c.made_ms, posts.c.id))]


# --- when clubs have a place -----------------------------------------------------------------------------------------


def hours_of(connection: Connection, club: str, halls: Sequence[str], from_ms: int, to_ms: int) -> list[Span]:
    """Return when a club has a place in one of these halls: booked, neither cancelled nor lent away; borrowed ones too."""
    theirs = holder == club, bookings.c.state == _BOOKED, bookings.c.hall.in_(halls)
    times = select(bookings.c.start_ms, bookings.c.end_ms).where(*theirs, bookings.c.end_ms > from_ms)
    return [(row.start_ms, row.end_ms) for row in connection.execute(times.where(bookings.c.start_ms < to_ms))]


def hours_in(connection: Connection, clubs: Collection[str], halls: Sequence[str], span: Span) -> dict[str, list[Hour]]:
    """Return by club when it has a place in which of these halls."""
    found: dict[str, list[Hour]] = {club: [] for club in clubs}
    columns = holder.label("club"), bookings.c.hall, bookings.c.start_ms, bookings.c.end_ms
    there = bookings.c.state == _BOOKED, bookings.c.hall.in_(halls), bookings.c.end_ms > span[0], bookings.c.start_ms < span[1]
    for club, hall, start_ms, end_ms in connection.execute(select(*columns).where(*there)):
        if club in found:
            found[club].append((hall, start_ms, end_ms))
    return found


# --- whom the office trusts ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ClubRule:
    club: str
    trust: Trust = Trust.USUAL
    accepted: int = 0
    changed_by: str = ""
    changed_ms: int = 0


def rules_of(connection: Connection) -> dict[str, ClubRule]:
    rows = connection.execute(select(post_rules))
    return {row.club: ClubRule(row.club, Trust(row.way), row.accepted, row.changed_by, row.changed_ms) for row in rows}


def rule_of(connection: Connection, club: str) -> ClubRule:
    return rules_of(connection).get(club, ClubRule(club))


def put_rule(connection: Connection, rule: ClubRule) -> None:
    connection.execute(delete(post_rules).where(post_rules.c.club == rule.club))
    values = {"way": str(rule.trust), "accepted": rule.accepted, "changed_by": rule.changed_by, "changed_ms": rule.changed_ms}
    connection.execute(insert(post_rules).values(club=rule.club, **values))


# --- pictures --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Picture:
    sha256: str
    jpeg: bytes
    width: int
    height: int


def add_picture(connection: Connection, picture: Picture, now_ms: int) -> None:
    """Keep a picture once; told again it counts as new."""
    known = update(post_pictures).where(post_pictures.c.sha256 == picture.sha256)
    if connection.execute(known.values(made_ms=now_ms)).rowcount:
        return
    values = {"sha256": picture.sha256, "jpeg": picture.jpeg, "width": picture.width, "height": picture.height}
    connection.execute(insert(post_pictures).values(**values, made_ms=now_ms, keep_ms=now_ms))


def picture(connection: Connection, sha256: str) -> bytes | None:
    found: bytes | None = connection.scalar(select(post_pictures.c.jpeg).where(post_pictures.c.sha256 == sha256))
    return found


def has_picture(connection: Connection, sha256: str) -> bool:
    return connection.scalar(select(post_pictures.c.sha256).where(post_pictures.c.sha256 == sha256)) is not None


def keep_pictures(connection: Connection, which: Iterable[str]) -> None:
    """Write down until when each of these pictures is shown, so that age can tell what may go."""
    for sha256 in {one for one in which if one}:
        last = connection.scalar(select(func.max(posts.c.to_ms)).where(posts.c.picture == sha256))
        until = post_pictures.c.made_ms if last is None else last
        connection.execute(update(post_pictures).where(post_pictures.c.sha256 == sha256).values(keep_ms=until))


def forget_unused_pictures(connection: Connection, before_ms: int) -> int:
    """Delete pictures that came before then and stand in no post."""
    used = select(posts.c.picture).where(posts.c.picture != "")
    unused = post_pictures.c.made_ms < before_ms, post_pictures.c.sha256.not_in(used)
    return connection.execute(delete(post_pictures).where(*unused)).rowcount
