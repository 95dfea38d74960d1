"""Alarms and where they stand, in the records database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.fire.ports import HELD, KeptAlarm
from hallenwart_backend.fire.tables import fire_alarm
from hallenwart_contract.codec import decode, encode
from hallenwart_contract.messages import Alarm

_ID_LENGTH = 64


class SqlAlarmStore:
    """Implements fire.ports.AlarmStore."""

    def __init__(self, records: Records) -> None:
        self._records = records

    async def find(self, device: str, alarm_id: str) -> KeptAlarm | None:
        query = select(fire_alarm).where(fire_alarm.c.device == device, fire_alarm.c.id == alarm_id[:_ID_LENGTH])
        row = await self._records.read(lambda connection: connection.execute(query).first())
        return _kept(row) if row else None

    async def keep(self, kept: KeptAlarm) -> None:
        key = {"device": kept.device, "id": kept.alarm.id[:_ID_LENGTH]}
        values = {
            "state": kept.state,
            "body": encode(kept.alarm),
            "t_ms": kept.alarm.t_ms,
            "received_ms": kept.received_ms,
            "told_ms": kept.told_ms,
        }

        def write(connection: Connection) -> None:
            here = (fire_alarm.c.device == key["device"], fire_alarm.c.id == key["id"])
            if not connection.execute(update(fire_alarm).where(*here).values(values)).rowcount:
                connection.execute(insert(fire_alarm).values(**key, **values))

        await self._records.write(write)

    async def held(self) -> list[KeptAlarm]:
        query = select(fire_alarm).where(fire_alarm.c.state == HELD)
        return [_kept(row) for row in await self._records.read(lambda connection: connection.execute(query).all())]

    async def recent(self, limit: int) -> list[KeptAlarm]:
        query = select(fire_alarm).where(fire_alarm.c.told_ms.is_not(None)).order_by(fire_alarm.c.told_ms.desc()).limit(limit)
        return [_kept(row) for row in await self._records.read(lambda connection: connection.execute(query).all())]


def _kept(row: Row[Any]) -> KeptAlarm:
    return KeptAlarm(row.device, decode(row.body, Alarm), row.state, row.received_ms, row.told_ms)
