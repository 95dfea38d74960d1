"""Hours from signs, by example and by property."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_backend.volunteering.hours.record import HoursRecord, canonical, commitment, standing
from hallenwart_backend.volunteering.hours.rules import (
    MINUTE_MS,
    Basis,
    Sign,
    SignKind,
    hours_text,
    minutes_fault,
    rounded,
    worked,
)

START = 1_795_431_600_000
SHIFT = (START, START + 180 * MINUTE_MS)
TAKEN, RETURNED, MARK, BADGE, PERSON = SignKind


def at(minutes: int, kind: SignKind = MARK) -> Sign:
    return Sign(kind, START + minutes * MINUTE_MS)


@pytest.mark.parametrize(
    ("signs", "minutes", "basis"),
    [
        ([at(-20)], 180, Basis.MARK),
        ([at(14)], 180, Basis.MARK),
        ([at(40)], 140, Basis.MARK),
        ([at(-10, TAKEN), at(175, RETURNED)], 180, Basis.KEY),
        ([at(0, TAKEN), at(90, RETURNED)], 90, Basis.KEY),
        ([at(0, TAKEN), at(30, RETURNED), at(120, TAKEN), at(190, RETURNED)], 180, Basis.KEY),
        ([at(0), at(5)], 180, Basis.MARK),
        ([at(0), at(92)], 90, Basis.MARK),
        ([at(0), at(250)], 180, Basis.MARK),
        ([at(100, PERSON)], 180, Basis.PERSON),
        ([at(200, PERSON)], 180, Basis.PERSON),
        ([at(60), at(180, PERSON)], 120, Basis.MARK),
    ],
)
def test_signs_make_hours(signs, minutes, basis):
    found = worked(SHIFT, signs)
    assert (found.minutes, found.basis) == (minutes, basis)


@pytest.mark.parametrize("signs", [[], [at(-61)], [at(181)], [at(301, PERSON)], [at(190, RETURNED)]])
def test_nobody_seen_in_its_time_makes_none(signs):
    assert worked(SHIFT, signs) is None


signs = st.lists(st.builds(at, st.integers(-120, 400), st.sampled_from(list(SignKind))), max_size=6)


@settings(max_examples=80)
@given(signs)
def test_hours_never_exceed_the_shift_and_come_in_steps_whatever_the_order(seen):
    found = worked(SHIFT, seen)
    assert found == worked(SHIFT, reversed(seen))
    if found is not None:
        assert SHIFT[0] <= found.from_ms < found.to_ms <= SHIFT[1]
        assert 5 <= found.minutes <= 180
        assert found.minutes % 5 == 0


@settings(max_examples=40)
@given(signs, st.integers(-60, 179))
def test_coming_earlier_never_costs_time(seen, minute):
    """One more arrival before all others."""
    first = min((one.at_ms for one in seen if one.kind is not PERSON), default=None)
    found = worked(SHIFT, seen)
    if (
        found is None
        or found.basis is Basis.PERSON
        or first is None
        or at(minute).at_ms > first
        or first < SHIFT[0] - 60 * MINUTE_MS
    ):
        return
    more = worked(SHIFT, [*seen, at(minute, TAKEN)])
    assert more.from_ms <= found.from_ms


def test_five_minute_steps():
    assert [rounded(each) for each in (0.2, 2.4, 2.5, 7.4, 7.5, 61)] == [5, 5, 5, 5, 10, 60]
    assert [minutes_fault(each) for each in (0, -5, 7, 1445, 5, 1440)] == [
        "out_of_range",
        "out_of_range",
        "no_step",
        "out_of_range",
        "",
        "",
    ]
    assert hours_text(125) == "2:05"


def test_a_record_names_nobody_and_its_bytes_are_stable():
    salt = bytes(32)
    record = HoursRecord("a1", "TSV Lindenau", "door", 1, 2, 60, "key", commitment("Mia  Muster", salt), 3)
    text = canonical(record)
    assert b"Mia" not in text
    assert text.startswith(b'{"basis":"key","club":"TSV Lindenau","from_ms":1,"helper":"')
    assert commitment("mia muster", salt) == record.helper != commitment("Mia Muster", b"\x01" * 32)


def test_a_paper_stands_as_its_records_do():
    assert standing([(60, False), (30, False)]).word == "valid"
    assert (standing([(60, False), (30, True)]).word, standing([(60, False), (30, True)]).minutes) == ("partly", 60)
    assert standing([(30, True)]).word == "withdrawn"
