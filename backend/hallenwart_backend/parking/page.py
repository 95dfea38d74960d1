"""The pages of parking for everybody, for guests with a link and for wardens. Without script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from markupsafe import Markup

from hallenwart_backend.halls.model import Places
from hallenwart_backend.parking import rules
from hallenwart_backend.parking.model import ParkState
from hallenwart_backend.parking.permits import Invited
from hallenwart_backend.parking.rules import Counted, SpaceKind
from hallenwart_backend.parking.wardens import Checked
from hallenwart_backend.parking.words import HINTS, KINDS, PARKING, SHORT, VERDICTS, WARDEN, WORDS
from hallenwart_backend.public import frame as frames
from hallenwart_backend.public.frame import Feed, Frame, Said
from hallenwart_backend.public.words import LANGUAGES
from hallenwart_backend.public.words import WORDS as FRAME_WORDS
from hallenwart_contract.clock import utc
from hallenwart_contract.parking import ParkingWord

PATH: Final = "/parken"
HERE: Final = "/hallen"
_PACKAGE: Final = "hallenwart_backend.parking"


def csp() -> str:
    return frames.csp(_style())


def _style() -> str:
    return frames.style(_PACKAGE, "parking.css")


def list_page(frame: Frame, states: Iterable[ParkState], places: Places) -> str:
    sites: dict[str, dict[str, Any]] = {}
    for state in states:
        site = places.sites.get(state.park.site)
        if site is not None:
            entry = sites.setdefault(site.id, {"name": site.name, "address": site.address, "parks": []})
            entry["parks"].append(_park(frame, state))
    words = WORDS[frame.lang]
    return frames.render(
        frame,
        words["title"],
        package=_PACKAGE,
        template="parking.html",
        here=HERE,
        sub=words["lead"],
        feeds=[Feed("application/json", "/parken.json", words["title"])],
        own_style=_style(),
        t=words,
        sites=[sites[name] for name in sorted(sites, key=lambda one: sites[one]["name"])],
    )


def _park(frame: Frame, state: ParkState) -> dict[str, Any]:
    words, english, park = WORDS[frame.lang], frame.lang == "en", state.park
    when = f"{utc(state.as_of_ms).astimezone(frame.zone):%H:%M}"
    measured = words["measured"].format(when=when) if state.counted else words["unmeasured"]
    kinds = [
        {"name": KINDS[kind][english], "said": _counted(frame, state.counted[kind])}
        for kind in SpaceKind
        if kind in state.counted
    ]
    return {
        "id": park.id,
        "name": park.name,
        "text": park.text,
        "for_whom": park.for_whom,
        "word": state.word,
        "said": PARKING[ParkingWord(state.word)][english],
        "kinds": kinds,
        "measured": measured,
    }


def _counted(frame: Frame, one: Counted) -> str:
    words = WORDS[frame.lang]
    if not one.known:
        return words["not_known"]
    return words["at_least" if one.unknown else "free_of"].format(free=one.free, spaces=one.spaces)


def beside(frame: Frame, states: Sequence[ParkState]) -> Markup:
    """Return what stands beside a hall on its own page; nothing where there is no car park."""
    if not states:
        return Markup()
    parks = [
        {
            "name": state.park.name,
            "short": SHORT[ParkingWord(state.word)][frame.lang == "en"],
            "number": "" if state.free is None else _counted(frame, rules.general(state.counted)),
        }
        for state in states
    ]
    template = frames.templates(_PACKAGE).get_template("beside.html")
    return Markup(template.render(t=WORDS[frame.lang], lang=frame.lang, parks=parks))  # noqa: S704 - escaped by the template


def rows(states: Iterable[ParkState]) -> list[dict[str, Any]]:
    """Return the same for programs."""
    return [
        {
            "id": state.park.id,
            "site": state.park.site,
            "name": state.park.name,
            "for_whom": state.park.for_whom,
            "word": state.word,
            "free": state.free,
            "kinds": {
                kind: {"spaces": one.spaces, "free": one.free, "unknown": one.unknown} for kind, one in state.counted.items()
            },
        }
        for state in states
    ]


# --- guests ---


def guest_page(frame: Frame, invited: Invited, said: Said | None = None) -> str:
    words = WORDS[frame.lang]
    left = invited.left
    told = words["guest_full"] if not left else words["guest_left_one" if left == 1 else "guest_left"].format(n=left)
    asked = {
        "park": invited.park.name,
        "text": invited.park.text,
        "span": span_words(frame, invited),
        "left": told,
        "open": left > 0,
    }
    return _guest(frame, words["guest_title"], words["guest_lead"], said, asked)


def guest_gone(frame: Frame) -> str:
    words = WORDS[frame.lang]
    return _guest(frame, words["gone_title"], "", None, None, hint=words["gone_hint"])


def span_words(frame: Frame, invited: Invited) -> str:
    start, end = (utc(ms).astimezone(frame.zone) for ms in (invited.from_ms, invited.to_ms))
    return WORDS[frame.lang]["guest_span"].format(day=f"{start:%d.%m.%Y}", start=f"{start:%H:%M}", end=f"{end:%H:%M}")


def _guest(frame: Frame, title: str, sub: str, said: Said | None, asked: dict[str, Any] | None, hint: str = "") -> str:
    return frames.render(
        frame,
        title,
        package=_PACKAGE,
        template="guest.html",
        here=HERE,
        sub=sub,
        said=said,
        own_style=_style(),
        t=WORDS[frame.lang],
        asked=asked,
        hint=hint,
    )


# --- wardens ---


def warden_page(frame: Frame, where: str, until_ms: int, checked: Checked | None = None, *, calm: bool = False) -> str:
    words, english = WARDEN[frame.lang], frame.lang == "en"
    said = None if checked is None else _verdict(frame, checked)
    other = next(one for one in LANGUAGES if one != frame.lang)
    return (
        frames.templates(_PACKAGE)
        .get_template("warden.html")
        .render(
            lang="en" if english else "de",
            style=Markup(_style()),  # noqa: S704 - own file
            t=words,
            where=where or words["all"],
            said=said,
            error=words["calm"] if calm else "",
            path=frame.path,
            until=words["until"].format(when=_moment(frame, until_ms)),
            other={"lang": other, "name": LANGUAGES[other]},
            privacy=FRAME_WORDS[frame.lang]["privacy"],
        )
    )


def _verdict(frame: Frame, checked: Checked) -> dict[str, str]:
    english = frame.lang == "en"
    when = _moment(frame, checked.t_ms) if checked.t_ms is not None else ""
    return {
        "kind": checked.verdict,
        "plate": checked.plate,
        "word": VERDICTS[checked.verdict][english],
        "hint": HINTS[checked.verdict][english].format(when=when),
        "where": ", ".join(checked.parks),
    }


def _moment(frame: Frame, ms: int) -> str:
    """Return a time of today as its clock alone."""
    at, now = utc(ms).astimezone(frame.zone), utc(frame.now_ms).astimezone(frame.zone)
    if at.date() == now.date():
        return f"{at:%H:%M}"
    return f"{at:%d.%m.%Y, %H:%M}"
