"""Cards, PINs and staff codes, from the page to the locker's list, checked with what a Pi computes."""

import base64

import pytest
from sqlalchemy import delete, select, update

from hallenwart_backend.access.credentials.rules import may_give_card, may_have_staff_code, may_manage, uid_of
from hallenwart_backend.access.credentials.tables import credentials
from hallenwart_backend.access.tables import audit
from hallenwart_backend.accounts.rules import Person, Role
from hallenwart_backend.accounts.tables import people, roles
from hallenwart_backend.booking.service import Wish
from hallenwart_backend.seed import plant, read_seed
from hallenwart_contract import sealed
from hallenwart_contract.codes import card_hash, card_pepper_of, code_hash, duress_of, pepper_of
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event
from support.backends import ADMIN, AMT, HOUR_MS, JANA, KERN, MEMBER, MONDAY_NOON_MS, OSMAN, SEED, open_town

pytestmark = pytest.mark.usefixtures("each_database")

UID = bytes.fromhex("04A21975BC6180")


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def person_id(town, email):
    query = select(people.c.id).where(people.c.email == email)
    return await town.backend.records.read(lambda connection: connection.scalar(query))


async def book(town, email, *, start_ms=MONDAY_NOON_MS + 6 * HOUR_MS, hall="nordpark"):
    client = await town.signed_in(email)
    wish = {"hall": hall, "sections": [1], "start_ms": start_ms, "end_ms": start_ms + 2 * HOUR_MS, "title": "Training"}
    answer = await client.post("/api/bookings", json=wish)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def give(town, by, to, kind, **more):
    client = await town.signed_in(by)
    return await client.post("/api/credentials", json={"person": await person_id(town, to), "kind": kind, **more})


async def document(town, device="nordpark-1"):
    await town.backend.desk.publish_all()
    return town.backend.publisher.wanted(device, "grants")


def hashed(town, digits, device="nordpark-1"):
    entry = town.backend.devices.registry[device]
    return code_hash(digits, salt=entry.salt, pepper=pepper_of(entry.secret))


async def test_a_personal_pin_opens_the_bookings_of_ones_club_and_no_others(town):
    ours, theirs = await book(town, JANA), await book(town, OSMAN, start_ms=MONDAY_NOON_MS + 9 * HOUR_MS)
    given = (await give(town, JANA, JANA, "pin")).json()
    assert (len(given["code"]), len(given["long"]), given["long"][:8]) == (8, 12, given["code"])
    made = await document(town)
    (pin,) = made.creds
    assert (pin.hash, pin.long, pin.duress) == tuple(
        hashed(town, digits) for digits in (given["code"], given["long"], duress_of(given["long"]))
    )
    assert {grant.booking: grant.creds for grant in made.g} == {ours["id"]: [pin.id], theirs["id"]: []}
    own = next(grant for grant in made.g if grant.booking == ours["id"])
    assert own.who == pin.who != ""
    assert len(pin.who) == 12


async def test_a_renewed_pin_ends_the_one_before_and_a_blocked_one_is_denied(town):
    await book(town, JANA)
    first = (await give(town, JANA, JANA, "pin")).json()
    second = (await give(town, JANA, JANA, "pin")).json()
    made = await document(town)
    assert [one.id for one in made.creds] == [second["credential"]["id"]]
    assert first["credential"]["id"] in made.deny
    jana = await town.signed_in(JANA)
    assert (await jana.delete(f"/api/credentials/{second['credential']['id']}")).status_code == 204
    made = await document(town)
    assert (made.creds, made.g[0].creds) == ([], [])
    assert set(made.deny) == {first["credential"]["id"], second["credential"]["id"]}
    assert (await jana.get("/api/credentials")).json()["people"][0]["credentials"] == []


async def test_a_card_is_learnt_at_a_locker_and_kept_encrypted(town):
    await book(town, OSMAN)
    card = (await give(town, OSMAN, OSMAN, "card", label="Blaue Karte")).json()["credential"]
    assert card["state"] == "waiting"
    osman = await town.signed_in(OSMAN)
    refused = await osman.post(f"/api/credentials/{card['id']}/learn", json={"device": "nordpark-1"})
    assert (refused.status_code, refused.json()["code"]) == (409, "device_offline")
    secret = town.backend.devices.registry["nordpark-1"].secret
    learnt = base64.b64encode(sealed.seal(UID, device_secret=secret, about=card["id"])).decode()
    event = Event(kind=EventKind.CARD_LEARNT, t_ms=town.clock.now_ms(), a={"cred": card["id"], "card": learnt})
    for _ in range(2):
        await town.backend.rights.credentials.on_event(town.arrival(), event)
    made = await document(town)
    assert [(one.id, one.hash) for one in made.creds] == [(card["id"], card_hash(UID, pepper=card_pepper_of(secret)))]
    assert made.g[0].creds == [card["id"]]
    (row,) = await town.backend.records.read(lambda connection: connection.execute(select(credentials)).all())
    assert UID not in row.secret


@pytest.mark.parametrize("card", ["kein base64!", base64.b64encode(bytes(40)).decode(), "", None])
async def test_a_learnt_card_that_cannot_be_read_changes_nothing(town, card):
    waiting = (await give(town, OSMAN, OSMAN, "card")).json()["credential"]
    event = Event(kind=EventKind.CARD_LEARNT, t_ms=1, a={"cred": waiting["id"], "card": card})
    await town.backend.rights.credentials.on_event(town.arrival(), event)
    (row,) = await town.backend.records.read(lambda connection: connection.execute(select(credentials)).all())
    assert (row.state, row.secret) == ("waiting", None)


async def test_one_card_belongs_to_one_person(town):
    first = await give(town, AMT, OSMAN, "card", uid="04:a2:19:75:bc:61:80")
    assert first.json()["credential"]["state"] == "active"
    second = await give(town, AMT, JANA, "card", uid=UID.hex())
    assert (second.status_code, second.json()["code"]) == (409, "card_known")
    osman = await town.signed_in(OSMAN)
    replaced = (await osman.post(f"/api/credentials/{first.json()['credential']['id']}/replace")).json()
    assert replaced["credential"]["state"] == "waiting"
    named = await osman.put(f"/api/credentials/{replaced['credential']['id']}/uid", json={"uid": "04A21975BC6181"})
    assert named.json()["state"] == "active"
    again = await osman.put(f"/api/credentials/{replaced['credential']['id']}/uid", json={"uid": "04A21975BC6181"})
    assert (again.status_code, again.json()["code"]) == (409, "not_waiting")
    assert (await give(town, AMT, JANA, "card", uid=UID.hex())).status_code == 201


async def test_a_sun_card_comes_with_its_key_sealed_for_the_locker(town):
    await book(town, OSMAN)
    given = (await give(town, AMT, OSMAN, "sun", uid=UID.hex())).json()
    secret = town.backend.devices.registry["nordpark-1"].secret
    made = await document(town)
    (card,) = made.creds
    assert sealed.unseal(card.key, device_secret=secret, about=card.id).hex() == given["key"]
    assert len(sealed.unseal(made.sun_meta, device_secret=secret, about="sun_meta")) == 16
    assert (await document(town)).rev == made.rev


async def test_a_staff_code_has_twelve_digits_opens_all_and_ends_with_the_role(town):
    site = {"site": "nordpark"}
    given = (await give(town, KERN, KERN, "staff", **site)).json()
    assert (given["code"], len(given["long"])) == ("", 12)
    made = await document(town)
    (staff,) = made.g
    assert (staff.pin, staff.long, staff.duress) == (b"", hashed(town, given["long"]), hashed(town, duress_of(given["long"])))
    assert (staff.slots, staff.staff, staff.emergency, staff.creds) == ([1, 2, 3, 4, 8], True, False, [])
    assert staff.w[0][0] < town.clock.now_ms() < staff.w[0][1]
    await give(town, ADMIN, ADMIN, "staff", **site)
    assert sorted(grant.emergency for grant in (await document(town)).g) == [False, True]
    admin = await person_id(town, ADMIN)
    await town.backend.records.write(lambda connection: connection.execute(delete(roles).where(roles.c.person == admin)))
    elsewhere = await give(town, KERN, KERN, "staff", site="sued")
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (409, "not_a_manager_there")

    who = await person_id(town, KERN)
    await town.backend.records.write(lambda connection: connection.execute(delete(roles).where(roles.c.person == who)))
    made = await document(town)
    assert made.g == []
    assert given["credential"]["id"] in made.deny


async def test_a_closed_account_opens_nothing(town):
    await book(town, JANA)
    await give(town, JANA, JANA, "pin")
    assert len((await document(town)).creds) == 1
    await town.backend.records.write(
        lambda connection: connection.execute(update(people).where(people.c.email == JANA).values(active=False))
    )
    assert (await document(town)).creds == []


@pytest.mark.parametrize(
    ("by", "to", "kind", "status"),
    [
        (OSMAN, MEMBER, "card", 201),
        (OSMAN, JANA, "card", 403),
        (OSMAN, KERN, "card", 403),
        (MEMBER, MEMBER, "card", 403),
        (MEMBER, MEMBER, "pin", 201),
        (AMT, JANA, "card", 201),
        (AMT, KERN, "card", 403),
        (ADMIN, KERN, "card", 201),
        (AMT, KERN, "staff", 403),
        (KERN, JANA, "pin", 403),
    ],
)
async def test_who_may_give_what_to_whom(town, by, to, kind, status):
    answer = await give(town, by, to, kind, **({"site": "nordpark"} if kind == "staff" else {}))
    assert answer.status_code == status, answer.text
    deeds = await town.backend.records.read(lambda connection: connection.execute(select(audit)).all())
    assert [row.act for row in deeds] == ([f"{kind}.given"] if status == 201 else [])


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"kind": "card", "uid": "4711"}, "bad_card"),
        ({"kind": "sun"}, "bad_card"),
        ({"kind": "sun", "uid": UID.hex(), "key": "00"}, "bad_key"),
    ],
)
async def test_a_bad_card_number_is_told(town, body, code):
    answer = await give(town, AMT, JANA, **body)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_no_more_than_three_cards(town):
    assert [(await give(town, AMT, JANA, "card")).status_code for _ in range(4)] == [201, 201, 201, 409]


def _person(**held):
    return Person("p", "P", "p@x.example", {Role(role): frozenset(scopes) for role, scopes in held.items()})


def test_nobody_gives_a_card_that_would_open_as_staff_but_an_admin():
    both = Person("k", "K", "k@x.example", {Role.CARETAKER: frozenset({""}), Role.TRAINER: frozenset({"a"})})
    assert not may_manage(_person(club_admin=["a"]), both)
    assert not may_manage(_person(office=[""]), both)
    assert may_give_card(_person(admin=[""]), both)
    assert may_have_staff_code(_person(admin=[""]), both, "anywhere")
    assert not may_have_staff_code(_person(office=[""]), both, "anywhere")


@pytest.mark.parametrize(("text", "length"), [("04:A2:19:75", 4), ("0102030405", 5), ("04", None), ("zz", None), ("", None)])
def test_card_numbers(text, length):
    uid = uid_of(text)
    assert (len(uid) if uid else None) == length


async def test_a_seed_gives_cards_pins_and_staff_codes_once(tmp_path):
    seed = SEED.replace('name = "Jana Lindner"', f'name = "Jana Lindner"\ncard = "{UID.hex()}"\npin = true')
    seed = seed.replace('name = "M. Kern"', 'name = "M. Kern"\nstaff_at = ["nordpark"]')
    (tmp_path / "seed.toml").write_text(seed)
    async with open_town(tmp_path, seed="") as town:
        wanted, vault = read_seed(tmp_path / "seed.toml"), town.backend.access._vault
        digits: dict[str, str] = {}
        for expected in (len(wanted.person), 0):
            made = await town.backend.records.write(lambda c: plant(c, wanted, now_ms=MONDAY_NOON_MS, vault=vault))
            assert len(made) == expected
            digits |= {name: code for account in made for name, code in account.digits.items()}
        await town.backend.places.refresh()
        made = await document(town)
        (staff,) = made.g
        assert staff.long == hashed(town, digits["staff nordpark"])
        wish = Wish("nordpark", (1,), MONDAY_NOON_MS + HOUR_MS, MONDAY_NOON_MS + 2 * HOUR_MS, "A")
        await town.backend.bookings.enter(wish, club="tsv-lindenau", person=None)
        made = await document(town)
        assert {one.kind: one.hash for one in made.creds} == {
            "card": card_hash(UID, pepper=card_pepper_of(town.backend.devices.registry["nordpark-1"].secret)),
            "pin": hashed(town, digits["pin"][:8]),
        }
