"""Plates in one spelling, the word of a car park, and what a warden is told: by example and in general."""

import hashlib
import hmac

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_backend.parking import plates, rules
from hallenwart_backend.parking.rules import Counted, Heard, PermitVerdict, SpaceKind
from hallenwart_contract.parking import ParkingWord

FREE, FEW, FULL, UNKNOWN = ParkingWord.FREE, ParkingWord.FEW, ParkingWord.FULL, ParkingWord.UNKNOWN


@pytest.mark.parametrize(
    ("written", "one"),
    [
        ("B-AB 1234", "BAB1234"),
        (" b ab1234 ", "BAB1234"),
        ("B-AB 1234 E", "BAB1234"),
        ("B\u2013AB 123H", "BAB123"),
        ("MÜ-AB 12", "MUAB12"),
        ("MUE-AB 12", "MUAB12"),
        ("MU\u0308-AB 12", "MUAB12"),
        ("M-UE 12", "MUE12"),
        ("MUE 12", "MUE12"),
        ("UE-AB 12", "UEAB12"),
        ("ŠK 123·45", "SK12345"),
        ("1-ABC-234", "1ABC234"),
        ("0 12-345", "012345"),
    ],
)
def test_all_ways_to_write_a_plate_are_one(written, one):
    assert plates.normal(written) == one


@pytest.mark.parametrize("written", ["", "   ", "1", "ABC", "B-AB 12345678901", "B AB 12?", "<b>1", "\0", "車1234"])
def test_what_is_no_plate_is_none(written):
    assert plates.normal(written) is None


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ABCMOUEÄÖÜ0123 -eh", max_size=14))
def test_a_spelling_stays_itself(text):
    one = plates.normal(text)
    if one is not None and not one[-1].isdigit():
        one = None  # what an E or H is behind is its own plate again
    assert one is None or plates.normal(one) == one


def test_the_same_car_has_another_hash_at_each_booking():
    def mac(purpose: bytes, body: bytes) -> bytes:
        return hmac.new(b"k" * 32, purpose + body, hashlib.sha256).digest()

    first, second = plates.plate_hash(mac, "a", "BAB1"), plates.plate_hash(mac, "b", "BAB1")
    assert first != second
    assert len(first) == 64
    assert plates.plate_hash(mac, "a", "BAB1") == first


def word(before, spaces, free, unknown=0, free_for_ms=0):
    return rules.word(before, Counted(spaces, free, unknown), free_for_ms=free_for_ms)


@pytest.mark.parametrize(
    ("before", "counted", "wanted"),
    [
        (UNKNOWN, (40, 20), FREE),
        (UNKNOWN, (40, 4), FEW),
        (UNKNOWN, (40, 5), FREE),
        (FEW, (40, 5), FEW),
        (FEW, (40, 6), FEW),
        (FEW, (40, 7), FREE),
        (FREE, (40, 0), FULL),
        (FULL, (40, 1), FULL),
        (FULL, (40, 1, 0, 60_000), FEW),
        (FULL, (40, 2), FEW),
        (FULL, (40, 30), FREE),
        (UNKNOWN, (0, 0), UNKNOWN),
        (FREE, (40, 0, 40), UNKNOWN),
        (FREE, (40, 0, 5), UNKNOWN),
        (FREE, (40, 0, 4), FULL),
        (FREE, (40, 6, 30), FREE),
        (UNKNOWN, (2, 2), FEW),
    ],
)
def test_the_word_of_a_car_park(before, counted, wanted):
    assert word(before, *counted) == wanted


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(list(ParkingWord)), st.integers(1, 60), st.data())
def test_nothing_is_free_that_nobody_knows_to_be_free(before, spaces, data):
    unknown = data.draw(st.integers(0, spaces))
    free = data.draw(st.integers(0, spaces - unknown))
    told = word(before, spaces, free, unknown, data.draw(st.integers(0, 120_000)))
    if told in {FREE, FEW}:
        assert free > 0
    if unknown == spaces:
        assert told == UNKNOWN


def test_counted_by_kind_and_in_general():
    counted = rules.count([("normal", False), ("normal", True), ("normal", None), ("disabled", False)])
    assert counted == {SpaceKind.NORMAL: Counted(3, 1, 1), SpaceKind.DISABLED: Counted(1, 1, 0)}
    assert rules.general(counted) == Counted(3, 1, 1)
    assert rules.general({SpaceKind.BUS: Counted(2, 1), SpaceKind.BIKE: Counted(8, 3, 1)}) == Counted(10, 4, 1)


def test_a_word_stands_for_three_intervals_of_its_sensor():
    assert rules.is_fresh(0, None, 600, 1_810_000)
    assert not rules.is_fresh(0, None, 600, 1_810_001)
    assert rules.is_fresh(0, Heard(3_600, 50_000_000), 600, 60_000_000), "it spoke since, of something else"
    assert not rules.is_fresh(0, Heard(3_600, None), 600, 10_810_001)
    assert not rules.is_fresh(9, Heard(3_600, 9, reachable=False), 600, 10)


def test_what_a_warden_is_told():
    assert rules.verdict([], 5) == (PermitVerdict.UNKNOWN, None)
    assert rules.verdict([(1, 9), (2, 20)], 5) == (PermitVerdict.VALID, 20)
    assert rules.verdict([(1, 5)], 5) == (PermitVerdict.OVER, 5)
    assert rules.verdict([(1, 3), (6, 9), (7, 8)], 5) == (PermitVerdict.EARLY, 6)
    assert rules.verdict([(3, 3)], 1) == (PermitVerdict.OVER, 3), "one that was ended before it began never begins"


def test_the_busiest_moment_counts():
    spans = [(0, 10), (5, 15), (10, 20), (30, 40)]
    assert rules.most_at_once(spans, (0, 50)) == 2
    assert rules.most_at_once(spans, (21, 29)) == 0
    assert rules.most_at_once([*spans, (8, 12)], (9, 11)) == 3
