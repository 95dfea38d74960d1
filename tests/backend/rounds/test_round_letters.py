"""Letters of a round: what they say, that they print, whom they reach, and when they stop being true."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import msgspec
import pytest
from sqlalchemy import select

from hallenwart_backend.alerts.tables import outgoing
from hallenwart_backend.mail import Mail
from hallenwart_backend.rounds.letters import pdf
from hallenwart_backend.rounds.letters.rules import Answered, Given, Letter, Refused, hours, span
from hallenwart_backend.rounds.letters.words import DAYS, STATES, WORDS
from support.backends import AMT, HOUR_MS, JANA, MEMBER, OSMAN, Town, open_town
from support.mailbox import with_mail

GIVEN = Given("Turnen U10", "Halle Süd", "Südring 12", "Teil 1", 0, 1_020, 1_110)
LETTER = Letter(
    language="de",
    club="TSV Lindenau",
    round="Saison 2027",
    from_date=date(2027, 1, 11),
    to_date=date(2027, 3, 28),
    final=False,
    until="05.12.2026, 18:00 Uhr",
    today="23.11.2026",
    given=[GIVEN],
    refused=[Refused("Yoga", "Zu diesen Zeiten ist alles vergeben.")],
    answered=[Answered("Montag ist schlecht.", "changed", "Es ist jetzt Dienstag.")],
    contact="Sportamt",
    page="https://hallen.example/vergabe/1",
)
ABOUT = {"title": "Saison 2027", "from_date": "2027-01-11", "to_date": "2027-03-28", "halls": ["nordpark", "sued"]}
WISH = {"people": 20, "youth": 80, "weekdays": [0], "minutes": 90, "earliest_min": 1_080, "latest_min": 1_080, "sections": 3}


def test_the_first_sentences_say_how_much():
    assert LETTER.lead()[1] == "1 von 2 Wünschen hat einen Platz. Das sind 1,5 Stunden in der Woche."
    assert replace(LETTER, given=[]).lead()[1].startswith("Leider haben wir für keinen")
    assert replace(LETTER, given=[], refused=[]).lead()[1].startswith("Ihr Verein hat in dieser Runde keinen")
    both = [GIVEN, replace(GIVEN, group="Yoga")]
    assert replace(LETTER, given=both).lead()[1].startswith("2 von 3 Wünschen haben einen Platz.")
    assert replace(LETTER, given=both, refused=[]).lead()[1].startswith("Alle 2 Wünsche haben einen Platz.")
    whole = replace(LETTER, language="en", final=True, refused=[])
    assert whole.lead() == [
        "The hall times are given out. These are your times from 11 January 2027 to 28 March 2027.",
        "Your wish has a place. That is 1.5 hours a week.",
    ]


def test_what_comes_next_differs_between_proposal_and_decision():
    assert "bis 05.12.2026, 18:00 Uhr" in LETTER.next_steps()[0]
    assert replace(LETTER, until="").next_steps() == []
    assert "schon in Ihrem Plan" in replace(LETTER, final=True).next_steps()[0]


def test_times_in_words():
    assert span(6, 1_320, 1_425, "de") == "Sonntag, 22:00 bis 23:45 Uhr"
    assert (hours(60, "de"), hours(105, "de"), hours(105, "en")) == ("1 Stunde", "1,75 Stunden", "1.75 hours")
    assert LETTER.outcome(LETTER.answered[0]) == "Wir haben die Vergabe geändert. Es ist jetzt Dienstag."


def test_both_languages_say_the_same():
    assert WORDS["de"].keys() == WORDS["en"].keys()
    assert {len(days) for days in DAYS.values()} == {7}
    assert STATES.keys() == {"open", "kept", "changed"}


@pytest.mark.parametrize("fonts", [None])
def test_many_groups_print_over_several_pages_with_any_font(fonts):
    many = [replace(GIVEN, group=f"Şahin Łódź {number}") for number in range(60)]
    made = pdf.rendered(replace(LETTER, given=many), 0, fonts)
    assert made.startswith(b"%PDF")
    assert made.count(b"/Type /Page\n") >= 2
    assert made == pdf.rendered(replace(LETTER, given=many), 0, fonts), "the same letter is the same file"


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def _proposed(town: Town) -> str:
    """A round whose proposal gives TSV Lindenau a place and BC 04 none; clubs do not see it yet."""
    office = await town.signed_in(AMT)
    made = (await office.post("/api/rounds", json=ABOUT)).json()["id"]
    wishes = [
        (await office.post(f"/api/rounds/{made}/wishes", json=WISH | {"club": club, "group": "Turnen"})).json()["id"]
        for club in ("tsv-lindenau", "bc-04")
    ]
    await office.post(f"/api/rounds/{made}/close")
    place = {"hall": "nordpark", "sections": [1, 2, 3], "weekday": 0, "start_min": 1_080}
    assert (await office.put(f"/api/rounds/{made}/assignments/{wishes[0]}", json=place)).status_code == 200
    return str(made)


async def _announce(town: Town, made: str) -> None:
    body = ABOUT | {"objections_until_ms": town.clock.now_ms() + HOUR_MS}
    assert (await (await town.signed_in(AMT)).put(f"/api/rounds/{made}", json=body)).status_code == 200


async def test_a_club_reads_its_letter_once_it_sees_the_proposal(town):
    made = await _proposed(town)
    path = f"/api/rounds/{made}/letters/bc-04.pdf"
    assert (await (await town.signed_in(AMT)).get(path)).status_code == 200
    osman = await town.signed_in(OSMAN)
    assert (await osman.get(path)).json()["code"] == "not_yet"
    await _announce(town, made)
    assert (await osman.get(path)).content.startswith(b"%PDF")
    assert (await (await town.signed_in(MEMBER)).get(path)).status_code == 403
    assert (await (await town.signed_in(JANA)).get(path)).status_code == 403, "another club's"
    assert (await (await town.signed_in(AMT)).get(f"/api/rounds/{made}/letters/nobody.pdf")).status_code == 404


async def test_letters_leave_once_with_a_file_that_the_records_do_not_hold(town):
    box = await with_mail(town)
    made = await _proposed(town)
    await _announce(town, made)
    await _announce(town, made)

    def stored(connection):
        return [msgspec.convert(notice["mail"], Mail) for notice in connection.scalars(select(outgoing.c.notice))]

    kept = await town.backend.records.read(stored)
    assert [one.enclosed[0].content for one in kept] == [b"", b""]
    sent = await box.collect()
    assert sorted(to for to, _ in sent) == [JANA, OSMAN], "who leads the club, or else trains it; no member"
    mails = {to: msgspec.convert(notice.mail, Mail) for to, notice in sent}
    assert mails[JANA].parts[0].facts == [("Turnen", "Montag, 18:00 bis 19:30 Uhr, Sporthalle Nordpark, ganze Halle")]
    assert mails[OSMAN].parts[0].facts == []
    assert all(mail.enclosed[0].content.startswith(b"%PDF") for mail in mails.values())
    assert mails[OSMAN].parts[0].buttons[0].link == f"http://hallenwart.test/club/#/wuensche/{made}"


async def test_a_proposal_that_was_taken_back_goes_out_without_its_letter(town):
    box = await with_mail(town)
    made = await _proposed(town)
    await _announce(town, made)
    assert (await (await town.signed_in(AMT)).post(f"/api/rounds/{made}/reopen")).status_code == 200
    assert [msgspec.convert(notice.mail, Mail).enclosed for _, notice in await box.collect()] == [[], []]


async def test_without_a_way_for_mails_nothing_waits(town):
    await _announce(town, await _proposed(town))
    assert await town.backend.records.read(lambda connection: list(connection.scalars(select(outgoing.c.id)))) == []


async def test_everybody_sees_the_plan_only_once_clubs_do(town):
    made = await _proposed(town)
    page = town.stranger()
    before = (await page.get(f"/vergabe/{made}")).text
    assert "Das Sportamt macht einen Vorschlag." in before
    assert "TSV Lindenau" not in before
    assert (await page.get(f"/vergabe/{made}.csv")).text.count("\n") == 1
    await _announce(town, made)
    after = (await page.get(f"/vergabe/{made}")).text
    assert "TSV Lindenau" in after
    assert "1 von 2" in after
    rows = (await page.get(f"/vergabe/{made}.csv")).text.splitlines()
    assert rows[1] == "nordpark;Sporthalle Nordpark;ganze Halle;1;18:00;19:30;TSV Lindenau;Turnen"
    hidden = {"halls": {"nordpark": {"shown": False, "names": True, "feed": False}}, "contact": ""}
    assert (await (await town.signed_in(AMT)).put("/api/public", json=hidden)).status_code == 200
    assert "Sporthalle Nordpark" not in (await page.get(f"/vergabe/{made}")).text
    assert (await page.get("/vergabe/nowhere")).status_code == 404
