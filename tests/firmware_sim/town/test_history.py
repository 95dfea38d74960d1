"""What counters saw before the town began."""

from datetime import date, timedelta

from hallenwart_sim.town import history, plan, timetable

DAY = date(2026, 11, 23)
START_MS = timetable.local_ms(DAY, "17:40")


def _rows(now_ms: int = START_MS, seed: int = 1) -> dict[str, dict[int, int]]:
    counts: dict[str, dict[int, int]] = {hall.id: {} for hall in plan.HALLS}
    header, *lines = history.render(now_ms, seed=seed).splitlines()
    assert header == history.HEADER
    for line in lines:
        device, hall, quantity, t_ms, x = line.split(",")
        assert device == history.COUNTS_AT[hall]
        if quantity == "people":
            counts[hall][int(t_ms)] = int(x)
        elif quantity == "presence":
            assert int(x) == int(counts[hall][int(t_ms)] > 0)
    return counts


def _today(counts: dict[int, int]) -> dict[int, int]:
    return {t_ms: people for t_ms, people in counts.items() if t_ms >= timetable.local_ms(DAY, "00:00")}


def test_every_hall_is_counted_every_five_minutes_from_opening_until_now():
    for counts in _rows().values():
        assert list(_today(counts)) == list(range(timetable.local_ms(DAY, "07:00"), START_MS, 300_000))
        assert len({timetable.local_date(t_ms) for t_ms in counts}) == 7 * history.PAST_WEEKS + 1
        assert list(counts) == sorted(counts)


def test_one_group_often_stays_away_and_on_sundays_somebody_is_there_who_booked_nothing():
    counts = _rows()["gymnastik"]
    days = [DAY - timedelta(days=days) for days in range(1, 7 * history.PAST_WEEKS)]
    late = [counts[timetable.local_ms(day, "21:30")] for day in days]
    assert len(late) * 0.4 < late.count(0) < len(late) * 0.8
    sundays = [counts[timetable.local_ms(day, "11:15")] for day in days if day.weekday() == 6]
    assert sundays.count(0) < len(sundays) / 2


def test_it_is_the_same_for_the_same_seed_and_another_for_another():
    assert _rows() == _rows()
    assert _rows() != _rows(seed=2)


def test_counts_rise_with_a_booking_and_fall_at_its_end():
    came, stayed_away = 0, 0
    for seed in range(1, 21):
        counts = _rows(seed=seed)["sued"]
        early, during, after = (counts[timetable.local_ms(DAY, clock)] for clock in ("09:20", "10:30", "11:10"))
        assert (early, after) == (0, 0)
        came, stayed_away = came + (during == 12), stayed_away + (during == 0)
    assert came + stayed_away == 20
    assert came > stayed_away > 0


def test_halls_are_never_fuller_than_their_groups_and_those_who_train_now_are_there():
    for seed in range(1, 11):
        rows = _rows(seed=seed)
        booked = [each for each in timetable.day(DAY) if each.start_ms - 600_000 <= START_MS]
        for hall, counts in rows.items():
            assert min(counts.values()) >= 0
            assert max(_today(counts).values()) <= sum(each.lesson.people for each in booked if each.lesson.hall == hall)
        assert rows["nordpark"][START_MS - 300_000] == 12  # the trainer's group waits outside


def test_before_opening_there_is_nothing_to_tell():
    assert not any(_today(counts) for counts in _rows(timetable.local_ms(DAY, "06:30")).values())


def test_each_hall_says_every_hour_how_warm_and_how_humid_it_is():
    told: dict[tuple[str, str], dict[int, float]] = {}
    for line in history.render(START_MS, seed=1).splitlines()[1:]:
        _, hall, quantity, t_ms, x = line.split(",")
        if quantity in ("temp_c", "humidity_pct"):
            told.setdefault((hall, quantity), {})[int(t_ms)] = float(x)
    assert {hall for hall, _ in told} == {hall.id for hall in plan.HALLS}
    for (_, quantity), values in told.items():
        hours = [t_ms // 3_600_000 for t_ms in values]
        assert hours == list(range(hours[0], hours[-1] + 1))
        assert START_MS - 3_600_000 <= max(values) < START_MS
        low, high = (14, 24) if quantity == "temp_c" else (35, 60)
        assert all(low < x < high for x in values.values())
