"""The menu beside the keys: where a touch leads, when it ends by itself, what is an idea. Pure; monotonic milliseconds."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from hallenwart_contract.kiosk import KioskStep
from hallenwart_contract.participation import MAX_IDEA_CHARS, IdeaKind
from hallenwart_contract.view import Post, PostKind

ENDS_AFTER_MS: Final = 180_000
"""The page asks sooner; this holds where no page is there to ask."""
DONE_STAYS_MS: Final = 15_000
SUPPORT_PAUSE_MS: Final = 60_000
MOST_IDEAS: Final = 5
WITHIN_MS: Final = 600_000
LEAST_CHARS: Final = 8
TOO_SHORT: Final = "idea_short"
TOO_MANY: Final = "idea_pause"

STEPS: Final = frozenset(
    {
        KioskStep.MORE,
        KioskStep.OFFERS,
        KioskStep.IDEAS,
        KioskStep.IDEA_WRITE,
        KioskStep.IDEA_DONE,
        KioskStep.PROJECTS,
    }
)
_TO: Final = {
    "more": KioskStep.MORE,
    "offers": KioskStep.OFFERS,
    "ideas": KioskStep.IDEAS,
    "projects": KioskStep.PROJECTS,
    "idea_write": KioskStep.IDEA_WRITE,
}
_BACK: Final = {KioskStep.IDEA_WRITE: KioskStep.IDEAS, KioskStep.MORE: None}
ENDING: Final = frozenset({"done", "clear", "digit", "enter", "scan", "erase"})
"""Touches that are about keys, or say that nobody stands here any more."""


@dataclass(frozen=True, slots=True)
class Menu:
    """Where somebody is in the menu; `step` None: nowhere. `left` are the moments of ideas that were left here."""

    step: KioskStep | None = None
    touched_ms: int = 0
    fault: str = ""
    left: tuple[int, ...] = ()
    supported: tuple[tuple[str, int], ...] = ()


def touched(menu: Menu, do: str, now_ms: int) -> Menu | None:
    """Return the menu after a touch, None where the touch is none of its business. It opens with `more` alone."""
    if do in ENDING:
        return closed(menu)
    if menu.step is None and do != "more":
        return None
    if do == "here":
        return replace(menu, touched_ms=now_ms)
    if do == "back":
        return replace(menu, step=_BACK.get(menu.step or KioskStep.MORE, KioskStep.MORE), touched_ms=now_ms, fault="")
    if do in _TO:
        return replace(menu, step=_TO[do], touched_ms=now_ms, fault="")
    return None


def closed(menu: Menu) -> Menu:
    return replace(menu, step=None, fault="")


def expired(menu: Menu, now_ms: int) -> Menu:
    """Return the menu, closed when nobody touched it for long; what is too old to be counted is forgotten."""
    stays_ms = DONE_STAYS_MS if menu.step is KioskStep.IDEA_DONE else ENDS_AFTER_MS
    over = menu.step is not None and now_ms - menu.touched_ms >= stays_ms
    left = tuple(each for each in menu.left if now_ms - each < WITHIN_MS)
    supported = tuple((idea, at_ms) for idea, at_ms in menu.supported if now_ms - at_ms < SUPPORT_PAUSE_MS)
    kept = replace(menu, left=left, supported=supported) if (left, supported) != (menu.left, menu.supported) else menu
    return closed(kept) if over else kept


def clean(text: str) -> str:
    """Return the text with plain blanks, without what nobody can read, no longer than an idea may be."""
    plain = unicodedata.normalize("NFC", text)
    kept = "".join(sign if sign.isprintable() else " " for sign in plain if unicodedata.category(sign) != "Cf")
    return " ".join(kept.split())[:MAX_IDEA_CHARS].rstrip()


def fault_of(menu: Menu, text: str) -> str:
    """Return why a clean text is not taken now, empty when it is."""
    if len(text) < LEAST_CHARS:
        return TOO_SHORT
    return TOO_MANY if len(menu.left) >= MOST_IDEAS else ""


def left(menu: Menu, now_ms: int) -> Menu:
    return replace(menu, step=KioskStep.IDEA_DONE, touched_ms=now_ms, fault="", left=(*menu.left, now_ms))


def kind_of(word: str) -> IdeaKind:
    return IdeaKind(word) if word in set(IdeaKind) else IdeaKind.OTHER


def may_support(menu: Menu, idea: str) -> bool:
    return all(one != idea for one, _ in menu.supported)


def supported(menu: Menu, idea: str, now_ms: int) -> Menu:
    return replace(menu, touched_ms=now_ms, supported=(*menu.supported, (idea, now_ms)))


def offers(posts: list[Post], now_ms: int) -> list[Post]:
    """Return the help that is wanted now and soon, the soonest first. `now_ms` is wall time."""
    wanted = [post for post in posts if post.kind == PostKind.VOLUNTEER and post.from_ms <= now_ms < post.to_ms]
    return sorted(wanted, key=lambda post: (post.to_ms, post.id))


def hall_of(told: str, halls: Mapping[str, str]) -> str:
    return told if told in halls else ""
