"""Lists of members as programs and spreadsheets write them: by example and for any list."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_backend.clubs.members import rules
from hallenwart_backend.clubs.members.belonging import table_in
from hallenwart_backend.clubs.members.rules import Columns, Field, Member, Why
from hallenwart_backend.errors import RefusedError

ADMIDIO = (
    "Nachname;Vorname;E-Mail;Geburtsdatum;Rolle\n"
    "Lindner;Jana;Jana@Verein.example;1.1.1990;Trainer\nMüller;Ö.;oe@verein.example;;Mitglied\n"
)
HITOBITO = (
    "Vorname,Nachname,Haupt-E-Mail,Strasse,Rollen\n"
    "Jana,Lindner,jana@verein.example,Weg 1,Trainer*in\nÖ.,Müller,oe@verein.example,,Mitglied\n"
)
SPLIT = [Member("Jana Lindner", "jana@verein.example", "trainer"), Member("Ö. Müller", "oe@verein.example", "member")]


def read(content: bytes, roles=None):
    sheet = table_in(content)
    return rules.read(sheet.head, sheet.lines, Columns(rules.guess(sheet.head), roles or {}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("text", [ADMIDIO, HITOBITO, ADMIDIO.replace(";", "\t"), "sep=;\r\n" + ADMIDIO.replace("\n", "\r\n")])
def test_lists_of_programs_in_any_encoding_say_the_same(text, encoding):
    found = read(text.encode(encoding))
    assert found.members == SPLIT
    assert not found.bad


def test_a_broken_row_costs_that_row():
    text = (
        "Name;E-Mail\nAnna;anna@verein.example\nOhne;\nFalsch;kein at zeichen\n;leer@verein.example\n\nBen;ben@verein.example\n"
    )
    found = read(text.encode())
    assert [one.name for one in found.members] == ["Anna", "Ben"]
    assert [(one.line, one.why) for one in found.bad] == [(3, Why.NO_EMAIL), (4, Why.BAD_EMAIL), (5, Why.NO_NAME)]


def test_one_address_is_one_person_with_the_strongest_role():
    text = "Name;E-Mail;Funktion\nZoe;a@verein.example;Mitglied\nAnton;A@verein.example;Trainer, Mitglied\n"
    assert read(text.encode()).members == [Member("Anton", "a@verein.example", "trainer")]


def test_a_word_means_what_the_club_says_and_may_stay_out():
    text = "Name;E-Mail;Gruppe\nA;a@verein.example;Passiv\nB;b@verein.example;Aktive\n"
    found = read(text.encode(), {"passiv": "", "Aktive": "trainer"})
    assert found.members == [Member("B", "b@verein.example", "trainer")]
    assert found.words == ["Aktive", "Passiv"]


def test_a_formula_is_a_text_and_nothing_else_is_taken():
    found = read(b"Name;E-Mail;Bank\n'=HYPERLINK(1);a@verein.example;DE00\n")
    assert found.members == [Member("=HYPERLINK(1)", "a@verein.example", "member")]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04kaputt", b"\x00\x01\x02", b"BEGIN:VCALENDAR\nEND:VCALENDAR"])
def test_what_is_no_list_is_refused_in_words(content):
    with pytest.raises(RefusedError):
        table_in(content)


def test_without_an_address_column_the_columns_have_to_be_said():
    assert not Columns(rules.guess(["Spalte A", "Spalte B"])).whole
    assert rules.guess(["Name", "Vorname", "Mail"]) == {Field.EMAIL: "Mail", Field.FIRST: "Vorname", Field.LAST: "Name"}


people = st.builds(
    Member,
    st.sampled_from(["Anna", "Ben", "Cem"]),
    st.sampled_from([f"{name}@verein.example" for name in "abcdefgh"]),
    st.sampled_from(["member", "trainer", "club_admin"]),
)
lists = st.lists(people, max_size=8, unique_by=lambda one: one.email)


def applied(plan, listed):
    now = {one.email: one for one in listed}
    for one in plan.gone:
        del now[one.email]
    now.update({one.email: one for one in (*plan.new, *plan.changed)})
    return list(now.values())


@settings(max_examples=60)
@given(lists, lists, st.randoms(use_true_random=False))
def test_doing_it_twice_changes_nothing_and_order_does_not_matter(wanted, listed, chance):
    plan = rules.plan(wanted, listed, {})
    after = applied(plan, listed)
    assert sorted(after, key=repr) == sorted(wanted, key=repr)
    again = rules.plan(wanted, after, {one.email: one.role for one in after})
    assert (again.new, again.changed, again.gone, again.same) == ([], [], [], len(wanted))
    mixed = list(wanted)
    random.Random(chance.random()).shuffle(mixed)
    assert rules.plan(mixed, listed, {}).digest == plan.digest


@settings(max_examples=30)
@given(lists, lists, st.sets(st.sampled_from([f"{name}@verein.example" for name in "abcdefgh"]), max_size=3))
def test_who_has_to_stay_never_goes(wanted, listed, stay):
    assert not stay & {one.email for one in rules.plan(wanted, listed, {}, stay).gone}


@settings(max_examples=20)
@given(st.permutations([*ADMIDIO.splitlines()[1:], "Kaputt;;kein;;", "Zwei;;zwei@verein.example;;Vorstand"]))
def test_the_same_rows_in_any_order_are_the_same_people(rows):
    found = read("\n".join([ADMIDIO.splitlines()[0], *rows]).encode())
    assert [one.email for one in found.members] == ["jana@verein.example", "oe@verein.example", "zwei@verein.example"]
    assert len(found.bad) == 1


def test_it_stops_when_more_than_a_third_would_go():
    listed = [Member("A", f"{number}@verein.example", "member") for number in range(10)]
    assert not rules.plan(listed[3:], listed, {}).stops
    assert rules.plan(listed[4:], listed, {}).stops
    assert not rules.plan(listed[:1], listed[:3], {}).stops, "so few are no reason"
