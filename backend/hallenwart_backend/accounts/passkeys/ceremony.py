"""What browser and server tell each other about a passkey (W3C Web Authentication). Its library is slow to import and large."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

import webauthn
from cryptography.exceptions import UnsupportedAlgorithm
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    options_to_json_dict,
    parse_attestation_object,
    parse_client_data_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AttestationFormat,
    AuthenticationCredential,
    AuthenticatorAssertionResponse,
    AuthenticatorAttestationResponse,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    RegistrationCredential,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from hallenwart_backend.accounts.passkeys.rules import FLOW_MS, Address
from hallenwart_backend.accounts.passkeys.store import Passkey
from hallenwart_backend.accounts.passkeys.told import Made, NotProvenError, Proven, Shown
from hallenwart_backend.accounts.rules import Person

_T = TypeVar("_T")
_NAME: Final = "Hallenwart"
_MALFORMED: Final = (WebAuthnException, ValueError, LookupError, TypeError, AttributeError, UnsupportedAlgorithm)
_FORMATS: Final = frozenset({AttestationFormat.NONE, AttestationFormat.PACKED})
"""None is asked for; a browser may leave an authenticator's own signature in."""


def new_options(address: Address, person: Person, known: Sequence[Passkey], challenge: bytes) -> dict[str, Any]:
    """Return what a browser needs to make a passkey: one that finds itself, and asks for finger, face or PIN."""
    options = webauthn.generate_registration_options(
        rp_id=address.host,
        rp_name=_NAME,
        user_name=person.email,
        user_id=person.id.encode(),
        user_display_name=person.name,
        challenge=challenge,
        timeout=FLOW_MS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(one.credential_id)) for one in known],
    )
    return options_to_json_dict(options)


def sign_in_options(address: Address, challenge: bytes) -> dict[str, Any]:
    """Return what a browser needs to sign somebody in: it names nobody, the passkey does."""
    options = webauthn.generate_authentication_options(
        rp_id=address.host,
        challenge=challenge,
        timeout=FLOW_MS,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json_dict(options)


def challenge_in(client_data: str) -> bytes:
    """Return which challenge an answer is to. Raises NotProvenError."""
    return _proven(lambda: parse_client_data_json(base64url_to_bytes(client_data)).challenge)


def check_new(address: Address, made: Made, challenge: bytes) -> Proven:
    """Raises NotProvenError."""
    attestation = base64url_to_bytes(made.attestation)

    def check() -> Proven:
        if parse_attestation_object(attestation).fmt not in _FORMATS:
            raise ValueError("an attestation nobody asked for")
        found = webauthn.verify_registration_response(
            credential=RegistrationCredential(
                id=made.credential_id,
                raw_id=base64url_to_bytes(made.credential_id),
                response=AuthenticatorAttestationResponse(
                    client_data_json=base64url_to_bytes(made.client_data), attestation_object=attestation
                ),
            ),
            expected_challenge=challenge,
            expected_rp_id=address.host,
            expected_origin=address.origin,
            require_user_verification=True,
        )
        if bytes_to_base64url(found.credential_id) != made.credential_id:
            raise ValueError("another credential than the one that was attested")
        return Proven(bytes_to_base64url(found.credential_public_key), found.sign_count, found.credential_backed_up)

    return _proven(check)


def check_shown(address: Address, shown: Shown, challenge: bytes, public_key: str) -> Proven:
    """Check all but the counter, which the caller knows. Raises NotProvenError."""

    def check() -> Proven:
        found = webauthn.verify_authentication_response(
            credential=AuthenticationCredential(
                id=shown.credential_id,
                raw_id=base64url_to_bytes(shown.credential_id),
                response=AuthenticatorAssertionResponse(
                    client_data_json=base64url_to_bytes(shown.client_data),
                    authenticator_data=base64url_to_bytes(shown.authenticator_data),
                    signature=base64url_to_bytes(shown.signature),
                ),
            ),
            expected_challenge=challenge,
            expected_rp_id=address.host,
            expected_origin=address.origin,
            credential_public_key=base64url_to_bytes(public_key),
            credential_current_sign_count=0,
            require_user_verification=True,
        )
        return Proven(public_key, found.new_sign_count, found.credential_backed_up)

    return _proven(check)


def handle_of(person: str) -> str:
    """Return by which handle a passkey knows its person."""
    return bytes_to_base64url(person.encode())


def text_of(challenge: bytes) -> str:
    return bytes_to_base64url(challenge)


def _proven(check: Callable[[], _T]) -> _T:
    try:
        return check()
    except _MALFORMED as error:
        raise NotProvenError(f"{type(error).__name__}: {error}"[:200]) from error
