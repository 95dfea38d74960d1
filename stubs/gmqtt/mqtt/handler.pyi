from collections.abc import Callable
from typing import Any

class MQTTError(Exception): ...

class MqttPackageHandler:
    _handle_qos_1_publish_packet: Callable[[int, bytes, str, dict[str, Any]], None]
