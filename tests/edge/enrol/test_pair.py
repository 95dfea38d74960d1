"""Key and certificate of a device, through renewals and power cuts."""

import asyncio
import datetime as dt
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from hallenwart_contract.codec import decode, encode
from hallenwart_contract.device_http import RenewAnswer, RenewAsk, RenewState
from hallenwart_contract.documents import Command, CommandFor
from hallenwart_contract.keeper import Issue, Issued
from hallenwart_contract.messages import ClockTrust, Quality
from hallenwart_edge.device_client import load_key
from hallenwart_edge.enrol import files, rules
from hallenwart_edge.enrol import pair as pairs
from hallenwart_edge.enrol.pair import DevicePair
from hallenwart_edge.enrol.renewal import Renewal
from hallenwart_edge.errors import LinkDownError
from support.authority import LIFE, SmallKeeper, csr_of
from support.edge_time import until

DEVICE = "nordpark-1"
NOW_MS = 1_795_431_600_000
DAY_MS = 86_400_000


class PowerCutError(Exception):
    """Raised where the power goes."""


def pem(key: ec.EllipticCurvePrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def issued(keeper: SmallKeeper, key: ec.EllipticCurvePrivateKey) -> str:
    answer = keeper.answer(Issue(device=DEVICE, csr_pem=csr_of(key)))
    assert isinstance(answer, Issued)
    return answer.cert_pem


@pytest.fixture
def keeper() -> SmallKeeper:
    return SmallKeeper(NOW_MS)


@pytest.fixture
def pair(tmp_path: Path, keeper: SmallKeeper) -> DevicePair:
    key = ec.generate_private_key(ec.SECP256R1())
    files.write(tmp_path / "ca.crt", keeper.pem)
    files.write(tmp_path / "device.key", pem(key))
    files.write(tmp_path / "device.crt", issued(keeper, key))
    return again(tmp_path)


def again(folder: Path) -> DevicePair:
    """Start anew."""
    pair = DevicePair(folder / "ca.crt", folder / "device.crt", folder / "device.key")
    pair.settle()
    return pair


def lay_next(pair: DevicePair, keeper: SmallKeeper) -> str:
    key = files.key_at(pair.next_key)
    files.write(pair.next_cert, text := issued(keeper, key))
    return text


def fits(pair: DevicePair) -> bool:
    return files.fits(pair.certificate(), load_key(pair.key))


def test_the_old_pair_stays_until_the_broker_let_the_new_one_in(pair, keeper):
    old, new = pair.cert.read_text(), lay_next(pair, keeper)
    pair.context()
    assert pair.cert.read_text() == old
    pair.context()  # the new one was not let in: the old one's turn
    assert not pair.connected()
    assert pair.cert.read_text() == old
    pair.context()
    assert pair.connected()
    assert pair.cert.read_text() == new
    assert fits(pair)
    assert not pair.waits


@pytest.mark.parametrize("step", range(1, 20))
def test_a_power_cut_at_any_step_leaves_a_pair_that_fits(pair, keeper, monkeypatch, step):
    """Every call that reaches the card counts as a step."""
    steps = iter(range(1, 100))

    def cut(name, act):
        def cutting(*args, **options):
            if next(steps) == step:
                raise PowerCutError(name)
            return act(*args, **options)

        return cutting

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", cut("replace", Path.replace))
        patch.setattr(files.os, "fsync", cut("fsync", files.os.fsync))
        patch.setattr(pairs, "sync_folder", cut("folder", files.sync_folder))
        patch.setattr(files.os, "open", cut("open", files.os.open))
        try:
            lay_next(pair, keeper)
            pair.context()
            pair.connected()
        except PowerCutError:
            pass
    begun = again(pair.cert.parent)
    assert fits(begun)
    lay_next(begun, keeper)
    begun.context()
    assert begun.connected()
    assert fits(begun)


def test_a_key_from_before_a_cut_is_used_again(tmp_path):
    key = files.key_at(tmp_path / "next.key")
    assert files.spki(files.key_at(tmp_path / "next.key")) == files.spki(key)
    (tmp_path / "next.key").write_text("-----BEGIN")
    assert files.spki(files.key_at(tmp_path / "next.key")) != files.spki(key)


def test_certificates_of_others_are_not_taken(keeper, tmp_path):
    key = ec.generate_private_key(ec.SECP256R1())
    text = issued(keeper, key)
    files.check(text, ca_pem=keeper.pem, key=key, device=DEVICE)
    for ca, held, device in (
        (SmallKeeper(NOW_MS).pem, key, DEVICE),
        (keeper.pem, ec.generate_private_key(ec.SECP256R1()), DEVICE),
        (keeper.pem, key, "nordpark-2"),
    ):
        with pytest.raises(ValueError, match="the certificate is"):
            files.check(text, ca_pem=ca, key=held, device=device)


def test_when_it_is_due():
    assert rules.due_ms(0, 300) == 200
    assert rules.is_over(300, 300)
    assert not rules.is_too_late(0, rules.LATE_MS)
    assert rules.is_too_late(0, rules.LATE_MS + 1)


class Wall:
    def __init__(self) -> None:
        self.wall_ms = NOW_MS

    def now_ms(self) -> int:
        return self.wall_ms

    def mono_ms(self) -> int:
        return self.wall_ms


class Server:
    """Answers as told; `keeper` gives the certificates."""

    def __init__(self, keeper: SmallKeeper) -> None:
        self.keeper, self.state, self.away, self.asked = keeper, RenewState.DONE, False, 0

    async def post(self, path: str, body: bytes) -> bytes:
        self.asked += 1
        assert path == "/device/v1/renew"
        if self.away:
            raise LinkDownError("away")
        if self.state is not RenewState.DONE:
            return encode(RenewAnswer(state=self.state, reason="nein"))
        answer = self.keeper.answer(Issue(device=DEVICE, csr_pem=decode(body, RenewAsk).csr))
        assert isinstance(answer, Issued)
        return encode(RenewAnswer(state=RenewState.DONE, certificate=answer.cert_pem, until_ms=answer.until_ms))


class House:
    """A renewal agent, with everything it needs and what it told."""

    def __init__(self, pair: DevicePair, keeper: SmallKeeper, *, tls: bool = True) -> None:
        self.clock, self.server, self.told, self.sensors, self.reconnects = Wall(), Server(keeper), [], {}, 0
        self.trust = ClockTrust.NTP
        self.renewal = Renewal(
            pair,
            self.server,
            self.clock,
            device=DEVICE,
            board=self,
            reconnect=self.reconnect if tls else None,
            tell=self.tell,
            trust=lambda: self.trust,
        )

    def set_sensor(self, component: str, quality: Quality) -> None:
        self.sensors[component] = quality

    def reconnect(self) -> None:
        self.reconnects += 1

    async def tell(self, kind: str, _a: dict[str, object]) -> None:
        self.told.append(kind)

    async def ask(self) -> None:
        await self.renewal.handle(Command(id="c", to=CommandFor(boot="b", conn=1), op="renew", iat_ms=0, exp_ms=1, ttl_ms=1))


async def test_it_renews_at_two_thirds_and_is_adopted_once_connected(pair, keeper):
    house, old = House(pair, keeper), pair.cert.read_text()
    task = asyncio.create_task(house.renewal.run())
    await asyncio.sleep(0)
    assert house.server.asked == 0
    task.cancel()
    house.clock.wall_ms += int(LIFE / dt.timedelta(milliseconds=1)) * 2 // 3
    task = asyncio.create_task(house.renewal.run())
    await until(lambda: house.reconnects == 1)
    assert pair.cert.read_text() == old
    pair.context()
    house.renewal.born()
    await until(lambda: house.told == ["certificate.renewed"])
    assert pair.cert.read_text() != old
    assert fits(pair)
    task.cancel()


async def test_a_clock_that_was_never_set_renews_nothing_but_on_command(pair, keeper):
    house = House(pair, keeper, tls=False)
    house.clock.wall_ms, house.trust = NOW_MS + 390 * DAY_MS, ClockTrust.BAD
    old, task = pair.cert.read_text(), asyncio.create_task(house.renewal.run())
    await asyncio.sleep(0.05)
    assert house.server.asked == 0
    await house.ask()
    await until(lambda: house.told == ["certificate.renewed"])
    assert pair.cert.read_text() != old
    task.cancel()


async def test_refused_and_ended_is_shown_and_told_once(pair, keeper):
    house = House(pair, keeper)
    house.server.state = RenewState.REFUSED
    house.clock.wall_ms = NOW_MS + 398 * DAY_MS
    task = asyncio.create_task(house.renewal.run())
    await until(lambda: house.told == ["certificate.refused"])
    assert house.sensors == {"certificate": Quality.FAULT}
    await house.ask()
    await until(lambda: house.server.asked == 2)
    await asyncio.sleep(0.01)
    assert house.told == ["certificate.refused"]
    task.cancel()


async def test_a_new_pair_that_the_broker_does_not_take_is_given_up(pair, keeper):
    house, old = House(pair, keeper), pair.cert.read_text()
    lay_next(pair, keeper)
    for _ in range(3):
        pair.context()  # the new one, refused
        pair.context()
        house.renewal.born()
    task = asyncio.create_task(house.renewal.run())
    await until(lambda: house.told == ["certificate.refused"])
    assert pair.cert.read_text() == old
    assert not pair.waits
    task.cancel()
