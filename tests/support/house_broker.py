"""The broker inside a building, at which radio bridges publish, or a city's: a plain Mosquitto on loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hallenwart_broker.passwords import PasswordHash
from hallenwart_broker.run import find_mosquitto
from support.brokers import HOST
from support.ports import free_port

_STARTS_WITHIN_S = 180.0


class HouseBroker:
    """`keeps`: it remembers retained messages over a restart, as a broker with persistence does.

    `tls`: certificate and key it shows.
    """

    def __init__(
        self,
        folder: Path,
        *,
        password: str = "",
        user: str = "hallenwart",
        keeps: bool = False,
        tls: tuple[Path, Path] | None = None,
    ) -> None:
        self.host, self.port = HOST, free_port()
        self._config = folder / "mosquitto.conf"
        self._process: subprocess.Popen[bytes] | None = None
        lines = [f"listener {self.port} {HOST}", f"allow_anonymous {'false' if password else 'true'}"]
        if os.getuid() == 0:
            lines.insert(0, "user root")  # else it becomes a user who may not read the folders of tests
        if password:
            (folder / "passwords").write_text(f"{user}:{PasswordHash.of(password)}\n")
            (folder / "passwords").chmod(0o600)
            lines.append(f"password_file {folder / 'passwords'}")
        if tls:
            lines += [f"certfile {tls[0]}", f"keyfile {tls[1]}"]
        if keeps:
            lines += ["persistence true", f"persistence_location {folder}/", "autosave_on_changes true", "autosave_interval 1"]
        self._config.write_text("\n".join(lines) + "\n")

    def start(self) -> None:
        binary = find_mosquitto()
        assert binary is not None
        self._process = subprocess.Popen(
            [binary, "-c", str(self._config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + _STARTS_WITHIN_S
        while not self._listens():
            assert time.monotonic() < deadline, "mosquitto does not listen"
            time.sleep(0.01)

    def kill9(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait(timeout=180)
            self._process = None

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex((self.host, self.port)) == 0


@contextmanager
def house_broker(
    folder: Path,
    *,
    password: str = "",
    user: str = "hallenwart",
    keeps: bool = False,
    tls: tuple[Path, Path] | None = None,
) -> Iterator[HouseBroker]:
    folder.mkdir(parents=True, exist_ok=True)
    running = HouseBroker(folder, password=password, user=user, keeps=keeps, tls=tls)
    running.start()
    try:
        yield running
    finally:
        running.kill9()
