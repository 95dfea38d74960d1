"""The driver against documented bytes, and against the emulated chip with cards in its field."""

import asyncio
from contextlib import asynccontextmanager, suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_edge.access.sun import opened, proves
from hallenwart_edge.drivers import pn532, pn532_chip
from hallenwart_edge.drivers.pn532 import Pn532, target_in
from hallenwart_edge.drivers.serial_line import SerialLine
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Card
from hallenwart_sim.devices.nfc_cards import Desfire, MifareClassic, Ntag21x, Ntag424, Phone
from hallenwart_sim.devices.reader_faults import Fault
from support.rig import a_rig, far_end, until

META_KEY, FILE_KEY = bytes(range(16)), bytes(range(16, 32))
UID = bytes.fromhex("04DE5F1EACC040")

WAKE_UP = bytes.fromhex("55 55" + "00" * 14 + "00 00 FF 00 FF 00")
SAM = bytes.fromhex("00 00 FF 05 FB D4 14 01 14 01 02 00")
VERSION = bytes.fromhex("00 00 FF 02 FE D4 02 2A 00")
RETRIES = bytes.fromhex("00 00 FF 06 FA D4 32 05 FF 01 02 F3 00")
FIND = bytes.fromhex("00 00 FF 04 FC D4 4A 01 00 E1 00")
FIELD_OFF = bytes.fromhex("00 00 FF 04 FC D4 32 01 02 F7 00")
SELECT_NDEF = bytes.fromhex("00 00 FF 10 F0 D4 40 01 00 A4 04 00 07 D2 76 00 00 85 01 01 00 6D 00")

ACK = bytes.fromhex("00 00 FF 00 FF 00")
NACK = bytes.fromhex("00 00 FF FF 00 00")
SAM_DONE = bytes.fromhex("00 00 FF 02 FE D5 15 16 00")
VERSION_1_6 = bytes.fromhex("00 00 FF 06 FA D5 03 32 01 06 07 E8 00")
RF_DONE = bytes.fromhex("00 00 FF 02 FE D5 33 F8 00")
NO_CARD = bytes.fromhex("00 00 FF 03 FD D5 4B 00 E0 00")
CLASSIC = bytes.fromhex("00 00 FF 0C F4 D5 4B 01 01 00 04 08 04 DE AD BE EF 96 00")
ULTRALIGHT = bytes.fromhex("00 00 FF 0F F1 D5 4B 01 01 00 44 00 07 04 33 18 EA 70 32 80 38 00")
DESFIRE = bytes.fromhex("00 00 FF 15 EB D5 4B 01 01 03 44 20 07 04 15 91 2A 5C 6D 80 06 75 77 81 02 80 5E 00")
TIMEOUT = bytes.fromhex("00 00 FF 03 FD D5 41 01 E9 00")
AWAKE = [ACK + SAM_DONE, ACK + VERSION_1_6, ACK + RF_DONE]


def reader_on(port: str) -> Pn532:
    return Pn532(SerialLine("karten", port, baud=115_200), component="karten")


def a_sun_card(**kwargs) -> Ntag424:
    return Ntag424(UID, meta_key=META_KEY, file_key=FILE_KEY, **kwargs)


@asynccontextmanager
async def a_reader(*, paced: bool = False):
    """An emulated chip and the cards that the driver tells."""
    async with a_rig(paced=paced) as rig:
        chip = rig.pn532()
        reader = reader_on(chip.port)
        told: list[Card] = []

        async def listen() -> None:
            async for card in reader.cards():
                told.append(card)  # noqa: PERF401 - each at its time

        listening = asyncio.create_task(listen())
        try:
            yield chip, told, listening
        finally:
            listening.cancel()
            await asyncio.wait([listening])
            reader.close()


async def looked(chip, times: int = 3) -> None:
    """Wait until the driver has looked for cards so many times more."""
    wanted = chip.heard.count(0x4A) + times
    await until(lambda: chip.heard.count(0x4A) >= wanted)


async def test_the_documented_bytes_are_spoken_and_understood():
    with far_end() as end:
        reader = reader_on(end.port)
        end.answers = [*AWAKE, ACK + NO_CARD, ACK + CLASSIC]
        async with asyncio.timeout(180):
            card = await anext(reader.cards())
        assert card.uid == bytes.fromhex("DEADBEEF")
        assert card.sun is None
        assert bytes(end.heard) == WAKE_UP + SAM + VERSION + RETRIES + FIND + FIND
        reader.close()


async def test_a_card_that_speaks_apdus_is_asked_for_its_message():
    with far_end() as end:
        reader = reader_on(end.port)
        not_found = bytes.fromhex("00 00 FF 05 FB D5 41 00 6A 82 FE 00")
        end.answers = [*AWAKE, ACK + DESFIRE, ACK + not_found]
        async with asyncio.timeout(180):
            card = await anext(reader.cards())
        assert (card.uid, card.sun) == (bytes.fromhex("0415912A5C6D80"), None)
        assert end.heard.endswith(FIND + SELECT_NDEF)
        reader.close()


@pytest.mark.parametrize(("frame", "uid"), [(CLASSIC, "DEADBEEF"), (ULTRALIGHT, "043318EA703280"), (DESFIRE, "0415912A5C6D80")])
def test_documented_cards_are_understood(frame, uid):
    target = target_in(frame[7:-2])
    assert target is not None
    assert target.lasting_uid == bytes.fromhex(uid)
    assert uid not in repr(target)


@pytest.mark.parametrize(
    "card", [MifareClassic(bytes.fromhex("DEADBEEF")), Ntag21x(bytes.fromhex("043318EA703280")), Desfire(UID)]
)
async def test_a_card_without_a_message_is_known_by_its_uid_and_told_once(card):
    async with a_reader() as (chip, told, _):
        chip.lay(card)
        await until(lambda: told)
        await looked(chip)
        assert told == [Card(card.uid)]


async def test_a_card_that_comes_again_is_told_again(monkeypatch):
    monkeypatch.setattr(pn532, "GONE_AFTER_S", 0.15)
    async with a_reader() as (chip, told, _):
        card = MifareClassic(b"\x01\x02\x03\x04")
        for times in (1, 2, 3):
            chip.lay(card)
            await until(lambda times=times: len(told) == times)
            chip.take_away()
            await looked(chip, 4)
        assert len(told) == 3


async def test_an_ntag_424_proves_itself_anew_at_each_tap(monkeypatch):
    monkeypatch.setattr(pn532, "GONE_AFTER_S", 0.15)
    async with a_reader() as (chip, told, _):
        card = a_sun_card()
        for times in (1, 2):
            chip.lay(card)
            await until(lambda times=times: len(told) == times)
            chip.take_away()
            await looked(chip, 4)
        taps = [opened(each.sun.hidden, meta_key=META_KEY) for each in told]
        assert taps == [(UID, 1), (UID, 2)]
        assert all(proves(each.sun.proof, *tap, file_key=FILE_KEY) for each, tap in zip(told, taps, strict=True))
        assert told[0].uid == UID


async def test_an_ntag_424_that_hides_its_uid_still_proves_itself():
    async with a_reader() as (chip, told, _):
        chip.lay(a_sun_card(hides_uid=True))
        await until(lambda: told)
        await looked(chip)
        assert len(told) == 1
        assert told[0].uid == b""
        assert opened(told[0].sun.hidden, meta_key=META_KEY).uid == UID


async def test_a_phone_is_nobody():
    async with a_reader() as (chip, told, _):
        chip.lay(Phone())
        await looked(chip, 4)
        assert told == []


async def test_two_cards_together_are_told_once_each_at_most():
    async with a_reader() as (chip, told, _):
        chip.lay(Ntag21x(bytes.fromhex("043318EA703280")))
        chip.lay(MifareClassic(b"\x01\x02\x03\x04"))
        await looked(chip, 6)
        assert len(told) == len(set(told)) >= 1


async def test_the_chip_names_itself():
    async with a_rig() as rig:
        reader = reader_on(rig.pn532().port)
        assert await reader.identify() == "PN532 1.6"
        reader.close()


async def test_the_first_ack_may_take_over_a_second():
    async with a_rig() as rig:
        chip = rig.pn532()
        chip.first_ack_s = 1.2
        reader = reader_on(chip.port)
        assert await reader.identify() == "PN532 1.6"
        assert chip.heard == [0x14, 0x02, 0x32]
        reader.close()


async def test_a_silent_chip_is_a_fault(monkeypatch):
    monkeypatch.setattr(pn532_chip, "FIRST_ACK_WITHIN_S", 0.05)
    async with a_rig() as rig:
        chip = rig.pn532()
        chip.faults = {Fault.SILENT}
        reader = reader_on(chip.port)
        with pytest.raises(DriverFault, match="no ACK"):
            await anext(reader.cards())
        reader.close()


async def test_a_chip_that_falls_silent_is_a_fault():
    async with a_reader() as (chip, _, listening):
        await looked(chip)
        chip.faults = {Fault.SILENT}
        await asyncio.wait([listening], timeout=5)
        assert isinstance(listening.exception(), DriverFault)


async def test_unplugging_is_a_fault():
    async with a_reader() as (chip, _, listening):
        await looked(chip)
        chip.unplug()
        await asyncio.wait([listening], timeout=5)
        assert isinstance(listening.exception(), DriverFault)


async def test_another_chip_is_told():
    with far_end() as end:
        reader = reader_on(end.port)
        end.answers = [ACK + SAM_DONE, ACK + bytes.fromhex("00 00 FF 06 FA D5 03 33 01 06 07 E7 00")]
        with pytest.raises(DriverFault, match="is no PN532: 33 01 06 07"):
            await reader.identify()
        reader.close()


# --- a line that is not what it should be ---


async def test_a_damaged_answer_is_asked_for_again():
    with far_end() as end:
        reader = reader_on(end.port)
        broken = CLASSIC[:-2] + b"\x95\x00"
        end.answers = [*AWAKE, ACK + broken, CLASSIC]
        async with asyncio.timeout(180):
            card = await anext(reader.cards())
        assert card.uid == bytes.fromhex("DEADBEEF")
        assert end.heard.endswith(FIND + NACK)
        reader.close()


async def test_half_an_answer_is_asked_for_again():
    with far_end() as end:
        reader = reader_on(end.port)
        end.answers = [*AWAKE, ACK + CLASSIC[:9], CLASSIC]
        async with asyncio.timeout(180):
            card = await anext(reader.cards())
        assert card.uid == bytes.fromhex("DEADBEEF")
        assert end.heard.endswith(FIND + NACK)
        reader.close()


async def test_a_command_without_answer_is_ended_and_sent_anew(monkeypatch):
    monkeypatch.setattr(pn532, "FINDS_WITHIN_S", 0.1)
    with far_end() as end:
        reader = reader_on(end.port)
        end.answers = [*AWAKE, ACK, b"", ACK + CLASSIC]
        async with asyncio.timeout(180):
            coming = asyncio.ensure_future(anext(reader.cards()))
            await until(lambda: end.heard.endswith(FIND + ACK) or end.heard.endswith(FIND + ACK + FIND))
            end.answers = end.answers[-1:]
            assert (await coming).uid == bytes.fromhex("DEADBEEF")
        reader.close()


async def test_late_answers_to_other_commands_are_passed_over():
    with far_end() as end:
        reader = reader_on(end.port)
        end.answers = [*AWAKE, RF_DONE + ACK + VERSION_1_6 + ACK + CLASSIC]
        async with asyncio.timeout(180):
            assert (await anext(reader.cards())).uid == bytes.fromhex("DEADBEEF")
        reader.close()


@pytest.mark.parametrize("answer", [ACK + bytes.fromhex("00 00 FF 01 FF 7F 81 00"), NACK])
async def test_a_command_that_is_not_understood_is_a_fault(answer):
    with far_end() as end:
        reader = reader_on(end.port)
        end.answers = [answer, b""] * 6
        with pytest.raises(DriverFault, match=r"command 14|no ACK"):
            await reader.identify()
        reader.close()


@pytest.mark.parametrize("fault", [Fault.WRONG_SUM, Fault.HALF_FRAME])
@pytest.mark.parametrize("answers", [1, 2])
async def test_single_faults_on_the_line_cost_no_card(fault, answers):
    async with a_reader() as (chip, told, listening):
        await looked(chip, 1)
        chip.faulty_answers, chip.faults = answers, {fault}
        chip.lay(a_sun_card())
        await until(lambda: told or listening.done())
        assert opened(told[0].sun.hidden, meta_key=META_KEY).uid == UID


@pytest.mark.parametrize("fault", [Fault.WRONG_SUM, Fault.HALF_FRAME, Fault.SILENT])
async def test_a_line_that_stays_bad_is_a_fault(fault, monkeypatch):
    monkeypatch.setattr(pn532, "FINDS_WITHIN_S", 0.2)
    monkeypatch.setattr(pn532_chip, "ANSWERS_WITHIN_S", 0.2)
    async with a_reader() as (chip, _, listening):
        await looked(chip, 1)
        chip.faults = {fault}
        await asyncio.wait([listening], timeout=8)
        assert isinstance(listening.exception(), DriverFault)


@pytest.mark.parametrize("piece_bytes", [1, 3, 7])
async def test_answers_in_pieces_and_noise_between_them_cost_no_card(piece_bytes):
    async with a_reader() as (chip, told, _):
        chip.faults, chip.piece_bytes = {Fault.GARBAGE}, piece_bytes
        chip.lay(a_sun_card())
        await until(lambda: told)
        assert opened(told[0].sun.hidden, meta_key=META_KEY).uid == UID


async def test_a_crash_in_the_midst_of_a_command_is_slept_off():
    async with a_rig() as rig:
        chip = rig.pn532()
        crashed = reader_on(chip.port)
        task = asyncio.create_task(anext(crashed.cards()))
        await until(lambda: 0x4A in chip.heard)
        chip._retries = 0xFF  # as delivered: it looks for ever
        await until(lambda: chip._searching)
        task.cancel()
        await asyncio.wait([task])
        crashed.close()
        again = reader_on(chip.port)
        assert await again.identify() == "PN532 1.6"
        assert not chip._searching
        again.close()


async def test_a_card_drawn_past_too_fast_is_told_at_its_next_try_and_not_by_its_uid():
    async with a_reader() as (chip, told, _):
        card = a_sun_card()
        card.hears_apdus = False  # too far away to be spoken to
        chip.lay(card)
        await looked(chip, 2)
        assert told == []
        card.hears_apdus = True
        await until(lambda: told)
        await looked(chip)
        assert [opened(each.sun.hidden, meta_key=META_KEY) for each in told] == [(UID, 1)]


async def test_a_card_that_never_says_anything_is_known_by_its_uid():
    async with a_reader() as (chip, told, _):
        card = Desfire(UID)
        card.hears_apdus = False
        chip.lay(card)
        await until(lambda: told)
        await looked(chip, 6)
        assert told == [Card(UID)]


async def test_it_looks_at_least_ten_times_a_second_at_the_speed_of_the_line():
    async with a_reader(paced=True) as (chip, _, __):
        await looked(chip, 1)
        from_s = asyncio.get_running_loop().time()
        await looked(chip, 10)
        assert asyncio.get_running_loop().time() - from_s < 2.0  # 0.8 s, and room for a busy machine


@pytest.mark.parametrize("answer", ["", "00", "01", "01 01 00 04 08", "01 01 00 04 08 04 DE AD", "01 01 00 04 08 00"])
def test_an_answer_that_names_no_whole_card_names_none(answer):
    assert target_in(bytes.fromhex(answer)) is None


@given(st.binary(max_size=40))
def test_no_answer_breaks_it(answer):
    target_in(answer)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.binary(min_size=1, max_size=50), max_size=6))
def test_arbitrary_bytes_between_command_and_answer_break_nothing(pieces):
    async def listen() -> None:
        with far_end() as end:
            reader = reader_on(end.port)
            end.answers = [*AWAKE, b"".join(pieces) + b"\x00" * 300 + ACK + CLASSIC] + [ACK + CLASSIC] * 5
            async with asyncio.timeout(180):
                with suppress(DriverFault):
                    assert (await anext(reader.cards())).uid
            reader.close()

    asyncio.run(listen())


async def test_a_card_that_lies_there_while_nobody_listens_is_not_told_again(monkeypatch):
    monkeypatch.setattr(pn532, "GONE_AFTER_S", 1.0)
    async with a_rig() as rig:
        chip = rig.pn532()
        chip.lay(MifareClassic(b"\x01\x02\x03\x04"))
        reader = reader_on(chip.port)
        cards = reader.cards()
        await anext(cards)
        await asyncio.sleep(1.2)  # the one before is still being served
        coming = asyncio.ensure_future(anext(cards))
        await looked(chip, 4)
        assert not coming.done()
        coming.cancel()
        await asyncio.wait([coming])
        reader.close()
