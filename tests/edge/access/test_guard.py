"""Codes: what opens, what is counted, and what a power cut or a broken card must not undo."""

import asyncio

import pytest

from hallenwart_contract.codes import duress_of
from hallenwart_contract.documents import Grants
from hallenwart_edge.access import guard as guard_module
from hallenwart_edge.access.entry import Entry
from hallenwart_edge.access.lockout import DAY_MS, MAX_PER_DAY
from hallenwart_edge.access.rules import Method, Purpose, Refusal
from support.edge_time import until
from support.gate import DAY, HOUR, MINUTE, Gate, quick_hash

CODE, STAFF, SEASON = "471108156677", "903175248810", "582913470022"
SHORT = CODE[:8]


@pytest.fixture
def gate(tmp_path, monkeypatch):
    monkeypatch.setattr(guard_module, "code_hash", quick_hash)
    return Gate(tmp_path, hashing=quick_hash)


def broken_card(monkeypatch):
    def refuse(*_):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("hallenwart_edge.access.ledger._overwrite", refuse)


async def wrong(gate, times=1):
    """Type wrong codes as fast as the pad takes them."""
    for number in range(times):
        await gate.clock.advance(gate.guard.pad.wait_ms / 1000)
        decision = await gate.type(f"{number:08d}")
        assert decision.refusal is Refusal.WRONG


async def test_the_real_hash_runs_once_per_entry_and_opens(tmp_path, monkeypatch):
    gate, runs = Gate(tmp_path), []
    gate.allow(*(gate.grant(f"g{number}", CODE) for number in range(3)), gate.pin("season", SEASON))
    real = guard_module.code_hash
    monkeypatch.setattr(guard_module, "code_hash", lambda *args, **kwargs: runs.append(1) or real(*args, **kwargs))
    assert (await gate.type(SHORT)).granted
    assert len(runs) == 1


async def test_eight_digits_twelve_digits_and_the_duress_code_open_alike(gate):
    gate.allow(gate.grant("g1", CODE, slots=(2, 3)))
    short, long, forced = [await gate.type(code) for code in (SHORT, CODE, duress_of(CODE))]
    assert (short.method, long.method, forced.method) == (Method.PIN, Method.LONG, Method.LONG)
    assert {each.slots for each in (short, long, forced)} == {(2, 3)}
    assert [each.duress for each in (short, long, forced)] == [False, False, True]
    assert (forced.refusal, forced.due_ms, forced.who, forced.booking) == (None, short.due_ms, "who-g1", "b-g1")


async def test_staff_has_long_codes_alone_and_chooses(gate):
    gate.allow(gate.grant("hausmeister", STAFF, slots=(1, 2, 3), staff=True, emergency=True))
    assert (await gate.type(STAFF[:8])).refusal is Refusal.WRONG
    decision = await gate.type(STAFF)
    assert (decision.slots, decision.choose, decision.staff, decision.emergency) == ((1, 2, 3), True, True, True)
    gate.trust = "bad"
    assert (await gate.type(STAFF)).granted


async def test_a_season_pin_opens_only_the_grants_that_name_it(gate):
    season = gate.pin("season", SEASON, who="trainer")
    own = gate.grant("own", slots=(4,), creds=["season"], window=(gate.now_ms, gate.now_ms + HOUR))
    gate.allow(own, gate.grant("other", CODE, slots=(5,)), season)
    decision = await gate.type(SEASON[:8])
    assert (decision.grant, decision.slots, decision.cred, decision.who) == ("own", (4,), "season", "trainer")
    assert (await gate.type(duress_of(SEASON))).duress
    gate.allow(own, season, deny=["season"])
    assert (await gate.type(SEASON[:8])).refusal is Refusal.DENIED
    gate.allow(gate.grant("other", CODE), season)
    assert (await gate.type(SEASON[:8])).refusal is Refusal.WRONG


async def test_at_the_cap_the_pad_takes_long_codes_only_and_tomorrow_short_ones_again(gate):
    gate.allow(gate.grant("g1", CODE, window=(gate.now_ms, gate.now_ms + 3 * DAY)))
    await wrong(gate, MAX_PER_DAY)
    await gate.clock.advance(gate.guard.pad.wait_ms / 1000)
    assert gate.guard.pad.capped
    assert (await gate.type(SHORT)).refusal is Refusal.CAPPED
    assert (await gate.scan(SHORT)).refusal is Refusal.CAPPED
    assert (await gate.type(CODE)).granted
    await gate.clock.advance(DAY_MS / 1000)
    assert not gate.guard.pad.capped
    assert (await gate.type(SHORT)).granted


async def test_during_a_pause_a_right_code_is_not_looked_at_and_a_long_one_is(gate, monkeypatch):
    gate.allow(gate.grant("g1", CODE))
    await wrong(gate, 4)
    assert gate.guard.pad.wait_ms == 30_000
    assert (await gate.type(SHORT)).refusal is Refusal.WAIT
    assert gate.guard.wrong_today == 4
    assert (await gate.type(CODE)).granted


async def test_a_wrong_long_code_makes_only_the_next_long_one_wait(gate):
    gate.allow(gate.grant("g1", CODE))
    assert (await gate.type("111122223333")).refusal is Refusal.WRONG
    assert (gate.guard.pad.long_wait_ms, gate.guard.wrong_today) == (5_000, 0)
    assert (await gate.type(CODE)).refusal is Refusal.WAIT
    assert (await gate.type(SHORT)).granted
    await gate.clock.advance(5)
    assert (await gate.type(CODE)).granted


async def test_two_pads_at_once_get_one_answer_after_the_other(gate):
    gate.allow(gate.grant("g1", CODE))
    await wrong(gate, 2)
    answers = await asyncio.gather(*(gate.type(f"5000000{number}") for number in range(6)))
    assert [each.refusal for each in answers] == [Refusal.WRONG, *[Refusal.WAIT] * 5]


async def test_pulling_the_plug_while_a_code_is_checked_leaves_it_counted(gate, monkeypatch):
    gate.allow(gate.grant("g1", CODE))

    class PlugPulledError(Exception):
        pass

    def pull(*_):
        raise PlugPulledError

    for _ in range(3):
        with monkeypatch.context() as at_the_plug:
            at_the_plug.setattr(guard_module.rules, "decide", pull)
            with pytest.raises(PlugPulledError):
                await gate.type("12345678")
        gate.restart()
    assert gate.guard.wrong_today == 3
    assert gate.guard.pad.wait_ms == 10_000
    assert (await gate.type(SHORT)).refusal is Refusal.WAIT


async def test_power_cycles_restart_the_full_pause_and_never_help(gate):
    await wrong(gate, 5)
    await gate.clock.advance(100)
    gate.restart()
    assert gate.guard.pad.wait_ms == 120_000
    for _ in range(40):
        gate.restart()
        await gate.clock.advance(gate.guard.pad.wait_ms / 1000)
        if (await gate.type("00000000")).refusal is Refusal.CAPPED:
            break
    assert gate.guard.wrong_today == MAX_PER_DAY


async def test_a_right_code_forgives_the_row_and_the_office_everything(gate):
    gate.allow(gate.grant("g1", CODE))
    await wrong(gate, 3)
    await gate.clock.advance(10)
    assert (await gate.type(SHORT)).granted
    assert (gate.guard.pad.tries_left, gate.guard.wrong_today) == (3, 3)
    await wrong(gate, 4)
    await gate.guard.unlockout()
    gate.restart()
    assert (gate.guard.pad.wait_ms, gate.guard.wrong_today) == (0, 0)


async def test_a_code_far_from_its_window_is_answered_and_counted_like_a_wrong_one(gate):
    gate.allow(gate.grant("next week", CODE, window=(gate.now_ms + 7 * DAY, gate.now_ms + 7 * DAY + HOUR)))
    assert (await gate.type(SHORT)).refusal is Refusal.WRONG
    assert (gate.guard.wrong_today, gate.guard.pad.tries_left) == (1, 2)
    await gate.clock.advance((7 * DAY - 2 * HOUR) / 1000)
    assert (await gate.type(SHORT)).refusal is Refusal.EARLY
    assert gate.guard.wrong_today == 0


@pytest.mark.parametrize("trust", ["held", "bad"])
async def test_without_a_clock_the_pad_confirms_no_code_and_keys_come_home(gate, trust):
    gate.allow(gate.grant("g1", CODE, slots=(1, 2)))
    await gate.take(await gate.type(SHORT), 2)
    gate.trust = trust
    decision = await gate.type(SHORT)
    assert (decision.purpose, decision.slots, decision.clk) == (Purpose.RETURN, (2,), trust)
    gate.held.clear()
    right, unknown = await gate.type(SHORT), await gate.type("00000000")
    assert (right.refusal, right.grant) == (unknown.refusal, unknown.grant) == (Refusal.NO_CLOCK, "")
    assert gate.guard.wrong_today == 2


async def test_a_key_comes_home_with_each_of_its_codes_when_right_and_document_are_gone(gate):
    gate.allow(gate.grant("g1", CODE))
    await gate.take(await gate.type(SHORT))
    gate.grants = None
    short, long, forced = [await gate.type(code) for code in (SHORT, CODE, duress_of(CODE))]
    assert [each.purpose for each in (short, long, forced)] == [Purpose.RETURN] * 3
    assert [each.duress for each in (short, long, forced)] == [False, False, True]
    assert (await gate.type("00000000")).refusal is Refusal.WRONG


async def test_a_key_fetched_under_an_older_salt_comes_home(gate):
    gate.allow(gate.grant("g1", CODE))
    await gate.take(await gate.type(SHORT))
    gate.grants = Grants(rev=9, salt=b"another salt 16b", g=[])
    assert (await gate.type(SHORT)).purpose is Purpose.RETURN


async def test_after_a_return_the_holding_still_knows_its_codes(gate):
    gate.allow(gate.grant("g1", CODE))
    await gate.take(await gate.type(SHORT))
    gate.allow()
    again = await gate.type(CODE)
    assert again.purpose is Purpose.RETURN
    await gate.take(again)
    assert (await gate.type(SHORT)).purpose is Purpose.RETURN


async def test_a_card_that_takes_nothing_gives_no_free_guesses(gate, monkeypatch):
    gate.allow(gate.grant("g1", CODE, window=(gate.now_ms, gate.now_ms + DAY)))
    with monkeypatch.context() as dying:
        broken_card(dying)
        assert (await gate.type("00000000")).refusal is Refusal.CAPPED
        assert (await gate.type(SHORT)).refusal is Refusal.CAPPED
        assert (gate.guard.pad.capped, gate.guard.trouble, gate.guard.wrong_today) == (True, "unwritable", 0)
        assert (await gate.type(CODE)).granted
    keeping = asyncio.create_task(gate.guard.keep(lambda: gate.held))
    await until(lambda: not gate.guard.trouble)
    keeping.cancel()
    assert (await gate.type(SHORT)).granted


async def test_a_use_limit_counts_fetches_and_not_returns(gate):
    gate.allow(gate.grant("g1", CODE, uses=2, slots=(1, 2)))
    for _ in range(2):
        await gate.take(await gate.type(SHORT))
        home = await gate.type(SHORT)
        assert (home.purpose, home.slots) == (Purpose.RETURN, (1, 2))
        gate.held.clear()
    gate.restart()
    assert (await gate.type(SHORT)).refusal is Refusal.USED_UP


async def test_an_opening_that_took_no_key_is_not_counted_twice_unless_the_power_was_cut(gate):
    gate.allow(gate.grant("g1", CODE, uses=1))
    assert (await gate.type(SHORT)).granted
    assert (await gate.type(SHORT)).granted
    gate.restart()
    assert (await gate.type(SHORT)).refusal is Refusal.USED_UP


async def test_a_key_that_is_out_makes_its_fetch_final_whoever_forgets_to_say_so(gate):
    gate.allow(gate.grant("g1", CODE, uses=1))
    decision = await gate.type(SHORT)
    gate.held[1] = decision.holding(gate.now_ms)
    await gate.settle()
    gate.held.clear()
    assert (await gate.type(SHORT)).refusal is Refusal.USED_UP


async def test_a_limited_fetch_is_refused_when_it_cannot_be_kept(gate, monkeypatch):
    gate.allow(gate.grant("g1", CODE, uses=1))
    with monkeypatch.context() as dying:
        broken_card(dying)
        decision = await gate.type(CODE)
    assert (decision.refusal, decision.slots) == (Refusal.NOT_KEPT, ())
    assert (await gate.type(CODE)).granted


async def test_out_of_service_opens_for_staff_and_for_a_return(gate):
    rights = (gate.grant("g1", CODE, slots=(1, 2)), gate.grant("hausmeister", STAFF, slots=(1,), staff=True))
    gate.allow(*rights, out_of_service=[1])
    assert (await gate.type(SHORT)).slots == (2,)
    assert (await gate.type(STAFF)).slots == (1,)
    gate.allow(*rights, out_of_service=[1, 2])
    assert (await gate.type(SHORT)).refusal is Refusal.OUT_OF_SERVICE
    gate.held[1] = gate.held[2] = (await gate.type(STAFF)).holding(0)
    gate.held[1] = gate.held[1].__class__("g1")
    assert (await gate.type(SHORT)).slots == (1,)


async def test_who_goes_from_one_hall_to_the_next_hands_back_and_fetches_in_one_go(gate):
    first = gate.grant("first", slots=(1,), creds=["season"], window=(gate.now_ms - HOUR, gate.now_ms + 5 * MINUTE))
    second = gate.grant("second", slots=(2,), creds=["season"], window=(gate.now_ms + 5 * MINUTE, gate.now_ms + HOUR))
    gate.allow(first, second, gate.pin("season", SEASON, who="trainer"))
    fetched = await gate.type(SEASON[:8])
    assert (fetched.grant, fetched.slots) == ("first", (1,))
    await gate.take(fetched)
    swapped = await gate.type(SEASON[:8])
    assert (swapped.grant, swapped.slots, swapped.purpose) == ("second", (1, 2), Purpose.USE)


async def test_any_length_but_the_three_is_wrong_and_costs_nothing(gate):
    for digits in ("", "1", "1234567", "1234567890"):
        assert (await gate.guard.code(Entry(digits), gate.grants, {})).refusal is Refusal.WRONG
    assert gate.guard.wrong_today == 0
