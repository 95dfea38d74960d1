"""What the parts of a configuration must be to each other. Returns sentences that say what to write instead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hallenwart_contract.channels import checked_device
from hallenwart_contract.clock import clock_from
from hallenwart_contract.errors import TopicError
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.config_devices import MCP3008_CHANNELS, Analog, Contact, Device, FireContact, Locker, Table, Watching
from hallenwart_edge.config_fire_checks import fire_problems
from hallenwart_edge.config_output_checks import output_problems
from hallenwart_edge.config_people_checks import people_problems
from hallenwart_edge.config_sensor_checks import sensor_problems
from hallenwart_edge.config_streaming import camera_problems
from hallenwart_edge.device_client import checked_server
from hallenwart_edge.errors import ConfigError

BCM_PINS: Final = range(28)
SPI_PINS: Final = {7, 8, 9, 10, 11}
LOCKS: Final = {"kr-cu16": range(16), "kr-cu48": range(48), "gpio": range(1)}
ADDRESSES: Final = {"kr-cu16": range(16), "kr-cu48": range(10)}
SHARED_PULSE_MS: Final = 1000
PULSES_MS: Final = range(50, 5001)
PORTS: Final = range(65536)
RHYTHMS_S: Final = range(1, 86_401)
TAG: Final = re.compile("[0-9A-F]{10}")


def problems(config: AgentConfig) -> list[str]:
    """Return every mistake found; none for a configuration that can be run."""
    checks = (
        _agent,
        _ids,
        _zones,
        _pins,
        _channels,
        _ports,
        _certificates,
        _lockers,
        _ways_in,
        _tag_readers,
        _responder,
        _site_link,
        _local_bus,
        _numbers,
        fire_problems,
        output_problems,
        people_problems,
        sensor_problems,
        lambda config: camera_problems(config.cameras, server=config.server.url),
    )
    return [problem for check in checks for problem in check(config)]


def _devices(config: AgentConfig) -> list[Device]:
    groups: list[Sequence[Device]] = [config.lockers, config.keypads, config.contacts, config.loops, config.smokes]
    groups += [config.card_readers, config.code_readers, config.tag_readers]
    groups += [config.heats, config.particles, config.co2s]
    groups += [config.beams, config.door_radars, config.presences, config.pirs]
    groups += [config.fire_contacts, config.radio_smokes, config.bus_sensors, config.outputs, config.cameras]
    return [device for group in groups for device in group]


def _analog(config: AgentConfig) -> list[Analog]:
    return [*config.loops, *config.smokes]


def _contacts(config: AgentConfig) -> list[Contact | FireContact]:
    return [*config.contacts, *config.fire_contacts]


def _agent(config: AgentConfig) -> Iterator[str]:
    try:
        checked_device(config.agent.device)
    except TopicError as error:
        yield f"[agent] device: {error}"
    try:
        clock_from(config.agent.clock)
    except ValueError as error:
        yield f"[agent] clock: {error}"
    try:
        ZoneInfo(config.agent.zone)
    except (ZoneInfoNotFoundError, ValueError):
        yield f"[agent] zone: {config.agent.zone!r} is no time zone; write one such as 'Europe/Berlin'"
    if not 1 <= config.agent.hb_every_s <= 60:
        yield f"[agent] hb_every_s: {config.agent.hb_every_s}; write 1 to 60 seconds"


def _ids(config: AgentConfig) -> Iterator[str]:
    for name, count in Counter(device.id for device in _devices(config)).items():
        if count > 1:
            yield f"id {name!r} is used {count} times; give each device an id of its own"
    for name, count in Counter(zone.id for zone in config.zones).items():
        if count > 1:
            yield f"[[zone]] id {name!r} is used {count} times; give each zone an id of its own"


def _zones(config: AgentConfig) -> Iterator[str]:
    known = {zone.id for zone in config.zones}
    for device in _devices(config):
        if isinstance(device, Watching) and device.zone not in known:
            yield f"{device.id}: zone {device.zone!r} is not defined; add a [[zone]] or write one of {sorted(known)}"


def _pins(config: AgentConfig) -> Iterator[str]:
    used: dict[int, str] = dict.fromkeys(SPI_PINS, "the converter on SPI") if config.uses_adc else {}
    for pin, name in _wanted_pins(config):
        if pin not in BCM_PINS:
            yield f"{name}: {pin} is no BCM number; write 0 to 27"
        elif pin in used:
            yield f"{name}: pin {pin} is already used by {used[pin]}; write another"
        used[pin] = name


def _wanted_pins(config: AgentConfig) -> Iterator[tuple[int, str]]:
    if config.siren:
        yield config.siren.pin, "[siren] pin"
    if config.dialler:
        yield config.dialler.pin, "[dialler] pin"
    tables: list[tuple[str, Table]] = [(beam.id, beam) for beam in config.beams]
    tables += [("[display]", config.display)] if config.display else []
    tables += [(locker.id, locker.gpio) for locker in config.lockers if locker.gpio]
    tables += [("[lamps]", config.lamps)] if config.lamps else []
    tables += [(smoke.id, smoke) for smoke in config.smokes] + [(camera.id, camera) for camera in config.cameras]
    for owner, table in tables:
        for name in table.__struct_fields__:
            if name.endswith("_pin") and (pin := getattr(table, name)) is not None:
                yield pin, f"{owner} {name}"
    for contact in _contacts(config):
        yield contact.pin, f"{contact.id} pin"
    for pir in config.pirs:
        yield pir.pin, f"{pir.id} pin"
    relays = [(each.id, each.relay) for each in config.outputs] + [(each.id, each.power) for each in config.door_radars]
    relays += [(each.id, each.power) for each in config.cameras]
    for owner, relay in relays:
        if relay:
            yield relay.pin, f"{owner} pin"


def _channels(config: AgentConfig) -> Iterator[str]:
    used = {} if config.adc.self_test_channel is None else {config.adc.self_test_channel: "the self-test"}
    for device in _analog(config):
        if device.adc_channel not in MCP3008_CHANNELS:
            yield f"{device.id}: adc_channel {device.adc_channel} does not exist; write 0 to 7"
        elif device.adc_channel in used:
            yield f"{device.id}: adc_channel {device.adc_channel} is already used by {used[device.adc_channel]}; write another"
        used[device.adc_channel] = device.id


def _ports(config: AgentConfig) -> Iterator[str]:
    serial = Counter([each.port for each in config.keypads] + [each.port for each in config.card_readers])
    serial.update([each.port for each in config.code_readers] + [each.port for each in config.tag_readers])
    serial.update([each.port for each in config.particles] + [each.port for each in config.co2s])
    serial.update([each.port for each in config.presences] + [each.port for each in config.door_radars])
    serial.update({locker.port for locker in config.lockers if locker.port})
    for port, count in serial.items():
        if count > 1:
            yield f"port {port!r} is used by {count} devices; each needs a line of its own"
    for name, number in (("[mqtt] port", config.mqtt.port), ("[screens] port", config.screens.port)):
        if number not in PORTS:
            yield f"{name}: {number}; write a TCP port up to 65535"


def _certificates(config: AgentConfig) -> Iterator[str]:
    if config.server.url:
        try:
            checked_server(config.server.url)
        except ConfigError as error:
            yield f"[server] url: {error}"
    given = [name for name in ("ca", "cert", "key") if getattr(config.mqtt, name)]
    if config.mqtt.tls and len(given) < 3:
        yield "[mqtt] tls = true needs ca, cert and key: paths of the files that enrolment made"
    if given and not config.mqtt.tls:
        yield f"[mqtt] {given[0]} is given without tls = true; the password would go out in clear"


def _lockers(config: AgentConfig) -> Iterator[str]:
    numbers = Counter(compartment.number for locker in config.lockers for compartment in locker.compartments)
    for number, count in numbers.items():
        if count > 1:
            yield f"compartment {number} is described {count} times; number each once over all lockers"
    for (port, address), count in Counter((each.port, each.address) for each in config.lockers if each.port).items():
        if count > 1:
            yield f"port {port!r} has {count} boards with address {address}; set their switches and `address` apart"
    supplies = Counter(locker.supply_name for locker in config.lockers)
    for locker in config.lockers:
        yield from _board(locker)
        if supplies[locker.supply_name] > 1 and locker.pulse_ms > SHARED_PULSE_MS:
            yield f"{locker.id}: pulse_ms {locker.pulse_ms} at a shared supply; write at most {SHARED_PULSE_MS}"
        locks = LOCKS[locker.board]
        for lock, count in Counter(compartment.lock for compartment in locker.compartments).items():
            if lock not in locks:
                yield f"{locker.id}: lock {lock} does not exist; write {_span(locks)}"
            if count > 1:
                yield f"{locker.id}: lock {lock} belongs to {count} compartments; one each"


def _ways_in(config: AgentConfig) -> Iterator[str]:
    shown = config.screens.port or config.keypads or config.card_readers or config.code_readers
    if config.lockers and not shown:
        yield "[[locker]]: nobody can show a code; add a [[keypad]], a reader, or a port for [screens]"


def _board(locker: Locker) -> Iterator[str]:
    if locker.board == "gpio":
        if locker.gpio is None:
            yield f"{locker.id}: board 'gpio' needs gpio = {{ coil_pin = ..., contact_pin = ... }}"
        if locker.port:
            yield f"{locker.id}: board 'gpio' has no port; remove it"
    else:
        if not locker.port:
            yield f"{locker.id}: port is missing; write the serial port of the board"
        if locker.gpio is not None:
            yield f"{locker.id}: gpio belongs to board 'gpio'; remove it"
        if locker.address not in ADDRESSES[locker.board]:
            span = _span(ADDRESSES[locker.board])
            yield f"{locker.id}: address {locker.address} does not exist; write {span} as its switches are set"
    if locker.pulse_ms not in PULSES_MS:
        yield f"{locker.id}: pulse_ms {locker.pulse_ms}; write {_span(PULSES_MS)}"


def _span(numbers: range) -> str:
    return "0" if len(numbers) == 1 else f"{numbers[0]} to {numbers[-1]}"


def _tag_readers(config: AgentConfig) -> Iterator[str]:
    numbers = {compartment.number for locker in config.lockers for compartment in locker.compartments}
    for number, count in Counter(reader.compartment for reader in config.tag_readers).items():
        if number not in numbers:
            yield f"[[tag_reader]] compartment {number} does not exist; write one of {sorted(numbers)}"
        if count > 1:
            yield f"compartment {number} has {count} tag readers; one each"
    belongs = Counter(tag.upper() for reader in config.tag_readers for tag in reader.tags)
    for tag, count in belongs.items():
        if not TAG.fullmatch(tag):
            yield f"[[tag_reader]] tags: {tag!r} is no tag; write ten hexadecimal digits as `hallenwart-edge check` shows them"
        if count > 1:
            yield f"[[tag_reader]] tags: {tag} stands {count} times; a key belongs in one compartment"


def _responder(config: AgentConfig) -> Iterator[str]:
    if config.responder is None:
        return
    panels = sorted(loop.id for loop in config.loops if loop.means == "panel")
    if config.responder.loop not in panels:
        hint = f"write one of {panels}" if panels else "add a [[loop]] with means = 'panel'"
        yield f"[responder] loop: {config.responder.loop!r} is not on the building panel's contact; {hint}"
    if not config.lockers:
        yield "[responder]: this device has no locker; remove the table"


def _site_link(config: AgentConfig) -> Iterator[str]:
    if config.site_link is None:
        return
    for name, address in (
        ("listen", config.site_link.listen),
        *((peer.device, peer.address) for peer in config.site_link.peers),
    ):
        host, _, port = address.rpartition(":")
        if not host or not port.isdecimal() or int(port) not in PORTS:
            yield f"[site_link] {name}: {address!r} is no address; write HOST:PORT"
    devices = Counter(peer.device for peer in config.site_link.peers)
    if config.agent.device in devices:
        yield "[site_link] peers: this device is no peer of itself; remove it"
    yield from (f"[site_link] peers: {device} stands {count} times" for device, count in devices.items() if count > 1)


def _local_bus(config: AgentConfig) -> Iterator[str]:
    if config.radio_smokes and config.local_bus is None:
        yield "[[radio_smoke]]: no broker to hear it from; add [local_bus] with its host"
    if config.local_bus is not None and config.local_bus.port not in PORTS:
        yield f"[local_bus] port: {config.local_bus.port}; write a TCP port up to 65535"
    for (system, topic), count in Counter((head.system, head.topic) for head in config.radio_smokes).items():
        if count > 1:
            yield f"[[radio_smoke]] topic {topic!r} of {system} stands {count} times; each head once"
    for head in config.radio_smokes:
        if not head.topic or set(head.topic) & set("#+"):
            yield f"{head.id}: topic {head.topic!r}; write the topic of this one head, without # and +"
        if head.every_s not in RHYTHMS_S:
            yield f"{head.id}: every_s {head.every_s}; write {RHYTHMS_S[0]} to {RHYTHMS_S[-1]} seconds"
        base = config.local_bus.zigbee_base if config.local_bus else ""
        if head.system == "zigbee2mqtt" and base and not head.topic.startswith(f"{base}/"):
            yield f"{head.id}: topic {head.topic!r} does not begin with {base!r}/; write it, or [local_bus] zigbee_base"


def _numbers(config: AgentConfig) -> Iterator[str]:
    for smoke in config.smokes:
        if not 0 <= smoke.zero_code < 1023 or smoke.full_scale_pct_m <= 0:
            yield f"{smoke.id}: zero_code must lie in 0 to 1022 and full_scale_pct_m above 0"
    for contact in _contacts(config):
        if not 0 <= contact.debounce_ms <= 5000:
            yield f"{contact.id}: debounce_ms {contact.debounce_ms}; write 0 to 5000"
