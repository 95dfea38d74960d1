"""How deciding is refused, in words."""

from __future__ import annotations

from hallenwart_backend.errors import RefusedError


def no_such_request() -> RefusedError:
    return RefusedError("no_such_request", "Diese Anfrage gibt es nicht.", "There is no such request.", status=404)


def decided() -> RefusedError:
    return RefusedError(
        "decided",
        "Darüber ist schon entschieden, oder es wurde zurückgezogen.",
        "This was decided already, or withdrawn.",
        status=409,
    )


def need_why() -> RefusedError:
    return RefusedError(
        "need_why", "Bitte schreiben Sie, warum abgelehnt wird.", "Please write why it is declined.", status=422
    )


def with_the_series() -> RefusedError:
    return RefusedError(
        "with_the_series",
        "Ein Recht endet bei seiner Serie. Beenden Sie dort, was nicht mehr gebraucht wird.",
        "A right ends with its series. End there what is no longer needed.",
        status=409,
    )
