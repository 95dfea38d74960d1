"""SMS gateways, Signal, Matrix and a hundred more: whatever an apprise URL names."""

from __future__ import annotations

import logging
import re
from typing import Final

import apprise

from hallenwart_backend.adapters import notify_mail
from hallenwart_backend.adapters.notify_plugin import instantiate, plugin_of
from hallenwart_backend.alerts.addresses import APPRISE, lane_of, scheme_of
from hallenwart_backend.apart import run_apart
from hallenwart_backend.errors import DeadAddressError
from hallenwart_backend.ports import Handed, Notice
from hallenwart_backend.urls import parts_of

_said: Final = logging.getLogger("apprise")
_said.setLevel(logging.DEBUG)  # apprise tells the gateway's answer by its log alone, which it hands to whoever asks
_said.propagate = False  # addresses are secrets: nothing of it is logged

_URGENT: Final = {
    "smseagle": "priority=high",
    "smseagles": "priority=high",
    "ntfy": "priority=max",
    "ntfys": "priority=max",
    "gotify": "priority=emergency",
    "gotifys": "priority=emergency",
    "prowl": "priority=emergency",
    "opsgenie": "priority=emergency",
}
"""How each kind of gateway is told that a message is urgent; the others know no such thing."""
_STATUS: Final = re.compile(r"error=(\d{3})\b")
_LATER: Final = frozenset({408, 425, 429})


class AppriseNotifier:
    """Implements ports.Notifier. apprise blocks (and loads a plugin at its first use), so it works in threads."""

    async def notify(self, address: str, notice: Notice) -> Handed:
        if scheme_of(address) in notify_mail.SCHEMES:
            await run_apart(lane_of(APPRISE, address), notify_mail.hand_over, address, notice)
            return Handed()
        body = f"{notice.body}\n{notice.link}" if "://" in notice.link else notice.body
        await run_apart(lane_of(APPRISE, address), _hand_over, address, notice, body)
        return Handed()

    async def warm_up(self) -> None:
        """Load what every plugin stands on now rather than with the first alarm."""
        await run_apart("warm-up", plugin_of, "mailto")


def urgent(address: str) -> str:
    """Return the address with what its gateway calls urgent, unless it says something of that itself."""
    wanted = _URGENT.get(scheme_of(address), "")
    name = wanted.partition("=")[0]
    if not wanted or name in parts_of(address).query:
        return address
    return f"{address}{'&' if '?' in address else '?'}{wanted}"


def _hand_over(address: str, notice: Notice, body: str) -> None:
    gateway = instantiate(urgent(address) if notice.urgent else address)
    if gateway is None:
        raise DeadAddressError("no address apprise knows")
    target = apprise.Apprise(gateway)
    kind = apprise.NotifyType.FAILURE if notice.urgent else apprise.NotifyType.INFO
    title = " ".join(notice.title.split())  # it becomes a header of mails: one line, whatever a hall is called
    result = target.notify(title=title, body=body, notify_type=kind, log_level=logging.DEBUG)
    if not result:
        said = "\n".join(entry.message for entry in result.logs())
        raise _failure(said)


def _failure(said: str) -> Exception:
    """Tell a refused address from a gateway that is not well, by the status apprise writes down."""
    found = [int(one) for one in _STATUS.findall(said)]
    if not found:
        return OSError("the gateway was not reached")
    status = found[-1]
    refused = 400 <= status < 500 and status not in _LATER
    return DeadAddressError(f"refused: {status}") if refused else OSError(f"the gateway answered {status}")
