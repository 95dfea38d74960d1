"""Runs the local broker in the foreground: Mosquitto when this machine has it, else the embedded one. Loopback only."""

from __future__ import annotations

import asyncio
import ctypes
import os
import shutil
import signal
import socket
import sys
from asyncio.subprocess import Process
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Final

from hallenwart_broker import conf
from hallenwart_broker.files import write_private
from hallenwart_broker.passwords import PasswordFileError

PID_FILE: Final = "broker.pid"
_STOP_WITHIN_S: Final = 2.0
_LISTEN_POLL_S: Final = 0.02
_PR_SET_PDEATHSIG: Final = 1


class Engine(StrEnum):
    AUTO = "auto"
    MOSQUITTO = "mosquitto"
    AMQTT = "amqtt"


class RunError(Exception):
    """Raised when the broker cannot run; the text is for the person at the terminal."""


def find_mosquitto() -> str | None:
    """Return the path of the binary; Debian puts it where ordinary users do not look."""
    return shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/local/sbin:/usr/sbin:/sbin")


def run(state: Path, *, port: int | None, engine: Engine) -> None:
    """Run until SIGTERM or SIGINT. Raises RunError when the broker cannot start, or ends by itself."""
    broker_dir = state / "broker"
    for name in ("mosquitto.conf", "passwords", "acl"):
        if not (broker_dir / name).exists():
            raise RunError(
                f"{broker_dir / name} fehlt; erst `hallenwart-broker provision` aufrufen. / is missing; provision first."
            )
    provisioned = (broker_dir / "mosquitto.conf").read_text(encoding="utf-8")
    port, tls_port = port or conf.port_of(provisioned), conf.tls_port_of(provisioned)
    _refuse_busy(port)
    binary = find_mosquitto() if engine is not Engine.AMQTT else None
    if binary is not None:
        if tls_port is not None:
            _refuse_busy(tls_port)
        asyncio.run(_run_mosquitto(binary, broker_dir, port, tls_port))
    elif engine is Engine.MOSQUITTO:
        raise RunError("Mosquitto ist nicht installiert (apt install mosquitto). / Mosquitto is not installed.")
    else:
        asyncio.run(_run_embedded(broker_dir, port))


def _refuse_busy(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((conf.LOCAL_HOST, port))
        except OSError as error:
            raise RunError(
                f"Port {port} auf {conf.LOCAL_HOST} ist nicht frei ({error.strerror}); mit --port einen anderen wählen. / "
                f"Port {port} is not free; choose another with --port."
            ) from error


def _announce(engine: Engine, port: int) -> None:
    sys.stdout.write(f"broker: {engine} on {conf.LOCAL_HOST}:{port} (nur lokal, nicht für den Betrieb / not for production)\n")
    sys.stdout.flush()


def _stop_event() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def _run_mosquitto(binary: str, broker_dir: Path, port: int, tls_port: int | None) -> None:
    stop = _stop_event()
    config, pid_file = broker_dir / "run.conf", broker_dir / PID_FILE
    write_private(config, conf.render_local(broker_dir, port=port, tls_port=tls_port))
    process = await asyncio.create_subprocess_exec(binary, "-c", str(config), preexec_fn=_death_wish())
    write_private(pid_file, f"{process.pid}\n")
    async with asyncio.TaskGroup() as tasks:
        ended = tasks.create_task(process.wait(), name="mosquitto ends")
        stopped = tasks.create_task(stop.wait(), name="told to stop")
        listening = tasks.create_task(_wait_until_listening(port), name="mosquitto listens")
        await asyncio.wait({ended, stopped, listening}, return_when=asyncio.FIRST_COMPLETED)
        if listening.done() and not ended.done():
            _announce(Engine.MOSQUITTO, port)
            await asyncio.wait({ended, stopped}, return_when=asyncio.FIRST_COMPLETED)
        listening.cancel()
        stopped.cancel()
        await _end(process)
    pid_file.unlink(missing_ok=True)
    if not stop.is_set():
        raise RunError(f"Mosquitto hat sich beendet (Code {process.returncode}). / Mosquitto ended by itself.")


def _death_wish() -> Callable[[], None]:
    """Return what makes the child end with this process, even when this process is killed (on Linux)."""
    prctl, parent = getattr(ctypes.CDLL(None), "prctl", None), os.getpid()

    def wish() -> None:
        if prctl is not None:
            prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(0)

    return wish


async def _wait_until_listening(port: int) -> None:
    while True:
        try:
            _, writer = await asyncio.open_connection(conf.LOCAL_HOST, port)
        except OSError:
            await asyncio.sleep(_LISTEN_POLL_S)
        else:
            writer.close()
            return


async def _end(process: Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(_STOP_WITHIN_S):
            await process.wait()
    except TimeoutError:
        process.kill()


async def _run_embedded(broker_dir: Path, port: int) -> None:
    from hallenwart_broker.embedded import serve

    stop = _stop_event()
    try:
        await serve(broker_dir, port=port, stop=stop, listening=lambda: _announce(Engine.AMQTT, port))
    except PasswordFileError as error:
        raise RunError(f"{broker_dir / 'passwords'}: {error}") from error
