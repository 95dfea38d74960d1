"""What the person at the locker sees, as a value: the step, until when it stays by itself, and its word in lamps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hallenwart_contract.kiosk import KioskStep
from hallenwart_contract.tickets import TicketWord
from hallenwart_edge.access.compartment import LEFT_OPEN_AFTER_MS
from hallenwart_edge.ports import Signal

REMIND_AFTER_MS: Final = 30_000
SECOND_WITHIN_S: Final = 45.0
CHOOSE_WITHIN_S: Final = 45.0
KEY_GONE_WITHIN_S: Final = 45.0
INSIDE_WITHIN_S: Final = 30.0
REPORT_WITHIN_S: Final = 20.0
LEARN_WITHIN_S: Final = 60.0
_STAYS_MS: Final = {
    KioskStep.WRONG: 6_000,
    KioskStep.JAMMED: 20_000,
    KioskStep.WRONG_KEY: 20_000,
    KioskStep.RETURNED: 6_000,
    KioskStep.TAKEN: 8_000,
    KioskStep.LEARN: round(LEARN_WITHIN_S * 1000),
    KioskStep.LEARNT: 6_000,
    KioskStep.CHECKED_IN: 6_000,
    KioskStep.TICKET: 6_000,
}
_SIGNALS: Final = {
    KioskStep.PIN: Signal.READY,
    KioskStep.CHECKING: Signal.CHECKING,
    KioskStep.WRONG: Signal.REFUSED,
    KioskStep.LOCKED_OUT: Signal.WAIT,
    KioskStep.WAIT_SECOND: Signal.SECOND,
    KioskStep.CHOOSE: Signal.GRANTED,
    KioskStep.OPEN: Signal.GRANTED,
    KioskStep.JAMMED: Signal.REFUSED,
    KioskStep.KEY_GONE: Signal.REFUSED,
    KioskStep.WRONG_KEY: Signal.REFUSED,
    KioskStep.INSIDE: Signal.WAIT,
    KioskStep.REPORT: Signal.DONE,
    KioskStep.RETURNED: Signal.DONE,
    KioskStep.TAKEN: Signal.DONE,
    KioskStep.LEARN: Signal.SECOND,
    KioskStep.LEARNT: Signal.DONE,
    KioskStep.CHECKED_IN: Signal.DONE,
    KioskStep.TICKET: Signal.DONE,
    KioskStep.LEAVE: Signal.LEAVE,
    **dict.fromkeys((KioskStep.MORE, KioskStep.OFFERS, KioskStep.IDEAS, KioskStep.IDEA_WRITE), Signal.READY),
    **dict.fromkeys((KioskStep.PROJECTS, KioskStep.IDEA_DONE), Signal.READY),
}
_NO_DIGITS: Final = frozenset({KioskStep.CHECKING, KioskStep.OPEN})
_KEPT_WHILE_TYPING: Final = frozenset({KioskStep.PIN, KioskStep.WAIT_SECOND, KioskStep.CHOOSE})


@dataclass(frozen=True, slots=True)
class Face:
    """`slot` is the compartment in hand, `also` those that follow. `fault` says why a right code was refused.

    The other fields belong to the step that asks: `choices` and `all_allowed` to `choose`, `before`, `before_until_ms` and
    `spare` to `key_gone`, `people` to `inside`, `ticket` and `ticket_title` to `ticket`.
    """

    step: KioskStep = KioskStep.PIN
    since_ms: int = 0
    slot: int | None = None
    also: tuple[int, ...] = ()
    due_ms: int | None = None
    fault: str = ""
    choices: tuple[int, ...] = ()
    all_allowed: bool = False
    before: str = ""
    before_until_ms: int | None = None
    spare: int | None = None
    people: int | None = None
    ticket: str = ""
    ticket_title: str = ""


def takes_digits(face: Face) -> bool:
    """Say whether somebody may type now."""
    return face.step not in _NO_DIGITS


def ends_when_typed(face: Face) -> bool:
    """Say whether the first digit clears what is shown."""
    return face.step not in _KEPT_WHILE_TYPING


def is_over(face: Face, now_ms: int) -> bool:
    """Say whether the step ends by itself now."""
    stays_ms = _STAYS_MS.get(face.step)
    return stays_ms is not None and now_ms - face.since_ms >= stays_ms


def close_in_s(open_since_ms: int | None, now_ms: int) -> int | None:
    """Return the seconds until an open door is told as left open, once it is time to remind."""
    if open_since_ms is None or now_ms - open_since_ms < REMIND_AFTER_MS:
        return None
    return max(0, (LEFT_OPEN_AFTER_MS - (now_ms - open_since_ms)) // 1000)


def signal(face: Face, *, typing: bool, reminding: bool) -> Signal:
    """Return what two lamps and a buzzer say of this step. `reminding`: the open door is to be shut now."""
    if face.step is KioskStep.OPEN and reminding:
        return Signal.CLOSE_DOOR
    if face.step is KioskStep.TICKET and face.ticket != TicketWord.ADMITTED:
        return Signal.REFUSED
    if typing and face.step in _KEPT_WHILE_TYPING:
        return Signal.KEY
    return _SIGNALS[face.step]
