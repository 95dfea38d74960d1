"""What a plan of the city must be. Returns sentences that say what to write instead. Pure."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from hallenwart_backend.city.plan import LORAWAN, Bits, Broker, Figure, Plan, Sensor, System
from hallenwart_contract.channels import checked_device
from hallenwart_contract.errors import TopicError

_QUANTITY: Final = re.compile("[a-z][a-z0-9_]{0,63}")
_ID: Final = re.compile("[a-z0-9]([a-z0-9-]{0,24}[a-z0-9])?")
_PORTS: Final = range(1, 65_536)
_RHYTHMS_S: Final = range(10, 7 * 86_400 + 1)
_LONGEST_BITS: Final = 8
_MOST_BYTES: Final = 256
_MOST_NAME: Final = 64
_LAST_LORA_PORT: Final = 255
_HERE: Final = frozenset({"localhost", "127.0.0.1", "::1", "0.0.0.0"})  # noqa: S104 - compared, never listened at
_DEFAULT_PREFIX: Final = "hall/v1"
_MQTT: Final = re.compile(r"mqtts?://[a-z0-9.-]+(:[0-9]{1,5})?")
_HTTP: Final = re.compile(r"https?://[A-Za-z0-9.\[\]:-]+(/[A-Za-z0-9._~/-]*)?(?<!/ngsi-ld)(?<!/v1)")
_TENANT: Final = re.compile(r"[A-Za-z0-9_]{0,50}")
_PUSHES_S: Final = range(10, 86_401)


def problems(
    plan: Plan,
    keys: Mapping[str, tuple[str, str]],
    *,
    own_broker: tuple[str, int],
    sites: Collection[str] | None,
    halls: Collection[str] | None,
) -> Iterator[str]:
    """Yield every mistake. `keys`: DevEUI and topic of each sensor as they are written."""
    yield from _ids(plan)
    for broker in plan.brokers:
        yield from _broker(broker, f"[[broker]] {broker.id}", own_broker)
        if broker.system in LORAWAN and (not broker.application or set(broker.application) & set("/#+")):
            written = "its application's id" if broker.system is System.CHIRPSTACK else "app@tenant"
            yield f"[[broker]] {broker.id}: application {broker.application!r}; write {written}"
    for sensor in plan.sensors:
        yield from _sensor(plan, sensor, keys[sensor.id])
        if sites is not None and sensor.site not in sites:
            yield f"[[sensor]] {sensor.id}: there is no site {sensor.site!r}; write one of {sorted(sites)}"
        if halls is not None and sensor.hall and sensor.hall not in halls:
            yield f"[[sensor]] {sensor.id}: there is no hall {sensor.hall!r}; write one of {sorted(halls)}"
        for figure in sensor.figures:
            yield from _figure(plan, sensor, figure)
    yield from _twice(plan)
    yield from _home_assistant(plan, own_broker)
    yield from _outwards(plan, own_broker)


def _ids(plan: Plan) -> Iterator[str]:
    sources = [*(one.id for one in plan.brokers), *(one.id for one in plan.pushes)]
    for what, ids in (("[[broker]] and [[push]]", sources), ("[[sensor]]", [one.id for one in plan.sensors])):
        for name, count in Counter(ids).items():
            if not _ID.fullmatch(name):
                yield f"{what} id {name!r}; write at most 26 small letters, digits and -"
            if count > 1:
                yield f"{what} id {name!r} is used {count} times; give each an id of its own"


def _broker(broker: Broker, where: str, own_broker: tuple[str, int]) -> Iterator[str]:
    if not broker.host:
        yield f"{where}: host is empty; write where the city's broker is"
    if broker.port not in _PORTS:
        yield f"{where}: port {broker.port}; write {_PORTS[0]} to {_PORTS[-1]}"
    if _same(broker.host, own_broker[0]) and broker.port == own_broker[1]:
        yield f"{where}: this is the broker of the devices; the city's must be another"
    if broker.ca_file is not None and not broker.tls:
        yield f"{where}: ca_file without tls; write tls = true"
    if broker.password and not broker.username:
        yield f"{where}: password_file without username; write both"


def _same(one: str, other: str) -> bool:
    return one.lower() == other.lower() or {one.lower(), other.lower()} <= _HERE


def _sensor(plan: Plan, sensor: Sensor, key: tuple[str, str]) -> Iterator[str]:
    where = f"[[sensor]] {sensor.id}"
    yield from _address(plan, sensor, where, *key)
    if not sensor.name.strip() or len(sensor.name) > _MOST_NAME:
        yield f"{where}: name {sensor.name!r}; write what people call it, at most {_MOST_NAME} characters"
    if sensor.every_s not in _RHYTHMS_S:
        yield f"{where}: every_s {sensor.every_s}; write {_RHYTHMS_S[0]} to {_RHYTHMS_S[-1]} seconds"
    if not sensor.figures:
        yield f"{where}: nothing to read; add a [[sensor.reading]]"


def _address(plan: Plan, sensor: Sensor, where: str, dev_eui: str, topic: str) -> Iterator[str]:
    """Look at how a sensor's messages are found."""
    broker = _broker_of(plan, sensor)
    if broker is None and all(one.id != sensor.source for one in plan.pushes):
        known = sorted([*(one.id for one in plan.brokers), *(one.id for one in plan.pushes)])
        yield f"{where}: source {sensor.source!r} is not defined; write one of {known}"
    elif broker is not None and broker.system in LORAWAN:
        if not sensor.key:
            yield f"{where}: dev_eui {dev_eui!r}; write its 16 hexadecimal digits"
        if topic:
            yield f"{where}: topic belongs to a broker of topics; remove it"
        return
    elif broker is not None and (not topic or set(topic) & set("#+")):
        yield f"{where}: topic {topic!r}; write the topic of this one sensor, without # and +"
    elif broker is None and topic:
        yield f"{where}: topic belongs to a broker of topics; a pushed feed has `only`"
    if dev_eui:
        yield f"{where}: dev_eui belongs to a LoRaWAN network; remove it"
    try:
        checked_device(sensor.device)
    except TopicError as error:
        yield f"{where}: {error}"


def _broker_of(plan: Plan, sensor: Sensor) -> Broker | None:
    return next((one for one in plan.brokers if one.id == sensor.source), None)


def _figure(plan: Plan, sensor: Sensor, figure: Figure) -> Iterator[str]:
    where = f"[[sensor]] {sensor.id}: {figure.quantity}"
    if not _QUANTITY.fullmatch(figure.quantity):
        yield f"{where}: write a quantity with its unit, such as 'temp_c', in small letters, digits and _"
    if not figure.component.isprintable() or len(figure.component) > _MOST_NAME:
        yield f"{where}: component {figure.component!r}; write at most {_MOST_NAME} characters"
    if bool(figure.path) is (figure.bits is not None):
        yield f"{where}: write where the figure stands: path = '...' or bytes = {{ at = ... }}, one of both"
    numbers = (figure.scale, figure.offset, figure.low, figure.high, *figure.words.values())
    if not all(map(math.isfinite, numbers)) or figure.scale == 0 or figure.low > figure.high:
        yield f"{where}: scale, offset, low, high and words must be numbers, scale not 0, low not above high"
    if figure.bits is not None:
        broker = _broker_of(plan, sensor)
        if broker is None or broker.system not in LORAWAN:
            yield f"{where}: bytes belong to a LoRaWAN network; write a path"
        yield from _bits(figure.bits, where)


def _bits(bits: Bits, where: str) -> Iterator[str]:
    if bits.at < 0 or not 1 <= bits.length <= _LONGEST_BITS or bits.at + bits.length > _MOST_BYTES:
        yield f"{where}: bytes at {bits.at}, {bits.length} long; write at from 0, length 1 to {_LONGEST_BITS}"
    elif not 0 <= bits.mask < 1 << (8 * bits.length):
        yield f"{where}: mask {bits.mask:#x} does not fit into {bits.length} bytes"
    for port in bits.ports:
        if not 1 <= port <= _LAST_LORA_PORT:
            yield f"{where}: port {port}; write 1 to {_LAST_LORA_PORT}, 0 for any"
    if len(bits.lead) >= _MOST_BYTES:
        yield f"{where}: lead must be hexadecimal digits, two for each byte"


def _twice(plan: Plan) -> Iterator[str]:
    told = Counter((sensor.device, figure.component, figure.quantity) for sensor in plan.sensors for figure in sensor.figures)
    for (device, component, quantity), count in told.items():
        if count > 1:
            yield f"[[sensor]] {component} {quantity} of {device} stands {count} times; each once"


def _home_assistant(plan: Plan, own_broker: tuple[str, int]) -> Iterator[str]:
    home = plan.home_assistant
    if home is None:
        return
    yield from _broker(home.broker, "[home_assistant]", own_broker)
    yield from _prefixes("[home_assistant]", prefix=home.prefix, discovery=home.discovery)
    if home.prefix == home.discovery:
        yield "[home_assistant]: prefix and discovery must differ"


def _outwards(plan: Plan, own_broker: tuple[str, int]) -> Iterator[str]:
    """Look at where open data goes."""
    if plan.open_data is not None:
        yield from _broker(plan.open_data.broker, "[open_data]", own_broker)
        yield from _prefixes("[open_data]", prefix=plan.open_data.prefix)
        if plan.open_data.told_as and not _MQTT.fullmatch(plan.open_data.told_as):
            yield f"[open_data]: told_as {plan.open_data.told_as!r}; write mqtts://NAME or mqtts://NAME:PORT"
    if plan.ngsi is not None:
        if not _HTTP.fullmatch(plan.ngsi.url):
            yield f"[ngsi]: url {plan.ngsi.url!r}; write https://NAME without /ngsi-ld"
        if not _TENANT.fullmatch(plan.ngsi.tenant):
            yield f"[ngsi]: tenant {plan.ngsi.tenant!r}; write letters, digits and _"
        if plan.ngsi.every_s not in _PUSHES_S:
            yield f"[ngsi]: every_s {plan.ngsi.every_s}; write {_PUSHES_S[0]} to {_PUSHES_S[-1]} seconds"


def _prefixes(where: str, **named: str) -> Iterator[str]:
    for name, prefix in named.items():
        if not prefix or prefix.startswith((_DEFAULT_PREFIX, "$")) or set(prefix) & set("#+ ") or prefix.strip("/") != prefix:
            yield f"{where}: {name} {prefix!r}; write a topic without #, + and blanks"
