"""What is kept and how long: every table that grows stands here once. Pure; a test walks all tables.

The days are counted from the time column named. `least` and `most` bound what an administrator may set.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class Kind:
    """`people`: whether it says something of a person. `de` and `en` name it to people."""

    id: str
    table: str
    time: str
    days: int
    least: int
    most: int
    de: str
    en: str
    people: bool = True


_FIRE_LEAST, _FIRE, _LONG, _FOR_EVER = 365, 1_095, 3_650, 36_500

KINDS: Final[tuple[Kind, ...]] = (
    Kind("custody", "custody", "returned_ms", 90, 7, 365, "Wer welchen Schlüssel hatte", "who held which key"),
    Kind(
        "events", "stream_row", "received_ms", 90, 30, 365, "Ereignisse an Türen und Schränken", "events at doors and lockers"
    ),
    Kind("access_audit", "access_audit", "t_ms", 90, 30, 365, "Protokoll der Zugänge", "log of rights to enter"),
    Kind(
        "badge_denials",
        "badge_denials",
        "denied_ms",
        30,
        14,
        90,
        "Gesperrte Ausweise, ohne Namen",
        "badges that were taken back, without names",
        people=False,
    ),
    Kind("acts", "acts", "t_ms", 400, 90, 1_095, "Protokoll der Änderungen", "audit log of changes"),
    Kind("grants", "grants", "to_ms", 90, 30, 400, "Abgelaufene Zugangsrechte", "rights that have ended"),
    Kind("dark_codes", "dark_codes", "start_ms", 90, 30, 400, "Codes ohne Netz", "codes for lockers without network"),
    Kind(
        "evidence_words",
        "evidence_said",
        "t_ms",
        90,
        30,
        365,
        "Worte im Nachweis zu Öffnungen",
        "words about openings in the evidence log",
    ),
    Kind("photos", "report_photos", "t_ms", 30, 1, 365, "Fotos zu Schadensmeldungen", "photos of damage"),
    Kind("reports", "reports", "t_ms", 730, 30, 1_095, "Schadensmeldungen", "reports of damage"),
    Kind("help", "help_calls", "asked_ms", 90, 7, 365, "Hilferufe am Schrank", "calls for help at lockers"),
    Kind("messages", "outgoing", "created_ms", 90, 14, 400, "Verschickte Nachrichten", "messages that were sent"),
    Kind("letters", "booking_letters", "created_ms", 180, 30, 400, "Nachrichten zu Buchungen", "letters about bookings"),
    Kind("event_tickets", "ticket_orders", "until_ms", 7, 1, 30, "Karten für Veranstaltungen", "tickets for events"),
    Kind("news", "booking_news", "t_ms", 120, 30, 400, "Neuigkeiten zu Buchungen", "news of bookings"),
    Kind("sessions", "sessions", "expires_ms", 7, 0, 90, "Abgelaufene Anmeldungen", "sign-ins that have ended"),
    Kind("links", "account_links", "expires_ms", 30, 1, 90, "Abgelaufene Links", "links that have ended"),
    Kind("invites", "invites", "expires_ms", 90, 1, 400, "Alte Einladungen", "old invitations"),
    Kind("keys", "api_keys", "expires_ms", 365, 30, 1_095, "Abgelaufene Programmschlüssel", "keys of programs that have ended"),
    Kind(
        "club_requests", "club_requests", "created_ms", 365, 30, 1_095, "Anmeldungen von Vereinen", "requests of clubs to join"
    ),
    Kind("waiting", "waiting_list", "until_ms", 90, 7, 400, "Alte Wünsche der Warteliste", "old wishes of the waiting list"),
    Kind("lending", "lending_offers", "created_ms", 400, 90, 1_095, "Verliehene Termine", "dates that were lent"),
    Kind("wishes", "move_wishes", "created_ms", 400, 30, 1_095, "Verlegungswünsche", "wishes to move"),
    Kind("rounds", "rounds", "made_ms", 1_825, 400, _LONG, "Vergaberunden und Wünsche", "rounds and wishes"),
    Kind("questions", "right_questions", "created_ms", 400, 30, 1_095, "Rückfragen zu Serien", "questions about series"),
    Kind("streams", "stream_log", "t_ms", 400, 30, 1_095, "Übertragungen: wann an, wann aus", "streams: when on, when off"),
    Kind(
        "stream_ends", "streams", "started_ms", 400, 30, 1_095, "Übertragene Spiele", "matches that were streamed", people=False
    ),
    Kind("late_cancels", "late_cancels", "t_ms", 400, 90, 1_095, "Späte Absagen", "late cancellations", people=False),
    Kind("use", "usage_slots", "end_ms", 1_095, 90, _LONG, "Ob gebuchte Zeit genutzt wurde", "whether booked time was used"),
    Kind("use_said", "usage_explanations", "t_ms", 400, 30, 1_095, "Erklärungen zu leeren Terminen", "what clubs explained"),
    Kind("use_proposed", "usage_proposals", "made_ms", 1_095, 90, _LONG, "Vorschläge zu Rechten", "proposals about rights"),
    Kind(
        "use_days", "usage_days", "from_ms", _LONG, 400, _LONG, "Nutzung je Tag und Halle", "use by day and hall", people=False
    ),
    Kind("use_freed", "usage_releases", "t_ms", 400, 90, 1_095, "Von selbst Freigegebenes", "what was released", people=False),
    Kind("ideas", "ideas", "changed_ms", 1_095, 90, _LONG, "Ideen aus der Bürgerschaft", "ideas of citizens"),
    Kind(
        "idea_supports", "idea_supports", "t_ms", 2, 1, 30, "Wer heute eine Idee unterstützt hat", "who supported an idea today"
    ),
    Kind("posts", "posts", "to_ms", 60, 1, 1_095, "Abgelaufene Beiträge auf Anzeigen", "posts on displays that have ended"),
    Kind(
        "post_pictures",
        "post_pictures",
        "keep_ms",
        60,
        1,
        1_095,
        "Bilder abgelaufener Beiträge",
        "pictures of posts that have ended",
    ),
    Kind("imports", "plan_imports", "created_ms", 400, 30, 1_095, "Eingespielte Pläne", "imported plans"),
    Kind(
        "permits",
        "permits",
        "to_ms",
        1,
        0,
        1,
        "Parkerlaubnisse: Prüfsummen von Kennzeichen",
        "parking permits: hashes of plates",
    ),
    Kind("permit_links", "permit_links", "until_ms", 1, 0, 30, "Links für Kennzeichen von Gästen", "links for guests' plates"),
    Kind(
        "warden_links", "warden_links", "until_ms", 30, 1, 400, "Abgelaufene Links der Aufsicht", "links of wardens that ended"
    ),
    Kind(
        "permit_checks",
        "permit_checks",
        "day_ms",
        400,
        30,
        1_095,
        "Wie oft Kennzeichen geprüft wurden",
        "how often plates were checked",
        people=False,
    ),
    Kind("bookers", "bookings", "end_ms", 365, 30, 1_095, "Wer gebucht hat (der Termin bleibt)", "who booked (the date stays)"),
    Kind("bookings", "bookings", "end_ms", 1_095, 400, _LONG, "Vergangene Buchungen", "bookings of the past"),
    Kind("history", "booking_history", "t_ms", 1_095, 400, _LONG, "Wer was entschieden hat", "who decided what"),
    Kind(
        "source_rows",
        "source_rows",
        "end_ms",
        400,
        30,
        1_095,
        "Termine anderer Systeme",
        "dates of other systems",
        people=False,
    ),
    Kind("partner_audit", "partner_audit", "t_ms", 400, 90, 1_095, "Zugriffe anderer Systeme", "what other systems asked"),
    Kind(
        "partner_events",
        "partner_events",
        "created_ms",
        90,
        7,
        400,
        "Meldungen an andere Systeme",
        "notices to other systems",
        people=False,
    ),
    Kind(
        "alert_events",
        "alert_events",
        "created_ms",
        90,
        7,
        400,
        "Alarm-Meldungen nach außen",
        "alerts told to other systems",
        people=False,
    ),
    Kind(
        "incidents",
        "incidents",
        "raised_ms",
        _FIRE,
        _FIRE_LEAST,
        _LONG,
        "Vorfälle und ihre Zeitleiste",
        "incidents and their timeline",
    ),
    Kind("alarms", "fire_alarm", "t_ms", _FIRE, _FIRE_LEAST, _LONG, "Alarme der Melder", "alarms of sensors", people=False),
    Kind(
        "alarm_rows",
        "stream_row",
        "received_ms",
        _FIRE,
        _FIRE_LEAST,
        _LONG,
        "Alarme, wie sie kamen",
        "alarms as they came",
        people=False,
    ),
    Kind("off", "fire_off", "since_ms", _FIRE, _FIRE_LEAST, _LONG, "Abschaltungen von Meldern", "sensors that were disabled"),
    Kind("tests", "alert_tests", "started_ms", _FIRE, _FIRE_LEAST, _LONG, "Tägliche Tests", "daily tests"),
    Kind("cap", "cap_messages", "sent_ms", _FIRE, _FIRE_LEAST, _LONG, "Amtliche Meldungen (CAP)", "CAP messages", people=False),
    Kind(
        "releases",
        "responder_releases",
        "to_ms",
        _FIRE,
        _FIRE_LEAST,
        _LONG,
        "Freigaben für die Feuerwehr",
        "releases for responders",
    ),
    Kind(
        "exits",
        "display_exits",
        "until_ms",
        _FIRE,
        _FIRE_LEAST,
        _LONG,
        "Freigaben der Pfeile auf Anzeigen",
        "releases of arrows on displays",
    ),
    Kind("proofs", "screen_proofs", "t_ms", 730, 30, _LONG, "Bilder der Anzeigen", "pictures of displays", people=False),
    Kind("shown", "screen_shown", "t_ms", 400, 30, 1_095, "Was Anzeigen zeigten", "what displays showed", people=False),
    Kind("warnings", "warnings", "expires_ms", 90, 7, 1_095, "Amtliche Warnungen", "official warnings", people=False),
    Kind("spans", "alert_spans", "sensor_ms", 30, 7, 365, "Gemessene Alarmzeiten", "measured alarm times", people=False),
    Kind("commands", "device_command", "created_ms", 365, 30, 1_095, "Befehle an Geräte", "commands to devices"),
    Kind("tickets", "device_ticket", "until_ms", 90, 1, 400, "Anmeldescheine von Geräten", "tickets of devices"),
    Kind("trials", "device_trial", "ended_ms", 1_095, 90, _LONG, "Erprobungen an Geräten", "trials at devices", people=False),
    Kind("rollouts", "rollout", "ended_ms", 1_095, 90, _LONG, "Abgeschlossene Aktualisierungen", "updates that have ended"),
    Kind("dead_letters", "dead_letter", "last_ms", 90, 7, 400, "Unlesbare Nachrichten", "messages nobody understood"),
    Kind("shifts", "duty_shifts", "to_ms", 400, 30, 1_095, "Vergangene Dienste", "duties of the past"),
    Kind("confirmations", "confirmations", "until_ms", 30, 0, 400, "Helfer, die ein Verein kannte", "helpers a club knew"),
    Kind(
        "certificates", "certificates_seen", "until_ms", 30, 0, 400, "Gesehene Führungszeugnisse", "certificates that were seen"
    ),
    Kind("shift_signs", "shift_signs", "at_ms", 400, 30, 1_095, "Wer wann bei einer Schicht war", "who was at a shift when"),
    Kind("hours", "hours", "to_ms", _LONG, 400, _LONG, "Bestätigte Stunden von Helfern", "confirmed hours of helpers"),
    Kind(
        "hour_papers",
        "hour_papers",
        "made_ms",
        _LONG,
        400,
        _LONG,
        "Nachweise über Stunden",
        "certificates of hours",
        people=False,
    ),
    Kind("helpers", "helpers", "seen_ms", 400, 30, 1_095, "Helfer, die lange nichts sagten", "helpers who left"),
    Kind("help_shifts", "shifts", "to_ms", 400, 30, 1_095, "Vergangene Schichten", "shifts of the past"),
    Kind("offers", "offers", "modified_ms", 730, 400, 1_095, "Alte Angebote", "old offers of help", people=False),
    Kind("notices", "club_notices", "until_ms", 90, 7, 400, "Alte Aushänge von Vereinen", "old notices of clubs"),
    Kind("stand_ins", "duty_stand_ins", "to_ms", 400, 30, 1_095, "Vergangene Vertretungen", "stand-ins of the past"),
)
READINGS: Final[tuple[Kind, ...]] = (
    Kind("readings", "", "", 400, 35, _LONG, "Messwerte der Sensoren", "readings of sensors", people=False),
    Kind(
        "reading_hours",
        "",
        "",
        1_825,
        400,
        _LONG,
        "Stundenwerte der Sensoren",
        "readings of sensors by the hour",
        people=False,
    ),
    Kind(
        "reading_days",
        "",
        "",
        _FOR_EVER,
        400,
        _FOR_EVER,
        "Tageswerte der Sensoren (36 500 Tage heißt: für immer)",
        "readings of sensors by the day (36 500 days are for ever)",
        people=False,
    ),
)
"""What the store of time series keeps, from the finest on; nothing is kept longer than the coarser one behind it."""

ALL: Final = (*KINDS, *READINGS)
BY_ID: Final = {kind.id: kind for kind in ALL}
