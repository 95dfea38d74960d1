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
set_tcp_nodelay true
max_packet_size {MAX_PACKET_BYTES}
"""


_TLS: Final = """\
cafile {pki}/ca.crt
certfile {pki}/server.crt
keyfile {pki}/server.key
crlfile {pki}/ca.crl
tls_version tlsv1.2
ciphers ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-CHACHA20-POLY1305
require_certificate true
use_identity_as_username true
use_username_as_clientid true
"""


def render_local(broker_dir: Path, *, port: int, tls_port: int | None = None, uid: int | None = None) -> str:
    """Return the configuration for loopback: a listener with passwords and, with `tls_port`, one with certificates.

    `uid` is that of the process that will run it.
    """
    folder = broker_dir.resolve()
    # Started by root, Mosquitto would become `mosquitto`, who may not read files that are root's alone.
    user = "user root\n" if (os.getuid() if uid is None else uid) == 0 else ""
    text = f"""\
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
    if tls_port is None:
        return text
    return f"{text}listener {tls_port} {LOCAL_HOST}\nmax_connections {MAX_CONNECTIONS}\n{_TLS.format(pki=folder / 'pki')}"


def render_production(*, acl_file: str = "/etc/mosquitto/acl", pki: str = "/etc/mosquitto/pki", port: int = 8883) -> str:
    """Return the configuration for TLS 1.2 or newer; the certificate's common name is user name and client id.

    `ca.crt` must hold the town's own authority and nothing else. A new revocation list takes SIGHUP, and who is connected
    stays so until cut off: the keeper does both.
    """
    return f"""\
# Generated for production: mutual TLS, no plaintext listener.
per_listener_settings false
{_COMMON}persistence_location /var/lib/mosquitto/
acl_file {acl_file}
listener {port}
max_connections {MAX_CONNECTIONS}
{_TLS.format(pki=pki)}"""


def port_of(conf: str) -> int:
    """Return the port of the first listener. Raises ValueError when there is none."""
    if ports := _ports(conf):
        return ports[0]
    raise ValueError("no listener in this configuration")


def tls_port_of(conf: str) -> int | None:
    """Return the port of the listener with certificates, which is the last one."""
    return _ports(conf)[-1] if "require_certificate true" in conf.splitlines() else None


def _ports(conf: str) -> list[int]:
    lines = [line.split() for line in conf.splitlines()]
    return [int(words[1]) for words in lines if words[:1] == ["listener"]]
