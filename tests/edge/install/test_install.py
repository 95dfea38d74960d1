"""What `hallenwart-edge install` writes: whole, explained, the same at the second time, and taken back."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hallenwart_edge.cli import main
from hallenwart_edge.config import Agent, AgentConfig
from hallenwart_edge.config_devices import Keypad
from hallenwart_edge.config_file import load_config
from hallenwart_edge.install.command import planned, run_install
from hallenwart_edge.install.looks import looks
from hallenwart_edge.install.udev import RULES, udev_rules
from hallenwart_edge.install.units import LAUNCHER, UNIT, Places
from hallenwart_edge.launch.store import Releases

EXAMPLE = Path(__file__).parents[3] / "edge" / "agent.example.toml"
needs_analyze = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not here")
ALLOWED = "SystemCallFilter=adjtimex setpriority"
"""The clock is asked, and what films yields the processor to everything else."""


def install(root: Path, *words: str) -> list[str]:
    said: list[str] = []
    options = argparse.Namespace(root=root, config=EXAMPLE, dry_run=False, check=False, uninstall=False, verbose=False)
    for word in words:
        setattr(options, word, True)
    run_install(options, said.append)
    return said


def snapshot(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and "opt/" not in str(path)
    }


def test_everything_is_written_with_a_reason_and_a_second_time_nothing_changes(tmp_path: Path):
    first = install(tmp_path)
    written = snapshot(tmp_path)
    assert sum(line.startswith("new: /") for line in first) == len(written) - 1  # the note of what was written
    for path, content in written.items():
        if path.endswith((".conf", ".service", ".path", ".rules", ".mount")):
            assert b" / " in content.splitlines()[0], path
            assert content.splitlines()[0].startswith((b"# ", b"// ")), path
    second = install(tmp_path)
    assert "alles ist schon so / everything is so already" in second
    assert not any(line.startswith(("new:", "changed:")) for line in second)
    assert snapshot(tmp_path) == written


def test_a_dry_run_writes_nothing_and_shows_every_line(tmp_path: Path):
    said = install(tmp_path, "dry_run")
    assert not [*tmp_path.iterdir()]
    assert any("+NoNewPrivileges=yes" in line for line in said)


def test_a_change_is_shown_as_a_diff_and_set_right(tmp_path: Path):
    install(tmp_path)
    unit = tmp_path / UNIT
    unit.write_text(unit.read_text().replace("Restart=always", "Restart=no"))
    said = install(tmp_path)
    assert {"    -Restart=no", "    +Restart=always"} <= {*said}
    assert "Restart=always" in unit.read_text()


def test_uninstalling_leaves_what_somebody_changed_and_everything_of_the_device(tmp_path: Path):
    (tmp_path / "etc/hallenwart").mkdir(parents=True)
    (tmp_path / "etc/hallenwart/agent.toml").write_text("")
    install(tmp_path)
    journald = tmp_path / "etc/systemd/journald.conf.d/hallenwart.conf"
    journald.write_text("[Journal]\nStorage=persistent\n")
    said = install(tmp_path, "uninstall")
    assert any(line.endswith("/etc/systemd/journald.conf.d/hallenwart.conf") for line in said)
    left = {*snapshot(tmp_path)}
    assert left == {"etc/hallenwart/agent.toml", "etc/systemd/journald.conf.d/hallenwart.conf"}
    assert Releases(tmp_path / "opt/hallenwart").current()


def test_the_first_release_is_the_installation_itself(tmp_path: Path):
    install(tmp_path)
    releases = Releases(tmp_path / "opt/hallenwart")
    assert releases.versions() == [releases.current()]
    assert releases.program(releases.current()).samefile(Path(sys.prefix) / "bin" / "hallenwart-edge")


@needs_analyze
def test_systemd_understands_the_units_and_finds_the_service_well_hardened(tmp_path: Path):
    install(tmp_path)
    units = [str(tmp_path / "etc/systemd/system" / name) for name in ("hallenwart-edge.service", "tmp.mount")]
    shutil.copytree("/lib/systemd/system", tmp_path / "lib/systemd/system", symlinks=True)
    (tmp_path / "bin").mkdir()
    for name in ("systemctl", "rm"):
        (tmp_path / "bin" / name).touch(mode=0o755)
    (tmp_path / "etc/passwd").write_text("root:x:0:0::/root:/bin/sh\nhallenwart:x:900:900::/:/bin/sh\n")
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=one", f"--root={tmp_path}", *units],
        capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    complaints = [line for line in verified.stderr.splitlines() if "hallenwart" in line or "tmp.mount" in line]
    assert not complaints, verified.stderr
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", "--threshold=22", "--no-pager", str(tmp_path / UNIT)],
        capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert judged.returncode == 0, judged.stdout[-600:]


@needs_analyze
def test_the_service_may_ask_whether_the_clock_is_right_and_not_set_it(tmp_path: Path):
    unit = next(file for file in planned(tmp_path, Places(), None)[0] if file.path == UNIT).content.decode()
    assert "ProtectClock" not in unit.replace("no ProtectClock", "")
    assert [line for line in unit.splitlines() if line.startswith("SystemCallFilter=")][-1] == ALLOWED
    assert "\nCapabilityBoundingSet=\n" in unit


def test_the_launcher_needs_the_systems_python_alone(tmp_path: Path):
    install(tmp_path)
    launcher = tmp_path / LAUNCHER
    assert os.access(launcher, os.X_OK)
    command = [sys.executable, "-I", "-S", str(launcher), "--root", str(tmp_path / "empty"), "--", "run"]
    started = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (started.returncode, "no release is installed" in started.stderr) == (78, True), started.stderr


def known(**facts: str):
    return lambda _: {f"ID_{name.upper()}": value for name, value in facts.items()}


@pytest.mark.parametrize(
    ("port", "facts", "rule"),
    [
        (
            "/dev/serial/by-path/platform-3f980000.usb-usb-0:1.2:1.0-port0",
            {},
            'SUBSYSTEM=="tty", ENV{ID_PATH}=="platform-3f980000.usb-usb-0:1.2:1.0", ATTRS{port_number}=="0"',
        ),
        (
            "/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0",
            {},
            (
                'SUBSYSTEM=="tty", ENV{ID_BUS}=="usb", ENV{ID_SERIAL}=="FTDI_FT232R_USB_UART_A50285BI", '
                'ENV{ID_USB_INTERFACE_NUM}=="00", ATTRS{port_number}=="0"'
            ),
        ),
        (
            "/dev/input/by-id/usb-Sycreader_RFID_08FF20171101-event-kbd",
            {},
            'SUBSYSTEM=="input", KERNEL=="event*", ENV{ID_SERIAL}=="Sycreader_RFID_08FF20171101", ENV{ID_INPUT_KEYBOARD}=="1"',
        ),
        (
            "/dev/ttyUSB0",
            {"vendor_id": "0403", "model_id": "6001", "serial_short": "A50285BI", "usb_interface_num": "00", "path": "x"},
            (
                'SUBSYSTEM=="tty", ENV{ID_VENDOR_ID}=="0403", ENV{ID_MODEL_ID}=="6001", ENV{ID_SERIAL_SHORT}=="A50285BI", '
                'ENV{ID_USB_INTERFACE_NUM}=="00"'
            ),
        ),
        (
            "/dev/ttyUSB1",
            {"vendor_id": "1a86", "model_id": "7523", "path": "platform-fd500000.pcie-pci-0000:01:00.0-usb-0:1.3:1.0"},
            'SUBSYSTEM=="tty", ENV{ID_PATH}=="platform-fd500000.pcie-pci-0000:01:00.0-usb-0:1.3:1.0"',
        ),
    ],
)
def test_a_port_is_known_by_its_serial_number_or_its_socket(port: str, facts: dict[str, str], rule: str):
    file, words = udev_rules({"locker": port}, known(**facts))
    assert file.content.decode().splitlines()[-1] == rule + ', SYMLINK+="hallenwart/locker"'
    assert words == ['locker: jetzt auch / now also: port = "/dev/hallenwart/locker"']


def test_a_name_in_use_keeps_its_rule_and_one_nobody_made_is_told(tmp_path: Path):
    before = udev_rules({"locker": "/dev/serial/by-path/pci-1"}, known())[0].content.decode()
    file, words = udev_rules({"locker": "/dev/hallenwart/locker", "keypad": "/dev/hallenwart/keypad"}, known(), before)
    assert file.content.decode() == before
    assert [word.partition(":")[0] for word in words] == ["keypad"]


def test_a_uart_of_the_board_needs_no_name_and_what_is_not_plugged_is_said():
    file, words = udev_rules({"a": "/dev/ttyAMA0", "b": "/dev/serial0", "c": "/dev/ttyUSB3"}, known())
    assert "SUBSYSTEM" not in file.content.decode()
    assert [word.partition(":")[0] for word in words] == ["c"]


@pytest.mark.skipif(shutil.which("udevadm") is None, reason="udevadm is not here")
def test_udev_understands_the_rules(tmp_path: Path):
    install(tmp_path)
    help_text = subprocess.run(["udevadm", "--help"], capture_output=True, text=True, timeout=120, check=False).stdout
    if "verify" not in help_text:
        pytest.skip("this udevadm cannot verify")
    subprocess.run(["udevadm", "verify", str(tmp_path / RULES)], check=True, timeout=120)


def test_what_is_missing_is_named_with_what_to_do(tmp_path: Path):
    config = load_config(EXAMPLE)
    said = {each.what: each for each in looks(tmp_path, Places(), config)}
    assert not said["release"].ok
    assert "dtoverlay=i2c-rtc,ds3231" in said["rtc"].words
    (tmp_path / "boot/firmware").mkdir(parents=True)
    (tmp_path / "boot/firmware/config.txt").write_text("# dtparam=spi=on\ndtoverlay=i2c-rtc,ds3231\ndtoverlay=w1-gpio\n")
    (tmp_path / "boot/firmware/cmdline.txt").write_text("console=serial0,115200 console=tty1 root=PARTUUID=1\n")
    (tmp_path / "proc").mkdir()
    (tmp_path / "proc/mounts").write_text("/dev/mmcblk0p2 / ext4 rw,strictatime 0 0\n")
    (tmp_path / "proc/swaps").write_text("Filename Type Size Used Priority\n/var/swap file 1 0 -2\n")
    said = {each.what: each for each in looks(tmp_path, Places(), config)}
    assert {what for what in ("rtc", "spi", "1-wire", "console", "noatime", "swap") if said[what].ok} == {"rtc", "1-wire"}


def test_a_device_without_lockers_and_sensors_needs_no_clock_chip(tmp_path: Path):
    plain = AgentConfig(agent=Agent(device="nordpark-1", site="nordpark"), keypads=[Keypad(id="keypad", port="/dev/serial0")])
    assert not {"rtc", "spi", "1-wire"} & {each.what for each in looks(tmp_path, Places(), plain)}


def test_the_command_line_knows_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        main(["install", "--root", str(tmp_path), "--dry-run"])
    assert ended.value.code == 1
    assert "hallenwart-edge.service" in capsys.readouterr().out
