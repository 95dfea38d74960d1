"""CAP messages and feeds, constructed by the standard (OASIS CAP 1.2); none of them was ever sent by an authority."""

from __future__ import annotations

from hallenwart_contract.clock import utc
from support.backends import HOUR_MS, MONDAY_NOON_MS

NORDPARK = (51.34, 12.37)
SQUARE = "51.30,12.30 51.30,12.45 51.40,12.45 51.40,12.30 51.30,12.30"
ELSEWHERE = "48.10,11.50 48.10,11.60 48.20,11.60 48.20,11.50 48.10,11.50"
POLYGON = f"<polygon>{SQUARE}</polygon>"
SENDER = "warnung@wetter.example"


def moment(t_ms: int) -> str:
    return f"{utc(t_ms):%Y-%m-%dT%H:%M:%S}-00:00"


def info(
    *,
    language: str = "de-DE",
    headline: str = "Amtliche WARNUNG vor STURMBÖEN",
    severity: str = "Severe",
    where: str = POLYGON,
    hours: float = 6,
    at_ms: int = MONDAY_NOON_MS,
    more: str = "",
) -> str:
    return f"""<info><language>{language}</language><category>Met</category><event>STURM</event>{more}
<urgency>Immediate</urgency><severity>{severity}</severity><certainty>Likely</certainty>
<effective>{moment(at_ms)}</effective><expires>{moment(at_ms + int(hours * HOUR_MS))}</expires>
<senderName>Wetterdienst (konstruiert)</senderName><headline>{headline}</headline>
<description>Es treten Böen bis 80 km/h auf.</description><instruction>Meiden Sie Bäume &amp; Zelte.</instruction>
<web>https://wetter.example/warnungen</web><area><areaDesc>Kreis Nordpark</areaDesc>{where}</area></info>"""


def alert(
    identifier: str = "w1",
    *infos: str,
    kind: str = "Alert",
    status: str = "Actual",
    scope: str = "Public",
    references: str = "",
    sent_ms: int = MONDAY_NOON_MS,
    sender: str = SENDER,
) -> str:
    before = f"<references>{references}</references>" if references else ""
    return f"""<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>{identifier}</identifier>
<sender>{sender}</sender><sent>{moment(sent_ms)}</sent><status>{status}</status><msgType>{kind}</msgType><scope>{scope}</scope>{before}
{"".join(infos or (info(),))}</alert>"""


def reference(identifier: str, sent_ms: int = MONDAY_NOON_MS, sender: str = SENDER) -> str:
    return f"{sender},{identifier},{moment(sent_ms)}"


def atom(*entries: str) -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Warnungen</title>{"".join(entries)}</feed>'


def held(message: str) -> str:
    return f'<entry><id>x</id><content type="application/cap+xml">{message}</content></entry>'


def named(href: str, updated: str = "1") -> str:
    link = f'<link rel="alternate" type="application/cap+xml" href="{href}"/>'
    return f"<entry><id>{href}</id><updated>{updated}</updated>{link}</entry>"


def rss(*links: str) -> str:
    items = "".join(f"<item><title>W</title><link>{link}</link><guid>{link}</guid></item>" for link in links)
    return f'<rss version="2.0"><channel><title>Warnungen</title>{items}</channel></rss>'
