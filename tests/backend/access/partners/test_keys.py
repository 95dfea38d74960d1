"""Keys of booking systems: made once, stored hashed, closed for good, not to be tried out."""

import pytest
from sqlalchemy import select

from hallenwart_backend.access.partners.tables import systems
from hallenwart_backend.cli import main
from support.backends import ADMIN, HOUR_MS, open_town
from support.partner_town import System, new_system


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def test_the_office_makes_a_key_sees_its_use_and_closes_it(town, tmp_path):
    ada = await town.signed_in(ADMIN)
    made = (await ada.post("/api/partners", json={"name": "Stadtbuchung", "sites": ["nordpark"]})).json()
    system = System(town, made["id"], made["key"], town.stranger())
    grant = await system.done("POST", "/grants", system.wish())
    assert (await system.ask("POST", "/grants", system.wish())).status_code == 409
    (listed,) = (await ada.get("/api/partners")).json()["partners"]
    assert (listed["name"], listed["sites"], listed["used_ms"]) == ("Stadtbuchung", ["nordpark"], town.clock.now_ms())
    assert made["key"] not in (await ada.get("/api/partners")).text
    assert all(made["key"].encode() not in path.read_bytes() for path in tmp_path.glob("records.db*"))
    for _ in range(2):
        assert (await ada.delete(f"/api/partners/{made['id']}")).status_code == 204
    refused = await system.ask("GET", "/places")
    assert (refused.status_code, refused.json()["code"]) == (401, "bad_key")
    await town.backend.desk.publish_all()
    assert len(town.backend.publisher.wanted("nordpark-1", "grants").g) == 1  # people have booked: what was granted stays
    log = (await ada.get(f"/api/partners/{made['id']}/log")).json()["entries"]
    assert [(one["action"], one["outcome"], one["by"]) for one in reversed(log)] == [
        ("key_made", "ok", "Ada Admin"),
        ("grant", "ok", ""),
        ("grant", "compartments_unavailable", ""),
        ("key_revoked", "ok", "Ada Admin"),
    ]
    assert log[2]["grant"] == grant["id"]


@pytest.mark.parametrize(
    "wrong",
    [
        "Bearer hwp_ab_cd",
        "Bearer x",
        "Bearer ",
        "Basic eDp5",
        "",
        "Bearer {key}x",
        "Bearer {key} ",
        "Bearer {short}",
    ],
)
async def test_a_wrong_key_opens_nothing(town, wrong):
    system = await new_system(town)
    header = wrong.format(key=system.key, short=system.key[:-1])
    answer = await system.browser.get("/partner/v1/places", headers={"Authorization": header} if header else {})
    if wrong.endswith(" ") and "key" in wrong:
        assert answer.status_code == 200  # what HTTP trims is no part of the key
        return
    assert (answer.status_code, answer.json()["code"]) == (401, "bad_key")
    assert set(answer.json()["message"]) == {"de", "en"}


async def test_the_key_is_compared_whole_and_in_constant_time(town, monkeypatch):
    compared = []
    real = __import__("hmac").compare_digest
    monkeypatch.setattr("hmac.compare_digest", lambda left, right: compared.append((left, right)) or real(left, right))
    system = await new_system(town)
    for key in (system.key, "hwp_unknown_secret", f"hwp_{system.id}_secret"):
        compared.clear()
        await system.browser.get("/partner/v1/places", headers={"Authorization": f"Bearer {key}"})
        assert [len(left) for left, right in compared if len(left) == len(right) == 64] == [64]
    stored = await town.backend.records.read(lambda connection: connection.execute(select(systems)).one())
    assert system.key not in str(stored)


async def test_who_asks_too_fast_waits_and_others_do_not(town):
    system, other = await new_system(town), await new_system(town, name="Andere")
    answers = [(await system.ask("GET", "/places")).status_code for _ in range(62)]
    assert (answers.count(200), answers.count(429)) == (60, 2)
    slow = await system.ask("GET", "/places")
    assert (slow.json()["code"], slow.headers["Retry-After"]) == ("too_fast", "1")
    assert (await other.ask("GET", "/places")).status_code == 200
    town.clock.advance(1_000)
    assert (await system.ask("GET", "/places")).status_code == 200


async def test_wrong_keys_cannot_be_tried_out_fast_nor_lock_out_the_right_one(town):
    system = await new_system(town)
    wrong = System(town, system.id, f"hwp_{system.id}_{'0' * 64}", system.browser)
    answers = [(await wrong.ask("GET", "/places")).status_code for _ in range(62)]
    assert (answers.count(401), answers.count(429)) == (60, 2)
    assert (await system.ask("GET", "/places")).status_code == 200


async def test_the_command_line_makes_lists_and_closes_keys(tmp_path, capsys):
    async with open_town(tmp_path):
        pass
    state = ["--state", str(tmp_path)]
    assert (
        main(["admin", "partner", "add", "Stadtbuchung", "--sites", "nordpark", "--compartments", "nordpark-1/8", *state]) == 0
    )
    system, key = capsys.readouterr().out.split()
    assert key.startswith(f"hwp_{system}_")
    assert main(["admin", "partner", "add", "X", "--sites", "mond", *state]) == 1
    assert "no such site or compartment: mond; sites are: nordpark, sued" in capsys.readouterr().err
    async with open_town(tmp_path, keep=True) as town:
        speaking = System(town, system, key, town.stranger())
        await speaking.done("GET", "/places")
    assert main(["admin", "partner", "revoke", system, *state]) == 0
    assert main(["admin", "partner", "revoke", "nobody", *state]) == 1
    capsys.readouterr()
    assert main(["admin", "partner", "list", *state]) == 0
    assert "Stadtbuchung  used 2026-11-23" in (listed := capsys.readouterr().out)
    assert listed.rstrip().endswith("closed")


async def test_what_is_over_shows_no_code_and_keeps_its_steps(town):
    system = await new_system(town)
    grant = await system.done("POST", "/grants", system.wish())
    town.clock.advance(9 * HOUR_MS)
    await town.backend.desk.publish_all()
    shown = await system.done("GET", f"/grants/{grant['id']}")
    assert (shown["state"], shown["code"], shown["extra"], shown["passes"]) == ("granted", None, None, [])
    refused = await system.ask("PATCH", f"/grants/{grant['id']}", {"to_ms": town.clock.now_ms() + HOUR_MS})
    assert (refused.status_code, refused.json()["code"]) == (409, "over")
