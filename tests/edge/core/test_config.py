"""The configuration: the example loads, and every mistake is named with what to write instead."""

from pathlib import Path

import pytest

from hallenwart_edge.config import AgentConfig, Credentials
from hallenwart_edge.errors import ConfigError

EXAMPLE = Path(__file__).parents[3] / "edge" / "agent.example.toml"


def test_the_example_loads():
    config = AgentConfig.load(EXAMPLE)
    assert config.agent.device == "nordpark-1"
    assert config.zones[0].name == "Geräteraum"
    assert config.lockers[0].compartments[3].label == "Gymnastik"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('device = "nordpark-1"', 'device = "svc-alarm"', "not a device id"),
        ('device = "nordpark-1"', 'device = "Nord Park"', "not a device id"),
        ("hb_every_s = 15", "hb_every_s = 0", "write 1 to 60"),
        ("hb_every_s = 15", "hb_evry_s = 15", "hb_evry_s"),
        ("port = 1883", 'port = "1883"', r"\$\.mqtt\.port"),
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
        ('board = "kr-cu16"', 'board = "other"', "Invalid enum value 'other'"),
        ("usb-0:1.3:", "usb-0:1.4:", "is used by 2 devices"),
        ('listen = "0.0.0.0:7401"', 'listen = "7401"', "write HOST:PORT"),
        ('device = "nordpark-2"', 'device = "nordpark-1"', "no peer of itself"),
        ("zero_code = 40", "zero_code = 1023", "zero_code must lie"),
    ],
)
def test_a_mistake_is_named(tmp_path, old, new, told):
    text = EXAMPLE.read_text()
    assert old in text
    wrong = tmp_path / "agent.toml"
    wrong.write_text(text.replace(old, new, 1))
    with pytest.raises(ConfigError, match=told):
        AgentConfig.load(wrong)


@pytest.mark.parametrize("text", ["[agent", "\xff"])
def test_what_is_no_toml_is_told(tmp_path, text):
    (tmp_path / "agent.toml").write_bytes(text.encode("latin-1"))
    with pytest.raises(ConfigError):
        AgentConfig.load(tmp_path / "agent.toml")


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(ConfigError, match="is missing"):
        Credentials.load(tmp_path / "credentials.toml")


def test_credentials_with_a_broken_key_are_refused(tmp_path):
    path = tmp_path / "credentials.toml"
    path.write_text('username="a"\npassword="b"\nsecret="zz"\nsite_key=""\n[signing_keys]\n')
    with pytest.raises(ConfigError, match="provision this device again"):
        Credentials.load(path)
