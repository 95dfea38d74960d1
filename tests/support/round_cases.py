"""Invented cases of a round: halls in a usual week, and what clubs wish. The same seed gives the same case."""

from random import Random

from hallenwart_backend.rounds.rules import Case, Hall, Lines, Want, span
from hallenwart_backend.rounds.weights import Weights

SPORTS = ("handball", "volleyball", "basketball", "badminton")
OPENS, CLOSES = 17 * 4, 22 * 4


def round_case(seed: int, clubs: int = 40, halls: int = 12, most: int = 12, weights: Weights | None = None) -> Case:
    """`most` wishes a club at the most. Evenings of five days; on some a school has the first hour of a section."""
    random = Random(seed)
    places = tuple(_hall(random, f"h{number:02}") for number in range(halls))
    wants = [
        _want(random, f"c{club:02}", number, [one.id for one in places])
        for club in range(clubs)
        for number in range(random.randint(max(1, most // 3), most))
    ]
    return Case(places, tuple(wants), weights or Weights())


def _hall(random: Random, name: str) -> Hall:
    sections = random.choice([1, 1, 2, 3, 3])
    taken = [[0] * 7 for _ in range(sections)]
    for day in range(5):
        if random.random() < 0.2:
            taken[0][day] = span(OPENS, 4)
    evening = span(OPENS, CLOSES - OPENS)
    return Hall(
        id=name,
        sections=sections,
        tenths=10 * sections,
        open=(evening,) * 5 + (0, 0),
        taken=tuple(tuple(days) for days in taken),
        lines=tuple(Lines(sport) for sport in random.sample(SPORTS, 2)),
        step_free=random.random() < 0.5,
        buffer=random.choice([0, 0, 1]),
    )


def _want(random: Random, club: str, number: int, halls: list[str]) -> Want:
    sections, earliest = random.choice([1, 1, 1, 1, 2, 3]), random.choice([68, 68, 72, 76])
    return Want(
        id=f"{club}-{number}",
        club=club,
        group=f"Gruppe {number if number % 4 else 0}",
        people=random.randint(8, 30) * sections,
        youth=random.choice([0, 0, 20, 60, 100, 100]),
        sections=sections,
        weekdays=tuple(sorted(random.sample(range(5), random.randint(1, 3)))),
        earliest=earliest,
        latest=min(earliest + random.choice([4, 6, 8]), CLOSES - 6),
        length=random.choice([4, 6, 6, 6, 8]),
        priority=random.randint(1, 3),
        halls=tuple(random.sample(halls, min(len(halls), random.choice([0, 1, 2, 3])))),
        marking=random.choice(["", "", "", "handball", "volleyball"]),
        step_free=random.random() < 0.05,
        used=random.randint(40, 100),
        last=tuple((random.choice(halls), random.randrange(5), random.choice([68, 72, 76])) for _ in range(3)),
    )
