"""The words of `/daten`, German and English."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.opendata.datasets import Often, Rights

WORDS: Final = {
    "de": {
        "title": "Daten zum Weiterverwenden",
        "sub": "Andere Seiten und Programme dürfen zeigen, was hier steht. Sie brauchen dafür kein Konto.",
        "person": "Namen von Menschen stehen nicht in den Daten.",
        "all": "Alle Daten auf einen Blick",
        "name": "Daten",
        "who": "Wer darf sie lesen",
        "often": "Wie oft neu",
        "license": "Lizenz",
        "naming": "Nennen Sie „{publisher}“ als Quelle.",
        "free": "Sie müssen keine Quelle nennen.",
        "ways": "So können Sie diese Daten lesen",
        "from_to": "Die Daten reichen vom {first} bis {last}.",
        "columns": "Was die Spalten bedeuten",
        "example": "Beispiel",
        "call": "So rufen Sie die Daten ab",
        "rate": "Jede Adresse darf im Mittel 10 Mal in der Sekunde abgerufen werden. "
        "Merken Sie sich das ETag der Antwort und schicken Sie es mit. Dann kommt nur, was neu ist.",
        "thing": "Adressen und Namen in den Daten bleiben, wie sie sind.",
        "keyed": "Für manche Daten brauchen Sie einen Schlüssel. Das Sportamt gibt ihn Ihnen. Schicken Sie ihn so mit:",
        "catalogue": "Der Katalog für andere Portale",
        "catalogue_text": "Datenportale lesen hier, welche Daten es gibt. Die Form heißt DCAT-AP.de 3.0.",
        "older": "Frühere Jahre",
        "nothing": "Zurzeit gibt es keine Daten.",
        "size": "{n}\u00a0kB",
    },
    "en": {
        "title": "Data for reuse",
        "sub": "Other pages and programs may show what is here. They need no account for it.",
        "person": "There are no names of people in the data.",
        "all": "All data at a glance",
        "name": "Data",
        "who": "Who may read it",
        "often": "How often new",
        "license": "Licence",
        "naming": "Name “{publisher}” as the source.",
        "free": "You need not name a source.",
        "ways": "How you can read this data",
        "from_to": "The data is about {first} to {last}.",
        "columns": "What the columns mean",
        "example": "Example",
        "call": "How to get the data",
        "rate": "Each address may be read 10 times a second on average. "
        "Keep the ETag of the answer and send it along. Then only what is new is sent.",
        "thing": "Addresses and names in the data stay as they are.",
        "keyed": "Some data needs a key. The sports office gives it to you. Send it like this:",
        "catalogue": "The catalogue for other portals",
        "catalogue_text": "Data portals read here which data there is. The form is called DCAT-AP.de 3.0.",
        "older": "Earlier years",
        "nothing": "There is no data at the moment.",
        "size": "{n}\u00a0kB",
    },
}
RIGHTS: Final = {
    "de": {Rights.PUBLIC: "alle", Rights.KEY: "wer einen Schlüssel hat", Rights.OFF: "niemand"},
    "en": {Rights.PUBLIC: "everybody", Rights.KEY: "who has a key", Rights.OFF: "nobody"},
}
OFTEN: Final = {
    "de": {
        Often.CONT: "laufend",
        Often.HOURLY: "jede Stunde",
        Often.DAILY: "jeden Tag",
        Often.MONTHLY: "jeden Monat",
        Often.IRREG: "wenn sich etwas ändert",
    },
    "en": {
        Often.CONT: "all the time",
        Often.HOURLY: "every hour",
        Often.DAILY: "every day",
        Often.MONTHLY: "every month",
        Often.IRREG: "when something changes",
    },
}
