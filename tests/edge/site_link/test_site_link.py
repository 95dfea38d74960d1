"""Three Pis of one site on loopback: alarms arrive at once, and nobody believes a forgery or a replay."""

import asyncio
import contextlib
import dataclasses
import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_contract.clock import SystemClock
from hallenwart_contract.messages import Alarm
from hallenwart_contract.people import PlaceCount
from hallenwart_contract.site_link import LOST_AFTER_MS, MAX_DATAGRAM_BYTES, Look, PeerDoor, PeerEye, Said, ZoneAlarm, seal
from hallenwart_contract.view import CameraNow
from hallenwart_edge.board import SharedBoard
from hallenwart_edge.site_link.agent import SiteLinkAgent, SiteLinkSettings
from hallenwart_edge.site_link.rules import Peers, next_boot, shorter

KEY = b"k" * 32
FIRE = ZoneAlarm(id="a1", zone="geraeteraum", cause="own", since_ms=1)
NAMES = ("nordpark-1", "nordpark-2", "nordpark-3")


def free_address():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()


@pytest.fixture
async def site(tmp_path):
    addresses = {name: free_address() for name in NAMES}
    nodes = {}
    async with asyncio.TaskGroup() as group:
        tasks = []
        for name in NAMES:
            settings = SiteLinkSettings(
                site="nordpark",
                device=name,
                site_keys=lambda: (KEY,),
                listen=addresses[name],
                peers={other: address for other, address in addresses.items() if other != name},
                boot_file=tmp_path / name,
            )
            nodes[name] = SiteLinkAgent(settings=settings, board=SharedBoard(), clock=SystemClock())
            tasks.append(group.create_task(nodes[name].run()))
        one = nodes["nordpark-1"]
        one.say([])
        await heard(nodes["nordpark-2"], {"nordpark-1": [], "nordpark-3": []}, hurry=[*nodes.values()])
        yield nodes
        for task in tasks:
            task.cancel()


async def test_a_count_reaches_the_displays_of_the_site_at_once_and_goes_with_its_source(site):
    one, two = site["nordpark-1"], site["nordpark-2"]
    one._board.set_people("nordpark", 24)
    await until(lambda: two.people() == {"nordpark": 24})
    peers = Peers("nordpark", ("nordpark-1",))
    peers.take(Said(site="nordpark", dev="nordpark-1", boot=1, seq=1, people={"nordpark": 24}), now_mono_ms=0)
    assert peers.people(now_mono_ms=LOST_AFTER_MS) == {"nordpark": 24}
    assert peers.people(now_mono_ms=LOST_AFTER_MS + 1) == {"nordpark": None}


async def test_doors_and_words_reach_the_peers_at_once(site):
    one, two = site["nordpark-1"], site["nordpark-2"]
    look = Look(
        doors={"tuer": PeerDoor("nordpark", [1], [], 8, 3)}, eyes={"radar": PeerEye("nordpark", [], False, True)}, keys={"": 1}
    )
    one._board.set_counts([PlaceCount(hall="nordpark", use="busy", sure=0.9)], [], [])
    one._board.set_look(look)
    await until(lambda: two.looks().get("nordpark-1") == look and two.uses() == {"nordpark": "busy"})


async def test_cameras_and_dangers_reach_the_displays_of_the_site_at_once(site):
    one, two = site["nordpark-1"], site["nordpark-2"]
    one._board.set_cameras([CameraNow(id="k", hall="nordpark", word="live", since_ms=1)])
    carbon = Alarm(id="c", type="co", phase="raise", sev="crit", zone="Heizraum", t_ms=7)
    one._board.set_alarms([carbon], [], siren=False)
    danger = ZoneAlarm(id="c", zone="Heizraum", cause="co", since_ms=7)
    await until(lambda: two.cameras() == {"nordpark": True} and two.dangers().get("nordpark-1") == [danger])
    assert two.heard()["nordpark-1"] == []


def test_of_a_silent_peer_nobody_knows_whether_its_camera_runs_and_whose_counts_are_old():
    peers = Peers("nordpark", ("a", "b"))
    said = Said(site="nordpark", dev="a", boot=1, seq=1, cameras={"nordpark": False}, people={"nordpark": 3, "sued": 1})
    peers.take(said, now_mono_ms=0)
    peers.take(Said(site="nordpark", dev="b", boot=1, seq=1, people={"sued": 1}), now_mono_ms=9_000)
    assert (peers.cameras(now_mono_ms=9_000), peers.unheard(now_mono_ms=9_000)) == ({"nordpark": False}, frozenset())
    later = LOST_AFTER_MS + 1
    assert (peers.cameras(now_mono_ms=later), peers.unheard(now_mono_ms=later)) == ({"nordpark": None}, {"nordpark"})


@given(st.integers(0, 20), st.integers(0, 60))
@settings(max_examples=30, deadline=None)
def test_alarms_outweigh_everything_else_in_a_datagram(alarms, halls):
    many = {f"halle-{number:03}": number for number in range(halls)}
    said = Said(
        site="nordpark",
        dev="a",
        boot=1,
        seq=1,
        alarms=[ZoneAlarm(id=f"a{number}", zone="geraeteraum", cause="own", since_ms=1) for number in range(alarms)],
        people=many,
        use=dict.fromkeys(many, "busy"),
        cameras=dict.fromkeys(many, True),
        dangers=[ZoneAlarm(id="c", zone="Heizraum", cause="co", since_ms=7)],
    )
    sent = next(each for each in shorter(said) if len(seal(each, key=KEY)) <= MAX_DATAGRAM_BYTES)
    assert sent == said or not sent.use
    assert sent.alarms == said.alarms or not (sent.people or sent.cameras)
    assert len(sent.alarms) == alarms or len(sent.alarms) >= 10
    assert sent.dangers == said.dangers


def test_of_several_words_busy_outweighs_and_a_silent_peer_says_nothing():
    peers = Peers("nordpark", ("a", "b"))
    for device, word, at_ms in (("a", "free", 0), ("b", "busy", 9_000)):
        said = Said(site="nordpark", dev=device, boot=1, seq=1, use={"nordpark": word, "sued": "free", device: "of tomorrow"})
        peers.take(said, now_mono_ms=at_ms)
    assert peers.uses(now_mono_ms=10_000) == {"nordpark": "busy", "sued": "free", "a": "unknown", "b": "unknown"}
    assert peers.uses(now_mono_ms=LOST_AFTER_MS + 5_000)["sued"] == "unknown"
    assert peers.looks(now_mono_ms=LOST_AFTER_MS + 5_000) == {"a": None, "b": Look()}


async def test_alarms_go_out_before_what_is_seen(site):
    one, two = site["nordpark-1"], site["nordpark-2"]
    doors = {f"tuer-{number}": PeerDoor("nordpark", [1], [], 8_000, 8_000) for number in range(60)}
    one._board.set_look(Look(doors=doors))
    alarms = [ZoneAlarm(id=f"z{number}", zone="foyer", cause="own", since_ms=1) for number in range(5)]
    one.say(alarms)
    await until(lambda: two.heard().get("nordpark-1") == alarms)
    assert two.looks()["nordpark-1"] == Look()


async def test_a_peer_is_not_told_as_silent_before_it_could_speak(site):
    lonely = SiteLinkAgent(
        settings=dataclasses.replace(site["nordpark-1"]._settings, device="nordpark-4"),
        board=SharedBoard(),
        clock=SystemClock(),
    )
    lonely._show()
    assert lonely.heard() == dict.fromkeys(lonely._settings.peers)
    assert lonely._board.site_link == {}
    lonely._started_ms -= LOST_AFTER_MS + 1
    lonely._show()
    assert set(lonely._board.site_link.values()) == {False}


async def until(condition):
    async with asyncio.timeout(180):
        while not condition():  # noqa: ASYNC110 - datagrams come when they come
            await asyncio.sleep(0.005)


async def heard(node, expected, hurry=()):
    async with asyncio.timeout(180):
        while node.heard() != expected:
            for other in hurry:
                other.say([])
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(0.1):
                    await node.changed()


async def test_an_alarm_and_its_end_reach_every_pi_at_once(site, monkeypatch):
    monkeypatch.setattr("hallenwart_edge.site_link.rules.EVERY_ALARM_MS", 600_000)  # nothing is said again in this test
    monkeypatch.setattr("hallenwart_edge.site_link.rules.EVERY_QUIET_MS", 600_000)
    site["nordpark-1"].say([FIRE])
    for other in ("nordpark-2", "nordpark-3"):
        await until(lambda other=other: site[other].heard()["nordpark-1"] == [FIRE])
    site["nordpark-1"].say([])
    await heard(site["nordpark-2"], {"nordpark-1": [], "nordpark-3": []})
    assert site["nordpark-2"]._board.site_link == {"nordpark-1": True, "nordpark-3": True}


async def test_forged_foreign_and_replayed_datagrams_change_nothing(site):
    node = site["nordpark-2"]
    boot = site["nordpark-1"]._boot
    said = Said(site="nordpark", dev="nordpark-1", boot=boot, seq=10**6, alarms=[FIRE])
    lies = [
        seal(said, key=b"x" * 32),
        seal(said, key=KEY)[:-1],
        b"",
        b"{}" + b"0" * 32,
        seal(Said(site="sued", dev="nordpark-1", boot=boot, seq=10**6, alarms=[FIRE]), key=KEY),
        seal(Said(site="nordpark", dev="nordpark-9", boot=boot, seq=10**6, alarms=[FIRE]), key=KEY),
        seal(Said(site="nordpark", dev="nordpark-1", boot=boot, seq=1, alarms=[FIRE]), key=KEY),
        seal(Said(site="nordpark", dev="nordpark-1", boot=boot - 1, seq=10**9, alarms=[FIRE]), key=KEY),
    ]
    before = node.refused
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as attacker:
        for lie in lies:
            attacker.sendto(lie, node._settings.listen)
    await until(lambda: node.refused >= before + len(lies))
    assert node.heard()["nordpark-1"] == []


async def test_a_restarted_pi_is_believed_again(site, tmp_path):
    settings = site["nordpark-3"]._settings
    again = SiteLinkAgent(
        settings=dataclasses.replace(settings, listen=free_address()), board=SharedBoard(), clock=SystemClock()
    )
    again.say([FIRE])
    task = asyncio.create_task(again.run())
    await until(lambda: site["nordpark-2"].heard()["nordpark-3"] == [FIRE])
    task.cancel()


def said(boot=1, seq=1):
    return Said(site="s", dev="d", boot=boot, seq=seq, alarms=[FIRE])


def test_silence_is_not_the_all_clear():
    peers = Peers("s", ["d"])
    assert peers.alarms(now_mono_ms=0) == {"d": None}
    peers.take(said(), now_mono_ms=0)
    assert peers.alarms(now_mono_ms=LOST_AFTER_MS) == {"d": [FIRE]}
    assert peers.alarms(now_mono_ms=LOST_AFTER_MS + 1) == {"d": None}


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=40))
def test_only_what_is_newer_is_believed(datagrams):
    peers, newest = Peers("s", ["d"]), (0, 0)
    for boot, seq in datagrams:
        assert peers.take(said(boot, seq), now_mono_ms=0) == ((boot, seq) > newest)
        newest = max(newest, (boot, seq))


@given(st.integers(0, 2**45), st.integers(0, 2**45))
def test_every_start_counts_higher(now_ms, stored):
    assert next_boot(now_ms=now_ms, stored=stored) > stored
