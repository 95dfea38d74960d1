"""Who may post what where, whom the office must ask, and when a post is on a screen. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

from hallenwart_backend.accounts.rules import CODE_READERS, MANAGERS, OFFICE_HANDS, Person
from hallenwart_backend.display.posts.model import LEVELS, HallPost, State, Where, Wish
from hallenwart_backend.halls.model import Places
from hallenwart_contract.view import PostKind

POSTERS: Final = CODE_READERS
"""Who of a club posts for it: whoever books for it."""
CLUB_KINDS: Final = frozenset({PostKind.EVENT, PostKind.NEWS, PostKind.VOLUNTEER})
LONGEST_TITLE: Final = 60
LONGEST_TEXT: Final = 200
"""Characters that fit on a screen at the size that is read from across a foyer."""
LONGEST_LINK: Final = 120
"""A longer one makes a QR code that no phone reads from some metres away."""
LONGEST_ALT: Final = 200
LONGEST_SENDER: Final = 60
LONGEST_DAYS: Final = 400
CLUB_DAYS: Final = 62
"""So far ahead a club may post: about as far as its dates are known."""
MOST_OF_CLUB: Final = 10
MOST_OF_TOWN: Final = 200
FIRST_POSTS: Final = 3
"""So many posts of a club the office accepts before the next ones are shown without being asked about."""
DAY_MS: Final = 86_400_000
Span = tuple[int, int]


class Trust(StrEnum):
    """What the office set for a club. `usual`: its first posts are asked about."""

    USUAL = ""
    TRUSTED = "trusted"
    ASK = "ask"


def needs_approval(trust: Trust, accepted: int) -> bool:
    """Say whether the office must accept a club's next post. `accepted` are those it accepted in a row."""
    return trust is Trust.ASK or (trust is Trust.USUAL and accepted < FIRST_POSTS)


def accepted_after(accepted: int, *, accept: bool) -> int:
    """Return how many are accepted in a row after one more decision: a declined one begins anew."""
    return accepted + 1 if accept else 0


def posts_for(person: Person, club: str | None) -> bool:
    """Say whether somebody posts for a club, or (None) for the town."""
    return person.has(MANAGERS) if club is None else person.has_at(POSTERS, club)


def sites_of(where: Where, places: Places) -> set[str]:
    """Return the sites a post is shown at; `` stands for all of them, and for what is not there (any more)."""
    halls = {places.halls[hall].site.id if hall in places.halls else "" for hall in where.halls}
    devices = {site.id if (site := places.site_of_device(device)) else "" for device in where.displays}
    return ({""} if where.everywhere else set()) | set(where.sites) | halls | devices


def may_show_at(person: Person, where: Where, places: Places) -> bool:
    """Say whether somebody of the town may post there: a caretaker at the own site alone."""
    return all(person.has_at(MANAGERS, site) for site in sites_of(where, places))


def may_change(person: Person, post: HallPost, places: Places) -> bool:
    """Say whether somebody may change a post or take it back: its club, and whoever answers for all its places."""
    if post.club is not None and person.has_at(POSTERS, post.club):
        return True
    return person.has(MANAGERS) and may_show_at(person, post.wish.where, places)


def may_word(person: Person, post: HallPost) -> bool:
    """Say whether somebody writes what a post says: a caretaker takes a club's off the screens, and words none of it."""
    return post.club is None or person.has(OFFICE_HANDS) or person.has_at(POSTERS, post.club)


def may_see(person: Person, post: HallPost, places: Places) -> bool:
    """Say whether somebody sees a post in the lists: whoever may change it, and staff whose site it touches."""
    if may_change(person, post, places) or (post.club is not None and post.club in person.clubs):
        return True
    touched = sites_of(post.wish.where, places)
    return person.has(MANAGERS) and ("" in touched or any(person.has_at(MANAGERS, site) for site in touched))


# --- what is wrong with a wish --------------------------------------------------------------------------------------


def fault_of(wish: Wish, *, club: str | None, by_staff: bool, now_ms: int, places: Places) -> str | None:
    """Return what is wrong as a code, or None. Whether the club has a place there at all, the bookings say."""
    german = wish.texts.get("de")
    checks = (
        ("no_title", german is None or not german.title),
        ("long_title", any(len(text.title) > LONGEST_TITLE for text in wish.texts.values())),
        ("long_text", any(len(text.text) > LONGEST_TEXT for text in wish.texts.values())),
        ("half_language", any(text.text and not text.title for text in wish.texts.values())),
        ("long_link", len(wish.link) > LONGEST_LINK),
        ("bad_link", bool(wish.link) and not is_link(wish.link)),
        ("no_alt", bool(wish.picture) and not wish.alt),
        ("bad_level", wish.level not in (*LEVELS, "") or (bool(wish.level) != (wish.kind is PostKind.WARNING))),
        ("ends_before", wish.to_ms <= wish.from_ms),
        ("is_over", wish.to_ms <= now_ms),
        ("too_long", wish.to_ms - max(wish.from_ms, now_ms) > LONGEST_DAYS * DAY_MS),
        ("nowhere", wish.where.is_nowhere),
        ("no_such_place", not _are_there(wish.where, places)),
        ("own_hours", club is None and wish.own_hours),
        *(() if by_staff else _club_faults(wish, now_ms)),
    )
    return next((code for code, wrong in checks if wrong), None)


def _club_faults(wish: Wish, now_ms: int) -> tuple[tuple[str, bool], ...]:
    where = wish.where
    return (
        ("not_for_clubs", wish.kind not in CLUB_KINDS),
        ("halls_only", where.everywhere or bool(where.sites) or bool(where.displays)),
        ("too_far", wish.to_ms > now_ms + CLUB_DAYS * DAY_MS),
    )


def _are_there(where: Where, places: Places) -> bool:
    return (
        set(where.sites) <= set(places.sites)
        and set(where.halls) <= set(places.halls)
        and set(where.displays) <= set(places.displays)
    )


_PLAIN: Final = re.compile(r"[!-~]+")
_KEPT: Final = "%/:=&?~+,;@!$'()*-._"
"""What stands in addresses as it is (RFC 3986)."""


def link_of(typed: str) -> str:
    """Return an address as a QR code carries it: with https where people left that out, without umlauts."""
    whole = typed if not typed or "://" in typed else f"https://{typed}"
    try:
        parts = urlsplit(whole)
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:  # UnicodeError is one
        return whole
    if not host or parts.username:
        return whole
    path, query, fragment = (quote(part, safe=_KEPT) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, host + port, path, query, fragment))


def is_link(link: str) -> bool:
    """Say whether a phone that reads it as a QR code opens a page."""
    if not _PLAIN.fullmatch(link):
        return False
    try:
        parts = urlsplit(link)
        good = parts.port is None or parts.port > 0
    except ValueError:
        return False
    return good and parts.scheme in {"https", "http"} and "." in (parts.hostname or "") and not parts.username


# --- when it is on a screen -----------------------------------------------------------------------------------------


def halls_at(post: HallPost, device: str, places: Places) -> tuple[str, ...]:
    """Return the halls of a display that a post is about, none when it is not shown there."""
    display, site = places.displays.get(device), places.site_of_device(device)
    if display is None:
        return ()
    where = post.wish.where
    if where.everywhere or device in where.displays or (site is not None and site.id in where.sites):
        return display.halls
    return tuple(hall for hall in display.halls if hall in where.halls)


def spans_of(wish: Wish, own: Iterable[Span], *, from_ms: int, to_ms: int) -> list[Span]:
    """Return when a post is on within the time asked for. `own` is when the club has a place there, for `own_hours`."""
    first, last = max(wish.from_ms, from_ms), min(wish.to_ms, to_ms)
    wanted = own if wish.own_hours else [(first, last)]
    return joined((max(first, start), min(last, end)) for start, end in wanted)


def joined(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that touch as one; empty ones are left out."""
    found: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def state_of_new(*, draft: bool, club: str | None, trust: Trust, accepted: int) -> State:
    """Return how a post begins: staff and trusted clubs are not asked about."""
    if draft:
        return State.DRAFT
    return State.ASKED if club is not None and needs_approval(trust, accepted) else State.SHOWN


def in_order(posts: Iterable[HallPost], now_ms: int) -> list[HallPost]:
    """Return posts as a list shows them: what waits first, then what is on or comes, drafts, then what is over."""
    ranks: Sequence[State] = (State.ASKED, State.SHOWN, State.DRAFT, State.DECLINED, State.OVER)

    def key(post: HallPost) -> tuple[int, int, str]:
        return ranks.index(post.state(now_ms)), -post.changed_ms, post.id

    return sorted(posts, key=key)


def room_left(living: Collection[HallPost], club: str | None) -> bool:
    """Say whether there may be one more."""
    return len(living) < (MOST_OF_TOWN if club is None else MOST_OF_CLUB)
