"""Schema versions of the records database (Alembic, migrations inside the package)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from hallenwart_backend.errors import ConfigError

_PLACE: Final = Path(__file__).parent.parent / "migrations"


def alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_PLACE))
    return config


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest schema. Does nothing when it is."""
    config = alembic_config()
    with engine.connect().execution_options(hallenwart_writes=True) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()


def is_current(engine: Engine) -> bool:
    with engine.connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
    return revision == ScriptDirectory.from_config(alembic_config()).get_current_head()


def prepare(engine: Engine) -> None:
    """Migrate an empty database. Raises ConfigError when an old one waits for `hallenwart migrate`."""
    with engine.connect() as connection:
        fresh = not inspect(connection).get_table_names()
    if fresh:
        upgrade(engine)
    elif not is_current(engine):
        raise ConfigError("records.db has an older schema; back it up, then run: hallenwart migrate --state DIR")
