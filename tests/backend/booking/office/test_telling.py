"""Places, times and changes in words."""

from zoneinfo import ZoneInfo

import pytest

from hallenwart_backend.booking.history import Act
from hallenwart_backend.booking.office.telling import (
    HallWords,
    Where,
    act_words,
    change_words,
    place_words,
    places_then,
    when,
)
from hallenwart_backend.halls.parts import Part

BERLIN = ZoneInfo("Europe/Berlin")
THIRDS = tuple(Part(f"d{n}", f"Drittel {n}", (n,)) for n in (1, 2, 3))
HALLS = {"nord": HallWords("Halle Nord", 3, BERLIN, THIRDS), "sued": HallWords("Halle Süd", 2, BERLIN)}
HOUR_MS = 3_600_000
SIX_MS = 1_795_453_200_000  # Mon 2026-11-23 18:00 in Berlin


def test_a_time_past_midnight_names_both_days():
    assert when(SIX_MS, SIX_MS + 7 * HOUR_MS, BERLIN, "de") == "Mo 23.11.2026 18:00\u2013Di 01:00"
    assert when(SIX_MS, SIX_MS + HOUR_MS, BERLIN, "en") == "Mon 2026-11-23 18:00\u201319:00"


def test_a_change_names_the_hall_only_when_it_is_another():
    here = Where("nord", (1,), SIX_MS, SIX_MS + HOUR_MS)
    there = Where("sued", (1, 2), SIX_MS, SIX_MS + HOUR_MS)
    said = change_words(here, there, HALLS, "de")
    assert said == (
        "von Mo 23.11.2026 18:00\u201319:00, Halle Nord, Drittel 1 auf Mo 23.11.2026 18:00\u201319:00, Halle Süd, ganze Halle"
    )
    later = Where("nord", (1, 2), SIX_MS + HOUR_MS, SIX_MS + 2 * HOUR_MS)
    assert change_words(here, later, HALLS, "en") == (
        "from Mon 2026-11-23 18:00\u201319:00, Drittel 1 to Mon 2026-11-23 19:00\u201320:00, Drittel 1 and Drittel 2"
    )
    assert change_words(None, here, HALLS, "de") == ""


def test_a_hall_that_is_gone_is_left_out():
    assert place_words(Where("weg", (1,), SIX_MS, SIX_MS + HOUR_MS), HALLS, "de") == "Mo 23.11.2026 17:00\u201318:00"


def test_each_entry_knows_where_the_booking_was_then():
    first, second, third = (Where("nord", (n,), SIX_MS, SIX_MS + HOUR_MS) for n in (1, 2, 3))

    def was(where):
        at = {"hall": where.hall, "sections": list(where.sections), "start_ms": where.start_ms, "end_ms": where.end_ms}
        return {"was": at}

    told = places_then(third, [{}, was(first), {"was": {"hall": "nord"}}, was(second)])
    assert told == [(None, first), (first, second), (None, second), (second, third)]


@pytest.mark.parametrize("act", list(Act))
def test_every_decision_has_words(act):
    assert act_words(act, "de")
    assert act_words(act, "en")
