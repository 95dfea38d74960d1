"""How an e-mail looks: plain text and HTML in one, with a calendar entry where there is one. Pure.

Nothing is loaded from anywhere; colours hold on a dark background, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec
from jinja2 import Environment, StrictUndefined, Template

from hallenwart_backend.mail import Button, Mail, Part
from hallenwart_backend.ports import Notice

_OPEN: Final = "Öffnen / Open"
_MOST_SUBJECT: Final = 200


@cache
def _template() -> Template:
    text = files(__package__).joinpath("mail.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(text)


def mail_of(notice: Notice) -> Mail:
    """Return what an e-mail says; a notice that says nothing more has its lines and its link."""
    if notice.mail is not None:
        return msgspec.convert(notice.mail, Mail)
    lines = [line for line in notice.body.splitlines() if line.strip()]
    buttons = [Button(label=_OPEN, link=notice.link)] if "://" in notice.link else []
    return Mail(parts=[Part(heading=notice.title, lines=lines, buttons=buttons)])


def text_of(mail: Mail) -> str:
    """Return the mail as plain text; links stand in lines of their own."""
    blocks: list[str] = []
    for part in mail.parts:
        lines = [part.heading, *part.lines, *(f"{name}: {value}" for name, value in part.facts)]
        lines += [f"{button.label}:\n{button.link}" for button in part.buttons]
        blocks.append("\n".join(line for line in lines if line))
    if mail.foot or mail.leave:
        leave = f"{mail.leave_label}:\n{mail.leave}" if mail.leave else ""
        blocks.append("-- \n" + "\n".join(line for line in (mail.foot, leave) if line))
    return "\n\n".join(blocks) + "\n"


def html_of(mail: Mail) -> str:
    return _template().render(mail=mail)


def message(
    notice: Notice, *, sender: tuple[str, str], to: str, number: str, at: datetime, headers: Mapping[str, str]
) -> EmailMessage:
    """Return the message. `number` makes its Message-ID: tried again, it is the same message. Raises ValueError."""
    mail = mail_of(notice)
    made = EmailMessage(policy=SMTP)
    made["From"] = Address(sender[0], addr_spec=sender[1])
    made["To"] = Address(addr_spec=parseaddr(to)[1])
    made["Subject"] = " ".join(notice.title.split())[:_MOST_SUBJECT]
    made["Date"] = format_datetime(at)
    domain = sender[1].partition("@")[2]
    made["Message-ID"] = f"<{number}@{domain}>"
    made["Auto-Submitted"] = "auto-generated"
    made["Content-Language"] = mail.language
    if mail.leave:
        made["List-Unsubscribe"] = f"<{mail.leave}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    for name, value in headers.items():
        made[name] = " ".join(value.split())
    made.set_content(text_of(mail))
    made.add_alternative(html_of(mail), subtype="html")
    if mail.calendar:
        made.add_attachment(
            mail.calendar.encode(),
            maintype="text",
            subtype="calendar",
            filename="termin.ics",
            params={"charset": "utf-8", "method": mail.method},
        )
    for one in mail.enclosed:
        if one.content:
            maintype, _, subtype = one.media.partition("/")
            made.add_attachment(one.content, maintype=maintype, subtype=subtype, filename=one.name)
    return made
