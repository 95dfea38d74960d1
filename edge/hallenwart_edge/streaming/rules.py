"""Whether a camera may film now, who may start it, and when it stops by itself. Pure: rights, time and states come in.

A right comes with the signed plan and goes with it: it is there only while the booking is a public event and every consent
stands. Nothing films without one, outside its window, by a clock that may be wrong, in an alarm, or with its lens covered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from hallenwart_contract.view import StreamRight


class Why(StrEnum):
    """Why a camera must not start, or why it stopped."""

    NO_RIGHT = "no_right"
    EARLY = "early"
    OVER = "over"
    CLOCK = "clock"
    """Nobody knows what time it is here."""
    ALARM = "alarm"
    """People leave this building."""
    SHUTTER = "shutter"
    """The lens is covered: somebody wants it so."""
    LAMP = "lamp"
    """Its "on air" lamp does not light, so nobody could see that it films."""
    WITHDRAWN = "withdrawn"
    """The right went before its end: a consent was taken back, or the office said so."""
    PERSON = "person"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Situation:
    """All that decides about one camera. `rights` are those of the newest signed plan; `shut` None: it has no cover."""

    camera: str
    rights: Sequence[StreamRight] = ()
    clock_ok: bool = True
    alarm: bool = False
    shut: bool | None = None
    lamp_ok: bool = True


def right_of(now: Situation, stream: str) -> StreamRight | None:
    """Return the right for a stream of this camera, None when there is none."""
    return next((each for each in now.rights if each.id == stream and each.camera == now.camera), None)


def refusal(now: Situation, stream: str, now_ms: int) -> Why | None:
    """Return why this camera must not send this stream now, None when it may."""
    right = right_of(now, stream)
    if right is None:
        return Why.NO_RIGHT
    against = (
        (Why.CLOCK, not now.clock_ok),
        (Why.EARLY, now_ms < right.from_ms),
        (Why.OVER, now_ms >= right.to_ms),
        (Why.ALARM, now.alarm),
        (Why.SHUTTER, now.shut is True),
        (Why.LAMP, not now.lamp_ok),
    )
    return next((why for why, holds in against if holds), None)


def stops(now: Situation, had: StreamRight, now_ms: int) -> Why | None:
    """Return why a camera that sends by the right `had` must stop now, None when it may go on."""
    why = refusal(now, had.id, now_ms)
    if why is Why.NO_RIGHT:
        return Why.OVER if now.clock_ok and now_ms >= had.to_ms else Why.WITHDRAWN
    return Why.WITHDRAWN if why is Why.EARLY else why


def offered(now: Situation, now_ms: int) -> StreamRight | None:
    """Return the right that the panel may offer now: the one whose window is open, or opens or opened last."""
    mine = [each for each in now.rights if each.camera == now.camera and now_ms < each.to_ms]
    return min(mine, key=lambda each: (max(each.from_ms, now_ms), each.to_ms, each.id), default=None)


def may_start(right: StreamRight, booking: str) -> bool:
    """Say whether whoever has just shown the right to this booking may start it at the panel."""
    return bool(booking) and right.booking == booking
