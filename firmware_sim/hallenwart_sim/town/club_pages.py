"""What the clubs of the demo town say of themselves. All of it is invented; numbers are of the block kept free for films."""

from __future__ import annotations

from typing import Any

from hallenwart_sim.town.timetable import BC04, REHA, SG, TANZ, TSV


def profiles() -> list[dict[str, Any]]:
    """Return five clubs: two with everything, three shorter; one of them is not shown yet."""
    return [
        {
            "club": TSV,
            "about": "Wir sind ein Verein für den ganzen Stadtteil. Bei uns turnen Kinder. Erwachsene spielen Volleyball.\n\n"
            "Wer neu ist, bekommt eine Patin oder einen Paten für die ersten Wochen.",
            "about_en": "We are a club for the whole district. Children do gymnastics, adults play volleyball.",
            "about_easy": "Wir machen Sport zusammen.\n\nAlle können mitmachen.\n\nWir helfen Ihnen am Anfang.",
            "trial": "Kommen Sie in Sportschuhen mit heller Sohle. Sie zahlen beim ersten Mal nichts.",
            "trial_en": "Bring sports shoes with a light sole. The first time is free.",
            "sports": ["volleyball", "gymnastics"],
            "web": "https://tsv-lindenau.example",
            "welcome": ["wheelchair", "easy_language", "lent_gear"],
            "groups": [
                {"name": "Volleyball Damen", "sport": "volleyball", "level": "competition", "min_age": 16},
                {"name": "Volleyball Mixed", "sport": "volleyball", "min_age": 16, "trial": True},
                {
                    "name": "Kinderturnen",
                    "sport": "gymnastics",
                    "level": "beginners",
                    "min_age": 4,
                    "max_age": 8,
                    "trial": True,
                },
                {"name": "Yoga", "sport": "yoga", "trial": True, "note": "Matten sind da."},
            ],
            "contacts": [
                {"role": "board", "email": "vorstand@tsv-lindenau.example", "person": "voss@tsv-lindenau.example"},
                {"role": "trial", "email": "probe@tsv-lindenau.example", "phone": "030 5550141"},
                {"role": "protection", "email": "schutz@tsv-lindenau.example"},
            ],
        },
        {
            "club": BC04,
            "about": "Wir spielen Basketball, Badminton und Tischtennis. Im Verein sind 240 Menschen.",
            "about_en": "We play basketball, badminton and table tennis. The club has 240 members.",
            "sports": ["basketball", "badminton", "table_tennis"],
            "web": "https://bc04.example",
            "welcome": ["deaf", "lent_gear"],
            "groups": [
                {
                    "name": "Basketball U12",
                    "sport": "basketball",
                    "level": "beginners",
                    "min_age": 8,
                    "max_age": 11,
                    "trial": True,
                },
                {"name": "Basketball Damen", "sport": "basketball", "level": "competition", "min_age": 16},
                {"name": "Badminton", "sport": "badminton", "min_age": 14, "trial": True},
                {"name": "Tischtennis Jugend", "sport": "table_tennis", "min_age": 8, "max_age": 17, "trial": True},
            ],
            "contacts": [{"role": "membership", "email": "mitglied@bc04.example", "phone": "030 5550142"}],
        },
        {
            "club": REHA,
            "about": "Sport für Herz, Rücken und Lunge. Eine Ärztin ist bei den Herzgruppen dabei.",
            "about_easy": "Sport für kranke Menschen. Eine Ärztin hilft.",
            "sports": ["rehab"],
            "welcome": ["wheelchair", "companion", "easy_language"],
            "groups": [
                {"name": "Herzsport", "sport": "rehab", "min_age": 18},
                {"name": "Sitzgymnastik", "sport": "rehab", "trial": True, "note": "Sie brauchen keine Sportschuhe."},
            ],
            "contacts": [{"role": "membership", "email": "anmeldung@reha-sport.example", "phone": "030 5550143"}],
        },
        {
            "club": SG,
            "about": "Handball im Süden der Stadt, von den Minis bis zur ersten Mannschaft.",
            "sports": ["handball"],
            "groups": [
                {"name": "Handball A-Jugend", "sport": "handball", "level": "competition", "min_age": 16, "max_age": 18},
                {"name": "Eltern und Kind", "max_age": 4, "trial": True},
            ],
            "contacts": [{"role": "youth", "email": "jugend@sg-sued.example"}],
        },
        {"club": TANZ, "about": "Wir tanzen Standard und Latein.", "sports": ["dance"], "shown": False},
    ]


def notices() -> list[dict[str, Any]]:
    """Return what hangs on the board between clubs."""
    return [
        {
            "club": SG,
            "by": "sommer@sg-sued.example",
            "kind": "equipment",
            "title": "Zwei kleine Tore zu verleihen",
            "text": "Wir brauchen sie bis Ende des Monats nicht. Abholen an der Halle Süd.",
        },
        {
            "club": BC04,
            "by": "osman@bc04.example",
            "kind": "lift",
            "title": "Auswärtsspiel am Samstag: drei Plätze frei",
            "text": "Wir fahren um 9 Uhr mit dem Kleinbus los.",
            "days": 7,
        },
        {
            "club": TSV,
            "by": "voss@tsv-lindenau.example",
            "kind": "referee",
            "title": "Wer pfeift unser Jugendturnier?",
            "text": "Drei Spiele, Verpflegung ist da.",
        },
    ]
