"""A real PostgreSQL for tests: a cluster of its own in a temporary folder, and databases made from templates.

PostgreSQL refuses to run as root: then it runs as the user `postgres` of Debian's package. It ends with the tests' process.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg
from psycopg import sql

MISSING = "PostgreSQL is not installed on this machine; make deps brings it"
START_WITHIN_S = 180
LOCKED = "locked"
"""The user that needs a password, LOCKED_PASSWORD; all others are let in."""
LOCKED_PASSWORD = "sesam-öffne-dich"
_QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
_SMALL = ("listen_addresses=", "shared_buffers=32MB", "max_connections=200", "max_wal_size=256MB", "lc_messages=C")


def find_binaries() -> Path | None:
    """Return the folder of the newest PostgreSQL server on this machine."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = versions[-1] if versions else shutil.which("initdb")
    return Path(found).parent if found else None


class Cluster:
    """A running PostgreSQL, reached through a socket in its folder. `durable` keeps what was committed through a power cut."""

    def __init__(self, binaries: Path, *, durable: bool = False) -> None:
        self.binaries = binaries
        self._settings = _SMALL if durable else (*_SMALL, *_QUICK)
        self.folder = Path(tempfile.mkdtemp(prefix="hw-pg-"))
        self._as: list[str] = []
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self._as = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
        options = ("--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C", "--username=hallenwart")
        made = [*self._as, str(binaries / "initdb"), "-D", str(self._data), *options]
        subprocess.run(made, cwd="/", check=True, capture_output=True)
        hba = self._data / "pg_hba.conf"
        hba.write_text(f"local all {LOCKED} scram-sha-256\nlocal all all trust\n")
        self._process: subprocess.Popen[bytes] | None = None
        self.start()
        self.execute(f"CREATE ROLE {LOCKED} LOGIN PASSWORD '{LOCKED_PASSWORD}'")

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def start(self) -> None:
        settings = [part for one in self._settings for part in ("-c", one)]
        run = [str(self.binaries / "postgres"), "-D", str(self._data), "-k", str(self.folder), *settings]
        setpriv = self._as or ["setpriv"]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen([*setpriv, "--pdeathsig", "QUIT", *run], cwd="/", stdout=log, stderr=log)
        ends = time.monotonic() + START_WITHIN_S
        while not self._answers():
            assert self._process.poll() is None, (self.folder / "log").read_text()
            assert time.monotonic() < ends, "PostgreSQL does not start"
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self._conninfo("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def stop(self, how: signal.Signals = signal.SIGQUIT) -> None:
        """End the server: at once as after a crash, or with SIGINT in order."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(timeout=180)
            self._process = None

    def close(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _conninfo(self, name: str) -> str:
        return f"host={self.folder} user=hallenwart dbname={name}"

    def url(self, name: str, *, user: str = "hallenwart", password: str = "") -> str:
        return f"postgresql+psycopg://{user}{f':{password}' if password else ''}@/{name}?host={self.folder}"

    def execute(self, statement: str | sql.Composed, name: str = "postgres") -> list[tuple[object, ...]]:
        """Run one statement outside of any transaction; return its rows."""
        with psycopg.connect(self._conninfo(name), autocommit=True) as connection:
            cursor = connection.execute(statement.encode() if isinstance(statement, str) else statement)
            return cursor.fetchall() if cursor.description else []

    def has(self, name: str) -> bool:
        return bool(self.execute(sql.SQL("SELECT 1 FROM pg_database WHERE datname = {}").format(name)))

    def create(self, name: str, template: str = "template0") -> None:
        strategy = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        self.execute(strategy.format(sql.Identifier(name), sql.Identifier(template)))

    def drop(self, name: str) -> None:
        self.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def cut(self, name: str) -> int:
        """End every connection to a database; return how many there were."""
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {} AND pid <> pg_backend_pid()"
        return len(self.execute(sql.SQL(ended).format(name)))
