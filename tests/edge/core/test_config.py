"""The configuration: the example loads, and every mistake is named with what to write instead."""

from pathlib import Path

import pytest

from hallenwart_contract.clock import SystemClock
from hallenwart_edge.bus_join import local_bus
from hallenwart_edge.config_file import Credentials, load_config
from hallenwart_edge.errors import ConfigError
from hallenwart_edge.fire_join import fire_digest

EXAMPLE = Path(__file__).parents[3] / "edge" / "agent.example.toml"


def test_the_example_loads():
    config = load_config(EXAMPLE)
    assert config.agent.device == "nordpark-1"
    assert config.zones[0].name == "Geräteraum"
    assert config.lockers[0].compartments[3].label == "Gymnastik"
    assert config.lockers[0].supply_name == config.lockers[1].supply_name != config.lockers[2].supply_name


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('device = "nordpark-1"', 'device = "svc-alarm"', "not a device id"),
        ('device = "nordpark-1"', 'device = "Nord Park"', "not a device id"),
        ("hb_every_s = 15", "hb_every_s = 0", "write 1 to 60"),
        ("hb_every_s = 15", "hb_evry_s = 15", "hb_evry_s"),
        ("port = 1883", 'port = "1883"', r"\$\.mqtt\.port"),
        ("port = 1883 ", "port = 8883\ntls = true\nca = 'ca.crt' ", "needs ca, cert and key"),
        ("port = 1883 ", "port = 1883\ncert = 'device.crt' ", "without tls = true"),
        ('zone = "Europe/Berlin"', 'zone = "Mars/Base"', "no time zone"),
        ('clock = "system"', 'clock = "sundial"', "not a clock"),
        ("outer_pin = 17", "outer_pin = 22", "pin 22 is already used"),
        ("outer_pin = 17", "outer_pin = 9", "already used by the converter"),
        ("outer_pin = 17", "outer_pin = 99", "no BCM number"),
        ("adc_channel = 1", "adc_channel = 0", "adc_channel 0 is already used"),
        ("adc_channel = 1", "adc_channel = 7", "already used by the self-test"),
        ("adc_channel = 1", "adc_channel = 8", "write 0 to 7"),
        ('id = "keypad"', 'id = "locker"', "'locker' is used 2 times"),
        ('id = "loop-geraeteraum"\nzone = "geraeteraum"', 'id = "loop-geraeteraum"\nzone = "x"', "zone 'x' is not defined"),
        ("number = 2, lock = 1", "number = 1, lock = 1", "compartment 1 is described 2 times"),
        ("number = 2, lock = 1", "number = 2, lock = 0", "lock 0 belongs to 2"),
        ("[screens]", '[responder]\nloop = "smoke-1"\n[screens]', "not on the building panel's contact"),
        ('board = "kr-cu16"', 'board = "other"', "Invalid enum value 'other'"),
        ("usb-0:1.3:", "usb-0:1.4:", "is used by 2 devices"),
        ('kind = "pn532"', 'kind = "nfc"', "Invalid enum value 'nfc'"),
        ('mode = "induction"', 'mode = "always"', "Invalid enum value 'always'"),
        ("usb-0:1.1.2:", "usb-0:1.1.1:", "is used by 2 devices"),
        ('id = "code-reader"', 'id = "card-reader"', "'card-reader' is used 2 times"),
        ("compartment = 1", "compartment = 9", r"compartment 9 does not exist; write one of \[1, 2, 3, 4"),
        ('tags = ["0C009B2F1E"]', 'tags = ["10170142X"]', "'10170142X' is no tag; write ten hexadecimal digits"),
        ('tags = ["0C009B2F1E"]', 'tags = ["0C009B2F1E", "0c009b2f1e"]', "0C009B2F1E stands 2 times"),
        ('listen = "0.0.0.0:7401"', 'listen = "7401"', "write HOST:PORT"),
        ('device = "nordpark-2"', 'device = "nordpark-1"', "no peer of itself"),
        ("address = 1", "address = 0", "2 boards with address 0"),
        ("address = 1", "address = 10", "write 0 to 9"),
        ("address = 0", "address = 16", "write 0 to 15"),
        ("number = 5, lock = 0", "number = 5, lock = 48", "write 0 to 47"),
        ("number = 6, lock = 0", "number = 6, lock = 1", "lock 1 does not exist; write 0"),
        ("delay_s = 0", "delay_s = 660", "wait 0 to 600 seconds"),
        ("delay_s = 0", "delay_s = 90", "whole minutes: a multiple of 60"),
        ('dependency = "none"', 'dependency = "D"', "Invalid enum value 'D'"),
        ("hold_s = 30", "hold_s = 61", "held 1 to 60 seconds"),
        ("window_s = 1800", "window_s = 1799", "1800 to 86400 seconds"),
        ("max_s = 180", "max_s = 0", "10 to 1800 seconds"),
        ("after_s = 30", "after_s = 5", "10 to 300 seconds"),
        ("pin = 13", "pin = 22", r"\[dialler\] pin: pin 22 is already used"),
        ("contact_pin = 6", "contact_pin = 22", "tuer-lager contact_pin: pin 22 is already used by .siren. pin"),
        ("gpio = { coil_pin", "# gpio = { coil_pin", "needs gpio = "),
        ('board = "gpio"', 'board = "gpio"\nport = "/dev/x"', "has no port"),
        ('board = "gpio"', 'board = "kr-cu16"\nport = "/dev/x"', "gpio belongs to board 'gpio'"),
        ('board = "gpio"', "", "port is missing"),
        ("pulse_ms = 3000", "pulse_ms = 30000", "write 50 to 5000"),
        ("pulse_ms = 550", "pulse_ms = 2000", "at a shared supply; write at most 1000"),
        ("buzzer_pin = 21", "buzzer_pin = 20", r"\[lamps\] buzzer_pin: pin 20 is already used"),
        ("pin = 24", "pin = 23", "gehaeuse pin: pin 23 is already used by netz pin"),
        ("pin = 24", "pin = 24\ndebounce_ms = -1", "write 0 to 5000"),
        ('means = "mains"', 'means = "water"', "Invalid enum value 'water'"),
        ('kind = "usb"', 'kind = "ps2"', "Invalid enum value 'ps2'"),
        ('means = "panel_fault"', 'means = "panel_ok"', "Invalid enum value 'panel_ok'"),
        ('means = "co"', 'means = "gas"', "Invalid enum value 'gas'"),
        ("pin = 25", "pin = 24", "co-heizung pin: pin 24 is already used by gehaeuse pin"),
        (
            "zero_code = 40",
            "zero_code = 40\nfault_pin = 24",
            "gehaeuse pin: pin 24 is already used by rauch-geraeteraum fault_pin",
        ),
        ("usb-0:1.6:", "usb-0:1.4:", "is used by 2 devices"),
        ('kind = "pms5003"', 'kind = "sds011"', "Invalid enum value 'sds011'"),
        ("port = 1884", "port = 99999", r"\[local_bus\] port: 99999"),
        ('"zigbee2mqtt/Flur EG"', '"flur/Flur EG"', "does not begin with 'zigbee2mqtt'/"),
        ('"zigbee2mqtt/Flur EG"', '"zigbee2mqtt/#"', "without # and"),
        ("every_s = 14400", "every_s = 0", "write 1 to 86400"),
        ('system = "zigbee2mqtt"', 'system = "deconz"', "Invalid enum value 'deconz'"),
        (
            'system = "zigbee2mqtt"\ntopic = "zigbee2mqtt/Flur EG"',
            'system = "shelly"\ntopic = "shellyplussmoke-80646fd1a0b0"',
            "stands 2 times",
        ),
        ("zero_code = 40", "zero_code = 1023", "zero_code must lie"),
        ("relay = { pin = 12", "relay = { pin = 22", "licht-nord pin: pin 22 is already used"),
        ("relay = { pin = 12", "# relay = { pin = 12", "licht-nord: write where it hangs"),
        ("relay = { pin = 12", 'shelly = { prefix = "x" }\nrelay = { pin = 12', "one of them"),
        ('kind = "heating"', 'kind = "fan"', "Invalid enum value 'fan'"),
        ("sections = [1, 2]", "sections = [0]", "write numbers from 1 to 16"),
        ("sections = [1, 2]", "sections = [1, 1]", "write each once"),
        ("channel = 0 }", "channel = 4 }", "channel 4; write 0 to 3"),
        ('"shellyplus2pm-4417939341dc"', '"shelly/#"', "without # and"),
        (
            "relay = { pin = 12, active_high = false, closed_at_rest = true }",
            'shelly = { prefix = "shellyplus2pm-4417939341dc" }',
            "channel 0 of 'shellyplus2pm-4417939341dc' stands 2 times",
        ),
        ('"zigbee2mqtt/Fenster Umkleide"', '"fenster"', "does not begin with 'zigbee2mqtt'/"),
        ('"zigbee2mqtt/Fenster Umkleide"', '"zigbee2mqtt/+"', "without # and"),
        ("every_s = 7200", "every_s = 0", "fenster-umkleide: every_s 0; write 1 to 604800"),
        ('field = "battery", kind = "battery"', 'field = "b", kind = "contact"', "'open' stands 2 times"),
        ('field = "battery", kind = "battery"', 'field = "b", kind = "number"', "needs a quantity, with its unit"),
        ('field = "battery", kind', 'field = "", kind', "field is empty"),
        ('field = "battery", kind', 'field = "battery", scale = 0.0, kind', "a scale other than 0"),
        ('field = "battery", kind', 'field = "battery", quantity = "Akku %", kind', "write small letters"),
        ('kind = "light" },\n]', 'kind = "presence", quantity = "b" },\n]', "more than one presence"),
        ("hold_s = 90", "hold_s = 9000", "write 0 to 3600 seconds"),
        ("debounce_ms = 1000 }", "debounce_ms = -1 }", "write 0 to 60000"),
        ('tasmota = { topic = "licht-foyer"', 'tasmota = { topic = "a/b"', "without #, . and /"),
        ("relay = 1 }", "relay = 0 }", "relay 0; write 1 to 32"),
        ('"%prefix%/%topic%/"', '"%prefix%/x/"', "it needs %prefix% and %topic%"),
        ('id = "heizung-nord"', 'id = "licht-nord"', "'licht-nord' is used 2 times"),
    ],
)
def test_a_mistake_is_named(tmp_path, old, new, told):
    text = EXAMPLE.read_text()
    assert old in text
    wrong = tmp_path / "agent.toml"
    wrong.write_text(text.replace(old, new, 1))
    with pytest.raises(ConfigError, match=told):
        load_config(wrong)


@pytest.mark.parametrize("text", ["[agent", "\xff"])
def test_what_is_no_toml_is_told(tmp_path, text):
    (tmp_path / "agent.toml").write_bytes(text.encode("latin-1"))
    with pytest.raises(ConfigError):
        load_config(tmp_path / "agent.toml")


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(ConfigError, match="is missing"):
        Credentials.load(tmp_path / "credentials.toml")


def test_credentials_with_a_broken_key_are_refused(tmp_path):
    path = tmp_path / "credentials.toml"
    path.write_text('username="a"\npassword="b"\nsecret="zz"\nsite_key=""\n[signing_keys]\n')
    with pytest.raises(ConfigError, match="provision this device again"):
        Credentials.load(path)


def test_a_locker_at_which_nobody_can_show_a_code_is_refused(tmp_path):
    text = (
        '[agent]\ndevice = "nordpark-1"\nsite = "nordpark"\n[screens]\nport = 0\n'
        '[[locker]]\nid = "locker"\nport = "/dev/a"\ncompartments = [{ number = 1, lock = 0, column = 1, row = 1 }]\n'
    )
    path = tmp_path / "agent.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match="nobody can show a code"):
        load_config(path)
    path.write_text(text + '[[keypad]]\nid = "keypad"\nport = "/dev/b"\n')
    load_config(path)


def test_radio_heads_without_a_broker_to_hear_them_from_are_refused(tmp_path):
    path = tmp_path / "agent.toml"
    path.write_text(
        '[agent]\ndevice = "nordpark-1"\nsite = "nordpark"\n[[zone]]\nid = "flur"\nname = "Flur"\n'
        '[[radio_smoke]]\nid = "rauch"\nzone = "flur"\nsystem = "shelly"\ntopic = "shelly-1"\nevery_s = 86400\n'
    )
    with pytest.raises(ConfigError, match="no broker to hear it from"):
        load_config(path)


def test_a_password_that_cannot_be_read_is_told():
    config = load_config(EXAMPLE)
    with pytest.raises(ConfigError, match="password_file"):
        local_bus(config, SystemClock())


ZONE_B = """
[agent]
device = "nordpark-1"
site = "nordpark"
[[zone]]
id = "lager"
name = "Lager"
dependency = "B"
delay_s = {delay_s}
[[smoke]]
id = "rauch"
zone = "lager"
adc_channel = 0
place = "nord"
[[heat]]
id = "waerme"
zone = "lager"
rom = "28-000005e2fdc3"
place = "{place}"
"""


def test_dependency_b_needs_two_places_and_no_delay(tmp_path):
    file = tmp_path / "agent.toml"
    file.write_text(ZONE_B.format(delay_s=0, place="sued"))
    assert load_config(file).zones[0].dependency == "B"
    file.write_text(ZONE_B.format(delay_s=0, place="nord"))
    with pytest.raises(ConfigError, match="needs sensors at two places, 1 here"):
        load_config(file)
    file.write_text(ZONE_B.format(delay_s=60, place="sued"))
    with pytest.raises(ConfigError, match="remove delay_s, or write dependency 'C'"):
        load_config(file)


def test_the_digest_of_the_fire_watch_changes_with_what_it_watches_by_and_with_nothing_else(tmp_path):
    file, digests = tmp_path / "agent.toml", []
    for text in (EXAMPLE.read_text(), *(EXAMPLE.read_text().replace(*change) for change in CHANGES)):
        file.write_text(text)
        digests.append(fire_digest(load_config(file)))
    assert digests[0] == digests[1]
    assert len(set(digests)) == len(CHANGES)


CHANGES = [
    ("hb_every_s = 15", "hb_every_s = 20"),
    ("delay_s = 0", "delay_s = 60"),
    ("max_s = 180", "max_s = 120"),
    ('profile = "room"', 'profile = "tall"'),
]
