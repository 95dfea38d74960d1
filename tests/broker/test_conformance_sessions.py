"""Retained documents, last wills, sessions and restarts, the same on every engine."""

import time

import pytest

from support.brokers import LocalBroker
from support.mqtt_peer import Heard, Peer

CFG, CONN, HB = "hall/v1/nordpark-1/cfg", "hall/v1/nordpark-1/conn", "hall/v1/nordpark-1/hb"


def test_a_retained_document_comes_on_subscribing_and_only_to_its_device(broker: LocalBroker):
    with Peer(broker, "svc-command") as command, Peer(broker, "nordpark-1") as owner, Peer(broker, "sued-1") as other:
        command.publish(CFG, "rev 7", retain=True)
        owner.subscribe(CFG)
        assert owner.inbox.get(timeout=180) == Heard(CFG, "rev 7", retain=True)
        other.subscribe(CFG, "hall/v1/+/cfg", "hall/v1/sued-1/cmd")
        command.publish("hall/v1/sued-1/cmd", "end")
        assert other.hear_until("end") == []


def test_nobody_is_told_retained_documents_unasked(broker: LocalBroker):
    with Peer(broker, "svc-command") as command, Peer(broker, "nordpark-1") as owner:
        owner.subscribe(CFG)
        command.publish(CFG, "rev 7", retain=True)
        owner.hear_until("rev 7")
        with Peer(broker, "sued-1") as other:
            other.subscribe("hall/v1/sued-1/cmd")
            command.publish("hall/v1/sued-1/cmd", "end")
            assert other.hear_until("end") == []


@pytest.mark.parametrize("payload", ["forged", ""])
@pytest.mark.parametrize("intruder", ["sued-1", "nordpark-1", "svc-live"])
def test_a_retained_document_can_not_be_forged_or_erased(broker: LocalBroker, intruder: str, payload: str):
    with Peer(broker, "svc-command") as command, Peer(broker, intruder) as peer:
        command.publish(CFG, "rev 7", retain=True)
        peer.publish(CFG, payload, retain=True)
        own_words = {"sued-1": "hall/v1/sued-1/hb", "nordpark-1": HB, "svc-live": "svc/echo"}[intruder]
        peer_heard = Peer(broker, "svc-live") if intruder != "svc-live" else peer
        if peer_heard is peer:
            peer.subscribe("svc/echo")
            peer.publish(own_words, "done")
            peer.hear_until("done")
        else:
            with peer_heard as live:
                live.subscribe("hall/v1/+/hb")
                peer.publish(own_words, "done")
                live.hear_until("done")
    with Peer(broker, "nordpark-1") as owner:
        owner.subscribe(CFG)
        assert owner.inbox.get(timeout=180) == Heard(CFG, "rev 7", retain=True)


def test_an_erased_document_stays_away(broker: LocalBroker):
    with Peer(broker, "svc-command") as command, Peer(broker, "nordpark-1") as owner:
        command.publish(CFG, "rev 7", retain=True)
        command.publish(CFG, "", retain=True)
        owner.subscribe(CFG, "hall/v1/nordpark-1/cmd")
        command.publish("hall/v1/nordpark-1/cmd", "end")
        assert [one for one in owner.hear_until("end") if one.retain] == []


def test_the_last_will_comes_when_the_socket_is_cut_and_stays_retained(broker: LocalBroker):
    with Peer(broker, "svc-live") as live:
        live.subscribe(CONN)
        device = Peer(broker, "nordpark-1", will=(CONN, "lost"), will_retain=True)
        device.__enter__()
        device.publish(CONN, "born", retain=True)
        device.cut()
        assert [one.payload for one in live.hear_until("lost")] == ["born"]
    with Peer(broker, "svc-alarm") as alarm:
        alarm.subscribe("hall/v1/+/conn")
        assert alarm.inbox.get(timeout=180) == Heard(CONN, "lost", retain=True)


def test_the_last_will_comes_when_a_device_falls_silent(broker: LocalBroker):
    with Peer(broker, "svc-live") as live:
        live.subscribe(CONN)
        device = Peer(broker, "nordpark-1", will=(CONN, "lost"), keepalive_s=2)
        began = time.monotonic()
        device.__enter__()
        device.fall_silent()
        live.hear_until("lost", within_s=180)
        assert time.monotonic() - began >= 2  # not before the keepalive is over
        device.cut()


def test_a_device_that_only_pings_is_not_lost(broker: LocalBroker):
    with Peer(broker, "svc-live") as live, Peer(broker, "nordpark-1", will=(CONN, "lost"), keepalive_s=1) as device:
        live.subscribe(CONN, HB)
        assert not device.gone.wait(4)
        device.publish(HB, "alive")
        assert live.hear_until("alive") == []


def test_no_last_will_after_a_proper_farewell(broker: LocalBroker):
    with Peer(broker, "svc-live") as live:
        live.subscribe(CONN)
        with Peer(broker, "nordpark-1", will=(CONN, "lost")):
            pass
        with Peer(broker, "nordpark-1") as again:
            again.publish(CONN, "born again")
        assert live.hear_until("born again") == []


@pytest.mark.parametrize("topic", ["hall/v1/sued-1/conn", "hall/v1/nordpark-1/cmd", "svc/echo"])
def test_a_last_will_on_a_foreign_topic_is_not_sent(broker: LocalBroker, topic: str):
    with Peer(broker, "svc-live") as live, Peer(broker, "svc-alarm") as alarm, Peer(broker, "sued-1") as other:
        live.subscribe("hall/v1/+/conn", HB, "svc/echo")
        alarm.subscribe("hall/v1/+/conn", "svc/echo")
        device = Peer(broker, "nordpark-1", will=(topic, "forged"))
        device.__enter__()
        device.cut()
        with Peer(broker, "nordpark-1") as again:
            again.subscribe("hall/v1/nordpark-1/cmd")
            again.publish(HB, "next life")
            assert live.hear_until("next life") == []
        other.publish("hall/v1/sued-1/conn", "end")
        assert alarm.hear_until("end") == []


def test_a_second_connection_takes_over_and_hears(broker: LocalBroker):
    with Peer(broker, "svc-command") as command, Peer(broker, "svc-live") as live:
        live.subscribe(CONN)
        for clean in (True, False):
            first = Peer(broker, "nordpark-1", clean=clean, will=(CONN, f"lost {clean}"))
            first.__enter__()
            first.subscribe("hall/v1/nordpark-1/cmd")
            with Peer(broker, "nordpark-1", clean=clean) as second:
                assert first.gone.wait(10)
                if clean:  # of a lasting session Mosquitto keeps the will back, as the session goes on
                    live.hear_until("lost True")
                second.subscribe("hall/v1/nordpark-1/cmd")
                command.publish("hall/v1/nordpark-1/cmd", f"hello {clean}")
                assert second.hear_until(f"hello {clean}") == []
            first.leave()


def test_what_was_acknowledged_is_passed_on_though_the_publisher_leaves_at_once(broker: LocalBroker):
    with Peer(broker, "svc-live") as live:
        live.subscribe("hall/v1/+/evt")
        with Peer(broker, "nordpark-1") as device:
            for number in range(200):
                device.publish("hall/v1/nordpark-1/evt", str(number), wait=False)
            device.publish("hall/v1/nordpark-1/evt", "the last")
        assert [one.payload for one in live.hear_until("the last")] == [str(number) for number in range(200)]


def test_a_lasting_session_gets_what_it_missed_and_not_as_retained(broker: LocalBroker):
    with Peer(broker, "svc-live", clean=False) as live:
        live.subscribe("hall/v1/+/evt")
    with Peer(broker, "nordpark-1") as device:
        for number in range(50):
            device.publish("hall/v1/nordpark-1/evt", str(number))
    with Peer(broker, "svc-live", clean=False) as live:
        assert live.session_present
        heard = [live.inbox.get(timeout=180) for _ in range(50)]
    assert heard == [Heard("hall/v1/nordpark-1/evt", str(number), retain=False) for number in range(50)]


def test_a_killed_broker_comes_back(broker: LocalBroker):
    with Peer(broker, "nordpark-1") as before:
        broker.kill9()
        assert before.gone.wait(10)
    broker.restart()
    with Peer(broker, "svc-live") as live, Peer(broker, "nordpark-1") as device:
        live.subscribe(HB)
        device.publish(HB, "back")
        assert live.hear_until("back") == []


def test_the_broker_ends_within_three_seconds_with_clients_connected(broker: LocalBroker):
    with Peer(broker, "svc-live") as live, Peer(broker, "nordpark-1") as device:
        live.subscribe(HB)
        device.publish(HB, "x")
        assert broker.stop() < 3
