"""What is answered, as pydantic models with examples."""

from __future__ import annotations

from typing import Any, Final

from pydantic import ConfigDict, Field

from hallenwart_backend.access.partners import examples
from hallenwart_backend.access.partners.asking import reachable
from hallenwart_backend.access.partners.book import Line
from hallenwart_backend.access.partners.rules import KeyUse, Told
from hallenwart_backend.access.partners.service import Full
from hallenwart_backend.access.partners.store import Claim
from hallenwart_backend.access.partners.systems import Partner
from hallenwart_backend.halls.model import Places
from hallenwart_backend.web.fields import Refusal, Shape
from hallenwart_contract.live import GrantStep

_STEP_OF: Final = {
    Told.DELIVERED: GrantStep.DELIVERED,
    Told.APPLIED: GrantStep.APPLIED,
    Told.USED: GrantStep.USED,
    Told.KEY_OUT: GrantStep.KEY_OUT,
    Told.RETURNED: GrantStep.KEY_BACK,
}


class PartnerCompartmentOut(Shape):
    locker: str
    number: int
    label: str
    hall: str | None
    sections: list[int]


class PartnerLockerOut(Shape):
    id: str
    compartments: list[PartnerCompartmentOut]


class PartnerHallOut(Shape):
    id: str
    name: str
    sections: int


class PartnerSiteOut(Shape):
    id: str
    name: str
    address: str
    zone: str
    halls: list[PartnerHallOut]
    lockers: list[PartnerLockerOut]


class PartnerPlacesOut(Shape):
    """Sites, lockers and compartments that this key may grant."""

    sites: list[PartnerSiteOut]


class PartnerHoldOut(Shape):
    """`state`: held, lapsed, granted, revoked. Until `expires_ms` nobody else gets these compartments."""

    id: str
    reference: str
    state: str
    expires_ms: int | None
    from_ms: int
    to_ms: int
    compartments: list[PartnerCompartmentOut]


class PartnerPassOut(Shape):
    """`text` is what the QR symbol holds, for the reader of this locker."""

    locker: str
    text: str


class PartnerStepOut(Shape):
    """One step of planned → delivered → applied → used → key_out → key_back; `at_ms` empty while it has not come."""

    step: GrantStep
    at_ms: int | None


class PartnerAtLockerOut(Shape):
    """`applied`: the locker confirmed a list with this grant. `list_ms`: when it last confirmed a list."""

    locker: str
    delivered: bool
    applied: bool
    list_ms: int | None
    list_age_ms: int | None


class PartnerKeyOut(Shape):
    locker: str
    number: int
    taken_ms: int
    returned_ms: int | None
    overdue: bool


class PartnerGrantOut(Shape):
    """`code` opens within `opens_ms` to `closes_ms`; a pad that saw too many wrong codes asks for `extra` behind it.

    All three of `code`, `extra` and `passes` are empty once the grant is revoked or over. `version` counts changes.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [examples.GRANT]})
    id: str
    reference: str
    state: str
    version: int
    title: str
    from_ms: int
    to_ms: int
    opens_ms: int
    closes_ms: int
    compartments: list[PartnerCompartmentOut]
    code: str | None
    extra: str | None
    passes: list[PartnerPassOut]
    steps: list[PartnerStepOut]
    lockers: list[PartnerAtLockerOut]
    keys: list[PartnerKeyOut]
    created_ms: int
    revoked_ms: int | None
    cursor: str


class PartnerGrantsOut(Shape):
    """Grants in the order of their last change; ask again with `next` for what changed after."""

    grants: list[PartnerGrantOut]
    next: str
    more: bool


class PartnerConflictOut(Shape):
    """`held_by`: hallenwart (a booking or right of ours), other (another booking system), you: then with its `id`.

    `reason`: taken, out_of_service, key_lost.
    """

    held_by: str
    reason: str
    from_ms: int
    to_ms: int
    compartment: dict[str, Any] | None = None
    hall: str | None = None
    sections: list[int] | None = None
    reference: str | None = None
    id: str | None = None
    state: str | None = None


class PartnerUnavailableOut(Refusal):
    """`code` is `compartments_unavailable` and `conflicts` says what stands in the way; other codes have none."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.UNAVAILABLE]})
    conflicts: list[PartnerConflictOut] = Field(default=[])


def places_out(partner: Partner, places: Places) -> PartnerPlacesOut:
    mine = reachable(partner, places)
    sites = []
    for site in places.sites.values():
        here = [one for one in mine if (placed := places.devices.get(one.device)) is not None and placed.site == site.id]
        lockers = sorted({one.device for one in here})
        halls = [hall for hall in places.halls.values() if any(one.hall == hall.id for one in here)]
        if here:
            sites.append(
                PartnerSiteOut(
                    id=site.id,
                    name=site.name,
                    address=site.address,
                    zone=site.zone,
                    halls=[PartnerHallOut(id=hall.id, name=hall.name, sections=hall.sections) for hall in halls],
                    lockers=[
                        PartnerLockerOut(
                            id=locker,
                            compartments=[_compartment(one.device, one.number, places) for one in here if one.device == locker],
                        )
                        for locker in lockers
                    ],
                )
            )
    return PartnerPlacesOut(sites=sites)


def _compartment(device: str, number: int, places: Places) -> PartnerCompartmentOut:
    found = places.compartment(device, number)
    label, hall, sections = (found.label, found.hall, list(found.sections)) if found else ("", None, [])
    return PartnerCompartmentOut(locker=device, number=number, label=label, hall=hall, sections=sections)


def _compartments(claim: Claim, places: Places) -> list[PartnerCompartmentOut]:
    return [_compartment(spot.device, spot.number, places) for spot in claim.wish.spots]


def hold_out(full: Full, places: Places) -> PartnerHoldOut:
    claim = full.claim
    return PartnerHoldOut(
        id=claim.id,
        reference=claim.reference,
        state=claim.state,
        expires_ms=claim.held_until_ms,
        from_ms=claim.wish.from_ms,
        to_ms=claim.wish.to_ms,
        compartments=_compartments(claim, places),
    )


def grant_out(full: Full, places: Places, now_ms: int) -> PartnerGrantOut:
    claim = full.claim
    return PartnerGrantOut(
        id=claim.id,
        reference=claim.reference,
        state=claim.state,
        version=claim.version,
        title=claim.wish.title,
        from_ms=claim.wish.from_ms,
        to_ms=claim.wish.to_ms,
        opens_ms=claim.wish.from_ms - full.grace_ms[0],
        closes_ms=claim.wish.to_ms + full.grace_ms[1],
        compartments=_compartments(claim, places),
        code=full.shown.code,
        extra=full.shown.extra,
        passes=[PartnerPassOut(locker=locker, text=text) for locker, text in sorted(full.shown.passes.items())],
        steps=steps_of(claim, full.told),
        lockers=[
            PartnerAtLockerOut(
                locker=one.device,
                delivered=one.delivered_ms is not None,
                applied=one.applied_ms is not None,
                list_ms=one.list_ms,
                list_age_ms=None if one.list_ms is None else max(0, now_ms - one.list_ms),
            )
            for one in full.lockers
        ],
        keys=[_key(use, now_ms) for use in full.uses],
        created_ms=claim.granted_ms or claim.created_ms,
        revoked_ms=claim.revoked_ms,
        cursor=str(claim.seq),
    )


def _key(use: KeyUse, now_ms: int) -> PartnerKeyOut:
    late = use.late_ms is not None and use.returned_ms is None and now_ms > use.late_ms
    return PartnerKeyOut(
        locker=use.spot.device, number=use.spot.number, taken_ms=use.taken_ms, returned_ms=use.returned_ms, overdue=late
    )


def steps_of(claim: Claim, told: list[Line]) -> list[PartnerStepOut]:
    """Return all six steps; after a change the locker has to confirm anew."""
    at: dict[GrantStep, int] = {GrantStep.PLANNED: claim.changed_ms or claim.granted_ms or claim.created_ms}
    for line in told:
        step = _STEP_OF.get(line.kind)
        current = line.version == claim.version or line.kind not in {Told.DELIVERED, Told.APPLIED}
        if step is not None and current:
            at[step] = (
                max(at.get(step, 0), line.t_ms) if step is GrantStep.KEY_BACK else min(at.get(step, line.t_ms), line.t_ms)
            )
    return [PartnerStepOut(step=step, at_ms=at.get(step)) for step in GrantStep]
