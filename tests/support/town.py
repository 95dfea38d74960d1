"""The demo town as people start it: a real `hallenwart-sim town` in a process of its own, on ports and a folder of its own."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import httpx
from websockets.sync.client import connect

from hallenwart_sim.town.ports import BusyPortError, Ports

COMMAND = Path(sys.executable).parent / "hallenwart-sim"
READY = "die Stadt lebt"


def free_base() -> int:
    """Return the first of as many free ports as a town takes in a row, below those the system gives to outgoing connections."""
    while True:
        base = random.randrange(20_000, 32_000, len(fields(Ports)))
        with contextlib.suppress(BusyPortError):
            Ports.from_base(base).check_free()
            return base


PATIENCE_S = 180.0
"""So long a test waits at least for what must come: how soon it comes is for `make bench` to say, not for a busy machine."""


def until(holds: Callable[[], Any], *, what: str, within_s: float = PATIENCE_S, every_s: float = 0.1) -> Any:
    """Return the first true value of `holds`. Fails with `what` after `within_s`."""
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        if found := holds():
            return found
        time.sleep(every_s)
    raise AssertionError(f"not within {within_s} s: {what}")


@dataclass(slots=True)
class RunningTown:
    process: subprocess.Popen[bytes]
    state: Path
    base: int
    output: Path

    @property
    def ports(self) -> Ports:
        return Ports.from_base(self.base)

    @property
    def backend(self) -> str:
        return f"http://127.0.0.1:{self.ports.backend}"

    @property
    def director(self) -> str:
        return f"http://127.0.0.1:{self.ports.director}"

    def screens(self, device: str) -> str:
        return f"http://127.0.0.1:{self.ports.screens(device)}"

    def password(self, email: str) -> str:
        accounts = tomllib.loads((self.state / "accounts.toml").read_text())
        return next(each["password"] for each in accounts["account"] if each["email"] == email)

    def digits(self, email: str, name: str) -> str:
        """Return the digits that somebody opens with since the seed, with the extra ones: `pin`, `staff nordpark`."""
        accounts = tomllib.loads((self.state / "accounts.toml").read_text())
        return next(each["digits"][name] for each in accounts["account"] if each["email"] == email)

    def truth(self) -> dict[str, Any]:
        """Return what is really so in the halls."""
        return httpx.get(f"{self.director}/director/truth", timeout=PATIENCE_S).raise_for_status().json()

    def told(self) -> dict[str, Any]:
        """Return what the director's page shows now."""
        with connect(f"{self.director.replace('http', 'ws')}/director/live", origin=self.director) as live:
            return json.loads(live.recv(timeout=PATIENCE_S))

    def do(self, what: str, text: str = "") -> None:
        body, headers = {"what": what, "text": text}, {"Origin": self.director}
        httpx.post(f"{self.director}/director/do", json=body, headers=headers, timeout=PATIENCE_S).raise_for_status()

    def hand(self, do: str, **how: Any) -> None:
        """Move one thing at the key locker: `director/by_hand.py` says what there is."""
        how |= {"do": do}
        httpx.post(
            f"{self.director}/director/locker", json=how, headers={"Origin": self.director}, timeout=PATIENCE_S
        ).raise_for_status()

    def received(self, person: str, way: str, words: str = "", *, since_ms: int = 0) -> list[dict[str, Any]]:
        """Return what came to somebody's phone since a town time, the oldest first."""
        return [
            each
            for each in self.told()["inbox"]
            if (each["person"], each["way"]) == (person, way)
            and each["at_ms"] >= since_ms
            and words in each["title"] + each.get("text", "")
        ]

    def phone(self, call: str, press: str) -> None:
        """Answer a call, hang up, or press one of its keys."""
        body, headers = {"call": call, "press": press}, {"Origin": self.director}
        httpx.post(f"{self.director}/director/phone", json=body, headers=headers, timeout=PATIENCE_S).raise_for_status()

    def newest(self, what: str) -> dict[str, Any]:
        """Return the newest run of an action."""
        return next(run for run in self.told()["running"] if run["what"] == what)

    def met(self, what: str, text_en: str, *, within_s: float = PATIENCE_S) -> dict[str, Any]:
        """Wait until an expectation of the newest run of `what` was met, and return it."""

        def found() -> dict[str, Any] | None:
            expectations = self.newest(what)["expectations"]
            return next((each for each in expectations if each["text_en"] == text_en and each["took_ms"] is not None), None)

        return until(found, within_s=within_s, what=f"{what}: {text_en}", every_s=0.2)

    def api(self, email: str) -> httpx.Client:
        """Return a client that is signed in."""
        client = httpx.Client(base_url=self.backend, headers={"Origin": self.backend}, timeout=PATIENCE_S)
        client.post("/api/session", json={"email": email, "password": self.password(email)}).raise_for_status()
        return client

    def stop(self, *, number: signal.Signals = signal.SIGINT, within_s: float = PATIENCE_S) -> int:
        """End it as Ctrl-C does; return its exit code."""
        self.process.send_signal(number)
        try:
            return self.process.wait(within_s)
        finally:
            self.process.kill()
            self.process.wait()

    def logs(self) -> str:
        """Return the last lines of everything, for a failed test."""
        texts = {path.name: path.read_text(errors="replace")[-3_000:] for path in sorted((self.state / "logs").glob("*.log"))}
        texts["town"] = self.output.read_text(errors="replace")[-3_000:]
        return "\n".join(f"--- {name}\n{text}" for name, text in texts.items())


def start_town(state: Path, *options: str, base: int | None = None, ready_within_s: float = 300) -> RunningTown:
    """Start a town and wait until it lives. Fails with its logs."""
    town = launch(state, *options, base=base)
    try:
        until(
            lambda: READY in town.output.read_text() or town.process.poll() is not None,
            within_s=ready_within_s,
            what="the town lives",
        )
        assert town.process.poll() is None, town.logs()
    except AssertionError as error:
        town.process.kill()
        raise AssertionError(town.logs()) from error
    return town


def launch(state: Path, *options: str, base: int | None = None) -> RunningTown:
    """Start a town without waiting for it."""
    base = free_base() if base is None else base
    output = state.parent / f"{state.name}.out"
    command = [COMMAND, "town", "--state", state, "--port-base", str(base), *options]
    with output.open("wb") as out:
        process = subprocess.Popen(
            command, stdout=out, stderr=subprocess.STDOUT, env={**os.environ, "PYTHONUNBUFFERED": "1"}, start_new_session=True
        )
    return RunningTown(process, state, base, output)
