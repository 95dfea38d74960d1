"""`hallenwart-broker run`: which engine it takes, and that nothing is left behind when it ends."""

import os
import signal
import socket
import time
from pathlib import Path

import pytest

from hallenwart_broker import run as runner
from hallenwart_broker.provision import provision
from hallenwart_broker.run import Engine, RunError, find_mosquitto
from support.brokers import FLEET, LocalBroker, local_broker
from support.ports import free_port


def test_left_to_itself_it_takes_mosquitto_when_there_is_one(tmp_path: Path):
    with local_broker(tmp_path / "state") as running:
        assert running.announced.startswith("broker: mosquitto" if find_mosquitto() else "broker: amqtt")


@pytest.fixture
def without_mosquitto(tmp_path: Path, monkeypatch):
    port = free_port()
    provision(FLEET, tmp_path / "state", port=port)
    monkeypatch.setattr(runner, "find_mosquitto", lambda: None)
    return tmp_path / "state", port


def test_without_mosquitto_it_takes_the_embedded_one(without_mosquitto, monkeypatch):
    state, port = without_mosquitto
    started = []

    async def embedded(folder: Path, port: int) -> None:
        started.append((folder, port))

    monkeypatch.setattr(runner, "_run_embedded", embedded)
    runner.run(state, port=None, engine=Engine.AUTO)
    assert started == [(state / "broker", port)]


def test_mosquitto_by_name_is_never_silently_replaced(without_mosquitto):
    with pytest.raises(RunError, match="not installed"):
        runner.run(without_mosquitto[0], port=None, engine=Engine.MOSQUITTO)


def answers(broker: LocalBroker) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((broker.host, broker.port)) == 0


def test_the_engine_does_not_outlive_a_killed_runner(broker: LocalBroker):
    assert answers(broker)
    os.kill(broker.pid, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while answers(broker):
        assert time.monotonic() < deadline, "the engine is still there"
        time.sleep(0.02)


def test_a_broker_that_ends_by_itself_is_an_error(tmp_path: Path):
    if find_mosquitto() is None:
        pytest.skip("mosquitto is not installed")
    with local_broker(tmp_path / "state", "mosquitto") as running:
        running.stop()
        (running.state_dir / "broker/passwords").write_text("")
        (running.state_dir / "broker/acl").write_text("nonsense here\n")
        with pytest.raises(RuntimeError, match="ended by itself"):
            running.start()
