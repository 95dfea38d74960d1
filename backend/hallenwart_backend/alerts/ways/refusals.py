"""Why a way is not taken, in words."""

from __future__ import annotations

from hallenwart_backend.alerts.ways.rules import Kind
from hallenwart_backend.alerts.ways.words import HINTS, KINDS
from hallenwart_backend.errors import RefusedError


def only_admins() -> RefusedError:
    return RefusedError(
        "forbidden",
        "Eine ganze apprise-Adresse gibt nur die Verwaltung ein.",
        "Only administrators enter a whole apprise address.",
        status=403,
    )


def bad_address(kind: Kind) -> RefusedError:
    (de, en), (hint_de, hint_en) = KINDS[kind], HINTS[kind]
    return RefusedError("bad_address", f"{de}: {hint_de}", f"{en}: {hint_en}", status=422)


def not_ready(kind: Kind) -> RefusedError:
    de, en = KINDS[kind]
    return RefusedError(
        "not_ready",
        f"{de} ist auf diesem Server noch nicht eingerichtet. Das macht die Verwaltung.",
        f"{en} is not set up on this server yet. An administrator does that.",
        status=409,
    )


def known() -> RefusedError:
    return RefusedError("known", "Diesen Weg haben Sie schon.", "You have this way already.", status=409)


def too_many() -> RefusedError:
    return RefusedError(
        "too_many", "Das sind genug Wege. Löschen Sie erst einen.", "Those are enough ways. Delete one first.", status=409
    )


def unknown() -> RefusedError:
    return RefusedError("no_such_way", "Diesen Weg gibt es nicht.", "There is no such way.", status=404)


def wait(wait_ms: int) -> RefusedError:
    seconds = -(-wait_ms // 1000)
    return RefusedError(
        "code_sent",
        f"Der Code ist unterwegs. Einen neuen gibt es in {seconds} s.",
        f"The code is on its way. You can have another in {seconds} s.",
        status=429,
        wait_s=seconds,
    )


def wrong_code() -> RefusedError:
    return RefusedError("wrong_code", "Der Code stimmt nicht.", "The code is not right.", status=400)


def code_over() -> RefusedError:
    return RefusedError(
        "code_over",
        "Dieser Code gilt nicht mehr. Lassen Sie sich einen neuen schicken.",
        "This code is no longer valid. Ask for a new one.",
        status=409,
    )


def bad_gateway() -> RefusedError:
    return RefusedError(
        "bad_gateway",
        "Eine apprise-Adresse, in der {to} einmal für den Empfänger steht.",
        "An apprise address in which {to} stands once for who is written to.",
        status=422,
    )
