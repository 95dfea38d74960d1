"""SUN: what an NTAG 424 DNA says anew at every tap, checked here with the keys of the card (NXP AN12196, NT4H2421Gx).

    hidden  16 bytes, AES-128-CBC under the meta key, IV 0:  C7 | UID 7 | counter 3, little endian | random 5
    proof    8 bytes, the odd ones of CMAC(session key, nothing)
             session key = CMAC(file key, 3C C3 00 01 00 80 | UID | counter)

A genuine card counts every tap. Whoever copies what it said has one message: it is worth nothing once its counter, or a
higher one, was used; that is for the caller to keep. Cards are set up so that the proof covers no text besides the UID and
the counter (SDMMACInputOffset = SDMMACOffset).
"""

from __future__ import annotations

import hmac
from typing import Final, NamedTuple

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.cmac import CMAC

HIDDEN_BYTES: Final = 16
KEY_BYTES: Final = 16
UID_BYTES: Final = 7

_COUNTER_BYTES: Final = 3
_UID_AND_COUNTER: Final = 0xC7  # both are mirrored, and the UID has seven bytes
_SESSION_MAC: Final = bytes.fromhex("3C C3 00 01 00 80")


class Tap(NamedTuple):
    """One tap, as the hidden part claims it: believe it only when `proves` says so."""

    uid: bytes
    counter: int


def opened(hidden: bytes, *, meta_key: bytes) -> Tap | None:
    """Decrypt the hidden part. None: wrong length, another meta key, or a card that does not mirror UID and counter."""
    if len(hidden) != HIDDEN_BYTES or len(meta_key) != KEY_BYTES:
        return None
    decryptor = Cipher(algorithms.AES(meta_key), modes.CBC(bytes(HIDDEN_BYTES))).decryptor()
    plain = decryptor.update(hidden) + decryptor.finalize()
    if plain[0] != _UID_AND_COUNTER:
        return None
    counter_at = 1 + UID_BYTES
    return Tap(plain[1:counter_at], int.from_bytes(plain[counter_at : counter_at + _COUNTER_BYTES], "little"))


def proves(proof: bytes, uid: bytes, counter: int, *, file_key: bytes) -> bool:
    """Say whether `proof` is what the card with this key says at this tap. Takes the same time for every wrong proof."""
    if len(uid) != UID_BYTES or len(file_key) != KEY_BYTES or not 0 <= counter < 1 << 8 * _COUNTER_BYTES:
        return False
    session_key = _cmac(file_key, _SESSION_MAC + uid + counter.to_bytes(_COUNTER_BYTES, "little"))
    return hmac.compare_digest(_cmac(session_key, b"")[1::2], proof)


def _cmac(key: bytes, message: bytes) -> bytes:
    mac = CMAC(algorithms.AES(key))
    mac.update(message)
    return mac.finalize()
