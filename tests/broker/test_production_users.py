"""The production set-up of docs/fleet.md with users apart: the broker runs as `mosquitto` and reads only what it is given.

The trap is the signal: at its start Mosquitto reads as root, at a reload as `mosquitto`.
"""

import grp
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
from hallenwart_broker.provision import provision
from hallenwart_broker.run import find_mosquitto
from support.brokers import FLEET, LocalBroker, free_port, listens, needs_mosquitto
from support.keepers import running_keeper
from support.mqtt_peer import Peer, RefusedError


def exists(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


pytestmark = [
    needs_mosquitto,
    pytest.mark.mosquitto,
    pytest.mark.skipif(os.getuid() != 0 or not exists("mosquitto"), reason="needs root and the user mosquitto"),
]


@pytest.fixture
def root() -> Iterator[Path]:
    """A folder that others may walk through, as /var/lib is."""
    folder = Path(tempfile.mkdtemp(prefix="hallenwart-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def broker(root: Path) -> Iterator[LocalBroker]:
    port, group = free_port(), grp.getgrnam("mosquitto").gr_gid
    for name, mode in (("state", 0o755), ("state/broker", 0o755), ("state/broker/pki", 0o2750), ("data", 0o770)):
        (root / name).mkdir()
        os.chown(root / name, 0, group)
        (root / name).chmod(mode)
    provision(FLEET, root / "state")
    render = ["render", "--out", str(root / "etc"), "--pki", str(root / "state/broker/pki"), "--acl", str(root / "etc/acl")]
    assert cli.main([*render, "--port", str(port)]) == 0
    config = root / "etc/mosquitto.conf"
    text = (
        config.read_text()
        .replace("/var/lib/mosquitto/", f"{root}/data/")
        .replace(f"listener {port}", f"listener {port} 127.0.0.1")
    )
    config.write_text(f"pid_file {root}/data/mosquitto.pid\n{text}")
    with (root / "log").open("w") as log, subprocess.Popen([find_mosquitto() or "", "-c", str(config)], stderr=log) as process:
        while not listens(port):
            assert process.poll() is None, (root / "log").read_text()
            time.sleep(0.01)
        yield LocalBroker(root / "state", "mosquitto", port, port)
        process.send_signal(signal.SIGTERM)


def test_the_broker_reads_what_is_renewed_and_can_read_no_other_secret(broker: LocalBroker, root: Path):
    pid = int((root / "data/mosquitto.pid").read_text())
    assert pwd.getpwuid(Path(f"/proc/{pid}").stat().st_uid).pw_name == "mosquitto"
    address = ["--broker", f"localhost:{broker.tls_port}", "--pid-file", str(root / "data/mosquitto.pid")]
    with (
        running_keeper(broker.state_dir, *address) as keeper,
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
    for secret in (
        "ca/ca.key",
        "backend/pki/svc-command.key",
        "devices/nordpark-1/pki/device.key",
        "backend/device-tls/server.key",
    ):
        reading = ["setpriv", "--reuid=mosquitto", "--regid=mosquitto", "--clear-groups", "cat", str(root / "state" / secret)]
        assert subprocess.run(reading, capture_output=True, check=False).returncode != 0, secret
