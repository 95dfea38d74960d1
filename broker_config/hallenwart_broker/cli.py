"""`hallenwart-broker`: provision a fleet, render the production configuration, run the local broker."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from hallenwart_broker import acl, conf
from hallenwart_broker.files import private_folder, write_private
from hallenwart_broker.provision import ProvisionError, provision, read_fleet
from hallenwart_broker.run import Engine, RunError, run


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0, or 2 when it could not be done; the reason is on stderr."""
    options = _parser().parse_args(arguments)
    try:
        options.command(options)
    except (ProvisionError, RunError) as error:
        print(f"hallenwart-broker: {error}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hallenwart-broker", description="Nachrichtenvermittler der Hallen / message broker")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    one = commands.add_parser("provision", help="Zugänge und Broker-Dateien anlegen / make credentials and broker files")
    one.add_argument("--fleet", type=Path, required=True, metavar="FLEET.toml")
    one.add_argument("--state", type=Path, required=True, metavar="DIR")
    one.add_argument("--host", default=conf.LOCAL_HOST)
    one.add_argument("--port", type=_port, default=1883)
    one.set_defaults(command=_provision)
    two = commands.add_parser("render", help="mosquitto.conf und acl für den Betrieb / for production")
    two.add_argument("--out", type=Path, required=True, metavar="DIR")
    two.set_defaults(command=_render)
    three = commands.add_parser("run", help="lokalen Broker ausführen / run the local broker")
    three.add_argument("--state", type=Path, required=True, metavar="DIR")
    three.add_argument("--port", type=_port)
    three.add_argument("--engine", type=Engine, choices=list(Engine), default=Engine.AUTO)
    three.set_defaults(command=_run)
    return parser


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65535:
        raise ValueError
    return port


def _provision(options: argparse.Namespace) -> None:
    fleet = read_fleet(options.fleet)
    provision(fleet, options.state, host=options.host, port=options.port)
    print(f"{len(fleet)} Geräte in {options.state} / devices provisioned")


def _render(options: argparse.Namespace) -> None:
    folder = private_folder(options.out)
    write_private(folder / "mosquitto.conf", conf.render_production())
    write_private(folder / "acl", acl.render())
    print(f"{folder / 'mosquitto.conf'}\n{folder / 'acl'}")


def _run(options: argparse.Namespace) -> None:
    run(options.state, port=options.port, engine=options.engine)
