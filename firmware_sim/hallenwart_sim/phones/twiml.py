"""The telephony gateways' common tongue: what is said comes as XML, callbacks are signed with HMAC-SHA1 in base64.

Source: the public descriptions of TwiML's verbs Say, Gather, Redirect and Hangup and of the header X-Twilio-Signature.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

SIGNATURE: Final = "X-Twilio-Signature"
CALLS: Final = "/2010-04-01/Accounts/{account}/Calls"


@dataclass(frozen=True, slots=True)
class Said:
    """What a caller lets the gateway say. `action` takes a key within `wait_s`; without one, `again` is asked next."""

    texts: tuple[tuple[str, str], ...]
    action: str = ""
    wait_s: float = 0.0
    again: str = ""

    @property
    def text(self) -> str:
        return " ".join(text for _, text in self.texts)


def read(xml: str) -> Said:
    """Raises xml.etree.ElementTree.ParseError."""
    root = ET.fromstring(xml)  # noqa: S314 - the town's own server said it
    gather, redirect = root.find("Gather"), root.find("Redirect")
    return Said(
        tuple((say.get("language") or "", say.text or "") for say in root.iter("Say")),
        action="" if gather is None else gather.get("action") or "",
        wait_s=0.0 if gather is None else float(gather.get("timeout") or 5),
        again="" if redirect is None else redirect.text or "",
    )


def signature(url: str, form: Mapping[str, str], secret: str) -> str:
    """Return what a callback is signed with; `url` as it is called, query and all."""
    signed = url + "".join(f"{name}{form[name]}" for name in sorted(form))
    return base64.b64encode(hmac.new(secret.encode(), signed.encode(), hashlib.sha1).digest()).decode()


def login(account: str, secret: str) -> str:
    """Return the header by which a caller proves who it is."""
    return f"Basic {base64.b64encode(f'{account}:{secret}'.encode()).decode()}"
