"""Runs the npm package `oidc-provider` as the city's identity provider; see `idp/server.js`."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "idp"
SECRET = "geheim & lang genug: 100 %"


def install() -> Path:
    """Install exactly what the lock file names, when it changed; return the Node to run it with."""
    sys.path.insert(0, str(HERE.parents[2] / "dashboards"))
    try:
        from ui_build import _node
    finally:
        sys.path.pop(0)
    node, npm = _node()
    wanted = json.dumps([(HERE / name).read_text() for name in ("package.json", "package-lock.json")])
    stamp = HERE / "node_modules" / ".installed-from"
    with (HERE / "package.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several workers may want it at once
        if not stamp.exists() or stamp.read_text() != wanted:
            path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
            subprocess.run([node, npm, "ci", "--ignore-scripts"], cwd=HERE, env={**os.environ, "PATH": path}, check=True)
            stamp.write_text(wanted)
    return node


@dataclass
class IdentityProvider:
    """A provider that runs. Whoever is sent to it signs in as `account` said last."""

    issuer: str
    _process: subprocess.Popen[str]

    def account(self, sub: str | None, **claims: Any) -> None:
        """Say who signs in next; None: whoever comes presses "cancel"."""
        self._tell({"account": None if sub is None else {"sub": sub, "claims": claims}})

    def rotate(self) -> None:
        """Sign with a new key from now on."""
        self._tell({"rotate": True})

    def _tell(self, what: dict[str, Any]) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline().strip() == "ok"


@contextmanager
def identity_provider(redirect_uri: str) -> Iterator[IdentityProvider]:
    """Run a provider on loopback for as long as the block lasts."""
    process = subprocess.Popen(
        [install(), "server.js", redirect_uri],
        cwd=HERE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "NODE_ENV": "test", "NODE_NO_WARNINGS": "1"},
    )
    with process:
        try:
            assert process.stdout
            issuer = next((line for line in process.stdout if line.startswith("http")), "")
            assert issuer, "the identity provider did not start"
            yield IdentityProvider(issuer.strip(), process)
        finally:
            if process.stdin:
                process.stdin.close()  # it ends with its standard input
            process.wait(timeout=180)
