"""Local brokers for tests: started as people start them, on a free port, with a provisioned fleet.

from support.brokers import broker  # noqa: F401   a fixture, once per engine
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from hallenwart_broker.provision import Member, provision
from hallenwart_broker.run import find_mosquitto
from support.ports import free_port

HOST = "127.0.0.1"
COMMAND = shutil.which("hallenwart-broker", path=str(Path(sys.executable).parent)) or "hallenwart-broker"
FLEET = (Member("nordpark-1", "nordpark"), Member("nordpark-2", "nordpark"), Member("sued-1", "sued"))
_STARTS_WITHIN_S = 180.0

needs_mosquitto = pytest.mark.skipif(find_mosquitto() is None, reason="mosquitto is not installed")
ENGINES = [pytest.param("mosquitto", marks=[needs_mosquitto, pytest.mark.mosquitto]), "amqtt"]


def listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


class LocalBroker:
    """One `hallenwart-broker run`. `announced` is the line it printed; `tls_port` that of the listener with certificates."""

    def __init__(self, state_dir: Path, engine: str, port: int, tls_port: int | None = None) -> None:
        self.host, self.port, self.tls_port = HOST, port, tls_port
        self.state_dir, self.engine = state_dir, engine
        self.announced = ""
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        command = [COMMAND, "run", "--state", str(self.state_dir), "--port", str(self.port), "--engine", self.engine]
        with self.log.open("a") as log:
            self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True)
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], _STARTS_WITHIN_S)
        self.announced = self._process.stdout.readline() if ready else ""
        if not self.announced.startswith("broker: "):
            self.kill9()
            raise RuntimeError(f"the broker did not start: {self.log.read_text()}")

    @property
    def pid(self) -> int:
        """The process that was started; with Mosquitto, the parent of the broker."""
        assert self._process is not None
        return self._process.pid

    @property
    def log(self) -> Path:
        return self.state_dir / f"broker-{self.engine}.log"

    def password(self, user: str) -> str:
        if user.startswith("svc-"):
            settings = tomllib.loads((self.state_dir / "backend/broker.toml").read_text())
            return str(settings["services"][user]["password"])
        return str(tomllib.loads((self.state_dir / "devices" / user / "credentials.toml").read_text())["password"])

    def pki(self, user: str) -> Path:
        """Return the path of the user's certificate and key, without ending."""
        folder = self.state_dir / ("backend/pki" if user.startswith("svc-") else f"devices/{user}/pki")
        return folder / (user if user.startswith("svc-") else "device")

    def tls(self, user: str | None, *, pair: Path | None = None, newest: ssl.TLSVersion | None = None) -> ssl.SSLContext:
        """Return how `user` (None: nobody) or the holder of `pair` connects; `newest` holds TLS down."""
        context = ssl.create_default_context(cafile=self.state_dir / "ca/ca.crt")
        if newest is not None:
            context.minimum_version = context.maximum_version = newest
        stem = pair or (self.pki(user) if user else None)
        if stem is not None:
            context.load_cert_chain(stem.with_suffix(".crt"), stem.with_suffix(".key"))
        return context

    def kill9(self) -> None:
        """Kill the broker and whoever started it, without a chance to save."""
        self._signal_all(signal.SIGKILL)

    def stop(self) -> float:
        """Stop as a person would. Returns the seconds it took."""
        if self._process is None:
            return 0.0
        began = time.monotonic()
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(timeout=180)
        took = time.monotonic() - began
        self._signal_all(signal.SIGKILL)
        return took

    def restart(self) -> None:
        """Start again on the same port with the same state; a running broker is stopped first."""
        self.stop()
        self.start()

    def _signal_all(self, number: signal.Signals) -> None:
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)
        self._process.wait(timeout=180)
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._process = None


@contextmanager
def local_broker(
    state_dir: Path, engine: str = "auto", fleet: Sequence[Member] = FLEET, *, tls: bool = False
) -> Iterator[LocalBroker]:
    """Provision `fleet` below `state_dir` and run a broker for it until the block ends; with `tls`, with certificates, too."""
    port, tls_port = free_port(), free_port() if tls else None
    provision(fleet, state_dir, port=port, tls_port=tls_port)
    running = LocalBroker(state_dir, engine, port, tls_port)
    running.start()
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture(params=ENGINES)
def broker(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[LocalBroker]:
    """A broker of one's own, once per engine."""
    with local_broker(tmp_path / "broker-state", request.param) as running:
        yield running


@pytest.fixture(scope="module", params=ENGINES)
def shared_broker(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalBroker]:
    """A broker for all tests of a module, once per engine; for tests that leave nothing behind that others would meet."""
    with local_broker(tmp_path_factory.mktemp("broker-state"), request.param) as running:
        yield running
