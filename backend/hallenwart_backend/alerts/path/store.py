"""SQL of the settings of the alert path and of its tests."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from hallenwart_backend.alerts.path.rules import Settings, State, TestLetter
from hallenwart_backend.alerts.path.tables import alert_path, alert_tests

_SETTINGS = ("heartbeat_url", "heartbeat_method", "heartbeat_every_min", "test_on", "test_min", "cap_public")


@dataclass(frozen=True, slots=True)
class Beaten:
    """How the heartbeat went: the newest that was answered, and why the last was not."""

    answered_ms: int | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """One test alarm. `by` is empty for the daily one."""

    id: str
    by: str
    device: str
    sensor: str
    started_ms: int
    state: State
    alarm_ms: int | None = None
    done_ms: int | None = None
    letters: tuple[TestLetter, ...] = ()
    error: str = ""


def settings(connection: Connection) -> Settings:
    row = connection.execute(select(alert_path).where(alert_path.c.id == 1)).first()
    return Settings(**{name: getattr(row, name) for name in _SETTINGS}) if row else Settings()


def beaten(connection: Connection) -> Beaten:
    row = connection.execute(select(alert_path).where(alert_path.c.id == 1)).first()
    return Beaten(row.heartbeat_ms, row.heartbeat_error) if row else Beaten()


def keep(connection: Connection, wanted: Settings) -> None:
    """Save the settings. Another address of the heartbeat begins anew."""
    before = settings(connection)
    values: dict[str, Any] = asdict(wanted)
    if before.heartbeat_url != wanted.heartbeat_url:
        values |= {"heartbeat_ms": None, "heartbeat_error": ""}
    _set(connection, **values)


def note_beat(connection: Connection, *, answered_ms: int | None, error: str) -> None:
    values: dict[str, Any] = {"heartbeat_error": error[:200]}
    _set(connection, **values if answered_ms is None else values | {"heartbeat_ms": answered_ms})


def _set(connection: Connection, **values: object) -> None:
    if not connection.execute(update(alert_path).where(alert_path.c.id == 1).values(**values)).rowcount:
        connection.execute(insert(alert_path).values(id=1, **values))


# --- tests -----------------------------------------------------------------------------------------------------------


def _trial(row: Row[Any]) -> Trial:
    fields = row._asdict()
    letters = tuple(TestLetter(**one) for one in fields.pop("letters"))
    return Trial(**fields | {"state": State(row.state)}, letters=letters)


def add(connection: Connection, trial: Trial) -> None:
    connection.execute(insert(alert_tests).values(**_values(trial)))


def save(connection: Connection, trial: Trial) -> None:
    connection.execute(update(alert_tests).where(alert_tests.c.id == trial.id).values(**_values(trial)))


def _values(trial: Trial) -> dict[str, Any]:
    return asdict(trial) | {"state": str(trial.state), "letters": [asdict(one) for one in trial.letters]}


def one(connection: Connection, trial: str) -> Trial | None:
    row = connection.execute(select(alert_tests).where(alert_tests.c.id == trial)).first()
    return _trial(row) if row else None


def running(connection: Connection) -> list[Trial]:
    return [_trial(row) for row in connection.execute(select(alert_tests).where(alert_tests.c.state == State.RUNNING))]


def newest(connection: Connection, limit: int = 20) -> list[Trial]:
    rows = connection.execute(select(alert_tests).order_by(alert_tests.c.started_ms.desc()).limit(limit))
    return [_trial(row) for row in rows]


def newest_daily_ms(connection: Connection) -> int | None:
    """Return when the newest daily test began."""
    wanted = select(alert_tests.c.started_ms).where(alert_tests.c.by == "")
    return connection.scalar(wanted.order_by(alert_tests.c.started_ms.desc()).limit(1))


def forget(connection: Connection, *, before_ms: int) -> None:
    connection.execute(delete(alert_tests).where(alert_tests.c.started_ms < before_ms))
