"""LoRaWAN network servers with devices behind them, publishing to a real broker what their documentation shows.

ChirpStack v4: application/APP/device/EUI/event/up, status, join
The Things Stack v3: v3/APP@TENANT/devices/DEVICE/up, join, at QoS 0
"""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from typing import Any, Final

from hallenwart_contract.clock import Clock
from hallenwart_sim.devices.mqtt_wire import Account, MqttPublisher

_NS: Final = 1_000_000


class EmulatedChirpStack:
    """Its MQTT integration, set to JSON as protobuf writes it: what is 0, false or empty is left out."""

    def __init__(self, account: Account, *, clock: Clock, application: str = "17c82e96-be03-4f38-aef3-f83d48582d97") -> None:
        self.application, self._clock = application, clock
        self._counts: dict[str, int] = {}
        self._mqtt = MqttPublisher(account, "chirpstack")

    async def start(self) -> None:
        """Raises OSError."""
        await self._mqtt.connect()

    async def stop(self) -> None:
        await self._mqtt.kill()

    async def uplink(
        self,
        dev_eui: str,
        payload: bytes = b"",
        *,
        decoded: dict[str, Any] | None = None,
        port: int = 1,
        off_ms: int = 0,
        times: int = 1,
    ) -> None:
        """Pass an uplink on, as often as it is told; `off_ms` puts its time elsewhere, `decoded` is what a codec made of it."""
        count = self._counts[dev_eui] = self._counts.get(dev_eui, -1) + 1
        said = {
            "deduplicationId": "3ac7e3c4-4401-4b8d-9386-a5c902f9202d",
            "time": nanoseconds(self._clock.now_ms() + off_ms, "+00:00"),
            "deviceInfo": self._device(dev_eui),
            "devAddr": "00189440",
            "dr": 1,
            **({"fCnt": count} if count else {}),
            **({"fPort": port} if port else {}),
            **({"data": base64.b64encode(payload).decode()} if payload else {}),
            **({"object": decoded} if decoded is not None else {}),
            "rxInfo": [{"gatewayId": "0016c001f153a14c", "uplinkId": 4217106255, "rssi": -36, "snr": 10.5}],
            "txInfo": {"frequency": 867100000, "modulation": {"lora": {"bandwidth": 125000, "spreadingFactor": 11}}},
        }
        for _ in range(times):
            await self.publish(dev_eui, "up", said)

    async def status(self, dev_eui: str, battery_pct: float) -> None:
        said = {"time": nanoseconds(self._clock.now_ms(), "+00:00"), "deviceInfo": self._device(dev_eui), "margin": 7}
        await self.publish(dev_eui, "status", {**said, "batteryLevel": battery_pct})

    async def join(self, dev_eui: str) -> None:
        self._counts.pop(dev_eui, None)
        said = {"time": nanoseconds(self._clock.now_ms(), "+00:00"), "deviceInfo": self._device(dev_eui), "devAddr": "00189441"}
        await self.publish(dev_eui, "join", said)

    async def publish(self, dev_eui: str, event: str, said: object, *, retain: bool = False) -> None:
        """Pass on anything, also bytes that are no JSON."""
        payload = said if isinstance(said, bytes) else json.dumps(said).encode()
        await self._mqtt.publish(f"application/{self.application}/device/{dev_eui}/event/{event}", payload, retain=retain)

    def _device(self, dev_eui: str) -> dict[str, Any]:
        names = {"tenantName": "Stadtwerke", "applicationId": self.application, "applicationName": "Hallen"}
        return {**names, "deviceName": dev_eui, "devEui": dev_eui, "tags": {}}


class EmulatedThingsStack:
    """Its MQTT server, which publishes at QoS 0 alone."""

    def __init__(self, account: Account, *, clock: Clock, application: str = "hallen@stadt") -> None:
        self.application, self._clock = application, clock
        self._counts: dict[str, int] = {}
        self._mqtt = MqttPublisher(account, "things-stack")

    async def start(self) -> None:
        """Raises OSError."""
        await self._mqtt.connect()

    async def stop(self) -> None:
        await self._mqtt.kill()

    async def uplink(self, device: str, dev_eui: str, decoded: dict[str, Any], *, simulated: bool = False) -> None:
        """Pass an uplink on; `simulated`: somebody typed it into the console."""
        count = self._counts[device] = self._counts.get(device, -1) + 1
        at = nanoseconds(self._clock.now_ms(), "Z")
        said = {
            "end_device_ids": self._ids(device, dev_eui),
            "correlation_ids": ["as:up:01E0WZGT6Y7657CPFPE5WEYDSQ"],
            "received_at": at,
            "uplink_message": {
                "session_key_id": "AXA50tHUGUucuzS/bCGMNw==",
                "f_port": 1,
                **({"f_cnt": count} if count else {}),
                "frm_payload": "gkHe",
                "decoded_payload": decoded,
                "settings": {"coding_rate": "4/6", "frequency": "868300000"},
                "received_at": at,
            },
            **({"simulated": True} if simulated else {}),
        }
        await self.publish(device, "up", said)

    async def publish(self, device: str, event: str, said: object) -> None:
        """Pass on anything, also bytes that are no JSON."""
        payload = said if isinstance(said, bytes) else json.dumps(said).encode()
        await self._mqtt.publish(f"v3/{self.application}/devices/{device}/{event}", payload, qos=0)

    def _ids(self, device: str, dev_eui: str) -> dict[str, Any]:
        application = {"application_id": self.application.split("@")[0]}
        return {"device_id": device, "application_ids": application, "dev_eui": dev_eui.upper(), "dev_addr": "00BCB929"}


def nanoseconds(at_ms: int, zone: str) -> str:
    """Return a time as the servers write it: to the nanosecond."""
    at = datetime.fromtimestamp(at_ms / 1000, UTC)
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at_ms % 1000 * _NS + 23_242:09d}{zone}"
