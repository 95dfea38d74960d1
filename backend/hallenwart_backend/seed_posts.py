"""Posts of a seed file.

    [[post]]    kind = "news", club, author, title, text, title_en, text_en, title_easy, text_easy, link, by,
                halls = ["nordpark"] or everywhere = true, first = "2026-11-23", last = "2026-12-06" (local days),
                picture = "hall" (one that is drawn), asked = true (waits for the office)

A post that is there stays as people left it. A club's is on in its own hours.
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection, select

from hallenwart_backend.accounts.tables import people
from hallenwart_backend.booking.rules import local_ms
from hallenwart_backend.display.posts import drawing, rules, store
from hallenwart_backend.display.posts.model import HallPost, State, Where, Wish
from hallenwart_backend.display.posts.store import Picture
from hallenwart_backend.errors import ConfigError
from hallenwart_backend.halls.loading import load_places
from hallenwart_contract.view import PostKind, PostText

_DRAWN: Final = {"hall": (drawing.hall, drawing.ALT)}


class SeedPost(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kind: PostKind
    title: str
    first: str
    last: str
    text: str = ""
    title_en: str = ""
    text_en: str = ""
    title_easy: str = ""
    text_easy: str = ""
    link: str = ""
    by: str = ""
    club: str = ""
    author: str = ""
    halls: list[str] = []
    everywhere: bool = False
    picture: str = ""
    asked: bool = False


def plant_posts(connection: Connection, wishes: list[SeedPost], *, now_ms: int) -> None:
    """Write the posts that are not there. Raises ConfigError for what does not fit."""
    places = load_places(connection) if wishes else None
    for seed in wishes:
        if places is None or store.one(connection, _id(seed)) is not None:
            continue
        picture, alt = _drawn(connection, seed, now_ms)
        zone = ZoneInfo(places.zone)
        wish = Wish(
            kind=seed.kind,
            texts=_texts(seed),
            where=Where(everywhere=seed.everywhere, halls=tuple(seed.halls)),
            from_ms=local_ms(_day(seed, seed.first), 0, zone),
            to_ms=local_ms(_day(seed, seed.last) + timedelta(days=1), 0, zone),
            link=seed.link,
            picture=picture,
            alt=alt,
            sender=seed.by or places.clubs.get(seed.club, ""),
            own_hours=bool(seed.club),
        )
        fault = rules.fault_of(wish, club=seed.club or None, by_staff=not seed.club, now_ms=now_ms, places=places)
        if fault is not None:
            raise ConfigError(f"post {seed.title!r}: {fault}")
        state = State.ASKED if seed.asked else State.SHOWN
        author = connection.scalar(select(people.c.id).where(people.c.email == seed.author.lower())) if seed.author else None
        store.put(connection, HallPost(_id(seed), wish, seed.club or None, author, state, now_ms, now_ms))
        store.keep_pictures(connection, [picture])


def _texts(seed: SeedPost) -> dict[str, PostText]:
    told = {
        "de": (seed.title, seed.text),
        "en": (seed.title_en, seed.text_en),
        "easy": (seed.title_easy, seed.text_easy),
    }
    return {language: PostText(title=title, text=text) for language, (title, text) in told.items() if title}


def _drawn(connection: Connection, seed: SeedPost, now_ms: int) -> tuple[str, str]:
    """Keep the picture; return its name and what is on it."""
    if not seed.picture:
        return "", ""
    if seed.picture not in _DRAWN:
        raise ConfigError(f"post {seed.title!r}: picture is one of {', '.join(_DRAWN)}")
    draw, alt = _DRAWN[seed.picture]
    jpeg = draw()
    sha256 = hashlib.sha256(jpeg).hexdigest()
    store.add_picture(connection, Picture(sha256, jpeg, drawing.WIDTH_PX, drawing.HEIGHT_PX), now_ms)
    return sha256, alt


def _day(seed: SeedPost, told: str) -> date:
    try:
        return date.fromisoformat(told)
    except ValueError as error:
        raise ConfigError(f"post {seed.title!r}: not a date: {told!r}; write 2026-11-23") from error


def _id(seed: SeedPost) -> str:
    return hashlib.sha256(f"{seed.kind}\n{seed.club}\n{seed.title}\n{seed.first}".encode()).hexdigest()[:16]
