"""Mails of a living town reach its people's mailboxes by real SMTP, and their links lead where they say."""

import re
from contextlib import closing
from datetime import timedelta

import httpx
import pytest

from hallenwart_contract.clock import utc
from support.town import RunningTown, until

OFFICE, TRAINER, CLUB = "amt@stadt.example", "jana@tsv-lindenau.example", "tsv-lindenau"
pytestmark = [pytest.mark.slow]


@pytest.fixture(scope="module")
def town(evening: RunningTown) -> RunningTown:
    return evening


def signed_in(town: RunningTown, email: str) -> httpx.Client:
    client = httpx.Client(base_url=town.backend, headers={"Origin": town.backend}, timeout=180)
    client.post("/api/session", json={"email": email, "password": town.password(email)}).raise_for_status()
    return client


def newest(town: RunningTown, person: str, words: str, within_s: float = 150) -> dict:
    return until(lambda: town.received(person, "email", words), within_s=within_s, what=f"{words!r} in the mailbox")[-1]


def free_slot(client: httpx.Client, town: RunningTown) -> dict:
    day = utc(town.truth()["now_ms"]) + timedelta(days=1)
    answer = client.get("/api/halls/nordpark/slots", params={"date": f"{day:%Y-%m-%d}", "minutes": 60, "sections": 1})
    answer.raise_for_status()
    return next(one for one in answer.json()["slots"] if one["state"] == "free")


def test_the_office_books_and_the_trainer_reads_it_with_a_calendar_entry(town: RunningTown):
    with closing(signed_in(town, OFFICE)) as office:
        slot = free_slot(office, town)
        wish = {"hall": "nordpark", "sections": slot["free_sections"][:1], "title": "Probetraining", "club": CLUB}
        span = {name: slot[name] for name in ("start_ms", "end_ms")}
        made = office.post("/api/bookings", json=wish | span)
        assert made.status_code == 201, made.text
        mail = newest(town, "Jana Lindner", "Probetraining")
        assert mail["title"].startswith("Gebucht: ")
        assert mail["files"] == ["termin.ics"]
        links = {one["label"]: one["url"] for one in mail["links"]}
        assert links["In der App öffnen"].endswith(f"/club/#/termine/{made.json()['id']}")
        page = httpx.get(links["Solche E-Mails abbestellen"])
        assert page.status_code == 200
        assert "abbestellen" in page.text
        told = office.get(f"/api/bookings/{made.json()['id']}/told").raise_for_status().json()["letters"]
        assert ("Jana Lindner", "email", "handed_over") in {(one["person"], one["way"], one["state"]) for one in told}


def test_a_link_to_sign_in_stands_in_the_mailbox(town: RunningTown):
    headers = {"Origin": town.backend}
    httpx.post(f"{town.backend}/api/session/link", json={"email": TRAINER}, headers=headers).raise_for_status()
    mail = newest(town, "Jana Lindner", "Link zum Anmelden")
    (link,) = [one["url"] for one in mail["links"] if "/login/link/" in one["url"]]
    assert re.match(rf"{town.backend}/login/link/\S+$", link)
    assert httpx.get(link).status_code == 200
