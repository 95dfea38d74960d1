from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from hallenwart_edge.occupancy import closing
from hallenwart_edge.occupancy.closing import Balance, Closing, Tally

BERLIN = ZoneInfo("Europe/Berlin")


def at(hour, minute=0, day=26):
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


def open_balance(ins=40, outs=38):
    return Balance(Tally(ins, outs), whole=True, closed_day="2026-11-25")


def test_the_night_belongs_to_the_day_before():
    assert closing.balance_day(at(3, 59)) == "2026-11-25"
    assert closing.balance_day(at(4)) == "2026-11-26"
    assert closing.day_of(at(0, 1)) == "2026-11-26"


def test_a_day_is_closed_at_the_first_proof_in_the_closed_evening_and_once():
    late = closing.is_late(at(22, 50), closed=True, night=False)
    balance, told = closing.close(open_balance(), at(22, 50), empty=True, late=late, busy=False)
    assert told == Closing("2026-11-26", 2, 40, 38, True)
    assert balance == Balance(whole=True, closed_day="2026-11-26")
    assert closing.close(balance, at(3, 10, 27), empty=True, late=True, busy=False) == (balance, None)


def test_closed_hours_by_day_close_no_day():
    assert not closing.is_late(at(5), closed=True, night=False)
    assert not closing.is_late(at(13), closed=True, night=False)
    assert closing.is_late(at(3, 10), closed=False, night=True)


def test_a_day_nobody_proved_is_closed_at_four_and_says_so():
    assert closing.close(open_balance(), at(3, 59, 27), empty=False, late=True, busy=False)[1] is None
    balance, told = closing.close(open_balance(), at(4, 0, 27), empty=False, late=False, busy=False)
    assert told == Closing("2026-11-26", 2, 40, 38, False)
    assert closing.close(balance, at(4, 1, 27), empty=False, late=False, busy=False) == (balance, None)
    assert not balance.whole


def test_who_stays_overnight_is_no_error():
    assert closing.close(open_balance(), at(4, 0, 27), empty=False, late=False, busy=True) == (open_balance(), None)


def test_a_day_that_was_not_counted_from_its_beginning_says_nothing():
    first, told = closing.close(Balance(), at(12), empty=True, late=False, busy=False)
    assert (first, told) == (Balance(closed_day="2026-11-25"), None)
    first, told = closing.close(first, at(23), empty=True, late=True, busy=False)
    assert (first, told) == (Balance(whole=True, closed_day="2026-11-26"), None)


def test_figures_of_thirty_days():
    days = [Closing(f"2026-10-{day:02}", error, 50, 50 - error, True) for day, error in ((1, 2), (2, -4))]
    days = closing.kept(days, Closing("2026-10-03", 30, 30, 0, False))
    assert closing.mean_error(days) == 3
    assert closing.error_share(days) == 6 / 104
    assert closing.mean_error([]) is closing.error_share([]) is None
    for day in range(40):
        days = closing.kept(days, Closing(f"2026-11-{day:02}", 0, 1, 1, True))
    assert len(days) == closing.KEPT_DAYS


@given(st.lists(st.integers(-5, 5), max_size=50))
def test_a_tally_balances(persons):
    tally = Tally()
    for each in persons:
        tally = tally.plus(each)
    assert tally.error == sum(persons)
    assert 0 <= tally.imbalance <= 1
