"""What a proposal is worth, what the search makes of it, and that no single change raises it: checked by trying them all."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_backend.rounds.explaining import Named, why_not
from hallenwart_backend.rounds.grid import Grid
from hallenwart_backend.rounds.improving import greedy, improve
from hallenwart_backend.rounds.proposing import Solver
from hallenwart_backend.rounds.rules import Case, Hall, Lines, Spot, Want, fair_steps, options, score, span
from hallenwart_backend.rounds.solving import Task, valid
from hallenwart_backend.rounds.weights import TERMS, Weights
from support.brute_force import BruteForce
from support.round_cases import round_case

EVENING = (span(72, 16),) * 7  # 18:00 to 22:00
NO = Weights(**dict.fromkeys(TERMS, 0))


def hall(name="nord", sections=1, **more):
    taken = tuple((0,) * 7 for _ in range(sections))
    return Hall(name, sections, 10 * sections, EVENING, more.pop("taken", taken), **more)


def want(name, club="tsv", **more):
    told = {"group": name, "people": 20, "youth": 0, "sections": 1, "weekdays": (0,), "earliest": 72, "latest": 72}
    return Want(name, club, **told | {"length": 6, "priority": 1} | more)


def case(halls, wants, weights=NO, **fixed):
    return Case(tuple(halls), tuple(wants), weights, fixed)


# --- the score ---


@pytest.mark.parametrize(
    ("term", "more", "value"),
    [
        ("youth", {"youth": 40}, 40),
        ("use", {"used": 75}, 75),
        ("priority", {"priority": 2}, 60),
        ("size", {"people": 10}, 50),
        ("size", {"people": 40}, 50),
        ("same", {"last": (("nord", 0, 72),)}, 100),
        ("same", {"last": (("nord", 0, 80),)}, 60),
        ("same", {"last": (("nord", 3, 72),)}, 30),
        ("same", {"last": (("süd", 0, 72),)}, 0),
        ("wanted", {"halls": ("süd", "nord")}, 80),
        ("wanted", {"halls": ("süd",)}, 0),
        ("wanted", {}, 100),
    ],
)
def test_a_term_counts_its_weight_for_each_quarter_and_section(term, more, value):
    one = case([hall(), hall("süd")], [want("a", **more)], replace(NO, **{term: 3}))
    told = score(one, {"a": Spot("nord", 0, 72, (1,))})
    assert told.terms == dict.fromkeys(TERMS, 0) | {term: 6 * 3 * value}
    assert told.total == 18 * value


def test_further_hours_of_a_club_count_less_and_those_of_a_large_one_later():
    small, large = fair_steps(5, 10, 12), fair_steps(5, 100, 12)
    gains = [after - before for before, after in pairwise(small)]
    assert gains == sorted(gains, reverse=True)
    assert gains[0] == 500
    assert gains[4] == 250  # after one hour for ten people
    assert large[12] > small[12]


@given(st.integers(0, 50), st.sampled_from([Weights(), Weights(most_hours=4), Weights(fair=0, youth=10)]))
@settings(max_examples=8, deadline=None)
def test_no_single_change_raises_what_the_search_found(seed, weights):
    found = round_case(seed, clubs=6, halls=2, most=6, weights=weights)
    places = improve(found, greedy(found))
    brute = BruteForce(found)
    assert brute.faults(places) == []
    assert brute.score(places) == score(found, places).total
    assert list(brute.better(places)) == []


def test_brute_force_sees_what_is_not_the_best():
    found = round_case(1, clubs=6, halls=2, most=6)
    places = greedy(found)
    gone = dict(list(places.items())[1:])
    assert list(BruteForce(found).better(gone))


def test_what_is_fixed_by_hand_stays_where_it_is():
    first = want("a", youth=0, halls=("süd",))
    one = case([hall(), hall("süd")], [first, want("b"), want("c")], Weights(), a=Spot("nord", 0, 72, (1,)), c=None)
    places = improve(one, greedy(one))
    assert places == {"a": Spot("nord", 0, 72, (1,)), "b": Spot("süd", 0, 72, (1,))}


def test_two_exchange_their_places_when_both_together_gain():
    a, b = want("a", halls=("nord",)), want("b", club="sv", halls=("süd",))
    one = case([hall(), hall("süd")], [a, b], replace(NO, wanted=1))
    wrong = {"a": Spot("süd", 0, 72, (1,)), "b": Spot("nord", 0, 72, (1,))}
    assert improve(one, wrong) == {"a": Spot("nord", 0, 72, (1,)), "b": Spot("süd", 0, 72, (1,))}


def test_a_group_trains_once_a_day_and_halls_are_aired():
    twice = [want("a", group="Damen", latest=82), want("b", group="Damen", latest=82)]
    assert len(greedy(case([hall()], twice, Weights()))) == 1
    aired = case([hall(buffer=1)], [want("a"), want("b", earliest=78, latest=79)], Weights())
    assert {one.start for one in greedy(aired).values()} == {72, 79}


def test_what_does_not_fit_any_more_is_dropped_before_the_search_goes_on():
    one = case([hall(taken=((span(72, 4),) * 7,))], [want("a"), want("b", earliest=76, latest=76)], Weights())
    kept = valid(one, {"a": Spot("nord", 0, 72, (1,)), "b": Spot("nord", 0, 76, (1,))})
    assert kept == {"b": Spot("nord", 0, 76, (1,))}


def test_options_lie_within_hours_lines_and_what_others_have():
    lines = hall(sections=3, lines=(Lines("handball", (2, 3)),), taken=((0,) * 7, (span(72, 4),) * 7, (0,) * 7))
    mine = want("a", sections=2, marking="handball", latest=84)
    found = options(case([lines], [mine], Weights()), mine)
    assert {one.runs for one in found} == {((2, 3),)}
    assert [one.start for one in found] == [76, 77, 78, 79, 80, 81, 82]
    assert not options(case([hall()], [replace(mine, step_free=True)], Weights()), mine)


def test_the_grid_knows_what_a_change_is_worth():
    found = round_case(3, clubs=5, halls=2, most=5)
    places = greedy(found)
    grid = Grid(found, places)
    name = next(iter(places))
    loss = grid.fair_loss(name) + grid.worth(name, places[name])
    without = {other: spot for other, spot in places.items() if other != name}
    assert score(found, places).total - score(found, without).total == loss


# --- the process ---


async def test_the_process_finds_a_proposal_for_a_city_that_no_change_raises():
    """40 clubs, 12 halls; the limit is short here, the bench has the whole one."""
    city = round_case(7)
    heard = []
    places = await Solver().run(Task(city, limit_s=1.0), heard.append)
    brute = BruteForce(city)
    assert brute.faults(places) == []
    assert list(brute.better(places)) == []
    assert brute.score(places) == score(city, places).total
    assert [one.phase for one in heard][:: len(heard) - 1] == ["greedy", "solved"]
    assert heard[-1].score >= heard[0].score


# --- why not ---

NAMED = Named({"nord": "Halle Nord"}, {"tsv": "TSV", "sv": "SV"})


@pytest.mark.parametrize(
    ("halls", "more", "code"),
    [
        ([hall()], {"sections": 2}, "no_size"),
        ([hall()], {"marking": "handball"}, "no_lines"),
        ([hall(sports=("judo",))], {"sport": "handball"}, "no_sport"),
        ([hall()], {"step_free": True}, "no_step_free"),
        (
            [hall(step_free=True), hall("süd", lines=(Lines("handball"),))],
            {"step_free": True, "marking": "handball"},
            "no_hall",
        ),
        ([hall()], {"earliest": 40, "latest": 44}, "closed"),
        ([hall(taken=((span(72, 6),) * 7,))], {}, "taken_before"),
    ],
)
def test_a_refusal_says_what_no_hall_can(halls, more, code):
    told = why_not(case(halls, [want("a", **more)], Weights()), {}, "a", NAMED)
    assert told.code == code
    assert told.de.count(".") == 1
    assert told.en.endswith(".")


def test_a_refusal_names_who_has_the_place_and_what_counts_more():
    mine, other = want("a"), want("b", club="sv", group="Kinder", youth=100)
    told = why_not(case([hall()], [mine, other], Weights()), {"b": Spot("nord", 0, 72, (1,))}, "a", NAMED)
    assert told.code == "less"
    assert told.de == (
        "Zu diesen Zeiten ist alles Passende vergeben, zum Beispiel Halle Nord am Montag um 18:00 Uhr an Kinder (SV): "
        "dort zählt mehr „Kinder und Jugendliche“."
    )


def test_a_refusal_knows_limits_days_and_the_office():
    two = [want("a", latest=82), want("b", latest=82)]
    held = {"b": Spot("nord", 0, 72, (1,))}
    assert why_not(case([hall()], two, Weights(most_hours=2)), held, "a", NAMED).code == "limit"
    same = [replace(one, group="Damen") for one in two]
    assert why_not(case([hall()], same, Weights()), held, "a", NAMED).code == "same_day"
    assert why_not(case([hall()], two, Weights(), a=None), held, "a", NAMED).code == "kept_out"
    assert why_not(case([hall()], two, Weights()), held, "a", NAMED).code == "free"
    alike = [want("a"), want("b")]
    assert why_not(case([hall()], alike, Weights(fair=0)), held, "a", NAMED).code == "full"
