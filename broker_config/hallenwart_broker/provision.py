"""Gives every device and service its credentials and writes the local broker's files. Running it again changes nothing
that exists: it adds what is missing, and a user no longer in the fleet loses its password at the broker.
"""

from __future__ import annotations

import secrets
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from hallenwart_broker import acl, conf
from hallenwart_broker.files import private_folder, toml_lines, write_private
from hallenwart_broker.passwords import PasswordFileError, PasswordHash, parse_file, render_file
from hallenwart_broker.pki.ca import CertificateAuthority
from hallenwart_broker.pki.certificates import CertificateError
from hallenwart_broker.pki.holdings import provide
from hallenwart_broker.pki.journal import JournalError
from hallenwart_contract.channels import Service, checked_device
from hallenwart_contract.codes import SALT_BYTES
from hallenwart_contract.errors import TopicError

SIGNING_KEY_ID: Final = 1
RELEASE_KEY_ID: Final = 1
_SECRET_BYTES: Final = 32
_RELEASE_NOTE: Final = """\
release.key signs what devices install. It lies here so that one machine alone can be tried out.
For a town that is in use, keep release.key on a machine without network and delete it here; release.pub stays.
"""


class ProvisionError(ValueError):
    """Raised when the fleet file or what is already on disk cannot be used; the text says what to change."""


@dataclass(frozen=True, slots=True)
class Member:
    """A device of the fleet file."""

    id: str
    site: str


@dataclass(frozen=True, slots=True)
class Secrets:
    """What one device has: `secret` and `site_key` are 32 bytes in hex, `salt` 16; `site` as last provisioned."""

    password: str
    secret: str
    site_key: str
    salt: str
    site: str


def read_fleet(path: Path) -> list[Member]:
    """Read `[[device]] id, site`. Raises ProvisionError."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["device"]
        fleet = [Member(checked_device(entry["id"]), str(entry["site"])) for entry in entries]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, TopicError) as error:
        raise ProvisionError(f"{path}: {error}") from error
    except (KeyError, TypeError) as error:
        raise ProvisionError(f"{path}: needs [[device]] tables with id and site ({error})") from error
    if len({member.id for member in fleet}) != len(fleet):
        raise ProvisionError(f"{path}: a device id appears twice")
    return fleet


def fleet_of(state: Path) -> list[Member]:
    """Return the fleet that was provisioned last; none at first. Raises ProvisionError."""
    rows = _toml(state / "backend/devices.toml").get("device", [])
    return [Member(str(row["id"]), str(row["site"])) for row in rows]


def provision(
    fleet: Sequence[Member], state: Path, *, host: str = conf.LOCAL_HOST, port: int = 1883, tls_port: int | None = None
) -> list[str]:
    """Write everything below `state`. Returns the devices that get nothing, as their access was ended.

    With `tls_port` the local broker listens there, too, with certificates, and the server uses it.
    Raises ProvisionError when files of an earlier run are damaged.
    """
    for folder in ("broker/data", "backend", *(f"devices/{member.id}" for member in fleet)):
        private_folder(state / folder)
    barred = _certificates(state, [member.id for member in fleet], host)
    public_key = _signing_key(state / "backend/signing.key")
    release_key = _release_key(private_folder(state / "release"))
    write_private(state / "backend/release_keys.toml", "\n".join([*toml_lines({str(RELEASE_KEY_ID): release_key}), ""]))
    _records_key(state / "backend/records.key")
    devices = _device_secrets(fleet, state)
    for member in fleet:
        _write_credentials(state, member.id, devices[member.id], public_key, release_key)
    _write_devices(state, fleet, devices, barred)
    _write_site_keys(state, devices)
    services = _service_passwords(state)
    _write_services(state, services, host=host, port=port, tls_port=tls_port)
    open_to = {m.id: devices[m.id].password for m in fleet if m.id not in barred}
    _write_broker(state / "broker", {**services, **open_to}, port=port, tls_port=tls_port)
    return barred


def _certificates(state: Path, devices: Sequence[str], host: str) -> list[str]:
    try:
        ca = CertificateAuthority.open_or_make(state / "ca")
        return provide(ca, state, devices, host=host)
    except (CertificateError, JournalError) as error:
        raise ProvisionError(str(error)) from error


def _signing_key(path: Path) -> str:
    if path.exists():
        key = load_pem_private_key(path.read_bytes(), password=None)
    else:
        key = Ed25519PrivateKey.generate()
        write_private(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode())
    if not isinstance(key, Ed25519PrivateKey):
        raise ProvisionError(f"{path} is not an Ed25519 key")
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def _release_key(folder: Path) -> str:
    """Return the public half; the private one may have been taken away from this machine."""
    public = folder / "release.pub"
    if (folder / "release.key").exists() or not public.exists():
        write_private(public, _signing_key(folder / "release.key") + "\n")
        write_private(folder / "README", _RELEASE_NOTE)
    return public.read_text(encoding="utf-8").strip()


def _records_key(path: Path) -> None:
    if not path.exists():
        write_private(path, secrets.token_hex(_SECRET_BYTES) + "\n")


def _device_secrets(fleet: Sequence[Member], state: Path) -> dict[str, Secrets]:
    known = _read_devices(state)
    site_keys = {old.site: old.site_key for old in known.values()}
    devices: dict[str, Secrets] = {}
    for member in fleet:
        old = known.get(member.id)
        site_key = site_keys.setdefault(member.site, secrets.token_hex(_SECRET_BYTES))
        devices[member.id] = Secrets(
            password=old.password if old else secrets.token_urlsafe(_SECRET_BYTES),
            secret=old.secret if old else secrets.token_hex(_SECRET_BYTES),
            site_key=site_key,
            salt=old.salt if old else secrets.token_hex(SALT_BYTES),
            site=member.site,
        )
    return devices


def _read_devices(state: Path) -> dict[str, Secrets]:
    """Join what backend and devices hold. A run that broke off may have left credentials without a backend row."""
    rows = {str(row["id"]): row for row in _toml(state / "backend/devices.toml").get("device", [])}
    devices: dict[str, Secrets] = {}
    for path in sorted(state.glob("devices/*/credentials.toml")):
        device, held = path.parent.name, _toml(path)
        row = rows.get(device, {"site": "", "salt": secrets.token_hex(SALT_BYTES)})
        if row.get("secret", held.get("secret")) != held.get("secret"):
            raise ProvisionError(f"{path} and devices.toml hold different secrets; remove one of them")
        try:
            devices[device] = Secrets(held["password"], held["secret"], held["site_key"], row["salt"], row["site"])
        except KeyError as error:
            raise ProvisionError(f"{path}: {error} is missing") from error
    return devices


def _write_credentials(state: Path, device: str, held: Secrets, public_key: str, release_key: str) -> None:
    values = {"username": device, "password": held.password, "secret": held.secret, "site_key": held.site_key}
    keys = ["[signing_keys]", *toml_lines({str(SIGNING_KEY_ID): public_key}), ""]
    keys += ["[release_keys]", *toml_lines({str(RELEASE_KEY_ID): release_key})]
    write_private(state / "devices" / device / "credentials.toml", "\n".join([*toml_lines(values), "", *keys, ""]))


def _write_devices(state: Path, fleet: Sequence[Member], devices: Mapping[str, Secrets], barred: Sequence[str]) -> None:
    lines: list[str] = []
    for member in fleet:
        held = devices[member.id]
        lines += [
            "[[device]]",
            *toml_lines({"id": member.id, "site": member.site, "secret": held.secret, "salt": held.salt}),
            *toml_lines({"certificate": _certificate(state, member.id) if member.id not in barred else ""}),
            "",
        ]
    write_private(state / "backend/devices.toml", "\n".join(lines))


def _certificate(state: Path, device: str) -> str:
    return (state / f"devices/{device}/pki/device.crt").read_text(encoding="ascii")


def _write_site_keys(state: Path, devices: Mapping[str, Secrets]) -> None:
    """Tell the server the key of each site's link, so that devices which are made later get it, too."""
    keys = {held.site: held.site_key for held in devices.values()}
    lines = [["[[site]]", *toml_lines({"id": site, "key": key}), ""] for site, key in sorted(keys.items())]
    write_private(state / "backend/site_keys.toml", "\n".join(line for table in lines for line in table))


def _service_passwords(state: Path) -> dict[str, str]:
    known = _toml(state / "backend/broker.toml").get("services", {})
    return {
        service.value: str(known.get(service.value, {}).get("password") or secrets.token_urlsafe(_SECRET_BYTES))
        for service in Service
    }


def _write_services(state: Path, passwords: Mapping[str, str], *, host: str, port: int, tls_port: int | None) -> None:
    """Write `broker.toml`. Paths in it are below its folder."""
    where: dict[str, str | int | bool] = {"host": host, "port": tls_port or port, "tls": bool(tls_port), "ca": "pki/ca.crt"}
    lines = toml_lines(where)
    for service, password in passwords.items():
        login = {"username": service, "password": password}
        certificate = {"cert": f"pki/{service}.crt", "key": f"pki/{service}.key"}
        lines += ["", f"[services.{service}]", *toml_lines({**login, **certificate})]
    write_private(state / "backend/broker.toml", "\n".join([*lines, ""]))


def _write_broker(folder: Path, passwords: Mapping[str, str], *, port: int, tls_port: int | None) -> None:
    path = folder / "passwords"
    try:
        known = parse_file(path.read_text(encoding="utf-8")) if path.exists() else {}
    except PasswordFileError:
        known = {}  # derived data: made anew from the passwords
    hashes = {
        user: known[user] if user in known and known[user].fits(password) else PasswordHash.of(password)
        for user, password in passwords.items()
    }
    write_private(path, render_file(hashes))
    write_private(folder / "acl", acl.render())
    write_private(folder / "mosquitto.conf", conf.render_local(folder, port=port, tls_port=tls_port))


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProvisionError(f"{path} is damaged: {error}") from error
