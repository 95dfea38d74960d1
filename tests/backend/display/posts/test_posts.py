"""Posts through the API: a club asks, the office decides, displays follow; who sees and changes what."""

import hashlib
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from PIL import Image

from hallenwart_backend.fleet.enrolment.signing import DeviceKey, Known
from hallenwart_contract.codec import decode
from hallenwart_contract.device_http import MAX_PICTURE_BYTES, signed_headers
from hallenwart_contract.display import Display
from support.backends import ADMIN, AMT, HOUR_MS, JANA, KERN, MEMBER, MONDAY_NOON_MS, OSMAN, SEED, open_town
from support.locker_town import book, look, take, tell
from support.photos import photo, with_exif

EVENING_MS = MONDAY_NOON_MS + 6 * HOUR_MS
TSV, BC = "tsv-lindenau", "bc-04"
NORD, SUED = "nordpark-2", "sued-1"
POST = {
    "kind": "event",
    "texts": {"de": {"title": "Sommerfest", "text": "Alle sind eingeladen."}, "en": {"title": "Summer party"}},
    "halls": ["nordpark"],
    "from_ms": MONDAY_NOON_MS,
    "to_ms": EVENING_MS + 24 * HOUR_MS,
}
TOWN_POST = POST | {"kind": "safety", "halls": [], "all": True, "by": "Sportamt"}


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def ask(town, email, method, path="", **sent):
    return await (await town.signed_in(email)).request(method, f"/api/posts{path}", **sent)


async def make(town, email=JANA, status=201, **more):
    answer = await ask(town, email, "POST", json=POST | more)
    assert answer.status_code == status, answer.text
    return answer.json()


async def decide(town, post, decision="accept", reason="", email=AMT):
    return await ask(town, email, "POST", f"/{post}/decision", json={"decision": decision, "reason": reason})


async def shown(town, device=NORD):
    return (await town.backend.plans.view_of(device)).posts


async def letters(town):
    from hallenwart_backend.alerts.tables import outgoing

    rows = await town.backend.records.read(lambda connection: connection.execute(outgoing.select()).all())
    return [row.notice["title"] for row in rows]


async def sign_in_anew(town, email):
    """A session ends after half a day."""
    sent = {"email": email, "password": town.passwords[email]}
    assert (await (await town.signed_in(email)).post("/api/session", json=sent)).status_code == 200


async def mail_ways(town):
    admin = await town.signed_in(ADMIN)
    answer = await admin.put("/api/alert-gateways/email", json={"template": "json://mail.example/{to}"})
    assert answer.status_code < 300, answer.text


@pytest.mark.usefixtures("each_database")
async def test_a_club_asks_the_office_accepts_and_the_display_shows_it_in_the_clubs_hours(town):
    await book(town, "nordpark", EVENING_MS, EVENING_MS + HOUR_MS, TSV)
    await book(town, "gymnastik", EVENING_MS + 3 * HOUR_MS, EVENING_MS + 4 * HOUR_MS, TSV)  # the same display, another hall
    post = await make(town, link="https://tsv.example/fest")
    assert (post["state"], post["own_hours"], post["by"], post["author"]) == ("asked", True, "TSV Lindenau", "Jana Lindner")
    assert await shown(town) == []
    assert (await ask(town, AMT, "GET")).json()["waiting"] == 1
    assert (await decide(town, post["id"])).json()["state"] == "shown"
    (told,) = await shown(town)
    assert (told.title, told.text, told.texts["en"].title, told.by) == (
        "Sommerfest", "Alle sind eingeladen.", "Summer party", "TSV Lindenau",
    )  # fmt: skip
    assert told.spans == [(EVENING_MS, EVENING_MS + HOUR_MS)]
    assert (len(told.qr), set("".join(told.qr))) == (25, {"0", "1"})
    assert await shown(town, SUED) == []
    links = (await (await town.signed_in(AMT)).get("/api/evidence", params={"about": post["id"]})).json()["links"]
    assert [link["kind"] for link in links] == ["posts.decided"]


async def test_a_cancelled_or_lent_hour_drops_out_and_the_last_one_takes_the_post_along(town):
    first = await book(town, "nordpark", EVENING_MS, EVENING_MS + HOUR_MS, TSV)
    second = await book(town, "nordpark", EVENING_MS + 2 * HOUR_MS, EVENING_MS + 3 * HOUR_MS, TSV)
    await decide(town, (await make(town))["id"])
    jana = await town.signed_in(JANA)
    assert [len(post.spans) for post in await shown(town)] == [2]
    assert (await jana.delete(f"/api/bookings/{first.id}")).status_code < 300
    assert [post.spans for post in await shown(town)] == [[(second.start_ms, second.end_ms)]]
    assert (await jana.delete(f"/api/bookings/{second.id}")).status_code < 300
    assert await shown(town) == []


async def test_without_an_hour_there_a_club_is_told_that_nobody_would_see_it(town):
    await book(town, "nordpark", EVENING_MS, EVENING_MS + HOUR_MS, BC)
    assert (await make(town, status=409))["code"] == "no_hours"
    assert (await make(town, draft=True))["state"] == "draft"  # the booking may still come


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"texts": {"de": {"title": "x" * 61}}}, "long_title"),
        ({"texts": {"de": {"title": "x", "text": "y" * 201}}}, "long_text"),
        ({"kind": "safety"}, "not_for_clubs"),
        ({"all": True}, "halls_only"),
        ({"club": BC}, "forbidden"),
        ({"club": None}, "forbidden"),
        ({"picture": "ab" * 32, "alt": "x"}, "picture_gone"),
    ],
)
async def test_a_club_is_refused_in_words(town, more, code):
    await book(town, "nordpark", EVENING_MS, EVENING_MS + HOUR_MS, TSV)
    answer = await ask(town, JANA, "POST", json=POST | more)
    assert (answer.status_code in {403, 422}, answer.json()["code"]) == (True, code)
    assert answer.json()["message"]["de"]


async def test_a_declined_post_says_why_and_is_sent_again(town):
    await mail_ways(town)
    await book(town, "nordpark", EVENING_MS, EVENING_MS + HOUR_MS, TSV)
    post = await make(town)
    assert (await decide(town, post["id"], "decline")).json()["code"] == "need_why"
    assert (await decide(town, post["id"], "decline", "Bitte ohne Werbung.")).json()["state"] == "declined"
    assert (await decide(town, post["id"])).json()["code"] == "not_asked"
    seen = (await ask(town, JANA, "GET", f"/{post['id']}")).json()
    assert (seen["state"], seen["reason"], seen["may_decide"]) == ("declined", "Bitte ohne Werbung.", False)
    again = await ask(town, JANA, "PUT", f"/{post['id']}", json=POST)
    assert (again.json()["state"], again.json()["reason"]) == ("asked", "")
    assert await letters(town) == [
        "Ein Beitrag wartet: Sommerfest",
        "Ihr Beitrag wird nicht gezeigt: Sommerfest",
    ]


async def test_after_three_accepted_posts_a_club_is_not_asked_about_any_more_unless_the_office_says_so(town):
    await book(town, "nordpark", EVENING_MS, EVENING_MS + HOUR_MS, TSV)
    for _ in range(3):
        await decide(town, (await make(town))["id"])
    assert (await ask(town, JANA, "GET")).json()["asks"] is False
    assert (await make(town))["state"] == "shown"
    await ask(town, AMT, "PUT", "/rules", json={"clubs": {TSV: "ask"}})
    assert (await make(town))["state"] == "asked"
    (rule,) = [one for one in (await ask(town, AMT, "GET", "/rules")).json()["clubs"] if one["club"] == TSV]
    assert (rule["trust"], rule["accepted"], rule["asked"], rule["changed_by"]) == ("ask", 3, True, "Petra Amt")
    assert (await ask(town, AMT, "PUT", "/rules", json={"clubs": {"gone": "ask"}})).json()["code"] == "no_such_club"


async def test_a_danger_is_on_every_screen_at_once_and_off_at_once_and_names_nobody(town):
    answer = await ask(town, AMT, "POST", json=TOWN_POST)
    post = answer.json()
    assert (post["state"], post["author"], post["on"]) == ("shown", "Petra Amt", True)
    for device in (NORD, SUED):
        (told,) = await shown(town, device)
        assert (told.kind, told.by, "Petra" in repr(told)) == ("safety", "Sportamt", False)
    assert (await ask(town, AMT, "DELETE", f"/{post['id']}")).status_code == 204
    assert [await shown(town, device) for device in (NORD, SUED)] == [[], []]
    ended = (await ask(town, AMT, "GET", f"/{post['id']}")).json()
    assert (ended["state"], ended["to_ms"], ended["recalled_ms"]) == ("over", MONDAY_NOON_MS, MONDAY_NOON_MS)
    links = (await (await town.signed_in(AMT)).get("/api/evidence", params={"about": post["id"]})).json()["links"]
    assert sorted(link["kind"] for link in links) == ["posts.recalled", "posts.shown"]
    assert (await ask(town, AMT, "PUT", f"/{post['id']}", json=TOWN_POST)).json()["code"] == "is_past"


async def test_a_caretaker_posts_at_home_and_takes_a_clubs_post_off(town):
    await mail_ways(town)
    await book(town, "nordpark", EVENING_MS, EVENING_MS + HOUR_MS, TSV)
    await ask(town, AMT, "PUT", "/rules", json={"clubs": {TSV: "trusted"}})
    post = await make(town)
    assert (await make(town, KERN, sites=["nordpark"], kind="note"))["state"] == "shown"
    assert (await make(town, KERN, status=403, halls=["sued"]))["code"] == "forbidden"
    assert (await make(town, KERN, status=403, all=True))["code"] == "forbidden"
    assert (await ask(town, KERN, "PUT", f"/{post['id']}", json=POST)).status_code == 403
    assert (await ask(town, KERN, "DELETE", f"/{post['id']}")).status_code == 204
    assert [one.kind for one in await shown(town)] == ["note"]
    assert "Ihr Beitrag wurde zurückgenommen: Sommerfest" in await letters(town)


async def test_who_sees_which_posts(town):
    await book(town, "nordpark", EVENING_MS, EVENING_MS + HOUR_MS, TSV)
    post = await make(town)
    for email, sees in ((JANA, 1), (KERN, 1), (AMT, 1), (OSMAN, 0), (MEMBER, 0)):
        answer = await ask(town, email, "GET")
        assert len(answer.json()["posts"]) == sees, email
        assert (await ask(town, email, "GET", f"/{post['id']}")).status_code == (200 if sees else 404)
    assert (await ask(town, OSMAN, "DELETE", f"/{post['id']}")).status_code == 404


async def test_ten_posts_at_once_are_enough_for_a_club(town):
    for _ in range(10):
        await make(town, draft=True)
    assert (await make(town, status=409, draft=True))["code"] == "too_many"


@pytest.mark.usefixtures("each_database")
async def test_a_picture_is_made_small_and_bare_and_goes_to_displays_that_name_it(town):
    sent = with_exif(4_000, 3_000, orientation=6)
    kept = (await ask(town, AMT, "PUT", "/pictures", content=sent)).json()
    assert (kept["width"], kept["height"]) == (960, 1_280)
    jpeg = (await ask(town, AMT, "GET", f"/pictures/{kept['sha256']}")).content
    assert (hashlib.sha256(jpeg).hexdigest(), b"Exif" in jpeg, len(jpeg) <= MAX_PICTURE_BYTES) == (kept["sha256"], False, True)
    wish = TOWN_POST | {"all": False, "displays": [NORD], "picture": kept["sha256"]}
    assert (await ask(town, AMT, "POST", json=wish)).json()["code"] == "no_alt"
    post = (await ask(town, AMT, "POST", json=wish | {"alt": "Ein roter Platz"})).json()
    assert [(one.picture, one.alt) for one in await shown(town)] == [(kept["sha256"], "Ein roter Platz")]
    room = town.backend.posts
    assert await room.device_picture(NORD, kept["sha256"]) == jpeg
    for device in (SUED, "nordpark-1"):
        with pytest.raises(Exception, match=r"no_picture|no_such_display"):
            await room.device_picture(device, kept["sha256"])
    await ask(town, AMT, "DELETE", f"/{post['id']}")
    with pytest.raises(Exception, match="no_picture"):
        await room.device_picture(NORD, kept["sha256"])


async def test_pictures_that_nobody_used_go_after_a_day_and_those_of_posts_with_their_age(town):
    pictures = [(await ask(town, AMT, "PUT", "/pictures", content=photo(40 + n, 30))).json()["sha256"] for n in range(2)]
    wish = TOWN_POST | {"picture": pictures[0], "alt": "Rot", "to_ms": MONDAY_NOON_MS + 48 * HOUR_MS}
    await ask(town, AMT, "POST", json=wish)
    town.clock.advance(25 * HOUR_MS)
    assert await town.backend.posts.pictures.forget_unused() == 1
    await sign_in_anew(town, AMT)
    assert [(await ask(town, AMT, "GET", f"/pictures/{one}")).status_code for one in pictures] == [200, 404]
    for days, there in ((60, 1), (3, 0)):
        town.clock.advance(days * 24 * HOUR_MS)
        assert await town.backend.retention.once()
        await sign_in_anew(town, AMT)
        assert len((await ask(town, AMT, "GET")).json()["posts"]) == there
        assert (await ask(town, AMT, "GET", f"/pictures/{pictures[0]}")).status_code == (200 if there else 404)


async def test_what_is_no_picture_or_too_large_is_refused(town):
    assert (await ask(town, JANA, "PUT", "/pictures", content=b"GIF89a")).json()["code"] == "bad_photo"
    assert (await ask(town, JANA, "PUT", "/pictures", content=b"x" * (8 * 1024 * 1024 + 1))).status_code == 413
    noise = Image.effect_noise((2_000, 2_000), 200).convert("RGB")
    body = BytesIO()
    noise.save(body, "WEBP", quality=80)
    kept = (await ask(town, JANA, "PUT", "/pictures", content=body.getvalue())).json()
    jpeg = (await ask(town, JANA, "GET", f"/pictures/{kept['sha256']}")).content
    assert len(jpeg) <= MAX_PICTURE_BYTES


async def test_a_preview_is_a_display_with_the_card(town):
    await book(town, "nordpark", EVENING_MS, EVENING_MS + HOUR_MS, TSV)
    draft = await ask(town, JANA, "POST", "/preview", params={"device": NORD}, json=POST)
    display = decode(draft.content, Display)
    assert (display.title, display.now_ms) == ("Sporthalle Nordpark", MONDAY_NOON_MS) or display.now_ms == EVENING_MS
    assert [(card.texts["de"].title, card.by) for card in display.cards] == [("Sommerfest", "TSV Lindenau")]
    assert [row.title for row in display.rows] == ["TSV Lindenau · Gruppe tsv-lindenau"]
    assert (await ask(town, JANA, "GET")).json()["posts"] == []
    post = await make(town)
    kept = await ask(town, AMT, "GET", f"/{post['id']}/preview")
    assert decode(kept.content, Display).cards[0].id == post["id"]
    assert (await ask(town, AMT, "GET", f"/{post['id']}/preview", params={"device": SUED})).json()["code"] == "not_shown_there"


async def test_a_late_key_is_a_note_with_groups_and_nobody_by_name_until_it_is_back(town):
    end = MONDAY_NOON_MS + HOUR_MS
    first = await book(town, "nordpark", MONDAY_NOON_MS, end, TSV)
    await book(town, "nordpark", end + HOUR_MS // 2, end + 2 * HOUR_MS, BC)
    await take(town, first, who="7f3a")
    await look(town)
    assert await shown(town) == []
    town.clock.wall_ms = end
    marked = []
    town.backend.hand_over.changed = lambda: marked.append(1)
    await look(town, 6)
    (note,) = await shown(town)
    assert (note.kind, note.title) == ("note", "Schlüssel fehlt noch: Nordpark Drittel 1")
    assert note.text == "BC 04 · Gruppe bc-04 beginnt um 13:30."
    assert (note.from_ms, note.id) == (end, f"key.nordpark-1.1.{MONDAY_NOON_MS}")
    assert await shown(town, SUED) == []
    await look(town, 1)
    await tell(town, "key.returned")
    await look(town)
    assert (await shown(town), marked) == ([], [1, 1])


SEEDED = """
[[post]]
kind = "news"
title = "Neuer Boden"
by = "Sportamt"
everywhere = true
picture = "hall"
first = "2026-11-23"
last = "2026-11-24"

[[post]]
kind = "volunteer"
club = "bc-04"
author = "osman@bc04.example"
title = "Wer hilft?"
halls = ["nordpark"]
asked = true
first = "2026-11-23"
last = "2026-11-24"
"""


async def test_posts_of_a_seed_are_there_with_a_drawn_picture(tmp_path):
    async with open_town(tmp_path, seed=SEED + SEEDED) as town:
        (told,) = await shown(town, SUED)
        assert (told.title, told.by, told.to_ms - told.from_ms) == ("Neuer Boden", "Sportamt", 48 * HOUR_MS)
        jpeg = await town.backend.posts.device_picture(SUED, told.picture)
        assert (hashlib.sha256(jpeg).hexdigest(), bool(told.alt)) == (told.picture, True)
        listed = (await ask(town, AMT, "GET")).json()
        assert [(post["title"], post["state"], post["author"]) for post in _titled(listed["posts"])] == [
            ("Wer hilft?", "asked", "Tarek Osman"),
            ("Neuer Boden", "shown", ""),
        ]


def _titled(posts):
    return [post | {"title": post["texts"]["de"]["title"]} for post in posts]


async def test_a_key_that_waits_elsewhere_is_told_an_hour_before_it_is_needed(town):
    await book(town, "nordpark", EVENING_MS, EVENING_MS + HOUR_MS, BC)
    kern = await town.signed_in(KERN)
    assert (await kern.put("/api/compartments/nordpark-1/1/spare", json={"spare": 2})).status_code < 300
    assert (await kern.put("/api/compartments/nordpark-1/1/lost", json={})).status_code < 300
    await look(town)
    assert await shown(town) == []
    town.clock.wall_ms = EVENING_MS - HOUR_MS
    await look(town)
    (note,) = await shown(town)
    assert (note.title, note.text) == (
        "Schlüssel heute in Fach 2: Nordpark Drittel 1",
        "BC 04 · Gruppe bc-04 um 18:00: der Schlüssel hängt in Fach 2.",
    )
    assert note.texts["en"].title == "Key today in compartment 2: Nordpark Drittel 1"


class OneKey:
    def __init__(self, key):
        self.key = DeviceKey("0a", key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo), 2**52)

    async def known(self, device):
        return Known("active", [self.key]) if device in {NORD, SUED} else None


async def test_a_device_fetches_by_its_own_signature_what_its_display_shows_and_nothing_else(town):
    key = generate_private_key(SECP256R1())
    town.backend.enrolment.gate._keys = OneKey(key)
    sha256 = (await ask(town, AMT, "PUT", "/pictures", content=photo(40, 30))).json()["sha256"]
    wish = TOWN_POST | {"all": False, "displays": [NORD], "picture": sha256, "alt": "Rot"}
    assert (await ask(town, AMT, "POST", json=wish)).status_code == 201
    path, outside = f"/device/v1/pictures/{sha256}", town.stranger()

    async def fetched(device):
        headers = signed_headers("GET", path, b"", device=device, key=key, now_ms=town.clock.now_ms())
        return await outside.get(path, headers=headers)

    found = await fetched(NORD)
    assert (found.status_code, hashlib.sha256(found.content).hexdigest()) == (200, sha256)
    assert (await fetched(SUED)).status_code == 404
    assert (await fetched("nordpark-1")).status_code == 401
    assert (await outside.get(path)).status_code == 401


async def test_what_was_read_while_somebody_wrote_is_not_kept(town, monkeypatch):
    """The desk asks right after a change; a reading that began before it must not answer."""
    from hallenwart_backend.display.posts import store

    asked, read = [], store.shown

    def interrupted(connection, *span):
        asked.append(1)
        found = read(connection, *span)
        if len(asked) == 1:
            town.backend.posts.shown.changed()
        return found

    monkeypatch.setattr(store, "shown", interrupted)
    for _ in range(3):
        await shown(town)
    assert len(asked) == 2
