"""The yearly record of a site as PDF, German with English captions: for the inspection, and honest about what it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_backend.evidence.kinds import Entry
from hallenwart_backend.evidence.paper import Paper
from hallenwart_backend.evidence.record import Report, Sensor
from hallenwart_contract.clock import utc

HONEST_DE: Final = (
    "Zusatz, keine zertifizierte Anlage: Diese Melder geben ergänzende frühe Hinweise neben der vorgeschriebenen Brandmeldung "
    "des Gebäudes. Sie sind nicht nach EN 54, EN 14604, VdS, DIN 14675 oder VDE 0826-2 geprüft, haben keine Verbindung zur "
    "Feuerwehr und ersetzen keine Wartung. Bei Feuer immer 112 rufen."
)
HONEST_EN: Final = (
    "A supplement, not a certified system: additional early information beside the building's required fire detection; no "
    "connection to the fire brigade. In case of fire always call 112."
)
_WORDS: Final = {"going": "bin unterwegs", "there": "bin vor Ort", "false_alarm": "Fehlalarm", "seen": "gesehen"}
_STATES: Final = {
    "ok": "in Ordnung",
    "fault": "gestört",
    "alarm": "ALARM",
    "off": "abgeschaltet",
    "test": "im Test",
    "unknown": "nicht erreicht",
}
_NONE: Final = "Keine Einträge. / No entries."
Clock = Callable[[int | None], str]


def rendered(report: Report, zone: ZoneInfo, fonts: tuple[Path, Path] | None) -> bytes:
    """Return the file. Takes up to a few seconds for a busy year: call it from a thread."""
    title = f"Prüfnachweis Früherkennung {report.year}: {report.site}"
    paper = Paper(title=title, foot=title, made_ms=report.made_ms, fonts=fonts)
    clock = _clock(zone)
    paper.title_line(title, f"Yearly record of the supplementary early detection, {report.year}")
    paper.text_line(f"Erstellt / made: {clock(report.made_ms)} · alle Zeiten / all times: {zone.key}", quiet=True)
    paper.ln(1)
    paper.boxed([HONEST_DE, HONEST_EN])
    _proof(paper, report)
    _sensors(paper, report, clock)
    _daily(paper, report, clock)
    _alarms(paper, report, clock)
    _offs(paper, report, clock)
    _walks(paper, report, clock)
    _drills(paper, report, clock)
    _faults(paper, report, clock)
    _entries(paper, report, clock)
    return bytes(paper.output())


def _clock(zone: ZoneInfo) -> Clock:
    def said(t_ms: int | None) -> str:
        return "-" if t_ms is None else f"{utc(t_ms).astimezone(zone):%d.%m.%Y %H:%M}"

    return said


def length_of(ms: int) -> str:
    """Return a length in words, as 3 h 05 min."""
    minutes = ms // 60_000
    if minutes >= 2 * 1_440:
        return f"{minutes // 1_440} Tage"
    return f"{minutes // 60} h {minutes % 60:02d} min" if minutes >= 60 else f"{minutes} min"


def _room(report: Report, sensor: Sensor) -> str:
    return report.zones.get(sensor[:2], sensor[1])


def _name(report: Report, sensor: Sensor) -> str:
    return report.names.get(sensor, sensor[2])


def _who(report: Report, who: str) -> str:
    return report.people.get(who, who) or "-"


def _proof(paper: Paper, report: Report) -> None:
    paper.section("Protokoll", "Log")
    if report.fault_at is None:
        paper.text_line(f"Geprüft: alle {report.links} Einträge der Kette sind unverändert. / Verified: no link was changed.")
    else:
        paper.text_line(
            f"ACHTUNG: Die Kette ist ab Eintrag {report.fault_at} verändert oder unvollständig. / "
            f"WARNING: the chain is broken at link {report.fault_at}.",
            bold=True,
        )
    paper.text_line(f"Prüfsumme des letzten Eintrags / head: {report.head}", quiet=True)


def _sensors(paper: Paper, report: Report, clock: Clock) -> None:
    paper.section("Bereiche und Melder", "Zones and sensors")
    rows = [
        (
            _room(report, line.sensor),
            _name(report, line.sensor),
            clock(line.hit_ms) if line.hit_ms is not None else "nie / never",
            f"{line.faults} ({length_of(line.faulty_ms)})" if line.faults else "0",
            str(line.alarms),
            f"{report.batteries[line.sensor]} %" if line.sensor in report.batteries else "-",
            _STATES.get(report.states.get(line.sensor, ""), "nicht mehr vorhanden"),
        )
        for line in report.time.sensors
    ]
    head = ("Bereich", "Melder", "Begehungstest, letzter Treffer", "Störungen (Dauer)", "Alarme", "Batterie", "heute")
    paper.rows(head, rows, (26, 34, 27, 26, 12, 14, 22), none=_NONE)


def _daily(paper: Paper, report: Report, clock: Clock) -> None:
    paper.section("Täglicher Test des Alarmwegs", "Daily test of the alarm path")
    ok, failed = report.time.daily
    share = report.time.daily_share
    if share is None:
        paper.text_line("Es ist kein täglicher Test aufgezeichnet. / No daily test is on record.", bold=True)
        return
    paper.text_line(
        f"{ok} von {ok + failed} Tests kamen an ({share:.1%}). / {ok} of {ok + failed} came through.".replace(".", ",", 1)
    )
    for entry in report.time.failed:
        paper.text_line(f"{clock(entry.t_ms)}: {entry.said or '(gelöscht)'}", quiet=True)


def _alarms(paper: Paper, report: Report, clock: Clock) -> None:
    paper.section("Alarme", "Alarms")
    rows = []
    for line in report.time.alarms:
        outcome = report.outcomes.get(line.id)
        acked = outcome is not None and outcome.acked_ms is not None
        word = _WORDS.get(outcome.word, outcome.word) if outcome else ""
        place = " · ".join(filter(None, (_room(report, line.sensor), _name(report, line.sensor))))
        rows.append(
            (
                clock(line.from_ms),
                clock(line.to_ms),
                place,
                "; ".join((line.said, *line.joined)),
                f"{word}, {clock(outcome.acked_ms)}" if outcome and acked else "nicht angenommen",
                (outcome.note if outcome else "") or "-",
            )
        )
    head = ("Beginn", "Ende", "Ort", "Was", "Angenommen", "Ausgang")
    paper.rows(head, rows, (22, 22, 32, 38, 30, 30), none=_NONE)


def _offs(paper: Paper, report: Report, clock: Clock) -> None:
    paper.section("Abschaltungen", "Disablements")
    rows = [
        (clock(off.from_ms), clock(off.to_ms), off.place, off.reason, off.owner or "nicht bekannt", off.why or "besteht")
        for off in report.offs
    ]
    head = ("Von", "Bis", "Was", "Grund", "Verantwortlich", "Beendet")
    paper.rows(head, rows, (22, 22, 36, 36, 26, 32), none=_NONE)


def _walks(paper: Paper, report: Report, clock: Clock) -> None:
    paper.section("Begehungstests", "Walk tests")
    rows = []
    for walk in report.time.walks:
        there = [line.sensor for line in report.time.sensors if line.sensor[:2] == (walk.device, walk.zone)]
        names = ", ".join(_name(report, (walk.device, walk.zone, c)) for c in walk.hit) or "keiner / none"
        room = report.zones.get((walk.device, walk.zone), walk.zone)
        share = f"{len(walk.hit)} von {max(len(there), len(walk.hit))}"
        rows.append((clock(walk.from_ms), clock(walk.to_ms), room, share, names, _who(report, walk.who)))
    paper.rows(("Beginn", "Ende", "Bereich", "Melder", "ausgelöst", "Wer"), rows, (22, 22, 30, 18, 52, 26), none=_NONE)


def _drills(paper: Paper, report: Report, clock: Clock) -> None:
    paper.section("Probealarme", "Drills")
    rows = [
        (clock(drill.from_ms), clock(drill.to_ms), drill.said or "(gelöscht)", _who(report, drill.who))
        for drill in report.time.drills
    ]
    paper.rows(("Beginn", "Ende", "Geräte", "Wer"), rows, (24, 24, 84, 38), none=_NONE)


def _faults(paper: Paper, report: Report, clock: Clock) -> None:
    paper.section("Störungen", "Faults")
    rows = [
        (
            clock(fault.from_ms),
            clock(fault.to_ms),
            _room(report, fault.sensor),
            _name(report, fault.sensor),
            fault.said or "(gelöscht)",
        )
        for fault in report.time.faults
    ]
    paper.rows(("Beginn", "Ende", "Bereich", "Melder", "Was"), rows, (24, 24, 34, 40, 48), none=_NONE)


def _entries(paper: Paper, report: Report, clock: Clock) -> None:
    for de, en, entries in (
        ("Selbsttests", "Self-tests", report.time.self_tests),
        ("Änderungen der Einstellungen", "Changes of settings", report.time.changes),
    ):
        paper.section(de, en)
        rows = [(clock(entry.t_ms), _about(entry), entry.said or "(gelöscht)", _who(report, entry.who)) for entry in entries]
        paper.rows(("Zeit", "Art", "Inhalt", "Wer"), rows, (26, 30, 80, 34), none=_NONE)


def _about(entry: Entry) -> str:
    names = {
        "fire.config": "Gerät",
        "alerts.policy": "Alarmplan",
        "alerts.roster": "Dienstplan",
        "alerts.ways": "Alarmwege",
        "fire.plan": "Lageplan",
        "fire.delay": "Verzögerung",
        "test.self": "Selbsttest",
    }
    return " ".join(filter(None, (names.get(entry.kind, entry.kind), entry.at.device)))
