"""`hallenwart-edge install`: shows what it would write as a diff, writes it, and takes it back."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from hallenwart_edge import __version__
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.config_file import load_config
from hallenwart_edge.errors import ConfigError
from hallenwart_edge.install.care import care
from hallenwart_edge.install.files import NOTED, Change, File, change_of, diff_of, note, noted, take_back, write
from hallenwart_edge.install.looks import Said, looks, programs
from hallenwart_edge.install.screen import NAME as SCREEN
from hallenwart_edge.install.screen import UNIT as SCREEN_UNIT
from hallenwart_edge.install.screen import screen
from hallenwart_edge.install.udev import RULES, ask_udev, ports_of, udev_rules
from hallenwart_edge.install.units import Places, units
from hallenwart_edge.launch.archive import launcher_archive
from hallenwart_edge.launch.store import Releases

AFTER: Final[tuple[tuple[str, ...], ...]] = (
    ("systemd-sysusers",),
    ("systemd-tmpfiles", "--create"),
    ("systemctl", "daemon-reload"),
    ("udevadm", "control", "--reload"),
    ("udevadm", "trigger", "--subsystem-match=tty", "--subsystem-match=input"),
    ("systemctl", "enable", "tmp.mount", "systemd-timesyncd.service", "hallenwart-edge.service"),
)
BEFORE_REMOVAL: Final[tuple[tuple[str, ...], ...]] = (
    ("systemctl", "disable", "--now", "hallenwart-screen.service"),
    ("systemctl", "disable", "--now", "hallenwart-edge.service", "tmp.mount"),
)
AFTER_REMOVAL: Final[tuple[tuple[str, ...], ...]] = (("systemctl", "daemon-reload"), ("udevadm", "control", "--reload"))
MARKS: Final = {True: "ok     ", False: "FEHLT  ", None: "HINWEIS"}
Say = Callable[[str], None]
Call = Callable[[Sequence[str]], bool]


def add_install(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    install = commands.add_parser("install", help="Dienst, Gerätenamen und Kartenschutz einrichten / set up service and system")
    install.add_argument("--root", type=Path, default=Path("/"), help="ein anderes Wurzelverzeichnis / another root")
    install.add_argument("--config", type=Path, default=None, help="agent.toml; sonst / else: ROOT/etc/hallenwart/agent.toml")
    install.add_argument("--dry-run", action="store_true", help="nur zeigen / only show")
    install.add_argument("--check", action="store_true", help="nur sagen, was da ist und was fehlt / only say what is missing")
    install.add_argument("--uninstall", action="store_true", help="zurücknehmen / take back")
    install.add_argument("--verbose", action="store_true", help="mehr Meldungen / more messages")


def run_install(options: argparse.Namespace, say: Say = print) -> int:
    """Carry the command out. Returns the exit status. Raises ConfigError."""
    root, places = options.root, Places()
    call = (lambda words: _show(words, say)) if options.dry_run or root != Path("/") else _run
    try:
        if options.uninstall:
            return _uninstall(root, say, call, dry=options.dry_run)
        config = _config(root, places, options.config)
        if not options.check:
            _install(root, places, config, say, call, dry=options.dry_run)
        return _look(root, places, config, say)
    except PermissionError as error:
        raise ConfigError(f"{error.filename}: keine Rechte; mit sudo / no rights; use sudo") from error


def _config(root: Path, places: Places, given: Path | None) -> AgentConfig | None:
    path = given or root / places.config.lstrip("/")
    return load_config(path) if given or path.exists() else None


def planned(root: Path, places: Places, config: AgentConfig | None) -> tuple[list[File], list[str]]:
    """Return what is to be written, and what to say about ports."""
    try:
        before = (root / RULES).read_text(encoding="utf-8")
    except OSError:
        before = ""
    rules, words = udev_rules(ports_of(config) if config else {}, ask_udev, before)
    return [*units(places, launcher_archive()), *care(places), *screen(config), rules], words


def _install(root: Path, places: Places, config: AgentConfig | None, say: Say, call: Call, *, dry: bool) -> None:
    files, words = planned(root, places, config)
    changed = [file for file in files if change_of(root, file) is not Change.SAME]
    for file in changed:
        say(f"{change_of(root, file).value}: /{file.path}   # {file.why}")
        for line in diff_of(root, file) if change_of(root, file) is Change.CHANGED or dry else []:
            say(f"    {line}")
    if not changed:
        say("alles ist schon so / everything is so already")
    if not dry:
        for file in changed:
            write(root, file)
        note(root, files)
        adopt(Releases(root / places.releases.lstrip("/")), say)
    if changed or dry:
        shown = (f"{SCREEN}.service",) if any(file.path == SCREEN_UNIT for file in files) else ()
        for command in (*AFTER[:-1], (*AFTER[-1], *shown)):
            call(command)
    for word in words:
        say(word)


def adopt(releases: Releases, say: Say) -> None:
    """Let the installation that runs this be the first release, when there is none: by a link to its venv."""
    if releases.current() and releases.whole(releases.current()):
        return
    here = Path(sys.prefix)
    if not (here / "bin" / "hallenwart-edge").exists():
        say("keine Fassung: hallenwart-edge ist nicht in einer eigenen venv / no release: not installed in a venv of its own")
        return
    folder = releases.folder(__version__)
    folder.parent.mkdir(parents=True, exist_ok=True)
    if not folder.exists():
        folder.symlink_to(here)
    releases.finish(__version__)
    releases.point(__version__)
    say(f"erste Fassung / first release: {__version__} → {here}")


def _uninstall(root: Path, say: Say, call: Call, *, dry: bool) -> int:
    """Remove what was written. State, credentials and releases stay."""
    for command in BEFORE_REMOVAL:
        call(command)
    kept = 0
    for path, digest in noted(root).items():
        if dry:
            say(f"entfernen / remove: /{path}")
        elif not take_back(root, path, digest):
            kept += 1
            say(f"bleibt, von Hand geändert / stays, changed by hand: /{path}")
    if not dry:
        (root / NOTED).unlink(missing_ok=True)
    for command in AFTER_REMOVAL:
        call(command)
    say("bleibt / stays: /etc/hallenwart, /var/lib/hallenwart, /opt/hallenwart")
    return 1 if kept else 0


def _look(root: Path, places: Places, config: AgentConfig | None, say: Say) -> int:
    said = [*looks(root, places, config), *(programs() if root == Path("/") else [])]
    for each in said:
        say(line_of(each))
    return 1 if any(each.ok is False for each in said) else 0


def line_of(said: Said) -> str:
    return f"{MARKS[said.ok]} {said.what}: {said.words}"


def _show(words: Sequence[str], say: Say) -> bool:
    say(f"danach / then: {' '.join(words)}")
    return True


def _run(words: Sequence[str]) -> bool:
    try:
        return subprocess.run(list(words), check=False).returncode == 0
    except OSError:
        return False
