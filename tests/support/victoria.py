"""A real VictoriaMetrics for tests, as Debian packages it: started, stopped, killed, and asked what it holds."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from support.brokers import HOST, listens
from support.ports import free_port

BINARY = shutil.which("victoria-metrics")
needs_victoria = pytest.mark.skipif(
    BINARY is None, reason="VictoriaMetrics is not installed on this machine; make deps brings it"
)
_WITHIN_S = 180.0


class Victoria:
    """One server on a port of its own; `start` after `stop` or `kill9` finds what it had on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"http://{HOST}:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        options = (f"-storageDataPath={self.folder / 'data'}", f"-httpListenAddr={HOST}:{self.port}", "-retentionPeriod=100y")
        small = ("-memory.allowedBytes=64MB", "-dedup.minScrapeInterval=1ms", "-search.latencyOffset=0s", "-loggerLevel=WARN")
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen([str(BINARY), *options, *small], stdout=log, stderr=log)
        until = time.monotonic() + _WITHIN_S
        while not listens(self.port):
            assert self._process.poll() is None, (self.folder / "log").read_text()
            assert time.monotonic() < until, "VictoriaMetrics does not listen"
            time.sleep(0.05)

    def stop(self) -> None:
        self._end(hard=False)

    def kill9(self) -> None:
        self._end(hard=True)

    def _end(self, *, hard: bool) -> None:
        if self._process is not None:
            (self._process.kill if hard else self._process.terminate)()
            self._process.wait(_WITHIN_S)
            self._process = None

    # --- what it holds ---

    def export(self, match: str) -> dict[tuple[tuple[str, str], ...], dict[int, float]]:
        """Return every stored value of the series that match, by labels and time in milliseconds."""
        httpx.get(f"{self.url}/internal/force_flush", timeout=_WITHIN_S).raise_for_status()
        answer = httpx.get(f"{self.url}/api/v1/export", params={"match[]": match}, timeout=_WITHIN_S).raise_for_status()
        found: dict[tuple[tuple[str, str], ...], dict[int, float]] = {}
        for one in map(json.loads, answer.text.splitlines()):
            values = found.setdefault(tuple(sorted(one["metric"].items())), {})
            values.update(zip(one["timestamps"], one["values"], strict=True))
        return found

    def count(self, match: str) -> int:
        return sum(map(len, self.export(match).values()))

    def query(self, expression: str, *, at_ms: int) -> list[dict[str, Any]]:
        """Return the result of a PromQL expression at one time."""
        httpx.get(f"{self.url}/internal/force_flush", timeout=_WITHIN_S).raise_for_status()
        asked = {"query": expression, "time": str(at_ms / 1_000), "nocache": "1"}
        answer = httpx.get(f"{self.url}/api/v1/query", params=asked, timeout=_WITHIN_S)
        assert answer.status_code == 200, f"{expression}: {answer.text}"
        found: list[dict[str, Any]] = answer.json()["data"]["result"]
        return found
