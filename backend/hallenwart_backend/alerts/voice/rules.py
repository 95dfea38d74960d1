"""What a telephone call says and what its keys mean. Pure.

The XML is the little language that telephony gateways of the TwiML family share: Response, Say, Gather, Redirect, Hangup.
Their callbacks are signed with HMAC-SHA1 over the address and the sorted form fields, in base64.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from enum import StrEnum
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from hallenwart_backend.xml_text import legal

ROUNDS: Final = 3
"""So often an alarm is read out to somebody who presses nothing."""
WAIT_S: Final = 6
RING_S: Final = 35
"""Longer than most mailboxes need to answer would only wake the mailbox."""


class Lang(StrEnum):
    DE = "de-DE"
    EN = "en-GB"


class Key(StrEnum):
    GOING = "1"
    THERE = "2"
    FALSE_ALARM = "3"
    ENGLISH = "4"
    NEXT = "0"
    AGAIN = "9"


WORDS: Final = {Key.GOING: "going", Key.THERE: "there", Key.FALSE_ALARM: "false_alarm"}
_MENU: Final = {
    Lang.DE: (
        "Drücken Sie 1: Ich gehe hin. 2: Ich bin vor Ort. 3: Fehlalarm. "
        "9: Noch einmal hören. 0: Die nächste Person anrufen. For English press 4."
    ),
    Lang.EN: "Press 1: I am going. 2: I am there. 3: False alarm. 9: Hear it again. 0: Call the next person.",
}
_HELLO: Final = {Lang.DE: "Hallenwart meldet:", Lang.EN: "A message from Hallenwart:"}
_THANKS: Final = {
    "going": {Lang.DE: "Danke. Notiert: Sie gehen hin.", Lang.EN: "Thank you. Noted: you are going."},
    "there": {Lang.DE: "Danke. Notiert: Sie sind vor Ort.", Lang.EN: "Thank you. Noted: you are there."},
    "false_alarm": {Lang.DE: "Danke. Notiert: Fehlalarm.", Lang.EN: "Thank you. Noted: false alarm."},
    "next": {Lang.DE: "Gut. Die nächste Person wird angerufen.", Lang.EN: "Good. The next person is called."},
    "over": {Lang.DE: "Diese Meldung ist schon erledigt. Danke.", Lang.EN: "This is settled already. Thank you."},
    "grown": {
        Lang.DE: "Es ist inzwischen schlimmer geworden. Sie bekommen gleich eine neue Nachricht.",
        Lang.EN: "It has become worse meanwhile. You will get a new message in a moment.",
    },
    "bye": {Lang.DE: "Es wurde nichts gedrückt. Auf Wiederhören.", Lang.EN: "Nothing was pressed. Goodbye."},
    "seen": {Lang.DE: "Danke. Der Test ist angekommen.", Lang.EN: "Thank you. The test has arrived."},
}


def spoken(title: str, body: str) -> dict[Lang, str]:
    """Return a notice in each language. What has no second half after the stroke belongs to both."""
    halves = [line.partition(" / ") for line in (title, *body.split("\n")) if line.strip()]
    return {
        Lang.DE: " ".join(_sentence(german) for german, _, _ in halves),
        Lang.EN: " ".join(_sentence(english or german) for german, _, english in halves),
    }


def _sentence(text: str) -> str:
    tidy = text.replace(" · ", ", ").strip()
    return tidy if tidy.endswith((".", "!", "?")) else f"{tidy}."


def read_out(text: Mapping[Lang, str], lang: Lang, *, here: str, again: str) -> str:
    """Return the XML that reads a notice and waits for a key. `here` takes the key, `again` is fetched when none came."""
    said = f"{_HELLO[lang]} {text[lang]} {_MENU[lang]}"
    return _response(
        f'<Gather numDigits="1" timeout="{WAIT_S}" method="POST" action={quoteattr(here)}>{_say(said, lang)}</Gather>'
        f'<Redirect method="POST">{escape(again)}</Redirect>'
    )


def thanks(word: str, lang: Lang) -> str:
    """Return the XML of the last words; then the gateway hangs up."""
    return _response(f"{_say(_THANKS[word][lang], lang)}<Hangup/>")


def _say(text: str, lang: Lang) -> str:
    return f'<Say language="{lang}">{escape(text)}</Say>'


def _response(inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><Response>{legal(inner)}</Response>'


def signature(secret: str, url: str, form: Mapping[str, str]) -> str:
    """Return what the gateway signs a callback with: `url` as it called it, query and all."""
    signed = url + "".join(f"{name}{form[name]}" for name in sorted(form))
    return base64.b64encode(hmac.new(secret.encode(), signed.encode(), hashlib.sha1).digest()).decode()


def is_signed(secret: str, url: str, form: Mapping[str, str], given: str) -> bool:
    return hmac.compare_digest(signature(secret, url, form).encode(), given.encode())


class CallState(StrEnum):
    """How a call stands: rings, spoken, over without anybody, over after somebody answered."""

    RINGING = "ringing"
    TALKING = "talking"
    MISSED = "missed"
    DONE = "done"


def state_of(word: str) -> CallState:
    """Return the state behind the gateway's word for it."""
    if word in {"busy", "no-answer", "failed", "canceled"}:
        return CallState.MISSED
    if word == "completed":
        return CallState.DONE
    return CallState.TALKING if word == "in-progress" else CallState.RINGING
