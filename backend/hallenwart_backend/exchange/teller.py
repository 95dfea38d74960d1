"""Who tells, under which licence. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

LICENSES: Final = {
    "CC-BY-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "DL-DE-BY-2.0": ("Datenlizenz Deutschland \u2013 Namensnennung 2.0", "https://www.govdata.de/dl-de/by-2-0"),
    "DL-DE-ZERO-2.0": ("Datenlizenz Deutschland \u2013 Zero 2.0", "https://www.govdata.de/dl-de/zero-2-0"),
}
"""By SPDX identifier: name and address."""
USUAL: Final = "CC-BY-4.0"


@dataclass(frozen=True, slots=True)
class Terms:
    """What the office sets: licence (SPDX), who publishes, and the price of an hour of a section in cents, if anybody said."""

    license: str = USUAL
    publisher: str = ""
    price_ct: int | None = None


@dataclass(frozen=True, slots=True)
class Teller:
    """`base` is where people reach this server, without a slash at its end."""

    base: str
    zone: ZoneInfo
    terms: Terms = Terms()

    @property
    def license(self) -> str:
        return LICENSES.get(self.terms.license, LICENSES[USUAL])[1]

    @property
    def publisher(self) -> str:
        return self.terms.publisher or "Hallenwart"

    @property
    def price_ct(self) -> int | None:
        return self.terms.price_ct

    def id_of(self, kind: str, identity: str) -> str:
        """Return the address that names a thing for ever, and answers with it."""
        return f"{self.base}/daten/{kind}/{identity}"
