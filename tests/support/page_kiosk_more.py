"""The menu of the kiosk, as an agent would tell it."""

from __future__ import annotations

from typing import Any

from hallenwart_contract.kiosk import Kiosk, KioskMore, KioskStep
from hallenwart_contract.view import Idea, Post, PostText, Project
from support.page_screens import kiosk
from support.page_states import NOW_MS

_QR = ["10" * 14 + "1", "01" * 14 + "0"] * 14 + ["1" * 29]
IDEAS = [
    Idea(
        id="i1",
        hall="nordpark",
        kind="barrier",
        title="Die Tür zum Foyer ist sehr schwer",
        text="Die Tür zum Foyer ist sehr schwer. Mit dem Rollstuhl komme ich nicht allein hinein.",
        state="answered",
        support=9,
        answer="Wir haben einen Türöffner bestellt. Er wird im Januar eingebaut.",
        answered_ms=NOW_MS - 3_600_000,
    ),
    Idea(id="i2", hall="nordpark", kind="repair", title="In der Umkleide 2 fehlen Haken", state="open", support=1),
    Idea(id="i3", hall="", kind="sport", title="Können wir abends später spielen?", state="passed_on", support=14),
]
OFFER = Post(
    kind="volunteer",
    id="o1",
    title="Einlass beim Heimspiel am Samstag",
    text="14:00 bis 17:00 Uhr, noch 2 Plätze",
    by="TSV Lindenau",
    link="https://hallenwart.example/mitmachen/o1",
    qr=_QR,
    texts={"en": PostText(title="Admission at the home match on Saturday", text="2 places left")},
)
PROJECT = Project(
    id="p1",
    title="Wie wird die Sporthalle Nordpark?",
    text="Das Dach wird erneuert. Reden Sie mit: Was brauchen Sie in der Halle?",
    by="Mitreden Beispielstadt",
    link="https://mitreden.example/processes/nordpark",
    qr=_QR,
    until_ms=NOW_MS + 40 * 86_400_000,
    read_ms=NOW_MS - 600_000,
)


def more(**changes: Any) -> KioskMore:
    told: dict[str, Any] = {"offer_count": 1, "idea_count": 3, "project_count": 1, "plan_ms": NOW_MS - 60_000}
    told |= {"halls": {"nordpark": "Sporthalle Nordpark", "gymnastik": "Gymnastikraum"}}
    return KioskMore(**(told | changes))


def menu_steps() -> dict[str, Kiosk]:
    step = KioskStep
    return {
        "start": kiosk(step.PIN, more=more(), online=True),
        "more": kiosk(step.MORE, more=more(), online=True),
        "nothing": kiosk(step.MORE, more=KioskMore()),
        "ideas": kiosk(step.IDEAS, more=more(ideas=IDEAS, counted=["i2"]), online=True),
        "ideas_offline": kiosk(step.IDEAS, more=more(ideas=IDEAS * 1)),
        "no_ideas": kiosk(step.IDEAS, more=more(idea_count=0), online=True),
        "offers": kiosk(step.OFFERS, more=more(offers=[OFFER]), online=True),
        "projects": kiosk(step.PROJECTS, more=more(projects=[PROJECT]), online=True),
        "idea_done": kiosk(step.IDEA_DONE, more=more(), online=True),
        "idea_done_offline": kiosk(step.IDEA_DONE, more=more()),
    }
