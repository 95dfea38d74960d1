"""The set-up of docs/operate.md with users apart: the keeper holds the key, the broker runs as `mosquitto`, each reads its own.

The trap is the signal: at its start Mosquitto reads as root, at a reload as `mosquitto`.
"""

import datetime as dt
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hallenwart_broker import cli
from hallenwart_broker.pki import certificates
from hallenwart_broker.pki.ca import CertificateAuthority
from hallenwart_broker.provision import provision
from hallenwart_broker.run import find_mosquitto
from hallenwart_contract.channels import Service
from support.brokers import COMMAND, FLEET, LocalBroker, listens, needs_mosquitto
from support.keepers import running_keeper
from support.mqtt_peer import Peer, RefusedError
from support.ports import free_port

KEEPER, SERVER = 64_001, 64_002
"""Users and groups without a name."""
AS_KEEPER = [
    "setpriv",
    f"--reuid={KEEPER}",
    f"--regid={KEEPER}",
    f"--groups={SERVER}",
    "--inh-caps=+kill",
    "--ambient-caps=+kill",
]
AS_MOSQUITTO = ["setpriv", "--reuid=mosquitto", "--regid=mosquitto", "--clear-groups"]
AS_SERVER = ["setpriv", f"--reuid={SERVER}", f"--regid={SERVER}", "--clear-groups"]


def runs(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def can_be_played() -> bool:
    return os.getuid() == 0 and runs(*AS_MOSQUITTO, "true") and runs(*AS_KEEPER, COMMAND, "--help")


pytestmark = [
    needs_mosquitto,
    pytest.mark.mosquitto,
    pytest.mark.skipif(not can_be_played(), reason="needs root, the user mosquitto, and a Python that others may run"),
]


@pytest.fixture
def root() -> Iterator[Path]:
    """A folder that others may walk through, as /var/lib is."""
    folder = Path(tempfile.mkdtemp(prefix="hallenwart-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def state(root: Path) -> Path:
    """What docs/operate.md tells to type."""
    state, broker_gid = root / "state", pwd.getpwnam("mosquitto").pw_gid
    for name, owner, group, mode in (
        ("", 0, 0, 0o755),
        ("broker", 0, 0, 0o755),
        ("ca", KEEPER, KEEPER, 0o700),
        ("backend", SERVER, SERVER, 0o750),
        ("broker/pki", KEEPER, broker_gid, 0o2750),
        ("backend/pki", KEEPER, SERVER, 0o2750),
        ("backend/device-tls", KEEPER, SERVER, 0o2750),
    ):
        (state / name).mkdir()
        os.chown(state / name, owner, group)
        (state / name).chmod(mode)
    provision(FLEET, state)
    return state


@pytest.fixture
def broker(root: Path, state: Path) -> Iterator[LocalBroker]:
    port = free_port()
    render = ["render", "--out", str(root / "etc"), "--acl", str(root / "etc/acl"), "--pki", str(state / "broker/pki")]
    assert cli.main([*render, "--port", str(port)]) == 0
    (root / "data").mkdir()
    os.chown(root / "data", pwd.getpwnam("mosquitto").pw_uid, -1)
    config = root / "etc/mosquitto.conf"
    text = config.read_text().replace("/var/lib/mosquitto/", f"{root}/data/")
    text = text.replace(f"listener {port}", f"listener {port} 127.0.0.1")
    config.write_text(text)
    with (root / "log").open("w") as log, subprocess.Popen([find_mosquitto() or "", "-c", str(config)], stderr=log) as process:
        while not listens(port):
            assert process.poll() is None, (root / "log").read_text()
            time.sleep(0.01)
        (root / "pid").write_text(str(process.pid))
        yield LocalBroker(state, "mosquitto", port, port)
        process.send_signal(signal.SIGTERM)


def age(state: Path, *stems: Path) -> None:
    """Put certificates in place that are in their last third."""
    ca = CertificateAuthority.open(state / "ca", lambda: dt.datetime.now(dt.UTC) - dt.timedelta(days=300))
    for stem in stems:
        path = stem.with_suffix(".crt")
        held, key = certificates.read(path.read_bytes()), certificates.read_key(stem.with_suffix(".key").read_bytes())
        with ca.held():
            if stem.name == "server":
                first = certificates.common_name(held)
                hosts = [first, *sorted(certificates.hosts_of(held) - {first})]
                made = ca.issue_server(hosts, key.public_key(), by="test")
            else:
                made = ca.issue_service(Service(stem.name), key.public_key(), by="test")
        path.write_text(certificates.pem(made))


def test_each_reads_its_own_and_what_the_keeper_renews(broker: LocalBroker, root: Path, state: Path):
    pid = int((root / "pid").read_text())
    assert pwd.getpwuid(Path(f"/proc/{pid}").stat().st_uid).pw_name == "mosquitto"
    stems = [state / "broker/pki/server", state / "backend/device-tls/server", state / "backend/pki/svc-live"]
    age(state, *stems)
    options = ["--broker", f"localhost:{broker.tls_port}", "--pid-file", str(root / "pid")]
    with (
        running_keeper(state, *options, under=AS_KEEPER) as keeper,
        Peer(broker, "svc-live", tls=broker.tls("svc-live")) as live,
        Peer(broker, "nordpark-1", tls=broker.tls("nordpark-1")) as device,
    ):
        assert keeper.revoke("sued-1").kicked
        with pytest.raises(RefusedError), Peer(broker, "sued-1", tls=broker.tls("sued-1")):
            pass
        live.subscribe("hall/v1/+/hb")
        device.publish("hall/v1/nordpark-1/hb", "rights are still there")
        live.hear_until("rights are still there")
        with Peer(broker, "nordpark-2", tls=broker.tls("nordpark-2")) as other:
            other.publish("hall/v1/nordpark-2/hb", "and for whoever comes after")
            live.hear_until("and for whoever comes after")
    provision(FLEET, state)  # once more, by root
    fresh = dt.datetime.now(dt.UTC) + dt.timedelta(days=390)
    for stem, reader in zip(stems, (AS_MOSQUITTO, AS_SERVER, AS_SERVER), strict=True):
        for end in (".crt", ".key"):
            assert runs(*reader, "cat", str(stem.with_suffix(end)))
        assert certificates.read(stem.with_suffix(".crt").read_bytes()).not_valid_after_utc > fresh
    assert not runs(*AS_MOSQUITTO, "cat", str(state / "backend/pki/svc-command.key"))
    for reader in (AS_MOSQUITTO, AS_SERVER):
        assert not runs(*reader, "cat", str(state / "ca/ca.key"))
    assert not runs(*AS_SERVER, "cat", str(state / "broker/pki/server.key"))
    for secret in ("signing.key", "records.key", "devices.toml", "broker.toml"):
        assert runs(*AS_SERVER, "cat", str(state / "backend" / secret))
        assert not runs(*AS_KEEPER, "cat", str(state / "backend" / secret))
    assert runs(*AS_KEEPER, "cat", str(state / "ca/journal.jsonl"), str(state / "ca/ca.key"))
