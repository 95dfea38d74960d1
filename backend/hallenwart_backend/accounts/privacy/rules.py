"""Every column that says something of a person, and what becomes of it when the person is erased. Pure.

A test walks all tables: a column that points to people, or is called like one that does, must stand here.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

ERASED: Final = "gelöschte Person"
"""What stands where a name stood."""


class Treatment(StrEnum):
    ROW = "row"
    """Holds the person's id; the row belongs to the person and goes with them."""
    LINK = "link"
    """Holds the person's id; the row stays and forgets who it was."""
    PSEUDONYM = "pseudonym"
    """Holds the pseudonym, or an id that leads to nobody once the person is gone: stays, so that logs stay whole."""
    NAME = "name"
    """Holds the name, alone or at the beginning ("Name: reason"); it is replaced."""
    ADDRESS = "address"
    """Holds the e-mail address; it is emptied."""
    NOBODY = "nobody"
    """Is called like a column about a person and is none."""


_T: Final = Treatment
COLUMNS: Final[dict[str, Treatment]] = {
    "access_audit.who": _T.PSEUDONYM,
    "account_links.person": _T.ROW,
    "acts.who": _T.PSEUDONYM,
    "alert_policy.saved_by": _T.NAME,
    "alert_tests.by": _T.NAME,
    "alert_webhooks.created_by": _T.NAME,
    "api_keys.person": _T.ROW,
    "badges.person": _T.ROW,
    "booking_history.who": _T.PSEUDONYM,
    "booking_letters.person": _T.ROW,
    "booking_news.person": _T.LINK,
    "booking_policy.saved_by": _T.NAME,
    "bookings.person": _T.LINK,
    "certificates_seen.by": _T.PSEUDONYM,
    "closings.who": _T.PSEUDONYM,
    "closures.who": _T.PSEUDONYM,
    "club_contacts.email": _T.ADDRESS,
    "club_contacts.person": _T.LINK,
    "club_contacts.phone": _T.NOBODY,  # a number of the club
    "club_documents.made_by": _T.PSEUDONYM,
    "club_listed.email": _T.ADDRESS,
    "club_listed.name": _T.NAME,
    "club_listed.person": _T.ROW,
    "club_notice_answers.person": _T.ROW,
    "club_notices.person": _T.LINK,
    "club_profiles.changed_by": _T.PSEUDONYM,
    "club_requests.person": _T.ROW,
    "club_requests.contact": _T.NAME,
    "club_requests.decided_by": _T.LINK,
    "clubs.email": _T.ADDRESS,
    "compartment_marks.by": _T.NAME,
    "confirmations.by": _T.PSEUDONYM,
    "credentials.person": _T.ROW,
    "custody.who": _T.PSEUDONYM,
    "dark_codes.who": _T.PSEUDONYM,
    "device.made_by": _T.PSEUDONYM,
    "device_command.requested_by": _T.NAME,
    "device_protocol.person": _T.NAME,
    "device_renewal.decided_by": _T.PSEUDONYM,
    "device_ticket.made_by": _T.PSEUDONYM,
    "device_wiring.made_by": _T.NAME,
    "display_exits.ended_by": _T.NAME,
    "display_exits.given_by": _T.NAME,
    "display_exits.person": _T.LINK,
    "duty_shifts.created_by": _T.NAME,
    "duty_shifts.person": _T.ROW,
    "duty_stand_ins.absent": _T.ROW,
    "duty_stand_ins.created_by": _T.NAME,
    "duty_stand_ins.person": _T.ROW,
    "evidence.who": _T.PSEUDONYM,
    "event_consents.who": _T.PSEUDONYM,
    "event_links.made_by": _T.PSEUDONYM,
    "feeds.person": _T.LINK,  # a club's or hall's calendar goes on when who made it is gone
    "feeds.trainer": _T.ROW,
    "fire_off.owner": _T.LINK,
    "fire_proposals.person": _T.LINK,
    "grants.who": _T.PSEUDONYM,
    "helpers.email": _T.ADDRESS,
    "helpers.person": _T.ROW,
    "help_acts.by": _T.NAME,
    "help_calls.word_by": _T.NAME,
    "idea_handing.email": _T.NOBODY,  # an office of the town
    "ideas.answered_by": _T.PSEUDONYM,
    "ideas.email": _T.ADDRESS,
    "hours.by": _T.PSEUDONYM,
    "incident_steps.who": _T.NAME,
    "incidents.acked_by": _T.NAME,
    "incidents.resolved_by": _T.NAME,
    "incidents.told": _T.PSEUDONYM,
    "invites.invited_by": _T.LINK,
    "invites.person": _T.ROW,
    "lending_offers.person": _T.LINK,
    "lending_offers.was_person": _T.LINK,
    "move_wishes.person": _T.LINK,
    "offer_dismissals.made_by": _T.PSEUDONYM,
    "offers.contact": _T.NOBODY,  # of a role, as everybody may read it
    "offers.made_by": _T.PSEUDONYM,
    "oidc_club_roles.person": _T.ROW,
    "oidc_identities.person": _T.ROW,
    "on_call.person": _T.ROW,
    "message_choices.person": _T.ROW,
    "outgoing.person": _T.ROW,
    "partner_audit.by": _T.NAME,
    "partner_systems.created_by": _T.NAME,
    "passkey_policy.changed_by": _T.NAME,
    "passkeys.person": _T.ROW,
    "permit_links.made_by": _T.PSEUDONYM,
    "permits.by_guest": _T.NOBODY,  # whether, not who
    "permits.made_by": _T.PSEUDONYM,
    "people.email": _T.NOBODY,  # the person's own row
    "people.phone": _T.NOBODY,
    "plan_imports.person": _T.LINK,
    "post_rules.changed_by": _T.NAME,
    "posts.author": _T.LINK,
    "posts.decided_by": _T.LINK,
    "public_events.made_by": _T.PSEUDONYM,
    "public_page.contact": _T.NOBODY,  # what the town tells everybody
    "privacy_sheet.contact": _T.NOBODY,  # offices, as the town publishes them
    "privacy_sheet.saved_by": _T.NAME,
    "quiet_hours.person": _T.ROW,
    "responder_releases.ended_by": _T.NAME,
    "responder_releases.given_by": _T.NAME,
    "rollout.made_by": _T.NAME,
    "retention_days.changed_by": _T.NAME,
    "roles.person": _T.ROW,
    "round_events.who": _T.PSEUDONYM,
    "round_objections.made_by": _T.PSEUDONYM,
    "round_wishes.made_by": _T.PSEUDONYM,
    "round_wishes.people": _T.NOBODY,  # how many
    "rounds.made_by": _T.PSEUDONYM,
    "series.person": _T.LINK,
    "sessions.person": _T.ROW,
    "halls.led_by": _T.NOBODY,  # a system
    "sources.created_by": _T.NAME,
    "shift_signs.by": _T.PSEUDONYM,
    "sites.help_phone": _T.NOBODY,  # a number of the town
    "output_times.absent_min": _T.NOBODY,
    "stream_log.by": _T.NOBODY,  # a role
    "ticket_orders.email": _T.ADDRESS,
    "ticket_orders.person": _T.ROW,
    "usage_days.people_min": _T.NOBODY,  # how many, times how long
    "usage_explanations.person": _T.LINK,
    "usage_proposals.answerer": _T.LINK,
    "usage_proposals.person": _T.LINK,
    "usage_rules.saved_by": _T.NAME,
    "usage_slots.people_mean": _T.NOBODY,  # how many
    "usage_slots.people_peak": _T.NOBODY,
    "waiting_list.person": _T.LINK,
    "warden_links.made_by": _T.PSEUDONYM,
    "way_gateways.changed_by": _T.NAME,
    "ways.person": _T.ROW,
}
"""By `table.column`. What people wrote in words about the person stands apart: the evidence log erases what names them."""

SECRETS: Final = frozenset(
    {
        "password_hash",
        "token_hash",
        "key_hash",
        "public_key",
        "credential_id",
        "secret",
        "paper_hash",
        "push_keys",
        "proof",
        "mark",
        "browser_hash",
        "plate_hash",
        "pin",
        "code",
        "long",
        "duress",
        "hash",
    }
)
"""Columns that are of no use to the person and of some to a thief: never exported."""
OPERATORS: Final = {"outgoing": frozenset({"address", "receipt"})}
"""Columns of a table that hold an operator's secret beside the person's data: a gateway's address has its password in it."""
SOUNDS_PERSONAL: Final = re.compile(
    r"(^|_)(by|who|owner|person|people|holder|absent|contact|email|phone|actor|told|member|trainer|guest|borrowed_by)($|_)"
)
_NOT_A_TIME: Final = re.compile(r"_ms$")


def sounds_personal(column: str) -> bool:
    """Say whether a column is called like one about a person."""
    return bool(SOUNDS_PERSONAL.search(column)) and not _NOT_A_TIME.search(column)
