"""Puts an event into what pages are told: its consents in words, what hinders its stream, how far it is."""

from __future__ import annotations

from hallenwart_backend.accounts.rules import OFFICE_HANDS, Person
from hallenwart_backend.events import rules, words
from hallenwart_backend.events.fields import CameraName, ConsentOut, ConsentsOut, EventOut, LedgerLine, LinkBody
from hallenwart_backend.events.join import EventRoom
from hallenwart_backend.events.rules import TEXT_VERSION, Phase
from hallenwart_backend.events.service import acts_for, may_lead
from hallenwart_backend.events.store import Dated
from hallenwart_backend.web.fields import Words
from hallenwart_backend.web.parts import Parts


async def event_out(found: Dated, person: Person, room: EventRoom, parts: Parts) -> EventOut:
    event, date, places = found.event, found.date, parts.places.current
    hall, watched = places.halls[date.hall], await parts.watching.state(event.stream_id)
    why = room.rights.hindrance(found)
    lacking = rules.missing(event, rules.standing(found.ledger, event))
    told = words.refused(why, lacking) if why else None
    editable = may_lead(person, event)
    return EventOut(
        id=event.id,
        booking=event.booking,
        hall=hall.id,
        hall_name=hall.name,
        site=hall.site.id,
        sections=list(found.sections),
        start_ms=date.start_ms,
        end_ms=date.end_ms,
        club=event.club,
        club_name=places.clubs.get(event.club or "", ""),
        title=event.title,
        text=event.body,
        sport=event.sport,
        teams=list(event.teams),
        visitors=event.visitors,
        spectators=event.spectators,
        links=[LinkBody(label=label, url=url) for label, url in event.links],
        minors=event.minors,
        stream=event.stream,
        camera=CameraName(device=event.device, camera=event.camera) if event.camera else None,
        record_days=event.record_days,
        shown_in=list(event.shown_in),
        push_host=room.events.push_host(event) if editable else "",
        phase=room.events.phase(found),
        consents=consents_of(found, person, room),
        hindered=why,
        hindered_words=Words(de=told.de, en=told.en) if told else None,
        live=watched.state == "live",
        viewers=watched.viewers,
        recorded=watched.state == "recorded",
        captions=sorted(await room.events.captions_of(event.id)),
        may_edit=editable and room.events.phase(found) in {Phase.COMING, Phase.NOW},
    )


def consents_of(found: Dated, person: Person, room: EventRoom) -> list[ConsentOut]:
    event, held = found.event, rules.standing(found.ledger, found.event)
    club, office = acts_for(person, event), person.has(OFFICE_HANDS)
    open_ = room.events.phase(found) in {Phase.COMING, Phase.NOW}
    told = []
    for party in rules.required(event):
        newest = next((one for one in reversed(found.ledger) if one.party == party and one.t_ms >= event.made_ms), None)
        outdated = newest is not None and newest.given
        given = party in held
        de, en = words.PARTIES[party]
        told.append(
            ConsentOut(
                party=party,
                who=Words(de=de, en=en),
                text=Words(**{one: words.text_of(party, event.record_days, one == "en") for one in ("de", "en")}),
                state="given" if given else "missing" if newest is None else "outdated" if outdated else "withdrawn",
                t_ms=newest.t_ms if newest else None,
                way=newest.way if newest else "",
                may=open_ and not given and rules.may_record(party, True, club=club, office=office),
                may_not=given and rules.may_record(party, False, club=club, office=office),
            )
        )
    return told


def ledger_out(found: Dated, person: Person, room: EventRoom) -> ConsentsOut:
    lines = [
        LedgerLine(
            party=one.party, given=one.given, t_ms=one.t_ms, version=one.version, record_days=one.record_days, way=one.way
        )
        for one in found.ledger
    ]
    return ConsentsOut(version=TEXT_VERSION, parties=consents_of(found, person, room), ledger=lines)
