"""The command `hallenwart`."""

from __future__ import annotations

import argparse
import json
import logging
import os
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hallenwart_backend.access.partners import cli as partner_commands
from hallenwart_backend.accounts import cli as account_commands
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.adapters.records_engine import name_of, records_url, writing
from hallenwart_backend.adapters.records_migrate import prepare, upgrade
from hallenwart_backend.backup import cli as backup_commands
from hallenwart_backend.city import cli as city_commands
from hallenwart_backend.errors import BackendError, ConfigError
from hallenwart_backend.fleet.rollouts import cli as release_commands
from hallenwart_backend.secret_files import database_told, series_told
from hallenwart_backend.telemetry import cli as telemetry_commands
from hallenwart_backend.urls import parts_of
from hallenwart_contract.clock import SystemClock, clock_from
from hallenwart_contract.codes import grouped
from hallenwart_contract.logs import LogFormat, set_up

if TYPE_CHECKING:
    from hallenwart_backend.seed import NewAccount


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; what cannot work is told in one sentence."""
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
    except BackendError as error:
        print(f"hallenwart: {error}", file=sys.stderr)
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hallenwart", description="The Hallenwart server.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    serve = _with_series(commands.add_parser("serve", help="serve pages, API and devices until SIGTERM"))
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--host", default="127.0.0.1", help="127.0.0.1 unless a proxy on another machine needs more")
    serve.add_argument(
        "--trusted-proxy",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="a proxy whose X-Forwarded-For and -Proto count, as 127.0.0.1 or 10.0.0.0/24; may be repeated",
    )
    serve.add_argument(
        "--syslog", default="", metavar="ADDRESS", help="tell the audit log there: udp://HOST:514, tcp://HOST:514 or /dev/log"
    )
    serve.add_argument("--clock", default="system")
    serve.add_argument("--contact", default="mailto:hallenwart@localhost", help="how push services reach the operator")
    serve.add_argument(
        "--public-url", help="where people reach this server, for links in messages, as https://hallen.stadt.example"
    )
    serve.add_argument(
        "--webhooks-here", action="store_true", help="let booking systems be told on this very machine, for a demo"
    )
    telemetry_commands.add_mirror(serve)
    serve.add_argument("--mirror-history", action="store_true", help="at its first start fill in everything there is")
    serve.add_argument("--log", type=LogFormat, choices=list(LogFormat), default=LogFormat.TEXT, help="how lines are written")
    _add_devices(serve)
    serve.set_defaults(run=_serve)
    migrate = _with_records(commands.add_parser("migrate", help="bring the records to the newest schema"))
    migrate.set_defaults(run=_migrate)
    backup_commands.install(commands, _with_series)
    what = "seed, import-series, move-series, partner, person, oidc, release, openapi"
    admin = commands.add_parser("admin", help=what).add_subparsers(required=True, metavar="WHAT")
    seed = _with_records(admin.add_parser("seed", help="enter sites, halls, clubs, people and bookings from a file"))
    seed.add_argument("file", type=Path)
    seed.add_argument("--accounts-out", type=Path, help="write the new passwords here, 0600")
    seed.set_defaults(run=_seed)
    telemetry_commands.install(admin, _with_series)
    partner_commands.install(admin, _with_records)
    account_commands.install(admin, _with_records)
    release_commands.install(admin, _with_state)
    city_commands.install(admin, _with_state)
    admin.add_parser("openapi", help="print the description of the HTTP API").set_defaults(run=_openapi)
    return parser


def _add_devices(serve: argparse.ArgumentParser) -> None:
    serve.add_argument("--device-listen", metavar="HOST:PORT", help="serve devices here by TLS, with STATE/device-tls")
    serve.add_argument(
        "--device-url", default="", help="where devices reach this server, as https://geraete.stadt.example:8443"
    )
    serve.add_argument(
        "--device-broker", metavar="HOST:PORT", help="where devices reach the broker, if not as this server does"
    )
    serve.add_argument("--keeper", type=Path, help="socket of the certificate authority's keeper; STATE/keeper.sock")


def _with_state(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--state", type=Path, required=True, help="folder with the provisioned files and the databases")
    return parser


def _with_records(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument(
        "--database",
        default=os.environ.get("HALLENWART_DATABASE", ""),
        help="URL of a PostgreSQL for the records; with a password: in the file database.url of the state folder",
    )
    return _with_state(parser)


def _with_series(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument(
        "--series-url",
        default=os.environ.get("HALLENWART_SERIES", ""),
        help="URL of a PostgreSQL for the readings of sensors, or sqlite for the file series.db; else they are where the"
        " records are; with a password: in the file series.url of the state folder",
    )
    return _with_records(parser)


def _records_url(arguments: argparse.Namespace) -> str:
    return records_url(_folder(arguments.state), database_told(arguments))


def _serve(arguments: argparse.Namespace) -> int:
    import uvicorn

    from hallenwart_backend.adapters.syslog_net import outlet_of
    from hallenwart_backend.running import open_backend
    from hallenwart_backend.start import Options, check
    from hallenwart_backend.telemetry.mirror.settings import settings_of
    from hallenwart_backend.web.app import create_app
    from hallenwart_backend.web.device_server import DeviceServer, address_of, device_url
    from hallenwart_backend.web.serving import config_of, proxies
    from hallenwart_dashboards import PagesMissingError, static_root

    _log_to_stderr(arguments.log)
    proxies(arguments.trusted_proxy)
    outlet_of(arguments.syslog)
    try:
        options = Options(
            _folder(arguments.state),
            clock_from(arguments.clock),
            arguments.contact,
            arguments.webhooks_here,
            public_url=_checked_url(arguments.public_url or ""),
            database=database_told(arguments),
            series=series_told(arguments),
            keeper=arguments.keeper,
            device_url=device_url(arguments.device_url, arguments.device_listen),
            device_broker=address_of(arguments.device_broker, "--device-broker") if arguments.device_broker else None,
            syslog=arguments.syslog,
            mirror=settings_of(
                arguments.mirror, arguments.mirror_bucket, arguments.mirror_org, history=arguments.mirror_history
            ),
        )
        static = static_root()
    except (ValueError, PagesMissingError) as error:
        raise ConfigError(str(error)) from error
    check(options)
    with closing(_listen(arguments.host, arguments.port)) as listening:
        here = f"http://{arguments.host}:{listening.getsockname()[1]}"
        options = replace(options, public_url=options.public_url or here)
        devices = DeviceServer(options.state, arguments.device_listen) if arguments.device_listen else None
        app = create_app(
            lambda: open_backend(options) if devices is None else devices.beside(open_backend(options)), static=static
        )
        if devices is not None:
            devices.serve(app)
        server = uvicorn.Server(config_of(app, trusted=arguments.trusted_proxy))
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _end_quietly)  # uvicorn stops by its own, then raises the signal once more for this one
        print(f"hallenwart: http://{arguments.host}:{listening.getsockname()[1]}/", flush=True)
        if devices is not None:
            print(f"hallenwart: https://{devices.address}/device/v1 for devices", flush=True)
        server.run(sockets=[listening])
    return 0 if server.started else 1


def _checked_url(url: str) -> str:
    """Return the address without a slash at its end. Raises ConfigError."""
    parts = parts_of(url)
    if url and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment):
        raise ConfigError(f"--public-url is where people reach this server, as https://hallen.stadt.example, not {url!r}")
    return url.rstrip("/")


def _end_quietly(_number: int, _frame: object) -> None:
    """The server has ended in order by then: the exit code is 0."""


def _log_to_stderr(how: LogFormat) -> None:
    set_up(how, logging.INFO, timed=False)
    logging.getLogger("gmqtt").setLevel(logging.CRITICAL)  # our own session tells what became of a connection, once
    for chatty in ("alembic", "uvicorn"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def _listen(host: str, port: int) -> socket.socket:
    """Return a bound socket. Raises ConfigError when the port is taken."""
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(512)
    except OSError as error:
        listening.close()
        raise ConfigError(
            f"cannot listen on {host}:{port} ({error.strerror}); is another server running? Try --port"
        ) from error
    return listening


def _folder(state: Path) -> Path:
    if not state.is_dir():
        raise ConfigError(f"{state} is no folder; make it with: hallenwart-broker provision --fleet FLEET.toml --state DIR")
    return state


def _migrate(arguments: argparse.Namespace) -> int:
    with closing(Records(_records_url(arguments))) as records:
        upgrade(records.engine)
        print(f"hallenwart: {name_of(records.engine.url)} has the newest schema")
    return 0


def _seed(arguments: argparse.Namespace) -> int:
    from hallenwart_backend.seed import plant, read_seed
    from hallenwart_backend.start import open_fleet

    seed, state = read_seed(arguments.file), _folder(arguments.state)
    with closing(Records(_records_url(arguments))) as records:
        prepare(records.engine)
        _, vault = open_fleet(state, records, SystemClock().now_ms())
        with writing(records.engine) as connection, connection.begin():
            made = plant(connection, seed, now_ms=SystemClock().now_ms(), vault=vault)
    for account in made:
        digits = "".join(f"  {name} {grouped(code)}" for name, code in account.digits.items())
        print(f"{account.email}  {account.password}  {account.name} ({', '.join(account.roles)}){digits}")
    if arguments.accounts_out is not None and made:
        _write_accounts(arguments.accounts_out, made)
    return 0


def _write_accounts(path: Path, accounts: list[NewAccount]) -> None:
    """Add the accounts to a TOML file only its owner can read."""
    path.touch(mode=0o600)
    with path.open("a", encoding="utf-8") as file:
        for account in accounts:
            texts = {"email": account.email, "password": account.password, "name": account.name}
            lines = [f"{key} = {json.dumps(text, ensure_ascii=False)}" for key, text in texts.items()]
            lines.append(f"roles = {json.dumps([str(role) for role in account.roles])}")
            lines += [f"digits.{json.dumps(name)} = {json.dumps(code)}" for name, code in account.digits.items()]
            file.write("\n".join(["[[account]]", *lines, "", ""]))


def _openapi(_arguments: argparse.Namespace) -> int:
    from hallenwart_backend.web.app import openapi

    print(json.dumps(openapi(), indent=2, ensure_ascii=False, sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
