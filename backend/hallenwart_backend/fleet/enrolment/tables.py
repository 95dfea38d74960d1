"""The fleet on paper: devices, their certificates, tickets, waiting renewals, keys of sites, and what devices uploaded."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Index, LargeBinary, String, Table, Text

from hallenwart_backend.adapters.records_db import metadata

device: Final = Table(
    "device",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("site", String(64), nullable=False),
    Column("name", String(80), nullable=False, server_default=""),
    Column("state", String(12), nullable=False),  # planned, enrolled, revoked
    Column("secret", LargeBinary, nullable=True),  # sealed by records.key, as is the salt; NULL once revoked
    Column("salt", LargeBinary, nullable=True),
    Column("from_file", String(64), nullable=False, server_default=""),  # digest of its row of devices.toml as taken in
    Column("made_ms", BigInteger, nullable=False),
    Column("made_by", String(12), nullable=False, server_default=""),  # pseudonym
    Column("enrolled_ms", BigInteger, nullable=True),
    Column("revoked_ms", BigInteger, nullable=True),
    Column("reason", String(200), nullable=False, server_default=""),
    Column("ending", String(12), nullable=False, server_default=""),  # of a revocation: pending, connected, gone, heard
)
certificates: Final = Table(
    "device_certificate",
    metadata,
    Column("serial", String(40), primary_key=True),
    Column("device", String(32), nullable=False, index=True),
    Column("public_key", LargeBinary, nullable=False),  # DER, SubjectPublicKeyInfo
    Column("pem", Text, nullable=False),
    Column("from_ms", BigInteger, nullable=False),
    Column("until_ms", BigInteger, nullable=False),
    Column("state", String(12), nullable=False),  # valid, replaced, revoked
    Column("made_ms", BigInteger, nullable=False),
)
tickets: Final = Table(
    "device_ticket",
    metadata,
    Column("hash", String(64), primary_key=True),  # SHA-256 of the token, hex
    Column("id", String(32), nullable=False, unique=True),
    Column("device", String(32), nullable=False, index=True),
    Column("made_ms", BigInteger, nullable=False),
    Column("made_by", String(12), nullable=False, server_default=""),  # pseudonym
    Column("until_ms", BigInteger, nullable=False),
    Column("used_ms", BigInteger, nullable=True),
    Column("cancelled_ms", BigInteger, nullable=True),
    Column("key_hash", String(64), nullable=False, server_default=""),  # of the public key it was used with
    Column("serial", String(40), nullable=False, server_default=""),  # of the certificate it gave
)
renewals: Final = Table(
    "device_renewal",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("key_hash", String(64), nullable=False),  # of the public key a certificate is asked for
    Column("asked_ms", BigInteger, nullable=False),
    Column("state", String(12), nullable=False),  # waiting, agreed, refused
    Column("decided_ms", BigInteger, nullable=True),
    Column("decided_by", String(12), nullable=False, server_default=""),  # pseudonym
)
site_keys: Final = Table(
    "site_key",
    metadata,
    Column("site", String(64), primary_key=True),
    Column("key", LargeBinary, nullable=False),  # sealed by records.key; what is said is sealed with it
    Column("next", LargeBinary, nullable=True),  # understood already, said from the second step on
    Column("begun_ms", BigInteger, nullable=True),  # when the rotation that runs began
    Column("turned_ms", BigInteger, nullable=True),  # when the last one ended: from then on configurations carry the key
    Column("from_file", String(64), nullable=False, server_default=""),  # digest of the key of site_keys.toml as taken in
)
uploads: Final = Table(
    "device_upload",
    metadata,
    Column("device", String(32), primary_key=True),
    Column("kind", String(12), primary_key=True),  # logs, wiring, protocol
    Column("ref", String(64), primary_key=True),
    Column("t_ms", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("covered", LargeBinary, nullable=False),  # what the signature covers; the body's hash is in it
    Column("signature", LargeBinary, nullable=False),
    Column("serial", String(40), nullable=False),  # of the certificate whose key signed
    Index("ix_device_upload_device_kind_t_ms", "device", "kind", "t_ms"),
)
