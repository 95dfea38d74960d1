"""Each role installs alone, from its own pinned list, and brings nothing of another role."""

import re
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MEMBERS = ("contract", "broker_config", "edge", "backend", "firmware_sim", "dashboards")
FOREIGN = {
    "edge": {"fastapi", "sqlalchemy", "gmqtt", "amqtt", "pydantic", "apprise"},
    "backend": {"gpiozero", "pyserial", "amqtt", "aiomqtt", "lgpio"},
    "broker": {"fastapi", "gpiozero", "sqlalchemy", "pyserial"},
    "sim": {"fastapi", "sqlalchemy", "amqtt", "aiomqtt", "gmqtt"},
}


def pinned(role: str) -> set[str]:
    text = (ROOT / "requirements" / f"{role}.txt").read_text()
    return {name.lower() for name in re.findall(r"^([A-Za-z0-9_.-]+)==", text, re.MULTILINE)}


def project(member: str) -> dict:
    return tomllib.loads((ROOT / member / "pyproject.toml").read_text())["project"]


@pytest.mark.parametrize("role", FOREIGN)
def test_a_role_pins_nothing_of_another(role: str):
    assert pinned(role)
    assert pinned(role) & FOREIGN[role] == set()


def test_one_version_for_all_and_members_name_each_other_exactly():
    versions = {project(member)["version"] for member in MEMBERS}
    assert len(versions) == 1
    (version,) = versions
    for member in MEMBERS:
        for dependency in project(member).get("dependencies", []):
            if dependency.startswith("hallenwart-"):
                assert dependency.endswith(f"=={version}"), f"{member}: {dependency}"


def test_every_pin_has_a_hash_and_no_host():
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text()
        assert "://" not in text, path
        entries = [block for block in re.split(r"\n(?=[A-Za-z0-9])", text) if "==" in block.split("\n")[0]]
        assert entries
        assert all("--hash=sha256:" in entry for entry in entries), path


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheels")
    command = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
    ]
    members = [str(ROOT / member) for member in ("contract", "dashboards", "edge", "backend")]
    subprocess.run([*command, "-w", str(folder), *members], check=True)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(
    ("role", "command", "foreign"),
    [
        ("edge", ["hallenwart-edge", "check", "--help"], "fastapi"),
        ("backend", ["hallenwart", "serve", "--help"], "gpiozero"),
    ],
)
def test_a_role_runs_alone(role: str, command: list[str], foreign: str, wheels: Path, tmp_path: Path):
    venv.create(tmp_path / "alone")
    scripts = tmp_path / "alone" / "bin"
    from_here = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(scripts / "python")]
    pip = [*from_here, "install", "--quiet", "--no-compile"]
    subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / "requirements" / f"{role}.txt")], check=True)
    names = ("hallenwart_contract", "hallenwart_dashboards", f"hallenwart_{role}")
    files = [str(next(wheels.glob(f"{name}-*.whl"))) for name in names]
    subprocess.run([*pip, "--no-deps", *files], check=True)

    subprocess.run([str(scripts / command[0]), *command[1:]], check=True, stdout=subprocess.DEVNULL)
    imports = f"import hallenwart_{role}.main, hallenwart_dashboards; hallenwart_dashboards.static_root()"
    subprocess.run([str(scripts / "python"), "-W", "error", "-c", imports], check=True)
    absent = subprocess.run([str(scripts / "python"), "-c", f"import {foreign}"], check=False, capture_output=True)
    assert absent.returncode != 0
