"""The judge of displays, by example: what it must find wrong, and what it must not."""

import msgspec

from chaos.judges.displays import _Line, alarm_problems, plan_problems, shown
from hallenwart_contract.view import View, ViewEntry

KURS = ViewEntry(id="b", hall="nordpark", sections=[1], title="TSV Nordpark · Kurs 3-1", start_ms=1, end_ms=2)
PLAN = View(rev=7, made_ms=1, title="Nordpark", halls=[], entries=[KURS])
NEWEST = _Line(t_ms=1, mode="board", plan_rev=7)


def test_the_newest_plan_with_what_was_confirmed_is_right():
    assert plan_problems([NEWEST], PLAN, {"Kurs 3-1"}) == []


def test_an_old_plan_a_missing_booking_and_any_arrow_are_wrong():
    old = msgspec.structs.replace(NEWEST, plan_rev=6)
    arrow = msgspec.structs.replace(NEWEST, mode="evacuate", way="left")
    assert plan_problems([old], PLAN, set()) == ["the display shows plan 6, newest is 7"]
    assert plan_problems([NEWEST], PLAN, {"Kurs 3-2"}) == ["Kurs 3-2 was confirmed and is not in the display's plan"]
    assert plan_problems([arrow, NEWEST], PLAN, set()) == ["the display shows an arrow that nobody released: left"]
    assert plan_problems([], PLAN, set()) == plan_problems([NEWEST], None, set()) == ["the display never showed a plan"]


def test_an_alarm_is_to_be_seen_as_long_as_it_burns_and_not_otherwise():
    smoke = msgspec.structs.replace(NEWEST, mode="smoke")
    assert alarm_problems([NEWEST, smoke], {"smoke"}) == alarm_problems([NEWEST], set()) == []
    assert alarm_problems([smoke, NEWEST], {"smoke"}) == ["it burns and the display shows board"]
    assert alarm_problems([smoke], set()) == ["nothing burns and the display shows smoke"]
    assert alarm_problems([smoke], {"sensor_fault"}) == []


def test_a_torn_line_is_passed_over(tmp_path):
    folder = tmp_path / "display" / "shown"
    folder.mkdir(parents=True)
    (folder / "000000001-1.jsonl").write_bytes(msgspec.json.encode(NEWEST) + b'\n{"t_ms":2,"mo')

    class Agent:
        state = tmp_path

    assert shown(Agent()) == [NEWEST]
