"""What the wiring makes of doors, sensors, helpers, keys and hours."""

from types import SimpleNamespace

import pytest

from hallenwart_contract.people import SensorKind, Sign
from hallenwart_contract.site_link import Look
from hallenwart_edge import occupancy_join as join
from hallenwart_edge.config_file import load_config
from hallenwart_edge.errors import ConfigError
from hallenwart_edge.overheard import STANDS_MS, Overheard
from support.edge_time import ManualClock, Meter

CONFIG = """
[agent]
device = "nordpark-1"
site = "nordpark"
[screens]
port = 8081
[[zone]]
id = "halle"
name = "Halle"
hall = "nordpark"
[[co2]]
id = "luft"
zone = "halle"
port = "/dev/ttyUSB1"
[[place]]
hall = "nordpark"
closed = ["22:30-06:00"]
[[beam]]
id = "tuer"
hall = "nordpark"
sections = [2, 1]
out_of = [3]
outer_pin = 17
inner_pin = 27
[[presence]]
id = "radar"
hall = "nordpark"
port = "/dev/ttyUSB2"
light = true
[[pir]]
id = "melder"
hall = "nordpark"
sections = [3]
pin = 22
[[locker]]
id = "schrank"
port = "/dev/ttyUSB0"
[[locker.compartments]]
number = 1
lock = 0
column = 1
row = 1
hall = "nordpark"
[[locker.compartments]]
number = 2
lock = 1
column = 1
row = 2
"""


class Hardware:
    def beam_pair(self, table):
        return table.id

    def presence(self, _table):
        return Meter("presence", 0.0)

    pir = presence


@pytest.fixture
def core(tmp_path):
    file, clock, overheard = tmp_path / "agent.toml", ManualClock(), {}
    file.write_text(CONFIG)

    def door(key, *, known=True):
        return SimpleNamespace(key=key, known=known)

    def overhear(name, sensor):
        return overheard.setdefault(name, Overheard(sensor, clock))

    core = SimpleNamespace(config=load_config(file), clock=clock, hardware=Hardware(), overheard=overheard, overhear=overhear)
    core.board = SimpleNamespace(doors={1: door(True), 2: door(True)})
    core.peers = {}
    core.neighbours = SimpleNamespace(looks=lambda: core.peers)
    core.door = door
    return core


def test_doors_and_sensors_name_their_places(core):
    ((spec, _counter),) = join._doors(core)
    assert (spec.sections, spec.out_of, spec.kind) == ((1, 2), (3,), SensorKind.BEAMS)
    assert [(eye.id, eye.sections, eye.sign) for eye, _ in join._eyes(core)] == [
        ("radar", (), Sign.RADAR),
        ("melder", (3,), Sign.MOTION),
    ]


async def test_air_and_lamps_are_overheard_from_whoever_reads_them(core):
    air = core.overhear("luft", Meter("co2_ppm", 612.0))
    eyes = dict(join._eyes(core))
    helpers = {helper.quantity: helper for helper in join._helpers(core)}
    assert {helper.hall for helper in helpers.values()} == {"nordpark"}
    assert helpers["co2_ppm"].value() is None
    await air.read()
    assert helpers["co2_ppm"].value() == 612.0
    radar = next(sensor for eye, sensor in eyes.items() if eye.id == "radar")
    radar._sensor.quantity, radar._sensor.value = "light_steps", 60.0
    await radar.read()
    assert helpers["light_lx"].value() == 60 * join.LX_PER_STEP
    await core.clock.advance(STANDS_MS / 1000)
    assert helpers["co2_ppm"].value() is None


def test_keys_of_the_hall_and_of_the_whole_site_at_any_locker(core):
    assert join._keys_out(core, "nordpark") == 0
    core.board.doors[2] = core.door(False)  # a key to everything is out
    assert join._keys_out(core, "nordpark") == 1
    assert join._keys_out(core, "sued") is None
    core.peers = {"b": Look(keys={"sued": 1}), "c": None}
    assert join._keys_out(core, "sued") == 2
    core.peers = {"b": Look(keys={"nordpark": None})}
    assert join._keys_out(core, "nordpark") is None
    core.board.doors.pop(1)
    core.peers = {}
    assert join._keys_out(core, "nordpark") is None


@pytest.mark.parametrize(
    ("find", "write", "says"),
    [
        ('"22:30-06:00"', '"22:30"', "is no time of the day"),
        ("out_of = [3]", "out_of = [2]", "sections on either side"),
        ("sections = [3]", "sections = [3, 3]", "each section once"),
        ('closed = ["22:30-06:00"]', 'sections = [1]\nclosed = ["22:30-06:00"]', "belongs to the whole hall"),
    ],
)
def test_a_wiring_that_makes_no_sense_is_refused_in_words(tmp_path, find, write, says):
    file = tmp_path / "agent.toml"
    file.write_text(CONFIG.replace(find, write))
    with pytest.raises(ConfigError, match=says):
        load_config(file)
