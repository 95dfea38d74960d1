"""What a helper's own page says of the key, the hours and the certificate of a shift."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from hallenwart_backend.volunteering.hours.desk import HoursDesk
from hallenwart_backend.volunteering.hours.keys import ShiftKeys
from hallenwart_backend.volunteering.hours.ports import ShownCode
from hallenwart_backend.volunteering.hours.rules import hours_text
from hallenwart_backend.volunteering.model import COMING, Placed
from hallenwart_backend.volunteering.ports import Extra

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "de": {
        "code": "Ihr Code für den Schlüssel-Schrank",
        "extra": "Zusatz-Ziffern",
        "slot": "Fach",
        "from": "Der Code gilt ab",
        "waiting": "Ihr Code kommt bald. Der Schrank muss ihn erst kennen.",
        "unknown": "Zu dieser Schicht gehört ein Schlüssel. Der Verein muss Sie dafür noch bestätigen.",
        "hours": "Bestätigte Stunden",
        "paper": "Bescheinigung über Ihre Stunden (PDF)",
    },
    "en": {
        "code": "Your code for the key locker",
        "extra": "Extra digits",
        "slot": "Door",
        "from": "The code works from",
        "waiting": "Your code is on its way. The locker has to know it first.",
        "unknown": "A key belongs to this shift. The club has to confirm you for it.",
        "hours": "Confirmed hours",
        "paper": "Certificate of your hours (PDF)",
    },
}


class HoursExtras:
    """Implements volunteering.ports.Extras. `link` leads to the helper's own page, `moment` says a time in words."""

    def __init__(
        self, keys: ShiftKeys, desk: HoursDesk, link: Callable[[Placed], str], moment: Callable[[Placed, int], str]
    ) -> None:
        self._keys, self._desk, self._link, self._moment = keys, desk, link, moment

    async def of(self, placed: Placed, lang: str) -> list[Extra]:
        words, told = _WORDS[lang], list[Extra]()
        if placed.offer.key and placed.signup.state in COMING:
            code = (await self._keys.codes([placed])).get(placed.signup.id)
            told += self._of_code(placed, code, words) if code else [Extra("", words["unknown"])]
        hours = (await self._desk.one(placed.signup.id)).hours
        if hours is not None:
            told.append(Extra(words["hours"], hours_text(hours.minutes)))
            told.append(Extra("", words["paper"], f"{self._link(placed)}/bescheinigung.pdf?lang={lang}"))
        return told

    def _of_code(self, placed: Placed, code: ShownCode, words: Mapping[str, str]) -> list[Extra]:
        if not code.code:
            return [Extra("", words["waiting"])]
        told = [Extra(words["code"], f"{code.code[:4]} {code.code[4:]}", digits=True)]
        if code.extra:
            told.append(Extra(words["extra"], code.extra))
        slots = ", ".join(str(slot) for slot in code.slots)
        return [*told, Extra(words["slot"], slots), Extra(words["from"], self._moment(placed, code.from_ms))]
