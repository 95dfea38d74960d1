"""The assistant at emulated devices: somebody who does what is said, somebody who goes away, and things that are wrong."""

import asyncio
import os
import re
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from hallenwart_contract.clock import SystemClock
from hallenwart_contract.codec import encode
from hallenwart_contract.device_http import Protocol
from hallenwart_contract.site_link import Said, seal
from hallenwart_edge.commissioning import assistant as assistants
from hallenwart_edge.commissioning.asking import Talk
from hallenwart_edge.commissioning.assistant import Assistant
from hallenwart_edge.commissioning.command import assist
from hallenwart_edge.commissioning.neighbours import peer_looks
from hallenwart_edge.commissioning.notebook import Notebook
from hallenwart_edge.commissioning.protocol import FOLDER, ProtocolSender, is_well, read
from hallenwart_edge.config import Agent, AgentConfig, Peer, SiteLink
from hallenwart_edge.config_file import load_config
from hallenwart_edge.errors import EdgeError, LinkDownError
from hallenwart_edge.running_lock import hold
from support.ports import free_port
from support.rig import a_rig, until

KEY = generate_private_key(SECP256R1())

TOML = """
[agent]
device = "nordpark-1"
site = "nordpark"
state_dir = "{state}"
credentials = "{etc}/credentials.toml"
[mqtt]
port = {broker}
[clock]
rtc_base = "{rtc}"
[pins]
factory = "hallenwart-sim"
[display]
title = "Halle"
browser_port = 0
[siren]
pin = 22
[[zone]]
id = "raum"
name = "Geräteraum"
[[locker]]
id = "locker"
port = "{locker}"
hook_bit_when_closed = {hook}
compartments = [{{ number = 1, lock = 0, column = 1, row = 1 }}, {{ number = 2, lock = 1, column = 2, row = 1 }}]
[[keypad]]
id = "keypad"
port = "{keypad}"
[[contact]]
id = "netz"
means = "mains"
pin = 23
[[loop]]
id = "loop"
zone = "raum"
adc_channel = 0
[[smoke]]
id = "rauch"
zone = "raum"
adc_channel = 1
[[heat]]
id = "waerme"
zone = "raum"
rom = "28-0316a2791234"
base = "{w1}"
[[beam]]
id = "tuer"
hall = "nordpark"
outer_pin = {outer}
inner_pin = {inner}
"""


class House:
    """A rig with its person. What the assistant says is done at once, by hands that find the right device."""

    def __init__(self, rig, folder: Path, broker: int, *, hook: bool = True, swapped: bool = False) -> None:
        self.told: list[str] = []
        self.cabinet, self.pad = rig.locker(keys=(0, 1)), rig.keypad()
        self.mains, self.loop, self.smoke = rig.contact(23), rig.loop(0), rig.smoke_head(1)
        self.heat, self.beams, self.siren = rig.ds18b20("28-0316a2791234"), rig.beam_pair(17, 27), rig.siren(22)
        rig.ds3231()
        self.path, self.state = folder / "agent.toml", folder / "state"
        outer, inner = (27, 17) if swapped else (17, 27)
        self.path.write_text(
            TOML.format(
                state=self.state,
                etc=folder,
                broker=broker,
                rtc=rig.rtc_base,
                locker=self.cabinet.port,
                keypad=self.pad.port,
                w1=rig.w1_base,
                outer=outer,
                inner=inner,
                hook=str(hook).lower(),
            )
        )
        self.config = load_config(self.path)
        self.answers = {
            "War der Satz": "ja",
            "Sind alle gewarnt": "ja",
            "zu hören": "ja",
            "ein Ausgang": "ja",
            "unterschreiben": "ja",
        }
        self.gone_at = ""
        self._hands: set[asyncio.Task[None]] = set()

    def say(self, text: str) -> None:
        self.told.append(text)
        if text.startswith("Fach"):
            self._at_the_locker(text)
        elif "bitte beenden" in text:
            self.loop.normal()
            self.smoke.od_per_m = 0.0
        elif "bitte zurücksetzen" in text:
            self.mains.move(closed=True)

    async def ask(self, text: str) -> str:
        self.told.append(text)
        if self.gone_at and self.gone_at in text:
            return ""
        for known, answer in self.answers.items():
            if known in text:
                return f"{answer}\n"
        self._soon(text)
        if "Hängt der Schlüssel" in text:
            opened = [door for door in self.cabinet.doors if not door.closed]
            await until(lambda: all(door.key for door in opened))
        return "\n"

    def _at_the_locker(self, text: str) -> None:
        lock = int(re.match(r"Fach (\d+)", text)[1]) - 1
        if "Notschlüssel" in text:
            self.cabinet.pull_door(lock, force=True)
        elif "herausnehmen" in text:
            self.cabinet.take_key(lock)
            asyncio.get_running_loop().call_later(0.4, self.cabinet.put_key, lock)
        elif "schließen" in text:
            self.cabinet.push_door(lock)

    def _soon(self, text: str) -> None:
        acts = {"tippen": lambda: self.pad.type("123#"), "HINEIN": self.beams.person_in}
        now = {"netz": lambda: self.mains.move(closed=False), "loop": self.loop.alarm}
        for word, act in acts.items():
            if word in text:
                self._hands.add(asyncio.create_task(self._later(act)))
        for word, do in now.items():
            if text.startswith(word):
                do()
        if text.startswith("rauch"):
            self.smoke.od_per_m = 0.2
        if text.startswith("waerme"):
            self.heat.temp_c = 29.0

    async def _later(self, act) -> None:
        await asyncio.sleep(0.3)
        await act()

    @property
    def text(self) -> str:
        return "\n".join(self.told)

    def assistant(self, notebook: Notebook | None = None, **fields) -> Assistant:
        notebook = notebook or Notebook(self.state, wiring="w")
        return Assistant(self.config, SystemClock(), notebook, Talk(self.say, self.ask, within_s=4), **fields)


@pytest.fixture
async def broker():
    server = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


@pytest.fixture
def etc(tmp_path: Path) -> Path:
    public = Ed25519PrivateKey.generate().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    (tmp_path / "credentials.toml").write_text(
        f'username = "nordpark-1"\npassword = "x"\nsecret = "{"11" * 32}"\n'
        f'site_key = "{"22" * 32}"\n[signing_keys]\n1 = "{public}"\n'
    )
    (tmp_path / "aplay").write_text('#!/bin/sh\ntest -s "$2"\n')
    (tmp_path / "aplay").chmod(0o755)
    (tmp_path / "pki").mkdir()
    pem = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "pki/device.key").write_bytes(pem)
    return tmp_path


@pytest.fixture
async def rig(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    async with a_rig() as made:
        for variable, value in made.environment.items():
            monkeypatch.setenv(variable, value)
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
        yield made


def outcomes(protocol: Protocol) -> dict[tuple[str, str], str]:
    return {(step.component, step.step): step.outcome for step in protocol.steps}


async def test_it_ends_in_a_protocol_signed_with_the_devices_key_and_kept_on_the_card(rig, etc, broker, monkeypatch):
    house = House(rig, etc, broker)
    monkeypatch.setattr("hallenwart_edge.commissioning.command.Talk", lambda say, ask: Talk(say, ask, within_s=6))
    status = await assist(house.config, house.path, "Rosa Beispiel", house.say, house.ask, again=False, pulse=False)
    [file] = (house.state / FOLDER).glob("*.json")
    kept = read(file)
    protocol = msgspec.json.decode(kept.body, type=Protocol)
    bad = {step: outcome for step, outcome in outcomes(protocol).items() if outcome != "ok"}
    assert bad == {("certificate", "until"): "skipped"}
    assert status == 1  # not all was looked at
    assert (protocol.person, file.stem) == ("Rosa Beispiel", protocol.ref)
    KEY.public_key().verify(kept.signature, b"hallenwart protocol 1\n" + kept.body, ECDSA(hashes.SHA256()))
    assert {"locker/1", "locker/2", "keypad", "netz", "loop", "rauch", "waerme", "tuer", "siren", "display", "adc"} <= {
        component for component, _ in outcomes(protocol)
    }
    assert [sounding.sounding for sounding in house.siren.history][:2] == [True, False]
    assert house.cabinet.unlocks == []
    assert not Notebook(house.state, wiring=protocol.wiring).begun


async def test_somebody_who_goes_away_goes_on_where_it_ended(rig, etc, broker, monkeypatch):
    house = House(rig, etc, broker)
    monkeypatch.setattr("hallenwart_edge.commissioning.command.Talk", lambda say, ask: Talk(say, ask, within_s=6))
    house.gone_at = "rauch"

    async def go() -> int:
        return await assist(house.config, house.path, "Rosa Beispiel", house.say, house.ask, again=False, pulse=False)

    assert await go() == 1
    assert "unterbrochen" in house.text
    assert not (house.state / FOLDER).exists()
    house.gone_at, house.told = "", []
    await go()
    assert "weiter, wo es aufhörte" in house.text
    assert not any("Notschlüssel" in each or "tippen" in each for each in house.told)
    [file] = (house.state / FOLDER).glob("*.json")
    protocol = msgspec.json.decode(read(file).body, type=Protocol)
    assert outcomes(protocol)["locker", "wiring"] == outcomes(protocol)["rauch", "test"] == "ok"


async def test_what_is_wrong_is_named_with_what_to_write(rig, etc, broker):
    house = House(rig, etc, broker, hook=False, swapped=True)
    house.answers |= {"zu hören": "nein", "ein Ausgang": "nein"}
    notebook = Notebook(house.state, wiring="w")
    assert not await house.assistant(notebook).run()
    found = {(step.component, step.step): (step.outcome, step.words) for step in notebook.notes.steps}
    assert found["locker/1", "wiring"] == ("failed", "hook_bit_when_closed = true")
    assert found["tuer", "direction"][0] == "failed"
    assert "tauschen" in found["tuer", "direction"][1]
    assert (found["siren", "heard"][0], found["display", "exits"][0]) == ("failed", "failed")
    assert found["keypad", "keys"][0] == "ok"


async def test_while_the_agent_runs_nothing_is_touched(rig, etc, broker):
    house = House(rig, etc, broker)
    house.state.mkdir()
    let_go = hold(house.state)
    try:
        with pytest.raises(EdgeError, match="systemctl stop hallenwart-edge"):
            await house.assistant().run()
    finally:
        let_go()
    assert house.told == []


async def test_a_siren_sounds_only_after_a_yes(rig, etc, broker, monkeypatch):
    house = House(rig, etc, broker)
    house.answers["Sind alle gewarnt"] = "nein"
    monkeypatch.setattr(assistants, "locker_looks", lambda *_, **__: nothing())
    await house.assistant().run()
    assert not any(sounding.sounding for sounding in house.siren.history)


async def nothing():
    return
    yield


def test_another_wiring_begins_anew(tmp_path: Path):
    from hallenwart_edge.commissioning.step import ok

    first = Notebook(tmp_path, wiring="a")
    first.note(ok("siren", "heard"), 1)
    assert Notebook(tmp_path, wiring="a").done("siren", "heard")
    assert not Notebook(tmp_path, wiring="b").begun


async def test_neighbours_are_heard_by_the_sites_key_alone(etc):
    port = free_port()
    peers = [Peer(device="nordpark-2", address="127.0.0.1:1"), Peer(device="nordpark-3", address="127.0.0.1:2")]
    link = SiteLink(listen=f"127.0.0.1:{port}", peers=peers)
    agent = Agent(device="nordpark-1", site="nordpark", credentials=str(etc / "credentials.toml"))

    async def speak() -> None:
        transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
            asyncio.DatagramProtocol, remote_addr=("127.0.0.1", port)
        )
        for device, key in (("nordpark-2", "22"), ("nordpark-3", "33")):
            said = Said(site="nordpark", dev=device, boot=1, seq=1, alarms=[], people={})
            transport.sendto(seal(said, key=bytes.fromhex(key * 32)))
        transport.close()

    asyncio.get_running_loop().call_later(0.1, lambda: asyncio.ensure_future(speak()))
    looks = {look.component: look.outcome async for look in peer_looks(AgentConfig(agent=agent, site_link=link), within_s=0.6)}
    assert looks == {"peer nordpark-2": "ok", "peer nordpark-3": "failed"}


async def test_a_protocol_is_told_once_and_sent_until_it_is_taken(tmp_path: Path, monkeypatch):
    from hallenwart_edge.commissioning import protocol as protocols

    made = Protocol(ref="r1", person="Rosa", made_ms=1, agent="0.1.0", wiring="w", steps=[])
    protocols.keep(tmp_path, made, KEY)
    monkeypatch.setattr(protocols, "AGAIN_S", 0.01)
    events, sent, cut = [], [], [True]

    class Outbox:
        async def event(self, event) -> None:
            events.append((event.kind, event.a))

    async def post(path: str, body: bytes) -> bytes:
        if cut:
            cut.pop()
            raise LinkDownError("cut")
        sent.append((path, body))
        return b""

    sending = asyncio.create_task(ProtocolSender(tmp_path, Outbox(), SystemClock(), post).run())
    await until(lambda: read(tmp_path / FOLDER / "r1.json").sent)
    await asyncio.sleep(0.05)
    sending.cancel()
    assert sent == [("/device/v1/protocol", encode(made))]
    assert events == [("protocol.made", {"ref": "r1", "ok": True})]
    assert is_well(made)
