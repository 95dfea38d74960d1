"""What the demo town tells its director page (demo only): what should happen now, what did, and how long it took."""

from __future__ import annotations

import msgspec


class Expectation(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that should follow an action. `took_ms` is measured, None while waiting; `late` when over `within_ms`."""

    text_de: str
    text_en: str
    within_ms: int
    took_ms: int | None = None
    late: bool = False
    note: str = ""


class Running(msgspec.Struct, frozen=True, kw_only=True):
    """An action the director started."""

    what: str
    started_ms: int
    expectations: list[Expectation]
    over: bool = False


class Link(msgspec.Struct, frozen=True, kw_only=True):
    title_de: str
    title_en: str
    url: str


class NotNow(msgspec.Struct, frozen=True, kw_only=True):
    """Why an action is not possible, and what to do first."""

    what: str
    text_de: str
    text_en: str


class Director(msgspec.Struct, frozen=True, kw_only=True):
    """The whole state of the director page. `engine`: mosquitto or amqtt; `can`: actions possible now, `not_now` the others.

    `running` and `log` have the newest last.
    """

    now_ms: int
    zone: str
    speed: float
    engine: str
    network: bool
    broker: bool
    can: list[str]
    running: list[Running]
    links: list[Link]
    log: list[str] = []
    not_now: list[NotNow] = []


class Do(msgspec.Struct, frozen=True, kw_only=True):
    """fire, fire_end, panel, panel_end, fog, sensor_dead, sensor_back, call_point, crowd, cut, heal, key_late, no_show,
    wrong_key, broker_dead, broker_back; at the key locker card, strange_card,
    mains_lost, mains_back.
    """

    what: str
