"""What runs the demo town's displays: a feed of official warnings as a file, and one released arrow. All of it invented."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from hallenwart_contract.clock import utc
from hallenwart_sim.town import places, plan

if TYPE_CHECKING:
    from hallenwart_sim.town.town import Town

FEED: Final = "wetter.xml"
ADMIN, OFFICER = "brandt@stadt.example", "wehr@stadt.example"
RADIUS_KM: Final = 8
_HOUR_MS: Final = 3_600_000
_DAY_MS: Final = 24 * _HOUR_MS
_LASTS_MS: Final = 10 * _HOUR_MS
_SAYS: Final = (
    (
        "de-DE",
        "Warnung vor Windböen (Demo)",
        "Am Abend Böen bis 60 km/h aus Südwest.",
        "Fahrräder sichern. Nicht unter Bäumen warten.",
    ),
    (
        "en-GB",
        "Warning of wind gusts (demo)",
        "Gusts of up to 60 km/h from the south-west this evening.",
        "Secure bicycles. Do not wait below trees.",
    ),
)


def write_feed(state: Path, now_ms: int) -> None:
    """Lay the feed into the server's state: one warning for ten hours around Nordpark, by the standard CAP 1.2.

    A town that is started again on the same day keeps the warning it has.
    """
    path = state / "warnings" / FEED
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or _name(now_ms) not in path.read_text(encoding="utf-8"):
        path.write_text(feed(now_ms), encoding="utf-8")


def _name(now_ms: int) -> str:
    return f"demo-{now_ms // _DAY_MS}"


def feed(now_ms: int) -> str:
    """Return an Atom feed that holds one CAP message."""
    head = (
        ("identifier", _name(now_ms)),
        ("sender", "wetterdienst@demo.example"),
        ("sent", _moment(now_ms)),
        ("status", "Actual"),
        ("msgType", "Alert"),
        ("scope", "Public"),
    )
    infos = "".join(_info(*words, now_ms) for words in _SAYS)
    alert = f'<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">{_tags(head)}{infos}</alert>'
    entry = (
        f'<entry><id>demo</id><updated>{_moment(now_ms)}</updated><content type="application/cap+xml">{alert}</content></entry>'
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Demo</title>{entry}</feed>\n'


def _info(language: str, headline: str, description: str, instruction: str, now_ms: int) -> str:
    north, east = places.POSITIONS["nordpark"]
    told = (
        ("language", language),
        ("category", "Met"),
        ("event", "WINDBÖEN"),
        ("urgency", "Immediate"),
        ("severity", "Moderate"),
        ("certainty", "Likely"),
        ("effective", _moment(now_ms)),
        ("expires", _moment(now_ms + _LASTS_MS)),
        ("senderName", "Wetterdienst der Demo-Stadt"),
        ("headline", headline),
        ("description", description),
        ("instruction", instruction),
    )
    area = _tags((("areaDesc", "Stadtgebiet"), ("circle", f"{north},{east} {RADIUS_KM}")))
    return f"<info>{_tags(told)}<area>{area}</area></info>"


def _tags(told: tuple[tuple[str, str], ...]) -> str:
    return "".join(f"<{name}>{escape(text)}</{name}>" for name, text in told)


def _moment(t_ms: int) -> str:
    return f"{utc(t_ms):%Y-%m-%dT%H:%M:%S}-00:00"


async def begin(town: Town) -> None:
    """Enter the feed as the administrator does, and release the foyer's arrow as the fire-safety officer does."""
    admin, officer = town.signed_in(ADMIN), town.signed_in(OFFICER)
    try:
        source = {"name": "Wetterdienst der Demo-Stadt", "url": f"file:{FEED}", "every_min": 1, "running": True}
        await admin.put("/api/warnings/sources", {"sources": [source], "codes": {}})
        until_ms = town.clock.now_ms() + 365 * _DAY_MS
        released = {"way": "left", "place": "Foyer, neben der Eingangstür", "until_ms": until_ms, "statement": "1"}
        await officer.post(f"/api/displays/{plan.NORDPARK_2}/exit", released)
    finally:
        await admin.close()
        await officer.close()
