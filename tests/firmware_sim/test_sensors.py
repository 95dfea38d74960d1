"""Emulated sensors against documented bytes and figures."""

import asyncio
import os
from pathlib import Path

import pytest

from hallenwart_sim.devices.ds18b20 import EmulatedDs18b20
from hallenwart_sim.devices.fire import EmulatedLoop, EmulatedSmokeHead
from hallenwart_sim.devices.mcp3008 import EmulatedMcp3008
from hallenwart_sim.recordings import FireRow
from support.rig import a_rig, until

ROM = "28-0316a2791234"


async def heard_from(port: str, length: int, *, say: bytes = b"") -> bytes:
    line = os.open(port, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
    try:
        if say:
            os.write(line, say)
        received = b""
        async with asyncio.timeout(180):
            while len(received) < length:
                await asyncio.sleep(0.005)
                try:
                    received += os.read(line, 4096)
                except BlockingIOError:
                    continue
        return received
    finally:
        os.close(line)


async def test_pms5003_reports_the_documented_frame():
    async with a_rig() as rig:
        dust = rig.pms5003(period_s=0.02)
        assert (await heard_from(dust.port, 32))[:32] == bytes.fromhex(
            "42 4D 00 1C 00 05 00 08 00 09 00 05 00 08 00 09 03 EA 01 1F 00 33 00 06 00 02 00 00 97 00 02 B6"
        )


async def test_pms5003_obeys_documented_commands_and_ignores_wrong_sums():
    async with a_rig() as rig:
        dust = rig.pms5003(period_s=10)
        for command, active in (
            ("42 4D E1 00 00 01 70", False),
            ("42 4D E1 00 01 01 72", False),
            ("42 4D E1 00 01 01 71", True),
        ):
            dust.received(bytes.fromhex(command))
            assert dust.active == active
        assert len(await heard_from(dust.port, 32, say=bytes.fromhex("42 4D E2 00 00 01 71"))) == 32


async def test_ld2410_reports_the_documented_frames():
    async with a_rig() as rig:
        radar = rig.ld2410()
        radar.see_moving(150)
        assert radar.report() == bytes.fromhex("F4 F3 F2 F1 0D 00 02 AA 01 96 00 50 00 00 00 96 00 55 00 F8 F7 F6 F5")
        radar.see_nobody()
        assert radar.report() == bytes.fromhex("F4 F3 F2 F1 0D 00 02 AA 00 00 00 00 00 00 00 00 00 55 00 F8 F7 F6 F5")
        radar.see_phantom()
        assert radar.report()[8:12] == bytes.fromhex("01 00 00 61")


async def test_ld2410_reports_ten_times_a_second_even_after_the_plug_was_out():
    async with a_rig() as rig:
        radar = rig.ld2410()
        started_s = asyncio.get_running_loop().time()
        await heard_from(radar.port, 3 * 23)
        assert 0.15 < asyncio.get_running_loop().time() - started_s < 3
        radar.unplug()
        radar.plug_in()
        assert len(await heard_from(radar.port, 2 * 23)) >= 46


@pytest.mark.parametrize(
    ("temp_c", "line"),
    [
        (25.0, "90 01 4b 46 7f ff 0c 10 33 : crc=33 YES"),
        (-10.125, "5e ff 4b 46 7f ff 0c 10 6a : crc=6a YES"),
    ],
)
def test_ds18b20_shows_the_kernels_text(tmp_path: Path, temp_c, line):
    EmulatedDs18b20(tmp_path, ROM, temp_c=temp_c)
    first, second = (tmp_path / ROM / "w1_slave").read_text().splitlines()
    assert first == line
    assert second == f"{line[:26]} t={int(temp_c * 1000)}"


def test_ds18b20_powers_up_at_85_degrees_and_reads_zeros_on_a_shorted_bus(tmp_path: Path):
    chip = EmulatedDs18b20(tmp_path, ROM)
    shown = tmp_path / ROM / "w1_slave"
    chip.power_up()
    assert shown.read_text().startswith("50 05 4b 46 7f ff 0c 10 1c : crc=1c YES\n")
    chip.short_bus()
    assert shown.read_text().startswith("00 00 00 00 00 00 00 00 00 : crc=00 YES\n")
    chip.disturb()
    assert "NO\n" in shown.read_text()
    chip.unplug()
    assert not shown.exists()


@pytest.mark.parametrize("channel", range(8))
def test_mcp3008_answers_ten_bits_in_the_last_two_bytes(channel):
    chip = EmulatedMcp3008()
    chip.channel(channel).code = 0x2A5
    assert chip.transfer([0x01, 0x80 | channel << 4, 0x00]) == [0x00, 0x02, 0xA5]


def test_mcp3008_is_at_half_on_its_self_test_channel_and_at_zero_when_dead():
    chip = EmulatedMcp3008()
    assert chip.transfer([0x01, 0xF0, 0x00]) == [0x00, 0x02, 0x00]
    chip.dead = True
    assert chip.transfer([0x01, 0xF0, 0x00]) == [0, 0, 0]
    assert EmulatedMcp3008().transfer([0x00, 0xF0, 0x00]) == [0, 0, 0]


def test_a_loop_divides_as_its_resistors_say():
    chip = EmulatedMcp3008()
    loop = EmulatedLoop(chip, 0)
    codes = {}
    for name, act in (
        ("normal", loop.normal),
        ("one contact", loop.alarm),
        ("two contacts", lambda: loop.alarm(2)),
        ("20 k leak", lambda: loop.leak(20_000)),
        ("open", loop.open),
        ("short", loop.short),
    ):
        act()
        codes[name] = chip.channel(0).code
    documented = {"normal": 512, "one contact": 115, "two contacts": 65, "20 k leak": 458, "open": 1023, "short": 0}
    assert all(abs(codes[name] - code) <= 1 for name, code in documented.items())


@pytest.mark.parametrize(
    ("od_per_m", "code"),
    [
        (0.0, 40),
        (0.0225, 40 + 983 * 5.049 / 20),  # 5.05 %/m
        (0.0969, 1023),  # 20 %/m: full scale
        (2.0, 1023),  # 99 %/m: beyond it
    ],
)
def test_a_smoke_head_turns_optical_density_into_obscuration(od_per_m, code):
    chip = EmulatedMcp3008()
    head = EmulatedSmokeHead(chip, 1, full_scale_pct_m=20.0, zero_code=40)
    head.od_per_m = od_per_m
    assert abs(chip.channel(1).code - code) <= 1


def test_a_dead_smoke_head_reads_below_zero_smoke():
    chip = EmulatedMcp3008()
    head = EmulatedSmokeHead(chip, 1)
    head.die()
    assert chip.channel(1).code == 0
    head.die(dead=False)
    assert chip.channel(1).code == 40


async def test_a_recording_plays_at_the_asked_speed_and_skips_what_it_did_not_measure(tmp_path: Path):
    chip = EmulatedMcp3008()
    head, heat = EmulatedSmokeHead(chip, 1), EmulatedDs18b20(tmp_path, ROM)
    fire = [FireRow(0, 0.0, 20.0), FireRow(10, 0.05, None), FireRow(20, None, 60.0)]
    loop = asyncio.get_running_loop()
    started_s = loop.time()
    playing = asyncio.gather(head.play(fire, speed=100), heat.play(fire, speed=100))
    await until(lambda: head.od_per_m > 0)
    assert loop.time() - started_s > 0.05
    await playing
    assert loop.time() - started_s >= 0.2
    assert (head.od_per_m, heat.temp_c) == (0.05, 60.0)
