"""`/api/passkeys`: one's own passkeys and what the office asks; `/api/session/passkey`: sign-in by one."""

from __future__ import annotations

import secrets
from typing import Annotated, Any, Final, Literal

from fastapi import Request, Response
from pydantic import Field, StringConstraints

from hallenwart_backend.accounts.cookies import came_by, sender_of, set_session
from hallenwart_backend.accounts.fields import Password
from hallenwart_backend.accounts.passkeys.rules import HELD_TO, WAY, Mode, Policy
from hallenwart_backend.accounts.passkeys.service import Wanted
from hallenwart_backend.accounts.passkeys.store import Passkey
from hallenwart_backend.accounts.passkeys.told import Made, Shown
from hallenwart_backend.accounts.routes import Session, session_out
from hallenwart_backend.accounts.rules import OFFICE_HANDS
from hallenwart_backend.web.fields import Body, Id, Line, Ms, Shape
from hallenwart_backend.web.parts import InBrowser, Parts, PartsOf, forbidden, is_secure, session_token
from hallenwart_backend.web.routing import Router

router = Router(tags=["accounts"])
FLOW: Final = "hallenwart_passkey"
"""Binds a challenge to the browser that asked for it."""
_FLOW_S: Final = 600
_Base64 = Annotated[str, StringConstraints(min_length=1, max_length=12_000, pattern=r"^[A-Za-z0-9_-]+$")]
_CredentialId = Annotated[str, StringConstraints(min_length=1, max_length=1_364, pattern=r"^[A-Za-z0-9_-]+$")]
_Transport = Literal["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"]


class OptionsOut(Shape):
    """`options` as `navigator.credentials` takes them, with bytes in base64url."""

    options: dict[str, Any]


class ProveBody(Body):
    """`password` may be empty when this session began in the last ten minutes."""

    password: Password = ""


class PasskeyBody(Body):
    name: Line
    id: _CredentialId
    client_data: _Base64
    attestation: _Base64
    transports: Annotated[tuple[_Transport, ...], Field(max_length=8)] = ()


class PasskeyName(Body):
    name: Line


class ShownBody(Body):
    id: _CredentialId
    client_data: _Base64
    authenticator_data: _Base64
    signature: _Base64
    user_handle: Annotated[str, StringConstraints(max_length=100, pattern=r"^[A-Za-z0-9_-]*$")] = ""


class PasskeyOut(Shape):
    """`backed_up`: it lives in an account of its maker, too, and survives the loss of the device."""

    id: str
    name: str
    created_ms: int
    used_ms: int | None
    backed_up: bool


class PasskeyPolicyOut(Shape):
    mode: Mode
    from_ms: int


class PasskeyPolicyBody(Body):
    """`required` holds from `from_ms` on; until then it reminds."""

    mode: Mode
    from_ms: Ms = 0


class PasskeysOut(Shape):
    """`host`: under which name passkeys work here, null where none can be made.

    `wanted`: this person is asked to have one and has none; `needed`: nothing else is open to this session before.
    """

    passkeys: list[PasskeyOut]
    host: str | None
    policy: PasskeyPolicyOut
    wanted: bool
    needed: bool


def _out(one: Passkey) -> PasskeyOut:
    return PasskeyOut(**{name: getattr(one, name) for name in PasskeyOut.model_fields})


def _mark(request: Request, response: Response, parts: Parts) -> str:
    mark = request.cookies.get(FLOW) or secrets.token_urlsafe(24)
    secure = is_secure(request, parts.account_room.public_url)
    response.set_cookie(FLOW, mark, max_age=_FLOW_S, httponly=True, samesite="lax", secure=secure, path="/api")
    return mark


@router.get("/api/passkeys")
async def mine(person: InBrowser, parts: PartsOf) -> PasskeysOut:
    room = parts.account_room.passkeys
    found, policy = await room.of(person), await room.policy()
    return PasskeysOut(
        passkeys=[_out(one) for one in found],
        host=room.address.host if room.address else None,
        policy=PasskeyPolicyOut(mode=policy.mode, from_ms=policy.from_ms),
        wanted=policy.mode is not Mode.OFF and person.has(HELD_TO) and room.address is not None and not found,
        needed=await room.held_up(person),
    )


@router.post("/api/passkeys/options")
async def ask_new(body: ProveBody, request: Request, response: Response, person: InBrowser, parts: PartsOf) -> OptionsOut:
    """Ask for the options of a new passkey: by the password, or in a session that began in the last ten minutes."""
    mark, token = _mark(request, response, parts), session_token(request, parts)
    return OptionsOut(options=await parts.account_room.passkeys.ask_new(person, body.password, token, mark))


@router.post("/api/passkeys", status_code=201)
async def add(body: PasskeyBody, request: Request, person: InBrowser, parts: PartsOf) -> PasskeyOut:
    """Keep a new passkey; from then on this session counts as begun by it."""
    made = Made(body.id, body.client_data, body.attestation)
    wanted = Wanted(body.name, made, tuple(body.transports), request.cookies.get(FLOW))
    return _out(await parts.account_room.passkeys.add(person, wanted, session_token(request, parts) or ""))


@router.put("/api/passkeys/policy", status_code=204)
async def set_policy(body: PasskeyPolicyBody, person: InBrowser, parts: PartsOf) -> None:
    """Say whether administrators, office and caretakers need a passkey."""
    if not person.has_at(OFFICE_HANDS, ""):
        raise forbidden()
    await parts.account_room.passkeys.set_policy(person, Policy(body.mode, body.from_ms))


@router.patch("/api/passkeys/{passkey}", status_code=204)
async def rename(passkey: Id, body: PasskeyName, person: InBrowser, parts: PartsOf) -> None:
    await parts.account_room.passkeys.rename(person, passkey, body.name)


@router.delete("/api/passkeys/{passkey}", status_code=204)
async def remove(passkey: Id, person: InBrowser, parts: PartsOf) -> None:
    await parts.account_room.passkeys.remove(person, passkey)


@router.post("/api/session/passkey/options")
async def ask_sign_in(request: Request, response: Response, parts: PartsOf) -> OptionsOut:
    """Ask for the options to sign in; they are the same for everybody."""
    mark = _mark(request, response, parts)
    return OptionsOut(options=parts.account_room.passkeys.ask_sign_in(mark, sender_of(request)))


@router.post("/api/session/passkey")
async def sign_in(body: ShownBody, request: Request, response: Response, parts: PartsOf) -> Session:
    shown = Shown(body.id, body.client_data, body.authenticator_data, body.signature, body.user_handle)
    token, person = await parts.account_room.passkeys.sign_in(
        shown, request.cookies.get(FLOW), sender_of(request), came_by(request, parts, WAY)
    )
    set_session(response, token, secure=is_secure(request, parts.account_room.public_url))
    return session_out(person, parts)
