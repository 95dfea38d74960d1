import itertools

import pytest

from hallenwart_contract.documents import Command, CommandFor
from hallenwart_contract.messages import AlarmType
from hallenwart_edge.fire import orders, rules
from hallenwart_edge.fire.plan import Means, SensorPlan, ZonePlan
from hallenwart_edge.fire.state import NOTHING, Now
from hallenwart_edge.fire.verdict import OK

START_MS = 1_790_000_000_000


def order(op, *, by="p-hausmeister", number=itertools.count(), **arg):  # noqa: B008 - one counter for all orders
    return Command(id=f"c-{next(number)}", to=CommandFor(boot="b", conn=1), op=op, arg=arg, iat_ms=0, exp_ms=0, ttl_ms=1, by=by)


class Town:
    """The pure fire watch of one Pi: three sensors and a button in the store room, the panel and a CO alarm in the foyer."""

    SENSORS = (
        SensorPlan("rauch", "lager", AlarmType.SMOKE, place="nord"),
        SensorPlan("waerme", "lager", AlarmType.HEAT, place="nord"),
        SensorPlan("rauch-2", "lager", AlarmType.SMOKE, place="sued"),
        SensorPlan("taster", "lager", AlarmType.CALL_POINT, Means.NAMED),
        SensorPlan("bmz", "foyer", AlarmType.PANEL, Means.PANEL),
        SensorPlan("co", "foyer", AlarmType.CO),
        SensorPlan("staub", "lager", AlarmType.SMOKE, alarms=False),
    )

    def __init__(self, **lager):
        self.zones = {"lager": ZonePlan("lager", "Geräteraum", **lager), "foyer": ZonePlan("foyer", "Foyer")}
        self.state, self.said = NOTHING, {sensor.id: OK for sensor in self.SENSORS}
        self.t_ms, self.mono_ms, self.ids = START_MS, 0, itertools.count(1)
        self.rows = []

    def now(self):
        return Now(self.t_ms, self.mono_ms, lambda: f"id-{next(self.ids)}")

    def say(self, **verdicts):
        """Let sensors say something and go on saying it; dashes are written as underscores."""
        self.said |= {name.replace("_", "-"): verdict for name, verdict in verdicts.items()}
        return self.look()

    def look(self):
        self.state, rows = rules.consider(self.state, self.said, self.SENSORS, self.zones, self.now())
        self.rows += rows
        return [(row.phase, row.sev, row.c) for row in rows]

    def wait(self, seconds):
        self.t_ms += round(seconds * 1_000)
        self.mono_ms += round(seconds * 1_000)
        return self.look()

    def order(self, op, **arg):
        self.state, code = orders.carry_out(self.state, order(op, **arg), self.SENSORS, self.zones, self.now())
        return code

    def reset(self, alarm_id=None):
        self.state, rows, persisting = rules.reset(self.state, alarm_id, self.said, self.SENSORS, self.now())
        self.rows += rows
        return persisting

    def restart(self, away_s=0):
        """Lose the monotonic clock, as a new process does."""
        self.t_ms += away_s * 1_000
        self.mono_ms = 0
        self.state = rules.resumed(self.state, self.zones, self.now())

    def word(self, zone="lager"):
        return next(each.word for each in rules.zone_words(self.state, self.SENSORS, self.zones) if each.id == zone)

    def sounding(self):
        return [said.zone for said in rules.zone_alarms(self.state, self.zones) if said.sounds]

    def events(self, kind):
        return [event for event in self.state.events if event.kind == kind]


@pytest.fixture
def town():
    return Town
