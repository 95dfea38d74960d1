"""Plans come from their seed alone; reports claim what the runs support; a black box knows what was stored."""

import json

import pytest

from chaos import black_box, plan, registry, report
from chaos.plan import LASTS_S, draw
from hallenwart_contract.clock import clock_from


@pytest.fixture(autouse=True, scope="module")
def loaded():
    registry.load()


def test_a_seed_is_a_plan():
    assert [draw(seed) for seed in range(20)] == [draw(seed) for seed in range(20)]
    assert len({json.dumps(draw(seed).described()) for seed in range(200)}) == 200


def test_two_hundred_seeds_hold_every_fault_and_no_two_on_one_part_at_once():
    plans = [draw(seed) for seed in range(1, 201)]
    assert {one.kind for each in plans for one in each.faults} == set(registry.FAULTS)
    for each in plans:
        assert all(one.ends_s <= LASTS_S + 0.5 for one in each.faults)
        for at, one in enumerate(each.faults):
            for other in each.faults[at + 1 :]:
                shared = registry.FAULTS[one.kind].hits(one.how) & registry.FAULTS[other.kind].hits(other.how)
                assert not (shared and plan._meet(one, other)), each.lines()


@pytest.mark.parametrize(("runs", "bound"), [(3, "100.0%"), (200, "1.5%")])
def test_the_bound_is_the_rule_of_three(runs, bound):
    assert bound in report.bound([{"seed": seed, "wrong": []} for seed in range(runs)])


def test_no_bound_is_claimed_where_a_run_failed():
    said = report.summary([{"seed": 7, "wrong": ["rows lost"]}, {"seed": 8, "wrong": []}])
    assert "7" in said
    assert "p <" not in said


def test_a_row_between_will_and_did_may_exist(tmp_path):
    log = tmp_path / "log"
    deeds = [
        {"what": "will", "n": 1, "s": "e", "rows": ["one"]},
        {"what": "did", "n": 1},
        {"what": "will", "n": 2, "s": "e", "rows": ["full"]},
        {"what": "not", "n": 2},
        {"what": "will", "n": 3, "s": "e", "rows": ["killed"]},
    ]
    log.write_text("\n".join(map(json.dumps, deeds)) + '\n{"what": "di')
    witness = black_box.read(log)
    assert (dict(witness.stored), dict(witness.maybe)) == ({("e", "one"): 1}, {("e", "killed"): 1})


def test_a_clock_is_set_by_its_file_while_it_runs(tmp_path):
    path, system = tmp_path / "clock", clock_from("system")
    clock = clock_from(f"set:{path}")
    assert abs(clock.now_ms() - system.now_ms()) < 1_000
    path.write_text("3600000 held")
    assert abs(clock.now_ms() - system.now_ms() - 3_600_000) < 1_000
    assert clock.trust == "held"
    path.write_text("nonsense")
    assert clock.trust == "held"
    assert abs(clock.mono_ms() - system.mono_ms()) < 1_000
