"""Schema versions of the records database (Alembic, migrations inside the package).

Alembic is imported by who migrates: a server that only asks whether its schema is the newest does without its 10 MB.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import ProgrammingError

from hallenwart_backend.adapters.records_engine import name_of, reach, writing
from hallenwart_backend.errors import ConfigError

if TYPE_CHECKING:
    from alembic.config import Config

_PLACE: Final = Path(__file__).parent.parent / "migrations"
_NAMED: Final = re.compile(r'^(revision|down_revision) = "(\w+)"$', re.MULTILINE)


def alembic_config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_PLACE))
    return config


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest schema. Does nothing when it is. Raises ConfigError, StoreUnavailableError."""
    reach(engine)
    with _in_words(engine), writing(engine) as connection:
        upgrade_within(connection, "head")
        connection.commit()


def is_current(engine: Engine) -> bool:
    with engine.connect() as connection:
        return _revision(connection) == _revisions()[0]


def prepare(engine: Engine) -> None:
    """Migrate an empty database. Raises ConfigError or StoreUnavailableError when it is not as needed."""
    reach(engine)
    with engine.connect() as connection:
        names, revision = inspect(connection).get_table_names(), _revision(connection)
    if not names:
        upgrade(engine)
    elif not revision:
        raise ConfigError(f"{name_of(engine.url)} holds tables of another program; give Hallenwart a database of its own")
    elif not knows(revision):
        raise ConfigError(
            f"{name_of(engine.url)} has a schema this version does not know; was it used by a newer one?"
            " An old one is brought up with: hallenwart migrate"
        )
    elif revision != _revisions()[0]:
        raise ConfigError(f"{name_of(engine.url)} has an older schema; back it up, then run: hallenwart migrate --state DIR")


def upgrade_within(connection: Connection, revision: str) -> None:
    """Bring the schema up to `revision` within the connection's transaction."""
    from alembic import command

    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def knows(revision: str) -> bool:
    return revision in _revisions()


def revision_of(connection: Connection) -> str:
    """Return the schema's revision, empty for none."""
    return _revision(connection) or ""


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


@cache
def _revisions() -> tuple[str, ...]:
    """Return the revisions this version knows, the newest first; each is a file that names the one before it."""
    named = [dict(_NAMED.findall(path.read_text(encoding="utf-8"))) for path in (_PLACE / "versions").glob("*.py")]
    before = {each["revision"]: each.get("down_revision") for each in named if "revision" in each}
    (newest,) = before.keys() - set(before.values())
    line: list[str] = []
    while newest is not None:
        line.append(newest)
        newest = before[newest]
    return tuple(line)


@contextmanager
def _in_words(engine: Engine) -> Iterator[None]:
    try:
        yield
    except ProgrammingError as error:
        if "permission denied" in str(error.orig):
            raise ConfigError(
                f"{name_of(engine.url)} lets {engine.url.username} make no tables; it must own the database:"
                f" ALTER DATABASE {engine.url.database} OWNER TO {engine.url.username}"
            ) from None
        raise
