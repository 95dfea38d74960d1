"""Mosquitto with the very lines that `hallenwart-broker render` writes; only paths, port and address are the test's."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from hallenwart_broker import conf
from hallenwart_broker.provision import Member, provision
from hallenwart_broker.run import find_mosquitto
from support.brokers import FLEET, HOST, LocalBroker, listens
from support.ports import free_port

_WITHIN_S = 180.0


class ProductionBroker(LocalBroker):
    """Certificates only. `changes` replaces lines of the configuration."""

    def __init__(self, state_dir: Path, port: int, changes: dict[str, str]) -> None:
        super().__init__(state_dir, "mosquitto", port, port)
        self._changes = changes
        self._broker: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        config = self.state_dir / "production.conf"
        config.write_text(self._text())
        with self.log.open("a") as log:
            self._broker = subprocess.Popen([find_mosquitto() or "mosquitto", "-c", str(config)], stderr=log)
        deadline = time.monotonic() + _WITHIN_S
        while not listens(self.port):
            if self._broker.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the broker did not start: {self.log.read_text()}")
            time.sleep(0.01)

    def stop(self) -> float:
        began = time.monotonic()
        if self._broker is not None:
            self._broker.terminate()
            self._broker.wait(timeout=_WITHIN_S)
            self._broker = None
        return time.monotonic() - began

    def reload(self) -> None:
        assert self._broker is not None
        self._broker.send_signal(signal.SIGHUP)

    def _text(self) -> str:
        state = self.state_dir
        text = conf.render_production(acl_file=f"{state}/broker/acl", pki=f"{state}/broker/pki", port=self.port)
        text = text.replace(f"listener {self.port}", f"listener {self.port} {HOST}")
        text = text.replace("/var/lib/mosquitto/", f"{state}/broker/data/")
        for old, new in self._changes.items():
            assert f"\n{old}\n" in text
            text = text.replace(f"\n{old}\n", f"\n{new}\n")
        return f"user root\n{text}" if os.getuid() == 0 else text


@contextmanager
def production_broker(
    state_dir: Path, fleet: Sequence[Member] = FLEET, *, changes: dict[str, str] | None = None
) -> Iterator[ProductionBroker]:
    """Provision `fleet` and run the broker of production for it until the block ends."""
    port = free_port()
    provision(fleet, state_dir, port=free_port(), tls_port=port)
    running = ProductionBroker(state_dir, port, changes or {})
    running.start()
    try:
        yield running
    finally:
        running.stop()
