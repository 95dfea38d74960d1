"""`oidc.toml` in the state folder: which provider the city's accounts come from.

issuer = "https://anmeldung.stadt.example"
client_id = "hallenwart"
client_secret = "…"            # or client_secret_file = "/run/secrets/oidc"
name = "Stadt-Konto"           # what the button says
create = "guest"               # optional: whoever the provider knows gets an account as guest
[roles]                        # optional: what groups of the provider may do here
claim = "groups"
map = { sportamt = "office", "hausmeister-nordpark" = "caretaker:nordpark" }
[clubs]                        # optional: what groups of the provider may do in clubs
group = "/vereine/{club}/{role}"
map = { vorstand = "club_admin", trainer = "trainer", mitglied = "member" }
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

import msgspec

from hallenwart_backend.accounts.oidc.rules import Settings, club_role_of, may_speak_to, role_of
from hallenwart_backend.config import read_toml
from hallenwart_backend.errors import ConfigError

FILE: Final = "oidc.toml"


class _Roles(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    claim: str = "groups"
    map: dict[str, str] = {}


class _Clubs(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    group: str = ""
    map: dict[str, str] = {}


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    issuer: str
    client_id: str
    client_secret: str = ""
    client_secret_file: str = ""
    name: str = "Stadt-Konto"
    scopes: tuple[str, ...] = ("openid", "email", "profile")
    create: Literal["", "guest"] = ""
    roles: _Roles = _Roles()
    clubs: _Clubs = _Clubs()


def load(state: Path) -> Settings | None:
    """Return the settings, None without the file. Raises ConfigError with what to write instead."""
    path = state / FILE
    if not path.exists():
        return None
    try:
        file = msgspec.convert(read_toml(path), _File)
        roles = {group: role_of(text) for group, text in file.roles.map.items()}
        club_roles = {word: club_role_of(text) for word, text in file.clubs.map.items()}
    except (msgspec.ValidationError, ValueError) as error:
        raise ConfigError(f"{path}: {error}") from error
    if not may_speak_to(file.issuer):
        raise ConfigError(f"{path}: issuer is an https address, as https://anmeldung.stadt.example")
    if "openid" not in file.scopes:
        raise ConfigError(f"{path}: scopes must hold openid")
    if file.clubs.group and (file.clubs.group.count("{club}"), file.clubs.group.count("{role}")) != (1, 1):
        raise ConfigError(f"{path}: clubs.group holds {{club}} and {{role}} once each, as /vereine/{{club}}/{{role}}")
    return Settings(
        issuer=file.issuer,
        client_id=file.client_id,
        client_secret=file.client_secret or _secret(path, file.client_secret_file),
        name=file.name,
        scopes=file.scopes,
        create=file.create,
        claim=file.roles.claim if roles or file.clubs.group else "",
        roles=roles,
        club_group=file.clubs.group,
        club_roles=club_roles,
    )


def _secret(path: Path, file: str) -> str:
    if not file:
        raise ConfigError(f"{path}: client_secret or client_secret_file is missing")
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ConfigError(f"{path}: {file} cannot be read: {error.strerror}") from error
