"""`hallenwart admin person` and `hallenwart admin oidc`: accounts and the city's sign-in from the command line."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from hallenwart_backend.access.grants.vault import Vault
from hallenwart_backend.accounts import passwords, store
from hallenwart_backend.accounts.directory import Held
from hallenwart_backend.accounts.oidc.config import FILE, load
from hallenwart_backend.accounts.oidc.ports import ProviderError
from hallenwart_backend.accounts.oidc.service import CALLBACK
from hallenwart_backend.accounts.rules import Person, Role
from hallenwart_backend.accounts.store import Listed
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.adapters.records_engine import records_url
from hallenwart_backend.adapters.records_migrate import prepare
from hallenwart_backend.adapters.webhook_http import HttpCall
from hallenwart_backend.alerts.links.signer import Links, load_key
from hallenwart_backend.config import load_records_key
from hallenwart_backend.errors import ConfigError, RefusedError
from hallenwart_backend.evidence.service import EvidenceLog
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.secret_files import database_told
from hallenwart_backend.start import Options
from hallenwart_contract.clock import SystemClock

if TYPE_CHECKING:
    from hallenwart_backend.accounts.join import AccountRoom

With = Callable[[argparse.ArgumentParser], argparse.ArgumentParser]
Act = Callable[["AccountRoom", Records], Awaitable[None]]
_ACTOR: Final = Person("", "command line", "", {Role.ADMIN: frozenset({""})})


def install(commands: Any, with_records: With) -> None:
    """Add the commands below `admin`."""
    person = commands.add_parser("person", help="accounts: add, list, roles, close, open")
    what = person.add_subparsers(required=True, metavar="WHAT")
    add = with_records(what.add_parser("add", help="open an account; its password is shown this once"))
    add.add_argument("email")
    add.add_argument("name")
    _with_roles(add).set_defaults(run=_add)
    with_records(what.add_parser("list", help="who has an account, and may what")).set_defaults(run=_list)
    roles = with_records(what.add_parser("roles", help="say which roles somebody has; those not named end"))
    roles.add_argument("email")
    _with_roles(roles).set_defaults(run=_roles)
    for word, active in (("close", False), ("open", True)):
        one = with_records(what.add_parser(word, help=f"{word} an account"))
        one.add_argument("email")
        one.set_defaults(run=_set_open, active=active)
    lost = with_records(what.add_parser("forget-passkeys", help="remove every passkey of somebody who lost them"))
    lost.add_argument("email", metavar="EMAIL")
    lost.set_defaults(run=_forget_passkeys)
    oidc = commands.add_parser("oidc", help=f"sign-in with the city's account, set in {FILE}")
    check = with_records(oidc.add_subparsers(required=True, metavar="WHAT").add_parser("check", help="ask the provider"))
    check.add_argument("--public-url", default="https://hallen.stadt.example", help="as `hallenwart serve` is given it")
    check.set_defaults(run=_check_oidc)


def _with_roles(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument(
        "--role", action="append", default=[], metavar="ROLE[:SCOPE]", help="office, caretaker:nordpark, trainer:bc-04"
    )
    return parser


def _held(texts: list[str]) -> list[Held]:
    """Raises ConfigError."""
    found = []
    for text in texts:
        word, _, scope = text.partition(":")
        try:
            found.append(Held(Role(word), scope))
        except ValueError as error:
            raise ConfigError(f"there is no role {word!r}; roles are: {', '.join(Role)}") from error
    return found


@contextmanager
def _records(arguments: argparse.Namespace) -> Iterator[Records]:
    records = Records(records_url(arguments.state, database_told(arguments)))
    try:
        prepare(records.engine)
        yield records
    finally:
        records.close()


def _run(arguments: argparse.Namespace, act: Act) -> int:
    """Do one thing with the rooms of accounts. Raises ConfigError with what was refused."""
    from hallenwart_backend.accounts.join import join_accounts

    async def work() -> None:
        state, clock = arguments.state, SystemClock()
        vault = Vault(load_records_key(state), {})  # for pseudonyms alone
        with _records(arguments) as records:
            places = PlaceBook(records)
            await places.refresh()
            evidence, links = EvidenceLog(records, clock, vault.pseudonym), Links(load_key(state), "")
            told = (lambda: None), (lambda _hall, _club: None)
            room = join_accounts(Options(state, clock), records, places, evidence, links, vault.pseudonym, *told)
            try:
                await act(room, records)
            except RefusedError as error:
                raise ConfigError(error.en) from error
            finally:
                room.close()

    asyncio.run(work())
    return 0


def _add(arguments: argparse.Namespace) -> int:
    async def act(room: AccountRoom, records: Records) -> None:
        made = await room.directory.create(_ACTOR, arguments.email, arguments.name, _held(arguments.role))
        password = passwords.make_password()
        hashed = passwords.hash_password(password)
        await records.write(lambda connection: store.set_person(connection, made.person.id, password_hash=hashed))
        print(f"{made.person.email}  {password}  {made.person.name}")

    return _run(arguments, act)


def _list(arguments: argparse.Namespace) -> int:
    async def act(room: AccountRoom, _records: Records) -> None:
        for one in await room.directory.people():
            held = (f"{role}:{scope}" if scope else str(role) for role, scopes in one.person.roles.items() for scope in scopes)
            state = "" if one.active else "  pending" if one.pending else "  closed"
            print(f"{one.person.email}  {one.person.name}  {', '.join(sorted(held)) or 'no role'}{state}")

    return _run(arguments, act)


def _roles(arguments: argparse.Namespace) -> int:
    async def act(room: AccountRoom, records: Records) -> None:
        who = await _named(records, arguments.email)
        await room.directory.change(_ACTOR, who.person.id, name=None, phone=None, held=_held(arguments.role))

    return _run(arguments, act)


def _set_open(arguments: argparse.Namespace) -> int:
    async def act(room: AccountRoom, records: Records) -> None:
        who = await _named(records, arguments.email)
        await room.directory.set_open(_ACTOR, who.person.id, active=arguments.active)

    return _run(arguments, act)


def _forget_passkeys(arguments: argparse.Namespace) -> int:
    async def act(room: AccountRoom, records: Records) -> None:
        who = await _named(records, arguments.email)
        print(f"{await room.passkeys.forget_all(who.person.id)} removed")

    return _run(arguments, act)


async def _named(records: Records, email: str) -> Listed:
    found = await records.read(lambda connection: store.by_email(connection, email))
    if found is None:
        raise ConfigError(f"nobody has the address {email}; see: hallenwart admin person list")
    return found


def _check_oidc(arguments: argparse.Namespace) -> int:
    from hallenwart_backend.adapters.oidc_http import OidcProvider

    settings = load(arguments.state)
    if settings is None:
        raise ConfigError(f"{arguments.state / FILE} is missing; its settings are described in docs/people.md")
    http = HttpCall("oidc")
    try:
        metadata = asyncio.run(OidcProvider(settings, SystemClock(), http).metadata())
    except ProviderError as error:
        raise ConfigError(str(error)) from error
    finally:
        http.close()
    print(f"{settings.name}: {metadata['issuer']} answers")
    print(f"enter there as redirect address: {arguments.public_url.rstrip('/')}{CALLBACK}")
    return 0
