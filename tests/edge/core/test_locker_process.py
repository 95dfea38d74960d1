"""The agent as a process on an emulated locker without a screen: codes, cards, passes, lamps and tags, all over real lines."""

import asyncio
import base64
import os
import time
import tomllib

import msgspec
import pytest

from hallenwart_contract import passes
from hallenwart_contract.codes import card_hash, card_pepper_of, code_hash, duress_of, pepper_of
from hallenwart_contract.documents import Credential, CredentialKind, Grant, Grants
from hallenwart_contract.passes import Pass, serial_of, tag_of
from hallenwart_contract.sealed import seal, unseal
from hallenwart_sim.devices.nfc_cards import Ntag21x, Ntag424
from support.agents import COMMAND, AgentProcess, write_agent_toml
from support.rig import a_rig, until

DEVICE = "nordpark-1"
CODE, PAIR, STAFF = "40729316", "58204613", "902647158310"
LONG = CODE + "5528"
META_KEY, FILE_KEY = b"meta key of card", b"file key of card"
TAG = bytes.fromhex("0C009B2F1E")
LOCKER = """
[pins]
factory = "hallenwart-sim"
[clock]
rtc_base = "{rtc}"
[[locker]]
id = "locker"
port = "{locker}"
compartments = [
  {{ number = 1, lock = 0, column = 1, row = 1, label = "Drittel 1", hall = "nordpark" }},
  {{ number = 2, lock = 1, column = 2, row = 1 }},
]
[[locker]]
id = "tuer"
board = "gpio"
gpio = {{ coil_pin = 5, contact_pin = 6 }}
hook_bit_when_closed = false
compartments = [{{ number = 3, lock = 0, column = 3, row = 1 }}]
[lamps]
green_pin = 16
red_pin = 20
buzzer_pin = 21
[[keypad]]
id = "keypad"
port = "{keypad}"
[[card_reader]]
id = "cards"
port = "{cards}"
[[code_reader]]
id = "codes"
port = "{codes}"
mode = "continuous"
[[tag_reader]]
id = "tag-1"
port = "{tag}"
compartment = 1
tags = ["0C009B2F1E"]
"""


class Locker:
    """The devices, the rights, and the agent's end of the wire."""

    def __init__(self, rig, backend, broker):
        self.rig, self.backend = rig, backend
        self.board, self.door = rig.locker(keys=[0, 1]), rig.gpio_lock(coil_pin=5, contact_pin=6)
        self.keypad, self.cards, self.codes, self.tag = rig.keypad(), rig.pn532(), rig.gm65(), rig.rdm6300()
        self.lamps = rig.lamps(green_pin=16, red_pin=20, buzzer_pin=21)
        self.card = Ntag424(b"\x04season", meta_key=META_KEY, file_key=FILE_KEY)
        rig.ds3231()
        self.tag.lay(TAG)
        held = tomllib.loads((broker.state_dir / "backend/devices.toml").read_text())["device"]
        device = next(each for each in held if each["id"] == DEVICE)
        self.salt, self.secret = bytes.fromhex(device["salt"]), bytes.fromhex(device["secret"])

    def toml(self):
        ports = {"locker": self.board.port, "keypad": self.keypad.port, "cards": self.cards.port, "codes": self.codes.port}
        return LOCKER.format(**ports, tag=self.tag.port, rtc=self.rig.rtc_base)

    def hashed(self, code):
        return code_hash(code, salt=self.salt, pepper=pepper_of(self.secret))

    def rights(self):
        now_ms = time.time_ns() // 1_000_000
        window = [(now_ms - 60_000, now_ms + 3_600_000)]
        codes = {"pin": self.hashed(CODE), "long": self.hashed(LONG), "duress": self.hashed(duress_of(LONG))}
        known = card_hash(self.card.uid, pepper=card_pepper_of(self.secret))
        sealed = seal(FILE_KEY, device_secret=self.secret, about="anna")
        return Grants(
            rev=1,
            salt=self.salt,
            g=[
                Grant(id="g1", w=window, slots=[1], who="p1", booking="b1", **codes),
                Grant(id="g2", w=window, slots=[2], who="anna", creds=["anna"]),
                Grant(id="pair", w=window, slots=[2], who="p3", pin=self.hashed(PAIR), second=True),
                Grant(id="door", w=window, slots=[3], who="p4"),
                Grant(id="staff", w=window, slots=[1, 2, 3], who="s1", long=self.hashed(STAFF), staff=True),
            ],
            creds=[Credential(id="anna", kind=CredentialKind.SUN, who="anna", hash=known, key=sealed)],
            sun_meta=seal(META_KEY, device_secret=self.secret, about="sun_meta"),
        )

    async def applied(self):
        await self.backend.publish_document("grants", self.rights())
        await self.backend.until(lambda: "doc.applied" in self.backend.kinds())
        await self.backend.until(lambda: len(self.backend.states[-1].doors) == 3)

    def told(self, kind):
        return [row["a"] for row in self.backend.rows("e") if row["kind"] == kind]

    async def opened(self, times):
        """Wait until so many doors were seen to open: nobody shuts one within the tenth of a second it takes to look."""
        await self.backend.until(lambda: len(self.told("door.opened")) == times)

    async def shut(self, board, lock):
        closed = len(self.told("door.closed"))
        board.push_door(lock)
        await self.backend.until(lambda: len(self.told("door.closed")) > closed)

    async def type(self, keys):
        await self.keypad.type(keys)


@pytest.fixture
async def locker(mosquitto, backend, tmp_path):
    async with a_rig() as rig:
        locker = Locker(rig, backend, mosquitto)
        config = write_agent_toml(tmp_path / "agent", mosquitto, more=locker.toml())
        with AgentProcess(config, rig.environment) as process:
            await backend.until(lambda: "boot" in backend.kinds())
            await locker.applied()
            yield locker
        log = process.log.read_text()
        assert not any(secret in log for secret in (CODE, LONG, PAIR, STAFF, locker.card.uid.hex())), log
        assert "agent.fault" not in backend.kinds()


async def test_a_member_fetches_and_returns_the_key_and_is_refused_before(locker):
    await locker.type("12121314#")
    await until(lambda: "red" in locker.lamps.lit)
    await locker.type(f"{CODE}#")
    await locker.opened(1)
    assert any(each.on for each in locker.lamps.history("buzzer"))
    locker.board.take_key(0)
    locker.tag.take_away()
    await locker.shut(locker.board, 0)
    await locker.backend.until(lambda: locker.told("key.taken"))
    assert locker.told("key.taken")[0].items() >= {"slot": 1, "grant": "g1", "who": "p1"}.items()
    await locker.type(f"{CODE}#")
    await locker.opened(2)
    locker.board.put_key(0)
    locker.tag.lay(TAG)
    await locker.shut(locker.board, 0)
    await locker.backend.until(lambda: locker.told("key.returned"))
    assert [told["why"] for told in locker.told("auth.denied")] == ["wrong"]


async def test_a_season_card_a_pass_and_a_second_person_each_open_theirs(locker):
    locker.cards.lay(locker.card)
    await locker.opened(1)
    locker.cards.take_away()
    await locker.shut(locker.board, 1)
    shown = Pass(serial_of("door"), tag_of(DEVICE), 0, (time.time_ns() // 10**9 + 3600) * 1000, (3,))
    locker.codes.show(passes.issue(shown, key=locker.backend.key))
    await locker.opened(2)
    assert locker.door.hook_open(0)
    await locker.shut(locker.door, 0)
    await locker.type(f"{PAIR}#")
    await locker.backend.until(lambda: any(told["grant"] == "pair" for told in locker.told("auth.ok")))
    pulses = len(locker.board.unlocks)
    locker.cards.lay(locker.card)
    await locker.opened(3)
    assert len(locker.board.unlocks) == pulses + 1
    methods = [(told["method"], told["grant"]) for told in locker.told("auth.ok")]
    assert methods == [("sun", "g2"), ("qr", "door"), ("pin", "pair"), ("sun", "pair")]


async def test_staff_choose_by_number_and_a_stranger_key_is_told(locker):
    await locker.type(f"{STAFF}#")
    await locker.backend.until(lambda: locker.told("auth.ok"))
    await locker.type("1#")
    await locker.opened(1)
    locker.tag.take_away()
    locker.tag.lay(bytes.fromhex("0C00112233"))
    await locker.backend.until(lambda: not locker.backend.states[-1].doors[0].key)
    await locker.shut(locker.board, 0)
    await locker.backend.until(lambda: locker.told("key.wrong"))
    assert locker.told("key.wrong")[0]["tag"] == "0C00112233"


async def test_duress_opens_and_alarms_the_backend_alone(locker):
    await locker.type(f"{duress_of(LONG)}#")
    await locker.opened(1)
    await locker.backend.until(lambda: locker.backend.rows("a"))
    alarm = locker.backend.rows("a")[0]
    assert (alarm["type"], alarm["sev"], alarm["phase"]) == ("duress", "crit", "raise")
    assert all(not state.alarms for state in locker.backend.states)
    assert "duress" not in msgspec.json.encode(locker.backend.states).decode()


async def test_a_card_is_learnt_at_the_locker_and_help_can_be_answered(locker):
    command = locker.backend.command("learn", arg={"cred": "clara"})
    await locker.backend.send(command)
    await locker.backend.until(lambda: ("done", "ok") in locker.backend.acks_of(command))
    locker.cards.lay(Ntag21x(b"\x04clara."))
    await locker.backend.until(lambda: locker.told("card.learnt"))
    told = locker.told("card.learnt")[0]
    assert unseal(base64.b64decode(told["card"]), device_secret=locker.secret, about="clara") == b"\x04clara."
    answer = locker.backend.command("answer", arg={"help": "nobody", "word": "seen"})
    await locker.backend.send(answer)
    await locker.backend.until(lambda: ("failed", "unknown_help") in locker.backend.acks_of(answer))


async def checked(config, environment):
    process = await asyncio.create_subprocess_exec(
        COMMAND, "check", "--config", str(config), stdout=asyncio.subprocess.PIPE, env={**os.environ, **environment}
    )
    told, _ = await process.communicate()
    return process.returncode, told.decode()


async def test_check_reads_every_device_of_the_locker(mosquitto, backend, tmp_path):
    async with a_rig() as rig:
        locker = Locker(rig, backend, mosquitto)
        config = write_agent_toml(tmp_path / "agent", mosquitto, more=locker.toml())
        status, told = await checked(config, rig.environment)
        assert status == 0, told
        for device in ("locker", "tuer", "keypad", "cards", "codes", "tag-1", "lamps"):
            assert f"ok     {device}: " in told
