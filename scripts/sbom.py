"""Write what is inside each role as CycloneDX JSON: Python packages from the pinned requirements, npm packages from the lock.

    python scripts/sbom.py --tools .venv/audit/bin --out build/sbom

The npm list is made here: `npm sbom` wants an installed tree, the lock file has all that it would say.
"""

from __future__ import annotations

import argparse
import base64
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

ROOT: Final = Path(__file__).resolve().parent.parent
ROLES: Final = ("edge", "backend", "broker", "sim")
SPEC: Final = "1.6"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tools", type=Path, required=True, help="folder with cyclonedx-py")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for role in ROLES:
        written = arguments.out / f"{role}.cdx.json"
        python_bom(arguments.tools, role, written)
        sys.stdout.write(f"{written}\n")
    written = arguments.out / "dashboards.cdx.json"
    lock = json.loads((ROOT / "dashboards/package-lock.json").read_text(encoding="utf-8"))
    written.write_text(json.dumps(npm_bom(lock), indent=2, sort_keys=True) + "\n", encoding="utf-8")
    sys.stdout.write(f"{written}\n")


def python_bom(tools: Path, role: str, written: Path) -> None:
    """Let cyclonedx-py describe a role by its requirements, the same each time."""
    member = {"broker": "broker_config", "sim": "firmware_sim"}.get(role, role)
    command = ("requirements", ROOT / f"requirements/{role}.txt", "--pyproject", ROOT / member / "pyproject.toml")
    options = ("--spec-version", SPEC, "--output-format", "JSON", "--output-reproducible", "--output-file", written)
    subprocess.run((tools / "cyclonedx-py", *command, *options), check=True)


def npm_bom(lock: dict[str, Any]) -> dict[str, Any]:
    """Return the packages of a package-lock.json. `scope` required is what ends in the pages, excluded what builds them."""
    version = tomllib.loads((ROOT / "dashboards/pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": SPEC,
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "hallenwart-dashboards", "version": version}},
        "components": [_component(path, told) for path, told in sorted(lock["packages"].items()) if path],
    }


def _component(path: str, told: dict[str, Any]) -> dict[str, Any]:
    name = path.rpartition("node_modules/")[2]
    purl = f"pkg:npm/{quote(name, safe='/')}@{told['version']}"
    found: dict[str, Any] = {"type": "library", "name": name, "version": told["version"], "purl": purl, "bom-ref": path}
    found["scope"] = "excluded" if told.get("dev") else "required"
    if licence := told.get("license"):
        found["licenses"] = [{"expression": licence}]
    if integrity := told.get("integrity", ""):
        kind, _, digest = integrity.partition("-")
        alg = {"sha512": "SHA-512", "sha256": "SHA-256", "sha1": "SHA-1"}[kind]
        found["hashes"] = [{"alg": alg, "content": base64.b64decode(digest).hex()}]
    return found


if __name__ == "__main__":
    main()
