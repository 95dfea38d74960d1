"""All subjects' tables in one metadata: for migrations, nothing else imports this."""

from __future__ import annotations

import importlib.util
from importlib import import_module
from typing import Final

from hallenwart_backend.adapters.records_db import metadata

SUBJECTS: Final = (
    "accounts",
    "halls",
    "booking",
    "access",
    "access.partners",
    "alerts",
    "ingest",
    "fleet",
    "fire",
    "occupancy",
    "evidence",
    "help",
    "reports",
)

for subject in SUBJECTS:
    name = f"hallenwart_backend.{subject}.tables"
    if importlib.util.find_spec(f"hallenwart_backend.{subject}") and importlib.util.find_spec(name):
        import_module(name)

import_module("hallenwart_backend.access.right_tables")

__all__ = ["metadata"]
