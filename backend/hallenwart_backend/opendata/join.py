"""Joins what is open to everybody as data."""

from __future__ import annotations

from dataclasses import dataclass

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.opendata.datasets import Source
from hallenwart_backend.opendata.registry import Registry


@dataclass(frozen=True, slots=True)
class OpenDataRoom:
    registry: Registry


def join_opendata(records: Records, *sources: Source) -> OpenDataRoom:
    """`sources` are the rooms that offer datasets; more of them may join `registry.sources` later."""
    registry = Registry(records)
    registry.sources += sources
    return OpenDataRoom(registry)
