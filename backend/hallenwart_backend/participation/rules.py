"""What may become of an idea, who sees it, and what is no idea. Pure; times in milliseconds UTC."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from hallenwart_backend.participation.model import SHOWN, Kept
from hallenwart_contract.participation import MAX_IDEA_CHARS, IdeaKind, IdeaState

DAY_MS: Final = 86_400_000
LEAST_CHARS: Final = 8
MAX_TITLE_CHARS: Final = 80
MAX_ANSWER_CHARS: Final = 1_000
ANSWER_SHOWN_MS: Final = 120 * DAY_MS
"""So long after its answer an idea stands at kiosks; on the page it stays."""
MOST_AT_KIOSK: Final = 20
ADDRESS_KEPT_MS: Final = 30 * DAY_MS
"""So long after the answer the address is kept, in case more is to be said."""
CONFIRM_WITHIN_MS: Final = DAY_MS
MOST_PER_DEVICE: Final = 60
"""So many ideas of one kiosk are taken a day; more is a game."""
MOST_WAITING: Final = 500
"""So many new ones may wait for the office; then nothing more is taken by the page."""

_BLANKS: Final = re.compile(r"[ \t]+")
_LINES: Final = re.compile(r"\n{3,}")
_ADDRESS: Final = re.compile(
    r"https?://|www\.|\b[a-z0-9-]+\.(?:com|net|org|info|biz|ru|cn|shop|top|xyz|io|de|eu)\b(?:/|$|\s)", re.IGNORECASE
)
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s")
_MOVES: Final[dict[IdeaState, frozenset[IdeaState]]] = {
    IdeaState.NEW: frozenset({IdeaState.OPEN, IdeaState.HIDDEN}),
    IdeaState.OPEN: frozenset({IdeaState.HIDDEN, IdeaState.PASSED_ON, IdeaState.ANSWERED, IdeaState.DONE}),
    IdeaState.PASSED_ON: frozenset({IdeaState.HIDDEN, IdeaState.OPEN, IdeaState.ANSWERED, IdeaState.DONE}),
    IdeaState.ANSWERED: frozenset({IdeaState.HIDDEN, IdeaState.OPEN, IdeaState.PASSED_ON, IdeaState.DONE}),
    IdeaState.DONE: frozenset({IdeaState.HIDDEN, IdeaState.OPEN, IdeaState.ANSWERED}),
    IdeaState.HIDDEN: frozenset({IdeaState.OPEN}),
}


def clean(text: str) -> str:
    """Return the text with plain blanks and lines, without what cannot be read; not shortened."""
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(sign for sign in plain if sign == "\n" or (sign.isprintable() and unicodedata.category(sign) != "Cf"))
    lines = (_BLANKS.sub(" ", line).strip() for line in kept.split("\n"))
    return _LINES.sub("\n\n", "\n".join(lines)).strip()


def fault_of(text: str) -> str | None:
    """Return why a clean text is no idea, as a code: too_short, too_long, address; None when it is one."""
    if len(text) > MAX_IDEA_CHARS:
        return "too_long"
    if len(text) < LEAST_CHARS or len(set(text.casefold()) - {" ", "\n"}) < 4:
        return "too_short"
    return "address" if _ADDRESS.search(text) else None


def title_of(text: str) -> str:
    """Return the first sentence, shortened at a word."""
    first = _SENTENCE.split(" ".join(text.split()), maxsplit=1)[0]
    if len(first) <= MAX_TITLE_CHARS:
        return first.rstrip(".")
    cut = first[: MAX_TITLE_CHARS - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[20:] else cut).rstrip(" ,;:") + "…"


def kind_of(told: object) -> IdeaKind:
    """Return the kind; what nobody knows is something else."""
    return IdeaKind(told) if isinstance(told, str) and told in set(IdeaKind) else IdeaKind.OTHER


def may_become(state: IdeaState, wanted: IdeaState) -> bool:
    return wanted in _MOVES[state]


def is_shown(idea: Kept) -> bool:
    return idea.state in SHOWN and not idea.into


def at_kiosk(ideas: Iterable[Kept], site: str, now_ms: int) -> list[Kept]:
    """Return what a kiosk of this site shows: fresh answers first, then what most want, then the newest."""
    here = [one for one in ideas if is_shown(one) and one.site in {"", site} and not _is_old(one, now_ms)]
    return sorted(here, key=lambda one: (one.answered_ms is None, -(one.answered_ms or 0), -one.support, -one.made_ms, one.id))[
        :MOST_AT_KIOSK
    ]


def on_page(ideas: Iterable[Kept]) -> list[Kept]:
    """Return what the page shows: what waits first, then what was answered, the newest first."""
    return sorted((one for one in ideas if is_shown(one)), key=lambda one: (one.answered_ms is not None, -_of(one), one.id))


def forgets_address(idea: Kept, now_ms: int) -> bool:
    """Say whether the address of who left it is of no more use: never confirmed, answered long ago, hidden or merged away."""
    if not idea.asker.email:
        return False
    if idea.asker.confirmed_ms is None:
        return idea.made_ms + CONFIRM_WITHIN_MS <= now_ms
    if idea.state is IdeaState.HIDDEN:
        return idea.changed_ms + ADDRESS_KEPT_MS <= now_ms
    return idea.answered_ms is not None and idea.answered_ms + ADDRESS_KEPT_MS <= now_ms


def _is_old(idea: Kept, now_ms: int) -> bool:
    return idea.answered_ms is not None and idea.answered_ms + ANSWER_SHOWN_MS <= now_ms


def _of(idea: Kept) -> int:
    return idea.answered_ms or idea.made_ms
