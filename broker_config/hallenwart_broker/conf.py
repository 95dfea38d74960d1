"""Mosquitto's configuration: one for this machine alone, one for production with TLS and client certificates."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

LOCAL_HOST: Final = "127.0.0.1"
MAX_CONNECTIONS: Final = 2000
MAX_PACKET_BYTES: Final = 300_000

# A PUBACK proves nothing about storage; receipts do. So saving now and then is enough.
# `message_size_limit` is absent on purpose: it drops silently what it has acknowledged.
_COMMON: Final = f"""\
allow_anonymous false
persistence true
autosave_interval 30
max_queued_messages 100000
max_queued_bytes 268435456
max_inflight_messages 100
persistent_client_expiration 14d
max_packet_size {MAX_PACKET_BYTES}
"""


def render_local(broker_dir: Path, *, port: int, uid: int | None = None) -> str:
    """Return the configuration for loopback with passwords; `uid` is that of the process that will run it."""
    folder = broker_dir.resolve()
    # Started by root, Mosquitto would become `mosquitto`, who may not read files that are root's alone.
    user = "user root\n" if (os.getuid() if uid is None else uid) == 0 else ""
    return f"""\
# Generated: the local broker, not for production.
per_listener_settings false
{user}{_COMMON}persistence_location {folder}/data/
password_file {folder}/passwords
acl_file {folder}/acl
log_dest stderr
log_type error
log_type warning
log_type notice
connection_messages false
listener {port} {LOCAL_HOST}
max_connections {MAX_CONNECTIONS}
use_username_as_clientid true
"""


def render_production(*, acl_file: str = "/etc/mosquitto/acl", pki: str = "/etc/mosquitto/pki", port: int = 8883) -> str:
    """Return the configuration for TLS 1.2 or newer; the certificate's common name is user name and client id.

    `device-ca.crt` must hold the private CA of the devices and nothing else. Replacing the revocation list takes SIGHUP,
    and a revoked device stays connected until it is cut.
    """
    return f"""\
# Generated for production: mutual TLS, no plaintext listener.
per_listener_settings false
{_COMMON}persistence_location /var/lib/mosquitto/
acl_file {acl_file}
listener {port}
max_connections {MAX_CONNECTIONS}
cafile {pki}/device-ca.crt
certfile {pki}/server.crt
keyfile {pki}/server.key
crlfile {pki}/device-ca.crl
tls_version tlsv1.2
ciphers ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-CHACHA20-POLY1305
require_certificate true
use_identity_as_username true
use_username_as_clientid true
"""


def port_of(conf: str) -> int:
    """Return the port of the first listener. Raises ValueError when there is none."""
    for line in conf.splitlines():
        key, _, rest = line.partition(" ")
        if key == "listener":
            return int(rest.split()[0])
    raise ValueError("no listener in this configuration")
