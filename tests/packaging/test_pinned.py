"""Nothing is installed that nobody looked at: every package exact, every file by its hash."""

import importlib.util
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))
EXACT = re.compile(r"^[A-Za-z0-9._-]+(\[[a-z0-9,_-]+\])?==[A-Za-z0-9.!+_-]+$")
HASH = re.compile(r"^--hash=sha256:[0-9a-f]{64}$")
LOCK = json.loads((ROOT / "dashboards/package-lock.json").read_text(encoding="utf-8"))


def entries(path: Path) -> list[str]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.strip().startswith("#")]
    return [entry for entry in "\n".join(lines).replace("\\\n", " ").splitlines() if entry.strip()]


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_every_python_package_is_exact_and_has_its_hashes(path):
    assert entries(path)
    for entry in entries(path):
        wanted, *hashes = entry.split(" --hash=")
        named = wanted.split(";")[0].strip()
        assert EXACT.match(named), entry
        assert hashes, named
        assert all(HASH.match(f"--hash={one.strip()}") for one in hashes), named


def test_every_npm_package_is_exact_and_has_its_hash():
    told = json.loads((ROOT / "dashboards/package.json").read_text(encoding="utf-8"))
    for versions in (told["dependencies"], told["devDependencies"]):
        assert all(re.fullmatch(r"\d+\.\d+\.\d+(-[a-z0-9.]+)?", version) for version in versions.values())
    for path, package in LOCK["packages"].items():
        if path and not package.get("link"):
            assert package["integrity"].startswith("sha512-"), path


def test_the_list_of_npm_packages_names_every_one_by_its_hash():
    place = importlib.util.spec_from_file_location("sbom", ROOT / "scripts/sbom.py")
    assert place is not None
    assert place.loader is not None
    sbom = importlib.util.module_from_spec(place)
    place.loader.exec_module(sbom)
    listed = sbom.npm_bom(LOCK)["components"]
    assert len(listed) == len(LOCK["packages"]) - 1
    assert len({one["bom-ref"] for one in listed}) == len(listed)
    shipped = {one["name"] for one in listed if one["scope"] == "required"}
    assert "@fontsource-variable/atkinson-hyperlegible-next" in shipped
    assert all(one["purl"].startswith("pkg:npm/") and one["hashes"] for one in listed)
