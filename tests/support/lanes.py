"""Who runs which file when tests run at once: whole towns on few workers, beside them what only computes, so that both go on.

A town waits more than it computes, but a town that waits for its processor misses what it is held to.
"""

from __future__ import annotations

from typing import Final

import pytest
from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

TOWNS: Final = "tests/e2e/"
TOWNS_AT_ONCE: Final = 2
EVENING: Final = "tests/e2e/evening"
ONE_EVENING: Final = (
    "tests/e2e/test_led_elsewhere.py",  # the first, as it needs the minutes before six
    "tests/e2e/test_a_badge_opens.py",
    "tests/e2e/test_a_club_posts_on_the_display.py",
    "tests/e2e/test_a_hall_closes.py",
    "tests/e2e/test_a_new_pi.py",
    "tests/e2e/test_a_guest_helps.py",
    "tests/e2e/test_a_ticket_at_the_locker.py",
    "tests/e2e/test_lights_follow_bookings.py",
    "tests/e2e/test_mailbox.py",
    "tests/e2e/test_the_office_books_and_moves.py",
)
"""Files that share one town, so that one worker has them all, in this order."""
LONG: Final = (
    "tests/backend/http/test_matrix.py",
    "tests/laboratory/test_laboratory.py",
    "tests/backend/http/test_fuzz.py",
    "tests/backend/http/test_garbage.py",
    "tests/packaging/test_roles.py",
    "tests/edge/core/test_fire_inputs.py",
    "tests/edge/access/test_whole_locker.py",
    "tests/backend/live/test_serve_postgresql.py",
    "tests/evaluation/test_pipeline.py",
)
"""Files with few tests that take long: none of them may be the last."""


def in_order(items: list[pytest.Item]) -> None:
    """Put what shares one evening into its order; all else stays where it is."""
    places = [number for number, item in enumerate(items) if _file(item) in ONE_EVENING]
    evening = sorted((items[number] for number in places), key=lambda item: ONE_EVENING.index(_file(item)))
    for number, item in zip(places, evening, strict=True):
        items[number] = item


def _file(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]


class Lanes(LoadFileScheduling):
    """Hands out files as `--dist loadfile` does: first those of towns, as many as may live at once, then the long ones."""

    def _split_scope(self, nodeid: str) -> str:
        scope: str = super()._split_scope(nodeid)
        return EVENING if scope in ONE_EVENING else scope

    def _assign_work_unit(self, node: WorkerController) -> None:
        waiting = [scope for scope in self.workqueue if scope.startswith(TOWNS)]
        others = [scope for scope in self.workqueue if not scope.startswith(TOWNS)]
        long = [scope for scope in others if scope in LONG]
        may = waiting and (self._has_town(node) or self._towns() < TOWNS_AT_ONCE or not others)
        chosen = (waiting if may else long or others)[0]
        self.workqueue.move_to_end(chosen, last=False)
        super()._assign_work_unit(node)

    def _towns(self) -> int:
        return sum(self._has_town(node) for node in self.nodes)

    def _has_town(self, node: WorkerController) -> bool:
        work = self.assigned_work[node].items()
        return any(scope.startswith(TOWNS) and not all(tests.values()) for scope, tests in work)
