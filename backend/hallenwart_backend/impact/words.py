"""What each measure means, how it is made and what it does not show; German and English, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hallenwart_backend.impact.model import Level, Unit, Why


@dataclass(frozen=True, slots=True)
class About:
    """`sure` says what the interval stands on; `limits` what the figure does not show."""

    name: str
    method: str
    sure: str
    limits: str


ABOUT: Final[dict[str, dict[str, About]]] = {
    "lent_hours": {
        "de": About(
            "Verliehene Zeit, die genutzt wurde",
            "Ein Verein braucht seine Zeit nicht. Ein anderer nimmt sie. Wir zählen die Stunden, in denen dann "
            "wirklich jemand da war. Das sagen Sensoren und der Schlüssel.",
            "Sensoren irren sich manchmal. Deshalb nennen wir zwei Grenzen. In 95 von 100 Fällen liegt die Wahrheit "
            "dazwischen. Zeit ohne Sensor zählt unten als leer und oben als genutzt.",
            "Wir wissen nicht, ob die Halle sonst leer war. Das steht in der nächsten Zahl.",
        ),
        "en": About(
            "Lent time that was used",
            "A club does not need its time. Another one takes it. We count the hours in which somebody really was there. "
            "Sensors and the key say so.",
            "Sensors are wrong at times. So we name two bounds. In 95 of 100 cases the truth lies between them. "
            "Time without a sensor counts as empty below and as used above.",
            "We do not know whether the hall would have been empty. The next figure is about that.",
        ),
    },
    "lent_extra": {
        "de": About(
            "Zeit, die sonst leer war",
            "Manche Zeit wird angeboten, und niemand nimmt sie. Wir sehen nach, wie oft die Halle dann trotzdem genutzt wird. "
            "So viel ziehen wir von der verliehenen Zeit ab. Der Rest kam durch das Verleihen dazu.",
            "Wir rechnen mit dem Verfahren von Wilson. Beide Zahlen sind unsicher. Darum liegen die Grenzen weit auseinander.",
            "Wir nehmen an, dass beide Arten von Zeit sich gleichen. Beliebte Zeit wird aber eher genommen. "
            "Vielleicht hätte ein Verein auch ohne uns getauscht. Dann ist die Zahl zu hoch.",
        ),
        "en": About(
            "Time that would have been empty",
            "Some time is offered and nobody takes it. We look how often the hall is used all the same. "
            "We take that off the lent time. The rest was added by lending.",
            "We use Wilson's method. Both numbers are uncertain. So the bounds lie far apart.",
            "We assume that both kinds of time are alike. But popular time is taken sooner. "
            "Perhaps clubs would have swapped without us. Then the figure is too high.",
        ),
    },
    "lent_groups": {
        "de": About(
            "Vereine, die durch Leihen Zeit bekamen",
            "Wir zählen Vereine, die eine Zeit geliehen haben und dann da waren.",
            "Die obere Grenze zählt auch Vereine, bei denen kein Sensor etwas sagt.",
            "Die Zahl sagt nicht, wie viele Menschen kamen. Sie sagt auch nicht, wer sie sind.",
        ),
        "en": About(
            "Clubs that got time by borrowing",
            "We count clubs that borrowed a time and then were there.",
            "The upper bound counts clubs too of which no sensor says anything.",
            "The figure does not say how many people came. Nor does it say who they are.",
        ),
    },
    "groups": {
        "de": About(
            "Vereine, die in den Hallen waren",
            "Wir zählen Vereine, die gebucht haben und mindestens einmal da waren.",
            "Die obere Grenze zählt auch Vereine, bei denen kein Sensor etwas sagt.",
            "Wer keine Zeit bekommen hat, kommt hier nicht vor. Schulen zählen nicht mit.",
        ),
        "en": About(
            "Clubs that were in the halls",
            "We count clubs that booked and were there at least once.",
            "The upper bound counts clubs too of which no sensor says anything.",
            "Who got no time does not appear here. Schools do not count.",
        ),
    },
    "heated_use": {
        "de": About(
            "Wie gut geheizte Stunden genutzt werden",
            "Die Heizung ist an. Wie viele Minuten je Stunde war dann jemand in der Halle? "
            "Wir zählen nur Stunden, die Sensoren gesehen haben.",
            "Wir vergleichen die Wochen. Je mehr sie sich gleichen, desto enger liegen die Grenzen. "
            "In 95 von 100 Fällen liegt der wahre Wert dazwischen.",
            "Eine Halle muss vorher warm werden. 60 Minuten kann niemand erreichen. "
            "Die Zahl sagt nicht, wie viel Wärme verbraucht wurde.",
        ),
        "en": About(
            "How well heated hours are used",
            "The heating is on. How many minutes of each hour was somebody in the hall? We count only hours that sensors saw.",
            "We compare the weeks. The more they are alike, the closer the bounds. "
            "In 95 of 100 cases the true value lies between them.",
            "A hall must warm up first. Nobody can reach 60 minutes. The figure does not say how much heat was used.",
        ),
    },
    "volunteer_hours": {
        "de": About(
            "Stunden von Menschen, die helfen",
            "Wer hilft, holt einen Schlüssel oder zeigt seinen Code. Der Verein bestätigt die Stunden danach.",
            "Bestätigte Stunden sind sicher. Die obere Grenze zählt auch Stunden, die der Verein noch nicht bestätigt hat.",
            "Viele helfen, ohne dass es jemand aufschreibt. Die Zahl ist also zu klein. "
            "Sie sagt nicht, was die Hilfe wert war.",
        ),
        "en": About(
            "Hours of people who help",
            "Who helps fetches a key or shows their code. The club confirms the hours afterwards.",
            "Confirmed hours are certain. The upper bound counts hours too that the club has not confirmed yet.",
            "Many help and nobody writes it down. So the figure is too small. It does not say what the help was worth.",
        ),
    },
    "alarm_response": {
        "de": About(
            "Wie schnell jemand auf einen Feuer-Alarm antwortet",
            "Wir messen die Zeit vom Alarm bis zum Namen dessen, der sich kümmert. "
            "Die Hälfte der Alarme war schneller, die andere langsamer. Proben zählen nicht.",
            "Die Grenzen sind selbst gemessene Zeiten. In 95 von 100 Fällen liegt die Mitte dazwischen. "
            "Ohne Antwort zählt als unendlich lang.",
            "Die Zahl sagt nicht, wann die Feuerwehr da war. Wer erst hilft und dann bestätigt, wirkt langsam.",
        ),
        "en": About(
            "How fast somebody answers a fire alarm",
            "We measure the time from the alarm to the name of who takes care. "
            "Half of the alarms were faster, the other half slower. Drills do not count.",
            "The bounds are measured times themselves. In 95 of 100 cases the middle lies between them. "
            "No answer counts as endless.",
            "The figure does not say when the fire brigade was there. Who helps first and confirms later looks slow.",
        ),
    },
    "idea_response": {
        "de": About(
            "Wie schnell Ideen eine Antwort bekommen",
            "Wir messen die Tage von der Idee bis zur Antwort. Die Hälfte war schneller, die andere langsamer.",
            "Die Grenzen sind selbst gemessene Zeiten. Ohne Antwort zählt als unendlich lang.",
            "Die Zahl sagt nicht, ob die Antwort gut war. Sie sagt nicht, ob sich etwas geändert hat.",
        ),
        "en": About(
            "How fast ideas are answered",
            "We measure the days from the idea to the answer. Half were faster, the other half slower.",
            "The bounds are measured times themselves. No answer counts as endless.",
            "The figure does not say whether the answer was good. Nor does it say whether anything changed.",
        ),
    },
}
"""By measure and language."""
UNITS: Final = {
    "de": {
        Unit.HOURS: "Stunden",
        Unit.GROUPS: "Vereine",
        Unit.MINUTES_PER_HOUR: "Minuten je Stunde",
        Unit.MINUTES: "Minuten",
        Unit.DAYS: "Tage",
    },
    "en": {
        Unit.HOURS: "hours",
        Unit.GROUPS: "clubs",
        Unit.MINUTES_PER_HOUR: "minutes an hour",
        Unit.MINUTES: "minutes",
        Unit.DAYS: "days",
    },
}
LEVELS: Final = {
    "de": {
        Level.INPUT: ("Einsatz", "Das haben Menschen dafür gegeben."),
        Level.OUTPUT: ("Leistung", "Das wurde getan."),
        Level.OUTCOME: ("Ergebnis", "Das hat sich dadurch geändert."),
    },
    "en": {
        Level.INPUT: ("Input", "This is what people gave."),
        Level.OUTPUT: ("Output", "This is what was done."),
        Level.OUTCOME: ("Outcome", "This is what changed by it."),
    },
}
WHYS: Final = {
    "de": {
        Why.UNKNOWN: "Nicht bekannt. Dazu gibt es noch keine Daten.",
        Why.FEW: "Zu wenige Fälle. Eine Zahl würde etwas über Einzelne verraten oder wäre Zufall.",
    },
    "en": {
        Why.UNKNOWN: "Not known. There are no data yet.",
        Why.FEW: "Too few cases. A figure would tell of single ones or be chance.",
    },
}
WORDS: Final = {
    "de": {
        "title": "Was die Hallen bewirken",
        "lead": "Diese Seite zeigt, was die Hallen der Stadt bringen. Jede Zahl sagt, wie sicher sie ist "
        "und was sie nicht zeigt.",
        "counts": "Gezählt wird vom {first} bis {last}.",
        "nothing": "Für dieses Jahr ist noch kein ganzer Monat vorbei.",
        "year": "Jahr",
        "show": "Zeigen",
        "about": "ungefähr",
        "between": "zwischen {low} und {high}",
        "at_least": "mindestens {low}",
        "exactly": "genau gezählt",
        "cases": "aus {n} Fällen",
        "unknown": "von {n} weiteren ist nichts bekannt",
        "method": "So ist es gemessen",
        "sure": "So sicher ist es",
        "limits": "Das zeigt es nicht",
        "level": "Stufe",
        "none": "noch keine Antwort",
        "levels": "Was die Stufen heißen",
        "impact": "Wirkung auf das Leben in der Stadt misst niemand so einfach. Sie steht hier nicht.",
        "few": "Wir zeigen keine Zahl, die auf weniger als {k} Fällen oder drei Vereinen steht. Stunden sind auf ganze "
        "Fünf gerundet.",
        "data": "Die Zahlen als Tabelle",
        "data_json": "Die Zahlen für Programme",
    },
    "en": {
        "title": "What the halls bring about",
        "lead": "This page shows what the city's halls bring. Each figure says how certain it is and what it does not show.",
        "counts": "Counted from {first} to {last}.",
        "nothing": "Of this year no whole month is over yet.",
        "year": "Year",
        "show": "Show",
        "about": "about",
        "between": "between {low} and {high}",
        "at_least": "at least {low}",
        "exactly": "counted exactly",
        "cases": "from {n} cases",
        "unknown": "of {n} more nothing is known",
        "method": "How it is measured",
        "sure": "How certain it is",
        "limits": "What it does not show",
        "level": "Level",
        "none": "no answer yet",
        "levels": "What the levels mean",
        "impact": "Nobody measures so easily what changes in the life of a city. It is not told here.",
        "few": "We show no figure that stands on fewer than {k} cases or three clubs. Hours are in whole fives.",
        "data": "The figures as a table",
        "data_json": "The figures for programs",
    },
}
