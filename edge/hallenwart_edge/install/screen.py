"""What the Pi's own screen needs: a user, a unit, a launcher, a first page and the browser's policy.

Sources: systemd.exec(5), systemd.service(5), version 252; pam_systemd(8); cage(1); the list of Chromium's policies.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from hallenwart_edge.config import AgentConfig
from hallenwart_edge.install.files import File, text_file
from hallenwart_edge.install.units import USER

NAME: Final = "hallenwart-screen"
UNIT: Final = f"etc/systemd/system/{NAME}.service"
LAUNCHER: Final = f"usr/local/lib/hallenwart/{NAME}"
START: Final = "usr/local/lib/hallenwart/starting.html"
POLICY: Final = "etc/chromium/policies/managed/hallenwart.json"
GROUPS: Final = ("video", "render", "input", "audio")
SHEBANG: Final = b"#!/usr/bin/python3 -I\n"
KIOSK_PORT: Final = 9222
_PACKAGE: Final = Path(__file__).parents[1]

_SERVICE: Final = """
[Unit]
Description=Hallenwart: Bildschirm / screen
After=hallenwart-edge.service systemd-logind.service systemd-user-sessions.service dbus.socket getty@tty1.service
Wants=systemd-logind.service dbus.socket
Conflicts=getty@tty1.service
ConditionPathExists=/dev/tty0
# Never gives up.
StartLimitIntervalSec=0

[Service]
Type=notify
NotifyAccess=main
ExecStart=/{launcher} --page {page} --start /{start} --port {port}
User={name}
Group={name}
SupplementaryGroups={groups}

# A session at the first console: that is how it gets screen and touch from logind, without rights of its own.
PAMName={name}
TTYPath=/dev/tty1
TTYReset=yes
TTYVHangup=yes
TTYVTDisallocate=yes
StandardInput=tty-fail
StandardOutput=journal
StandardError=journal
UtmpIdentifier=tty1
UtmpMode=user

# In memory: profile, cache and the compositor's socket, which the agent's user may use to switch the output off.
RuntimeDirectory={name}
RuntimeDirectoryMode=0750
UMask=0007

# The launcher says that it lives only while the browser answers.
TimeoutStartSec=120
WatchdogSec=60
TimeoutStopSec=15
Restart=always
RestartSec=2

# It speaks to this machine alone, sees nothing of the agent's, and goes before the agent does when memory ends.
IPAddressDeny=any
IPAddressAllow=localhost
InaccessiblePaths=-/etc/hallenwart -/var/lib/hallenwart
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
NoNewPrivileges=yes
RestrictSUIDSGID=yes
LockPersonality=yes
ProtectHostname=yes
ProtectKernelModules=yes
CapabilityBoundingSet=
OOMScoreAdjust=500
LimitCORE=0

[Install]
WantedBy=multi-user.target
"""
_PAM: Final = """
auth     required pam_deny.so
account  required pam_unix.so
session  required pam_unix.so
session  optional pam_systemd.so
"""
_BACKLIGHT_UNIT: Final = """
[Service]
# /sys is read-only otherwise. What the service may write there is what the group video may: the backlight.
ProtectKernelTunables=no
"""
_BACKLIGHT_RULE: Final = (
    'SUBSYSTEM=="backlight", RUN+="/bin/chgrp video $sys$devpath/brightness $sys$devpath/bl_power", '
    'RUN+="/bin/chmod g+w $sys$devpath/brightness $sys$devpath/bl_power"\n'
)
_POLICY: Final[dict[str, object]] = {
    # Not 2: that forbids the agent's questions as well. What a visitor could open of it is blocked as an address.
    "DeveloperToolsAvailability": 1,
    "IncognitoModeAvailability": 1,
    "BrowserAddPersonEnabled": False,
    "BrowserGuestModeEnabled": False,
    "BrowserSignin": 0,
    "SyncDisabled": True,
    "BookmarkBarEnabled": False,
    "EditBookmarksEnabled": False,
    "PasswordManagerEnabled": False,
    "AutofillAddressEnabled": False,
    "AutofillCreditCardEnabled": False,
    "TranslateEnabled": False,
    "PrintingEnabled": False,
    "DownloadRestrictions": 3,
    "AllowFileSelectionDialogs": False,
    "DefaultPopupsSetting": 2,
    "DefaultNotificationsSetting": 2,
    "DefaultGeolocationSetting": 2,
    "AudioCaptureAllowed": False,
    "VideoCaptureAllowed": False,
    "ExtensionInstallBlocklist": ["*"],
    "TaskManagerEndProcessEnabled": False,
}


def screen(config: AgentConfig | None) -> list[File]:
    """Return the files of the screen; none where this device shows nothing by a browser of its own."""
    page = page_of(config)
    if config is None or not page:
        return []
    port = (config.display.browser_port if config.display else 0) or KIOSK_PORT
    service = _SERVICE.format(launcher=LAUNCHER, start=START, page=page, port=port, name=NAME, groups=" ".join(GROUPS))
    files = [
        text_file(UNIT, service, "der Bildschirm / the screen"),
        File(LAUNCHER, SHEBANG + _source("launch/screen.py"), "startet den Browser / starts the browser", 0o755),
        File(START, _source("install/pages/starting.html"), "die erste Seite / the first page"),
        text_file(f"etc/pam.d/{NAME}", _PAM, "eine Sitzung ohne Anmeldung / a session without signing in"),
        text_file(
            f"etc/sysusers.d/{NAME}.conf",
            f'u {NAME} - "Hallenwart screen" / /usr/sbin/nologin\n'
            + "".join(f"m {NAME} {group}\n" for group in GROUPS)
            + f"m {USER} {NAME}\n",
            "ein Benutzer ohne Kennwort und ohne Shell / a user without password and shell",
        ),
        File(POLICY, _policy(config.screens.port), "was der Browser darf / what the browser may do"),
    ]
    if config.display is not None and config.display.power == "backlight":
        why = "die Helligkeit darf gestellt werden / the brightness may be set"
        files += [
            text_file("etc/systemd/system/hallenwart-edge.service.d/backlight.conf", _BACKLIGHT_UNIT, why),
            text_file("etc/udev/rules.d/71-hallenwart-backlight.rules", _BACKLIGHT_RULE, why),
        ]
    return files


def page_of(config: AgentConfig | None) -> str:
    """Return what the screen of this device shows: the display where its browser is watched, else the locker's page.

    Empty: nothing.
    """
    if config is None or not config.screens.port:
        return ""
    shows = "display" if config.display and config.display.browser_port else "kiosk" if config.lockers else ""
    return f"http://127.0.0.1:{config.screens.port}/{shows}/" if shows else ""


def _policy(port: int) -> bytes:
    here = f"http://127.0.0.1:{port}"
    allowed = [f"{here}/{each}" for each in ("kiosk/*", "display/*", "assets/*")]
    addresses = {
        "URLBlocklist": ["*", "devtools://*", "chrome://*", "file://*"],
        "URLAllowlist": [*allowed, f"file:///{START}*"],
        "HomepageLocation": f"{here}/",
        "AutoplayAllowlist": [here],
    }
    return (json.dumps({**addresses, **_POLICY}, indent=2) + "\n").encode()


def _source(name: str) -> bytes:
    return (_PACKAGE / name).read_bytes()
