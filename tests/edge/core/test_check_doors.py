import msgspec

from hallenwart_edge.check import check
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.drivers import hilink_line
from hallenwart_sim.crowds.echo import Echo
from support.rig import a_rig

PIN = 5
LINE = {"x1_mm": -500, "y1_mm": 3_000, "x2_mm": 500, "y2_mm": 3_000}


async def test_the_check_tells_where_a_radar_sees_somebody_and_what_to_look_for_when_it_is_silent(monkeypatch):
    monkeypatch.setattr(hilink_line, "ANSWERS_WITHIN_S", 0.1)
    said: list[str] = []
    async with a_rig() as rig:
        for variable, value in rig.environment.items():
            monkeypatch.setenv(variable, value)
        unit, room, eye = rig.ld2450(), rig.ld2410(), rig.pir(PIN)
        unit.see(Echo(-480, 3_020, 0), Echo(510, 2_990, 0))
        room.light = 96
        config = msgspec.convert(
            {
                "agent": {"device": "nordpark-1", "site": "nordpark"},
                "pins": {"factory": "hallenwart-sim"},
                "door_radar": [{"id": "tuer", "hall": "nordpark", "port": str(unit.port), "line": LINE}],
                "presence": [{"id": "raum", "hall": "nordpark", "port": str(room.port), "light": True}],
                "pir": [{"id": "bewegung", "hall": "nordpark", "pin": PIN, "warm_up_s": 0}],
            },
            AgentConfig,
        )
        assert await check(config, said.append) == 0
        text = "\n".join(said)
        assert "sees 2: " in text
        assert "(-480, 3020)" in text
        assert "light_steps 96" in text
        assert "bewegung: presence 0" in text
        eye.close()
        unit.unplug()
        said.clear()
        assert await check(config, said.append) == 1
        assert any(line.startswith("FEHLER tuer") and "`port`" in line for line in said)
