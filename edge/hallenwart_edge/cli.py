"""The command `hallenwart-edge`: run the agent, or check its devices once."""

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

from hallenwart_edge.config import AgentConfig
from hallenwart_edge.errors import EdgeError

END_WITHIN_S: Final = 2.8


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; exits 1 when something is wrong and says what to do."""
    options = _parser().parse_args(arguments)
    level = logging.DEBUG if options.verbose else logging.INFO
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        config = AgentConfig.load(options.config)
        if options.command == "check":
            from hallenwart_edge.check import check

            sys.exit(asyncio.run(check(config, print)))
        asyncio.run(_run(config, options.clock))
    except EdgeError as error:
        print(f"Fehler / error: {error}", file=sys.stderr)
        sys.exit(1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hallenwart-edge", description="Der Hallenwart auf dem Pi / the agent on the Pi")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="den Agenten laufen lassen / run the agent")
    check = commands.add_parser("check", help="jedes Gerät einmal prüfen / open and read every device once")
    for command in (run, check):
        command.add_argument("--config", type=Path, required=True, help="agent.toml")
        command.add_argument("--verbose", action="store_true", help="mehr Meldungen / more messages")
        command.add_argument("--clock", default="", help="system | town:START_MS:ANCHOR_MONO_MS:SPEED")
    return parser


async def _run(config: AgentConfig, clock: str) -> None:
    from hallenwart_edge.main import run

    running = asyncio.create_task(run(config, clock=clock, on_ready=_say_ready(config)), name="agent")
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, _end, running)
    with contextlib.suppress(asyncio.CancelledError):
        await running


def _say_ready(config: AgentConfig) -> Callable[[], None]:
    return lambda: print(f"edge: {config.agent.device} is running", flush=True)


def _end(running: asyncio.Task[None]) -> None:
    """End in order; a thread that hangs on a device must not hold the process any longer than this."""
    running.cancel()
    last_word = threading.Timer(END_WITHIN_S, os._exit, args=(0,))
    last_word.daemon = True
    last_word.start()
