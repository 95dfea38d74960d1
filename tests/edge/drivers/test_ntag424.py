"""What a Type 4 tag says in its NDEF file, from the APDUs to the message in the URL."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_edge.drivers.ntag424 import read_sun, sun_in, url_in
from hallenwart_edge.ports import SunMessage
from hallenwart_sim.devices.nfc_cards import Desfire, Ntag424

HIDDEN, PROOF = "EF963FF7828658A599F3041510671E88", "94EED9EE65337086"
SAID = SunMessage(bytes.fromhex(HIDDEN), bytes.fromhex(PROOF))
UID = bytes.fromhex("04DE5F1EACC040")


def record(url: bytes) -> bytes:
    return b"\xd1\x01" + bytes([len(url) + 1]) + b"U\x04" + url


@pytest.mark.parametrize(
    "url",
    [
        f"choose.url.example/ntag424?e={HIDDEN}&c={PROOF}",
        f"hallen.example/?picc_data={HIDDEN.lower()}&cmac={PROOF.lower()}",
        f"hallen.example/tap/{HIDDEN}/{PROOF}",
        f"hallen.example/?e={HIDDEN}&enc={'AB' * 16}&c={PROOF}",
        f"hallen.example/?h=11223344&e={HIDDEN}x{PROOF}",
    ],
)
def test_the_message_is_found_whatever_its_parts_are_called(url):
    assert sun_in(url_in(record(url.encode()))) == SAID


@pytest.mark.parametrize(
    "url", ["", "hallen.example", f"x/?e={HIDDEN}", f"x/?c={PROOF}", f"x/?c={PROOF}&e={HIDDEN}", f"x/?e={HIDDEN}0&c={PROOF}"]
)
def test_a_url_without_both_parts_in_their_order_says_nothing(url):
    assert sun_in(url_in(record(url.encode()))) is None


def test_records_of_other_forms_are_understood_or_passed_over():
    url = f"x/{HIDDEN}/{PROOF}".encode()
    long_form = b"\xc1\x01" + (len(url) + 1).to_bytes(4, "big") + b"U\x04" + url
    with_id = b"\xd9\x01" + bytes([len(url) + 1, 2]) + b"U" + b"ab" + b"\x04" + url
    assert sun_in(url_in(long_form)) == sun_in(url_in(with_id)) == SAID
    assert url_in(b"\xd1\x01" + bytes([len(url) + 1]) + b"T\x04" + url) == b""
    assert url_in(b"\xd2\x01" + bytes([len(url) + 1]) + b"U\x04" + url) == b""


@given(st.binary(max_size=80))
def test_no_message_breaks_it(message):
    sun_in(url_in(message))


async def said_by(*answers: bytes) -> SunMessage | None:
    waiting = list(answers)

    async def exchange(_: bytes) -> bytes:
        return waiting.pop(0) if waiting else b"\x6d\x00"

    return await read_sun(exchange)


@given(st.lists(st.binary(max_size=300), max_size=8))
async def test_no_answers_of_a_card_break_it(answers):
    await said_by(*answers)


@pytest.mark.parametrize("length", [b"\x00\x00", b"\xff\xff", b"\x00", b""])
async def test_a_file_without_a_message_says_nothing(length):
    assert await said_by(b"\x90\x00", b"\x90\x00", length + b"\x90\x00") is None


@pytest.mark.parametrize("places", ["?e={hidden}&c={proof}", "?pad=" + "y" * 175 + "&e={hidden}&c={proof}"])
async def test_the_emulated_card_is_read_and_counts_one_tap(places):
    card = Ntag424(UID, meta_key=bytes(16), file_key=bytes(16), url="hallen.example/" + places)

    async def exchange(apdu: bytes) -> bytes:
        return card.answer(apdu) or b""

    said = await read_sun(exchange)
    assert said is not None
    assert card.counter == 1
    assert await read_sun(exchange) != said
    assert card.counter == 2


async def test_another_card_says_nothing():
    card = Desfire(UID)

    async def exchange(apdu: bytes) -> bytes:
        return card.answer(apdu) or b""

    assert await read_sun(exchange) is None
