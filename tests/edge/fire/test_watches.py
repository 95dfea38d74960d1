"""Every kind of fire sensor from its port to a verdict: what it stands for, its faults, and how soon its silence shows."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_contract.messages import AlarmType, Quality
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.fire import air
from hallenwart_edge.fire.plan import Means
from hallenwart_edge.fire.verdict import Word
from hallenwart_edge.fire.watches.air import AirSpec, AirWatch
from hallenwart_edge.fire.watches.contact import ContactSpec, ContactWatch
from hallenwart_edge.fire.watches.converter import SelfTest
from hallenwart_edge.fire.watches.heat import HeatSpec, HeatWatch
from hallenwart_edge.fire.watches.loop import LoopSpec, LoopWatch
from hallenwart_edge.fire.watches.radio import RadioSpec, RadioWatch
from hallenwart_edge.fire.watches.smoke import SmokeSpec, SmokeWatch
from hallenwart_edge.local_bus.head import HeadReport
from hallenwart_edge.ports import Sample
from support.edge_time import Channel, KeptOutbox, ManualClock, Meter

SHOWN_WITHIN_S = 100
CALM, CLOSED, OPENED, CUT, SHORT, LEAKY = 512, 115, 775, 1023, 0, 300


class Bench:
    """A clock, an outbox, and watches that look as often as they want to."""

    def __init__(self):
        self.clock, self.outbox, self.half = ManualClock(), KeptOutbox(), Channel(512)
        self.self_test = SelfTest(self.half)

    def loop(self, channel, **spec):
        return LoopWatch(LoopSpec("schleife", "lager", **spec), channel, self.self_test, self.clock)

    def smoke(self, channel, **spec):
        return SmokeWatch(SmokeSpec("rauch", "lager", **spec), channel, self.self_test, self.clock, self.outbox)

    def heat(self, sensor):
        return HeatWatch(HeatSpec("waerme", "lager"), sensor, self.clock, self.outbox)

    def radio(self, head, *, every_s):
        return RadioWatch(RadioSpec("funk", "lager", every_s), head, self.clock, self.outbox)

    def air(self, sensor, kind):
        return AirWatch(AirSpec("luft", "lager", kind), sensor, self.clock, self.outbox)

    async def after(self, watch, seconds):
        """Let time pass, and return what the watch says then."""
        for _ in range(math.ceil(seconds / watch.every_s)):
            await watch.look()
            await self.clock.advance(watch.every_s)
        return watch.verdict()


@pytest.fixture
def bench():
    return Bench()


class Switch:
    """A dry contact; `says` None is a pin that is gone."""

    def __init__(self, *, says: bool | None = False):
        self.says = says

    def active(self):
        if self.says is None:
            raise DriverFault("kontakt", "gone")
        return self.says

    def close(self): ...


class Air:
    """An air sensor; `values` None is silence, empty is a sensor that warms up."""

    def __init__(self, **values):
        self.values = values

    async def read(self):
        if self.values is None:
            raise DriverFault("luft", "silent")
        return tuple(Sample(quantity, value) for quantity, value in self.values.items())

    def close(self): ...


class RadioEar:
    def __init__(self):
        self.waiting, self.away = [], ""

    def reports(self):
        waiting, self.waiting = self.waiting, []
        return waiting

    def out_of_hearing(self):
        return self.away


@pytest.mark.parametrize(
    ("means", "type_", "whose"),
    [
        ("own", AlarmType.SMOKE, Means.OWN),
        ("panel", AlarmType.PANEL, Means.PANEL),
        ("call_point", AlarmType.CALL_POINT, Means.NAMED),
        ("co", AlarmType.CO, Means.OWN),
    ],
)
async def test_a_closed_contact_says_what_its_loop_stands_for(bench, means, type_, whose):
    channel = Channel(CALM)
    watch = bench.loop(channel, means=means)
    assert (watch.plan.type, watch.plan.means) == (type_, whose)
    assert (await bench.after(watch, 2)).word is Word.OK
    channel.code = CLOSED
    assert (await bench.after(watch, 1)).word is Word.FIRE


async def test_a_loop_that_ages_is_a_fault_before_it_fails_and_its_contact_still_alarms(bench):
    channel = Channel(CALM)
    watch = bench.loop(channel)
    for drifted in (458, 560):
        channel.code = drifted
        assert (await bench.after(watch, 55)).word is Word.OK
        said = await bench.after(watch, 10)
        assert (said.word, said.reason, said.x) == (Word.FAULT, "drift", float(drifted))
        channel.code = 480
        assert (await bench.after(watch, 2)).reason == "drift"  # back at its border is not back
        channel.code = CALM
        assert (await bench.after(watch, 2)).word is Word.OK
    channel.code = 458
    await bench.after(watch, 70)
    channel.code = CLOSED
    assert (await bench.after(watch, 1)).word is Word.FIRE


@pytest.mark.parametrize("code", [498, 512, 529])
async def test_resistors_within_their_tolerance_do_not_drift(bench, code):
    assert (await bench.after(bench.loop(Channel(code)), 200)).word is Word.OK


@pytest.mark.parametrize(
    ("code", "notes", "word", "reason"),
    [
        (CALM, [], Word.OK, ""),
        (OPENED, [""], Word.OK, ""),
        (CUT, ["open"], Word.OK, ""),
        (SHORT, [], Word.FAULT, "short"),
        (CLOSED, [], Word.FAULT, "alarm"),
        (LEAKY, [], Word.FAULT, "leaky"),
        (None, [], Word.FAULT, "adc"),
    ],
)
async def test_the_panels_fault_contact_is_a_note_and_its_loops_own_troubles_are_faults(bench, code, notes, word, reason):
    channel = Channel(CALM)
    watch = bench.loop(channel, means="panel_fault")
    await bench.after(watch, 1)
    channel.code = code
    assert (await bench.after(watch, 1)).notes == ()
    said = await bench.after(watch, 2.5)
    assert (said.word, said.reason) == (word, reason)
    assert [(note.type, note.reason) for note in said.notes] == [(AlarmType.PANEL_FAULT, each) for each in notes]
    channel.code = CALM
    said = await bench.after(watch, 1)
    assert (said.word, said.notes) == (Word.OK, ())


@given(st.lists(st.none() | st.integers(0, 1023), max_size=120))
async def test_no_code_of_a_fault_contact_is_ever_a_fire(codes):
    bench, channel = Bench(), Channel(CALM)
    watch = bench.loop(channel, means="panel_fault")
    for code in codes:
        channel.code = code
        assert (await bench.after(watch, 0.1)).word is not Word.FIRE


async def test_a_converter_that_cannot_be_believed_is_a_fault_of_all_its_sensors(bench):
    loop, head = bench.loop(Channel(CALM)), bench.smoke(Channel(40))
    bench.half.code = 0
    assert (await bench.after(loop, 3)).reason == "adc"
    assert (await bench.after(head, 40)).reason == "adc"


async def test_a_smoke_heads_own_fault_contact_is_a_fault_and_hides_no_smoke(bench):
    channel, contact = Channel(40), Switch()
    watch = bench.smoke(channel, fault=contact)
    assert (await bench.after(watch, 3)).word is Word.OK
    for says in (True, None):
        contact.says = says
        said = await bench.after(watch, 1)
        assert (said.word, said.reason) == (Word.FAULT, "head")
    assert bench.outbox.readings[-1].q == Quality.FAULT
    channel.code = 700
    assert (await bench.after(watch, 3)).word is Word.FIRE


async def test_a_contact_on_a_pin_says_its_word_and_a_lost_pin_is_a_fault(bench):
    for means, type_ in (("co", AlarmType.CO), ("panel_fault", AlarmType.PANEL_FAULT)):
        switch = Switch()
        watch = ContactWatch(ContactSpec("kontakt", "lager", means), switch, bench.clock)
        assert watch.plan.type is type_
        assert (await bench.after(watch, 1)).word is Word.OK
        switch.says = True
        said = await bench.after(watch, 0.2)
        if means == "co":
            assert said.word is Word.FIRE
        else:
            assert (said.word, [note.type for note in said.notes]) == (Word.OK, [AlarmType.PANEL_FAULT])
        switch.says = None
        assert (await bench.after(watch, 2.5)).reason == "pin"


DUST = {"pm1_ug_m3": 5.0, "pm2_5_ug_m3": 8.0, "pm10_ug_m3": 9.0}
KINDS = [("pms5003", DUST), ("sps30", {**DUST, "pm4_ug_m3": 8.5, "pm_size_um": 0.5}), ("mh-z19b", {"co2_ppm": 820.0})]


@pytest.mark.parametrize(("kind", "values"), KINDS)
async def test_an_air_sensor_measures_and_its_troubles_are_faults(bench, kind, values):
    sensor = Air(**values)
    watch = bench.air(sensor, kind)
    assert not watch.plan.burns
    assert (await bench.after(watch, 5)).word is Word.OK
    assert {(reading.k, reading.x) for reading in bench.outbox.readings} == set(values.items())
    first = next(iter(values))
    for bad in (math.nan, math.inf, -1.0, 10**6):
        sensor.values = {**values, first: bad}
        assert (await bench.after(watch, 12)).reason == "out_of_range"
        sensor.values = values
        assert (await bench.after(watch, 2)).word is Word.OK
    sensor.values = {**values, "a_quantity_without_range": math.nan}
    assert (await bench.after(watch, 12)).reason == "out_of_range"
    sensor.values = None
    assert (await bench.after(watch, 3 * AirWatch.every_s + 10)).reason == "silent"
    assert bench.outbox.readings[-1].q == Quality.FAULT
    sensor.values = values
    assert (await bench.after(watch, 2)).word is Word.OK


@pytest.mark.parametrize(("kind", "values"), KINDS)
def test_values_that_never_move_are_stuck(kind, values):
    limits = air.LIMITS[kind]
    state = air.step(air.Air(0, 0), values, 1_000, limits)
    for at_ms in range(0, limits.stuck_after_ms + 60_000, 20_000):
        state = air.step(state, values, 1_000 + at_ms, limits)
    assert air.verdict(state, state.seen_ms, limits).reason == "stuck"
    moved = {quantity: value + 1 for quantity, value in values.items()}
    assert air.verdict(air.step(state, moved, state.seen_ms + 1_000, limits), state.seen_ms + 1_000, limits).word is Word.OK


async def test_warming_up_is_neither_silence_nor_a_value_but_not_for_ever(bench):
    sensor = Air()
    watch = bench.air(sensor, "mh-z19b")
    assert (await bench.after(watch, 300)).word is Word.OK
    assert bench.outbox.readings == []
    assert (await bench.after(watch, 20)).reason == "out_of_range"


numbers = st.floats(allow_nan=True, allow_infinity=True)


@given(st.sampled_from([kind for kind, _ in KINDS]), st.lists(st.dictionaries(st.sampled_from([*DUST, "co2_ppm"]), numbers)))
def test_no_air_is_ever_a_fire(kind, answers):
    limits, state = air.LIMITS[kind], air.Air(0, 0)
    for number, values in enumerate(answers):
        state = air.step(state, values, number * 1_000, limits)
        assert air.verdict(state, number * 1_000, limits).word is not Word.FIRE


async def test_the_silence_of_every_smoke_and_heat_sensor_shows_within_a_hundred_seconds(bench):
    loop_channel, head_channel, meter, ear = Channel(CALM), Channel(40), Meter("temp_c", 20.0), RadioEar()
    watches = [bench.loop(loop_channel), bench.smoke(head_channel), bench.heat(meter), bench.radio(ear, every_s=30)]
    ear.waiting = [HeadReport(smoke=False)]
    for watch in watches:
        assert (await bench.after(watch, 5)).word is Word.OK
    loop_channel.code = head_channel.code = meter.value = None
    for watch in watches:
        assert (await bench.after(watch, SHOWN_WITHIN_S)).word is Word.FAULT


@pytest.mark.parametrize("why", ["link", "bridge"])
async def test_a_lost_bus_shows_within_a_hundred_seconds_whatever_the_rhythm(bench, why):
    ear = RadioEar()
    watch = bench.radio(ear, every_s=86_400)
    await bench.after(watch, 1)
    ear.away = why
    assert (await bench.after(watch, SHOWN_WITHIN_S - 18)).reason == why  # a silent cut takes 18 s to be noticed


async def test_a_radio_head_can_be_rehearsed_without_touching_it(bench):
    watch = bench.radio(RadioEar(), every_s=60)
    await bench.after(watch, 1)
    assert watch.rehearsed().word is Word.FIRE
    assert watch.verdict().word is Word.OK
