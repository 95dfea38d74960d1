"""The menu at the locker's screen: a KioskSource around the locker. Whatever concerns keys or an alarm ends it at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from typing import Any, Final, Protocol
from uuid import uuid4

import msgspec

from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.kiosk import Kiosk, KioskAction, KioskMore, KioskStep
from hallenwart_contract.messages import Event, Scalar
from hallenwart_edge.bell import Bell
from hallenwart_edge.participation import rules
from hallenwart_edge.participation.rules import Menu
from hallenwart_edge.ports import Documents, Outbox

COMPONENT: Final = "kiosk"
_TICK_S: Final = 1.0


class KioskSource(Protocol):
    """The locker without the menu."""

    def kiosk(self) -> Kiosk: ...

    async def act(self, action: KioskAction) -> None: ...

    def changed(self) -> Awaitable[None]: ...


class KioskMenu:
    """The kiosk with its menu. Ideas leave as events: they are kept until the server has them, without network too."""

    def __init__(
        self,
        inner: KioskSource,
        *,
        documents: Documents,
        outbox: Outbox,
        clock: Clock,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._inner, self._documents, self._outbox = inner, documents, outbox
        self._clock, self._sleep = clock, sleep
        self._menu, self._bell = Menu(), Bell()

    def changed(self) -> Coroutine[Any, Any, None]:
        return self._bell.wait()

    def kiosk(self) -> Kiosk:
        """Return the whole picture; the locker's own where somebody has to do with a key, or must leave."""
        shown = self._inner.kiosk()
        self._menu = rules.expired(self._menu, self._clock.mono_ms())
        if not _is_free(shown):
            self._menu = rules.closed(self._menu)
        more = self._more(self._menu.step)
        if self._menu.step is None:
            return msgspec.structs.replace(shown, more=more)
        return msgspec.structs.replace(shown, step=self._menu.step, fault=self._menu.fault or shown.fault, more=more)

    async def act(self, action: KioskAction) -> None:
        """Take in what a finger did: in the menu, or passed on to the locker."""
        now_ms, free = self._clock.mono_ms(), _is_free(self._inner.kiosk())
        self._menu = rules.expired(self._menu, now_ms) if free else rules.closed(self._menu)
        if self._menu.step is not None and action.do in {"idea", "support"}:
            await (self._leave(action) if action.do == "idea" else self._support(action.of))
            self._bell.ring()
            return
        moved = rules.touched(self._menu, action.do, now_ms) if free else None
        if moved is not None:
            was, self._menu = self._menu.step, moved
            self._bell.ring()
            if action.do not in rules.ENDING or (action.do == "done" and was is not None):
                return
        await self._inner.act(action)

    async def run(self) -> None:
        """Pass on what changes, and close what nobody touches, until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._follow(self._inner.changed), name="menu locker")
            group.create_task(self._follow(self._documents.changed), name="menu documents")
            group.create_task(self._follow_time(), name="menu time")

    async def _follow(self, changed: Callable[[], Awaitable[None]]) -> None:
        while True:
            await changed()
            self._bell.ring()

    async def _follow_time(self) -> None:
        while True:
            kept = rules.expired(self._menu, self._clock.mono_ms())
            if kept != self._menu:
                self._menu = kept
                self._bell.ring()
            await self._sleep(_TICK_S)

    async def _leave(self, action: KioskAction) -> None:
        now_ms, text = self._clock.mono_ms(), rules.clean(action.text)
        if fault := rules.fault_of(self._menu, text):
            self._menu = replace(self._menu, fault=fault, touched_ms=now_ms)
            return
        self._menu = rules.left(self._menu, now_ms)  # touched twice, it is left once
        hall = rules.hall_of(action.of, self._halls())
        await self._tell(EventKind.IDEA_LEFT, idea=uuid4().hex, hall=hall, idea_kind=rules.kind_of(action.word), text=text)

    async def _support(self, idea: str) -> None:
        view, menu = self._documents.view, self._menu
        known = view is not None and any(one.id == idea for one in view.ideas)
        if known and rules.may_support(menu, idea):
            self._menu = rules.supported(menu, idea, self._clock.mono_ms())
            await self._tell(EventKind.IDEA_SUPPORTED, idea=idea)

    def _more(self, step: KioskStep | None) -> KioskMore:
        view = self._documents.view
        offers = rules.offers(view.posts, self._clock.now_ms()) if view else []
        ideas, projects = (view.ideas, view.projects) if view else ([], [])
        return KioskMore(
            offer_count=len(offers),
            idea_count=len(ideas),
            project_count=len(projects),
            offers=offers if step is KioskStep.OFFERS else [],
            ideas=ideas if step is KioskStep.IDEAS else [],
            projects=projects if step is KioskStep.PROJECTS else [],
            halls=self._halls() if step in {KioskStep.IDEAS, KioskStep.IDEA_WRITE} else {},
            counted=[idea for idea, _ in self._menu.supported],
            plan_ms=view.made_ms if view else None,
        )

    def _halls(self) -> dict[str, str]:
        return dict(self._documents.config.halls) if self._documents.config else {}

    async def _tell(self, kind: str, /, **told: Scalar) -> None:
        t_ms, mono_ms = self._clock.now_ms(), self._clock.mono_ms()
        await self._outbox.event(Event(kind=kind, t_ms=t_ms, mono_ms=mono_ms, c=COMPONENT, a=told))


def _is_free(shown: Kiosk) -> bool:
    """Say whether nobody has to do with a key now."""
    return shown.step is KioskStep.PIN and shown.digits == 0
