"""Vitals from a tree that stands in for the kernel's: an eMMC with wear, a Pi that is held back, a certificate that ends."""

import pytest

from hallenwart_edge.fleet.machine import Machine, Places


@pytest.fixture
def tree(tmp_path):
    disk = tmp_path / "sys/devices/mmcblk0"
    partition = disk / "mmcblk0p2"
    partition.mkdir(parents=True)
    (partition / "partition").write_text("2\n")
    (disk / "device").mkdir()
    (disk / "device/life_time").write_text("0x02 0x01\n")
    (disk / "stat").write_text("  10 0 80 5 100 0 4000000 9 0 0 0\n")
    numbers = tmp_path / "sys/dev/block"
    numbers.mkdir(parents=True)
    (numbers / "179:2").symlink_to(partition)
    firmware = tmp_path / "sys/devices/platform/soc/soc:firmware"
    firmware.mkdir(parents=True)
    (firmware / "get_throttled").write_text("0\n")
    thermal = tmp_path / "sys/class/thermal/thermal_zone0"
    thermal.mkdir(parents=True)
    (thermal / "temp").write_text("51540\n")
    model = tmp_path / "sys/firmware/devicetree/base"
    model.mkdir(parents=True)
    (model / "model").write_text("Raspberry Pi 4 Model B Rev 1.5\0")
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/meminfo").write_text("MemTotal: 900000 kB\nMemAvailable: 500000 kB\n")
    (tmp_path / "proc/loadavg").write_text("0.42 0.30 0.20 1/100 1\n")
    (tmp_path / "proc/self/statm").write_text("20000 12000 1 1 0 1 0\n")
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc/os-release").write_text('PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\n')
    return tmp_path


def machine(tree, block="179:2"):
    return Machine(Places(tree, sys=tree / "sys", proc=tree / "proc", etc=tree / "etc", block=block))


def vitals(read):
    return read.vitals(unsent={"a": 0, "e": 3}, off_ms=-7, stall_ms=12)


def test_a_pi_with_emmc_tells_its_numbers(tree):
    read = machine(tree)
    told = vitals(read)
    assert (told.wear_pct, told.written_mb, told.mem_free_mb, told.load) == (20.0, 2048, 512, 0.42)
    assert (told.unsent, told.off_ms, told.stall_ms, told.throttled) == ({"e": 3}, -7, 12, [])
    assert told.disk_total_mb > 0
    assert told.agent_mb > 0
    assert read.temp_cpu_c() == 51.54
    about = read.about()
    assert (about["model"], about["os"]) == ("Raspberry Pi 4 Model B Rev 1.5", "Debian GNU/Linux 13 (trixie)")


@pytest.mark.parametrize(
    ("said", "wear"), [("0x00 0x00", None), ("0x0b 0x01", 100.0), ("nonsense", None), ("0x0A 0x03", 100.0)]
)
def test_wear_is_the_worse_of_both_cells_and_unknown_where_the_card_says_nothing(tree, said, wear):
    (tree / "sys/devices/mmcblk0/device/life_time").write_text(said)
    assert vitals(machine(tree)).wear_pct == wear


def test_a_short_dip_of_the_voltage_between_two_looks_is_told_once(tree):
    firmware = tree / "sys/devices/platform/soc/soc:firmware/get_throttled"
    firmware.write_text("50000")  # it had happened before the agent started
    read = machine(tree)
    assert vitals(read).throttled == []
    firmware.write_text("70000")
    assert vitals(read).throttled == ["capped"]
    assert vitals(read).throttled == []
    firmware.write_text("70005")
    assert vitals(read).throttled == ["voltage", "throttled"]


def test_a_machine_that_is_no_pi_says_what_it_has(tmp_path):
    told = vitals(machine(tmp_path, block="0:99"))
    assert (told.wear_pct, told.written_mb, told.load, told.throttled, told.cert_until_ms) == (None, None, None, [], None)
