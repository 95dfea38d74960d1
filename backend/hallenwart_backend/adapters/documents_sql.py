"""What fleet keeps, in the records database: last words of devices, wanted documents, commands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Row, Table, delete, insert, select, update

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.fleet.ports import CommandRecord, LastHeard, Wanted
from hallenwart_backend.fleet.rules import next_command_state
from hallenwart_backend.fleet.tables import device_command, device_heard, wanted_document
from hallenwart_contract.codec import decode, encode
from hallenwart_contract.documents import DOCUMENTS, Command
from hallenwart_contract.messages import Conn, Heartbeat, State

M = TypeVar("M")
_OPEN: Final = ("created", "sent", "received")


class SqlFleetStore:
    """Implements fleet.ports.FleetStore."""

    def __init__(self, records: Records) -> None:
        self._records = records

    async def load_heard(self) -> Mapping[str, LastHeard]:
        rows = await self._records.read(lambda connection: connection.execute(select(device_heard)).all())
        return {row.device: _heard(row) for row in rows}

    async def keep_heard(self, heard: Iterable[LastHeard]) -> None:
        found = list(heard)

        def write(connection: Connection) -> None:
            for last in found:
                values = {
                    "seen_ms": last.seen_ms,
                    "online": last.online,
                    "conn": encode(last.conn) if last.conn else None,
                    "state": encode(last.state) if last.state else None,
                }
                _upsert(connection, device_heard, {"device": last.device}, values)

        await self._records.write(write)


class SqlDocumentStore:
    """Implements fleet.ports.DocumentStore."""

    def __init__(self, records: Records) -> None:
        self._records = records

    async def load_wanted(self) -> list[Wanted]:
        rows = await self._records.read(lambda connection: connection.execute(select(wanted_document)).all())
        return [Wanted(row.device, row.kind, decode(row.body, DOCUMENTS[row.kind])) for row in rows]

    async def want(self, wanted: Wanted, made_ms: int) -> None:
        key = {"device": wanted.device, "kind": wanted.kind}
        values = {"rev": wanted.document.rev, "body": encode(wanted.document), "made_ms": made_ms}
        await self._records.write(lambda connection: _upsert(connection, wanted_document, key, values))

    async def forget(self, device: str) -> None:
        query = delete(wanted_document).where(wanted_document.c.device == device)
        await self._records.write(lambda connection: connection.execute(query))

    async def add_command(self, device: str, command: Command, now_ms: int) -> None:
        values = {
            "id": command.id,
            "device": device,
            "op": command.op,
            "boot": command.to.boot,
            "conn": command.to.conn,
            "requested_by": command.by,
            "state": "created",
            "code": "",
            "created_ms": now_ms,
            "exp_ms": command.exp_ms,
            "changed_ms": now_ms,
        }
        await self._records.write(lambda connection: connection.execute(insert(device_command).values(values)))

    async def move_command(self, command: str, told: str, code: str, now_ms: int, *, device: str | None = None) -> None:
        def write(connection: Connection) -> None:
            row = connection.execute(select(device_command).where(device_command.c.id == command)).first()
            if row is None or device not in (None, row.device):
                return
            state = next_command_state(row.state, told)
            if state != row.state:
                values = {"state": state, "code": code[:64], "changed_ms": now_ms}
                connection.execute(update(device_command).where(device_command.c.id == command).values(values))

        await self._records.write(write)

    async def command_record(self, command: str) -> CommandRecord | None:
        query = select(device_command).where(device_command.c.id == command)
        row = await self._records.read(lambda connection: connection.execute(query).first())
        return _command(row) if row else None

    async def commands_of(self, device: str, limit: int) -> list[CommandRecord]:
        of_device = select(device_command).where(device_command.c.device == device)
        query = of_device.order_by(device_command.c.created_ms.desc(), device_command.c.id).limit(limit)
        return [_command(row) for row in await self._records.read(lambda connection: connection.execute(query).all())]

    async def expire_commands(self, before_ms: int, now_ms: int) -> None:
        waiting = (device_command.c.state.in_(_OPEN), device_command.c.exp_ms < before_ms)
        query = select(device_command.c.id).where(*waiting).limit(1)
        if await self._records.read(lambda connection: connection.execute(query).first()) is None:
            return
        expired = update(device_command).where(*waiting).values(state="expired", code="expired", changed_ms=now_ms)
        await self._records.write(lambda connection: connection.execute(expired))


def _heard(row: Row[Any]) -> LastHeard:
    conn: Conn | None = None
    if row.conn is not None:
        conn = decode(row.conn, Heartbeat if b'"up_s"' in row.conn else Conn)
    return LastHeard(row.device, row.seen_ms, row.online, conn, decode(row.state, State) if row.state else None)


def _command(row: Row[Any]) -> CommandRecord:
    return CommandRecord(row.id, row.device, row.op, row.state, row.code, row.created_ms, row.exp_ms, by=row.requested_by)


def _upsert(connection: Connection, table: Table, key: dict[str, Any], values: dict[str, Any]) -> None:
    matches = [table.c[name] == value for name, value in key.items()]
    if not connection.execute(update(table).where(*matches).values(values)).rowcount:
        connection.execute(insert(table).values(**key, **values))
