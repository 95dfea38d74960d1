"""SQL of platforms and their projects."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, null, select, update

from hallenwart_backend.participation.platforms.model import Kept, Platform, PlatformKind, Read, Rule, Told
from hallenwart_backend.participation.platforms.tables import platforms, projects

_TOLD: Final = ("ref", "title", "text", "link", "area", "from_ms", "to_ms", "support")


def _platform(row: Row[Any]) -> Platform:
    values = row._asdict()
    rules = tuple(Rule(**one) for one in values.pop("rules"))
    return Platform(**(values | {"kind": PlatformKind(row.kind), "rules": rules, "token": bytes(row.token)}))


def every(connection: Connection) -> list[Platform]:
    return [_platform(row) for row in connection.execute(select(platforms).order_by(platforms.c.created_ms, platforms.c.id))]


def put(connection: Connection, platform: Platform) -> None:
    values = {name: getattr(platform, name) for name in Platform.__dataclass_fields__}
    values |= {"kind": str(platform.kind), "rules": [asdict(rule) for rule in platform.rules]}
    if not connection.execute(update(platforms).where(platforms.c.id == platform.id).values(values)).rowcount:
        connection.execute(insert(platforms).values(values))


def remove(connection: Connection, platform: str) -> None:
    """Take a platform out, with what it told."""
    connection.execute(delete(projects).where(projects.c.platform == platform))
    connection.execute(delete(platforms).where(platforms.c.id == platform))


def note(connection: Connection, platform: str, **values: object) -> None:
    connection.execute(update(platforms).where(platforms.c.id == platform).values(**values))


def all_projects(connection: Connection) -> list[Kept]:
    return [_project(row) for row in connection.execute(select(projects))]


def _project(row: Row[Any]) -> Kept:
    told = Told(**{name: getattr(row, name) for name in _TOLD})
    placed = None if row.placed is None else tuple((hall, site) for hall, site in row.placed)
    return Kept(row.id, row.platform, told, row.read_ms, row.modified_ms, placed, row.hidden, row.gone_ms)


def take(connection: Connection, platform: str, read: Read, now_ms: int) -> None:
    """Keep what a platform tells now; what it tells no longer is gone, unless it told only a part."""
    known = {row.ref: row for row in connection.execute(select(projects).where(projects.c.platform == platform))}
    for told in read.told:
        values = {name: getattr(told, name) for name in _TOLD}
        row = known.pop(told.ref, None)
        if row is None:
            identity = hashlib.sha256(f"{platform}\n{told.ref}".encode()).hexdigest()[:16]
            fresh = values | {"id": identity, "platform": platform, "read_ms": now_ms, "modified_ms": now_ms, "placed": null()}
            connection.execute(insert(projects).values(fresh))
            continue
        same = row.gone_ms is None and all(getattr(row, name) == value for name, value in values.items() if name != "support")
        changed = values | {"read_ms": now_ms, "gone_ms": None} | ({} if same else {"modified_ms": now_ms})
        connection.execute(update(projects).where(projects.c.id == row.id).values(changed))
    gone = [row.id for row in known.values() if row.gone_ms is None] if read.whole else []
    if gone:
        connection.execute(update(projects).where(projects.c.id.in_(gone)).values(gone_ms=now_ms, modified_ms=now_ms))


def place(connection: Connection, project: str, placed: Iterable[tuple[str, str]] | None, *, hidden: bool, now_ms: int) -> bool:
    """Say by hand where a project belongs (None: the rules say it), and whether it is shown at all."""
    values: dict[str, Any] = {"placed": null() if placed is None else [list(one) for one in placed], "hidden": hidden}
    values |= {"modified_ms": now_ms}
    return bool(connection.execute(update(projects).where(projects.c.id == project).values(values)).rowcount)


def forget(connection: Connection, before_ms: int) -> None:
    """Drop what is gone for long."""
    connection.execute(delete(projects).where(projects.c.gone_ms < before_ms))
