"""Updates for real: bundles of the repository's own wheels, the real launcher, the real agent, a real broker.

One release does, one ends at its start, one never connects. What a trial is given is short in all of them.
"""

import asyncio
import contextlib
import http.server
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import threading
import zipfile
from functools import partial
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from hallenwart_contract.bundles import REQUIREMENTS, seal_bundle
from hallenwart_contract.releases import Release
from hallenwart_edge.launch.archive import launcher_archive
from hallenwart_edge.launch.store import Releases
from hallenwart_edge.release.venv import make_venv
from support.agents import write_agent_toml
from support.ports import free_port

ROOT = Path(__file__).parents[3]
BASE, GOOD, CRASHES, MUTE = "0.1.0", "0.2.0", "0.3.0", "0.4.0"
SOON_S = 180
ENDS = "\n\nasync def run(*_, **__):\n    raise RuntimeError('this release ends at its start')\n"
NEVER = """

async def _never(self):
    while True:
        self._tick()
        await asyncio.sleep(1)


Uplink.run = _never
"""
MORE = {CRASHES: ("main.py", ENDS), MUTE: ("uplink/link.py", NEVER)}
BUILD = "import sys, hatchling.build as b; b.build_wheel(sys.argv[1])"


def small_wheel(folder: Path, name: str, files: dict[str, str]) -> None:
    """Write a wheel of a few texts, as a wheel must be."""
    info = f"{name}-0.1.0.dist-info"
    files |= {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name.replace('_', '-')}\nVersion: 0.1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},,\n" for path in (*files, f"{info}/RECORD"))
    with zipfile.ZipFile(folder / f"{name}-0.1.0-py3-none-any.whl", "w") as wheel:
        for path, text in (files | {f"{info}/RECORD": record}).items():
            wheel.writestr(path, text)


def built(source: Path, target: Path) -> None:
    subprocess.run([sys.executable, "-c", BUILD, str(target)], cwd=source, check=True, timeout=300, stdout=subprocess.DEVNULL)


def edge_of(folder: Path, version: str, port: int) -> Path:
    """Copy the agent's sources as another version, that fetches from a server on this machine and is judged quickly."""
    source = folder / f"edge-{version}"
    shutil.copytree(ROOT / "edge", source, ignore=shutil.ignore_patterns("__pycache__"))
    package = source / "hallenwart_edge"

    def change(name: str, pattern: str, text: str) -> None:
        before = (package / name).read_text()
        after = re.sub(pattern, text, before, count=1)
        assert after != before or version == BASE, (name, pattern)
        (package / name).write_text(after)

    project = source / "pyproject.toml"
    project.write_text(re.sub(r'^version = ".*"', f'version = "{version}"', project.read_text(), count=1, flags=re.MULTILINE))
    change("__init__.py", r'__version__ = ".*"', f'__version__ = "{version}"')
    change("fleet/trial.py", r"WITHIN_S: Final = \d+", "WITHIN_S: Final = 15")
    change("fleet/trial.py", r"CALM_S: Final = \d+", "CALM_S: Final = 1")
    there = f"http://127.0.0.1:{port}"
    module = '__import__("hallenwart_edge.release.download").release.download'
    bundles = f'{module}.HttpBundles("{there}", _nobody, lambda: None)'
    change("update_join.py", r"bundles or NoBundles\(\)", bundles)
    (package / "update_join.py").write_text(
        (package / "update_join.py").read_text() + "\n\ndef _nobody(method, path, body):\n    return {}\n"
    )
    if version in MORE:
        name, text = MORE[version]
        (package / name).write_text((package / name).read_text() + text)
    return source


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """Wheels of all four versions; what the agent needs besides comes from this very environment."""
    folder, port = tmp_path_factory.mktemp("made"), free_port()
    shared = folder / "shared"
    shared.mkdir()
    built(ROOT / "contract", shared)
    small_wheel(shared, "test_environment", {"test_environment.pth": sysconfig.get_paths()["purelib"] + "\n"})
    pages = (ROOT / "dashboards/hallenwart_dashboards/__init__.py").read_text()
    small_wheel(shared, "hallenwart_dashboards", {"hallenwart_dashboards/__init__.py": pages})
    for version in (BASE, GOOD, CRASHES, MUTE):
        wheels = folder / version
        shutil.copytree(shared, wheels)
        built(edge_of(folder, version, port), wheels)
        names = ["hallenwart-contract==0.1.0", "hallenwart-dashboards==0.1.0", "test-environment==0.1.0"]
        (wheels / REQUIREMENTS).write_text("\n".join([*names, f"hallenwart-edge=={version}"]) + "\n")
    return folder, port


@contextlib.contextmanager
def served(folder: Path, port: int):
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    handler.log_message = lambda *_: None
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Supervisor:
    """What systemd does: starts the launcher, and starts it again whenever it ends."""

    def __init__(self, command: list[str], log: Path) -> None:
        self._command, self._log, self._over = command, log, False
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over = True
        if self._process is not None:
            self._process.terminate()
        self._thread.join(15)

    def _run(self) -> None:
        while not self._over:
            with self._log.open("ab") as log:
                self._process = subprocess.Popen(self._command, stdout=log, stderr=log, env={**os.environ})
            self._process.wait()


@pytest.mark.slow
async def test_one_release_stays_one_that_ends_and_one_that_never_connects_go_back(mosquitto, backend, made, tmp_path: Path):
    folder, port = made
    key = load_pem_private_key((mosquitto.state_dir / "release/release.key").read_bytes(), password=None)
    shelf = tmp_path / "device/v1/releases"
    shelf.mkdir(parents=True)
    for version in (GOOD, CRASHES, MUTE):
        seal_bundle(folder / version, shelf / version, Release(version=version, made_ms=1, files=[]), key)
    releases = Releases(tmp_path / "opt")
    await asyncio.to_thread(make_venv, releases, BASE, folder / BASE)
    releases.finish(BASE, sync=lambda: None)
    releases.point(BASE)
    config, launcher = write_agent_toml(tmp_path / "agent", mosquitto), tmp_path / "hallenwart-launch"
    launcher.write_bytes(launcher_archive())
    words = ["--root", str(releases.root), "--", "run", "--config", str(config)]

    async def update(version: str) -> None:
        command = backend.command("update", arg={"version": version})
        await backend.send(command)
        await backend.until(lambda: ("done", "ok") in backend.acks_of(command), within_s=SOON_S)

    def told(kind: str, version: str) -> list[dict]:
        return [row for row in backend.rows("e") if row["kind"] == kind and row["a"].get("version") == version]

    with served(tmp_path, port), Supervisor([sys.executable, "-I", "-S", str(launcher), *words], tmp_path / "log"):
        await backend.until(lambda: backend.conns and backend.conn.online and backend.conn.fw == BASE, within_s=SOON_S)
        await update(GOOD)
        await backend.until(lambda: told("trial.confirmed", GOOD), within_s=SOON_S)
        assert (backend.conn.fw, releases.current()) == (GOOD, GOOD)
        for version in (CRASHES, MUTE):
            await update(version)
            await backend.until(lambda version=version: told("trial.begun", version), within_s=SOON_S)
            await backend.until(lambda version=version: told("trial.back", version), within_s=SOON_S)
            assert (backend.conn.fw, releases.current()) == (GOOD, GOOD)
    assert told("trial.back", CRASHES)[0]["a"]["why"] == "3 starts without success"
    assert told("trial.back", MUTE)[0]["a"]["why"] == "no connection"
    assert not [row for row in backend.rows("e") if row["kind"] == "update.refused"]
    assert releases.versions() == [BASE, GOOD]
