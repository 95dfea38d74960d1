"""`hallenwart-broker`: provision a fleet, render the production configuration, run the local broker, keep the authority."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from hallenwart_broker import acl, conf
from hallenwart_broker.files import write_public
from hallenwart_broker.pki import keep
from hallenwart_broker.pki.certificates import CertificateError
from hallenwart_broker.pki.door import DoorError
from hallenwart_broker.pki.journal import JournalError
from hallenwart_broker.pki.kick import BrokerAddress
from hallenwart_broker.provision import ProvisionError, fleet_of, provision, read_fleet
from hallenwart_broker.run import Engine, RunError, run


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0, or 2 when it could not be done; the reason is on stderr."""
    options = _parser().parse_args(arguments)
    try:
        options.command(options)
    except (ProvisionError, RunError, CertificateError, JournalError, DoorError) as error:
        print(f"hallenwart-broker: {error}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hallenwart-broker", description="Nachrichtenvermittler der Hallen / message broker")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    one = commands.add_parser("provision", help="Zugänge und Broker-Dateien anlegen / make credentials and broker files")
    one.add_argument("--fleet", type=Path, metavar="FLEET.toml", help="sonst die bisherigen Geräte / else the devices so far")
    one.add_argument("--state", type=Path, required=True, metavar="DIR")
    one.add_argument("--host", default=conf.LOCAL_HOST)
    one.add_argument("--port", type=_port, default=1883)
    one.add_argument("--tls-port", type=_port, help="auch mit Zertifikaten; der Server nimmt diesen / with certificates, too")
    one.set_defaults(command=_provision)
    two = commands.add_parser("render", help="mosquitto.conf und acl für den Betrieb / for production")
    two.add_argument("--out", type=Path, required=True, metavar="DIR")
    two.add_argument("--pki", default="/etc/mosquitto/pki", help="ca.crt, ca.crl, server.crt, server.key")
    two.add_argument("--acl", default="/etc/mosquitto/acl")
    two.add_argument("--port", type=_port, default=8883)
    two.set_defaults(command=_render)
    three = commands.add_parser("run", help="lokalen Broker ausführen / run the local broker")
    three.add_argument("--state", type=Path, required=True, metavar="DIR")
    three.add_argument("--port", type=_port)
    three.add_argument("--engine", type=Engine, choices=list(Engine), default=Engine.AUTO)
    three.set_defaults(command=_run)
    _add_keep(commands.add_parser("keep", help="die Zertifikatsstelle hüten / keep the certificate authority"))
    return parser


def _add_keep(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--state", type=Path, required=True, metavar="DIR")
    parser.add_argument("--socket", type=Path, required=True, metavar="PATH")
    parser.add_argument("--broker", type=_address, metavar="HOST:PORT", help="mit TLS; sonst der lokale / else the local one")
    parser.add_argument(
        "--pki", type=Path, metavar="DIR", help="wo der Broker liest / where the broker reads; STATE/broker/pki"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--reload", metavar="COMMAND", help="z. B. / e.g. 'systemctl reload mosquitto'")
    how.add_argument("--pid-file", type=Path, metavar="FILE")
    parser.set_defaults(command=_keep)


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65535:
        raise ValueError
    return port


def _address(text: str) -> BrokerAddress:
    host, _, port = text.rpartition(":")
    if not host:
        raise ValueError
    return BrokerAddress(host.strip("[]"), _port(port))


def _provision(options: argparse.Namespace) -> None:
    fleet = read_fleet(options.fleet) if options.fleet else fleet_of(options.state)
    barred = provision(fleet, options.state, host=options.host, port=options.port, tls_port=options.tls_port)
    print(f"{len(fleet)} Geräte in {options.state} / devices provisioned")
    for device in barred:
        print(f"{device}: widerrufen, bekommt nichts / revoked, gets nothing ({options.state / 'devices' / device / 'pki'})")


def _render(options: argparse.Namespace) -> None:
    folder = options.out
    folder.mkdir(parents=True, exist_ok=True)
    write_public(folder / "mosquitto.conf", conf.render_production(acl_file=options.acl, pki=options.pki, port=options.port))
    write_public(folder / "acl", acl.render())
    print(f"{folder / 'mosquitto.conf'}\n{folder / 'acl'}")


def _run(options: argparse.Namespace) -> None:
    run(options.state, port=options.port, engine=options.engine)


def _keep(options: argparse.Namespace) -> None:
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    keep.run(
        options.state,
        options.socket,
        pki=options.pki,
        broker=options.broker,
        reload_command=options.reload,
        pid_file=options.pid_file,
    )
