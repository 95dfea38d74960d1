"""NXP PN532 as reader for contactless cards (ISO 14443 type A, 106 kbit/s) over HSU, 115200 8N1.

It looks for a card every 80 ms. One that speaks ISO 14443-4 (SAK bit 5) is asked for what an NTAG 424 says at each tap; any
other, and one that says nothing, is known by its UID alone, which can be copied. Phones draw their UID anew at each tap
(four bytes, the first 08): that is no identity and is not told.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Final

from hallenwart_edge.drivers.ntag424 import read_sun
from hallenwart_edge.drivers.pn532_chip import IN_DATA_EXCHANGE, IN_LIST_PASSIVE_TARGET, RF_CONFIGURATION, Pn532Chip
from hallenwart_edge.drivers.serial_line import SerialLine
from hallenwart_edge.drivers.showing import Showing
from hallenwart_edge.ports import Card, SunMessage

BAUD: Final = 115_200
LOOKS_EVERY_S: Final = 0.08
RESTS_S: Final = 0.01
GONE_AFTER_S: Final = 0.5
FINDS_WITHIN_S: Final = 1.0
READS: Final = 5  # a card is drawn past the reader: what broke off is read again at the next look
FIELD_OFF_S: Final = 0.006  # ISO 14443-3: 5 ms, then every card begins anew

_ONE_AT_106_KBIT: Final = bytes.fromhex("01 00")
_FIELD_OFF: Final = bytes.fromhex("01 02")
_STATUS_BITS: Final = 0x3F
_SPEAKS_APDU: Final = 0x20
_UID_LENGTHS: Final = (4, 7, 10)
_RANDOM_UID: Final = 0x08


class CardLostError(Exception):
    """Raised when the card left the field, or could not be heard, while it was read."""


@dataclass(frozen=True, slots=True)
class Target:
    """A card in the field. `number` the chip gave it."""

    number: int
    sak: int
    uid: bytes = field(repr=False)

    @property
    def lasting_uid(self) -> bytes:
        """The UID, empty when it is drawn anew at each tap."""
        return b"" if len(self.uid) == 4 and self.uid[0] == _RANDOM_UID else self.uid


def target_in(answer: bytes) -> Target | None:
    """Return the card in an answer to InListPassiveTarget: NbTg | Tg | ATQA (2) | SAK | length of UID | UID | ATS."""
    if len(answer) < 6 or not answer[0]:
        return None
    uid = answer[6 : 6 + answer[5]]
    return Target(answer[1], answer[4], uid) if len(uid) == answer[5] and len(uid) in _UID_LENGTHS else None


class Pn532:
    def __init__(self, line: SerialLine, *, component: str) -> None:
        self._chip = Pn532Chip(line, component=component)
        self._showing = Showing[bytes](gone_after_s=GONE_AFTER_S)
        self._field_used = False
        self._broken_off = 0

    async def identify(self) -> str:
        """Wake the chip and return its name and version. Raises DriverFault."""
        return await self._chip.wake()

    async def cards(self) -> AsyncIterator[Card]:
        """Yield each card when it comes; one that lies on the reader is told once. Raises DriverFault."""
        await self._chip.wake()
        loop = asyncio.get_running_loop()
        while True:
            next_s = loop.time() + LOOKS_EVERY_S
            if (card := await self._look()) is not None:
                yield card
                self._showing.keep(card.uid, loop.time())
            await asyncio.sleep(max(RESTS_S, next_s - loop.time()))

    def close(self) -> None:
        self._chip.close()

    async def _look(self) -> Card | None:
        await self._rest_field()
        target = target_in(await self._chip.ask(IN_LIST_PASSIVE_TARGET, _ONE_AT_106_KBIT, within_s=FINDS_WITHIN_S))
        if target is None:
            return None
        self._field_used = True
        uid = target.lasting_uid
        if not self._showing.new(uid, asyncio.get_running_loop().time()):
            return None
        try:
            sun = await self._sun_of(target)
        except CardLostError:
            self._broken_off += 1
            if self._broken_off < READS:
                self._showing.forget(uid)
                return None
            sun = None
        self._broken_off = 0
        return Card(uid, sun) if uid or sun else None

    async def _sun_of(self, target: Target) -> SunMessage | None:
        async def exchange(apdu: bytes) -> bytes:
            answer = await self._chip.ask(IN_DATA_EXCHANGE, bytes([target.number]) + apdu)
            if len(answer) < 3 or answer[0] & _STATUS_BITS:
                raise CardLostError
            return answer[1:]

        return await read_sun(exchange) if target.sak & _SPEAKS_APDU else None

    async def _rest_field(self) -> None:
        """Switch the field off for a moment, so that cards which were spoken to are found again. Searching switches it on."""
        if self._field_used:
            await self._chip.ask(RF_CONFIGURATION, _FIELD_OFF)
            await asyncio.sleep(FIELD_OFF_S)
            self._field_used = False
