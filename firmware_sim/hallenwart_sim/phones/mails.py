"""A mail server on loopback, as far as a town needs one: it takes every mail into its receiver's mailbox (RFC 5321)."""

from __future__ import annotations

import asyncio
import email.policy
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from email.parser import BytesParser
from typing import Final

from hallenwart_contract.director import MailLink
from hallenwart_sim.phones.inbox import Inbox

WAY: Final = "email"
_MOST_BYTES: Final = 2 * 1024 * 1024
_LINK: Final = re.compile(r"^(?P<label>.+):\n(?P<url>https?://\S+)$", re.MULTILINE)
_BARE: Final = re.compile(r"https?://\S+")
_ADDRESS: Final = re.compile(r"<([^<>\s]+@[^<>\s]+)>")


class MailServer:
    """`people` are names by address; who is not among them has a mailbox by the address. `down`: it takes nothing (421)."""

    def __init__(self, inbox: Inbox, people: Mapping[str, str]) -> None:
        self._inbox, self._people = inbox, people
        self.down = False

    @asynccontextmanager
    async def serving(self, port: int) -> AsyncIterator[int]:
        """Listen on loopback; yield the port."""
        server = await asyncio.start_server(self._talk, "127.0.0.1", port, limit=_MOST_BYTES)
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            server.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._session(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            return
        finally:
            writer.close()

    async def _session(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        to: list[str] = []
        writer.write(b"421 out of order\r\n" if self.down else b"220 town ESMTP\r\n")
        while not self.down and (line := await reader.readline()):
            word, _, rest = line.decode("utf-8", "replace").strip().partition(" ")
            answer = "250 OK"
            match word.upper():
                case "EHLO":
                    answer = "250-town\r\n250-8BITMIME\r\n250 SMTPUTF8"
                case "HELO" | "NOOP":
                    pass
                case "MAIL" | "RSET":
                    to = []
                case "RCPT" if found := _ADDRESS.search(rest):
                    to.append(found[1].lower())
                case "DATA" if to:
                    writer.write(b"354 go on\r\n")
                    await self._take(await _data(reader), to)
                    to = []
                case "QUIT":
                    writer.write(b"221 bye\r\n")
                    return
                case _:
                    answer = "503 not now"
            writer.write(f"{answer}\r\n".encode())
            await writer.drain()

    async def _take(self, data: bytes, to: list[str]) -> None:
        made = BytesParser(policy=email.policy.default).parsebytes(data)
        body = made.get_body(("plain", "html"))
        text = "\n".join(body.get_content().splitlines()) if body is not None else ""
        links = links_of(text)
        files = [str(part.get_filename() or "") for part in made.iter_attachments()]
        shown = _BARE.sub("", _LINK.sub("", text)).partition("\n-- ")[0].strip()
        for one in to:
            await self._inbox.put(
                self._people.get(one, one),
                WAY,
                title=str(made["Subject"] or ""),
                text=shown,
                link=links[0].url if links else "",
                links=links,
                files=files,
                silent=made["X-Priority"] is None,
                drill="PROBE" in str(made["Subject"] or ""),
            )


async def _data(reader: asyncio.StreamReader) -> bytes:
    """Read up to the line with a single dot; doubled dots at the beginning of a line are one (RFC 5321, 4.5.2)."""
    lines: list[bytes] = []
    while (line := await reader.readline()) not in {b".\r\n", b""}:
        lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
    return b"".join(lines)


def links_of(text: str) -> list[MailLink]:
    """Return the links of a mail with what stands before them, in order and each once."""
    labels = {found["url"]: found["label"].strip() for found in _LINK.finditer(text)}
    return [MailLink(label=labels.get(url, ""), url=url) for url in dict.fromkeys(_BARE.findall(text))]
