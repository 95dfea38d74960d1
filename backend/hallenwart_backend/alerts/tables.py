"""Incidents, the queue of messages to people, and what systems outside were told."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, text

from hallenwart_backend.adapters.records_db import metadata

incidents: Final = Table(
    "incidents",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("key", String(200), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("sev", String(8), nullable=False),
    Column("state", String(16), nullable=False),
    Column("site", String(64), nullable=False),
    Column("hall", String(64), nullable=False, server_default=""),
    Column("zone", String(64), nullable=False, server_default=""),
    Column("device", String(32), nullable=False, server_default=""),
    Column("slot", Integer, nullable=True),
    Column("detail", Text, nullable=False, server_default=""),
    Column("since_ms", BigInteger, nullable=False),
    Column("raised_ms", BigInteger, nullable=False),
    Column("cleared_ms", BigInteger, nullable=True),
    Column("causes", JSON, nullable=False),
    Column("measured", JSON, nullable=False),
    Column("siren", Boolean, nullable=False, server_default="0"),
    Column("acked_by", String(120), nullable=False, server_default=""),
    Column("acked_ms", BigInteger, nullable=True),
    Column("ack_word", String(16), nullable=False, server_default=""),
    Column("resolved_by", String(120), nullable=False, server_default=""),
    Column("resolved_ms", BigInteger, nullable=True),
    Column("note", Text, nullable=False, server_default=""),
    Column("facts", JSON, nullable=False),
    Column("sensors", JSON, nullable=False, server_default="[]"),
    Column("told", JSON, nullable=False, server_default="[]"),  # who was told, in order
    Column("woken", Integer, nullable=False, server_default="0"),  # steps of the escalation already taken
    Column("call_ms", BigInteger, nullable=True),  # when the escalation began, the last time
    Column("stepped_ms", BigInteger, nullable=True),  # when its last step was taken
    Column("told_ms", BigInteger, nullable=True),  # when anybody was told, the last time
    Column("hush_until_ms", BigInteger, nullable=True),  # came back so soon that it is not told again before
    Column("count", Integer, nullable=False, server_default="1"),
    Column("drill", Boolean, nullable=False, server_default="0"),
    Column("delay_until_ms", BigInteger, nullable=True),
    Index(
        "uq_incidents_unresolved_key",
        "key",
        unique=True,
        sqlite_where=text("state != 'resolved'"),
        postgresql_where=text("state != 'resolved'"),
    ),
    Index(None, "state", "raised_ms"),
    Index(None, "raised_ms"),
)
incident_steps: Final = Table(
    "incident_steps",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("incident", ForeignKey("incidents.id", ondelete="CASCADE"), nullable=False),
    Column("t_ms", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("who", String(120), nullable=False, server_default=""),
    Column("way", String(32), nullable=False, server_default=""),
    Column("text", Text, nullable=False, server_default=""),
    Index(None, "incident", "id"),
)
"""Append only: no code changes or deletes a step."""
outgoing: Final = Table(
    "outgoing",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("incident", ForeignKey("incidents.id", ondelete="CASCADE"), nullable=True, index=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("step", Integer, nullable=False),
    Column("way", String(16), nullable=False),
    Column("way_id", String(16), nullable=False, server_default=""),  # of the table `ways`
    Column("address", Text, nullable=False),
    Column("notice", JSON, nullable=False),
    Column("since_ms", BigInteger, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_ms", BigInteger, nullable=False),
    Column("accepted_ms", BigInteger, nullable=True),
    Column("dead_ms", BigInteger, nullable=True),
    Column("error", String(200), nullable=False, server_default=""),
    Column("lane", String(40), nullable=False, server_default=""),  # what may hang on its own
    Column("urgency", String(8), nullable=False, server_default="tell"),  # wake goes before tell
    Column("receipt", String(200), nullable=False, server_default=""),  # by which the way can be asked what became of it
    Column("ask_ms", BigInteger, nullable=True),  # when to ask next, None: nothing to ask any more
    Column("delivered_ms", BigInteger, nullable=True),
    Column("opened_ms", BigInteger, nullable=True),
    Column("acked_ms", BigInteger, nullable=True),
    Column("withdrawn_ms", BigInteger, nullable=True),  # no longer needed, before or after it was handed over
    Column("settled", Boolean, nullable=False, server_default="0", index=True),  # the end of its incident was dealt with
    Column("over", Boolean, nullable=False, server_default="0"),  # tells that what was told is settled
    Column("test", String(32), nullable=True, index=True),  # the test alarm it belongs to
    Column("once", String(120), nullable=True),  # what this person is told once, whatever is told again
    Index(None, "accepted_ms", "dead_ms", "next_ms"),
    Index(None, "created_ms"),
    Index(None, "ask_ms"),
    Index("uq_outgoing_once", "person", "address", "once", unique=True),
)
alert_spans: Final = Table(  # from the sensor to people, by incident; kept 30 days
    "alert_spans",
    metadata,
    Column("incident", String(32), primary_key=True),
    Column("device", String(32), nullable=False, server_default=""),
    Column("sensor_ms", BigInteger, nullable=False),
    Column("committed_ms", BigInteger, nullable=False),
    Column("screen_ms", BigInteger, nullable=True),
    Column("handed_ms", BigInteger, nullable=True),
    Column("trusted", Boolean, nullable=False, server_default="1"),  # whether the device's clock could be trusted
    Index(None, "sensor_ms"),
)
alert_told: Final = Table(  # what outsiders know of an incident: compared with what it is now
    "alert_told",
    metadata,
    Column("channel", String(12), primary_key=True),
    Column("incident", String(32), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("told_ms", BigInteger, nullable=False),
)
