"""All subjects' tables in one metadata: for migrations, nothing else imports this."""

from __future__ import annotations

import importlib.util
from importlib import import_module
from typing import Final

from hallenwart_backend.adapters.records_db import metadata

SUBJECTS: Final = (
    "accounts",
    "accounts.clubs",
    "accounts.invites",
    "accounts.keys",
    "accounts.links",
    "accounts.oidc",
    "accounts.passkeys",
    "halls",
    "halls.outputs",
    "booking",
    "booking.closing",
    "booking.feeds",
    "booking.imports",
    "booking.lending",
    "booking.letters",
    "booking.outside",
    "booking.policy",
    "booking.public",
    "booking.requests",
    "booking.waiting",
    "rounds",
    "access",
    "access.badges",
    "access.credentials",
    "access.custody",
    "access.dark",
    "access.grants",
    "access.partners",
    "access.responder",
    "access.shifts",
    "alerts",
    "alerts.policy",
    "alerts.cap",
    "alerts.path",
    "alerts.voice",
    "alerts.webhooks",
    "alerts.duty",
    "alerts.ways",
    "display.exits",
    "display.screens",
    "display.warnings",
    "ingest",
    "fleet",
    "fleet.enrolment",
    "fleet.protocols",
    "fleet.rollouts",
    "fleet.desk",
    "fire",
    "fire.desk",
    "fire.plan",
    "occupancy",
    "parking",
    "participation",
    "participation.platforms",
    "display.posts",
    "events",
    "events.tickets",
    "streaming",
    "exchange",
    "opendata",
    "volunteering",
    "clubs.profile",
    "volunteering.hours",
    "clubs.documents",
    "clubs.members",
    "clubs.notices",
    "evidence",
    "audit",
    "help",
    "reports",
    "retention",
)

for subject in SUBJECTS:
    name = f"hallenwart_backend.{subject}.tables"
    if importlib.util.find_spec(f"hallenwart_backend.{subject}") and importlib.util.find_spec(name):
        import_module(name)

__all__ = ["metadata"]
