"""The keeper on a real Mosquitto: it issues, ends the access of whoever is connected, and survives being killed."""

import datetime as dt
import queue
import shutil
import socket
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from hallenwart_broker.passwords import parse_file
from hallenwart_broker.pki import certificates, holdings
from hallenwart_broker.pki import keeper as keeping
from hallenwart_broker.pki.ca import CertificateAuthority
from hallenwart_broker.pki.keeper import Surroundings
from hallenwart_broker.pki.kick import BrokerAddress
from hallenwart_broker.pki.reload import PidFile, ReloadCommand
from hallenwart_broker.run import PID_FILE
from hallenwart_contract import keeper as words
from support.brokers import LocalBroker, local_broker, needs_mosquitto
from support.keepers import Keeper, request_for, running_keeper
from support.mqtt_peer import Peer, RefusedError

pytestmark = [needs_mosquitto, pytest.mark.mosquitto]


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalBroker]:
    with local_broker(tmp_path_factory.mktemp("keeper"), "mosquitto", tls=True) as running:
        yield running


@pytest.fixture(scope="module")
def keeper(broker: LocalBroker) -> Iterator[Keeper]:
    with running_keeper(broker.state_dir) as running:
        yield running


def refused(code: str, answer: words.Answer) -> bool:
    return isinstance(answer, words.Refused) and answer.code == code


def until(condition: Callable[[], bool], *, within_s: float = 180) -> None:
    end = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)


def can_connect(broker: LocalBroker, stem: Path) -> bool:
    try:
        with Peer(broker, "whoever", tls=broker.tls(None, pair=stem)):
            return True
    except RefusedError:
        return False


def test_an_enrolled_device_connects_under_the_name_it_was_given(broker: LocalBroker, keeper: Keeper, tmp_path: Path):
    issued = keeper.issue("west-1", tmp_path / "west")
    assert issued.until_ms - issued.from_ms == 399 * 24 * 3_600_000
    assert issued.ca_pem == (broker.state_dir / "ca/ca.crt").read_text()
    with (
        Peer(broker, "west-1", tls=broker.tls(None, pair=tmp_path / "west")) as device,
        Peer(broker, "svc-live", tls=broker.tls("svc-live")) as live,
    ):
        live.subscribe("hall/v1/+/hb")
        device.publish("hall/v1/west-1/hb", "here")
        assert live.hear_until("here") == []


def test_what_is_asked_wrongly_is_refused_with_a_code(keeper: Keeper):
    good = request_for(ec.generate_private_key(ec.SECP256R1()))
    assert refused("bad_id", keeper.ask(words.Issue(device="svc-command", csr_pem=good)))
    assert refused("bad_id", keeper.ask(words.Issue(device="a/b", csr_pem=good)))
    assert refused("bad_id", keeper.ask(words.Revoke(device="svc-live")))
    assert refused("bad_csr", keeper.ask(words.Issue(device="west-2", csr_pem="nonsense")))
    assert refused(
        "weak_key", keeper.ask(words.Issue(device="west-2", csr_pem=request_for(ec.generate_private_key(ec.SECP384R1()))))
    )
    assert refused("unknown_serial", keeper.ask(words.Revoke(device="nordpark-2", serials=["1f"])))
    assert refused("bad_request", words_of(keeper.say(b"what?\n")))
    assert refused("bad_request", words_of(keeper.say(b" " * 40_000 + b"\n")))
    assert not refused("bad_request", keeper.ask(words.Status()))


def words_of(line: bytes) -> words.Answer:
    return words.read_answer(line)


def test_several_asks_on_one_connection_are_answered_in_order(keeper: Keeper):
    with socket.socket(socket.AF_UNIX) as link:
        link.settimeout(20)
        link.connect(str(keeper.socket_path))
        link.sendall(words.line(words.Status()) + words.line(words.Revoke(device="svc-live")) + words.line(words.Status()))
        with link.makefile("rb") as answers:
            kinds = [type(words_of(answers.readline())) for _ in range(3)]
    assert kinds == [words.Standing, words.Refused, words.Standing]


def test_the_socket_is_for_its_group_only_and_there_is_one_keeper(broker: LocalBroker, keeper: Keeper):
    assert stat.S_IMODE(keeper.socket_path.stat().st_mode) == 0o660
    with pytest.raises(RuntimeError, match="another keeper"):
        Keeper(broker.state_dir, keeper.socket_path).start()
    assert keeper.standing().issued >= 1


def test_a_connected_device_that_is_revoked_is_cut_off_and_stays_out(broker: LocalBroker, keeper: Keeper, tmp_path: Path):
    stem = tmp_path / "stolen"
    first = keeper.issue("stolen-1", stem)
    before = keeper.standing()
    will = ("hall/v1/stolen-1/conn", "lost")
    with Peer(broker, "svc-live", tls=broker.tls("svc-live")) as live:
        live.subscribe("hall/v1/+/conn")
        with (
            Peer(broker, "svc-command", tls=broker.tls("svc-command")) as command,
            Peer(broker, "stolen-1", tls=broker.tls(None, pair=stem), will=will, clean=False) as device,
        ):
            device.subscribe("hall/v1/stolen-1/cmd")
            command.publish("hall/v1/stolen-1/cmd", "before")
            assert device.hear_until("before") == []
            ended = keeper.revoke("stolen-1")
            assert (ended.kicked, ended.reloaded, ended.reason, ended.serials) == (True, True, "", [first.serial])
            assert device.gone.wait(10)
            live.hear_until("lost")
            command.publish("hall/v1/stolen-1/cmd", "after")
            with pytest.raises(queue.Empty):
                device.inbox.get(timeout=0.2)
    assert not can_connect(broker, stem)
    after = keeper.standing()
    assert (after.issued, after.revoked) == (before.issued - 1, before.revoked + 1)
    assert after.broker_reloaded
    assert keeper.revoke("stolen-1").kicked  # again: no harm


def test_nobody_else_notices_that_somebody_is_cut_off(broker: LocalBroker, keeper: Keeper, tmp_path: Path):
    keeper.issue("stolen-2", tmp_path / "stolen")
    with (
        Peer(broker, "svc-live", tls=broker.tls("svc-live")) as live,
        Peer(broker, "nordpark-1", tls=broker.tls("nordpark-1")) as other,
        Peer(broker, "nordpark-2") as by_password,
    ):
        live.subscribe("hall/v1/+/#", "hall/v1/+/hb", "hall/v1/+/conn")
        keeper.revoke("stolen-2")
        other.publish("hall/v1/nordpark-1/hb", "unharmed")
        assert live.hear_until("unharmed") == []
        assert not other.gone.is_set()
        assert not by_password.gone.is_set()


def test_an_old_certificate_goes_and_the_renewed_one_stays(broker: LocalBroker, keeper: Keeper, tmp_path: Path):
    old = keeper.issue("west-3", tmp_path / "old")
    keeper.issue("west-3", tmp_path / "new")
    assert keeper.revoke("west-3", old.serial).serials == [old.serial]
    assert not can_connect(broker, tmp_path / "old")
    assert can_connect(broker, tmp_path / "new")


def test_a_revoked_device_of_the_local_broker_loses_its_password_and_its_open_session(tmp_path: Path):
    with local_broker(tmp_path / "state", "mosquitto", tls=True) as broker, running_keeper(broker.state_dir) as keeper:
        with Peer(broker, "sued-1") as device:
            assert keeper.revoke("sued-1").kicked
            assert device.gone.wait(10)
        with pytest.raises(RefusedError), Peer(broker, "sued-1"):
            pass
        assert "sued-1" not in parse_file((broker.state_dir / "broker/passwords").read_text())
        with Peer(broker, "nordpark-1"):
            pass


async def test_a_list_the_broker_does_not_read_is_noticed(broker: LocalBroker, monkeypatch: pytest.MonkeyPatch):
    """Here the command to reload does nothing, and says that all is well."""
    monkeypatch.setattr(keeping, "_ASK_TIMES", 2)
    state, address = broker.state_dir, BrokerAddress("localhost", broker.tls_port or 0)
    idle = Surroundings(state, state / "broker/pki", ReloadCommand("true"), address)
    with Peer(broker, "nordpark-2", tls=broker.tls("nordpark-2")):
        ended = await keeping.Keeper(CertificateAuthority.open(state / "ca"), idle).answer(
            words.Revoke(device="nordpark-2"), by="test"
        )
        assert isinstance(ended, words.Revoked)
        assert not ended.kicked
        assert "still accepts" in ended.reason
    told = replace(idle, reload=PidFile(state / "broker" / PID_FILE))
    ended = await keeping.Keeper(CertificateAuthority.open(state / "ca"), told).answer(
        words.Revoke(device="nordpark-2"), by="test"
    )
    assert isinstance(ended, words.Revoked)
    assert ended.kicked
    assert not can_connect(broker, broker.pki("nordpark-2"))


def test_what_a_killed_keeper_or_an_absent_broker_left_undone_is_done_later(tmp_path: Path):
    """Killed between book and list is the same on disk as a book that another process wrote into."""
    with local_broker(tmp_path / "state", "mosquitto", tls=True) as broker, running_keeper(broker.state_dir) as keeper:
        keeper.issue("west-1", tmp_path / "west")
        keeper.kill9()
        ca = CertificateAuthority.open(broker.state_dir / "ca")
        with ca.held() as index:
            ca.revoke([entry.serial for entry in index.of("west-1")], by="test")
        with Peer(broker, "west-1", tls=broker.tls(None, pair=tmp_path / "west")) as device:
            keeper.start()  # over the socket that the kill left behind
            assert device.gone.wait(20)
        assert not can_connect(broker, tmp_path / "west")
        keeper.issue("west-2", tmp_path / "other")
        broker.stop()
        ended = keeper.revoke("west-2")
        assert not ended.kicked
        assert "does not answer" in ended.reason
        assert not keeper.standing().broker_reloaded
        broker.start()
        assert not can_connect(broker, tmp_path / "other")
        assert keeper.revoke("west-2").kicked


def test_killed_again_and_again_while_it_works_book_and_list_agree(tmp_path: Path):
    with local_broker(tmp_path / "state", "mosquitto", tls=True) as broker, running_keeper(broker.state_dir) as keeper:
        given: list[words.Issued] = []
        for round_no in range(3):
            given += [keeper.issue(f"west-{round_no}{number}", tmp_path / "x") for number in range(2)]
            with socket.socket(socket.AF_UNIX) as link:
                link.connect(str(keeper.socket_path))
                link.sendall(words.line(words.Revoke(device=given[-1].device)))
                time.sleep(0.004 * round_no**2)
                keeper.kill9()
            keeper.start()
        ca = CertificateAuthority.open(broker.state_dir / "ca")
        assert {one.serial for one in given} <= ca.index.issued.keys()
        until(lambda: not ca.refresh().to_kick and keeper.standing().broker_reloaded)
        crl = x509.load_pem_x509_crl((broker.state_dir / "broker/pki/ca.crl").read_bytes())
        assert {certificates.serial_text(entry.serial_number) for entry in crl} == set(ca.refresh().listed(ca.now_ms()))


def test_a_list_past_its_date_locks_everybody_out_and_a_new_one_lets_them_in(tmp_path: Path):
    with local_broker(tmp_path / "state", "mosquitto", tls=True) as broker:
        before = (broker.state_dir / "broker/pki/ca.crl").read_text()
        long_ago = CertificateAuthority.open(broker.state_dir / "ca", lambda: dt.datetime.now(dt.UTC) - dt.timedelta(days=31))
        (broker.state_dir / "ca/ca.crl").unlink()
        with long_ago.held():
            holdings.publish_list(long_ago, broker.state_dir / "broker/pki", by="test")
        broker.restart()
        assert not can_connect(broker, broker.pki("nordpark-1"))
        with running_keeper(broker.state_dir) as keeper:
            until(lambda: keeper.standing().crl_until_ms > (time.time() + 29 * 86_400) * 1000)
            until(lambda: can_connect(broker, broker.pki("nordpark-1")))
        assert (broker.state_dir / "broker/pki/ca.crl").read_text() != before


def test_the_brokers_renewed_certificate_is_used_without_a_restart(tmp_path: Path):
    with local_broker(tmp_path / "state", "mosquitto", tls=True) as broker:
        path = broker.state_dir / "broker/pki/server.crt"
        old = certificates.read(path.read_bytes())
        aged = CertificateAuthority.open(broker.state_dir / "ca", lambda: dt.datetime.now(dt.UTC) - dt.timedelta(days=300))
        key = certificates.read_key(path.with_suffix(".key").read_bytes()).public_key()
        hosts = sorted(certificates.hosts_of(old), reverse=True)
        with aged.held():
            path.write_text(certificates.pem(aged.issue_server(hosts, key, by="test")))
        broker.restart()
        with Peer(broker, "nordpark-1", tls=broker.tls("nordpark-1")) as device, running_keeper(broker.state_dir) as keeper:
            until(lambda: keeper.standing().broker_reloaded)
            until(lambda: shown(broker) == certificates.read(path.read_bytes()))
            assert shown(broker).not_valid_after_utc > dt.datetime.now(dt.UTC) + dt.timedelta(days=390)
            assert not device.gone.is_set()


def shown(broker: LocalBroker) -> x509.Certificate:
    assert broker.tls_port is not None
    with (
        socket.create_connection((broker.host, broker.tls_port)) as link,
        broker.tls("nordpark-1").wrap_socket(link, server_hostname="localhost") as tls,
    ):
        return x509.load_der_x509_certificate(tls.getpeercert(binary_form=True) or b"")


def test_a_command_reloads_the_broker_and_its_failure_is_told(broker: LocalBroker, tmp_path: Path):
    state = tmp_path / "state"
    shutil.copytree(broker.state_dir, state)
    address = f"localhost:{broker.tls_port}"
    with running_keeper(
        state, "--broker", address, "--pki", str(broker.state_dir / "broker/pki"), "--reload", "false"
    ) as keeper:
        until(lambda: keeper.standing().crl_made_ms > 0)
        assert not keeper.standing().broker_reloaded
        ended = keeper.revoke("sued-1")
        assert (ended.kicked, ended.reloaded) == (False, False)
        assert "could not be told" in ended.reason
