"""`/api/credentials`: cards, personal PINs and staff codes. Digits and keys are in the answer that made them, nowhere else."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Path
from pydantic import StringConstraints

from hallenwart_backend.access.credentials.refusals import refused
from hallenwart_backend.access.credentials.service import Given
from hallenwart_backend.access.credentials.store import STAFF, Card
from hallenwart_backend.access.routes import CommandId
from hallenwart_backend.web.fields import Body, Id, Line, Shape
from hallenwart_backend.web.parts import Parts, PartsOf, SignedIn
from hallenwart_backend.web.routing import Router
from hallenwart_contract.codes import CODE_DIGITS
from hallenwart_contract.documents import CredentialKind

router = Router(prefix="/api/credentials", tags=["credentials"])
Hex = Annotated[str, StringConstraints(max_length=64)]


class CredentialBody(Body):
    """`kind` staff needs `site`. A card without `uid` waits until it is learnt at a locker; `key` belongs to a sun card."""

    person: Id
    kind: Literal["card", "sun", "pin", "staff"]
    site: Id | None = None
    label: Line | None = None
    uid: Hex = ""
    key: Hex = ""


class UidBody(Body):
    uid: Hex


class LearnBody(Body):
    device: Id


class CredentialOut(Shape):
    """`kind`: card, sun, pin, staff. `state`: waiting (for its card), active."""

    id: str
    kind: str
    label: str
    site: str | None
    state: str
    since_ms: int


class GivenOut(Shape):
    """`code` (8 digits, empty for staff) and `long` (12), or the `key` a card is to be written with: told once."""

    credential: CredentialOut
    code: str
    long: str
    key: str


class HolderOut(Shape):
    id: str
    name: str
    roles: list[str]
    you: bool
    credentials: list[CredentialOut]


class HoldersOut(Shape):
    people: list[HolderOut]


def _out(card: Card) -> CredentialOut:
    return CredentialOut(
        id=card.id, kind=card.kind, label=card.label, site=card.site, state=card.state, since_ms=card.changed_ms
    )


def _given(given: Given) -> GivenOut:
    code = "" if given.card.kind == STAFF else given.digits[:CODE_DIGITS]
    return GivenOut(credential=_out(given.card), code=code, long=given.digits, key=given.key)


@router.get("")
async def holders(person: SignedIn, parts: PartsOf) -> HoldersOut:
    """Return the people whose credentials the asker may manage: at least themselves."""
    return HoldersOut(
        people=[
            HolderOut(
                id=one.person.id,
                name=one.person.name,
                roles=sorted(one.person.roles),
                you=one.person.id == person.id,
                credentials=[_out(card) for card in one.cards],
            )
            for one in await parts.rights.credentials.holders(person)
        ]
    )


@router.post("", status_code=201)
async def give(body: CredentialBody, person: SignedIn, parts: PartsOf) -> GivenOut:
    """Give a credential. A new PIN or staff code ends the one before it."""
    if body.kind == "staff":
        return _given(await parts.rights.credentials.give_staff_code(person, body.person, body.site or ""))
    if body.kind == "pin":
        return _given(await parts.rights.credentials.give_pin(person, body.person))
    kind = CredentialKind(body.kind)
    given = await parts.rights.credentials.give_card(
        person, body.person, kind=kind, label=body.label or "", uid=body.uid, key=body.key
    )
    return _given(given)


@router.post("/{credential}/learn", status_code=202)
async def learn(credential: Annotated[Id, Path()], body: LearnBody, person: SignedIn, parts: PartsOf) -> CommandId:
    """Let a locker learn the next card that is held to it. Raises RefusedError 409 when the locker is not connected."""
    card = await parts.rights.credentials.waiting(person, credential)
    if body.device not in parts.places.current.lockers():
        raise refused("no_such_locker")
    return CommandId(id=await parts.commands.send(body.device, "learn", {"cred": card.id}, by=_by(person.id, parts)))


def _by(person: str, parts: Parts) -> str:
    """Devices know people by pseudonym."""
    return parts.access.pseudonym(person)


@router.put("/{credential}/uid")
async def name_card(credential: Annotated[Id, Path()], body: UidBody, person: SignedIn, parts: PartsOf) -> CredentialOut:
    """Enter a waiting card's number by hand."""
    return _out(await parts.rights.credentials.name_card(person, credential, body.uid))


@router.post("/{credential}/replace", status_code=201)
async def replace(credential: Annotated[Id, Path()], person: SignedIn, parts: PartsOf) -> GivenOut:
    """Block it and give its holder a new one."""
    return _given(await parts.rights.credentials.replace(person, credential))


@router.delete("/{credential}", status_code=204)
async def block(credential: Annotated[Id, Path()], person: SignedIn, parts: PartsOf) -> None:
    await parts.rights.credentials.block(person, credential)
