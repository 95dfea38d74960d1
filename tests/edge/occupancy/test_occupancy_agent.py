import asyncio
import contextlib
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from hallenwart_contract.clock import to_ms
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Quality
from hallenwart_contract.people import Use
from hallenwart_edge.door_ports import Condition
from hallenwart_edge.door_types import Passage
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.occupancy import health, proof
from hallenwart_edge.occupancy.agent import OccupancyAgent
from hallenwart_edge.occupancy.counting import DoorSpec, Place
from hallenwart_edge.occupancy.surroundings import CountingSettings
from hallenwart_edge.occupancy.watching import EyeSpec
from support.edge_time import KeptBoard, KeptOutbox, ManualClock, Meter, until

BERLIN = ZoneInfo("Europe/Berlin")
NOON_MS = to_ms(datetime(2026, 11, 26, 12, tzinfo=BERLIN))


class Counter:
    """A door whose passages the test makes."""

    def __init__(self, clock):
        self.clock, self.queue, self.state = clock, asyncio.Queue(), Condition()

    async def passages(self):
        while True:
            item = await self.queue.get()
            if isinstance(item, DriverFault):
                raise item
            yield item

    def condition(self):
        return self.state

    def close(self): ...

    async def walk(self, way, persons=1, *, sure=0.95):
        self.queue.put_nowait(Passage(way, persons, sure, self.clock.mono_ms()))
        await self.clock.advance(0.1)


class Hall:
    """A device at the hall Nordpark. Its state file, keys and clock outlive the agent."""

    doors = (DoorSpec("tuer", "nordpark"),)
    eyes = (EyeSpec("radar", "nordpark"),)
    places = ()
    pace = 1
    """How many seconds pass between the agent's looks; hours need not be lived second by second."""

    def __init__(self, path, wall_ms=NOON_MS):
        self.clock, self.path, self.boot, self.trusted, self.out = ManualClock(wall_ms), path, "first", True, None
        self.outbox, self.board = KeptOutbox(), KeptBoard()
        self.radars = {spec.id: Meter("presence", 0.0) for spec in self.eyes}
        self.task = None

    def looks(self):
        """Return what peers see."""
        return {}

    @property
    def radar(self):
        return self.radars["radar"]

    async def start(self):
        self.counters = {spec.id: Counter(self.clock) for spec in self.doors}
        self.board = KeptBoard()
        agent = OccupancyAgent(
            doors=[(spec, self.counters[spec.id]) for spec in self.doors],
            eyes=[(spec, self.radars[spec.id]) for spec in self.eyes],
            settings=CountingSettings(
                state_file=self.path / "occupancy.json",
                boot=self.boot,
                places=self.places,
                closed={"nordpark": (proof.span_of("22:30-06:00"),)},
                zone=lambda: BERLIN,
                trusted=lambda: self.trusted,
                keys_out=lambda _hall: self.out,
                looks=self.looks,
            ),
            outbox=self.outbox,
            board=self.board,
            clock=self.clock,
            sleep=lambda seconds: self.clock.sleep(seconds * self.pace),
        )
        self.task = asyncio.create_task(agent.run())
        while "tuer" not in self.board.sensors and not self.task.done():
            await asyncio.sleep(0.001)
            await self.clock.advance(0)

    async def stop(self):
        self.task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.task

    async def walk(self, way, persons=1, *, door="tuer", sure=0.95):
        await self.counters[door].walk(way, persons, sure=sure)

    async def advance(self, *, h=0, m=0, s=0):
        await self.clock.advance(h * 3600 + m * 60 + s)

    def told(self, quantity, c="nordpark"):
        return [(reading.x, reading.q) for reading in self.outbox.readings if (reading.c, reading.k) == (c, quantity)]

    def events(self, kind):
        return [event.a for event in self.outbox.events if event.kind == kind]

    def count(self, *sections):
        return next(each for each in self.board.counts if tuple(each.sections) == sections)

    def words(self):
        return {name: (self.board.sensors[name], self.board.reasons[name]) for name in self.board.sensors}


@pytest.fixture
async def hall(tmp_path):
    hall = Hall(tmp_path)
    await hall.start()
    yield hall
    await hall.stop()


async def test_people_are_counted_shown_and_told(hall):
    for _ in range(3):
        await hall.walk(1)
    await hall.walk(-1)
    assert hall.board.people == {"nordpark": 2}
    assert [x for x, _ in hall.told("people")] == [0.0, 1.0, 2.0, 3.0, 2.0]
    assert (hall.count().low, hall.count().people, hall.count().high) == (0, 2, 4)
    assert (hall.count().ins, hall.count().outs, hall.count().use) == (3, 1, Use.BUSY)
    await hall.advance(s=61)
    assert hall.told("people")[-1] == (2.0, Quality.OK)
    assert hall.told("passages_in", "tuer") == [(3.0, Quality.OK)]
    assert hall.told("passages_out", "tuer") == [(1.0, Quality.OK)]
    assert [(each.c, each.ins, each.outs) for each in hall.board.passages] == [("tuer", 3, 1)]


async def test_passages_are_told_each_minute_where_there_were_any_and_once_an_hour(hall):
    hall.pace = 10
    await hall.walk(1, 2)
    await hall.advance(m=59)
    assert hall.told("passages_in", "tuer") == [(2.0, Quality.OK)]
    await hall.advance(m=3)
    assert hall.told("passages_in", "tuer") == [(2.0, Quality.OK), (0.0, Quality.OK)]


async def test_a_blocked_door_makes_the_count_unknown_and_afterwards_less_sure(hall):
    await hall.walk(1)
    hall.counters["tuer"].state = Condition(Quality.FAULT, "blocked")
    await hall.advance(s=30)
    assert hall.board.people == {"nordpark": None}
    assert hall.words()["tuer"] == (Quality.FAULT, "blocked")
    assert hall.told("people")[-1] == (1.0, Quality.SUSPECT)
    hall.counters["tuer"].state = Condition()
    await hall.advance(s=1)
    assert hall.board.people == {"nordpark": 1}
    assert hall.count().high >= 3
    assert [kind for kind in hall.outbox.kinds() if kind.startswith("component")] == [
        EventKind.COMPONENT_FAULT,
        EventKind.COMPONENT_OK,
    ]


async def test_a_door_whose_device_is_gone_is_at_fault_until_it_has_been_there_for_a_while(hall):
    hall.counters["tuer"].queue.put_nowait(DriverFault("tuer", "unplugged"))
    await hall.advance(s=2)
    assert hall.words()["tuer"] == (Quality.FAULT, "unplugged")
    await hall.advance(s=5)
    assert hall.words()["tuer"] == (Quality.OK, "")
    await hall.walk(1)
    assert hall.board.people == {"nordpark": 1}


async def test_presence_decides_and_is_held(hall):
    hall.pace = 10
    hall.radar.value = 1.0
    await hall.advance(m=2)
    assert hall.told("presence")[-1] == (1.0, Quality.OK)
    assert hall.told("busy_p")[-1][0] > 0.5
    hall.radar.value = 0.0
    await hall.advance(m=10)
    assert hall.told("presence")[-1] == (0.0, Quality.OK)


async def test_a_phantom_is_reset_when_nobody_is_seen_for_an_hour(hall):
    hall.pace = 10
    await hall.walk(1)
    await hall.advance(m=59)
    assert hall.board.people == {"nordpark": 1}
    await hall.advance(m=2)
    assert hall.board.people == {"nordpark": 0}
    assert hall.events(EventKind.COUNT_RESET) == [
        {"hall": "nordpark", "place": "nordpark", "people": 1, "why": "nobody present"}
    ]
    assert (hall.count().low, hall.count().high) == (0, 0)


async def test_when_all_keys_are_back_ten_minutes_suffice(hall):
    hall.pace = 10
    hall.out = 1
    await hall.walk(1)
    await hall.advance(m=30)
    assert hall.board.people == {"nordpark": 1}
    hall.out = 0
    await hall.advance(s=20)
    assert hall.events(EventKind.COUNT_RESET)[0]["why"] == "key back"


async def test_who_comes_into_an_empty_hall_and_is_seen_by_nobody_is_doubted_and_then_nobody(hall):
    await hall.advance(h=2)
    await hall.walk(1)
    assert hall.board.people["nordpark"] == 1
    await hall.advance(m=2)
    assert hall.board.people["nordpark"] is None
    assert hall.told("people")[-1] == (1.0, Quality.SUSPECT)
    await hall.advance(m=14)
    assert hall.board.people["nordpark"] == 0
    assert [event["why"] for event in hall.events(EventKind.COUNT_RESET)] == ["nobody present"]


async def test_a_dead_radar_proves_nothing(hall):
    await hall.walk(1)
    hall.radar.value = None
    await hall.advance(s=15)
    assert hall.words()["radar"][0] == Quality.FAULT
    hall.out, hall.pace = 0, 10
    await hall.advance(m=65)
    assert hall.board.people == {"nordpark": 1}
    hall.radar.value = 0.0
    await hall.advance(m=9)
    assert hall.board.people == {"nordpark": 1}
    assert hall.words()["radar"][0] == Quality.OK
    await hall.advance(m=2)
    assert hall.board.people == {"nordpark": 0}


async def test_the_day_is_closed_in_the_evening_and_its_error_told(tmp_path):
    hall = Hall(tmp_path, to_ms(datetime(2026, 11, 25, 20, tzinfo=BERLIN)))
    hall.pace = 60
    await hall.start()
    await hall.advance(h=8)
    assert hall.events(EventKind.COUNT_CLOSED) == []  # the first day was not counted from its beginning
    await hall.advance(h=17, m=50)
    hall.radar.value = 1.0
    await hall.walk(1, 20)
    await hall.walk(-1, 18)
    await hall.advance(m=2)
    hall.radar.value = 0.0
    await hall.advance(h=4, m=58)
    assert hall.events(EventKind.COUNT_CLOSED) == [{"hall": "nordpark", "place": "nordpark", "error": 2, "ins": 20, "outs": 18}]
    assert hall.told("closing_error") == [(2.0, Quality.OK)]
    assert [event["why"] for event in hall.events(EventKind.COUNT_RESET)] == ["closed"]
    assert (hall.count().ins, hall.board.passages[0].ins) == (0, 0)  # past midnight
    await hall.stop()


async def test_a_restart_keeps_the_count_and_a_long_one_does_not(hall):
    await hall.walk(1, 7)
    await hall.stop()
    await hall.advance(s=20)
    await hall.start()
    assert (hall.count().people, hall.count().ins) == (7, 7)
    assert hall.count().low < 7 < hall.count().high
    await hall.stop()
    hall.boot = "second"
    await hall.advance(m=30)
    hall.radar.value = 1.0
    await hall.start()
    assert hall.count().people is None
    assert hall.board.people == {"nordpark": None}
    assert hall.count().ins == 7
    hall.radar.value = 0.0
    await hall.advance(m=11)
    assert hall.board.people == {"nordpark": 0}
    assert hall.events(EventKind.COUNT_RESET)[-1]["people"] is None


async def test_how_long_it_was_away_does_not_hang_on_a_wrong_clock(hall):
    await hall.walk(1, 7)
    await hall.stop()
    hall.clock.jump(-400 * 86_400_000)
    hall.trusted = False
    await hall.advance(s=20)
    await hall.start()
    assert hall.count().people == 7
    await hall.stop()
    hall.boot = "second"
    await hall.start()
    assert hall.count().people is None  # over a boot only a clock that is right could tell


async def test_a_clock_that_is_not_right_turns_no_day_and_closes_none(hall):
    hall.pace = 10
    await hall.walk(1, 7)
    hall.trusted = False
    hall.clock.jump(40 * 86_400_000)
    await hall.advance(h=2)
    assert hall.count().ins == 7
    assert hall.events(EventKind.COUNT_CLOSED) == []
    assert hall.board.people == {"nordpark": 0}  # an hour without anybody needs no clock


async def test_a_door_that_counts_nobody_while_a_key_is_out_is_suspected(hall):
    hall.pace = 10
    hall.out, hall.radar.value = 1, 1.0
    await hall.advance(m=59)
    assert hall.words()["tuer"] == (Quality.OK, "")
    await hall.advance(m=2)
    assert hall.words()["tuer"] == (Quality.SUSPECT, health.COUNTS_NOBODY)
    assert hall.board.people == {"nordpark": None}
    await hall.walk(1)
    assert hall.words()["tuer"] == (Quality.OK, "")


async def test_a_radar_that_sees_nobody_while_people_pass_is_suspected_and_proves_nothing(hall):
    hall.pace = 10
    for _ in range(12):
        await hall.walk(1)
        await hall.advance(m=11)
    assert hall.words()["radar"] == (Quality.SUSPECT, health.SEES_NOBODY)
    await hall.advance(h=2)
    assert hall.board.people == {"nordpark": 12}
    hall.radar.value = 1.0
    await hall.advance(s=20)
    assert hall.words()["radar"] == (Quality.OK, "")


async def test_a_full_card_stops_no_counting(hall, monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hallenwart_edge.small_file.os.fsync", full)
    await hall.walk(1)
    await hall.advance(s=10)
    await hall.walk(1)
    assert hall.board.people == {"nordpark": 2}


class Thirds(Hall):
    doors = (
        DoorSpec("tuer", "nordpark", (1,)),
        DoorSpec("tuer-2", "nordpark", (2,)),
        DoorSpec("durchgang", "nordpark", (2,), (1,)),
    )
    eyes = (EyeSpec("radar", "nordpark", (1,)), EyeSpec("radar-2", "nordpark", (2,)))
    places = (Place("nordpark", (1, 2)),)


async def test_sections_are_counted_apart_and_a_passage_moves_people(tmp_path):
    hall = Thirds(tmp_path)
    hall.pace = 10
    await hall.start()
    await hall.walk(1, 5)
    await hall.walk(1, 2, door="durchgang")
    await hall.walk(-1, 1, door="tuer-2")
    assert (hall.count().people, hall.count(1).people, hall.count(2).people, hall.count(1, 2).people) == (4, 3, 1, 4)
    assert hall.board.people == {"nordpark": 4}
    assert hall.told("people", "nordpark/2")[-1] == (1.0, Quality.OK)
    hall.radars["radar-2"].value = 1.0
    await hall.advance(m=62)
    assert hall.count(1).people == 0  # nobody was seen there for an hour
    assert (hall.count(2).people, hall.count().people) == (1, 4)
    assert {event["place"] for event in hall.events(EventKind.COUNT_RESET)} == {"nordpark/1"}
    assert hall.count(2).use == Use.BUSY
    await hall.stop()


async def test_killed_without_a_word_it_goes_on_from_what_the_card_holds(hall):
    file = hall.path / "occupancy.json"
    await hall.walk(1, 7)
    await hall.advance(s=3)
    await until(lambda: file.exists() and b'"people":7' in file.read_bytes())
    kept = file.read_bytes()
    await hall.stop()  # writes once more, which a kill does not
    file.write_bytes(kept)
    (hall.path / "occupancy.new").write_bytes(b'{"day":"2026-')
    await hall.advance(s=5)
    await hall.start()
    assert (hall.count().people, hall.count().ins) == (7, 7)


async def test_a_file_that_is_garbage_is_set_aside(hall):
    await hall.stop()
    (hall.path / "occupancy.json").write_bytes(b"\x00\xff")
    await hall.start()
    assert hall.board.people == {"nordpark": 0}
    assert (hall.path / "occupancy.broken").exists()


async def test_what_it_looks_at_is_named_with_when_it_spoke_last(hall):
    await hall.walk(1)
    hall.radar.value = 1.0
    await hall.advance(s=2)
    minute_ms = hall.clock.now_ms() // 60_000 * 60_000
    assert [(each.c, each.kind, each.said_ms) for each in hall.board.people_sensors] == [
        ("tuer", "counter", minute_ms),
        ("radar", "ld2410", minute_ms),
    ]
