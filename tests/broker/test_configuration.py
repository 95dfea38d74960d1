"""The generated files and the command line: production configuration with real certificates, and clear refusals."""

import subprocess
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from hallenwart_broker import acl, cli, conf
from hallenwart_contract.channels import CHANNELS
from support.brokers import COMMAND, LocalBroker


def test_render_writes_the_production_files(tmp_path: Path):
    assert cli.main(["render", "--out", str(tmp_path / "out")]) == 0
    text = (tmp_path / "out/mosquitto.conf").read_text()
    assert (tmp_path / "out/acl").read_text() == acl.render()
    for line in ("require_certificate true", "use_username_as_clientid true", "allow_anonymous false", "tls_version tlsv1.2"):
        assert line in text.splitlines()
    assert "password_file" not in text
    assert "message_size_limit" not in text
    assert conf.port_of(text) == 8883


def test_the_local_configuration_names_root_only_for_root(tmp_path: Path):
    assert "user root" in conf.render_local(tmp_path, port=1883, uid=0).splitlines()
    assert "user root" not in conf.render_local(tmp_path, port=1883, uid=1000)
    assert "listener 1883 127.0.0.1" in conf.render_local(tmp_path, port=1883)


@given(st.text(), st.text())
def test_rights_of_nonsense_are_none(user: str, topic: str):
    assert not acl.may_write(user, topic)
    assert not acl.may_read(user, topic)
    assert not acl.may_subscribe(user, topic)


@given(st.sampled_from(["nordpark-1", "sued-1", "svc-live", "svc-command"]), st.sampled_from(CHANNELS), st.sampled_from("+#"))
def test_no_wildcard_but_the_services_own(user: str, channel, wildcard: str):
    assert not acl.may_subscribe(user, f"hall/v1/{user}/{wildcard}")
    assert not acl.may_read(user, channel.filter)
    assert not acl.may_write(user, channel.filter)


def test_a_busy_port_is_one_sentence_and_code_2(shared_broker: LocalBroker):
    command = [
        COMMAND,
        "run",
        "--state",
        str(shared_broker.state_dir),
        "--port",
        str(shared_broker.port),
        "--engine",
        shared_broker.engine,
    ]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert str(shared_broker.port) in ended.stderr


def test_without_provisioning_it_says_so(tmp_path: Path, capsys):
    assert cli.main(["run", "--state", str(tmp_path)]) == 2
    assert "provision" in capsys.readouterr().err


def test_the_line_names_engine_address_and_purpose(shared_broker: LocalBroker):
    begins = f"broker: {shared_broker.engine} on 127.0.0.1:{shared_broker.port} "
    assert shared_broker.announced.startswith(begins)
    assert "not for production" in shared_broker.announced
