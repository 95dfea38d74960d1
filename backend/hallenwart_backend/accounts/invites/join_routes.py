"""`/join/{token}`: the page behind an invitation. Works without script."""

from __future__ import annotations

from typing import Final

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from hallenwart_backend.accounts import page
from hallenwart_backend.accounts.cookies import came_by, sender_of, set_session
from hallenwart_backend.accounts.invites.service import PATH, Looked
from hallenwart_backend.accounts.page import Field, Line, Page
from hallenwart_backend.accounts.words import ROLES
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.web.fields import tidy
from hallenwart_backend.web.parts import Parts, PartsOf, is_secure
from hallenwart_backend.web.routing import Router

router = Router(include_in_schema=False)
_MOST_NAME: Final = 120
_OWN: Final = Line(
    "Jede Person hat ein eigenes Konto. Bitte geben Sie Ihr Passwort und diesen Link nicht weiter: "
    "Wer sonst noch mitmacht, wird selbst eingeladen.",
    "Everybody has an account of their own. Please do not pass on your password or this link: "
    "whoever else takes part gets an invitation.",
)
_NO_NAME: Final = Line("Bitte geben Sie Ihren Namen an.", "Please give your name.")
_OPTIONAL: Final = Line(
    "Mindestens 10 Zeichen. Oder leer lassen: dann melden Sie sich immer mit einem Link per E-Mail an.",
    "At least 10 characters. Or leave it empty: then you always sign in by a link in an e-mail.",
)
_WITHDRAWN: Final = Line(
    "Die Einladung wurde zurückgezogen. Bitte fragen Sie Ihren Verein.",
    "The invitation was withdrawn. Please ask your club.",
)
_EXPIRED: Final = Line(
    "Die Einladung galt 14 Tage. Bitte lassen Sie sich von Ihrem Verein noch einmal einladen.",
    "The invitation was valid for 14 days. Please ask your club to invite you again.",
)
_DONE: Final = Line(
    "Sie haben die Einladung schon angenommen. Bitte melden Sie sich an.",
    "You have accepted the invitation already. Please sign in.",
)
_HINTS: Final = {"withdrawn": _WITHDRAWN, "expired": _EXPIRED, "accepted": _DONE}


@router.get("/join/{token}", response_class=HTMLResponse)
async def show(token: str, request: Request, parts: PartsOf) -> Response:
    return _page(await parts.account_room.invites.look(token, sender_of(request)), token)


@router.post("/join/{token}", response_class=HTMLResponse)
async def accept(token: str, request: Request, parts: PartsOf) -> Response:
    """Take the invitation: with name and password for a new account, with one press for a known one."""
    invites = parts.account_room.invites
    looked = await invites.look(token, sender_of(request))
    if looked.state != "open" or looked.who is None:
        return _page(looked, token)
    form = await page.form_of(request)
    if form.get("press") != "1":
        return _page(looked, token, status=422)
    if looked.who.active:
        return _joined(looked) if await invites.accept(looked) else page.gone("over")
    return await _new_account(looked, token, form, request, parts)


async def _new_account(looked: Looked, token: str, form: dict[str, str], request: Request, parts: Parts) -> Response:
    try:
        name = tidy(form.get("name", ""))[:_MOST_NAME]
    except ValueError:
        return _page(looked, token, errors=(_NO_NAME,), status=422)
    came = came_by(request, parts, "invite")
    try:
        opened = await parts.account_room.invites.join(looked, name, form.get("password", ""), came)
    except RefusedError as error:
        return _page(looked, token, errors=(page.told(error),), status=error.status, name=name)
    if opened is None:
        return page.gone("over")
    answer = RedirectResponse("/", status_code=303, headers={"Cache-Control": "no-store"})
    set_session(answer, opened[0], secure=is_secure(request, parts.account_room.public_url))
    return answer


def _page(looked: Looked, token: str, *, errors: tuple[Line, ...] = (), status: int = 200, name: str | None = None) -> Response:
    if looked.invite is None or looked.who is None:
        return page.gone("unknown")
    title = Line(f"Einladung: {looked.club}", f"Invitation: {looked.club}")
    if looked.state != "open":
        return Page(title, lead=(_HINTS[looked.state],)).answer(410)
    de, en = ROLES[looked.invite.role]
    who, known = looked.who.person, looked.who.active
    lead = Line(f"{who.email} wird dabei sein als: {de}.", f"{who.email} will take part as: {en}.")
    fields = (
        Field("name", page.NAME, value=who.name if name is None else name, complete="name"),
        Field("password", page.PASSWORD, "password", complete="new-password", required=False, hint=_OPTIONAL),
    )
    return Page(
        title,
        lead=(lead, *((Line("Sie haben schon ein Konto.", "You have an account already."),) if known else ())),
        errors=errors,
        fields=() if known else fields,
        button=Line("Einladung annehmen", "Accept the invitation"),
        action=f"{PATH}{token}",
        small=(_OWN,),
    ).answer(status)


def _joined(looked: Looked) -> Response:
    lead = Line(
        f"Sie gehören jetzt zu „{looked.club}“. Bitte melden Sie sich an.",
        f"You now belong to “{looked.club}”. Please sign in.",
    )
    return Page(Line("✓ Angenommen", "Accepted"), lead=(lead,)).answer()
