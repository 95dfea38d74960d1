"""A guard through thousands of steps: codes, passes, taps, time, power cuts and a card that fails now and then."""

import asyncio
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from hallenwart_contract.documents import CredentialKind
from hallenwart_edge.access import guard as guard_module
from hallenwart_edge.access import ledger as ledger_module
from hallenwart_edge.access.lockout import DAY_MS, LONG_PAUSE_MS, MAX_PER_DAY, MAX_PER_WEEK, WEEK_MS
from hallenwart_edge.access.rules import Purpose, Refusal
from support.gate import DAY, Gate, quick_hash

CODE, LIMITED = "471108156677", "582913470022"
UID = b"\x04\xde\x5f\x1e\xac\xc0\x40"
USES = 3


class GuardMachine(RuleBasedStateMachine):
    """`tried` are the times at which wrong digits were looked at, on a clock that no power cut stops."""

    @initialize()
    def build(self):
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.plain = (guard_module.code_hash, ledger_module._overwrite)
        guard_module.code_hash = quick_hash
        self.gate = Gate(Path(self.folder.name), hashing=quick_hash)
        today = (self.gate.now_ms, self.gate.now_ms + 400 * DAY)
        self.gate.allow(
            self.gate.grant("g1", CODE, window=today),
            self.gate.grant("limited", LIMITED, window=today, uses=USES, slots=(2,)),
            self.gate.grant("own", window=today, creds=["chip"], slots=(3,)),
            self.gate.card_of("chip", UID, kind=CredentialKind.SUN),
        )
        self.single = self.gate.a_pass("guest", window=today, slots=(4,), single_use=True)
        self.tried, self.tried_long, self.wrong, self.fetches, self.passes = [], [], 0, 0, 0
        self.taps, self.counter = set(), 0

    def teardown(self):
        if hasattr(self, "loop"):
            guard_module.code_hash, ledger_module._overwrite = self.plain
            self.loop.close()
            self.folder.cleanup()

    def run_(self, doing):
        return self.loop.run_until_complete(doing)

    @rule(times=st.integers(1, 8), digits=st.sampled_from([8, 9, 12]), waits=st.booleans())
    def guess(self, times, digits, waits):
        for _ in range(times):
            pad = self.gate.guard.pad
            if waits:
                self.run_(self.gate.clock.advance((pad.long_wait_ms if digits == 12 else pad.wait_ms) / 1000))
            self.wrong += 1
            decision = self.run_(self.gate.type(f"{self.wrong:0{digits}d}"))
            assert not decision.granted
            if decision.refusal is Refusal.WRONG:
                (self.tried_long if digits == 12 else self.tried).append(self.gate.clock.mono_ms())

    @rule()
    def right_code(self):
        pad = self.gate.guard.pad
        decision = self.run_(self.gate.type(CODE[:8]))
        assert decision.granted == (not pad.wait_ms and not pad.capped)
        assert decision.granted or decision.refusal in (Refusal.WAIT, Refusal.CAPPED)

    @rule()
    def right_long_code(self):
        waits = self.gate.guard.pad.long_wait_ms
        assert self.run_(self.gate.type(CODE)).granted == (not waits)

    @rule(takes=st.booleans())
    def limited_right(self, takes):
        decision = self.run_(self.gate.type(LIMITED))
        if decision.granted and decision.purpose is Purpose.USE and takes:
            self.run_(self.gate.take(decision))
            self.fetches += 1
        elif decision.purpose is Purpose.RETURN:
            self.gate.held.pop(2)

    @rule()
    def single_use_pass(self):
        self.passes += self.run_(self.gate.scan(self.single)).granted

    @rule(back=st.integers(-1, 3))
    def tap(self, back):
        counter = max(0, self.counter - back)
        decision = self.run_(self.gate.tap(UID, counter))
        assert decision.granted == (counter > self.counter or not self.taps)
        if decision.granted:
            assert counter not in self.taps
            self.taps.add(counter)
            self.counter = max(self.counter, counter)

    @rule(seconds=st.one_of(st.integers(0, 120), st.integers(0, 3 * 86_400)))
    def time_passes(self, seconds):
        self.run_(self.gate.clock.advance(seconds))

    @precondition(lambda self: ledger_module._overwrite is self.plain[1])
    @rule()
    def power_cut(self):
        self.gate.restart()

    @rule(fails=st.booleans())
    def card(self, fails):
        def refuse(*_):
            raise OSError(5, "Input/output error")

        ledger_module._overwrite = refuse if fails else self.plain[1]
        self.run_(self.gate.guard._kept.write())

    @invariant()
    def limits_hold(self):
        if not hasattr(self, "tried"):
            return
        for span_ms, most in ((DAY_MS, MAX_PER_DAY), (WEEK_MS, MAX_PER_WEEK)):
            for at_ms in self.tried:
                assert sum(at_ms - span_ms < other <= at_ms for other in self.tried) <= most
        assert all(b - a >= LONG_PAUSE_MS for a, b in zip(self.tried_long, self.tried_long[1:], strict=False))
        assert self.fetches <= USES
        assert self.passes <= 1


GuardMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=60, deadline=None)
TestGuard = GuardMachine.TestCase
