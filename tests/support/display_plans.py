"""A hall, its plan and its keys, as tests of the display need them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from hallenwart_contract.clock import to_ms
from hallenwart_contract.documents import Grant, Grants
from hallenwart_contract.site_link import ZoneAlarm
from hallenwart_contract.view import Exit, Post, Screen, View, ViewEntry, ViewHall
from hallenwart_edge.display import ladder
from hallenwart_edge.display.ladder import Memory
from hallenwart_edge.display.sources import Moment

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE_MS = 60_000


def at(text):
    return to_ms(datetime.fromisoformat(text if "T" in text else f"2026-11-21T{text}").replace(tzinfo=BERLIN))


NOW = at("18:44")


def entry(id_, start, end, **more):
    return ViewEntry(
        **{"id": id_, "hall": "nordpark", "sections": [1], "title": id_, "start_ms": at(start), "end_ms": at(end), **more}
    )


def plan(*entries, posts=(), **more):
    halls = [ViewHall(id="nordpark", name="Nordpark", sections=3, capacity=199)]
    return View(rev=1, made_ms=NOW, title="Sporthalle Nordpark", halls=halls, entries=[*entries], posts=[*posts], **more)


def post(kind, id_="", **more):
    return Post(kind=kind, title=id_ or kind, id=id_ or kind, **more)


def alarm(cause, *, zone="Foyer", since_ms=NOW - 1_000):
    return ZoneAlarm(id=f"{cause}-{zone}", zone=zone, cause=cause, since_ms=since_ms)


def released(way="left", **more):
    values = {"way": way, "protocol": "p-1", "place": "Foyer", "from_ms": NOW - 1, "until_ms": NOW + 1_000}
    return Screen(exit=Exit(**(values | more)))


def grant(id_, start, end, slot=3, **more):
    return Grant(id=id_, w=[(at(start), at(end))], slots=[slot], **more)


def grants(*each):
    return Grants(rev=1, salt=b"s" * 16, g=[*each])


def moment(now_ms):
    return Moment(now_ms, now_ms - NOW + 10_000_000_000)


def remembered(sources, now_ms=NOW, memory=None):
    return ladder.remember(memory or Memory(), sources, moment(now_ms))


def shown(sources, now_ms=NOW, memory=None):
    return ladder.show(sources, remembered(sources, now_ms, memory), moment(now_ms))
