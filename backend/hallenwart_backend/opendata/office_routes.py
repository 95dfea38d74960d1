"""`/api/open-data`: the office says who may read which data under which licence, who publishes it, and who gets a key."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from hallenwart_backend.accounts.keys.service import Key
from hallenwart_backend.accounts.rules import OFFICE_HANDS, Person
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.exchange.teller import LICENSES
from hallenwart_backend.opendata.datasets import Rights
from hallenwart_backend.opendata.publisher import Publisher, fault
from hallenwart_backend.opendata.registry import Offered
from hallenwart_backend.web.fields import Body, Id, Line, Shape
from hallenwart_backend.web.parts import InBrowser, Parts, PartsOf, SignedIn, forbidden
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/open-data", tags=["open data"])


class DataRightsBody(Body):
    """`license` (SPDX) empty: as all data."""

    rights: Rights
    license: Annotated[str, StringConstraints(max_length=40)] = ""


class PublisherBody(Body):
    """`contributor`: an address below http://dcat-ap.de/def/contributors/. `area`: Amtlicher Regionalschlüssel, 12 digits."""

    mail: Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)] = ""
    homepage: Annotated[str, StringConstraints(max_length=400, strip_whitespace=True)] = ""
    contributor: Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)] = ""
    area: Annotated[str, StringConstraints(max_length=12, strip_whitespace=True)] = ""
    place: Annotated[str, StringConstraints(max_length=80, strip_whitespace=True)] = ""


class DataKeyBody(Body):
    """`name`: who uses it."""

    name: Line
    days: Annotated[int, Field(ge=1, le=366)] = 366


class DataWayOut(Shape):
    name_de: str
    name_en: str
    path: str


class DatasetOut(Shape):
    """`usual`: the rights it has while the office says nothing."""

    id: str
    title_de: str
    title_en: str
    rights: Rights
    usual: Rights
    license: str
    ways: list[DataWayOut]


class DataLicenseOut(Shape):
    id: str
    name: str


class DataKeyOut(Shape):
    id: str
    name: str
    created_ms: int
    expires_ms: int
    used_ms: int | None
    revoked_ms: int | None


class NewDataKeyOut(Shape):
    """`secret` is the key itself, shown this once."""

    key: DataKeyOut
    secret: str


class OpenDataOut(Shape):
    datasets: list[DatasetOut]
    licenses: list[DataLicenseOut]
    publisher: PublisherBody
    keys: list[DataKeyOut]


def _office(person: Person) -> None:
    if not person.has(OFFICE_HANDS):
        raise forbidden()


def _dataset(one: Offered) -> DatasetOut:
    of = one.dataset
    ways = [DataWayOut(name_de=way.de, name_en=way.en, path=way.path) for way in of.distributions]
    return DatasetOut(
        id=of.id,
        title_de=of.de.title,
        title_en=of.en.title,
        rights=one.rights,
        usual=of.usual,
        license=one.license,
        ways=ways,
    )


def _key(one: Key) -> DataKeyOut:
    return DataKeyOut(**{name: getattr(one, name) for name in DataKeyOut.model_fields})


async def _whole(parts: Parts) -> OpenDataOut:
    registry = parts.opendata.registry
    said = await registry.publisher()
    return OpenDataOut(
        datasets=[_dataset(one) for one in await registry.every()],
        licenses=[DataLicenseOut(id=one, name=name) for one, (name, _) in LICENSES.items()],
        publisher=PublisherBody(**{name: getattr(said, name) for name in PublisherBody.model_fields}),
        keys=[_key(one) for one in await parts.opendata.keys.every()],
    )


@router.get("")
async def whole(person: SignedIn, parts: PartsOf) -> OpenDataOut:
    """Return all datasets with their rights, who publishes them, and the keys."""
    _office(person)
    return await _whole(parts)


@router.put("/datasets/{dataset}")
async def say(dataset: Id, body: DataRightsBody, person: SignedIn, parts: PartsOf) -> OpenDataOut:
    """Say who may read a dataset, and under which licence."""
    _office(person)
    if body.license and body.license not in LICENSES:
        raise RefusedError("no_such_license", "Diese Lizenz gibt es hier nicht.", "There is no such licence here.", status=422)
    await parts.opendata.registry.say({dataset: (body.rights, body.license)})
    return await _whole(parts)


@router.put("/publisher")
async def publish(body: PublisherBody, person: SignedIn, parts: PartsOf) -> OpenDataOut:
    """Say who publishes the data, for other catalogues."""
    _office(person)
    said = Publisher(**body.model_dump())
    if wrong := fault(said):
        raise RefusedError(f"publisher_{wrong.code}", wrong.de, wrong.en, status=422)
    await parts.opendata.registry.set_publisher(said)
    return await _whole(parts)


@router.post("/keys", status_code=201)
async def make_key(body: DataKeyBody, person: InBrowser, parts: PartsOf) -> NewDataKeyOut:
    """Make a key that opens data alone; its text is told this once."""
    _office(person)
    key, text = await parts.opendata.keys.make(person, body.name, body.days)
    return NewDataKeyOut(key=_key(key), secret=text)


@router.delete("/keys/{key}", status_code=204)
async def end_key(key: Id, person: InBrowser, parts: PartsOf) -> None:
    """End a key at once."""
    _office(person)
    await parts.opendata.keys.revoke(key)
