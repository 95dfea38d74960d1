"""The person at the locker: what they type and show goes to the guard, and whoever has a right is led through a visit.

One entry serves the touch screen, every keypad and what readers type. Whatever is shown in one piece (a card, a symbol)
wins over digits that somebody began to type, and works while the pad is locked out.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Awaitable, Callable, Collection
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.kiosk import KioskAction, KioskStep
from hallenwart_contract.sealed import seal
from hallenwart_edge.access import duress, entry, face
from hallenwart_edge.access.check_in import CheckIn
from hallenwart_edge.access.compartment import LEFT_OPEN_AFTER_MS
from hallenwart_edge.access.dialogue import LEAVE, CheckedIn, Dialogue, OpenedFromAfar, Presented, Said
from hallenwart_edge.access.entry import Entry
from hallenwart_edge.access.guard import Guard
from hallenwart_edge.access.help_desk import HelpDesk, Tell
from hallenwart_edge.access.lockers import Lockers
from hallenwart_edge.access.refused import is_badge_seen, shown_for
from hallenwart_edge.access.rules import Decision, Method, Refusal
from hallenwart_edge.access.ticket_door import TicketDoor
from hallenwart_edge.access.visit import ALL, Around, Visit
from hallenwart_edge.ports import Card, Documents, Outbox

UNREADABLE: Final = "unreadable"
_BUSY: Final = frozenset({KioskStep.CHECKING, KioskStep.OPEN})
_ANSWERS: Final = frozenset({"key_missing", "spare", "all", "choose", "report"})


class Session:
    """Serves one person at a time; `entry` and `dialogue.face` are what there is to show."""

    def __init__(
        self,
        *,
        guard: Guard,
        lockers: Lockers,
        documents: Documents,
        outbox: Outbox,
        tell: Tell,
        people: Callable[[int, str], int | None],
        clock: Clock,
        sleep: Callable[[float], Awaitable[None]],
        device_secret: bytes,
        screen: bool,
        door: TicketDoor,
    ) -> None:
        self.entry, self.dialogue = Entry(), Dialogue(clock, sleep)
        self.help = HelpDesk(tell, clock, self.dialogue.bell.ring)
        self.check_in = CheckIn(tell, clock, self._step_up, door)
        self._guard, self._documents, self._outbox, self._tell, self._clock = guard, documents, outbox, tell, clock
        self._lockers, self._device_secret = lockers, device_secret
        self._shown: asyncio.Queue[Presented | OpenedFromAfar | CheckedIn] = asyncio.Queue(maxsize=1)
        self._around = Around(
            self.dialogue, lockers, guard, documents, tell, people, sleep, self._check, self._shown.full, screen=screen
        )
        self.about, self._learning = Decision(), ""
        self._visiting, self._locked_out, self._capped, self.hint = False, False, guard.pad.spent, False
        """`hint`: whether the last key was in vain: the code is too short, or must be a long one now."""

    @property
    def lengths(self) -> tuple[int, ...]:
        """How many digits a code may have now."""
        pad, grants = self._guard.pad, self._documents.grants
        return entry.lengths(long_only=pad.capped or pad.wait_ms > 0, dark=grants is not None and grants.dark_kid > 0)

    @property
    def digits(self) -> int:
        """How many digits are in the entry."""
        return entry.expired(self.entry, self._clock.mono_ms()).count

    @property
    def wait_ms(self) -> int:
        """How long the pad still pauses."""
        return self._guard.pad.wait_ms or self._guard.pad.long_wait_ms

    async def run(self) -> None:
        """Serve one after another until cancelled."""
        while True:
            shown = await self._shown.get()
            if isinstance(shown, OpenedFromAfar):
                await self._show_opened(shown.slot)
                continue
            if isinstance(shown, CheckedIn):
                self.dialogue.noted(shown)
                continue
            if isinstance(shown, Card) and self._is_to_learn(shown):
                await self._learnt(shown)
                continue
            self.dialogue.turn(KioskStep.CHECKING)
            self.about = decision = await self._check(shown)
            await (self._admit(decision) if decision.refusal is None else self._refuse(decision, shown))

    async def tick(self) -> None:
        """Forget digits and end steps whose time is over; called twice a second."""
        now_ms, shown = self._clock.mono_ms(), self.dialogue.face
        self.entry = entry.expired(self.entry, now_ms)
        if (shown.step is KioskStep.LOCKED_OUT and not self.wait_ms) or face.is_over(shown, now_ms):
            self.dialogue.turn(KioskStep.PIN)
        if self._locked_out and not self._guard.pad.wait_ms:
            self._locked_out = False
            await self._tell(EventKind.LOCKOUT_END)
        await self._follow_cap()
        await self.help.expire()

    # --- what people do ---

    def press(self, key: str) -> None:
        """Take in a key: `0`-`9`, `#` enter, `*` erase all, or go back when nothing is typed."""
        now_ms, self.hint = self._clock.mono_ms(), False
        if key == "*":
            empty = not entry.expired(self.entry, now_ms).count
            self.entry = entry.clear(now_ms)
            if empty and not self.dialogue.answer(Said(LEAVE)):
                self._done()
        elif face.takes_digits(self.dialogue.face):
            if key == "#":
                self._enter(now_ms)
            else:
                self._type(key, now_ms)
        self.dialogue.bell.ring()

    def present(self, shown: Presented) -> None:
        """Take in a card, the text of a symbol, or a whole code; passed over while a door is open or a code is checked."""
        now_ms = self._clock.mono_ms()
        if isinstance(shown, str) and (typed := entry.typed(shown, now_ms)) is not None:
            self._try(typed)
            return
        if isinstance(shown, str) and self.check_in.shown(shown):
            return
        self.entry = entry.clear(now_ms)
        self.dialogue.bell.ring()
        if self._shown.full() or self.dialogue.answer(Said("shown", shown=shown)):
            return
        if not self._just_shut() and (self.dialogue.face.step in _BUSY or not self._makes_room()):
            return
        self._shown.put_nowait(shown)
        if not self._visiting and not self._is_to_learn(shown):
            self.dialogue.turn(KioskStep.CHECKING)

    def _makes_room(self) -> bool:
        """Say whether the next one may step up; whoever is asked something is then not asked any more."""
        return not self._visiting or self.dialogue.answer(Said(LEAVE))

    def _just_shut(self) -> bool:
        """The door in hand is shut again, and what comes next stands on the screen in a moment."""
        state = self._lockers.state(self.dialogue.face.slot)
        return self.dialogue.face.step is KioskStep.OPEN and state is not None and state.closed

    def opened_from_afar(self, slot: int) -> None:
        """Show whoever stands here which door sprang open, unless another one is open for them."""
        self._step_up(OpenedFromAfar(slot))

    def _step_up(self, shown: OpenedFromAfar | CheckedIn) -> None:
        if self.dialogue.face.step not in _BUSY and self._makes_room() and self._shown.empty():
            self._shown.put_nowait(shown)

    def _is_to_learn(self, shown: Presented) -> bool:
        return self.dialogue.face.step is KioskStep.LEARN and isinstance(shown, Card)

    async def act(self, action: KioskAction) -> None:
        """Take in what a finger did. Actions that make no sense now are ignored."""
        now_ms = self._clock.mono_ms()
        if action.do == "digit" and action.digit is not None and 0 <= action.digit <= 9:
            self.press(str(action.digit))
        elif action.do == "erase":
            self.entry = entry.erase(self.entry, now_ms)
        elif action.do == "clear":
            self.entry = entry.clear(now_ms)
        elif action.do == "enter":
            self.press("#")
        elif action.do == "scan":
            self.present(action.text)
        elif action.do == "done":
            self._done()
        elif action.do == "help":
            about = Decision() if self.dialogue.face.step is KioskStep.PIN else self.about
            await self.help.ask(slot=self.dialogue.face.slot, grant=about.grant, booking=about.booking)
        elif action.do == "help_end":
            await self.help.end()
        elif action.do in _ANSWERS:
            self.dialogue.answer(Said(action.do, action.slot, action.word))
        self.dialogue.bell.ring()

    def learn(self, cred: str) -> bool:
        """Make the next card that of a credential. Returns False while somebody is served."""
        if self._visiting or self.dialogue.face.step in _BUSY:
            return False
        self._learning = cred
        self.dialogue.turn(KioskStep.LEARN)
        return True

    def _done(self) -> None:
        if not self.dialogue.answer(Said("done")) and not self._visiting and face.takes_digits(self.dialogue.face):
            self.dialogue.turn(KioskStep.PIN)

    def _type(self, key: str, now_ms: int) -> None:
        if face.ends_when_typed(self.dialogue.face) and not self.dialogue.answer(Said(LEAVE)):
            self._done()
        self.entry = entry.digit(self.entry, key, now_ms)

    def _enter(self, now_ms: int) -> None:
        given, step = entry.expired(self.entry, now_ms), self.dialogue.face.step
        if step is KioskStep.KEY_GONE:
            self.dialogue.answer(Said("spare"))
        elif step is KioskStep.CHOOSE and given.count:
            self.entry, number = entry.clear(now_ms), int(given.digits)
            self.dialogue.answer(Said("all") if number == ALL else Said("choose", slot=number))
        elif given.count:
            self._try(given)

    def _try(self, given: Entry) -> None:
        """Have a code checked; one that is too short, or must be long now, stays in the entry."""
        pad = self._guard.pad
        waits = given.complete and (pad.long_wait_ms if given.long else pad.wait_ms) > 0
        if waits:
            self.entry = entry.clear(given.touched_ms)
            self._wait()
        elif given.fits(self.lengths):
            self.present(given)
        else:
            self.entry, self.hint = given, True
        self.dialogue.bell.ring()

    def _wait(self) -> None:
        if self._visiting:
            self.dialogue.note(fault=Refusal.WAIT)
        elif self.dialogue.face.step not in _BUSY:
            self.dialogue.turn(KioskStep.LOCKED_OUT)

    # --- what becomes of it ---

    async def _check(self, shown: Presented, wanted: Collection[int] = ()) -> Decision:
        known = self._documents.grants, self._lockers.held(), wanted
        if isinstance(shown, Entry):
            return await self._guard.code(shown, *known)
        return await (self._guard.card(shown, *known) if isinstance(shown, Card) else self._guard.scan(shown, *known))

    async def _admit(self, decision: Decision) -> None:
        """Lead the person through. What is told is stored meanwhile: the door does not wait for the card."""
        telling = [asyncio.create_task(self._tell_admitted(decision), name="access admitted")]
        if decision.duress:
            alarm = duress.alarm(decision.grant, self._lockers.first, self._clock)
            telling.append(asyncio.create_task(self._outbox.alarm(alarm), name="access duress"))
        self._visiting = True
        try:
            await Visit(self._around, decision).run()
        finally:
            self._visiting = False
            await asyncio.gather(*telling)

    async def _show_opened(self, slot: int) -> None:
        self.about = Decision()
        self.dialogue.turn(KioskStep.OPEN, slot=slot)
        await self.dialogue.ask(("done",), LEFT_OPEN_AFTER_MS / 1000, self._lockers.shut(slot, self._around.sleep))
        self.dialogue.turn(KioskStep.PIN)

    async def _tell_admitted(self, decision: Decision) -> None:
        told = {"grant": decision.grant, "method": decision.method, "cred": decision.cred, "who": decision.who}
        await self._tell(EventKind.AUTH_OK, **told, purpose=decision.purpose, clk=decision.clk, second=decision.second)

    async def _refuse(self, decision: Decision, shown: Presented) -> None:
        if isinstance(shown, str) and is_badge_seen(decision):
            seen = await self.check_in.badge(shown)
            if seen.ticket:
                self.dialogue.noted(seen)
                return
        pad, refusal = self._guard.pad, decision.refusal
        waits = decision.method in (Method.PIN, Method.DARK) and pad.wait_ms > 0
        step, fault = shown_for(decision, waits=waits)
        self.dialogue.turn(step, fault=fault)
        if step is KioskStep.CHECKED_IN:
            return
        told = {"method": decision.method, "grant": decision.grant, "cred": decision.cred}
        await self._tell(EventKind.AUTH_DENIED, why=refusal, **told)
        if waits:
            self._locked_out = True
            await self._tell(EventKind.LOCKOUT_START, wait_s=pad.wait_ms // 1000)
        await self._follow_cap()

    async def _follow_cap(self) -> None:
        was, self._capped = self._capped, self._guard.pad.spent
        if self._capped and not was:
            await self._tell(EventKind.PAD_CAPPED, wrong=self._guard.wrong_today)

    async def _learnt(self, card: Card) -> None:
        if not card.uid:
            self.dialogue.note(fault=UNREADABLE)
            return
        sealed = seal(card.uid, device_secret=self._device_secret, about=self._learning)
        self.dialogue.turn(KioskStep.LEARNT)
        await self._tell(EventKind.CARD_LEARNT, cred=self._learning, card=base64.b64encode(sealed).decode())
