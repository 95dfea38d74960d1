"""Who holds which key: what is told of a key that moved, and what is remembered of it. A key nobody answers for is told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Scalar
from hallenwart_edge.access.key_book import KeyBook, Told
from hallenwart_edge.access.opening import Opener
from hallenwart_edge.access.rules import Holding
from hallenwart_edge.access.stages import Happening

Word = tuple[str, dict[str, Scalar]]
"""Kind of an event, and what it says."""

NOBODY: Final = Opener()


class Custody:
    """The keys of one locker. `held` maps compartments to whoever holds their key; `keep` puts that on the card."""

    def __init__(
        self,
        tags: Mapping[int, Collection[str]],
        held: Mapping[int, Holding],
        *,
        keep: Callable[[], None],
        book: KeyBook,
        clock: Clock,
    ) -> None:
        self.held = {slot: held[slot] for slot in tags if slot in held}
        self._slots_by_tag = {tag: slot for slot, own in tags.items() for tag in own}
        self._keep, self._book, self._clock = keep, book, clock
        self._strays: dict[int, str] = {}

    def key_out(self, slot: int) -> bool | None:
        """Say whether the key was last told to be out; None when nothing was ever told of it."""
        told = self._book.get(slot)
        if told is None:
            return True if slot in self.held else None
        if told is Told.HERE and slot in self.held:  # the power went between the two: what hangs there decides
            return None
        return told is not Told.HERE

    def begin(self, slot: int, *, key_here: bool) -> list[Word]:
        """Take in what hangs there at the start. A key that is out with a holder nobody remembers is told."""
        told, is_held = self._book.get(slot), slot in self.held
        if told is None:
            if key_here or is_held:
                self._book.note(slot, Told.OUT if is_held else Told.HERE)
        elif told is Told.HERE and is_held and not key_here:
            return [self._missing(slot, NOBODY)]
        elif told is Told.HERE and is_held:
            self._hold(slot, None)
        elif told is Told.OUT and not is_held:
            return [self._unknown(slot, NOBODY)]
        return []

    def moved(self, slot: int, happening: Happening, opener: Opener, tag: str = "") -> list[Word]:
        """Return what is told of a key that was taken, returned, found wrong or found missing."""
        if happening is Happening.KEY_TAKEN:
            return [self._taken(slot, opener)]
        if happening is Happening.KEY_UNKNOWN:
            return [self._missing(slot, opener)]
        if happening is Happening.KEY_RETURNED:
            return [self._returned(slot, opener)]
        return [self.wrong(slot, opener, tag)]

    def wrong(self, slot: int, opener: Opener, tag: str = "") -> Word:
        """What hangs there does not belong there: `belongs` is where it does, when its tag is known."""
        belongs = self._slots_by_tag.get(tag)
        if tag:
            self._strays[slot] = tag
        more: dict[str, Scalar] = {"tag": tag} if tag else {}
        return EventKind.KEY_WRONG, {"slot": slot, **opener.told(), **more, **({"belongs": belongs} if belongs else {})}

    def stray_gone(self, slot: int, opener: Opener) -> list[Word]:
        """A key that hung in the wrong compartment left it: it is with whoever opened, or with nobody known."""
        belongs = self._slots_by_tag.get(self._strays.pop(slot, ""))
        return [self._taken(belongs, opener)] if belongs else []

    def _taken(self, slot: int, opener: Opener) -> Word:
        holding = opener.holding(self._clock.now_ms())
        if holding is None and not opener.known_elsewhere:
            return self._unknown(slot, opener)
        self._hold(slot, holding)
        self._book.note(slot, Told.LENT if holding is None else Told.OUT)
        return EventKind.KEY_TAKEN, {"slot": slot, **opener.told()}

    def _missing(self, slot: int, opener: Opener) -> Word:
        holding = self.held.get(slot)
        if holding is not None and self._book.get(slot) is Told.HERE:  # taken, kept, and the power went before it was told
            self._book.note(slot, Told.OUT)
            named = {"grant": holding.grant, "cred": holding.cred, "who": holding.who}
            return EventKind.KEY_TAKEN, {"slot": slot, **{name: value for name, value in named.items() if value}}
        self._hold(slot, opener.holding(self._clock.now_ms()))  # whoever opened may bring it back
        return self._unknown(slot, opener)

    def _unknown(self, slot: int, opener: Opener) -> Word:
        self._book.note(slot, Told.UNKNOWN)
        return EventKind.KEY_UNKNOWN, {"slot": slot, **opener.told()}

    def _returned(self, slot: int, opener: Opener) -> Word:
        self._hold(slot, None)
        self._book.note(slot, Told.HERE)
        return EventKind.KEY_RETURNED, {"slot": slot, **opener.told()}

    def _hold(self, slot: int, holding: Holding | None) -> None:
        before = self.held.pop(slot, None)
        if holding is not None:
            self.held[slot] = holding
        if before != holding:
            self._keep()
