"""QR passes: what is signed is read back, everything else is refused."""

import pytest
import segno
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_contract import passes
from hallenwart_contract.errors import BadSignatureError, UndecodableError
from hallenwart_contract.passes import Pass

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEYS = {1: KEY.public_key()}
NOW = 1_790_000_000_000
shown = st.builds(
    Pass,
    serial=st.binary(min_size=8, max_size=8),
    device=st.binary(min_size=4, max_size=4),
    from_ms=st.integers(0, 2**32 - 1).map(lambda second: second * 1000),
    to_ms=st.integers(0, 2**32 - 1).map(lambda second: second * 1000),
    slots=st.sets(st.integers(1, passes.MAX_SLOT)).map(lambda slots: tuple(sorted(slots))),
    single_use=st.booleans(),
)
ONE = Pass(passes.serial_of("b1.nordpark-1"), passes.tag_of("nordpark-1"), NOW, NOW + 5_400_000, (1, 4))


@given(shown)
def test_a_pass_says_what_was_signed(one: Pass):
    text = passes.issue(one, key=KEY)
    assert len(text) == passes.TEXT_CHARS
    assert passes.is_pass(text)
    assert passes.read(text, keys=KEYS) == passes.read(f" {text.lower()}\r\n", keys=KEYS) == one


def test_a_pass_is_a_symbol_of_version_six_in_its_compact_mode():
    assert (segno.make(passes.issue(ONE, key=KEY), error="m", boost_error=False).designator) == "6-M"


def test_milliseconds_are_rounded_outwards():
    one = passes.read(passes.issue(Pass(b"s" * 8, b"d" * 4, 1_500, 2_001, (1,)), key=KEY), keys=KEYS)
    assert (one.from_ms, one.to_ms) == (1_000, 3_000)


@given(st.integers(0, passes.TEXT_CHARS - 1), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_one_changed_character_is_no_pass(at: int, other: str):
    text = passes.issue(ONE, key=KEY)
    changed = text[:at] + other + text[at + 1 :]
    try:
        read = passes.read(changed, keys=KEYS)
    except (BadSignatureError, UndecodableError):
        return
    assert read == ONE  # the same character, or the spare bits behind the last byte


def test_a_foreign_key_is_refused():
    stranger = Ed25519PrivateKey.from_private_bytes(b"x" * 32)
    with pytest.raises(BadSignatureError):
        passes.read(passes.issue(ONE, key=stranger), keys=KEYS)
    with pytest.raises(BadSignatureError):
        passes.read(passes.issue(ONE, key=KEY, kid=9), keys=KEYS)


@given(st.text(max_size=200))
def test_any_other_text_is_refused_in_order(text: str):
    with pytest.raises((BadSignatureError, UndecodableError)):
        passes.read(text, keys=KEYS)


@pytest.mark.parametrize("slot", [0, passes.MAX_SLOT + 1])
def test_a_compartment_that_does_not_fit_is_refused(slot: int):
    with pytest.raises(ValueError, match="compartments 1 to 48"):
        passes.issue(Pass(b"s" * 8, b"d" * 4, 0, 0, (slot,)), key=KEY)


def test_grants_and_devices_have_names_of_their_own():
    assert passes.serial_of("b1.nordpark-1") != passes.serial_of("b1.nordpark-2")
    assert passes.tag_of("nordpark-1") != passes.tag_of("nordpark-2")
