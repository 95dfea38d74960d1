import shutil
import stat
import subprocess
import tomllib
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_broker import cli
from hallenwart_broker.passwords import PasswordFileError, PasswordHash, parse_file
from hallenwart_broker.provision import Member, ProvisionError, provision, read_fleet
from support.brokers import FLEET

SERVICES = ("svc-alarm", "svc-live", "svc-bulk", "svc-command")


def contents(state: Path) -> dict[str, str]:
    return {str(path.relative_to(state)): path.read_text() for path in sorted(state.rglob("*")) if path.is_file()}


def load(path: Path):
    return tomllib.loads(path.read_text())


@pytest.fixture
def state(tmp_path: Path) -> Path:
    provision(FLEET, tmp_path / "state")
    return tmp_path / "state"


def test_every_file_is_there_and_private(state: Path):
    assert set(contents(state)) == {
        "broker/passwords",
        "broker/acl",
        "broker/mosquitto.conf",
        "backend/broker.toml",
        "backend/signing.key",
        "backend/records.key",
        "backend/devices.toml",
        "backend/release_keys.toml",
        "backend/site_keys.toml",
        *(f"ca/{name}" for name in ("ca.key", "ca.crt", "ca.crl", "journal.jsonl", "lock")),
        *(f"broker/pki/{name}" for name in ("server.key", "server.crt", "ca.crt", "ca.crl")),
        *(f"backend/device-tls/{name}" for name in ("server.key", "server.crt", "ca.crt")),
        *(f"backend/pki/{name}" for name in ("ca.crt", *(f"{s}.{end}" for s in SERVICES for end in ("key", "crt")))),
        *(f"release/{name}" for name in ("README", "release.key", "release.pub")),
        *(f"devices/{member.id}/credentials.toml" for member in FLEET),
        *(f"devices/{member.id}/pki/{name}" for member in FLEET for name in ("device.key", "device.crt", "ca.crt")),
    }
    for path in [state, *state.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_again_changes_nothing(state: Path):
    before = contents(state)
    provision(FLEET, state)
    assert contents(state) == before


def test_both_sides_hold_the_same(state: Path):
    key = load_pem_private_key((state / "backend/signing.key").read_bytes(), password=None)
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    hashes = parse_file((state / "broker/passwords").read_text())
    rows = {row["id"]: row for row in load(state / "backend/devices.toml")["device"]}
    held = {member.id: load(state / "devices" / member.id / "credentials.toml") for member in FLEET}
    for member in FLEET:
        credentials = held[member.id]
        assert set(credentials) == {"username", "password", "secret", "site_key", "signing_keys", "release_keys"}
        assert credentials["username"] == member.id
        assert credentials["secret"] == rows[member.id]["secret"]
        assert credentials["signing_keys"] == {"1": public}
        assert hashes[member.id].fits(credentials["password"])
        assert (len(bytes.fromhex(credentials["secret"])), len(bytes.fromhex(rows[member.id]["salt"]))) == (32, 16)
    for service, login in load(state / "backend/broker.toml")["services"].items():
        assert login["username"] == service
        assert hashes[service].fits(login["password"])
    assert held["nordpark-1"]["site_key"] == held["nordpark-2"]["site_key"] != held["sued-1"]["site_key"]
    assert len({credentials["secret"] for credentials in held.values()}) == len(FLEET)


def test_a_new_device_joins_its_site_and_a_removed_one_loses_its_password(state: Path):
    site_key = load(state / "devices/sued-1/credentials.toml")["site_key"]
    before = contents(state)
    provision([Member("sued-1", "sued"), Member("sued-2", "sued")], state)
    after = contents(state)
    assert load(state / "devices/sued-2/credentials.toml")["site_key"] == site_key
    assert after["devices/sued-1/credentials.toml"] == before["devices/sued-1/credentials.toml"]
    assert set(parse_file(after["broker/passwords"])) == {"sued-1", "sued-2", *SERVICES}


def test_a_device_that_moves_gets_the_key_of_its_new_site(state: Path):
    provision([Member("nordpark-1", "nordpark"), Member("nordpark-2", "sued"), Member("sued-1", "sued")], state)
    keys = {
        name: load(state / "devices" / name / "credentials.toml")["site_key"] for name in ("nordpark-1", "nordpark-2", "sued-1")
    }
    assert keys["nordpark-2"] == keys["sued-1"] != keys["nordpark-1"]


@pytest.mark.parametrize(
    "lost", ["backend/devices.toml", "broker/passwords", "backend/broker.toml", "devices/sued-1/credentials.toml"]
)
def test_a_run_that_broke_off_is_completed(state: Path, lost: str):
    (state / lost).unlink()
    provision(FLEET, state)
    test_both_sides_hold_the_same(state)


def test_damaged_or_contradicting_files_are_told_not_overwritten(state: Path):
    path = state / "backend/devices.toml"
    path.write_text(path.read_text().replace('secret = "', 'secret = "00'))
    with pytest.raises(ProvisionError, match="different secrets"):
        provision(FLEET, state)
    path.write_text("[[")
    with pytest.raises(ProvisionError, match="damaged"):
        provision(FLEET, state)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[[device]]\nid = 'x'",
        "device = 3",
        "[[device]]\nid='svc-live'\nsite='s'",
        "[[device]]\nid='A+#'\nsite='s'",
        "[[",
        "[[device]]\nid='aaa'\nsite='s'\n[[device]]\nid='aaa'\nsite='t'",
        "[[device]]\nid=3\nsite='s'",
    ],
)
def test_a_bad_fleet_file_is_one_sentence_and_code_2(tmp_path: Path, capsys, text: str):
    fleet = tmp_path / "fleet.toml"
    fleet.write_text(text)
    assert cli.main(["provision", "--fleet", str(fleet), "--state", str(tmp_path / "state")]) == 2
    assert str(fleet) in capsys.readouterr().err
    assert not (tmp_path / "state").exists()


def test_a_missing_fleet_file_is_told(tmp_path: Path):
    with pytest.raises(ProvisionError):
        read_fleet(tmp_path / "none.toml")


@pytest.mark.skipif(shutil.which("mosquitto_passwd") is None, reason="mosquitto_passwd is not installed")
def test_hashes_of_mosquittos_own_tool_are_understood(tmp_path: Path):
    subprocess.run(["mosquitto_passwd", "-c", "-b", str(tmp_path / "pw"), "sued-1", "geheim"], check=True, capture_output=True)
    known = parse_file((tmp_path / "pw").read_text())["sued-1"]
    assert known.fits("geheim")
    assert not known.fits("Geheim")


def test_a_hash_survives_its_file():
    known = PasswordHash.of("pässword")
    assert PasswordHash.parse(str(known)) == known
    assert known.fits("pässword")


@given(st.text())
def test_no_text_is_an_accidental_hash(text: str):
    with pytest.raises(PasswordFileError):
        PasswordHash.parse(text)
