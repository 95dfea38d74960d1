"""Hands at the key locker: they type codes and hold cards to the reader, take keys, hang them back and push doors shut."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Final

from hallenwart_contract.kiosk import Kiosk, KioskStep
from hallenwart_sim.devices.keypad import EmulatedKeypad
from hallenwart_sim.devices.kr_cu16 import EmulatedCu16
from hallenwart_sim.devices.nfc_cards import EmulatedCard
from hallenwart_sim.devices.pn532 import EmulatedPn532
from hallenwart_sim.town.watch import Watched, mono_ms

OPENS_WITHIN_S: Final = 6.0
_LOOK_EVERY_S: Final = 0.05
_KEY_EVERY_S: Final = 0.08
_SPRING_EVERY_S: Final = 0.005
_FREE: Final = (KioskStep.PIN, KioskStep.TAKEN, KioskStep.INSIDE, KioskStep.REPORT, KioskStep.RETURNED)
"""Steps at which the next one may step up: whoever types ends the question that still stands there."""
_FREE_FOR_S: Final = 0.8
_POLITE_S: Final = 60.0
_REACH_S: Final = 1.0
_STRANGER_S: Final = 2.5
_CARD_LIES_S: Final = 0.8


class What(Enum):
    TAKE = "take"
    RETURN = "return"
    HANG_WRONG = "hang wrong"
    """Hang in something that the compartment's key holder does not recognise."""
    LOOK = "look"
    """Open and shut, touch nothing."""
    SWAP = "swap"
    """Take if there is a key, else hang one in: what somebody does at a door that has sprung open."""


class Hands:
    """One pair of hands at a time stands at the keypad."""

    def __init__(
        self,
        locker: EmulatedCu16,
        keypad: EmulatedKeypad,
        reader: EmulatedPn532,
        kiosk: Watched[Kiosk],
        *,
        locks: Sequence[int],
    ) -> None:
        self._locker, self._keypad, self._reader, self._kiosk, self._locks = locker, keypad, reader, kiosk, locks
        self._turn = asyncio.Lock()
        self.helping = True
        """Whether somebody acts for those who open a door on the kiosk page."""

    def has_key(self, lock: int) -> bool:
        return self._locker.doors[lock].key

    async def key_gone(self, lock: int) -> int:
        """Wait until a key is off its hook; return the monotonic milliseconds at which that was seen (within 50 ms)."""
        while True:
            if not self.has_key(lock):
                return mono_ms()
            await asyncio.sleep(_LOOK_EVERY_S)

    async def pushed_shut(self, lock: int) -> int:
        """Wait until a door that opens is pushed shut again; return when that was seen (within 50 ms)."""
        await self._stands(lock, is_open=True)
        return await self.shut(lock)

    async def shut(self, lock: int) -> int:
        """Wait until a door is shut; return when that was seen (within 50 ms)."""
        await self._stands(lock, is_open=False)
        return mono_ms()

    async def _stands(self, lock: int, *, is_open: bool) -> None:
        while True:
            if self._locker.hook_open(lock) == is_open:
                return
            await asyncio.sleep(_LOOK_EVERY_S)

    async def use(self, code: str, locks: Sequence[int], what: What) -> bool:
        """Type a code and do `what` at the doors that open. Returns False when none of them opens within 6 s."""
        async with self._turn:
            await self._kiosk_is_free()
            await self._keypad.type(f"*{code}#", every_s=_KEY_EVERY_S)
            done = 0
            for lock in locks:
                if await self.opens(lock):
                    await self.handle(lock, what)
                    done += 1
            return done > 0

    async def hold(
        self,
        card: EmulatedCard,
        lock: int | None,
        *,
        laid: Callable[[int], None],
        opened: Callable[[int], None] = lambda _: None,
    ) -> bool:
        """Hold a card to the reader; take or hang the key behind the door of `lock`. Returns whether that opened.

        `laid` and `opened` are told the monotonic milliseconds of both.
        """
        async with self._turn:
            await self._kiosk_is_free()
            laid(mono_ms())
            self._reader.lay(card)
            sprung = lock is not None and await self.opens(lock)
            if not sprung:
                await asyncio.sleep(_CARD_LIES_S)
            self._reader.take_away()
            if lock is None or not sprung:
                return False
            opened(mono_ms())
            await self.handle(lock, What.SWAP)
            return True

    async def type(self, digits: str) -> None:
        """Type digits and confirm them, whatever the kiosk shows."""
        await self._keypad.type(f"{digits}#")

    async def tap(self, card: EmulatedCard) -> None:
        """Hold a card to the reader for a moment, whatever the kiosk shows."""
        self._reader.lay(card)
        await asyncio.sleep(_CARD_LIES_S)
        self._reader.take_away()

    async def opens_with(self, code: str, lock: int, what: What) -> tuple[int, int] | None:
        """Type a code and do `what` at its door. Returns when the last digit and when the open door were seen, None if shut."""
        async with self._turn:
            await self._kiosk_is_free()
            await self._keypad.type(f"*{code}#", every_s=_KEY_EVERY_S)
            typed_ms = mono_ms()
            if not await self.opens(lock):
                return None
            opened_ms = mono_ms()
            await self.handle(lock, what)
            return typed_ms, opened_ms

    async def _kiosk_is_free(self) -> None:
        """Wait politely while somebody types at the kiosk; after a minute it is our turn all the same."""
        free_since_s = time.monotonic()
        gives_up_s = free_since_s + _POLITE_S
        while time.monotonic() < gives_up_s:
            shown = self._kiosk.latest
            if shown is not None and (shown.step not in _FREE or shown.digits):
                free_since_s = time.monotonic()
            if time.monotonic() - free_since_s >= _FREE_FOR_S:
                return
            await asyncio.sleep(_LOOK_EVERY_S)

    async def opens(self, lock: int) -> bool:
        """Say whether the door opens within 6 s."""
        try:
            async with asyncio.timeout(OPENS_WITHIN_S):
                while True:
                    if self._locker.hook_open(lock):
                        return True
                    await asyncio.sleep(_SPRING_EVERY_S)
        except TimeoutError:
            return False

    async def handle(self, lock: int, what: What) -> None:
        """Reach in, take or hang the key, push the door shut."""
        await asyncio.sleep(_REACH_S)
        if not self._locker.hook_open(lock):
            return  # somebody else pushed it shut
        taking = self._locker.doors[lock].key if what is What.SWAP else what is What.TAKE
        if taking:
            self._locker.take_key(lock)
        elif what in {What.RETURN, What.SWAP}:
            self._locker.put_key(lock)
        await asyncio.sleep(_REACH_S)
        self._locker.push_door(lock)

    async def help_strangers(self) -> None:
        """Act for whoever opened a door on the kiosk page: take the key or hang it back, push the door shut."""
        while True:
            await asyncio.sleep(_LOOK_EVERY_S * 4)
            if self.helping and any(self._locker.hook_open(lock) for lock in self._locks):
                await self._help()

    async def _help(self) -> None:
        async with self._turn:
            await asyncio.sleep(_STRANGER_S)
            for lock in self._locks:
                if self.helping and self._locker.hook_open(lock):
                    await self.handle(lock, What.SWAP)
