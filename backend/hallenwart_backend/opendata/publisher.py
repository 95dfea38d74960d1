"""Who publishes the data, as a catalogue names them. Pure. The name itself and the licence are those of the exchange."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Publisher:
    """`contributor` is the address of the data's deliverer as GovData gives it; `area` is the Amtlicher Regionalschlüssel."""

    mail: str = ""
    homepage: str = ""
    contributor: str = ""
    area: str = ""
    place: str = ""
