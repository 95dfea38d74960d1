"""Readers as a configuration names them: opened at first use, anew after a fault, told by `check` in plain words."""

import asyncio

import msgspec
import pytest

from hallenwart_contract.clock import SystemClock
from hallenwart_edge.check import check
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.hardware import Hardware
from hallenwart_sim.devices.nfc_cards import MifareClassic
from support.rig import a_rig

TAG = bytes.fromhex("0C009B2F1E")


def configured(**tables) -> AgentConfig:
    return msgspec.convert({"agent": {"device": "nordpark-1", "site": "nordpark"}, **tables}, AgentConfig)


async def checked(config: AgentConfig) -> tuple[int, str]:
    said: list[str] = []
    status = await check(config, said.append)
    return status, "\n".join(said)


async def test_check_says_what_each_reader_calls_itself():
    async with a_rig() as rig:
        hung = rig.rdm6300(period_s=0.02)
        hung.lay(TAG)
        config = configured(
            card_reader=[
                {"id": "karten", "kind": "pn532", "port": rig.pn532().port},
                {"id": "altkarten", "kind": "rdm6300", "port": rig.rdm6300().port},
            ],
            code_reader=[
                {"id": "qr", "kind": "gm65", "port": rig.gm65().port},
                {"id": "qr-2", "kind": "gm861", "port": rig.gm65(model="gm861").port},
                {"id": "qr-3", "kind": "usb", "port": rig.hid_reader().port},
            ],
            tag_reader=[
                {"id": "haken-1", "port": hung.port, "compartment": 1},
                {"id": "haken-2", "port": rig.rdm6300().port, "compartment": 2},
            ],
        )
        status, told = await checked(config)
    assert status == 0, told
    assert "ok     karten: PN532 1.6" in told
    assert "ok     altkarten: offen, spricht nur" in told
    assert "ok     qr: GM65" in told
    assert "ok     qr-2: GM861" in told
    assert "ok     qr-3: offen, spricht nur" in told
    assert "ok     haken-1: Anhänger 0C009B2F1E / tag 0C009B2F1E" in told
    assert "ok     haken-2: offen, kein Anhänger / open, no tag" in told


@pytest.mark.parametrize(
    ("table", "more", "help_text"),
    [("card_reader", {}, "HSU"), ("code_reader", {}, "nicht als Tastatur"), ("tag_reader", {"compartment": 1}, "the plug")],
)
async def test_check_names_a_reader_that_is_missing_and_what_to_look_at(table, more, help_text):
    status, told = await checked(configured(**{table: [{"id": "leser", "port": "/dev/nothing", **more}]}))
    assert status == 1
    assert "FEHLER leser:" in told
    assert help_text in told


async def test_a_plug_pulled_and_put_back_heals():
    async with a_rig() as rig:
        chip, scanner, hook = rig.pn532(), rig.gm65(), rig.rdm6300(period_s=0.02)
        chip.lay(MifareClassic(b"\x01\x02\x03\x04"))
        hook.lay(TAG)
        config = configured(
            card_reader=[{"id": "karten", "port": chip.port}],
            code_reader=[{"id": "qr", "port": scanner.port}],
            tag_reader=[{"id": "haken-1", "port": hook.port, "compartment": 1}],
        )
        hardware = Hardware(config, SystemClock())
        cards, codes = hardware.card_reader(config.card_readers[0]), hardware.code_reader(config.code_readers[0])
        tags = hardware.tag_reader(config.tag_readers[0])
        for _ in range(2):
            async with asyncio.timeout(180):
                assert (await anext(cards.cards())).uid == b"\x01\x02\x03\x04"
                assert await codes.identify() == "GM65"
                assert await tags.present() == "0C009B2F1E"
            for device in (chip, scanner, hook):
                device.unplug()
            for use in (anext(cards.cards()), anext(codes.texts()), tags.present(), cards.identify(), codes.identify()):
                with pytest.raises(DriverFault):
                    await use
            for device in (chip, scanner, hook):
                device.plug_in()
        hardware.close()
