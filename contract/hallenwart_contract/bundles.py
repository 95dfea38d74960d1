"""A bundle: one uncompressed tar, `manifest.json` first, then the files that it lists. See `hallenwart_contract.releases`."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from hallenwart_contract.codec import encode
from hallenwart_contract.errors import BadSignatureError, UndecodableError
from hallenwart_contract.releases import MANIFEST, Release, ReleaseFile, open_manifest, seal_manifest

REQUIREMENTS: Final = "requirements.txt"
MAX_MANIFEST_BYTES: Final = 128 * 1024
_PIECE: Final = 1 << 20


def seal_bundle(folder: Path, target: Path, release: Release, key: Ed25519PrivateKey, *, kid: int = 1) -> Release:
    """Write `target` from all files of `folder`. Returns the release with its files. Raises OSError, UndecodableError."""
    paths = sorted(path for path in folder.iterdir() if path.is_file() and path.name != MANIFEST)
    files = [ReleaseFile(name=path.name, sha256=_digest(path), size=path.stat().st_size) for path in paths]
    whole = Release(version=release.version, made_ms=release.made_ms, files=files, notes=release.notes, least=release.least)
    manifest = encode(seal_manifest(whole, key, kid=kid))
    open_manifest(manifest, {kid: key.public_key()})
    with tarfile.open(target, "w", format=tarfile.USTAR_FORMAT) as tar:
        _add(tar, MANIFEST, io.BytesIO(manifest), len(manifest))
        for path in paths:
            with path.open("rb") as content:
                _add(tar, path.name, content, path.stat().st_size)
    return whole


def read_manifest(bundle: Path, keys: Mapping[int, Ed25519PublicKey]) -> Release:
    """Return the verified manifest. Raises BadSignatureError, UndecodableError."""
    with _opened(bundle) as tar:
        return _manifest(tar, keys)


def unpack(bundle: Path, folder: Path, keys: Mapping[int, Ed25519PublicKey]) -> Release:
    """Verify everything and write the files into `folder`, which must be new. Nothing unlisted is written.

    Raises BadSignatureError or UndecodableError, then `folder` holds nothing to trust; OSError on a full card.
    """
    folder.mkdir(parents=True)
    return _walk(bundle, keys, folder)


def verify(bundle: Path, keys: Mapping[int, Ed25519PublicKey]) -> Release:
    """Verify every byte without writing one. Raises as `unpack`."""
    return _walk(bundle, keys, None)


def _walk(bundle: Path, keys: Mapping[int, Ed25519PublicKey], folder: Path | None) -> Release:
    try:
        with _opened(bundle) as tar:
            release = _manifest(tar, keys)
            promised = {file.name: file for file in release.files}
            while (member := tar.next()) is not None:
                file = promised.pop(member.name, None)
                if file is None or not member.isreg() or member.size != file.size:
                    raise BadSignatureError(f"{member.name[:100]!r} is not what the manifest promised")
                _take(tar, member, folder / file.name if folder else Path(os.devnull), file)
    except tarfile.TarError as error:
        raise UndecodableError(f"not a bundle: {error}") from error
    if promised:
        raise BadSignatureError(f"{min(promised)} is missing in the bundle")
    return release


def _opened(bundle: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(bundle, "r:")
    except tarfile.TarError as error:
        raise UndecodableError(f"not a bundle: {error}") from error


def _manifest(tar: tarfile.TarFile, keys: Mapping[int, Ed25519PublicKey]) -> Release:
    first = tar.next()
    if first is None or first.name != MANIFEST or not first.isreg() or first.size > MAX_MANIFEST_BYTES:
        raise UndecodableError("a bundle begins with its manifest")
    content = tar.extractfile(first)
    release = open_manifest(content.read() if content else b"", keys)
    if len({file.name for file in release.files}) != len(release.files):
        raise UndecodableError("the manifest lists a file twice")
    return release


def _take(tar: tarfile.TarFile, member: tarfile.TarInfo, target: Path, file: ReleaseFile) -> None:
    content, digest = tar.extractfile(member), hashlib.sha256()
    if content is None:
        raise UndecodableError(f"{file.name} cannot be read")
    with target.open("wb") as out:
        while piece := content.read(_PIECE):
            digest.update(piece)
            out.write(piece)
    if digest.hexdigest() != file.sha256:
        raise BadSignatureError(f"{file.name} is not the file of the manifest")


def _add(tar: tarfile.TarFile, name: str, content: BinaryIO, size: int) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o644
    tar.addfile(entry, content)


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def public_keys(texts: Mapping[str, str]) -> dict[int, Ed25519PublicKey]:
    """Return release keys from hexadecimal text per key id. Raises UndecodableError."""
    try:
        return {int(kid): Ed25519PublicKey.from_public_bytes(bytes.fromhex(text)) for kid, text in texts.items()}
    except ValueError as error:
        raise UndecodableError(f"not a release key: {error}") from error


def problem_of(release: Release, running: str, running_least: str) -> str:
    """Return why `release` may not follow `running`, or an empty string.

    `least` of a release is the oldest version that may go straight to it, and so the oldest one may go back to from it.
    """
    if release.version == running:
        return "same"
    if release.least and _order(running) < _order(release.least):
        return "too_old"
    if running_least and _order(release.version) < _order(running_least):
        return "downgrade"
    return ""


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
