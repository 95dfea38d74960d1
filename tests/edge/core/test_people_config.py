import msgspec
import pytest

from hallenwart_edge.config import AgentConfig
from hallenwart_edge.config_checks import problems
from hallenwart_edge.door_join import gate_of

BASE = {"agent": {"device": "nordpark-1", "site": "nordpark"}, "pins": {"factory": "mock"}}
LINE = {"x1_mm": -500, "y1_mm": 3_000, "x2_mm": 500, "y2_mm": 3_000}
RADAR = {"id": "tuer", "hall": "nordpark", "port": "/dev/ttyAMA1", "line": LINE}
PIR = {"id": "bewegung", "hall": "nordpark", "pin": 5}
BEAM = {"id": "schranke", "hall": "nordpark", "outer_pin": 17, "inner_pin": 27}
POWER = {"pin": 6, "closed_at_rest": True}


def config(**tables) -> AgentConfig:
    return msgspec.convert(BASE | tables, AgentConfig)


def test_a_door_with_everything_is_well():
    tables = {"door_radar": [RADAR | {"power": POWER, "sections": [1, 2]}], "pir": [PIR], "beam": [BEAM | {"spacing_mm": 80}]}
    made = config(**tables)
    assert problems(made) == []
    assert made.uses_pins
    assert gate_of(made.door_radars[0]).inside_mm(0, 2_000) == 1_000


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        ({"door_radar": [RADAR | {"line": LINE | {"x2_mm": -200}}]}, "write the posts of the door"),
        ({"door_radar": [RADAR | {"line": LINE | {"y1_mm": 6_200, "y2_mm": 6_200}}]}, "move it"),
        ({"door_radar": [RADAR | {"line": {"x1_mm": -3_000, "y1_mm": 1_000, "x2_mm": -2_000, "y2_mm": 1_000}}]}, "60°"),
        ({"door_radar": [RADAR | {"line": {"x1_mm": 0, "y1_mm": 1_000, "x2_mm": 0, "y2_mm": 2_500}}]}, "looks along the line"),
        ({"door_radar": [RADAR | {"sections": [1, 1]}]}, "each section once"),
        ({"door_radar": [RADAR | {"hall": ""}]}, "hall is empty"),
        ({"door_radar": [RADAR, RADAR | {"id": "andere"}]}, "each needs a line of its own"),
        ({"door_radar": [RADAR | {"power": POWER}], "pir": [PIR | {"pin": 6}]}, "already used"),
        ({"beam": [BEAM], "pir": [PIR | {"pin": 17}]}, "already used"),
        ({"beam": [BEAM | {"spacing_mm": 1_000}]}, "from beam to beam"),
        ({"pir": [PIR | {"warm_up_s": 3_600}]}, "0 to 600 seconds"),
        ({"pir": [PIR | {"stuck_after_s": 60}]}, "600 to 86400"),
        ({"pir": [PIR | {"id": "tuer"}], "door_radar": [RADAR]}, "is used 2 times"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_write(tables, told):
    assert any(told in problem for problem in problems(config(**tables))), problems(config(**tables))
