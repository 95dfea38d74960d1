"""A device is made in the page, invited, enrolled, renewed and revoked; and what is refused on the way."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import httpx
import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_public_key

from hallenwart_backend.fleet.enrolment import store
from hallenwart_backend.fleet.enrolment.model import DAY_MS, Ending
from hallenwart_contract import device_http
from hallenwart_contract.device_http import EnrolAnswer, RenewAnswer, RenewState, signed_headers
from hallenwart_contract.keeper import Issue, Revoke
from hallenwart_contract.messages import Conn, Heartbeat
from support.authority import SmallKeeper, csr_of
from support.backends import ADMIN, AMT, KERN, MONDAY_NOON_MS, Town, open_town

on_each_database = pytest.mark.usefixtures("each_database")
NEW = "halle-neu-1"


@dataclass
class World:
    town: Town
    keeper: SmallKeeper
    office: httpx.AsyncClient
    outside: httpx.AsyncClient

    async def invite(self, device: str = NEW) -> str:
        answer = await self.office.post(f"/api/fleet/{device}/ticket")
        assert answer.status_code == 201, answer.text
        token: str = answer.json()["token"]
        return token

    async def enrol(self, token: str, key: ec.EllipticCurvePrivateKey, csr: str = "") -> httpx.Response:
        return await self.outside.post("/device/v1/enrol", json={"token": token, "csr": csr or csr_of(key)})

    async def new(self, device: str = NEW, site: str = "nordpark") -> ec.EllipticCurvePrivateKey:
        """Make and enrol a device."""
        assert (await self.office.post("/api/fleet", json={"id": device, "site": site})).status_code == 201
        key = ec.generate_private_key(ec.SECP256R1())
        assert (await self.enrol(await self.invite(device), key)).status_code == 200
        return key

    async def signed(
        self, act: str, body: bytes, key: ec.EllipticCurvePrivateKey, device: str = NEW, now_ms: int = 0
    ) -> httpx.Response:
        path = f"/device/v1/{act}"
        now_ms = now_ms or self.town.clock.now_ms()
        headers = signed_headers("POST", path, body, device=device, key=key, now_ms=now_ms)
        return await self.outside.post(path, content=body, headers=headers)

    async def renew(self, key: ec.EllipticCurvePrivateKey, fresh: ec.EllipticCurvePrivateKey) -> httpx.Response:
        return await self.signed("renew", msgspec.json.encode({"csr": csr_of(fresh)}), key)

    def ending(self, device: str = NEW) -> Ending:
        return self.town.backend.enrolment.papers.of(device).ending

    async def hear(self, conn: Conn) -> None:
        await self.town.backend.fleet.on_conn(self.town.arrival(conn.dev), conn)


@asynccontextmanager
async def opened(folder, **options) -> AsyncIterator[World]:
    async with AsyncExitStack() as stack:
        keeper = SmallKeeper(MONDAY_NOON_MS)
        (folder / "device-tls").mkdir()
        (folder / "device-tls/ca.crt").write_text(keeper.pem)
        town = await stack.enter_async_context(open_town(folder, **options))
        await stack.enter_async_context(keeper.at(folder / "keeper.sock"))
        yield World(town, keeper, await town.signed_in(AMT), town.stranger())


@pytest.fixture
async def world(tmp_path):
    async with opened(tmp_path) as made:
        yield made


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


@on_each_database
async def test_a_device_made_in_the_page_is_enrolled_and_takes_part_at_once(world):
    assert NEW not in world.town.backend.registry
    await world.office.post("/api/fleet", json={"id": NEW, "site": "nordpark", "name": "Umkleide"})
    invitation = (await world.office.post(f"/api/fleet/{NEW}/ticket")).json()
    fingerprint = device_http.fingerprint(world.keeper.certificate)
    assert invitation["fingerprint"].replace("-", "") == fingerprint
    assert invitation["text"] == (
        f"hallenwart:enrol?server=http%3A%2F%2Fhallenwart.test&ca={fingerprint}&token={invitation['token'].replace('-', '')}"
    )
    assert invitation["token"] in invitation["command"]
    assert invitation["qr_svg"].startswith("<svg")
    assert (await world.office.get(f"/api/fleet/{NEW}/tickets")).json()["tickets"] == [invitation["ticket"]]
    pem = (await world.outside.get("/device/v1/ca")).text
    assert device_http.fingerprint(x509.load_pem_x509_certificate(pem.encode())) == fingerprint

    key = ec.generate_private_key(ec.SECP256R1())
    answer = await world.enrol(invitation["token"].lower().replace("-", " "), key)
    got = msgspec.json.decode(answer.content, type=EnrolAnswer)
    certificate = x509.load_pem_x509_certificate(got.certificate.encode())
    assert (got.device, got.site, got.site_name) == (NEW, "nordpark", "Sporthalle Nordpark")
    assert certificate.subject.rfc4514_string() == f"CN={NEW}"
    assert certificate.public_key() == key.public_key()
    entry = world.town.backend.registry[NEW]
    assert (entry.secret.hex(), entry.site) == (got.secret, "nordpark")
    assert NEW in world.town.backend.places.devices_of("nordpark")
    assert {one.id for one in world.town.backend.fleet.devices(str)} >= {NEW, "nordpark-1"}
    await world.town.backend.desk.publish_all()
    assert world.town.backend.publisher.wanted(NEW, "cfg") is not None
    assert (await world.office.get(f"/api/fleet/{NEW}/tickets")).json()["tickets"] == []


async def test_a_lost_answer_costs_no_ticket_and_another_key_gets_nothing(world):
    await world.office.post("/api/fleet", json={"id": NEW, "site": "nordpark"})
    token, key = await world.invite(), ec.generate_private_key(ec.SECP256R1())
    first = await world.enrol(token, key)
    again = await world.enrol(token, key)
    assert first.json() == again.json()
    assert len([ask for ask in world.keeper.asked if isinstance(ask, Issue)]) == 1
    thief = await world.enrol(token, ec.generate_private_key(ec.SECP256R1()))
    assert code(thief) == (403, "bad_token")
    world.town.clock.advance(DAY_MS)
    assert code(await world.enrol(token, key)) == (403, "bad_token"), "its life is over"


async def test_a_keeper_that_is_away_leaves_the_token_as_good_as_before(world, tmp_path):
    await world.office.post("/api/fleet", json={"id": NEW, "site": "nordpark"})
    token, key = await world.invite(), ec.generate_private_key(ec.SECP256R1())
    (tmp_path / "keeper.sock").rename(tmp_path / "away.sock")
    assert code(await world.enrol(token, ec.generate_private_key(ec.SECP256R1()))) == (503, "keeper_away")
    (tmp_path / "away.sock").rename(tmp_path / "keeper.sock")
    assert (await world.enrol(token, key)).status_code == 200, "also with another key: the first got nothing"


async def test_tokens_that_are_guessed_old_cancelled_or_replaced_give_nothing(world):
    await world.office.post("/api/fleet", json={"id": NEW, "site": "nordpark"})
    key = ec.generate_private_key(ec.SECP256R1())
    replaced, cancelled = await world.invite(), await world.office.post(f"/api/fleet/{NEW}/ticket")
    ticket = cancelled.json()["ticket"]["id"]
    assert (await world.office.delete(f"/api/fleet/{NEW}/tickets/{ticket}")).status_code == 204
    assert code(await world.office.delete(f"/api/fleet/{NEW}/tickets/{ticket}")) == (404, "no_such_ticket")
    old = await world.invite()
    world.town.clock.advance(DAY_MS)
    for token in ("", "A" * 32, "A" * 4_000, "ß" * 32, replaced, cancelled.json()["token"], old):
        assert code(await world.enrol(token, key)) == (403, "bad_token"), token
    world.office = await _anew(world.town, AMT)
    for csr in ("-", "ß", csr_of(ec.generate_private_key(ec.SECP384R1()))):
        assert code(await world.enrol(await world.invite(), key, csr)) == (422, "bad_csr")
    guesses = [(await world.enrol("B" * 32, key)).status_code for _ in range(30)]
    assert guesses[-1] == 429
    assert not [ask for ask in world.keeper.asked if isinstance(ask, Issue)]


async def test_what_a_request_says_of_itself_counts_for_nothing(world):
    await world.office.post("/api/fleet", json={"id": NEW, "site": "nordpark"})
    key = ec.generate_private_key(ec.SECP256R1())
    answer = await world.enrol(await world.invite(), key, csr_of(key, "svc-command", ca=True))
    assert answer.json()["device"] == NEW
    assert [ask.device for ask in world.keeper.asked if isinstance(ask, Issue)] == [NEW]


async def test_devices_that_cannot_be_made(world):
    for body, told in (
        ({"id": "svc-command", "site": "nordpark"}, (422, "bad_device_id")),
        ({"id": "lora-7", "site": "nordpark"}, (422, "bad_device_id")),
        ({"id": "Halle 1", "site": "nordpark"}, (422, "bad_device_id")),
        ({"id": "+", "site": "nordpark"}, (422, "bad_device_id")),
        ({"id": "nordpark-1", "site": "nordpark"}, (409, "device_exists")),
        ({"id": NEW, "site": "nirgends"}, (404, "no_such_site")),
    ):
        assert code(await world.office.post("/api/fleet", json=body)) == told


async def test_where_the_broker_knows_no_certificates_nothing_is_made_and_nobody_invited(tmp_path):
    async with opened(tmp_path, device_broker=None) as world:
        assert code(await world.office.post("/api/fleet", json={"id": NEW, "site": "nordpark"})) == (409, "no_certificates")
        assert code(await world.office.post(f"/api/fleet/{NEW}/ticket")) == (404, "no_such_device")
        assert code(await world.enrol("A" * 32, ec.generate_private_key(ec.SECP256R1()))) == (409, "no_certificates")


async def test_who_may_not_touch_the_papers(world):
    kern = await world.town.signed_in(KERN)
    for act in ("ticket", "revoke", "renewal"):
        assert (await kern.post(f"/api/fleet/nordpark-1/{act}", json={"reason": "x", "agree": True})).status_code in {403, 422}
    assert (await kern.post("/api/fleet", json={"id": NEW, "site": "nordpark"})).status_code == 403


async def test_signed_requests_hold_and_forged_ones_do_not(world):
    key = await world.new()
    body = msgspec.json.encode({"lines": ["eins"], "ref": "r1"})
    world.town.clock.advance(1)
    answer = await world.signed("logs", body, key)
    assert answer.status_code == 204
    assert answer.headers["hallenwart-now-ms"] == str(world.town.clock.now_ms())
    other = await world.new("halle-neu-2")
    assert code(await world.signed("logs", body, other)) == (401, "bad_signature"), "the key of another device"
    assert code(await world.signed("logs", body, key, device="nordpark-1")) == (401, "bad_signature")
    assert code(await world.signed("logs", body, key, device="nirgends-1")) == (401, "bad_signature")
    assert code(await world.outside.post("/device/v1/logs", content=body)) == (401, "not_signed")
    headers = signed_headers("POST", "/device/v1/logs", body, device=NEW, key=key, now_ms=world.town.clock.now_ms())
    sent = [await world.outside.post("/device/v1/logs", content=body, headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in sent] == [204, 409]
    assert code(await world.outside.post("/device/v1/wiring", content=body, headers=headers)) == (401, "bad_signature")
    assert code(await world.outside.post("/device/v1/logs", content=body + b" ", headers=headers)) == (401, "bad_signature")
    late = await world.signed("logs", body, key, now_ms=world.town.clock.now_ms() - device_http.MAX_AGE_MS - 1)
    assert code(late) == (401, "clock")
    assert late.json()["now_ms"] == int(late.headers["hallenwart-now-ms"]) == world.town.clock.now_ms()
    assert code(await world.signed("logs", b"{", key)) == (422, "bad_body")
    hasty = [(await world.signed("logs", body, key)).status_code for _ in range(60)]
    assert (hasty[0], hasty[-1]) == (204, 429), "one device that asks without pause"
    assert (await world.signed("logs", body, other, device="halle-neu-2")).status_code == 204, "holds up no other"


async def test_a_certificate_is_renewed_and_a_lost_answer_gives_the_same_again(world):
    key, fresh = await world.new(), ec.generate_private_key(ec.SECP256R1())
    first, again = await world.renew(key, fresh), await world.renew(key, fresh)
    got = msgspec.json.decode(first.content, type=RenewAnswer)
    assert first.json() == again.json()
    assert got.state == RenewState.DONE
    assert x509.load_pem_x509_certificate(got.certificate.encode()).public_key() == fresh.public_key()
    assert (await world.renew(fresh, fresh)).json() == first.json()
    held = world.town.backend.enrolment.papers.of(NEW).certificates
    assert sorted(one.state for one in held) == ["replaced", "valid"]
    assert load_der_public_key(next(one.public_key for one in held if one.state == "valid")) == fresh.public_key()


@on_each_database
async def test_after_its_end_a_certificate_is_renewed_when_a_person_agrees(world):
    key, fresh = await world.new(), ec.generate_private_key(ec.SECP256R1())
    world.town.clock.advance(398 * DAY_MS)
    world.keeper.now_ms = world.town.clock.now_ms()
    world.office = await _anew(world.town, AMT)
    assert code(await world.signed("logs", b"{}", key)) == (403, "certificate_ended")
    assert (await world.renew(key, fresh)).json()["state"] == "waiting"
    assert world.town.backend.enrolment.papers.of(NEW).renewal is not None
    assert (await world.office.post(f"/api/fleet/{NEW}/renewal", json={"agree": True})).status_code == 204
    assert code(await world.office.post(f"/api/fleet/{NEW}/renewal", json={"agree": True})) == (404, "no_renewal")
    stranger = ec.generate_private_key(ec.SECP256R1())
    assert (await world.renew(key, stranger)).json()["state"] == "waiting", "agreed was to another key"
    await world.office.post(f"/api/fleet/{NEW}/renewal", json={"agree": False})
    assert (await world.renew(key, stranger)).json()["state"] == "refused"
    await world.renew(key, fresh)
    await world.office.post(f"/api/fleet/{NEW}/renewal", json={"agree": True})
    assert (await world.renew(key, fresh)).json()["state"] == "done"
    world.town.clock.advance(1)
    assert (await world.signed("logs", b'{"lines":[]}', fresh)).status_code == 204


async def test_long_after_its_end_a_device_is_enrolled_anew(world):
    key = await world.new()
    world.town.clock.advance(428 * DAY_MS)
    answer = (await world.renew(key, ec.generate_private_key(ec.SECP256R1()))).json()
    assert answer["state"] == "refused"
    assert "neu aufnehmen" in answer["reason"]


async def _anew(town: Town, email: str) -> httpx.AsyncClient:
    """Sign in again: the session ended long ago."""
    client = town.stranger()
    await client.post("/api/session", json={"email": email, "password": town.passwords[email]})
    return client


@on_each_database
async def test_revoked_still_connected_gone_and_back(world):
    backend, clock = world.town.backend, world.town.clock
    key = await world.new()
    await backend.desk.publish_all()
    clock.advance(1_000)
    await world.hear(Conn(dev=NEW, boot="b1", conn=1, online=True, mono_ms=5, clk="ntp"))
    secret = backend.registry[NEW].secret
    answer = await world.office.post(f"/api/fleet/{NEW}/revoke", json={"reason": "gestohlen"})
    assert answer.json() == {"ending": "connected"}
    assert [ask.device for ask in world.keeper.asked if isinstance(ask, Revoke)] == [NEW]
    assert NEW not in backend.registry
    assert backend.publisher.wanted(NEW, "cfg") is None
    await backend.desk.publish_all()
    assert backend.publisher.wanted(NEW, "cfg") is None, "nobody gives it anything any more"
    assert code(await world.signed("logs", b'{"lines":[]}', key)) == (403, "device_revoked")
    assert code(await world.office.post(f"/api/fleet/{NEW}/revoke", json={"reason": "noch"})) == (409, "revoked_already")
    assert code(await world.office.post(f"/api/fleet/{NEW}/ticket")) == (409, "still_connected")
    await backend.enrolment.look()
    assert world.ending() is Ending.CONNECTED
    await world.hear(Conn(dev=NEW, boot="b1", conn=1, online=False, reason="lwt", clk="ntp"))
    await backend.enrolment.look()
    assert world.ending() is Ending.GONE

    clock.advance(1_000)
    await world.hear(Conn(dev=NEW, boot="b1", conn=2, online=True, mono_ms=9_000, clk="ntp"))
    await backend.enrolment.look()
    assert world.ending() is Ending.HEARD
    assert [one.what.kind for one in await backend.incidents.open_incidents()] == ["revoked"]
    clock.advance(10_000)
    await backend.enrolment.look()
    assert world.ending() is Ending.CONNECTED, "thrown off again"
    clock.advance(90_000)
    await backend.enrolment.look()
    assert world.ending() is Ending.GONE, "nothing was heard for long"

    fresh = ec.generate_private_key(ec.SECP256R1())
    assert (await world.enrol(await world.invite(), fresh)).status_code == 200
    assert backend.registry[NEW].secret != secret
    await backend.desk.publish_all()
    assert backend.publisher.wanted(NEW, "cfg") is not None
    assert code(await world.signed("logs", b'{"lines":[]}', key)) == (401, "bad_signature"), "the old key stays dead"
    said = (await (await world.town.signed_in(ADMIN)).get("/api/evidence")).text
    for kind in ("made", "invited", "enrolled", "revoked", "gone", "heard"):
        assert f"device.{kind}" in said


async def test_a_revocation_waits_for_the_authority_and_for_the_broker(world, tmp_path):
    await world.new()
    (tmp_path / "keeper.sock").rename(tmp_path / "away.sock")
    answer = await world.office.post(f"/api/fleet/{NEW}/revoke", json={"reason": "gestohlen"})
    assert answer.json() == {"ending": "pending"}
    assert NEW not in world.town.backend.registry
    (tmp_path / "away.sock").rename(tmp_path / "keeper.sock")
    world.keeper.broker_away = True
    world.town.clock.advance(10_000)
    await world.town.backend.enrolment.look()
    assert world.ending() is Ending.PENDING
    world.keeper.broker_away = False
    await world.town.backend.enrolment.look()
    assert world.ending() is Ending.PENDING, "not asked without pause"
    world.town.clock.advance(10_000)
    await world.town.backend.enrolment.look()
    await world.town.backend.enrolment.look()
    assert world.ending() is Ending.GONE, "it never was connected"


@on_each_database
async def test_codes_that_a_revoked_locker_knew_die_everywhere_and_are_made_anew(world):
    backend = world.town.backend
    book = {"hall": "nordpark", "sections": [1], "title": "Probe"}
    start = MONDAY_NOON_MS + 6 * 3_600_000
    made = await world.office.post(
        "/api/bookings", json=book | {"start_ms": start, "end_ms": start + 3_600_000, "club": "bc-04"}
    )
    assert made.status_code == 201, made.text
    await backend.desk.publish_all()
    before = backend.publisher.wanted("nordpark-1", "grants")
    assert before is not None
    assert before.g
    await world.office.post("/api/fleet/nordpark-1/revoke", json={"reason": "Platine getauscht"})
    world.town.clock.advance(90_000)
    for _ in range(2):
        await backend.enrolment.look()
    await backend.desk.publish_all()
    assert backend.publisher.wanted("nordpark-1", "grants") is None
    key = ec.generate_private_key(ec.SECP256R1())
    assert (await world.enrol(await world.invite("nordpark-1"), key)).status_code == 200
    await backend.desk.publish_all()
    after = backend.publisher.wanted("nordpark-1", "grants")
    assert after is not None
    assert after.salt != before.salt
    assert len(after.g) == len(before.g)
    assert not {grant.pin for grant in after.g} & {grant.pin for grant in before.g}


async def test_what_the_files_say_of_a_revoked_device_lets_nobody_in(world, tmp_path):
    backend = world.town.backend
    await world.new()
    await world.office.post("/api/fleet/nordpark-1/revoke", json={"reason": "x"})
    async with open_town(tmp_path, keep=True) as again:
        assert "nordpark-1" not in again.backend.registry
        assert NEW in again.backend.registry
        assert again.backend.registry[NEW] == backend.registry[NEW]


async def test_the_heartbeat_of_a_revoked_device_is_no_silence(world):
    """A revoked device is nobody's trouble when it falls silent."""
    await world.new()
    await world.town.backend.fleet.on_heartbeat(
        world.town.arrival(NEW), Heartbeat(dev=NEW, boot="b1", conn=1, online=True, mono_ms=5, up_s=1)
    )
    await world.office.post(f"/api/fleet/{NEW}/revoke", json={"reason": "x"})
    world.town.clock.advance(200_000)
    await world.town.backend.fleet.tick()
    kinds = {(one.what.kind, one.what.device) for one in await world.town.backend.incidents.open_incidents()}
    assert ("device_silent", NEW) not in kinds


@on_each_database
async def test_keys_of_a_site_turn_in_two_steps(world):
    backend, clock = world.town.backend, world.town.clock
    for device in (NEW, "halle-neu-2"):
        await world.new(device)
    for device in ("nordpark-1", "nordpark-2"):  # provisioned: they do not speak here
        await world.office.post(f"/api/fleet/{device}/revoke", json={"reason": "x"})
    clock.advance(11 * 60_000)
    await backend.enrolment.look()
    await backend.desk.publish_all()

    def keys(device: str) -> int:
        config = backend.publisher.wanted(device, "cfg")
        return len(config.site_keys) if config else -1

    async def applied(device: str) -> None:
        config = backend.publisher.wanted(device, "cfg")
        conn = Conn(dev=device, boot="b1", conn=1, online=True, mono_ms=clock.mono_ms(), revs={"cfg": config.rev})
        await backend.publisher.on_conn(world.town.arrival(device), conn)

    await world.new("halle-neu-3")
    await backend.desk.publish_all()
    assert [keys(device) for device in (NEW, "halle-neu-2", "halle-neu-3")] == [1, 1, 1]
    await world.office.post("/api/fleet/halle-neu-3/revoke", json={"reason": "gestohlen"})
    await backend.desk.publish_all()
    assert [keys(device) for device in (NEW, "halle-neu-2", "halle-neu-3")] == [2, 2, -1]
    before = backend.publisher.wanted(NEW, "cfg").site_keys
    await applied(NEW)
    await backend.enrolment.look()
    await backend.desk.publish_all()
    assert keys(NEW) == 2, "the other one did not say that it has them"
    await applied("halle-neu-2")
    await backend.enrolment.look()
    await backend.desk.publish_all()
    assert backend.publisher.wanted(NEW, "cfg").site_keys == before[1:]
    await world.office.post("/api/fleet/halle-neu-2/revoke", json={"reason": "gestohlen"})
    clock.advance(9 * 60_000)
    await backend.enrolment.look()
    await backend.desk.publish_all()
    assert keys(NEW) == 2, "it is away, and has ten minutes"
    clock.advance(60_000)
    await backend.enrolment.look()
    await backend.desk.publish_all()
    assert keys(NEW) == 1


async def test_no_token_and_no_secret_stands_in_the_records(world, tmp_path):
    await world.office.post("/api/fleet", json={"id": NEW, "site": "nordpark"})
    token, key = await world.invite(), ec.generate_private_key(ec.SECP256R1())
    got = (await world.enrol(token, key)).json()
    plain = token.replace("-", "").encode()
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("records.db*"))
    for secret in (plain, bytes.fromhex(got["secret"]), got["secret"].encode(), bytes.fromhex(got["site_key"])):
        assert secret not in stored
    assert store.token_hash(plain.decode())
