"""The whole locker under everything that can happen to it, in any order: no pulse without a right, no key out of sight."""

import asyncio
import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from unittest import mock

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from hallenwart_contract.kiosk import KioskAction
from support.locker_world import PEOPLE, SLOTS, World, quick_hash

slots = st.sampled_from(list(SLOTS))
people = st.sampled_from(sorted(PEOPLE))


async def _at_once(work, *args, **kwargs):
    return work(*args, **kwargs)


class WholeLocker(RuleBasedStateMachine):
    """The agent, its guard and doors and the commands of the uplink are the real ones; board, clock and card are played."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.stack = ExitStack()
        self.stack.enter_context(mock.patch("asyncio.to_thread", _at_once))
        self.stack.enter_context(mock.patch("hallenwart_edge.access.guard.code_hash", quick_hash))
        self.stack.enter_context(mock.patch.object(os, "fsync", return_value=None))
        self.runner = self.stack.enter_context(asyncio.Runner())

    def do(self, work):
        self.runner.run(work)

    @initialize()
    def begin(self):
        async def build():
            self.world = World(self.folder)
            await self.world.start()

        self.do(build())

    def teardown(self):
        if hasattr(self, "world"):
            self.do(self.world.die())
        self.stack.close()
        shutil.rmtree(self.folder)

    # --- people at the locker ---

    @rule(who=people)
    def show(self, who):
        self.do(self.world.show(who))

    @rule(who=people, take=st.booleans(), slot=slots)
    def visit(self, who, take, slot):
        """A whole visit: code, door, key, door."""

        async def visit():
            await self.world.show(who)
            if PEOPLE[who].staff:
                await self.world.agent.act(KioskAction(do="choose", slot=slot))
                await self.world.advance(0.5)
            for each in SLOTS:
                if not self.world.shut[each]:
                    (self.world.take if take else self.world.hang)(each)
                    await self.world.advance(1)
                    self.world.push_shut(each)
                    await self.world.advance(1)

        self.do(visit())

    @rule(who=people)
    def a_good_day(self, who):
        """Everything works; somebody fetches what they have a right to and brings it back."""
        self.do(self._fetch_and_bring_back(who))

    @rule(who=st.sampled_from([who for who, each in PEOPLE.items() if each.uses]))
    def somebody_comes_more_often_than_allowed(self, who):
        for _ in range(PEOPLE[who].uses + 1):
            self.do(self._fetch_and_bring_back(who))

    async def _fetch_and_bring_back(self, who):
        self.world.calm_down()
        await self.world.advance(20)
        for take in (True, False):
            await self.world.show(who)
            for each in SLOTS:
                if not self.world.shut[each]:
                    (self.world.take if take else self.world.hang)(each)
                    await self.world.advance(1)
                    self.world.push_shut(each)
                    await self.world.advance(1)

    @rule(who=st.sampled_from(["a", "e"]), how=st.sampled_from(["revoke", "deny", "expire", "close"]))
    def a_right_ends_during_the_visit(self, who, how):
        """The first door is open when the right ends; the second one must stay shut."""

        async def visit():
            world = self.world
            world.calm_down()
            await world.advance(3)
            await world.show(who)
            if how == "expire":
                world.clock.jump(60 * 3_600_000)
            elif how == "close":
                world.out_of_service |= set(PEOPLE[who].slots)
            else:
                (world.revoked if how == "revoke" else world.denied).add(who)
            world.give()
            await world.advance(1)
            for each in PEOPLE[who].slots:
                world.push_shut(each)
            await world.advance(2)

        self.do(visit())

    @rule(who=st.sampled_from(["a", "c", "e"]), seconds=st.sampled_from([50.0, 65.0]))
    def a_door_is_left_open_and_somebody_takes_the_key(self, who, seconds):
        async def visit():
            self.world.calm_down()
            await self.world.advance(3)
            await self.world.show(who)
            await self.world.advance(seconds)
            for each in PEOPLE[who].slots:
                self.world.take(each)
            await self.world.advance(7)

        self.do(visit())

    @rule(slot=slots, pauses_s=st.lists(st.sampled_from([0.0, 0.3, 1.0, 4.0, 13.0]), min_size=1, max_size=3))
    def a_command_arrives_several_times(self, slot, pauses_s):
        async def arrive():
            self.world.calm_down()
            await self.world.advance(3)
            sent = self.world.send(slot, emergency=slot == 6, old=False)
            await self.world.deliver(sent)
            for pause_s in pauses_s:
                await self.world.advance(pause_s)
                self.world.push_shut(slot)
                await self.world.advance(0.5)
                await self.world.deliver(sent)
            await self.world.advance(1)

        self.do(arrive())

    @rule()
    def calm_down(self):
        self.world.calm_down()

    @rule(code=st.sampled_from(["12121314", "121213141516", "1", "999999999"]))
    def type_something_wrong(self, code):
        self.do(self.world.press(f"{code}#"))

    @rule(do=st.sampled_from(["done", "key_missing", "choose", "all", "spare", "clear"]), slot=slots)
    def touch(self, do, slot):
        self.do(self.world.agent.act(KioskAction(do=do, slot=slot)))

    @rule(slot=slots)
    def take(self, slot):
        self.world.take(slot)

    @rule(slot=slots)
    def hang(self, slot):
        self.world.hang(slot)

    @rule(slot=slots)
    def push_shut(self, slot):
        self.world.push_shut(slot)

    @rule(slot=slots, take=st.booleans())
    def force(self, slot, take):
        self.world.force(slot)
        if take:
            self.do(self.world.advance(1))
            self.world.take(slot)

    # --- time ---

    @rule(seconds=st.sampled_from([0.1, 0.3, 1.0, 3.0, 7.0, 20.0, 70.0]))
    def wait(self, seconds):
        self.do(self.world.advance(seconds))

    @rule(hours=st.sampled_from([-3.0, -0.01, 0.01, 1.0, 2.0, 48.0]))
    def the_wall_clock_jumps(self, hours):
        self.world.clock.jump(round(hours * 3_600_000))

    @rule(trust=st.sampled_from(["ntp", "ntp", "rtc", "held", "bad"]))
    def trust_the_clock(self, trust):
        self.world.trust = trust

    # --- the office and the network ---

    @rule(who=people, how=st.sampled_from(["revoke", "deny", "restore", "restore"]))
    def change_a_right(self, who, how):
        self.world.revoked.discard(who)
        self.world.denied.discard(who)
        if how != "restore":
            (self.world.revoked if how == "revoke" else self.world.denied).add(who)
        self.world.give()

    @rule(slot=slots)
    def serve_or_not(self, slot):
        self.world.out_of_service ^= {slot}
        self.world.give()

    @rule(slot=slots, emergency=st.booleans(), old=st.booleans(), late_s=st.sampled_from([0.0, 0.0, 14.5, 20.0]))
    def command(self, slot, emergency, old, late_s):
        async def arrive():
            sent = self.world.send(slot, emergency=emergency, old=old)
            await self.world.advance(late_s)
            await self.world.deliver(sent)

        self.do(arrive())

    @rule(which=st.integers(0, 10), retained=st.booleans())
    def a_command_comes_again(self, which, retained):
        if self.world.sent:
            sent = self.world.sent[-1 - which % len(self.world.sent)]
            self.do(self.world.deliver(sent, retained=retained))

    @rule()
    def the_connection_is_made_anew(self):
        self.world.stamp.conn += 1

    @rule(panel=st.sampled_from([True, False, None]), release=st.booleans())
    def the_panel_speaks(self, panel, release):
        self.world.follow_panel(panel, release=release)
        self.do(self.world.advance(0.5))

    # --- what breaks ---

    @rule(down_s=st.sampled_from([0.0, 5.0, 100.0]))
    def power_goes(self, down_s):
        async def cut():
            await self.world.die()
            await self.world.advance(down_s)
            await self.world.start()

        self.do(cut())

    @rule(slot=slots, who=people)
    def power_goes_at_the_pulse(self, slot, who):
        async def cut():
            self.world.dies_at_pulse = True
            await self.world.show(who)
            await self.world.agent.act(KioskAction(do="choose", slot=slot))
            await self.world.advance(1)
            self.world.dies_at_pulse = False
            if not self.world.tasks:
                await self.world.start()

        self.do(cut())

    @rule(slot=slots, reads=st.integers(1, 20))
    def a_key_sensor_flickers(self, slot, reads):
        self.world.glitches[slot] = reads

    @rule(slot=slots)
    def jam_or_not(self, slot):
        self.world.jammed ^= {slot}

    @rule()
    def the_board_falls_silent_or_comes_back(self):
        self.world.turn_silent()

    @invariant()
    def nothing_opened_without_a_right_and_no_key_is_out_of_sight(self):
        if hasattr(self, "world"):
            self.world.check()


TestWholeLocker = WholeLocker.TestCase
TestWholeLocker.settings = settings(
    max_examples=int(os.environ.get("HALLENWART_LOCKER_DAYS", "20")),
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),  # explaining traces every line
)
