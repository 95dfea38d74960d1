"""Rollouts by HTTP on a real backend: begun by the office, driven by what devices tell, read by devices with their key."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from hallenwart_backend.errors import ConfigError
from hallenwart_backend.fleet.rollouts.shelf import Shelf
from hallenwart_contract.bundles import seal_bundle
from hallenwart_contract.messages import Conn, Event
from hallenwart_contract.releases import Release
from support.backends import ADMIN, AMT, KERN, open_town

NEW = "0.2.0"
KEY = Ed25519PrivateKey.generate()


def bundle(folder, version=NEW, *, key=KEY, content=b"wheel" * 50):
    wheels = folder / f"wheels-{version}"
    wheels.mkdir(exist_ok=True)
    (wheels / f"hallenwart_edge-{version}-py3-none-any.whl").write_bytes(content)
    release = Release(version=version, made_ms=1_790_000_000_000, files=[], notes="Neu", least="0.1.0")
    seal_bundle(wheels, folder / "bundle.tar", release, key)
    return folder / "bundle.tar"


def with_key(state):
    state.mkdir(exist_ok=True)
    public = KEY.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    (state / "release_keys.toml").write_text(f'1 = "{public}"\n')
    return state


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        shelf = opened.backend.fleet_room.rollouts.shelf
        with_key(shelf._state)
        shelf.put(bundle(tmp_path))
        yield opened


async def post(town, path, body=None, *, email=ADMIN, status=200):
    answer = await (await town.signed_in(email)).post(f"/api/fleet/rollouts{path}", json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


async def states(town, rollout):
    answer = await (await town.signed_in(ADMIN)).get(f"/api/fleet/rollouts/{rollout}")
    return {each["device"]: each["state"] for each in answer.json()["targets"]}, answer.json()["state"]


def rollouts(town):
    return town.backend.fleet_room.rollouts


async def there(town, device, fw="0.1.0"):
    conn = Conn(dev=device, epoch="e", boot="b", conn=1, mono_ms=town.clock.mono_ms(), online=True, fw=fw)
    await town.backend.devices.fleet.on_conn(town.arrival(device), conn)


async def tell(town, device, kind, **a):
    event = Event(kind=kind, t_ms=town.clock.now_ms(), mono_ms=1, c="release", a={"of": "release", "version": NEW, **a})
    await rollouts(town).on_event(town.arrival(device), event)


BODY = {"version": NEW, "first": "sued-1", "shares": [50, 100], "pause_min": 10}


async def test_a_release_goes_from_the_chosen_device_to_all_and_every_step_is_on_record(town):
    begun = await post(town, "", BODY, status=201)
    assert (begun["waves"], begun["made_by"], begun["counts"]) == (3, "Ada Admin", {"waiting": 3})
    order = sorted(begun["targets"], key=lambda each: each["wave"])
    assert order[0]["device"] == "sued-1"
    for number, target in enumerate(order):
        for each in order:
            await there(town, each["device"])
        await rollouts(town).tick()
        rollouts(town)._asked.clear()  # no broker here: what became of the commands is another test's
        now, _ = await states(town, begun["id"])
        assert [now[each["device"]] for each in order] == ["done"] * number + ["asked"] + ["waiting"] * (2 - number)
        await tell(town, target["device"], "trial.begun")
        await tell(town, target["device"], "trial.confirmed")
        await rollouts(town).tick()
        town.clock.advance(10 * 60_000)
        await rollouts(town).tick()
    assert (await states(town, begun["id"]))[1] == "done"
    links = (await (await town.signed_in(ADMIN)).get("/api/evidence", params={"about": begun["id"]})).json()["links"]
    assert [link["said"].split(":")[0] for link in reversed(links)] == [NEW, "done"]


async def test_one_that_goes_back_stops_it_and_that_outlives_a_restart(town):
    begun = await post(town, "", BODY, status=201)
    await there(town, "sued-1")
    await rollouts(town).tick()
    await tell(town, "sued-1", "trial.begun")
    await rollouts(town).load()
    await tell(town, "sued-1", "trial.back", why="no connection")
    await rollouts(town).tick()
    answer = await (await town.signed_in(ADMIN)).get("/api/fleet/rollouts")
    [shown] = answer.json()["rollouts"]
    assert (shown["state"], shown["reason"]) == ("stopped", "sued-1: back no connection")
    assert answer.json()["releases"] == [
        {
            "version": NEW,
            "made_ms": 1_790_000_000_000,
            "notes": "Neu",
            "least": "0.1.0",
            "size": rollouts(town).shelf.all()[0].size,
        }
    ]
    await post(town, f"/{begun['id']}/resume", status=409)
    await post(town, "", BODY, status=201)


async def test_one_at_a_time_paused_resumed_skipped_and_stopped_by_a_person(town):
    begun = await post(town, "", BODY, status=201)
    assert (await post(town, "", BODY, status=409))["code"] == "one_at_a_time"
    assert (await post(town, f"/{begun['id']}/pause", email=AMT))["state"] == "paused"
    await there(town, "sued-1")
    await rollouts(town).tick()
    assert (await states(town, begun["id"]))[0]["sued-1"] == "waiting"
    await post(town, f"/{begun['id']}/resume")
    await post(town, f"/{begun['id']}/skip", {"device": "nowhere-1"}, status=404)
    skipped = await post(town, f"/{begun['id']}/skip", {"device": "sued-1"})
    assert skipped["counts"] == {"skipped": 1, "waiting": 2}
    assert (await post(town, f"/{begun['id']}/stop"))["state"] == "stopped"


async def test_what_cannot_go_out_is_refused(town):
    await post(town, "", BODY | {"version": "9.9.9"}, status=404)
    await post(town, "", BODY | {"first": "nowhere-1"}, status=404)
    await post(town, "", BODY | {"sites": ["nowhere"], "first": ""}, status=422)
    await post(town, "", BODY | {"shares": [50, 40, 100]}, status=422)
    await post(town, "", BODY | {"shares": [50]}, status=422)


async def test_a_caretaker_neither_sees_nor_begins_one_and_only_a_device_fetches_a_bundle(town):
    await post(town, "", BODY, email=KERN, status=403)
    caretaker = await town.signed_in(KERN)
    assert (await caretaker.get("/api/fleet/rollouts")).status_code == 403
    assert (await caretaker.get(f"/device/v1/releases/{NEW}")).status_code == 401


def test_a_bundle_that_is_not_ours_or_not_whole_never_comes_onto_the_shelf(tmp_path):
    shelf = Shelf(with_key(tmp_path / "state"))
    with pytest.raises(ConfigError, match="signature"):
        shelf.put(bundle(tmp_path, key=Ed25519PrivateKey.generate()))
    good = bundle(tmp_path)
    content = bytearray(good.read_bytes())
    content[content.rfind(b"wheel")] ^= 1
    good.write_bytes(content)
    with pytest.raises(ConfigError, match="not the file of the manifest"):
        shelf.put(good)
    (tmp_path / "state/releases").mkdir()
    (tmp_path / "state/releases/1.0.0.tar").write_bytes(b"by hand")
    assert shelf.all() == []
    assert shelf.find("1.0.0") is None
    assert shelf.find("../../signing.key") is None


def test_a_version_is_one_bundle_for_ever_and_the_newest_stands_first(tmp_path):
    shelf = Shelf(with_key(tmp_path / "state"))
    shelf.put(bundle(tmp_path))
    shelf.put(bundle(tmp_path))
    shelf.put(bundle(tmp_path, "0.10.0"))
    with pytest.raises(ConfigError, match="other content"):
        shelf.put(bundle(tmp_path, content=b"other"))
    assert [each.release.version for each in shelf.all()] == ["0.10.0", NEW]


def test_without_a_release_key_nothing_is_offered(tmp_path):
    with pytest.raises(ConfigError, match=r"release_keys\.toml"):
        Shelf(tmp_path).put(bundle(tmp_path))
