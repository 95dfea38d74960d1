"""The card of car parks: words alone, in three languages, and none that may be old."""

from hallenwart_contract.parking import ParkingNow
from hallenwart_contract.view import Rung
from hallenwart_edge.display import parking


def park(name, word, free=None):
    return ParkingNow(id=name, name=name, word=word, free=free)


def test_one_car_park_is_the_title():
    (card,) = parking.cards([park("Parkplatz Nord", "few", 2)], online=True)
    assert (card.rung, card.kind) == (Rung.POST, "parking")
    assert {language: text.title for language, text in card.texts.items()} == {
        "de": "Parkplatz Nord: nur noch wenige Plätze",
        "en": "Parkplatz Nord: only a few spaces left",
        "easy": "Parkplatz Nord: Hier ist wenig Platz",
    }


def test_several_stand_below_a_title_and_unknown_ones_nowhere():
    (card,) = parking.cards([park("Nord", "full"), park("Süd", "free", 9), park("West", "unknown")], online=True)
    assert (card.texts["de"].title, card.texts["de"].text) == ("Parken", "Nord: voll. Süd: freie Plätze")


def test_what_may_be_old_or_is_not_known_is_not_shown():
    assert parking.cards([park("Nord", "free", 3)], online=False) == []
    assert parking.cards([park("Nord", "unknown"), park("Süd", "of tomorrow")], online=True) == []
