"""Small secrets for one device and one thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_contract import sealed
from hallenwart_contract.errors import BadSignatureError

ONE, OTHER = b"a" * 32, b"b" * 32


@given(st.binary(max_size=64), st.text(max_size=32))
def test_what_is_sealed_is_read_by_its_device_about_its_thing_alone(secret: bytes, about: str):
    box = sealed.seal(secret, device_secret=ONE, about=about)
    assert sealed.unseal(box, device_secret=ONE, about=about) == secret
    for device_secret, thing in ((OTHER, about), (ONE, about + "x")):
        with pytest.raises(BadSignatureError):
            sealed.unseal(box, device_secret=device_secret, about=thing)


@given(st.binary(max_size=80))
def test_garbage_is_refused_in_order(garbage: bytes):
    with pytest.raises(BadSignatureError):
        sealed.unseal(garbage, device_secret=ONE, about="c1")


def test_the_same_secret_looks_different_each_time():
    assert sealed.seal(b"s", device_secret=ONE, about="c") != sealed.seal(b"s", device_secret=ONE, about="c")
