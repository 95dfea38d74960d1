"""The city's identity provider, as the sign-in needs it."""

from __future__ import annotations

from typing import Any, Protocol


class ProviderError(Exception):
    """Raised when the provider does not answer or what it says does not hold; the text is for the log."""


class Provider(Protocol):
    """All of it raises ProviderError."""

    async def sign_in_url(self, *, redirect_uri: str, state: str, nonce: str, verifier: str) -> str:
        """Return where to send the browser."""
        ...

    async def answers_by(self, issuer: str | None) -> bool:
        """Say whether an answer comes from this provider, as far as it names itself."""
        ...

    async def claims(self, code: str, *, redirect_uri: str, nonce: str, verifier: str) -> dict[str, Any]:
        """Return the proved claims of who signed in."""
        ...
