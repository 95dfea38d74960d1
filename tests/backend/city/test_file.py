"""`feeds.toml`: the example loads, and every mistake is named with what to write instead."""

from pathlib import Path

import pytest

from hallenwart_backend.city.file import read_plan
from hallenwart_backend.city.plan import Plan, System

EXAMPLE = Path(__file__).parents[3] / "backend" / "feeds.example.toml"
OWN = ("127.0.0.1", 1883)


def read(folder, text=None):
    (folder / "feeds.toml").write_text(EXAMPLE.read_text() if text is None else text)
    (folder / "feeds").mkdir(exist_ok=True)
    for name in (
        "stadtwerke.password",
        "things.password",
        "umwelt.password",
        "home.password",
        "open-data.password",
        "ngsi.token",
        "ca.crt",
    ):
        (folder / "feeds" / name).write_text("geheim\n")
    (folder / "feeds" / "wetter.key").write_text("0123456789abcdef0123456789abcdef\n")
    return read_plan(folder, own_broker=OWN, sites=["nordpark"], halls=["nordpark"])


def test_the_example_loads(tmp_path):
    plan = read(tmp_path)
    assert plan.problems == ()
    assert [broker.system for broker in plan.brokers] == [System.CHIRPSTACK, System.THINGS_STACK, System.TOPICS]
    assert [broker.qos for broker in plan.brokers] == [1, 0, 1]
    assert plan.brokers[0].password == "geheim"
    assert "geheim" not in repr(plan)
    devices = {sensor.id: sensor.device for sensor in plan.sensors}
    assert devices["fenster-umkleide"] == "lora-a84041000181c1d2"
    assert devices["wetter-nord"] == "feed-wetter-nord"
    assert plan.open_data is not None
    assert (plan.open_data.prefix, plan.open_data.broker.password) == ("hallenwart/daten", "geheim")
    assert plan.ngsi is not None
    assert (plan.ngsi.url, plan.ngsi.token) == ("https://orion.stadt.example", "geheim")
    people = next(figure for sensor in plan.sensors for figure in sensor.figures if figure.quantity == "people")
    assert people.component == "nordpark"


def test_no_file_is_no_city(tmp_path):
    assert read_plan(tmp_path, own_broker=OWN) == Plan()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[[broker]]", "[[brokr]]", "brokr"),
        ('prefix = "hallenwart/daten"', 'prefix = "hall/v1/daten"', "[open_data]: prefix 'hall/v1/daten'; write a topic"),
        ('told_as = "mqtts://daten.stadt.example"', 'told_as = "daten"', "write mqtts://NAME"),
        ('url = "https://orion.stadt.example"', 'url = "https://orion.stadt.example/ngsi-ld/v1"', "without /ngsi-ld"),
        ('url = "https://orion.stadt.example"', 'url = "ftp://orion"', "[ngsi]: url 'ftp://orion'"),
        ("every_s = 60\n", "every_s = 1\n", "write 10 to 86400 seconds"),
        ('tenant = ""', 'tenant = "a b"', "letters, digits"),
        ("[[broker]]", "[[broker", "feeds.toml"),
        ('system = "chirpstack"', 'system = "loriot"', "Invalid enum value 'loriot'"),
        ('id = "stadtwerke"', 'id = "Stadt Werke"', "small letters"),
        ('id = "ttn"', 'id = "stadtwerke"', "is used 2 times"),
        ('application = "17c82e96-be03-4f38-aef3-f83d48582d97"', 'application = "#"', "write its application's id"),
        ('application = "hallen@stadt"', 'application = ""', "write app@tenant"),
        ('host = "lora.stadtwerke.example"', 'host = ""', "host is empty"),
        ('host = "lora.stadtwerke.example"\nport = 8883', 'host = "localhost"\nport = 1883', "the broker of the devices"),
        ("port = 8883", "port = 99999", "write 1 to 65535"),
        ('"feeds/ca.crt"', '"feeds/gone.crt"', "gone.crt is missing"),
        ('"feeds/stadtwerke.password"', '"feeds/gone"', "gone is missing"),
        ('"feeds/wetter.key"', '"feeds/things.password"', "at least 32 characters"),
        ('"a84041000181c1d2"', '"a840"', "16 hexadecimal digits"),
        ('source = "stadtwerke"', 'source = "stadt"', "source 'stadt' is not defined; write one of"),
        ('site = "nordpark"', 'site = "west"', "there is no site 'west'"),
        ('hall = "nordpark"', 'hall = "west"', "there is no hall 'west'"),
        ("every_s = 1200", "every_s = 1", "write 10 to 604800 seconds"),
        ('name = "Fenster Umkleide"', 'name = ""', "write what people call it"),
        ('quantity = "open"', 'quantity = "Offen?"', "write a quantity with its unit"),
        ('path = "door"', 'path = "door", bytes = { at = 0 }', "one of both"),
        ('path = "door"', 'path = ""', "write where the figure stands"),
        ("length = 2", "length = 9", "length 1 to 8"),
        ("mask = 0x3FFF", "mask = 0x3FFFF", "does not fit into 2 bytes"),
        ("port = 2 }", "port = 700 }", "write 1 to 255"),
        ("scale = 0.001", "scale = 0.0", "scale not 0"),
        ('topic = "umwelt/nordpark/luft"', 'topic = "umwelt/#"', "without # and"),
        ('topic = "umwelt/nordpark/luft"', 'dev_eui = "a84041000181c1d2"', "dev_eui belongs to a LoRaWAN network"),
        ('prefix = "hallenwart"', 'prefix = "homeassistant"', "must differ"),
        ('prefix = "hallenwart"', 'prefix = "hall/v1/x"', "write a topic"),
    ],
)
def test_a_mistake_is_named(tmp_path, old, new, told):
    text = EXAMPLE.read_text()
    assert old in text
    plan = read(tmp_path, text.replace(old, new, 1))
    assert not plan.brokers
    assert not plan.sensors
    assert any(told in problem for problem in plan.problems), plan.problems


def test_every_mistake_is_named_at_once(tmp_path):
    text = EXAMPLE.read_text().replace("every_s = 1200", "every_s = 1").replace("port = 8883", "port = 0")
    assert len(read(tmp_path, text).problems) >= 3
