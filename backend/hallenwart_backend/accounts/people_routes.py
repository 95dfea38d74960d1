"""`/api/people`: everybody, for the office; roles, closed accounts."""

from __future__ import annotations

from typing import Annotated

from fastapi.responses import JSONResponse
from pydantic import Field

from hallenwart_backend.accounts.directory import Held
from hallenwart_backend.accounts.fields import Email, Name, Phone
from hallenwart_backend.accounts.me_routes import exported
from hallenwart_backend.accounts.rules import Person, Role
from hallenwart_backend.accounts.store import Listed
from hallenwart_backend.web.fields import Body, Id, Shape
from hallenwart_backend.web.parts import InBrowser, PartsOf, forbidden
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/people", tags=["accounts"])
_OFFICE = frozenset({Role.ADMIN, Role.OFFICE})


async def office(person: InBrowser) -> Person:
    """Return who asks, when it is the office or an administrator. Raises RefusedError 403."""
    if not person.has(_OFFICE):
        raise forbidden()
    return person


class HeldBody(Body):
    """`scope`: a club, a site, or empty for all."""

    role: Role
    scope: Id | None = None


class HeldOut(Shape):
    role: str
    scope: str


class AccountOut(Shape):
    """`state`: open, pending (was written to and has not answered), closed."""

    id: str
    name: str
    email: str
    phone: str
    state: str
    has_password: bool
    created_ms: int
    roles: list[HeldOut]


class AccountsOut(Shape):
    people: list[AccountOut]


class NewPersonBody(Body):
    email: Email
    name: Name
    phone: Phone = ""
    roles: Annotated[tuple[HeldBody, ...], Field(max_length=40)] = ()


class PersonBody(Body):
    """What is missing stays as it is. `roles` are all roles there shall be."""

    name: Name | None = None
    phone: Phone | None = None
    roles: Annotated[tuple[HeldBody, ...], Field(max_length=40)] | None = None
    open: bool | None = None


def person_out(one: Listed) -> AccountOut:
    person = one.person
    return AccountOut(
        id=person.id,
        name=person.name,
        email=person.email,
        phone=one.phone,
        state="open" if one.active else "pending" if one.pending else "closed",
        has_password=one.has_password,
        created_ms=one.created_ms,
        roles=[
            HeldOut(role=str(role), scope=scope) for role, scopes in sorted(person.roles.items()) for scope in sorted(scopes)
        ],
    )


def _held(bodies: tuple[HeldBody, ...]) -> list[Held]:
    return [Held(body.role, body.scope or "") for body in bodies]


@router.get("")
async def everybody(person: InBrowser, parts: PartsOf) -> AccountsOut:
    await office(person)
    return AccountsOut(people=[person_out(one) for one in await parts.account_room.directory.people()])


@router.post("", status_code=201)
async def create(body: NewPersonBody, person: InBrowser, parts: PartsOf) -> AccountOut:
    """Open an account; a link to choose a password goes to the address."""
    actor = await office(person)
    made = await parts.account_room.directory.create(actor, body.email, body.name, _held(body.roles), body.phone)
    return person_out(made)


@router.patch("/{identity}")
async def change(identity: Id, body: PersonBody, person: InBrowser, parts: PartsOf) -> AccountOut:
    actor, directory = await office(person), parts.account_room.directory
    held = None if body.roles is None else _held(body.roles)
    done = await directory.change(actor, identity, name=body.name, phone=body.phone, held=held)
    if body.open is not None:
        done = await directory.set_open(actor, identity, active=body.open)
    return person_out(done)


@router.get("/{identity}/export", response_class=JSONResponse)
async def export(identity: Id, person: InBrowser, parts: PartsOf) -> JSONResponse:
    """Return everything that is known of a person, for whoever asks the office what that is."""
    await office(person)
    return exported(await parts.account_room.privacy.export(identity))


@router.delete("/{identity}", status_code=204)
async def erase(identity: Id, person: InBrowser, parts: PartsOf) -> None:
    """Erase a person for good: names and addresses go, logs keep pseudonyms."""
    await parts.account_room.privacy.erase(await office(person), identity)
