"""Algorithmic codes: both ends compute the same, few are valid at a time, and never outside their hours."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_contract import dark_codes
from hallenwart_contract.dark_codes import HOUR_MS, LENGTHS_H, MAX_CANDIDATES, SERIALS, TOLERANCE_MS, DarkCode

KEY = dark_codes.key_of(bytes(range(32)), 1)
SIX_PM = int(datetime(2026, 11, 25, 18, tzinfo=UTC).timestamp() * 1000)
codes = st.builds(
    DarkCode,
    start_ms=st.integers(400_000, 600_000).map(lambda hour: hour * HOUR_MS),
    hours=st.sampled_from(LENGTHS_H),
    serial=st.integers(0, SERIALS - 1),
    slot=st.integers(1, 12),
)


def test_a_code_never_changes():
    assert dark_codes.digits_of(DarkCode(SIX_PM, 2, 0, 3), key=KEY) == "571541904"
    assert DarkCode(SIX_PM, 2, 0, 3).id == f"dark.{SIX_PM // HOUR_MS}.2.0.3"


@given(codes, st.data())
def test_a_code_is_found_within_its_hours_and_never_outside(code: DarkCode, data: st.DataObject):
    digits = dark_codes.digits_of(code, key=KEY)
    assert len(digits) == dark_codes.DARK_DIGITS
    inside = data.draw(st.integers(code.start_ms - TOLERANCE_MS, code.end_ms + TOLERANCE_MS))
    assert dark_codes.find(digits, range(1, 13), inside, key=KEY) == code
    before = code.start_ms - TOLERANCE_MS - data.draw(st.integers(1, 100 * HOUR_MS))
    after = code.end_ms + TOLERANCE_MS + data.draw(st.integers(1, 100 * HOUR_MS))
    assert code not in {*dark_codes.candidates(range(1, 13), before), *dark_codes.candidates(range(1, 13), after)}


@given(st.integers(400_000 * HOUR_MS, 600_000 * HOUR_MS), st.integers(1, 48))
def test_few_codes_are_valid_at_a_time(now_ms: int, compartments: int):
    valid = list(dark_codes.candidates(range(1, compartments + 1), now_ms))
    assert len(valid) == len(set(valid)) <= MAX_CANDIDATES <= 200
    assert {code.slot for code in valid} == set(range(1, min(compartments, dark_codes.MAX_COMPARTMENTS) + 1))


def test_another_device_another_key_number_another_compartment_is_another_code():
    code = DarkCode(SIX_PM, 2, 0, 3)
    keys = KEY, dark_codes.key_of(bytes(range(32)), 2), dark_codes.key_of(b"b" * 32, 1)
    others = code, DarkCode(SIX_PM, 2, 1, 3), DarkCode(SIX_PM, 4, 0, 3), DarkCode(SIX_PM, 2, 0, 4)
    assert len({dark_codes.digits_of(one, key=key) for key in keys for one in others}) == 12


@pytest.mark.parametrize(
    ("from_min", "minutes", "hours"), [(0, 90, 2), (0, 120, 2), (30, 90, 2), (30, 120, 4), (0, 240, 4), (30, 240, None)]
)
def test_the_shortest_code_that_covers_is_chosen(from_min: int, minutes: int, hours: int | None):
    from_ms = SIX_PM + from_min * 60_000
    code = dark_codes.covering(from_ms, from_ms + minutes * 60_000, 3)
    assert (code.hours if code else None) == hours
    if code:
        assert code.start_ms <= from_ms
        assert code.end_ms >= from_ms + minutes * 60_000
