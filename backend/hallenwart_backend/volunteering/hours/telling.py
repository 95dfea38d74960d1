"""Puts hours into what pages are told. Names of people of the club stand where only pseudonyms are kept."""

from __future__ import annotations

from collections.abc import Mapping

from hallenwart_backend.volunteering.hours.fields import (
    AttendanceOut,
    CertificateOut,
    HoursOut,
    KnownOut,
    RecordOut,
    SignOut,
    WorkedOut,
)
from hallenwart_backend.volunteering.hours.model import Attendance, Hours, SignRow
from hallenwart_backend.volunteering.hours.rules import Basis, SignKind
from hallenwart_backend.volunteering.model import SignState, Task

NAMELESS = "—"


def attendance_out(one: Attendance, names: Mapping[str, str], place: str) -> AttendanceOut:
    placed, worked, seen = one.placed, one.worked, one.certificate
    offer = placed.offer
    return AttendanceOut(
        signup=placed.signup.id,
        helper=placed.helper.id,
        name=placed.helper.name,
        state=SignState(placed.signup.state),
        offer=offer.id,
        title=offer.title,
        role=Task(offer.role),
        key=offer.key,
        youth=offer.youth,
        place=place,
        from_ms=placed.shift.from_ms,
        to_ms=placed.shift.to_ms,
        signs=[sign_out(row, names) for row in one.signs],
        worked=WorkedOut(from_ms=worked.from_ms, to_ms=worked.to_ms, minutes=worked.minutes, basis=worked.basis)
        if worked
        else None,
        hours=hours_out(one.hours) if one.hours else None,
        known=KnownOut(at_ms=one.trust.at_ms, until_ms=one.trust.until_ms) if one.trust else None,
        certificate=CertificateOut.model_validate(
            {"seen_on": seen.seen_on, "seen_by": names.get(seen.by, NAMELESS), "until_ms": seen.until_ms}
        )
        if seen
        else None,
    )


def sign_out(row: SignRow, names: Mapping[str, str]) -> SignOut:
    return SignOut(kind=SignKind(row.kind), at_ms=row.at_ms, by=names.get(row.by, NAMELESS) if row.by else "")


def hours_out(hours: Hours) -> HoursOut:
    return HoursOut(
        id=hours.id,
        from_ms=hours.from_ms,
        to_ms=hours.to_ms,
        minutes=hours.minutes,
        basis=Basis(hours.basis),
        reason=hours.reason,
        made_ms=hours.made_ms,
    )


def record_out(hours: Hours) -> RecordOut:
    return RecordOut(id=hours.id, record=hours.record, signature=hours.signature, withdrawn=hours.withdrawn_ms is not None)
