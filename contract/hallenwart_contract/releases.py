"""Releases of the agent: a tar of wheels with a signed manifest. The release key is kept offline, never at the server.

A bundle is an uncompressed tar: `manifest.json` (a `Signed` envelope about `release`) first, then the files it lists.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Final

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from hallenwart_contract.codec import decode
from hallenwart_contract.errors import BadSignatureError, UndecodableError
from hallenwart_contract.signed import Signed, open_signed, sign

TOPIC: Final = "release"
MANIFEST: Final = "manifest.json"
MAX_FILES: Final = 200
_VERSION: Final = re.compile(r"[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,6}")
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,150}")


class ReleaseFile(msgspec.Struct, frozen=True, kw_only=True):
    """`sha256` in hex, `size` in bytes."""

    name: str
    sha256: str
    size: int


class Release(msgspec.Struct, frozen=True, kw_only=True):
    """`notes` in the operator's words; `least` is the oldest version that may go straight to this one."""

    version: str
    made_ms: int
    files: list[ReleaseFile]
    notes: str = ""
    least: str = ""


def checked_version(version: str) -> str:
    """Return `version` unchanged. Raises UndecodableError unless it is MAJOR.MINOR.PATCH."""
    if not _VERSION.fullmatch(version):
        raise UndecodableError(f"not a version: {version!r}; write MAJOR.MINOR.PATCH")
    return version


def seal_manifest(release: Release, key: Ed25519PrivateKey, *, kid: int = 1) -> Signed:
    return sign(release, topic=TOPIC, key=key, kid=kid)


def open_manifest(payload: bytes, keys: Mapping[int, Ed25519PublicKey]) -> Release:
    """Return the manifest. Raises BadSignatureError or UndecodableError; names cannot leave the folder they are put into."""
    release = open_signed(decode(payload, Signed), Release, topic=TOPIC, keys=keys)
    checked_version(release.version)
    if len(release.files) > MAX_FILES or not all(_NAME.fullmatch(file.name) for file in release.files):
        raise UndecodableError("the manifest lists too many files, or one with an odd name")
    return release


def check_file(file: ReleaseFile, content: bytes) -> None:
    """Raises BadSignatureError when `content` is not what the manifest promised."""
    if len(content) != file.size or hashlib.sha256(content).hexdigest() != file.sha256:
        raise BadSignatureError(f"{file.name} is not the file of the manifest")
