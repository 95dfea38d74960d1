"""A device's whole life in the fleet, on real Mosquitto with TLS, with the real keeper, server and agent."""

import json
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from hallenwart_contract.device_http import signed_headers
from hallenwart_contract.keeper import Issue, Issued
from hallenwart_edge.device_client import load_key
from support.authority import csr_of
from support.brokers import needs_mosquitto
from support.fleet_world import FleetWorld, fleet_world, until
from support.mqtt_peer import Peer, RefusedError

pytestmark = [needs_mosquitto, pytest.mark.mosquitto]
DEVICE = "halle-neu-1"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FleetWorld]:
    with fleet_world(tmp_path_factory.mktemp("fleet")) as running:
        yield running


def serial(path: Path) -> int:
    return x509.load_pem_x509_certificate(path.read_bytes()).serial_number


def let_in(world: FleetWorld, pair: Path) -> bool:
    """Say whether the broker lets in who shows this certificate."""
    try:
        with Peer(world.broker, DEVICE, tls=world.broker.tls(None, pair=pair)) as peer:
            peer.subscribe(f"hall/v1/{DEVICE}/cfg")
            return True
    except (RefusedError, OSError, TimeoutError, AssertionError):
        return False


def test_made_enrolled_connected_renewed_revoked_gone_and_enrolled_anew(world: FleetWorld):
    out = world.folder / "pi"
    invitation = world.make(DEVICE)
    done = world.enrol(invitation["text"], out=out)
    assert done.returncode == 0, done.stderr
    token, secrets = invitation["token"], (out / "credentials.toml").read_text()
    told = done.stdout + done.stderr
    assert DEVICE in told
    assert not [word for word in (token, token.replace("-", "")) if word in told]
    values = [line.partition(' = "')[2].strip('"') for line in secrets.splitlines()]
    assert not [value for value in values if len(value) > 20 and value in told]
    for name in ("credentials.toml", "pki/device.key"):
        assert stat.S_IMODE((out / name).stat().st_mode) == 0o600
    assert x509.load_pem_x509_certificate((out / "pki/device.crt").read_bytes()).subject.rfc4514_string() == f"CN={DEVICE}"

    agent = world.run(out)
    until(lambda: world.state_of(DEVICE) == "online", what="it is connected")

    before = serial(out / "pki/device.crt")
    world.ask("POST", f"/api/fleet/{DEVICE}/renew")
    until(lambda: serial(out / "pki/device.crt") != before, what="it has a new certificate")
    until(lambda: world.state_of(DEVICE) == "online", what="it is connected with it")
    assert not list((out / "pki").glob("next.*"))
    assert (
        load_key(out / "pki/device.key").public_key()
        == x509.load_pem_x509_certificate((out / "pki/device.crt").read_bytes()).public_key()
    )

    stolen = world.folder / "stolen"
    for ending in (".crt", ".key"):
        stolen.with_suffix(ending).write_bytes((out / f"pki/device{ending}").read_bytes())
    answer = world.ask("POST", f"/api/fleet/{DEVICE}/revoke", {"reason": "gestohlen"})
    assert answer["ending"] in {"connected", "gone"}
    until(lambda: refused(world, "ticket") != "still_connected", what="it is seen gone")
    assert not let_in(world, stolen)
    assert world.state_of(DEVICE) == "revoked"
    agent.stop()

    invitation = world.ask("POST", f"/api/fleet/{DEVICE}/ticket")
    words = ("--server", invitation["server"], "--fingerprint", invitation["fingerprint"], "--token", invitation["token"])
    assert world.enrol(*words, out=out).returncode == 0
    assert (out / "credentials.toml").read_text() != secrets
    world.run(out)
    until(lambda: world.state_of(DEVICE) == "online", what="it is connected again")
    assert not let_in(world, stolen)


def refused(world: FleetWorld, act: str) -> str:
    answer = world.office.post(f"/api/fleet/{DEVICE}/{act}")
    return str(answer.json().get("code", ""))


def test_the_listener_of_devices_serves_devices_alone(world: FleetWorld):
    with httpx.Client(base_url=world.url, verify=world.broker.tls(None), timeout=180) as outside:
        assert outside.get("/device/v1/ca").status_code == 200
        assert outside.get("/healthz").status_code == 200
        for path in ("/", "/api/fleet", "/manager/", "/api/session/ways", "/device/v1/../../api/halls"):
            assert outside.get(path).status_code == 404, path
        guessed = outside.post(
            "/device/v1/enrol", json={"token": "A" * 32, "csr": csr_of(ec.generate_private_key(ec.SECP256R1()))}
        )
        assert (guessed.status_code, guessed.json()["code"]) == (403, "bad_token")
        assert int(guessed.headers["hallenwart-now-ms"]) > 0
        key = ec.generate_private_key(ec.SECP256R1())
        headers = signed_headers(
            "POST", "/device/v1/logs", b"{}", device="nordpark-1", key=key, now_ms=int(guessed.headers["hallenwart-now-ms"])
        )
        assert outside.post("/device/v1/logs", content=b"{}", headers=headers).status_code == 401


def test_a_provisioned_device_signs_with_the_key_it_was_given(world: FleetWorld):
    with httpx.Client(base_url=world.url, verify=world.broker.tls(None), timeout=180) as outside:
        now_ms = int(outside.get("/device/v1/ca").headers["hallenwart-now-ms"])
        body = json.dumps({"lines": ["eins"]}).encode()
        key = load_key(world.broker.pki("nordpark-1").with_suffix(".key"))
        headers = signed_headers("POST", "/device/v1/logs", body, device="nordpark-1", key=key, now_ms=now_ms)
        assert outside.post("/device/v1/logs", content=body, headers=headers).status_code == 204


def test_another_server_is_told_nothing_and_the_token_stays_good(world: FleetWorld):
    invitation = world.make("halle-neu-2")
    wrong = "0" * 64
    words = ("--server", invitation["server"], "--token", invitation["token"])
    failed = world.enrol(*words, "--fingerprint", wrong, out=world.folder / "other")
    assert failed.returncode == 1
    assert "Fingerabdruck" in failed.stderr
    assert invitation["token"] not in failed.stderr
    again = world.enrol(*words, "--fingerprint", invitation["fingerprint"], out=world.folder / "other")
    assert again.returncode == 0, again.stderr
    (world.folder / "other/credentials.toml").unlink()
    used: subprocess.CompletedProcess[str] = world.enrol(
        *words, "--fingerprint", invitation["fingerprint"], out=world.folder / "third"
    )
    assert used.returncode == 1
    assert "gilt nicht" in used.stderr


def test_the_authority_gives_no_other_name_and_no_authority(world: FleetWorld):
    key = ec.generate_private_key(ec.SECP256R1())
    issued = world.keeper.ask(Issue(device="halle-neu-3", csr_pem=csr_of(key, "svc-command", ca=True)))
    assert isinstance(issued, Issued)
    made = x509.load_pem_x509_certificate(issued.cert_pem.encode())
    assert made.subject.rfc4514_string() == "CN=halle-neu-3"
    assert made.extensions.get_extension_for_class(x509.BasicConstraints).value.ca is False
