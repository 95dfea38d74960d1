"""One person whose right is good: second person, choice, doors one after another, and what is said of the key afterwards."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, replace
from typing import Final

from hallenwart_contract.documents import Grants
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.kiosk import KioskStep
from hallenwart_contract.view import View, ViewEntry
from hallenwart_edge.access import face, rules
from hallenwart_edge.access.compartment import LEFT_OPEN_AFTER_MS, Compartment
from hallenwart_edge.access.dialogue import LEAVE, Dialogue, Presented
from hallenwart_edge.access.guard import Guard
from hallenwart_edge.access.help_desk import Tell
from hallenwart_edge.access.lockers import Lockers
from hallenwart_edge.access.opening import Opened, Opener
from hallenwart_edge.access.rules import Decision, Holding, Purpose, Refusal
from hallenwart_edge.access.stages import Stage
from hallenwart_edge.access.standing import is_holder
from hallenwart_edge.ports import Documents

REPORTS: Final = ("good", "untidy", "damaged")
ALL: Final = 0
"""Typed instead of a compartment's number: all of them."""
_SCREENLESS_GONE_S: Final = 6.0


@dataclass(frozen=True, slots=True)
class Around:
    """What a visit works with. `people` counts those in the hall of a compartment.

    `check` decides about what a second person shows for some compartments, `waiting` says whether somebody else has stepped
    up, `screen` whether there is one to ask on.
    """

    dialogue: Dialogue
    lockers: Lockers
    guard: Guard
    documents: Documents
    tell: Tell
    people: Callable[[int, str], int | None]
    sleep: Callable[[float], Awaitable[None]]
    check: Callable[[Presented, Collection[int]], Awaitable[Decision]]
    waiting: Callable[[], bool]
    screen: bool = True

    @property
    def grants(self) -> Grants:
        return self.documents.grants or Grants(rev=0, salt=b"", g=[])


class Visit:
    """Lives from the decision to the last door. `right` is the decision."""

    def __init__(self, around: Around, right: Decision) -> None:
        self.right = right
        self._around, self._dialogue, self._lockers = around, around.dialogue, around.lockers
        self._taken: list[int] = []
        self._returned: list[int] = []
        self._wrong: list[int] = []
        self._jammed: tuple[int, Opened] | None = None

    async def run(self) -> None:
        """Lead the person through; afterwards the last step stands for a while."""
        home = tuple(slot for slot in self.right.slots if self._mine(slot)) if self.right.second else ()
        if not await self._doors(home):
            return
        if self.right.second and not await self._second_person(self._without(home)):
            await self._farewell()
            return
        slots = await self._choice() if self.right.choose else self._without(home)
        if slots is None:
            await self._open_everything()
        elif await self._doors(slots):
            await self._farewell()

    def _without(self, home: tuple[int, ...]) -> tuple[int, ...]:
        """Return the compartments to open beside those whose keys were just brought back: that needs no second person."""
        return tuple(slot for slot in self.right.slots if slot not in home)

    async def _doors(self, slots: tuple[int, ...]) -> bool:
        """Open one after another. Returns False when the last word is said: whoever left was asked about what came back."""
        for index, slot in enumerate(slots):
            if await self._compartment(slot, slots[index + 1 :]):
                continue
            if self._returned and self._dialogue.face.step is KioskStep.PIN:
                await self._farewell()
            return False
        return True

    # --- before the doors ---

    async def _second_person(self, slots: tuple[int, ...]) -> bool:
        """Wait for another right that opens the same; a wrong one is told and the wait goes on."""
        self._dialogue.turn(KioskStep.WAIT_SECOND, slot=next(iter(slots), None))
        left_s = self._dialogue.seconds_left(face.SECOND_WITHIN_S)
        while left_s > 0 and (said := await self._dialogue.ask(("shown", "done"), left_s)) is not None:
            if said.shown is None:
                return False
            other = await self._around.check(said.shown, slots)
            refusal = rules.second_refusal(replace(self.right, slots=slots), other)
            if refusal is None:
                await self._tell_second(other)
                return True
            await self._around.tell(EventKind.AUTH_DENIED, why=refusal, method=other.method, grant=other.grant, cred=other.cred)
            self._dialogue.note(fault=refusal)
            left_s = self._dialogue.seconds_left(face.SECOND_WITHIN_S)
        return False

    async def _tell_second(self, other: Decision) -> None:
        await self._around.tell(
            EventKind.AUTH_OK,
            grant=self.right.grant,
            method=other.method,
            cred=other.cred,
            who=other.who,
            purpose=self.right.purpose,
            clk=other.clk,
            second=True,
        )

    async def _choice(self) -> tuple[int, ...] | None:
        """Ask for one compartment. Returns none of them when nobody chose, None for all."""
        choices = self.right.slots
        fault = ""
        takes = ("choose", "done", LEAVE, "all") if self.right.emergency else ("choose", "done", LEAVE)
        while True:
            self._dialogue.turn(KioskStep.CHOOSE, choices=choices, all_allowed=self.right.emergency, fault=fault)
            said = await self._dialogue.ask(takes, face.CHOOSE_WITHIN_S)
            if said is None or said.do in ("done", LEAVE):
                return ()
            if said.do == "all":
                return None
            if said.slot in choices:
                return (said.slot,)
            fault = Opened.UNKNOWN_SLOT

    # --- the doors ---

    async def _compartment(self, slot: int, also: tuple[int, ...]) -> bool:
        """Open one and see it shut. Returns False when the rest is not to be opened."""
        await self._lockers.seen(slot)
        return await (self._key_gone(slot, also) if self._is_gone(slot) else self._open(slot, also))

    def _is_gone(self, slot: int) -> bool:
        """Somebody comes to fetch a key that is not there. Staff may look, and whoever holds it brings it back."""
        state = self._lockers.state(slot)
        fetching = self.right.purpose is Purpose.USE and not self.right.staff
        return fetching and state is not None and state.closed and state.key_missing and not self._mine(slot)

    def _mine(self, slot: int) -> bool:
        """Say whether the key of this compartment is with whoever stands here."""
        return is_holder(self.right, self._lockers.holding(slot))

    async def _key_gone(self, slot: int, also: tuple[int, ...]) -> bool:
        """Say who has the key, offer the spare one, or to look all the same; then go on with the other compartments."""
        held = self._lockers.holding(slot)
        before = _booked(self._around.documents.view, held)
        spare = self._spare(slot)
        self._dialogue.turn(
            KioskStep.KEY_GONE,
            slot=slot,
            also=also,
            due_ms=self.right.due_ms,
            before=before.title if before else "",
            before_until_ms=before.end_ms if before else None,
            spare=spare,
        )
        await self._around.tell(EventKind.KEY_MISSING, slot=slot, grant=self.right.grant)
        said = await self._dialogue.ask(("spare", "choose", "done", LEAVE), self._patience_s())
        word = said.do if said is not None else LEAVE if self._around.screen else "done"
        if word == "spare" and spare is not None:
            return await self._open(spare, also)
        if word == "choose":
            return await self._open(slot, also)
        return (word == "done" and bool(also)) or self._leave()

    def _spare(self, slot: int) -> int | None:
        """Return the compartment with the spare key, if it hangs there and is in service."""
        spare = self._around.grants.spares.get(slot)
        state = self._lockers.state(spare)
        hangs = state is not None and state.in_service and not state.key_missing
        return spare if hangs else None

    def _patience_s(self) -> float:
        return face.KEY_GONE_WITHIN_S if self._around.screen else _SCREENLESS_GONE_S

    async def _open(self, slot: int, also: tuple[int, ...]) -> bool:
        doors = self._lockers.of(slot)
        before = self._lockers.state(slot)
        outcome = await self._unlock(slot)
        if outcome is Opened.EXPIRED:
            self._dialogue.turn(KioskStep.WRONG, fault=Refusal.OVER)
            return False
        if doors is None or outcome is not Opened.OK:
            self._jammed = self._jammed or (slot, outcome)
            self._dialogue.turn(KioskStep.JAMMED, slot=slot, also=also, fault=outcome)
            return True
        self._dialogue.turn(KioskStep.OPEN, slot=slot, also=also, due_ms=self.right.due_ms)
        said = await self._dialogue.ask(
            ("done", "key_missing"), LEFT_OPEN_AFTER_MS / 1000, self._lockers.shut(slot, self._around.sleep)
        )
        await self._note(slot, before, self._lockers.state(slot))
        if said is not None and said.do == "key_missing":
            return await self._key_gone(slot, also)
        after, stood_open = self._lockers.state(slot), before is not None and not before.closed
        was_left_open = after is not None and not after.closed and not stood_open  # by whom? Nobody is known to stand there
        return (said is None and not was_left_open) or self._leave()

    async def _note(self, slot: int, before: Compartment | None, after: Compartment | None) -> None:
        """Remember what became of the key behind this door; a key that went counts as fetched."""
        if before is None or after is None:
            return
        if after.stage is Stage.WRONG_KEY:
            self._wrong.append(slot)
        elif after.key_missing and not before.key_missing:
            self._taken.append(slot)
            await self._around.guard.fetched(self.right, slot)
        elif before.key_missing and not after.key_missing and after.closed:
            self._returned.append(slot)

    def _leave(self) -> bool:
        self._dialogue.turn(KioskStep.PIN)
        return False

    async def _open_everything(self) -> None:
        """Open every compartment of this device, one after another; one that jams does not keep the others shut."""
        for slot in self._lockers.slots:
            outcome = await self._unlock(slot, emergency=True)
            if outcome is Opened.OK:
                self._dialogue.turn(KioskStep.OPEN, slot=slot)
            else:
                self._jammed = self._jammed or (slot, outcome)
        if self._jammed is not None:
            self._dialogue.turn(KioskStep.JAMMED, slot=self._jammed[0], fault=self._jammed[1])
            return
        await self._dialogue.ask(("done",), LEFT_OPEN_AFTER_MS / 1000)
        self._leave()

    async def _unlock(self, slot: int, *, emergency: bool = False) -> Opened:
        """Open by this right, if it still stands when the compartment's turn comes."""
        doors, around = self._lockers.of(slot), self._around
        if doors is None:
            return Opened.UNKNOWN_SLOT
        return await doors.open(
            slot,
            Opener.by(self.right),
            emergency=emergency,
            allowed=lambda: around.guard.stands(self.right, slot, around.documents.grants, self._lockers.held()),
        )

    # --- after the doors ---

    async def _farewell(self) -> None:
        if self._wrong:
            self._dialogue.turn(KioskStep.WRONG_KEY, slot=self._wrong[0])
        elif self._returned:
            await self._back(self._returned[-1])
        elif self._jammed is not None:
            self._dialogue.turn(KioskStep.JAMMED, slot=self._jammed[0], fault=self._jammed[1])
        elif self._taken:
            self._dialogue.turn(KioskStep.TAKEN, slot=self._taken[-1], due_ms=self.right.due_ms)
        else:
            self._leave()

    async def _back(self, slot: int) -> None:
        """The key is back: are people still inside, and how was the hall?"""
        people = self._around.people(slot, self.right.booking)
        if people:
            self._dialogue.turn(KioskStep.INSIDE, slot=slot, people=people)
            await self._around.tell(EventKind.INSIDE_TOLD, slot=slot, grant=self.right.grant, people=people)
            if self._may_ask():
                await self._dialogue.ask(("done", LEAVE), face.INSIDE_WITHIN_S)
        if self._may_ask() and not self.right.staff:
            await self._report(slot)
        self._dialogue.turn(KioskStep.RETURNED, slot=slot)

    def _may_ask(self) -> bool:
        return self._around.screen and not self._around.waiting()

    async def _report(self, slot: int) -> None:
        self._dialogue.turn(KioskStep.REPORT, slot=slot)
        said = await self._dialogue.ask(("report", "done", LEAVE), face.REPORT_WITHIN_S)
        if said is not None and said.word in REPORTS:
            right, condition = self.right, said.word
            await self._around.tell(
                EventKind.REPORT_MADE, slot=slot, grant=right.grant, booking=right.booking, condition=condition
            )


def _booked(view: View | None, held: Holding | None) -> ViewEntry | None:
    """Return the line of the plan of whoever holds a key: club and group, no name of a person."""
    if view is None or held is None or not held.booking:
        return None
    return next((entry for entry in view.entries if entry.id == held.booking), None)
