"""The command `hallenwart-edge`: enrol the device, run the agent, check devices, find wiring, say how far guessing gets."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from hallenwart_contract.clock import SystemClock, clock_from
from hallenwart_contract.logs import LogFormat, set_up
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.config_file import Credentials, Loaded, load_config, load_to_run
from hallenwart_edge.enrol.command import add_enrol
from hallenwart_edge.errors import ConfigError, EdgeError
from hallenwart_edge.fleet.ending import AGAIN
from hallenwart_edge.install.command import add_install

END_WITHIN_S: Final = 2.8


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; exits 1 when something is wrong and says what to do."""
    options = _parser().parse_args(arguments)
    level = logging.DEBUG if options.verbose else logging.INFO
    set_up(getattr(options, "log", LogFormat.TEXT), level, timed=True)
    try:
        if options.command == "install":
            from hallenwart_edge.install.command import run_install

            sys.exit(run_install(options))
        if options.command == "schema":
            from hallenwart_edge.schema import schema_text

            print(schema_text(), end="")
            return
        if options.command == "enrol":
            from hallenwart_edge.enrol.command import run_enrol

            sys.exit(run_enrol(options, _say))
        if options.command == "run":
            sys.exit(_run_agent(options.config, options.clock))
        config = load_config(options.config)
        if options.command == "check" and options.quick:
            from hallenwart_edge.commissioning.command import quick

            sys.exit(asyncio.run(quick(config, _say)))
        if options.command == "check":
            sys.exit(asyncio.run(_check(config, options)))
        if options.command == "commission":
            sys.exit(asyncio.run(_commission(config, options.locker, pulse=options.pulse)))
        sys.exit(0 if _odds(config, options.clock) else 1)
    except EdgeError as error:
        print(f"Fehler / error: {error}", file=sys.stderr)
        sys.exit(1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hallenwart-edge", description="Der Hallenwart auf dem Pi / the agent on the Pi")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="den Agenten laufen lassen / run the agent")
    check = commands.add_parser("check", help="jedes Gerät einmal prüfen / open and read every device once")
    check.add_argument("--quick", action="store_true", help="ohne Person, samt Umgebung / without a person, with surroundings")
    check.add_argument("--person", default="", help="wer abnimmt; führt durch die Abnahme / who commissions; leads through it")
    check.add_argument("--again", action="store_true", help="von vorn / from the beginning")
    check.add_argument("--pulse", action="store_true", help="mit Rückfrage entriegeln / unlock, after a yes for each")
    commission = commands.add_parser("commission", help="Polarität eines Schranks finden / find the polarities of a locker")
    commission.add_argument("--locker", required=True, help="`id` aus der Konfiguration / its id in the configuration")
    commission.add_argument("--pulse", action="store_true", help="mit Rückfrage entriegeln / unlock, after a yes for each")
    add_install(commands)
    commands.add_parser("schema", help="JSON Schema der Verdrahtung / JSON Schema of the wiring").set_defaults(verbose=False)
    add_enrol(commands)
    odds = commands.add_parser("odds", help="wie weit käme, wer Codes rät / how far guessing codes would get")
    for command in (run, check, commission, odds):
        command.add_argument("--config", type=Path, required=True, help="agent.toml")
        command.add_argument("--verbose", action="store_true", help="mehr Meldungen / more messages")
        command.add_argument("--clock", default="", help="system | set:FILE | town:START_MS:ANCHOR_MONO_MS:SPEED")
        command.add_argument("--log", type=LogFormat, choices=list(LogFormat), default=LogFormat.TEXT, help="text | json")
    return parser


async def _check(config: AgentConfig, options: argparse.Namespace) -> int:
    """Lead somebody through the commissioning; without anybody there, read every device once."""
    from hallenwart_edge.commissioning.command import assist, wants_person

    if wants_person(quick_asked=options.quick, person=options.person):
        return await assist(config, options.config, options.person, _say, _ask, again=options.again, pulse=options.pulse)
    from hallenwart_edge.check import check

    return await check(config, print)


async def _commission(config: AgentConfig, locker_id: str, *, pulse: bool) -> int:
    from hallenwart_edge.commission import commission
    from hallenwart_edge.hardware import Hardware

    lockers = {locker.id: locker for locker in config.lockers}
    if locker_id not in lockers:
        raise ConfigError(f"--locker {locker_id!r} is not in the configuration; write one of {sorted(lockers)}")
    hardware = Hardware(config, SystemClock())
    try:
        locker = lockers[locker_id]
        return await commission(locker, hardware.locker(locker), say=_say, ask=_ask, pulse=pulse)
    finally:
        hardware.close()


def _say(text: str) -> None:
    print(text, flush=True)


async def _ask(text: str) -> str:
    """Ask on the terminal. Somebody who is gone says no to everything."""
    print(text, end="", flush=True)
    return await asyncio.to_thread(sys.stdin.readline)


def _odds(config: AgentConfig, clock_text: str) -> bool:
    from hallenwart_edge.access.odds_report import report
    from hallenwart_edge.uplink.documents import SignedDocuments

    clock, state_dir = clock_from(clock_text or config.agent.clock), Path(config.agent.state_dir)
    keys = Credentials.load(Path(config.agent.credentials)).public_keys()
    documents = SignedDocuments(state_dir / "documents", device=config.agent.device, keys=keys, clock=clock)
    documents.load()
    slots = sum(len(locker.compartments) for locker in config.lockers)
    return report(documents.grants, state_dir / "access.json", slots, clock.now_ms(), print)


def _run_agent(path: Path, clock: str) -> int:
    """Run, and return the exit code. A wiring on trial by which the agent cannot run goes back."""
    loaded = load_to_run(path)
    try:
        return asyncio.run(_run(loaded, clock))
    except Exception as error:
        if loaded.running.trial is None:
            raise
        logging.getLogger(__name__).exception("the wiring on trial does not do")
        loaded.store.back(loaded.running.trial, f"{type(error).__name__}: {error}")
        return AGAIN


async def _run(loaded: Loaded, clock: str) -> int:
    from hallenwart_edge.main import run

    config = loaded.config
    running = asyncio.create_task(
        run(config, clock=clock, on_ready=_say_ready(config), on_end=_last_word, loaded=loaded), name="agent"
    )
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, _end, running)
    with contextlib.suppress(asyncio.CancelledError):
        return await running
    return 0


def _say_ready(config: AgentConfig) -> Callable[[], None]:
    return lambda: print(f"edge: {config.agent.device} is running", flush=True)


def _end(running: asyncio.Task[int]) -> None:
    """End in order; a thread that hangs on a device must not hold the process any longer than this."""
    running.cancel()
    _last_word(0)


def _last_word(code: int) -> None:
    last_word = threading.Timer(END_WITHIN_S, os._exit, args=(code,))
    last_word.daemon = True
    last_word.start()
