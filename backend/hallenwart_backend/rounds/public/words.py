"""The words of `/vergabe`, German and English: short, for everybody. `WHY` explains each weight."""

from __future__ import annotations

from typing import Final

WHY: Final[dict[str, dict[str, str]]] = {
    "youth": {
        "de": "Je mehr Kinder in einer Gruppe sind, desto mehr zählt ihr Wunsch.",
        "en": "The more children a group has, the more its wish counts.",
    },
    "use": {
        "de": "Wer seine Zeiten genutzt hat, bekommt sie eher wieder. Es zählt nur, ob jemand da war.",
        "en": "Who used their times gets them again sooner. Only whether somebody was there counts.",
    },
    "size": {
        "de": "Große Gruppen kommen in große Hallen. Kleine Gruppen brauchen nur einen Teil.",
        "en": "Large groups go into large halls. Small groups need one part only.",
    },
    "fair": {
        "de": "Die erste Stunde eines Vereins zählt am meisten. Jede weitere zählt etwas weniger.",
        "en": "A club's first hour counts most. Each further hour counts a bit less.",
    },
    "priority": {
        "de": "Jeder Verein sagt, welche Wünsche ihm am wichtigsten sind.",
        "en": "Each club says which wishes matter most to it.",
    },
    "same": {
        "de": "Wer eine Zeit schon hatte, behält sie etwas eher.",
        "en": "Who had a time before keeps it a little sooner.",
    },
    "wanted": {
        "de": "Die Halle, die zuerst genannt ist, zählt mehr als die zweite.",
        "en": "The hall that was named first counts more than the second.",
    },
}
WORDS: Final[dict[str, dict[str, str]]] = {
    "de": {
        "title": "Wie die Hallen vergeben werden",
        "sub": "Vor jeder Saison sagen die Vereine, welche Zeiten sie brauchen. Hier steht, wer was bekommt und warum.",
        "none": "Zurzeit läuft keine Vergabe.",
        "season": "{first} bis {last}",
        "state_open": "Die Vereine können bis {day} ihre Wünsche sagen.",
        "state_closed": "Die Wünsche sind da. Das Sportamt macht einen Vorschlag.",
        "state_proposed": "Das ist ein Vorschlag. Vereine können bis {day} sagen, was nicht passt.",
        "state_published": "Die Zeiten sind vergeben, seit {day}.",
        "weights": "Was wie viel zählt",
        "weights_lead": "Jeder Wunsch bekommt Punkte. Ein Rechner sucht den Plan mit den meisten Punkten. "
        "Menschen im Sportamt prüfen ihn und können ihn ändern.",
        "most": "Mehr als {n} Stunden in der Woche bekommt kein Verein.",
        "points": "Gewicht",
        "what": "Was zählt",
        "result": "Was die Vereine bekommen",
        "club": "Verein",
        "wished": "Gewünscht",
        "given": "Bekommt",
        "wishes": "Wünsche mit Platz",
        "hours": "{hours} Std.",
        "of": "{placed} von {wishes}",
        "total": "Alle Vereine",
        "changed": "Von Hand geändert: {n} Zeiten.",
        "changed_one": "Von Hand geändert: 1 Zeit.",
        "plan": "Der Plan der Hallen",
        "plan_of": "Plan: {hall}",
        "all_halls": "Zurück zur Übersicht",
        "clock": "{start} bis {end}",
        "nothing": "Nichts vergeben.",
        "csv": "Als Tabelle (CSV)",
        "all": "Alle Vergaben",
        "more": "Hier stehen keine Namen von Menschen.",
    },
    "en": {
        "title": "How the halls are given out",
        "sub": "Before each season, clubs say which times they need. Here you see who gets what and why.",
        "none": "No allocation is under way.",
        "season": "{first} to {last}",
        "state_open": "Clubs can state their wishes until {day}.",
        "state_closed": "The wishes are in. The sports office makes a proposal.",
        "state_proposed": "This is a proposal. Clubs can say what does not suit until {day}.",
        "state_published": "The times are given out since {day}.",
        "weights": "What counts how much",
        "weights_lead": "Each wish gets points. A computer looks for the plan with the most points. "
        "People in the sports office check it and can change it.",
        "most": "No club gets more than {n} hours a week.",
        "points": "Weight",
        "what": "What counts",
        "result": "What the clubs get",
        "club": "Club",
        "wished": "Wished",
        "given": "Gets",
        "wishes": "Wishes with a place",
        "hours": "{hours} h",
        "of": "{placed} of {wishes}",
        "total": "All clubs",
        "changed": "Changed by hand: {n} times.",
        "changed_one": "Changed by hand: 1 time.",
        "plan": "The plan of the halls",
        "plan_of": "Plan: {hall}",
        "all_halls": "Back to the overview",
        "clock": "{start} to {end}",
        "nothing": "Nothing given out.",
        "csv": "As a table (CSV)",
        "all": "All allocations",
        "more": "There are no names of people here.",
    },
}
