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


class MailLink(msgspec.Struct, frozen=True, kw_only=True):
    """A link of a mail, with the words before it."""

    label: str
    url: str


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """What arrived on somebody's phone in the town. `way`: push, sms, call, email. `link` is what a press on it opens.

    `state` of a call: ringing, talking, over; of the others empty. `silent`: it made no sound. `links`, `files`: of a mail.
    """

    id: str
    person: str
    way: str
    at_ms: int
    title: str
    text: str = ""
    link: str = ""
    state: str = ""
    silent: bool = False
    drill: bool = False
    links: list[MailLink] = []
    files: list[str] = []


class LampNow(msgspec.Struct, frozen=True, kw_only=True):
    """A light or heating of the town as it truly is, whatever its device believes. `kind`: light, heating."""

    hall: str
    kind: str
    on: bool


class PiNow(msgspec.Struct, frozen=True, kw_only=True):
    """The Pi that was added. `device` is empty before it was enrolled; `said`: why that failed, or why it runs no more."""

    device: str
    plugged: bool
    said: str = ""


class Director(msgspec.Struct, frozen=True, kw_only=True):
    """The whole state of the director page. `engine`: mosquitto or amqtt; `can`: actions possible now, `not_now` the others.

    `running`, `log` and `inbox` have the newest last. `gateways`: whether SMS and calls get through.
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
    inbox: list[Received] = []
    gateways: bool = True
    lamps: list[LampNow] = []
    pi: PiNow | None = None


class Do(msgspec.Struct, frozen=True, kw_only=True):
    """fire, fire_end, prealarm, prealarm_end, panel, panel_end, call_point, call_point_end, fog, crowd, crowd_end, sensor_dead,
    sensor_back, battery_low, battery_new, drill, drill_end, gateway_dead, gateway_back, cut, heal, broker_dead, broker_back,
    key_late, no_show, wrong_key, switch_dead, switch_back; in the portal next door led_moved; at the key locker card,
    strange_card, mains_lost, mains_back; a Pi that was added pi_enrol, pi_off, pi_on.

    `text` of pi_enrol is the text of the ticket, or the command with it.
    """

    what: str
    text: str = ""


class OnPhone(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody does with a call that rings or talks: `answer`, `hang_up`, or one of the keys 0 to 9."""

    call: str
    press: str
