"""OpenID Connect as a client: discovery, authorization code with PKCE, proof of the ID token by the provider's keys.

OpenID Connect Core 1.0, Discovery 1.0; RFC 6749, 7636 (S256), 9207. Tokens are checked with Authlib.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote_plus

from authlib.oauth2.rfc6749.parameters import prepare_grant_uri, prepare_token_request
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from authlib.oidc.discovery import OpenIDProviderMetadata, get_well_known_url
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from hallenwart_backend.accounts.oidc.ports import ProviderError
from hallenwart_backend.accounts.oidc.rules import Settings, may_speak_to
from hallenwart_backend.adapters.webhook_http import Answer, HttpCall
from hallenwart_contract.clock import Clock

_ALGORITHMS: Final = ("RS256", "PS256", "ES256", "EdDSA", "Ed25519", "RS384", "RS512", "ES384", "PS384", "PS512")
"""Signatures by the provider's private key only: nothing by a shared secret, never none."""
_METADATA_MS: Final = 3_600_000
_KEYS_PAUSE_MS: Final = 30_000
"""An unknown key makes the keys be fetched anew, not more often than this."""
_LEEWAY_S: Final = 60
_OK: Final = 200
_JSON: Final = {"Accept": "application/json"}


class OidcProvider:
    def __init__(self, settings: Settings, clock: Clock, http: HttpCall) -> None:
        self._settings = settings
        self._clock = clock
        self._http = http
        self._metadata: tuple[int, OpenIDProviderMetadata] | None = None
        self._keys: tuple[int, KeySet] | None = None

    async def metadata(self) -> OpenIDProviderMetadata:
        """Return what the provider says of itself. Raises ProviderError."""
        now = self._clock.mono_ms()
        if self._metadata is not None and now - self._metadata[0] < _METADATA_MS:
            return self._metadata[1]
        url = get_well_known_url(self._settings.issuer, external=True)
        found = OpenIDProviderMetadata(await self._get(url))
        if found.get("issuer") != self._settings.issuer:
            raise ProviderError(f"{url} speaks for {found.get('issuer')!r}, not for {self._settings.issuer!r}")
        wrong = [
            name
            for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")
            if not may_speak_to(str(found.get(name) or ""))
        ]
        if wrong:
            raise ProviderError(f"{url} gives no safe address for {', '.join(wrong)}")
        self._metadata = (now, found)
        return found

    async def sign_in_url(self, *, redirect_uri: str, state: str, nonce: str, verifier: str) -> str:
        """Return where to send the browser. Raises ProviderError."""
        metadata = await self.metadata()
        return prepare_grant_uri(
            metadata["authorization_endpoint"],
            self._settings.client_id,
            "code",
            redirect_uri=redirect_uri,
            scope=" ".join(self._settings.scopes),
            state=state,
            nonce=nonce,
            code_challenge=create_s256_code_challenge(verifier),
            code_challenge_method="S256",
        )

    async def answers_by(self, issuer: str | None) -> bool:
        """Say whether an answer comes from this provider, as far as it names itself (RFC 9207). Raises ProviderError."""
        named = (await self.metadata()).get("authorization_response_iss_parameter_supported") is True
        return issuer == self._settings.issuer if issuer or named else True

    async def claims(self, code: str, *, redirect_uri: str, nonce: str, verifier: str) -> dict[str, Any]:
        """Return the proved claims of who signed in. Raises ProviderError."""
        metadata = await self.metadata()
        body = prepare_token_request("authorization_code", code=code, redirect_uri=redirect_uri, code_verifier=verifier)
        headers = _JSON | {"Content-Type": "application/x-www-form-urlencoded", "Authorization": self._basic()}
        tokens = _parsed(await self._call("POST", metadata["token_endpoint"], body.encode(), headers), "the token endpoint")
        claims = await self._proved(str(tokens.get("id_token") or ""), str(tokens.get("access_token") or ""), nonce)
        if "email" not in claims and (endpoint := metadata.get("userinfo_endpoint")) and may_speak_to(str(endpoint)):
            bearer = _JSON | {"Authorization": f"Bearer {tokens.get('access_token')}"}
            more = _parsed(await self._call("GET", str(endpoint), b"", bearer), "the userinfo endpoint")
            if more.get("sub") != claims["sub"]:
                raise ProviderError("the userinfo endpoint speaks of somebody else")
            claims = more | claims
        return claims

    def _basic(self) -> str:
        """RFC 6749, 2.3.1: both parts form-encoded, then Basic."""
        pair = f"{quote_plus(self._settings.client_id)}:{quote_plus(self._settings.client_secret)}"
        return f"Basic {base64.b64encode(pair.encode()).decode()}"

    async def _proved(self, token: str, access_token: str, nonce: str) -> dict[str, Any]:
        try:
            decoded = await self._decoded(token)
            claims = CodeIDToken(
                decoded.claims,
                decoded.header,
                {
                    "iss": {"essential": True, "value": self._settings.issuer},
                    "aud": {"essential": True, "value": self._settings.client_id},
                },
                {"nonce": nonce, "client_id": self._settings.client_id, "access_token": access_token},
            )
            claims.validate(now=self._clock.now_ms() // 1000, leeway=_LEEWAY_S)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise ProviderError(f"the ID token does not hold: {type(error).__name__} {error}") from error
        return dict(claims)

    async def _decoded(self, token: str) -> jwt.Token:
        """Return the token checked by the provider's keys, fetched anew when it names one that is not known."""
        keys = await self._key_set()
        try:
            return jwt.decode(token, keys, algorithms=list(_ALGORITHMS))
        except (JoseError, ValueError):
            if self._keys is None or self._clock.mono_ms() - self._keys[0] < _KEYS_PAUSE_MS:
                raise
            self._keys = None
            return jwt.decode(token, await self._key_set(), algorithms=list(_ALGORITHMS))

    async def _key_set(self) -> KeySet:
        if self._keys is None:
            found = await self._get((await self.metadata())["jwks_uri"])
            self._keys = (self._clock.mono_ms(), KeySet.import_key_set({"keys": found.get("keys") or []}))
        return self._keys[1]

    async def _get(self, url: str) -> dict[str, Any]:
        return _parsed(await self._call("GET", url, b"", _JSON), url)

    async def _call(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        try:
            return await self._http.call(method, url, body, headers)
        except OSError as error:
            raise ProviderError(f"{url} does not answer: {error}") from error


def _parsed(answer: Answer, who: str) -> dict[str, Any]:
    try:
        found = json.loads(answer.body)
    except ValueError as error:
        raise ProviderError(f"{who} answered {answer.status} without JSON") from error
    if answer.status != _OK or not isinstance(found, dict):
        told = found.get("error") if isinstance(found, dict) else ""
        raise ProviderError(f"{who} answered {answer.status} {told}".strip())
    return found
