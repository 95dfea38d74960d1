"""A file to copy: its columns in words, and who gives its rows. Pure.

Rows are lists in the order of the columns: texts, numbers, None. A `dateTime` is ISO 8601 with its distance from UTC.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from hallenwart_backend.opendata.datasets import Dataset, Often

Rows = Callable[[date, date], AsyncIterator[list[list[Any]]]]
"""Gives the rows of all days from the first to before the second one, some at a time."""


class Type(StrEnum):
    """As CSVW names them."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    TIME = "dateTime"


@dataclass(frozen=True, slots=True)
class Column:
    """`unit` after SI; empty for a bare number. `de` and `en` say what it means."""

    name: str
    type: Type
    de: str
    en: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`id` names the files for ever. Without `yearly` there is one file that says how things are now.

    `often`: DAILY reaches to yesterday, MONTHLY to the end of the last month.
    """

    id: str
    dataset: Dataset
    de: str
    en: str
    often: Often
    columns: Sequence[Column]
    rows: Rows
    yearly: bool = True
