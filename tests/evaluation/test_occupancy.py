"""Figures of people in rooms: the reader and the counting by example, the bars on every recording there is."""

import math

import pytest

from evaluation import occupancy_agent, occupancy_counters, occupancy_doors, occupancy_rooms
from evaluation.occupancy import Occupancy
from evaluation.occupancy_data import read_recordings
from evaluation.occupancy_rooms import Tried


@pytest.fixture(scope="module")
def people(recordings):
    return read_recordings(recordings)


@pytest.fixture(scope="module")
def judged(people):
    return [occupancy_rooms.judge(room) for room in people.rooms]


def test_tables_are_found_by_their_columns_and_joined_in_order_of_time(tmp_path):
    (tmp_path / "later.csv").write_text("date,Light,Occupancy\n2026-01-06 08:00:00,400,1\n2026-01-06 08:01:00,,1\n")
    (tmp_path / "earlier.txt").write_text("date,Light,Occupancy\n2026-01-05 08:00:00,3,0\nno time,3,0\n")
    (tmp_path / "door").mkdir()
    (tmp_path / "door" / "a.csv").write_text("timestamp,in_count,out_count,is_anomaly\n2026-01-05 08:00:00,1,0,1\n")
    found = read_recordings(tmp_path)
    (room,) = found.rooms
    assert [part.name for part in room.parts] == ["earlier", "later"]
    assert room.whole.columns["Occupancy"] == [0, 1, 1]
    assert math.isnan(room.whole.columns["Light"][2])
    assert [len(group) for group in (found.doors, found.counters)] == [1, 0]


def test_unknown_is_wrong_and_certainty_is_counted_by_span():
    tried = Tried()
    tried.add(truth=True, said=True, busy_p=0.95)
    tried.add(truth=False, said=True, busy_p=0.6)
    tried.add(truth=True, said=None, busy_p=0.5)
    assert (tried.busy_busy, tried.free_busy, tried.busy_free, tried.unknown) == (1, 1, 1, 1)
    assert tried.right == pytest.approx(1 / 3)
    assert tried.bins == [[2, 0], [0, 0], [1, 1], [0, 0]]


def test_nothing_to_judge_is_no_bar_held():
    assert {bar.held for bar in Occupancy().bars if bar.en != "readings lost"} == {None}


def test_free_or_busy_is_right_as_often_as_asked_on_every_part(judged):
    for room in judged:
        told = {(each.part, each.inputs): each for each in room}
        for (part, inputs), each in told.items():
            assert each.tried.unknown <= 0.01 * each.tried.rows, (part, inputs)  # air must be watched for some minutes first
            if "motion" in inputs:
                assert each.tried.right >= 0.98, (part, inputs)
                assert each.tried.right > each.baselines["motion held 5 min"], (part, inputs)
            elif "light" in inputs and (part, "motion") not in told:
                assert each.tried.right >= 0.975, (part, inputs)
                assert each.cold.right >= 0.975, (part, inputs)


def test_what_is_said_to_be_surer_is_right_more_often(judged):
    for room in judged:
        for each in room:
            shares = [right / rows for rows, right in each.tried.bins if rows >= 100]
            assert shares == sorted(shares), (each.part, each.inputs)


def test_events_are_found_by_the_past_alone(people):
    for door in people.doors:
        told = occupancy_doors.judge(door)
        assert told is not None
        assert told.spotted.share >= 0.8
        assert told.spotted.found >= told.threshold.found
        assert told.spotted.reports_per_week + told.smaller_per_week <= 5.1
        assert told.mae["ours"] < min(mae for name, mae in told.mae.items() if name != "ours")
        assert 0.85 <= told.covered_busy <= 0.95


def test_a_drifting_counter_is_put_right(people):
    for counter in people.counters:
        told = occupancy_counters.judge(counter)
        assert told is not None
        assert told.phantom > 0.3
        assert told.ours_phantom <= 0.05
        assert told.observer_empty[0] == told.observer_empty[1]


async def test_the_agent_says_what_the_rules_say_and_loses_no_reading(people, monkeypatch):
    monkeypatch.setattr(occupancy_agent, "DAYS", 0.3)
    for room in people.rooms:
        told = await occupancy_agent.play(room)
        if told is not None:
            assert told.right >= 0.93  # the first hours, busy throughout, with the arrival that nothing announced
            assert told.readings == told.stored > 100
