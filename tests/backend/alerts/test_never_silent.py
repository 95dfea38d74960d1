"""What could make an open alarm call nobody any more: answers to an earlier stage, clocks that step back, lost rows."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from hallenwart_backend.alerts.letters import letter_of
from hallenwart_backend.alerts.policy.rules import CELLS, Order, Policy, Situation, Urgency, Whom
from hallenwart_backend.alerts.tables import outgoing
from hallenwart_backend.alerts.ways.tables import ways
from hallenwart_backend.ports import Cause
from hallenwart_contract.live_incidents import IncidentKind, IncidentState, StepKind
from hallenwart_contract.messages import Severity
from support.backends import ADMIN, HOUR_MS, KERN, YILMAZ, open_town
from support.locker_town import letters, reachable

KEY = "fire:nordpark:geraeteraum"
BROWSER = {"User-Agent": "Mozilla/5.0 Firefox/145.0"}


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        await reachable(opened, KERN, YILMAZ)
        await opened.backend.records.write(
            lambda connection: connection.execute(update(ways).values(kind="sms", verified_ms=1))
        )
        yield opened


def _fire(town, sev="crit", identity="a1", **more):
    kind = IncidentKind.SMOKE if sev == "crit" else IncidentKind.PRE_ALARM
    values = {"key": KEY, "id": identity, "kind": kind, "sev": Severity(sev), "site": "nordpark"}
    values |= {"since_ms": town.clock.now_ms(), "zone": "geraeteraum", "hall": "nordpark", "device": "nordpark-1"}
    return Cause(**values | more)


async def _letters(town):
    wanted = select(outgoing).order_by(outgoing.c.id)
    rows = await town.backend.records.read(lambda connection: connection.execute(wanted).all())
    return [letter_of(row) for row in rows]


async def _only(town):
    (found,) = await town.backend.incidents.open_incidents()
    return found


async def _told(town):
    return [address for address, _ in await letters(town)]


async def _grow(town):
    """Let a pre-alarm that somebody was told of grow into the alarm; return the first letter."""
    await town.backend.incidents.report(_fire(town, "warn", sensor="s1"))
    first = (await _letters(town))[0]
    town.clock.advance(5_000)
    await town.backend.incidents.report(_fire(town, sensor="s2", sensors=("s1", "s2")))
    return first


@pytest.mark.parametrize("word", ["seen", "false_alarm"])
async def test_an_answer_to_the_pre_alarm_does_not_take_the_alarm_for_known(town, word):
    first = await _grow(town)
    assert not await town.backend.queue.follower.answered(first, word)
    assert (await _only(town)).state is IncidentState.OPEN
    newest = (await _letters(town))[-1]
    assert await town.backend.queue.follower.answered(newest, word)
    assert (await _only(town)).state is IncidentState.ACKED


async def test_whoever_goes_goes_whatever_it_grew_into(town):
    assert await town.backend.queue.follower.answered(await _grow(town), "going")
    assert (await _only(town)).ack_word == "going"


async def test_a_page_that_showed_the_pre_alarm_shows_the_alarm_before_it_takes_an_answer(town):
    await town.backend.incidents.report(_fire(town, "warn", sensor="s1"))
    token = town.backend.people.links.token((await _letters(town))[0])
    browser = town.stranger()
    shown = (await browser.get(f"/a/{token}", headers=BROWSER)).text
    stage = shown.partition('name="stage" value="')[2].partition('"')[0]
    town.clock.advance(5_000)
    await town.backend.incidents.report(_fire(town, sensor="s2", sensors=("s1", "s2")))
    form = {"token": token, "name": "M. Kern", "word": "false_alarm", "stage": stage}
    answer = await browser.post(f"/a/{token}", data=form, headers=BROWSER)
    assert answer.status_code == 409
    assert "schlimmer" in answer.text
    assert (await _only(town)).state is IncidentState.OPEN
    stage = answer.text.partition('name="stage" value="')[2].partition('"')[0]
    assert (await browser.post(f"/a/{token}", data=form | {"stage": stage}, headers=BROWSER)).status_code == 303
    assert (await _only(town)).state is IncidentState.ACKED


async def test_who_called_it_a_false_alarm_is_told_when_another_sensor_sees_it_too(town):
    await town.backend.incidents.report(_fire(town, sensor="s1", sensors=("s1",)))
    found = await _only(town)
    await town.backend.incidents.acknowledge(found.id, by="M. Kern", word="false_alarm", may=lambda _: True)
    await town.backend.incidents.report(_fire(town, sensor="s1", sensors=("s1",), measured="Rauch 5,0 %/m"))
    assert await _told(town) == [KERN]
    await town.backend.incidents.report(_fire(town, sensor="s2", sensors=("s1", "s2")))
    assert (await _only(town)).state is IncidentState.OPEN
    assert await _told(town) == [KERN, KERN]
    assert StepKind.WORSE in [step.kind for step in (await town.backend.build_view()).incidents[0].steps]


async def test_who_goes_is_not_called_back_by_every_sensor(town):
    await town.backend.incidents.report(_fire(town, sensor="s1", sensors=("s1",)))
    await town.backend.incidents.acknowledge((await _only(town)).id, by="M. Kern", word="going", may=lambda _: True)
    await town.backend.incidents.report(_fire(town, sensor="s2", sensors=("s1", "s2")))
    assert (await _only(town)).state is IncidentState.ACKED


async def test_a_wall_clock_set_back_an_hour_keeps_nobody_waiting_for_it(town):
    await town.backend.incidents.report(_fire(town))
    assert await _told(town) == [KERN]
    town.clock.wall_ms -= HOUR_MS
    for _ in range(5 * 60):
        town.clock.advance(1_000)
        await town.backend.incidents.escalate()
    assert YILMAZ in await _told(town)
    assert len(await _told(town)) > 4


async def test_a_message_that_failed_is_tried_again_though_the_clock_was_set_back(town):
    await town.backend.incidents.report(_fire(town))
    tried = []

    class Down:
        async def notify(self, address, _notice):
            tried.append(address)
            raise OSError("down")

    town.backend.queue._notifiers = {"apprise": Down()}
    await town.backend.queue.hand_over_due()
    town.clock.wall_ms -= HOUR_MS
    for _ in range(20):
        town.clock.advance(1_000)
        await town.backend.incidents.escalate()
        await town.backend.queue.hand_over_due()
    assert len(tried) > 2


async def test_a_resolved_pre_alarm_that_grows_calls_though_the_devices_clock_was_set_back(town):
    await town.backend.incidents.report(_fire(town, "warn"))
    await town.backend.incidents.resolve((await _only(town)).id, by="M. Kern", note="", may=lambda _: True)
    town.clock.advance(60_000)
    await town.backend.incidents.report(_fire(town, since_ms=town.clock.now_ms() - HOUR_MS))
    assert (await _only(town)).sev == Severity.CRIT
    assert await _told(town) == [KERN, KERN]


async def test_where_caretakers_have_mails_alone_who_is_on_call_is_woken_with_them(town):
    await reachable(town, ADMIN)

    def write(connection):
        connection.execute(update(ways).values(kind="email", verified_ms=1))
        connection.execute(update(ways).where(ways.c.address == f"json://{ADMIN}").values(kind="sms"))

    await town.backend.records.write(write)
    order = Order(Whom.CARETAKERS, Urgency.WAKE, 0, 60)
    policy = Policy(orders=dict.fromkeys(((Situation.ALARM, cell) for cell in CELLS), order))
    town.backend.alerts.policy.saved = replace(town.backend.alerts.policy.saved, policy=policy)
    await town.backend.incidents.report(_fire(town))
    assert await _told(town) == [KERN, YILMAZ, ADMIN]


async def test_an_old_alarm_that_is_over_calls_nobody_back_to_a_fire_that_is_known(town):
    await town.backend.incidents.report(_fire(town))
    found = await _only(town)
    await town.backend.incidents.acknowledge(found.id, by="M. Kern", word="there", may=lambda _: True)
    await town.backend.incidents.clear(KEY, "a1", town.clock.now_ms())
    old = _fire(town, "warn", "a0", since_ms=town.clock.now_ms() - HOUR_MS, replayed=True)
    await town.backend.incidents.report(old)
    await town.backend.incidents.clear(KEY, "a0", town.clock.now_ms())
    now = await _only(town)
    assert (now.state, now.causes, now.cleared_ms) == (IncidentState.ACKED, {}, town.clock.now_ms())
    assert await _told(town) == [KERN]


async def test_a_drill_done_again_after_a_minute_is_told_again(town):
    for number in (1, 2):
        drill = _fire(town, identity=f"d{number}", key="drill:nordpark", drill=True)
        await town.backend.incidents.report(drill)
        await town.backend.incidents.acknowledge((await _only(town)).id, by="M. Kern", word="going", may=lambda _: True)
        await town.backend.incidents.clear("drill:nordpark", f"d{number}", town.clock.now_ms())
        town.clock.advance(60_000)
        assert len(await _told(town)) == number
    assert await town.backend.incidents.open_incidents() == []
