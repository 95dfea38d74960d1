"""An open command is never carried out late, twice, or for somebody else. One test per layer, over a real broker."""

import time

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_contract.codec import encode
from hallenwart_contract.documents import Command, CommandFor
from hallenwart_contract.signed import sign
from hallenwart_edge.command_ports import Outcome
from hallenwart_edge.uplink.command_rules import Moment, refusal


async def rejected_with(backend, handler, command, code):
    await backend.send(command)
    await backend.until(lambda: backend.acks_of(command))
    assert backend.acks_of(command) == [("rejected", code)]
    assert not handler.commands
    await backend.until(lambda: code in [row["a"].get("code") for row in backend.rows("e")])


async def test_a_valid_command_is_carried_out_and_told_as_ack_and_event(backend, handler):
    command = backend.command("open", arg={"slot": 3}, by="user:42")
    await backend.send(command)
    await backend.until(lambda: ("done", "ok") in backend.acks_of(command))
    assert [carried_out.arg for carried_out in handler.commands] == [{"slot": 3}]
    assert backend.acks_of(command)[0] == ("received", "ok")
    await backend.until(lambda: "cmd.done" in backend.kinds())


async def test_a_failure_is_told_with_its_reason(backend, handler):
    handler.outcome = Outcome("jam", {"slot": 3})
    command = backend.command("open", arg={"slot": 3})
    await backend.send(command)
    await backend.until(lambda: ("failed", "jam") in backend.acks_of(command))


async def test_a_command_for_an_earlier_connection_is_late(backend, handler):
    stale = CommandFor(boot=backend.conn.boot, conn=backend.conn.conn - 1)
    await rejected_with(backend, handler, backend.command("open", to=stale), "stale_conn")


async def test_a_command_for_an_earlier_run_is_late(backend, handler):
    stale = CommandFor(boot="0" * 16, conn=backend.conn.conn)
    await rejected_with(backend, handler, backend.command("open", to=stale), "stale_conn")


async def test_an_expired_command_is_late(backend, handler, core, monkeypatch):
    monkeypatch.setattr(core.link._stamp, "trust", lambda: "ntp")
    past_ms = time.time_ns() // 1_000_000 - 1
    await rejected_with(backend, handler, backend.command("open", exp_ms=past_ms), "expired")


async def test_what_was_refused_stays_refused_when_the_clock_is_trusted_no_more(backend, handler, core, monkeypatch):
    monkeypatch.setattr(core.link._stamp, "trust", lambda: "ntp")
    command = backend.command("open", exp_ms=time.time_ns() // 1_000_000 - 1)
    await rejected_with(backend, handler, command, "expired")
    monkeypatch.setattr(core.link._stamp, "trust", lambda: "held")
    await backend.send(command)
    await backend.until(lambda: len(backend.acks_of(command)) == 2)
    assert backend.acks_of(command)[1] == ("rejected", "expired")
    assert not handler.commands


async def test_nobody_may_ask_for_a_long_life(backend, handler):
    await rejected_with(backend, handler, backend.command("open", ttl_ms=15_001), "bad_ttl")


async def test_an_unknown_operation_is_refused(backend, handler):
    await rejected_with(backend, handler, backend.command("explode"), "unknown_op")


async def test_a_repeated_command_gets_the_old_answer_and_no_second_opening(backend, handler):
    command = backend.command("open")
    for answers in (2, 3, 4):
        await backend.send(command)
        await backend.until(lambda answers=answers: len(backend.acks_of(command)) >= answers)
    assert backend.acks_of(command) == [("received", "ok"), ("done", "ok"), ("done", "ok"), ("done", "ok")]
    assert len(handler.commands) == 1


async def test_what_was_seen_is_on_the_card_before_it_is_done(backend, core):
    found = []

    class Looking:
        async def handle(self, command):
            found.append(await core.outbox.find_command(command.id))
            return Outcome()

    core.handlers["open"] = Looking()
    command = backend.command("open")
    await backend.send(command)
    await backend.until(lambda: found)
    assert found == [("received", "interrupted")]


async def told_without_ack(backend, handler, code):
    await backend.until(lambda: code in [row["a"].get("code") for row in backend.rows("e")])
    assert not handler.commands
    assert not [ack for ack in backend.acks if ack.id.startswith("c-")]


async def test_a_forged_signature_is_refused(backend, handler):
    backend.key = Ed25519PrivateKey.generate()
    await backend.send(backend.command("open"))
    await told_without_ack(backend, handler, "bad_sig")


async def test_a_command_signed_for_another_device_is_refused(backend, handler):
    command = backend.command("open")
    await backend.publish("cmd", backend.sealed(command, device="nordpark-2"))
    await told_without_ack(backend, handler, "bad_sig")


async def test_a_retained_command_is_refused(backend, mosquitto, tmp_path):
    from support.agents import agent_core, write_agent_toml

    async with agent_core(write_agent_toml(tmp_path / "agent", mosquitto)) as core:
        await backend.until(lambda: backend.conns and backend.conn.online)
        live = backend.command("open")
        sealed = encode(sign(live, topic="hall/v1/nordpark-1/cmd", key=backend.key))
        from hallenwart_edge.mqtt import Delivery

        handler = core.handlers["open"]
        core.link._commands.receive(Delivery("hall/v1/nordpark-1/cmd", sealed, retained=True))
        await told_without_ack(backend, handler, "retained")


NOW = Moment(boot="b", conn=1, now_ms=100_000, waited_mono_ms=0, clock_trusted=True)
GOOD = Command(id="x", to=CommandFor(boot="b", conn=1), op="open", iat_ms=99_000, exp_ms=105_000, ttl_ms=8_000)


def test_the_good_one_is_good():
    assert refusal(GOOD, NOW) == ""


@given(waited_ms=st.integers(0, 100_000), trusted=st.booleans())
def test_time_spent_waiting_counts_whatever_the_wall_clock_says(waited_ms, trusted):
    moment = Moment(boot="b", conn=1, now_ms=0, waited_mono_ms=waited_ms, clock_trusted=trusted)
    assert (refusal(GOOD, moment) == "expired") == (waited_ms >= GOOD.ttl_ms)


@pytest.mark.parametrize(
    ("moment", "reason"),
    [
        ({"now_ms": 105_001}, "expired"),
        ({"now_ms": 105_001, "clock_trusted": False}, ""),
        ({"stalled": True}, "expired"),
        ({"now_ms": 400_000, "wall_speed": 60.0}, ""),
    ],
)
def test_wall_time_and_stalls(moment, reason):
    import dataclasses

    assert refusal(GOOD, dataclasses.replace(NOW, **moment)) == reason


@given(st.text(min_size=65), st.integers(max_value=0) | st.integers(min_value=15_001))
def test_ids_and_lives_are_bounded(identity, ttl_ms):
    assert refusal(msgspec.structs.replace(GOOD, id=identity), NOW) == "bad_id"
    assert refusal(msgspec.structs.replace(GOOD, ttl_ms=ttl_ms), NOW) == "bad_ttl"
