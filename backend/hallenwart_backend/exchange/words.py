"""The words of the pages about data, German and English."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "de": {
        "license": "Lizenz",
        "license_text": "Nennen Sie „{publisher}“ als Quelle, wenn Sie die Daten zeigen. Die Lizenz heißt",
        "free": "Sie müssen keine Quelle nennen. Die Lizenz heißt",
        "checked": "Geprüft mit",
        "call": "So rufen Sie die Daten ab",
        "rpde": "Hallen, freie Stunden und Trainings laufend mitlesen",
        "rpde_text": "Diese Listen folgen OpenActive (RPDE). Lesen Sie immer bei „next“ weiter. Was gelöscht ist, steht noch "
        "30 Tage als „deleted“ darin. Eine leere Seite, die auf sich selbst zeigt, ist die letzte.",
        "rpde_sport": "Ein Training steht hier nur, wenn seine Sportart in der Liste von OpenActive vorkommt. Alle Trainings "
        "stehen in sessions.jsonld.",
        "price": "Hat niemand einen Preis eingetragen, heißt das Angebot „Preis auf Anfrage“ und nennt 0 Euro.",
        "dataset": "OpenActive-Datensatz",
        "dataset_sub": "Hallen, freie Stunden und Trainings zum Mitmachen.",
        "rate": "Jede Adresse darf im Mittel 10 Mal in der Sekunde abgerufen werden. "
        "Nutzen Sie ETag, dann kommt nur, was neu ist.",
        "person": "Namen von Menschen stehen nicht in den Daten.",
        "thing": "Jeder Eintrag hat eine feste Adresse. Sie steht als @id darin.",
    },
    "en": {
        "license": "Licence",
        "license_text": "Name “{publisher}” as the source when you show the data. The licence is",
        "free": "You need not name a source. The licence is",
        "checked": "Checked with",
        "call": "How to get the data",
        "rpde": "Follow halls, free hours and trainings",
        "rpde_text": "These lists follow OpenActive (RPDE). Always read on at “next”. What is deleted stays there as “deleted” "
        "for 30 days. An empty page that points to itself is the last.",
        "rpde_sport": "A training is here only if its sport is in the OpenActive list. All trainings are in sessions.jsonld.",
        "price": "Where nobody entered a price, the offer is called “Preis auf Anfrage” (price on request) and says 0 euros.",
        "dataset": "OpenActive dataset",
        "dataset_sub": "Halls, free hours and trainings to join.",
        "rate": "Each address may be read 10 times a second on average. Use ETag, then only what is new is sent.",
        "person": "There are no names of people in the data.",
        "thing": "Each entry has an address that stays. It is in it as @id.",
    },
}
