"""Says hints from the days' figures."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.rules import local_ms
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.occupancy.answers_more import AirHintOut, EnergyHintOut, HintsOut
from hallenwart_backend.occupancy.figures.hint_days import HintDay
from hallenwart_backend.occupancy.figures.months import hints_of
from hallenwart_backend.occupancy.hints.rules import air_of, energy_of
from hallenwart_backend.occupancy.hints.words import LIMIT_PPM, of_air, of_energy
from hallenwart_backend.occupancy.policy.rules import Power, UsageRules
from hallenwart_backend.occupancy.policy.service import newest
from hallenwart_backend.occupancy.spans import Days
from hallenwart_backend.web.fields import Words


class Hints:
    def __init__(self, records: Records) -> None:
        self._records = records

    async def find(self, halls: Sequence[Hall], days: Days) -> HintsOut:
        """Return hints about these halls, what costs or matters most first."""

        def read(connection: Connection) -> HintsOut:
            by_hall = hints_of(connection, [hall.id for hall in halls], days.first, days.last)
            rules = newest(connection).policy
            energy = [one for hall in halls for one in _energy(hall, by_hall[hall.id], rules)]
            air = [one for hall in halls for one in _air(hall, by_hall[hall.id])]
            return HintsOut(
                energy=sorted(energy, key=lambda one: (-(one.kwh or 0.0), -one.empty_h)),
                air=sorted(air, key=lambda one: -one.over_h),
            )

        return await self._records.read(read)


def _energy(hall: Hall, days: Sequence[HintDay], rules: UsageRules) -> list[EnergyHintOut]:
    found = []
    for one in energy_of(days, rules.power.get(hall.id, Power())):
        eur = None if one.kwh is None or not rules.cent_kwh else round(one.kwh * rules.cent_kwh / 100, 2)
        de, en = of_energy(one, eur)
        found.append(
            EnergyHintOut(
                hall=hall.id,
                hall_name=hall.name,
                what=one.what,
                empty_h=one.empty_h,
                on_h=one.on_h,
                kwh=one.kwh,
                eur=eur,
                worst_day=one.worst.isoformat() if one.worst else None,
                words=Words(de=de, en=en),
            )
        )
    return found


def _air(hall: Hall, days: Sequence[HintDay]) -> list[AirHintOut]:
    one = air_of(days)
    if one is None:
        return []
    de, en = of_air(one)
    weekday, hour = one.most
    return [
        AirHintOut(
            hall=hall.id,
            hall_name=hall.name,
            limit_ppm=LIMIT_PPM,
            over_h=one.over_h,
            days=one.days,
            worst_ppm=one.worst_ppm,
            worst_ms=local_ms(one.worst[0], one.worst[1] * 60, hall.zone),
            weekday=weekday,
            hour=hour,
            words=Words(de=de, en=en),
        )
    ]
