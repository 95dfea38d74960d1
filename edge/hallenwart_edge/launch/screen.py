"""`hallenwart-screen`: starts the browser of a screen in its compositor and ends with it, so that systemd starts both anew.

It tells systemd that the browser lives only while that answers on its debugging port, and ends the browser when the agent asks
for it by touching a file. Written for the system's Python alone: this file is all of it.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote

BROWSERS: Final = ("chromium", "chromium-browser")
COMPOSITOR: Final = ("cage", "-d", "--")
FLAGS: Final = (
    "--kiosk",
    "--noerrdialogs",
    "--disable-pinch",
    "--overscroll-history-navigation=0",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-session-crashed-bubble",
    "--hide-crash-restore-bubble",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-features=Translate",
    "--no-first-run",
    "--no-default-browser-check",
    "--password-store=basic",
    "--ozone-platform-hint=auto",
)
LOOK_EVERY_S: Final = 0.5
ASK_EVERY_S: Final = 10.0
ASK_WITHIN_S: Final = 5.0
END_WITHIN_S: Final = 5.0
MISSING: Final = 78


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="hallenwart-screen", description="Startet den Bildschirm / starts the screen")
    parser.add_argument("--page", required=True, help="Adresse der Seite / address of the page")
    parser.add_argument("--start", type=Path, required=True, help="Seite bis dahin / page until then")
    parser.add_argument("--port", type=int, default=9222)
    parser.add_argument("--runtime", type=Path, default=Path("/run/hallenwart-screen"))
    parser.add_argument("--asked", type=Path, default=Path("/run/hallenwart/screen-restart"))
    parser.add_argument("--bare", action="store_true", help="ein Compositor läuft schon / a compositor runs already")
    parser.add_argument("more", nargs="*", help="weitere Angaben für den Browser / more for the browser")
    options = parser.parse_args(arguments)
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None or not (options.bare or shutil.which(COMPOSITOR[0])):
        needs = "chromium" if options.bare else "cage chromium"
        say(f"es fehlt etwas / something is missing: sudo apt install {needs}")
        return MISSING
    return Launcher(words_of(options, browser), options.port, options.runtime, options.asked, bare=options.bare).run()


def words_of(options: argparse.Namespace, browser: str) -> list[str]:
    """Return the command line of the browser. It is asked on 127.0.0.1 alone, and its profile lasts no restart."""
    profile, start = options.runtime / "profile", f"{options.start.absolute().as_uri()}?to={quote(options.page, safe='')}"
    asked = ("--remote-debugging-address=127.0.0.1", f"--remote-debugging-port={options.port}")
    return [
        *(() if options.bare else COMPOSITOR),
        *(browser, *FLAGS, *asked, f"--user-data-dir={profile}", *options.more, start),
    ]


class Launcher:
    """One life of the browser."""

    def __init__(self, words: Sequence[str], port: int, runtime: Path, asked: Path, *, bare: bool) -> None:
        self._words, self._port, self._runtime, self._asked, self._bare = words, port, runtime, asked, bare
        self._ended = False

    def run(self) -> int:
        """Start it and watch until it ends, somebody asks, or this process is told to end. Returns the exit status."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        shutil.rmtree(self._runtime / "profile", ignore_errors=True)
        before = asked_ns(self._asked)
        child = subprocess.Popen(self._words, env=self._environment(), start_new_session=True)
        try:
            return self._watch(child, lambda: asked_ns(self._asked) != before)
        finally:
            stop(child)

    def _watch(self, child: subprocess.Popen[bytes], asked: Callable[[], bool]) -> int:
        ready, next_s = False, 0.0
        while not self._ended:
            if child.poll() is not None:
                say(f"der Browser endete / the browser ended: {child.returncode}")
                return 1
            if asked():
                say("der Agent bittet um einen Neustart / the agent asks for a new start")
                return 0
            if time.monotonic() >= next_s and answers(self._port):
                next_s = time.monotonic() + ASK_EVERY_S
                notify("WATCHDOG=1" if ready else "READY=1\nWATCHDOG=1")
                ready = True
            time.sleep(LOOK_EVERY_S)
        return 0

    def _environment(self) -> dict[str, str]:
        if self._bare:
            return {**os.environ}
        home = str(self._runtime)
        return {**os.environ, "HOME": home, "XDG_RUNTIME_DIR": home, "XDG_CONFIG_HOME": home, "WLR_LIBINPUT_NO_DEVICES": "1"}

    def _end(self, _number: int, _frame: object) -> None:
        self._ended = True


def say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


def answers(port: int) -> bool:
    """Say whether the browser answers; one that stands still does not."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=ASK_WITHIN_S)
    try:
        link.request("GET", "/json/version")
        return link.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        link.close()


def asked_ns(file: Path) -> int:
    """Return when the agent last asked for a new start, 0 for never."""
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


def notify(message: str) -> None:
    """Tell systemd, where it started this."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if address:
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.sendto(message.encode(), "\0" + address[1:] if address.startswith("@") else address)


def stop(child: subprocess.Popen[bytes]) -> None:
    """End the browser with all that belongs to it, also one that stands still."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(END_WITHIN_S)


if __name__ == "__main__":
    sys.exit(main())
