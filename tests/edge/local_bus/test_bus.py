"""The local bus on a real broker: emulated bridges and heads, lost and late words, a broker killed and a cable cut."""

import pytest

from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import AlarmType
from hallenwart_edge import mqtt as mqtt_client
from hallenwart_edge.fire.verdict import Word
from hallenwart_sim.devices.mqtt_wire import MqttRefusedError
from hallenwart_sim.town.relay import Cable, Relay
from support.brokers import needs_mosquitto
from support.edge_time import settle
from support.house_broker import house_broker
from support.ports import free_port
from support.radio_house import SHELLY, ZIGBEE, House

pytestmark = [needs_mosquitto, pytest.mark.mosquitto]


@pytest.fixture
async def house(tmp_path):
    with house_broker(tmp_path / "house") as broker:
        house = House(broker)
        await house.linked()
        await house.bridge.start()
        await house.shelly.wake()
        await house.zigbee.tell()
        for name in (ZIGBEE, SHELLY):
            await house.verdict(name, lambda said: said.battery_pct is not None)
        yield house
        await house.close()


async def test_smoke_of_both_kinds_is_a_fire_and_its_end_is_one(house):
    await house.zigbee.smoke()
    await house.says(ZIGBEE, Word.FIRE)
    await house.shelly.smoke()
    await house.says(SHELLY, Word.FIRE)
    await house.zigbee.smoke(on=False)
    await house.says(ZIGBEE, Word.OK)
    await house.shelly.smoke(on=False)
    await house.says(SHELLY, Word.OK)


async def test_the_test_buttons_are_tests_and_told_as_such(house):
    await house.zigbee.press_test()
    await house.says(ZIGBEE, Word.TEST)
    await house.shelly.press_test()
    await house.says(SHELLY, Word.TEST)
    await house.zigbee.release_test()
    await house.says(ZIGBEE, Word.OK)
    assert [(event.kind, event.c, event.a) for event in house.outbox.events] == [
        (EventKind.FIRE_TESTED, ZIGBEE, {"zone": "flur"}),
        (EventKind.FIRE_TESTED, SHELLY, {"zone": "flur"}),
    ]


async def test_batteries_and_tampering_are_told_beside_the_verdict(house):
    await house.zigbee.drain_to(14)
    said = await house.verdict(ZIGBEE, lambda said: said.notes)
    assert [(note.type, note.reason) for note in said.notes] == [(AlarmType.BATTERY, "days_30")]
    await house.shelly.drain_to(3)
    assert (await house.says(SHELLY, Word.FAULT, "battery")).battery_pct == 3
    await house.zigbee.change(tamper=True)
    said = await house.verdict(ZIGBEE, lambda said: len(said.notes) == 2)
    assert said.notes[1].type == AlarmType.TAMPER
    assert {reading.k for reading in house.outbox.readings} == {"battery_pct", "link_quality"}


async def test_a_head_the_bridge_misses_is_a_fault_at_once(house):
    await house.zigbee.lose()
    await house.says(ZIGBEE, Word.FAULT, "unreachable")
    await house.zigbee.lose(lost=False)
    await house.says(ZIGBEE, Word.OK)


async def test_a_bridge_that_dies_is_a_fault_of_its_heads_alone_within_the_limit(house):
    await house.says(ZIGBEE, Word.OK)
    await house.bridge.crash()
    await house.verdict(ZIGBEE, lambda _: house.bus.head(ZIGBEE).out_of_hearing() == "bridge")
    await house.later(32)
    await house.says(ZIGBEE, Word.FAULT, "bridge")
    await house.says(SHELLY, Word.OK)
    await house.bridge.start()
    await house.says(ZIGBEE, Word.OK)


async def test_a_bridge_that_never_said_a_word_is_a_fault_too(tmp_path):
    with house_broker(tmp_path / "house") as broker:
        house = House(broker)
        await house.linked()
        await house.later(32)
        await house.says(ZIGBEE, Word.FAULT, "bridge")
        await house.says(SHELLY, Word.OK)
        await house.close()


async def test_a_sleeping_shelly_is_well_until_it_misses_three_of_its_days(house):
    await house.says(SHELLY, Word.OK)
    await house.shelly.sleep()
    await house.later(86_400)
    await house.says(SHELLY, Word.OK)
    await house.later(2 * 86_400 + 60)
    await house.says(SHELLY, Word.FAULT, "silent")
    await house.shelly.wake()
    await house.says(SHELLY, Word.OK)


async def test_half_a_message_is_a_fault_until_the_next_whole_one(house):
    await house.zigbee.half_a_message()
    await house.says(ZIGBEE, Word.FAULT, "nonsense")
    await house.shelly.half_a_message()
    await house.says(SHELLY, Word.FAULT, "nonsense")
    await house.zigbee.smoke()
    await house.says(ZIGBEE, Word.FIRE)


async def test_stamps_of_the_future_are_a_fault_and_no_fire_and_an_unset_clock_is_none(house):
    house.shelly.stamp_off_s = 3_600
    await house.shelly.smoke()
    await house.says(SHELLY, Word.FAULT, "bad_time")
    house.shelly.clock_set = False
    await house.shelly.smoke()
    await house.verdict(SHELLY, lambda said: said.word is Word.FIRE)


async def test_a_broker_killed_is_a_fault_within_a_hundred_seconds_and_heals_when_it_is_back(house):
    await house.says(ZIGBEE, Word.OK)
    house.broker.kill9()
    await house.linked(so=False)
    await house.later(32)  # with the eighteen seconds that a silent cut takes to be noticed: fifty
    for name in (ZIGBEE, SHELLY):
        await house.says(name, Word.FAULT, "link")
    house.broker.start()
    await house.linked()
    await house.bridge.start()
    await house.says(ZIGBEE, Word.OK)
    await house.zigbee.smoke()
    await house.says(ZIGBEE, Word.FIRE)


async def test_a_cable_cut_without_a_word_is_noticed_and_heals(tmp_path, monkeypatch):
    monkeypatch.setattr(mqtt_client, "KEEPALIVE_S", 1)
    cable, port = Cable(), free_port()
    with house_broker(tmp_path / "house") as broker:
        relay = Relay(port=port, to_port=broker.port, cable=cable)
        await relay.start()
        house = House(broker, port=port)
        await house.linked()
        await house.bridge.start()
        await house.says(ZIGBEE, Word.OK)
        cable.cut()
        await house.linked(so=False)
        await house.later(32)
        await house.says(ZIGBEE, Word.FAULT, "link")
        cable.heal()
        await house.linked()
        await house.says(ZIGBEE, Word.OK)
        await house.close()
        await relay.stop()


@pytest.mark.parametrize(("stamps", "word", "reason"), [(False, Word.FAULT, "unconfirmed"), (True, Word.FIRE, "")])
async def test_smoke_that_waited_for_a_new_agent_is_a_fire_only_when_its_age_is_known(tmp_path, stamps, word, reason):
    with house_broker(tmp_path / "house") as broker:
        house = House(broker, retains=True, stamps=stamps)
        await house.end()
        await house.bridge.start()
        await house.zigbee.smoke()
        house.start()
        await house.says(ZIGBEE, word, reason)
        await house.zigbee.tell()
        await house.says(ZIGBEE, Word.FIRE)
        await house.close()


async def test_smoke_of_months_ago_that_still_waits_at_the_broker_is_no_fire(tmp_path):
    with house_broker(tmp_path / "house") as broker:
        house = House(broker, retains=True, stamps=True)
        await house.end()
        await house.bridge.start()
        await house.zigbee.smoke()
        await house.clock.advance(90 * 86_400)
        house.start()
        await house.says(ZIGBEE, Word.FAULT, "unconfirmed")
        await house.close()


async def test_smoke_that_began_while_the_link_was_down_is_a_fire_and_what_waited_before_is_not_again(tmp_path):
    with house_broker(tmp_path / "house") as broker:
        cable, port = Cable(), free_port()
        relay = Relay(port=port, to_port=broker.port, cable=cable)
        await relay.start()
        house = House(broker, port=port, retains=True)
        await house.linked()
        await house.bridge.start()
        await house.zigbee.smoke(on=False)
        await house.says(ZIGBEE, Word.OK)
        await relay.stop()  # the link ends with a word
        await house.linked(so=False)
        await house.zigbee.smoke()
        await house.clock.advance(20)
        relay = Relay(port=port, to_port=broker.port, cable=cable)
        await relay.start()
        await house.says(ZIGBEE, Word.FIRE)
        await house.zigbee.tell(retain=False)
        house.zigbee.state["smoke"] = False
        await house.zigbee.tell(retain=False)  # somebody switched retaining off: the old word stays at the broker
        await house.says(ZIGBEE, Word.OK)
        await relay.stop()
        await house.linked(so=False)
        relay = Relay(port=port, to_port=broker.port, cable=cable)
        await relay.start()
        await house.says(ZIGBEE, Word.FAULT, "unconfirmed")
        await house.close()
        await relay.stop()


async def test_a_password_opens_the_broker_and_a_wrong_one_is_a_fault(tmp_path):
    with house_broker(tmp_path / "house", password="ein Wort aus der Halle") as broker:
        house = House(broker, password="ein Wort aus der Halle")
        await house.linked()
        await house.bridge.start()
        await house.says(ZIGBEE, Word.OK)
        await house.close()
        wrong = House(broker, password="ein anderes")
        await settle()
        with pytest.raises(MqttRefusedError):
            await wrong.bridge.start()
        await wrong.later(62)
        await wrong.says(ZIGBEE, Word.FAULT, "link")
        await wrong.close()
