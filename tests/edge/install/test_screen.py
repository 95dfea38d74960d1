"""The kiosk's unit, launcher, first page and policy: as systemd, Python and a real Chromium take them."""

import asyncio
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PIL import Image
from websockets.exceptions import ConnectionClosedError

from hallenwart_edge.config import Agent, AgentConfig
from hallenwart_edge.config_display import Display
from hallenwart_edge.install.files import write
from hallenwart_edge.install.screen import LAUNCHER, POLICY, START, UNIT, page_of, screen
from hallenwart_edge.screens.app import create_app
from hallenwart_edge.screens.browser import BrowserError, Chromium
from hallenwart_edge.screens.watch import ask_restart
from support.kiosk_browser import ask, start, until_drawn, until_page
from support.ports import free_port
from support.screen_world import Wall, listening, running

needs_analyze = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not here")
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")


def config(**display: object) -> AgentConfig:
    return AgentConfig(agent=Agent(device="sued-1", site="sued"), display=Display(title="Halle Süd", **display))


def written(root: Path, of: AgentConfig) -> Path:
    for file in screen(of):
        write(root, file)
    return root


@needs_analyze
def test_systemd_understands_the_unit_and_its_user_has_no_shell(tmp_path: Path):
    written(tmp_path, config())
    shutil.copytree("/lib/systemd/system", tmp_path / "lib/systemd/system", symlinks=True)
    (tmp_path / "etc/passwd").write_text("root:x:0:0::/root:/bin/sh\nhallenwart-screen:x:901:901::/:/usr/sbin/nologin\n")
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=one", f"--root={tmp_path}", str(tmp_path / UNIT)],
        capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert not [line for line in verified.stderr.splitlines() if "hallenwart" in line], verified.stderr
    assert "/usr/sbin/nologin" in (tmp_path / "etc/sysusers.d/hallenwart-screen.conf").read_text()
    unit = (tmp_path / UNIT).read_text()
    assert {"Restart=always", "WatchdogSec=60", "IPAddressDeny=any", "CapabilityBoundingSet="} <= {*unit.splitlines()}
    assert "InaccessiblePaths=-/etc/hallenwart" in unit


def test_a_device_whose_page_stands_in_any_browser_gets_no_unit_and_a_backlight_gets_its_right():
    assert screen(None) == screen(config(browser_port=0)) == []
    assert page_of(config()) == "http://127.0.0.1:8081/display/"
    paths = {file.path for file in screen(config(power="backlight"))} - {file.path for file in screen(config())}
    assert len(paths) == 2
    unit = next(file for file in screen(config(browser_port=9333)) if file.path == UNIT).content.decode()
    assert "--port 9333" in unit


class Kiosk:
    """The installed launcher with a real Chromium that has no window."""

    def __init__(self, root: Path, port: int, page: str) -> None:
        self.asked, self.port, self.told = root / "asked", port, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.told.bind(str(root / "notify"))
        self.told.settimeout(30)
        words = ["--page", page, "--start", str(root / START), "--port", str(port), "--runtime", str(root / "run")]
        words += ["--asked", str(self.asked), "--bare", "--", *QUIET]
        environment = {**os.environ, "NOTIFY_SOCKET": str(root / "notify"), "HOME": str(root)}
        command = [sys.executable, "-I", str(root / LAUNCHER), *words]
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def hear(self) -> str:
        return self.told.recv(100).decode()

    def browser(self) -> int:
        """Return the pid of the browser, which leads a group of its own."""
        found = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=True)
        return int(found.stdout.split()[0])


@asynccontextmanager
async def kiosk(root: Path, page: str):
    it = Kiosk(written(root, config()), free_port(), page)
    try:
        yield it
    finally:
        it.process.terminate()
        it.process.communicate(timeout=120)
        it.told.close()


def alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


async def colour_of(chromium: Chromium) -> tuple[int, ...]:
    pixel = Image.open(io.BytesIO(await chromium.png())).convert("RGB").getpixel((5, 5))
    assert isinstance(pixel, tuple)
    return pixel


async def test_the_first_page_waits_for_the_agent_and_goes_on_by_itself(tmp_path: Path):
    (tmp_path / "display").mkdir()
    (tmp_path / "display/index.html").write_text("<!doctype html><title>Anzeige</title>")
    port = free_port()
    page = f"http://127.0.0.1:{port}/display/"
    async with kiosk(tmp_path, page) as it:
        assert (await asyncio.to_thread(it.hear)).startswith("READY=1")
        await until_page(it.port, "file:")
        assert await colour_of(Chromium(it.port, page)) == (10, 37, 64)
        app = create_app(pages=tmp_path, health=dict, display=Wall())
        from hallenwart_edge.screens.server import serve

        serving = asyncio.create_task(serve(app, port=port))
        await listening(port)
        await until_page(it.port, page)
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)


async def test_the_agent_may_ask_for_a_new_start_and_a_browser_that_stands_still_ends_with_the_launcher(tmp_path: Path):
    async with kiosk(tmp_path, "http://127.0.0.1:1/display/") as it:
        assert (await asyncio.to_thread(it.hear)).startswith("READY=1")
        browser = it.browser()
        os.killpg(browser, signal.SIGSTOP)
        with pytest.raises(BrowserError):
            await Chromium(it.port, "http://127.0.0.1:1/display/", within_s=1).answers(draws=False)
        ask_restart(it.asked)
        assert await asyncio.to_thread(it.process.wait, 20) == 0
        assert not alive(browser)


async def test_a_killed_browser_ends_the_launcher_so_that_systemd_starts_both(tmp_path: Path):
    async with kiosk(tmp_path, "http://127.0.0.1:1/display/") as it:
        await asyncio.to_thread(it.hear)
        os.killpg(it.browser(), signal.SIGKILL)
        assert await asyncio.to_thread(it.process.wait, 20) == 1


def test_without_a_browser_the_launcher_says_what_to_install(tmp_path: Path):
    written(tmp_path, config())
    command = [sys.executable, "-I", "-S", str(tmp_path / LAUNCHER), "--page", "x", "--start", str(tmp_path / START)]
    ended = subprocess.run(command, env={"PATH": str(tmp_path)}, capture_output=True, text=True, timeout=120, check=False)
    assert (ended.returncode, "sudo apt install cage chromium" in ended.stderr) == (78, True)


UNDER_POLICY = """
mount --bind "$1" /etc/chromium/policies || exit 77
shift
exec "$@"
"""


def may_mount() -> bool:
    tried = subprocess.run(["unshare", "-m", "true"], capture_output=True, timeout=120, check=False)
    return tried.returncode == 0 and Path("/etc/chromium/policies").is_dir()


@pytest.mark.skipif(shutil.which("unshare") is None or not may_mount(), reason="no mount namespace of its own here")
@pytest.mark.parametrize(
    "elsewhere", ["http://127.0.0.1:{port}/healthz", "file:///etc/passwd", "chrome://version/", "devtools://x/"]
)
async def test_under_its_policy_the_page_is_shown_and_asked_and_nothing_else_opens(tmp_path: Path, elsewhere: str):
    (tmp_path / "display").mkdir()
    (tmp_path / "display/index.html").write_text("<!doctype html><title>Anzeige</title>")
    app = create_app(pages=tmp_path, health=dict, display=Wall())
    async with running(app) as port:
        of = AgentConfig(agent=Agent(device="sued-1", site="sued"), display=Display(title="Süd"))
        policy = json.loads(next(file for file in screen(of) if file.path == POLICY).content)
        policy = json.loads(json.dumps(policy).replace(":8081/", f":{port}/"))
        (tmp_path / "policies/managed").mkdir(parents=True)
        (tmp_path / "policies/managed/hallenwart.json").write_text(json.dumps(policy))
        debug, page = free_port(), f"http://127.0.0.1:{port}/display/"
        words = ["chromium", *QUIET, f"--remote-debugging-port={debug}", f"--user-data-dir={tmp_path / 'profile'}", page]
        script = ["unshare", "-m", "sh", "-c", UNDER_POLICY, "sh", str(tmp_path / "policies"), *words]
        process = start(script)
        try:
            await listening(debug, within_s=180)
            await until_drawn(Chromium(debug, page))
            try:
                said = await ask(debug, "Page.navigate", {"url": elsewhere.format(port=port)})
                assert said.get("errorText") == "net::ERR_BLOCKED_BY_ADMINISTRATOR", said
            except ConnectionClosedError:  # Chromium 156 rather ends than show its inside to who asks over its protocol
                assert elsewhere.startswith("chrome:")
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)
