"""What the backend signs for a device: commands, and three retained documents with a rising revision."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import msgspec

from hallenwart_contract.machine import Settings
from hallenwart_contract.tickets import EventDoor
from hallenwart_contract.view import View

MAX_GRANTS: Final = 400
MAX_CREDENTIALS: Final = 150
MAX_BADGES: Final = 200
"""Badges and their sheets of one device, beside its season credentials."""
MAX_GRANTS_BYTES: Final = 96_000
"""A grants document holds no more than this, so that its signed envelope fits into one message."""
MAX_OPEN_TTL_MS: Final = 15_000


class CommandFor(msgspec.Struct, frozen=True, kw_only=True):
    """The connection a command is meant for; on any other it is rejected as late."""

    boot: str
    conn: int


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """One act, alive for `ttl_ms` on the device's monotonic clock.

    Ops: open {slot, emergency}, learn {cred}, answer {help, word}, unlockout, identify, sync, silence, reset {alarm},
    drill {on, ref}, disable {off, zone, c, until_ms, reason, by}, enable {off}, walk {zone, on, until_ms}, delay {zone, on},
    selftest {ref, c}, output {id, on, until_ms}, restart {what}, logs {ref, lines, level}, update {version}, renew,
    proof {ref}, live {stream, on}.

    `learn` makes the next card at this locker the one of `cred`; `answer` tells whoever asked for help that somebody saw it
    (`seen`), asks to call (`call`) or ends it (`done`).
    `disable` without `c` means the whole zone; its `by` is the pseudonym of who answers for it.
    `output` {id, on, until_ms} switches a light or heating by hand for at most 4 h; without `on` it follows bookings again.
    `selftest` plays a test value through the rule of sensor `c` (empty: the device
    chooses) and answers with a test alarm of the same `ref`; it moves no output.
    `identify` shows for `on_s` seconds which device it is; `restart` begins the `agent` or the whole `machine` anew; `logs`
    makes the device upload its last `lines` of at least `level`; `update` puts a release on trial; `renew` asks for a new
    certificate. `proof` makes a display upload what its browser draws; `live` starts or stops the stream of a camera.
    """

    id: str
    to: CommandFor = msgspec.field(name="for")
    op: str
    arg: dict[str, str | int | bool | None] = {}
    iat_ms: int
    exp_ms: int
    ttl_ms: int
    by: str = ""


class OutputTimes(msgspec.Struct, frozen=True, kw_only=True):
    """How a light or heating follows bookings, in minutes.

    `absent_min`: a booked hall in which nobody is counted for so long is switched off; 0: presence is no brake. `alone`:
    somebody who is there outside bookings gets light.
    """

    lead_min: int
    lag_min: int
    absent_min: int
    alone: bool = False


LIGHT_TIMES: Final = OutputTimes(lead_min=5, lag_min=10, absent_min=15)
HEATING_TIMES: Final = OutputTimes(lead_min=60, lag_min=0, absent_min=30)
MAX_MANUAL_MS: Final = 4 * 3_600_000
"""How long an output may be switched by hand."""


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """Wanted settings that the office may change from afar; wiring stays in the device's own file."""

    rev: int
    site: str
    site_name: str
    zone: str = "Europe/Berlin"
    """IANA time zone of the site."""
    address: str = ""
    assembly_point: str = ""
    help_phone: str = ""
    halls: dict[str, str] = {}
    """Name per hall id."""
    capacity: dict[str, int] = {}
    """People allowed per hall id."""
    outputs: dict[str, OutputTimes] = {}
    """How outputs follow bookings, per kind (`light`, `heating`) or per id of one output, which outweighs its kind."""
    settings: Settings = Settings()
    wiring: str = ""
    """TOML of the device's own tables (sensors, lockers, pins); empty: what it has stands. A change is put on trial."""
    site_keys: list[bytes] = []
    """Keys of the site link (32 bytes), each sealed for this device about `site_key`; the first seals what is said, all are
    understood. Empty: the one of its credentials."""


class CredentialKind(StrEnum):
    """`card` knows a UID alone (convenience: it can be copied), `sun` an NTAG 424 that proves itself, `pin` digits.

    `badge` is the rotating symbol of a person's phone (`badges.py`), `paper` its sheet for whoever has no phone with them.
    """

    CARD = "card"
    SUN = "sun"
    PIN = "pin"
    BADGE = "badge"
    PAPER = "paper"


class Credential(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A season credential: it opens nothing by itself, only what grants name it in `creds` for.

    `hash` is `codes.card_hash` of a UID, `codes.code_hash` of an 8-digit PIN or `badges.paper_hash`; `long` and `duress` belong
    to a PIN. `key` is the file key of an NTAG 424 (16 bytes) or the key of a badge (20 bytes), sealed for this device about
    the credential's id; a badge's id is its handle.
    """

    id: str
    kind: CredentialKind
    who: str = ""
    hash: bytes = b""
    long: bytes = b""
    duress: bytes = b""
    key: bytes = b""


class Grant(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A right to open compartments within windows; a series is one grant with many windows.

    The end of a window is when the key is due; return is always accepted. `pin`, `long` and `duress` are `codes.code_hash` of
    8 and 12 digits, empty where no such code exists; `creds` are the credentials that may use this grant. `who` is the
    pseudonym of whom it belongs to. `uses` limits how often a key may be fetched (0: no limit). `second`: a second person is
    demanded. `staff` opens whatever the clock is worth and chooses one compartment; `emergency` may open all.
    """

    id: str
    w: list[tuple[int, int]]
    slots: list[int]
    pin: bytes = b""
    long: bytes = b""
    duress: bytes = b""
    booking: str = ""
    who: str = ""
    creds: list[str] = []
    uses: int = 0
    second: bool = False
    staff: bool = False
    emergency: bool = False


class Release(msgspec.Struct, frozen=True, kw_only=True):
    """A named release of the fire-safety officer: while it holds, these compartments open on the building panel's contact."""

    id: str
    slots: list[int]
    from_ms: int
    to_ms: int


class Grants(msgspec.Struct, frozen=True, kw_only=True):
    """All rights of one device. `salt` is the device's own; `before_ms` and `after_ms` widen each window.

    `deny` lists ids of grants, credentials and dark codes that were taken back before their end. `dark_kid` is the key
    number of algorithmic codes, 0 switches them off. `sun_meta` is the key that hides NTAG 424 UIDs (16 bytes), sealed about
    `sun_meta`. `spares` maps a compartment to the one with the spare key; `out_of_service` opens for staff only.
    """

    rev: int
    salt: bytes
    g: list[Grant]
    creds: list[Credential] = []
    deny: list[str] = []
    before_ms: int = 15 * 60_000
    after_ms: int = 15 * 60_000
    dark_kid: int = 0
    sun_meta: bytes = b""
    spares: dict[int, int] = {}
    out_of_service: list[int] = []
    responder: Release | None = None
    doors: list[EventDoor] = []
    made_ms: int = 0


DOCUMENTS: Final[dict[str, type[Config | Grants | View]]] = {"cfg": Config, "grants": Grants, "view": View}
