"""The messages of a test alarm: quiet, by every way of one person."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import Connection, select

from hallenwart_backend.accounts.tables import people
from hallenwart_backend.alerts import letters
from hallenwart_backend.alerts.addresses import VOICE, WEB_PUSH
from hallenwart_backend.alerts.path.rules import TestLetter
from hallenwart_backend.alerts.path.store import Trial
from hallenwart_backend.alerts.tables import outgoing
from hallenwart_backend.alerts.ways import store as ways
from hallenwart_backend.ports import Notice


def write(connection: Connection, trial: Trial, person: str, *, now_ms: int) -> int:
    """Put them into the queue; return how many. The daily test rings no telephone; one by hand does."""
    notice = Notice(
        title="Test-Alarm / Test alarm",
        body="Der Alarmweg wird geprüft, es ist nichts zu tun. / The alert path is tested, nothing to do.",
        tag=f"test-{trial.id}",
        urgent=False,
    )
    values = {
        "incident": None,
        "person": person,
        "step": 0,
        "notice": asdict(notice),
        "since_ms": 0,
        "once": f"test:{trial.id}",
        "urgency": letters.TELL,
        "test": trial.id,
    }
    hops = [hop for hop in ways.hops(connection, person) if trial.by or hop.notifier != VOICE]
    return sum(letters.put(connection, hop, now_ms=now_ms, **values) for hop in hops)


def told(connection: Connection, trial: str, followed: frozenset[str]) -> tuple[TestLetter, ...]:
    """Return what became of them. Web Push tells by the phone's own receipt, the `followed` ways by asking."""
    joined = outgoing.join(people, people.c.id == outgoing.c.person)
    rows = select(outgoing, people.c.name).select_from(joined).where(outgoing.c.test == trial).order_by(outgoing.c.id)
    return tuple(
        TestLetter(
            letter=row.id,
            name=row.name,
            way=row.way,
            receipt=row.way == WEB_PUSH or row.way in followed,
            state=letters.state_of(row),
            took_ms=_took(row.created_ms, row.acked_ms, row.delivered_ms, row.accepted_ms),
            error=row.error,
        )
        for row in connection.execute(rows)
    )


def _took(created_ms: int, *reached_ms: int | None) -> int | None:
    found = next((t_ms for t_ms in reached_ms if t_ms is not None), None)
    return None if found is None else found - created_ms
