"""The whole agent on emulated devices: every subject lives, doors open, fire is told, `check` tells the truth."""

import asyncio
import json
import os
import urllib.request

import pytest

from support.agents import COMMAND, AgentProcess, write_agent_toml
from support.ports import free_port
from support.rig import a_rig, until

HALL = """
[site_link]
listen = "127.0.0.1:{udp}"
[display]
title = "Sporthalle Nordpark"
browser_port = 0
[pins]
factory = "hallenwart-sim"
[siren]
pin = 22
[[zone]]
id = "geraeteraum"
name = "Geräteraum"
[[locker]]
id = "locker"
port = "{locker}"
compartments = [{{ number = 1, lock = 0, column = 1, row = 1 }}, {{ number = 2, lock = 1, column = 2, row = 1 }}]
[[locker]]
id = "lager"
board = "kr-cu48"
address = 1
port = "{locker}"
compartments = [{{ number = 3, lock = 47, column = 3, row = 1 }}]
[[locker]]
id = "strike"
board = "gpio"
gpio = {{ coil_pin = 5, contact_pin = 6 }}
hook_bit_when_closed = false
pulse_ms = 3000
compartments = [{{ number = 4, lock = 0, column = 4, row = 1 }}]
[[keypad]]
id = "keypad"
port = "{keypad}"
[[keypad]]
id = "nummern"
kind = "usb"
port = "{hid}"
[[card_reader]]
id = "karten"
port = "{cards}"
[[code_reader]]
id = "qr"
port = "{codes}"
[[tag_reader]]
id = "haken"
port = "{hook}"
compartment = 2
[lamps]
green_pin = 16
red_pin = 20
buzzer_pin = 21
[[contact]]
id = "netz"
means = "mains"
pin = 23
[clock]
rtc_base = "{rtc}"
[[loop]]
id = "loop"
zone = "geraeteraum"
adc_channel = 0
[[smoke]]
id = "rauch"
zone = "geraeteraum"
adc_channel = 1
[[heat]]
id = "waerme"
zone = "geraeteraum"
rom = "28-0316a2791234"
base = "{w1}"
[[particles]]
id = "staub"
zone = "geraeteraum"
port = "{pms}"
[[beam]]
id = "tuer"
hall = "nordpark"
outer_pin = 17
inner_pin = 27
[[presence]]
id = "radar"
hall = "nordpark"
port = "{radar}"
"""


SOON_S = 180
"""How long a step may take on a machine that has much else to do."""


class Hall:
    def __init__(self, rig):
        self.rig = rig
        bus = rig.bus()
        self.locker, self.lager = rig.locker(bus=bus, keys=range(8)), rig.locker_48(bus=bus, address=1)
        self.strike = rig.gpio_lock(coil_pin=5, contact_pin=6, strike=True)
        self.keypad, self.hid = rig.keypad(), rig.hid_keypad()
        self.cards, self.codes, self.hook = rig.pn532(), rig.gm65(), rig.rdm6300()
        self.hook.lay(bytes.fromhex("0C009B2F1E"))
        self.lamps, self.mains = rig.lamps(green_pin=16, red_pin=20, buzzer_pin=21), rig.contact(23)
        self.loop, self.smoke = rig.loop(0), rig.smoke_head(1)
        self.heat, self.pms, self.radar = rig.ds18b20("28-0316a2791234"), rig.pms5003(), rig.ld2410()
        self.beams, self.siren = rig.beam_pair(17, 27), rig.siren(22)

    def toml(self):
        ports = {"locker": self.locker.port, "keypad": self.keypad.port, "pms": self.pms.port, "radar": self.radar.port}
        ports |= {"hid": self.hid.port, "rtc": self.rig.rtc_base}
        ports |= {"cards": self.cards.port, "codes": self.codes.port, "hook": self.hook.port}
        return HALL.format(**ports, w1=self.rig.w1_base, udp=free_port())


@pytest.fixture
async def hall():
    async with a_rig() as rig:
        yield Hall(rig)


def health_of(port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
        return json.load(answer)


async def test_all_subjects_live_and_reach_the_backend(mosquitto, backend, hall, tmp_path):
    port = free_port()
    config = write_agent_toml(tmp_path / "agent", mosquitto, more=hall.toml(), screens=port)
    with AgentProcess(config, hall.rig.environment) as agent:
        await backend.until(lambda: "boot" in backend.kinds())
        command = backend.command("open", arg={"slot": 1})
        await backend.send(command)
        await backend.until(lambda: ("done", "ok") in backend.acks_of(command))
        await backend.until(lambda: "door.opened" in backend.kinds())
        command = backend.command("open", arg={"slot": 4})
        await backend.send(command)
        await until(lambda: hall.strike.fed, within_s=SOON_S)
        await asyncio.sleep(2.2)  # somebody takes a while to pull
        assert hall.strike.pull_door(0)
        await backend.until(lambda: ("done", "ok") in backend.acks_of(command))
        assert "door.forced" not in backend.kinds()
        assert "door.jammed" not in backend.kinds()
        hall.loop.alarm()
        await backend.until(lambda: [row["phase"] for row in backend.rows("a")] == ["raise"])
        await backend.until(lambda: backend.states[-1].siren and backend.states[-1].alarms)
        health = await asyncio.to_thread(health_of, port)
        assert (health["device"], health["online"]) == ("nordpark-1", True)
        await backend.until(lambda: {"staub", "waerme"} <= {row["c"] for row in backend.rows("t")}, within_s=180)
        assert "agent.fault" not in backend.kinds()
        assert agent.stop() < 3


async def test_an_agent_killed_while_a_strike_is_fed_takes_its_current_when_it_starts_again(mosquitto, backend, hall, tmp_path):
    config = write_agent_toml(tmp_path / "agent", mosquitto, more=hall.toml().replace("pulse_ms = 3000", "pulse_ms = 5000"))
    with AgentProcess(config, hall.rig.environment) as agent:
        await backend.until(lambda: "boot" in backend.kinds())
        await backend.send(backend.command("open", arg={"slot": 4}))
        await until(lambda: hall.strike.fed)
        agent.kill9()
        assert hall.strike.fed  # a pin keeps its level
        agent.start()
        await until(lambda: not hall.strike.fed, within_s=SOON_S)  # nothing but the start of the agent can end it
        await backend.until(lambda: backend.kinds().count("boot") == 2, within_s=SOON_S)
        assert [feeding.on for feeding in hall.strike.history] == [True, False]


async def checked(config, environment):
    process = await asyncio.create_subprocess_exec(
        COMMAND, "check", "--config", str(config), stdout=asyncio.subprocess.PIPE, env={**os.environ, **environment}
    )
    told, _ = await process.communicate()
    return process.returncode, told.decode()


async def test_check_reads_every_device_and_names_the_broken_one(mosquitto, hall, tmp_path):
    text = hall.toml()
    status, told = await checked(write_agent_toml(tmp_path / "good", mosquitto, more=text), hall.rig.environment)
    assert status == 0, told
    assert "ACHTUNG clock: keine Echtzeituhr (DS3231)" in told
    assert "no code opens this locker until its clock is right again" in told
    assert "48 Schlösser, 48 zu, Schlüssel unbekannt" in told
    assert "ok     netz: ruhig" in told
    assert "ok     karten: PN532 1.6" in told
    assert "ok     haken: Anhänger 0C009B2F1E" in told
    assert hall.strike.history == []
    assert hall.lamps.history("buzzer") == []
    assert [shown.on for shown in hall.lamps.history("green")][:2] == [True, False]
    for device in (
        "locker",
        "lager",
        "strike",
        "keypad",
        "nummern",
        "karten",
        "qr",
        "haken",
        "netz",
        "lamps",
        "loop",
        "rauch",
        "waerme",
        "staub",
        "tuer",
        "radar",
        "siren",
    ):
        assert f"ok     {device}: " in told
    hall.rig.ds3231()
    _, told = await checked(tmp_path / "good" / "agent.toml", hall.rig.environment)
    assert "ok     clock: rtc0 (rtc-ds1307 1-0068)" in told
    inverted = text.replace("hook_bit_when_closed = false", "hook_bit_when_closed = true")
    _, told = await checked(write_agent_toml(tmp_path / "inverted", mosquitto, more=inverted), hall.rig.environment)
    assert told.count("all doors say open") == 1
    gone = text.replace(hall.radar.port, str(tmp_path / "gone"))
    status, told = await checked(write_agent_toml(tmp_path / "bad", mosquitto, more=gone), hall.rig.environment)
    assert status == 1
    assert "FEHLER radar: " in told
    assert "check plug and `port`" in told
