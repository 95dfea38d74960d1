"""The self-test of a sensor: its rule is played a test value in a copy, and answers with a test alarm. No output moves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from hallenwart_edge.fire import disabling, rules
from hallenwart_edge.fire.state import Draft, Fire, Now
from hallenwart_edge.fire.verdict import Word
from hallenwart_edge.fire.watches.watch import Watch

_DAY_MS: Final = 86_400_000


class Trial(NamedTuple):
    watches: Sequence[Watch]
    fire: Fire
    now: Now

    def run(self, c: str, ref: str) -> tuple[Fire, str]:
        """Try sensor `c`, or each day another one. Returns the state with the row to tell, and `ok` or the reason.

        Reasons: unknown_sensor, sensor_fault, sensor_off, no_selftest, failed (the rule did not answer to the test value).
        """
        watch = self._chosen(c)
        if watch is None:
            return self.fire, "unknown_sensor"
        if self._off(watch):
            return self.fire, "sensor_off"
        if watch.verdict().word is Word.FAULT:
            return self.fire, "sensor_fault"
        said = watch.rehearsed()
        if said is None:
            return self.fire, "no_selftest"
        if said.word is not Word.FIRE:
            return self.fire, "failed"
        draft = Draft(self.fire, self.now)
        plan = watch.plan
        draft.tell(rules.tested(self.now, plan.type, plan.zone, c=plan.id, text="selftest", ref=ref, said=said))
        return draft.done()[0], "ok"

    def _chosen(self, c: str) -> Watch | None:
        if c:
            return next((watch for watch in self.watches if watch.plan.id == c), None)
        fit = [watch for watch in self.watches if self._fit(watch)]
        return fit[self.now.t_ms // _DAY_MS % len(fit)] if fit else None

    def _fit(self, watch: Watch) -> bool:
        healthy = watch.verdict().word is not Word.FAULT and not self._off(watch)
        return healthy and watch.rehearsed() is not None

    def _off(self, watch: Watch) -> bool:
        return disabling.covers(self.fire.off.values(), watch.plan)
