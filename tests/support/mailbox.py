"""What a town would send by e-mail, as it leaves: with signed, absolute links."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from hallenwart_backend.alerts.ways import store as ways
from hallenwart_backend.alerts.ways.rules import Kind
from hallenwart_backend.ports import Handed, Notice
from support.backends import Town

GATEWAY = "mailto://post:geheim@127.0.0.1:2525?from=hallen@stadt.example&to={to}"


@dataclass
class Mailbox:
    """Implements ports.Notifier in place of apprise."""

    town: Town
    sent: list[tuple[str, Notice]] = field(default_factory=list)

    async def notify(self, address: str, notice: Notice) -> Handed:
        self.sent.append((unquote(address.rpartition("to=")[2]), notice))
        return Handed()

    async def collect(self) -> list[tuple[str, Notice]]:
        """Let the town send everything that waits; return what is new."""
        before = len(self.sent)
        await self.town.backend.account_room.links.work()
        await self.town.backend.queue.hand_over_due()
        return self.sent[before:]

    async def link_to(self, email: str) -> str:
        """Return the path of the newest link to this address."""
        await self.collect()
        notice = next(notice for to, notice in reversed(self.sent) if to == email)
        parts = urlsplit(notice.link)
        assert f"{parts.scheme}://{parts.netloc}" == "http://hallenwart.test"
        return parts.path


async def with_mail(town: Town) -> Mailbox:
    """Let the town send e-mails, into a mailbox."""
    box = Mailbox(town)
    town.backend.queue._notifiers["apprise"] = box
    await town.backend.records.write(
        lambda connection: ways.set_gateway(connection, Kind.EMAIL, GATEWAY, by="test", now_ms=town.clock.now_ms())
    )
    return box
