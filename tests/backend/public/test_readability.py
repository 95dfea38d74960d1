"""The figures of reading, by texts whose difficulty is plain, and syllables by hand."""

import pytest

from support.public_walk import EASE, GRADE
from support.readability import figures, sentences_of, syllables

PLAIN = """
Sie wollen in die Halle. Sie brauchen einen Code. Der Code öffnet das Fach. Im Fach hängt der Schlüssel.
Nehmen Sie den Schlüssel. Drücken Sie die Tür zu. Danach bringen Sie ihn zurück.
"""
OFFICIALESE = """
Die Inanspruchnahme der Sportstätten bedarf der vorherigen schriftlichen Genehmigung durch die zuständige Behörde.
Nutzungsberechtigte haben die Verkehrssicherungspflicht während der Überlassungszeiten eigenverantwortlich zu gewährleisten.
Zuwiderhandlungen führen zur Geltendmachung von Schadensersatzansprüchen.
Die Entgeltfestsetzung erfolgt nach Maßgabe der Gebührenordnung.
Eine Unterlassung der Anzeigepflicht stellt eine Ordnungswidrigkeit dar.
Die Erteilung der Genehmigung erfolgt unter dem Vorbehalt des jederzeitigen Widerrufs.
"""
OFFICIAL_ENGLISH = """
The utilisation of municipal facilities necessitates prior authorisation by the responsible administrative authority.
Applicants acknowledge their obligation regarding documentation of participating individuals.
Noncompliance constitutes an administrative infringement. Remuneration is determined according to applicable regulations.
Authorisation remains conditional upon satisfactory verification.
Notification obligations continue notwithstanding revocation.
"""


@pytest.mark.parametrize(
    ("word", "n"), [("Halle", 2), ("Schlüssel", 2), ("Oma", 2), ("Veranstaltungen", 5), ("Code", 2), ("Uhr", 1), ("Theater", 3)]
)
def test_german_syllables(word, n):
    assert syllables(word, "de") == n


@pytest.mark.parametrize(("word", "n"), [("hall", 1), ("code", 1), ("opened", 2), ("locker", 2), ("time", 1), ("table", 2)])
def test_english_syllables(word, n):
    assert syllables(word, "en") == n


def test_labels_and_lists_of_names_are_no_sentences():
    assert sentences_of(["Sporthalle Nordpark", "14 bis 15 Uhr", "Wo? Hier ist die Halle."]) == [
        ["Hier", "ist", "die", "Halle"]
    ]
    assert figures(["Kurz. Sehr kurz."], "de").labels
    with pytest.raises(ValueError, match="without a word"):
        figures(["12:00"], "de")


def test_the_limits_let_plain_words_pass_and_stop_officialese():
    plain, hard = figures([PLAIN], "de"), figures([OFFICIALESE], "de")
    assert plain.ease > EASE["de"] + 20
    assert plain.grade < GRADE - 3
    assert hard.ease < EASE["de"] - 20
    assert hard.grade > GRADE + 3
    assert figures([OFFICIAL_ENGLISH], "en").ease < EASE["en"] - 20
