"""A guard over a folder of its own, with time that stands still, and rights made of digits people can read."""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.cmac import CMAC

from hallenwart_contract import codes, passes
from hallenwart_contract.codes import card_hash, duress_of
from hallenwart_contract.documents import Credential, CredentialKind, Grant, Grants
from hallenwart_contract.sealed import seal
from hallenwart_edge.access.entry import Entry
from hallenwart_edge.access.guard import Guard
from hallenwart_edge.access.rules import Decision, Holding
from hallenwart_edge.access.secrets import Secrets
from hallenwart_edge.ports import Card, SunMessage
from support.edge_time import ManualClock, until

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
SALT = b"salt of a device"
SECRET = b"secret of one device, 32 bytes.."
META_KEY, FILE_KEY = b"meta key 16 byte", b"file key 16 byte"
SIGNER = Ed25519PrivateKey.from_private_bytes(b"k" * 32)


def quick_hash(code: str, *, salt: bytes, pepper: bytes) -> bytes:
    """Stands in for argon2id where a test types thousands of codes."""
    return hashlib.sha256(salt + pepper + code.encode()).digest()[:16]


class Gate:
    """One locker's guard. `held` are the keys that are out; `hashing` may be made quick."""

    def __init__(self, folder: Path, *, hashing=codes.code_hash, slots=range(1, 9)) -> None:
        self.file, self.hashing, self.slots = folder / "access.json", hashing, slots
        self.clock, self.trust = ManualClock(), "ntp"
        self.secrets = Secrets("nordpark-1", SECRET, {1: SIGNER.public_key()})
        self.held: dict[int, Holding] = {}
        self.grants: Grants | None = Grants(rev=1, salt=SALT, g=[])
        self.restart()

    def restart(self) -> None:
        """The power was cut: what is in memory alone is gone."""
        self.guard = Guard(self.file, self.secrets, self.clock, lambda: self.trust, self.slots)

    async def settle(self) -> None:
        """Wait until what is kept is on the card, as it is milliseconds after every answer."""
        keeping = asyncio.create_task(self.guard.keep(lambda: self.held))
        written = self.file.with_suffix(".twin").stat().st_mtime_ns + self.file.stat().st_mtime_ns
        await until(lambda: self.file.with_suffix(".twin").stat().st_mtime_ns + self.file.stat().st_mtime_ns > written)
        keeping.cancel()
        await asyncio.wait([keeping])

    @property
    def now_ms(self) -> int:
        return self.clock.now_ms()

    def hashed(self, code: str) -> bytes:
        return self.hashing(code, salt=SALT, pepper=self.secrets.pepper)

    def allow(self, *owners: Grant | Credential, **changes) -> None:
        """Apply a document with these rights."""
        grants = [each for each in owners if isinstance(each, Grant)]
        creds = [each for each in owners if isinstance(each, Credential)]
        meta = seal(META_KEY, device_secret=SECRET, about="sun_meta")
        rev = (self.grants.rev if self.grants else 0) + 1
        self.grants = Grants(**{"rev": rev, "salt": SALT, "g": grants, "creds": creds, "sun_meta": meta, **changes})

    def grant(self, name: str, code: str = "", *, slots=(1,), window=None, **changes) -> Grant:
        """A right for the coming hour. A code of 12 digits gives all three hashes, without `staff` the short one too."""
        first = window or (self.now_ms, self.now_ms + HOUR)
        owns = {} if not code else self._codes(code, short=not changes.get("staff"))
        fields = {"id": name, "w": [first], "slots": list(slots), "who": f"who-{name}", "booking": f"b-{name}"}
        return Grant(**{**fields, **owns, **changes})

    def pin(self, name: str, code: str, who: str = "") -> Credential:
        owns = self._codes(code, short=True)
        owns["hash"] = owns.pop("pin")
        return Credential(id=name, kind=CredentialKind.PIN, who=who, **owns)

    def card_of(self, name: str, uid: bytes, who: str = "", kind=CredentialKind.CARD) -> Credential:
        key = seal(FILE_KEY, device_secret=SECRET, about=name) if kind == CredentialKind.SUN else b""
        return Credential(id=name, kind=kind, who=who, hash=card_hash(uid, pepper=self.secrets.card_pepper), key=key)

    def a_pass(self, grant: str, *, window=None, slots=(1,), single_use=False, device="nordpark-1", key=SIGNER) -> str:
        from_ms, to_ms = window or (self.now_ms, self.now_ms + HOUR)
        shown = passes.Pass(passes.serial_of(grant), passes.tag_of(device), from_ms, to_ms, tuple(slots), single_use)
        return passes.issue(shown, key=key)

    async def type(self, code: str) -> Decision:
        return await self.guard.code(Entry(code), self.grants, self.held)

    async def show(self, uid: bytes) -> Decision:
        return await self.guard.card(Card(uid), self.grants, self.held)

    async def tap(self, uid: bytes, counter: int, *, file_key: bytes = FILE_KEY) -> Decision:
        return await self.guard.card(Card(uid, sun_message(uid, counter, file_key)), self.grants, self.held)

    async def scan(self, text: str) -> Decision:
        return await self.guard.scan(text, self.grants, self.held)

    async def take(self, decision: Decision, *slots: int) -> None:
        """The keys of these compartments, or of all that opened, go."""
        for slot in slots or decision.slots:
            self.held[slot] = decision.holding(self.now_ms)
            await self.guard.fetched(decision, slot)

    def _codes(self, code: str, *, short: bool) -> dict[str, bytes]:
        owns = {"long": self.hashed(code), "duress": self.hashed(duress_of(code))}
        return {"pin": self.hashed(code[:8]), **owns} if short else owns


def sun_message(uid: bytes, counter: int, file_key: bytes = FILE_KEY, meta_key: bytes = META_KEY) -> SunMessage:
    """What an NTAG 424 with these keys says at its tap number `counter`."""
    count = counter.to_bytes(3, "little")
    cipher = Cipher(algorithms.AES(meta_key), modes.CBC(bytes(16))).encryptor()
    hidden = cipher.update(b"\xc7" + uid + count + b"rndom") + cipher.finalize()
    session = _cmac(file_key, bytes.fromhex("3CC300010080") + uid + count)
    return SunMessage(hidden, _cmac(session, b"")[1::2])


def _cmac(key: bytes, message: bytes) -> bytes:
    mac = CMAC(algorithms.AES(key))
    mac.update(message)
    return mac.finalize()
