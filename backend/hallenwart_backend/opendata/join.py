"""Joins what is open to everybody as data."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from hallenwart_backend.accounts.keys.data_keys import DataKeys
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.exchange.teller import Teller
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.opendata.catalogue.service import Catalogue
from hallenwart_backend.opendata.datasets import Source
from hallenwart_backend.opendata.registry import Registry
from hallenwart_contract.clock import Clock


@dataclass(frozen=True, slots=True)
class OpenDataRoom:
    registry: Registry
    catalogue: Catalogue
    keys: DataKeys


def join_opendata(
    records: Records, places: PlaceBook, clock: Clock, teller: Callable[[], Awaitable[Teller]], *sources: Source
) -> OpenDataRoom:
    """`sources` are the rooms that offer datasets; more of them may join `registry.sources` later."""
    registry = Registry(records)
    registry.sources += sources
    return OpenDataRoom(registry, Catalogue(registry, teller, lambda: places.current), DataKeys(records, clock))
