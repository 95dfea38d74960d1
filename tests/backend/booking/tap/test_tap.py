"""One tap from the reminder: looking changes nothing, a press does what it says, and what was done can be undone."""

import pytest

from hallenwart_backend.booking.tap import tokens
from support.backends import HOUR_MS, JANA, MONDAY_NOON_MS, OSMAN, open_town

EVENING_MS = MONDAY_NOON_MS + 6 * HOUR_MS


def mac(purpose, body):
    return tokens.hmac.new(b"k" * 32, purpose + body, "sha256").digest()


def test_a_token_says_what_was_signed_and_cannot_be_changed():
    token = tokens.sign(mac, tokens.Tap("b1", "p1", 99))
    assert tokens.read(mac, token) == tokens.Tap("b1", "p1", 99)
    assert tokens.read(lambda purpose, body: mac(purpose, body + b"x"), token) is None
    for at in range(len(token)):
        other = "A" if token[at] != "A" else "B"
        assert tokens.read(mac, token[:at] + other + token[at + 1 :]) in {None, tokens.Tap("b1", "p1", 99)}
    assert tokens.read(mac, "ö") is None
    assert tokens.read(mac, "") is None


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def reminded(town):
    """Return a booking and the path of one tap for who made it, as the reminder holds it."""
    jana = await town.signed_in(JANA)
    wish = {"hall": "nordpark", "sections": [1], "start_ms": EVENING_MS, "end_ms": EVENING_MS + HOUR_MS, "title": "Judo"}
    booking = await town.backend.bookings.one((await jana.post("/api/bookings", json=wish)).json()["id"])
    return booking, town.backend.booking.taps.link(booking, booking.person)


async def press(browser, path, act):
    token = path.removeprefix("/t/")
    answer = await browser.post(path, data={"token": token, "act": act}, headers={"origin": "null"})
    return await browser.get(answer.headers["location"]) if answer.status_code == 303 else answer


async def test_a_date_is_lent_with_one_press_and_taken_back(town):
    booking, path = await reminded(town)
    phone = town.stranger()
    for _ in range(3):  # mail scanners and previews
        looked = await phone.get(path)
    assert looked.status_code == 200
    assert "Diesen Termin verleihen" in looked.text
    assert "<script" not in looked.text
    assert await town.backend.booking.lending.open_of([booking.id]) == {}

    done = await press(phone, path, "lend")
    assert "Der Termin wird jetzt angeboten" in done.text
    assert "Angebot zurückziehen" in done.text
    assert await town.backend.booking.lending.open_of([booking.id])
    undone = await press(phone, path, "withdraw")
    assert "Das Angebot ist zurückgezogen" in undone.text
    assert await town.backend.booking.lending.open_of([booking.id]) == {}

    gone = await press(phone, path, "cancel")
    assert "Der Termin ist abgesagt" in gone.text
    assert (await town.backend.bookings.one(booking.id)).state == "cancelled"
    again = await press(phone, path, "lend")
    assert again.status_code == 409
    assert "Abgesagt" in again.text


async def test_who_lent_it_sees_that_it_was_taken(town):
    booking, path = await reminded(town)
    phone = town.stranger()
    await press(phone, path, "lend")
    offer = (await town.backend.booking.lending.open_of([booking.id]))[booking.id]
    assert (await (await town.signed_in(OSMAN)).post(f"/api/offers/{offer}/take", json={})).status_code == 200
    looked = await phone.get(path)
    assert "Ein anderer Verein hat ihn übernommen" in looked.text
    assert "<button" not in looked.text
    refused = await press(phone, path, "withdraw")
    assert refused.status_code == 409


async def test_links_that_lead_nowhere_say_so(town):
    booking, path = await reminded(town)
    phone = town.stranger()
    assert (await phone.get(path[:-2])).status_code == 404
    assert (await phone.post(path, data={"act": "cancel"})).status_code == 422
    assert (await town.backend.bookings.one(booking.id)).state == "booked"
    town.clock.advance(6 * HOUR_MS)
    over = await phone.get(path)
    assert "Vorbei" in over.text
    assert "<button" not in over.text
