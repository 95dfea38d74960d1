"""`hallenwart-release`: makes the release key, builds and signs bundles, and looks at them. For an offline machine."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from hallenwart_contract.bundles import REQUIREMENTS, public_keys, read_manifest, seal_bundle
from hallenwart_contract.errors import ContractError
from hallenwart_contract.releases import Release, checked_version


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; exits 1 when something is wrong and says what to do."""
    options = _parser().parse_args(arguments)
    try:
        {"key": _key, "build": _build, "show": _show}[options.command](options)
    except (ContractError, OSError, ValueError, TypeError) as error:
        print(f"Fehler / error: {error}", file=sys.stderr)
        sys.exit(1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hallenwart-release", description="Fassungen signieren / sign releases")
    commands = parser.add_subparsers(dest="command", required=True)
    key = commands.add_parser("key", help="einen Schlüssel machen / make a key")
    key.add_argument("--out", type=Path, required=True, help="release.pem; daneben entsteht / beside it: release.pub")
    build = commands.add_parser("build", help="ein Bündel bauen und signieren / build and sign a bundle")
    build.add_argument("--wheels", type=Path, required=True, help="Ordner mit allen Wheels / folder with all wheels")
    build.add_argument("--version", required=True, help="MAJOR.MINOR.PATCH")
    build.add_argument("--least", default="", help="älteste Fassung, von der man hierher darf / oldest to come from")
    build.add_argument("--notes", default="", help="was neu ist / what is new")
    build.add_argument("--out", type=Path, required=True)
    show = commands.add_parser("show", help="ein Bündel prüfen / verify a bundle")
    show.add_argument("bundle", type=Path)
    show.add_argument("--public", required=True, help="öffentlicher Schlüssel, 64 Hexziffern / public key, 64 hex digits")
    for command in (key, build):
        command.add_argument("--passphrase", choices=("ask", "none", "env"), default="ask", help="env: RELEASE_PASSPHRASE")
    build.add_argument("--key", type=Path, required=True, help="release.pem")
    for command in (build, show):
        command.add_argument("--kid", type=int, default=1, help="Nummer des Schlüssels / number of the key")
    return parser


def _key(options: argparse.Namespace) -> None:
    if options.out.exists():
        raise FileExistsError(f"{options.out} gibt es schon / exists already")
    key, secret = Ed25519PrivateKey.generate(), _passphrase(options.passphrase, twice=True)
    shut = BestAvailableEncryption(secret) if secret else NoEncryption()
    handle = os.open(options.out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, shut))
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    options.out.with_suffix(".pub").write_text(public + "\n", encoding="ascii")
    print(public)


def _build(options: argparse.Namespace) -> None:
    secret = _passphrase(options.passphrase)
    key = load_pem_private_key(options.key.read_bytes(), secret or None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{options.key} ist kein Ed25519-Schlüssel / is not an Ed25519 key")
    version = checked_version(options.version)
    if options.least:
        checked_version(options.least)
    if not list(options.wheels.glob(f"hallenwart_edge-{version}-*.whl")):
        raise ValueError(f"{options.wheels}: hallenwart_edge-{version} fehlt / is missing")
    if not (options.wheels / REQUIREMENTS).exists():
        raise ValueError(f"{options.wheels}/{REQUIREMENTS} fehlt / is missing: name==version, one per line")
    release = Release(version=version, made_ms=time.time_ns() // 1_000_000, files=[], notes=options.notes, least=options.least)
    whole = seal_bundle(options.wheels, options.out, release, key, kid=options.kid)
    print(f"{options.out}: {version}, {len(whole.files)} files, {options.out.stat().st_size // 1_000_000} MB")


def _show(options: argparse.Namespace) -> None:
    release = read_manifest(options.bundle, public_keys({str(options.kid): options.public}))
    made = time.strftime("%Y-%m-%d %H:%M", time.gmtime(release.made_ms / 1000))
    print(f"{release.version}  {made} UTC  least={release.least or '-'}")
    print(release.notes)
    for file in release.files:
        print(f"{file.sha256}  {file.size:>10}  {file.name}")


def _passphrase(how: str, *, twice: bool = False) -> bytes:
    if how == "none":
        return b""
    if how == "env":
        return os.environ["RELEASE_PASSPHRASE"].encode()
    typed = getpass.getpass("Passwort des Schlüssels / passphrase of the key: ")
    if twice and getpass.getpass("noch einmal / again: ") != typed:
        raise ValueError("nicht zweimal dasselbe / not twice the same")
    return typed.encode()
