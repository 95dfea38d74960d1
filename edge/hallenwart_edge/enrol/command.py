"""`hallenwart-edge enrol`: takes a one-time token to the server and comes back with everything this device needs to connect."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, parse_qs, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

from hallenwart_contract.channels import checked_device
from hallenwart_contract.codec import decode, encode
from hallenwart_contract.device_http import PREFIX, EnrolAnswer, EnrolAsk, fingerprint
from hallenwart_contract.errors import ContractError
from hallenwart_edge import __version__
from hallenwart_edge.config import STATE_DIR
from hallenwart_edge.device_client import ask, checked_server, taken, trusting, trusting_nobody
from hallenwart_edge.enrol import files
from hallenwart_edge.errors import ConfigError, EdgeError

OUT: Final = Path("/etc/hallenwart")
SCHEME: Final = "hallenwart"
PENDING_KEY: Final = "enrol.key"
_HEX: Final = re.compile(r"[0-9a-f]{64}")


class EnrolError(EdgeError):
    """Raised when this device could not be enrolled; the text says what to do. The token is as good as before."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """Where to go, whom to believe there, and what to show. `fingerprint` is 64 hex digits."""

    server: SplitResult
    fingerprint: str
    token: str


def add_enrol(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    enrol = commands.add_parser("enrol", help="dieses Gerät in die Flotte aufnehmen / make this device one of the fleet")
    enrol.add_argument("uri", nargs="?", default="", help="Text des QR-Codes / text of the QR code: hallenwart:enrol?…")
    enrol.add_argument("--server", default="", help="https://HOST:PORT")
    enrol.add_argument("--fingerprint", default="", help="SHA-256 der Zertifikatsstelle / of the authority")
    enrol.add_argument("--token", default="", help="Einmal-Schlüssel / one-time token")
    enrol.add_argument("--out", type=Path, default=OUT, help="Ordner für die Dateien / folder for the files")
    enrol.add_argument("--state-dir", default=STATE_DIR, help="Ordner des Agenten / folder of the agent, in a new agent.toml")
    enrol.add_argument("--verbose", action="store_true", help="mehr Meldungen / more messages")


def run_enrol(options: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Raises EdgeError."""
    wanted = invitation_of(options.uri, options.server, options.fingerprint, options.token)
    enrol(wanted, options.out, options.state_dir, say)
    return 0


def invitation_of(uri: str, server: str, digest: str, token: str) -> Invitation:
    """Raises ConfigError."""
    if uri:
        parts = urlsplit(uri)
        told = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.scheme != SCHEME or parts.path != "enrol" or set(told) != {"server", "ca", "token"}:
            raise ConfigError("not an invitation; write what the QR code says: hallenwart:enrol?server=…&ca=…&token=…")
        server, digest, token = told["server"], told["ca"], told["token"]
    plain = re.sub(r"[\s:-]", "", digest).lower()
    if not (server and token):
        raise ConfigError("write the text of the QR code, or --server, --fingerprint and --token from the fleet page")
    if not _HEX.fullmatch(plain):
        raise ConfigError("--fingerprint: 64 hexadecimal digits, as the fleet page shows them")
    return Invitation(checked_server(server), plain, token)


def enrol(wanted: Invitation, out: Path, state_dir: str, say: Callable[[str], None]) -> None:
    """Fetch and write everything. May be repeated after a failure, with the same token. Raises EdgeError."""
    pki = out / "pki"
    try:
        out.mkdir(parents=True, exist_ok=True)
        pki.mkdir(mode=0o700, exist_ok=True)
        key = files.key_at(pki / PENDING_KEY)
        ca = _authority(wanted)
        answer = _ask(wanted, ca, key)
        _check(answer, ca, key)
        _write(out, pki, wanted, answer, state_dir, say)
        (pki / PENDING_KEY).unlink()
    except OSError as error:
        if isinstance(error, EdgeError):
            raise
        raise EnrolError(f"{error.filename or out}: {error.strerror}; repeat with the same token") from error
    until = x509.load_pem_x509_certificate(answer.certificate.encode()).not_valid_after_utc
    say(f"{answer.device} ist aufgenommen ({answer.site_name}), Zertifikat bis {until:%d.%m.%Y}.")
    say(f"{answer.device} is enrolled ({answer.site_name}), certificate until {until:%Y-%m-%d}.")
    say(f"→ hallenwart-edge check --config {out / 'agent.toml'}")


def _authority(wanted: Invitation) -> str:
    """Return the authority's certificate, once it is the one whose fingerprint was given."""
    context = trusting_nobody() if wanted.server.scheme == "https" else None
    text = taken(ask(wanted.server, "GET", f"{PREFIX}/ca", context=context)).decode("ascii", "replace")
    try:
        found = fingerprint(x509.load_pem_x509_certificate(text.encode()))
    except ValueError as error:
        raise EnrolError(f"{wanted.server.netloc} does not answer as a Hallenwart server does; check --server") from error
    if found != wanted.fingerprint:
        raise EnrolError(
            "Das ist nicht der richtige Server: die Zertifikatsstelle hat einen anderen Fingerabdruck. Gesendet wurde nichts. "
            "This is not the right server: its authority has another fingerprint. Nothing was sent."
        )
    return text


def _ask(wanted: Invitation, ca: str, key: EllipticCurvePrivateKey) -> EnrolAnswer:
    context = trusting(ca) if wanted.server.scheme == "https" else None
    about = {"agent": __version__}
    body = encode(EnrolAsk(token=wanted.token, csr=files.csr_of(key, "hallenwart"), about=about))
    try:
        return decode(taken(ask(wanted.server, "POST", f"{PREFIX}/enrol", body, context=context)), EnrolAnswer)
    except ContractError as error:
        raise EnrolError(f"the answer of the server is not understood: {error}") from error


def _check(answer: EnrolAnswer, ca: str, key: EllipticCurvePrivateKey) -> None:
    try:
        checked_device(answer.device)
        files.check(answer.certificate, ca_pem=ca, key=key, device=answer.device)
    except ValueError as error:
        raise EnrolError(f"the answer of the server does not hold: {error}") from error


def _write(out: Path, pki: Path, wanted: Invitation, answer: EnrolAnswer, state_dir: str, say: Callable[[str], None]) -> None:
    """Credentials last but one: whoever has them has everything else. The configuration is made only where there is none."""
    for stale in ("next.key", "next.crt"):
        (pki / stale).unlink(missing_ok=True)
    files.write(pki / "ca.crt", answer.ca, files.PUBLIC)
    files.write(pki / "device.key", (pki / PENDING_KEY).read_text(encoding="ascii"))
    files.write(pki / "device.crt", answer.certificate, files.PUBLIC)
    files.write(out / "credentials.toml", credentials_text(answer))
    config, text = out / "agent.toml", agent_text(out, pki, wanted, answer, state_dir)
    if not config.exists():
        files.write(config, text, files.PUBLIC)
        return
    say(f"{config} bleibt, wie es ist; es braucht diese Tabellen: / stays as it is; it needs these tables:\n\n{text}")


def credentials_text(answer: EnrolAnswer) -> str:
    values = {"username": answer.device, "password": "", "secret": answer.secret, "site_key": answer.site_key}
    tables = {"signing_keys": answer.signing_keys, "release_keys": answer.release_keys}
    parts = [_lines(values), *(f"[{name}]\n{_lines(keys)}" for name, keys in tables.items())]
    return "\n".join(parts)


def agent_text(out: Path, pki: Path, wanted: Invitation, answer: EnrolAnswer, state_dir: str) -> str:
    """Return the configuration a device begins with: no sensors, no lockers yet."""
    tables: dict[str, dict[str, str | int | bool]] = {
        "agent": {
            "device": answer.device,
            "site": answer.site,
            "site_name": answer.site_name,
            "zone": answer.zone,
            "state_dir": state_dir,
            "credentials": str(out.absolute() / "credentials.toml"),
        },
        "mqtt": {
            "host": answer.broker_host,
            "port": answer.broker_port,
            "tls": True,
            **{name: str(pki.absolute() / file) for name, file in _FILES.items()},
        },
        "server": {"url": wanted.server.geturl().rstrip("/")},
    }
    return "\n".join(f"[{name}]\n{_lines(values)}" for name, values in tables.items())


_FILES: Final = {"ca": "ca.crt", "cert": "device.crt", "key": "device.key"}


def _lines(values: Mapping[str, str | int | bool]) -> str:
    """Return TOML; a JSON string is a TOML string."""
    return "".join(f"{json.dumps(name) if name.isdigit() else name} = {json.dumps(value)}\n" for name, value in values.items())
