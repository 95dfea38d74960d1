"""The calendar next door, as the server reads it."""

from datetime import date
from zoneinfo import ZoneInfo

from hallenwart_backend.booking.outside import feed
from hallenwart_backend.booking.outside.model import ClubFrom
from hallenwart_sim.town import neighbour, timetable
from hallenwart_sim.town.neighbour import Portal

TUESDAY = date(2027, 3, 23)
DAY_MS = 86_400_000


def read(portal, today):
    start_ms = timetable.local_ms(today, "00:00")
    text = portal.text(today)
    found = feed.read(text, ZoneInfo(timetable.ZONE), ClubFrom.SUMMARY, from_ms=start_ms, to_ms=start_ms + 60 * DAY_MS)
    assert not found.bad
    return {one.uid: one for one in found.told}


def test_two_evenings_a_week_at_six_whatever_the_clocks_do():
    told = read(Portal(), TUESDAY)
    days = [date(2027, 3, 23 + n) for n in (0, 2, 7)]
    assert {timetable.local_ms(day, "18:00") for day in days} <= {one.start_ms for one in told.values()}
    assert len(told) == 8
    assert {(one.club, one.title) for one in told.values()} == {(neighbour.CLUB, neighbour.TITLE)}


def test_the_first_date_after_today_moves_and_moves_back_under_its_own_uid():
    portal = Portal()
    usual = read(portal, TUESDAY)
    start_ms = portal.move(TUESDAY)
    later = read(portal, TUESDAY)
    assert start_ms == timetable.local_ms(date(2027, 3, 25), "19:00")
    assert [uid for uid in usual if usual[uid] != later[uid]] == ["2027-03-25@portal.example"]
    assert later["2027-03-25@portal.example"].start_ms == start_ms
    portal.move(TUESDAY)
    assert read(portal, TUESDAY) == usual
