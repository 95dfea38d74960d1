"""The life of one key compartment, as a pure decision: state and reading in, state and happenings out.

    stage          what is seen                                   next           told
    -------------  ---------------------------------------------  -------------  -----------------------------------
    any shut       `unlock`: the coil is pulsed by right          unlocking
    unlocking      hook open, pulse at most 2 s ago               open           opened
    unlocking      2 s over, hook still shut                      jammed         jammed
    any shut       hook open for 0.3 s without such a pulse       forced         forced
    open           its key gone for 0.3 s                         key_taken      key taken
    open, k. taken its key there for 0.3 s, and it was out        key_returned   (told when the door is shut)
    forced, l. o.  its key gone for 0.3 s                         same           key unknown
    any open       60 s over                                      left_open      left open (key returned, if it hangs)
    any open       `unlock`: somebody with a right takes over     open           opened
    any open       hook shut for 0.3 s, key sensor steady         closed         closed, then key taken/returned/unknown
    any open       the same, and something else hangs there       wrong_key      closed, key wrong
    any shut       its key gone for 3 s, pulse within 60 s        same           key taken; the hook is stuck
    any shut       its key gone for 3 s, no such pulse            same           key unknown
    any shut       its key there for 3 s, and it was out          same           key returned
    any shut       `serve(False)` / `serve(True)`                 out_of_service / what it was
    at the start   hook open                                      left_open      left open

The pulse's 2 s are counted to the last reading before the opening: what a silent board slept through is no break-in.
A strike that is fed longer has longer (`opens_within_ms`).
Faults (`faults`): a hook that stays shut while keys come and go (`hook_stuck`), a hook or key sensor that changes its mind
eight times in ten seconds (`hook_flickers`, `key_flickers`), a door that stands open for half an hour (`open_too_long`:
nobody shuts it, or its hook is broken). Nothing here waits, reads a clock or moves a coil; `doors` does, and calls `step`
with every reading (several a second). Times are monotonic milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from hallenwart_edge.access.stages import Fault, Hangs, Happening, Seen, Stage
from hallenwart_edge.access.steady import Steady, flickers, steady, take

OPENS_WITHIN_MS: Final = 2_000
LEFT_OPEN_AFTER_MS: Final = 60_000
OPEN_TOO_LONG_MS: Final = 30 * 60_000
STEADY_MS: Final = 300
SHUT_STEADY_MS: Final = 3_000
"""Behind a shut door a key neither goes nor comes: a sensor that says so must say it long."""
SETTLES_WITHIN_MS: Final = 2_000
"""A shut door whose key sensor keeps flickering is judged by what was last believed."""
GAP_MS: Final = 1_000
"""A pause between two readings after which a door may have been opened and shut unseen."""
UNREAD_MS: Final = 1_500
"""How long something may hang there without its tag being read before it counts as a stranger."""


@dataclass(frozen=True, slots=True)
class Compartment:
    """What is known of a compartment. `key_out`: its own key is not here and that was told.

    `pulsed_ms` is the last pulse by right, `awaited` while no opening has used it up; `gap`: the board was silent since then.
    `opens_within_ms`: how long after a pulse an opening is by right.
    `strange`: that something else hangs here was told, `other` is its tag.
    """

    hook: Steady[bool]
    key: Steady[Hangs]
    stage: Stage = Stage.CLOSED
    key_out: bool = False
    awaited: bool = False
    opens_within_ms: int = OPENS_WITHIN_MS
    pulsed_ms: int | None = None
    open_since_ms: int | None = None
    read_ms: int = 0
    gap: bool = False
    in_service: bool = True
    strange: bool = False
    other: str = ""
    faults: frozenset[Fault] = field(default_factory=frozenset)

    @property
    def closed(self) -> bool:
        """Whether the door counts as shut; it does so 0.3 s after the hook says so."""
        return self.open_since_ms is None

    @property
    def settling(self) -> bool:
        """Whether the hook says shut and the door is about to count as shut."""
        return not self.closed and self.hook.seen

    @property
    def key_present(self) -> bool:
        return self.key.value is Hangs.OWN

    @property
    def key_missing(self) -> bool:
        """Whether a sensor looks and does not see the key that belongs here."""
        return _is_gone(self.key.value)


Result = tuple[Compartment, list[Happening]]


def first(seen: Seen, now_ms: int, *, key_out: bool | None = None) -> Result:
    """Begin with a first reading.

    `key_out` is what was last told of the key, before a restart; what is seen instead must be seen long enough like any
    other change. None: nothing was ever told, what hangs now is taken as it is.
    """
    believed = _believed(seen.hangs, key_out)
    strange = believed in (Hangs.OTHER, Hangs.UNREAD)
    begun = Compartment(
        steady(seen.closed, now_ms),
        Steady(believed, seen.hangs, now_ms),
        key_out=_is_gone(believed) or (believed is Hangs.BLIND and key_out is True),
        read_ms=now_ms,
        strange=strange and seen.closed,
        other=seen.tag if believed is Hangs.OTHER else "",
    )
    if seen.closed:
        return replace(begun, stage=Stage.WRONG_KEY if strange else Stage.CLOSED), []
    return replace(begun, stage=Stage.LEFT_OPEN, open_since_ms=now_ms), [Happening.LEFT_OPEN]


def _believed(hangs: Hangs, key_out: bool | None) -> Hangs:
    if hangs is Hangs.BLIND or key_out is None:
        return hangs
    if not key_out:
        return Hangs.OWN
    return Hangs.NOTHING if hangs is Hangs.OWN else hangs


def word(state: Compartment) -> Stage:
    """Name the stage of life for snapshots."""
    idle = state.closed and state.stage is not Stage.UNLOCKING
    return Stage.OUT_OF_SERVICE if idle and not state.in_service else state.stage


def serve(state: Compartment, *, in_service: bool) -> Compartment:
    """Take a compartment out of service, or back."""
    return state if state.in_service == in_service else replace(state, in_service=in_service)


def unlock(state: Compartment, now_ms: int) -> Compartment:
    """Note that the coil is pulsed by right; an opening is then no break-in, and an open door has somebody with a right."""
    if state.closed:
        return replace(state, stage=Stage.UNLOCKING, awaited=True, pulsed_ms=now_ms, gap=False)
    return replace(state, stage=Stage.OPEN, pulsed_ms=now_ms, open_since_ms=now_ms)


def pulsed(state: Compartment, now_ms: int) -> Compartment:
    """Note that the coil's request is on the line only now."""
    return replace(state, pulsed_ms=now_ms) if state.awaited else state


def is_ownerless(state: Compartment) -> bool:
    """Say whether the door is open and nobody answers for it."""
    return state.stage in (Stage.FORCED, Stage.LEFT_OPEN)


def lacks_its_key(state: Compartment) -> Compartment:
    """Note that whoever holds the key shut the door and did not hang it in."""
    return replace(state, stage=Stage.WRONG_KEY) if state.closed else state


def step(state: Compartment, seen: Seen, now_ms: int) -> Result:
    """Take in one reading."""
    hangs = seen.hangs
    if state.closed and hangs is Hangs.UNREAD and state.key_present:
        hangs = Hangs.OWN  # behind a shut door nobody swaps keys: only the tag was not read
    steady_ms = SHUT_STEADY_MS if state.closed and seen.closed else STEADY_MS
    key = take(state.key, hangs, now_ms, for_ms=max(steady_ms, UNREAD_MS) if hangs is Hangs.UNREAD else steady_ms)
    hook = take(state.hook, seen.closed, now_ms, for_ms=STEADY_MS)
    other = seen.tag if hangs is Hangs.OTHER else state.other
    gap = state.gap or now_ms - state.read_ms > GAP_MS
    state = replace(state, hook=hook, key=key, other=other if key.value is Hangs.OTHER else "", gap=gap)
    state, told = _shut(state, now_ms) if state.closed else _open(state, now_ms)
    return replace(state, read_ms=now_ms, faults=_faults(state, now_ms)), told


def _shut(state: Compartment, now_ms: int) -> Result:
    if not state.hook.seen and state.awaited and _in_time(state, now_ms):
        opened = replace(_opened(state, Stage.OPEN, now_ms), hook=steady(False, now_ms))
        return _key_behind_an_open_door(opened, [Happening.OPENED])
    if not state.hook.value:
        return _key_behind_an_open_door(_opened(state, Stage.FORCED, state.hook.since_ms), [Happening.FORCED])
    told: list[Happening] = []
    if state.hook.seen and state.awaited and not _in_time(replace(state, gap=False), now_ms):
        state, told = replace(state, stage=Stage.JAMMED, awaited=False), [Happening.JAMMED]
    by_right = state.pulsed_ms is not None and now_ms - state.pulsed_ms <= LEFT_OPEN_AFTER_MS
    kept, more = _key_behind_a_shut_door(state, Happening.KEY_TAKEN if by_right else Happening.KEY_UNKNOWN)
    if more and by_right and not state.gap:
        kept = replace(kept, faults=kept.faults | {Fault.HOOK_STUCK})
    return kept, told + more


def _in_time(state: Compartment, now_ms: int) -> bool:
    """After a gap, count to the reading before: the door opened somewhere between the two."""
    last_shut_ms = state.read_ms if state.gap else now_ms
    return state.pulsed_ms is not None and last_shut_ms - state.pulsed_ms <= state.opens_within_ms


def _opened(state: Compartment, stage: Stage, since_ms: int) -> Compartment:
    return replace(state, stage=stage, awaited=False, open_since_ms=since_ms, faults=state.faults - {Fault.HOOK_STUCK})


def _open(state: Compartment, now_ms: int) -> Result:
    if state.hook.seen and state.hook.value and _is_settled(state, now_ms):
        gone = Happening.KEY_UNKNOWN if is_ownerless(state) else Happening.KEY_TAKEN
        state, told = _key_behind_a_shut_door(replace(state, stage=Stage.CLOSED, open_since_ms=None), gone)
        return state, [Happening.CLOSED, *told]
    state, told = _key_behind_an_open_door(state, [])
    since_ms = now_ms if state.open_since_ms is None else state.open_since_ms
    if now_ms - since_ms > LEFT_OPEN_AFTER_MS and state.stage is not Stage.LEFT_OPEN:
        state, told = _left_open(state, told)
    return state, told


def _is_settled(state: Compartment, now_ms: int) -> bool:
    long_seen = now_ms - state.key.since_ms >= STEADY_MS
    return (state.key.calm and long_seen) or now_ms - state.hook.since_ms >= SETTLES_WITHIN_MS


def _left_open(state: Compartment, told: list[Happening]) -> Result:
    """From here on nobody is known to stand there: what hangs now is judged now."""
    told = [*told, Happening.LEFT_OPEN]
    if state.key_out and state.key_present:
        told.append(Happening.KEY_RETURNED)
    return replace(state, stage=Stage.LEFT_OPEN, key_out=state.key_out and not state.key_present), told


def _key_behind_an_open_door(state: Compartment, told: list[Happening]) -> Result:
    if _is_gone(state.key.value) and not state.key_out:
        if is_ownerless(state):
            return replace(state, key_out=True), [*told, Happening.KEY_UNKNOWN]
        return replace(state, key_out=True, stage=Stage.KEY_TAKEN), [*told, Happening.KEY_TAKEN]
    if not is_ownerless(state) and state.key_out:
        if state.key_present:
            state = replace(state, stage=Stage.KEY_RETURNED)
        elif state.stage is Stage.KEY_RETURNED:
            state = replace(state, stage=Stage.KEY_TAKEN)
    return state, told


def _key_behind_a_shut_door(state: Compartment, gone: Happening) -> Result:
    told: list[Happening] = []
    if _is_gone(state.key.value) and not state.key_out:
        state, told = replace(state, key_out=True), [gone]
    elif state.key_present and state.key_out:
        state, told = replace(state, key_out=False), [Happening.KEY_RETURNED]
    strange = state.key.value in (Hangs.OTHER, Hangs.UNREAD)
    if strange and not state.strange:
        state, told = replace(state, stage=Stage.WRONG_KEY), [*told, Happening.KEY_WRONG]
    elif told and state.stage is Stage.WRONG_KEY:
        state = replace(state, stage=Stage.CLOSED)
    return replace(state, strange=strange), told


def _is_gone(hangs: Hangs) -> bool:
    return hangs not in (Hangs.OWN, Hangs.BLIND)


def _faults(state: Compartment, now_ms: int) -> frozenset[Fault]:
    found = {Fault.HOOK_STUCK} & state.faults
    if flickers(state.hook, now_ms):
        found.add(Fault.HOOK_FLICKERS)
    if flickers(state.key, now_ms):
        found.add(Fault.KEY_FLICKERS)
    if state.open_since_ms is not None and now_ms - state.open_since_ms > OPEN_TOO_LONG_MS:
        found.add(Fault.OPEN_TOO_LONG)
    return frozenset(found)
