from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.adapters.documents_sql import SqlFleetStore
from hallenwart_backend.fleet.ports import DeviceEntry
from hallenwart_backend.fleet.rules import (
    COMMAND_ORDER,
    ENDED,
    SILENCE_MS,
    SILENCE_SMOKE_MS,
    DeviceState,
    Presence,
    heard,
    next_command_state,
    state_of,
)
from hallenwart_backend.fleet.service import BROKER_PATIENCE_MS, STARTING_MS, Fleet
from hallenwart_backend.ports import Arrival
from hallenwart_contract.documents import CommandFor
from hallenwart_contract.messages import Conn, Heartbeat, Reading, State
from support.backends import SetClock
from support.databases import open_records
from support.incident_log import IncidentLog

NOW_MS = 1_800_000_000_000
DEVICES = {name: DeviceEntry(name, "nordpark", b"", b"") for name in ("nordpark-1", "nordpark-2")}


def birth(device: str = "nordpark-1", *, boot: str = "b1", conn: int = 1, mono_ms: int = 0, online: bool = True) -> Conn:
    return Conn(dev=device, boot=boot, conn=conn, mono_ms=mono_ms, online=online, epoch="e1")


# --- rules ---


def test_a_late_will_is_ignored():
    presence = heard(Presence(), birth(conn=2), 0)
    assert heard(presence, birth(conn=1, online=False), 10).online
    assert heard(presence, birth(boot="b0", conn=9, online=False), 10).online
    assert not heard(presence, birth(conn=2, online=False), 10).online


def test_a_birth_the_broker_kept_is_no_sign_of_life():
    presence = heard(Presence(), birth(mono_ms=5_000), 1_000)
    assert heard(presence, birth(mono_ms=5_000), 9_000).heard_at_ms == 1_000
    assert heard(presence, birth(mono_ms=5_001), 9_000).heard_at_ms == 9_000


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 4)), max_size=30))
def test_the_newest_connection_decides_in_whatever_order_wills_come(told):
    presence, newest = Presence(), None
    for online, conn in told:
        presence = heard(presence, birth(conn=conn, online=online), 0)
        if newest is None or conn >= newest[1]:
            newest = (online, conn)
    if newest is not None:
        assert (presence.online, presence.conn) == newest


def test_deadlines():
    presence = heard(Presence(), birth(), 1_000)
    judged = {"now_ms": 1_000 + SILENCE_SMOKE_MS, "since_ms": 0}
    assert state_of(presence, smoke=True, **judged) is DeviceState.ONLINE
    assert state_of(presence, smoke=True, now_ms=1_001 + SILENCE_SMOKE_MS, since_ms=0) is DeviceState.OFFLINE
    assert state_of(presence, smoke=False, now_ms=1_000 + SILENCE_MS, since_ms=0) is DeviceState.ONLINE
    assert state_of(presence, smoke=False, now_ms=1_001 + SILENCE_MS, since_ms=0) is DeviceState.OFFLINE
    assert state_of(presence, smoke=True, now_ms=60_000, since_ms=30_000) is DeviceState.ONLINE
    assert state_of(Presence(), smoke=True, **judged) is DeviceState.NEVER
    assert state_of(heard(presence, birth(online=False), 2_000), smoke=True, now_ms=3_000, since_ms=0) is DeviceState.SUSPECT


@given(st.lists(st.sampled_from((*COMMAND_ORDER, "nonsense")), max_size=12))
def test_commands_never_go_back(told):
    state = "created"
    for word in told:
        after = next_command_state(state, word)
        if state in ENDED - {"expired"}:
            assert after == state
        elif state == "expired":
            assert after in ENDED
        else:
            assert COMMAND_ORDER.index(after) >= COMMAND_ORDER.index(state)
        state = after


# --- service ---


class Scene:
    def __init__(self, records) -> None:
        self.clock, self.incidents, self.broker = SetClock(NOW_MS), IncidentLog(), True
        self.store = SqlFleetStore(records)
        self.fleet = self.restarted()

    def restarted(self) -> Fleet:
        return Fleet(DEVICES, self.store, self.incidents, self.clock, broker_ok=lambda: self.broker, smoke=["nordpark-1"])

    async def hear(self, message: Conn) -> None:
        await self.fleet.on_conn(Arrival(message.dev, self.clock.now_ms()), message)

    async def after(self, ms: int) -> None:
        self.clock.advance(ms)
        await self.fleet.tick()


async def test_silence_is_told_once_and_taken_back(tmp_path: Path):
    async with open_records(tmp_path) as records:
        scene = Scene(records)
        await scene.fleet.tick()
        await scene.hear(birth("nordpark-1", mono_ms=1))
        await scene.hear(birth("nordpark-2", mono_ms=1))
        await scene.after(SILENCE_SMOKE_MS)
        assert scene.incidents.reported == []
        await scene.after(1)
        await scene.after(1_000)
        assert [(c.kind, c.device, c.sev, c.since_ms) for c in scene.incidents.reported] == [
            ("device_silent", "nordpark-1", "warn", NOW_MS)
        ]
        assert scene.fleet.connection("nordpark-1") is None
        scene.incidents.cleared.clear()
        await scene.hear(birth("nordpark-1", mono_ms=60_000))
        await scene.after(1)
        assert scene.incidents.cleared == [("device_silent:nordpark-1", "nordpark-1")]
        assert scene.fleet.connection("nordpark-1") == CommandFor(boot="b1", conn=1)


async def test_a_dead_broker_is_one_incident_and_no_silent_device(tmp_path: Path):
    async with open_records(tmp_path) as records:
        scene = Scene(records)
        await scene.fleet.tick()
        await scene.hear(birth("nordpark-1", mono_ms=1))
        await scene.hear(birth("nordpark-2", mono_ms=1))
        scene.broker = False
        for _ in range(200):
            await scene.after(1_000)
        assert scene.incidents.kinds == ["broker_down"]
        scene.broker = True
        await scene.after(1_000)
        assert ("broker_down", "broker") in scene.incidents.cleared
        await scene.after(SILENCE_SMOKE_MS - 1_000)
        assert scene.incidents.kinds == ["broker_down"]
        await scene.after(2_000)
        assert scene.incidents.kinds == ["broker_down", "device_silent"]


async def test_a_server_that_starts_with_its_broker_waits_for_it_and_still_tells_of_a_dead_one(tmp_path: Path):
    async with open_records(tmp_path) as records:
        scene = Scene(records)
        scene.broker = False
        await scene.after(STARTING_MS + BROKER_PATIENCE_MS - 1)
        assert scene.incidents.kinds == []
        await scene.after(1)
        assert scene.incidents.kinds == ["broker_down"]


async def test_a_dead_broker_with_two_hundred_devices_is_one_incident_also_when_it_comes_back(tmp_path: Path):
    async with open_records(tmp_path) as records:
        scene = Scene(records)
        names = [f"n-{number}" for number in range(200)]
        entries = {name: DeviceEntry(name, "nordpark", b"", b"") for name in names}
        scene.fleet = Fleet(
            entries, scene.store, scene.incidents, scene.clock, broker_ok=lambda: scene.broker, smoke=names[:100]
        )
        await scene.fleet.tick()
        for name in names:
            await scene.hear(birth(name, mono_ms=1))
        await scene.after(1_000)
        scene.broker = False
        for _ in range(30):
            await scene.after(10_000)
        assert scene.incidents.kinds == ["broker_down"]
        scene.broker = True
        await scene.after(1_000)
        for name in names:  # the broker tells their last wills, then they are back
            await scene.hear(birth(name, mono_ms=1, online=False))
        await scene.after(1_000)
        for name in names:
            await scene.hear(birth(name, conn=2, mono_ms=400_000))
        await scene.after(1_000)
        assert scene.incidents.kinds == ["broker_down"]
        assert ("broker_down", "broker") in scene.incidents.cleared


async def test_what_was_heard_survives_a_restart(tmp_path: Path):
    async with open_records(tmp_path) as records:
        scene = Scene(records)
        pulse = Heartbeat(dev="nordpark-1", boot="b1", conn=3, mono_ms=50, last={"e": 9}, wm={"e": 4}, sensors={"rauch": "ok"})
        await scene.fleet.on_heartbeat(Arrival("nordpark-1", NOW_MS), pulse)
        await scene.fleet.on_state(Arrival("nordpark-1", NOW_MS), State(dev="nordpark-1", boot="b1", rev=7))
        await scene.fleet.tick()
        scene.fleet = scene.restarted()
        await scene.fleet.load()
        first, second = scene.fleet.devices(lambda _site: "Sporthalle Nordpark")
        assert (first.state, first.seen_ms, first.backlog, first.sensors) == ("suspect", NOW_MS, 5, {"rauch": "ok"})
        assert second.state == "never"
        assert scene.fleet.state("nordpark-1").rev == 7
        await scene.hear(birth("nordpark-1", boot="b1", conn=3, mono_ms=10))  # what the broker kept of it
        assert scene.fleet.state_of("nordpark-1") is DeviceState.SUSPECT
        await scene.hear(birth("nordpark-1", boot="b1", conn=3, mono_ms=90))
        assert scene.fleet.state_of("nordpark-1") is DeviceState.ONLINE


async def test_a_cut_site_link_is_told_and_taken_back(tmp_path: Path):
    async with open_records(tmp_path) as records:
        scene = Scene(records)
        for rev, is_heard in enumerate((True, False, False, True)):
            state = State(dev="nordpark-1", boot="b1", rev=rev, site_link={"nordpark-2": is_heard})
            await scene.fleet.on_state(Arrival("nordpark-1", NOW_MS), state)
        assert scene.incidents.kinds == ["site_link"]
        ended = ("site_link:nordpark-1:nordpark-2", "nordpark-1:nordpark-2")
        assert scene.incidents.cleared == [ended, ended], "the first word ends what was told before a restart"


async def test_a_device_that_measures_smoke_gets_the_short_deadline(tmp_path: Path):
    async with open_records(tmp_path) as records:
        scene = Scene(records)
        await scene.fleet.tick()
        await scene.hear(birth("nordpark-2", mono_ms=1))
        smoke = Reading(c="rauch", k="smoke_pct_m", t_ms=NOW_MS, x=0.1)
        await scene.fleet.on_readings(Arrival("nordpark-2", NOW_MS), [smoke])
        await scene.after(46_000)
        assert [cause.device for cause in scene.incidents.reported] == ["nordpark-2"]


async def test_what_is_stored_since_a_device_spoke_is_no_backlog(tmp_path: Path):
    async with open_records(tmp_path) as records:
        scene, stored = Scene(records), {"e": 4}
        scene.fleet._watermark = lambda _device, _epoch, stream: stored.get(stream, 0)
        pulse = Heartbeat(dev="nordpark-1", boot="b1", conn=3, mono_ms=50, last={"e": 9}, wm={"e": 2})
        await scene.fleet.on_heartbeat(Arrival("nordpark-1", NOW_MS), pulse)
        assert scene.fleet.devices(str)[0].backlog == 5
        stored["e"] = 12
        assert scene.fleet.devices(str)[0].backlog == 0
