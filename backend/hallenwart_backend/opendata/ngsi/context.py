"""The JSON-LD context of the entities: their words, as the Smart Data Models name them. Pure."""

from __future__ import annotations

from typing import Any, Final

PATH: Final = "/ngsi-ld/context.jsonld"
CORE: Final = "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context.jsonld"
REL: Final = "http://www.w3.org/ns/json-ld#context"
_MODELS: Final = "https://smartdatamodels.org/"
_OWN: Final = "https://hallenwart.example/ngsi#"
"""What no model has a word for."""
_OF: Final = {
    "Building": ("dataModel.Building/Building",),
    "OffStreetParking": ("dataModel.Parking/OffStreetParking",),
    "IndoorEnvironmentObserved": ("dataModel.Environment/IndoorEnvironmentObserved",),
    "peopleCapacity": ("dataModel.Building/peopleCapacity",),
    "temperature": ("dataModel.Environment/temperature",),
    "relativeHumidity": ("dataModel.Environment/relativeHumidity",),
    "dateObserved": ("dataModel.Environment/dateObserved",),
    "refPointOfInterest": ("dataModel.Environment/refPointOfInterest",),
    "totalSpotNumber": ("dataModel.Parking/totalSpotNumber",),
    "availableSpotNumber": ("dataModel.Parking/availableSpotNumber",),
    "occupiedSpotNumber": ("dataModel.Parking/occupiedSpotNumber",),
    "allowedVehicleType": ("dataModel.Parking/allowedVehicleType",),
    "occupancyDetectionType": ("dataModel.Parking/occupancyDetectionType",),
}
_COMMON: Final = ("address", "category", "dataProvider", "name", "openingHours", "seeAlso", "license")
_ADDRESS: Final = ("streetAddress",)
_HERE: Final = ("Occupancy", "period", "refBasis", "relativeValue", "useState", "validFrom", "validTo")
TERMS: Final[dict[str, Any]] = {
    **{name: f"{_MODELS}{path[0]}" for name, path in _OF.items()},
    **{name: f"{_MODELS}{name}" for name in (*_COMMON, *_ADDRESS)},
    **{name: f"{_OWN}{name}" for name in _HERE},
    "description": "http://purl.org/dc/terms/description",
    "isPartOf": "https://schema.org/isPartOf",
}


def document() -> dict[str, Any]:
    return {"@context": TERMS}


def short(name: str) -> str:
    """Return the short word of a name that may be written out."""
    return _SHORT.get(name, name)


_SHORT: Final = {address: name for name, address in TERMS.items()}
