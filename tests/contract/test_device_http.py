"""Signed requests of devices: what is signed holds, and nothing else does."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_contract.device_http import NONCE_HEADER, TIME_HEADER, asked_of, check_signature, signed_headers
from hallenwart_contract.errors import BadSignatureError

KEY = ec.generate_private_key(ec.SECP256R1())
BODY = b'{"csr":"x"}'
HEADERS = signed_headers("POST", "/device/v1/renew", BODY, device="nordpark-1", key=KEY, now_ms=1_790_000_000_000)


def test_a_signed_request_is_read_as_it_was_asked():
    asked, signature = asked_of("post", "/device/v1/renew", {name.lower(): value for name, value in HEADERS.items()}, BODY)
    check_signature(asked, signature, KEY.public_key())
    assert (asked.device, asked.time_ms) == ("nordpark-1", 1_790_000_000_000)


@pytest.mark.parametrize(
    ("method", "path", "body", "changed"),
    [
        ("PUT", "/device/v1/renew", BODY, {}),
        ("POST", "/device/v1/logs", BODY, {}),
        ("POST", "/device/v1/renew", BODY + b" ", {}),
        ("POST", "/device/v1/renew", BODY, {TIME_HEADER: "1790000000001"}),
        ("POST", "/device/v1/renew", BODY, {NONCE_HEADER: "0" * 32}),
        ("POST", "/device/v1/renew", BODY, {"Hallenwart-Device": "nordpark-2"}),
    ],
)
def test_whatever_is_changed_on_the_way_breaks_the_signature(method: str, path: str, body: bytes, changed: dict[str, str]):
    asked, signature = asked_of(method, path, {**HEADERS, **changed}, body)
    with pytest.raises(BadSignatureError):
        check_signature(asked, signature, KEY.public_key())


@given(st.dictionaries(st.sampled_from(sorted(HEADERS)), st.text(max_size=80)), st.binary(max_size=40))
def test_odd_headers_are_refused_in_words(headers: dict[str, str], body: bytes):
    with pytest.raises(BadSignatureError):
        check_signature(
            *asked_of("POST", "/device/v1/renew", {**HEADERS, NONCE_HEADER: "?", **headers}, body), KEY.public_key()
        )
