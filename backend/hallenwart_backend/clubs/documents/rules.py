"""What a document may be, and who reads it. Pure.

The kind is told by the content alone: a name or a header of the sender says nothing. PDFs that would run something, start a
program or carry another file are refused as far as that stands in clear; what is packed inside is not looked into, which is why
documents are only ever handed out as attachments.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from hallenwart_backend.accounts.rules import Person, Role

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_OF_CLUB: Final = 100
MOST_BYTES_OF_CLUB: Final = 200 * 1024 * 1024
MIME: Final = {"pdf": "application/pdf", "png": "image/png", "txt": "text/plain; charset=utf-8"}
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_ACTIVE: Final = re.compile(rb"/(JavaScript|Launch|EmbeddedFile|RichMedia|XFA)\b")
_PLAIN: Final = re.compile(r"[^\w äöüÄÖÜß.,()+-]", re.ASCII)


class Readers(StrEnum):
    ALL = "all"
    TRAINERS = "trainers"
    LEADS = "leads"


_MAY_READ: Final = {
    Readers.ALL: frozenset({Role.CLUB_ADMIN, Role.TRAINER, Role.MEMBER}),
    Readers.TRAINERS: frozenset({Role.CLUB_ADMIN, Role.TRAINER}),
    Readers.LEADS: frozenset({Role.CLUB_ADMIN}),
}


class DocumentError(ValueError):
    """`code`: empty, too_large, bad_type, active."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def kind_of(content: bytes) -> str:
    """Return pdf, png or txt. Raises DocumentError."""
    if not content.strip():
        raise DocumentError("empty")
    if len(content) > MOST_BYTES:
        raise DocumentError("too_large")
    if content.startswith(b"%PDF-"):
        if b"%%EOF" not in content[-2048:]:
            raise DocumentError("bad_type")
        if _ACTIVE.search(content):
            raise DocumentError("active")
        return "pdf"
    if content.startswith(_PNG):
        if not content.rstrip(b"\0").endswith(b"IEND\xaeB`\x82"):
            raise DocumentError("bad_type")
        return "png"
    return _text(content)


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError("bad_type") from error
    if any(not sign.isprintable() and sign not in "\n\r\t\f" for sign in text):
        raise DocumentError("bad_type")
    return "txt"


def may_read(person: Person, club: str, readers: Readers) -> bool:
    return any(club in person.roles.get(role, ()) for role in _MAY_READ[readers])


def file_name(title: str, kind: str) -> str:
    """Return what a browser saves a document as: plain letters of its title, nothing that leads elsewhere."""
    plain = _PLAIN.sub("_", title).strip(" .")[:80] or "Unterlage"
    return f"{plain}.{kind}"
