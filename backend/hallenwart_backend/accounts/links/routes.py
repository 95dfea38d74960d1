"""`/login/link/{token}`: the page behind a link that came by e-mail. Looking does nothing; pressing the button does."""

from __future__ import annotations

from typing import Final

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from hallenwart_backend.accounts import page
from hallenwart_backend.accounts.cookies import ASKED, came_by, sender_of, set_session
from hallenwart_backend.accounts.links.rules import LinkKind
from hallenwart_backend.accounts.links.service import PATH, Looked
from hallenwart_backend.accounts.page import Field, Line, Page
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.web.parts import Parts, PartsOf, is_secure
from hallenwart_backend.web.routing import Router

router = Router(include_in_schema=False)
_SETS: Final = frozenset({LinkKind.RESET, LinkKind.WELCOME})
_TITLES: Final = {
    LinkKind.SIGN_IN: Line("Anmelden", "Sign in"),
    LinkKind.RESET: Line("Neues Passwort", "New password"),
    LinkKind.WELCOME: Line("Willkommen", "Welcome"),
    LinkKind.ADDRESS: Line("Neue Adresse bestätigen", "Confirm the new address"),
    LinkKind.CLUB: Line("Verein anmelden", "Sign the club up"),
}
_BUTTONS: Final = {
    LinkKind.SIGN_IN: Line("Jetzt anmelden", "Sign in now"),
    LinkKind.RESET: Line("Passwort speichern und anmelden", "Save password and sign in"),
    LinkKind.WELCOME: Line("Passwort speichern und anmelden", "Save password and sign in"),
    LinkKind.ADDRESS: Line("Das ist meine Adresse", "This is my address"),
    LinkKind.CLUB: Line("Ja, wir wollen dabei sein", "Yes, we want to take part"),
}
_ELSEWHERE: Final = Line(
    "Der Link wurde mit einem anderen Gerät oder Browser angefordert. Drücken Sie nur, wenn Sie das selbst waren.",
    "The link was asked for with another device or browser. Press only if that was you.",
)


@router.get("/login/link/{token}", response_class=HTMLResponse)
async def show(token: str, request: Request, parts: PartsOf) -> Response:
    """Show what a press would do. Programs that open every link of a mail change nothing."""
    return _page(await _look(token, request, parts), token)


@router.post("/login/link/{token}", response_class=HTMLResponse)
async def press(token: str, request: Request, parts: PartsOf) -> Response:
    looked = await _look(token, request, parts)
    if looked.state != "live" or looked.link is None or looked.who is None:
        return page.gone(looked.state)
    form, links, who = await page.form_of(request), parts.account_room.links, looked.who.person
    if form.get("press") != "1":
        return _page(looked, token, status=422)
    if looked.link.kind in {LinkKind.ADDRESS, LinkKind.CLUB}:
        done = await links.confirm(looked.link, who)
        return page.gone("over") if done is None else _confirmed(looked.link.kind, done)
    came = came_by(request, parts, "link")
    try:
        if looked.link.kind in _SETS:
            opened = await links.reset(looked.link, who, form.get("password", ""), came)
        else:
            opened = await links.sign_in(looked.link, came)
    except RefusedError as error:
        return _page(looked, token, errors=(page.told(error),), status=error.status)
    if opened is None:
        return page.gone("over")
    answer = RedirectResponse("/", status_code=303, headers={"Cache-Control": "no-store"})
    set_session(answer, opened[0], secure=is_secure(request, parts.account_room.public_url))
    answer.delete_cookie(ASKED)
    return answer


async def _look(token: str, request: Request, parts: Parts) -> Looked:
    return await parts.account_room.links.look(token, request.cookies.get(ASKED), sender_of(request))


def _page(looked: Looked, token: str, *, errors: tuple[Line, ...] = (), status: int = 200) -> Response:
    link, who = looked.link, looked.who
    if looked.state != "live" or link is None or who is None:
        return page.gone(looked.state)
    email = link.about if link.kind is LinkKind.ADDRESS else who.person.email
    asked_here = looked.same_browser or link.kind not in {LinkKind.SIGN_IN, LinkKind.RESET}
    return Page(
        _TITLES[link.kind],
        lead=(Line(f"Für {email}.", f"For {email}."),),
        errors=(*errors, *(() if asked_here else (_ELSEWHERE,))),
        fields=(_password(),) if link.kind in _SETS else (),
        button=_BUTTONS[link.kind],
        action=f"{PATH}{token}",
    ).answer(status)


def _password() -> Field:
    return Field("password", page.PASSWORD, "password", complete="new-password", hint=page.PASSWORD_HINT)


def _confirmed(kind: LinkKind, what: str) -> Response:
    if kind is LinkKind.CLUB:
        lead = Line(
            f"Danke. Das Sportamt entscheidet jetzt über „{what}“. Sie bekommen eine E-Mail.",
            f"Thank you. The sports office now decides about “{what}”. You will get an e-mail.",
        )
        return Page(Line("✓ Bestätigt", "Confirmed"), lead=(lead,)).answer()
    lead = Line(f"Ihr Konto hat jetzt die Adresse {what}.", f"Your account now has the address {what}.")
    return Page(Line("✓ Bestätigt", "Confirmed"), lead=(lead,)).answer()
