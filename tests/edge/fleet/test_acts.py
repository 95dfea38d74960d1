"""Identify, restart, settings: what a person at a desk asks of a device."""

import logging

import pytest

from hallenwart_contract.documents import Command, CommandFor, Config
from hallenwart_contract.doors import DoorState
from hallenwart_contract.machine import Settings
from hallenwart_contract.messages import Alarm, Reading
from hallenwart_edge.board import SharedBoard
from hallenwart_edge.fleet.ending import Ending
from hallenwart_edge.fleet.identify import Identify
from hallenwart_edge.fleet.restart import Restart
from hallenwart_edge.fleet.settings import SettingsAgent, Thinner
from hallenwart_edge.ports import Signal
from support.backends import SetClock

YES, NO = 's "yes"\n', 's "challenge"\n'


def command(op, **arg):
    return Command(id="c", to=CommandFor(boot="b", conn=1), op=op, arg=arg, iat_ms=0, exp_ms=1, ttl_ms=1)


# --- identify ---


class Lamps:
    def __init__(self):
        self.shown = []

    def show(self, signal):
        self.shown.append(signal)

    def close(self):
        self.shown.append(None)


async def test_a_device_that_is_looked_for_says_its_name_and_blinks_until_it_ends():
    clock, lamps = SetClock(0), Lamps()
    identify = Identify("nordpark-1", clock)
    blinking = identify.lamps(lamps)
    blinking.show(Signal.READY)
    assert (await identify.handle(command("identify", on_s=30))).code == "ok"
    assert (identify.shown, lamps.shown) == ("nordpark-1", [Signal.READY, Signal.IDENTIFY])
    blinking.show(Signal.LEAVE)
    assert lamps.shown[-1] is Signal.LEAVE, "nothing covers the way out"
    blinking.show(Signal.WAIT)
    clock.advance(31_000)
    assert identify.shown == ""
    assert (await identify.handle(command("identify", on_s=0))).code == "ok"
    assert lamps.shown[-1] is Signal.WAIT


@pytest.mark.parametrize("on_s", [-1, 301, "x", True, None])
async def test_an_odd_time_is_refused(on_s):
    assert (await Identify("a", SetClock(0)).handle(command("identify", on_s=on_s))).code == "bad_arg"


# --- restart ---


def restart(board=None, *, unsent=lambda: 0, said=None):
    ending, calls = Ending(), []

    async def call(words):
        calls.append(words[-1] if words[-1] == "CanReboot" else " ".join(words[-3:]))
        return said if words[-1] == "CanReboot" else ""

    async def sleep(_seconds):
        return None

    return Restart(ending, board or SharedBoard(), unsent, call=call, sleep=sleep), ending, calls


async def gone(act):
    assert act._leaving is not None
    await act._leaving


async def test_the_agent_ends_after_its_outcome_was_receipted():
    waits = [3, 2, 1, 0]
    act, ending, _ = restart(unsent=lambda: waits.pop(0) if waits else 0)
    assert (await act.handle(command("restart", what="agent"))).code == "ok"
    await gone(act)
    assert not waits
    assert await ending.asked() == 0


async def test_the_machine_begins_anew_where_logind_lets_it():
    act, _, calls = restart(said=YES)
    assert (await act.handle(command("restart", what="machine"))).code == "ok"
    await gone(act)
    assert calls == ["CanReboot", "Reboot b false"]
    for said in (NO, None):
        refused, _, _ = restart(said=said)
        assert (await refused.handle(command("restart", what="machine"))).code == "no_reboot"


async def test_never_in_an_alarm_nor_at_an_open_door_unless_forced():
    alarmed, opened = SharedBoard(), SharedBoard()
    alarmed.set_alarms([Alarm(id="a", type="smoke", phase="raise", sev="crit", zone="z", t_ms=0)], [], siren=False)
    opened.doors[1] = DoorState(c=1, closed=False, key=True)
    for board, code in ((alarmed, "alarm"), (opened, "door_open")):
        act, _, _ = restart(board)
        assert (await act.handle(command("restart", what="agent"))).code == code
        assert (await act.handle(command("restart", what="agent", force=True))).code == "ok"
        await gone(act)
    act, _, _ = restart()
    assert (await act.handle(command("restart", what="door"))).code == "bad_arg"


# --- settings ---


class Documents:
    config = None


class Link:
    heartbeat_s = 15.0


def test_settings_hold_while_they_are_there():
    link, thinner, before = Link(), Thinner(lambda: 0), logging.getLogger().level
    agent = SettingsAgent(Documents(), link, thinner, level=before)
    try:
        agent.apply(Settings(hb_every_s=30, telemetry_every_s=10, log_level="debug"))
        assert (link.heartbeat_s, thinner.every_ms, logging.getLogger().level) == (30, 10_000, logging.DEBUG)
        agent.apply(Settings(hb_every_s=3, telemetry_every_s=9_000, log_level="loud"))
        assert (link.heartbeat_s, thinner.every_ms, logging.getLogger().level) == (15.0, 0, before)
        agent.apply(Config(rev=1, site="s", site_name="S").settings)
        assert (link.heartbeat_s, thinner.every_ms) == (15.0, 0)
    finally:
        logging.getLogger().setLevel(before)


def test_readings_come_no_faster_than_wished_but_a_fault_comes_at_once():
    clock = SetClock(0)
    thinner = Thinner(clock.mono_ms)
    thinner.every_ms = 10_000
    reading = Reading(c="air", k="temp_c", t_ms=0, x=19.0)
    fault = Reading(c="air", k="temp_c", t_ms=0, x=None, q="fault")
    people = Reading(c="hall", k="people", t_ms=0, x=1.0)
    assert [thinner.lets(each) for each in (reading, reading, fault, fault, people, people)] == [
        True,
        False,
        True,
        False,
        True,
        True,
    ]
    clock.advance(10_000)
    assert thinner.lets(fault)
