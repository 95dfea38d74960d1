"""A commissioning protocol on paper, German with English captions."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_backend.evidence.paper import Paper
from hallenwart_backend.fleet.protocols.service import Kept
from hallenwart_contract.clock import utc

_OUTCOMES: Final = {"ok": "in Ordnung", "failed": "FEHLER", "skipped": "nicht geprüft"}


def rendered(device: str, site: str, kept: Kept, zone: ZoneInfo, fonts: tuple[Path, Path] | None) -> bytes:
    """Return the file. Takes up to a second: call it from a thread."""
    protocol = kept.protocol
    title = f"Abnahmeprotokoll {device}"
    paper = Paper(title=title, foot=f"{title} · {protocol.ref}", made_ms=protocol.made_ms, fonts=fonts)

    def clock(t_ms: int) -> str:
        return f"{utc(t_ms).astimezone(zone):%d.%m.%Y %H:%M}"

    paper.title_line(title, f"Commissioning protocol · {site}")
    paper.text_line(f"Abgenommen am / commissioned on {clock(protocol.made_ms)} ({zone.key})")
    paper.text_line(f"Durch / by: {protocol.person or '(gelöscht / erased)'}")
    paper.text_line(f"Programm / program: {protocol.agent} · Verdrahtung / wiring: {protocol.wiring[:16]}", quiet=True)
    paper.ln(1)
    if kept.bad:
        paper.text_line(f"{kept.bad} von {len(protocol.steps)} Schritten sind offen. / {kept.bad} steps are open.", bold=True)
    else:
        paper.text_line(f"Alle {len(protocol.steps)} Schritte sind in Ordnung. / All steps are well.", bold=True)
    paper.section("Schritte", "Steps")
    rows = [
        (clock(step.t_ms), step.component, step.step, _OUTCOMES.get(step.outcome, step.outcome), step.words or "-")
        for step in protocol.steps
    ]
    head = ("Zeit", "Teil", "Schritt", "Ergebnis", "Gesehen")
    paper.rows(head, rows, (26, 30, 22, 22, 80), none="Keine Schritte. / No steps.")
    paper.section("Unterschrift des Geräts", "Signature of the device")
    paper.text_line(f"SHA-256: {kept.digest}", quiet=True)
    paper.text_line(f"Zertifikat / certificate: {kept.signed} · eingegangen / received {clock(kept.t_ms)}", quiet=True)
    paper.ln(14)
    paper.text_line("______________________________        ______________________________")
    paper.text_line("Ort, Datum / place, date                            Unterschrift / signature", quiet=True)
    return bytes(paper.output())
