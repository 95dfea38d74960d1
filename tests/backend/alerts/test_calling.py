"""Who is told of an incident, when, by which order, and that nothing is told twice or lost over restarts."""

import asyncio
from contextlib import suppress
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from hallenwart_backend.alerts import steps
from hallenwart_backend.alerts.policy.rules import Cell, Order, Policy, Situation, Urgency, Whom
from hallenwart_backend.alerts.tables import outgoing
from hallenwart_backend.alerts.ways.tables import ways
from hallenwart_backend.ports import Cause
from hallenwart_contract.live_incidents import Fact, IncidentKind, IncidentState, StepKind
from hallenwart_contract.messages import Severity
from support.backends import ADMIN, KERN, YILMAZ, open_town
from support.locker_town import count_people, letters, reachable

pytestmark = pytest.mark.usefixtures("each_database")

SECOND_MS = 1_000
MINUTE_MS = 60_000


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        await reachable(opened, KERN, YILMAZ)
        yield opened


def _fire(town, sev="crit", identity="a1", **more):
    kind = IncidentKind.SMOKE if sev == "crit" else IncidentKind.PRE_ALARM
    values = {"key": "smoke:nordpark:geraeteraum", "id": identity, "kind": kind, "sev": Severity(sev), "site": "nordpark"}
    values |= {"since_ms": town.clock.now_ms(), "zone": "geraeteraum", "hall": "nordpark", "device": "nordpark-1"}
    return Cause(**values | more)


def _fault(town, identity="f1", **more):
    return _fire(
        town, "warn", identity, key="sensor_fault:nordpark:s1", kind=IncidentKind.SENSOR_FAULT, hall="nordpark", **more
    )


async def _prove_ways(town):
    """Where nobody on call has a proved way, the administrators stand in the line."""
    await town.backend.records.write(lambda connection: connection.execute(update(ways).values(kind="sms", verified_ms=1)))


async def _only(town):
    (found,) = await town.backend.incidents.open_incidents()
    return found


async def _pass(town, ms, step_ms=5 * SECOND_MS):
    for _ in range(ms // step_ms):
        town.clock.advance(step_ms)
        await town.backend.incidents.escalate()


async def _addresses(town):
    return [address for address, _ in await letters(town)]


async def _steps(town, incident):
    found = await town.backend.records.read(lambda connection: steps.of(connection, incident))
    return [(step.kind, step.who) for step in found]


async def _follow(town, **orders):
    """Let these situations follow one order at every hour."""
    town.backend.alerts.policy.saved = replace(
        town.backend.alerts.policy.saved,
        policy=Policy(
            orders={
                (Situation(name), Cell(night, occupied)): order
                for name, order in orders.items()
                for night in (False, True)
                for occupied in (False, True)
            }
        ),
    )


async def test_one_after_the_other_then_all_together_then_reminders_until_somebody_answers(town):
    await _prove_ways(town)
    await _follow(town, alarm=Order(Whom.DUTY, Urgency.WAKE, 60, 0))
    await town.backend.incidents.report(_fire(town))
    assert await _addresses(town) == [KERN]
    await _pass(town, 55 * SECOND_MS)
    assert await _addresses(town) == [KERN]
    await _pass(town, 5 * SECOND_MS)
    assert await _addresses(town) == [KERN, YILMAZ]
    await _pass(town, 60 * SECOND_MS)
    assert await _addresses(town) == [KERN, YILMAZ, KERN, YILMAZ]
    await _pass(town, 10 * MINUTE_MS)
    assert await _addresses(town) == [KERN, YILMAZ, KERN, YILMAZ]
    await _follow(town, alarm=Order(Whom.DUTY, Urgency.WAKE, 60, 60))
    await _pass(town, 60 * SECOND_MS)
    assert (await _addresses(town))[4:] == [KERN, YILMAZ]
    found = await _only(town)
    await town.backend.incidents.acknowledge(found.id, by="A. Yilmaz", word="going", may=lambda _: True)
    await _pass(town, 10 * MINUTE_MS)
    assert len(await _addresses(town)) == 6
    assert [step for step in await _steps(town, found.id) if step[0] in {"queued", "escalated", "reminded", "acked"}] == [
        (StepKind.QUEUED, "M. Kern"),
        (StepKind.ESCALATED, "A. Yilmaz"),
        (StepKind.ESCALATED, "M. Kern"),
        (StepKind.ESCALATED, "A. Yilmaz"),
        (StepKind.REMINDED, "M. Kern"),
        (StepKind.REMINDED, "A. Yilmaz"),
        (StepKind.ACKED, "A. Yilmaz"),
    ]


async def test_the_page_says_who_was_told_and_who_is_next(town):
    await _follow(town, alarm=Order(Whom.DUTY, Urgency.WAKE, 60, 300))
    await town.backend.incidents.report(_fire(town))
    (shown,) = (await town.backend.build_view()).incidents
    assert (shown.told, shown.next_name, shown.next_ms) == (["M. Kern"], "A. Yilmaz", town.clock.now_ms() + MINUTE_MS)
    assert [step.kind for step in shown.steps] == [StepKind.RAISED, StepKind.QUEUED]


async def test_a_grown_pre_alarm_wakes_at_once_by_the_alarms_own_order(town):
    await _follow(town, pre_alarm=Order(Whom.DUTY, Urgency.WAKE, 180, 0), alarm=Order(Whom.ALL, Urgency.WAKE, 0, 60))
    await town.backend.incidents.report(_fire(town, "warn"))
    assert await _addresses(town) == [KERN]
    found = await _only(town)
    await town.backend.incidents.acknowledge(found.id, by="M. Kern", word="going", may=lambda _: True)
    town.clock.advance(20 * SECOND_MS)
    await town.backend.incidents.report(_fire(town, siren=True, measured="Rauch 9,0 %/m", sensor="s2", sensors=("s1", "s2")))
    assert await _addresses(town) == [KERN, KERN, YILMAZ]
    grown = await _only(town)
    assert (grown.id, grown.what.kind, grown.state) == (found.id, "smoke", IncidentState.OPEN)
    assert [one.c for one in grown.sensors] == ["s1", "s2"]
    kinds = [kind for kind, _ in await _steps(town, found.id)]
    assert kinds.index(StepKind.WORSE) > kinds.index(StepKind.ACKED)


async def test_who_cannot_be_reached_is_passed_over_at_once(tmp_path):
    async with open_town(tmp_path) as town:
        await _follow(town, alarm=Order(Whom.DUTY, Urgency.WAKE, 180, 60))
        await reachable(town, YILMAZ)
        await town.backend.incidents.report(_fire(town))
        assert await _addresses(town) == [YILMAZ]


async def test_an_address_that_turns_out_dead_calls_the_next_at_once_and_at_last_the_administrators(town):
    await reachable(town, ADMIN)
    await _follow(town, alarm=Order(Whom.DUTY, Urgency.WAKE, 180, 0))
    await town.backend.incidents.report(_fire(town))
    for expected in ([KERN, YILMAZ], [KERN, YILMAZ, ADMIN]):
        await town.backend.records.write(
            lambda connection: connection.execute(update(outgoing).values(dead_ms=town.clock.now_ms(), error="gone"))
        )
        await town.backend.incidents.escalate()
        assert await _addresses(town) == expected
    await town.backend.incidents.escalate()
    assert await _addresses(town) == [KERN, YILMAZ, ADMIN]


async def test_nothing_is_told_twice_or_forgotten_over_restarts(tmp_path):
    for round_ in range(4):
        async with open_town(tmp_path, keep=round_ > 0) as town:
            if not round_:
                await reachable(town, KERN, YILMAZ)
                raised_ms = town.clock.now_ms()
            town.clock.advance(round_ * 40 * SECOND_MS)
            await _follow(town, alarm=Order(Whom.DUTY, Urgency.WAKE, 60, 0))
            for _ in range(2):
                await town.backend.incidents.report(_fire(town, since_ms=raised_ms))
                await town.backend.incidents.escalate()
            assert await _addresses(town) == [KERN, YILMAZ, KERN, YILMAZ][: (1, 1, 2, 2)[round_]]
            assert (await _only(town)).state is IncidentState.OPEN


async def test_a_fault_that_comes_and_goes_is_told_once_and_counted(town):
    await town.backend.incidents.report(_fault(town, "f1"))
    for number in range(2, 6):
        town.clock.advance(60 * SECOND_MS)
        await town.backend.incidents.clear("sensor_fault:nordpark:s1", "", town.clock.now_ms())
        await town.backend.incidents.report(_fault(town, f"f{number}"))
    assert ((await _only(town)).count, await _addresses(town)) == (5, [KERN])
    town.clock.advance(10 * MINUTE_MS)
    await town.backend.incidents.clear("sensor_fault:nordpark:s1", "", town.clock.now_ms())
    await town.backend.incidents.report(_fault(town, "f9"))
    assert await _addresses(town) == [KERN, KERN]


async def test_what_a_person_resolved_and_comes_back_is_told_when_it_stays(town):
    await town.backend.incidents.report(_fault(town, "f1"))
    found = await _only(town)
    await town.backend.incidents.resolve(found.id, by="M. Kern", note="getauscht", may=lambda _: True)
    town.clock.advance(60 * SECOND_MS)
    await town.backend.incidents.report(_fault(town, "f2"))
    again = await _only(town)
    assert (again.id, again.count, await _addresses(town)) == (found.id, 2, [KERN])
    await _pass(town, 8 * MINUTE_MS)
    assert await _addresses(town) == [KERN]
    await _pass(town, MINUTE_MS)
    assert await _addresses(town) == [KERN, KERN]


async def test_a_fire_that_comes_back_is_told_each_time(town):
    for number in range(3):
        await town.backend.incidents.report(_fire(town, identity=f"a{number}"))
        town.clock.advance(SECOND_MS)
        await town.backend.incidents.clear("smoke:nordpark:geraeteraum", f"a{number}", town.clock.now_ms())
        town.clock.advance(SECOND_MS)
    assert await _addresses(town) == [KERN] * 3


async def test_quiet_hours_hold_a_fault_and_never_a_fire(town):
    class Asleep:
        def held_until(self, _connection, _person, _urgency, now_ms):
            return now_ms + 3 * 3_600_000

    town.backend.alerts.caller.ways = Asleep()
    await town.backend.incidents.report(_fault(town))
    await town.backend.incidents.report(_fire(town))
    rows = await town.backend.records.read(
        lambda connection: connection.execute(select(outgoing.c.next_ms).order_by(outgoing.c.id)).all()
    )
    assert [row.next_ms - town.clock.now_ms() for row in rows] == [3 * 3_600_000, 0]


async def test_what_stands_on_the_page_alone_calls_nobody(town):
    await _follow(town, sensor_fault=Order(Whom.PAGE, Urgency.PAGE))
    await town.backend.incidents.report(_fault(town))
    await _pass(town, MINUTE_MS)
    assert await _addresses(town) == []
    assert (await _only(town)).what.kind == "sensor_fault"


async def test_an_unknown_count_is_taken_for_an_occupied_hall(town):
    around = town.backend.alerts.caller.around
    assert around.occupied("nordpark", "nordpark")
    await count_people(town, "nordpark", 0)
    assert not around.occupied("nordpark", "nordpark")
    assert around.occupied("nordpark", "")  # nobody counts the other hall of the site
    await count_people(town, "gymnastik", 0)
    assert not around.occupied("nordpark", "")
    await count_people(town, "nordpark", None)
    assert around.occupied("nordpark", "nordpark")


async def test_an_alarm_does_not_wait_for_its_context(town):
    gate, filled = asyncio.Event(), asyncio.Event()
    town.backend.followers.queue_filled = filled.set

    async def facts(_cause):
        await gate.wait()
        return [Fact(kind="people", number=23, t_ms=town.clock.now_ms())]

    town.backend.incidents._context = type("Slow", (), {"facts": staticmethod(facts)})()
    report = asyncio.create_task(town.backend.incidents.report(_fire(town)))
    async with asyncio.timeout(180):
        await filled.wait()
    assert await _addresses(town) == [KERN]
    assert not report.done()
    gate.set()
    await report
    assert [fact["number"] for fact in (await _only(town)).facts] == [23]


async def test_a_drill_and_a_fire_in_the_same_room_are_two_incidents(town):
    await town.backend.incidents.report(_fire(town, identity="d1", drill=True))
    await town.backend.incidents.report(_fire(town, identity="a1"))
    drill, fire = sorted(await town.backend.incidents.open_incidents(), key=lambda one: one.what.kind)
    assert (drill.what.kind, drill.what.drill, fire.what.kind, fire.what.drill) == ("drill", True, "smoke", False)
    titles = [title for _, title in await letters(town)]
    assert ["PROBE" in title and "DRILL" in title for title in titles] == [True, False]
    await town.backend.incidents.clear("smoke:nordpark:geraeteraum", "d1", town.clock.now_ms())
    ended, burning = sorted(await town.backend.incidents.open_incidents(), key=lambda one: one.what.kind)
    assert (ended.causes, set(burning.causes)) == ({}, {"a1"})


async def test_a_mistake_about_one_incident_keeps_no_other_from_being_told(town):
    await _follow(town, alarm=Order(Whom.DUTY, Urgency.WAKE, 60, 0))
    await town.backend.incidents.report(_fire(town))
    await town.backend.incidents.report(_fire(town, identity="b1", key="smoke:nordpark:foyer"))
    broken, call = (await town.backend.incidents.open_incidents())[0].id, town.backend.incidents._call

    def fails(incident, connection):
        if incident == broken:
            raise LookupError(incident)
        return call(incident, connection)

    town.backend.incidents._call = fails
    town.clock.advance(60 * SECOND_MS)
    with suppress(LookupError):
        await town.backend.incidents.escalate()
    assert await _addresses(town) == [KERN, KERN, YILMAZ]
