"""The peer of the ingest benchmark: Node-RED, MQTT in -> SQLite, one insert a message, as its own nodes do it (WAL).

Fetched by npm into `build/bench-node-red` when it is asked for; no part of the product.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from benchmarks.ingest_run import RUN_WITHIN_S, Result
from benchmarks.ingest_wire import Case, Publisher, wait_for
from hallenwart_backend.adapters.mqtt_access import read_access
from hallenwart_contract.channels import Service, T

HOME: Final = Path(__file__).parents[1] / "build" / "bench-node-red"
PINNED: Final = ("node-red@4.1.2", "node-red-node-sqlite@1.1.1")
INSTALL_WITHIN_S: Final = 540.0
STARTS_WITHIN_S: Final = 60.0
_RED: Final = HOME / "node_modules" / "node-red" / "red.js"
_INSERT: Final = """
const batch = msg.payload;
const row = batch.r[0];
msg.params = {$d: batch.dev, $c: row.c, $k: row.k, $t: row.t_ms, $x: row.x};
return msg;
"""
_CREATE: Final = "CREATE TABLE sample (device TEXT, component TEXT, quantity TEXT, t INTEGER, x REAL)"


def installed(*, install: bool) -> str:
    """Return why Node-RED cannot take part, empty when it can; fetches it if asked to."""
    if _RED.exists():
        return "" if shutil.which("node") else "left out: there is no node on this machine"
    if not install:
        return "left out: not fetched yet, python -m benchmarks ingest --install-node-red does that"
    npm = shutil.which("npm")
    if npm is None:
        return "left out: there is no npm on this machine"
    HOME.mkdir(parents=True, exist_ok=True)
    (HOME / "package.json").write_text(json.dumps({"name": "bench-node-red", "private": True}))
    command = [npm, "install", "--no-audit", "--no-fund", "--save-exact", *PINNED]
    try:
        done = subprocess.run(command, cwd=HOME, capture_output=True, text=True, check=False, timeout=INSTALL_WITHIN_S)
    except subprocess.TimeoutExpired:
        return f"left out: npm did not get done within {INSTALL_WITHIN_S:.0f} s"
    return "" if _RED.exists() else f"left out: npm could not fetch it: {done.stderr.strip()[-200:]}"


def run_node_red(state: Path, port: int, case: Case, bodies: list[bytes]) -> Result:
    home = state / "node-red"
    home.mkdir()
    path = home / "samples.db"
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute(_CREATE)
    with _running(state, home, port, path) as process:
        publisher = Publisher(state, port, bodies)
        began_cpu = _cpu_s(process.pid)
        started = publisher.go()
        _until_rows(path, case.messages)
        seconds = time.monotonic() - started
        result = Result(seconds, _rows(path), _cpu_s(process.pid) - began_cpu, _rss_mb(process.pid))
        publisher.end(RUN_WITHIN_S)
    return result


@contextlib.contextmanager
def _running(state: Path, home: Path, port: int, path: Path) -> Iterator[subprocess.Popen[bytes]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        ui_port = int(probe.getsockname()[1])
    (home / "settings.js").write_text(
        f'module.exports = {{uiHost: "127.0.0.1", uiPort: {ui_port}, flowFile: "flows.json", credentialSecret: false,'
        f' nodesDir: [], userDir: {json.dumps(str(home))}, logging: {{console: {{level: "info"}}}}}};'
    )
    (home / "node_modules").symlink_to(HOME / "node_modules")
    (home / "package.json").write_text((HOME / "package.json").read_text())
    login = read_access(state / "backend/broker.toml").login(Service.BULK)
    (home / "flows.json").write_text(json.dumps(_flows(port, path, login.username)))
    credentials = {"broker": {"user": login.username, "password": login.password}}
    (home / "flows_cred.json").write_text(json.dumps(credentials))
    node = shutil.which("node") or sys.exit("needs node")
    log = home / "log"
    with log.open("wb") as file:
        command = [node, str(_RED), "--userDir", str(home), "--settings", str(home / "settings.js")]
        process = subprocess.Popen(command, cwd=home, stdout=file, stderr=file, env={**os.environ, "NO_UPDATE_NOTIFIER": "1"})
    try:
        wait_for(ui_port, STARTS_WITHIN_S)
        _until_connected(log)
        yield process
    finally:
        process.terminate()
        process.wait()


def _flows(port: int, path: Path, user: str) -> list[dict[str, Any]]:
    return [
        {"id": "tab", "type": "tab", "label": "ingest"},
        {
            "id": "broker",
            "type": "mqtt-broker",
            "broker": "127.0.0.1",
            "port": str(port),
            "clientid": user,
            "autoConnect": True,
            "protocolVersion": "4",
            "keepalive": "60",
            "cleansession": True,
        },
        {
            "id": "in",
            "type": "mqtt in",
            "z": "tab",
            "topic": T.filter,
            "qos": "1",
            "datatype": "json",
            "broker": "broker",
            "inputs": 0,
            "wires": [["row"]],
        },
        {"id": "row", "type": "function", "z": "tab", "func": _INSERT, "outputs": 1, "wires": [["insert"]]},
        {"id": "database", "type": "sqlitedb", "db": str(path), "mode": "RWC"},
        {
            "id": "insert",
            "type": "sqlite",
            "z": "tab",
            "mydb": "database",
            "sqlquery": "prepared",
            "sql": "INSERT INTO sample VALUES ($d, $c, $k, $t, $x)",
            "wires": [[]],
        },
    ]


def _until_connected(log: Path) -> None:
    until_s = time.monotonic() + STARTS_WITHIN_S
    while "Connected to broker" not in log.read_text(errors="replace"):
        if time.monotonic() > until_s:
            sys.exit(f"Node-RED did not connect: {log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.1)
    time.sleep(0.5)  # its subscription follows; it does not tell


def _rows(path: Path) -> int:
    with contextlib.closing(sqlite3.connect(path)) as db:
        return int(db.execute("SELECT count(*) FROM sample").fetchone()[0])


def _until_rows(path: Path, wanted: int) -> None:
    until_s = time.monotonic() + RUN_WITHIN_S
    while _rows(path) < wanted and time.monotonic() < until_s:
        time.sleep(0.02)


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _rss_mb(pid: int) -> float:
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
