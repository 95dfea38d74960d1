"""The locker of the `unlock` section: the real agent behind a cable to its broker, its devices on lines at their baud rate."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import time
import tomllib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final
from urllib.error import URLError
from urllib.request import urlopen

from hallenwart_contract import passes
from hallenwart_contract.codes import card_hash, card_pepper_of, code_hash, pepper_of
from hallenwart_contract.documents import MAX_CREDENTIALS, MAX_GRANTS, Credential, CredentialKind, Grant, Grants
from hallenwart_contract.kiosk import Kiosk, KioskStep
from hallenwart_contract.passes import Pass, serial_of, tag_of
from hallenwart_contract.sealed import seal
from hallenwart_sim.devices.gm65 import EmulatedGm65
from hallenwart_sim.devices.keypad import EmulatedKeypad
from hallenwart_sim.devices.kr_cu16 import EmulatedCu16
from hallenwart_sim.devices.nfc_cards import EmulatedCard, Ntag21x, Ntag424
from hallenwart_sim.devices.pn532 import EmulatedPn532
from hallenwart_sim.town.relay import Cable, Relay
from hallenwart_sim.town.watch import Watched, screen_states
from hallenwart_sim.world import Rig, World
from support.agents import AgentProcess, DeskBackend, write_agent_toml
from support.brokers import LocalBroker
from support.ports import free_port

DEVICE: Final = "nordpark-1"
CODE: Final = "40729316"
WITHIN_S: Final = 5.0
_FAR_MS: Final = 2**45
_AWAY_S: Final = 0.7  # a card counts as gone after 0.5 s
_EQUIPMENT: Final = """
[[locker]]
id = "locker"
port = "{locker}"
compartments = [{{ number = 1, lock = 0, column = 1, row = 1 }}]
[[keypad]]
id = "keypad"
port = "{keypad}"
[[card_reader]]
id = "cards"
port = "{cards}"
[[code_reader]]
id = "codes"
port = "{codes}"
mode = "continuous"
"""


class Locker:
    """The emulated devices and the hands in front of them. Each way in returns when its last byte had left (ns)."""

    def __init__(self, rig: Rig) -> None:
        self.board: EmulatedCu16 = rig.locker(keys=[0])
        self.keypad: EmulatedKeypad = rig.keypad()
        self.cards: EmulatedPn532 = rig.pn532()
        self.codes: EmulatedGm65 = rig.gm65()

    @property
    def equipment(self) -> str:
        """What the agent's file says of them."""
        return _EQUIPMENT.format(locker=self.board.port, keypad=self.keypad.port, cards=self.cards.port, codes=self.codes.port)

    async def unlock_ms(self, present: Callable[[], AsyncIterator[Callable[[], int]]]) -> float | None:
        """Return the time from the last byte of what is shown to the last of the unlock request, None when none came."""
        before = len(self.board.unlocks)
        async with contextlib.aclosing(present()) as showing:
            async for last_byte_ns in showing:
                with contextlib.suppress(TimeoutError):
                    await _until(lambda: len(self.board.unlocks) > before)
                    return (self.board.unlocks[before][1] - last_byte_ns()) / 1e6
        return None

    async def pin(self) -> AsyncIterator[Callable[[], int]]:
        """Type the code."""
        await self.keypad.type(f"{CODE}#", every_s=0)
        yield lambda: self.keypad.last_sent_ns

    async def card(self, card: EmulatedCard) -> AsyncIterator[Callable[[], int]]:
        """Hold a card to the reader; its last byte is that of the last answer in which it speaks."""
        self.cards.lay(card)
        try:
            yield lambda: _end_of_last_answer_ns(self.cards, self.board.unlocks[-1][1])
        finally:
            self.cards.take_away()
            await asyncio.sleep(_AWAY_S)

    async def symbol(self, text: str) -> AsyncIterator[Callable[[], int]]:
        """Show a QR pass."""
        self.codes.show(text)
        yield lambda: self.codes.last_sent_ns


def _end_of_last_answer_ns(reader: EmulatedPn532, before_ns: int) -> int:
    """Return when the last answer that tells of a card (a target found, or what it says) had left before `before_ns`."""
    sent = [(at_ns, octet) for at_ns, piece in reader.sent if at_ns < before_ns for octet in piece]
    octets = bytes(octet for _, octet in sent)
    start = max(octets.rfind(b"\xd5\x4b\x01\x01"), octets.rfind(b"\xd5\x41\x00"))
    length = octets[start - 2]
    return sent[start + length][0]


@dataclass(frozen=True, slots=True)
class Rights:
    """The rights of a full locker, and what opens it: as staff, whose right holds whatever this machine's clock is worth."""

    grants: Grants
    card: EmulatedCard
    sun: EmulatedCard
    signing: DeskBackend

    def symbol(self, number: int) -> str:
        """Return a pass of its own for each showing: a reader tells the same symbol again only after 3 s."""
        shown = Pass(serial_of("typed"), tag_of(DEVICE), number * 1000, _FAR_MS // 1000 * 1000 % 2**40, (1,))
        return passes.issue(shown, key=self.signing.key)


def rights_of(state: Path, backend: DeskBackend) -> Rights:
    """Make as many grants and credentials as a document may hold; four of them open."""
    held = tomllib.loads((state / "backend/devices.toml").read_text())["device"]
    device = next(each for each in held if each["id"] == DEVICE)
    salt, secret = bytes.fromhex(device["salt"]), bytes.fromhex(device["secret"])
    meta_key, file_key = secrets.token_bytes(16), secrets.token_bytes(16)
    plain, proving = Ntag21x(b"\x04plain."), Ntag424(b"\x04proof.", meta_key=meta_key, file_key=file_key)
    known = card_pepper_of(secret)
    creds = [
        Credential(id="card", kind=CredentialKind.CARD, hash=card_hash(plain.uid, pepper=known)),
        Credential(
            id="sun",
            kind=CredentialKind.SUN,
            hash=card_hash(proving.uid, pepper=known),
            key=seal(file_key, device_secret=secret, about="sun"),
        ),
    ]
    more = MAX_CREDENTIALS - len(creds)
    creds += [Credential(id=f"c{n}", kind=CredentialKind.CARD, hash=secrets.token_bytes(16)) for n in range(more)]
    window = [(0, _FAR_MS)]
    random = secrets.token_bytes
    others = [
        Grant(id=f"g{n}", w=window, slots=[1], pin=random(16), long=random(16), duress=random(16), creds=[f"c{n % more}"])
        for n in range(MAX_GRANTS - 1)
    ]
    pin = code_hash(CODE, salt=salt, pepper=pepper_of(secret))
    typed = Grant(id="typed", w=window, slots=[1], pin=pin, creds=["card", "sun"], staff=True)
    sealed = seal(meta_key, device_secret=secret, about="sun_meta")
    return Rights(Grants(rev=1, salt=salt, g=[*others, typed], creds=creds, sun_meta=sealed), plain, proving, backend)


@contextlib.asynccontextmanager
async def running(folder: Path, broker: LocalBroker) -> AsyncIterator[tuple[Locker, Rights, Cable, Watched[Kiosk]]]:
    """Run the agent behind a cable to the broker, give it its rights, open its kiosk."""
    cable, port, screens = Cable(), free_port(), free_port()
    relay = Relay(port=port, to_port=broker.port, cable=cable)
    kiosk: Watched[Kiosk] = Watched()
    async with World(paced=True) as world, DeskBackend(broker).on_duty() as backend:
        rig = await world.add_rig(DEVICE)
        locker = Locker(rig)
        await relay.start()
        config = write_agent_toml(folder / "agent", broker, more=locker.equipment, screens=screens, hb_every_s=15)
        config.write_text(config.read_text().replace(f"port = {broker.port}\n", f"port = {port}\n"))
        with AgentProcess(config, rig.environment):
            await asyncio.to_thread(_until_up, screens)
            live = f"ws://127.0.0.1:{screens}/kiosk/live"
            watching = asyncio.create_task(kiosk.follow(partial(screen_states, live, Kiosk)), name="kiosk")
            rights = await asyncio.to_thread(rights_of, broker.state_dir, backend)
            await backend.publish_document("grants", rights.grants)
            await backend.until(lambda: any(beat.revs.get("grants") for beat in [*backend.beats, *backend.conns]), within_s=40)
            await step(kiosk, KioskStep.PIN)
            try:
                yield locker, rights, cable, kiosk
            finally:
                watching.cancel()
                await asyncio.gather(watching, return_exceptions=True)
        await relay.stop()


async def step(kiosk: Watched[Kiosk], *steps: KioskStep) -> None:
    """Wait until the kiosk shows one of these steps. Raises TimeoutError."""
    async with asyncio.timeout(WITHIN_S * 2):
        await kiosk.until(lambda shown: shown.step in steps)


def _until_up(port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with contextlib.suppress(URLError, OSError), urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
            return
        time.sleep(0.05)
    raise TimeoutError("the agent does not answer")


async def _until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(WITHIN_S):
        while not condition():  # noqa: ASYNC110 - the board keeps a list, it rings no bell
            await asyncio.sleep(0.002)
