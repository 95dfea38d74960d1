"""`hallenwart-sim`: run the demo town, or play an incident in the town that runs."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from hallenwart_sim.director.names import ACTIONS

STATE: Final = Path(".hallenwart/demo")
MAX_SPEED: Final = 60.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0, 1 when an expectation was missed, 2 when it could not be done."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except KeyboardInterrupt:
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hallenwart-sim", description="Vorführstadt / demo town")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    town = commands.add_parser("town", help="die ganze Stadt starten / start the whole town")
    _state(town)
    town.add_argument("--engine", choices=["auto", "mosquitto", "amqtt"], default="auto")
    town.add_argument(
        "--speed", type=_speed, default=1.0, help="wie schnell die Uhr der Stadt läuft, 1 bis 60 / of the town's clock"
    )
    town.add_argument(
        "--at",
        type=moment,
        default="17:40",
        metavar="[YYYY-MM-DDT]HH:MM",
        help="Uhrzeit beim ersten Start / time of day at the first start",
    )
    town.add_argument("--fresh", action="store_true", help="von vorn beginnen / begin anew")
    town.add_argument("--port-base", type=int, metavar="N", help="19 Ports ab N / 19 ports from N")
    town.add_argument("--fire-speed", type=float, default=1.0, help="wie schnell Brände ablaufen / of recorded fires")
    town.add_argument("--seed", type=int, default=1, help="Zufall der Leute / dice of the people")
    town.add_argument("--no-people", action="store_true", help="niemand kommt von selbst / nobody comes by themselves")
    town.set_defaults(command=_town)
    play = commands.add_parser("play", help="etwas geschehen lassen / let something happen")
    play.add_argument("what", choices=[action.replace("_", "-") for action in ACTIONS], metavar="WHAT", help=", ".join(ACTIONS))
    _state(play)
    play.add_argument("--wait", type=float, default=300.0, metavar="S", help="höchstens so lange warten / wait at most")
    play.set_defaults(command=_play)
    return parser


def _state(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--state", type=Path, default=STATE, metavar="DIR")


def _speed(text: str) -> float:
    speed = float(text)
    if not 1 <= speed <= MAX_SPEED:
        raise argparse.ArgumentTypeError("1 … 60")
    return speed


def moment(text: str) -> str:
    """Return the text when it says a time of day, with or without its day."""
    from hallenwart_sim.town.timetable import moment_ms

    try:
        moment_ms(text, date(2026, 1, 1))
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"{text}: keine Uhrzeit wie 17:40 / no time such as 17:40 or 2026-03-28T17:40"
        ) from error
    return text


def _town(options: argparse.Namespace) -> int:
    from hallenwart_sim.town.ports import Ports
    from hallenwart_sim.town.run import run
    from hallenwart_sim.town.town import Options

    ports = Ports.from_base(options.port_base) if options.port_base else Ports()
    chosen = Options(
        state=options.state,
        engine=options.engine,
        speed=options.speed,
        at=options.at,
        fresh=options.fresh,
        people=not options.no_people,
        fire_speed=options.fire_speed,
        seed=options.seed,
        ports=ports,
    )
    return run(chosen)


def _play(options: argparse.Namespace) -> int:
    from hallenwart_sim.director.play import PlayError, play

    try:
        return asyncio.run(play(options.what.replace("-", "_"), options.state, wait_s=options.wait))
    except PlayError as error:
        print(f"hallenwart-sim: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
