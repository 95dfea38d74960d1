"""What a server is run by: units, proxy and compose file name only what exists, and open only what is meant."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from hallenwart_backend import cli as server
from hallenwart_broker import cli as broker

ROOT = Path(__file__).parents[2]
UNITS = sorted((ROOT / "deploy/systemd").glob("*.service"))
PARSERS = {"hallenwart": server._parser, "hallenwart-broker": broker._parser}
FOR_ALL = {"mosquitto": {"8883:8883"}, "server": {"8443:8443"}}


def commands(unit: Path) -> list[list[str]]:
    """Return what a unit starts, as lists of words."""
    text = unit.read_text().replace("\\\n", " ")
    return [shlex.split(line) for line in re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)]


def parsed(words: list[str]) -> None:
    """Let the real command line judge; it ends the test when it knows an option not."""
    program = Path(words[0]).name
    PARSERS[program]().parse_args(words[1:])


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_units_start_programs_with_options_they_know(unit):
    started = commands(unit)
    assert started
    for words in started:
        if Path(words[0]).name in PARSERS:
            parsed(words)
        else:
            for inner in re.findall(r"/opt/hallenwart/\S+/hallenwart (.*?);", words[-1]):
                parsed(["hallenwart", *shlex.split(inner)])


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_units_are_hardened(unit):
    text = unit.read_text()
    for line in ("NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "CapabilityBoundingSet="):
        assert line in text


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not on this machine")
@pytest.mark.parametrize("unit", [*UNITS, ROOT / "deploy/systemd/hallenwart-backup.timer"], ids=lambda unit: unit.name)
def test_systemd_understands_the_units(unit):
    said = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, timeout=120, check=False)
    there = [line for line in said.stderr.splitlines() if unit.name in line and "is not executable" not in line]
    assert there == []


@pytest.mark.skipif(shutil.which("caddy") is None, reason="caddy is not on this machine")
def test_caddy_understands_its_file():
    file = str(ROOT / "deploy/caddy/Caddyfile")
    subprocess.run(
        ["caddy", "validate", "--config", file, "--adapter", "caddyfile"], check=True, capture_output=True, timeout=180
    )


def compose() -> dict:
    return yaml.safe_load((ROOT / "deploy/compose/compose.yaml").read_text())


def test_every_container_is_bare_and_opens_what_is_meant():
    for name, service in compose()["services"].items():
        assert service["read_only"], name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        for port in service.get("ports", []):
            assert port.startswith("127.0.0.1:") or port in FOR_ALL.get(name, set()), (name, port)
        assert not any("PASSWORD" in key and not key.endswith("FILE") for key in service.get("environment", {})), name


def test_what_containers_name_is_declared_and_their_commands_exist():
    town = compose()
    for name, service in town["services"].items():
        for mount in service.get("volumes", []):
            source = mount.split(":")[0]
            there = source.startswith("../../") and (ROOT / "deploy/compose" / source).is_dir()
            assert source.startswith("./") or there or source in town["volumes"], (name, source)
        assert set(service.get("secrets", [])) <= set(town["secrets"]), name
        assert set(service.get("depends_on", [])) <= set(town["services"]), name
        if service.get("image") == "hallenwart:local":
            parsed([*service["entrypoint"], *service["command"]])
