"""The whole zone machine under any order of signals, orders, time and restarts, over what is kept on the card."""

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from hallenwart_contract.messages import Phase, Severity
from hallenwart_contract.zones import ZoneWord
from hallenwart_edge.fire import disabling, state
from hallenwart_edge.fire.latch_file import Kept
from hallenwart_edge.fire.plan import Dependency
from hallenwart_edge.fire.verdict import OK, Verdict, Word
from tests.edge.fire.conftest import Town

WORDS = st.sampled_from([OK, Verdict(Word.FIRE, x=6.0, thr=5.0), Verdict(Word.FAULT, "silent"), Verdict(Word.TEST)])
SENSORS = st.sampled_from([sensor.id for sensor in Town.SENSORS])
ZONES = st.sampled_from(["lager", "foyer"])


class Machine(RuleBasedStateMachine):
    @initialize(dependency=st.sampled_from(Dependency), delay_s=st.sampled_from([0, 120]))
    def begin(self, dependency, delay_s):
        self.town = Town(dependency=dependency, delay_s=0 if dependency is Dependency.B else delay_s)
        self.kept = msgspec.json.encode(Kept(self.town.state))
        self.outbox, self.resetting = [], False

    @rule(sensor=SENSORS, verdict=WORDS)
    def say(self, sensor, verdict):
        self.keep(lambda: self.town.say(**{sensor.replace("-", "_"): verdict}))

    @rule(seconds=st.sampled_from([1, 31, 119, 301, 601, 1_900, 4_000]))
    def wait(self, seconds):
        self.keep(lambda: self.town.wait(seconds))

    @rule(one=st.booleans())
    def reset(self, one):
        ids = [each.alarm.id for each in self.town.state.zones.values()]
        self.resetting = True
        self.keep(lambda: self.town.reset(ids[0] if one and ids else None))
        self.resetting = False

    @rule(zone=ZONES, sensor=st.one_of(st.just(""), SENSORS), seconds=st.sampled_from([60, 3_600]))
    def disable(self, zone, sensor, seconds):
        self.keep(lambda: self.town.order("disable", off="o", zone=zone, c=sensor, until_ms=self.town.t_ms + seconds * 1_000))

    @rule()
    def enable(self):
        self.keep(lambda: self.town.order("enable", off="o"))

    @rule(zone=ZONES, on=st.booleans())
    def walk(self, zone, on):
        self.keep(lambda: self.town.order("walk", zone=zone, on=on, until_ms=self.town.t_ms + 600_000))

    @rule(on=st.booleans())
    def delay(self, on):
        self.keep(lambda: self.town.order("delay", zone="lager", on=on))

    @rule(on=st.booleans())
    def drill(self, on):
        self.keep(lambda: self.town.order("drill", on=on, ref="d"))

    @rule()
    def tell(self):
        """Hand everything to the outbox and note that it is there."""
        self.outbox += self.town.state.rows
        rows, events = len(self.town.state.rows), len(self.town.state.events)
        self.keep(lambda: setattr(self.town, "state", state.told(self.town.state, rows, events)))

    @rule(told=st.booleans(), away_s=st.integers(0, 100))
    def crash(self, told, away_s):
        """Die before or after the outbox took the rows, but before that was noted."""
        if told:
            self.outbox += self.town.state.rows
        self.town.state = msgspec.json.decode(self.kept, type=Kept).fire
        self.town.restart(away_s)
        self.keep(self.town.look)

    @rule(away_s=st.integers(0, 100))
    def crash_in_alarm(self, away_s):
        before = {zone: each.alarm.id for zone, each in self.town.state.zones.items() if each.full}
        self.crash(told=True, away_s=away_s)
        assert before.items() <= {zone: each.alarm.id for zone, each in self.town.state.zones.items()}.items()

    def keep(self, happen):
        """Let something happen, keep what stands then, and see that nothing began or ended that must not."""
        before = {**self.town.state.zones, **self.town.state.health}
        happen()
        after = {**self.town.state.zones, **self.town.state.health}
        self.kept = msgspec.json.encode(Kept(self.town.state))
        full, standing = ({each.alarm.id for each in was.values() if each.full or was is after} for was in (before, after))
        assert self.resetting or full <= standing, "ended without a reset"
        known = {each.alarm.id for each in before.values()}
        for each in after.values():
            if each.alarm.id not in known:
                self.may_begin(next(sensor for sensor in self.town.SENSORS if sensor.id == each.alarm.c))

    def may_begin(self, sensor):
        town = self.town
        assert town.said[sensor.id].word is Word.FIRE
        assert not disabling.covers(town.state.off.values(), sensor)
        assert sensor.zone not in town.state.walks

    @invariant()
    def a_fire_is_never_hidden(self):
        town = self.town
        for sensor in town.SENSORS:
            burns = town.said[sensor.id].word is Word.FIRE and sensor.burns
            off = disabling.covers(town.state.off.values(), sensor)
            if not burns or off or sensor.zone in town.state.walks:
                continue
            town.look()
            self.kept = msgspec.json.encode(Kept(town.state))
            held = sensor.zone in town.state.held and not sensor.overrides
            assert sensor.zone in town.state.zones or held
            if sensor.zone in town.state.zones:
                assert town.word(sensor.zone) in (ZoneWord.FIRE, ZoneWord.PRE_ALARM)
                assert sensor.id in town.state.zones[sensor.zone].alarm.sensors
            if sensor.overrides:
                assert town.zones[sensor.zone].name in town.sounding()

    @invariant()
    def nothing_is_lost_or_doubled(self):
        rows = [*self.outbox, *self.town.state.rows]
        raised = [row.id for row in rows if row.phase in (Phase.RAISE, Phase.TEST)]
        assert {alarm.id for alarm in state.standing(self.town.state)} <= set(raised)
        ended = {row.id for row in rows if row.phase == Phase.CLEAR}
        assert ended <= set(raised)
        assert set(raised) - ended == {alarm.id for alarm in state.standing(self.town.state)}
        full = {row.id for row in rows if row.sev == Severity.CRIT}
        assert {each.alarm.id for each in self.town.state.zones.values() if each.full} <= full

    @invariant()
    def one_alarm_stands_per_zone_and_waiting_ends(self):
        for zone, each in self.town.state.zones.items():
            assert each.alarm.zone == zone
            assert each.waits is None or 0 <= each.waits.left_ms(self.town.now()) <= 600_000


TestMachine = Machine.TestCase
TestMachine.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
