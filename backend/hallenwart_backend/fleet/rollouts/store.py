"""Rollouts in the records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from hallenwart_backend.fleet.rollouts.rules import LIVE, Rollout, RolloutState, Target, TargetState
from hallenwart_backend.fleet.rollouts.tables import rollouts, targets

_ROLLOUT = [each.name for each in fields(Rollout)]
_TARGET = [each.name for each in fields(Target)]


def add(connection: Connection, rollout: Rollout, devices: Iterable[Target]) -> None:
    connection.execute(insert(rollouts).values(_row(rollout, _ROLLOUT)))
    connection.execute(insert(targets), [{"rollout": rollout.id, **_row(each, _TARGET)} for each in devices])


def keep(connection: Connection, rollout: Rollout, changed: Iterable[Target]) -> None:
    values = _row(rollout, _ROLLOUT)
    connection.execute(update(rollouts).where(rollouts.c.id == rollout.id).values(values))
    for target in changed:
        at = targets.c.rollout == rollout.id, targets.c.device == target.device
        connection.execute(update(targets).where(*at).values(_row(target, _TARGET)))


def live(connection: Connection) -> Rollout | None:
    """Return the rollout that goes on, if there is one."""
    query = select(rollouts).where(rollouts.c.state.in_([state.value for state in LIVE])).order_by(rollouts.c.made_ms.desc())
    row = connection.execute(query.limit(1)).first()
    return _rollout(row) if row else None


def newest(connection: Connection, limit: int) -> list[Rollout]:
    query = select(rollouts).order_by(rollouts.c.made_ms.desc(), rollouts.c.id).limit(limit)
    return [_rollout(row) for row in connection.execute(query)]


def one(connection: Connection, rollout: str) -> Rollout | None:
    row = connection.execute(select(rollouts).where(rollouts.c.id == rollout)).first()
    return _rollout(row) if row else None


def targets_of(connection: Connection, rollout: str) -> dict[str, Target]:
    query = select(targets).where(targets.c.rollout == rollout).order_by(targets.c.wave, targets.c.device)
    return {row.device: _target(row) for row in connection.execute(query)}


def forget(connection: Connection, before_ms: int) -> None:
    """Drop rollouts that ended before a time."""
    old = select(rollouts.c.id).where(rollouts.c.ended_ms < before_ms)
    connection.execute(delete(targets).where(targets.c.rollout.in_(old)))
    connection.execute(delete(rollouts).where(rollouts.c.ended_ms < before_ms))


def _row(kept: Rollout | Target, names: Iterable[str]) -> dict[str, object]:
    return {
        name: str(value) if isinstance(value := getattr(kept, name), RolloutState | TargetState) else value for name in names
    }


def _rollout(row: Row[Any]) -> Rollout:
    values = {name: getattr(row, name) for name in _ROLLOUT}
    return Rollout(**values | {"state": RolloutState(row.state)})


def _target(row: Row[Any]) -> Target:
    values = {name: getattr(row, name) for name in _TARGET}
    return Target(**values | {"state": TargetState(row.state)})
