"""What stands beside a verdict: the battery, tampering and the panel's own fault are warnings that end with their cause."""

import itertools

from hallenwart_contract.messages import AlarmType, Phase, Severity
from hallenwart_edge.fire import rules, walking
from hallenwart_edge.fire.plan import SensorPlan, ZonePlan
from hallenwart_edge.fire.state import NOTHING, Draft, Now, standing
from hallenwart_edge.fire.verdict import OK, Note, Verdict, Word

HEAD = SensorPlan("rauch/1", "lager", AlarmType.SMOKE)
ZONES = {"lager": ZonePlan("lager", "Geräteraum")}
LOW = Note(AlarmType.BATTERY, "days_30", 14.0)
ENDS = Note(AlarmType.BATTERY, "days_7", 3.0)
OPENED = Note(AlarmType.TAMPER)


class Told:
    def __init__(self):
        self.state, self.ids, self.t_ms = NOTHING, itertools.count(1), 0

    def __call__(self, verdict):
        self.t_ms += 1_000
        now = Now(self.t_ms, self.t_ms, lambda: f"id-{next(self.ids)}")
        self.state, rows = rules.consider(self.state, {HEAD.id: verdict}, [HEAD], ZONES, now)
        return [(row.type, row.phase, row.sev, row.text) for row in rows]


def test_a_note_is_a_warning_once_and_ends_with_its_cause():
    told = Told()
    assert told(Verdict(notes=(LOW,))) == [(AlarmType.BATTERY, Phase.RAISE, Severity.WARN, "days_30")]
    assert told(Verdict(notes=(LOW,))) == []
    assert told(OK) == [(AlarmType.BATTERY, Phase.CLEAR, Severity.WARN, "days_30")]
    assert told.state.faults == {}


def test_a_note_that_grows_worse_is_an_update_of_the_same_alarm():
    told = Told()
    told(Verdict(notes=(LOW,)))
    assert told(Verdict(Word.FAULT, "battery", notes=(ENDS,))) == [
        (AlarmType.BATTERY, Phase.UPDATE, Severity.WARN, "days_7"),
        (AlarmType.SENSOR_FAULT, Phase.RAISE, Severity.WARN, "battery"),
    ]
    assert {alarm.id for alarm in standing(told.state)} == {"id-1", "id-2"}
    assert rules.zone_alarms(told.state, ZONES) == []


def test_several_notes_stand_beside_each_other_and_beside_a_fire():
    told = Told()
    told(Verdict(notes=(LOW, OPENED)))
    assert told(Verdict(Word.FIRE, notes=(OPENED,))) == [
        (AlarmType.SMOKE, Phase.RAISE, Severity.CRIT, ""),
        (AlarmType.BATTERY, Phase.CLEAR, Severity.WARN, "days_30"),
    ]
    assert {alarm.type for alarm in standing(told.state)} == {AlarmType.SMOKE, AlarmType.TAMPER}


def test_notes_of_a_sensor_that_is_no_longer_configured_end():
    told = Told()
    told(Verdict(notes=(LOW,)))
    now = Now(9_000, 9_000, lambda: "x")
    state, rows = rules.consider(told.state, {}, [], ZONES, now)
    assert [row.phase for row in rows] == [Phase.CLEAR]
    assert state.faults == {}


def test_a_heads_own_test_button_is_a_hit_of_the_walk_test_and_no_alarm():
    ids = itertools.count(1)

    def now(t_ms):
        return Now(t_ms, t_ms, lambda: f"id-{next(ids)}")

    begun = Draft(NOTHING, now(1_000))
    assert walking.begin(begun, "lager", 60_000, "c", ZONES) == ""
    fire, _ = begun.done()
    tested, rows = rules.consider(fire, {HEAD.id: Verdict(Word.TEST)}, [HEAD], ZONES, now(2_000))
    assert rows == []
    assert tested.walks["lager"].burning == (HEAD.id,)
