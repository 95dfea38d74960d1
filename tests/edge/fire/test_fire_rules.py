import itertools

from hypothesis import given
from hypothesis import strategies as st

from hallenwart_contract.messages import AlarmType, Phase, Severity
from hallenwart_edge.fire import rules, sounding
from hallenwart_edge.fire.plan import Dependency, Means, SensorPlan, ZonePlan
from hallenwart_edge.fire.state import NOTHING, Now, standing
from hallenwart_edge.fire.verdict import OK, Verdict, Word

FIRE, FAULT = Verdict(Word.FIRE, x=6.0, thr=5.0), Verdict(Word.FAULT, "silent")
SENSORS = [
    SensorPlan("rauch", "lager", AlarmType.SMOKE),
    SensorPlan("waerme", "lager", AlarmType.HEAT),
    SensorPlan("foyer", "foyer", AlarmType.PANEL, Means.PANEL),
]
ZONES = {"lager": ZonePlan("lager", "Geräteraum"), "foyer": ZonePlan("foyer", "Foyer")}
ZONES_B = {**ZONES, "lager": ZonePlan("lager", "Geräteraum", Dependency.B)}


class Moments:
    def __init__(self):
        self.t_ms, self.ids = 1_000, itertools.count(1)

    def now(self):
        self.t_ms += 1_000
        return Now(self.t_ms, self.t_ms, lambda: f"id-{next(self.ids)}")


def verdicts(**given_):
    return {sensor.id: given_.get(sensor.id, OK) for sensor in SENSORS}


def test_a_second_sensor_joins_the_same_alarm():
    moments, state = Moments(), NOTHING
    state, first = rules.consider(state, verdicts(rauch=FIRE), SENSORS, ZONES, moments.now())
    state, second = rules.consider(state, verdicts(rauch=FIRE, waerme=FIRE), SENSORS, ZONES, moments.now())
    state, third = rules.consider(state, verdicts(rauch=FIRE, waerme=FIRE), SENSORS, ZONES, moments.now())
    assert [(row.phase, row.id, row.c) for row in first + second + third] == [
        (Phase.RAISE, "id-1", "rauch"),
        (Phase.UPDATE, "id-1", "waerme"),
    ]


def test_dependency_b_warns_first_and_tells_the_site_only_when_confirmed():
    moments = Moments()
    state, first = rules.consider(NOTHING, verdicts(rauch=FIRE), SENSORS, ZONES_B, moments.now())
    assert first[0].sev == Severity.WARN
    assert rules.zone_alarms(state, ZONES_B) == []
    state, second = rules.consider(state, verdicts(rauch=FIRE, waerme=FIRE), SENSORS, ZONES_B, moments.now())
    assert second[0].sev == Severity.CRIT
    assert [said.zone for said in rules.zone_alarms(state, ZONES_B)] == ["Geräteraum"]


def test_a_fault_is_an_alarm_of_its_own_that_ends_by_itself_and_hides_no_fire():
    moments = Moments()
    state, _ = rules.consider(NOTHING, verdicts(rauch=FIRE), SENSORS, ZONES, moments.now())
    state, rows = rules.consider(state, verdicts(rauch=FAULT), SENSORS, ZONES, moments.now())
    assert [(row.type, row.phase) for row in rows] == [(AlarmType.SENSOR_FAULT, Phase.RAISE)]
    assert {alarm.type for alarm in standing(state)} == {AlarmType.SMOKE, AlarmType.SENSOR_FAULT}
    state, rows = rules.consider(state, verdicts(), SENSORS, ZONES, moments.now())
    assert [(row.type, row.phase) for row in rows] == [(AlarmType.SENSOR_FAULT, Phase.CLEAR)]
    assert [alarm.type for alarm in standing(state)] == [AlarmType.SMOKE]


def test_reset_ends_an_alarm_only_when_its_cause_is_gone():
    moments = Moments()
    state, _ = rules.consider(NOTHING, verdicts(rauch=FIRE), SENSORS, ZONES, moments.now())
    state, rows, persisting = rules.reset(state, None, verdicts(rauch=FIRE), SENSORS, moments.now())
    assert (persisting, [row.phase for row in rows]) == (["id-1"], [Phase.UPDATE])
    state, rows, persisting = rules.reset(state, "id-1", verdicts(), SENSORS, moments.now())
    assert (persisting, [row.phase for row in rows]) == ([], [Phase.CLEAR])
    assert standing(state) == []


def test_a_drill_is_told_as_a_test_and_ends():
    moments = Moments()
    state, begun = rules.drill(NOTHING, on=True, now=moments.now())
    assert begun[0].test
    assert [said.cause for said in rules.zone_alarms(state, ZONES)] == ["drill"]
    state, ended = rules.drill(state, on=False, now=moments.now())
    assert (ended[0].phase, ended[0].id, rules.zone_alarms(state, ZONES)) == (Phase.CLEAR, begun[0].id, [])


words = st.sampled_from([OK, FIRE, FAULT])
days = st.lists(
    st.one_of(
        st.fixed_dictionaries({"rauch": words, "waerme": words, "foyer": words}),
        st.sampled_from(["reset", "drill on", "drill off"]),
    ),
    max_size=40,
)


@given(days, st.sampled_from([ZONES, ZONES_B]))
def test_an_alarm_ends_only_by_reset_and_every_row_belongs_to_one_life(day, zones):
    moments, state, now = Moments(), NOTHING, verdicts()
    open_ids, ended = set(), set()
    for happening in day:
        before = {each.alarm.id for each in state.zones.values()}
        if isinstance(happening, dict):
            now = happening
            state, rows = rules.consider(state, now, SENSORS, zones, moments.now())
            assert before <= {each.alarm.id for each in state.zones.values()}
            burning = {sensor.zone for sensor in SENSORS if now[sensor.id] is FIRE}
            assert burning <= state.zones.keys()
        elif happening == "reset":
            state, rows, _ = rules.reset(state, None, now, SENSORS, moments.now())
        else:
            state, rows = rules.drill(state, on=happening == "drill on", now=moments.now())
        for row in rows:
            if row.phase in (Phase.RAISE, Phase.TEST):
                assert row.id not in open_ids | ended
                open_ids.add(row.id)
            assert row.id in open_ids
            if row.phase == Phase.CLEAR:
                open_ids.remove(row.id)
                ended.add(row.id)
        assert {alarm.id for alarm in standing(state)} == open_ids


A, B = ("", "a"), ("nordpark-2", "b")


def test_silence_holds_for_what_stands_and_a_new_zone_sounds_again():
    state = sounding.silence(sounding.follow(sounding.Sounding(), {A}, 0))
    assert not sounding.sounds(state, 1, max_ms=180_000)
    state = sounding.follow(state, {A, B}, 2)
    assert sounding.sounds(state, 3, max_ms=180_000)


def test_the_run_is_limited_for_each_alarm():
    state = sounding.follow(sounding.Sounding(), {A}, 0)
    assert sounding.sounds(state, 179_999, max_ms=180_000)
    assert not sounding.sounds(state, 180_000, max_ms=180_000)
    state = sounding.follow(state, {A, B}, 200_000)
    assert sounding.sounds(state, 379_999, max_ms=180_000)


def test_an_alarm_that_comes_back_is_not_hushed():
    state = sounding.silence(sounding.follow(sounding.Sounding(), {A}, 0))
    state = sounding.follow(sounding.follow(state, set(), 1), {A}, 2)
    assert sounding.sounds(state, 3, max_ms=180_000)
