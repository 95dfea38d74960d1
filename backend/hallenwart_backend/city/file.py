"""`feeds.toml` in the state folder: what the city already has. Every mistake is named with what to write instead."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Final, Literal

import msgspec

from hallenwart_backend.city.checks import problems
from hallenwart_backend.city.lorawan.frames import dev_eui_of
from hallenwart_backend.city.plan import (
    LARGEST,
    LORAWAN,
    Bits,
    Broker,
    Figure,
    HomeAssistant,
    Means,
    Ngsi,
    OpenData,
    Plan,
    Push,
    Sensor,
    System,
)
from hallenwart_backend.ids import FEED_PREFIX, LORA_PREFIX
from hallenwart_backend.secret_hash import secret_hash

FEEDS_FILE: Final = "feeds.toml"
_SHORTEST_KEY: Final = 32


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the file: unknown keys are refused."""


class BrokerTable(_Table, frozen=True, kw_only=True):
    """`ca_file` empty: what the system trusts. Paths are relative to the state folder."""

    host: str
    port: int = 8883
    tls: bool = True
    ca_file: str = ""
    username: str = ""
    password_file: str = ""


class SourceTable(BrokerTable, frozen=True, kw_only=True):
    id: str
    system: Literal["chirpstack", "things_stack", "topics"]
    application: str = ""


class PushTable(_Table, frozen=True, kw_only=True):
    """`key_file` holds the key that the pushing program presents."""

    id: str
    key_file: str


class HomeAssistantTable(BrokerTable, frozen=True, kw_only=True):
    """`sites` empty: all."""

    prefix: str = "hallenwart"
    discovery: str = "homeassistant"
    sites: list[str] = []


class OpenDataTable(BrokerTable, frozen=True, kw_only=True):
    """`told_as`: the broker's address as the catalogue names it, such as `mqtts://daten.stadt.example`."""

    prefix: str = "hallenwart/daten"
    told_as: str = ""


class NgsiTable(_Table, frozen=True, kw_only=True):
    """`token_file` holds what is sent as bearer."""

    url: str
    token_file: str = ""
    tenant: str = ""
    every_s: int = 60


class BitsTable(_Table, frozen=True, kw_only=True):
    """`lead`: hexadecimal digits. `port`: one, or several."""

    at: int
    length: int = 1
    endian: Literal["big", "little"] = "big"
    signed: bool = False
    mask: int = 0
    port: int | list[int] = []
    lead: str = ""


class OnlyTable(_Table, frozen=True, kw_only=True):
    path: str
    word: str


class ReadingTable(_Table, frozen=True, kw_only=True):
    """`component` empty: the hall for `people`, the sensor's id for everything else."""

    quantity: str
    component: str = ""
    path: str = ""
    bytes: BitsTable | None = None
    scale: float = 1.0
    offset: float = 0.0
    low: float = -LARGEST
    high: float = LARGEST
    words: dict[str, float] = {}
    means: Literal["number", "battery", "smoke"] = "number"


class SensorTable(_Table, frozen=True, kw_only=True):
    id: str
    source: str
    name: str
    site: str
    every_s: int
    hall: str = ""
    dev_eui: str = ""
    topic: str = ""
    only: OnlyTable | None = None
    time: str = ""
    reading: list[ReadingTable] = []


class File(_Table, frozen=True, kw_only=True):
    """The whole file."""

    broker: list[SourceTable] = []
    push: list[PushTable] = []
    sensor: list[SensorTable] = []
    home_assistant: HomeAssistantTable | None = None
    open_data: OpenDataTable | None = None
    ngsi: NgsiTable | None = None


def read_plan(
    state: Path, *, own_broker: tuple[str, int], sites: Collection[str] | None = None, halls: Collection[str] | None = None
) -> Plan:
    """Return what the file says; an empty plan where there is none, one with nothing but `problems` where it has mistakes.

    `own_broker`: where the devices are, which no city may share. `sites`, `halls`: those there are, where that is known.
    """
    path = state / FEEDS_FILE
    try:
        file = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), File, strict=True)
    except FileNotFoundError:
        return Plan()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        return Plan(problems=(f"{FEEDS_FILE}: {error}",))
    secrets = _Secrets(state)
    plan = Plan(
        tuple(_broker(secrets, table.id, System(table.system), table, table.application) for table in file.broker),
        tuple(
            Push(table.id, secret_hash(secrets.key(f"[[push]] {table.id}: key_file", table.key_file))) for table in file.push
        ),
        tuple(_sensor(file, table) for table in file.sensor),
        _home_assistant(secrets, file.home_assistant),
        _open_data(secrets, file.open_data),
        _ngsi(secrets, file.ngsi),
    )
    found = [*secrets.problems, *problems(plan, file_keys(file), own_broker=own_broker, sites=sites, halls=halls)]
    return Plan(problems=tuple(f"{FEEDS_FILE}: {problem}" for problem in found)) if found else plan


def file_keys(file: File) -> dict[str, tuple[str, str]]:
    """Return DevEUI and topic of each sensor as they are written."""
    return {table.id: (table.dev_eui, table.topic) for table in file.sensor}


class _Secrets:
    """Reads the files that hold secrets, and notes what is wrong with them."""

    def __init__(self, state: Path) -> None:
        self._state = state
        self.problems: list[str] = []

    def path(self, where: str, name: str) -> Path | None:
        if not name:
            return None
        path = self._state / name
        if not path.is_file():
            self.problems.append(f"{where}: {path} is missing")
        return path

    def text(self, where: str, name: str) -> str:
        path = self.path(where, name)
        try:
            return path.read_text(encoding="utf-8").strip() if path is not None and path.is_file() else ""
        except (OSError, UnicodeDecodeError) as error:
            self.problems.append(f"{where}: {path} cannot be read: {error}")
            return ""

    def key(self, where: str, name: str) -> str:
        key = self.text(where, name)
        if len(key) < _SHORTEST_KEY:
            hint = "openssl rand -hex 32 > FILE"
            self.problems.append(f"{where}: a key of at least {_SHORTEST_KEY} characters is needed; make one: {hint}")
        return key


def _broker(secrets: _Secrets, name: str, system: System, table: BrokerTable, application: str = "") -> Broker:
    return Broker(
        name,
        system,
        table.host,
        table.port,
        tls=table.tls,
        ca_file=secrets.path(f"{name}: ca_file", table.ca_file),
        username=table.username,
        password=secrets.text(f"{name}: password_file", table.password_file),
        application=application,
    )


def _home_assistant(secrets: _Secrets, table: HomeAssistantTable | None) -> HomeAssistant | None:
    if table is None:
        return None
    broker = _broker(secrets, "[home_assistant]", System.TOPICS, table)
    return HomeAssistant(broker, table.prefix, table.discovery, tuple(table.sites))


def _open_data(secrets: _Secrets, table: OpenDataTable | None) -> OpenData | None:
    if table is None:
        return None
    return OpenData(_broker(secrets, "[open_data]", System.TOPICS, table), table.prefix, table.told_as)


def _ngsi(secrets: _Secrets, table: NgsiTable | None) -> Ngsi | None:
    if table is None:
        return None
    return Ngsi(table.url.rstrip("/"), secrets.text("[ngsi]: token_file", table.token_file), table.tenant, table.every_s)


def _sensor(file: File, table: SensorTable) -> Sensor:
    source = next((one for one in file.broker if one.id == table.source), None)
    lora = source is not None and System(source.system) in LORAWAN
    dev_eui = dev_eui_of(table.dev_eui)
    return Sensor(
        table.id,
        f"{LORA_PREFIX}{dev_eui}" if lora else f"{FEED_PREFIX}{table.id}",
        table.source,
        table.name,
        table.site,
        table.hall,
        table.every_s,
        tuple(_figure(table, reading) for reading in table.reading),
        key=dev_eui if lora else table.topic,
        only=(table.only.path, table.only.word) if table.only else None,
        time=table.time,
    )


def _figure(sensor: SensorTable, table: ReadingTable) -> Figure:
    usual = sensor.hall if table.quantity == "people" and sensor.hall else sensor.id
    return Figure(
        table.component or usual,
        table.quantity,
        table.path,
        _bits(table.bytes) if table.bytes else None,
        table.scale,
        table.offset,
        table.low,
        table.high,
        table.words,
        Means(table.means),
    )


def _ports(told: int | list[int]) -> tuple[int, ...]:
    """Return the ports; 0 is any."""
    return tuple(told) if isinstance(told, list) else (told,) if told else ()


def _bits(table: BitsTable) -> Bits:
    """Read the description of bytes; a `lead` that is no hexadecimal number is told by the checks as such."""
    try:
        lead = bytes.fromhex(table.lead)
    except ValueError:
        lead = b"\0" * 256
    return Bits(
        table.at,
        table.length,
        big_endian=table.endian == "big",
        signed=table.signed,
        mask=table.mask,
        ports=_ports(table.port),
        lead=lead,
    )
