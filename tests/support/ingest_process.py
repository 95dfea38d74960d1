"""The ingest as a process of its own, to be killed: `python -m support.ingest_process BROKER_STATE`."""

from __future__ import annotations

import asyncio
import sys
from contextlib import closing
from pathlib import Path

from hallenwart_backend.adapters.ingest_records import RecordsLedger, RecordsToldBook
from hallenwart_backend.adapters.mqtt_access import read_access
from hallenwart_backend.adapters.mqtt_ingest import MqttIngest
from hallenwart_contract.clock import SystemClock
from support.databases import open_at, open_series_at


async def main(backend: Path) -> None:
    with closing(open_at(backend)) as records:
        series = open_series_at(backend)
        mqtt = MqttIngest(
            read_access(backend / "broker.toml"),
            alarms=RecordsLedger(records),
            events=RecordsLedger(records),
            telemetry=series.ledger(),
            book=RecordsToldBook(records),
            listeners=(),
            clock=SystemClock(),
        )
        await mqtt.run()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
