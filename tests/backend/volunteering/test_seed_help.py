"""Offers of a seed file: there once, as people left them, with a guest who comes."""

from datetime import date

import pytest

from hallenwart_backend.errors import ConfigError
from hallenwart_backend.seed_help import SeedHelp, SeedHelper, SeedShift, plant_help
from hallenwart_backend.volunteering.model import Task
from support.backends import JANA, open_town
from support.help_town import with_mail

WISH = SeedHelp(
    club="tsv-lindenau",
    by=JANA,
    title="Aufbau",
    role=Task.SETUP,
    hall="nordpark",
    date=date(2026, 11, 27),
    shift=[SeedShift(start="17:00", end="18:30", wanted=2)],
    helper=[SeedHelper(name="Hanna Beispiel", email="hanna@helfen.example")],
)


async def test_what_a_seed_offers_is_there_once(tmp_path):
    async with open_town(tmp_path) as town:
        await with_mail(town)

        async def plant(wish: SeedHelp) -> None:
            now, vault = town.clock.now_ms(), town.backend.vault
            await town.backend.records.write(lambda connection: plant_help(connection, [wish], vault, now_ms=now))

        await plant(WISH)
        await plant(WISH)
        text = (await town.stranger().get("/mitmachen")).text
        assert text.count(">Aufbau</a>") == 1
        assert "17:00\u201318:30 Uhr" in text
        assert "1 Platz frei" in text
        assert "Hanna" not in text
        with pytest.raises(ConfigError, match="no hall"):
            await plant(SeedHelp(title="A", role=Task.DOOR, by=JANA, hall="nirgends", date=WISH.date, shift=WISH.shift))
