"""What a release of a display's arrow says, how long it holds, and what ends it early. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from hallenwart_contract.view import Exit, Way

DAY_MS: Final = 86_400_000
LONGEST_MS: Final = 731 * DAY_MS
"""Two years: after that somebody has to stand before the screen again."""
LONGEST_BLOCK_MS: Final = 31 * DAY_MS
REMIND_MS: Final = 30 * DAY_MS
PAST_MS: Final = 14 * DAY_MS
"""So long after its end a release that was not renewed is still told of."""
RELEASED, BLOCKED = "released", "blocked"
ARROWS: Final = (Way.LEFT, Way.RIGHT, Way.STRAIGHT, Way.BLOCKED)
CONTEXT: Final = b"hallenwart exit 1\n"
"""Stands before what is signed, so that no other signature of this server is taken for one of a release."""

STATEMENT: Final = "1"
"""The version of the text that holds now."""
_SAID_DE: Final = (
    "Ich stand vor diesem Bildschirm und bin den Weg gegangen, den der Pfeil zeigt. Er führt in einen sicheren Bereich, stimmt "
    "mit dem Flucht- und Rettungsplan überein und widerspricht keinem Rettungszeichen. Der Bildschirm ergänzt die "
    "Rettungszeichen und ersetzt keines. Ändert sich der Weg oder der Platz des Bildschirms, ziehe ich die Freigabe zurück."
)
_SAID_EN: Final = (
    "I stood before this screen and walked the way the arrow shows. It leads to a safe area, agrees with the escape plan and "
    "contradicts no exit sign. The screen adds to the exit signs and replaces none. If the way or the place of the screen "
    "changes, I withdraw the release."
)
STATEMENTS: Final = {STATEMENT: (_SAID_DE, _SAID_EN)}
"""By version. What was once agreed to stays here with its version."""
WAYS: Final = {
    Way.LEFT: ("nach links", "to the left"),
    Way.RIGHT: ("nach rechts", "to the right"),
    Way.STRAIGHT: ("geradeaus", "straight on"),
    Way.BLOCKED: ("dieser Ausgang nicht", "not this way out"),
}


class Why:
    """What ended an arrow or mark before its time."""

    OFFICER: Final = "officer"
    REPLACED: Final = "replaced"
    EXCHANGED: Final = "exchanged"
    MOVED: Final = "moved"
    TURNED: Final = "turned"


WHYS: Final = {
    Why.OFFICER: ("zurückgezogen", "withdrawn"),
    Why.REPLACED: ("durch eine neue ersetzt", "replaced by a new one"),
    Why.EXCHANGED: ("das Gerät der Anzeige wurde getauscht oder neu angemeldet", "the display's device was exchanged"),
    Why.MOVED: (
        "die Anzeige gehört zu anderen Hallen als bei der Freigabe, oder ihr Gerät ist nicht mehr angemeldet",
        "the display belongs to other halls than released, or its device is no longer enrolled",
    ),
    Why.TURNED: ("der Bildschirm hängt anders herum als bei der Freigabe", "the screen hangs otherwise than released"),
}


@dataclass(frozen=True, slots=True)
class Hung:
    """How a display stands: which enrolment of its device (`identity`), where, and how its panel is turned."""

    identity: str
    site: str
    halls: Sequence[str]
    turned: int

    @property
    def mark(self) -> str:
        return f"{self.identity}:{self.turned}"


@dataclass(frozen=True, slots=True)
class Release:
    """A release, or a mark that a way is blocked, as it was given. `given_by` is a name, `person` their id while known."""

    id: str
    kind: str
    device: str
    site: str
    halls: tuple[str, ...]
    identity: str
    way: str
    place: str
    statement: str
    given_by: str
    person: str | None
    given_ms: int
    from_ms: int
    until_ms: int
    body: bytes
    digest: str
    signature: bytes
    ended_ms: int | None = None
    ended_why: str = ""
    ended_by: str = ""

    def holds(self, now_ms: int) -> bool:
        return self.ended_ms is None and self.from_ms <= now_ms < self.until_ms


@dataclass(frozen=True, slots=True)
class Fault:
    code: str
    de: str
    en: str


def fault_of(kind: str, way: str, place: str, statement: str, until_ms: int, now_ms: int) -> Fault | None:
    """Return why this cannot be released or marked."""
    if not place.strip():
        return Fault("place", "Bitte sagen, wo der Bildschirm hängt.", "Please say where the screen hangs.")
    if way not in ARROWS:
        return Fault("way", "Diesen Weg gibt es nicht.", "There is no such way.")
    if kind == RELEASED and statement != STATEMENT:
        return Fault(
            "statement",
            "Bitte den Wortlaut der Freigabe lesen und bestätigen: Er hat sich geändert oder fehlt.",
            "Please read and confirm the words of the release: they changed, or are missing.",
        )
    longest = LONGEST_MS if kind == RELEASED else LONGEST_BLOCK_MS
    if not now_ms < until_ms <= now_ms + longest:
        days = longest // DAY_MS
        return Fault(
            "until",
            f"Das Ende muss in der Zukunft liegen, höchstens {days} Tage von jetzt.",
            f"The end must be in the future, {days} days from now at most.",
        )
    return None


def told(release: Release, *, title: str, who: str) -> bytes:
    """Return what is signed: canonical JSON. `who` is the pseudonym of who gave it: an erased name breaks no protocol."""
    de, en = STATEMENTS.get(release.statement, ("", ""))
    said = {
        "id": release.id,
        "kind": release.kind,
        "device": release.device,
        "identity": release.identity,
        "title": title,
        "site": release.site,
        "halls": list(release.halls),
        "way": release.way,
        "place": release.place,
        "statement": {"version": release.statement, "de": de, "en": en},
        "by": who,
        "given_ms": release.given_ms,
        "from_ms": release.from_ms,
        "until_ms": release.until_ms,
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def ends(release: Release, hung: Hung | None) -> str:
    """Return why an arrow must not stand any more, empty while it may.

    A mark that a way is blocked is about the building: it goes on at another device in the same place.
    """
    if hung is None or (release.site, sorted(release.halls)) != (hung.site, sorted(hung.halls)):
        return Why.MOVED
    if release.kind == BLOCKED or release.identity == hung.mark:
        return ""
    return Why.EXCHANGED if release.identity.rpartition(":")[0] != hung.identity else Why.TURNED


def shown(releases: Iterable[Release], hung: Hung | None, now_ms: int) -> Release | None:
    """Return what holds for a display now: that its way is blocked before every arrow."""
    held = [one for one in releases if one.holds(now_ms) and not ends(one, hung)]
    return max(held, key=lambda one: (one.kind == BLOCKED, one.given_ms, one.id), default=None)


def exit_of(release: Release) -> Exit:
    return Exit(way=release.way, protocol=release.id, place=release.place, from_ms=release.from_ms, until_ms=release.until_ms)


def is_due(release: Release, now_ms: int) -> bool:
    """Say whether somebody is to be reminded: it ends within a month, or ended lately and nothing followed."""
    ending = release.until_ms - REMIND_MS <= now_ms < release.until_ms + PAST_MS
    return release.kind == RELEASED and release.ended_ms is None and ending and release.given_ms <= now_ms
