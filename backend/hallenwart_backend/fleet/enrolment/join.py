"""Joins what enrolment is made of."""

from __future__ import annotations

from dataclasses import dataclass

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.fleet.enrolment.signing import Gate
from hallenwart_backend.fleet.enrolment.store import SqlKeys
from hallenwart_backend.fleet.enrolment.uploads import DeviceUploads, SqlUploads
from hallenwart_contract.clock import Clock


@dataclass(slots=True)
class Enrolment:
    """`uploads` is where logs, wiring and protocols go; `main` may set another."""

    gate: Gate
    uploads: DeviceUploads


def join_enrolment(records: Records, clock: Clock) -> Enrolment:
    return Enrolment(Gate(SqlKeys(records), clock), SqlUploads(records))
