"""The pages of public events as HTML. They work without script; the player's script is this server's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from markupsafe import Markup

from hallenwart_backend.booking.finding.sports import words_of as sport_words
from hallenwart_backend.booking.public.words import access_words
from hallenwart_backend.events import rules
from hallenwart_backend.events.public.words import DAYS, WORDS
from hallenwart_backend.events.rules import Phase
from hallenwart_backend.events.store import Dated
from hallenwart_backend.events.words import PARTIES
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.public import frame as frames
from hallenwart_backend.public.frame import Feed, Frame, Said
from hallenwart_backend.streaming.watching import Watched
from hallenwart_contract.clock import utc

LIST: Final = "/veranstaltungen"


@dataclass(frozen=True, slots=True)
class Shown:
    """An event as everybody may see it. `club` is the host's name."""

    found: Dated
    hall: Hall
    club: str
    phase: Phase
    watched: Watched
    captions: Sequence[str] = ()


def _style() -> str:
    return frames.style(__package__ or "", "events.css")


def csp() -> str:
    """Return the policy: own style, own script, own video (blob: is how a script hands it to the player)."""
    return frames.csp(_style(), "script-src 'self'; connect-src 'self'; media-src 'self' blob:; img-src 'self'")


def _render(frame: Frame, template: str, title: str, feed: str, **values: Any) -> str:
    return frames.render(
        frame,
        title,
        package=__package__ or "",
        template=template,
        here=LIST,
        feeds=(Feed("text/calendar", feed, title),),
        own_style=_style(),
        t=WORDS[frame.lang],
        feed=feed,
        **values,
    )


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An event that others tell of: `sources` name who tells it, `url` is their page."""

    title: str
    url: str
    start_ms: int
    end_ms: int
    place: str
    by: str
    sources: Sequence[str]


def list_page(frame: Frame, shown: Sequence[Shown], elsewhere: Sequence[Elsewhere] = ()) -> str:
    days: dict[str, dict[str, Any]] = {}
    for one in shown:
        start = utc(one.found.date.start_ms).astimezone(one.hall.zone)
        name = f"{DAYS[frame.lang][start.weekday()]}, {start:%d.%m.%Y}"
        day = days.setdefault(str(start.date()), {"iso": str(start.date()), "name": name, "events": []})
        day["events"].append(
            {
                "id": one.found.event.id,
                "title": one.found.event.title,
                "when": _clock(one),
                "hall": one.hall.name,
                "by": one.club,
                "live": one.watched.state == "live",
                "now": one.phase is Phase.NOW,
            }
        )
    told = [_elsewhere(frame, one) for one in elsewhere]
    return _render(
        frame, "list.html", str(WORDS[frame.lang]["events"]), f"{LIST}.ics", days=list(days.values()), elsewhere=told
    )


def _elsewhere(frame: Frame, one: Elsewhere) -> dict[str, str]:
    start, end = (utc(ms).astimezone(frame.zone) for ms in (one.start_ms, one.end_ms))
    until = f"\u2013{end:%H:%M}" if end.date() == start.date() and end > start else ""
    return {
        "title": one.title,
        "url": one.url,
        "when": f"{DAYS[frame.lang][start.weekday()]}, {start:%d.%m.%Y, %H:%M}{until}",
        "place": ", ".join(filter(None, (one.place, one.by))),
        "source": str(WORDS[frame.lang]["source"]).format(source=", ".join(one.sources)),
    }


def _clock(one: Shown) -> str:
    start, end = (utc(ms).astimezone(one.hall.zone) for ms in (one.found.date.start_ms, one.found.date.end_ms))
    return f"{start:%H:%M}\u2013{end:%H:%M}"


def event_page(
    frame: Frame, one: Shown, *, said: str = "", tickets: Mapping[str, Any] | None = None, told: Said | None = None
) -> str:
    """Return the page of an event; `said` is what became of an objection: done, failed.

    `tickets` is the form for tickets, None where there are none; `told` what became of a wish for some.
    """
    event, words = one.found.event, WORDS[frame.lang]
    held, english = rules.standing(one.found.ledger, event), frame.lang == "en"
    start = utc(one.found.date.start_ms).astimezone(one.hall.zone)
    video = _video(one, words, event.title)
    notes = {"done": ("note", words["object_done"]), "failed": ("error", words["object_failed"])}
    kind, text = notes.get(said, ("", ""))
    if one.phase is Phase.GONE:
        kind, text = "error", words["gone"]
    return _render(
        frame,
        "event.html",
        event.title,
        f"{LIST}/{event.id}.ics",
        sub=f"{DAYS[frame.lang][start.weekday()]}, {start:%d.%m.%Y}, {_clock(one)} {words['clock']}".strip()
        + (f" ({words[one.phase]})" if one.phase in {Phase.NOW, Phase.OVER} else ""),
        data=(_data(frame, one),),
        said=told or (Said(kind, str(text)) if text else None),
        tickets=tickets,
        id=event.id,
        camera=_camera(one, words),
        video=video,
        body=event.body,
        facts=_facts(one, words, frame.lang),
        hall=one.hall.id,
        hall_name=one.hall.name,
        links=[{"label": label, "url": url} for label, url in event.links],
        agreed=[{"who": PARTIES[party][english], "yes": party in held} for party in rules.required(event)]
        if event.stream
        else [],
        opened=said == "failed",
    )


def _camera(one: Shown, words: Mapping[str, Any]) -> dict[str, Any]:
    """Say in words whether a camera runs."""
    event, state = one.found.event, one.watched.state
    if not event.stream or one.phase is Phase.GONE:
        return {"on": False, "text": words["no_stream"]}
    if state == "live":
        return {"on": True, "text": f"{words['on_air']} {words['full']}" if one.watched.full else words["on_air"]}
    if state == "recorded":
        until = utc(one.found.date.end_ms).astimezone(one.hall.zone) + timedelta(days=event.record_days)
        return {"on": False, "text": words["recorded"].format(day=f"{until:%d.%m.%Y}")}
    if one.phase is Phase.OVER:
        return {"on": False, "text": words["ended"]}
    if rules.missing(event, rules.standing(one.found.ledger, event)):
        return {"on": False, "text": words["no_consent"]}
    return {"on": False, "text": words["paused" if state == "ended" else "off"]}


def _video(one: Shown, words: Mapping[str, Any], title: str) -> dict[str, Any] | None:
    base, state = f"/live/{one.found.event.stream_id}", one.watched.state
    if state == "live" and not one.watched.full:
        return {"src": f"{base}/index.m3u8", "label": words["player"].format(title=title), "tracks": []}
    if state != "recorded":
        return None
    tracks = [{"src": f"{base}/captions.{lang}.vtt", "lang": lang, "label": words["captions"][lang]} for lang in one.captions]
    return {"src": f"{base}/recording/index.m3u8", "label": words["player"].format(title=title), "tracks": tracks}


def _facts(one: Shown, words: Mapping[str, Any], lang: str) -> list[dict[str, str]]:
    event, hall = one.found.event, one.hall
    place = ", ".join(dict.fromkeys(filter(None, (hall.site.name, hall.name, hall.site.address))))
    told = {
        "where": place,
        "who": " \u2013 ".join(event.teams),
        "by": one.club,
        "sport": sport_words(event.sport)[lang == "en"] if event.sport else "",
        "expected": str(event.spectators) if event.spectators else "",
        "access": access_words(hall.facts.access, lang),
    }
    return [{"name": words[name], "text": text} for name, text in told.items() if text]


def _data(frame: Frame, one: Shown) -> Markup:
    """Return the event as schema.org tells it to search engines (JSON-LD)."""
    event, date, hall = one.found.event, one.found.date, one.hall
    start, end = (utc(ms).astimezone(hall.zone).isoformat() for ms in (date.start_ms, date.end_ms))
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "SportsEvent" if event.sport or event.teams else "Event",
        "name": event.title,
        "description": event.body,
        "startDate": start,
        "endDate": end,
        "eventStatus": f"https://schema.org/{'EventCancelled' if one.phase is Phase.GONE else 'EventScheduled'}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "url": f"{frame.base}{LIST}/{event.id}",
        "location": {"@type": "Place", "name": hall.name, "address": hall.site.address},
        "organizer": {"@type": "Organization", "name": one.club},
        "competitor": [{"@type": "SportsTeam", "name": team} for team in event.teams],
    }
    return frames.linked_data(told)
