"""`/api/me`: one's own name, address, password."""

from __future__ import annotations

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from hallenwart_backend.accounts.cookies import drop_session
from hallenwart_backend.accounts.fields import Email, Name, Password, Phone
from hallenwart_backend.accounts.routes import Session, session_out
from hallenwart_backend.web.fields import Body, Shape
from hallenwart_backend.web.parts import InBrowser, PartsOf, session_token
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/me", tags=["accounts"])


class MeOut(Shape):
    """`has_password`: whether one can sign in by password."""

    name: str
    email: str
    phone: str
    has_password: bool
    created_ms: int


class MeBody(Body):
    name: Name
    phone: Phone = ""


class PasswordBody(Body):
    """`old` may be empty where there was no password yet."""

    old: Password = ""
    new: Password


class EmailBody(Body):
    email: Email


@router.get("")
async def me(person: InBrowser, parts: PartsOf) -> MeOut:
    mine = await parts.account_room.directory.one(person.id)
    return MeOut(
        name=mine.person.name,
        email=mine.person.email,
        phone=mine.phone,
        has_password=mine.has_password,
        created_ms=mine.created_ms,
    )


@router.put("")
async def rename(body: MeBody, request: Request, person: InBrowser, parts: PartsOf) -> Session:
    await parts.accounts.rename(person, body.name, body.phone)
    return session_out(await parts.accounts.who(session_token(request, parts)) or person, parts)


@router.put("/password", status_code=204)
async def change_password(body: PasswordBody, request: Request, person: InBrowser, parts: PartsOf) -> None:
    """Change the password; all other sessions end."""
    await parts.accounts.change_password(person, body.old, body.new, session_token(request, parts))


@router.put("/email", status_code=202)
async def change_email(body: EmailBody, person: InBrowser, parts: PartsOf) -> None:
    """Send a link to the new address; it counts once the link was pressed."""
    await parts.account_room.links.ask_address(person, body.email)


class EraseBody(Body):
    password: Password = ""


@router.get("/export", response_class=JSONResponse)
async def export(person: InBrowser, parts: PartsOf) -> JSONResponse:
    """Return everything that is known of who asks, by table, as a file."""
    return exported(await parts.account_room.privacy.export(person.id))


@router.delete("", status_code=204)
async def erase(body: EraseBody, request: Request, response: Response, person: InBrowser, parts: PartsOf) -> None:
    """Erase the account of who asks for good. Keys must be back; somebody must be left to manage what this person manages."""
    await parts.accounts.confirm(person, body.password, session_token(request, parts))
    await parts.account_room.privacy.erase(person, person.id)
    drop_session(response)


def exported(found: dict[str, object]) -> JSONResponse:
    return JSONResponse(found, headers={"Content-Disposition": 'attachment; filename="hallenwart-daten.json"'})
