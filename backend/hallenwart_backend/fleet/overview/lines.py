"""What devices told, in the shapes the fleet's page reads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from hallenwart_backend.fleet.desk.logs import LogHead
from hallenwart_backend.fleet.desk.store import TrialRecord
from hallenwart_backend.fleet.enrolment.model import Held
from hallenwart_backend.fleet.overview import shapes
from hallenwart_backend.fleet.ports import CommandRecord
from hallenwart_backend.fleet.watch.book import Component
from hallenwart_backend.fleet.watch.reasons import reason_words
from hallenwart_contract.machine import TrialOf
from hallenwart_contract.messages import Conn, Heartbeat, State


class _Machine(TypedDict, total=False):
    off_ms: int | None
    up_s: int
    disk_free_mb: int
    disk_total_mb: int | None
    wear_pct: float | None
    temp_c: float | None
    throttled: list[str]


def machine(conn: Conn | None) -> _Machine:
    if not isinstance(conn, Heartbeat):
        return {}
    vitals = conn.vitals
    return {
        "off_ms": vitals.off_ms,
        "up_s": conn.up_s,
        "disk_free_mb": conn.disk_free_mb,
        "disk_total_mb": vitals.disk_total_mb or None,
        "wear_pct": vitals.wear_pct,
        "temp_c": conn.temp_cpu_c,
        "throttled": list(vitals.throttled),
    }


def vitals(beat: Heartbeat) -> shapes.VitalsOut:
    vitals = beat.vitals
    return shapes.VitalsOut(
        written_mb=vitals.written_mb,
        agent_mb=vitals.agent_mb,
        mem_free_mb=vitals.mem_free_mb,
        load=vitals.load,
        outbox_bytes=beat.outbox_bytes,
        unsent=dict(vitals.unsent),
        stall_ms=vitals.stall_ms,
    )


def trial(state: State | None) -> shapes.TrialOut | None:
    trial = state.trial if state else None
    if trial is None or state is None:
        return None
    return shapes.TrialOut(
        of=trial.of, rev=trial.rev, version=trial.version, state="trying", began_ms=state.sent_ms, until_ms=trial.until_ms
    )


def components(items: Iterable[tuple[str, Component]]) -> list[shapes.ComponentOut]:
    return [_component(c, one) for c, one in sorted(items)]


def _component(c: str, one: Component) -> shapes.ComponentOut:
    de, en = reason_words(one.reason)
    return shapes.ComponentOut(c=c, quality=one.quality, reason=one.reason, de=de, en=en, since_ms=one.since_ms)


def certificate(held: Held) -> shapes.CertificateOut:
    return shapes.CertificateOut(serial=held.serial, from_ms=held.from_ms, until_ms=held.until_ms, state=held.state)


def past(trial: TrialRecord) -> shapes.TrialOut:
    is_config = trial.of == TrialOf.CONFIG
    return shapes.TrialOut(
        of=trial.of,
        rev=int(trial.name) if is_config and trial.name.isdigit() else 0,
        version="" if is_config else trial.name,
        state=trial.state,
        began_ms=trial.began_ms,
        until_ms=trial.until_ms,
        ended_ms=trial.ended_ms,
        why=trial.why,
    )


def log(head: LogHead) -> shapes.LogOut:
    return shapes.LogOut(ref=head.ref, received_ms=head.received_ms, lines=head.lines)


def command(record: CommandRecord) -> shapes.DeviceCommandOut:
    return shapes.DeviceCommandOut(
        id=record.id, op=record.op, state=record.state, code=record.code, by=record.by, created_ms=record.created_ms
    )


def mark(row: shapes.FleetDeviceOut) -> int:
    """Return a hash of what makes a line new to a page: figures that always move count in steps."""
    steps = (
        row.disk_free_mb and row.disk_total_mb and row.disk_free_mb * 100 // row.disk_total_mb,
        row.temp_c and row.temp_c // 4,
        row.off_ms and row.off_ms // 1_000,
        row.unsent.bit_length(),
    )
    moving = {"seen_ms", "up_s", "disk_free_mb", "temp_c", "off_ms", "unsent"}
    return hash((*steps, row.model_dump_json(exclude=moving)))
