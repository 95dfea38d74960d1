"""NXP PN532 on HSU, with a field into which cards are laid.

    00 00 FF | LEN | LCS | D4 command … | DCS | 00          longer than 255: FF FF, LEN (2), LCS
    answer: ACK 00 00 FF 00 FF 00, then D5 command+1 …

02 version, 14 SAM, 32 RF (field, retries), 4A find a card, 40 talk to it, 44 and 52 let it go. It sleeps until it hears 55,
and hears only SAMConfiguration until it was told. A frame that does not add up is ignored; a command it does not know gives
the error frame 7F. ACK from the host ends a command, NACK has the last answer said again.
"""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import ClassVar, Final

from hallenwart_sim.devices.nfc_cards import EmulatedCard
from hallenwart_sim.devices.pty_port import SerialDevice
from hallenwart_sim.devices.reader_faults import Fault, spoiled

ACK: Final = bytes.fromhex("00 00 FF 00 FF 00")
NACK: Final = bytes.fromhex("00 00 FF FF 00 00")
SYNTAX_ERROR: Final = bytes.fromhex("00 00 FF 01 FF 7F 81 00")

FOR_EVER: Final = 0xFF
LOOK_S: Final = 0.005
FIND_S: Final = 0.006
EXCHANGE_S: Final = 0.003
CARD_SILENT_S: Final = 0.05
PIECE_S: Final = 0.001

_STATUS_TIMEOUT, _STATUS_WRONG_CONTEXT = 0x01, 0x27


class EmulatedPn532(SerialDevice):
    """The reader. `faults` may be changed at any time; `first_ack_s` delays the first ACK, `piece_bytes` cuts what it says.

    `deaf_to` are commands it acknowledges and never answers. After `faulty_answers` answers all faults pass.
    """

    BAUD: ClassVar[int] = 115_200

    def __init__(self, link: Path, *, paced: bool = False) -> None:
        super().__init__(link, paced=paced)
        self.faults: set[Fault] = set()
        self.first_ack_s = 0.0
        self.piece_bytes = 0
        self.faulty_answers: int | None = None
        self._said_until_s = 0.0
        self.deaf_to: set[int] = set()
        self.heard: list[int] = []
        self.cards: list[EmulatedCard] = []
        self._power_up()

    # --- what hands do ---

    def lay(self, card: EmulatedCard) -> None:
        """Lay a card on the reader."""
        card.power_up()
        self.cards.append(card)
        if self._searching:
            self._find()

    def take_away(self) -> None:
        """Take all cards away."""
        self.cards.clear()
        self._spoken_to.clear()

    def plug_in(self) -> None:
        super().plug_in()
        self._power_up()

    # --- what the chip does ---

    def _power_up(self) -> None:
        self._received = bytearray()
        self._asleep, self._ready = True, False
        self._retries = FOR_EVER
        self._searching = False
        self._turn = 0
        self._last_answer = b""
        self._selected: EmulatedCard | None = None
        self._spoken_to: list[EmulatedCard] = []

    def received(self, octets: bytes) -> None:
        if self._asleep:
            woken = octets.find(0x55)
            if woken < 0:
                return
            self._asleep, octets = False, octets[woken:]
        self._received += octets
        while self._received:
            start = self._received.find(b"\x00\xff")
            if start < 0:
                del self._received[:-1]
                return
            del self._received[:start]
            if not self._take_frame():
                return

    def _take_frame(self) -> bool:
        """Obey the frame at the front. False: more of it must come."""
        octets = self._received
        if len(octets) < 4 or (octets[2:4] == b"\xff\xff" and len(octets) < 7):
            return False
        if (told := bytes(octets[:4])) in (ACK[1:5], NACK[1:5]):
            del octets[:4]
            self._end_command(again=told == NACK[1:5])
            return True
        sized_at, begin = (4, 7) if octets[2:4] == b"\xff\xff" else (2, 4)
        end = begin + int.from_bytes(octets[sized_at : begin - 1], "big")
        if sum(octets[sized_at:begin]) % 256 or end == begin:
            del octets[:1]
            return True
        if len(octets) <= end:
            return False
        payload, adds_up = bytes(octets[begin:end]), sum(octets[begin : end + 1]) % 256 == 0
        del octets[: end + 1 if adds_up else 1]
        if adds_up and payload[0] == 0xD4 and len(payload) > 1:
            self._obey(payload[1], payload[2:])
        return True

    def _end_command(self, *, again: bool) -> None:
        self._turn += 1
        self._searching = False
        if again and self._last_answer:
            self._say(self._last_answer)

    def _obey(self, code: int, data: bytes) -> None:
        self.heard.append(code)
        if not self._ready and code != 0x14:
            return
        self._turn += 1
        self._searching = False
        delay_s, self.first_ack_s = self.first_ack_s, 0.0
        turn = self._turn
        if delay_s:
            self._pty.later(delay_s, lambda: self._start(turn, code, data))
        else:
            self._start(turn, code, data)

    def _start(self, turn: int, code: int, data: bytes) -> None:
        if turn != self._turn:
            return
        self._say(ACK)
        if code in self.deaf_to:
            return
        match code:
            case 0x02:
                self._answer(code, bytes.fromhex("32 01 06 07"))
            case 0x14:
                self._ready = True
                self._answer(code, b"")
            case 0x32:
                self._configure(data)
                self._answer(code, b"")
            case 0x4A:
                self._find()
            case 0x40:
                self._exchange(data)
            case 0x44 | 0x52:
                self._selected, self._spoken_to = None, []
                self._answer(code, b"\x00")
            case _:
                self._say(SYNTAX_ERROR)

    def _configure(self, data: bytes) -> None:
        if data[:1] == b"\x05":
            self._retries = data[3]
        elif data[:1] == b"\x01" and not data[1] & 1:
            self._selected, self._spoken_to = None, []
            for card in self.cards:
                card.power_up()

    def _find(self) -> None:
        idle = [card for card in self.cards if card not in self._spoken_to]
        if idle:
            card = self._selected = min(idle, key=lambda each: each.uid)
            if card.ats:
                self._spoken_to.append(card)  # it hears no search until it is let go or the field was off
            told = b"\x01\x01" + card.atqa + bytes([card.sak, len(card.uid)]) + card.uid + card.ats
            self._searching = False
            self._later(FIND_S, 0x4A, told)
        elif self._retries == FOR_EVER:
            self._searching = True
        else:
            self._selected = None
            self._later(LOOK_S * (self._retries + 1), 0x4A, b"\x00")

    def _exchange(self, data: bytes) -> None:
        if self._selected is None or data[:1] != b"\x01":
            self._answer(0x40, bytes([_STATUS_WRONG_CONTEXT]))
            return
        said = self._selected.answer(data[1:]) if self._selected in self.cards else None
        if said is None:
            self._later(CARD_SILENT_S, 0x40, bytes([_STATUS_TIMEOUT]))
        else:
            self._later(EXCHANGE_S, 0x40, b"\x00" + said)

    def _later(self, delay_s: float, code: int, data: bytes) -> None:
        turn = self._turn
        self._pty.later(delay_s, lambda: self._answer(code, data) if turn == self._turn else None)

    def _answer(self, code: int, data: bytes) -> None:
        payload = bytes([0xD5, code + 1]) + data
        size = len(payload)
        extended = size.to_bytes(2, "big") + bytes([-sum(size.to_bytes(2, "big")) % 256])
        head = b"\xff\xff" + extended if size > 255 else bytes([size, 256 - size & 0xFF])
        self._last_answer = b"\x00\x00\xff" + head + payload + bytes([-sum(payload) % 256, 0])
        self._say(self._last_answer)

    def _say(self, frame: bytes) -> None:
        faults = self.faults & {Fault.SILENT, Fault.GARBAGE} if frame == ACK else set(self.faults)
        if frame != ACK and self.faulty_answers is not None:
            self.faulty_answers -= 1
            if not self.faulty_answers:
                self.faults, self.faulty_answers = set(), None
        said = spoiled(frame, faults, sum_at=-2)
        if not self.piece_bytes:
            self._pty.write(said)
            return
        now_s = asyncio.get_running_loop().time()
        for at in range(0, len(said), self.piece_bytes):
            self._said_until_s = max(now_s, self._said_until_s) + PIECE_S
            self._pty.later(self._said_until_s - now_s, partial(self._pty.write, said[at : at + self.piece_bytes]))
