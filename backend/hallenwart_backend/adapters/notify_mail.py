"""E-mail over SMTP: apprise reads the address (`mailto:` and its kin), the message and the talk with the server are ours.

So a mail has a look, an unsubscribe header and a calendar entry, and what the server answers is known to the digit.
"""

from __future__ import annotations

import contextlib
import hashlib
import secrets
import smtplib
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any, Final

from hallenwart_backend.adapters.mail_look import message
from hallenwart_backend.adapters.notify_plugin import instantiate
from hallenwart_backend.adapters.trust import trusted
from hallenwart_backend.errors import DeadAddressError
from hallenwart_backend.ports import Notice

SCHEMES: Final = frozenset({"mailto", "mailtos"})
STEP_S: Final = 8.0
"""So long each step of the talk may take; a server that hangs is tried again later."""
_URGENT: Final = {"X-Priority": "1", "Importance": "high"}
_LOGIN_CODES: Final = frozenset({454, 530, 534, 535, 538})
"""What is wrong with the account that sends (RFC 4954) says nothing about who receives."""
_SYNTAX: Final = frozenset({500, 501, 502, 503, 504, 521})
"""What servers answer to a client they do not want or understand (RFC 5321): a matter of the gateway."""


def hand_over(address: str, notice: Notice) -> None:
    """Send one mail; blocks. Raises DeadAddressError for an address refused for good, OSError to try again."""
    gateway = instantiate(address)
    if gateway is None or not getattr(gateway, "smtp_host", ""):
        raise DeadAddressError("no address apprise knows")
    to = [target[1] for target in gateway.targets]
    name, sender = gateway.from_addr
    given = "" if not name or name == gateway.app_id else str(name)
    extra = dict(_URGENT if notice.urgent else {}) | {str(key): str(value) for key, value in gateway.headers.items()}
    proof = hashlib.sha256((notice.token or secrets.token_hex(16)).encode()).hexdigest()[:16]
    number = f"hallenwart.{notice.letter}.{proof}"
    for one in to:
        try:
            made = message(
                notice, sender=(given or "Hallenwart", sender), to=one, number=number, at=datetime.now(UTC), headers=extra
            )
        except (ValueError, IndexError) as error:
            raise DeadAddressError(f"no e-mail address: {error}"[:200]) from error
        _send(gateway, made, sender, one)


def _send(gateway: Any, made: EmailMessage, sender: str, to: str) -> None:
    try:
        with _talk(gateway) as server:
            server.send_message(made, from_addr=sender, to_addrs=[to])
    except smtplib.SMTPRecipientsRefused as error:
        status, said = next(iter(error.recipients.values()))
        raise _refusal(status, said) from error
    except smtplib.SMTPResponseException as error:  # sender or data refused, login
        raise _refusal(error.smtp_code, error.smtp_error) from error
    except smtplib.SMTPException as error:
        raise OSError(f"the gateway broke off: {type(error).__name__}") from error
    except UnicodeError as error:
        raise DeadAddressError("the server takes no such address") from error
    except OSError as error:
        raise OSError(f"the gateway was not reached: {type(error).__name__}") from error


@contextlib.contextmanager
def _talk(gateway: Any) -> Iterator[smtplib.SMTP]:
    mode = str(getattr(gateway.secure_mode, "value", gateway.secure_mode)).lower() if gateway.secure else "insecure"
    host, port = str(gateway.smtp_host), int(gateway.port)
    name = socket.gethostname() or "localhost"
    server: smtplib.SMTP
    if mode == "ssl":
        server = smtplib.SMTP_SSL(host, port, local_hostname=name, timeout=STEP_S, context=_trust(gateway))
    else:
        server = smtplib.SMTP(host, port, local_hostname=name, timeout=STEP_S)
    try:
        if mode == "starttls":
            server.starttls(context=_trust(gateway))
        if gateway.user and gateway.password:
            server.login(gateway.user, gateway.password)
        yield server
    finally:
        with contextlib.suppress(smtplib.SMTPException, OSError):
            server.quit()
        server.close()


def _trust(gateway: Any) -> ssl.SSLContext:
    if gateway.verify_certificate:
        return trusted()
    anybody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
    return anybody


def _refusal(status: int, said: bytes | str) -> Exception:
    """Tell an address refused for good from a server that cannot now, or will not from us."""
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    reason = " ".join(f"{status} {words}".split())[:160]
    if status < 500 or status in _LOGIN_CODES | _SYNTAX:
        return OSError(f"the gateway answered {reason}")
    return DeadAddressError(f"refused: {reason}")
