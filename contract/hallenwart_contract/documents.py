"""What the backend signs for a device: commands, and three retained documents with a rising revision."""

from __future__ import annotations

from typing import Final

import msgspec

MAX_GRANTS: Final = 400
MAX_OPEN_TTL_MS: Final = 15_000


class CommandFor(msgspec.Struct, frozen=True, kw_only=True):
    """The connection a command is meant for; on any other it is rejected as late."""

    boot: str
    conn: int


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """Ops: open {slot}, identify, sync, silence, reset {alarm}, drill {on}. Lives `ttl_ms` on the device's monotonic clock."""

    id: str
    to: CommandFor = msgspec.field(name="for")
    op: str
    arg: dict[str, str | int | bool | None] = {}
    iat_ms: int
    exp_ms: int
    ttl_ms: int
    by: str = ""


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


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """A right to open compartments within windows. `pin` is `codes.code_hash` of the code; a series is one grant.

    `until_ms` of a window is when the key is due; return is always accepted.
    """

    id: str
    w: list[tuple[int, int]]
    slots: list[int]
    pin: bytes
    booking: str = ""
    staff: bool = False


class Grants(msgspec.Struct, frozen=True, kw_only=True):
    """All rights of one device. `salt` is the device's own; `grace_ms` widens each window at both ends."""

    rev: int
    salt: bytes
    g: list[Grant]
    deny: list[str] = []
    grace_ms: int = 15 * 60_000
    made_ms: int = 0


class ViewEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the plan: club and group only, never a person's name. `change`: empty, moved or cancelled."""

    id: str
    hall: str
    sections: list[int]
    title: str
    start_ms: int
    end_ms: int
    change: str = ""
    was_start_ms: int | None = None


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """A card below the plan."""

    kind: str
    title: str
    text: str = ""
    link: str = ""
    from_ms: int = 0
    to_ms: int = 2**52


class ViewHall(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    name: str
    sections: int
    capacity: int


class View(msgspec.Struct, frozen=True, kw_only=True):
    """The whole plan of one display for the coming days; what is shown *now* the Pi works out by itself."""

    rev: int
    made_ms: int
    title: str
    halls: list[ViewHall]
    entries: list[ViewEntry]
    posts: list[Post] = []


DOCUMENTS: Final[dict[str, type[Config | Grants | View]]] = {"cfg": Config, "grants": Grants, "view": View}
