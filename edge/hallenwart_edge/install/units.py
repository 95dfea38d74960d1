"""The systemd units of the agent. Sources: systemd.exec(5), systemd.service(5), systemd.resource-control(5), version 252."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hallenwart_edge.install.files import File, text_file

LAUNCHER: Final = "usr/local/lib/hallenwart/hallenwart-launch"
UNIT: Final = "etc/systemd/system/hallenwart-edge.service"
REBOOT_RULE: Final = "etc/polkit-1/rules.d/70-hallenwart.rules"
USER: Final = "hallenwart"
GROUPS: Final = ("dialout", "gpio", "spi", "i2c", "input", "video", "audio")
WATCHDOG_S: Final = 30


@dataclass(frozen=True, slots=True)
class Places:
    """Absolute paths on the device."""

    config: str = "/etc/hallenwart/agent.toml"
    state_dir: str = "/var/lib/hallenwart"
    releases: str = "/opt/hallenwart"


_AGENT: Final = """
[Unit]
Description=Hallenwart: Schlüsselkasten, Brandwache, Anzeige / key locker, fire watch, display
Documentation=file:/usr/share/doc/hallenwart
Wants=network-online.target time-sync.target
After=network-online.target time-sync.target
# Never gives up: the pauses between quick restarts grow in the launcher, to 30 s at most.
StartLimitIntervalSec=0

[Service]
Type=notify
# The release on trial runs as a child of the launcher, so words to systemd come from a child as well.
NotifyAccess=all
ExecStart=/{launcher} --root {releases} -- run --config {config}
User={user}
Group={user}
SupplementaryGroups={groups}

# Ready within: reading the card and opening every device. Fed only while outbox, uplink, fire watch and door loops turn.
TimeoutStartSec=120
WatchdogSec={watchdog_s}
TimeoutStopSec=15
Restart=always
RestartSec=2

# What it may write: its state, its releases, its settings.
StateDirectory=hallenwart
StateDirectoryMode=0750
RuntimeDirectory=hallenwart
RuntimeDirectoryPreserve=restart
UMask=0077
ProtectSystem=strict
ReadWritePaths={state_dir} -{releases} -/etc/hallenwart
ProtectHome=yes
PrivateTmp=yes
PrivateMounts=yes

# What it may be.
NoNewPrivileges=yes
CapabilityBoundingSet=
AmbientCapabilities=
RestrictSUIDSGID=yes
RestrictRealtime=yes
RestrictNamespaces=yes
LockPersonality=yes
ProtectProc=invisible
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
RemoveIPC=yes
KeyringMode=private

# Devices: serial lines, pins, SPI, I2C, keyboards that are readers, cameras with sound. 1-wire is a folder of the kernel.
# Not PrivateDevices: it would hide them. Their groups of devices are loaded early by modules-load.d/hallenwart.conf.
DevicePolicy=closed
DeviceAllow=char-ttyUSB rw
DeviceAllow=char-ttyACM rw
DeviceAllow=char-ttyAMA rw
DeviceAllow=char-ttyS rw
DeviceAllow=char-gpiochip rw
DeviceAllow=char-spi rw
DeviceAllow=char-i2c rw
DeviceAllow=char-input r
DeviceAllow=char-video4linux rw
DeviceAllow=char-media rw
DeviceAllow=char-dma_heap rw
DeviceAllow=char-alsa rw
DeviceAllow=char-cec rw
DeviceAllow=/dev/vcio rw

# adjtimex: whether the clock is kept right is only asked; setting it needs a capability that this service has not.
# For the same reason there is no ProtectClock: it would forbid the question too, and codes would then be refused.
# setpriority: what films yields the processor to locks and fire watch.
SystemCallArchitectures=native
SystemCallFilter=@system-service adjtimex
SystemCallFilter=~@privileged @resources @mount @swap @reboot @raw-io @module @debug @cpu-emulation @obsolete
SystemCallFilter=adjtimex setpriority
SystemCallErrorNumber=EPERM
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX

# The agent takes less than 80 MB; making the venv of an update takes more for a minute. With a camera: ffmpeg, and up to
# 100 MB of parts in /run that wait for the network.
MemoryHigh=400M
MemoryMax=480M
TasksMax=128
LimitNOFILE=4096
LimitCORE=0
Environment=PYTHONUNBUFFERED=1 LG_WD=/run/hallenwart

[Install]
WantedBy=multi-user.target
"""

_REBOOT_RULE: Final = """
polkit.addRule(function(action, subject) {{
    if (action.id.indexOf("org.freedesktop.login1.reboot") == 0 && subject.user == "{user}") {{
        return polkit.Result.YES;
    }}
}});
"""


def units(places: Places, launcher: bytes) -> list[File]:
    """Return the launcher and the units."""
    agent = _AGENT.format(
        launcher=LAUNCHER,
        user=USER,
        groups=" ".join(GROUPS),
        watchdog_s=WATCHDOG_S,
        releases=places.releases,
        config=places.config,
        state_dir=places.state_dir,
    )
    return [
        File(LAUNCHER, launcher, "startet Fassungen und nimmt sie zurück / starts releases and takes them back", 0o755),
        text_file(UNIT, agent, "der Dienst / the service"),
        text_file(
            REBOOT_RULE,
            _REBOOT_RULE.format(user=USER),
            "der Dienst darf das Gerät neu starten, sonst nichts / the service may restart the machine, and nothing else",
            mark="//",
        ),
    ]
