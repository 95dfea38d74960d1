"""What accounts refuse, in words."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.errors import RefusedError

_WORDS: Final = {
    "wrong_login": (401, "E-Mail oder Passwort stimmt nicht.", "E-mail or password is not right."),
    "wrong_password": (401, "Das bisherige Passwort stimmt nicht.", "The present password is not right."),
    "sign_in_anew": (
        403,
        "Dafür melden Sie sich bitte neu an: die Anmeldung ist schon länger her.",
        "Please sign in anew for this: you signed in a while ago.",
    ),
    "closed": (401, "Dieses Konto ist gesperrt.", "This account is closed."),
    "no_such_session": (404, "Diese Anmeldung gibt es nicht mehr.", "This session no longer exists."),
    "no_such_club": (404, "Zu diesem Verein gehört dieses Konto nicht.", "This account does not belong to that club."),
    "no_such_person": (404, "Diese Person gibt es hier nicht.", "There is no such person here."),
    "no_such_invite": (404, "Diese Einladung gibt es nicht mehr.", "This invitation no longer exists."),
    "no_such_request": (404, "Diese Anmeldung eines Vereins gibt es nicht.", "There is no such request of a club."),
    "no_such_key": (404, "Diesen Schlüssel gibt es nicht.", "There is no such key."),
    "no_mail": (
        409,
        "Dieser Server kann keine E-Mails senden. Bitte wenden Sie sich an das Sportamt.",
        "This server cannot send e-mails. Please ask the sports office.",
    ),
    "known_there": (409, "Diese Person hat diese Aufgabe im Verein schon.", "This person has this role in the club already."),
    "invited_already": (
        409,
        "Diese Person ist schon eingeladen. Sie können die Einladung noch einmal senden.",
        "This person is invited already. You can send the invitation again.",
    ),
    "last_club_admin": (
        409,
        "Der Verein braucht jemanden, der ihn verwaltet. Bitte benennen Sie zuerst eine Nachfolge.",
        "The club needs somebody who manages it. Please name a successor first.",
    ),
    "last_admin": (
        409,
        "Das ist das letzte Konto, das alles verwalten darf. Bitte benennen Sie zuerst ein zweites.",
        "This is the last account that may administer everything. Please name a second one first.",
    ),
    "staff_only": (403, "Diese Aufgabe vergibt nur die Verwaltung.", "Only administrators give this role."),
    "bad_scope": (
        422,
        "Diese Aufgabe braucht einen Verein oder einen Standort, den es gibt.",
        "This role needs a club or a site that exists.",
    ),
    "known_email": (409, "Mit dieser Adresse gibt es schon ein Konto.", "There is an account with this address already."),
    "closed_person": (
        409,
        "Dieses Konto ist gesperrt. Das Sportamt kann es wieder öffnen.",
        "This account is closed. The sports office can open it again.",
    ),
    "decided": (409, "Darüber ist schon entschieden.", "This has been decided already."),
    "need_why": (422, "Bitte nennen Sie den Grund.", "Please give the reason."),
    "keys_held": (
        409,
        "Diese Person hat noch einen Schlüssel. Er muss zuerst zurück.",
        "This person still has a key. It must come back first.",
    ),
    "bad_key": (401, "Dieser Schlüssel gilt nicht.", "This key is not valid."),
    "too_many_data_keys": (
        409,
        "Es gibt schon 200 Schlüssel für Daten. Beenden Sie zuerst einen alten.",
        "There are 200 keys for data already. End an old one first.",
    ),
    "key_for_data": (403, "Dieser Schlüssel öffnet nur Daten.", "This key opens data only."),
    "key_reads": (403, "Dieser Schlüssel darf nur lesen.", "This key may only read."),
    "no_keys_here": (403, "Das geht nur mit einer Anmeldung im Browser.", "That needs somebody signed in with a browser."),
    "too_many_keys": (409, "Mehr Schlüssel kann ein Konto nicht haben.", "An account cannot have more keys."),
    "bad_successor": (
        409,
        "Nachfolgen kann nur jemand, der für den Verein bucht.",
        "Only somebody who books for the club can take over.",
    ),
    "passkey_no_name": (
        409,
        "Ein Passkey braucht eine Adresse mit Namen und https, wie https://hallen.stadt.example.",
        "A passkey needs an address with a name and https, as https://halls.town.example. It does not work under this one.",
    ),
    "passkey_not_proven": (
        400,
        "Der Passkey ließ sich nicht anlegen: die Anfrage ist abgelaufen oder passt nicht zu dieser Seite. Bitte noch einmal.",
        "This passkey could not be made: the request has run out or does not fit this page. Please try again.",
    ),
    "passkey_wrong": (
        401,
        "Mit diesem Passkey klappt die Anmeldung nicht. Bitte noch einmal versuchen oder anders anmelden.",
        "Signing in with this passkey does not work. Please try again, or sign in another way.",
    ),
    "passkey_copied": (
        401,
        "Dieser Passkey ist vielleicht kopiert: sein Zähler ging zurück. Bitte anders anmelden und ihn entfernen.",
        "This passkey may have been copied: its counter went back. Please sign in another way and remove it.",
    ),
    "passkey_known": (409, "Diesen Passkey gibt es hier schon.", "This passkey is known here already."),
    "passkey_needed": (
        403,
        "Ihr Konto braucht einen Passkey. Bitte melden Sie sich damit an, oder legen Sie unter „Mein Konto“ den ersten an.",
        "Your account needs a passkey. Please sign in with it, or add the first one under “My account”.",
    ),
    "no_such_passkey": (404, "Diesen Passkey gibt es nicht.", "There is no such passkey."),
    "too_many_passkeys": (409, "Mehr Passkeys kann ein Konto nicht haben.", "An account cannot have more passkeys."),
    "itself": (409, "Das geht nicht mit dem eigenen Konto.", "That does not work with one's own account."),
}


def refused(code: str, **extra: object) -> RefusedError:
    status, de, en = _WORDS[code]
    return RefusedError(code, de, en, status=status, **extra)


def wrong_login() -> RefusedError:
    return refused("wrong_login")


def wrong_password() -> RefusedError:
    return refused("wrong_password")


def closed() -> RefusedError:
    return RefusedError("wrong_login", *_WORDS["closed"][1:], status=401)


def no_such_session() -> RefusedError:
    return refused("no_such_session")


def no_such_club() -> RefusedError:
    return refused("no_such_club")
