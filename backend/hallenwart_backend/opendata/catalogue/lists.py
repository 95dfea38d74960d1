"""Addresses of the lists a catalogue must take its words from. Pure.

EU: the named authority lists of the Publications Office. DCAT-AP.de: its lists of licences and of regional keys
(`http://dcat-ap.de/def/`).
"""

from __future__ import annotations

from typing import Final

from hallenwart_backend.opendata.datasets import FileType, Often, Rights

PROFILE: Final = "http://dcat-ap.de/def/dcatde/3.0/spec/"
_EU: Final = "http://publications.europa.eu/resource/authority/"
GERMAN, ENGLISH = f"{_EU}language/DEU", f"{_EU}language/ENG"
THEMES: Final = f"{_EU}data-theme"
AVAILABLE: Final = f"{_EU}planned-availability/AVAILABLE"
LOCAL_AUTHORITY: Final = "http://purl.org/adms/publishertype/LocalAuthority"
COMPLETED: Final = f"{_EU}distribution-status/COMPLETED"
GERMANY: Final = f"{_EU}country/DEU"
SHA256: Final = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
MUNICIPALITY: Final = "http://dcat-ap.de/def/politicalGeocoding/Level/municipality"
_REGION: Final = "http://dcat-ap.de/def/politicalGeocoding/regionalKey/"
LICENSES: Final = {
    "CC-BY-4.0": "http://dcat-ap.de/def/licenses/cc-by/4.0",
    "CC0-1.0": "http://dcat-ap.de/def/licenses/cc-zero",
    "DL-DE-BY-2.0": "http://dcat-ap.de/def/licenses/dl-by-de/2.0",
    "DL-DE-ZERO-2.0": "http://dcat-ap.de/def/licenses/dl-zero-de/2.0",
}
"""By SPDX identifier."""
NAMING: Final = frozenset({"CC-BY-4.0", "DL-DE-BY-2.0"})
"""Licences that want the source named."""


def theme(code: str) -> str:
    return f"{_EU}data-theme/{code}"


def often(said: Often) -> str:
    return f"{_EU}frequency/{'UPDATE_CONT' if said is Often.CONT else said}"


def file_type(said: FileType) -> str:
    return f"{_EU}file-type/{said}"


def media_type(said: str) -> str:
    return f"https://www.iana.org/assignments/media-types/{said.partition(';')[0].strip()}"


def access(rights: Rights) -> str:
    return f"{_EU}access-right/{'PUBLIC' if rights is Rights.PUBLIC else 'RESTRICTED'}"


def region(key: str) -> str:
    return f"{_REGION}{key}"
