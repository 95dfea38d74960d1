"""The emulated readers and cards against documented bytes, spoken by hand."""

import asyncio
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_sim.devices.nfc_cards import Desfire, MifareClassic, Ntag21x, Ntag424, Phone, _mac
from hallenwart_sim.devices.rdm6300 import GHOSTS
from hallenwart_sim.devices.reader_faults import GARBAGE, Fault
from support.rig import a_rig, until
from support.wire import answer_to, heard, plugged_into, silence_after

UID = bytes.fromhex("04DE5F1EACC040")
ACK = "00 00 FF 00 FF 00"
WAKE_UP = "55 55" + " 00" * 14
SAM = "00 00 FF 05 FB D4 14 01 14 01 02 00"
SAM_DONE = "00 00 FF 02 FE D5 15 16 00"
RETRIES = "00 00 FF 06 FA D4 32 05 FF 01 02 F3 00"
FIND = "00 00 FF 04 FC D4 4A 01 00 E1 00"
NO_CARD = "00 00 FF 03 FD D5 4B 00 E0 00"
CLASSIC = "00 00 FF 0C F4 D5 4B 01 01 00 04 08 04 DE AD BE EF 96 00"
SELECT_NDEF = "00 00 FF 10 F0 D4 40 01 00 A4 04 00 07 D2 76 00 00 85 01 01 00 6D 00"


async def woken(line: int) -> None:
    assert await answer_to(line, WAKE_UP + SAM) == bytes.fromhex(ACK + SAM_DONE)
    assert await answer_to(line, RETRIES) == bytes.fromhex(ACK + "00 00 FF 02 FE D5 33 F8 00")


# --- PN532 ---


async def test_the_chip_sleeps_until_it_is_woken_and_set_up():
    async with a_rig() as rig:
        with plugged_into(rig.pn532().port) as line:
            assert await silence_after(line, SAM) == b""
            assert await silence_after(line, WAKE_UP + " 00 00 FF 02 FE D4 02 2A 00") == b""
            assert await answer_to(line, SAM) == bytes.fromhex(ACK + SAM_DONE)
            version = "00 00 FF 06 FA D5 03 32 01 06 07 E8 00"
            assert await answer_to(line, "00 00 FF 02 FE D4 02 2A 00") == bytes.fromhex(ACK + version)


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        (None, NO_CARD),
        (MifareClassic(bytes.fromhex("DEADBEEF")), CLASSIC),
        (Ntag21x(bytes.fromhex("043318EA703280")), "00 00 FF 0F F1 D5 4B 01 01 00 44 00 07 04 33 18 EA 70 32 80 38 00"),
        (
            Desfire(bytes.fromhex("0415912A5C6D80")),
            "00 00 FF 15 EB D5 4B 01 01 03 44 20 07 04 15 91 2A 5C 6D 80 06 75 77 81 02 80 5E 00",
        ),
    ],
)
async def test_documented_cards_are_found_with_documented_bytes(card, answer):
    async with a_rig() as rig:
        chip = rig.pn532()
        if card:
            chip.lay(card)
        with plugged_into(chip.port) as line:
            await woken(line)
            assert await answer_to(line, FIND) == bytes.fromhex(ACK + answer)


@pytest.mark.parametrize(
    ("request_hex", "answer"),
    [
        ("00 00 FF 03 FD D4 52 00 DA 00", ACK + "00 00 FF 03 FD D5 53 00 D8 00"),  # let all go
        ("00 00 FF 03 FD D4 99 00 93 00", ACK + "00 00 FF 01 FF 7F 81 00"),  # no such command
        ("00 00 FF 04 FC D4 4A 01 00 E2 00", ""),  # does not add up
        ("00 00 FF 04 FD D4 4A 01 00 E1 00", ""),  # nor does its head
        ("01 00 FF 00 00 FF 02 FE D4 02 2A 00", ACK + "00 00 FF 06 FA D5 03 32 01 06 07 E8 00"),  # noise before
        (SELECT_NDEF, ACK + "00 00 FF 03 FD D5 41 27 C3 00"),  # nothing selected
    ],
)
async def test_requests_are_answered_as_the_manual_says(request_hex, answer):
    async with a_rig() as rig:
        with plugged_into(rig.pn532().port) as line:
            await woken(line)
            said = await (answer_to if answer else silence_after)(line, request_hex)
            assert said == bytes.fromhex(answer)


async def test_an_answer_is_said_again_after_a_nack():
    async with a_rig() as rig:
        with plugged_into(rig.pn532().port) as line:
            await woken(line)
            await answer_to(line, FIND)
            assert await answer_to(line, "00 00 FF FF 00 00") == bytes.fromhex(NO_CARD)


async def test_as_delivered_it_looks_for_ever_until_a_card_comes_or_the_host_ends_it():
    async with a_rig() as rig:
        chip = rig.pn532()
        with plugged_into(chip.port) as line:
            await answer_to(line, WAKE_UP + SAM)
            assert await answer_to(line, FIND) == bytes.fromhex(ACK)
            chip.lay(MifareClassic(bytes.fromhex("DEADBEEF")))
            assert await answer_to(line, "") == bytes.fromhex(CLASSIC)
            chip.take_away()
            await answer_to(line, FIND)
            assert await silence_after(line, ACK) == b""
            chip.lay(MifareClassic(bytes.fromhex("DEADBEEF")))
            assert await silence_after(line, "") == b""


async def test_apdus_go_to_the_card_and_a_card_that_is_gone_times_out():
    async with a_rig() as rig:
        chip = rig.pn532()
        chip.lay(Ntag424(UID, meta_key=bytes(16), file_key=bytes(16)))
        with plugged_into(chip.port) as line:
            await woken(line)
            await answer_to(line, FIND)
            assert await answer_to(line, SELECT_NDEF) == bytes.fromhex(ACK + "00 00 FF 05 FB D5 41 00 90 00 5A 00")
            chip.take_away()
            gone = bytes.fromhex(ACK + "00 00 FF 03 FD D5 41 01 E9 00")
            assert await answer_to(line, SELECT_NDEF) == gone


async def test_a_card_that_was_spoken_to_is_found_again_only_when_the_field_was_off():
    async with a_rig() as rig:
        chip = rig.pn532()
        chip.lay(Desfire(UID))
        with plugged_into(chip.port) as line:
            await woken(line)
            first = await answer_to(line, FIND)
            assert await answer_to(line, FIND) == bytes.fromhex(ACK + NO_CARD)
            await answer_to(line, "00 00 FF 04 FC D4 32 01 02 F7 00")
            assert await answer_to(line, FIND) == first


@pytest.mark.parametrize(
    ("fault", "answer"),
    [
        (Fault.SILENT, ""),
        (Fault.WRONG_SUM, ACK + "00 00 FF 03 FD D5 4B 00 BA 00"),
        (Fault.HALF_FRAME, ACK + "00 00 FF 03 FD"),
        (Fault.GARBAGE, GARBAGE.hex() + ACK + GARBAGE.hex() + NO_CARD),
    ],
)
async def test_faults_are_what_they_are_called(fault, answer):
    async with a_rig() as rig:
        chip = rig.pn532()
        with plugged_into(chip.port) as line:
            await woken(line)
            chip.faults = {fault}
            said = await (answer_to if answer else silence_after)(line, FIND)
            assert said == bytes.fromhex(answer)


async def test_a_chip_that_lost_its_power_sleeps_again():
    async with a_rig() as rig:
        chip = rig.pn532()
        with plugged_into(chip.port) as line:
            await woken(line)
        chip.unplug()
        chip.plug_in()
        with plugged_into(chip.port) as line:
            assert await silence_after(line, FIND) == b""
            await woken(line)


# --- cards ---


@pytest.mark.parametrize(
    ("length", "mac"),
    [
        (0, "bb1d6929e95937287fa37d129b756746"),
        (16, "070a16b46b4d4144f79bdd9dd04a287c"),
        (40, "dfa66747de9ae63030ca32611497c827"),
        (64, "51f0bebf7e3b9d92fc49741779363cfe"),
    ],
)
def test_macs_are_those_of_rfc_4493(length, mac):
    message = bytes.fromhex(
        "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
        "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710"
    )
    assert _mac(bytes.fromhex("2b7e151628aed2a6abf7158809cf4f3c"), message[:length]).hex() == mac


def test_the_proof_is_that_of_the_application_note():
    card = Ntag424(UID, meta_key=bytes(16), file_key=bytes(16))
    card.counter = 61
    hidden, proof = card.sun()
    assert proof.hex().upper() == "94EED9EE65337086"  # NXP AN12196
    assert len(hidden) == 16
    assert card.sun()[0] != hidden


def test_a_card_counts_once_per_tap_and_serves_only_the_file_that_is_chosen():
    card = Ntag424(UID, meta_key=bytes(16), file_key=bytes(16))
    choose_application, choose_file = "00A4040007D276000085010100", "00A4000C02E104"
    read_length = "00B0000002"
    assert [card.answer(bytes.fromhex(apdu)).hex() for apdu in (read_length, choose_file)] == ["6d00", "6a82"]
    assert [card.answer(bytes.fromhex(apdu)).hex() for apdu in (choose_application, choose_file)] == ["9000", "9000"]
    length = card.answer(bytes.fromhex(read_length))
    message = card.answer(bytes.fromhex("00B00002") + length[1:2])
    assert len(message) == int.from_bytes(length[:2], "big") + 2
    assert card.counter == 1
    card.power_up()
    assert card.answer(bytes.fromhex(read_length)).hex() == "6d00"


def test_a_phone_shows_another_uid_each_time():
    phone = Phone()
    seen = set()
    for _ in range(5):
        phone.power_up()
        seen.add(phone.uid)
        assert phone.uid[0] == 0x08
    assert len(seen) == 5


# --- RDM6300 ---


async def test_a_tag_is_said_again_and_again_with_the_documented_bytes():
    async with a_rig() as rig:
        reader = rig.rdm6300(period_s=0.02)
        reader.lay(bytes.fromhex("0C009B2F1E"))
        with plugged_into(reader.port) as line:
            said = await heard(line, octets=28)
            assert said[:14] == bytes.fromhex("02 30 43 30 30 39 42 32 46 31 45 41 36 03")
            assert said[14:28] == said[:14]
            reader.take_away()
            await asyncio.sleep(0)
            await silence_after(line, "")
            assert await silence_after(line, "") == b""


@pytest.mark.parametrize("digits", GHOSTS)
def test_phantoms_have_a_good_checksum(digits):
    check = 0
    for octet in bytes.fromhex(digits):
        check ^= octet
    assert check == 0


# --- GM65 and GM861 ---


@pytest.mark.parametrize(
    ("request_hex", "answer"),
    [
        ("7E 00 08 01 00 02 01 02 DA", "02 00 00 01 00 33 31"),  # write
        ("7E 00 08 01 00 02 01 AB CD", "02 00 00 01 00 33 31"),  # the same without a checksum
        ("7E 00 08 02 00 2A 39 01 A7 EA", "02 00 00 01 00 33 31"),  # two zones
        ("7E 00 09 01 00 00 00 DE C8", "02 00 00 01 00 33 31"),  # keep
        ("7E 00 0A 01 00 00 00 30 1A", "03 00 00 01 00 33 31"),  # heartbeat
        ("7E 00 08 01 00 02 01 02 DB", ""),  # does not add up
        ("7E 7E 00 08 01 00 02 01 02 DA", "02 00 00 01 00 33 31"),  # noise before
    ],
)
async def test_vendor_commands_are_answered_with_vendor_bytes(request_hex, answer):
    async with a_rig() as rig:
        with plugged_into(rig.gm65().port) as line:
            said = await (answer_to if answer else silence_after)(line, request_hex)
            assert said == bytes.fromhex(answer)


async def test_zones_are_read_back():
    async with a_rig() as rig:
        with plugged_into(rig.gm65().port) as line:
            said = await answer_to(line, "7E 00 07 01 00 2A 02 D8 0F")
            assert said[:6] == bytes.fromhex("02 00 00 02 39 01")


@pytest.mark.parametrize(
    ("model", "zone", "value", "end"),
    [
        ("gm65", 0x60, 0x01, b"\r"),
        ("gm65", 0x60, 0x21, b"\r\n"),
        ("gm65", 0x60, 0x41, b"\t"),
        ("gm65", 0x60, 0x00, b""),
        ("gm861", 0x0E, 0x00, b"\r"),
        ("gm861", 0x0E, 0x01, b"\n"),
        ("gm861", 0x0E, 0x02, b"\r\n"),
    ],
)
async def test_texts_end_as_the_zones_say(model, zone, value, end):
    async with a_rig() as rig:
        reader = rig.gm65(model=model)
        reader.zones.update({0x00: 0xD6, zone: value})
        with plugged_into(reader.port) as line:
            assert reader.show("HALL")
            assert await answer_to(line, "") == b"HALL" + end


async def test_setup_codes_work_until_they_are_switched_off():
    async with a_rig() as rig:
        reader = rig.gm65()
        assert reader.show_setup_code(0x00, 0xD6)
        with plugged_into(reader.port) as line:
            await answer_to(line, "7E 00 08 01 00 03 02 AB CD")
            assert not reader.show_setup_code(0x00, 0xD4)
            assert reader.show("HALL")


async def test_what_is_not_kept_in_flash_is_lost_with_the_power():
    async with a_rig() as rig:
        reader = rig.gm65()
        with plugged_into(reader.port) as line:
            await answer_to(line, "7E 00 08 01 00 00 D6 AB CD 7E 00 09 01 00 00 00 DE C8 7E 00 08 01 00 03 02 AB CD")
        reader.unplug()
        reader.plug_in()
        assert (reader.zones[0x00], reader.zones[0x03]) == (0xD6, 0x00)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.binary(max_size=60), max_size=6))
async def test_no_bytes_break_the_emulated_readers(pieces):
    async with a_rig() as rig:
        chip, scanner = rig.pn532(), rig.gm65()
        chip.received(b"\x55")
        for piece in pieces:
            chip.received(piece)
            scanner.received(piece)
        with plugged_into(scanner.port) as line:
            scanner.received(bytes(300))
            os.write(line, bytes.fromhex("7E 00 0A 01 00 00 00 30 1A"))
            await until(lambda: bool(scanner.heard))
