"""An e-mail as plain values: what it says, which buttons it has. How it looks is the adapter's matter."""

from __future__ import annotations

import msgspec


class Button(msgspec.Struct, frozen=True, kw_only=True):
    """`link` is a path. `maker` names what makes it out of `link` as the letter leaves: the records hold no link that acts."""

    label: str
    link: str
    maker: str = ""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A heading with lines; `facts` are pairs of what and how."""

    heading: str = ""
    lines: list[str] = []
    facts: list[tuple[str, str]] = []
    buttons: list[Button] = []


class Enclosed(msgspec.Struct, frozen=True, kw_only=True):
    """A file. `maker` names what makes its `content` out of `of` as the letter leaves: the records hold none."""

    name: str
    media: str
    maker: str
    of: str
    content: bytes = b""


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """`calendar` is an iCalendar object with its `method`; `code_of` a booking whose code is put in as the letter leaves.

    `leave` is the path by which such mails are ended, empty where they cannot be; `signed`: it gets its proof as it leaves.
    """

    language: str = "de"
    parts: list[Part] = []
    foot: str = ""
    calendar: str = ""
    method: str = ""
    code_of: str = ""
    code_label: str = ""
    leave: str = ""
    leave_label: str = ""
    enclosed: list[Enclosed] = []
