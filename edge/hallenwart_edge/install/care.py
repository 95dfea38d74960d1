"""Drop-ins that spare the card and keep the clock, each with its reason. Sources: journald.conf(5), timesyncd.conf(5),
modules-load.d(5), sysusers.d(5), tmpfiles.d(5), and the Raspberry Pi documentation on swap.
"""

from __future__ import annotations

from typing import Final

from hallenwart_edge.install.files import File, text_file
from hallenwart_edge.install.units import GROUPS, USER, Places

SYSUSERS: Final = "etc/sysusers.d/hallenwart.conf"
TMPFILES: Final = "etc/tmpfiles.d/hallenwart.conf"


def care(places: Places) -> list[File]:
    """Return the drop-ins."""
    return [
        text_file(
            SYSUSERS,
            f'u {USER} - "Hallenwart" {places.state_dir}\n' + "".join(f"m {USER} {group}\n" for group in GROUPS),
            "ein eigener Benutzer in den Gruppen der Geräte / a user of its own in the groups of the devices",
        ),
        text_file(
            TMPFILES,
            f"d {places.state_dir} 0750 {USER} {USER} -\n"
            f"d {places.releases} 0755 {USER} {USER} -\n"
            f"d {places.releases}/releases 0755 {USER} {USER} -\n"
            f"d /etc/hallenwart 0750 {USER} {USER} -\n"
            f"z /etc/hallenwart/* 0640 {USER} {USER} -\n",
            "Ordner und wem sie gehören / folders and whose they are",
        ),
        text_file(
            "etc/systemd/journald.conf.d/hallenwart.conf",
            "[Journal]\nStorage=volatile\nRuntimeMaxUse=32M\nRuntimeMaxFileSize=8M\nMaxRetentionSec=1month\n"
            "RateLimitIntervalSec=30s\nRateLimitBurst=2000\nForwardToSyslog=no\n",
            "Protokolle nur im Speicher: jede Zeile auf der Karte nutzt sie ab; die Zentrale holt sie auf Wunsch / "
            "logs in memory only: every line wears the card; the office fetches them when it needs them",
        ),
        text_file(
            "etc/systemd/system/tmp.mount",
            "[Unit]\nDescription=Kurzlebige Dateien im Speicher / short-lived files in memory\nConflicts=umount.target\n"
            "Before=local-fs.target umount.target\n"
            "After=swap.target\n\n[Mount]\nWhat=tmpfs\nWhere=/tmp\nType=tmpfs\n"
            "Options=mode=1777,strictatime,nosuid,nodev,size=25%,nr_inodes=100k\n\n[Install]\nWantedBy=local-fs.target\n",
            "kurzlebige Dateien im Speicher statt auf der Karte / short-lived files in memory instead of on the card",
        ),
        text_file(
            "etc/rpi/swap.conf.d/hallenwart.conf",
            "[Main]\nMechanism=none\n",
            "keine Auslagerung: sie schreibt ständig auf die Karte (Raspberry Pi OS 13; in 12: dphys-swapfile, siehe unten) / "
            "no swap: it writes to the card all the time",
        ),
        text_file(
            "etc/sysctl.d/70-hallenwart.conf",
            "vm.swappiness = 0\nkernel.panic = 10\nkernel.panic_on_oops = 1\n",
            "nicht auslagern; nach einem Absturz des Kerns nach 10 s neu starten / "
            "do not swap; after a crash of the kernel start again after 10 s",
        ),
        text_file(
            "etc/systemd/system.conf.d/hallenwart.conf",
            "[Manager]\nRuntimeWatchdogSec=15s\nRebootWatchdogSec=2min\nDumpCore=no\n",
            "der Wachhund des Pi: steht der Kern, startet die Hardware neu (höchstens 15 s) / "
            "the Pi's own watchdog: when the kernel stands still, the hardware starts it again (15 s at most)",
        ),
        text_file(
            "etc/systemd/timesyncd.conf.d/hallenwart.conf",
            "[Time]\nSaveIntervalSec=1h\n",
            "Netzzeit; die gemerkte Zeit wird stündlich statt jede Minute geschrieben / "
            "network time; what is remembered of it is written hourly instead of every minute",
        ),
        text_file(
            "etc/modules-load.d/hallenwart.conf",
            "usbserial\ncdc_acm\ni2c-dev\nspidev\ncec\n",
            "Treiber früh laden: der Dienst darf nur Geräte öffnen, deren Art beim Start bekannt ist; "
            "ein später gesteckter Adapter gehört dann dazu / "
            "load drivers early: the service may open only kinds of devices known at its start",
        ),
    ]
