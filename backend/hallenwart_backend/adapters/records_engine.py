"""The database behind the records: SQLite in the state folder, or a PostgreSQL named by its URL.

Both let one transaction write at a time: SQLite by `BEGIN IMMEDIATE`, PostgreSQL by one advisory lock that every writing
transaction takes first, of whatever process. So what a function reads before it writes still holds when it writes,
and writers cannot lock each other out. Readers wait for nobody and see one state of everything.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, TypeGuard

from sqlalchemy import URL, Connection, Engine, String, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.ext.compiler import compiles

from hallenwart_backend.config import RECORDS_DB
from hallenwart_backend.errors import ConfigError, StoreUnavailableError

_DRIVER: Final = "postgresql+psycopg"
_EXAMPLE: Final = "postgresql+psycopg://hallenwart@db.stadt.example/hallenwart"
WAIT_MS: Final = 10_000
_PRAGMAS: Final = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
_CACHE_KIB: Final = 500
"""Of each connection; whatever else is read lies in the system's cache."""
WRITER_LOCK: Final = 0x68616C6C656E7772
"""The key of the advisory lock of whoever writes: any number that no other program takes in this database."""
AT_ONCE: Final[dict[str, Any]] = {
    "connect_timeout": 5,  # seconds
    "application_name": "hallenwart",
    "keepalives_idle": 10,  # seconds
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,  # ms; a server that vanished is noticed then
    "options": f"-c lock_timeout={WAIT_MS} -c idle_in_transaction_session_timeout={6 * WAIT_MS}",
}
_READS: Final[dict[str, Any]] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


@compiles(String, "postgresql")
def _any_length(_type: String, _compiler: object, **_options: object) -> str:
    """Lengths of texts are the edge's to keep, as with SQLite: no alarm is lost because a name in it is too long."""
    return "VARCHAR"


def sqlite_url(path: Path) -> str:
    return f"sqlite:///{path}"


def records_url(state: Path, database: str = "") -> str:
    """Return where the records are: `database` as a URL of PostgreSQL, or the file in the state folder for an empty one.

    Raises ConfigError for another kind of URL; its text shows no password.
    """
    return postgresql_url(database, "--database") if database else sqlite_url(state / RECORDS_DB)


def postgresql_url(text: str, option: str) -> str:
    """Return a URL of PostgreSQL as `option` said it. Raises ConfigError for another one; its text shows no password."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise ConfigError(f"{option} is a URL like {_EXAMPLE}; what is given cannot be read") from error
    if url.drivername not in {_DRIVER, "postgresql", "postgres"}:
        raise ConfigError(f"{option} is a URL like {_EXAMPLE}, not {url.drivername}://; without it SQLite is used")
    if not url.database:
        raise ConfigError(f"{option} names no database; write it like {_EXAMPLE}")
    return url.set(drivername=_DRIVER).render_as_string(hide_password=False)


def name_of(url: URL) -> str:
    """Return how a database is named to people: never with a password."""
    if url.get_backend_name() == "sqlite":
        return Path(url.database or "").name
    host = url.host or url.query.get("host", "this machine")
    return f"PostgreSQL {url.database!r} at {host}{f':{url.port}' if url.port else ''}"


def open_engine(url: str) -> Engine:
    """Return an engine; a connection with the execution option `hallenwart_writes` takes its turn as writer."""
    return _open_sqlite(url) if url.startswith("sqlite") else _open_postgresql(url)


def writing(engine: Engine) -> Connection:
    """Return a new connection whose transactions write, one at a time among all of this database."""
    return engine.connect().execution_options(hallenwart_writes=True)


def reading(engine: Engine) -> Connection:
    """Return a new connection whose transactions see one state of everything and write nothing."""
    connection = engine.connect()
    return connection.execution_options(**_READS) if _is_postgresql(engine) else connection


def _open_sqlite(url: str) -> Engine:
    """SQLite in WAL with full sync and foreign keys; what was committed survives a power cut."""
    engine = create_engine(url, connect_args={"check_same_thread": False, "timeout": WAIT_MS / 1_000}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver's own BEGIN comes too late for savepoints
        cursor = connection.cursor()
        for pragma in (*_PRAGMAS, f"busy_timeout={WAIT_MS}", f"cache_size=-{_CACHE_KIB}"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")

    return engine


def _open_postgresql(url: str) -> Engine:
    counted = {"preserve_rowcount": True}  # else an insert that meets what is there already counts as -1
    engine = create_engine(url, pool_pre_ping=True, hide_parameters=True, connect_args=AT_ONCE, execution_options=counted)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if _writes(connection):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")

    return engine


def _is_postgresql(engine: Engine) -> bool:
    return engine.dialect.name == "postgresql"


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("hallenwart_writes", False))


def unavailable(error: BaseException) -> TypeGuard[DBAPIError]:
    """Whether it is the database that failed, not the statement or its values."""
    return isinstance(error, DBAPIError) and not isinstance(error, IntegrityError | DataError | ProgrammingError)


def told(error: DBAPIError) -> StoreUnavailableError:
    """Return the failure of a database in one line, without statement and values."""
    lines = str(error.orig).strip().splitlines()
    return StoreUnavailableError(f"records database: {lines[0] if lines else type(error.orig).__name__}")


def reach(engine: Engine) -> None:
    """Make sure that the database answers and holds every letter. Raises StoreUnavailableError, ConfigError."""
    name = name_of(engine.url)
    try:
        with engine.connect() as connection:
            encoding = connection.exec_driver_sql("SHOW server_encoding").scalar() if _is_postgresql(engine) else "UTF8"
    except DBAPIError as error:
        raise _unreached(name, engine.url, str(error.orig)) from None
    if encoding != "UTF8":
        raise ConfigError(f"{name} is encoded in {encoding}; make it anew with: createdb --encoding UTF8 --template template0")


def _unreached(name: str, url: URL, said: str) -> Exception:
    last = said.strip().splitlines()[-1].strip() if said.strip() else "no answer"
    if "password" in last or "authentication" in last or f'role "{url.username}"' in last:
        return ConfigError(f"{name} does not let {url.username or 'this user'} in; check user and password ({last})")
    if f'database "{url.database}" does not exist' in last:
        return ConfigError(f"{name} is missing; make it with: createdb --owner {url.username or 'USER'} {url.database}")
    return StoreUnavailableError(f"{name} does not answer; does it run, and is the address right? ({last})")
