"""What a browser tells of a passkey, and what was proven of it."""

from __future__ import annotations

from dataclasses import dataclass


class NotProvenError(Exception):
    """Raised when an answer does not hold; the text is for the log."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a browser tells of a new passkey, all in base64url."""

    credential_id: str
    client_data: str
    attestation: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What a browser tells of a passkey that was used, all in base64url."""

    credential_id: str
    client_data: str
    authenticator_data: str
    signature: str
    user_handle: str = ""


@dataclass(frozen=True, slots=True)
class Proven:
    public_key: str
    sign_count: int
    backed_up: bool
