from collections.abc import Callable

from gmqtt.mqtt.package import Package

class MQTTProtocol:
    _read_packet: Callable[[bytes], int]

class MQTTConnection:
    _protocol: MQTTProtocol
    _last_data_in: float
    def send_package(self, package: bytes) -> None: ...
    def put_package(self, pkg: Package) -> None: ...
