"""Somebody is told in time that the keeper is away or its list runs out, once, and that it is back."""

from hallenwart_backend.fleet.enrolment.guarding import LIST_LEAST_MS, LOOK_EVERY_MS, PATIENCE, Guarding
from hallenwart_backend.fleet.enrolment.ports import KeeperAwayError
from hallenwart_contract.keeper import Standing
from support.backends import SetClock
from support.incident_log import IncidentLog

NOW_MS = 1_795_431_600_000


class Keeping:
    """A keeper that answers, or does not."""

    def __init__(self) -> None:
        self.away = False
        self.left_ms = 30 * 86_400_000

    async def standing(self) -> Standing:
        if self.away:
            raise KeeperAwayError("gone")
        until_ms = NOW_MS + self.left_ms
        return Standing(
            ca_until_ms=0, ca_fingerprint="", crl_until_ms=until_ms, crl_made_ms=0, broker_reloaded=True, issued=0, revoked=0
        )


async def looks(guarding: Guarding, clock: SetClock, count: int) -> None:
    for _ in range(count):
        clock.steady_ms += LOOK_EVERY_MS
        await guarding.look()


async def test_a_keeper_that_stays_away_is_told_once_and_its_return_too():
    keeper, log, clock = Keeping(), IncidentLog(), SetClock(NOW_MS)
    guarding = Guarding(keeper, log, clock, used=True)
    keeper.away = True
    await looks(guarding, clock, PATIENCE - 1)
    assert log.reported == []
    await looks(guarding, clock, 3)
    assert [(cause.kind, cause.sev, cause.detail) for cause in log.reported] == [("authority", "warn", "away")]
    keeper.away = False
    await looks(guarding, clock, 2)
    assert [cleared[0] for cleared in log.cleared][-1:] == ["authority"]


async def test_a_list_that_is_not_made_anew_is_worse():
    keeper, log, clock = Keeping(), IncidentLog(), SetClock(NOW_MS)
    keeper.left_ms = LIST_LEAST_MS - 1
    await looks(Guarding(keeper, log, clock, used=True), clock, 2)
    assert [(cause.sev, cause.detail) for cause in log.reported] == [("crit", "list")]


async def test_a_town_without_certificates_needs_no_keeper():
    keeper, log, clock = Keeping(), IncidentLog(), SetClock(NOW_MS)
    keeper.away = True
    await looks(Guarding(keeper, log, clock, used=False), clock, 5)
    assert log.reported == []
