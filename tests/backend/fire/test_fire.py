from pathlib import Path

import pytest

from hallenwart_backend.adapters.documents_alarms import SqlAlarmStore
from hallenwart_backend.evidence.service import EvidenceLog
from hallenwart_backend.fire.rules import HOLD_MS, detail_of, key_of, kind_of, measured, severity_of
from hallenwart_backend.fire.service import Fire
from hallenwart_backend.fire.strays import WAIT_MS
from hallenwart_backend.ports import Arrival
from hallenwart_contract.messages import Alarm, State
from support.backends import SetClock
from support.databases import open_records
from support.incident_log import IncidentLog
from support.scripted import alarm

NOW_MS = 1_800_000_000_000
LATE = Arrival("nordpark-1", NOW_MS, replayed=True)
FRESH = Arrival("nordpark-1", NOW_MS)


class Scene:
    def __init__(self, records) -> None:
        self.clock, self.incidents, self.snapshot = SetClock(NOW_MS), IncidentLog(), None
        self.records = records
        self.fire = self.restarted()

    def restarted(self) -> Fire:
        sites = {"nordpark-1": "nordpark"}
        store = SqlAlarmStore(self.records)
        return Fire(
            store,
            self.incidents,
            self.clock,
            sites=sites,
            state_of=lambda _: self.snapshot,
            hall_of=lambda *_: "nordpark",
            evidence=EvidenceLog(self.records, self.clock, str),
        )


@pytest.fixture
async def scene(tmp_path: Path):
    async with open_records(tmp_path) as records:
        yield Scene(records)


def at(ms: int, **fields) -> Alarm:
    return alarm(t_ms=NOW_MS + ms, **fields)


async def test_a_fresh_alarm_is_raised_at_once_and_measured(scene: Scene):
    await scene.fire.on_alarm(FRESH, at(-120, x=4.14, thr=3.0))
    (cause,) = scene.incidents.reported
    assert (cause.key, cause.kind, cause.sev, cause.hall, cause.siren) == (
        "fire:nordpark:geraeteraum",
        "smoke",
        "crit",
        "nordpark",
        True,
    )
    assert (cause.measured, cause.since_ms, cause.replayed) == ("Rauch 4,1 %/m", NOW_MS - 120, False)
    assert scene.fire.latency_ms(0.5) == 120
    restarted = scene.restarted()
    await restarted.load()
    assert restarted.latency_ms(0.99) == 120


async def test_clear_ends_the_cause_and_a_later_raise_of_it_is_nothing(scene: Scene):
    await scene.fire.on_alarm(FRESH, at(0))
    await scene.fire.on_alarm(FRESH, at(500, phase="clear"))
    await scene.fire.on_alarm(FRESH, at(0))
    assert len(scene.incidents.reported) == 1
    assert scene.incidents.cleared == [("fire:nordpark:geraeteraum", "alarm-1")]


async def test_an_old_alarm_that_was_cleared_wakes_nobody(scene: Scene):
    await scene.fire.on_alarm(LATE, at(-600_000))
    assert scene.incidents.reported == []
    await scene.fire.on_alarm(LATE, at(-500_000, phase="clear"))
    (cause,) = scene.incidents.reported
    assert (cause.sev, cause.replayed, cause.siren) == ("warn", True, False)
    assert scene.incidents.cleared == [("fire:nordpark:geraeteraum", "alarm-1")]
    scene.clock.advance(HOLD_MS)
    await scene.fire.tick()
    assert len(scene.incidents.reported) == 1


async def test_an_old_alarm_that_the_device_no_longer_shows_is_past(scene: Scene):
    scene.snapshot = State(dev="nordpark-1", sent_ms=NOW_MS - 1_000, alarms=[])
    await scene.fire.on_alarm(LATE, at(-600_000))
    assert [cause.replayed for cause in scene.incidents.reported] == [True]


async def test_a_snapshot_of_a_clock_that_was_ahead_does_not_say_that_an_alarm_is_past(scene: Scene):
    scene.snapshot = State(dev="nordpark-1", sent_ms=NOW_MS + 3_600_000, alarms=[])
    await scene.fire.on_alarm(LATE, at(-600_000))
    scene.clock.advance(HOLD_MS)
    await scene.fire.tick()
    assert [(cause.sev, cause.replayed) for cause in scene.incidents.reported] == [("crit", False)]


async def test_an_old_alarm_that_still_burns_is_raised_as_new(scene: Scene):
    burning = at(-600_000)
    scene.snapshot = State(dev="nordpark-1", sent_ms=NOW_MS - 1_000, alarms=[burning])
    await scene.fire.on_alarm(LATE, burning)
    assert [(cause.sev, cause.replayed) for cause in scene.incidents.reported] == [("crit", False)]
    assert scene.fire.latency_ms(0.5) is None


async def test_an_old_alarm_of_unknown_end_is_raised_after_a_moment_even_across_a_restart(scene: Scene):
    await scene.fire.on_alarm(LATE, at(-600_000))
    scene.fire = scene.restarted()
    await scene.fire.load()
    await scene.fire.tick()
    assert scene.incidents.reported == []
    scene.clock.advance(HOLD_MS)
    await scene.fire.tick()
    await scene.fire.tick()
    assert [(cause.sev, cause.replayed) for cause in scene.incidents.reported] == [("crit", False)]


async def test_a_rehearsal_is_no_alarm(scene: Scene):
    await scene.fire.on_alarm(FRESH, at(0, test=True))
    await scene.fire.on_alarm(FRESH, at(0, phase="test"))
    assert scene.incidents.reported == []


def test_a_pre_alarm_and_the_alarm_it_grows_into_are_one():
    before, after = alarm(sev="warn"), alarm(sev="crit")
    assert (kind_of(before), kind_of(after)) == ("pre_alarm", "smoke")
    assert key_of(before, "nordpark") == key_of(after, "nordpark")


def test_an_unknown_type_of_a_newer_device_is_an_alarm_too():
    strange = alarm(type="gas", c="gas-1", x=3.0)
    assert (kind_of(strange), key_of(strange, "sued"), measured(strange)) == ("other", "gas:sued:geraeteraum:gas-1", "")
    assert detail_of(strange) == "gas"
    assert severity_of(alarm(sev="doom")) == "warn"


@pytest.mark.parametrize("arrival", [FRESH, LATE])
@pytest.mark.parametrize("sev", ["crit", "info"])
async def test_duress_is_critical_however_late_and_neither_fire_nor_siren(scene: Scene, arrival: Arrival, sev: str):
    scene.snapshot = State(dev="nordpark-1", sent_ms=NOW_MS + 60_000)  # no snapshot ever speaks of it
    duress = at(-600_000, id="d1", type="duress", zone="", c="locker", sev=sev, text="b1.nordpark-1")
    for _ in range(2):
        await scene.fire.on_alarm(arrival, duress)
    assert {(cause.kind, cause.sev, cause.siren, cause.replayed) for cause in scene.incidents.reported} == {
        ("duress", "crit", False, False)
    }
    assert all("b1" not in cause.detail for cause in scene.incidents.reported)


async def test_what_stands_at_a_device_and_is_not_on_record_is_raised(scene: Scene):
    """The records came from a backup: the device has its receipt and tells the row no more."""
    standing = at(-3_600_000, sev="crit")
    scene.snapshot = State(dev="nordpark-1", sent_ms=NOW_MS, alarms=[standing, at(0, id="self-test", phase="test")])
    await scene.fire.on_state(FRESH, scene.snapshot)
    await scene.fire.tick()
    assert scene.incidents.reported == []
    scene.clock.advance(WAIT_MS)
    await scene.fire.tick()
    await scene.fire.on_state(FRESH, scene.snapshot)
    scene.clock.advance(WAIT_MS)
    await scene.fire.tick()
    assert [(cause.id, cause.sev, cause.replayed) for cause in scene.incidents.reported] == [("alarm-1", "crit", False)]
    await scene.fire.on_alarm(LATE, at(60_000, phase="clear"))
    assert scene.incidents.cleared == [("fire:nordpark:geraeteraum", "alarm-1")]


async def test_a_snapshot_that_overtakes_its_row_raises_nothing_twice_and_one_that_ended_nothing(scene: Scene):
    scene.snapshot = State(dev="nordpark-1", sent_ms=NOW_MS, alarms=[at(0), at(0, id="alarm-2")])
    await scene.fire.on_state(FRESH, scene.snapshot)
    await scene.fire.on_alarm(FRESH, at(0))
    scene.snapshot = State(dev="nordpark-1", sent_ms=NOW_MS + 1, alarms=[at(0)])
    scene.clock.advance(WAIT_MS)
    await scene.fire.tick()
    assert [cause.id for cause in scene.incidents.reported] == ["alarm-1"]
