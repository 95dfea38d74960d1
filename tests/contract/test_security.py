"""Signed envelopes, the site link and access codes: what must be refused, and vectors that must never change."""

import itertools

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_contract import codes, site_link
from hallenwart_contract.codec import decode, encode
from hallenwart_contract.documents import Command, CommandFor, Config
from hallenwart_contract.errors import BadSignatureError, ContractError, UndecodableError
from hallenwart_contract.signed import Signed, open_signed, sign
from hallenwart_contract.site_link import MAX_DATAGRAM_BYTES, Said, ZoneAlarm, seal, unseal
from support.quick_hashes import real_hashes

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEYS = {1: KEY.public_key()}
TOPIC = "hall/v1/nordpark-1/cmd"
COMMAND = Command(
    id="c-1", to=CommandFor(boot="1b7e", conn=3), op="open", arg={"slot": 3}, iat_ms=1_000, exp_ms=16_000, ttl_ms=15_000
)
ENVELOPE = sign(COMMAND, topic=TOPIC, key=KEY)
SITE_KEY = bytes(range(32, 64))
SAID = Said(site="nordpark", dev="nordpark-1", boot=7, seq=41, alarms=[ZoneAlarm(id="z", zone="g", cause="own", since_ms=5)])


def flipped(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8 % len(changed)] ^= 1 << bit % 8
    return bytes(changed)


def test_a_signed_command_survives_the_wire():
    arrived = decode(encode(ENVELOPE), Signed)
    assert open_signed(arrived, Command, topic=TOPIC, keys=KEYS) == COMMAND


def test_the_signature_is_the_one_everybody_computes():
    covered = b"hallenwart/1\n" + TOPIC.encode() + b"\n" + ENVELOPE.p
    KEY.public_key().verify(ENVELOPE.sig, covered)
    assert ENVELOPE.sig.hex().startswith("732752e58935e88d")


@given(st.sampled_from(["p", "sig"]), st.integers(0, 8 * 64 - 1))
def test_any_flipped_bit_is_refused(part: str, bit: int):
    forged = {"kid": 1, "p": ENVELOPE.p, "sig": ENVELOPE.sig}
    forged[part] = flipped(forged[part], bit)
    with pytest.raises(BadSignatureError):
        open_signed(Signed(**forged), Command, topic=TOPIC, keys=KEYS)


@pytest.mark.parametrize("topic", ["hall/v1/nordpark-2/cmd", "hall/v1/nordpark-1/cfg", "", TOPIC + "\n", TOPIC + "/"])
def test_another_topic_is_refused(topic: str):
    with pytest.raises(BadSignatureError):
        open_signed(ENVELOPE, Command, topic=topic, keys=KEYS)


@pytest.mark.parametrize("envelope", [Signed(kid=2, p=ENVELOPE.p, sig=ENVELOPE.sig), Signed(kid=1, p=ENVELOPE.p, sig=b"")])
def test_unknown_keys_and_short_signatures_are_refused(envelope: Signed):
    with pytest.raises(BadSignatureError):
        open_signed(envelope, Command, topic=TOPIC, keys=KEYS)
    with pytest.raises(BadSignatureError):
        open_signed(envelope, Command, topic=TOPIC, keys={2: Ed25519PrivateKey.generate().public_key()})


def test_a_right_signature_under_the_wrong_kind_of_document_is_undecodable():
    with pytest.raises(UndecodableError):
        open_signed(ENVELOPE, Config, topic=TOPIC, keys=KEYS)


def test_what_was_said_on_the_site_link_arrives():
    assert unseal(seal(SAID, key=SITE_KEY), key=SITE_KEY) == SAID
    assert len(seal(SAID, key=SITE_KEY)) <= MAX_DATAGRAM_BYTES


@given(st.integers(0, 8 * len(seal(SAID, key=SITE_KEY)) - 1))
def test_any_flipped_bit_of_a_datagram_is_refused(bit: int):
    with pytest.raises(BadSignatureError):
        unseal(flipped(seal(SAID, key=SITE_KEY), bit), key=SITE_KEY)


def test_datagrams_of_another_site_are_refused():
    with pytest.raises(BadSignatureError):
        unseal(seal(SAID, key=SITE_KEY), key=bytes(32))


@given(st.binary(max_size=100))
def test_arbitrary_datagrams_raise_nothing_but_contract_errors(datagram: bytes):
    with pytest.raises(ContractError):
        unseal(datagram, key=SITE_KEY)


def test_the_timing_of_the_site_link_leaves_room_for_lost_datagrams():
    assert site_link.EVERY_ALARM_MS < site_link.EVERY_QUIET_MS
    assert site_link.LOST_AFTER_MS >= 3 * site_link.EVERY_QUIET_MS


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("47110815", "2138f43454005eb1d48880af397caaa6"),
        ("00000000", "95c495cf1868f8e90b752ec9acc9a54c"),
    ],
)
def test_code_hashes_never_change(code: str, expected: str):
    pepper = codes.pepper_of(bytes(range(32)))
    assert pepper.hex() == "26d9e7cfbe7dfdb9f397b7cafb387a6bf6f2c4d20e9814422f2ba2867519f5c6"
    with real_hashes():
        assert codes.code_hash(code, salt=bytes(range(16)), pepper=pepper).hex() == expected


def test_the_same_code_looks_different_on_every_device():
    pepper = codes.pepper_of(b"a" * 32)
    one = codes.code_hash("47110815", salt=b"s" * 16, pepper=pepper)
    assert not codes.same(one, codes.code_hash("47110815", salt=b"t" * 16, pepper=pepper))
    assert not codes.same(one, codes.code_hash("47110815", salt=b"s" * 16, pepper=codes.pepper_of(b"b" * 32)))
    assert codes.same(one, codes.code_hash("47110815", salt=b"s" * 16, pepper=pepper))


def test_drawn_codes_are_eight_digits_new_and_not_trivial():
    taken: set[str] = set()
    for _ in range(2_000):
        code = codes.draw_code(taken)
        assert len(code) == codes.CODE_DIGITS
        assert code.isdecimal()
        assert code not in taken
        assert not codes.is_trivial(code)
        taken.add(code)
    assert {code[0] for code in taken} == set("0123456789")


class _Everything:
    """All codes are taken but one."""

    def __contains__(self, code: object) -> bool:
        return code != self.free

    def __init__(self, free: str) -> None:
        self.free = free


def test_a_taken_code_is_never_drawn(monkeypatch):
    drawn = itertools.cycle([47110815, 12345678, 8154711])
    monkeypatch.setattr(codes.secrets, "randbelow", lambda _: next(drawn))
    assert codes.draw_code(_Everything("08154711")) == "08154711"


@pytest.mark.parametrize(
    "code", ["00000000", "12345678", "87654321", "90123456", "11112222", "12121212", "13579135", "12341234"]
)
def test_what_people_guess_first_is_trivial(code: str):
    assert codes.is_trivial(code)


@pytest.mark.parametrize("code", ["47110815", "12345679", "10293847"])
def test_what_they_do_not_is_not(code: str):
    assert not codes.is_trivial(code)


@pytest.mark.parametrize(
    ("code", "read"),
    [("47110815", "4711 0815"), ("471108151234", "4711 0815 1234"), ("123456789", "123 456 789")],
)
def test_codes_are_read_in_groups(code: str, read: str):
    assert codes.grouped(code) == read


@pytest.mark.parametrize(("code", "duress"), [("471108151234", "471108151239"), ("471108151236", "471108151231")])
def test_the_duress_code_is_the_long_one_with_its_last_digit_plus_five(code: str, duress: str):
    assert codes.duress_of(code) == duress
    assert codes.duress_of(duress) == code


def test_extra_digits_are_four():
    assert {len(codes.draw_extra()) for _ in range(500)} == {codes.EXTRA_DIGITS}


def test_a_card_looks_different_on_every_device():
    uid = bytes.fromhex("04de5f1eacc040")
    one, other = codes.card_pepper_of(b"a" * 32), codes.card_pepper_of(b"b" * 32)
    assert one != codes.pepper_of(b"a" * 32)
    assert len(codes.card_hash(uid, pepper=one)) == codes.HASH_BYTES
    assert codes.card_hash(uid, pepper=one) != codes.card_hash(uid, pepper=other)
