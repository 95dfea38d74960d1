"""What is done with data of people, as Art. 30 GDPR asks it. Pure words; the days come in later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Told:
    de: str
    en: str


@dataclass(frozen=True, slots=True)
class Activity:
    """`kinds` are the kinds of `retention.kinds` whose days apply. `basis` names the article as a proposal: a town decides."""

    name: Told
    purpose: Told
    basis: Told
    data: Told
    whose: Told
    kinds: tuple[str, ...]


_TASK: Final = Told("Art. 6 Abs. 1 lit. b und e DSGVO", "Art. 6(1)(b) and (e) GDPR")
_SAFETY: Final = Told("Art. 6 Abs. 1 lit. d, e und f DSGVO", "Art. 6(1)(d), (e) and (f) GDPR")

ACTIVITIES: Final[tuple[Activity, ...]] = (
    Activity(
        Told("Hallenzeiten vergeben", "Giving out hall time"),
        Told(
            "Buchen, verleihen, abrechnen und entscheiden, wer wann in die Halle kann.",
            "Book, lend, bill, and decide who has the hall when.",
        ),
        _TASK,
        Told("Verein, Gruppe, Termin, wer gebucht und wer entschieden hat.", "Club, group, date, who booked and who decided."),
        Told(
            "Verantwortliche in Vereinen, Mitarbeitende des Sportamts", "people in charge at clubs, staff of the sports office"
        ),
        ("bookers", "bookings", "history", "waiting", "lending", "wishes", "late_cancels", "imports"),
    ),
    Activity(
        Told("Schlüssel ausgeben", "Handing out keys"),
        Told(
            "Türen und Fächer für Berechtigte öffnen; wissen, wo ein Schlüssel ist.",
            "Open doors and compartments for those entitled; know where a key is.",
        ),
        _TASK,
        Told(
            "Zugangsrecht, Zeit, Fach; Kennung statt Name am Gerät; Codes nur als Prüfwert.",
            "Right, time, compartment; a pseudonym at the device; codes as hashes alone.",
        ),
        Told("Menschen mit Zugangsrecht", "people with a right to enter"),
        ("custody", "events", "access_audit", "grants", "dark_codes", "evidence_words"),
    ),
    Activity(
        Told("Helfer und Schichten vermitteln", "Bringing helpers and shifts together"),
        Told(
            "Wissen, wer bei welcher Schicht hilft; bestätigen, erinnern, absagen.",
            "Know who helps in which shift; confirm, remind, cancel.",
        ),
        Told("Art. 6 Abs. 1 lit. a und b DSGVO", "Art. 6(1)(a) and (b) GDPR"),
        Told(
            "Name, E-Mail-Adresse, Schichten. Nur der Verein sieht sie.",
            "Name, e-mail address, shifts. Only the club sees them.",
        ),
        Told("Menschen, die helfen", "people who help"),
        ("helpers", "help_shifts"),
    ),
    Activity(
        Told("Vor Brand und Gefahr warnen", "Warning of fire and danger"),
        Told(
            "Zuständige wecken, wer kommt und was geschah festhalten.",
            "Wake those responsible, note who comes and what happened.",
        ),
        _SAFETY,
        Told(
            "Vorfall, Zeiten, wer benachrichtigt wurde und wer quittiert hat; Dienstplan.",
            "Incident, times, who was told and who acknowledged; roster.",
        ),
        Told("Menschen im Bereitschaftsdienst", "people on call"),
        ("incidents", "messages", "off", "tests", "releases", "shifts", "stand_ins"),
    ),
    Activity(
        Told("Zählen, wie eine Halle genutzt wird", "Counting how a hall is used"),
        Told(
            "Feste Zahlen statt Menschen: wie viele, nie wer. Kein Bild, keine Kennung eines Telefons.",
            "Numbers, not people: how many, never who. No image, no identifier of a phone.",
        ),
        Told("Art. 6 Abs. 1 lit. e DSGVO", "Art. 6(1)(e) GDPR"),
        Told("Zahl der Menschen je Halle und Zeit.", "Number of people per hall and time."),
        Told(
            "niemand Bestimmtes; bei sehr kleinen Gruppen über die Buchung der Verein",
            "nobody in particular; for very small groups the club, by its booking",
        ),
        ("readings", "reading_hours", "reading_days", "use", "use_said", "use_proposed", "use_freed"),
    ),
    Activity(
        Told("Schäden und Hilferufe", "Damage and calls for help"),
        Told("Mängel beheben, Menschen am Schrank helfen.", "Mend what is broken, help people at the locker."),
        _TASK,
        Told(
            "Meldung, Foto (Ort und Gerät aus der Datei entfernt), Zeit, Buchung.",
            "Report, photo (place and device removed from the file), time, booking.",
        ),
        Told("Meldende", "those who report"),
        ("photos", "reports", "help"),
    ),
    Activity(
        Told("Konten und Anmeldung", "Accounts and signing in"),
        Told("Wissen, wer etwas darf; Nachrichten zustellen.", "Know who may do what; deliver messages."),
        _TASK,
        Told(
            "Name, Adresse für Nachrichten, Rollen, Sitzungen, Einladungen.",
            "Name, address for messages, roles, sessions, invitations.",
        ),
        Told("alle mit Konto", "everybody with an account"),
        ("sessions", "links", "invites", "keys", "club_requests", "letters", "news", "questions"),
    ),
    Activity(
        Told("Mit anderen Systemen austauschen", "Exchanging with other systems"),
        Told(
            "Buchungen anderer Systeme bedienen; nur, was dafür nötig ist.",
            "Serve bookings of other systems; only what that needs.",
        ),
        _TASK,
        Told("Kennzeichen der Buchung, Zeit, Halle; keine Namen.", "Reference of the booking, time, hall; no names."),
        Told("mittelbar Buchende des anderen Systems", "indirectly those who booked there"),
        ("partner_audit", "partner_events", "source_rows", "alert_events"),
    ),
    Activity(
        Told("Spiele übertragen", "Streaming matches"),
        Told(
            "Öffentliche Spiele live zeigen und, wenn gewünscht, einige Tage aufheben.",
            "Show public matches live and, where wanted, keep them for some days.",
        ),
        Told("Art. 6 Abs. 1 lit. a DSGVO", "Art. 6(1)(a) GDPR"),
        Told(
            "Bild (Ton nur wo verdrahtet) der Spielfläche, nur in der gebuchten Zeit und nur mit allen Zustimmungen; wer"
            " zugestimmt hat, als Kennung. Ohne Aufzeichnung bleiben zehn Minuten, mit ihr die vereinbarten Tage."
            " Von Zuschauern nur die Zahl.",
            "Picture (sound only where wired) of the field, only in the booked time and only with every consent; who agreed, as"
            " pseudonym. Ten minutes stay without a recording, the agreed days with one. Of viewers only how many.",
        ),
        Told("Spielende und Menschen in der Halle", "players and people in the hall"),
        ("streams", "stream_ends"),
    ),
    Activity(
        Told("Geräte betreiben", "Running devices"),
        Told("Störungen finden; belegen, wer etwas ausgelöst hat.", "Find faults; prove who caused what."),
        _SAFETY,
        Told(
            "Befehle mit Kennung der auslösenden Person, Protokolle der Geräte ohne Codes.",
            "Commands with the pseudonym of who gave them, logs of devices without codes.",
        ),
        Told("Mitarbeitende", "staff"),
        ("acts", "commands", "tickets", "rollouts", "dead_letters"),
    ),
)

MEASURES: Final[tuple[Told, ...]] = (
    Told(
        "Zertifikate je Gerät, verschlüsselte Verbindungen, signierte Anweisungen",
        "certificates per device, encrypted connections, signed instructions",
    ),
    Told(
        "Rechte je Rolle und Ort, jede Route geprüft; Sitzungen enden, Passwörter als argon2id",
        "rights per role and place, every route tested; sessions end, passwords as argon2id",
    ),
    Told(
        "Codes am Gerät nur als Prüfwert, am Server verschlüsselt und nach der Zeit gelöscht",
        "codes as hashes at devices, encrypted at the server and erased after their time",
    ),
    Told(
        "Kennungen statt Namen in verketteten Protokollen; Namen löschbar, die Kette bleibt gültig",
        "pseudonyms instead of names in chained logs; names can be erased, the chain stays valid",
    ),
    Told(
        "Löschung nach Frist durch einen Auftrag, der sein Ergebnis nachzählt",
        "deletion by age by a job that counts its own result",
    ),
    Told("Verschlüsselte Sicherung, geprüfte Wiederherstellung", "encrypted backups, restoring tested"),
)

RIGHTS: Final[tuple[Told, ...]] = (
    Told(
        "Auskunft und Mitnahme: „Mein Konto“ → „Meine Daten“ gibt alles als Datei heraus.",
        "Access and portability: “My account” hands out everything as a file.",
    ),
    Told(
        "Berichtigung: Name und Adresse selbst, alles andere beim Sportamt.",
        "Rectification: name and address yourself, everything else at the sports office.",
    ),
    Told(
        "Löschung: „Mein Konto“ oder das Sportamt; was aus rechtlichen Gründen bleibt, verliert Ihren Namen.",
        "Erasure: “My account” or the sports office; what must stay by law loses your name.",
    ),
    Told(
        "Einschränkung, Widerspruch, Widerruf einer Einwilligung: bei der genannten Stelle.",
        "Restriction, objection, withdrawing consent: at the office named here.",
    ),
    Told("Beschwerde bei der Aufsichtsbehörde.", "Complaint to the supervisory authority."),
)
