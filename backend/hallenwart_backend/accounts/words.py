"""What accounts write to people by e-mail: German, then English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hallenwart_backend.accounts.rules import Role

ROLES: Final = {
    Role.ADMIN: ("Administration", "administrator"),
    Role.OFFICE: ("Sportamt", "sports office"),
    Role.CARETAKER: ("Hausmeister", "caretaker"),
    Role.CLUB_ADMIN: ("Vereinsverwaltung", "club administrator"),
    Role.TRAINER: ("Trainer", "trainer"),
    Role.MEMBER: ("Mitglied", "member"),
    Role.GUEST: ("Gast", "guest"),
    Role.FIRE_OFFICER: ("Brandschutz", "fire officer"),
    Role.EMERGENCY: ("Notöffnung", "emergency opening"),
}
_NOT_YOU: Final = (
    "Haben Sie das nicht gewünscht? Dann tun Sie einfach nichts.",
    "Was it not you who asked for this? Then simply do nothing.",
)


@dataclass(frozen=True, slots=True)
class Mail:
    """`link` is a path; with `signed` it gets its proof as it leaves."""

    title: str
    de: str
    en: str
    link: str = "/"
    signed: bool = True

    @property
    def body(self) -> str:
        return f"{self.de}\n\n{self.en}"


def sign_in(identity: str) -> Mail:
    return Mail(
        "Ihr Link zum Anmelden bei Hallenwart",
        f"Mit diesem Link melden Sie sich an. Er gilt 15 Minuten und nur einmal. {_NOT_YOU[0]}",
        f"This link signs you in. It is valid for 15 minutes and only once. {_NOT_YOU[1]}",
        f"/login/link/{identity}",
    )


def reset(identity: str) -> Mail:
    return Mail(
        "Neues Passwort für Hallenwart",
        f"Mit diesem Link wählen Sie ein neues Passwort. Er gilt 15 Minuten und nur einmal. {_NOT_YOU[0]}",
        f"With this link you choose a new password. It is valid for 15 minutes and only once. {_NOT_YOU[1]}",
        f"/login/link/{identity}",
    )


def welcome(identity: str) -> Mail:
    return Mail(
        "Ihr Konto bei Hallenwart",
        "Für Sie wurde ein Konto angelegt. Mit diesem Link wählen Sie Ihr Passwort. Er gilt einen Tag; danach bekommen Sie "
        "auf der Anmeldeseite jederzeit einen neuen.",
        "An account was made for you. With this link you choose your password. It is valid for a day; afterwards the "
        "sign-in page sends you a new one at any time.",
        f"/login/link/{identity}",
    )


def new_address(identity: str) -> Mail:
    return Mail(
        "Bitte bestätigen Sie Ihre neue Adresse",
        f"Mit diesem Link wird diese Adresse die Ihres Kontos. Er gilt einen Tag. {_NOT_YOU[0]}",
        f"This link makes this address the one of your account. It is valid for a day. {_NOT_YOU[1]}",
        f"/login/link/{identity}",
    )


def address_changed(new: str) -> Mail:
    return Mail(
        "Die Adresse Ihres Kontos wurde geändert",
        f"Ihr Konto bei Hallenwart hat jetzt die Adresse {new}. Waren Sie das nicht? Bitte rufen Sie sofort das Sportamt an.",
        f"Your account at Hallenwart now has the address {new}. Was it not you? Please call the sports office at once.",
        "/login/",
        signed=False,
    )


def password_changed() -> Mail:
    return Mail(
        "Ihr Passwort wurde geändert",
        "Das Passwort Ihres Kontos bei Hallenwart ist neu, alle anderen Anmeldungen sind beendet. "
        "Waren Sie das nicht? Bitte rufen Sie sofort das Sportamt an.",
        "The password of your account at Hallenwart is new, all other sessions have ended. "
        "Was it not you? Please call the sports office at once.",
        "/login/",
        signed=False,
    )


def invited(identity: str, club: str, role: Role, by: str) -> Mail:
    de, en = ROLES[role]
    return Mail(
        f"Einladung: {club}",
        f"{by} lädt Sie zu „{club}“ ein ({de}). Der Link gilt 14 Tage und nur für Sie: Bitte geben Sie ihn nicht weiter. "
        "Jede Person hat ihr eigenes Konto.",
        f"{by} invites you to “{club}” ({en}). The link is valid for 14 days and for you alone: please do not pass it on. "
        "Everybody has an account of their own.",
        f"/join/{identity}",
    )


def club_asked(identity: str, club: str) -> Mail:
    return Mail(
        f"Bitte bestätigen: Anmeldung von {club}",
        f"Jemand hat „{club}“ mit dieser Adresse angemeldet. Bestätigen Sie das mit diesem Link; er gilt einen Tag. "
        f"Danach entscheidet das Sportamt. {_NOT_YOU[0]}",
        f"Somebody signed up “{club}” with this address. Confirm it with this link; it is valid for a day. "
        f"Then the sports office decides. {_NOT_YOU[1]}",
        f"/login/link/{identity}",
    )


def club_approved(club: str, invite: str | None) -> Mail:
    return Mail(
        f"Willkommen: {club}",
        f"Das Sportamt hat „{club}“ aufgenommen. "
        + ("Mit diesem Link richten Sie Ihr Konto ein." if invite else "Sie können sich jetzt anmelden."),
        f"The sports office admitted “{club}”. "
        + ("With this link you set up your account." if invite else "You can sign in now."),
        f"/join/{invite}" if invite else "/login/",
        signed=invite is not None,
    )


def club_declined(club: str, why: str) -> Mail:
    return Mail(
        f"Anmeldung von {club}",
        f"Das Sportamt hat „{club}“ nicht aufgenommen. Begründung: {why}",
        f"The sports office did not admit “{club}”. Reason: {why}",
        "/login/",
        signed=False,
    )
