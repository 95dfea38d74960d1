"""The protocol of a release on paper, German with English captions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from hallenwart_backend.display.exits.rules import RELEASED, STATEMENTS, WAYS, WHYS, Release
from hallenwart_backend.display.exits.words import day
from hallenwart_backend.evidence.paper import Paper
from hallenwart_contract.view import Way

_KINDS: Final = {True: ("Freigabe eines Pfeils", "Release of an arrow"), False: ("Gesperrter Ausgang", "Blocked way out")}


def rendered(
    release: Release, title: str, site: str, halls: Sequence[str], zone: str, fonts: tuple[Path, Path] | None
) -> bytes:
    """Return the file. Takes up to a second: call it from a thread."""
    de, en = _KINDS[release.kind == RELEASED]
    paper = Paper(title=f"{de} {title}", foot=f"{de} · {release.id}", made_ms=release.given_ms, fonts=fonts)
    paper.title_line(de, f"{en} · {site}")
    way_de, way_en = WAYS[Way(release.way)]
    rows = [
        ("Anzeige / display", f"{title} ({release.device})"),
        ("Hallen / halls", ", ".join(halls)),
        ("Platz / place", release.place),
        ("Weg / way", f"{way_de} / {way_en}"),
        ("Gilt ab / from", day(release.from_ms, zone)),
        ("Gilt bis / until", day(release.until_ms, zone)),
        ("Durch / by", release.given_by or "(gelöscht / erased)"),
    ]
    if release.ended_ms is not None:
        why_de, why_en = WHYS.get(release.ended_why, (release.ended_why, release.ended_why))
        ended = f"{day(release.ended_ms, zone)} · {why_de} / {why_en}"
        rows.append(("Beendet / ended", f"{ended} · {release.ended_by}" if release.ended_by else ended))
    paper.rows(("", ""), rows, (50, 130), none="")
    if release.statement in STATEMENTS:
        paper.section("Erklärung", f"Statement, version {release.statement}")
        for text in STATEMENTS[release.statement]:
            paper.text_line(text)
            paper.ln(1)
    paper.section("Nachweis", "Evidence")
    paper.text_line(f"Protokoll / protocol: {release.id}", quiet=True)
    paper.text_line(f"SHA-256: {release.digest}", quiet=True)
    paper.text_line(f"Unterschrift des Servers / signature of the server (Ed25519): {release.signature.hex()}", quiet=True)
    paper.ln(14)
    paper.text_line("______________________________        ______________________________")
    paper.text_line("Ort, Datum / place, date                            Unterschrift / signature", quiet=True)
    return bytes(paper.output())
