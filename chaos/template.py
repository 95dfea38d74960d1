"""What every run starts from: provisioned, migrated and seeded once, then copied."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from chaos import words
from hallenwart_broker import conf
from hallenwart_broker.provision import Member, provision
from hallenwart_broker.run import find_mosquitto

_PORT: Final = 18_830
GATEWAY: Final = 18_831
_PASSWORDS: Final = "passwords.json"


class UnusableMachineError(RuntimeError):
    """Raised when the laboratory cannot run here; says what is missing."""


def make(folder: Path) -> None:
    """Write the template below `folder`. Takes seconds, most of them for passwords that are slow to hash on purpose."""
    from support.databases import fresh

    if find_mosquitto() is None:
        raise UnusableMachineError("mosquitto is not installed; make deps brings it")
    fleet = [Member(name, words.SITE) for name in (*words.AGENTS, *words.THIN)]
    provision(fleet, folder, port=_PORT)
    now = datetime.now(UTC)
    passwords = fresh(folder / "backend", words.seed(now, GATEWAY), int(now.timestamp() * 1000))
    (folder / _PASSWORDS).write_text(json.dumps(passwords))


def copy(template: Path, folder: Path) -> dict[str, str]:
    """Copy the template; return the passwords by e-mail."""
    shutil.copytree(template, folder, dirs_exist_ok=True)
    passwords: dict[str, str] = json.loads((folder / _PASSWORDS).read_text())
    return passwords


def into_postgresql(folder: Path, url: str, gateway: int) -> dict[str, str]:
    """Migrate and seed an empty database as people do; return the passwords by e-mail."""
    seed, accounts = folder / "seed.toml", folder / "accounts.toml"
    seed.write_text(words.seed(datetime.now(UTC), gateway))
    state = ["--state", str(folder / "backend"), "--database", url]
    for command in (["migrate", *state], ["admin", "seed", *state, "--accounts-out", str(accounts), str(seed)]):
        subprocess.run([sys.executable, "-m", "hallenwart_backend.cli", *command], check=True, capture_output=True)
    found = tomllib.loads(accounts.read_text())["account"]
    return {account["email"]: account["password"] for account in found}


def point_server_at(folder: Path, port: int) -> None:
    """Let the server find its broker at `port`, with short timers."""
    path = folder / "backend" / "broker.toml"
    text = path.read_text().replace(f"port = {_PORT}", f"port = {port}", 1)
    path.write_text(f"keepalive_s = {words.SERVER_KEEPALIVE_S}\necho_every_s = {words.ECHO_S}\n{text}")


def broker_config(folder: Path, port: int) -> Path:
    """Write the broker's configuration; return its path."""
    path = folder / "broker" / "run.conf"
    path.write_text(conf.render_local(folder / "broker", port=port))
    return path
